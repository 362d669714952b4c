package benefit

import (
	"bytes"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// answering writes an answer to a payment file, with one thing changed.
func answering(t *testing.T, file []byte, h bank.ReturnHeader, opening money.Fen, change func(line int, a *bank.Answer) (times int)) []byte {
	t.Helper()
	return answeringWith(t, file, h, func(paid money.Fen) bank.Balance {
		return bank.Balance{Opening: opening, Debits: paid, Closing: opening - paid}
	}, change)
}

// answeringWith writes an answer with the bank's balance as told.
func answeringWith(t *testing.T, file []byte, h bank.ReturnHeader, balance func(paid money.Fen) bank.Balance, change func(line int, a *bank.Answer) (times int)) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := bank.NewReturnWriter(&out, h)
	must(t, err)
	line := 0
	_, err = bank.ReadPayment(bytes.NewReader(file), func(o bank.Order) error {
		line++
		a := bank.Answer{ID: o.ID, Amount: o.Amount}
		times := 1
		if change != nil {
			times = change(line, &a)
		}
		for range times {
			if err := w.Answer(a); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	_, err = w.Close(balance(w.Totals().PaidFen))
	must(t, err)
	return out.Bytes()
}

// TestBadAnswers feeds every bad answer to a run: each has its own fault, and nothing changes.
func TestBadAnswers(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(5, march)
		r, f := h.filed(march)
		right := bank.ReturnHeader{Run: r.ID, County: county, Account: payingAccount(county, r.Kind), Period: march, Payment: f.Digest, Statement: "ST1", Value: march.FirstDay()}
		with := func(change func(*bank.ReturnHeader)) bank.ReturnHeader { h := right; change(&h); return h }
		good := answering(t, f.Content, right, 100000000, nil)
		cases := map[string]struct {
			content []byte
			want    *fail.Fault
		}{
			"empty":            {nil, bank.UnknownFormat},
			"the payment file": {f.Content, bank.WrongKind},
			"truncated":        {good[:len(good)-40], bank.Truncated},
			"damaged":          {bytes.Replace(good, []byte("|ACSC|"), []byte("|ACSX|"), 1), bank.Malformed},
			"edited":           {bytes.Replace(good, []byte("29600|ACSC"), []byte("29700|ACSC"), 1), bank.WrongTotal},
			"edited twice":     {[]byte(strings.NewReplacer("29600|ACSC", "29700|ACSC", "|148000|", "|148500|").Replace(string(good))), bank.WrongTotal},
			"another run":      {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.Run++ }), 1<<40, nil), OtherRun},
			"another county":   {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.County++ }), 1<<40, nil), OtherRun},
			"another account":  {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.Account += "x" }), 1<<40, nil), OtherRun},
			"another month":    {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.Period++ }), 1<<40, nil), OtherRun},
			"another file":     {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.Payment = strings.Repeat("0", 64) }), 1<<40, nil), OtherFile},
			"a foreign line":   {answering(t, f.Content, right, 1<<40, func(l int, a *bank.Answer) int { a.ID += int64(l / 3); return 1 }), ForeignLine},
			"a line twice":     {answering(t, f.Content, right, 1<<40, func(l int, _ *bank.Answer) int { return 1 + l/5 }), RepeatedLine},
			"an amount":        {answering(t, f.Content, right, 1<<40, func(l int, a *bank.Answer) int { a.Amount += money.Fen(l / 5); return 1 }), ChangedAmount},
			"a day long ago":   {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.Value = civil.DateOf(1970, 1, 1) }), 1<<40, nil), OddDay},
			"a day far ahead":  {answering(t, f.Content, with(func(h *bank.ReturnHeader) { h.Value = civil.DateOf(2199, 12, 31) }), 1<<40, nil), OddDay},
			"a line missing":   {answering(t, f.Content, right, 1<<40, func(l int, _ *bank.Answer) int { return 1 - l/5 }), MissingLines},
		}
		before, err := h.books.Balance(ctx, county, BooksOf(r.Kind).Bank)
		must(t, err)
		for name, c := range cases {
			_, err := h.pay.ImportReturn(ctx, maker, r.ID, c.content)
			if e := db.Fault(err); e == nil || !e.Is(c.want) {
				t.Errorf("%s: %v, want %s", name, err, c.want.Code)
			}
			if v, err := h.pay.Run(ctx, maker, r.ID); err != nil || v.State != Filed || v.Answer != nil {
				t.Fatalf("%s changed the run: %+v, %v", name, v, err)
			}
		}
		after, err := h.books.Balance(ctx, county, BooksOf(r.Kind).Bank)
		must(t, err)
		if before != after {
			t.Fatalf("bad answers moved the books: %+v, %+v", before, after)
		}
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, good)
		must(t, err)
		other := answering(t, f.Content, right, 100000001, nil)
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, other)
		wants(t, err, AnotherAnswer)
		h.sound()
	})
}

