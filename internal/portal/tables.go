package portal

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
	"renshe/ui"
)

const resident = enrolment.ResidentPension

var yuan = words.Text{Zh: "元", En: "yuan"}

func homeMenu(known bool) []ui.MenuItem {
	menu := []ui.MenuItem{
		{Href: "/me/insurance", Label: wMine, Body: wMineBody, Icon: ui.IconPerson},
		{Href: "/me/payments", Label: wPayments, Body: wPayBody, Icon: ui.IconMoney},
		{Href: "/me/calculator", Label: wCalc, Body: wCalcBody, Icon: ui.IconCalc},
	}
	if known {
		menu = append(menu, ui.MenuItem{Href: "/me/looks", Label: wLooks, Body: wLooksBody, Icon: ui.IconEye},
			ui.MenuItem{Href: "/me/cases", Label: wCases, Body: wCasesBody, Icon: ui.IconFolder})
	}
	return append(menu, ui.MenuItem{Href: "/me/stations", Label: wStations, Body: wStatBody, Icon: ui.IconMap},
		ui.MenuItem{Href: "/verify", Label: wVerify, Body: wVerifySub, Icon: ui.IconCheck})
}

func ownMenu() []ui.MenuItem {
	return []ui.MenuItem{
		{Href: "/me/payments", Label: wPayments, Body: wPayBody, Icon: ui.IconMoney},
		{Href: "/me/cases", Label: wCases, Body: wCasesBody, Icon: ui.IconFolder},
		{Href: "/me/looks", Label: wLooks, Body: wLooksBody, Icon: ui.IconEye},
	}
}

// monthly is a month's pension: the latest of the months that a payment is for, because arrears pay several at once.
func monthly(p *benefit.Payment) money.Fen {
	if len(p.Lines) == 0 {
		return p.Total
	}
	return p.Lines[len(p.Lines)-1].Total()
}

func lastPaid(p *benefit.Payment) words.Text {
	return ui.Fill(wLastPaid, "months", span(*p), "total", p.Total, "state", p.State.Title())
}

// grantedFrom is the month of the first payment of who has been granted a pension and not been paid yet.
func (s *overview) grantedFrom() words.Text {
	for _, e := range s.granted {
		if e.Status == benefit.Active {
			return ui.Fill(wStartsIn, "month", e.Start)
		}
	}
	return words.Text{}
}

// toGo says how much is still to be paid, or when the pension would come.
func (s *overview) toGo() words.Text {
	if s.shortYears == 0 && s.shortMonth == 0 {
		return words.Text{Zh: wEnough.Zh + "。" + wStartsIn.Fill(words.Zh, "month", s.start), En: wEnough.En + ". " + wStartsIn.Fill(words.En, "month", s.start)}
	}
	return words.Text{Zh: wStillShort.Fill(words.Zh, "length", yearsMonths(words.Zh, s.shortYears, s.shortMonth)),
		En: wStillShort.Fill(words.En, "length", yearsMonths(words.En, s.shortYears, s.shortMonth))}
}

func (s *overview) rows() []ui.Row {
	rows := []ui.Row{{Name: wPaidYears, Value: ui.Str(yearsMonths(s.Lang, s.years, s.months))}}
	if !s.receiving {
		rows[0].Note = s.toGo()
	}
	bank := ui.Str(s.bank)
	if s.bank == "" {
		bank = ui.Say(s.Page, wNoBank)
	}
	return append(rows, ui.Row{Name: wBalance, Value: ui.Yuan(s.Page, s.file.Account)}, ui.Row{Name: wBankAccount, Value: bank},
		ui.Row{Name: wPlace, Value: ui.Str(s.place)})
}

func (s *overview) yearTable() ui.Table {
	t := ui.Table{Caption: wYearly, Quiet: true, Columns: []ui.Column{{Head: wYear, Main: true}, {Head: wPersonal, Num: true}, {Head: wSubsidy, Num: true}},
		Empty: &ui.Empty{Title: wNoYears}}
	for _, c := range s.file.Contributions {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(strconv.Itoa(c.Year)), ui.Amount(c.Personal), ui.Amount(c.Subsidy)}})
	}
	return t
}

func stateTone(s benefit.PaymentState) ui.Tone {
	switch s {
	case benefit.Paid:
		return ui.Good
	case benefit.Returned:
		return ui.Danger
	case benefit.Held:
		return ui.Warn
	}
	return ui.Info
}

func paymentTable(p *ui.Page, paid []benefit.Payment) ui.Table {
	t := ui.Table{Caption: wPayments, Quiet: true, Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wAmount, Num: true}, {Head: wState}, {Head: wPaidOn}},
		Empty: &ui.Empty{Title: wNoPay, Body: wNoPayBody, Icon: ui.IconMoney}}
	for _, x := range paid {
		on := ""
		if !x.PaidOn.IsZero() {
			on = x.PaidOn.String()
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: "/me/payments/" + strconv.FormatInt(x.ID, 10), Cells: []templ.Component{
			ui.Say(p, span(x)), ui.Amount(x.Total), tagCell(p, ui.Tag{Tone: stateTone(x.State), Text: x.State.Title()}), ui.Str(on)}})
	}
	return t
}

// span is the months a payment is for: arrears make it more than one, and what pays no month has that of its run.
func span(p benefit.Payment) words.Text {
	switch {
	case p.From == 0:
		return ui.Plain(p.Month.String())
	case p.From == p.To:
		return ui.Plain(p.From.String())
	}
	return ui.Fill(wForMonths, "from", p.From, "to", p.To)
}

