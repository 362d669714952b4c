package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// exportedFile is a bank file without its content.
type exportedFile struct {
	run int64
	storedFile
}

// exportFiles lists a county's bank files by run, the order before the answer.
func exportFiles(ctx context.Context, tx *db.Tx, county civil.County) ([]exportedFile, error) {
	rows, err := tx.Query(ctx, `SELECT run, direction, digest, orders, total_fen, paid, paid_fen, returned, returned_fen
		FROM payment_file WHERE county=$1 ORDER BY run, direction DESC`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []exportedFile
	for rows.Next() {
		var f exportedFile
		if err := rows.Scan(&f.run, &f.direction, &f.digest, &f.orders, &f.total, &f.paid, &f.paidFen, &f.returned, &f.returnedFen); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// chunkOf tells where a payment is settled.
func chunkOf(ctx context.Context, tx *db.Tx, county civil.County, payment int64) (run int64, chunk int, err error) {
	err = tx.QueryRow(ctx, `SELECT run, chunk FROM payment WHERE county=$1 AND id=$2`, county, payment).Scan(&run, &chunk)
	if db.IsNoRows(err) {
		err = NotPaid.With("payment", payment)
	}
	return run, chunk, err
}
