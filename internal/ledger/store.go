package ledger

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
)

// byList completes a query that ends with the column that ids are of. The ids are sorted, each once, and travel as one list. PostgreSQL is held to
// looking up one after the other by index: with an IN list and statistics that are behind, it reads the whole county for it. On SQLite, if none is
// left out between the first and the last, as in a batch that settles another, the rows are read side by side, and a few are named one by one.
func byList(tx *db.Tx, county civil.County, q string, ids []int64) (string, []any) {
	first, last := ids[0], ids[len(ids)-1]
	if tx.Engine() == db.SQLite && last-first == int64(len(ids))-1 {
		return q + ` BETWEEN $2 AND $3`, []any{county, first, last}
	}
	if tx.Engine() == db.SQLite && len(ids) <= fewLines {
		args, places := []any{county}, make([]string, len(ids))
		for i, id := range ids {
			args, places[i] = append(args, id), "$"+strconv.Itoa(i+2)
		}
		return q + ` IN (` + strings.Join(places, ",") + `)`, args
	}
	list := make([]byte, 0, 20*len(ids))
	for _, id := range ids {
		list = append(strconv.AppendInt(list, id, 10), ',')
	}
	text := string(list[:len(list)-1])
	if tx.Engine() == db.Postgres {
		return `SELECT x.* FROM unnest(CAST($2 AS BIGINT[])) AS i(id) CROSS JOIN LATERAL (` + q + ` = i.id OFFSET 0) AS x /* of the county that q names as $1 */`,
			[]any{county, "{" + text + "}"}
	}
	return q + ` IN (SELECT value FROM json_each($2))`, []any{county, "[" + text + "]"}
}