func (s *paymentPage) rows() []ui.Row {
	x := s.paid
	rows := []ui.Row{{Name: wState, Value: tagCell(s.Page, ui.Tag{Tone: stateTone(x.State), Text: x.State.Title()})}}
	if !x.PaidOn.IsZero() {
		rows = append(rows, ui.Row{Name: wPaidOn, Value: ui.Str(x.PaidOn.String())})
	}
	for _, f := range x.Findings {
		rows = append(rows, ui.Row{Name: wHeldWhy, Value: ui.Str(f.Text(s.Lang)), Note: ui.Plain(f.Rule())})
	}
	if x.ReturnCode != "" {
		rows = append(rows, ui.Row{Name: wReturned, Value: ui.Say(s.Page, x.ReturnText())})
	}
	if x.Kind.Withdraws() {
		return append(rows, ui.Row{Name: x.Kind.Title().Capital(), Value: ui.Yuan(s.Page, x.Total)})
	}
	return append(rows, ui.Row{Name: wBasic, Value: ui.Yuan(s.Page, x.Basic)}, ui.Row{Name: wAccount, Value: ui.Yuan(s.Page, x.AccountPart)},
		ui.Row{Name: wTotal, Value: ui.Yuan(s.Page, x.Total)})
}

func caseTable(p *ui.Page, rows []casework.Row) ui.Table {
	t := ui.Table{Caption: wCases, Quiet: true, Columns: []ui.Column{{Head: wItem, Main: true}, {Head: wState}, {Head: wNumber}, {Head: wDue}},
		Empty: &ui.Empty{Title: wNoCases, Icon: ui.IconFolder}}
	for _, r := range rows {
		due := ui.Str("")
		if r.State.Living() && !r.Due.IsZero() {
			due = ui.Str(r.Due.String())
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Say(p, r.Title), ui.Say(p, r.Where), ui.Str(r.Number), due}})
	}
	return t
}

func looksTable(p *ui.Page, lines []lookLine) ui.Table {
	t := ui.Table{Caption: wLooks, Quiet: true, Columns: []ui.Column{{Head: wWhen}, {Head: wWho, Main: true}, {Head: wWhere}, {Head: wWhat}, {Head: wTimes, Num: true}},
		Empty: &ui.Empty{Title: wNoLooks, Icon: ui.IconEye}}
	for _, l := range lines {
		where := ui.Str(l.station)
		if l.station == "" {
			where = ui.Say(p, wCountySee)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(civil.Clock(l.At)), ui.Str(strings.TrimSpace(l.Role.Title().In(p.Lang) + " " + l.Name)),
			where, ui.Str(l.Purpose), ui.Int(l.times)}})
	}
	return t
}

func (s *stationList) table() ui.Table {
	t := ui.Table{Caption: wStations, Quiet: true, Columns: []ui.Column{{Head: wStation, Main: true}, {Head: wCovers, Num: true}},
		Empty: &ui.Empty{Title: wNoStations, Icon: ui.IconMap}}
	for _, x := range s.stations {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(x.Name), ui.Int(len(x.Villages))}})
	}
	return t
}

func areaMenu(a policy.Area) []ui.MenuItem {
	var menu []ui.MenuItem
	for _, c := range a.Calculators {
		menu = append(menu, ui.MenuItem{Href: "/me/calculator?name=" + c.Name, Label: c.Title.Capital(), Body: titled(c.Text.Capital()), Icon: ui.IconCalc})
	}
	return menu
}

func (s *calculation) outputs() []ui.Row {
	var rows []ui.Row
	for _, o := range s.result.Outputs {
		rows = append(rows, ui.Row{Name: o.Title.Capital(), Value: ui.Say(s.Page, o.Shown.Capital())})
	}
	return rows
}

// answer is the main result, large, and how sure it is.
func (s *calculation) answer() ui.Answer {
	main := s.result.Main()
	x := ui.Answer{Label: main.Title.Capital(), Value: s.T(main.Shown.Capital()), Tone: ui.Good}
	if !s.result.Confidence.IsConfirmed() {
		x.Tone, x.Body = ui.Warn, ui.Fill(wUnconfirmed, "why", s.result.Confidence.Title())
	}
	return x
}

// noNumber is the answer where the law on file gives none.
func (s *calculation) noNumber(m fail.Message) ui.Answer {
	return ui.Answer{Label: s.chosen.Title.Capital(), Value: s.T(wNoNumber), Body: ui.Plain(strings.TrimSpace(m.What + " " + m.Next + " " + m.Rule)), Tone: ui.Warn}
}

// oneVisit is how long somebody who opens a file again and again for one purpose is shown once.
const oneVisit = 30 * time.Minute

// fold makes one line of what one person opened again and again for one purpose: the record holds each, the list how often. The list is
// the latest first, and a line keeps the time of its latest.
func fold(list []access.Look) []lookLine {
	var lines []lookLine
	for _, l := range list {
		i := slices.IndexFunc(lines, func(x lookLine) bool {
			return x.User == l.User && x.Purpose == l.Purpose && x.earliest.Sub(l.At) < oneVisit
		})
		if i < 0 {
			lines = append(lines, lookLine{Look: l, earliest: l.At, times: 1})
			continue
		}
		lines[i].times++
		lines[i].earliest = l.At
	}
	return lines
}
