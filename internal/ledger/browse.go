package ledger

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// searchSpan is how many places of the log one page of lines is looked for in at most: a search that finds little ends, and says up to where
// it has looked.
const searchSpan = 400_000

// Choice is which lines of an account are asked for (查找条件). What is zero does not choose.
type Choice struct {
	Span
	Known     civil.Date // what was in the books at the end of this day (北京时间)
	Side      Side
	Kinds     []Kind
	Low, High money.Fen // amounts, both included
	Cause     string    // this cause, or those that go on after it with "/": "payment:81" finds "payment:81/2026-03"
}

// Side is a side of an account (借贷方向).
type Side int8

// The sides.
const (
	BothSides  Side = 0
	DebitSide  Side = 1 // 借方
	CreditSide Side = 2 // 贷方
)

// Lines is a part of what was chosen, in the order of the log.
type Lines struct {
	Entries  []Entry
	Next     int64 // Page.After of what follows; 0: there is no more
	Searched int64 // up to which place of the log, when the page ended for having looked long enough; else 0
}

// Flow is an account over months: what it had before the first, and what moved in each (发生额).
type Flow struct {
	Account Account
	Before  Sums
	In      []Sums // one a month
}

// Record is a transfer with everything that stands around it in the books.
type Record struct {
	Entry
	Debited, Credited Account
	Of                BatchInfo
	Leaf              []byte
	Refers            *Entry  // the transfer that it settles, reverses or corrects
	Settled           *Entry  // what ended the reservation: post-pending, part, void or expire
	Reversed          *Entry  // what undid it
	Corrected         []Entry // what corrected it after its month was closed
	Signed            time.Time
	Checkpoint        int64 // the size of the first checkpoint that holds it, signed at Signed
	Cosigned          *Cosignature
}

// BatchInfo is one batch as it stands in the books, without its lines.
type BatchInfo struct {
	ID             int64
	Fund           Fund
	Kind, Cause    string
	Maker, Checker int64
	Period         civil.Month
	PostedAt       time.Time
	Lines          int64
	Total          money.Fen
	FirstSeq, Seq  int64 // of its first line and of its own record, which follows its lines
}

// Cosignature is a witness's signature under a checkpoint.
type Cosignature struct {
	Size    int64
	Witness string // its key, which begins with its name
	Line    string
	At      time.Time
}

// Lines lists an account's lines that were chosen. Asked by days it lists what moved, since a reservation has no value date.
func (l *Ledger) Lines(ctx context.Context, county civil.County, id AccountID, c Choice, page Page) (lines Lines, err error) {
	if err := page.check(); err != nil {
		return lines, err
	}
	w, err := c.walk(id)
	if err != nil {
		return lines, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		if _, err := accountOf(ctx, tx, county, id); err != nil {
			return err
		}
		if err := w.bound(ctx, tx, county, c, page.After); err != nil || w.low >= w.high {
			lines = Lines{}
			return err
		}
		end := w.high
		w.high = min(w.high, w.low+searchSpan)
		w.limit = page.Limit + 1
		rows, err := linesOf(ctx, tx, county, w)
		if err != nil {
			return err
		}
		lines = Lines{}
		if lines.Entries, lines.Next, err = page.entries(rows, id); err == nil && lines.Next == 0 && w.high < end {
			lines.Next, lines.Searched = w.high, w.high
		}
		return err
	})
	return lines, err
}

// lineWalk is a choice as the columns hold it, between two places of the log: after low, up to and with high.
type lineWalk struct {
	lineSpan
	account      AccountID
	debit        AccountID // the account, or 0 where its debit side is not asked for
	credit       AccountID
	low, high    int64
	kinds        int64 // a bit a kind
	least, most  int64
	cause, until string
	limit        int
}

const afterEveryText = "\U0010FFFF"

func (c Choice) walk(id AccountID) (lineWalk, error) {
	columns, err := c.Span.columns()
	w := lineWalk{lineSpan: columns, account: id, debit: id, credit: id, least: int64(c.Low), most: int64(c.High), cause: c.Cause, until: c.Cause + "0"} // "0" follows "/"
	if err == nil && (c.Side < BothSides || c.Side > CreditSide || c.Low < 0 || c.High < 0 || (c.High > 0 && c.Low > c.High)) {
		err = BadSpan.With().On("side")
	}
	switch c.Side {
	case DebitSide:
		w.credit = 0
	case CreditSide:
		w.debit = 0
	}
	if c.High == 0 {
		w.most = 1<<63 - 1
	}
	if c.Cause == "" {
		w.until = afterEveryText
	}
	for _, k := range c.Kinds {
		w.kinds |= 1 << k
	}
	if w.kinds == 0 {
		w.kinds = 1<<(Part+1) - 1
	}
	if c.From != 0 || c.To != 0 {
		for _, k := range []Kind{Pending, Void, Expire} {
			w.kinds &^= 1 << k
		}
	}
	return w, err
}

