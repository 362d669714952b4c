package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

// untold are columns that the verification leaves to the audit: names and times of who did what, and what only explains.
var untold = []string{
	"reconcile_account.by_user", "reconcile_account.at", "reconcile_statement.by_user", "reconcile_statement.by_name", "reconcile_statement.at",
	"reconcile_match.at", "reconcile_match.by_user", "reconcile_request.asked_name", "reconcile_request.asked_at", "reconcile_request.decided_name",
	"reconcile_request.decided_at", "reconcile_request.reason", "reconcile_request.remark",
}

// full makes a month that has rows in every table: matches of every kind, a request of each state, a table with items and a difference.
func full(h *house) {
	first := march.FirstDay()
	h.last[spendingNumber] = opening - 3
	h.pay(9, first+8, 101, 16300, 20000, 4500)
	undone := h.post("voucher", "wrong", ledger.Line{Debit: basic, Credit: spending, Amount: 999, ValueDate: first + 9, Cause: "wrong"})
	h.post("voucher", "undo", ledger.Line{Kind: ledger.Reversal, Ref: undone.Seqs[0], ValueDate: first + 9, Cause: "undo"})
	h.post("voucher", "pair", ledger.Line{Debit: basic, Credit: spending, Amount: 300, ValueDate: first + 12, Cause: "a"},
		ledger.Line{Debit: basic, Credit: spending, Amount: 300, ValueDate: first + 12, Cause: "b"})
	h.post("voucher", "open", ledger.Line{Debit: basic, Credit: spending, Amount: 41, ValueDate: first + 20, Cause: "c"})
	h.take(h.statement(spendingNumber, "camt.054", first+8, first+8, bank.Movement{Amount: -40800, Batch: "RS430725-9", Ref: "L1", Purpose: bank.Payout}))
	h.take(h.statement(spendingNumber, "camt.053", first, first+8, bank.Movement{Amount: -40800, Batch: "RS430725-9", Ref: "L1", Purpose: bank.Payout}))
	h.take(h.statement(spendingNumber, "bank-csv", first+9, first+31, bank.Movement{Day: first + 12, Amount: -300, Ref: "L2"}, bank.Movement{Day: first + 12, Amount: -300},
		bank.Movement{Day: first + 15, Amount: -70, Order: "88"}, bank.Movement{Day: first + 16, Amount: 70, Order: "88", Purpose: bank.Returned, Back: true},
		bank.Movement{Day: first + 18, Amount: -500, Voucher: "12", Purpose: bank.Fee}))
	h.run(spending)
	p, err := h.r.Proposals(ctx, maker, spending)
	must(h.t, err)
	q, err := h.r.AskMatch(ctx, maker, spending, []int64{p[0].Book[0].Line}, []int64{p[0].Bank[0].Line}, "核对过凭证")
	must(h.t, err)
	q, err = h.r.Decide(ctx, checker, q.ID, true, "")
	must(h.t, err)
	_, err = h.r.AskUnmatch(ctx, maker, spending, q.Match, "再看")
	must(h.t, err)
	table, err := h.r.Prepare(ctx, maker, spending, march.LastDay(), "上年差错")
	must(h.t, err)
	_, err = h.r.Sign(ctx, checker, table.ID)
	must(h.t, err)
	h.allocate(first+4, 1000)
	h.take(h.statement(treasuryNumber, "treasury-csv", first, first+30, bank.Movement{Day: first + 4, Amount: -1000, Purpose: bank.Allocation}))
	h.run(treasury)
}

// Each column of each table is changed, one at a time; every change is found, and the record's table is named.
func TestEveryColumnIsHeld(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		full(h)
		h.clean()
		changed := map[string]int{}
		for _, table := range []string{"reconcile_account", "reconcile_statement", "reconcile_line", "reconcile_open", "reconcile_match", "reconcile_member",
			"reconcile_request", "reconcile_request_line", "reconcile_table", "reconcile_table_item"} {
			for _, c := range columnsOf(t, h.d, table) {
				name := table + "." + c.name
				if slices.Contains(untold, name) || c.name == "county" {
					continue
				}
				for _, to := range c.others() {
					found, tried := h.altered(table, c.name, to)
					if !tried {
						continue // the database itself refuses it
					}
					changed[table]++
					if len(found) == 0 {
						t.Errorf("%s changed to %s is not found", name, to)
					} else if !slices.ContainsFunc(found, func(f ledger.Finding) bool { return strings.HasPrefix(f.Table, "reconcile_") }) {
						t.Errorf("%s changed to %s: %+v", name, to, found)
					}
				}
			}
		}
		if len(changed) < 9 {
			t.Errorf("changes that the database lets through: %v", changed)
		}
		h.clean()
	})
}

