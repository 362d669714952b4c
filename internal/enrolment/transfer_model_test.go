package enrolment_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

const neighbour civil.County = 430726

// journey is one person with a file in each of two counties of one program, and the transfer that is on its way between them.
type journey struct {
	at      [2]*office
	who     [2]int64
	from    int // the county that the transfer leaves
	out, in int64
	years   []int
	total   money.Fen
	banks   money.Fen
}

// reopen takes the rooms of a county up anew, as a process does that finds what another left.
func (o *office) reopen(keys *ledger.Keys) *office {
	books := ledger.New(o.db, keys)
	again := *o
	again.books, again.moves = books, enrolment.NewTransfers(o.rolls, o.people, books)
	books.TellBookings(again.moves)
	return &again
}

func (j *journey) contribute(t *rapid.T) {
	side := rapid.IntRange(0, 1).Draw(t, "county that is paid in")
	o, p, year := j.at[side], j.who[side], 2011+len(j.years)
	if year > 2026 {
		return
	}
	err := o.db.InCounty(context.Background(), o.county, func(tx *db.Tx) error {
		by := o.officer()
		if _, err := o.rolls.EnrolIn(context.Background(), tx, by, p, enrolment.ResidentPension, civil.MonthOf(2011, 1)); err != nil && !errors.Is(err, enrolment.EnrolledAlready) {
			return err
		}
		return o.rolls.ContributeIn(context.Background(), tx, by, enrolment.Contribution{Person: p, Year: year, Grade: 100 * yuan, Personal: money.Fen(100_00 + year), Subsidy: 30 * yuan})
	})
	switch {
	case err == nil:
		j.years, j.total = append(j.years, year), j.total+money.Fen(130_00+year)
	case !errors.Is(err, enrolment.Moving):
		t.Fatalf("contribute: %v", err)
	}
}

// advance takes one step of the transfer that is under way, or starts one.
func (j *journey) advance(t *rapid.T) {
	here, there := j.at[j.from], j.at[1-j.from]
	if j.out == 0 {
		j.from = rapid.IntRange(0, 1).Draw(t, "county that it leaves")
		x, err := j.at[j.from].ask(enrolment.Out, j.who[j.from], enrolment.Place)
		if err == nil {
			j.out = x.ID
		} else if !errors.Is(err, enrolment.NothingToMove) && !errors.Is(err, enrolment.NotEnrolled) {
			t.Fatalf("ask: %v", err)
		}
		return
	}
	x := here.get(j.out)
	var moves []func() error
	if x.State == enrolment.TransferAsked || x.State == enrolment.TransferTold {
		moves = append(moves, func() error { return here.tell(x.ID) })
		if j.in == 0 || there.get(j.in).State == enrolment.TransferAnnounced && there.get(j.in).Step == "" {
			moves = append(moves, func() error { return j.cancel(here, there, x) })
		}
	}
	moves = append(moves, j.there(t, there, x)...)
	for _, s := range x.Can() {
		if s != enrolment.ComeBack || j.in == 0 || there.get(j.in).Arrived == 0 {
			moves = append(moves, func() error {
				err := j.decide(t, here, x.ID, s, 0)
				if s == enrolment.Pay && errors.Is(err, enrolment.HistoryMoved) { // it came back to somebody who has joined anew since
					return j.decide(t, here, x.ID, enrolment.Reverse, 0)
				}
				return err
			})
		}
	}
	if err := rapid.SampledFrom(moves).Draw(t, "step")(); err != nil {
		t.Fatalf("%s %s: %v", x.Direction, x.State, err)
	}
}

// cancel ends it on both sides.
func (j *journey) cancel(here, there *office, x enrolment.TransferFile) error {
	ctx := context.Background()
	_, err := here.moves.Cancel(ctx, here.accountant(), enrolment.Cancelling{Transfer: x.ID, Version: x.Version, Says: "不转了"})
	if err == nil && j.in != 0 {
		_, err = there.moves.Cancel(ctx, there.accountant(), enrolment.Cancelling{Transfer: j.in, Version: there.get(j.in).Version, Says: "不转了"})
	}
	j.out, j.in = 0, 0
	return err
}