// bound finds the places between which the lines must stand: months by their batches, days by the months in which anything was posted for
// them, what was known by the log's size at the time.
func (w *lineWalk) bound(ctx context.Context, tx *db.Tx, county civil.County, c Choice, after int64) error {
	first, last := w.first, w.last
	if c.From != 0 || c.To != 0 {
		var err error
		if first, last, err = monthsPostedFor(ctx, tx, county, w.account, w.from, w.to); err != nil {
			return err
		}
	}
	low, high, err := batchesBetween(ctx, tx, county, w.account.Fund(), first, last)
	if err != nil {
		return err
	}
	if c.Known != 0 {
		size, err := sizeBy(ctx, tx, county, endOf(c.Known))
		if err != nil {
			return err
		}
		high = min(high, size-1)
	}
	w.low, w.high = max(low-1, after), high
	return nil
}

// Flows gives a fund's accounts over months of posting, both included, by account number.
func (l *Ledger) Flows(ctx context.Context, county civil.County, fund Fund, first, last civil.Month) (all []Flow, err error) {
	if _, err := fund.Def(); err != nil {
		return nil, err
	}
	if last < first || last-first >= 600 {
		return nil, BadSpan.With().On("first")
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		at := map[int64]int{}
		err := fundAccounts(ctx, tx, county, fund, func(a *accountRow) error {
			at[a.id] = len(all)
			all = append(all, Flow{Account: a.account(), In: make([]Sums, last-first+1)})
			return nil
		})
		if err != nil {
			return err
		}
		return monthlyTurnover(ctx, tx, county, fund, first, last, func(id int64, m civil.Month, s Sums) {
			i, known := at[id]
			switch {
			case !known:
			case m < first:
				all[i].Before = s
			default:
				all[i].In[m-first] = s
			}
		})
	})
	return all, err
}

// Months says in which months anything was posted to a fund; false: in none.
func (l *Ledger) Months(ctx context.Context, county civil.County, fund Fund) (first, last civil.Month, any bool, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		first, last, any, err = postedMonths(ctx, tx, county, fund)
		return err
	})
	return first, last, any, err
}

// LastOn is the latest month in which anything was posted to an account; 0: never.
func (l *Ledger) LastOn(ctx context.Context, county civil.County, id AccountID) (m civil.Month, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		_, m, err = monthsPostedFor(ctx, tx, county, id, "", lastDay)
		return err
	})
	return max(m, 0), err
}

// Record reads a transfer by its place in the log.
func (l *Ledger) Record(ctx context.Context, county civil.County, seq int64) (r Record, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		row, err := transferAt(ctx, tx, county, seq)
		if db.IsNoRows(err) {
			return UnknownRef.With("line", 1, "ref", seq)
		}
		if err != nil {
			return err
		}
		r = Record{Leaf: row.leaf}
		if r.Entry, err = row.entry(0); err != nil {
			return err
		}
		for _, side := range []struct {
			id   AccountID
			into *Account
		}{{r.Debit, &r.Debited}, {r.Credit, &r.Credited}} {
			a, err := accountOf(ctx, tx, county, side.id)
			if err != nil {
				return err
			}
			*side.into = a.account()
		}
		b, err := batchAt(ctx, tx, county, row.batch)
		if err != nil {
			return err
		}
		r.Of = b.info()
		if err := r.refer(ctx, tx, county); err != nil {
			return err
		}
		return r.sign(ctx, tx, county)
	})
	return r, err
}

// refer reads what the transfer names, and what names it.
func (r *Record) refer(ctx context.Context, tx *db.Tx, county civil.County) error {
	if r.Ref > 0 {
		row, err := transferAt(ctx, tx, county, r.Ref)
		if err != nil {
			return err
		}
		e, err := row.entry(0)
		if err != nil {
			return err
		}
		r.Refers = &e
	}
	rows, err := referring(ctx, tx, county, r.Seq)
	if err != nil {
		return err
	}
	for i := range rows {
		e, err := rows[i].entry(0)
		if err != nil {
			return err
		}
		switch {
		case e.Kind == Reversal:
			r.Reversed = &e
		case e.Kind.settles():
			r.Settled = &e
		default:
			r.Corrected = append(r.Corrected, e)
		}
	}
	return nil
}

