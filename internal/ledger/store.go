package ledger

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
)

// inSizes are the lengths of IN lists: few texts, so that engines keep their plans, and none much longer than needed. A list is
// filled up with its last number.
var inSizes = [...]int{1, 4, 16, 64, 256}

// inLists has "$2,$3 …" for each size: $1 is the county.
var inLists = func() (texts [len(inSizes)]string) {
	for i, size := range inSizes {
		all := make([]string, size)
		for k := range all {
			all[k] = "$" + strconv.Itoa(k+2)
		}
		texts[i] = strings.Join(all, ",")
	}
	return texts
}()

// eachIn runs a query that ends with an open "IN (" for all ids, and scan for every row.
func eachIn(ctx context.Context, tx *db.Tx, county civil.County, q string, ids []int64, scan func(*sql.Rows) error) error {
	for len(ids) > 0 {
		s := 0
		for s < len(inSizes)-1 && inSizes[s] < len(ids) {
			s++
		}
		n := min(inSizes[s], len(ids))
		args := make([]any, 1+inSizes[s])
		args[0] = county
		for i := range inSizes[s] {
			args[1+i] = ids[min(i, n-1)]
		}
		if err := eachRow(ctx, tx, scan, q+inLists[s]+")", args...); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
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

func lockHead(ctx context.Context, tx *db.Tx, county civil.County) (headRow, error) {
	var h headRow
	get := func() error {
		return tx.QueryRow(ctx, `SELECT size, frontier, at FROM log_head WHERE county=$1`+tx.LockClause(), county).
			Scan(&h.size, &h.frontier, &h.at)
	}
	err := get()
	if !db.IsNoRows(err) {
		return h, err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO log_head (county, size, frontier, at) VALUES ($1,0,$2,0)
		ON CONFLICT (county) DO NOTHING`, county, make([]byte, 8)); err != nil {
		return h, err
	}
	return h, get()
}

func moveHead(ctx context.Context, tx *db.Tx, county civil.County, h headRow) error {
	_, err := tx.Exec(ctx, `UPDATE log_head SET size=$2, frontier=$3, at=$4 WHERE county=$1`, county, h.size, h.frontier, h.at)
	return err
}

// knownOf reads what a posting has to know, in one query: the last checkpoint, the fund's last closed month, and the batch with this number.
func knownOf(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, batch int64) (k known, err error) {
	var b batchRow
	var id, seq, first sql.NullInt64
	err = tx.QueryRow(ctx, `SELECT c.size, c.root, c.note, c.at, (SELECT coalesce(max(p.month), 0) FROM period AS p WHERE p.county=$1 AND p.fund=$2),
			b.id, b.seq, b.first_seq, b.request_hash
		FROM (SELECT size, root, note, at FROM checkpoint WHERE county=$1 ORDER BY size DESC LIMIT 1) AS c
		LEFT JOIN batch AS b ON b.county=$1 AND b.id=$3`, county, fund, batch).
		Scan(&k.last.size, &k.last.root, &k.last.note, &k.last.at, &k.closed, &id, &seq, &first, &b.requestHash)
	if db.IsNoRows(err) { // nothing was ever signed, so nothing is there
		return k, nil
	}
	if id.Valid {
		b.county, b.id, b.seq, b.firstSeq = int64(county), id.Int64, seq.Int64, first.Int64
		k.batch = &b
	}
	return k, err
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

func addCheckpoint(ctx context.Context, tx *db.Tx, county civil.County, c checkpointRow) error {
	_, err := tx.Exec(ctx, `INSERT INTO checkpoint (county, size, root, note, at) VALUES ($1,$2,$3,$4,$5)`,
		county, c.size, c.root, c.note, c.at)
	return err
}

const accountColumns = `id, seq, fund, class, owner, title_zh, title_en, no_overdraft, opened_by, opened_at, leaf,
	debits, credits, debits_reserved, debits_released, credits_reserved, credits_released, last_seq`

func scanAccount(row interface{ Scan(...any) error }, r *accountRow) error {
	return row.Scan(&r.county, &r.id, &r.seq, &r.fund, &r.class, &r.owner, &r.titleZh, &r.titleEn, &r.noOverdraft, &r.openedBy,
		&r.openedAt, &r.leaf, &r.debits, &r.credits, &r.debitsReserved, &r.debitsReleased, &r.creditsReserved, &r.creditsReleased, &r.lastSeq)
}

func accountOf(ctx context.Context, tx *db.Tx, county civil.County, id AccountID) (r accountRow, err error) {
	err = scanAccount(tx.QueryRow(ctx, `SELECT county, `+accountColumns+` FROM account WHERE county=$1 AND id=$2`, county, id), &r)
	if db.IsNoRows(err) {
		return r, UnknownAccount.With("account", id).On("account")
	}
	return r, err
}

// standingsIn reads what a posting needs of its accounts.
func standingsIn(ctx context.Context, tx *db.Tx, county civil.County, ids []int64, into map[AccountID]*standing) error {
	all := make([]standing, 0, len(ids))
	return eachIn(ctx, tx, county, `SELECT id, class, no_overdraft, owner, debits, credits, debits_reserved, debits_released, credits_reserved,
			credits_released, last_seq FROM account WHERE county=$1 AND id IN (`, ids,
		func(rows *sql.Rows) error {
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
		})
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

func addAccount(ctx context.Context, tx *db.Tx, r *accountRow) error {
	_, err := tx.Exec(ctx, `INSERT INTO account (county, `+accountColumns+`)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,0,0,0,0,0,0,$3)`,
		r.county, r.id, r.seq, r.fund, r.class, r.owner, r.titleZh, r.titleEn, r.noOverdraft != 0, r.openedBy, r.openedAt, r.leaf)
	return err
}

var transferNames = []string{"county", "seq", "batch", "line", "fund", "debit", "credit", "amount_fen", "released_fen", "kind", "ref_seq",
	"code", "cause", "plan", "inputs", "period", "value_date", "posted_at", "debit_after", "credit_after", "leaf"}

const transferColumns = `seq, batch, line, fund, debit, credit, amount_fen, released_fen, kind, ref_seq,
	code, cause, plan, inputs, period, value_date, posted_at, debit_after, credit_after, leaf`

func scanTransfer(row interface{ Scan(...any) error }, r *transferRow) error {
	return row.Scan(&r.county, &r.seq, &r.batch, &r.line, &r.fund, &r.debit, &r.credit, &r.amount, &r.released, &r.kind, &r.ref,
		&r.code, &r.cause, &r.plan, &r.inputs, &r.period, &r.valueDate, &r.postedAt, &r.debitAfter, &r.creditAfter, &r.leaf)
}

// fewLines is up to how many lines are stored one by one: preparing a bulk costs more than they do.
const fewLines = 8

func (r *transferRow) values(row []any) []any {
	return append(row[:0], r.county, r.seq, r.batch, r.line, r.fund, r.debit, r.credit, r.amount, r.released, r.kind, r.ref,
		r.code, r.cause, r.plan, r.inputs, r.period, r.valueDate, r.postedAt, r.debitAfter, r.creditAfter, r.leaf)
}

// addTransfers stores the rows; ready waits until the first n of them are complete.
func addTransfers(ctx context.Context, tx *db.Tx, all []transferRow, ready func(n int)) error {
	row := make([]any, 0, len(transferNames))
	if len(all) <= fewLines {
		ready(len(all))
		for i := range all {
			row = all[i].values(row)
			if _, err := tx.Exec(ctx, `INSERT INTO transfer (county, `+transferColumns+`)
				VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)`, row...); err != nil {
				return err
			}
		}
		return nil
	}
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

// earlierIn reads the transfers that a batch refers to, and what became of them.
func earlierIn(ctx context.Context, tx *db.Tx, county civil.County, seqs []int64) (map[int64]*earlier, error) {
	known := make(map[int64]*earlier, len(seqs))
	err := eachIn(ctx, tx, county, `SELECT seq, fund, debit, credit, amount_fen, released_fen, kind, period FROM transfer WHERE county=$1 AND seq IN (`, seqs,
		func(rows *sql.Rows) error {
			var seq, fund, kind int64
			var r earlier
			if err := rows.Scan(&seq, &fund, &r.debit, &r.credit, &r.amount, &r.released, &kind, &r.period); err != nil {
				return err
			}
			r.kind, r.fund = kindOf(kind), Fund(fund)
			known[seq] = &r
			return nil
		})
	if err != nil {
		return nil, err
	}
	mark := func(q string, done func(*earlier)) error {
		return eachIn(ctx, tx, county, q, seqs, func(rows *sql.Rows) error {
			var ref int64
			if err := rows.Scan(&ref); err != nil {
				return err
			}
			if r := known[ref]; r != nil {
				done(r)
			}
			return nil
		})
	}
	// The kinds stand as the partial indexes have them, so that these are used.
	if err := mark(`SELECT ref_seq FROM transfer WHERE county=$1 AND kind IN (3, 4, 5, 7) AND ref_seq IN (`,
		func(r *earlier) { r.settled = true }); err != nil {
		return nil, err
	}
	err = mark(`SELECT ref_seq FROM transfer WHERE county=$1 AND kind = 6 AND ref_seq IN (`,
		func(r *earlier) { r.reversed = true })
	return known, err
}

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

func addBatch(ctx context.Context, tx *db.Tx, r *batchRow) error {
	_, err := tx.Exec(ctx, `INSERT INTO batch (county, `+batchColumns+`) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)`,
		r.county, r.id, r.seq, r.firstSeq, r.fund, r.kind, r.requestHash, r.lines, r.total, r.maker, r.checker, r.cause, r.period,
		r.postedAt, r.leaf)
	return err
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
