package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// exportTables are the files of an export in their order. A new column of a table is a new version of the format.
var exportTables = []exportTable{
	{"account", []string{"county", "id", "seq", "fund", "class", "owner", "title_zh", "title_en", "no_overdraft", "opened_by", "opened_at", "checker", "leaf",
		"debits", "credits", "debits_reserved", "debits_released", "credits_reserved", "credits_released", "last_seq"}, "iiiiitttbiiihiiiiiii",
		`SELECT county, id, seq, fund, class, owner, title_zh, title_en, no_overdraft, opened_by, opened_at, checker, leaf,
			debits, credits, debits_reserved, debits_released, credits_reserved, credits_released, last_seq
		FROM account WHERE county=$1 ORDER BY seq`, 2},
	{"transfer", transferNames, "iiiiiiiiiiittttitiiih",
		`SELECT county, seq, batch, line, fund, debit, credit, amount_fen, released_fen, kind, ref_seq,
			code, cause, plan, inputs, period, value_date, posted_at, debit_after, credit_after, leaf
		FROM transfer WHERE county=$1 ORDER BY seq`, 1},
	{"batch", []string{"county", "id", "seq", "first_seq", "fund", "kind", "request_hash", "lines", "total_fen", "maker", "checker", "cause", "period",
		"posted_at", "leaf"}, "iiiiithiiiitiih",
		`SELECT county, id, seq, first_seq, fund, kind, request_hash, lines, total_fen, maker, checker, cause, period, posted_at, leaf
		FROM batch WHERE county=$1 ORDER BY seq`, 2},
	{"period", []string{"county", "fund", "month", "seq", "accounts", "debits", "credits", "root", "closed_by", "closed_at", "checker", "leaf"}, "iiiiiiihiiih",
		`SELECT county, fund, month, seq, accounts, debits, credits, root, closed_by, closed_at, checker, leaf FROM period WHERE county=$1 ORDER BY seq`, -1},
	{"document", []string{"county", "seq", "fund", "kind", "account", "cause", "digest", "list", "lines", "total_fen", "added_by", "added_at", "leaf"}, "iiitithhiiiih",
		`SELECT county, seq, fund, kind, account, cause, digest, list, lines, total_fen, added_by, added_at, leaf FROM document WHERE county=$1 ORDER BY seq`, -1},
	{"snapshot", []string{"county", "fund", "month", "account", "debits", "credits"}, "iiiiii",
		`SELECT county, fund, month, account, debits, credits FROM snapshot WHERE county=$1 ORDER BY fund, month, account`, -1},
	{"turnover", []string{"county", "account", "period", "value_date", "debits", "credits"}, "iiitii",
		`SELECT county, account, period, value_date, debits, credits FROM turnover WHERE county=$1 ORDER BY account, period, value_date`, -1},
	{"checkpoint", []string{"county", "size", "root", "note", "at"}, "iihti",
		`SELECT county, size, root, note, at FROM checkpoint WHERE county=$1 ORDER BY size`, 1},
	{"sm_checkpoint", []string{"county", "size", "root", "note"}, "iiht",
		`SELECT county, size, root, note FROM sm_checkpoint WHERE county=$1 ORDER BY size`, 1},
	{"cosignature", []string{"county", "size", "witness", "line", "at"}, "iitti",
		`SELECT county, size, witness, line, at FROM cosignature WHERE county=$1 ORDER BY size, witness`, -1},
}

// eachWitness walks the keys of the witnesses that cosigned a county's checkpoints.
func eachWitness(ctx context.Context, tx *db.Tx, county civil.County, each func(key string)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		each(key)
		return err
	}, `SELECT DISTINCT witness FROM cosignature WHERE county=$1 ORDER BY witness`, county)
}

// closings walks a county's closings in the order of the log.
func closings(ctx context.Context, tx *db.Tx, county civil.County, each func(*periodRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r periodRow
		err := scanPeriod(rows, &r)
		each(&r)
		return err
	}, `SELECT county, `+periodColumns+` FROM period WHERE county=$1 ORDER BY seq`, county)
}

// everyAccount walks a county's accounts by number.
func everyAccount(ctx context.Context, tx *db.Tx, county civil.County, each func(*accountRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r accountRow
		err := scanAccount(rows, &r)
		each(&r)
		return err
	}, `SELECT county, `+accountColumns+` FROM account WHERE county=$1 ORDER BY id`, county)
}
