package reconcile

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// A month with everything: a run, an allocation, what the bank took and nobody booked, what was booked on the last day.
func TestMonth(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		h.pay(9, first+8, 101, 16300, 20000, 4500)
		h.allocate(first+4, 500_000_00)
		h.post("voucher", "interest", ledger.Line{Debit: spending, Credit: income, Amount: 1234, ValueDate: first + 20, Cause: "interest"})
		h.post("voucher", "last", ledger.Line{Debit: basic, Credit: spending, Amount: 777, ValueDate: first + 30, Cause: "voucher:3"})
		s := h.take(h.statement(spendingNumber, "camt.053", first, first+8, bank.Movement{Day: first + 5, Amount: 500_000_00, Purpose: bank.Allocation},
			bank.Movement{Amount: -40800, Batch: "RS430725-9"}))
		if s.N != 1 || s.GapFrom != 0 || s.Lines != 2 {
			t.Errorf("%+v", s)
		}
		if s = h.take(h.statement(spendingNumber, "bank-csv", first+11, first+30, bank.Movement{Day: first + 20, Amount: 1234}, bank.Movement{Amount: -500, Purpose: bank.Fee})); s.Gap() != 2 {
			t.Errorf("%d days without a statement are told, not 2", s.Gap())
		}
		h.take(h.statement(spendingNumber, "bank-xlsx", first+31, first+31, bank.Movement{Amount: -777, Purpose: bank.Payout}))
		h.take(h.statement(treasuryNumber, "treasury-xlsx", first, first+30, bank.Movement{Day: first + 4, Amount: -500_000_00, Purpose: bank.Allocation}))

		out := h.run(spending)
		if out.Seen != 6 || out.Matches != 4 || out.By[ByBatch] != 1 || out.By[Exact] != 3 || out.Open != 1 || out.OpenBank != -500 {
			t.Errorf("%+v", out)
		}
		if again := h.run(spending); again.Seen != 0 || again.Matches != 0 || again.Open != 1 {
			t.Errorf("the second time: %+v", again)
		}
		h.run(treasury)
		h.clean()

		table, err := h.r.Prepare(ctx, maker, spending, march.LastDay(), "")
		must(t, err)
		if table.Difference != 0 || table.Sums[BookOut] != 777 || table.Sums[BankOut] != 500 || table.Counts[BookOut] != 1 || !table.Items[0].Later ||
			table.Book != opening+500_000_00+1234-40800-777 || table.BankAdjusted() != table.BookAdjusted() {
			t.Errorf("%+v", table)
		}
		if _, err := h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, march); !errors.Is(err, TableUnsigned) && !errors.Is(err, TableMissing) {
			t.Errorf("closed with %v", err)
		}
		_, err = h.r.Sign(ctx, both, table.ID)
		if e := db.Fault(err); e == nil || !e.Is(OwnTable) || !strings.Contains(e.Rule, "第三十七条") {
			t.Errorf("the same person signs: %v", err)
		}
		if _, err := h.r.Sign(ctx, maker, table.ID); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an accountant signs: %v", err)
		}
		table, err = h.r.Sign(ctx, checker, table.ID)
		must(t, err)
		if _, err := h.r.Sign(ctx, checker, table.ID); !errors.Is(err, SignedAlready) {
			t.Errorf("signed twice: %v", err)
		}
		if _, err := h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, march); !errors.Is(err, TableMissing) {
			t.Errorf("closed without the treasury's table: %v", err)
		}
		other, err := h.r.Prepare(ctx, maker, treasury, march.LastDay(), "")
		must(t, err)
		_, err = h.r.Sign(ctx, checker, other.ID)
		must(t, err)
		_, err = h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, march)
		must(t, err)
		h.clean()
		april, err := h.r.Show(ctx, maker, spending, first+31)
		must(t, err)
		if april.Difference != 0 || april.Counts[BookOut] != 0 || april.Sums[BankOut] != 500 {
			t.Errorf("the first of April: %+v", april)
		}
	})
}

