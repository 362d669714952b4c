package benefit

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// In July 2014 the basic pension of Hunan became 60 yuan; on 10 January 2015 it was published that it had been 75 since that July. The
// histories here live through that half year.
const (
	first60 = 6000
	then75  = 7500
)

var published75 = civil.DateOf(2015, 1, 10)

// life is what one person's money must come to, in plain memory.
type life struct {
	who
	died      civil.Month
	suspended civil.Month // since; 0 not
	ground    string
	settled   map[civil.Month]bool      // paid, set off or lawfully left out: no longer due
	owed      map[civil.Month]money.Fen // came back after it had been paid, as it was paid
	back      map[civil.Month]int64     // the payment of the month that came back last; 0 once it is paid again
	less      map[civil.Month]money.Fen // set off of a month that is paid
	claims    map[civil.Month]bool      // months claimed: their account part was drawn
	refused   bool                      // the bank returned the last payment and the account is the same
	cards     int64
	lawful    map[civil.Month]money.Fen // what the months that stand came to, with their account part
	owes      money.Fen
}

type lives struct {
	*house
	rt    *rapid.T
	clock *testkit.Clock
	all   []*life
	month civil.Month
	start money.Fen
	due   money.Fen // differences that are granted and not paid

	notices int
}

// TestLives lives through random lives: late deaths, suspensions of both kinds, claims, refunds, months set off, a standard published late, money
// that comes back after it was paid and is paid again or kept by the fund. At the end of every month the money that left the bank is
// what was lawful, and what is owed; the books and the proof agree.
func TestLives(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		must(t, flag.Set("rapid.checks", "5")) // each is a database and nine months
		defer flag.Set("rapid.checks", f.DefValue)
	}
	for engine, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		t.Run(engine, func(t *testing.T) {
			keys, err := ledger.OpenKeys(t.TempDir())
			must(t, err)
			rapid.Check(t, func(rt *rapid.T) {
				clock := testkit.NewClock(time.Date(2014, 9, 20, 1, 0, 0, 0, time.UTC))
				x := &lives{rt: rt, clock: clock, month: civil.MonthOf(2014, 9), start: 1 << 40}
				x.house = buildWith(rt, testkit.Open(t, url(t), db.WithClock(clock.Now)), x.start, keys)
				x.older = 10
				for _, w := range x.people(4, x.month) {
					x.all = append(x.all, &life{who: w, settled: map[civil.Month]bool{}, lawful: map[civil.Month]money.Fen{}, owed: map[civil.Month]money.Fen{}, back: map[civil.Month]int64{}, less: map[civil.Month]money.Fen{}, claims: map[civil.Month]bool{},
						cards: int64(len(x.all)) * 1000})
				}
				for range 7 {
					for range rapid.IntRange(0, 3).Draw(rt, "events") {
						x.event()
					}
					x.payMonth()
					x.claimDeaths()
					if civil.DateIn(clock.Now()) > published75 && rapid.Bool().Draw(rt, "recompute") {
						x.recompute()
					}
					x.agrees()
					x.month++
					clock.Add(time.Duration(x.month.FirstDay()+19-civil.DateIn(clock.Now())) * 24 * time.Hour)
				}
			})
		})
	}
}

// rate is a month's amount as it is known today.
func (x *lives) rate() money.Fen {
	if civil.DateIn(x.clock.Now()) >= published75 {
		return then75 + accountPart
	}
	return first60 + accountPart
}

func (x *lives) event() {
	l := rapid.SampledFrom(x.all).Draw(x.rt, "person")
	switch rapid.SampledFrom([]string{"die", "suspend", "suspend", "resume", "refund", "double", "offset", "back", "back", "account", "keep"}).Draw(x.rt, "event") {
	case "die":
		if l.died == 0 {
			on := max(civil.DateIn(x.clock.Now()).Add(-rapid.IntRange(0, 80).Draw(x.rt, "days")), civil.DateOf(2014, 9, 1))
			l.died = on.Month()
			x.die(l.who, on)
		}
	case "suspend":
		if l.suspended == 0 {
			l.suspended, l.ground = x.month, rapid.SampledFrom([]string{"unconfirmed", "custody"}).Draw(x.rt, "ground")
			x.change(l.who, Suspend, l.ground, x.month)
			x.clock.Add(time.Minute)
		}
	case "resume":
		if l.suspended != 0 {
			x.change(l.who, Resume, "cleared", x.month)
			x.clock.Add(time.Minute)
			for m := l.suspended; m < x.month && l.ground == "custody"; m++ {
				l.settled[m] = true
			}
			l.suspended = 0
		}
	case "double":
		from := x.month - 1
		if l.lawful[from] > 0 && l.died == 0 && l.back[from] == 0 {
			o, err := x.pay.Claim(ctx, maker, l.entitlement, from, Double, "重复领取")
			must(x.rt, err)
			_, err = x.pay.DecideClaim(ctx, checker, o.ID, true)
			must(x.rt, err)
			x.claimed(l, from, false)
		}
	case "back":
		x.comesBack(l)
	case "account":
		l.cards, l.refused = l.cards+1, false
		l.account = x.otherAccount(l.who, digits(62160000000000000+l.cards))
	case "keep":
		x.keeps(l)
	case "refund", "offset":
		x.giveBack(l, rapid.Bool().Draw(x.rt, "set off"))
	}
}

