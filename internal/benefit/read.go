package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

// MaxPage is how many payments a page may have.
const MaxPage = 500

// Sum counts a run's payments of one state; Why is the first reason of those held or the bank's code of those returned.
type Sum struct {
	State       PaymentState
	Why         string
	People      int64
	Basic       money.Fen
	AccountPart money.Fen
	Total       money.Fen
}

// RunView is a run as a page shows it.
type RunView struct {
	Run
	Sums      []Sum
	People    int64
	Held      int64 // held, or held over to the next run
	HeldFen   money.Fen
	ToPay     int64 // everybody else
	ToPayFen  money.Fen
	Order     *FileInfo  // the payment file, once made
	Answer    *FileInfo  // the bank's answer, once taken in
	Statement *Statement // the latest reconciliation
}

// FileInfo is what is known of a bank file besides its content.
type FileInfo struct {
	Name        string
	Digest      string
	Orders      int64
	Total       money.Fen
	Paid        int64
	PaidFen     money.Fen
	Returned    int64
	ReturnedFen money.Fen
	Closing     money.Fen // the bank's balance afterwards
}

// Filter chooses payments of a run. After is the last id of the page before.
type Filter struct {
	Run   int64
	State PaymentState // "" any
	Hold  string       // a check's code; "" any
	After int64
	Limit int // 0 is 50
}

// Page is a part of a list; Next is the After of the following one, 0 at the end.
type Page struct {
	Payments []Payment
	Next     int64
}

// Counts are a kind's people, for the board: numbers without money and without names.
type Counts struct {
	Drawing   int64 // with an active entitlement that has begun
	Suspended int64
	Last      *RunCounts // the latest run by month; nil before the first
}

// RunCounts are a run's people. Held includes what lapsed into the next run; while the run is under way Waiting is everybody
// else who is neither paid nor returned yet.
type RunCounts struct {
	Run
	Paid     int64
	Returned int64
	Held     int64
	Waiting  int64
}

// Counts counts who draws a kind of benefit and what became of its latest run's people.
func (b *Benefits) Counts(ctx context.Context, actor access.Actor, k Kind) (Counts, error) {
	if err := actor.May(access.BoardRead); err != nil {
		return Counts{}, err
	}
	var c Counts
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		if c, err = countEntitled(ctx, tx, actor.County, k, civil.DateIn(tx.Now()).Month()); err != nil {
			return err
		}
		last, err := runs(ctx, tx, actor.County, k, 1)
		if err != nil || len(last) == 0 {
			return err
		}
		all, err := sums(ctx, tx, last[0])
		c.Last = &RunCounts{Run: last[0]}
		for _, s := range all {
			switch s.State {
			case Paid:
				c.Last.Paid += s.People
			case Returned:
				c.Last.Returned += s.People
			case Held, Lapsed:
				c.Last.Held += s.People
			default:
				c.Last.Waiting += s.People
			}
		}
		return err
	})
	return c, err
}

// Runs lists the latest runs of a kind.
func (b *Benefits) Runs(ctx context.Context, actor access.Actor, k Kind, limit int) ([]Run, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []Run
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = runs(ctx, tx, actor.County, k, between(1, limit, MaxPage))
		return err
	})
	return all, err
}

// LatestRuns lists the latest runs of every kind.
func (b *Benefits) LatestRuns(ctx context.Context, actor access.Actor, limit int) ([]Run, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []Run
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = latestRuns(ctx, tx, actor.County, between(1, limit, MaxPage))
		return err
	})
	return all, err
}

func between(least, n, most int) int { return min(max(n, least), most) }

// Run shows one run with its totals.
func (b *Benefits) Run(ctx context.Context, actor access.Actor, id int64) (RunView, error) {
	if err := actor.May(access.FundRead); err != nil {
		return RunView{}, err
	}
	var v RunView
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		v = RunView{}
		if v.Run, err = runByID(ctx, tx, actor.County, id); err != nil {
			return err
		}
		if v.Sums, err = sums(ctx, tx, v.Run); err != nil {
			return err
		}
		for _, s := range v.Sums {
			v.People += s.People
			if s.State == Held || s.State == Lapsed {
				v.Held, v.HeldFen = v.Held+s.People, v.HeldFen+s.Total
			} else {
				v.ToPay, v.ToPayFen = v.ToPay+s.People, v.ToPayFen+s.Total
			}
		}
		if v.Order, err = fileInfo(ctx, tx, v.Run, orderFile); err != nil {
			return err
		}
		if v.Answer, err = fileInfo(ctx, tx, v.Run, answerFile); err != nil || v.Answer == nil {
			return err
		}
		_, _, found, err := lastReconciliation(ctx, tx, v.County, v.ID)
		if err != nil || !found {
			return err
		}
		s, err := b.storedStatement(ctx, tx, v.Run)
		v.Statement = &s
		return err
	})
	return v, err
}

func fileInfo(ctx context.Context, tx *db.Tx, r Run, direction string) (*FileInfo, error) {
	f, found, err := file(ctx, tx, r, direction, false)
	if err != nil || !found {
		return nil, err
	}
	return &FileInfo{f.name, f.digest, f.orders, f.total, f.paid, f.paidFen, f.returned, f.returnedFen, f.closing}, nil
}

// Payments lists a run's payments, a page at a time.
func (b *Benefits) Payments(ctx context.Context, actor access.Actor, f Filter) (Page, error) {
	if err := actor.May(access.FundRead); err != nil {
		return Page{}, err
	}
	if f.Limit == 0 {
		f.Limit = 50
	}
	size := between(1, f.Limit, MaxPage)
	f.Limit = size + 1
	var page Page
	err := b.db.View(ctx, func(tx *db.Tx) error {
		if _, err := runByID(ctx, tx, actor.County, f.Run); err != nil {
			return err
		}
		all, err := payments(ctx, tx, actor.County, f)
		if err != nil {
			return err
		}
		page = Page{Payments: all}
		if len(all) > size {
			page.Payments = all[:size]
			page.Next = all[size-1].ID
		}
		return nil
	})
	return page, err
}

// Payment shows one payment with its lines.
func (b *Benefits) Payment(ctx context.Context, actor access.Actor, id int64) (Payment, error) {
	if err := actor.May(access.FundRead); err != nil {
		return Payment{}, err
	}
	var p Payment
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		if p, err = payment(ctx, tx, actor.County, id); err != nil {
			return err
		}
		if p.Lines, err = linesOf(ctx, tx, actor.County, id); err != nil {
			return err
		}
		return p.hear(ctx, tx, actor.County)
	})
	return p, err
}

// PaymentsOf lists a person's payments, the latest first, each month with what explains it. The person sees his own.
func (b *Benefits) PaymentsOf(ctx context.Context, actor access.Actor, person int64, limit int) ([]Payment, error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	var all []Payment
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		if all, err = paymentsOf(ctx, tx, actor.County, person, between(1, limit, MaxPage)); err != nil {
			return err
		}
		for i := range all {
			if all[i].Lines, err = linesOf(ctx, tx, actor.County, all[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}
