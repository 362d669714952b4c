package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// sharing reads the person's other payments that went to the bank and have a month of this one, the earliest first.
func sharing(ctx context.Context, tx *db.Tx, county civil.County, p Payment) ([]Other, error) {
	rows, err := tx.Query(ctx, `SELECT q.id, q.stands, q.from_month, q.to_month, f.value_date, k.on_date
		FROM payment_now AS q JOIN payment_run AS r ON r.county=$1 AND r.id=q.run AND r.kind=$4
		LEFT JOIN payment_file AS f ON f.county=$1 AND f.run=q.run AND f.direction='answer'
		LEFT JOIN late_return AS k ON k.county=$1 AND k.payment=q.id AND k.state IN ('entered', 'booked') AND k.state='booked'
		WHERE q.county=$1 AND q.person=$3 AND q.id<>$2 AND q.stands IN ('pending', 'paid', 'returned')
			AND EXISTS (SELECT 1 FROM payment_line AS a JOIN payment_line AS b ON b.county=$1 AND b.payment=$2 AND b.month=a.month WHERE a.county=$1 AND a.payment=q.id)
		ORDER BY q.id`, county, p.ID, p.Person, p.Kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Other
	for rows.Next() {
		var o Other
		var value, late sql.NullString
		if err := rows.Scan(&o.ID, &o.State, &o.From, &o.To, &value, &late); err != nil {
			return nil, err
		}
		if o.PaidOn, err = optionalDate(value.String); err != nil {
			return nil, err
		}
		if o.LateOn, err = optionalDate(late.String); err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, rows.Err()
}
