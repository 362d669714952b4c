package callbook

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

const columns = `id, version, station, user_id, person, item, area, channel, day, began_at, last_at, ended_at, minutes, minutes_by`

func scan(row interface{ Scan(...any) error }) (c Call, err error) {
	var person, ended sql.NullInt64
	var item, area sql.NullString
	var day string
	var began, last int64
	if err := row.Scan(&c.ID, &c.Version, &c.Station, &c.User, &person, &item, &area, &c.Channel, &day, &began, &last, &ended, &c.Minutes, &c.Source); err != nil {
		return Call{}, err
	}
	c.Person, c.Item, c.Area, c.Began, c.Last = person.Int64, item.String, area.String, db.FromMicros(began), db.FromMicros(last)
	if ended.Valid {
		c.Ended = db.FromMicros(ended.Int64)
	}
	c.Day, err = civil.ParseDate(day)
	return c, err
}

func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return db.Micros(t)
}

func insertCall(ctx context.Context, tx *db.Tx, actor access.Actor, c Call) error {
	_, err := tx.Exec(ctx, `INSERT INTO reception_call (county, id, version, station, user_id, person, item, area, channel, day, began_at, last_at, ended_at, minutes, minutes_by)
		VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, actor.County, c.ID, c.Station, c.User, db.OrNull(c.Person), db.OrNull(c.Item), db.OrNull(c.Area),
		string(c.Channel), c.Day.String(), db.Micros(c.Began), db.Micros(c.Last), micros(c.Ended), c.Minutes, string(c.Source))
	return err
}

func updateCall(ctx context.Context, tx *db.Tx, actor access.Actor, c Call) error {
	_, err := tx.Exec(ctx, `UPDATE reception_call SET item=$3, area=$4, channel=$5, last_at=$6, ended_at=$7, minutes=$8, minutes_by=$9, version=version+1
		WHERE county=$1 AND id=$2`, actor.County, c.ID, db.OrNull(c.Item), db.OrNull(c.Area), string(c.Channel), db.Micros(c.Last), micros(c.Ended), c.Minutes, string(c.Source))
	return err
}

func touch(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE reception_call SET last_at=$3, version=version+1 WHERE county=$1 AND id=$2`, actor.County, id, db.Micros(tx.Now()))
	return err
}

func takeBack(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE reception_call SET taken_back_at=$3 WHERE county=$1 AND id=$2`, actor.County, id, db.Micros(tx.Now()))
	return err
}

func underWay(ctx context.Context, tx *db.Tx, actor access.Actor) (Call, bool, error) {
	return maybe(scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM reception_call WHERE county=$1 AND user_id=$2 AND ended_at IS NULL`, actor.County, actor.User)))
}

func lockUnderWay(ctx context.Context, tx *db.Tx, actor access.Actor) (Call, bool, error) {
	return maybe(scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM reception_call WHERE county=$1 AND user_id=$2 AND ended_at IS NULL`+tx.LockClause(), actor.County, actor.User)))
}

func maybe(c Call, err error) (Call, bool, error) {
	if db.IsNoRows(err) {
		return Call{}, false, nil
	}
	return c, err == nil, err
}

// readCall reads a call of the actor's own, also one that he has taken back.
func readCall(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) (Call, error) {
	return own(scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM reception_call WHERE county=$1 AND id=$2 AND user_id=$3`, actor.County, id, actor.User)))
}

// lockCall reads a call of the actor's own that he has not taken back.
func lockCall(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) (Call, error) {
	return own(scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM reception_call WHERE county=$1 AND id=$2 AND user_id=$3 AND taken_back_at IS NULL`+tx.LockClause(),
		actor.County, id, actor.User)))
}

func own(c Call, err error) (Call, error) {
	c, found, err := maybe(c, err)
	if err == nil && !found {
		err = NoCall.With()
	}
	return c, err
}

// lastEnd is when the actor's last call of a day ended; zero without one.
func lastEnd(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date) (time.Time, error) {
	var last sql.NullInt64
	err := tx.QueryRow(ctx, `SELECT max(last_at) FROM reception_call WHERE county=$1 AND user_id=$2 AND day=$3 AND taken_back_at IS NULL`,
		actor.County, actor.User, day.String()).Scan(&last)
	if err != nil || !last.Valid {
		return time.Time{}, err
	}
	return db.FromMicros(last.Int64), nil
}

func linkCase(ctx context.Context, tx *db.Tx, actor access.Actor, call, caseID int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO reception_call_case (county, call_id, case_id) VALUES ($1, $2, $3) ON CONFLICT (county, call_id, case_id) DO NOTHING`,
		actor.County, call, caseID)
	return err
}

