package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// causedRows reads a batch's lines that moved money and whose cause lies in from … to, to excluded.
func causedRows(ctx context.Context, tx *db.Tx, county civil.County, batch int64, from, to string) ([]transferRow, error) {
	return transferRows(ctx, tx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND batch=$2 AND kind IN (1, 3, 7)
		AND cause>=$3 AND cause<$4 ORDER BY line`, county, batch, from, to)
}

func placedRows(ctx context.Context, tx *db.Tx, county civil.County, seq int64) ([]transferRow, error) {
	return transferRows(ctx, tx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND seq=$2`, county, seq)
}

func reversingRows(ctx context.Context, tx *db.Tx, county civil.County, seq int64) ([]transferRow, error) {
	return transferRows(ctx, tx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND ref_seq=$2 AND kind=6`, county, seq)
}

func transferRows(ctx context.Context, tx *db.Tx, query string, args ...any) (all []transferRow, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r transferRow
		err := scanTransfer(rows, &r)
		all = append(all, r)
		return err
	}, query, args...)
	return all, err
}