func TestCountyMaySwitchTheGuardOff(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		if err := h.r.SetRules(ctx, maker, Rules{Window: 3, AlarmDays: 30}); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an accountant changes the rules: %v", err)
		}
		if err := h.r.SetRules(ctx, checker, Rules{Window: 99, AlarmDays: 30}); !errors.Is(err, BadRules) {
			t.Errorf("99 days: %v", err)
		}
		if _, err := h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, march); !errors.Is(err, TableMissing) {
			t.Errorf("closed with %v", err)
		}
		must(t, h.r.SetRules(ctx, checker, Rules{Window: 3, AlarmDays: 30}))
		_, err := h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, march)
		must(t, err)
	})
}

func TestWhatIsNotTakenIn(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		refused := func(what string, content []byte, want error) {
			t.Helper()
			h.last[spendingNumber] = opening + 5
			if _, err := h.r.Import(ctx, maker, content); !errors.Is(err, want) {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused("before the beginning", h.statement(spendingNumber, "bank-csv", first-1, first, bank.Movement{Amount: 5}), BeforeBeginning)
		h.last[spendingNumber] = opening
		day1 := h.statement(spendingNumber, "bank-csv", first, first+1, bank.Movement{Amount: 5})
		if s := h.take(day1); s.Already {
			t.Error("already")
		}
		if s := h.take(day1); !s.Already || s.N != 1 {
			t.Errorf("the same file again: %+v", s)
		}
		refused("the same day again", h.statement(spendingNumber, "camt.053", first+1, first+2, bank.Movement{Amount: 7}), Overlaps)
		h.last[spendingNumber] = opening + 6
		refused("a hole in the balances", h.statement(spendingNumber, "camt.053", first+3, first+3, bank.Movement{Amount: 7}), BrokenChain)
		refused("of the future", h.statement(spendingNumber, "camt.053", first+3, first+70, bank.Movement{Amount: 7}), Future)
		refused("somebody else's account", h.statement("unknown", "camt.053", first+3, first+4, bank.Movement{Amount: 7}), UnknownNumber)
		refused("no statement", []byte("hello"), bank.NoStatement)
		if _, err := h.r.Import(ctx, checker, day1); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an approver takes a statement in: %v", err)
		}
		if _, err := h.r.Show(ctx, maker, spending, first+20); !errors.Is(err, NotCovered) {
			t.Errorf("a table beyond the statements: %v", err)
		}
		h.last[spendingNumber] = opening + 5
		h.take(h.statement(spendingNumber, "camt.053", first+25, first+25))
		if _, err := h.r.Show(ctx, maker, spending, first+20); err != nil {
			t.Errorf("a table between two statements that join: %v", err)
		}
		h.clean()
	})
}

// What was unequal at the beginning is listed to the fen, and needs an explanation.
func TestUnequalBeginning(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.last[spendingNumber] = opening - 3
		h.take(h.statement(spendingNumber, "bank-csv", march.FirstDay(), march.LastDay()))
		if _, err := h.r.Prepare(ctx, maker, spending, march.LastDay(), " "); !errors.Is(err, Unexplained) {
			t.Errorf("without an explanation: %v", err)
		}
		table, err := h.r.Prepare(ctx, maker, spending, march.LastDay(), "上年差错，待银行更正")
		must(t, err)
		if table.Difference != -3 || len(table.Items) != 0 {
			t.Errorf("%+v", table)
		}
		all, err := h.r.Statuses(ctx, checker)
		must(t, err)
		if kinds := alarmKinds(all); !strings.Contains(kinds, "difference") || !strings.Contains(kinds, "unsigned") || !strings.Contains(kinds, "no-statement") {
			t.Errorf("alarms: %s", kinds)
		}
		h.clean()
	})
}

