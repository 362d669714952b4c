package reconcile

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

const tableColumns = `id, account, day, log_size, book_fen, bank_fen, book_in_fen, book_out_fen, bank_in_fen, bank_out_fen, difference_fen, explanation,
	made_by, made_name, made_at, coalesce(signed_by, 0), coalesce(signed_name, ''), coalesce(signed_at, 0), items, made_seal, signed_seal`

func scanTable(row interface{ Scan(...any) error }, t *Table) error {
	var on string
	var made, signed int64
	var sums [4]money.Fen
	err := row.Scan(&t.ID, &t.Account.ID, &on, &t.size, &t.Book, &t.Bank, &sums[0], &sums[1], &sums[2], &sums[3], &t.Difference, &t.Explanation,
		&t.MadeBy, &t.MadeName, &made, &t.SignedBy, &t.SignedName, &signed, &t.counted, &t.madeSeal, &t.signedSeal)
	t.Day, t.MadeAt = day(on), db.FromMicros(made)
	if signed > 0 {
		t.SignedAt = db.FromMicros(signed)
	}
	t.Sums = map[Class]money.Fen{}
	for i, c := range Classes {
		t.Sums[c] = sums[i]
	}
	return err
}

func insertTable(ctx context.Context, tx *db.Tx, county civil.County, t Table) error {
	_, err := tx.Exec(ctx, `INSERT INTO reconcile_table (county, id, account, day, log_size, book_fen, bank_fen, book_in_fen, book_out_fen, bank_in_fen, bank_out_fen,
		difference_fen, explanation, made_by, made_name, made_at, items, made_seal) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)`,
		county, t.ID, t.Account.ID, t.Day.String(), t.size, t.Book, t.Bank, t.Sums[BookIn], t.Sums[BookOut], t.Sums[BankIn], t.Sums[BankOut],
		t.Difference, t.Explanation, t.MadeBy, t.MadeName, db.Micros(t.MadeAt), len(t.Items), t.madeSeal)
	if err != nil {
		return err
	}
	i := 0
	_, err = tx.Bulk(ctx, "reconcile_table_item", []string{"county", "sheet", "side", "line", "day", "amount_fen", "cause"}, func() ([]any, bool) {
		if i == len(t.Items) {
			return nil, false
		}
		x := &t.Items[i]
		i++
		return []any{int64(county), t.ID, int64(x.Side), x.Line, x.Day.String(), int64(x.Amount), x.Cause}, true
	})
	return err
}

func signTable(ctx context.Context, tx *db.Tx, county civil.County, t Table) error {
	n, err := tx.Exec(ctx, `UPDATE reconcile_table SET signed_by=$3, signed_name=$4, signed_at=$5, signed_seal=$6 WHERE county=$1 AND id=$2 AND signed_by IS NULL`,
		county, t.ID, t.SignedBy, t.SignedName, db.Micros(t.SignedAt), t.signedSeal)
	if err == nil && n == 0 {
		err = SignedAlready.With("name", "")
	}
	return err
}

func tableByID(ctx context.Context, tx *db.Tx, county civil.County, id int64) (t Table, found bool, err error) {
	err = scanTable(tx.QueryRow(ctx, `SELECT `+tableColumns+` FROM reconcile_table WHERE county=$1 AND id=$2`, county, id), &t)
	if db.IsNoRows(err) {
		return t, false, nil
	}
	return t, err == nil, err
}

// latestTable is the last one that was drawn up for a day.
func latestTable(ctx context.Context, tx *db.Tx, county civil.County, account ledger.AccountID, on civil.Date) (t Table, found bool, err error) {
	err = scanTable(tx.QueryRow(ctx, `SELECT `+tableColumns+` FROM reconcile_table WHERE county=$1 AND account=$2 AND day=$3 ORDER BY id DESC LIMIT 1`,
		county, account, on.String()), &t)
	if db.IsNoRows(err) {
		return t, false, nil
	}
	return t, err == nil, err
}

func tables(ctx context.Context, tx *db.Tx, county civil.County, account ledger.AccountID, limit int) (all []Table, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var t Table
		err := scanTable(rows, &t)
		all = append(all, t)
		return err
	}, `SELECT `+tableColumns+` FROM reconcile_table WHERE county=$1 AND account=$2 ORDER BY day DESC, id DESC LIMIT $3`, county, account, limit)
	return all, err
}

func tableItems(ctx context.Context, tx *db.Tx, county civil.County, t Table) (all []Item, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var i Item
		var on string
		err := rows.Scan(&i.Side, &i.Line, &on, &i.Amount, &i.Cause)
		i.Day = day(on)
		i.Class, i.Days = classOf(i.Side, i.Amount), int(t.Day-i.Day)
		all = append(all, i)
		return err
	}, `SELECT side, line, day, amount_fen, cause FROM reconcile_table_item WHERE county=$1 AND sheet=$2 ORDER BY side, line`, county, t.ID)
	slices.SortFunc(all, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Line, b.Line))
	})
	return all, err
}
