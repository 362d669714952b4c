package benefit

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// paidMonth reads what a month of an entitlement was paid as first, whether or not that came back; false if it was not.
func paidMonth(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64, month civil.Month) (basic money.Fen, inputs string, found bool, err error) {
	err = tx.QueryRow(ctx, `SELECT l.basic_fen, l.inputs FROM entitlement AS e JOIN payment_now AS p ON p.county=$1 AND p.person=e.person AND p.entitlement=e.id
			JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id AND l.month=$3
		WHERE e.county=$1 AND e.id=$2 AND (p.stands='paid' AND l.live OR p.state='returned' AND EXISTS (SELECT 1 FROM late_return AS k
			WHERE k.county=$1 AND k.payment=p.id AND k.state IN ('entered', 'booked') AND k.state='booked')) ORDER BY p.id LIMIT 1`, county, entitlement, month).Scan(&basic, &inputs)
	if db.IsNoRows(err) {
		return 0, "", false, nil
	}
	return basic, inputs, err == nil, err
}

// madeUpBy reads the differences that a recomputation granted, by the entitlement that they are of.
func madeUpBy(ctx context.Context, tx *db.Tx, county civil.County, r Recomputation) (map[string]money.Fen, error) {
	rows, err := tx.Query(ctx, `SELECT inputs FROM entitlement WHERE county=$1 AND kind=$2`, county, difference(r.Kind))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]money.Fen{}
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		in := parseInputs(text)
		if in["recompute"] != strconv.FormatInt(r.ID, 10) {
			continue
		}
		if fen, err := money.ParseYuan(in[amountInput]); err == nil {
			all[in["of"]] += fen
		}
	}
	return all, rows.Err()
}

// claimedBy sums what a recomputation claimed of each entitlement.
func claimedBy(ctx context.Context, tx *db.Tx, county civil.County, recompute int64) (map[int64]money.Fen, error) {
	rows, err := tx.Query(ctx, `SELECT entitlement, amount_fen FROM overpayment WHERE county=$1 AND recompute=$2`, county, recompute)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]money.Fen{}
	for rows.Next() {
		var id int64
		var fen money.Fen
		if err := rows.Scan(&id, &fen); err != nil {
			return nil, err
		}
		all[id] += fen
	}
	return all, rows.Err()
}

// wrongGaps finds months that are left out without an applied request or a booked offset for them, and such that are paid all the same.
func wrongGaps(ctx context.Context, tx *db.Tx, county civil.County, fn func(entitlement int64, column, actual string)) error {
	rows, err := tx.Query(ctx, `SELECT g.entitlement, g.from_month, g.to_month,
			EXISTS (SELECT 1 FROM entitlement_request AS q WHERE q.county=$1 AND q.id=g.why AND q.entitlement=g.entitlement AND q.action='resume' AND q.state='applied' AND q.month=g.to_month+1
				AND g.from_month>=(SELECT max(s.month) FROM entitlement_request AS s WHERE s.county=$1 AND s.entitlement=g.entitlement AND s.action='suspend' AND s.state='applied' AND s.asked_at<=q.asked_at)),
			EXISTS (SELECT 1 FROM overpayment_move AS m JOIN overpayment AS o ON o.county=$1 AND o.id=m.overpayment
				WHERE m.county=$1 AND m.id=g.why AND m.kind='offset' AND m.state='booked' AND m.month=g.from_month AND m.month=g.to_month AND o.entitlement=g.entitlement),
			EXISTS (SELECT 1 FROM entitlement AS e JOIN payment_line AS l ON l.county=$1 AND l.person=e.person AND l.kind=e.kind AND l.live AND l.month BETWEEN g.from_month AND g.to_month
				WHERE e.county=$1 AND e.id=g.entitlement)
		FROM entitlement_gap AS g WHERE g.county=$1 ORDER BY 1, 2 LIMIT 10000`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var s span
		var asked, setOff, paid bool
		if err := rows.Scan(&id, &s.from, &s.to, &asked, &setOff, &paid); err != nil {
			return err
		}
		if !asked && !setOff || paid {
			fn(id, "from_month", s.from.String()+"–"+s.to.String())
		}
	}
	return rows.Err()
}

