package enrolment

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

var bankColumns = []string{"county", "id", "person", "bank", "number_sealed", "number_hash", "status", "since", "until", "by_user", "at"}

func (b bankRow) values(county civil.County) []any {
	return []any{county, b.id, b.person, b.bank, b.sealed, b.hash, b.status, b.since, b.until, b.user, b.at}
}

func insertBankAccount(ctx context.Context, tx *db.Tx, county civil.County, b bankRow) error {
	_, err := tx.Exec(ctx, `INSERT INTO bank_account (county, id, person, bank, number_sealed, number_hash, status, since, until, by_user, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`, b.values(county)...)
	return err
}

func retireBankAccount(ctx context.Context, tx *db.Tx, county civil.County, id int64, on civil.Date) error {
	_, err := tx.Exec(ctx, `UPDATE bank_account SET until=$3 WHERE county=$1 AND id=$2 AND until IS NULL`, county, id, on.String())
	return err
}

func closeBankAccount(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE bank_account SET status=$3 WHERE county=$1 AND id=$2`, county, id, BankClosed)
	return err
}

func scanBank(scan func(...any) error) (bankRow, error) {
	var b bankRow
	err := scan(&b.id, &b.person, &b.bank, &b.sealed, &b.status, &b.since, &b.until, &b.at)
	return b, err
}

// readBankAccount reads the current one; end is the lock clause of who is about to change it, or nothing.
func readBankAccount(ctx context.Context, tx *db.Tx, county civil.County, person int64, end string) (bankRow, error) {
	return scanBank(tx.QueryRow(ctx, `SELECT id, person, bank, number_sealed, status, since, until, at FROM bank_account
		WHERE county=$1 AND person=$2 AND until IS NULL`+end, county, person).Scan)
}

func readBankAccounts(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]bankRow, error) {
	rows, err := tx.Query(ctx, `SELECT id, person, bank, number_sealed, status, since, until, at FROM bank_account
		WHERE county=$1 AND person=$2 ORDER BY id DESC`, county, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []bankRow
	for rows.Next() {
		b, err := scanBank(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, rows.Err()
}

// countHolders counts other people whose current account has the number.
func countHolders(ctx context.Context, tx *db.Tx, county civil.County, hash, person int64) (int, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM bank_account WHERE county=$1 AND number_hash=$2 AND person<>$3 AND until IS NULL`, county, hash, person).Scan(&n)
	return n, err
}

// fromPerson joins the relations and the account of a person, each absent or one; what the sweep reads.
const fromPerson = ` FROM person p
	LEFT JOIN relation r ON r.county=p.county AND r.person=p.id AND r.scheme='resident-pension' AND r.ended IS NULL
	LEFT JOIN relation e ON e.county=p.county AND e.person=p.id AND e.scheme='employee-pension' AND e.ended IS NULL
	LEFT JOIN pension_account a ON a.county=p.county AND a.person=p.id `

func readSweep(ctx context.Context, tx *db.Tx, county civil.County, from string, after int64, end string) ([]SweepRow, error) {
	rows, err := tx.Query(ctx, `SELECT p.id, p.birth, p.village, r.state, r.joined, e.state, a.balance_fen, a.paid_months`+fromPerson+
		`WHERE p.county=$1 AND (p.birth, p.id) > ($2, $3) AND p.birth<$4 AND p.died IS NULL ORDER BY p.birth, p.id LIMIT $5`,
		county, from, after, end, sweepPage)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []SweepRow
	for rows.Next() {
		var s SweepRow
		var birth string
		var state, employee sql.Null[State]
		var joined sql.Null[civil.Month]
		var balance sql.NullInt64
		var months sql.Null[int32]
		if err := rows.Scan(&s.Person, &birth, &s.Village, &state, &joined, &employee, &balance, &months); err != nil {
			return nil, err
		}
		if s.BirthDate, err = civil.ParseDate(birth); err != nil {
			return nil, err
		}
		s.Birth = s.BirthDate.Month()
		s.Enrolled, s.State, s.Joined = state.Valid, state.V, joined.V
		s.InEmployeeScheme, s.EmployeeReceiving = employee.Valid, employee.V == Receiving
		s.Account, s.PaidMonths = fen(balance), months.V
		all = append(all, s)
	}
	return all, rows.Err()
}

// readPayees gives each payee with the bank account's number still sealed.
func readPayees(ctx context.Context, tx *db.Tx, county civil.County, people []int64, each func(p Payee, sealed []byte) error) error {
	rows, err := tx.Query(ctx, `SELECT p.id, p.name, p.birth, p.village, p.died, e.state, b.id, b.number_sealed, b.status FROM person p
		LEFT JOIN relation e ON e.county=p.county AND e.person=p.id AND e.scheme='employee-pension' AND e.ended IS NULL
		LEFT JOIN bank_account b ON b.county=p.county AND b.person=p.id AND b.until IS NULL
		WHERE p.county=$1 AND p.id IN (`+places(2, len(people))+`)`, countyAnd(county, people)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		p, sealed, err := scanPayee(rows.Scan)
		if err != nil {
			return err
		}
		if err := each(p, sealed); err != nil {
			return err
		}
	}
	return rows.Err()
}

// countyAnd are the arguments of a query of a county about a list.
func countyAnd(county civil.County, ids []int64) []any {
	args := make([]any, 1, len(ids)+1)
	args[0] = county
	for _, id := range ids {
		args = append(args, id)
	}
	return args
}

func scanPayee(scan func(...any) error) (p Payee, sealed []byte, err error) {
	var birth string
	var died sql.NullString
	var employee sql.Null[State]
	var status sql.Null[BankStatus]
	var bank sql.NullInt64
	if err = scan(&p.Person, &p.Name, &birth, &p.Village, &died, &employee, &bank, &sealed, &status); err != nil {
		return p, nil, err
	}
	if p.Birth, err = civil.ParseDate(birth); err != nil {
		return p, nil, err
	}
	if died.Valid {
		if p.Died, err = civil.ParseDate(died.String); err != nil {
			return p, nil, err
		}
	}
	p.EmployeeReceiving, p.Bank.ID, p.Bank.Status = employee.V == Receiving, bank.Int64, status.V
	return p, sealed, nil
}

// readAddresses gives each bank account's holder and its number, still sealed.
func readAddresses(ctx context.Context, tx *db.Tx, county civil.County, accounts []int64, each func(account int64, a Address, sealed []byte) error) error {
	rows, err := tx.Query(ctx, `SELECT b.id, b.number_sealed, p.name FROM bank_account b JOIN person p ON p.county=b.county AND p.id=b.person
		WHERE b.county=$1 AND b.id IN (`+places(2, len(accounts))+`)`, countyAnd(county, accounts)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var a Address
		var sealed []byte
		if err := rows.Scan(&id, &sealed, &a.Name); err != nil {
			return err
		}
		if err := each(id, a, sealed); err != nil {
			return err
		}
	}
	return rows.Err()
}
