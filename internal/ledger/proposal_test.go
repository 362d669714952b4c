package ledger

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
	"renshe/internal/words"
	"renshe/law"
	"renshe/money"
)

var (
	accountant = access.Actor{County: county, User: 21, Name: "甲", Role: access.Accountant}
	approver   = access.Actor{County: county, User: 22, Name: "乙", Role: access.Approver}
	second     = access.Actor{County: county, User: 23, Name: "丙", Role: access.Approver}
	third      = access.Actor{County: county, User: 24, Name: "丁", Role: access.Approver}
	both       = access.Actor{County: county, User: 21, Name: "甲", Role: access.Approver} // the accountant under another role
)

func wants(t *testing.T, what string, err error, want *fail.Fault) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %s", what, err, want.Code)
	}
}

// A month is closed by the person who proposes and another who confirms; both stand in the record.
func TestClosingTakesTwoPersons(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		_, err := l.ProposeClose(ctx, approver, ResidentPension, march, "")
		wants(t, "an approver proposes", err, access.NotAllowed)
		_, err = l.ProposeClose(ctx, accountant, ResidentPension, march+1, "")
		wants(t, "a month that has not come", err, CloseEarly)
		p, err := l.ProposeClose(ctx, accountant, ResidentPension, march, "三月账已核对")
		must(t, err)
		if p.State != StateProposed || p.Needs != 1 || p.Maker != 21 || p.Already {
			t.Errorf("%+v", p)
		}
		again, err := l.ProposeClose(ctx, accountant, ResidentPension, march, "")
		if err != nil || !again.Already || again.ID != p.ID {
			t.Errorf("again: %+v, %v", again, err)
		}
		if _, closed, err := l.ClosingOf(ctx, county, ResidentPension, march); closed || err != nil {
			t.Errorf("a proposal closed the month: %v", err)
		}
		fill(t, l, 2, 5) // nothing is closed yet
		for _, who := range []access.Actor{accountant, both} {
			_, err = l.Confirm(ctx, who, p.ID)
			wants(t, string(who.Role)+" confirms his own", err, SamePerson)
			if !strings.Contains(fail.As(err).Rule, "社会保险经办条例 第三十七条") {
				t.Errorf("the rule is not quoted: %q", fail.As(err).Rule)
			}
		}
		_, err = l.Confirm(ctx, access.Actor{County: county, User: 30, Role: access.Accountant}, p.ID)
		wants(t, "another accountant confirms", err, access.NotAllowed)
		_, err = l.Confirm(ctx, access.Actor{County: 430702, User: 22, Role: access.Approver}, p.ID)
		wants(t, "another county's approver", err, NoProposal)
		done, err := l.Confirm(ctx, approver, p.ID)
		must(t, err)
		c, closed, err := l.ClosingOf(ctx, county, ResidentPension, march)
		must(t, err)
		if !closed || c.By != (Persons{21, 22}) || done.State != StateConfirmed || done.Seq != c.Seq || done.DecidedName != "乙" || c.Debits != 1005 {
			t.Errorf("%+v, %+v", done, c)
		}
		if again, err := l.Confirm(ctx, approver, p.ID); err != nil || !again.Already || again.Seq != c.Seq {
			t.Errorf("confirmed again: %+v, %v", again, err)
		}
		_, err = l.Confirm(ctx, second, p.ID)
		wants(t, "a third person confirms", err, ProposalDone)
		_, err = l.SendBack(ctx, approver, p.ID, "x")
		wants(t, "sent back afterwards", err, ProposalDone)
		_, err = l.ProposeClose(ctx, accountant, ResidentPension, march, "")
		wants(t, "closed before", err, PeriodClosed)
		clean(t, l)
	}, db.WithClock(clock.Now))
}

// What has become impossible since it was proposed is refused when it is confirmed, and stays proposed.
func TestConfirmingAsksAgain(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		p, err := l.ProposeClose(ctx, accountant, ResidentPension, march, "")
		must(t, err)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 10, Kind: Pending}))
		must(t, err)
		_, err = l.Confirm(ctx, approver, p.ID)
		wants(t, "a reservation came between", err, StillOpen)
		if now, err := l.Proposal(ctx, approver, p.ID); err != nil || now.State != StateProposed || len(now.Voices) != 0 {
			t.Errorf("%+v, %v", now, err)
		}
		_, err = l.Post(ctx, maker, batch(3, Line{Kind: Void, Ref: r.Seqs[0]}))
		must(t, err)
		_, err = l.SendBack(ctx, approver, p.ID, "")
		wants(t, "sent back without a reason", err, NoRemark)
		back, err := l.SendBack(ctx, accountant, p.ID, "再核对")
		if err != nil || back.State != StateRefused || back.Remark != "再核对" {
			t.Errorf("its maker took it back: %+v, %v", back, err)
		}
		_, err = l.Confirm(ctx, approver, p.ID)
		wants(t, "confirmed afterwards", err, ProposalDone)
		p, err = l.ProposeClose(ctx, accountant, ResidentPension, march, "")
		must(t, err)
		// Of many who confirm at once, one does.
		errs := make([]error, 8)
		var wg sync.WaitGroup
		for i := range errs {
			who := approver
			who.User += int64(i)
			wg.Go(func() { _, errs[i] = l.Confirm(ctx, who, p.ID) })
		}
		wg.Wait()
		if n := won(t, errs, ProposalDone); n != 1 {
			t.Errorf("confirmed %d times", n)
		}
		clean(t, l)
	})
}

