package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

func refused(ctx context.Context, tx *db.Tx, county civil.County) ([]Refusal, error) {
	rows, err := tx.Query(ctx, `SELECT id, person, refused_code, refused_account FROM entitlement
		WHERE county=$1 AND refused_code <> '' AND stop_month IS NULL ORDER BY id`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Refusal
	for rows.Next() {
		var r Refusal
		if err := rows.Scan(&r.Entitlement, &r.Person, &r.Code, &r.account); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}
