package marketday

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/enrolment"
	"renshe/internal/person"
)

// Options are what is played.
type Options struct {
	Sessions  int           // officers at their desks
	Reviewers int           // and those at the county who decide
	Past      int           // finished cases that the county has
	Think     time.Duration // mean time between two clicks of one person; 0 does not wait
	Warm      time.Duration // before anything is measured: signing in, and the day's first work
	Lasts     time.Duration // how long is measured; 0 ends when each officer has done Matters
	Matters   int           // how many matters each officer does; 0 is as many as the time allows
	Seed      uint64
	Progress  func(stage Stage, done, total int64) // nil for none
}

// Stage is what is being done.
type Stage string

// The stages.
const (
	TakingOver Stage = "past"
	Playing    Stage = "play"
)

// account is somebody who signs in.
type account struct {
	login   string
	station int64
}

// Plan is a county ready to be played.
type Plan struct {
	Options
	officers  []account
	reviewers []account
	people    []person.Person             // whom visitors ask for
	places    func(civil.Division) string // a village as people say it
}

const (
	county     = demo.Taoyuan
	setting    = "market-day" // how many past cases the county was given
	pastBatch  = 2000         // cases of one transaction
	asked      = 4000         // people whom visitors ask for, drawn from all
	pastMonths = 13           // before the demo's month; their calendars and laws are on file
	everyday   = 2            // of so many cases one is of the everyday matters
)

// everydayItems are what most people come for: a new account, a record to take along, advice.
var everydayItems = []string{"R03", "E11", "P01"}

// Prepare gives a demo county its past cases and enough officers and reviewers, each only as far as they lack.
func Prepare(ctx context.Context, a *app.App, o Options) (*Plan, error) {
	p := &Plan{Options: o, places: a.People.Places().Name}
	all, err := everybody(ctx, a)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, demo.HalfBuilt.With()
	}
	if p.officers, err = staff(ctx, a, access.Officer, o.Sessions); err != nil {
		return nil, err
	}
	if p.reviewers, err = staff(ctx, a, access.Reviewer, max(o.Reviewers, 1)); err != nil {
		return nil, err
	}
	if err := p.past(ctx, a, all); err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(o.Seed, 1))
	return p, a.DB.View(ctx, func(tx *db.Tx) error {
		for _, i := range random.Perm(len(all))[:min(asked, len(all))] {
			q, err := a.People.GetIn(ctx, tx, county, all[i])
			if err != nil {
				return err
			}
			p.people = append(p.people, q)
		}
		return nil
	})
}

// everybody lists who lives in the county.
func everybody(ctx context.Context, a *app.App) (all []int64, err error) {
	born := enrolment.Born{From: civil.MonthOf(1900, 1), To: civil.MonthOf(2199, 11)}
	err = a.DB.View(ctx, func(tx *db.Tx) error {
		return a.Enrolment.SweepRows(ctx, tx, county, born, func(r enrolment.SweepRow) error {
			all = append(all, r.Person)
			return nil
		})
	})
	return all, err
}

// staff gives n accounts of a role, adding those that lack, spread over the stations.
func staff(ctx context.Context, a *app.App, role access.Role, n int) (list []account, err error) {
	users, err := a.Access.Users(ctx, county)
	if err != nil {
		return nil, err
	}
	var boss access.Actor
	stations := []int64{}
	for _, u := range users {
		if u.Role == access.Admin && boss.User == 0 {
			if boss, err = a.Access.Lookup(ctx, county, u.ID); err != nil {
				return nil, err
			}
		}
		if u.Role == role && !u.Disabled {
			list = append(list, account{u.Login, u.Station})
			stations = append(stations, u.Station)
		}
	}
	if len(list) == 0 {
		return nil, access.NoUser.With().On(string(role))
	}
	hash := access.HashPassword(demo.Password)
	for i := len(list); i < n; i++ {
		u := access.User{Login: fmt.Sprintf("%s-%03d", role, i), Name: fmt.Sprintf("赶集%03d", i), Role: role, Station: stations[i%len(stations)], Hash: hash}
		if _, err := a.Access.AddUser(ctx, boss, u); err != nil {
			return nil, err
		}
		list = append(list, account{u.Login, u.Station})
	}
	return list[:n], nil
}

// past takes over as many finished cases as the county lacks.
func (p *Plan) past(ctx context.Context, a *app.App, all []int64) error {
	var have int
	if _, err := a.Access.Setting(ctx, county, setting, &have); err != nil {
		return err
	}
	users, err := a.Access.Users(ctx, county)
	if err != nil {
		return err
	}
	h := &history{random: rand.New(rand.NewPCG(p.Seed, uint64(have)+2)), people: all, today: a.DB.Now(), items: slices.DeleteFunc(a.Office.Items().All(), func(it *casework.Item) bool {
		return it.Entitlement != "" || it.Deceased != ""
	})}
	for _, u := range users {
		actor := access.Actor{County: county, User: u.ID, Login: u.Login, Name: u.Name, Role: u.Role, Station: u.Station}
		switch u.Role {
		case access.Officer:
			h.officers = append(h.officers, actor)
		case access.Reviewer:
			h.reviewers = append(h.reviewers, actor)
		}
	}
	for have < p.Past {
		batch := make([]casework.Past, min(pastBatch, p.Past-have))
		for i := range batch {
			batch[i] = h.matter()
		}
		err := a.DB.InCounty(ctx, county, func(tx *db.Tx) error {
			if err := a.Office.LoadPastIn(ctx, tx, access.TheSystem(county), batch); err != nil {
				return err
			}
			return a.Access.SetSettingIn(ctx, tx, county, setting, have+len(batch))
		})
		if err != nil {
			return err
		}
		have += len(batch)
		p.tell(TakingOver, int64(have), int64(p.Past))
	}
	return a.DB.Analyze(ctx)
}

func (p *Plan) tell(s Stage, done, total int64) {
	if p.Progress != nil {
		p.Progress(s, done, total)
	}
}

// history draws finished matters.
type history struct {
	random    *rand.Rand
	people    []int64
	today     time.Time
	items     []*casework.Item
	officers  []access.Actor
	reviewers []access.Actor
}

// matter is one that ended on a working hour of the months before, a few days after it began; every twentieth that is decided is refused.
func (h *history) matter() casework.Past {
	it := h.items[h.random.IntN(len(h.items))]
	if h.random.IntN(everyday) == 0 {
		code := everydayItems[h.random.IntN(len(everydayItems))]
		it = h.items[slices.IndexFunc(h.items, func(it *casework.Item) bool { return it.Code == code })]
	}
	took := h.officers[h.random.IntN(len(h.officers))]
	opened := h.today.AddDate(0, -pastMonths, 0).Add(time.Duration(h.random.IntN(pastMonths*30-30)) * 24 * time.Hour).Add(time.Duration(h.random.IntN(8*60)) * time.Minute)
	m := casework.Past{Item: it.Code, Person: h.people[h.random.IntN(len(h.people))], Station: took.Station, Taken: took, Opened: opened, Decider: took,
		Decided: opened.Add(10 * time.Minute)}
	if it.Way() == casework.ByDecision {
		m.Decider, m.Decided = h.reviewers[h.random.IntN(len(h.reviewers))], opened.Add(time.Duration(24+h.random.IntN(72))*time.Hour)
		if len(it.Refusals) > 0 && h.random.IntN(20) == 0 {
			m.Ground = it.Refusals[h.random.IntN(len(it.Refusals))].Code
		}
	}
	return m
}
