package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// insertConfirmation records one person's yes; false if he has said it before.
func insertConfirmation(ctx context.Context, tx *db.Tx, actor access.Actor, payment int64, about, reason string) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO payment_confirmation (county, payment, about, by_user, by_name, reason, at) VALUES ($1,$2,$3,$4,$5,$6,$7)
		ON CONFLICT (county, payment, about, by_user) DO NOTHING`, actor.County, payment, about, actor.User, actor.Name, reason, db.Micros(tx.Now()))
	return n == 1, err
}

// confirmations lists who said yes; about "" is everything that was ever confirmed of the payment.
func confirmations(ctx context.Context, tx *db.Tx, county civil.County, payment int64, about string) ([]Confirmation, error) {
	rows, err := tx.Query(ctx, `SELECT by_user, by_name, reason, at, about FROM payment_confirmation
		WHERE county=$1 AND payment=$2 AND (about=$3 OR $3='') ORDER BY at, by_user`, county, payment, about)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Confirmation
	for rows.Next() {
		var c Confirmation
		var at int64
		if err := rows.Scan(&c.User, &c.Name, &c.Reason, &at, &c.about); err != nil {
			return nil, err
		}
		c.At = db.FromMicros(at)
		all = append(all, c)
	}
	return all, rows.Err()
}
