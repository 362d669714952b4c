package enrolment

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

const transferColumns = `id, person, direction, route, case_id, relation, was_state, state, version, agency, place, account_sealed, revision, joined,
	personal_fen, collective_fen, subsidy_fen, interest_fen, drawn_fen, balance_fen, months, digest, arrived_fen, step, proposal, chain, asked_at`

func scanTransfer(scan func(...any) error) (t Transfer, err error) {
	var relation, proposal, joined sql.NullInt64
	var was sql.NullString
	var at int64
	s := &t.Sums
	err = scan(&t.ID, &t.Person, &t.Direction, &t.Route, &t.Case, &relation, &was, &t.State, &t.Version, &t.Agency, &t.Place, &t.sealed, &t.Revision, &joined,
		&s.Personal, &s.Collective, &s.Subsidy, &s.Interest, &s.Drawn, &s.Balance, &s.Months, &t.Digest, &t.Arrived, &t.Step, &proposal, &t.chain, &at)
	t.Relation, t.Proposal, t.Joined, t.Was = relation.Int64, proposal.Int64, civil.Month(joined.Int64), State(was.String)
	t.AskedAt = time.UnixMicro(at).UTC()
	return t, err
}

// insertTransfer adds a transfer; false says that the person has one under way.
func insertTransfer(ctx context.Context, tx *db.Tx, county civil.County, t Transfer) (bool, error) {
	s := t.Sums
	n, err := tx.Exec(ctx, `INSERT INTO relation_transfer (county, `+transferColumns+`)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28)
		ON CONFLICT (county, person) WHERE state NOT IN ('paid', 'credited', 'cancelled') DO NOTHING`,
		county, t.ID, t.Person, t.Direction, t.Route, t.Case, db.OrNull(t.Relation), db.OrNull(t.Was), t.State, t.Version, t.Agency, t.Place, t.sealed, t.Revision, db.OrNull(t.Joined),
		s.Personal, s.Collective, s.Subsidy, s.Interest, s.Drawn, s.Balance, s.Months, t.Digest, t.Arrived, t.Step, db.OrNull(t.Proposal), []byte{}, t.AskedAt.UnixMicro())
	return n == 1, err
}

// updateTransfer keeps a transfer as it is after an act; false says that somebody was first.
func updateTransfer(ctx context.Context, tx *db.Tx, county civil.County, t Transfer) (bool, error) {
	s := t.Sums
	n, err := tx.Exec(ctx, `UPDATE relation_transfer SET state=$4, account_sealed=$5, revision=$6, joined=$7, personal_fen=$8, collective_fen=$9, subsidy_fen=$10,
		interest_fen=$11, drawn_fen=$12, balance_fen=$13, months=$14, digest=$15, arrived_fen=$16, step=$17, proposal=$18, chain=$19, version=version+1
		WHERE county=$1 AND id=$2 AND version=$3`, county, t.ID, t.Version, t.State, t.sealed, t.Revision, db.OrNull(t.Joined), s.Personal, s.Collective, s.Subsidy,
		s.Interest, s.Drawn, s.Balance, s.Months, t.Digest, t.Arrived, t.Step, db.OrNull(t.Proposal), t.chain)
	return n == 1, err
}

func readTransfer(ctx context.Context, tx *db.Tx, county civil.County, id int64, end string) (Transfer, error) {
	return scanTransfer(tx.QueryRow(ctx, `SELECT `+transferColumns+` FROM relation_transfer WHERE county=$1 AND id=$2`+end, county, id).Scan)
}

