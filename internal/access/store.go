package access

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/words"
)

func insertCounty(ctx context.Context, tx *db.Tx, c County) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO tenant (county, name, opened, demo) VALUES ($1, $2, $3, $4)
		ON CONFLICT (county) DO NOTHING`, c.Code, c.Name, db.Micros(c.Opened), c.Demo)
	return n == 1, err
}

func selectCounty(ctx context.Context, tx *db.Tx, code civil.County) (County, error) {
	c := County{Code: code}
	var opened int64
	err := tx.QueryRow(ctx, `SELECT name, opened, demo FROM tenant WHERE county=$1`, code).Scan(&c.Name, &opened, &c.Demo)
	c.Opened = db.FromMicros(opened)
	return c, err
}

// selectCounties is the one statement that looks over all counties: it is how they are found.
func selectCounties(ctx context.Context, tx *db.Tx) ([]County, error) {
	rows, err := tx.Query(ctx, `SELECT county, name, opened, demo FROM tenant ORDER BY county`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []County
	for rows.Next() {
		var c County
		var opened int64
		if err := rows.Scan(&c.Code, &c.Name, &opened, &c.Demo); err != nil {
			return nil, err
		}
		c.Opened = db.FromMicros(opened)
		all = append(all, c)
	}
	return all, rows.Err()
}

func upsertSetting(ctx context.Context, tx *db.Tx, county civil.County, name, value string) error {
	_, err := tx.Exec(ctx, `INSERT INTO tenant_setting (county, name, value, changed) VALUES ($1, $2, $3, $4)
		ON CONFLICT (county, name) DO UPDATE SET value=excluded.value, changed=excluded.changed`,
		county, name, value, db.Micros(tx.Now()))
	return err
}

func selectSetting(ctx context.Context, tx *db.Tx, county civil.County, name string) (value string, err error) {
	err = tx.QueryRow(ctx, `SELECT value FROM tenant_setting WHERE county=$1 AND name=$2`, county, name).Scan(&value)
	return value, err
}

func insertUser(ctx context.Context, tx *db.Tx, u User) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO login_user
		(county, id, login, name, role, station, person, password, lang, disabled, created, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) ON CONFLICT (county, login) DO NOTHING`,
		u.County, u.ID, u.Login, u.Name, u.Role, u.Station, u.Person, u.Hash, u.Lang.String(), u.Disabled, db.Micros(tx.Now()))
	return n == 1, err
}

// updateUser writes a user that lockUser read; an empty Hash leaves the password.
func updateUser(ctx context.Context, tx *db.Tx, u User) error {
	_, err := tx.Exec(ctx, `UPDATE login_user SET disabled=$3, version=version+1,
		password=CASE WHEN $4='' THEN password ELSE $4 END WHERE county=$1 AND id=$2`, u.County, u.ID, u.Disabled, u.Hash)
	return err
}

type row interface{ Scan(...any) error }

func scanUser(r row, county civil.County, more ...any) (User, error) {
	u := User{County: county}
	var lang string
	err := r.Scan(append([]any{&u.ID, &u.Login, &u.Name, &u.Role, &u.Station, &u.Person, &lang, &u.Disabled}, more...)...)
	u.Lang = words.ParseLang(lang)
	return u, err
}

func selectUser(ctx context.Context, tx *db.Tx, county civil.County, id int64) (User, error) {
	return scanUser(tx.QueryRow(ctx, `SELECT id, login, name, role, station, person, lang, disabled
		FROM login_user WHERE county=$1 AND id=$2`, county, id), county)
}

func lockUser(ctx context.Context, tx *db.Tx, county civil.County, id int64) (User, error) {
	return scanUser(tx.QueryRow(ctx, `SELECT id, login, name, role, station, person, lang, disabled
		FROM login_user WHERE county=$1 AND id=$2`+tx.LockClause(), county, id), county)
}

func selectLogin(ctx context.Context, tx *db.Tx, county civil.County, login string) (u User, hash string, err error) {
	u, err = scanUser(tx.QueryRow(ctx, `SELECT id, login, name, role, station, person, lang, disabled, password
		FROM login_user WHERE county=$1 AND login=$2`, county, login), county, &hash)
	return u, hash, err
}

func selectUsers(ctx context.Context, tx *db.Tx, county civil.County) ([]User, error) {
	rows, err := tx.Query(ctx, `SELECT id, login, name, role, station, person, lang, disabled
		FROM login_user WHERE county=$1 ORDER BY login`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []User
	for rows.Next() {
		u, err := scanUser(rows, county)
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	return all, rows.Err()
}

// lockTry makes the count's row if it is not there, locks it and reads it.
func lockTry(ctx context.Context, tx *db.Tx, county civil.County, k tryKey) (failed int, last time.Time, err error) {
	_, err = tx.Exec(ctx, `INSERT INTO sign_in_try (county, login, source, failed, last) VALUES ($1, $2, $3, 0, $4)
		ON CONFLICT (county, login, source) DO NOTHING`, county, k.login, k.source, db.Micros(tx.Now()))
	if err != nil {
		return 0, time.Time{}, err
	}
	var us int64
	err = tx.QueryRow(ctx, `SELECT failed, last FROM sign_in_try WHERE county=$1 AND login=$2 AND source=$3`+tx.LockClause(),
		county, k.login, k.source).Scan(&failed, &us)
	return failed, db.FromMicros(us), err
}

func updateTry(ctx context.Context, tx *db.Tx, county civil.County, k tryKey) error {
	_, err := tx.Exec(ctx, `UPDATE sign_in_try SET failed=failed+1, last=$4 WHERE county=$1 AND login=$2 AND source=$3`,
		county, k.login, k.source, db.Micros(tx.Now()))
	return err
}

func deleteTry(ctx context.Context, tx *db.Tx, county civil.County, k tryKey) error {
	_, err := tx.Exec(ctx, `DELETE FROM sign_in_try WHERE county=$1 AND login=$2 AND source=$3`, county, k.login, k.source)
	return err
}

func giveBackTry(ctx context.Context, tx *db.Tx, county civil.County, k tryKey) error {
	_, err := tx.Exec(ctx, `UPDATE sign_in_try SET failed=failed-1 WHERE county=$1 AND login=$2 AND source=$3 AND failed>0`,
		county, k.login, k.source)
	return err
}

func deleteOldTries(ctx context.Context, tx *db.Tx, county civil.County, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM sign_in_try WHERE county=$1 AND last<$2`, county, db.Micros(before))
	return err
}
