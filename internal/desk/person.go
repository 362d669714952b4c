package desk

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/internal/registration"
	"renshe/internal/slip"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/ui"
)

const (
	looksShown   = 30 // the person sees all of them; the counter needs the latest
	changesShown = 20

	paymentsShown = 36 // three years of months
)

// personView is the file (一人一档): everything known of one person on one page.
type personView struct {
	Ident     ui.Ident
	Offers    []offerView
	Areas     []areaView // every other matter, by area
	MayOpen   bool
	Call      *callView // nil for who receives nobody
	Identity  []ui.Row
	Household ui.Table
	Relations ui.Table
	Account   []ui.Row
	Years     ui.Table
	Withdrawn ui.Table // what was granted out of the account
	Bank      []ui.Row
	Benefits  ui.Table
	Payments  ui.Table
	Cases     ui.Table
	Looks     ui.Table
	Changes   ui.Table
	Registers ui.Table
}

// areaView is one area of matters.
type areaView struct {
	Title  words.Text
	Offers []offerView
}

// offerView is one matter that can, or cannot, be done today.
type offerView struct {
	Title    words.Text
	Reason   words.Text
	Code     string // of the item
	Possible bool
	Near     bool   // shown first: under way, or a benefit and its account
	Area     string // of the item
	Weight   ui.Weight
	Estimate string // yuan a month, "" if none
	Open     string // the button's address by POST, "" when it is not possible
	Go       string // the living case to go on with
	Button   words.Text
}

func (d *Desk) person(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	who, err := d.People.Get(v.Ctx, v.Actor, id, wPurposeWindow.Zh)
	if err != nil {
		return err
	}
	x := personView{Ident: v.ident(who, d.People.Places().LocalName(who.Village)), MayOpen: v.May(access.CaseOpen)}
	for _, part := range []func(*personView, person.Person) error{v.offers, v.identity, v.household, v.insurance, v.registrations, v.bank, v.benefits, v.cases, v.looks, v.changes} {
		if err := part(&x, who); err != nil {
			return err
		}
	}
	if x.Call, err = v.callView(id); err != nil {
		return err
	}
	p := v.page(ui.Plain(who.Name))
	p.Back = &ui.Link{Href: "/desk/find", Label: wBackFind}
	return v.OK(personPage(p, x))
}

