package slip

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/explain"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/policy"
	"renshe/ui"
)

// tone is how the slip's state is shown.
func (s *Slip) tone() ui.Tone {
	if s.Back() {
		return ui.Danger
	}
	return ui.Good
}

// rows are the facts; base is the page's own address, which leads to the slips of other payments too.
func (s *Slip) rows(p *ui.Page, base string) []ui.Row {
	rows := []ui.Row{{Name: wState, Value: ui.Status(p, ui.Tag{Tone: s.tone(), Text: s.Standing()})}}
	rows = append(rows, s.backRows(p, base)...)
	for _, o := range s.Before {
		rows = append(rows, ui.Row{Name: wInstead, Value: s.other(p, o, ui.Fill(wInsteadOf, "months", spanned(o.From, o.To), "on", backOn(o)), base)})
	}
	rows = append(rows, []ui.Row{
		{Name: wWho, Value: ui.Str(s.Name)}, {Name: wID, Value: ui.Mono(s.IDMasked)},
		{Name: wScheme, Value: ui.Say(p, s.Kind.Title())}, {Name: wFund, Value: ui.Say(p, s.Fund)}, {Name: wMonths, Value: ui.Say(p, s.Span())}}...)
	if !s.PaidOn.IsZero() {
		rows = append(rows, ui.Row{Name: wPaidOn, Value: ui.Num(s.PaidOn.String())})
	}
	return append(rows, ui.Row{Name: wAccount, Value: ui.Str(s.account(p.Lang))}, ui.Row{Name: wStaff, Value: ui.Say(p, s.staffed())},
		ui.Row{Name: wPosted, Value: ui.Num(civil.Clock(s.PostedAt))},
		ui.Row{Name: wPlaces, Value: ui.Mono(s.places()), Note: wPlaceNote}, ui.Row{Name: wShortCode, Value: ui.Copy(p, s.Code)})
}

// backRows say of money that came back when, why, where the books have it, and what becomes of it.
func (s *Slip) backRows(p *ui.Page, base string) []ui.Row {
	if !s.Back() {
		return nil
	}
	var rows []ui.Row
	if !s.LateOn.IsZero() {
		rows = append(rows, ui.Row{Name: wBackOn, Value: ui.Num(s.LateOn.String()), Note: s.ReturnText()})
	}
	if at, places := s.undone(); places != "" {
		rows = append(rows, ui.Row{Name: wBackPosted, Value: ui.Num(civil.Clock(at)), Note: ui.Fill(wBackPlaces, "places", places)})
	}
	if text := s.next(); !text.IsZero() {
		_, by := s.Next()
		rows = append(rows, ui.Row{Name: wNext, Value: s.other(p, by, text, base)})
	}
	return rows
}

// other says something of another payment, and leads to its slip where it has one.
func (s *Slip) other(p *ui.Page, o benefit.Other, text words.Text, base string) templ.Component {
	mine, its := "/"+strconv.FormatInt(s.ID, 10)+"/", "/"+strconv.FormatInt(o.ID, 10)+"/"
	if o.ID == 0 || !o.HasSlip() || !strings.Contains(base, mine) {
		return ui.Say(p, text)
	}
	return ui.Anchor(strings.Replace(base, mine, its, 1), text.In(p.Lang))
}

// backOn is the day another payment was back.
func backOn(o benefit.Other) civil.Date {
	if !o.LateOn.IsZero() {
		return o.LateOn
	}
	return o.PaidOn
}

func (s *Slip) account(l words.Lang) string {
	if s.Account == "" {
		return wNoAccount.In(l)
	}
	return strings.TrimSpace(s.Bank + " " + s.Account)
}

func (s *Slip) staffed() words.Text {
	if s.Maker.IsZero() || s.Checker.IsZero() {
		return wTwoOnly
	}
	return ui.Fill(wTwo, "maker", s.Maker, "checker", s.Checker)
}

// places lists where the components stand in the log.
func (s *Slip) places() string {
	all := make([]string, len(s.Parts))
	for i, p := range s.Parts {
		all[i] = strconv.FormatInt(p.Seq, 10)
	}
	return strings.Join(all, ", ")
}

func (s *Slip) table(p *ui.Page) ui.Table {
	t := ui.Table{Caption: wParts, Quiet: true, Columns: []ui.Column{{Head: wPart, Main: true}, {Head: wMonth}, {Head: wFen, Num: true}, {Head: wHow}, {Head: wLaw},
		{Head: wPlaces, Num: true}}}
	for _, x := range s.Parts {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Say(p, x.Title), ui.Num(x.Line.Month.String()), ui.Amount(x.Amount),
			ui.Say(p, x.how()), ui.Str(strings.Join(x.Law, "；")), ui.Num(strconv.FormatInt(x.Seq, 10))}})
	}
	return t
}

// covered says up to where the log was signed that the proofs lead to, and who cosigned it.
func (s *Slip) covered() words.Text { return Covered(s.Parts[len(s.Parts)-1].Proof) }

// Covered says under which checkpoint a record stands, and who cosigned it.
func Covered(p ledger.Proof) words.Text {
	if p.SM {
		return ui.Fill(wCoveredSM, "size", p.Size, "at", civil.Clock(p.At))
	}
	if p.Witness == "" {
		t := ui.Fill(wCovered, "size", p.Size, "at", civil.Clock(p.At))
		return words.Text{Zh: t.Zh + wAlone.Zh, En: t.En + " " + wAlone.En}
	}
	return ui.Fill(wCosigned, "size", p.Size, "at", civil.Clock(p.At), "witness", p.Witness, "when", civil.Clock(p.Witnessed))
}

// how is the formula, which says where a figure in it is not confirmed.
func (p Part) how() words.Text {
	if !p.Weak {
		return p.How
	}
	return words.Text{Zh: p.How.Zh + "（" + wWeak.Zh + "）", En: p.How.En + " (" + wWeak.En + ")"}
}

// months is each month's whole explanation, once.
func (s *Slip) months(l words.Lang) []ui.Explanation {
	var all []ui.Explanation
	var seen []*policy.Result
	for _, x := range s.Parts {
		if x.Result == nil || slices.Contains(seen, x.Result) {
			continue
		}
		seen = append(seen, x.Result)
		e := explain.Of(x.Result, l, false)
		e.Title = ui.Fill(wWhyMonth, "month", x.Line.Month)
		all = append(all, e)
	}
	return all
}