// comesBack lets the bank return one of the person's payments, months after it was paid; what is claimed does not fit and is left.
func (x *lives) comesBack(l *life) {
	all, err := x.pay.PaymentsOf(ctx, checker, l.id, 100)
	must(x.rt, err)
	var paid []Payment
	for _, p := range all {
		if p.State == Paid && p.Kind == ResidentPension {
			paid = append(paid, p)
		}
	}
	if len(paid) == 0 {
		return
	}
	p := rapid.SampledFrom(paid).Draw(x.rt, "payment")
	code := rapid.SampledFrom([]string{"AC01", "AG09"}).Draw(x.rt, "code")
	x.notices++
	n, _, err := x.pay.EnterLate(ctx, maker, x.notice(fmt.Sprintf("N%d", x.notices), bank.Answer{ID: p.ID, Amount: p.Total, Reason: code}))
	must(x.rt, err)
	_, err = x.pay.DecideLate(ctx, checker, n.ID, true)
	claimed := false
	for _, line := range p.Lines {
		_, stands := l.lawful[line.Month]
		claimed = claimed || !stands
	}
	if claimed {
		wants(x.rt, err, NothingFits)
		return
	}
	must(x.rt, err)
	for _, line := range p.Lines {
		l.owed[line.Month], l.back[line.Month] = line.Total(), p.ID
		if l.lawful[line.Month] -= line.Total(); l.lawful[line.Month] == 0 { // a difference that was made up stays
			delete(l.lawful, line.Month)
		}
		x.start += line.Total()
	}
	if p.BankAccount == l.account {
		l.refused = code == "AC01"
	}
}

// keeps lets the fund keep what came back, unless it is paid again already.
func (x *lives) keeps(l *life) {
	all, err := x.pay.PaymentsOf(ctx, checker, l.id, 100)
	must(x.rt, err)
	for _, p := range all {
		if p.LateOn == 0 || p.Fate != ToPerson {
			continue
		}
		q, err := x.pay.AskFate(ctx, officer, p.ID, ToFund, "查实不应发放")
		must(x.rt, err)
		_, err = x.pay.DecideFate(ctx, checker, q.ID, true)
		again := false
		for _, line := range p.Lines {
			again = again || l.owed[line.Month] == 0 || l.back[line.Month] != p.ID
		}
		if again {
			wants(x.rt, err, PaidAgain)
			_, err = x.pay.DecideFate(ctx, checker, q.ID, false)
			must(x.rt, err)
			continue
		}
		must(x.rt, err)
		for _, line := range p.Lines {
			delete(l.owed, line.Month)
		}
		return
	}
}

// claimed moves the months from one on from what is lawful to what is owed.
func (x *lives) claimed(l *life, from civil.Month, ended bool) {
	for m, fen := range l.lawful {
		part := !l.settled[m] // of a month that is still to be paid a part is set off
		if m < from || l.back[m] != 0 || part && !ended {
			continue // of a month that came back a difference may be left, which stays
		}
		l.owes += fen
		l.claims[m] = !part
		delete(l.lawful, m)
	}
}

func (x *lives) giveBack(l *life, setOff bool) {
	open, err := x.pay.Overpayments(ctx, checker, "open", 100)
	must(x.rt, err)
	for _, o := range open {
		if o.Person != l.id {
			continue
		}
		r := Return{Overpayment: o.ID, Kind: "refund", Amount: money.Fen(rapid.Int64Range(1, int64(o.Left())).Draw(x.rt, "fen")), On: civil.DateIn(x.clock.Now()), Reason: "退回"}
		if setOff {
			if l.settled[x.month] || l.died != 0 || l.suspended != 0 {
				return
			}
			r.Kind, r.Month, r.Amount = "offset", x.month, 0
			rest := x.rate() - l.less[x.month]
			if most := min(rest-accountPart, o.Left()); most > 0 && (o.Left() < rest || rapid.Bool().Draw(x.rt, "a part")) {
				r.Amount = money.Fen(rapid.Int64Range(1, int64(most)).Draw(x.rt, "part"))
			} else if o.Left() < rest {
				return
			}
		}
		r, err = x.pay.GiveBack(ctx, maker, r)
		must(x.rt, err)
		_, err = x.pay.DecideReturn(ctx, checker, r.ID, true)
		must(x.rt, err)
		l.owes -= r.Amount
		if setOff {
			l.lawful[x.month] += r.Amount
			if l.settled[x.month] = l.less[x.month]+r.Amount == x.rate(); !l.settled[x.month] {
				l.less[x.month] += r.Amount
			}
		} else {
			x.start += r.Amount
		}
		return
	}
}

