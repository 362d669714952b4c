package outreach

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

const columns = `person, kind, station, village, reach, start, paid_months, short_months, estimate_fen, plan, state, why, case_id,
	month, version, found_at, changed_at, changed_by`

var columnNames = []string{"county", "id", "person", "kind", "station", "village", "reach", "start", "paid_months", "short_months",
	"estimate_fen", "plan", "state", "why", "case_id", "month", "version", "found_at", "changed_at", "changed_by"}

func scan(rows *sql.Rows, err error) ([]Finding, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Finding
	for rows.Next() {
		var f Finding
		var county civil.County
		var caseID sql.NullInt64
		var found, changed int64
		if err := rows.Scan(&county, &f.ID, &f.Person, &f.Kind, &f.Station, &f.Village, &f.Reach, &f.Start, &f.PaidMonths, &f.ShortMonths,
			&f.Estimate, &f.Plan, &f.State, &f.Why, &caseID, &f.Month, &f.Version, &found, &changed, &f.ChangedBy); err != nil {
			return nil, err
		}
		f.Case, f.FoundAt, f.ChangedAt = caseID.Int64, db.FromMicros(found), db.FromMicros(changed)
		list = append(list, f)
	}
	return list, rows.Err()
}

// findingsOf reads the findings of a person; lock is "" or the transaction's lock clause.
func findingsOf(ctx context.Context, tx *db.Tx, county civil.County, person int64, lock string) ([]Finding, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+columns+` FROM finding WHERE county=$1 AND person=$2 ORDER BY id`+lock, county, person)
	return scan(rows, err)
}

func allFindings(ctx context.Context, tx *db.Tx, county civil.County) ([]Finding, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+columns+` FROM finding WHERE county=$1 ORDER BY id`+tx.LockClause(), county)
	return scan(rows, err)
}

func lockFinding(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Finding, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+columns+` FROM finding WHERE county=$1 AND id=$2`+tx.LockClause(), county, id)
	return oneFinding(rows, err)
}

func readFinding(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Finding, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+columns+` FROM finding WHERE county=$1 AND id=$2`, county, id)
	return oneFinding(rows, err)
}

func oneFinding(rows *sql.Rows, err error) (Finding, error) {
	list, err := scan(rows, err)
	if err == nil && len(list) == 0 {
		err = NoSuchFinding.With()
	}
	if err != nil {
		return Finding{}, err
	}
	return list[0], nil
}

// update stores a finding under the version it was read with.
func update(ctx context.Context, tx *db.Tx, county civil.County, f Finding, by int64) error {
	var caseID any
	if f.Case != 0 {
		caseID = f.Case
	}
	n, err := tx.Exec(ctx, `UPDATE finding SET station=$4, village=$5, reach=$6, start=$7, paid_months=$8, short_months=$9,
		estimate_fen=$10, plan=$11, state=$12, why=$13, case_id=$14, month=$15, changed_at=$16, changed_by=$17, version=version+1
		WHERE county=$1 AND id=$2 AND version=$3`, county, f.ID, f.Version, f.Station, f.Village, f.Reach, f.Start, f.PaidMonths,
		f.ShortMonths, f.Estimate, f.Plan, f.State, f.Why, caseID, f.Month, db.Micros(tx.Now()), by)
	if err == nil && n == 0 {
		err = Changed.With("state", f.State.Title())
	}
	return err
}

func insertAll(ctx context.Context, tx *db.Tx, county civil.County, list []Finding) error {
	if len(list) == 0 {
		return nil
	}
	i := 0
	_, err := tx.Bulk(ctx, "finding", columnNames, func() ([]any, bool) {
		if i == len(list) {
			return nil, false
		}
		f := list[i]
		i++
		return []any{county, f.ID, f.Person, f.Kind, f.Station, f.Village, f.Reach, f.Start, f.PaidMonths, f.ShortMonths, f.Estimate,
			f.Plan, f.State, f.Why, nil, f.Month, f.Version, db.Micros(f.FoundAt), db.Micros(f.ChangedAt), f.ChangedBy}, true
	})
	return err
}

func worklist(ctx context.Context, tx *db.Tx, county civil.County, f Filter, reach civil.Month, after int64, limit int) ([]Finding, error) {
	if f.Station == 0 {
		rows, err := tx.Query(ctx, `SELECT county, id, `+columns+` FROM finding WHERE county=$1 AND state=$2 AND (kind=$3 OR $3='')
			AND (reach, id) > ($4, $5) ORDER BY reach, id LIMIT $6`, county, f.State, f.Kind, reach, after, limit)
		return scan(rows, err)
	}
	rows, err := tx.Query(ctx, `SELECT county, id, `+columns+` FROM finding WHERE county=$1 AND station=$2 AND state=$3 AND (kind=$4 OR $4='')
		AND (reach, id) > ($5, $6) ORDER BY reach, id LIMIT $7`, county, f.Station, f.State, f.Kind, reach, after, limit)
	return scan(rows, err)
}

func counts(ctx context.Context, tx *db.Tx, county civil.County, station int64) ([]Count, error) {
	rows, err := tx.Query(ctx, `SELECT station, kind, count(*) FILTER (WHERE state='open'), count(*) FILTER (WHERE state='in-progress'),
		count(*) FILTER (WHERE state='done'), count(*) FILTER (WHERE state='not-wanted'),
		coalesce(sum(estimate_fen) FILTER (WHERE state='open'), 0)
		FROM finding WHERE county=$1 AND (station=$2 OR $2=0) GROUP BY station, kind ORDER BY station, kind`, county, station)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Count
	for rows.Next() {
		var c Count
		if err := rows.Scan(&c.Station, &c.Kind, &c.Open, &c.InProgress, &c.Done, &c.NotWanted, &c.Estimate); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}
