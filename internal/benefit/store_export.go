package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// orderedRuns lists the runs of a county whose payment file was made.
func orderedRuns(ctx context.Context, tx *db.Tx, county civil.County) ([]int64, error) {
	rows, err := tx.Query(ctx, `SELECT run FROM payment_file WHERE county=$1 AND direction='order' ORDER BY run`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []int64
	for rows.Next() {
		var run int64
		if err := rows.Scan(&run); err != nil {
			return nil, err
		}
		all = append(all, run)
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