// sign reads under which checkpoint the transfer was first signed, and which witness first cosigned one that holds it.
func (r *Record) sign(ctx context.Context, tx *db.Tx, county civil.County) error {
	c, err := checkpointFrom(ctx, tx, county, r.Seq+1)
	if err != nil {
		return err
	}
	if c.size > 0 {
		r.Checkpoint, r.Signed = c.size, db.FromMicros(c.at)
	}
	r.Cosigned, err = cosignatureFrom(ctx, tx, county, r.Seq+1)
	return err
}

// Batch reads one batch with a page of its lines, by their places.
func (l *Ledger) Batch(ctx context.Context, county civil.County, id int64, page Page) (b BatchInfo, lines []Entry, next int64, err error) {
	if err := page.check(); err != nil {
		return b, nil, 0, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		row, err := batchAt(ctx, tx, county, id)
		if db.IsNoRows(err) {
			return NoBatch.With("batch", id)
		}
		if err != nil {
			return err
		}
		b = row.info()
		rows, err := transfersBetween(ctx, tx, county, max(b.FirstSeq, page.After+1), b.Seq, page.Limit+1)
		if err != nil {
			return err
		}
		lines, next, err = page.entries(rows, 0)
		return err
	})
	return b, lines, next, err
}

// Batches lists the batches of a fund that were posted into a month, in the order of the log.
func (l *Ledger) Batches(ctx context.Context, county civil.County, fund Fund, month civil.Month, page Page) (all []BatchInfo, next int64, err error) {
	if err := page.check(); err != nil {
		return nil, 0, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		rows, err := batchesOf(ctx, tx, county, fund, month, page.After, page.Limit+1)
		if err != nil {
			return err
		}
		all, next = nil, 0
		if len(rows) > page.Limit {
			rows = rows[:page.Limit]
			next = rows[page.Limit-1].firstSeq
		}
		for i := range rows {
			all = append(all, rows[i].info())
		}
		return nil
	})
	return all, next, err
}

func (r *batchRow) info() BatchInfo {
	return BatchInfo{ID: r.id, Fund: Fund(r.fund), Kind: r.kind, Cause: r.cause, Maker: r.maker, Checker: r.checker, Period: civil.Month(r.period),
		PostedAt: db.FromMicros(r.postedAt), Lines: r.lines, Total: money.Fen(r.total), FirstSeq: r.firstSeq, Seq: r.seq}
}

// TurnoverOf gives an account over a span: what it had, what moved, what it has.
func (l *Ledger) TurnoverOf(ctx context.Context, county civil.County, id AccountID, span Span) (t Turnover, err error) {
	columns, err := span.columns()
	if err != nil {
		return t, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		r, err := accountOf(ctx, tx, county, id)
		if err != nil {
			return err
		}
		t.Account = r.account()
		t.Before, t.In, err = turnoverOf(ctx, tx, county, id, columns)
		return err
	})
	return t, err
}

// ReservedIn is what of one batch is reserved and not ended (在途).
type ReservedIn struct {
	BatchInfo
	Open    int64 // lines
	OpenFen money.Fen
}

// ReservedBy gives what a fund has reserved and not ended, by the batch that reserved it, the oldest first. [Ledger.Reserved] lists the lines.
func (l *Ledger) ReservedBy(ctx context.Context, county civil.County, fund Fund) (all []ReservedIn, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		from, any, err := reservedFrom(ctx, tx, county, fund)
		if err != nil || !any {
			return err
		}
		if all, err = reservedSums(ctx, tx, county, fund, from); err != nil {
			return err
		}
		for i := range all {
			row, err := batchAt(ctx, tx, county, all[i].ID)
			if err != nil {
				return err
			}
			all[i].BatchInfo = row.info()
		}
		return nil
	})
	return all, err
}

// reservedFrom says from which place of the log on something of a fund may be reserved: nothing is in closed months, and nothing at all when the
// accounts' counters say so.
func reservedFrom(ctx context.Context, tx *db.Tx, county civil.County, fund Fund) (from int64, any bool, err error) {
	err = reservedNow(ctx, tx, county, fund, func(_ int64, b Balance) { any = any || b.PendingDebits > 0 })
	if err != nil || !any {
		return 0, false, err
	}
	closed, err := lastClosed(ctx, tx, county, fund)
	if err != nil {
		return 0, false, err
	}
	from, _, err = batchesBetween(ctx, tx, county, fund, closed+1, 1<<30)
	return from, true, err
}
