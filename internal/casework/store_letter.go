package casework

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

const letterColumns = `template, template_hash, number, code, case_id, subject, person, issued_by, issued_at, state, revoked_at, revoked_why`

func scanLetter(row scanner, more ...any) (Letter, error) {
	var l Letter
	var county civil.County
	var issued int64
	var state string
	var caseID, revokedAt sql.NullInt64
	var why sql.NullString
	into := []any{&county, &l.ID, &l.Template, &l.templateHash, &l.Number, &l.Code, &caseID, &l.Subject, &l.Person, &l.IssuedBy, &issued, &state, &revokedAt, &why}
	err := row.Scan(append(into, more...)...)
	if db.IsNoRows(err) {
		return Letter{}, NoSuchLetter.With()
	}
	l.Case = caseID.Int64
	l.IssuedAt, l.Valid = db.FromMicros(issued), state == "valid"
	l.RevokedAt, l.revoked = db.FromMicros(revokedAt.Int64), why.String
	return l, err
}

func insertLetter(ctx context.Context, tx *db.Tx, county civil.County, l Letter, sealed []byte) error {
	var caseID any
	if l.Case != 0 {
		caseID = l.Case
	}
	_, err := tx.Exec(ctx, `INSERT INTO letter (county, id, template, template_hash, number, code, case_id, subject, person, issued_by, issued_at,
		state, body_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'valid', $12)`,
		county, l.ID, l.Template, l.templateHash, l.Number, l.Code, caseID, l.Subject, l.Person, l.IssuedBy, db.Micros(l.IssuedAt), sealed)
	return err
}

func codeTaken(ctx context.Context, tx *db.Tx, county civil.County, code string) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM letter WHERE county=$1 AND code=$2`, county, code).Scan(&n)
	return n > 0, err
}

// revokeLetters ends every valid letter of a case.
func revokeLetters(ctx context.Context, tx *db.Tx, county civil.County, caseID int64, why string, at int64) error {
	_, err := tx.Exec(ctx, `UPDATE letter SET state='revoked', revoked_at=$3, revoked_why=$4
		WHERE county=$1 AND case_id=$2 AND state='valid'`, county, caseID, at, why)
	return err
}

// revokeTemplate ends the valid letters of one template of a case.
func revokeTemplate(ctx context.Context, tx *db.Tx, county civil.County, caseID int64, template, why string, at int64) error {
	_, err := tx.Exec(ctx, `UPDATE letter SET state='revoked', revoked_at=$4, revoked_why=$5
		WHERE county=$1 AND case_id=$2 AND template=$3 AND state='valid'`, county, caseID, template, at, why)
	return err
}

// revokeAbout ends the valid letters of a template about a record that is no case.
func revokeAbout(ctx context.Context, tx *db.Tx, county civil.County, subject, template, why string, at int64) error {
	_, err := tx.Exec(ctx, `UPDATE letter SET state='revoked', revoked_at=$4, revoked_why=$5
		WHERE county=$1 AND subject=$2 AND subject<>'' AND template=$3 AND state='valid'`, county, subject, template, at, why)
	return err
}

func readLettersAbout(ctx context.Context, tx *db.Tx, county civil.County, subject string) ([]Letter, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+letterColumns+` FROM letter WHERE county=$1 AND subject=$2 AND subject<>'' ORDER BY id`, county, subject)
	return scanLetters(rows, err)
}

func readLetter(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Letter, []byte, error) {
	var sealed []byte
	l, err := scanLetter(tx.QueryRow(ctx, `SELECT county, id, `+letterColumns+`, body_sealed FROM letter WHERE county=$1 AND id=$2`, county, id), &sealed)
	return l, sealed, err
}

func readValidLetter(ctx context.Context, tx *db.Tx, county civil.County, caseID int64, template string) (Letter, []byte, error) {
	var sealed []byte
	l, err := scanLetter(tx.QueryRow(ctx, `SELECT county, id, `+letterColumns+`, body_sealed FROM letter
		WHERE county=$1 AND case_id=$2 AND template=$3 AND state='valid' ORDER BY id DESC LIMIT 1`, county, caseID, template), &sealed)
	return l, sealed, err
}

func readByCode(ctx context.Context, tx *db.Tx, county civil.County, code string) (Letter, error) {
	return scanLetter(tx.QueryRow(ctx, `SELECT county, id, `+letterColumns+` FROM letter WHERE county=$1 AND code=$2`, county, code))
}

func readLetters(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) ([]Letter, error) {
	rows, err := tx.Query(ctx, `SELECT county, id, `+letterColumns+` FROM letter WHERE county=$1 AND case_id=$2 ORDER BY id`, county, caseID)
	return scanLetters(rows, err)
}

// scanLetters reads every row of a query for letters, and closes it.
func scanLetters(rows *sql.Rows, err error) ([]Letter, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Letter
	for rows.Next() {
		l, err := scanLetter(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

const selectLettersBy = `SELECT county, id, ` + letterColumns + ` FROM letter WHERE county=$1 AND issued_by=$2 AND issued_at >= $3 AND issued_at < $4
	ORDER BY issued_at DESC, id DESC LIMIT $5`

// lettersBy is what one user printed in a span of time, latest first.
func lettersBy(ctx context.Context, tx *db.Tx, county civil.County, user, from, until int64, limit int) ([]Letter, error) {
	rows, err := tx.Query(ctx, selectLettersBy, county, user, from, until, limit)
	return scanLetters(rows, err)
}
