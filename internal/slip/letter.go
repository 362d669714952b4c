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
	Site     string // where a code can be checked, e.g. "https://rs.example"; "" prints no address
}

// Letter lays the slip out on paper: one page where it has a month or two.
func (s *Slip) Letter(by Press) paper.Letter {
	l := by.Lang
	letter := paper.Letter{Lang: l, Agency: ui.Fill(wAgency, "county", s.County.Name), Title: Title, Subtitle: s.Span(), Number: s.Number(),
		Operator: by.Operator, Station: by.Station, At: by.At, Demo: s.County.Demo,
		Blocks: []paper.Block{s.fields(l), s.components(l), s.proofs()}}
	if site := strings.TrimSuffix(by.Site, "/"); site != "" {
		_, host, found := strings.Cut(site, "://")
		if !found {
			host = site
		}
		letter.Verify = &paper.Verify{URL: site + "/verify/" + strings.ReplaceAll(s.Code, "-", ""), Short: s.Code, Site: host + "/verify"}
	}
	return letter
}

// printed is how many components have their codes on the paper: the last month's, which of an ordinary payment are all.
const printed = 2

// proofs are the codes of the components, with what to do with them beside.
func (s *Slip) proofs() paper.Codes {
	c := paper.Codes{Title: wProofs, Beside: []paper.Para{{Text: wShortCode}, {Text: words.Text{Zh: spaced(s.Code), En: spaced(s.Code)}, Strong: true}, {Text: wTypeIt}}}
	last := s.Parts[max(0, len(s.Parts)-printed):]
	for _, p := range last {
		says := wCodeOf
		if p.Proof.SM {
			says = wCodeOfSM
		}
		c.Items = append(c.Items, paper.Code{Text: p.Proof.Text, Caption: ui.Fill(says, "title", p.Title, "seq", p.Seq)})
	}
	if len(last) < len(s.Parts) {
		c.Below = append(c.Below, paper.Para{Text: wOnlyLast, Args: []any{"n", len(last), "of", len(s.Parts)}})
	}
	c.Beside = append(c.Beside, paper.Para{Text: s.covered()})
	c.Below = append(c.Below, paper.Para{Text: wScanIt})
	return c
}

func spaced(code string) string { return strings.ReplaceAll(code, "-", " ") }

// Number is the payment's own number, as the bank's file and the books have it.
func (s *Slip) Number() string { return strconv.FormatInt(s.ID, 10) }

func (s *Slip) fields(l words.Lang) paper.Fields {
	paidOn := ""
	if !s.PaidOn.IsZero() {
		paidOn = s.PaidOn.String()
	}
	f := paper.Fields{Pairs: true, Rows: []paper.Field{ // what is long stands beside what is long
		{Name: wWho, Value: s.Name}, {Name: wID, Value: s.IDMasked},
		{Name: wScheme, Value: s.Kind.Title().In(l)}, {Name: wAmount, Value: s.Total.String() + " " + wYuan.In(l)},
		{Name: wFund, Value: s.Fund.In(l)}, {Name: wAccount, Value: s.account(l)},
		{Name: wState, Value: s.Standing().In(l)}, {Name: wPaidOn, Value: paidOn},
		{Name: wTwoShort, Value: s.roles(l)}, {Name: wPosted, Value: civil.Clock(s.PostedAt)},
	}}
	if !s.LateOn.IsZero() {
		f.Rows = append(f.Rows, paper.Field{Name: wBackOn, Value: s.LateOn.String() + " " + s.ReturnText().In(l)}, paper.Field{Name: wNext, Value: s.next().In(l)})
	}
	return f
}

// roles are the two persons' on paper, where there is little room.
func (s *Slip) roles(l words.Lang) string {
	if s.Maker.IsZero() || s.Checker.IsZero() {
		return wTwoOnly.In(l)
	}
	return wRoles.Fill(l, "maker", s.Maker, "checker", s.Checker)
}

// components is a row for each component. Of many months, each part is one row from the first to the last, explained by the last.
func (s *Slip) components(l words.Lang) paper.Table {
	t := paper.Table{Title: wParts, Columns: []paper.Column{{Head: wPart, Share: 5}, {Head: wHow, Share: 12}, {Head: wLaw, Share: 6},
		{Head: wFen, Share: 4, Right: true}}}
	for _, g := range s.grouped() {
		last := g.parts[len(g.parts)-1]
		title, how := last.Title.In(l), last.how().In(l)
		if len(g.parts) > 1 {
			title += "\n" + g.parts[0].Line.Month.String() + " – " + last.Line.Month.String()
			how = last.Line.Month.String() + "：" + how
		}
		t.Rows = append(t.Rows, []string{title, how, strings.Join(last.Law, "；"), g.total.String()})
	}
	return t
}
