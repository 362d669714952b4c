package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/tlog"
)

// smHeadOf reads the second tree's edge; false: the county does not keep one.
func smHeadOf(ctx context.Context, tx *db.Tx, county civil.County) (h headRow, found bool, err error) {
	err = tx.QueryRow(ctx, `SELECT size, frontier FROM sm_head WHERE county=$1`, county).Scan(&h.size, &h.frontier)
	if db.IsNoRows(err) {
		return h, false, nil
	}
	return h, err == nil, err
}

func newSMHead(county civil.County, h headRow) db.Statement {
	return db.Statement{Query: `INSERT INTO sm_head (county, size, frontier) VALUES ($1,$2,$3)`, Args: []any{county, h.size, h.frontier}}
}

func movedSMHead(county civil.County, h headRow) db.Statement {
	return db.Statement{Query: `UPDATE sm_head SET size=$2, frontier=$3 WHERE county=$1`, Args: []any{county, h.size, h.frontier}}
}

// newSMCheckpoint stores a checkpoint of the second tree as soon as it is signed.
func newSMCheckpoint(county civil.County, signed func() (checkpointRow, error)) db.Statement {
	return db.Statement{Query: `INSERT INTO sm_checkpoint (county, size, root, note) VALUES ($1,$2,$3,$4)`, Late: func() ([]any, error) {
		c, err := signed()
		return []any{county, c.size, c.root, c.note}, err
	}}
}

func addSMCheckpoints(ctx context.Context, tx *db.Tx, county civil.County, all []checkpointRow) error {
	i := 0
	_, err := tx.Bulk(ctx, "sm_checkpoint", []string{"county", "size", "root", "note"}, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		c := &all[i]
		i++
		return []any{int64(county), c.size, c.root, c.note}, true
	})
	return err
}

// smCheckpointOver reads the first checkpoint of the second tree that has a record; its time is the first tree's.
func smCheckpointOver(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (c checkpointRow, err error) {
	err = tx.QueryRow(ctx, `SELECT s.size, s.root, s.note, c.at FROM sm_checkpoint AS s JOIN checkpoint AS c ON c.county=$1 AND c.size=s.size
		WHERE s.county=$1 AND s.size>$2 ORDER BY s.size LIMIT 1`, county, seq).Scan(&c.size, &c.root, &c.note, &c.at)
	return c, err
}

// smCheckpointAt reads the second tree's checkpoint of a size, with the first tree's time.
func smCheckpointAt(ctx context.Context, tx *db.Tx, county civil.County, size int64) (c checkpointRow, err error) {
	err = tx.QueryRow(ctx, `SELECT s.size, s.root, s.note, c.at FROM sm_checkpoint AS s JOIN checkpoint AS c ON c.county=$1 AND c.size=s.size
		WHERE s.county=$1 AND s.size=$2`, county, size).Scan(&c.size, &c.root, &c.note, &c.at)
	return c, err
}

func pageSMCheckpoints(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]checkpointRow, error) {
	return page(ctx, tx, `SELECT size, root, note FROM sm_checkpoint WHERE county=$1 AND size>$2 ORDER BY size LIMIT $3`, county, after,
		func(rows *sql.Rows, r *checkpointRow) error { return rows.Scan(&r.size, &r.root, &r.note) })
}

// recordsBetween reads the records of places lo to hi, hi excluded, and gives the bytes of each, in order.
func recordsBetween(ctx context.Context, tx *db.Tx, county civil.County, lo, hi int64) ([]leafBytes, error) {
	all, have := make([]leafBytes, hi-lo), int64(0)
	take := func(seq int64, b leafBytes) {
		if seq >= lo && seq < hi && all[seq-lo] == nil {
			all[seq-lo] = b
			have++
		}
	}
	for _, read := range []func() error{
		func() error {
			return eachRow(ctx, tx, func(rows *sql.Rows) error {
				var r transferRow
				err := scanTransfer(rows, &r)
				take(r.seq, r.bytes())
				return err
			}, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY seq`, county, lo, hi)
		},
		func() error {
			return eachRow(ctx, tx, func(rows *sql.Rows) error {
				var r batchRow
				err := scanBatch(rows, &r)
				take(r.seq, r.bytes())
				return err
			}, `SELECT county, `+batchColumns+` FROM batch WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY seq`, county, lo, hi)
		},
		func() error {
			return eachRow(ctx, tx, func(rows *sql.Rows) error {
				var r accountRow
				err := scanAccount(rows, &r)
				take(r.seq, r.bytes())
				return err
			}, `SELECT county, `+accountColumns+` FROM account WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY seq`, county, lo, hi)
		},
		func() error {
			return eachRow(ctx, tx, func(rows *sql.Rows) error {
				var r periodRow
				err := scanPeriod(rows, &r)
				take(r.seq, r.bytes())
				return err
			}, `SELECT county, `+periodColumns+` FROM period WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY seq`, county, lo, hi)
		},
		func() error {
			return eachRow(ctx, tx, func(rows *sql.Rows) error {
				var r documentRow
				err := scanDocument(rows, &r)
				take(r.seq, r.bytes())
				return err
			}, `SELECT county, `+documentColumns+` FROM document WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY seq`, county, lo, hi)
		},
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	if have != hi-lo {
		return nil, LogBroken.With()
	}
	return all, nil
}

// smLeavesBetween computes the second tree's leaves of places lo to hi, hi excluded, from the records: they are not stored.
func smLeavesBetween(ctx context.Context, tx *db.Tx, county civil.County, lo, hi int64) (tlog.Leaves, error) {
	records, err := recordsBetween(ctx, tx, county, lo, hi)
	if err != nil {
		return nil, err
	}
	all := make(tlog.Leaves, len(records))
	for i, b := range records {
		all[i] = smTree.Leaf(b)
	}
	return all, nil
}

func smNodesBetween(ctx context.Context, tx *db.Tx, county civil.County, level int, lo, hi int64, each func(place int64, h tlog.Hash)) error {
	return eachNode(ctx, tx, each, `SELECT place, hash FROM sm_node WHERE county=$1 AND level=$2 AND place>=$3 AND place<$4 ORDER BY place`,
		county, level, lo, hi)
}

func smNodesKept(ctx context.Context, tx *db.Tx, county civil.County, level int) (n int64, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(place)+1, 0) FROM sm_node WHERE county=$1 AND level=$2`, county, level).Scan(&n)
	return n, err
}

func dropSMNodes(ctx context.Context, tx *db.Tx, county civil.County) error {
	_, err := tx.Exec(ctx, `DELETE FROM sm_node WHERE county=$1`, county)
	return err
}