func readTransferOfCase(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (Transfer, error) {
	return scanTransfer(tx.QueryRow(ctx, `SELECT `+transferColumns+` FROM relation_transfer WHERE county=$1 AND case_id=$2 ORDER BY id DESC LIMIT 1`, county, caseID).Scan)
}

// readOpenTransfer is the transfer of a person that is under way; nil if none is.
func readOpenTransfer(ctx context.Context, tx *db.Tx, county civil.County, person int64) (*Transfer, error) {
	t, err := scanTransfer(tx.QueryRow(ctx, `SELECT `+transferColumns+` FROM relation_transfer WHERE county=$1 AND person=$2
		AND state NOT IN ('paid', 'credited', 'cancelled')`, county, person).Scan)
	if db.IsNoRows(err) {
		return nil, nil
	}
	return &t, err
}

// readTransfers pages through a county's: open ones forwards, all of them backwards.
func readTransfers(ctx context.Context, tx *db.Tx, county civil.County, open bool, after int64, limit int) ([]Transfer, error) {
	q := `SELECT ` + transferColumns + ` FROM relation_transfer WHERE county=$1 AND ($2=0 OR id<$2) ORDER BY id DESC LIMIT $3`
	if open {
		q = `SELECT ` + transferColumns + ` FROM relation_transfer WHERE county=$1 AND id>$2 AND state NOT IN ('paid', 'credited', 'cancelled') ORDER BY id LIMIT $3`
	}
	return collectTransfers(tx.Query(ctx, q, county, after, limit))
}

// transferPage reads every transfer in the order of their numbers.
func transferPage(ctx context.Context, tx *db.Tx, county civil.County, after int64, limit int) ([]Transfer, error) {
	return collectTransfers(tx.Query(ctx, `SELECT `+transferColumns+` FROM relation_transfer WHERE county=$1 AND id>$2 ORDER BY id LIMIT $3`, county, after, limit))
}

func collectTransfers(rows *sql.Rows, err error) ([]Transfer, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Transfer
	for rows.Next() {
		t, err := scanTransfer(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// movingOut says whether a transfer takes the person's relation away.
func movingOut(ctx context.Context, tx *db.Tx, county civil.County, person int64) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM relation_transfer WHERE county=$1 AND person=$2 AND direction='out' AND state NOT IN ('paid', 'credited', 'cancelled')`,
		county, person).Scan(&n)
	return n > 0, err
}

func insertLines(ctx context.Context, tx *db.Tx, county civil.County, transfer int64, revision int, lines []HistoryLine) error {
	columns := []string{"county", "transfer", "revision", "year", "grade_fen", "personal_fen", "collective_fen", "subsidy_fen", "months"}
	return bulk(ctx, tx, "relation_transfer_line", columns, len(lines), func(n int) []any {
		l := lines[n]
		return []any{county, transfer, revision, l.Year, l.Grade, l.Personal, l.Collective, l.Subsidy, l.Months}
	})
}

func readLines(ctx context.Context, tx *db.Tx, county civil.County, transfer int64, revision int) ([]HistoryLine, error) {
	rows, err := tx.Query(ctx, `SELECT year, grade_fen, personal_fen, collective_fen, subsidy_fen, months FROM relation_transfer_line
		WHERE county=$1 AND transfer=$2 AND revision=$3 ORDER BY year`, county, transfer, revision)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []HistoryLine
	for rows.Next() {
		var l HistoryLine
		if err := rows.Scan(&l.Year, &l.Grade, &l.Personal, &l.Collective, &l.Subsidy, &l.Months); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

func insertAct(ctx context.Context, tx *db.Tx, county civil.County, transfer int64, a TransferAct) error {
	_, err := tx.Exec(ctx, `INSERT INTO relation_transfer_act (county, transfer, id, kind, step, batch, amount_fen, paper, on_day, says, digest, account, by_user, by_name, at, chain)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`, county, transfer, a.ID, a.Kind, a.Step, a.Batch, a.Amount, a.Paper, dayText(a.On), a.Says,
		a.Digest, a.account, a.By, a.Name, a.At.UnixMicro(), a.chain)
	return err
}

func readActs(ctx context.Context, tx *db.Tx, county civil.County, transfer int64) ([]TransferAct, error) {
	rows, err := tx.Query(ctx, `SELECT id, kind, step, batch, amount_fen, paper, on_day, says, digest, account, by_user, by_name, at, chain FROM relation_transfer_act
		WHERE county=$1 AND transfer=$2 ORDER BY id`, county, transfer)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []TransferAct
	for rows.Next() {
		var a TransferAct
		var on string
		var at int64
		if err := rows.Scan(&a.ID, &a.Kind, &a.Step, &a.Batch, &a.Amount, &a.Paper, &on, &a.Says, &a.Digest, &a.account, &a.By, &a.Name, &at, &a.chain); err != nil {
			return nil, err
		}
		if on != "" {
			if a.On, err = civil.ParseDate(on); err != nil {
				return nil, err
			}
		}
		a.At = time.UnixMicro(at).UTC()
		all = append(all, a)
	}
	return all, rows.Err()
}

// readParts gives, for each period, the number that the next entry of a kind takes.
func readParts(ctx context.Context, tx *db.Tx, county civil.County, person int64, kind Kind) (map[civil.Month]int, error) {
	rows, err := tx.Query(ctx, `SELECT period, max(part)+1 FROM pension_entry WHERE county=$1 AND person=$2 AND kind=$3 GROUP BY period`, county, person, kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[civil.Month]int{}
	for rows.Next() {
		var period civil.Month
		var next int
		if err := rows.Scan(&period, &next); err != nil {
			return nil, err
		}
		all[period] = next
	}
	return all, rows.Err()
}

// readRelation reads a relation by its number and holds it until the transaction ends.
func readRelation(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Relation, error) {
	return scanRelation(tx.QueryRow(ctx, `SELECT id, person, scheme, state, joined, ended FROM relation WHERE county=$1 AND id=$2`+tx.LockClause(), county, id).Scan)
}

// reopenRelation lets an ended relation live on, suspended, unless the person has joined anew meanwhile.
func reopenRelation(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE relation SET state='suspended', ended=NULL WHERE county=$1 AND id=$2 AND state='ended'
		AND NOT EXISTS (SELECT 1 FROM relation o WHERE o.county=$1 AND o.person=relation.person AND o.scheme=relation.scheme AND o.ended IS NULL)`, county, id)
	return err
}

// yearHeld says whether a year is paid here, or was brought by a transfer, and has not left with another.
func yearHeld(ctx context.Context, tx *db.Tx, county civil.County, person int64, year civil.Month) (bool, error) {
	var months int64
	err := tx.QueryRow(ctx, `SELECT CAST(coalesce(sum(months), 0) AS BIGINT) FROM pension_entry WHERE county=$1 AND person=$2 AND period=$3`, county, person, year).Scan(&months)
	return months > 0, err
}

// readMoved adds up what transfers moved on accounts, by transfer; what came back from the bank cancels what had left.
func readMoved(ctx context.Context, tx *db.Tx, county civil.County) (map[int64]money.Fen, error) {
	rows, err := tx.Query(ctx, `SELECT cause, CAST(sum(personal_fen+collective_fen+subsidy_fen+interest_fen-paid_fen) AS BIGINT) FROM pension_entry
		WHERE county=$1 AND kind IN ('moved-out', 'moved-back', 'moved-in') GROUP BY cause`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]money.Fen{}
	for rows.Next() {
		var cause int64
		var sum money.Fen
		if err := rows.Scan(&cause, &sum); err != nil {
			return nil, err
		}
		all[cause] = sum
	}
	return all, rows.Err()
}
