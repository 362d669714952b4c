package portal

import (
	"strconv"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/enrolment"
	"renshe/internal/explain"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/policy"
	"renshe/ui"
)

// home says in one look what one can do here; who is signed in sees what is his first.
func (o *Portal) home(v *visit) error {
	p := v.page(wHome, "")
	if v.actor.IsZero() {
		return v.ok(homeView(p, nil))
	}
	s, err := o.overview(v)
	if err != nil {
		return err
	}
	s.Page = p
	return v.ok(homeView(p, s))
}

// overview is a person's residents' pension in a few numbers.
type overview struct {
	*ui.Page
	who        person.Person
	place      string
	file       enrolment.File
	bank       string
	granted    []benefit.Entitlement
	last       *benefit.Payment
	years      int32
	months     int32
	shortYears int32
	shortMonth int32
	receiving  bool
	start      words.Text // the month of the first payment, by law
}

func (o *Portal) overview(v *visit) (*overview, error) {
	who, err := o.People.Get(v.ctx, v.actor, v.actor.Person, wOwnFile.Zh)
	if err != nil {
		return nil, err
	}
	s := &overview{who: who, place: o.People.Places().LocalName(who.Village)}
	if s.file, err = o.Enrolment.FileOf(v.ctx, v.actor, who.ID); err != nil {
		return nil, err
	}
	s.years, s.months = s.file.PaidMonths/12, s.file.PaidMonths%12
	banks, err := o.Enrolment.BankAccounts(v.ctx, v.actor, who.ID)
	if err != nil {
		return nil, err
	}
	for _, b := range banks {
		if b.Until.IsZero() {
			s.bank = b.Bank + " " + b.Masked()
		}
	}
	if s.granted, err = o.Benefit.EntitlementsOf(v.ctx, v.actor, who.ID); err != nil {
		return nil, err
	}
	for _, e := range s.granted {
		s.receiving = s.receiving || e.Status == benefit.Active
	}
	paid, err := o.Benefit.PaymentsOf(v.ctx, v.actor, who.ID, 1)
	if err != nil {
		return nil, err
	}
	if len(paid) > 0 {
		s.last = &paid[0]
	}
	return s, o.missing(v, s)
}

// missing asks the law how many months are still to be paid, and when the first pension would come.
func (o *Portal) missing(v *visit, s *overview) error {
	today := civil.DateIn(o.Now())
	r, err := o.Law.Calculate(policy.ResidentEntitlement.String(), policy.Query{County: v.actor.County, AsOf: today.Month(), KnownOn: today},
		map[string]string{"birth": s.who.Birth.Month().String(), "paid-months": strconv.Itoa(int(s.file.PaidMonths))})
	if err != nil {
		return err
	}
	if out, ok := r.Output("short_months"); ok {
		if n, ok := out.Value.(int64); ok {
			s.shortYears, s.shortMonth = int32(n/12), int32(n%12)
		}
	}
	if out, ok := r.Output("start_month"); ok {
		s.start = out.Shown
	}
	return nil
}

func (o *Portal) insurance(v *visit) error {
	s, err := o.overview(v)
	if err != nil {
		return err
	}
	s.Page = v.page(wMine, "/me/")
	return v.ok(insuranceView(s))
}

// payments lists what is paid when.
func (o *Portal) payments(v *visit) error {
	paid, err := o.Benefit.PaymentsOf(v.ctx, v.actor, v.actor.Person, paymentsShown)
	if err != nil {
		return err
	}
	return v.ok(paymentsView(v.page(wPayments, "/me/insurance"), paid))
}

// paymentPage is one payment, and why it is that amount.
type paymentPage struct {
	*ui.Page
	paid benefit.Payment
	why  []monthWhy
}

type monthWhy struct {
	line benefit.Line
	why  ui.Explanation
}

func (o *Portal) payment(v *visit) error {
	id, err := web.PathID(v.r, "id")
	if err != nil {
		return err
	}
	all, err := o.Benefit.PaymentsOf(v.ctx, v.actor, v.actor.Person, paymentsShown)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.ID != id {
			continue
		}
		s := &paymentPage{Page: v.page(wPayment, "/me/payments"), paid: p}
		for _, l := range p.Lines {
			r, err := p.Kind.Explain(o.Law, l)
			if err != nil {
				return err
			}
			if r == nil { // the decision itself fixed the amount
				continue
			}
			s.why = append(s.why, monthWhy{l, explain.Of(r, v.lang, true)})
		}
		return v.ok(paymentView(s))
	}
	return web.NoPage.With() // another's payment is no payment of this person
}

func (o *Portal) cases(v *visit) error {
	rows, err := o.Office.OfPerson(v.ctx, v.actor, v.actor.Person)
	if err != nil {
		return err
	}
	return v.ok(casesView(v.page(wCases, "/me/insurance"), rows))
}

// lookLine is one visit to the file: somebody's looks for one purpose, one after the other.
type lookLine struct {
	access.Look
	station  string
	earliest time.Time
	times    int
}

func (o *Portal) looked(v *visit) error {
	list, err := o.Access.Looks(v.ctx, v.actor, v.actor.Person, looks)
	if err != nil {
		return err
	}
	names := map[int64]string{}
	lines := fold(list)
	for i, l := range lines {
		if _, known := names[l.Station]; !known && l.Station != 0 {
			s, err := o.Workforce.Station(v.ctx, v.actor.County, l.Station)
			if err != nil && fail.KindOf(err) != fail.NotFound {
				return err
			}
			names[l.Station] = s.Name
		}
		lines[i].station = names[l.Station]
	}
	return v.ok(looksView(v.page(wLooks, "/me/insurance"), lines))
}

// stationList is where to go and whom to call.
type stationList struct {
	*ui.Page
	stations []workforce.Station
}

func (o *Portal) stations(v *visit) error {
	s := &stationList{Page: v.page(wStations, "/me/")}
	if v.county.Code != 0 {
		var err error
		if s.stations, err = o.Workforce.Stations(v.ctx, v.county.Code); err != nil {
			return err
		}
	}
	return v.ok(stationsView(s))
}

func yearsMonths(l words.Lang, years, months int32) string {
	if months == 0 {
		return wYears.Fill(l, "years", years)
	}
	return wYearsMonths.Fill(l, "years", years, "months", months)
}
