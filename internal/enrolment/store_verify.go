package enrolment

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

const balanceColumn = "balance_fen"

var provedColumns = [...]string{"personal_fen", "collective_fen", "subsidy_fen", "interest_fen", "paid_fen", balanceColumn, "paid_months"}

// unequal is an account that differs from its entries; both in the order of provedColumns.
type unequal struct {
	person           int64
	account, entries [len(provedColumns)]int64
}

// unequalAccounts hands up to limit accounts that differ from their entries to fn, in the order of persons.
func unequalAccounts(ctx context.Context, tx *db.Tx, county civil.County, limit int, fn func(unequal)) error {
	rows, err := tx.Query(ctx, `SELECT a.person, a.personal_fen, a.collective_fen, a.subsidy_fen, a.interest_fen, a.paid_fen, a.balance_fen, a.paid_months,
			coalesce(e.personal,0), coalesce(e.collective,0), coalesce(e.subsidy,0), coalesce(e.interest,0), coalesce(e.paid,0), coalesce(e.balance,0), coalesce(e.months,0)
		FROM pension_account AS a LEFT JOIN (SELECT person, sum(personal_fen) AS personal, sum(collective_fen) AS collective, sum(subsidy_fen) AS subsidy,
				sum(interest_fen) AS interest, sum(paid_fen) AS paid, sum(months) AS months,
				sum(personal_fen+collective_fen+subsidy_fen+interest_fen-paid_fen) AS balance
			FROM pension_entry WHERE county=$1 GROUP BY person) AS e ON e.person=a.person
		WHERE a.county=$1 AND (a.personal_fen<>coalesce(e.personal,0) OR a.collective_fen<>coalesce(e.collective,0) OR a.subsidy_fen<>coalesce(e.subsidy,0)
			OR a.interest_fen<>coalesce(e.interest,0) OR a.paid_fen<>coalesce(e.paid,0) OR a.balance_fen<>coalesce(e.balance,0)
			OR a.paid_months<>coalesce(e.months,0)) ORDER BY a.person LIMIT $2`, county, limit)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var u unequal
		into := []any{&u.person}
		for i := range u.account {
			into = append(into, &u.account[i])
		}
		for i := range u.entries {
			into = append(into, &u.entries[i])
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		fn(u)
	}
	return rows.Err()
}

// heldBank is a bank account as its row has it; until is empty while it is the current one.
type heldBank struct {
	id, person   int64
	sealed       []byte
	hash         int64
	since, until string
	at           int64
}

const selectHeld = `SELECT id, person, number_sealed, number_hash, since, coalesce(until, ''), at FROM bank_account WHERE county=$1 AND `

// heldPage reads bank accounts, history too, by person and in the order in which they were recorded.
func heldPage(ctx context.Context, tx *db.Tx, county civil.County, person, id int64, limit int) ([]heldBank, error) {
	rows, err := tx.Query(ctx, selectHeld+`(person, id) > ($2, $3) ORDER BY person, id LIMIT $4`, county, person, id, limit)
	return collectHeld(rows, err)
}

func heldByID(ctx context.Context, tx *db.Tx, county civil.County, ids []int64) ([]heldBank, error) {
	args := []any{county}
	for _, id := range ids {
		args = append(args, id)
	}
	rows, err := tx.Query(ctx, selectHeld+`id IN (`+places(2, len(ids))+`)`, args...)
	return collectHeld(rows, err)
}

func collectHeld(rows *sql.Rows, err error) ([]heldBank, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []heldBank
	for rows.Next() {
		var b heldBank
		if err := rows.Scan(&b.id, &b.person, &b.sealed, &b.hash, &b.since, &b.until, &b.at); err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, rows.Err()
}