// there lists what the county that takes the relation can do.
func (j *journey) there(t *rapid.T, o *office, x enrolment.TransferFile) (moves []func() error) {
	if j.in == 0 {
		if x.State == enrolment.TransferTold {
			moves = append(moves, func() error {
				y, err := o.ask(enrolment.In, j.who[1-j.from], enrolment.Place)
				if err != nil {
					return err
				}
				j.in = y.ID
				w := announcement(o.get(y.ID), o, x.Lines...)
				w.Joined = x.Joined
				_, err = o.moves.Announce(context.Background(), o.accountant(), w)
				return err
			})
		}
		return moves
	}
	y := o.get(j.in)
	if left := y.Sums.Balance - y.Arrived; x.State == enrolment.TransferPaid && left > 0 {
		moves = append(moves, func() error {
			return j.decide(t, o, y.ID, enrolment.Receive, money.Fen(rapid.SampledFrom([]int64{int64(left), (int64(left) + 1) / 2}).Draw(t, "came")))
		})
	}
	if y.State == enrolment.TransferArrived && y.Difference() == 0 {
		moves = append(moves, func() error {
			err := j.decide(t, o, y.ID, enrolment.Credit, 0)
			if o.get(y.ID).State == enrolment.TransferCredited {
				j.out, j.in = 0, 0
			}
			return err
		})
	}
	return moves
}

// decide proposes a step; another person confirms it or sends it back.
func (j *journey) decide(t *rapid.T, o *office, id int64, s enrolment.Step, amount money.Fen) error {
	x, err := o.propose(id, s, amount)
	if err != nil {
		return err
	}
	if rapid.IntRange(0, 4).Draw(t, "sent back") == 0 {
		_, err = o.books.SendBack(context.Background(), o.approver(), x.Proposal, "再核对")
	} else {
		_, err = o.books.Confirm(context.Background(), o.approver(), x.Proposal)
	}
	return err
}

// check holds that no fen and no year is lost or doubled: it is in one account, in the other, or on its way.
func (j *journey) check(t *rapid.T) {
	var years []int
	var held, bank, transit money.Fen
	b := enrolment.BooksOfTransfers()
	for side, o := range j.at {
		f := o.file(j.who[side])
		held += f.Account
		bank += o.balance(b.Bank)
		transit += o.balance(b.Transit)
		for _, c := range f.Contributions {
			years = append(years, c.Year)
		}
		o.sound()
	}
	if j.out != 0 {
		x := j.at[j.from].get(j.out)
		if x.State == enrolment.TransferPaid {
			held += x.Sums.Balance
			for _, l := range x.Lines {
				years = append(years, l.Year)
			}
			bank += x.Sums.Balance
			if j.in != 0 {
				bank -= j.at[1-j.from].get(j.in).Arrived
				transit -= j.at[1-j.from].get(j.in).Arrived
			}
		}
		if x.State == enrolment.TransferOrdered {
			transit -= x.Sums.Balance
		}
	}
	slices.Sort(years)
	if fmt.Sprint(years) != fmt.Sprint(j.years) || held != j.total || bank != j.banks || transit != 0 {
		t.Fatalf("years %v of %v, money %s of %s, banks %s of %s, in transit beyond what is under way %s", years, j.years, held, j.total, bank, j.banks, transit)
	}
}

// Whatever happens between two counties, in whatever order, and whichever process takes it up: nothing is lost and nothing counts twice.
func TestNothingIsLostOnTheWay(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		r := open(t, d)
		if err := d.InCounty(t.Context(), neighbour, func(tx *db.Tx) error {
			return r.access.OpenCountyIn(t.Context(), tx, access.County{Code: neighbour, Name: "石门县", Demo: true})
		}); err != nil {
			t.Fatal(err)
		}
		keys, err := ledger.OpenKeys(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		books := ledger.New(d, keys)
		at := [2]*office{openOffice(t, r, books, county, 50_000*yuan), openOffice(t, r, books, neighbour, 50_000*yuan)}
		seq := 0
		rapid.Check(t, func(rt *rapid.T) {
			j := &journey{at: at}
			for side, o := range at {
				seq++
				j.who[side] = o.settle(seq)
				j.banks += o.balance(enrolment.BooksOfTransfers().Bank)
			}
			for range rapid.IntRange(5, 30).Draw(rt, "acts") {
				if rapid.Bool().Draw(rt, "contribute") {
					j.contribute(rt)
				} else {
					j.advance(rt)
				}
				side := rapid.IntRange(0, 1).Draw(rt, "process that ends")
				j.at[side] = j.at[side].reopen(keys)
			}
			j.check(rt)
			for range 40 { // the money that is on its way arrives, so that the next history begins with a known bank
				if j.out == 0 {
					break
				}
				j.advance(rt)
			}
			j.check(rt)
		})
	}, db.WithClock(clock.Now))
}
