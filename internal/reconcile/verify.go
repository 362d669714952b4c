package reconcile

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// What a finding says.
var (
	saysSealed = words.Text{Zh: "留存的对账单打不开：它或它的账户登记被改动", En: "the stored statement does not open: it, or the account it belongs to, was changed"}
	saysFile   = words.Text{Zh: "与留存的对账单不符", En: "it differs from the stored statement"}
	saysChain  = words.Text{Zh: "对账单前后不相接", En: "the statements do not join on to each other"}
	saysBooks  = words.Text{Zh: "与账上不符", En: "it differs from the books"}
	saysLine   = words.Text{Zh: "与它的明细不符", En: "it differs from its line"}
	saysOnce   = words.Text{Zh: "一笔明细必须正好在一个勾对里，或未达", En: "a line stands in exactly one match, or is open"}
	saysMatch  = words.Text{Zh: "勾对的两边不相等，或不是这样勾上的", En: "the match does not add up, or was not made like that"}
	saysAsked  = words.Text{Zh: "与人工勾对申请不符", En: "it differs from the request by hand"}
	saysNamed  = words.Text{Zh: "余额调节表在编制或签字以后被改动", En: "the table was changed after it was drawn up or signed"}
	saysTable  = words.Text{Zh: "余额调节表的数不相符", En: "the reconciliation table does not add up"}
)

// Verify holds everything stored against what proves it: statements against their sealed files, lines against their statements, matches
// against the lines of both sides, tables against the books of their day. It names what was changed. Who did what and when is the audit's.
func (r *Reconcile) Verify(ctx context.Context, county civil.County) (found []ledger.Finding, err error) {
	err = r.db.View(ctx, func(tx *db.Tx) error {
		found, err = r.VerifyIn(ctx, tx, county)
		return err
	})
	return found, err
}

// VerifyIn is Verify inside a snapshot that the ledger's own verification shares.
func (r *Reconcile) VerifyIn(ctx context.Context, tx *db.Tx, county civil.County) ([]ledger.Finding, error) {
	list, err := accounts(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	v := &verifier{r: r, tx: tx, county: county, found: []ledger.Finding{}}
	for _, a := range list {
		v.a, v.bank, v.books = a, map[int64]storedLine{}, map[int64]ledger.Movement{}
		for _, step := range []func(context.Context) error{v.account, v.statements, v.lines, v.matches, v.requests, v.tables} {
			if err := step(ctx); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(v.found, func(a, b ledger.Finding) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Record, b.Record), cmp.Compare(a.Column, b.Column))
	})
	return v.found, nil
}

type verifier struct {
	r      *Reconcile
	tx     *db.Tx
	county civil.County
	a      Account
	bank   map[int64]storedLine      // the account's statement lines
	books  map[int64]ledger.Movement // its movements in the books, up to the last matching
	late   map[int64]bool            // of these, what is no matter of this reconciliation
	hands  map[int64]storedMatch     // matches by hand, by request
	in     map[sideLine]member
	found  []ledger.Finding
}

func (v *verifier) add(table, record, column, expected, actual string, says words.Text) {
	if len(v.found) < ledger.MaxFindings {
		v.found = append(v.found, ledger.Finding{Table: table, Record: record, Column: column, Expected: expected, Actual: actual, What: says})
	}
}

// column is a value that must be another.
type column struct{ name, expected, actual string }

func (v *verifier) same(table, record string, says words.Text, all ...column) {
	for _, c := range all {
		if c.expected != c.actual {
			v.add(table, record, c.name, c.expected, c.actual, says)
		}
	}
}

func count[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }
func fen(f money.Fen) string          { return strconv.FormatInt(int64(f), 10) }

