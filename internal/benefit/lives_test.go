package benefit

import (
	"flag"
	"testing"
	"time"

	"pgregory.net/rapid"

	"renshe/civil"
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
}

// TestLives lives through random lives: late deaths, suspensions of both kinds, claims, refunds, months set off, a standard published late. At
// the end of every month the money that left the bank is what was lawful, and what is owed; the books and the proof agree.
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
					x.all = append(x.all, &life{who: w, settled: map[civil.Month]bool{}, lawful: map[civil.Month]money.Fen{}})
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
	switch rapid.SampledFrom([]string{"die", "suspend", "suspend", "resume", "refund", "double", "offset"}).Draw(x.rt, "event") {
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
		if l.lawful[from] > 0 && l.died == 0 {
			o, err := x.pay.Claim(ctx, maker, l.entitlement, from, Double, "重复领取")
			must(x.rt, err)
			_, err = x.pay.DecideClaim(ctx, checker, o.ID, true)
			must(x.rt, err)
			x.claimed(l, from)
		}
	case "refund", "offset":
		x.giveBack(l, rapid.Bool().Draw(x.rt, "set off"))
	}
}

// claimed moves the months from one on from what is lawful to what is owed.
func (x *lives) claimed(l *life, from civil.Month) {
	for m, fen := range l.lawful {
		if m >= from {
			l.owes += fen
			delete(l.lawful, m)
		}
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
			if l.settled[x.month] || l.died != 0 || l.suspended != 0 || o.Left() < x.rate() {
				return
			}
			r.Kind, r.Month, r.Amount = "offset", x.month, 0
		}
		r, err = x.pay.GiveBack(ctx, maker, r)
		must(x.rt, err)
		_, err = x.pay.DecideReturn(ctx, checker, r.ID, true)
		must(x.rt, err)
		l.owes -= r.Amount
		if setOff {
			l.settled[x.month], l.lawful[x.month] = true, x.rate()
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
				if l.settled[m] || l.died != 0 && m > l.died {
					continue
				}
				l.settled[m], l.lawful[m] = true, x.rate()
				want += x.rate()
			}
			if p.Total != want || l.suspended != 0 {
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
			x.claimed(l, l.died+1)
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
	x.sound()
}
