package casework

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"

	"renshe/civil"
	"renshe/internal/db"
)

func scanCases(rows *sql.Rows, err error) ([]*Case, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []*Case
	for rows.Next() {
		c, err := scanCase(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// before turns "no cursor" into the greatest identifier, for lists that run backwards.
func before(after int64) int64 {
	if after == 0 {
		return math.MaxInt64
	}
	return after
}

// The lists of what is under way walk an index of what is under way, however many cases the county has finished. The words on the state are those of
// the indexes: SQLite uses them only where it is said so.
const (
	// Somebody's drafts are what he saved last and nobody was handed, and what was handed to him.
	selectDrafts = `SELECT county, id, ` + caseColumns + ` FROM service_case WHERE county=$1 AND saved_by=$2
		AND state IN ('draft', 'incomplete', 'returned') AND id < $3
		AND NOT EXISTS (SELECT 1 FROM case_assignment a WHERE a.county=service_case.county AND a.case_id=service_case.id) ORDER BY id DESC LIMIT $4`
	selectHanded = `SELECT county, id, ` + caseColumns + ` FROM service_case WHERE county=$1 AND state IN ('draft', 'incomplete', 'returned') AND id < $3
		AND id IN (SELECT a.case_id FROM case_assignment a WHERE a.county=$1 AND a.user_id=$2) ORDER BY id DESC LIMIT $4`
	selectLivingAt = `SELECT county, id, ` + caseColumns + ` FROM service_case WHERE county=$1 AND station=$2
		AND ` + underWay + ` AND id > $3 ORDER BY id LIMIT $4`
	selectWaiting = `SELECT county, id, ` + caseColumns + ` FROM service_case WHERE county=$1 AND state IN ('submitted', 'review')
		AND (coalesce(due_on, '9999-12-31'), id) > ($2, $3) ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT $4`
	selectCounts = `SELECT
		count(*) FILTER (WHERE saved_by=$2 AND state IN ('draft', 'incomplete', 'returned')),
		count(*) FILTER (WHERE station=$3),
		count(*) FILTER (WHERE state IN ('submitted', 'review')),
		count(*) FILTER (WHERE state IN ('submitted', 'review') AND due_on < $4),
		count(*) FILTER (WHERE state IN ('submitted', 'review') AND due_on = $4),
		count(*) FILTER (WHERE station=$3 AND state = 'incomplete')
		FROM service_case WHERE county=$1 AND ` + underWay
	selectBacklog = `SELECT item, max(item_hash),
		count(*) FILTER (WHERE state = 'incomplete'),
		count(*) FILTER (WHERE state IN ('returned', 'submitted', 'review', 'referred')),
		count(*) FILTER (WHERE state = 'review'),
		count(*) FILTER (WHERE state IN ('returned', 'submitted', 'review', 'referred') AND due_on = $2),
		count(*) FILTER (WHERE state IN ('returned', 'submitted', 'review', 'referred') AND due_on < $2)
		FROM service_case WHERE county=$1 AND ` + underWay + ` AND state <> 'draft' GROUP BY item ORDER BY item`

	underWay = `state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred')`
)

func draftsOf(ctx context.Context, tx *db.Tx, county civil.County, user, after int64, limit int) ([]*Case, error) {
	var all []*Case
	for _, q := range []string{selectDrafts, selectHanded} {
		rows, err := tx.Query(ctx, q, county, user, before(after), limit)
		list, err := scanCases(rows, err)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b *Case) int { return cmp.Compare(b.ID, a.ID) })
	return all[:min(len(all), limit)], nil
}

func livingAt(ctx context.Context, tx *db.Tx, county civil.County, station, after int64, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, selectLivingAt, county, station, after, limit)
	return scanCases(rows, err)
}

func waiting(ctx context.Context, tx *db.Tx, county civil.County, due string, after int64, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, selectWaiting, county, due, after, limit)
	return scanCases(rows, err)
}

func lastDecided(ctx context.Context, tx *db.Tx, county civil.County, limit int) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND decided_at IS NOT NULL
		ORDER BY decided_at DESC LIMIT $2`, county, limit)
	return scanCases(rows, err)
}

func casesOf(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND person=$2 ORDER BY id DESC LIMIT 200`, county, person)
	return scanCases(rows, err)
}

// livingPeople streams who has a living case of an item.
func livingPeople(ctx context.Context, tx *db.Tx, county civil.County, item string, fn func(person, caseID int64) error) error {
	rows, err := tx.Query(ctx, `SELECT person, id FROM service_case WHERE county=$1 AND item=$2
		AND state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred')`, county, item)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var person, id int64
		if err := rows.Scan(&person, &id); err != nil {
			return err
		}
		if err := fn(person, id); err != nil {
			return err
		}
	}
	return rows.Err()
}

func countCases(ctx context.Context, tx *db.Tx, county civil.County, user, station int64, today civil.Date) (n Counts, err error) {
	err = tx.QueryRow(ctx, selectCounts, county, user, station, today.String()).Scan(&n.Drafts, &n.AtStation, &n.Waiting, &n.Overdue, &n.DueToday, &n.Incomplete)
	return n, err
}

// livingOf lists the living cases of a person.
func livingOf(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]*Case, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND person=$2
		AND state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred')`, county, person)
	return scanCases(rows, err)
}

func countItems(ctx context.Context, tx *db.Tx, county civil.County, today civil.Date) ([]Backlog, error) {
	rows, err := tx.Query(ctx, selectBacklog, county, today.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Backlog
	for rows.Next() {
		var b Backlog
		if err := rows.Scan(&b.Item, &b.itemHash, &b.Incomplete, &b.Waiting, &b.InReview, &b.DueToday, &b.Overdue); err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

func countDay(ctx context.Context, tx *db.Tx, county civil.County, day civil.Date, user, station int64) ([]DayLine, error) {
	rows, err := tx.Query(ctx, `SELECT kind, count(*) FILTER (WHERE by_user=$3), count(*) FILTER (WHERE station=$4)
		FROM case_event WHERE county=$1 AND day=$2 AND by_role<>'system' GROUP BY kind ORDER BY kind`, county, day.String(), user, station)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []DayLine
	for rows.Next() {
		var l DayLine
		if err := rows.Scan(&l.Kind, &l.Mine, &l.Station); err != nil {
			return nil, err
		}
		l.Title = eventTitles[l.Kind]
		if l.Mine > 0 || l.Station > 0 {
			lines = append(lines, l)
		}
	}
	return lines, rows.Err()
}

// lastEvent is the latest event of a kind; NoSuchCase if there is none.
func lastEvent(ctx context.Context, tx *db.Tx, county civil.County, caseID int64, kind string) (Event, error) {
	all, err := readEvents(ctx, tx, county, caseID)
	for i := len(all) - 1; i >= 0 && err == nil; i-- {
		if all[i].Kind == kind {
			return all[i], nil
		}
	}
	if err == nil {
		err = NoSuchCase.With()
	}
	return Event{}, err
}

// readStationName reads the room of the stations from inside a transaction, for letters and messages.
func readStationName(ctx context.Context, tx *db.Tx, county civil.County, id int64) (name string, err error) {
	err = tx.QueryRow(ctx, `SELECT name FROM station WHERE county=$1 AND id=$2`, county, id).Scan(&name)
	if db.IsNoRows(err) {
		return "", nil
	}
	return name, err
}
