package reconcile

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

const requestColumns = `id, account, action, match_id, reason, state, asked_by, asked_name, asked_at, coalesce(decided_by, 0), coalesce(decided_name, ''),
	coalesce(decided_at, 0), remark`

func scanRequest(row interface{ Scan(...any) error }, q *Request) error {
	var asked, decided int64
	err := row.Scan(&q.ID, &q.Account, &q.Action, &q.Match, &q.Reason, &q.State, &q.AskedBy, &q.AskedName, &asked, &q.DecidedBy, &q.Decided, &decided, &q.Remark)
	q.AskedAt = db.FromMicros(asked)
	if decided > 0 {
		q.DecidedAt = db.FromMicros(decided)
	}
	return err
}

func insertRequest(ctx context.Context, tx *db.Tx, county civil.County, q Request) error {
	_, err := tx.Exec(ctx, `INSERT INTO reconcile_request (county, id, account, action, match_id, reason, state, asked_by, asked_name, asked_at, remark)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
		county, q.ID, q.Account, q.Action, q.Match, q.Reason, q.State, q.AskedBy, q.AskedName, db.Micros(q.AskedAt), q.Remark)
	if err != nil {
		return err
	}
	for side, ids := range map[Side][]int64{Book: q.Book, Bank: q.Bank} {
		for _, id := range ids {
			if _, err := tx.Exec(ctx, `INSERT INTO reconcile_request_line (county, request, side, line) VALUES ($1,$2,$3,$4)`, county, q.ID, side, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func setRequest(ctx context.Context, tx *db.Tx, county civil.County, q Request) error {
	_, err := tx.Exec(ctx, `UPDATE reconcile_request SET state=$3, match_id=$4, decided_by=$5, decided_name=$6, decided_at=$7, remark=$8 WHERE county=$1 AND id=$2`,
		county, q.ID, q.State, q.Match, q.DecidedBy, q.Decided, db.Micros(q.DecidedAt), q.Remark)
	return err
}

func requestByID(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock bool) (q Request, found bool, err error) {
	text := `SELECT ` + requestColumns + ` FROM reconcile_request WHERE county=$1 AND id=$2`
	if lock {
		text += tx.LockClause()
	}
	err = scanRequest(tx.QueryRow(ctx, text, county, id), &q)
	if db.IsNoRows(err) {
		return q, false, nil
	}
	if err != nil {
		return q, false, err
	}
	return q, true, requestLines(ctx, tx, county, &q)
}

func requestLines(ctx context.Context, tx *db.Tx, county civil.County, q *Request) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var side Side
		var id int64
		err := rows.Scan(&side, &id)
		if side == Book {
			q.Book = append(q.Book, id)
		} else {
			q.Bank = append(q.Bank, id)
		}
		return err
	}, `SELECT side, line FROM reconcile_request_line WHERE county=$1 AND request=$2 ORDER BY side, line`, county, q.ID)
}

func requests(ctx context.Context, tx *db.Tx, county civil.County, account ledger.AccountID, waiting bool, limit int) (all []Request, err error) {
	only := ""
	if waiting {
		only = "asked"
	}
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var q Request
		err := scanRequest(rows, &q)
		all = append(all, q)
		return err
	}, `SELECT `+requestColumns+` FROM reconcile_request WHERE county=$1 AND (account=$2 OR $2=0) AND (state=$3 OR $3='') ORDER BY id DESC LIMIT $4`,
		county, account, only, limit)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := requestLines(ctx, tx, county, &all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// askedLines are the lines of an account that a request waits for.
func askedLines(ctx context.Context, tx *db.Tx, county civil.County, a Account) (map[sideLine]bool, error) {
	all := map[sideLine]bool{}
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var l sideLine
		err := rows.Scan(&l.side, &l.id)
		all[l] = true
		return err
	}, `SELECT l.side, l.line FROM reconcile_request AS q JOIN reconcile_request_line AS l ON l.county=$1 AND l.request=q.id
		WHERE q.county=$1 AND q.account=$2 AND q.state='asked'`, county, a.ID)
	return all, err
}

// keepApart notes which lines a request took apart.
func keepApart(ctx context.Context, tx *db.Tx, county civil.County, q Request, all []member) error {
	i := 0
	_, err := tx.Bulk(ctx, "reconcile_request_line", []string{"county", "request", "side", "line"}, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		m := &all[i]
		i++
		return []any{int64(county), q.ID, int64(m.side), m.line}, true
	})
	return err
}

// apartLines are the lines of an account whose match two persons ended.
func apartLines(ctx context.Context, tx *db.Tx, county civil.County, a Account) (map[sideLine]bool, error) {
	all := map[sideLine]bool{}
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var l sideLine
		err := rows.Scan(&l.side, &l.id)
		all[l] = true
		return err
	}, `SELECT l.side, l.line FROM reconcile_request AS q JOIN reconcile_request_line AS l ON l.county=$1 AND l.request=q.id
		WHERE q.county=$1 AND q.account=$2 AND q.action='unmatch' AND q.state='applied'`, county, a.ID)
	return all, err
}

// askedUnmatch says whether the end of a match is asked for already.
func askedUnmatch(ctx context.Context, tx *db.Tx, county civil.County, match int64) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM reconcile_request WHERE county=$1 AND match_id=$2 AND state='asked' AND match_id>0`, county, match).Scan(&n)
	return n > 0, err
}
