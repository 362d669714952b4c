package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/callbook"
	"renshe/internal/db"
)

// countWork counts the cases that a user took in, finished and gave back in a day, each once.
func countWork(ctx context.Context, tx *db.Tx, county civil.County, user int64, day civil.Date) (f callbook.Figures, err error) {
	err = tx.QueryRow(ctx, `SELECT
		count(DISTINCT CASE WHEN c.taken_by=$2 AND c.accepted_on=$3 THEN e.case_id END),
		count(DISTINCT CASE WHEN e.kind IN ('approved', 'refused', 'done', 'answered') THEN e.case_id END),
		count(DISTINCT CASE WHEN e.kind IN ('incomplete', 'returned') THEN e.case_id END)
		FROM case_event e JOIN service_case c ON c.county=e.county AND c.id=e.case_id
		WHERE e.county=$1 AND e.by_user=$2 AND e.day=$3`, county, user, day.String()).Scan(&f.Taken, &f.Finished, &f.Returned)
	return f, err
}

func countLetters(ctx context.Context, tx *db.Tx, county civil.County, user, from, until int64) (n int, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FROM letter WHERE county=$1 AND issued_by=$2 AND issued_at >= $3 AND issued_at < $4`, county, user, from, until).Scan(&n)
	return n, err
}

// countOpen counts a user's drafts, and of the cases that he took in or has open to review those that are overdue and due by a day.
func countOpen(ctx context.Context, tx *db.Tx, county civil.County, user int64, today, next civil.Date) (drafts, overdue, due int, err error) {
	err = tx.QueryRow(ctx, `SELECT
		count(*) FILTER (WHERE state IN ('draft', 'incomplete', 'returned') AND saved_by=$2),
		count(*) FILTER (WHERE state IN ('submitted', 'review', 'referred') AND due_on < $3),
		count(*) FILTER (WHERE state IN ('submitted', 'review', 'referred') AND due_on BETWEEN $3 AND $4)
		FROM service_case WHERE county=$1 AND state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred')
		AND (saved_by=$2 OR taken_by=$2 OR reviewer=$2)`, county, user, today.String(), next.String()).Scan(&drafts, &overdue, &due)
	return drafts, overdue, due, err
}

func openOf(ctx context.Context, tx *db.Tx, county civil.County, user int64, next civil.Date, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND (
		state IN ('draft', 'incomplete', 'returned') AND saved_by=$2
		OR state IN ('submitted', 'review', 'referred') AND due_on <= $3 AND (taken_by=$2 OR reviewer=$2))
		ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT $4`, county, user, next.String(), limit)
	return scanCases(rows, err)
}
