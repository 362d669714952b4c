package benefit

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

func insertListDraft(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, f ListFile, sealed []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO gate_list_draft (county, id, kind, source, purpose, as_of, content_sealed, by_user, at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
		actor.County, id, f.Kind, f.Source, f.Purpose, f.AsOf.String(), sealed, actor.User, db.Micros(tx.Now()))
	return err
}

func dropListDraft(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM gate_list_draft WHERE county=$1 AND id=$2 AND by_user=$3`, actor.County, id, actor.User)
	return err
}

func dropOldDrafts(ctx context.Context, tx *db.Tx, county civil.County, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM gate_list_draft WHERE county=$1 AND at<$2`, county, db.Micros(before))
	return err
}

func listDraft(ctx context.Context, tx *db.Tx, county civil.County, id int64) (f ListFile, sealed []byte, by int64, err error) {
	var asOf string
	err = tx.QueryRow(ctx, `SELECT kind, source, purpose, as_of, content_sealed, by_user FROM gate_list_draft WHERE county=$1 AND id=$2`, county, id).
		Scan(&f.Kind, &f.Source, &f.Purpose, &asOf, &sealed, &by)
	if db.IsNoRows(err) {
		return f, nil, 0, NoList.With()
	}
	if err == nil {
		f.AsOf, err = civil.ParseDate(asOf)
	}
	return f, sealed, by, err
}

// gateLists reads the lists that were taken in, the latest first; an id of 0 is all.
func gateLists(ctx context.Context, tx *db.Tx, county civil.County, id int64, limit int) ([]ListInfo, error) {
	rows, err := tx.Query(ctx, `SELECT l.id, l.kind, l.source, l.purpose, l.as_of, l.read_rows, l.matched, l.unknown, l.bad, l.by_user, l.by_name, l.at,
			NOT EXISTS (SELECT 1 FROM gate_list AS n WHERE n.county=$1 AND n.kind=l.kind AND n.source=l.source AND (n.as_of, n.id) > (l.as_of, l.id))
		FROM gate_list AS l WHERE l.county=$1 AND (l.id=$2 OR $2=0) ORDER BY l.id DESC LIMIT $3`, county, id, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []ListInfo
	for rows.Next() {
		var l ListInfo
		var asOf string
		var at int64
		if err := rows.Scan(&l.ID, &l.Kind, &l.Source, &l.Purpose, &asOf, &l.Rows, &l.Matched, &l.Unknown, &l.Bad, &l.By, &l.ByName, &at, &l.Current); err != nil {
			return nil, err
		}
		if l.AsOf, err = civil.ParseDate(asOf); err != nil {
			return nil, err
		}
		l.At = db.FromMicros(at)
		all = append(all, l)
	}
	return all, rows.Err()
}

func listedPeople(ctx context.Context, tx *db.Tx, county civil.County, list int64, limit int) ([]ListedPerson, error) {
	rows, err := tx.Query(ctx, `SELECT line, person, since, note FROM gate_list_row WHERE county=$1 AND list=$2 ORDER BY line LIMIT $3`, county, list, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []ListedPerson
	for rows.Next() {
		var p ListedPerson
		var since string
		if err := rows.Scan(&p.Line, &p.Person, &since, &p.Note); err != nil {
			return nil, err
		}
		if p.Since, err = civil.ParseDate(since); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// drawingOf says which of some people have an entitlement that is not stopped, person by person by index: lists are short beside a county.
func drawingOf(ctx context.Context, tx *db.Tx, county civil.County, people []int64) (map[int64]bool, error) {
	drawing := map[int64]bool{}
	for _, p := range people {
		var n int
		err := tx.QueryRow(ctx, `SELECT count(*) FROM entitlement WHERE county=$1 AND person=$2 AND status<>'stopped'`, county, p).Scan(&n)
		if err != nil {
			return nil, err
		}
		drawing[p] = n > 0
	}
	return drawing, nil
}

// heldPayments reads what the gate holds in runs that wait for approval.
func heldPayments(ctx context.Context, tx *db.Tx, county civil.County, hold string, after int64, limit int) ([]Payment, error) {
	rows, err := tx.Query(ctx, `SELECT p.id FROM payment_run AS r JOIN payment AS p ON p.county=$1 AND p.run=r.id AND p.state='held'
		WHERE r.county=$1 AND r.state='prepared' AND p.id>$2 AND (p.hold_code=$3 OR $3='') ORDER BY p.id LIMIT $4`, county, after, hold, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	all := make([]Payment, 0, len(ids))
	for _, id := range ids {
		p, err := payment(ctx, tx, county, id)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// unconfirmed reads active entitlements of a kind that nobody confirmed since a day.
func unconfirmed(ctx context.Context, tx *db.Tx, county civil.County, k Kind, since civil.Date, after int64, limit int) ([]Entitlement, error) {
	start := time.Date(since.Year(), time.Month(since.Month().Number()), since.Day(), 0, 0, 0, 0, civil.Beijing)
	return collectEntitlements(tx.Query(ctx, selectEntitlement+`kind=$2 AND status='active' AND id>$3
		AND (confirmed_on<>'' AND confirmed_on<$4 OR confirmed_on='' AND granted_at<$5) ORDER BY id LIMIT $6`, county, k, after, since.String(), db.Micros(start), limit))
}
