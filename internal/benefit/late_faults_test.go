package benefit

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/testkit"
)

// TestFaultLateNotices gives a notice of late returns cut at every line and anywhere, with every byte changed in turn, with wrong totals, a run's
// answer instead, and the same one from many clients at once. Each bad one is refused and changes nothing; the right one is booked once.
func TestFaultLateNotices(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 1<<40)
		people := h.people(4, march)
		h.sim.Value = civil.DateIn(d.Now())
		_, f := h.filed(march)
		answer, err := h.bank(f.Content)
		must(t, err)
		o := h.run(march)
		var lines []bank.Answer
		for _, w := range people[:3] {
			p := h.paymentOf(o.Run, w)
			lines = append(lines, bank.Answer{ID: p.ID, Amount: p.Total, Reason: "AC04"})
		}
		file, before, refused := h.notice("T1", lines...), h.atBank(), 0
		refuse := func(what string, content []byte) {
			t.Helper()
			n, _, err := h.pay.EnterLate(ctx, maker, content)
			if err == nil {
				t.Fatalf("%s is taken: %+v", what, n)
			}
			if db.Fault(err) == nil {
				t.Errorf("%s: a fault without words: %v", what, err)
			}
			refused++
		}
		random := rand.New(rand.NewPCG(3, 4))
		for at := range file {
			if file[at] == '\n' && at+1 < len(file) {
				refuse("a file cut at a line", file[:at+1])
			}
			damaged := bytes.Clone(file)
			damaged[at] ^= 1 << random.IntN(7)
			refuse("a damaged file", damaged)
		}
		for range 20 {
			refuse("a file cut anywhere", file[:random.IntN(len(file))])
		}
		refuse("an empty file", nil)
		refuse("the payment file", f.Content)
		refuse("a run's answer without late returns", answer)
		refuse("a file twice over", append(bytes.Clone(file), file...))
		for _, more := range []int64{1, int64(lines[0].Amount)} {
			refuse("a wrong total", bytes.Replace(file, fmt.Appendf(nil, "T|3|"), fmt.Appendf(nil, "T|%d|", 3+more), 1))
		}
		if all, err := h.pay.LateNotices(ctx, checker, 10); err != nil || len(all) != 0 || h.atBank() != before {
			t.Fatalf("%+v %v", all, err)
		}
		n := h.atOnce(file)
		var all sync.WaitGroup
		booked := make([]error, 6)
		for i := range booked {
			all.Go(func() {
				by := checker
				by.User += int64(100 + i)
				_, booked[i] = h.pay.DecideLate(ctx, by, n.ID, true)
			})
		}
		all.Wait()
		good := 0
		for _, err := range booked {
			if err == nil {
				good++
			} else if !errors.Is(err, LateDecided) && !errors.Is(err, db.Busy) {
				t.Errorf("%v", err)
			}
		}
		if good != 1 || h.atBank() != before+3*lines[0].Amount {
			t.Fatalf("booked %d times, %s came back", good, h.atBank()-before)
		}
		h.sound()
		t.Logf("%d files refused", refused)
	})
}

// atOnce takes one notice in from several clients at once and gives the one that it became.
func (h *house) atOnce(file []byte) LateNotice {
	h.t.Helper()
	var all sync.WaitGroup
	made := make([]LateNotice, 6)
	failed := make([]error, len(made))
	for i := range made {
		all.Go(func() {
			made[i], _, failed[i] = h.pay.EnterLate(ctx, maker, file)
		})
	}
	all.Wait()
	var one LateNotice
	for i, err := range failed {
		if err != nil && !errors.Is(err, db.Busy) {
			h.t.Fatal(err)
		}
		if err == nil && one.ID != 0 && made[i].ID != one.ID {
			h.t.Fatalf("two notices of one file: %d and %d", one.ID, made[i].ID)
		}
		if err == nil {
			one = made[i]
		}
	}
	return one
}

// Every column that says how much, of what or whether is altered, one at a time; each is found.
func TestAlteredLateReturnsAreFound(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(3, jan)
		first, second := h.follow(clock, jan), h.follow(clock, jan+1)
		clock.Add(24 * time.Hour)
		h.back("T1", "AG09", h.paymentOf(first.Run, people[0]), h.paymentOf(second.Run, people[1]))
		q, err := h.pay.AskFate(ctx, officer, h.paymentOf(second.Run, people[1]).ID, ToFund, "核实")
		must(t, err)
		_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		must(t, err)
		h.follow(clock, jan+2)
		h.sound()
		thrownAway := errors.New("thrown away")
		for _, c := range []struct{ table, set, where string }{
			{"late_notice", "account='430725-unemployment'", ""}, {"late_notice", "fund=7", ""}, {"late_notice", "notice='T7'", ""}, {"late_notice", "value_date='2024-01-01'", ""},
			{"late_notice", "digest='00'", ""}, {"late_notice", "lines=lines+1", ""}, {"late_notice", "total_fen=total_fen+1", ""}, {"late_notice", "state='refused'", ""},
			{"late_return", "line=line+7", " AND line=2"}, {"late_return", "payment=payment+1", " AND line=1"},
			{"late_return", "amount_fen=amount_fen+1", " AND line=1"}, {"late_return", "code='AC04'", " AND line=1"}, {"late_return", "on_date='2024-01-31'", " AND line=1"},
			{"late_return", "state='refused'", " AND line=1"}, {"late_return", "verdict='foreign', state='listed'", " AND line=1"}, {"late_return", "fate='fund'", " AND line=1"},
			{"late_return", "fate='again'", " AND line=2"}, {"late_fate", "state='refused'", ""}, {"late_fate", "fate='again'", ""},
			{"payment", "return_code='AC04'", " AND state='returned'"}, {"payment_line", "basic_fen=basic_fen+1", " AND NOT live"},
			{"payment_line", "live=true", " AND NOT live AND month=" + fmt.Sprint(int(jan+1))}, {"pension_entry", "cause=cause+1", " AND kind='reversal'"},
			{"pension_entry", "paid_fen=paid_fen-1", " AND kind='reversal'"},
		} {
			err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
				n, err := tx.Exec(ctx, fmt.Sprintf(`UPDATE %s SET %s WHERE county=$1%s`, c.table, c.set, c.where), county)
				must(t, err)
				found, err := h.pay.VerifyIn(ctx, tx, county, nil)
				must(t, err)
				if n == 0 || len(found) == 0 {
					t.Errorf("%s %s: %d rows, not found", c.table, c.set, n)
				}
				return thrownAway
			})
			if !errors.Is(err, thrownAway) {
				t.Fatal(err)
			}
		}
	})
}