// TestAnswerInOtherFormats takes in a status report with the day's statement; the same answer as the bank's workbook, in another order, or
// as the program's own text is the same answer, and one that says something else is not.
func TestAnswerInOtherFormats(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(12, march)
		r, f := h.filed(march)
		practice := bank.Practice{Simulation: bank.Simulation{Seed: 2, ClosedIn10000: 3000, Opening: 100000000, Value: march.FirstDay() + 9}, Format: "pain.002"}
		said := func(p bank.Practice, kinds ...string) (files [][]byte) {
			message, _, err := bank.WritePayment("pain.001", f.Content)
			must(t, err)
			out, err := p.Answer(message)
			must(t, err)
			for _, kind := range kinds {
				for _, f := range out.Files {
					if f.Kind == kind {
						files = append(files, f.Content)
					}
				}
			}
			return files
		}
		_, err := h.pay.ImportReturn(ctx, maker, r.ID, said(practice, "answer")...)
		wants(t, err, bank.NoBalance)
		step, err := h.pay.ImportReturn(ctx, maker, r.ID, said(practice, "answer", "statement")...)
		must(t, err)
		if step.Already || step.Run.State != Settled {
			t.Fatalf("taken in: %+v", step)
		}
		for _, format := range []string{"pain.002", "xlsx", "fixed-gb18030", bank.Canonical} {
			again := practice
			again.Format, again.Reordered = format, 10000
			step, err := h.pay.ImportReturn(ctx, maker, r.ID, said(again, "answer", "statement")...)
			if err != nil || !step.Already {
				t.Errorf("the same answer as %s: %+v, %v", format, step, err)
			}
		}
		practice.Seed, practice.Format = 99, "xlsx"
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, said(practice, "answer")...)
		wants(t, err, AnotherAnswer)
		s, err := h.pay.Reconcile(ctx, maker, r.ID)
		must(t, err)
		if s.Difference != 0 || s.Returned == 0 {
			t.Errorf("reconciled: %+v", s)
		}
		h.sound()
	})
}