// An account, a voucher, opening balances, a reversal, a correction and a movement each take two persons.
func TestEveryActTakesTwoPersons(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		propose := func(act Act, do func(who access.Actor) (Proposal, error)) Proposal {
			t.Helper()
			_, err := do(approver)
			wants(t, string(act)+" proposed by an approver", err, access.NotAllowed)
			p, err := do(accountant)
			must(t, err)
			if p.Act != act || p.State != StateProposed {
				t.Fatalf("%s: %+v", act, p)
			}
			before, err := l.LastCheckpoint(ctx, county)
			must(t, err)
			_, err = l.Confirm(ctx, both, p.ID)
			wants(t, string(act)+" confirmed by its maker", err, SamePerson)
			if after, err := l.LastCheckpoint(ctx, county); err != nil || after.Size != before.Size {
				t.Errorf("%s: something was written before it was confirmed", act)
			}
			done, err := l.Confirm(ctx, approver, p.ID)
			must(t, err)
			return done
		}
		voucher := func(act Act, kind string, period civil.Month, lines ...Line) Proposal {
			t.Helper()
			return propose(act, func(who access.Actor) (Proposal, error) {
				return l.ProposeBatch(ctx, who, Batch{Fund: ResidentPension, Kind: kind, Cause: "voucher:1", Period: period, Lines: lines}, "凭单第1号")
			})
		}
		extra := account(ResidentPension.Account(77), Asset, true)
		propose(ActOpen, func(who access.Actor) (Proposal, error) { return l.ProposeAccount(ctx, who, extra, "") })
		_, err := l.ProposeAccount(ctx, accountant, extra, "")
		wants(t, "an account that is there", err, AccountTaken)
		voucher(ActOpening, Opening, march, Line{Debit: bank, Credit: income, Amount: 100_00, Kind: Post})
		posted := voucher(ActPost, "voucher", march, Line{Debit: expense, Credit: bank, Amount: 3_00, Kind: Post, ValueDate: civil.DateOf(2026, 3, 5)})
		voucher(ActReverse, "voucher", march, Line{Kind: Reversal, Ref: posted.Seq - 1})
		kept := voucher(ActPost, "voucher", march, Line{Debit: expense, Credit: bank, Amount: 5_00, Kind: Post})
		propose(ActClose, func(who access.Actor) (Proposal, error) { return l.ProposeClose(ctx, who, ResidentPension, march, "") })
		voucher(ActCorrect, "voucher", march+1, Line{Debit: bank, Credit: expense, Amount: 1_00, Kind: Post, Ref: kept.Seq - 1})
		moved := propose(ActMove, func(who access.Actor) (Proposal, error) {
			return l.ProposeMove(ctx, who, move(0, 1_00).unnumbered(), "")
		})
		if moved.Total != 1_00 {
			t.Errorf("%+v", moved)
		}
		rep := clean(t, l)
		if rep.Batches != 7 || rep.Periods != 1 {
			t.Errorf("%+v", rep)
		}
		n := 0
		must(t, d.View(ctx, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM batch WHERE county=$1 AND maker=21 AND checker=22) + (SELECT count(*) FROM account
				WHERE county=$1 AND opened_by=21 AND checker=22)`, county).Scan(&n)
		}))
		if n != 8 {
			t.Errorf("%d records name their two persons", n)
		}
		all, err := l.Proposals(ctx, approver, 0, false, 0)
		must(t, err)
		if len(all) != 8 || all[0].Act != ActMove || all[0].Move == nil || all[0].Move.In.Fund != Unemployment {
			t.Errorf("%d proposals, %+v", len(all), all[0])
		}
		if waiting, err := l.Proposals(ctx, approver, ResidentPension, true, 0); err != nil || len(waiting) != 0 {
			t.Errorf("%+v, %v", waiting, err)
		}
	})
}

func (m Move) unnumbered() Move { m.Out.ID, m.In.ID = 0, 0; return m }

// What cannot be posted cannot be proposed; a reservation is no person's to settle.
func TestBadProposals(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		good := Line{Debit: expense, Credit: bank, Amount: 10, Kind: Post}
		propose := func(b Batch) error {
			b.ID = 0
			_, err := l.ProposeBatch(ctx, accountant, b, "")
			return err
		}
		wants(t, "a reservation", propose(batch(0, Line{Debit: expense, Credit: bank, Amount: 10, Kind: Pending})), BadProposal)
		wants(t, "a void", propose(batch(0, Line{Kind: Void, Ref: 3})), BadProposal)
		wants(t, "an overdraft", propose(batch(0, Line{Debit: expense, Credit: bank, Amount: 1001, Kind: Post})), Overdraft)
		wants(t, "no such account", propose(batch(0, Line{Debit: expense, Credit: ResidentPension.Account(66), Amount: 1, Kind: Post})), UnknownAccount)
		wants(t, "another fund", propose(batch(0, Line{Debit: expense, Credit: other, Amount: 1, Kind: Post})), CrossFund)
		wants(t, "opening too late", propose(func() Batch { b := batch(0, good); b.Kind = Opening; return b }()), LateOpening)
		wants(t, "no amount", propose(batch(0, Line{Debit: expense, Credit: bank, Kind: Post})), BadLine)
		unlawful := move(0, 10).unnumbered()
		unlawful.In.Fund = Relief
		unlawful.In.Lines = []Line{{Debit: Relief.Account(1), Credit: Relief.Account(2), Amount: 10, Kind: Post}}
		_, err := l.ProposeMove(ctx, accountant, unlawful, "")
		wants(t, "insurance money to relief", err, UnlawfulMove)
		b := batch(9, good)
		_, err = l.ProposeBatch(ctx, accountant, b, "")
		must(t, err)
		b.Lines = []Line{{Debit: expense, Credit: bank, Amount: 11, Kind: Post}}
		_, err = l.ProposeBatch(ctx, accountant, b, "")
		wants(t, "the same number, other lines", err, ProposedOther)
		_, err = l.Proposal(ctx, accountant, 12345)
		wants(t, "no such proposal", err, NoProposal)
		clean(t, l)
	})
}

// Above the threshold three persons besides the maker confirm, each once.
func TestCollectiveConfirmation(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		const above = money.Fen(1_000_000_00)
		small := batch(1, Line{Debit: bank, Credit: income, Amount: above - 1, Kind: Post})
		p, err := l.ProposeBatch(ctx, accountant, small, "")
		if err != nil || p.Needs != 1 || p.Total != above-1 {
			t.Errorf("%+v, %v", p, err)
		}
		p, err = l.ProposeBatch(ctx, accountant, batch(2, Line{Debit: bank, Credit: income, Amount: above, Kind: Post}), "")
		must(t, err)
		if p.Needs != 3 {
			t.Fatalf("%+v", p)
		}
		for i, who := range []access.Actor{approver, second, third} {
			if p, err = l.Confirm(ctx, who, p.ID); err != nil || len(p.Voices) != i+1 || (p.State == StateConfirmed) != (i == 2) {
				t.Fatalf("%d: %+v, %v", i, p, err)
			}
			if i < 2 {
				_, err = l.Confirm(ctx, who, p.ID)
				wants(t, "twice", err, VoicedAlready)
			}
		}
		if b, err := l.Balance(ctx, county, bank); err != nil || b.Own() != above || p.DecidedBy != third.User {
			t.Errorf("%+v, %v", b, err)
		}
		clean(t, l)
	})
}

// The database itself refuses what a broken program would store.
func TestDatabaseWantsTwoPersons(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		p, err := l.ProposeClose(ctx, accountant, ResidentPension, march-1, "")
		must(t, err)
		_, err = l.ProposeClose(ctx, accountant, Unemployment, march-1, "")
		must(t, err)
		_, err = l.Confirm(ctx, approver, p.ID)
		must(t, err)
		blank := map[db.Engine]string{db.SQLite: `x''`, db.Postgres: `'\x'`}[d.Engine()]
		open := func(by, checker string) string {
			return `INSERT INTO account (county, ` + accountColumns + `) VALUES (430725,844424930132068,90,3,1,'county','x','x',FALSE,` + by + `,1,` + checker + `,` + blank +
				`,0,0,0,0,0,0,90)`
		}
		closing := func(by, checker string) string {
			return `INSERT INTO period (county, ` + periodColumns + `) VALUES (430725,3,24316,91,0,0,0,` + blank + `,` + by + `,1,` + checker + `,` + blank + `)`
		}
		for name, q := range map[string]string{
			"an account of one": open("7", "0"), "an account of one twice": open("7", "7"), "an account of nobody": open("0", "7"), "an account of less": open("7", "-1"),
			"a closing of one": closing("7", "0"), "a closing of one twice": closing("7", "7"), "a closing of nobody": closing("0", "7"),
			"confirmed by its maker": "UPDATE proposal SET state='confirmed', decided_by=maker, decided_name='x', decided_at=1, voices=1, seq=1 WHERE county=430725 AND state='proposed'",
			"confirmed by nobody":    "UPDATE proposal SET state='confirmed', seq=1 WHERE county=430725 AND state='proposed'",
			"confirmed unheard":      "UPDATE proposal SET state='confirmed', decided_by=9, decided_name='x', decided_at=1, seq=1 WHERE county=430725 AND state='proposed'",
			"changed content":        "UPDATE proposal SET subject=subject+1 WHERE county=430725 AND state='proposed'",
			"decided anew":           "UPDATE proposal SET remark='x' WHERE county=430725 AND state='confirmed'",
			"a proposal deleted":     "DELETE FROM proposal WHERE county=430725",
			"his own voice":          "INSERT INTO proposal_voice (county, proposal, maker, by_user, by_name, at) VALUES (430725,1,7,7,'x',1)",
			"a voice changed":        "UPDATE proposal_voice SET by_user=99 WHERE county=430725",
			"a voice deleted":        "DELETE FROM proposal_voice WHERE county=430725",
		} {
			refusedBy(t, d, name, q)
		}
		for name, q := range map[string]string{"an account": open("7", "8"), "a closing": closing("7", "8")} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, q); err != nil {
					t.Errorf("%s of two persons: %v", name, err)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Error(err)
			}
		}
		clean(t, l)
	})
}

func refusedBy(t *testing.T, d *db.DB, name, q string) {
	t.Helper()
	err := d.InCounty(ctx, county, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, q)
		if c := db.Classify(err); err == nil || (c != db.Refused && c != db.Check) {
			t.Errorf("%s: %d rows, %v", name, n, err)
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Error(err)
	}
}

// The duties of law/gate/books.yaml: every act has two different ones, no role holds incompatible ones, thresholds by place and day.
func TestDuties(t *testing.T) {
	raw, err := law.FS.ReadFile("gate/books.yaml")
	must(t, err)
	d, err := loadDuties(raw)
	must(t, err)
	if len(d.Incompatible) < 8 || d.Of[ActClose] != (Duty{ActClose, access.LedgerPost, access.LedgerConfirm}) {
		t.Errorf("%+v", d)
	}
	for act, title := range actTitles {
		if title.En == "" || act.Title() != title || d.Of[act].Act != act {
			t.Errorf("%s: %+v", act, d.Of[act])
		}
	}
	for _, s := range []ProposalState{StateProposed, StateConfirmed, StateRefused} {
		if s.Title().In(words.Zh) == "" || s.Title().In(words.En) == "" {
			t.Errorf("%s has no title", s)
		}
	}
	local := string(raw) + "\n  - {from: \"2026-01-01\", place: \"4307\", collective-above: \"10.00\", voices: 2, basis: b, confidence: U}\n"
	if d, err = loadDuties([]byte(local)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		county civil.County
		day    civil.Date
		want   int
	}{{430725, civil.DateOf(2026, 3, 1), 2}, {430725, civil.DateOf(2025, 3, 1), 1}, {430102, civil.DateOf(2026, 3, 1), 1}} {
		if n := d.Voices(c.county, 10_00, c.day); n != c.want {
			t.Errorf("%v: %d", c, n)
		}
	}
	text := string(raw)
	for name, bad := range map[string]string{
		"one permission for both": strings.Replace(text, "act: close, propose: ledger.post, confirm: ledger.confirm", "act: close, propose: ledger.post, confirm: ledger.post", 1),
		"an act twice":            strings.Replace(text, "act: close", "act: open", 1),
		"no such permission":      strings.Replace(text, "confirm: ledger.confirm", "confirm: ledger.bless", 1),
		"held by one role":        strings.Replace(text, "[case.open, case.review]", "[case.open, person.find]", 1),
		"no figure":               strings.Replace(text, "1000000.00", "0.00", 1),
		"no source":               strings.Replace(text, "    basis:", "    note2:", 1),
		"one voice":               strings.Replace(text, "voices: 3", "voices: 1", 1),
	} {
		if bad == text {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := loadDuties([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