type tableColumn struct {
	name string
	text bool
	blob bool
}

// others are expressions that change a column.
func (c tableColumn) others() []string {
	switch {
	case c.blob:
		return []string{"NULL", "reversed"}
	case strings.HasSuffix(c.name, "day"):
		return []string{"'2026-03-22'", "'2026-03-02'"}
	case c.name == "holder":
		return []string{"'treasury'"}
	case c.text:
		return []string{c.name + "||'7'"}
	}
	return []string{c.name + "+1", c.name + "-1", c.name + "+1000000"}
}

func columnsOf(t *testing.T, d *db.DB, table string) (all []tableColumn) {
	t.Helper()
	must(t, d.View(ctx, func(tx *db.Tx) error {
		q := `SELECT name, type FROM pragma_table_info('` + table + `')`
		if tx.Engine() == db.Postgres {
			q = `SELECT column_name, data_type FROM information_schema.columns WHERE table_name='` + table + `' ORDER BY ordinal_position`
		}
		rows, err := tx.Query(ctx, q)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name, kind string
			if err := rows.Scan(&name, &kind); err != nil {
				return err
			}
			kind = strings.ToLower(kind)
			all = append(all, tableColumn{name, strings.Contains(kind, "text"), strings.Contains(kind, "blob") || strings.Contains(kind, "bytea")})
		}
		return rows.Err()
	}))
	if len(all) == 0 {
		t.Fatalf("no columns of %s", table)
	}
	return all
}

// altered changes a column of the first row that lets it, verifies, and puts it back.
func (h *house) altered(table, name, to string) (found []ledger.Finding, tried bool) {
	h.t.Helper()
	undo := fmt.Errorf("undo")
	err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
		if to == "NULL" || to == "reversed" {
			if to == "NULL" {
				return nil
			}
			to = `x'00'`
			if tx.Engine() == db.Postgres {
				to = `'\x00'::bytea`
			}
		}
		key := "rowid"
		if tx.Engine() == db.Postgres {
			key = "ctid"
		}
		only := ""
		if name == "checked_by" {
			only = " AND how=8" // the others have none
		}
		n, err := tx.Exec(ctx, fmt.Sprintf(`UPDATE %s SET %s=%s WHERE %s=(SELECT min(%s) FROM %s WHERE county=%d%s)`, table, name, to, key, key, table, county, only))
		if err != nil || n != 1 {
			return nil // refused: PostgreSQL's transaction is over, SQLite's holds nothing
		}
		tried = true
		if found, err = h.r.VerifyIn(ctx, tx, county); err != nil {
			return err
		}
		return undo
	})
	if err != nil && err != undo && !strings.Contains(err.Error(), "hid a failed statement") {
		h.t.Errorf("%s.%s to %s: %v", table, name, to, err)
		return nil, false
	}
	return found, tried
}

// A row that is taken away or put in is found too.
func TestRowsTakenAwayAndPutIn(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		full(h)
		undo := fmt.Errorf("undo")
		for _, q := range []string{
			`DELETE FROM reconcile_open WHERE county=430725 AND side=1`, `DELETE FROM reconcile_open WHERE county=430725 AND side=2`,
			`DELETE FROM reconcile_table_item WHERE county=430725 AND side=2`, `DELETE FROM reconcile_member WHERE county=430725`,
			`DELETE FROM reconcile_line WHERE county=430725 AND amount_fen=-500`,
			`DELETE FROM reconcile_request_line WHERE county=430725 AND side=1`,
			`INSERT INTO reconcile_open (county, account, side, line, day, amount_fen, order_ref, voucher_ref, batch_ref, undoes, cause)
				SELECT county, account, side, line, day, amount_fen, '', '', '', 0, '' FROM reconcile_member WHERE county=430725 AND side=2`,
			`INSERT INTO reconcile_open (county, account, side, line, day, amount_fen, order_ref, voucher_ref, batch_ref, undoes, cause)
				SELECT county, account, side, line+99999, day, amount_fen, '', '', '', 0, '' FROM reconcile_open WHERE county=430725 AND side=1`,
		} {
			var found []ledger.Finding
			err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
				n, err := tx.Exec(ctx, q)
				if err != nil || n == 0 {
					return fmt.Errorf("%d rows: %w", n, err)
				}
				if found, err = h.r.VerifyIn(ctx, tx, county); err != nil {
					return err
				}
				return undo
			})
			if err != undo || len(found) == 0 {
				t.Errorf("%s: %d findings, %v", q, len(found), err)
			}
		}
		h.clean()
	})
}