// account holds the beginning against the books of that moment.
func (v *verifier) account(ctx context.Context) error {
	record := v.a.ID.String()
	size, err := v.r.books.SizeIn(ctx, v.tx, v.county)
	if err != nil {
		return err
	}
	if v.a.fromSize < 1 || v.a.fromSize > size || v.a.seen > size || v.a.From == 0 {
		v.add("reconcile_account", record, "seen_seq", "≤ "+count(size), count(v.a.seen), saysBooks)
		return nil
	}
	before, err := v.r.books.BalanceAsOfIn(ctx, v.tx, v.county, v.a.ID, ledger.AsOf{Value: v.a.From - 1, Size: v.a.fromSize})
	if e := db.Fault(err); e != nil && e.Is(ledger.UnknownAccount) {
		v.add("reconcile_account", record, "account", "", record, saysBooks)
		return nil
	}
	if err != nil {
		return err
	}
	v.same("reconcile_account", record, saysBooks, column{"book_fen", fen(before.Own()), fen(v.a.opening)})
	return nil
}

// statements opens every stored file and holds its row and its lines against it.
func (v *verifier) statements(ctx context.Context) error {
	all, err := sealedStatements(ctx, v.tx, v.county, v.a)
	if err != nil {
		return err
	}
	last := Statement{}
	for _, x := range all {
		record := count(x.ID)
		content, err := v.r.box.Unseal(x.content, bound(v.county, v.a, x.ID))
		if err != nil {
			v.add("reconcile_statement", record, "content", "", "", saysSealed)
			continue
		}
		told, err := bank.ReadStatement(content)
		if err != nil {
			v.add("reconcile_statement", record, "content", "", err.Error(), saysFile)
			continue
		}
		sum := sha256.Sum256(content)
		b := bank.Balance{}
		if told.Balance != nil {
			b = *told.Balance
		}
		v.same("reconcile_statement", record, saysFile, column{"digest", hex.EncodeToString(sum[:]), x.Digest}, column{"account", v.a.Number, told.Account},
			column{"number", told.ID, x.Number}, column{"format", told.Format, x.Format}, column{"from_day", told.From.String(), x.fromDay}, column{"to_day", told.To.String(), x.toDay},
			column{"opening_fen", fen(b.Opening), fen(x.Balance.Opening)}, column{"credits_fen", fen(b.Credits), fen(x.Balance.Credits)},
			column{"debits_fen", fen(b.Debits), fen(x.Balance.Debits)}, column{"closing_fen", fen(b.Closing), fen(x.Balance.Closing)},
			column{"lines", count(len(told.Movements)), count(x.Lines)}, column{"n", strconv.FormatBool(told.Balance != nil), strconv.FormatBool(x.N > 0)})
		if x.N > 0 {
			v.same("reconcile_statement", record, saysChain, column{"n", count(last.N + 1), count(x.N)})
			if last.N > 0 {
				v.same("reconcile_statement", record, saysChain, column{"opening_fen", fen(last.Balance.Closing), fen(b.Opening)})
			}
			last = x.Statement
		}
		if err := v.told(ctx, x.Statement, told); err != nil {
			return err
		}
	}
	return nil
}

// told holds a statement's lines against what the file says.
func (v *verifier) told(ctx context.Context, s Statement, told bank.Statement) error {
	lines, err := linesOf(ctx, v.tx, v.county, s.ID)
	if err != nil {
		return err
	}
	if s.N > 0 && len(lines) != len(told.Movements) {
		v.add("reconcile_line", count(s.ID), "*", count(len(told.Movements)), count(len(lines)), saysFile)
	}
	for _, x := range lines {
		record := count(x.id)
		v.bank[x.id] = x.storedLine
		if x.account != int64(v.a.ID) {
			v.add("reconcile_line", record, "account", v.a.ID.String(), ledger.AccountID(x.account).String(), saysFile)
		}
		if x.line < 1 || x.line > int64(len(told.Movements)) {
			v.add("reconcile_line", record, "line", "", count(x.line), saysFile)
			continue
		}
		m := told.Movements[x.line-1]
		v.same("reconcile_line", record, saysFile, column{"day", m.Day.String(), x.dayText}, column{"amount_fen", fen(m.Amount), fen(x.amount)},
			column{"order_ref", m.Order, x.order}, column{"voucher_ref", m.Voucher, x.voucher}, column{"batch_ref", m.Batch, x.batch}, column{"their_ref", m.Ref, x.ref},
			column{"purpose", string(m.Purpose), string(x.purpose)})
		if x.undoes == 0 {
			continue
		}
		of, found, err := lineByID(ctx, v.tx, v.county, v.a, x.undoes)
		if err != nil {
			return err
		}
		if !found || !m.Back || of.order != x.order || of.amount != -x.amount {
			v.add("reconcile_line", record, "undoes", "", count(x.undoes), saysFile)
		}
	}
	return nil
}

