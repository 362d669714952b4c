package casework

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// insertTurn adds a row to the clock of a case; rows are never changed.
func insertTurn(ctx context.Context, tx *db.Tx, c *Case, m Turn, by access.Actor) error {
	id := tx.NewID()
	if m.Kind == Starts {
		m.run = id
	}
	_, err := tx.Exec(ctx, `INSERT INTO case_clock (county, case_id, id, kind, on_day, ground, lawful, days, rule, due_on, legal_due_on, warn_on, known_to,
		standing_on, days_left, by_user, by_name, at, stage, run) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
		c.County, c.ID, id, string(m.Kind), m.On.String(), db.OrNull(m.Ground), m.Lawful, m.Days, m.Rule, dayOrNull(m.Due), dayOrNull(m.LegalDue),
		dayOrNull(m.Warn), dayOrNull(m.Known), dayOrNull(m.Standing), m.Left, by.User, by.Name, db.Micros(tx.Now()), db.OrNull(m.Stage), db.OrNull(m.run))
	return err
}

func readTurns(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) ([]Turn, error) {
	rows, err := tx.Query(ctx, `SELECT kind, on_day, ground, lawful, days, rule, due_on, legal_due_on, warn_on, known_to, standing_on, days_left, by_name, stage, run
		FROM case_clock WHERE county=$1 AND case_id=$2 ORDER BY id`, county, caseID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Turn
	for rows.Next() {
		var m Turn
		var on, ground, due, legal, warn, known, standing, stage sql.NullString
		var run sql.NullInt64
		if err := rows.Scan(&m.Kind, &on, &ground, &m.Lawful, &m.Days, &m.Rule, &due, &legal, &warn, &known, &standing, &m.Left, &m.Name, &stage, &run); err != nil {
			return nil, err
		}
		m.Ground, m.Stage, m.run = ground.String, stage.String, run.Int64
		if err := readDays(day{on, &m.On}, day{due, &m.Due}, day{legal, &m.LegalDue}, day{warn, &m.Warn}, day{known, &m.Known}, day{standing, &m.Standing}); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// setClock lays what follows from the clock's turns beside the case. A day that has moved on is no cause of alarm any more.
func setClock(ctx context.Context, tx *db.Tx, by access.Actor, c *Case, r Reckoning) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE service_case SET due_on=$4, legal_due_on=$5, warn_on=$6, known_to=$7, standing_on=$8, alarm=NULL, changed_name=$9,
		changed_at=$10, version=version+1 WHERE county=$1 AND id=$2 AND version=$3`, c.County, c.ID, c.Version, dayOrNull(r.Due), dayOrNull(r.LegalDue),
		dayOrNull(r.Warn), dayOrNull(r.Known), dayOrNull(r.Standing), by.Name, db.Micros(tx.Now()))
	return n == 1, err
}

// unmarked lists cases under way that the night has to mark: urgent or overdue, and not marked so.
func unmarked(ctx context.Context, tx *db.Tx, county civil.County, today civil.Date, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND state IN ('returned', 'submitted', 'review', 'referred')
		AND warn_on <= $2 AND (alarm IS NULL OR alarm='soon' AND due_on < $3) ORDER BY id LIMIT $4`, county, today.String(), today.String(), limit)
	return scanCases(rows, err)
}

// mark notes the alarm once; somebody who changes the case meanwhile is not disturbed by it.
func mark(ctx context.Context, tx *db.Tx, c *Case, alarm string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE service_case SET alarm=$3 WHERE county=$1 AND id=$2 AND version=$4 AND state IN ('returned', 'submitted', 'review', 'referred')
		AND (alarm IS NULL OR alarm<>$5)`, c.County, c.ID, alarm, c.Version, alarm)
	return n == 1, err
}

// unsettled lists cases under way whose due date was counted beyond the calendar that was published then, or that were taken in before
// clocks were kept.
func unsettled(ctx context.Context, tx *db.Tx, county civil.County, through civil.Date, after int64, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND state IN ('returned', 'submitted', 'review', 'referred')
		AND due_on IS NOT NULL AND (known_to < $2 OR warn_on IS NULL) AND id > $3 ORDER BY id LIMIT $4`, county, through.String(), after, limit)
	return scanCases(rows, err)
}

// pressing lists the urgent and the overdue, the earliest due date first; item "" is every matter, station 0 the whole county.
func pressing(ctx context.Context, tx *db.Tx, county civil.County, today civil.Date, item string, station int64, due string, after int64, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND state IN ('returned', 'submitted', 'review', 'referred')
		AND warn_on <= $2 AND ($3 = '' OR item=$4) AND ($5 = CAST(0 AS BIGINT) OR station=$6) AND (due_on, id) > ($7, $8) ORDER BY due_on, id LIMIT $9`,
		county, today.String(), item, item, station, station, due, after, limit)
	return scanCases(rows, err)
}

func countPressing(ctx context.Context, tx *db.Tx, county civil.County, today civil.Date, station int64) ([]Pressing, error) {
	rows, err := tx.Query(ctx, `SELECT item, max(item_hash), count(*) FILTER (WHERE due_on > $2), count(*) FILTER (WHERE due_on = $3), count(*) FILTER (WHERE due_on < $4)
		FROM service_case WHERE county=$1 AND state IN ('returned', 'submitted', 'review', 'referred') AND warn_on <= $5 AND ($6 = CAST(0 AS BIGINT) OR station=$7)
		GROUP BY item ORDER BY item`, county, today.String(), today.String(), today.String(), today.String(), station, station)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Pressing
	for rows.Next() {
		var p Pressing
		if err := rows.Scan(&p.Item, &p.itemHash, &p.Soon, &p.Today, &p.Overdue); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}