// caseOfDay says whether a case belongs to a call of the actor's on a day.
func caseOfDay(ctx context.Context, tx *db.Tx, actor access.Actor, caseID int64, day civil.Date) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM reception_call_case l JOIN reception_call c ON c.county=l.county AND c.id=l.call_id
		WHERE l.county=$1 AND l.case_id=$2 AND c.user_id=$3 AND c.day=$4 AND c.taken_back_at IS NULL`, actor.County, caseID, actor.User, day.String()).Scan(&n)
	return n > 0, err
}

func callsOf(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date) ([]Call, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM reception_call WHERE county=$1 AND user_id=$2 AND day=$3 AND taken_back_at IS NULL ORDER BY began_at, id`,
		actor.County, actor.User, day.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Call
	at := map[int64]int{}
	for rows.Next() {
		c, err := scan(rows)
		if err != nil {
			return nil, err
		}
		at[c.ID] = len(all)
		all = append(all, c)
	}
	if err := rows.Err(); err != nil || len(all) == 0 {
		return all, err
	}
	links, err := tx.Query(ctx, `SELECT l.call_id, l.case_id FROM reception_call_case l JOIN reception_call c ON c.county=l.county AND c.id=l.call_id
		WHERE l.county=$1 AND c.user_id=$2 AND c.day=$3 ORDER BY l.case_id`, actor.County, actor.User, day.String())
	if err != nil {
		return nil, err
	}
	defer links.Close()
	for links.Next() {
		var call, caseID int64
		if err := links.Scan(&call, &caseID); err != nil {
			return nil, err
		}
		if i, ok := at[call]; ok {
			all[i].Cases = append(all[i].Cases, caseID)
		}
	}
	return all, links.Err()
}

func countCells(ctx context.Context, tx *db.Tx, county civil.County, from, until civil.Date) ([]Cell, error) {
	rows, err := tx.Query(ctx, `SELECT station, coalesce(area, ''), count(*),
		count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM reception_call_case l WHERE l.county=c.county AND l.call_id=c.id)), sum(minutes)
		FROM reception_call c WHERE c.county=$1 AND c.day BETWEEN $2 AND $3 AND c.taken_back_at IS NULL AND c.ended_at IS NOT NULL
		GROUP BY station, coalesce(area, '')`, county, from.String(), until.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Cell
	for rows.Next() {
		var c Cell
		if err := rows.Scan(&c.Station, &c.Area, &c.Calls, &c.Asked, &c.Minutes); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// lastClosing is the number of a day's last closing, 0 without one, and whether it stands.
func lastClosing(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date) (seq int, closed bool, err error) {
	var back sql.NullInt64
	err = tx.QueryRow(ctx, `SELECT seq, taken_back_at FROM day_closing WHERE county=$1 AND user_id=$2 AND day=$3 ORDER BY seq DESC LIMIT 1`,
		actor.County, actor.User, day.String()).Scan(&seq, &back)
	if db.IsNoRows(err) {
		return 0, false, nil
	}
	return seq, err == nil && !back.Valid, err
}

func insertClosing(ctx context.Context, tx *db.Tx, actor access.Actor, k Closing, seq int, note []byte) error {
	figures, err := json.Marshal(k.Figures)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO day_closing (county, user_id, day, seq, station, figures, note_sealed, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		actor.County, actor.User, k.Day.String(), seq, actor.Station, string(figures), note, db.Micros(k.At))
	return err
}

func takeBackClosing(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date, since time.Time) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE day_closing SET taken_back_at=$4 WHERE county=$1 AND user_id=$2 AND day=$3 AND taken_back_at IS NULL AND closed_at >= $5`,
		actor.County, actor.User, day.String(), db.Micros(tx.Now()), db.Micros(since))
	return n == 1, err
}

// readClosing is the closing of a day that stands, or the last one of an earlier day.
func readClosing(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date, before bool) (k Closing, seq int, note []byte, err error) {
	from, until := day.String(), day.String()
	if before {
		from, until = "", day.Add(-1).String()
	}
	var on, figures string
	var at int64
	err = tx.QueryRow(ctx, `SELECT day, seq, figures, note_sealed, closed_at FROM day_closing WHERE county=$1 AND user_id=$2 AND day BETWEEN $3 AND $4
		AND taken_back_at IS NULL ORDER BY day DESC, seq DESC LIMIT 1`, actor.County, actor.User, from, until).Scan(&on, &seq, &figures, &note, &at)
	if err != nil {
		return Closing{}, 0, nil, err
	}
	k.At = db.FromMicros(at)
	if k.Day, err = civil.ParseDate(on); err == nil {
		err = json.Unmarshal([]byte(figures), &k.Figures)
	}
	return k, seq, note, err
}
