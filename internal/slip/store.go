package slip

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// keepCode keeps which payment a code asks for; the same code again says nothing new.
func keepCode(ctx context.Context, tx *db.Tx, lookup []byte, county civil.County, payment int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO slip_code (lookup, county, payment, issued_at) VALUES ($1,$2,$3,$4) ON CONFLICT (lookup) DO NOTHING`,
		lookup, county, payment, db.Micros(tx.Now()))
	return err
}

// codeOf is the payment of a code; false: no slip with it was given out.
func codeOf(ctx context.Context, tx *db.Tx, lookup []byte) (county civil.County, payment int64, found bool, err error) {
	err = tx.QueryRow(ctx, `SELECT county, payment FROM slip_code WHERE lookup=$1`, lookup).Scan(&county, &payment)
	if db.IsNoRows(err) {
		return 0, 0, false, nil
	}
	return county, payment, err == nil, err
}
