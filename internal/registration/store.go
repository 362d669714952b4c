package registration

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

func insertEntry(ctx context.Context, tx *db.Tx, county civil.County, e Entry, sealed []byte) error {
	var until, made any
	if !e.Until.IsZero() {
		until = e.Until.String()
	}
	if e.Case != 0 {
		made = e.Case
	}
	_, err := tx.Exec(ctx, `INSERT INTO registration (county, id, person, kind, from_on, until_on, case_id, attributes_sealed, by_user, by_name, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, county, e.ID, e.Person, e.Kind, e.From.String(), until, made, sealed, e.By, e.ByName, db.Micros(e.At))
	return err
}

func endEntry(ctx context.Context, tx *db.Tx, by access.Actor, id int64, on civil.Date, why Why) error {
	_, err := tx.Exec(ctx, `UPDATE registration SET ended_on=$3, ended_why=$4, ended_by=$5, ended_name=$6, ended_at=$7
		WHERE county=$1 AND id=$2 AND ended_on IS NULL`, by.County, id, on.String(), string(why), by.User, by.Name, db.Micros(tx.Now()))
	return err
}

const columns = `id, person, kind, from_on, until_on, case_id, attributes_sealed, by_user, by_name, at, ended_on, ended_why, ended_name`

func scanEntry(scan func(...any) error) (e Entry, sealed []byte, err error) {
	var from string
	var until, endedOn, why, name sql.NullString
	var made sql.NullInt64
	var at int64
	if err := scan(&e.ID, &e.Person, &e.Kind, &from, &until, &made, &sealed, &e.By, &e.ByName, &at, &endedOn, &why, &name); err != nil {
		return Entry{}, nil, err
	}
	e.Case, e.At, e.EndedWhy, e.EndedName = made.Int64, db.FromMicros(at), Why(why.String), name.String
	for _, d := range []struct {
		text string
		to   *civil.Date
	}{{from, &e.From}, {until.String, &e.Until}, {endedOn.String, &e.EndedOn}} {
		if d.text != "" {
			if *d.to, err = civil.ParseDate(d.text); err != nil {
				return Entry{}, nil, err
			}
		}
	}
	return e, sealed, nil
}

func lockEntry(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Entry, []byte, error) {
	return scanEntry(tx.QueryRow(ctx, `SELECT `+columns+` FROM registration WHERE county=$1 AND id=$2`+tx.LockClause(), county, id).Scan)
}

func readEntry(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Entry, []byte, error) {
	return scanEntry(tx.QueryRow(ctx, `SELECT `+columns+` FROM registration WHERE county=$1 AND id=$2`, county, id).Scan)
}

func entriesOf(ctx context.Context, tx *db.Tx, county civil.County, person int64) (all []Entry, sealed [][]byte, err error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM registration WHERE county=$1 AND person=$2 ORDER BY id DESC`, county, person)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		e, b, err := scanEntry(rows.Scan)
		if err != nil {
			return nil, nil, err
		}
		all, sealed = append(all, e), append(sealed, b)
	}
	return all, sealed, rows.Err()
}
