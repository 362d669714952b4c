package casework

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// keepLife stores where a case's life has come to; its form, item and number never change by it.
func keepLife(ctx context.Context, tx *db.Tx, by access.Actor, c *Case) (bool, error) {
	var decidedAt any
	if c.DecidedBy != 0 {
		decidedAt = db.Micros(c.DecidedAt)
	}
	n, err := tx.Exec(ctx, `UPDATE service_case SET state=$4, station=$5, delivered_on=$6, archived_on=$7, decided_by=$8, decided_at=$9, ground=$10, effect=$11,
		changed_name=$12, changed_at=$13, stage=$14, version=version+1 WHERE county=$1 AND id=$2 AND version=$3`, c.County, c.ID, c.Version, string(c.State), c.Station,
		dayOrNull(c.Delivered), dayOrNull(c.Archived), db.OrNull(c.DecidedBy), decidedAt, db.OrNull(c.Ground), db.OrNull(c.Effect), by.Name, db.Micros(tx.Now()), db.OrNull(c.Stage))
	return n == 1, err
}

// keepForm stores a corrected form of a case that has ended.
func keepForm(ctx context.Context, tx *db.Tx, c *Case, sealed []byte) error {
	_, err := tx.Exec(ctx, `UPDATE service_case SET form_sealed=$3 WHERE county=$1 AND id=$2`, c.County, c.ID, sealed)
	return err
}

func insertAct(ctx context.Context, tx *db.Tx, c *Case, id int64, a Act, sealed []byte, by access.Actor) error {
	_, err := tx.Exec(ctx, `INSERT INTO case_act (county, case_id, id, kind, on_day, code, says_sealed, by_user, by_name, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, c.County, c.ID, id, a.Kind, a.On.String(), a.Code, sealed, by.User, by.Name, db.Micros(tx.Now()))
	return err
}

func readActs(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (list []Act, sealed [][]byte, err error) {
	rows, err := tx.Query(ctx, `SELECT id, kind, on_day, code, says_sealed, by_name FROM case_act WHERE county=$1 AND case_id=$2 ORDER BY id`, county, caseID)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var a Act
		var on string
		var b []byte
		if err := rows.Scan(&a.id, &a.Kind, &on, &a.Code, &b, &a.Name); err != nil {
			return nil, nil, err
		}
		if a.On, err = civil.ParseDate(on); err != nil {
			return nil, nil, err
		}
		list, sealed = append(list, a), append(sealed, b)
	}
	return list, sealed, rows.Err()
}

func insertDebt(ctx context.Context, tx *db.Tx, c *Case, d Debt) error {
	_, err := tx.Exec(ctx, `INSERT INTO case_debt (county, case_id, id, kind, material, due_on, rule, state) VALUES ($1, $2, $3, $4, $5, $6, $7, 'open')
		ON CONFLICT (county, case_id, material) DO NOTHING`, c.County, c.ID, tx.NewID(), d.Kind, d.Material, d.Due.String(), d.Rule)
	return err
}

const debtColumns = `case_id, id, kind, material, due_on, rule, state, reminded_on, settled_on, settled_name`

func scanDebts(rows *sql.Rows, err error) ([]Debt, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Debt
	for rows.Next() {
		var d Debt
		var due, reminded, settled, name sql.NullString
		if err := rows.Scan(&d.caseID, &d.id, &d.Kind, &d.Material, &due, &d.Rule, &d.State, &reminded, &settled, &name); err != nil {
			return nil, err
		}
		d.Name = name.String
		if err := readDays(day{due, &d.Due}, day{reminded, &d.Reminded}, day{settled, &d.Settled}); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

func readDebts(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) ([]Debt, error) {
	rows, err := tx.Query(ctx, `SELECT `+debtColumns+` FROM case_debt WHERE county=$1 AND case_id=$2 ORDER BY id`, county, caseID)
	return scanDebts(rows, err)
}

// unreminded lists what is due by a day and was not called to mind.
func unreminded(ctx context.Context, tx *db.Tx, county civil.County, by civil.Date, limit int) ([]Debt, error) {
	rows, err := tx.Query(ctx, `SELECT `+debtColumns+` FROM case_debt WHERE county=$1 AND state='open' AND due_on <= $2 AND reminded_on IS NULL
		ORDER BY due_on, id LIMIT $3`, county, by.String(), limit)
	return scanDebts(rows, err)
}

func remindDebt(ctx context.Context, tx *db.Tx, county civil.County, d Debt, today civil.Date) error {
	_, err := tx.Exec(ctx, `UPDATE case_debt SET reminded_on=$4 WHERE county=$1 AND case_id=$2 AND id=$3`, county, d.caseID, d.id, today.String())
	return err
}

// settleDebt ends a debt once; false if it was settled before.
func settleDebt(ctx context.Context, tx *db.Tx, county civil.County, d Debt, to string, by access.Actor, today civil.Date) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE case_debt SET state=$4, settled_on=$5, settled_by=$6, settled_name=$7 WHERE county=$1 AND case_id=$2 AND id=$3 AND state='open'`,
		county, d.caseID, d.id, to, today.String(), by.User, by.Name)
	return n == 1, err
}

// voidDebts ends what an ended case still owed.
func voidDebts(ctx context.Context, tx *db.Tx, county civil.County, caseID int64, by access.Actor, today civil.Date) error {
	_, err := tx.Exec(ctx, `UPDATE case_debt SET state='void', settled_on=$3, settled_by=$4, settled_name=$5 WHERE county=$1 AND case_id=$2 AND state='open'`,
		county, caseID, today.String(), by.User, by.Name)
	return err
}

// stationKnown says whether the county has such a station.
func stationKnown(ctx context.Context, tx *db.Tx, county civil.County, id int64) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM station WHERE county=$1 AND id=$2`, county, id).Scan(&n)
	return n > 0, err
}