func (x *lives) payMonth() {
	x.sim.Seed, x.sim.NameIn10000 = uint64(rapid.IntRange(1, 9).Draw(x.rt, "bank")), 1000
	x.sim.Value = civil.DateIn(x.clock.Now())
	o := x.run(x.month)
	paid, err := x.pay.Payments(ctx, checker, Filter{Run: o.Run, State: Paid, Limit: MaxPage})
	must(x.rt, err)
	for _, p := range paid.Payments {
		for _, l := range x.all {
			if l.id != p.Person {
				continue
			}
			var want money.Fen
			for m := civil.MonthOf(2014, 9); m <= x.month; m++ {
				if l.died != 0 && m > l.died {
					continue
				}
				if again := l.owed[m]; again > 0 {
					l.lawful[m] += again
					want += again
					delete(l.owed, m)
					delete(l.back, m)
				}
				if l.settled[m] {
					continue
				}
				l.settled[m] = true
				l.lawful[m] += x.rate() - l.less[m]
				want += x.rate() - l.less[m]
			}
			if p.Total != want || l.suspended != 0 || l.refused {
				x.rt.Fatalf("%+v was paid %s, want %s", l, p.Total, want)
			}
			x.start -= want
		}
	}
}

func (x *lives) claimDeaths() {
	_, err := x.pay.FindDead(ctx, maker, "比对")
	must(x.rt, err)
	found, err := x.pay.Overpayments(ctx, checker, "found", 100)
	must(x.rt, err)
	for _, o := range found {
		_, err := x.pay.DecideClaim(ctx, checker, o.ID, true)
		must(x.rt, err)
	}
	for _, l := range x.all {
		if l.died != 0 {
			x.claimed(l, l.died+1, true)
		}
	}
}

// recompute makes every standing month 75 yuan; months that were set off stay what they were then.
func (x *lives) recompute() {
	r, err := x.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(x.clock.Now()), "全国标准提高，追溯到2014年7月")
	if e := db.Fault(err); e != nil && e.Is(NothingDiffers) {
		return
	}
	must(x.rt, err)
	_, lines, err := x.pay.RecomputeLines(ctx, checker, r.ID)
	must(x.rt, err)
	for _, line := range lines {
		for _, l := range x.all {
			if l.entitlement == line.Entitlement {
				if line.Difference() != then75-first60 || l.lawful[line.Month] != first60+accountPart {
					x.rt.Fatalf("%+v of %+v", line, l)
				}
				l.lawful[line.Month] += line.Difference()
				x.due += line.Difference()
			}
		}
	}
	_, err = x.pay.DecideRecompute(ctx, checker, r.ID, true)
	must(x.rt, err)
	o, err := x.pay.PayKind(ctx, maker, checker, county, difference(ResidentPension), x.month, x.bank, nil)
	must(x.rt, err)
	x.due -= o.PostedFen
	x.start -= o.PostedFen
}

// agrees holds the model against the books: the bank has what the model says, and what left it is lawful or owed.
func (x *lives) agrees() {
	bank, err := x.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
	must(x.rt, err)
	var lawful, owes money.Fen
	for _, l := range x.all {
		owes += l.owes
		for _, fen := range l.lawful {
			lawful += fen
		}
	}
	if bank.Own() != x.start {
		x.rt.Fatalf("the bank account has %s, the model %s", bank.Own(), x.start)
	}
	if left := money.Fen(1<<40) - bank.Own(); left != lawful+owes-x.due {
		x.rt.Fatalf("%s left the bank; %s is lawful, %s owed, %s granted and not paid", left, lawful, owes, x.due)
	}
	if owes > 0 && x.owed() != owes {
		x.rt.Fatalf("the books say %s is owed, the model %s", x.owed(), owes)
	}
	x.accountsAgree()
	x.sound()
}

// accountsAgree holds every individual account against the months that drew on it: those that stand and those that are claimed, less what was
// paid back of claims, each month as soon as its whole amount is back, the earliest first.
func (x *lives) accountsAgree() {
	for _, l := range x.all {
		drawn := 0
		for m := range l.lawful {
			if l.settled[m] && l.back[m] == 0 {
				drawn++
			}
		}
		for _, whole := range l.claims {
			if whole {
				drawn++
			}
		}
		all, err := x.pay.Overpayments(ctx, checker, "", 100)
		must(x.rt, err)
		for _, o := range all {
			if o.Person != l.id || o.Cause == Recomputed {
				continue
			}
			o, err = x.pay.Overpayment(ctx, checker, o.ID)
			must(x.rt, err)
			left := o.Back
			for _, m := range o.Months {
				if left -= m.Basic + m.AccountPart; left >= 0 && m.AccountPart > 0 {
					drawn--
				}
			}
		}
		if got, want := x.left(l.who), 1390000-money.Fen(drawn)*accountPart; got != want {
			x.rt.Fatalf("%+v has %s on the account, want %s", l, got, want)
		}
	}
}