// TestReconciliation draws up statements that balance, that balance with an open item, and that do not.
func TestReconciliation(t *testing.T) {
	for _, c := range []struct {
		name       string
		balance    func(opening, paid money.Fen) bank.Balance
		later      money.Fen // booked after the answer
		difference money.Fen
		items      []ItemKind
	}{
		{"it balances", func(o, p money.Fen) bank.Balance { return bank.Balance{Opening: o, Debits: p, Closing: o - p} }, 0, 0, nil},
		{"interest that nobody booked", func(o, p money.Fen) bank.Balance {
			return bank.Balance{Opening: o, Credits: 77, Debits: p, Closing: o + 77 - p}
		}, 0, 0, []ItemKind{BankCredit}},
		{"a fee that nobody booked", func(o, p money.Fen) bank.Balance {
			return bank.Balance{Opening: o, Debits: p + 50, Closing: o - p - 50}
		}, 0, 0, []ItemKind{BankDebit}},
		{"a subsidy in transit", func(o, p money.Fen) bank.Balance { return bank.Balance{Opening: o, Debits: p, Closing: o - p} }, 5000, 0, []ItemKind{BookedLater}},
		{"a fen too little", func(o, p money.Fen) bank.Balance { return bank.Balance{Opening: o - 1, Debits: p, Closing: o - 1 - p} }, 0, -1, []ItemKind{Unexplained}},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
				h := build(t, d, 100000000)
				h.people(3, march)
				r, f := h.filed(march)
				const opening money.Fen = 100000000
				var out bytes.Buffer
				w, err := bank.NewReturnWriter(&out, bank.ReturnHeader{Run: r.ID, County: county, Account: payingAccount(county, r.Kind), Period: march,
					Payment: f.Digest, Statement: "ST1", Value: march.FirstDay()})
				must(t, err)
				_, err = bank.ReadPayment(bytes.NewReader(f.Content), func(o bank.Order) error { return w.Answer(bank.Answer{ID: o.ID, Amount: o.Amount}) })
				must(t, err)
				_, err = w.Close(c.balance(opening, w.Totals().PaidFen))
				must(t, err)
				_, err = h.pay.ImportReturn(ctx, maker, r.ID, out.Bytes())
				must(t, err)
				h.fund(c.later)
				s, err := h.pay.Reconcile(ctx, maker, r.ID)
				must(t, err)
				var kinds []ItemKind
				for _, i := range s.Items {
					kinds = append(kinds, i.Kind)
				}
				if s.Difference != c.difference || len(kinds) != len(c.items) || len(kinds) > 0 && kinds[0] != c.items[0] {
					t.Fatalf("%+v", s)
				}
				v, err := h.pay.Run(ctx, maker, r.ID)
				must(t, err)
				if finished := v.State == Reconciled; finished != (c.difference == 0) || v.Statement.Difference != c.difference {
					t.Fatalf("%s with a difference of %d: %+v", v.State, c.difference, v.Statement)
				}
				if c.difference != 0 {
					_, err = h.pay.Pay(ctx, maker, checker, county, march, h.bank, nil)
					wants(t, err, Unbalanced)
					return
				}
				h.sound()
			})
		})
	}
}

