package access

import (
	"context"
	"encoding/json"
	"time"

	"renshe/civil"
	"renshe/internal/db"
)

func selectSession(ctx context.Context, tx *db.Tx, key []byte) (data []byte, err error) {
	err = tx.QueryRow(ctx, `SELECT data FROM session WHERE token=$1 AND expires>$2`, key, db.Micros(tx.Now())).Scan(&data)
	return data, err
}

func upsertSession(ctx context.Context, tx *db.Tx, key, data []byte, expires time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO session (token, data, expires) VALUES ($1, $2, $3)
		ON CONFLICT (token) DO UPDATE SET data=excluded.data, expires=excluded.expires`, key, data, db.Micros(expires))
	return err
}

func deleteSession(ctx context.Context, tx *db.Tx, key []byte) error {
	_, err := tx.Exec(ctx, `DELETE FROM session WHERE token=$1`, key)
	return err
}

func deleteExpiredSessions(ctx context.Context, tx *db.Tx) (int64, error) {
	return tx.Exec(ctx, `DELETE FROM session WHERE expires<=$1`, db.Micros(tx.Now()))
}

func insertToken(ctx context.Context, tx *db.Tx, county civil.County, hash []byte, t Token) error {
	_, err := tx.Exec(ctx, `INSERT INTO api_token (county, hash, id, login_id, title, created, expires, revoked)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0)`, county, hash, t.ID, t.User, t.Title, db.Micros(t.Created), db.Micros(t.Expires))
	return err
}

func selectTokenUser(ctx context.Context, tx *db.Tx, county civil.County, hash []byte) (user int64, err error) {
	err = tx.QueryRow(ctx, `SELECT login_id FROM api_token WHERE county=$1 AND hash=$2 AND expires>$3 AND revoked=0`,
		county, hash, db.Micros(tx.Now())).Scan(&user)
	return user, err
}

func revokeToken(ctx context.Context, tx *db.Tx, county civil.County, id int64) (int64, error) {
	return tx.Exec(ctx, `UPDATE api_token SET revoked=$3 WHERE county=$1 AND id=$2 AND revoked=0`, county, id, db.Micros(tx.Now()))
}

func selectTokens(ctx context.Context, tx *db.Tx, county civil.County) ([]Token, error) {
	rows, err := tx.Query(ctx, `SELECT id, login_id, title, created, expires, revoked FROM api_token
		WHERE county=$1 ORDER BY id DESC`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Token
	for rows.Next() {
		var t Token
		var created, expires, revoked int64
		if err := rows.Scan(&t.ID, &t.User, &t.Title, &created, &expires, &revoked); err != nil {
			return nil, err
		}
		t.Created, t.Expires, t.Revoked = db.FromMicros(created), db.FromMicros(expires), db.FromMicros(revoked)
		all = append(all, t)
	}
	return all, rows.Err()
}

// lockCode makes the person's row if it is not there, locks it, and says how many codes were made since when.
func lockCode(ctx context.Context, tx *db.Tx, county civil.County, person int64, purpose string) (opened time.Time, issued int, err error) {
	_, err = tx.Exec(ctx, `INSERT INTO one_time_code (county, person, purpose, hash, tries, expires, opened, issued)
		VALUES ($1, $2, $3, $4, 0, 0, 0, 0) ON CONFLICT (county, person, purpose) DO NOTHING`, county, person, purpose, []byte{})
	if err != nil {
		return time.Time{}, 0, err
	}
	var us int64
	err = tx.QueryRow(ctx, `SELECT opened, issued FROM one_time_code WHERE county=$1 AND person=$2 AND purpose=$3`+tx.LockClause(),
		county, person, purpose).Scan(&us, &issued)
	return db.FromMicros(us), issued, err
}

func updateCode(ctx context.Context, tx *db.Tx, county civil.County, person int64, purpose string, hash []byte, opened time.Time, issued int) error {
	_, err := tx.Exec(ctx, `UPDATE one_time_code SET hash=$4, tries=0, expires=$5, opened=$6, issued=$7
		WHERE county=$1 AND person=$2 AND purpose=$3`,
		county, person, purpose, hash, db.Micros(tx.Now().Add(CodeLife)), db.Micros(opened), issued)
	return err
}

// redeem counts a try, then takes the code if it is the one: the first statement holds the row, so tries queue up.
func redeem(ctx context.Context, tx *db.Tx, county civil.County, person int64, purpose string, hash []byte) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE one_time_code SET tries=tries+1
		WHERE county=$1 AND person=$2 AND purpose=$3 AND tries<$4 AND expires>$5`,
		county, person, purpose, codeTries, db.Micros(tx.Now()))
	if err != nil || n == 0 {
		return false, err
	}
	n, err = tx.Exec(ctx, `UPDATE one_time_code SET hash=$5, expires=0
		WHERE county=$1 AND person=$2 AND purpose=$3 AND hash=$4`, county, person, purpose, hash, []byte{})
	return n == 1, err
}

func insertAct(ctx context.Context, tx *db.Tx, actor Actor, action, subject, detail string) error {
	_, err := tx.Exec(ctx, `INSERT INTO audit (county, id, at, login_id, login, role, action, subject, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		actor.County, tx.NewID(), db.Micros(tx.Now()), actor.User, actor.Login, actor.Role, action, subject, detail)
	return err
}

func insertLook(ctx context.Context, tx *db.Tx, actor Actor, person int64, purpose string) error {
	_, err := tx.Exec(ctx, `INSERT INTO look (county, person, id, at, login_id, name, role, station, purpose)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		actor.County, person, tx.NewID(), db.Micros(tx.Now()), actor.User, actor.Name, actor.Role, actor.Station, purpose)
	return err
}

func selectLooks(ctx context.Context, tx *db.Tx, county civil.County, person int64, limit int) ([]Look, error) {
	rows, err := tx.Query(ctx, `SELECT at, login_id, name, role, station, purpose FROM look
		WHERE county=$1 AND person=$2 ORDER BY id DESC LIMIT $3`, county, person, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Look
	for rows.Next() {
		var l Look
		var at int64
		if err := rows.Scan(&at, &l.User, &l.Name, &l.Role, &l.Station, &l.Purpose); err != nil {
			return nil, err
		}
		l.At = db.FromMicros(at)
		all = append(all, l)
	}
	return all, rows.Err()
}

func selectTrail(ctx context.Context, tx *db.Tx, county civil.County, subject string, limit int) ([]Act, error) {
	rows, err := tx.Query(ctx, `SELECT id, at, login_id, login, role, action, detail FROM audit
		WHERE county=$1 AND subject=$2 ORDER BY id DESC LIMIT $3`, county, subject, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Act
	for rows.Next() {
		a := Act{Subject: subject}
		var at int64
		var detail string
		if err := rows.Scan(&a.ID, &at, &a.User, &a.Login, &a.Role, &a.Action, &detail); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(detail), &a.Detail); err != nil {
			return nil, err
		}
		a.At = db.FromMicros(at)
		all = append(all, a)
	}
	return all, rows.Err()
}