func alarmKinds(all []Status) string {
	kinds := ""
	for _, s := range all {
		for _, a := range s.Alarms {
			kinds += string(a.Kind) + " "
		}
	}
	return kinds
}

// A notice tells movements ahead of the day's statement, which must have them too.
func TestNotices(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		h.pay(9, first+8, 101, 16300)
		move := bank.Movement{Day: first + 8, Amount: -16300, Order: "101", Ref: "L1"}
		notice := h.statement(spendingNumber, "camt.054", first+8, first+8, move)
		if s := h.take(notice); s.N != 0 {
			t.Errorf("%+v", s)
		}
		if out := h.run(spending); out.By[ByOrder] != 1 || out.Open != 0 {
			t.Errorf("%+v", out)
		}
		if _, err := h.r.Import(ctx, maker, h.statement(spendingNumber, "camt.054", first+7, first+8, move)); !errors.Is(err, NoticedTwice) {
			t.Errorf("the same movement in another notice: %v", err)
		}
		before := h.last[spendingNumber]
		if _, err := h.r.Import(ctx, maker, h.statement(spendingNumber, "camt.053", first, first+8)); !errors.Is(err, NoticeMissing) {
			t.Errorf("a statement without it: %v", err)
		}
		h.last[spendingNumber] = before
		h.take(h.statement(spendingNumber, "camt.053", first, first+8, bank.Movement{Day: first + 3, Amount: 9}, move))
		h.run(spending)
		if items := h.items(spending, first+8); len(items) != 1 || items[0].Class != BankIn || items[0].Amount != 9 {
			t.Errorf("%+v", items)
		}
		h.clean()
	})
}

// Two persons match by hand, and end a match.
func TestByHand(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		h.post("voucher", "a", ledger.Line{Debit: basic, Credit: spending, Amount: 300, ValueDate: first, Cause: "a"}, ledger.Line{Debit: basic, Credit: spending, Amount: 300, ValueDate: first, Cause: "b"})
		h.take(h.statement(spendingNumber, "bank-csv", first, first+20, bank.Movement{Day: first, Amount: -300}, bank.Movement{Day: first, Amount: -300}, bank.Movement{Amount: -10}))
		if out := h.run(spending); out.Matches != 0 || out.Open != 5 || out.Proposed != 2 {
			t.Fatalf("%+v", out)
		}
		proposals, err := h.r.Proposals(ctx, maker, spending)
		must(t, err)
		p := proposals[0]
		if p.Why != SeveralFit || p.Difference != 0 || len(p.Book) != 1 || len(p.Bank) != 1 {
			t.Fatalf("%+v", p)
		}
		var fee int64
		for _, i := range h.items(spending, 0) {
			if i.Amount == -10 {
				fee = i.Line
			}
		}
		ask := func(book, bank []int64, reason string, want error) Request {
			t.Helper()
			q, err := h.r.AskMatch(ctx, maker, spending, book, bank, reason)
			if !errors.Is(err, want) {
				t.Errorf("asked: %v", err)
			}
			return q
		}
		ask([]int64{p.Book[0].Line}, []int64{p.Bank[0].Line, fee}, "x", SumsDiffer)
		ask([]int64{p.Book[0].Line}, nil, "x", BadMatch)
		ask([]int64{p.Book[0].Line, p.Book[0].Line}, []int64{p.Bank[0].Line, fee}, "x", NotOpen)
		ask([]int64{p.Book[0].Line}, []int64{p.Bank[0].Line}, "  ", NoReason)
		q := ask([]int64{p.Book[0].Line}, []int64{p.Bank[0].Line}, "同日两笔，核对过凭证", nil)
		ask([]int64{p.Book[0].Line}, []int64{p.Bank[0].Line}, "again", AskedAlready)
		if out := h.run(spending); out.Matches != 1 || out.By[Exact] != 1 {
			t.Errorf("what is asked for waits, the other pair is the only one left: %+v", out)
		}
		_, err = h.r.Decide(ctx, both, q.ID, true, "")
		if e := db.Fault(err); e == nil || !e.Is(OwnRequest) || !strings.Contains(e.Rule, "第三十七条") {
			t.Errorf("the same person decides: %v", err)
		}
		if _, err := h.r.Decide(ctx, maker, q.ID, true, ""); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an accountant decides: %v", err)
		}
		q, err = h.r.Decide(ctx, checker, q.ID, true, "同意")
		must(t, err)
		if _, err := h.r.Decide(ctx, checker, q.ID, true, ""); !errors.Is(err, Decided) {
			t.Errorf("decided twice: %v", err)
		}
		h.clean()
		if n := len(h.items(spending, 0)); n != 1 {
			t.Errorf("%d open", n)
		}
		end, err := h.r.AskUnmatch(ctx, maker, spending, q.Match, "凭证核错了")
		must(t, err)
		if _, err := h.r.AskUnmatch(ctx, maker, spending, q.Match, "again"); !errors.Is(err, AskedAlready) {
			t.Errorf("asked twice: %v", err)
		}
		_, err = h.r.Decide(ctx, checker, end.ID, true, "")
		must(t, err)
		if items := h.items(spending, 0); len(items) != 3 {
			t.Errorf("%+v", items)
		}
		if _, err := h.r.AskUnmatch(ctx, maker, spending, q.Match, "gone"); !errors.Is(err, NoMatch) {
			t.Errorf("a match that is gone: %v", err)
		}
		h.clean()
		waiting, err := h.r.Requests(ctx, checker, spending, true, 10)
		if err != nil || len(waiting) != 0 {
			t.Errorf("%+v, %v", waiting, err)
		}
	})
}

