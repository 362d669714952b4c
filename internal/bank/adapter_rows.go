package bank

import (
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// rows is a file of an adapter, cell by cell, before it is laid out and after it is taken apart.
type rows struct {
	header  []string
	titles  []string
	lines   [][]string
	trailer []string
}

// fill writes a row by asking for each column's value.
func (a *Adapter) fill(columns []column, value func(is string) (string, bool), line int64) ([]string, error) {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.Text
		if c.Is == "" {
			continue
		}
		var ok bool
		if row[i], ok = value(c.Is); !ok {
			return nil, Unwritable.With("line", line, "problem", badOutcome)
		}
	}
	return row, nil
}

func (a *Adapter) titles(columns []column) []string {
	if !a.Titles {
		return nil
	}
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.Title
	}
	return row
}

func (a *Adapter) amount(f money.Fen) string {
	if a.Money == "fen" {
		return strconv.FormatInt(int64(f), 10)
	}
	return f.Plain()
}

func (a *Adapter) parseAmount(s string) (money.Fen, bool) {
	sign := money.Fen(1)
	if len(s) > 0 && s[0] == '-' {
		sign, s = -1, s[1:]
	}
	if a.Money == "yuan" {
		f, ok := decimalFen(s)
		return sign * f, ok
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return sign * money.Fen(n), err == nil && only(s, isDigit)
}

// headValue is a field that both directions' headers and trailers may have.
func (a *Adapter) headValue(h PaymentHeader, t Totals, is string) (string, bool) {
	switch is {
	case "run":
		return strconv.FormatInt(h.Run, 10), true
	case "county":
		return h.County.String(), true
	case "batch":
		return h.Batch(), true
	case "account":
		return h.Account, true
	case "period":
		return a.day(h.Period.String()), true
	case "created":
		return a.day(h.Created.String()), true
	case "count":
		return strconv.FormatInt(t.Count, 10), true
	case "total":
		return a.amount(t.Total), true
	case "currency":
		return "CNY", true
	}
	return "", is == "note" || is == "digest" // the digest is put in where the bytes are
}

func (a *Adapter) paymentRows(p Payment) (rows, error) {
	_, sum, err := p.Text() // what the canonical text cannot carry no format carries
	if err != nil {
		return rows{}, err
	}
	t := Totals{sum.Orders, sum.Total}
	head := func(is string) (string, bool) { return a.headValue(p.PaymentHeader, t, is) }
	out := rows{titles: a.titles(a.Payment.Line), lines: make([][]string, len(p.Orders))}
	if out.header, err = a.fill(a.Payment.Header, head, 0); err != nil {
		return out, err
	}
	if out.trailer, err = a.fill(a.Payment.Trailer, head, 0); err != nil {
		return out, err
	}
	for i, o := range p.Orders {
		if formula(o.Name) {
			return out, Unwritable.With("line", i+1, "problem", badText)
		}
		out.lines[i], _ = a.fill(a.Payment.Line, func(is string) (string, bool) {
			switch is {
			case "line":
				return strconv.Itoa(i + 1), true
			case "id":
				return strconv.FormatInt(o.ID, 10), true
			case "amount":
				return a.amount(o.Amount), true
			case "payee-account":
				return o.Account, true
			case "payee-name":
				return o.Name, true
			case "currency":
				return "CNY", true
			}
			return "", true
		}, int64(i+1))
	}
	return out, nil
}

// formula says whether a spreadsheet program could take a text for a formula. Nobody's name begins so: it is refused, because a name
// that was changed to be harmless would not be the payee's.
func formula(s string) bool {
	return s != "" && slices.Contains([]byte("=+-@\t\r"), s[0])
}

func (a *Adapter) answerRows(h PaymentHeader, r Report) (rows, error) {
	paid, back, err := r.sums()
	if err != nil {
		return rows{}, err
	}
	all := Totals{paid.Count + back.Count, paid.Total + back.Total}
	head := func(is string) (string, bool) {
		figures := map[string]money.Fen{"paid-total": paid.Total, "back-total": back.Total}
		if r.Balance != nil {
			figures["opening"], figures["credits"], figures["debits"], figures["closing"] = r.Balance.Opening, r.Balance.Credits, r.Balance.Debits, r.Balance.Closing
		}
		if f, known := figures[is]; known {
			return a.amount(f), true
		}
		switch is {
		case "paid-count":
			return strconv.FormatInt(paid.Count, 10), true
		case "back-count":
			return strconv.FormatInt(back.Count, 10), true
		case "statement":
			return r.Statement, true
		case "payment-digest":
			return r.Payment, true
		case "value":
			return a.day(r.Value.String()), true
		}
		if slices.Contains(balanceNames, is) {
			return "", true // a notice of late returns has no balance
		}
		return a.headValue(h, all, is)
	}
	out := rows{titles: a.titles(a.Answer.Line), lines: make([][]string, len(r.Answers))}
	if out.header, err = a.fill(a.Answer.Header, head, 0); err != nil {
		return out, err
	}
	if out.trailer, err = a.fill(a.Answer.Trailer, head, 0); err != nil {
		return out, err
	}
	for i, x := range r.Answers {
		if out.lines[i], err = a.fill(a.Answer.Line, func(is string) (string, bool) { return a.answerValue(x, i, is) }, int64(i+1)); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (a *Adapter) answerValue(x Answer, i int, is string) (string, bool) {
	switch is {
	case "line":
		return strconv.Itoa(i + 1), true
	case "id":
		return strconv.FormatInt(x.ID, 10), true
	case "amount":
		return a.amount(x.Amount), true
	case "outcome":
		return a.code(x)
	case "on":
		if x.On == 0 {
			return "", true
		}
		return a.day(x.On.String()), true
	case "currency":
		return "CNY", true
	}
	return "", true
}

// taking takes rows apart. Header and trailer go into one table: what stands in both must agree.
type taking struct {
	a    *Adapter
	head map[string]string
	bad  error
}

func (x *taking) fail(line int64, what words.Text) {
	if x.bad == nil {
		x.bad = Malformed.With("line", line, "problem", what)
	}
}

// fixedTexts holds a row's texts that never change, and its width.
func (x *taking) fixedTexts(columns []column, row []string, line int64) bool {
	if len(row) != len(columns) {
		x.fail(line, badFields)
		return false
	}
	for i, c := range columns {
		if c.Text != "" && row[i] != c.Text {
			x.fail(line, badTag)
			return false
		}
		if c.Is == "currency" && row[i] != "CNY" {
			if x.bad == nil {
				x.bad = WrongCurrency.With("line", line)
			}
			return false
		}
	}
	return true
}

func (x *taking) top(columns []column, row []string, line int64) {
	if !x.fixedTexts(columns, row, line) {
		return
	}
	for i, c := range columns {
		if c.Is == "" || c.Is == "note" {
			continue
		}
		if was, there := x.head[c.Is]; there && was != row[i] {
			x.fail(line, badValue)
		}
		x.head[c.Is] = row[i]
	}
}

func (x *taking) figure(is string) money.Fen {
	f, ok := x.a.parseAmount(x.head[is])
	if !ok {
		x.fail(1, badNumber)
	}
	return f
}

func (x *taking) number(is string) int64 {
	n, err := strconv.ParseInt(x.head[is], 10, 64)
	if err != nil || n < 0 {
		x.fail(1, badNumber)
	}
	return n
}

func (x *taking) date(s string, line int64) civil.Date {
	iso := x.a.isoDay(s)
	d, err := civil.ParseDate(iso)
	if err != nil || d.String() != iso {
		x.fail(line, badDate)
	}
	return d
}

// begin reads what every file of an adapter has: its rows' frame.
func (a *Adapter) begin(l layout, f rows) *taking {
	x := &taking{a: a, head: map[string]string{}}
	x.top(l.Header, f.header, 1)
	if a.Titles && !slices.Equal(f.titles, a.titles(l.Line)) {
		x.fail(2, badTag)
	}
	if len(l.Trailer) > 0 {
		x.top(l.Trailer, f.trailer, int64(len(f.lines)+2))
	}
	return x
}

func (a *Adapter) paymentOf(f rows) (Payment, error) {
	x := a.begin(a.Payment, f)
	var p Payment
	ok := false
	if p.County, p.Run, ok = parseBatch(x.head["batch"]); !ok {
		x.fail(1, badBatch)
	}
	p.Account, p.Created = x.head["account"], x.date(x.head["created"], 1)
	period := a.isoDay(x.head["period"])
	m, err := civil.ParseMonth(period)
	if err != nil || m.String() != period {
		x.fail(1, badDate)
	}
	p.Period = m
	if x.bad != nil {
		return Payment{}, x.bad
	}
	seen := map[int64]bool{}
	for i, row := range f.lines {
		o, at := x.order(row, i)
		if x.bad == nil && seen[o.ID] {
			x.fail(at, badNumber)
		}
		if x.bad != nil {
			return Payment{}, x.bad
		}
		seen[o.ID] = true
		p.Orders = append(p.Orders, o)
	}
	stated := Totals{x.number("count"), x.figure("total")}
	if x.bad != nil {
		return Payment{}, x.bad
	}
	t, err := p.totals()
	if err != nil {
		return Payment{}, err
	}
	if !plainText(p.Account) {
		return Payment{}, problem(1, badText)
	}
	return p, t.same(stated)
}

// before is how many rows stand above the first payment.
func (a *Adapter) before() int64 {
	if a.Titles {
		return 2
	}
	return 1
}

func (x *taking) order(row []string, i int) (Order, int64) {
	at := x.a.before() + int64(i+1)
	o := Order{Line: int64(i + 1)}
	columns := x.a.Payment.Line
	if !x.fixedTexts(columns, row, at) {
		return o, at
	}
	for c, v := range row {
		ok := true
		switch columns[c].Is {
		case "line":
			ok = v == strconv.Itoa(i+1)
		case "id":
			o.ID, ok = parseID(v)
		case "amount":
			o.Amount, ok = x.a.parseAmount(v)
			ok = ok && o.Amount > 0
		case "payee-account":
			o.Account, ok = v, PayableAccount(v)
		case "payee-name":
			o.Name, ok = v, PayableName(v)
		}
		if !ok {
			x.fail(at, badValue)
		}
	}
	return o, at
}

func (a *Adapter) reportOf(f rows) (Report, error) {
	x := a.begin(a.Answer, f)
	r := Report{Format: a.Name, RestCount: -1, Batch: x.head["batch"], Payment: x.head["payment-digest"], Account: x.head["account"],
		Statement: x.head["statement"], Value: x.date(x.head["value"], 1)}
	if _, _, ours := parseBatch(r.Batch); !ours {
		x.fail(1, badBatch)
	}
	if !plainText(r.Statement) || r.Account != "" && !plainText(r.Account) {
		x.fail(1, badText)
	}
	for i, row := range f.lines {
		if x.bad != nil {
			return Report{}, x.bad
		}
		r.Answers = append(r.Answers, x.answer(row, i))
	}
	if a.carriesBalance() && x.head["opening"]+x.head["credits"]+x.head["debits"]+x.head["closing"] != "" {
		r.Balance = &Balance{x.figure("opening"), x.figure("credits"), x.figure("debits"), x.figure("closing")}
	}
	if x.bad != nil {
		return Report{}, x.bad
	}
	if b := r.Balance; b != nil && !b.adds() {
		return Report{}, WrongTotal.With("what", closeName, "stated", b.Closing, "counted", b.Opening+b.Credits-b.Debits)
	}
	return r, x.totals(r)
}

func (x *taking) answer(row []string, i int) Answer {
	at := x.a.before() + int64(i+1)
	n := Answer{Line: int64(i + 1)}
	columns := x.a.Answer.Line
	if !x.fixedTexts(columns, row, at) {
		return n
	}
	for c, v := range row {
		ok := true
		switch columns[c].Is {
		case "line":
			ok = v == strconv.Itoa(i+1)
		case "id":
			n.ID, ok = parseID(v)
		case "amount":
			n.Amount, ok = x.a.parseAmount(v)
			ok = ok && n.Amount > 0
		case "outcome":
			if ok = x.a.outcomeOf(v, &n); !ok {
				x.fail(at, badOutcome)
			}
		case "on":
			if v != "" {
				n.On = x.date(v, at)
			}
		}
		if !ok {
			x.fail(at, badValue)
		}
	}
	return n
}

// totals holds all totals that the file states against its lines.
func (x *taking) totals(r Report) error {
	paid, back, err := r.sums()
	if err != nil {
		return err
	}
	for _, t := range []struct {
		count, total string
		counted      Totals
	}{{"count", "total", Totals{paid.Count + back.Count, paid.Total + back.Total}}, {"paid-count", "paid-total", paid}, {"back-count", "back-total", back}} {
		said := t.counted
		if _, there := x.head[t.count]; there {
			said.Count = x.number(t.count)
		}
		if _, there := x.head[t.total]; there {
			said.Total = x.figure(t.total)
		}
		if x.bad != nil {
			return x.bad
		}
		if err := t.counted.same(said); err != nil {
			return err
		}
	}
	return nil
}