// offers are what can be done today, what is under way first.
func (v *visit) offers(x *personView, who person.Person) error {
	offers, err := v.d.Office.WhatCanBeDone(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	for _, o := range offers {
		one := offerView{Title: o.Item.Title, Reason: o.Reason, Code: o.Item.Code, Possible: o.Possible, Button: o.Item.Short, Area: o.Item.Area,
			Near: o.Open != nil || o.Item.Entitlement != "" || o.Item.Effect.Kind == casework.SetBankAccount}
		if o.Estimate > 0 {
			one.Estimate = o.Estimate.String()
		}
		switch {
		case o.Open != nil:
			one.Go, one.Button = "/desk/case/"+number(o.Open.ID), wOpenIt
			if v.mine(o.Open) {
				one.Go, one.Button = one.Go+"/known", wContinue
			}
			one.Weight = ui.Primary
		case o.Possible && x.MayOpen:
			one.Open = "/desk/person/" + number(who.ID) + "/open"
			// One primary button a page: the benefit that is waiting, not the maintenance beside it.
			if o.Estimate > 0 {
				one.Weight = ui.Primary
			}
		}
		x.Offers = append(x.Offers, one)
	}
	slices.SortStableFunc(x.Offers, func(a, b offerView) int { return cmp.Compare(a.rank(), b.rank()) })
	for i := 1; i < len(x.Offers); i++ {
		if x.Offers[0].Weight == ui.Primary {
			x.Offers[i].Weight = ui.Secondary // one primary button a page: what is under way comes first
		}
	}
	for _, area := range v.d.Office.Items().Areas() {
		a := areaView{Title: area.Title}
		can := 0
		for _, o := range x.Offers {
			if o.Area == area.Code && !o.Near {
				a.Offers = append(a.Offers, o)
				if o.Possible {
					can++
				}
			}
		}
		if len(a.Offers) > 0 {
			a.Title = ui.Fill(wAreaOf, "area", area.Title, "n", can)
			x.Areas = append(x.Areas, a)
		}
	}
	x.Offers = slices.DeleteFunc(x.Offers, func(o offerView) bool { return !o.Near })
	return nil
}

// registrations are the person's registrations and recognised statuses, ended ones too.
func (v *visit) registrations(x *personView, who person.Person) error {
	all, err := v.d.Registers.Of(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	x.Registers = ui.Table{Caption: wRegistersHead, Quiet: true, Empty: &ui.Empty{Title: wNoRegister},
		Columns: []ui.Column{{Head: wRegistersHead, Main: true}, {Head: wState}, {Head: wRegisterFrom, Num: true}, {Head: wEnded, Num: true}, {Head: wAct}}}
	for _, e := range all {
		kind, _ := v.d.Registers.Kind(e.Kind)
		state := ui.Tag{Tone: ui.Good, Text: wRegisterHolds}
		until := e.Until
		switch {
		case !e.EndedOn.IsZero():
			state, until = ui.Tag{Tone: ui.Neutral, Text: e.EndedWhy.Title()}, e.EndedOn
		case !e.Living(v.Today()):
			state = ui.Tag{Tone: ui.Neutral, Text: registration.Expired.Title()}
		}
		x.Registers.Rows = append(x.Registers.Rows, ui.TableRow{Cells: []templ.Component{ui.Say(v.Plain(), kind.Title),
			ui.Status(v.Plain(), state), ui.Num(e.From.String()), ended(date(until)), v.endDoor(kind, e)}})
	}
	return nil
}

// endDoor leads to the page that ends a registration; nil where it has ended, or for who may not.
func (v *visit) endDoor(kind registration.Kind, e registration.Entry) templ.Component {
	if !e.EndedOn.IsZero() || !kind.Ends(v.Actor) {
		return nil
	}
	return ui.Anchor(endAddress(e.ID), wEndDo.In(v.Lang))
}

// rank puts what is under way first, then a benefit that is waiting, then the rest, and last what is not possible.
func (o offerView) rank() int {
	switch {
	case o.Go != "":
		return 0
	case o.Possible && o.Estimate != "":
		return 1
	case o.Possible:
		return 2
	}
	return 3
}

// tag says in one word where the matter stands.
func (o offerView) tag() ui.Tag {
	switch {
	case o.Go != "":
		return ui.Tag{Tone: ui.Warn, Text: wUnderWay}
	case o.Possible:
		return ui.Tag{Tone: ui.Good, Text: wCanNow}
	}
	return ui.Tag{Tone: ui.Neutral, Text: wNotNow}
}

// mine says whether a case is the actor's own draft.
func (v *visit) mine(c *casework.Case) bool {
	// What was given back to the station may be put right by anybody there.
	own := c.OpenedBy == v.Actor.User || c.State == casework.Returned && c.Station == v.Actor.Station
	return c.State.Editable() && own && v.May(access.CaseOpen)
}

func (v *visit) identity(x *personView, who person.Person) error {
	station, err := v.d.Workforce.StationOf(v.Ctx, v.Actor.County, who.Village)
	if err != nil && !errors.Is(err, workforce.NoStation) {
		return err
	}
	phone := wNoPhone.In(v.Lang)
	if who.PhoneTail != "" {
		phone = wTailOf.Fill(v.Lang, "tail", who.PhoneTail)
	}
	x.Identity = []ui.Row{
		{Name: wCitizenID, Value: ui.Mono(who.IDMasked)},
		{Name: wBirth, Value: ui.Num(who.Birth.String())},
		{Name: wPhone, Value: ui.Str(phone)},
		{Name: wVillage, Value: ui.Str(v.d.People.Places().LocalName(who.Village))},
		{Name: wStationOf, Value: ui.Str(station.Name)},
		{Name: wRegistered, Value: ui.Num(civil.Clock(who.Registered))},
	}
	return nil
}

func (v *visit) household(x *personView, who person.Person) error {
	x.Household = ui.Table{Caption: wHouseholdHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wNoHousehold},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wKin}, {Head: wSex}, {Head: wAge, Num: true}, {Head: wTail}}}
	if who.Household == 0 {
		return nil
	}
	members, err := v.d.People.Members(v.Ctx, v.Actor, who.Household)
	if err != nil {
		return err
	}
	if len(members) < 2 {
		return nil
	}
	for _, m := range members {
		row := ui.TableRow{Cells: []templ.Component{ui.Str(m.Name), ui.Say(v.Plain(), m.Kin.Title()), ui.Str(m.Sex.Title().In(v.Lang)),
			ui.Int(age(m.Birth, v.Today())), ui.Mono(m.IDTail)}}
		if m.ID != who.ID {
			row.Href = "/desk/person/" + number(m.ID)
		}
		x.Household.Rows = append(x.Household.Rows, row)
	}
	return nil
}

