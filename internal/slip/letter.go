package slip

import (
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/paper"
	"renshe/internal/words"
	"renshe/ui"
)

// Press is who has a slip printed, where and when.
type Press struct {
	Lang     words.Lang
	Operator string
	Station  string
	At       time.Time
}

// Letter lays the slip out on paper: one page where it has a month or two.
func (s *Slip) Letter(by Press) paper.Letter {
	l := by.Lang
	return paper.Letter{Lang: l, Agency: ui.Fill(wAgency, "county", s.County.Name), Title: Title, Subtitle: s.Span(), Number: s.Number(),
		Operator: by.Operator, Station: by.Station, At: by.At, Demo: s.County.Demo,
		Blocks: []paper.Block{s.fields(l), s.components(l)}}
}

// Number is the payment's own number, as the bank's file and the books have it.
func (s *Slip) Number() string { return strconv.FormatInt(s.ID, 10) }

func (s *Slip) fields(l words.Lang) paper.Fields {
	paidOn := ""
	if !s.PaidOn.IsZero() {
		paidOn = s.PaidOn.String()
	}
	return paper.Fields{Pairs: true, Rows: []paper.Field{
		{Name: wWho, Value: s.Name}, {Name: wID, Value: s.IDMasked},
		{Name: wScheme, Value: s.Kind.Title().In(l)}, {Name: wFund, Value: s.Fund.In(l)},
		{Name: wAmount, Value: s.Total.String() + " " + wYuan.In(l)}, {Name: wState, Value: s.Standing().In(l)},
		{Name: wAccount, Value: s.account(l)}, {Name: wPaidOn, Value: paidOn},
		{Name: wStaff, Value: s.staffed().In(l)}, {Name: wPosted, Value: civil.Clock(s.PostedAt)},
	}}
}

// components is a row for each component. Of many months, each part is one row from the first to the last, explained by the last.
func (s *Slip) components(l words.Lang) paper.Table {
	t := paper.Table{Title: wParts, Columns: []paper.Column{{Head: wPart, Share: 4}, {Head: wMonth, Share: 3}, {Head: wHow, Share: 10}, {Head: wLaw, Share: 6},
		{Head: wFen, Share: 3, Right: true}}, Foot: []string{wTotal.In(l), "", "", "", s.Total.String()}}
	for _, g := range s.grouped() {
		last := g.parts[len(g.parts)-1]
		month := last.Line.Month.String()
		if len(g.parts) > 1 {
			month = g.parts[0].Line.Month.String() + " – " + month
		}
		t.Rows = append(t.Rows, []string{last.Title.In(l), month, last.how().In(l), strings.Join(last.Law, "；"), g.total.String()})
	}
	return t
}