// wrongConfirmed finds entitlements whose last confirmation is not the last on record.
func wrongConfirmed(ctx context.Context, tx *db.Tx, county civil.County, fn func(entitlement int64, expected, actual string)) error {
	rows, err := tx.Query(ctx, `SELECT e.id, coalesce(max(c.on_date), ''), e.confirmed_on FROM entitlement AS e LEFT JOIN eligibility AS c ON c.county=$1 AND c.entitlement=e.id
		WHERE e.county=$1 AND (e.confirmed_on<>'' OR c.on_date IS NOT NULL) GROUP BY e.id, e.confirmed_on HAVING e.confirmed_on<>coalesce(max(c.on_date), '') ORDER BY 1 LIMIT 100`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var expected, actual string
		if err := rows.Scan(&id, &expected, &actual); err != nil {
			return err
		}
		fn(id, expected, actual)
	}
	return rows.Err()
}

// wrongDeductions finds deductions without a booked offset of a part of their month, and such offsets that left neither a deduction nor a month out.
func wrongDeductions(ctx context.Context, tx *db.Tx, county civil.County, fn func(entitlement, why int64, column, expected, actual string)) error {
	rows, err := tx.Query(ctx, `SELECT d.entitlement, d.why, coalesce(m.amount_fen, 0), d.basic_fen, coalesce(m.month, 0), d.month
			FROM entitlement_deduction AS d LEFT JOIN (SELECT m.id, m.amount_fen, m.month, o.entitlement FROM overpayment_move AS m
				JOIN overpayment AS o ON o.county=$1 AND o.id=m.overpayment WHERE m.county=$1 AND m.kind='offset' AND m.state='booked') AS m
				ON m.id=d.why AND m.entitlement=d.entitlement
			WHERE d.county=$1 AND (m.id IS NULL OR m.amount_fen<>d.basic_fen OR m.month<>d.month)
		UNION ALL
		SELECT o.entitlement, m.id, m.amount_fen, 0, m.month, 0 FROM overpayment_move AS m JOIN overpayment AS o ON o.county=$1 AND o.id=m.overpayment
			WHERE m.county=$1 AND m.kind='offset' AND m.state='booked'
				AND NOT EXISTS (SELECT 1 FROM entitlement_deduction AS d WHERE d.county=$1 AND d.entitlement=o.entitlement AND d.month=m.month AND d.why=m.id)
				AND NOT EXISTS (SELECT 1 FROM entitlement_gap AS g WHERE g.county=$1 AND g.entitlement=o.entitlement AND g.from_month=m.month AND g.why=m.id)
		ORDER BY 1, 2 LIMIT 100`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, why int64
		var expected, actual money.Fen
		var booked, month civil.Month
		if err := rows.Scan(&id, &why, &expected, &actual, &booked, &month); err != nil {
			return err
		}
		if booked != month {
			fn(id, why, "month", booked.String(), month.String())
			continue
		}
		fn(id, why, "basic_fen", fen(expected), fen(actual))
	}
	return rows.Err()
}

// undoneBy reads, for the months of an overpayment that drew on the individual account (enrolment's table, only read), what the last payout gave
// and what was undone because of the overpayment.
func undoneBy(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment, fn func(month civil.Month, given, undone money.Fen, there bool)) error {
	rows, err := tx.Query(ctx, `SELECT c.month, e.paid_fen, coalesce(r.paid_fen, 0), r.period IS NOT NULL
		FROM overpayment_line AS c JOIN pension_entry AS e ON e.county=$1 AND e.person=$3 AND e.period=c.month AND e.kind='payout'
			AND e.part=(SELECT max(x.part) FROM pension_entry AS x WHERE x.county=$1 AND x.person=$3 AND x.period=c.month AND x.kind='payout')
		LEFT JOIN pension_entry AS r ON r.county=$1 AND r.person=$3 AND r.period=c.month AND r.kind='reversal' AND r.cause=$2
		WHERE c.county=$1 AND c.overpayment=$2 AND c.account_fen>0 ORDER BY c.month`, county, o.ID, o.Person)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var month civil.Month
		var given, undone money.Fen
		var there bool
		if err := rows.Scan(&month, &given, &undone, &there); err != nil {
			return err
		}
		fn(month, given, undone, there)
	}
	return rows.Err()
}
