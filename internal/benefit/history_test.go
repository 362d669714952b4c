package benefit

import (
	"context"
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

// model is what a person's pension must come to, kept in plain memory.
type model struct {
	who
	start, stop civil.Month // stop 0 while open
	died        civil.Month // 0 alive
	suspended   bool
	refused     bool // the bank returned the last payment and the account is the same
	closed      bool // and called the account closed
	paid        map[civil.Month]bool
	drawn       money.Fen
}

// due lists the months that a run for month owes the person.
func (m *model) due(month civil.Month) []civil.Month {
	var all []civil.Month
	for at := m.start; at <= month; at++ {
		if !m.paid[at] && (m.stop == 0 || at < m.stop) && (m.died == 0 || at <= m.died) {
			all = append(all, at)
		}
	}
	return all
}

// history is a county with its model.
type history struct {
	*house
	rt     *rapid.T
	clock  *trap
	people []*model
	fund   money.Fen
	month  civil.Month
	cards  int
}

// TestHistories lives through random histories: people come, die, are suspended, resumed, stopped, change accounts; runs are cut and run
// again; banks return. After each run the program must agree with the model.
func TestHistories(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		must(t, flag.Set("rapid.checks", "6")) // each is a database and several months
		defer flag.Set("rapid.checks", f.DefValue)
	}
	for engine, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		t.Run(engine, func(t *testing.T) {
			keys, err := ledger.OpenKeys(t.TempDir())
			must(t, err)
			rapid.Check(t, func(rt *rapid.T) {
				clock := &trap{Clock: testkit.NewClock(time.Date(2024, 2, 20, 1, 0, 0, 0, time.UTC))}
				clock.left.Store(-1)
				x := &history{rt: rt, clock: clock, fund: 1 << 40, month: civil.MonthOf(2024, 2)}
				x.house = buildWith(rt, testkit.Open(t, url(t), db.WithClock(clock.Now)), x.fund, keys)
				x.pay.page = 3
				x.join(5)
				for range rapid.IntRange(2, 5).Draw(rt, "months") {
					for range rapid.IntRange(0, 5).Draw(rt, "events") {
						x.event()
					}
					x.payMonth()
					x.clock.Add(30 * 24 * time.Hour)
					x.month++
				}
			})
		})
	}
}

func (x *history) join(n int) {
	start := x.month.Add(-rapid.IntRange(0, 2).Draw(x.rt, "arrears"))
	for _, w := range x.house.people(n, start) {
		x.people = append(x.people, &model{who: w, start: start, paid: map[civil.Month]bool{}})
	}
}

func (x *history) event() {
	m := rapid.SampledFrom(x.people).Draw(x.rt, "person")
	what := rapid.SampledFrom([]string{"join", "die", "suspend", "resume", "stop", "account"}).Draw(x.rt, "event")
	if what == "join" {
		x.join(1)
		return
	}
	x.in(func(tx *db.Tx) error {
		switch {
		case what == "die" && m.died == 0:
			day := civil.DateIn(x.clock.Clock.Now()).Add(-rapid.IntRange(0, 40).Draw(x.rt, "days"))
			m.died = day.Month()
			return x.reg.ReportDeathIn(ctx, tx, system, m.id, day)
		case what == "suspend" && !m.suspended && m.stop == 0:
			m.suspended = true
			_, err := x.pay.SuspendIn(ctx, tx, reviewer, m.entitlement, "未认证")
			return err
		case what == "resume" && m.suspended && m.stop == 0:
			m.suspended = false
			_, err := x.pay.ResumeIn(ctx, tx, reviewer, m.entitlement, "已认证")
			return err
		case what == "stop" && m.stop == 0:
			stop := x.month.Add(rapid.IntRange(-1, 1).Draw(x.rt, "stop"))
			_, err := x.pay.StopIn(ctx, tx, reviewer, m.entitlement, stop, "迁出")
			if e := db.Fault(err); e != nil && e.Is(StopsTooEarly) {
				return nil // months from there on are paid; nothing was changed
			}
			m.stop, m.suspended = stop, false
			return err
		case what == "account":
			x.cards++
			m.refused, m.closed = false, false
			_, _, err := x.rolls.SetBankAccountIn(ctx, tx, system, m.id, "桃源农商银行", digits(62160000000000000+int64(x.cards)))
			return err
		}
		return nil
	})
}

