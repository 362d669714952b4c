package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/tlog"
)

func witnesses(ctx context.Context, tx *db.Tx, county civil.County) (all []Witness, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var w Witness
		var asked, answered int64
		err := rows.Scan(&w.Name, &w.URL, &w.Key, &w.Size, &asked, &w.Problem, &answered)
		if asked > 0 {
			w.AskedAt = db.FromMicros(asked)
		}
		if answered > 0 {
			w.AnsweredAt = db.FromMicros(answered)
		}
		all = append(all, w)
		return err
	}, `SELECT name, url, key, size, asked_at, problem, answered_at FROM witness WHERE county=$1 ORDER BY name`, county)
	return all, err
}

func putWitness(ctx context.Context, tx *db.Tx, county civil.County, w Witness) error {
	_, err := tx.Exec(ctx, `INSERT INTO witness (county, name, url, key, size, asked_at, problem, answered_at) VALUES ($1,$2,$3,$4,0,0,'',0)
		ON CONFLICT (county, name) DO UPDATE SET url=excluded.url`, county, w.Name, w.URL, w.Key)
	return err
}

func witnessAnswered(ctx context.Context, tx *db.Tx, county civil.County, name string, size, at int64, problem string) error {
	_, err := tx.Exec(ctx, `UPDATE witness SET size=$3, asked_at=$4, problem=$5, answered_at=CASE WHEN $5='' THEN $4 ELSE answered_at END
		WHERE county=$1 AND name=$2`, county, name, size, at, problem)
	return err
}

// addCosignature keeps a signature; the same witness under the same checkpoint again says nothing new.
func addCosignature(ctx context.Context, tx *db.Tx, county civil.County, size int64, key, line string, at int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO cosignature (county, size, witness, line, at) VALUES ($1,$2,$3,$4,$5)
		ON CONFLICT (county, size, witness) DO NOTHING`, county, size, key, line, at)
	return err
}

// leavesBetween reads the stored leaves of places lo to hi, hi excluded, in order.
func leavesBetween(ctx context.Context, tx *db.Tx, county civil.County, lo, hi int64) (tlog.Leaves, error) {
	all := make(tlog.Leaves, 0, hi-lo)
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var seq int64
		var raw []byte
		if err := rows.Scan(&seq, &raw); err != nil {
			return err
		}
		leaf, err := tlog.ParseHash(raw)
		if err != nil || seq != lo+int64(len(all)) {
			return LogBroken.With().From(err)
		}
		all = append(all, leaf)
		return nil
	}, `SELECT seq, leaf FROM transfer WHERE county=$1 AND seq>=$2 AND seq<$3
		UNION ALL SELECT seq, leaf FROM batch WHERE county=$1 AND seq>=$2 AND seq<$3
		UNION ALL SELECT seq, leaf FROM account WHERE county=$1 AND seq>=$2 AND seq<$3
		UNION ALL SELECT seq, leaf FROM document WHERE county=$1 AND seq>=$2 AND seq<$3
		UNION ALL SELECT seq, leaf FROM period WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY 1`, county, lo, hi)
	if err == nil && int64(len(all)) != hi-lo {
		err = LogBroken.With()
	}
	return all, err
}

// nodesBetween reads kept subtree roots of a level, at places lo to hi, hi excluded.
func nodesBetween(ctx context.Context, tx *db.Tx, county civil.County, level int, lo, hi int64, each func(place int64, h tlog.Hash)) error {
	return eachNode(ctx, tx, each, `SELECT place, hash FROM log_node WHERE county=$1 AND level=$2 AND place>=$3 AND place<$4 ORDER BY place`,
		county, level, lo, hi)
}

func eachNode(ctx context.Context, tx *db.Tx, each func(place int64, h tlog.Hash), q string, args ...any) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var place int64
		var raw []byte
		if err := rows.Scan(&place, &raw); err != nil {
			return err
		}
		if h, err := tlog.ParseHash(raw); err == nil {
			each(place, h)
		}
		return nil
	}, q, args...)
}

// nodesKept is how many complete subtrees of a level are kept from the beginning on.
func nodesKept(ctx context.Context, tx *db.Tx, county civil.County, level int) (n int64, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(place)+1, 0) FROM log_node WHERE county=$1 AND level=$2`, county, level).Scan(&n)
	return n, err
}

func keepNodes(ctx context.Context, tx *db.Tx, table string, county civil.County, level int, from int64, all []tlog.Hash) error {
	i := 0
	_, err := tx.Bulk(ctx, table, []string{"county", "level", "place", "hash"}, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		row := []any{int64(county), int64(level), from + int64(i), all[i][:]}
		i++
		return row, true
	})
	return err
}

func dropNodes(ctx context.Context, tx *db.Tx, county civil.County) error {
	_, err := tx.Exec(ctx, `DELETE FROM log_node WHERE county=$1`, county)
	return err
}

// cosignedFrom is the first checkpoint of at least this size that a witness cosigned, with the first witness's key and line; 0: there is none.
func cosignedFrom(ctx context.Context, tx *db.Tx, county civil.County, least int64) (size int64, key, line string, err error) {
	err = tx.QueryRow(ctx, `SELECT size, witness, line FROM cosignature WHERE county=$1 AND size>=$2 ORDER BY size, witness LIMIT 1`, county, least).
		Scan(&size, &key, &line)
	if db.IsNoRows(err) {
		return 0, "", "", nil
	}
	return size, key, line, err
}

// eachCosigned reads every cosignature with the root of the checkpoint that it is under.
func eachCosigned(ctx context.Context, tx *db.Tx, county civil.County, each func(*cosignedRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r cosignedRow
		if err := rows.Scan(&r.size, &r.witness, &r.line, &r.at, &r.root); err != nil {
			return err
		}
		each(&r)
		return nil
	}, `SELECT s.size, s.witness, s.line, s.at, c.root FROM cosignature AS s LEFT JOIN checkpoint AS c ON c.county=$1 AND c.size=s.size
		WHERE s.county=$1 ORDER BY s.size, s.witness`, county)
}
