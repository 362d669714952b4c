package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

const documentColumns = `seq, fund, kind, account, cause, digest, list, lines, total_fen, added_by, added_at, leaf`

func scanDocument(row interface{ Scan(...any) error }, r *documentRow) error {
	return row.Scan(&r.county, &r.seq, &r.fund, &r.kind, &r.account, &r.cause, &r.digest, &r.list, &r.lines, &r.total, &r.addedBy, &r.addedAt, &r.leaf)
}

func newDocument(r *documentRow) db.Statement {
	return db.Statement{Query: `INSERT INTO document (county, ` + documentColumns + `) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
		Args: []any{r.county, r.seq, r.fund, r.kind, r.account, r.cause, r.digest, r.list, r.lines, r.total, r.addedBy, r.addedAt, r.leaf}}
}

func documentsOf(ctx context.Context, tx *db.Tx, county civil.County, cause string) (all []documentRow, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r documentRow
		err := scanDocument(rows, &r)
		all = append(all, r)
		return err
	}, `SELECT county, `+documentColumns+` FROM document WHERE county=$1 AND cause=$2 ORDER BY seq`, county, cause)
	return all, err
}

func pageDocuments(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]documentRow, error) {
	return page(ctx, tx, `SELECT county, `+documentColumns+` FROM document WHERE county=$1 AND seq>$2 ORDER BY seq LIMIT $3`, county, after,
		func(rows *sql.Rows, r *documentRow) error { return scanDocument(rows, r) })
}
