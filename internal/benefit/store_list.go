package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// insertList writes a list's heading; false and the earlier one's id when the same file of the same source was taken in before.
func insertList(ctx context.Context, tx *db.Tx, actor access.Actor, f ListFile, digest string, r ListReport) (int64, bool, error) {
	id := tx.NewID()
	n, err := tx.Exec(ctx, `INSERT INTO gate_list (county, id, kind, source, purpose, as_of, digest, read_rows, matched, unknown, bad, by_user, by_name, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14) ON CONFLICT (county, kind, source, as_of, digest) DO NOTHING`,
		actor.County, id, f.Kind, f.Source, f.Purpose, f.AsOf.String(), digest, r.Rows, r.Matched, r.Unknown, len(r.Bad), actor.User, actor.Name, db.Micros(tx.Now()))
	if err != nil || n == 1 {
		return id, n == 1, err
	}
	err = tx.QueryRow(ctx, `SELECT id FROM gate_list WHERE county=$1 AND kind=$2 AND source=$3 AND as_of=$4 AND digest=$5`,
		actor.County, f.Kind, f.Source, f.AsOf.String(), digest).Scan(&id)
	return id, false, err
}

// insertListRows writes who on the list is on file here.
func insertListRows(ctx context.Context, tx *db.Tx, county civil.County, list int64, rows []listRow) error {
	i := 0
	_, err := tx.Bulk(ctx, "gate_list_row", []string{"county", "list", "line", "person", "since", "note"}, func() ([]any, bool) {
		for i < len(rows) && rows[i].person == 0 {
			i++
		}
		if i == len(rows) {
			return nil, false
		}
		r := rows[i]
		i++
		return []any{county, list, r.line, r.person, r.since.String(), r.note}, true
	})
	return err
}

// listHits finds people on the newest list of each source and kind. There are few rows on lists and many people in a run, so the
// lists are read whole when they are the smaller side.
func listHits(ctx context.Context, tx *db.Tx, county civil.County, people []int64) (map[int64][]ListHit, error) {
	asked := make(map[int64]bool, len(people))
	for _, p := range people {
		asked[p] = true
	}
	query := `SELECT l.kind, l.source, l.as_of, r.person, r.since, r.note FROM gate_list AS l JOIN gate_list_row AS r ON r.county=$1 AND r.list=l.id
		WHERE l.county=$1 AND NOT EXISTS (SELECT 1 FROM gate_list AS n WHERE n.county=$1 AND n.kind=l.kind AND n.source=l.source AND (n.as_of, n.id) > (l.as_of, l.id))`
	args := []any{county}
	if len(people) == 1 {
		query += ` AND r.person=$2`
		args = append(args, people[0])
	}
	rows, err := tx.Query(ctx, query+` ORDER BY l.kind, l.source`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	hits := map[int64][]ListHit{}
	for rows.Next() {
		var h ListHit
		var who int64
		var asOf, since string
		if err := rows.Scan(&h.Kind, &h.Source, &asOf, &who, &since, &h.Note); err != nil {
			return nil, err
		}
		if !asked[who] {
			continue
		}
		if h.AsOf, err = civil.ParseDate(asOf); err != nil {
			return nil, err
		}
		if h.Since, err = civil.ParseDate(since); err != nil {
			return nil, err
		}
		hits[who] = append(hits[who], h)
	}
	return hits, rows.Err()
}
