package casework

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// next raises the county's counter of a kind of number and gives its new value; a rolled-back transaction gives it back.
func next(ctx context.Context, tx *db.Tx, county civil.County, kind string, year int) (n int64, err error) {
	return nextMany(ctx, tx, county, kind, year, 1)
}

// nextMany is next for so many numbers: the last of them.
func nextMany(ctx context.Context, tx *db.Tx, county civil.County, kind string, year, count int) (n int64, err error) {
	err = tx.QueryRow(ctx, `INSERT INTO case_counter (county, kind, year, last) VALUES ($1, $2, $3, $4)
		ON CONFLICT (county, kind, year) DO UPDATE SET last = case_counter.last + excluded.last RETURNING last`,
		county, kind, year, count).Scan(&n)
	return n, err
}

// keepText stores the text of an item or a letter once for the county.
func keepText(ctx context.Context, tx *db.Tx, county civil.County, hash, kind, code, body string) error {
	_, err := tx.Exec(ctx, `INSERT INTO case_text (county, hash, kind, code, body, first_used) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (county, hash) DO NOTHING`, county, hash, kind, code, body, db.Micros(tx.Now()))
	return err
}

func readText(ctx context.Context, tx *db.Tx, county civil.County, hash string) (body string, err error) {
	err = tx.QueryRow(ctx, `SELECT body FROM case_text WHERE county=$1 AND hash=$2`, county, hash).Scan(&body)
	return body, err
}

const caseColumns = `item, item_hash, person, station, state, version, number, opened_by, opened_at, saved_by, saved_at,
	taken_by, accepted_at, accepted_on, due_on, legal_due_on, reviewer, assessment, decided_by, decided_at, ground, effect,
	warn_on, known_to, standing_on, alarm, delivered_on, archived_on, stage, changed_name, changed_at`

type scanner interface{ Scan(...any) error }

func scanCase(row scanner, more ...any) (*Case, error) {
	c := &Case{}
	var number, acceptedOn, due, legal, assessment, ground, warn, known, standing, alarm, delivered, archived, stage sql.NullString
	var taken, acceptedAt, reviewer, decidedBy, decidedAt, effect sql.NullInt64
	var opened, saved, changed int64
	into := []any{&c.County, &c.ID, &c.Item, &c.itemHash, &c.Person, &c.Station, &c.State, &c.Version, &number, &c.OpenedBy, &opened,
		&c.SavedBy, &saved, &taken, &acceptedAt, &acceptedOn, &due, &legal, &reviewer, &assessment, &decidedBy, &decidedAt,
		&ground, &effect, &warn, &known, &standing, &alarm, &delivered, &archived, &stage, &c.changedBy, &changed}
	if err := row.Scan(append(into, more...)...); err != nil {
		return nil, err
	}
	c.OpenedAt, c.SavedAt = db.FromMicros(opened), db.FromMicros(saved)
	c.changedAt = db.FromMicros(changed)
	c.Number, c.Ground, c.alarm, c.Stage = number.String, ground.String, alarm.String, stage.String
	c.TakenBy, c.Reviewer, c.DecidedBy, c.Effect = taken.Int64, reviewer.Int64, decidedBy.Int64, effect.Int64
	c.AcceptedAt, c.DecidedAt = db.FromMicros(acceptedAt.Int64), db.FromMicros(decidedAt.Int64)
	if err := readDays(day{acceptedOn, &c.Accepted}, day{due, &c.Due}, day{legal, &c.LegalDue}, day{warn, &c.Warn}, day{known, &c.Known},
		day{standing, &c.Standing}, day{delivered, &c.Delivered}, day{archived, &c.Archived}); err != nil {
		return nil, err
	}
	if assessment.Valid {
		c.Assessment = &Assessment{}
		if err := json.Unmarshal([]byte(assessment.String), c.Assessment); err != nil {
			return nil, fmt.Errorf("casework: assessment of %d: %w", c.ID, err)
		}
	}
	return c, nil
}

