package enrolment

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

func insertRelation(ctx context.Context, tx *db.Tx, county civil.County, r Relation) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO relation (county, id, person, scheme, state, joined, ended) VALUES ($1,$2,$3,$4,$5,$6,NULL)
		ON CONFLICT (county, person, scheme) WHERE ended IS NULL DO NOTHING`, county, r.ID, r.Person, r.Scheme, r.State, r.Joined)
	return n == 1, err
}

func updateRelation(ctx context.Context, tx *db.Tx, county civil.County, r Relation, to State, month civil.Month) error {
	var ended any
	if to == Ended {
		ended = month
	}
	n, err := tx.Exec(ctx, `UPDATE relation SET state=$4, ended=$5 WHERE county=$1 AND id=$2 AND state=$3`, county, r.ID, r.State, to, ended)
	if err == nil && n != 1 {
		err = BadState.With()
	}
	return err
}

func scanRelation(scan func(...any) error) (Relation, error) {
	var r Relation
	var ended *civil.Month
	err := scan(&r.ID, &r.Person, &r.Scheme, &r.State, &r.Joined, &ended)
	if ended != nil {
		r.Ended = *ended
	}
	return r, err
}

// readLiving reads the living relation and holds it until the transaction ends.
func readLiving(ctx context.Context, tx *db.Tx, county civil.County, person int64, s Scheme) (Relation, error) {
	return scanRelation(tx.QueryRow(ctx, `SELECT id, person, scheme, state, joined, ended FROM relation
		WHERE county=$1 AND person=$2 AND scheme=$3 AND ended IS NULL`+tx.LockClause(), county, person, s).Scan)
}

func readRelations(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]Relation, error) {
	rows, err := tx.Query(ctx, `SELECT id, person, scheme, state, joined, ended FROM relation
		WHERE county=$1 AND person=$2 ORDER BY joined DESC, id DESC`, county, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Relation
	for rows.Next() {
		r, err := scanRelation(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

func openAccount(ctx context.Context, tx *db.Tx, county civil.County, person int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO pension_account (county, person, personal_fen, collective_fen, subsidy_fen, interest_fen, paid_fen, balance_fen, paid_months)
		VALUES ($1,$2,0,0,0,0,0,0,0) ON CONFLICT (county, person) DO NOTHING`, county, person)
	return err
}

func readAccount(ctx context.Context, tx *db.Tx, county civil.County, person int64) (Account, error) {
	a := Account{Person: person}
	err := tx.QueryRow(ctx, `SELECT personal_fen, collective_fen, subsidy_fen, interest_fen, paid_fen, balance_fen, paid_months
		FROM pension_account WHERE county=$1 AND person=$2`, county, person).
		Scan(&a.Personal, &a.Collective, &a.Subsidy, &a.Interest, &a.Paid, &a.Balance, &a.PaidMonths)
	return a, err
}

