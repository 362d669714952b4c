package rating

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// insertRating stores a rating, and the call-back of a bad one; false if the case has one.
func insertRating(ctx context.Context, tx *db.Tx, id int64, g Rating, words []byte, due civil.Date) (bool, error) {
	var reason, by any
	if g.Reason != "" {
		reason = g.Reason
	}
	if !due.IsZero() {
		by = due.String()
	}
	n, err := tx.Exec(ctx, `INSERT INTO rating (county, id, case_id, station, item, area, level, reason, words_sealed, day, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (county, case_id) DO NOTHING`,
		tx.County(), id, g.Case, g.Station, g.Item, g.Area, int(g.Level), reason, words, civil.DateIn(tx.Now()).String(), db.Micros(tx.Now()))
	if err != nil || n == 0 || !g.Level.Bad() {
		return n == 1, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO rating_call_back (county, rating_id, due_on) VALUES ($1, $2, $3)`, tx.County(), id, by)
	return true, err
}

func levelOf(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (l Level, err error) {
	err = tx.QueryRow(ctx, `SELECT level FROM rating WHERE county=$1 AND case_id=$2`, county, caseID).Scan(&l)
	if db.IsNoRows(err) {
		return 0, nil
	}
	return l, err
}

// stored is a call-back with its sealed parts.
type stored struct {
	CallBack
	words, said []byte
}

const columns = `r.id, r.case_id, r.station, r.item, r.area, r.level, coalesce(r.reason, ''), r.words_sealed, r.at, b.due_on, coalesce(b.outcome, ''),
	b.said_sealed, coalesce(b.by_name, ''), b.closed_at`

func scan(row interface{ Scan(...any) error }) (k stored, err error) {
	var at int64
	var due sql.NullString
	var closed sql.NullInt64
	g := &k.Rating
	if err := row.Scan(&k.ID, &g.Case, &g.Station, &g.Item, &g.Area, &g.Level, &g.Reason, &k.words, &at, &due, &k.Outcome, &k.said, &k.ByName, &closed); err != nil {
		return stored{}, err
	}
	k.At = db.FromMicros(at)
	if closed.Valid {
		k.Closed = db.FromMicros(closed.Int64)
	}
	if due.Valid {
		k.Due, err = civil.ParseDate(due.String)
	}
	return k, err
}

func callBacks(ctx context.Context, tx *db.Tx, county civil.County, closed bool, limit int) ([]stored, error) {
	query := `SELECT ` + columns + ` FROM rating_call_back b JOIN rating r ON r.county=b.county AND r.id=b.rating_id
		WHERE b.county=$1 AND b.closed_at IS NULL ORDER BY coalesce(b.due_on, '9999-12-31'), r.id LIMIT $2`
	if closed {
		query = `SELECT ` + columns + ` FROM rating_call_back b JOIN rating r ON r.county=b.county AND r.id=b.rating_id
		WHERE b.county=$1 AND b.closed_at IS NOT NULL ORDER BY b.closed_at DESC, r.id LIMIT $2`
	}
	rows, err := tx.Query(ctx, query, county, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []stored
	for rows.Next() {
		k, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, k)
	}
	return list, rows.Err()
}

func lockCallBack(ctx context.Context, tx *db.Tx, county civil.County, id int64) (stored, error) {
	var open int64
	if err := tx.QueryRow(ctx, `SELECT rating_id FROM rating_call_back WHERE county=$1 AND rating_id=$2 AND closed_at IS NULL`+tx.LockClause(), county, id).Scan(&open); err != nil {
		return stored{}, err
	}
	return scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM rating_call_back b JOIN rating r ON r.county=b.county AND r.id=b.rating_id
		WHERE b.county=$1 AND b.rating_id=$2`, county, open))
}

func closeCallBack(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, o Outcome, said []byte) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE rating_call_back SET outcome=$3, said_sealed=$4, by_user=$5, by_name=$6, closed_at=$7
		WHERE county=$1 AND rating_id=$2 AND closed_at IS NULL`, actor.County, id, string(o), said, actor.User, actor.Name, db.Micros(tx.Now()))
	return n == 1, err
}

func sums(ctx context.Context, tx *db.Tx, county civil.County, from, until civil.Date) ([]Sum, error) {
	rows, err := tx.Query(ctx, `SELECT r.station, r.area, count(*) FILTER (WHERE r.level >= 4), count(*) FILTER (WHERE r.level = 3),
		count(*) FILTER (WHERE r.level <= 2), count(b.closed_at)
		FROM rating r LEFT JOIN rating_call_back b ON b.county=r.county AND b.rating_id=r.id
		WHERE r.county=$1 AND r.day BETWEEN $2 AND $3 GROUP BY r.station, r.area ORDER BY r.station, r.area`, county, from.String(), until.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Sum
	for rows.Next() {
		var s Sum
		if err := rows.Scan(&s.Station, &s.Area, &s.Good, &s.Middle, &s.Bad, &s.Called); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}