func digits(n int64) string {
	var b [17]byte
	for i := len(b) - 1; i >= 0; i-- {
		b[i], n = byte('0'+n%10), n/10
	}
	return string(b[:])
}

// payMonth runs the month, cut at a random place first, and compares.
func (x *history) payMonth() {
	x.sim.Seed = uint64(rapid.IntRange(1, 9).Draw(x.rt, "bank"))
	x.sim.ClosedIn10000, x.sim.NameIn10000 = 1500, 1500
	x.sim.Value = x.month.FirstDay() + 19
	work, cancel := context.WithCancel(ctx)
	x.clock.cancel.Store(&cancel)
	x.clock.left.Store(rapid.Int64Range(1, 60).Draw(x.rt, "cut"))
	_, _ = x.pay.Pay(work, maker, checker, county, x.month, x.bank, nil)
	x.clock.left.Store(-1)
	cancel()
	o := x.run(x.month)
	var posted, returned, held int64
	for _, m := range x.people {
		due := m.due(x.month)
		owes := len(due) > 0
		if m.died != 0 && !owes { // the gate shows a dead person's open entitlement even when nothing is due
			owes = m.stop == 0 && m.next() <= x.month || m.stop != 0 && m.next() < m.stop && m.next() <= x.month
		}
		if !owes {
			continue
		}
		p := x.paymentOf(o.Run, m.who)
		mustHold := m.died != 0 || m.suspended || m.refused || m.closed
		if mustHold {
			if held++; p.State != Lapsed {
				x.rt.Fatalf("%+v should be held: %+v", m, p)
			}
			continue
		}
		if p.Total != basics(due)+money.Fen(len(due))*accountPart {
			x.rt.Fatalf("%v are due, %+v", due, p)
		}
		switch p.State {
		case Paid:
			posted++
			for _, at := range due {
				m.paid[at] = true
				m.drawn += accountPart
			}
			x.fund -= p.Total
		case Returned:
			returned++
			m.refused, m.closed = true, p.ReturnCode == "AC04"
		default:
			x.rt.Fatalf("%+v is %s", m, p.State)
		}
	}
	if o.Posted != posted || o.Returned != returned || o.Held != held || o.Difference != 0 {
		x.rt.Fatalf("the run came to %+v, the model to %d, %d, %d", o, posted, returned, held)
	}
	x.agrees()
}

// next is the first month not paid.
func (m *model) next() civil.Month {
	at := m.start
	for m.paid[at] {
		at++
	}
	return at
}

// basics sums the months' basic parts: Hunan paid 136 yuan in 2023 and 156 in 2024.
func basics(due []civil.Month) money.Fen {
	var sum money.Fen
	for _, m := range due {
		if m.Year() == 2023 {
			sum += 13600
		} else {
			sum += 15600
		}
	}
	return sum
}

func (x *history) agrees() {
	b, err := x.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
	must(x.rt, err)
	if b.Own() != x.fund || b.PendingCredits != 0 {
		x.rt.Fatalf("the bank account has %d, the model %d; pending %d", b.Own(), x.fund, b.PendingCredits)
	}
	must(x.rt, x.d.View(ctx, func(tx *db.Tx) error {
		for _, m := range x.people {
			a, err := x.rolls.AccountIn(ctx, tx, county, m.id)
			if err != nil {
				return err
			}
			if a.Balance != 1390000-m.drawn {
				x.rt.Fatalf("an account has %d, the model drew %d", a.Balance, m.drawn)
			}
		}
		return nil
	}))
	x.sound()
}