func eachRow(ctx context.Context, tx *db.Tx, scan func(*sql.Rows) error, q string, args ...any) error {
	rows, err := tx.Query(ctx, q, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readHead reads the log's edge without taking the county's turn; a log that nobody has begun is empty.
func readHead(ctx context.Context, tx *db.Tx, county civil.County) (headRow, error) {
	var h headRow
	err := tx.QueryRow(ctx, `SELECT size, frontier, at FROM log_head WHERE county=$1`, county).Scan(&h.size, &h.frontier, &h.at)
	if db.IsNoRows(err) {
		return headRow{frontier: make([]byte, 8)}, nil
	}
	return h, err
}

// lockedHead locks the log's edge.
func lockedHead(tx *db.Tx, county civil.County, into *headRow, found *bool) db.Question {
	return db.Question{Query: `SELECT size, frontier, at FROM log_head WHERE county=$1` + tx.LockClause(), Args: []any{county},
		Each: func(rows *sql.Rows) error {
			*found = true
			return rows.Scan(&into.size, &into.frontier, &into.at)
		}}
}

// newHead begins a county's log, if nobody has meanwhile.
func newHead(ctx context.Context, tx *db.Tx, county civil.County) error {
	_, err := tx.Exec(ctx, `INSERT INTO log_head (county, size, frontier, at) VALUES ($1,0,$2,0) ON CONFLICT (county) DO NOTHING`, county, make([]byte, 8))
	return err
}

func movedHead(county civil.County, h headRow) db.Statement {
	return db.Statement{Query: `UPDATE log_head SET size=$2, frontier=$3, at=$4 WHERE county=$1`, Args: []any{county, h.size, h.frontier, h.at}}
}

// knownOf asks what a posting has to know: the last checkpoint, the fund's last closed month, the batch with this number, and where the second
// tree stands. No row: nothing was ever signed, so nothing is there but perhaps the second tree's beginning.
func knownOf(county civil.County, fund Fund, batch int64, k *known) db.Question {
	return db.Question{Query: `SELECT c.size, c.root, c.note, c.at, (SELECT coalesce(max(p.month), 0) FROM period AS p WHERE p.county=$1 AND p.fund=$2),
			b.id, b.seq, b.first_seq, b.request_hash, h.size, h.frontier, s.root, s.note
		FROM (SELECT size, root, note, at FROM checkpoint WHERE county=$1 ORDER BY size DESC LIMIT 1) AS c
		LEFT JOIN batch AS b ON b.county=$1 AND b.id=$3
		LEFT JOIN sm_head AS h ON h.county=$1
		LEFT JOIN sm_checkpoint AS s ON s.county=$1 AND s.size=h.size`, Args: []any{county, fund, batch},
		Each: func(rows *sql.Rows) error {
			var b batchRow
			var id, seq, first, smSize sql.NullInt64
			var smNote sql.NullString
			err := rows.Scan(&k.last.size, &k.last.root, &k.last.note, &k.last.at, &k.closed, &id, &seq, &first, &b.requestHash, &smSize,
				&k.smHead.frontier, &k.smLast.root, &smNote)
			if id.Valid {
				b.county, b.id, b.seq, b.firstSeq = int64(county), id.Int64, seq.Int64, first.Int64
				k.batch = &b
			}
			if k.smOn = smSize.Valid; k.smOn {
				k.smHead.size, k.smLast.size, k.smLast.note = smSize.Int64, smSize.Int64, smNote.String
			}
			return err
		}}
}

func lastCheckpoint(ctx context.Context, tx *db.Tx, county civil.County) (c checkpointRow, err error) {
	err = tx.QueryRow(ctx, `SELECT size, root, note, at FROM checkpoint WHERE county=$1 ORDER BY size DESC LIMIT 1`, county).
		Scan(&c.size, &c.root, &c.note, &c.at)
	if db.IsNoRows(err) {
		return c, nil
	}
	return c, err
}

func checkpointAt(ctx context.Context, tx *db.Tx, county civil.County, size int64) (c checkpointRow, err error) {
	err = tx.QueryRow(ctx, `SELECT size, root, note, at FROM checkpoint WHERE county=$1 AND size=$2`, county, size).
		Scan(&c.size, &c.root, &c.note, &c.at)
	return c, err
}

// newCheckpoint stores a checkpoint as soon as it is signed.
func newCheckpoint(county civil.County, at int64, signed func() (checkpointRow, error)) db.Statement {
	return db.Statement{Query: `INSERT INTO checkpoint (county, size, root, note, at) VALUES ($1,$2,$3,$4,$5)`, Late: func() ([]any, error) {
		c, err := signed()
		return []any{county, c.size, c.root, c.note, at}, err
	}}
}

const accountColumns = `id, seq, fund, class, owner, title_zh, title_en, no_overdraft, opened_by, opened_at, checker, leaf,
	debits, credits, debits_reserved, debits_released, credits_reserved, credits_released, last_seq`

func scanAccount(row interface{ Scan(...any) error }, r *accountRow) error {
	return row.Scan(&r.county, &r.id, &r.seq, &r.fund, &r.class, &r.owner, &r.titleZh, &r.titleEn, &r.noOverdraft, &r.openedBy,
		&r.openedAt, &r.checker, &r.leaf, &r.debits, &r.credits, &r.debitsReserved, &r.debitsReleased, &r.creditsReserved, &r.creditsReleased, &r.lastSeq)
}

func accountOf(ctx context.Context, tx *db.Tx, county civil.County, id AccountID) (r accountRow, err error) {
	err = scanAccount(tx.QueryRow(ctx, `SELECT county, `+accountColumns+` FROM account WHERE county=$1 AND id=$2`, county, id), &r)
	if db.IsNoRows(err) {
		return r, UnknownAccount.With("account", id).On("account")
	}
	return r, err
}

// standingsOf asks what a posting needs of its accounts.
func standingsOf(tx *db.Tx, county civil.County, ids []int64, into map[AccountID]*standing) db.Question {
	all := make([]standing, 0, len(ids))
	q, args := byList(tx, county, `SELECT id, class, no_overdraft, owner, debits, credits, debits_reserved, debits_released, credits_reserved,
			credits_released, last_seq FROM account WHERE county=$1 AND id`, ids)
	return db.Question{Query: q, Args: args, Each: func(rows *sql.Rows) error {
		var id int64
		var closed truth
		var owner string
		all = append(all, standing{})
		s := &all[len(all)-1]
		err := rows.Scan(&id, &s.class, &closed, &owner, &s.debits, &s.credits, &s.debitsReserved, &s.debitsReleased, &s.creditsReserved,
			&s.creditsReleased, &s.lastSeq)
		s.noOverdraft, s.clearing = closed != 0, isClearing(owner)
		into[AccountID(id)] = s
		return err
	}}
}

// fundAccounts walks a fund's accounts in order of their numbers.
func fundAccounts(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, each func(*accountRow) error) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r accountRow
		if err := scanAccount(rows, &r); err != nil {
			return err
		}
		return each(&r)
	}, `SELECT county, `+accountColumns+` FROM account WHERE county=$1 AND id >= $2 AND id < $3 ORDER BY id`, county, fund.Account(0), (fund + 1).Account(0))
}

func newAccount(r *accountRow) db.Statement {
	return db.Statement{Query: `INSERT INTO account (county, ` + accountColumns + `)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,0,0,0,0,0,0,$3)`,
		Args: []any{r.county, r.id, r.seq, r.fund, r.class, r.owner, r.titleZh, r.titleEn, r.noOverdraft != 0, r.openedBy, r.openedAt, r.checker, r.leaf}}
}

var transferNames = []string{"county", "seq", "batch", "line", "fund", "debit", "credit", "amount_fen", "released_fen", "kind", "ref_seq",
	"code", "cause", "plan", "inputs", "period", "value_date", "posted_at", "debit_after", "credit_after", "leaf"}

const transferColumns = `seq, batch, line, fund, debit, credit, amount_fen, released_fen, kind, ref_seq,
	code, cause, plan, inputs, period, value_date, posted_at, debit_after, credit_after, leaf`

func scanTransfer(row interface{ Scan(...any) error }, r *transferRow) error {
	return row.Scan(&r.county, &r.seq, &r.batch, &r.line, &r.fund, &r.debit, &r.credit, &r.amount, &r.released, &r.kind, &r.ref,
		&r.code, &r.cause, &r.plan, &r.inputs, &r.period, &r.valueDate, &r.postedAt, &r.debitAfter, &r.creditAfter, &r.leaf)
}

