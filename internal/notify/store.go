package notify

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/db"
)

// sealed is a message as the table holds it; To and Text are empty.
type sealed struct {
	Message
	to, text []byte
}

func insertMessage(ctx context.Context, tx *db.Tx, m Message, to, text []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO outbox
		(county, id, person, channel, idem_key, recipient, body, state, tries, due, created, settled, problem)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'ready', 0, $8, $9, 0, '') ON CONFLICT (county, idem_key) DO NOTHING`,
		m.County, m.ID, m.Person, m.Channel, m.Key, to, text, db.Micros(m.Due), db.Micros(m.Created))
	return err
}

// claimMessages takes what is due, and what a dead sender left: both states have their time in due. The choice is
// materialised: as a plain subquery with SKIP LOCKED PostgreSQL may run it once a row, and claim everything.
func claimMessages(ctx context.Context, tx *db.Tx, county civil.County, limit int) ([]sealed, error) {
	rows, err := tx.Query(ctx, `WITH mine AS MATERIALIZED (
			SELECT id FROM outbox WHERE county=$1 AND state IN ('ready', 'sending') AND due<=$3
			ORDER BY due, id LIMIT $4`+tx.SkipLocked()+`)
		UPDATE outbox SET state='sending', tries=tries+1, due=$2
		WHERE county=$1 AND state IN ('ready', 'sending') AND due<=$3 AND id IN (SELECT id FROM mine)
		RETURNING id, person, channel, idem_key, recipient, body, state, tries, due, created, settled`,
		county, db.Micros(tx.Now().Add(lease)), db.Micros(tx.Now()), limit)
	return scanMessages(rows, err, county)
}

// settleMessage notes a result if the claim is still ours: tries and due name the claim.
func settleMessage(ctx context.Context, tx *db.Tx, s sealed, state State, due time.Time, problem string) error {
	settled := int64(0)
	if state != Ready {
		settled = db.Micros(tx.Now())
	}
	_, err := tx.Exec(ctx, `UPDATE outbox SET state=$5, due=$6, settled=$7, problem=$8
		WHERE county=$1 AND id=$2 AND state='sending' AND tries=$3 AND due=$4`,
		s.County, s.ID, s.Tries, db.Micros(s.Due), state, db.Micros(due), settled, problem)
	return err
}

func selectRecent(ctx context.Context, tx *db.Tx, county civil.County, limit int) ([]sealed, error) {
	rows, err := tx.Query(ctx, `SELECT id, person, channel, idem_key, recipient, body, state, tries, due, created, settled
		FROM outbox WHERE county=$1 ORDER BY id DESC LIMIT $2`, county, limit)
	return scanMessages(rows, err, county)
}

func selectOf(ctx context.Context, tx *db.Tx, county civil.County, person int64, limit int) ([]sealed, error) {
	rows, err := tx.Query(ctx, `SELECT id, person, channel, idem_key, recipient, body, state, tries, due, created, settled
		FROM outbox WHERE county=$1 AND person=$2 ORDER BY id DESC LIMIT $3`, county, person, limit)
	return scanMessages(rows, err, county)
}

func scanMessages(rows *sql.Rows, err error, county civil.County) ([]sealed, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []sealed
	for rows.Next() {
		s := sealed{Message: Message{County: county}}
		var due, created, settled int64
		if err := rows.Scan(&s.ID, &s.Person, &s.Channel, &s.Key, &s.to, &s.text, &s.State, &s.Tries, &due, &created, &settled); err != nil {
			return nil, err
		}
		s.Due, s.Created, s.Settled = db.FromMicros(due), db.FromMicros(created), db.FromMicros(settled)
		all = append(all, s)
	}
	return all, rows.Err()
}

func countMessages(ctx context.Context, tx *db.Tx, county civil.County) (waiting, dead int64, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FILTER (WHERE state IN ('ready', 'sending')), count(*) FILTER (WHERE state='dead')
		FROM outbox WHERE county=$1`, county).Scan(&waiting, &dead)
	return waiting, dead, err
}

func deleteSettled(ctx context.Context, tx *db.Tx, county civil.County, before time.Time) (int64, error) {
	return tx.Exec(ctx, `DELETE FROM outbox WHERE county=$1 AND state IN ('sent', 'dead') AND settled<$2`, county, db.Micros(before))
}
