package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// failed reads the months that came back and are not paid again, by entitlement. What the fund keeps, what is lawfully left out and what lies
// after a stop is not among them.
func failed(ctx context.Context, tx *db.Tx, county civil.County) ([]Failure, error) {
	rows, err := tx.Query(ctx, `SELECT p.entitlement, p.person, r.kind, p.id, p.return_code, p.bank_account, e.status, l.month, l.basic_fen+l.account_fen,
			coalesce(b.on_date, f.value_date, ''), b.payment IS NOT NULL,
			coalesce((SELECT max(q.stands) FROM payment_line AS n JOIN payment_now AS q ON q.county=$1 AND q.id=n.payment
				WHERE n.county=$1 AND n.person=p.person AND n.kind=l.kind AND n.month=l.month AND n.live), '')
		FROM payment AS p JOIN payment_run AS r ON r.county=$1 AND r.id=p.run JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id
		JOIN entitlement AS e ON e.county=$1 AND e.id=p.entitlement
		LEFT JOIN payment_file AS f ON f.county=$1 AND f.run=p.run AND f.direction='answer'
		LEFT JOIN late_return AS b ON b.county=$1 AND b.payment=p.id AND b.state IN ('entered', 'booked') AND b.state='booked'
		WHERE p.county=$1 AND p.state='returned' AND p.`+unusual+` AND (e.stop_month IS NULL OR l.month<e.stop_month)
			AND NOT EXISTS (SELECT 1 FROM payment_line AS n JOIN payment_now AS q ON q.county=$1 AND q.id=n.payment AND q.stands='paid'
				WHERE n.county=$1 AND n.person=p.person AND n.kind=l.kind AND n.month=l.month AND n.live)
			AND NOT EXISTS (SELECT 1 FROM entitlement_gap AS g WHERE g.county=$1 AND g.entitlement=p.entitlement AND l.month BETWEEN g.from_month AND g.to_month)
			AND NOT EXISTS (SELECT 1 FROM late_return AS k JOIN payment_line AS x ON x.county=$1 AND x.payment=k.payment AND x.month=l.month
				WHERE k.county=$1 AND k.entitlement=p.entitlement AND k.state='booked' AND k.fate='fund' AND NOT EXISTS (`+laterOn+`))
		ORDER BY p.entitlement, l.month, p.id`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Failure
	for rows.Next() {
		var f Failure
		var m failedMonth
		var on string
		var again PaymentState // of the payment that a run would make of this month
		if err := rows.Scan(&f.Entitlement, &f.Person, &f.Kind, &f.Payment, &f.Code, &f.account, &f.status, &m.month, &m.amount, &on, &f.Late, &again); err != nil {
			return nil, err
		}
		f.held, f.underWay = again == Held, again != Held && again != ""
		if f.Since, err = optionalDate(on); err != nil {
			return nil, err
		}
		if n := len(all); n == 0 || all[n-1].Entitlement != f.Entitlement {
			all = append(all, f)
		}
		all[len(all)-1].join(f, m)
	}
	return all, rows.Err()
}

// join adds a month of a further payment: the last payment says why, the first day since when.
func (f *Failure) join(next Failure, m failedMonth) {
	if next.Payment >= f.Payment {
		f.Payment, f.Code, f.account, f.Late = next.Payment, next.Code, next.account, next.Late
	}
	f.Since, f.underWay, f.held = min(f.Since, next.Since), f.underWay || next.underWay, f.held || next.held
	if n := len(f.months); n > 0 && f.months[n-1].month == m.month {
		f.months[n-1] = m
		return
	}
	f.months = append(f.months, m)
}