func (v *visit) insurance(x *personView, who person.Person) error {
	f, err := v.d.Enrolment.FileOf(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	x.Relations = ui.Table{Caption: wRelationsHead, Quiet: true, Empty: &ui.Empty{Title: wNoRelation},
		Columns: []ui.Column{{Head: wScheme, Main: true}, {Head: wState}, {Head: wJoined, Num: true}, {Head: wEnded, Num: true}}}
	for _, r := range f.Relations {
		tone := ui.Info
		if r.State == enrolment.Receiving || r.State == enrolment.Paying {
			tone = ui.Good
		}
		x.Relations.Rows = append(x.Relations.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(r.Scheme.Title().In(v.Lang)),
			ui.Status(v.Plain(), ui.Tag{Tone: tone, Text: r.State.Title()}), ui.Num(month(r.Joined)), ended(month(r.Ended))}})
	}
	x.Account = []ui.Row{
		{Name: wBalance, Value: ui.Yuan(v.Plain(), f.Account)},
		{Name: wPaidMonths, Value: ui.Str(v.span(int(f.PaidMonths)))},
	}
	if f.Apart > 0 {
		x.Account = append(x.Account, ui.Row{Name: wApart, Value: ui.Yuan(v.Plain(), f.Apart)})
	}
	x.Withdrawn = v.withdrawn(f)
	x.Years = ui.Table{Caption: wByYear, Quiet: true, Empty: &ui.Empty{Title: wNoContrib},
		Columns: []ui.Column{{Head: wYear, Main: true}, {Head: wGrade, Num: true}, {Head: wPersonal, Num: true}, {Head: wSubsidy, Num: true}, {Head: wCollective, Num: true}}}
	for _, c := range f.Contributions {
		x.Years.Rows = append(x.Years.Rows, ui.TableRow{Cells: []templ.Component{ui.Num(strconv.Itoa(c.Year)),
			ui.Amount(c.Grade), ui.Amount(c.Personal), ui.Amount(c.Subsidy), ui.Amount(c.Collective)}})
	}
	return nil
}

// withdrawn lists what was granted out of an individual account, each with the benefit that pays it.
func (v *visit) withdrawn(f enrolment.File) ui.Table {
	t := ui.Table{Caption: wOutOf, Quiet: true, Columns: []ui.Column{{Head: wOutOfWhat, Main: true}, {Head: wAmount, Num: true}, {Head: wState}}}
	tones := map[enrolment.WithdrawalState]ui.Tone{enrolment.Apart: ui.Warn, enrolment.Drawn: ui.Good, enrolment.Released: ui.Neutral}
	for _, w := range f.Withdrawals {
		what := w.Kind.Title().In(v.Lang)
		if n := len(w.Years); n > 0 {
			what += " " + strconv.Itoa(w.Years[0].Year)
			if n > 1 {
				what += "–" + strconv.Itoa(w.Years[n-1].Year)
			}
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: entitlementAddress(w.ID), Cells: []templ.Component{ui.Str(what), ui.Amount(w.Amount),
			ui.Status(v.Plain(), ui.Tag{Tone: tones[w.State], Text: w.State.Title()})}})
	}
	return t
}

// ended is nothing rather than an empty cell.
func ended(s string) templ.Component {
	if s == "" {
		return nil
	}
	return ui.Num(s)
}

// span says a number of months in years.
func (v *visit) span(n int) string {
	switch {
	case n < 12:
		return wMonthsN.Fill(v.Lang, "n", n)
	case n%12 == 0:
		return wYearsOnly.Fill(v.Lang, "y", n/12)
	}
	return wYearsMonths.Fill(v.Lang, "y", n/12, "m", n%12)
}

