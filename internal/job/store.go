package job

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/db"
)

func insertJob(ctx context.Context, tx *db.Tx, j Job) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO job (county, id, kind, idem_key, args, state, tries, due, lease, created, settled, problem)
		VALUES ($1, $2, $3, $4, $5, 'ready', 0, $6, 0, $7, 0, '') ON CONFLICT (county, kind, idem_key) DO NOTHING`,
		j.County, j.ID, j.Kind, j.Key, j.Args, db.Micros(j.Due), db.Micros(j.Created))
	return n == 1, err
}

// claimJob takes the oldest job that is due, or that a dead worker left. The choice is materialised: as a plain subquery
// with SKIP LOCKED PostgreSQL may run it once a row, and claim everything.
func claimJob(ctx context.Context, tx *db.Tx, county civil.County, kind string, lease time.Duration) (Job, error) {
	return scanJob(tx.QueryRow(ctx, `WITH mine AS MATERIALIZED (
			SELECT id FROM job WHERE county=$1 AND kind=$2 AND (state='ready' AND due<=$3 OR state='running' AND lease<=$3)
			ORDER BY due, id LIMIT 1`+tx.SkipLocked()+`)
		UPDATE job SET state='running', tries=tries+1, lease=$4
		WHERE county=$1 AND (state='ready' AND due<=$3 OR state='running' AND lease<=$3) AND id IN (SELECT id FROM mine)
		RETURNING id, kind, idem_key, args, state, tries, due, lease, created, settled, problem`,
		county, kind, db.Micros(tx.Now()), db.Micros(tx.Now().Add(lease))), county)
}

// extendJob renews a lease if it is still ours: tries and lease name the claim.
func extendJob(ctx context.Context, tx *db.Tx, j Job, lease time.Duration) (time.Time, bool, error) {
	until := tx.Now().Add(lease)
	n, err := tx.Exec(ctx, `UPDATE job SET lease=$5 WHERE county=$1 AND id=$2 AND state='running' AND tries=$3 AND lease=$4`,
		j.County, j.ID, j.Tries, db.Micros(j.lease), db.Micros(until))
	return until, n == 1, err
}

// settleJob notes a result if the claim is still ours.
func settleJob(ctx context.Context, tx *db.Tx, j Job, state State, due time.Time, problem string) error {
	settled := int64(0)
	if state != Ready {
		settled = db.Micros(tx.Now())
	}
	_, err := tx.Exec(ctx, `UPDATE job SET state=$5, due=$6, lease=0, settled=$7, problem=$8
		WHERE county=$1 AND id=$2 AND state='running' AND tries=$3 AND lease=$4`,
		j.County, j.ID, j.Tries, db.Micros(j.lease), state, db.Micros(due), settled, problem)
	return err
}

func selectJob(ctx context.Context, tx *db.Tx, county civil.County, kind, key string) (Job, error) {
	return scanJob(tx.QueryRow(ctx, `SELECT id, kind, idem_key, args, state, tries, due, lease, created, settled, problem
		FROM job WHERE county=$1 AND kind=$2 AND idem_key=$3`, county, kind, key), county)
}

func scanJob(row *sql.Row, county civil.County) (Job, error) {
	j := Job{County: county}
	var due, lease, created, settled int64
	err := row.Scan(&j.ID, &j.Kind, &j.Key, &j.Args, &j.State, &j.Tries, &due, &lease, &created, &settled, &j.Problem)
	j.Due, j.lease, j.Created, j.Settled = db.FromMicros(due), db.FromMicros(lease), db.FromMicros(created), db.FromMicros(settled)
	return j, err
}

func countJobs(ctx context.Context, tx *db.Tx, county civil.County) (waiting, dead int64, oldest time.Time, err error) {
	var us int64
	err = tx.QueryRow(ctx, `SELECT count(*) FILTER (WHERE state IN ('ready', 'running') AND due<=$2), count(*) FILTER (WHERE state='dead'),
		coalesce(min(due) FILTER (WHERE state='ready' AND due<=$2), 0) FROM job WHERE county=$1`,
		county, db.Micros(tx.Now())).Scan(&waiting, &dead, &us)
	return waiting, dead, db.FromMicros(us), err
}