// TestAlteredPaymentsAreFound changes stored values behind the program's back, one at a time.
func TestAlteredPaymentsAreFound(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.sim.ClosedIn10000 = 3000
		h.people(12, march.Add(-1))
		o := h.run(march)
		if o.Returned == 0 || o.Posted == 0 {
			t.Fatalf("%+v", o)
		}
		h.sound()
		for _, c := range []struct {
			table, column, sql string
		}{
			{"payment_line", "basic_fen", `UPDATE payment_line SET basic_fen=basic_fen+1 WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment_line", "account_fen", `UPDATE payment_line SET account_fen=account_fen-1 WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment_line", "plan", `UPDATE payment_line SET plan='x' || plan WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment_line", "inputs", `UPDATE payment_line SET inputs='{"account":"1.00","paid-months":"180"}' WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment_line", "live", `UPDATE payment_line SET live=NOT live WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment_line", "person", `UPDATE payment_line SET person=person+1 WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment_line", "", `UPDATE payment_line SET month=month+2 WHERE county=$1 AND payment=$2 AND month=24314`},
			{"payment", "total_fen", `UPDATE payment SET basic_fen=basic_fen+5, total_fen=total_fen+5 WHERE county=$1 AND id=$2`},
			{"payment", "total_fen", `UPDATE payment SET account_fen=account_fen+5, total_fen=total_fen+5 WHERE county=$1 AND id=$2`},
			{"payment", "state", `UPDATE payment SET state='returned', return_code='AC04' WHERE county=$1 AND id=$2`},
			{"payment_chunk", "step", `UPDATE payment_chunk SET step='pended' WHERE county=$1 AND (run, chunk)=(SELECT run, chunk FROM payment WHERE county=$1 AND id=$2)`},
			{"entitlement", "due_from", `UPDATE entitlement SET due_from=due_from-1 WHERE county=$1 AND id=(SELECT entitlement FROM payment WHERE county=$1 AND id=$2)`},
			{"entitlement", "account_fen", `UPDATE entitlement SET account_fen=account_fen+1 WHERE county=$1 AND id=(SELECT entitlement FROM payment WHERE county=$1 AND id=$2)`},
			{"entitlement", "plan", `UPDATE entitlement SET plan='x' || plan WHERE county=$1 AND id=(SELECT entitlement FROM payment WHERE county=$1 AND id=$2)`},
			{"entitlement", "account_fen", `UPDATE entitlement SET inputs='{"account":"1.00","paid-months":"180"}' WHERE county=$1 AND id=(SELECT entitlement FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "digest", `UPDATE payment_file SET digest='x' || digest WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "content", `UPDATE payment_file SET content=$3 WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "closing_fen", `UPDATE payment_file SET closing_fen=closing_fen+1, credits_fen=credits_fen+1 WHERE direction='answer' AND county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "total_fen", `UPDATE payment_file SET total_fen=total_fen+1 WHERE direction='order' AND county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment", "bank_account", `UPDATE payment SET bank_account=bank_account+1 WHERE county=$1 AND id=$2`},
			{"payment", "bank_account", `UPDATE payment SET bank_account=(SELECT max(q.bank_account) FROM payment AS q WHERE q.county=$1 AND q.id<>$2) WHERE county=$1 AND id=$2`},
			{"pension_entry", "on_date", `UPDATE pension_entry SET on_date='2026-03-02' WHERE kind='payout' AND county=$1 AND cause=$2`},
			{"payment_file", "book_fen", `UPDATE payment_file SET book_fen=book_fen+1 WHERE direction='answer' AND county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "book_seq", `UPDATE payment_file SET book_seq=book_seq+1000000 WHERE direction='answer' AND county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "book_fen", `UPDATE payment_file SET book_fen=1 WHERE direction='order' AND county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"payment_file", "value_date", `UPDATE payment_file SET value_date='2026-99-99' WHERE direction='order' AND county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "pending_fen", `UPDATE reconciliation SET pending_fen=pending_fen+1 WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "value_date", `UPDATE reconciliation SET value_date='2026-99-99' WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "detail", `UPDATE reconciliation SET detail='[{' WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "detail", `UPDATE reconciliation SET detail='[]' WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "bank_fen", `UPDATE reconciliation SET bank_fen=bank_fen+1 WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "book_fen", `UPDATE reconciliation SET book_fen=book_fen+1 WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
			{"reconciliation", "difference_fen", `UPDATE reconciliation SET difference_fen=1 WHERE county=$1 AND run=(SELECT run FROM payment WHERE county=$1 AND id=$2)`},
		} {
			h.altered(o.Run, c.table, c.column, c.sql)
		}
		h.sound()
	})
}

// altered runs sql on a paid payment inside a transaction that is thrown away, and wants the cross-check to name the place.
func (h *house) altered(run int64, table, column, sql string) {
	t := h.t
	t.Helper()
	page, err := h.pay.Payments(ctx, maker, Filter{Run: run, State: Paid, Limit: 1})
	must(t, err)
	thrownAway := ledger.BadBatch.With()
	err = h.d.InCounty(ctx, county, func(tx *db.Tx) error {
		args := []any{county, page.Payments[0].ID}
		if strings.Contains(sql, "$3") {
			args = append(args, []byte("nothing"))
		}
		if n, err := tx.Exec(ctx, sql, args...); err != nil || n == 0 {
			t.Fatalf("%s: %d rows, %v", sql, n, err)
		}
		found, err := h.pay.VerifyIn(ctx, tx, county, nil)
		must(t, err)
		if len(found) == 0 {
			t.Errorf("%s: not found", sql)
		} else if found[0].Table != table || column != "" && found[0].Column != column {
			t.Errorf("%s: found as %+v", sql, found[0])
		}
		return thrownAway
	})
	if err != error(thrownAway) {
		t.Fatal(err)
	}
}

func TestMonthsOfTheTamperingTest(t *testing.T) {
	if civil.MonthOf(2026, 3) != 24314 {
		t.Fatalf("March 2026 is %d", civil.MonthOf(2026, 3))
	}
}