func (r *transferRow) values(row []any) []any {
	return append(row[:0], r.county, r.seq, r.batch, r.line, r.fund, r.debit, r.credit, r.amount, r.released, r.kind, r.ref,
		r.code, r.cause, r.plan, r.inputs, r.period, r.valueDate, r.postedAt, r.debitAfter, r.creditAfter, r.leaf)
}

func newTransfer(r *transferRow) db.Statement {
	return db.Statement{Query: `INSERT INTO transfer (county, ` + transferColumns + `)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)`, Args: r.values(nil)}
}

// addTransfers stores many rows; ready waits until the first n of them are complete.
func addTransfers(ctx context.Context, tx *db.Tx, all []transferRow, ready func(n int)) error {
	row := make([]any, 0, len(transferNames))
	i := 0
	_, err := tx.Bulk(ctx, "transfer", transferNames, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		ready(i + 1)
		row = all[i].values(row)
		i++
		return row, true
	})
	return err
}

// selectEarlier looks each transfer up in the index of the settled and of the reversed: as lists of their own, and without statistics,
// SQLite would read the whole county for them.
const selectEarlier = `SELECT seq, fund, debit, credit, amount_fen, released_fen, kind, period,
		EXISTS (SELECT 1 FROM transfer AS s WHERE s.county=$1 AND s.ref_seq=t.seq AND s.kind IN (3, 4, 5, 7)),
		EXISTS (SELECT 1 FROM transfer AS s WHERE s.county=$1 AND s.ref_seq=t.seq AND s.kind = 6)
	FROM transfer AS t WHERE t.county=$1 AND t.seq`

// earlierIn reads the transfers that a batch refers to, and what became of them.
func earlierIn(ctx context.Context, tx *db.Tx, county civil.County, seqs []int64) (map[int64]*earlier, error) {
	known := make(map[int64]*earlier, len(seqs))
	all := make([]earlier, 0, len(seqs))
	q, args := byList(tx, county, selectEarlier, seqs)
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var seq, fund, kind int64
		all = append(all, earlier{})
		r := &all[len(all)-1]
		err := rows.Scan(&seq, &fund, &r.debit, &r.credit, &r.amount, &r.released, &kind, &r.period, &r.settled, &r.reversed)
		r.kind, r.fund = kindOf(kind), Fund(fund)
		known[seq] = r
		return err
	}, q, args...)
	return known, err
}

// endedBetween marks those of a row of transfers that were settled or reversed.
func endedBetween(ctx context.Context, tx *db.Tx, county civil.County, first, last int64, known map[int64]*earlier) error {
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var seq int64
		err := rows.Scan(&seq)
		known[seq].settled = true
		return err
	}, selectSettled, county, first, last)
	if err != nil {
		return err
	}
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var seq int64
		err := rows.Scan(&seq)
		known[seq].reversed = true
		return err
	}, selectReversed, county, first, last)
}

// The words are those of the two indexes: SQLite uses them only where it is said so.
const (
	selectSettled  = `SELECT ref_seq FROM transfer WHERE county=$1 AND ref_seq BETWEEN $2 AND $3 AND kind IN (3, 4, 5, 7)`
	selectReversed = `SELECT ref_seq FROM transfer WHERE county=$1 AND ref_seq BETWEEN $2 AND $3 AND kind = 6`
)

const batchColumns = `id, seq, first_seq, fund, kind, request_hash, lines, total_fen, maker, checker, cause, period, posted_at, leaf`

func scanBatch(row interface{ Scan(...any) error }, r *batchRow) error {
	return row.Scan(&r.county, &r.id, &r.seq, &r.firstSeq, &r.fund, &r.kind, &r.requestHash, &r.lines, &r.total, &r.maker, &r.checker,
		&r.cause, &r.period, &r.postedAt, &r.leaf)
}

// beyondOpening says whether a fund has batches other than its opening balances.
func beyondOpening(ctx context.Context, tx *db.Tx, county civil.County, fund Fund) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM (SELECT 1 FROM batch WHERE county=$1 AND fund=$2 AND kind<>'opening' LIMIT 1) AS other`,
		county, fund).Scan(&n)
	return n > 0, err
}

func newBatch(r *batchRow) db.Statement {
	return db.Statement{Query: `INSERT INTO batch (county, ` + batchColumns + `) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)`,
		Args: []any{r.county, r.id, r.seq, r.firstSeq, r.fund, r.kind, r.requestHash, r.lines, r.total, r.maker, r.checker, r.cause, r.period,
			r.postedAt, r.leaf}}
}

// seqsOf gives the places of a batch's lines, in the order of the lines.
func seqsOf(ctx context.Context, tx *db.Tx, county civil.County, batch int64) (seqs []int64, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var seq int64
		err := rows.Scan(&seq)
		seqs = append(seqs, seq)
		return err
	}, `SELECT seq FROM transfer WHERE county=$1 AND batch=$2 ORDER BY line`, county, batch)
	return seqs, err
}