// A table that was overtaken is not signed.
func TestOutdatedTable(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.take(h.statement(spendingNumber, "bank-csv", march.FirstDay(), march.LastDay(), bank.Movement{Amount: 10}))
		table, err := h.r.Prepare(ctx, maker, spending, march.LastDay(), "")
		must(t, err)
		h.allocate(march.FirstDay(), 55)
		if _, err := h.r.Sign(ctx, checker, table.ID); !errors.Is(err, Outdated) {
			t.Errorf("signed with %v", err)
		}
		h.run(spending)
		h.clean() // the old table still says what it said then
		if _, err := h.r.Sign(ctx, checker, 5); !errors.Is(err, NoTable) {
			t.Errorf("no table: %v", err)
		}
	})
}

// Every fault of a practice bank is an open item, and nothing else is.
func TestInjectedFaultsAreFound(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		for run := range int64(6) {
			amounts := make([]money.Fen, 100)
			for i := range amounts {
				amounts[i] = 16300 + money.Fen(i)*7
			}
			h.pay(run+1, first+2+civil.Date(4*run), run*1000+1, amounts...)
		}
		given, err := bank.StatementPractice{Seed: 11, Account: spendingNumber, From: first, To: march.LastDay(), Opening: opening, Format: "camt.053",
			Missing: 200, Doubled: 200, Changed: 200, Delayed: 300, Foreign: 200}.Give(h.movements(spending))
		must(t, err)
		for _, f := range given.Files {
			h.take(f.Content)
		}
		h.run(spending)
		table, err := h.r.Show(ctx, maker, spending, march.LastDay())
		must(t, err)
		f := given.Faults
		if f["missing"] < 3 || f["doubled"] < 3 || f["changed"] < 3 || f["foreign"] < 3 {
			t.Fatalf("%v", f)
		}
		if table.Difference != 0 || table.Counts[BookOut] != f["missing"]+f["changed"] || table.Counts[BankOut] != f["doubled"]+f["changed"] || table.Counts[BankIn] != f["foreign"] ||
			table.Counts[BookIn] != 0 {
			t.Errorf("%v of %v", table.Counts, f)
		}
		h.clean()
	})
}