// day is a date as it is stored, which may be none, and where it goes.
type day struct {
	text sql.NullString
	to   *civil.Date
}

func readDays(all ...day) (err error) {
	for _, d := range all {
		if d.text.Valid && err == nil {
			*d.to, err = civil.ParseDate(d.text.String)
		}
	}
	return err
}

// readCase gives a case and its sealed form.
func readCase(ctx context.Context, tx *db.Tx, county civil.County, id int64) (*Case, []byte, error) {
	return oneCase(tx.QueryRow(ctx, `SELECT county, id, `+caseColumns+`, form_sealed FROM service_case WHERE county=$1 AND id=$2`, county, id))
}

// lockCase is readCase for a transaction that will change the case.
func lockCase(ctx context.Context, tx *db.Tx, county civil.County, id int64) (*Case, []byte, error) {
	return oneCase(tx.QueryRow(ctx, `SELECT county, id, `+caseColumns+`, form_sealed FROM service_case WHERE county=$1 AND id=$2`+tx.LockClause(),
		county, id))
}

func oneCase(row *sql.Row) (*Case, []byte, error) {
	var sealed []byte
	c, err := scanCase(row, &sealed)
	if db.IsNoRows(err) {
		return nil, nil, NoSuchCase.With()
	}
	return c, sealed, err
}

// livingCase finds the living case that keeps a person from opening another of the item: of one that is had one at a time, any; of the
// others, the one that is not submitted yet. nil if there is none.
func livingCase(ctx context.Context, tx *db.Tx, county civil.County, person int64, item string) (*Case, error) {
	c, err := scanCase(tx.QueryRow(ctx, `SELECT county, id, `+caseColumns+` FROM service_case WHERE county=$1 AND person=$2 AND item=$3
		AND apart=0 AND state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred')`, county, person, item))
	if db.IsNoRows(err) {
		return nil, nil
	}
	return c, err
}

// insertCase stores a new draft; false if somebody was first.
func insertCase(ctx context.Context, tx *db.Tx, c *Case, sealed []byte) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO service_case (county, id, item, item_hash, person, station, state, version, opened_by,
		opened_at, form_sealed, saved_by, saved_at, changed_name, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, 'draft', 1, $7, $8, $9, $7, $8, $10, $8)
		ON CONFLICT (county, person, item, apart) WHERE state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred') DO NOTHING`,
		c.County, c.ID, c.Item, c.itemHash, c.Person, c.Station, c.OpenedBy, db.Micros(c.OpenedAt), sealed, c.changedBy)
	return n == 1, err
}

// A change of a case is conditional on the version that was seen; it answers false when somebody else was first. The name
// and the time of the change stay in the row for the one who comes second.

func saveForm(ctx context.Context, tx *db.Tx, by access.Actor, c *Case, sealed []byte) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE service_case SET form_sealed=$4, saved_by=$5, saved_at=$6, changed_name=$7, changed_at=$6,
		version=version+1 WHERE county=$1 AND id=$2 AND version=$3 AND state IN ('draft', 'incomplete', 'returned')`,
		c.County, c.ID, c.Version, sealed, by.User, db.Micros(tx.Now()), by.Name)
	return n == 1, err
}

// acceptCase gives a case its number and its clock; one that ends with it has been finished by whoever took it in.
func acceptCase(ctx context.Context, tx *db.Tx, by access.Actor, it *Item, c *Case) (bool, error) {
	assessment, err := assessmentText(c.Assessment)
	if err != nil {
		return false, err
	}
	var apart int64 // stands beside others of the item; 0: it is the only one
	if !it.OneAtATime {
		apart = c.ID
	}
	var ended any // when it was finished, if it is
	if c.DecidedBy != 0 {
		ended = db.Micros(c.AcceptedAt)
	}
	n, err := tx.Exec(ctx, `UPDATE service_case SET state=$13, number=$4, taken_by=$5, accepted_at=$6, accepted_on=$7,
		due_on=$8, legal_due_on=$9, assessment=$10, changed_name=$11, changed_at=$6, version=version+1,
		decided_by=$12, effect=$14, decided_at=$15, apart=$16, warn_on=$17, known_to=$18, stage=$19
		WHERE county=$1 AND id=$2 AND version=$3`,
		c.County, c.ID, c.Version, c.Number, c.TakenBy, db.Micros(c.AcceptedAt), c.Accepted.String(), dayOrNull(c.Due),
		dayOrNull(c.LegalDue), assessment, by.Name, db.OrNull(c.DecidedBy), string(c.State), db.OrNull(c.Effect), ended, apart,
		dayOrNull(c.Warn), dayOrNull(c.Known), db.OrNull(c.Stage))
	return n == 1, err
}

// moveCase changes the state and nothing else.
func moveCase(ctx context.Context, tx *db.Tx, by access.Actor, c *Case, to State) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE service_case SET state=$4, changed_name=$5, changed_at=$6, version=version+1
		WHERE county=$1 AND id=$2 AND version=$3`, c.County, c.ID, c.Version, string(to), by.Name, db.Micros(tx.Now()))
	return n == 1, err
}

