package workforce

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

func insertAbsence(ctx context.Context, tx *db.Tx, actor access.Actor, a Absence) error {
	_, err := tx.Exec(ctx, `INSERT INTO absence (county, id, user_id, kind, from_on, until_on, by_user, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		actor.County, a.ID, a.User, string(a.Kind), a.From.String(), a.Until.String(), actor.User, actor.Name, db.Micros(tx.Now()))
	return err
}

const absenceColumns = `id, user_id, kind, from_on, until_on, by_name, at, back_on`

func scanAbsence(row interface{ Scan(...any) error }) (a Absence, err error) {
	var from, until string
	var back sql.NullString
	var at int64
	if err := row.Scan(&a.ID, &a.User, &a.Kind, &from, &until, &a.ByName, &at, &back); err != nil {
		return Absence{}, err
	}
	a.At = db.FromMicros(at)
	for _, d := range []struct {
		text string
		to   *civil.Date
	}{{from, &a.From}, {until, &a.Until}, {back.String, &a.Back}} {
		if d.text != "" {
			if *d.to, err = civil.ParseDate(d.text); err != nil {
				return Absence{}, err
			}
		}
	}
	return a, nil
}

func lockAbsence(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Absence, error) {
	return scanAbsence(tx.QueryRow(ctx, `SELECT `+absenceColumns+` FROM absence WHERE county=$1 AND id=$2`+tx.LockClause(), county, id))
}

func comeBack(ctx context.Context, tx *db.Tx, county civil.County, id int64, day civil.Date) error {
	_, err := tx.Exec(ctx, `UPDATE absence SET back_on=$3 WHERE county=$1 AND id=$2`, county, id, day.String())
	return err
}

func readAbsences(ctx context.Context, tx *db.Tx, county civil.County, day civil.Date) ([]Absence, error) {
	rows, err := tx.Query(ctx, `SELECT `+absenceColumns+` FROM absence WHERE county=$1 AND until_on >= $2 AND (back_on IS NULL OR back_on > $2) ORDER BY from_on, id`,
		county, day.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Absence
	for rows.Next() {
		a, err := scanAbsence(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, rows.Err()
}

func endRemits(ctx context.Context, tx *db.Tx, county civil.County, user int64) error {
	_, err := tx.Exec(ctx, `UPDATE remit SET until_on=$3 WHERE county=$1 AND user_id=$2 AND until_on IS NULL`, county, user, civil.DateIn(tx.Now()).String())
	return err
}

func insertRemit(ctx context.Context, tx *db.Tx, actor access.Actor, user int64, township civil.Division, skilled bool) error {
	_, err := tx.Exec(ctx, `INSERT INTO remit (county, id, user_id, township, skilled, from_on, by_user, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		actor.County, tx.NewID(), user, string(township), skilled, civil.DateIn(tx.Now()).String(), actor.User, db.Micros(tx.Now()))
	return err
}

func readRemits(ctx context.Context, tx *db.Tx, county civil.County) (map[int64]Remit, error) {
	rows, err := tx.Query(ctx, `SELECT user_id, township, skilled FROM remit WHERE county=$1 AND until_on IS NULL ORDER BY user_id, township`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]Remit{}
	for rows.Next() {
		var user int64
		var town civil.Division
		var skilled bool
		if err := rows.Scan(&user, &town, &skilled); err != nil {
			return nil, err
		}
		r := all[user]
		r.User, r.Skilled = user, skilled
		if town != "" {
			r.Townships = append(r.Townships, town)
		}
		all[user] = r
	}
	return all, rows.Err()
}
