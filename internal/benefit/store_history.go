package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// grantOf reads who granted an entitlement and when; Ref is the user.
func grantOf(ctx context.Context, tx *db.Tx, e Entitlement) (Event, error) {
	x := Event{Kind: EventGranted}
	var at int64
	err := tx.QueryRow(ctx, `SELECT granted_by, granted_at FROM entitlement WHERE county=$1 AND id=$2`, e.County, e.ID).Scan(&x.Ref, &at)
	x.At = db.FromMicros(at)
	return x, err
}

// changesOf reads the changes of status after the grant; Ref is the user.
func changesOf(ctx context.Context, tx *db.Tx, e Entitlement) ([]Event, error) {
	rows, err := tx.Query(ctx, `SELECT status, month, reason, by_user, at FROM entitlement_change WHERE county=$1 AND entitlement=$2 AND version>1 ORDER BY version`,
		e.County, e.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Event
	for rows.Next() {
		x := Event{Kind: EventChanged}
		var status Status
		var at int64
		if err := rows.Scan(&status, &x.Month, &x.Reason, &x.Ref, &at); err != nil {
			return nil, err
		}
		x.At, x.Title = db.FromMicros(at), filled(eventTitles[EventChanged], "status", status.Title())
		all = append(all, x)
	}
	return all, rows.Err()
}

// confirmationsOf reads when the eligibility was confirmed; Ref is the user.
func confirmationsOf(ctx context.Context, tx *db.Tx, e Entitlement) ([]Event, error) {
	rows, err := tx.Query(ctx, `SELECT on_date, how, by_user, at FROM eligibility WHERE county=$1 AND entitlement=$2 ORDER BY on_date`, e.County, e.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Event
	for rows.Next() {
		x := Event{Kind: EventConfirmed, Article: checkEvery}
		var on string
		var how How
		var at int64
		if err := rows.Scan(&on, &how, &x.Ref, &at); err != nil {
			return nil, err
		}
		day, err := civil.ParseDate(on)
		if err != nil {
			return nil, err
		}
		x.At, x.Month, x.Reason, x.Title = db.FromMicros(at), day.Month(), on, filled(eventTitles[EventConfirmed], "how", how.Title())
		all = append(all, x)
	}
	return all, rows.Err()
}

// gapEvents reads the months that are lawfully not paid.
func gapEvents(ctx context.Context, tx *db.Tx, e Entitlement) ([]Event, error) {
	all, err := gaps(ctx, tx, e.County, e.ID, e.ID)
	if err != nil {
		return nil, err
	}
	var events []Event
	for _, s := range all[e.ID] {
		events = append(events, Event{Kind: EventLeftOut, Month: s.from, Title: filled(eventTitles[EventLeftOut], "from", s.from, "to", s.to)})
	}
	return events, nil
}

// recomputedOf reads the recomputations that touched an entitlement.
func recomputedOf(ctx context.Context, tx *db.Tx, e Entitlement) ([]Event, error) {
	rows, err := tx.Query(ctx, `SELECT r.id, r.reason, r.state, r.asked_name, coalesce(r.decided_name, ''), coalesce(r.decided_at, r.asked_at), min(l.month), count(*),
			CAST(sum(l.after_fen-l.before_fen) AS BIGINT)
		FROM recompute_line AS l JOIN recompute AS r ON r.county=$1 AND r.id=l.recompute
		WHERE l.county=$1 AND l.entitlement=$2 GROUP BY r.id, r.reason, r.state, r.asked_name, r.decided_name, r.decided_at, r.asked_at ORDER BY r.id`, e.County, e.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Event
	for rows.Next() {
		x := Event{Kind: EventRecomputed}
		var r Recomputation
		var at int64
		var months int
		var sum money.Fen
		if err := rows.Scan(&x.Ref, &x.Reason, &r.State, &x.By, &x.Second, &at, &x.Month, &months, &sum); err != nil {
			return nil, err
		}
		x.At, x.Title = db.FromMicros(at), filled(eventTitles[EventRecomputed], "months", months, "amount", sum, "state", r.StateTitle())
		all = append(all, x)
	}
	return all, rows.Err()
}

// paidLinesOf reads the paid months of an entitlement.
func paidLinesOf(ctx context.Context, tx *db.Tx, e Entitlement) ([]Line, error) {
	rows, err := tx.Query(ctx, `SELECT l.month, l.basic_fen, l.account_fen, l.plan, l.inputs, r.known_on
		FROM payment_now AS p JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id AND l.live JOIN payment_run AS r ON r.county=$1 AND r.id=p.run
		WHERE p.county=$1 AND p.person=$2 AND p.entitlement=$3 AND p.stands='paid' ORDER BY l.month`, e.County, e.Person, e.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Line
	for rows.Next() {
		var l Line
		var inputs, known string
		if err := rows.Scan(&l.Month, &l.Basic, &l.AccountPart, &l.Plan, &inputs, &known); err != nil {
			return nil, err
		}
		l.Inputs, l.Live, l.Query.County, l.Query.AsOf = parseInputs(inputs), true, e.County, l.Month
		if l.Query.KnownOn, err = civil.ParseDate(known); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

// entitled reads a page of entitlements by id; those that are not active have an index of their own.
func entitled(ctx context.Context, tx *db.Tx, county civil.County, f EntitledFilter, limit int) ([]Entitlement, error) {
	where := `(kind=$2 OR $2='') AND (status=$3 OR $3='') AND id>$4 ORDER BY id LIMIT $5`
	if f.Status == Suspended || f.Status == Stopped {
		where = `(kind=$2 OR $2='') AND status=$3 AND status<>'active' AND id>$4 ORDER BY id LIMIT $5`
	}
	return collectEntitlements(tx.Query(ctx, selectEntitlement+where, county, f.Kind, f.Status, f.After, limit))
}

func entitledCounts(ctx context.Context, tx *db.Tx, county civil.County) ([]EntitledCount, error) {
	rows, err := tx.Query(ctx, `SELECT kind, status, count(*) FROM entitlement WHERE county=$1 GROUP BY kind, status ORDER BY kind, status`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []EntitledCount
	for rows.Next() {
		var c EntitledCount
		if err := rows.Scan(&c.Kind, &c.Status, &c.Count); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// orderedTo is [lockOrdered] without a lock, for a look ahead.
func orderedTo(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64) (last civil.Month, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(p.to_month), -1) FROM payment_run AS r JOIN payment_now AS p ON p.county=$1 AND p.run=r.id
		WHERE r.county=$1 AND r.finished_at IS NULL AND r.checker IS NOT NULL AND p.entitlement=$2 AND p.stands IN ('ready', 'pending')`,
		county, entitlement).Scan(&last)
	return last, err
}

// drafted says whether a run that waits for approval has a payment for an entitlement.
func drafted(ctx context.Context, tx *db.Tx, r Run, entitlement int64) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM payment WHERE county=$1 AND run=$2 AND entitlement=$3 AND state IN ('held', 'ready')`,
		r.County, r.ID, entitlement).Scan(&n)
	return n > 0, err
}
