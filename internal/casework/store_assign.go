package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// assign gives a case to somebody, whoever had it.
func assign(ctx context.Context, tx *db.Tx, county civil.County, caseID, user int64, why Why, by int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO case_assignment (county, case_id, user_id, why, by_user, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (county, case_id) DO UPDATE SET user_id=excluded.user_id, why=excluded.why, by_user=excluded.by_user, at=excluded.at`,
		county, caseID, user, string(why), by, db.Micros(tx.Now()))
	return err
}

func assigneeOf(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (user int64, err error) {
	err = tx.QueryRow(ctx, `SELECT user_id FROM case_assignment WHERE county=$1 AND case_id=$2`, county, caseID).Scan(&user)
	if db.IsNoRows(err) {
		return 0, nil
	}
	return user, err
}

// loadOf counts the cases that wait for a decision by who has them to do.
func loadOf(ctx context.Context, tx *db.Tx, county civil.County) (map[int64]int, error) {
	rows, err := tx.Query(ctx, `SELECT a.user_id, count(*) FROM service_case c JOIN case_assignment a ON a.county=c.county AND a.case_id=c.id
		WHERE c.county=$1 AND c.state IN ('submitted', 'review') GROUP BY a.user_id`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]int{}
	for rows.Next() {
		var user int64
		var n int
		if err := rows.Scan(&user, &n); err != nil {
			return nil, err
		}
		all[user] = n
	}
	return all, rows.Err()
}

func waitingOf(ctx context.Context, tx *db.Tx, county civil.County, user int64, due string, after int64, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND state IN ('submitted', 'review')
		AND id IN (SELECT a.case_id FROM case_assignment a WHERE a.county=$1 AND a.user_id=$5)
		AND (coalesce(due_on, '9999-12-31'), id) > ($2, $3) ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT $4`, county, due, after, limit, user)
	return scanCases(rows, err)
}

func waitingOfAbsent(ctx context.Context, tx *db.Tx, county civil.County, today civil.Date, due string, after int64, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND state IN ('submitted', 'review')
		AND id IN (SELECT a.case_id FROM case_assignment a JOIN absence b ON b.county=a.county AND b.user_id=a.user_id
			WHERE a.county=$1 AND b.from_on <= $5 AND b.until_on >= $5 AND (b.back_on IS NULL OR b.back_on > $5))
		AND (coalesce(due_on, '9999-12-31'), id) > ($2, $3) ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT $4`, county, due, after, limit, today.String())
	return scanCases(rows, err)
}

// openWork is what somebody has to do: his drafts, what is assigned to him, and what he has open to review or sent on.
func openWork(ctx context.Context, tx *db.Tx, county civil.County, user int64) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1
		AND state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred')
		AND (id IN (SELECT a.case_id FROM case_assignment a WHERE a.county=$1 AND a.user_id=$2)
			OR (state IN ('draft', 'incomplete', 'returned') AND saved_by=$2 OR state = 'referred' AND taken_by=$2 OR state = 'review' AND reviewer=$2)
			AND NOT EXISTS (SELECT 1 FROM case_assignment a WHERE a.county=service_case.county AND a.case_id=service_case.id AND a.user_id<>$2))
		ORDER BY id`, county, user)
	return scanCases(rows, err)
}
