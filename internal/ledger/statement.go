package ledger

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// Page asks for a part of a statement: the lines after a place in the log.
type Page struct {
	After int64 // the sequence number of the last line seen; 0: from the beginning
	Limit int   // 1 to MaxPage; 0: 100
}

func (p *Page) check() error {
	if p.Limit == 0 {
		p.Limit = 100
	}
	if p.Limit < 0 || p.Limit > MaxPage || p.After < 0 {
		return BadPage.With("max", MaxPage).On("limit")
	}
	return nil
}

// Span is the time of a statement, both ends included: by value date or by month of posting. An end that is 0 is open.
type Span struct {
	From, To    civil.Date
	First, Last civil.Month
}

// columns is the span as the columns hold it.
func (s Span) columns() (lineSpan, error) {
	all := lineSpan{from: "", to: lastDay, first: s.First, last: s.Last}
	days, months := s.From != 0 || s.To != 0, s.First != 0 || s.Last != 0
	if (days && months) || (s.To != 0 && s.From > s.To) || (s.Last != 0 && s.First > s.Last) {
		return all, BadSpan.With().On("from")
	}
	if s.From != 0 {
		all.from = s.From.String()
	}
	if s.To != 0 {
		all.to = s.To.String()
	}
	if s.Last == 0 {
		all.last = 1 << 30
	}
	return all, nil
}

// Sums are what was posted on the two sides of an account.
type Sums struct {
	Debits, Credits money.Fen
}

// Net is debits less credits.
func (s Sums) Net() money.Fen { return s.Debits - s.Credits }

// Turnover is an account over a span: what it had, what moved, what it has (期初、发生额、期末).
type Turnover struct {
	Account Account
	Before  Sums // everything before the span
	In      Sums // what moved in it
}

// Opening is debits less credits before the span.
func (t Turnover) Opening() money.Fen { return t.Before.Net() }

// Closing is debits less credits after the span.
func (t Turnover) Closing() money.Fen { return t.Before.Net() + t.In.Net() }

// Entry is one transfer as it stands in the books.
type Entry struct {
	Seq           int64
	Batch         int64
	Line          int
	Debit, Credit AccountID
	Amount        money.Fen
	Released      money.Fen // what a settlement released of the reservation
	Kind          Kind
	Ref           int64
	Code, Cause   string
	Plan, Inputs  string
	Period        civil.Month
	ValueDate     civil.Date
	PostedAt      int64     // microseconds, UTC
	After         money.Fen // debits less credits of the statement's account, after this line, in the order of the log
}

// Left is what this line keeps reserved until another ends it.
func (e Entry) Left() money.Fen {
	return money.Fen(e.Kind.left(int64(e.Amount), int64(e.Released)))
}

// Statement is an account over a span, with its lines by place in the log. Lines that reserve or release move nothing.
type Statement struct {
	Turnover
	Lines []Entry
	Next  int64 // Page.After of the next page; 0: this was the last
}

// Statement lists the lines of an account in a span, in the order of the log, between its opening and closing balance.
func (l *Ledger) Statement(ctx context.Context, county civil.County, id AccountID, span Span, page Page) (s Statement, err error) {
	if err := page.check(); err != nil {
		return s, err
	}
	columns, err := span.columns()
	if err != nil {
		return s, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		r, err := accountOf(ctx, tx, county, id)
		if err != nil {
			return err
		}
		s = Statement{Turnover: Turnover{Account: r.account()}}
		if s.Before, s.In, err = turnoverOf(ctx, tx, county, id, columns); err != nil {
			return err
		}
		rows, err := statementRows(ctx, tx, county, id, columns, page.After, page.Limit+1)
		if err != nil {
			return err
		}
		s.Lines, s.Next, err = page.entries(rows, id)
		return err
	})
	return s, err
}

// Reserved lists what a fund has reserved and neither posted nor ended, in the order of the log: what may be posted, voided or, when its time
// is over, expired.
func (l *Ledger) Reserved(ctx context.Context, county civil.County, fund Fund, page Page) (lines []Entry, next int64, err error) {
	if err := page.check(); err != nil {
		return nil, 0, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		lines, next = nil, 0
		from, any, err := reservedFrom(ctx, tx, county, fund)
		if err != nil || !any {
			return err
		}
		rows, err := reservedRows(ctx, tx, county, fund, max(page.After, from-1), page.Limit+1)
		if err != nil {
			return err
		}
		lines, next, err = page.entries(rows, 0)
		return err
	})
	return lines, next, err
}

// entries makes a page of up to Limit rows; one more row says that there is another page.
func (p Page) entries(rows []transferRow, of AccountID) (lines []Entry, next int64, err error) {
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		next = rows[p.Limit-1].seq
	}
	for i := range rows {
		e, err := rows[i].entry(of)
		if err != nil {
			return nil, 0, err
		}
		lines = append(lines, e)
	}
	return lines, next, nil
}

func (r *transferRow) entry(of AccountID) (Entry, error) {
	day, err := civil.ParseDate(r.valueDate)
	if err != nil {
		return Entry{}, err
	}
	after := r.creditAfter
	if AccountID(r.debit) == of {
		after = r.debitAfter
	}
	return Entry{r.seq, r.batch, int(r.line), AccountID(r.debit), AccountID(r.credit), money.Fen(r.amount), money.Fen(r.released),
		Kind(r.kind), r.ref, r.code, r.cause, r.plan, r.inputs, civil.Month(r.period), day, r.postedAt, money.Fen(after)}, nil
}