// readBalances reads what a chunk of payouts may draw of each account, and holds the accounts, in one order for everybody. What is set apart is
// read by a second statement: of a row that it had to wait for, PostgreSQL's first one sees what it was before.
func readBalances(ctx context.Context, tx *db.Tx, county civil.County, payouts []Payout, into map[int64]money.Fen) error {
	args := []any{county}
	for _, p := range payouts {
		args = append(args, p.Person)
	}
	rows, err := tx.Query(ctx, `SELECT person, balance_fen FROM pension_account WHERE county=$1 AND person IN (`+places(2, len(payouts))+`)
		ORDER BY person`+tx.LockClause(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var person int64
		var balance money.Fen
		if err := rows.Scan(&person, &balance); err != nil {
			return err
		}
		into[person] = balance
	}
	if err := rows.Err(); err != nil {
		return err
	}
	people := make([]int64, len(payouts))
	for i, p := range payouts {
		people[i] = p.Person
	}
	apart, err := readApart(ctx, tx, county, people)
	for person, fen := range apart {
		into[person] -= fen
	}
	return err
}

// readPaidOut tells how often the months of a chunk of payouts were paid out and came back; the accounts are held, so nobody adds one
// meanwhile. A reversal that touches nothing but what was paid out is one of a payout.
func readPaidOut(ctx context.Context, tx *db.Tx, county civil.County, asked []Payout, into map[month]drawn) error {
	first, last := asked[0].Month, asked[0].Month
	for _, p := range asked {
		first, last = min(first, p.Month), max(last, p.Month)
	}
	args := []any{county, PaidOut, Reversal, first, last}
	for _, p := range asked {
		args = append(args, p.Person)
	}
	rows, err := tx.Query(ctx, `SELECT person, period, kind FROM pension_entry WHERE county=$1 AND kind IN ($2, $3) AND period BETWEEN $4 AND $5
		AND person IN (`+places(6, len(asked))+`) AND personal_fen=0 AND collective_fen=0 AND subsidy_fen=0 AND interest_fen=0 AND months=0`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var m month
		var kind Kind
		if err := rows.Scan(&m.person, &m.month, &kind); err != nil {
			return err
		}
		seen := into[m]
		if kind == PaidOut {
			seen.out++
		} else {
			seen.back++
		}
		into[m] = seen
	}
	return rows.Err()
}

// readPayout reads what a month's payout gave, and the number that its reversal takes.
func readPayout(ctx context.Context, tx *db.Tx, county civil.County, person int64, m civil.Month, part int) (given money.Fen, reversal int, err error) {
	err = tx.QueryRow(ctx, `SELECT paid_fen, (SELECT count(*) FROM pension_entry WHERE county=$1 AND person=$2 AND period=$3 AND kind='reversal')
		FROM pension_entry WHERE county=$1 AND person=$2 AND period=$3 AND kind='payout' AND part=$4`, county, person, m, part).Scan(&given, &reversal)
	return given, reversal, err
}

// drawAccounts lowers the accounts by what they gave. One statement for many was slower: SQLite compiles it anew for each list of people. That
// each has an account, the entries' foreign key holds.
func drawAccounts(ctx context.Context, tx *db.Tx, county civil.County, people []int64, given map[int64]money.Fen) error {
	all := make([]db.Statement, len(people))
	for i, p := range people {
		all[i] = db.Statement{Query: `UPDATE pension_account SET paid_fen=paid_fen+$1, balance_fen=balance_fen-$2 WHERE county=$3 AND person=$4`,
			Args: []any{given[p], given[p], county, p}}
	}
	return tx.ExecAll(ctx, all)
}

var entryColumns = []string{"county", "person", "period", "kind", "part", "grade_fen", "personal_fen", "collective_fen", "subsidy_fen",
	"interest_fen", "paid_fen", "months", "on_date", "cause"}

func (e Entry) values(county civil.County) []any {
	return []any{county, e.Person, e.Period, e.Kind, e.Part, e.Grade, e.Personal, e.Collective, e.Subsidy, e.Interest, e.Paid, e.Months, e.On.String(), e.Cause}
}

// insertEntry adds an entry once; false says that it is there already.
func insertEntry(ctx context.Context, tx *db.Tx, county civil.County, e Entry) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO pension_entry (county, person, period, kind, part, grade_fen, personal_fen, collective_fen, subsidy_fen,
		interest_fen, paid_fen, months, on_date, cause) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)
		ON CONFLICT (county, person, period, kind, part) DO NOTHING`, e.values(county)...)
	return n == 1, err
}

// addToAccount moves the account by what an entry adds.
func addToAccount(ctx context.Context, tx *db.Tx, county civil.County, e Entry) error {
	_, err := tx.Exec(ctx, `UPDATE pension_account SET personal_fen=personal_fen+$3, collective_fen=collective_fen+$4, subsidy_fen=subsidy_fen+$5,
		interest_fen=interest_fen+$6, paid_fen=paid_fen+$7, balance_fen=balance_fen+$8, paid_months=paid_months+$9
		WHERE county=$1 AND person=$2`, county, e.Person, e.Personal, e.Collective, e.Subsidy, e.Interest, e.Paid,
		e.Personal+e.Collective+e.Subsidy+e.Interest-e.Paid, e.Months)
	return err
}

func readEntries(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]Entry, error) {
	rows, err := tx.Query(ctx, `SELECT period, kind, part, grade_fen, personal_fen, collective_fen, subsidy_fen, interest_fen, paid_fen, months, on_date, cause
		FROM pension_entry WHERE county=$1 AND person=$2 ORDER BY period, kind, part`, county, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Entry
	for rows.Next() {
		e := Entry{Person: person}
		var on string
		if err := rows.Scan(&e.Period, &e.Kind, &e.Part, &e.Grade, &e.Personal, &e.Collective, &e.Subsidy, &e.Interest, &e.Paid, &e.Months, &on, &e.Cause); err != nil {
			return nil, err
		}
		if e.On, err = civil.ParseDate(on); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

func countUnbalanced(ctx context.Context, tx *db.Tx, county civil.County) (int, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM pension_account a LEFT JOIN (
			SELECT county, person, SUM(personal_fen) AS personal, SUM(collective_fen) AS collective, SUM(subsidy_fen) AS subsidy,
				SUM(interest_fen) AS interest, SUM(paid_fen) AS paid, SUM(months) AS months
			FROM pension_entry WHERE county=$1 GROUP BY county, person) e ON e.county=a.county AND e.person=a.person
		WHERE a.county=$1 AND (a.personal_fen<>COALESCE(e.personal,0) OR a.collective_fen<>COALESCE(e.collective,0) OR a.subsidy_fen<>COALESCE(e.subsidy,0)
			OR a.interest_fen<>COALESCE(e.interest,0) OR a.paid_fen<>COALESCE(e.paid,0) OR a.paid_months<>COALESCE(e.months,0))`, county).Scan(&n)
	return n, err
}

// places writes "$from,…" for n arguments.
func places(from, n int) string {
	b := make([]byte, 0, 5*n)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, '$'), int64(from+i), 10)
	}
	return string(b)
}

// readGivenBack adds up what reversals of one cause gave back.
func readGivenBack(ctx context.Context, tx *db.Tx, county civil.County, person, cause int64) (money.Fen, error) {
	var back money.Fen
	err := tx.QueryRow(ctx, `SELECT CAST(coalesce(-sum(paid_fen), 0) AS BIGINT) FROM pension_entry WHERE county=$1 AND person=$2 AND kind IN ('reversal', 'restored') AND cause=$3`,
		county, person, cause).Scan(&back)
	return back, err
}