func (v *visit) bank(x *personView, who person.Person) error {
	all, err := v.d.Enrolment.BankAccounts(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	for _, b := range all {
		if !b.Until.IsZero() {
			continue
		}
		tone := ui.Good
		if b.Status != enrolment.BankOK {
			tone = ui.Danger
		}
		x.Bank = []ui.Row{
			{Name: wBank, Value: ui.Str(b.Bank)},
			{Name: wBankTail, Value: ui.Mono(b.Masked())},
			{Name: wState, Value: ui.Status(v.Plain(), ui.Tag{Tone: tone, Text: b.Status.Title()})},
			{Name: wBankSince, Value: ui.Num(b.Since.String())},
		}
	}
	return nil
}

func (v *visit) benefits(x *personView, who person.Person) error {
	granted, err := v.d.Benefit.EntitlementsOf(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	x.Benefits = ui.Table{Caption: wBenefitHead, Quiet: true, Empty: &ui.Empty{Title: wNoBenefit},
		Columns: []ui.Column{{Head: wBenefitHead, Main: true}, {Head: wState}, {Head: wSince, Num: true}, {Head: wDueFrom, Num: true}, {Head: wReason}}}
	for _, e := range granted {
		tone := ui.Good
		if e.Status != benefit.Active {
			tone = ui.Warn
		}
		x.Benefits.Rows = append(x.Benefits.Rows, ui.TableRow{Href: entitlementAddress(e.ID), Cells: []templ.Component{ui.Str(e.Kind.Title().In(v.Lang)),
			ui.Status(v.Plain(), ui.Tag{Tone: tone, Text: e.Status.Title()}), ui.Num(month(e.Start)), ui.Num(month(e.DueFrom)), maybe(e.Reason)}})
	}
	paid, err := v.d.Benefit.PaymentsOf(v.Ctx, v.Actor, who.ID, paymentsShown)
	if err != nil {
		return err
	}
	x.Payments = v.paymentTable(paid)
	return nil
}

func maybe(s string) templ.Component {
	if s == "" {
		return nil
	}
	return ui.Str(s)
}

// paymentTable is a person's payments, the latest first.
func (v *visit) paymentTable(paid []benefit.Payment) ui.Table {
	t := ui.Table{Caption: wPayments, Quiet: true, Empty: &ui.Empty{Title: wNoPayments},
		Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wAmount, Num: true}, {Head: wState}, {Head: wPaidOn, Num: true}, {Head: slip.Title}}}
	for _, q := range paid {
		row := ui.TableRow{Cells: []templ.Component{ended(months(q.From, q.To)), ui.Amount(q.Total), v.paymentState(q), ended(date(q.PaidOn)), v.slipLink(q)}}
		switch {
		case v.May(access.FundRead):
			row.Href = "/desk/payment/" + number(q.ID)
		case !q.PaidOn.IsZero():
			row.Href = slipAddress(q.ID)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (v *visit) cases(x *personView, who person.Person) error {
	rows, err := v.d.Office.OfPerson(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	x.Cases = ui.Table{Caption: wCasesHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconFolder, Title: wNoCases},
		Columns: []ui.Column{{Head: wMatter, Main: true}, {Head: wNumber}, {Head: wState}, {Head: wWhen, Num: true}}}
	for _, c := range rows {
		x.Cases.Rows = append(x.Cases.Rows, ui.TableRow{Href: "/desk/case/" + number(c.ID), Cells: []templ.Component{
			ui.Say(v.Plain(), c.Title), maybe(c.Number), ui.Status(v.Plain(), caseTag(c.State, c.Where)), ui.Num(civil.Clock(c.OpenedAt))}})
	}
	return nil
}

func (v *visit) looks(x *personView, who person.Person) error {
	looks, err := v.d.Access.Looks(v.Ctx, v.Actor, who.ID, looksShown)
	if err != nil {
		return err
	}
	x.Looks = ui.Table{Caption: wLooksHead, Quiet: true, Columns: []ui.Column{{Head: wWhen, Num: true}, {Head: wWho, Main: true}, {Head: wRole}, {Head: wPurpose}}}
	for i, l := range looks {
		if i > 0 && sameVisit(l, looks[i-1]) {
			continue
		}
		x.Looks.Rows = append(x.Looks.Rows, ui.TableRow{Cells: []templ.Component{ui.Num(civil.Clock(l.At)), ui.Str(l.Name), ui.Say(v.Plain(), l.Role.Title()), ui.Str(l.Purpose)}})
	}
	return nil
}

// sameVisit folds what one person opened again and again for one purpose: the record holds each, the list one.
func sameVisit(l, after access.Look) bool {
	return l.User == after.User && l.Purpose == after.Purpose && after.At.Sub(l.At) < oneVisit
}

const oneVisit = 30 * time.Minute

func (v *visit) changes(x *personView, who person.Person) error {
	all, err := v.d.People.History(v.Ctx, v.Actor, who.ID)
	if err != nil {
		return err
	}
	x.Changes = ui.Table{Caption: wHistoryHead, Quiet: true,
		Columns: []ui.Column{{Head: wWhen, Num: true}, {Head: wWhat, Main: true}, {Head: wWas}, {Head: wBecame}, {Head: wReason}}}
	for i, c := range all {
		if i == changesShown {
			break
		}
		x.Changes.Rows = append(x.Changes.Rows, ui.TableRow{Cells: []templ.Component{ui.Num(civil.Clock(c.At)), ui.Say(v.Plain(), person.FieldTitle(c.Field)),
			maybe(c.Was), maybe(c.Became), maybe(c.Reason)}})
	}
	return nil
}