func TestTreasury(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		h.allocate(first+4, 1000)
		h.allocate(first+9, 2000)
		late := h.allocate(first+30, 4000)
		h.take(h.statement(treasuryNumber, "treasury-csv", first, first+30, bank.Movement{Day: first + 4, Amount: -1000, Purpose: bank.Allocation},
			bank.Movement{Day: first + 9, Amount: -2000, Purpose: bank.Allocation}, bank.Movement{Day: first + 30, Amount: -4000, Purpose: bank.Allocation},
			bank.Movement{Day: first + 15, Amount: -8000, Purpose: bank.Allocation}, bank.Movement{Day: first + 20, Amount: 7, Purpose: bank.Interest}))
		h.take(h.statement(spendingNumber, "bank-csv", first, first+30, bank.Movement{Day: first + 5, Amount: 1000}, bank.Movement{Day: first + 10, Amount: 2000}))
		h.run(spending)
		h.run(treasury)
		all, err := h.r.Treasury(ctx, checker, march)
		must(t, err)
		if len(all) != 1 || len(all[0].Flows) != 2 {
			t.Fatalf("%+v", all)
		}
		f := all[0]
		if f.Agrees() || f.Booked != 7000 || f.ByHold != 15000 || f.ByBank != 3000 || f.Missing != 1 || len(f.Strays) != 1 || f.Strays[0].Amount != -8000 {
			t.Errorf("%+v", f)
		}
		for _, p := range f.Passed {
			if !p.Treasury.Found || p.Bank.Found != (p.Seq != late) {
				t.Errorf("%+v", p)
			}
		}
		if flow := f.Flows[0]; flow.Account.ID != treasury || flow.Out != 7000 || flow.TOut != 15000 || flow.TIn != 7 || flow.TOpening != 10*opening || flow.TClosing != 10*opening-14993 {
			t.Errorf("%+v", flow)
		}
		h.take(h.statement(spendingNumber, "bank-csv", first+31, first+31, bank.Movement{Amount: 4000}))
		h.run(spending)
		all, err = h.r.Treasury(ctx, checker, march)
		must(t, err)
		if f = all[0]; f.ByBank != 7000 || f.Missing != 0 {
			t.Errorf("after the bank's next day: %+v", f)
		}
	})
}

func TestWhoMay(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		officer := access.Actor{County: county, User: 9, Role: access.Officer}
		for what, err := range map[string]error{
			"accounts": second(h.r.Accounts(ctx, officer)), "items": second(h.r.Items(ctx, officer, spending, 0)), "statuses": second(h.r.Statuses(ctx, officer)),
			"run": second(h.r.Run(ctx, officer, spending)), "treasury": second(h.r.Treasury(ctx, officer, march)), "show": second(h.r.Show(ctx, officer, spending, 0)),
			"prepare": second(h.r.Prepare(ctx, checker, spending, 0, "")), "proposals": second(h.r.Proposals(ctx, officer, spending)),
			"ask": second(h.r.AskMatch(ctx, checker, spending, nil, nil, "x")), "begin": h.r.Begin(ctx, officer, Account{}),
		} {
			if !errors.Is(err, access.NotAllowed) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if _, err := h.r.Run(ctx, maker, income); !errors.Is(err, NotBegun) {
			t.Errorf("an account that is not under reconciliation: %v", err)
		}
		if err := h.r.Begin(ctx, maker, Account{ID: income, Holder: AtBank, Number: "x", From: march.FirstDay()}); !errors.Is(err, BadAccount) {
			t.Errorf("an income account: %v", err)
		}
		if err := h.r.Begin(ctx, maker, Account{ID: spending, Holder: AtBank, Number: "other", From: march.FirstDay()}); !errors.Is(err, AccountTaken) {
			t.Errorf("another number: %v", err)
		}
	})
}

func second[T any](_ T, err error) error { return err }
