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

// The relations, the account and the bank account of a person, each absent or one; what sweep and gate read.
const (
	fromPerson = ` FROM person p
		LEFT JOIN relation r ON r.county=p.county AND r.person=p.id AND r.scheme='resident-pension' AND r.ended IS NULL
		LEFT JOIN relation e ON e.county=p.county AND e.person=p.id AND e.scheme='employee-pension' AND e.ended IS NULL
		LEFT JOIN pension_account a ON a.county=p.county AND a.person=p.id `
	fromBank = `LEFT JOIN bank_account b ON b.county=p.county AND b.person=p.id AND b.until IS NULL `
)

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

// payeeRow is a payee with the bank account still sealed.
type payeeRow struct {
	payee Payee
	bank  bankRow
}

func readPayees(ctx context.Context, tx *db.Tx, county civil.County, people []int64) ([]payeeRow, error) {
	args := []any{county}
	for _, p := range people {
		args = append(args, p)
	}
	rows, err := tx.Query(ctx, `SELECT p.id, p.name, p.birth, p.village, p.died, r.state, e.state, a.balance_fen,
		b.id, b.bank, b.number_sealed, b.status, b.since, b.at`+fromPerson+fromBank+
		`WHERE p.county=$1 AND p.id IN (`+places(2, len(people))+`)`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []payeeRow
	for rows.Next() {
		row, err := scanPayee(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

func scanPayee(scan func(...any) error) (payeeRow, error) {
	var row payeeRow
	p, b := &row.payee, &row.bank
	var birth string
	var died, bank, since sql.NullString
	var state, employee sql.Null[State]
	var status sql.Null[BankStatus]
	var balance, bankID, at sql.NullInt64
	err := scan(&p.Person, &p.Name, &birth, &p.Village, &died, &state, &employee, &balance, &bankID, &bank, &b.sealed, &status, &since, &at)
	if err != nil {
		return row, err
	}
	if p.Birth, err = civil.ParseDate(birth); err != nil {
		return row, err
	}
	if died.Valid {
		if p.Died, err = civil.ParseDate(died.String); err != nil {
			return row, err
		}
	}
	p.State, p.InEmployeeScheme, p.EmployeeReceiving, p.Balance = state.V, employee.Valid, employee.V == Receiving, fen(balance)
	b.id, b.person, b.bank, b.status, b.since, b.at = bankID.Int64, p.Person, bank.String, status.V, since.String, at.Int64
	return row, nil
}