func reviewCase(ctx context.Context, tx *db.Tx, by access.Actor, c *Case) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE service_case SET state='review', reviewer=$4, changed_name=$5, changed_at=$6, version=version+1
		WHERE county=$1 AND id=$2 AND version=$3`, c.County, c.ID, c.Version, by.User, by.Name, db.Micros(tx.Now()))
	return n == 1, err
}

// reassessCase replaces the assessment, so that whoever saw the old one cannot decide by it.
func reassessCase(ctx context.Context, tx *db.Tx, by access.Actor, c *Case, a *Assessment) (bool, error) {
	text, err := assessmentText(a)
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `UPDATE service_case SET assessment=$4, changed_name=$5, changed_at=$6, version=version+1
		WHERE county=$1 AND id=$2 AND version=$3`, c.County, c.ID, c.Version, text, by.Name, db.Micros(tx.Now()))
	return n == 1, err
}

func decideCase(ctx context.Context, tx *db.Tx, by access.Actor, c *Case) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE service_case SET state=$4, decided_by=$5, decided_at=$6, ground=$7, effect=$8,
		changed_name=$9, changed_at=$6, version=version+1 WHERE county=$1 AND id=$2 AND version=$3`,
		c.County, c.ID, c.Version, string(c.State), by.User, db.Micros(tx.Now()), db.OrNull(c.Ground), db.OrNull(c.Effect), by.Name)
	return n == 1, err
}

func assessmentText(a *Assessment) (any, error) {
	if a == nil {
		return nil, nil
	}
	b, err := json.Marshal(a)
	return string(b), err
}

func dayOrNull(d civil.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

func insertEvent(ctx context.Context, tx *db.Tx, county civil.County, caseID int64, e Event) error {
	detail, err := json.Marshal(e.Detail)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO case_event (county, case_id, id, kind, at, day, by_user, by_name, by_role, station, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, county, caseID, tx.NewID(), e.Kind, db.Micros(e.At),
		civil.DateIn(e.At).String(), e.By, e.Name, e.Role, e.Station, string(detail))
	return err
}

func readEvents(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) ([]Event, error) {
	rows, err := tx.Query(ctx, `SELECT kind, at, by_user, by_name, by_role, station, detail FROM case_event
		WHERE county=$1 AND case_id=$2 ORDER BY id`, county, caseID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Event
	for rows.Next() {
		var e Event
		var at int64
		var detail string
		if err := rows.Scan(&e.Kind, &at, &e.By, &e.Name, &e.Role, &e.Station, &detail); err != nil {
			return nil, err
		}
		e.At, e.Title = db.FromMicros(at), eventTitles[e.Kind]
		if err := json.Unmarshal([]byte(detail), &e.Detail); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}