// lines asks that every line of both sides stands in exactly one match or is open, as it came.
func (v *verifier) lines(ctx context.Context) error {
	v.late = map[int64]bool{}
	err := v.r.books.MovementsIn(ctx, v.tx, v.county, v.a.ID, 0, func(m ledger.Movement) error {
		m.Inputs, m.Plan = "", ""
		v.books[m.Seq] = m
		v.late[m.Seq] = m.Seq >= v.a.seen || !v.a.concerns(m)
		return nil
	})
	if err != nil {
		return err
	}
	if _, there := v.books[v.a.seen-1]; !there && v.a.seen != 0 {
		v.add("reconcile_account", v.a.ID.String(), "seen_seq", "", count(v.a.seen), saysBooks)
	}
	times := map[sideLine]int{}
	open, err := openLines(ctx, v.tx, v.county, v.a)
	if err != nil {
		return err
	}
	for _, l := range open {
		times[sideLine{l.Side, l.ID}]++
		record := lineRecord(l.Side, l.ID)
		want, there := v.line(l.Side, l.ID)
		if !there {
			v.add("reconcile_open", record, "line", "", count(l.ID), saysLine)
			continue
		}
		v.same("reconcile_open", record, saysLine, column{"day", want.Day.String(), l.Day.String()}, column{"amount_fen", fen(want.Amount), fen(l.Amount)},
			column{"order_ref", want.Order, l.Order}, column{"voucher_ref", want.Voucher, l.Voucher}, column{"batch_ref", want.Batch, l.Batch},
			column{"undoes", count(want.Undoes), count(l.Undoes)}, column{"cause", want.cause, l.cause})
	}
	members, err := allMembers(ctx, v.tx, v.county, v.a)
	if err != nil {
		return err
	}
	v.in = make(map[sideLine]member, len(members))
	for _, m := range members {
		key := sideLine{m.side, m.line}
		times[key]++
		v.in[key] = m
		want, there := v.line(m.side, m.line)
		if !there {
			v.add("reconcile_member", lineRecord(m.side, m.line), "line", "", count(m.line), saysLine)
			continue
		}
		v.same("reconcile_member", lineRecord(m.side, m.line), saysLine, column{"day", want.Day.String(), m.day.String()}, column{"amount_fen", fen(want.Amount), fen(m.amount)})
	}
	for seq := range v.books {
		if n := times[sideLine{Book, seq}]; !v.late[seq] && n != 1 {
			v.add("reconcile_open", lineRecord(Book, seq), "line", "1", count(n), saysOnce)
		}
	}
	for id := range v.bank {
		if n := times[sideLine{Bank, id}]; n != 1 {
			v.add("reconcile_open", lineRecord(Bank, id), "line", "1", count(n), saysOnce)
		}
	}
	return nil
}

func lineRecord(s Side, id int64) string { return fmt.Sprintf("%d/%d", s, id) }

// line is a line as it stands where it came from.
func (v *verifier) line(s Side, id int64) (openLine, bool) {
	if s == Bank {
		l, found := v.bank[id]
		return l.open(v.county), found
	}
	m, found := v.books[id]
	return bookLine(v.county, m), found && !v.late[id]
}
