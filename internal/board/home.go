package board

import (
	"errors"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/ledger"
	"renshe/internal/outreach"
	"renshe/internal/person"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/ui"
)

// pension is the benefit that the board is about.
const pension = benefit.ResidentPension

// figures are everything the page shows, as the rooms gave it. What the reader may not see is nil.
type figures struct {
	at       time.Time
	people   person.Counts
	benefit  benefit.Counts
	found    []outreach.Count
	swept    time.Time // zero: the sweep has not run
	sweptFor civil.Month
	backlog  []casework.Backlog
	stations []workforce.Station
	run      *benefit.RunView
	trial    *ledger.Trial
	head     *ledger.Head
	broken   bool // the log does not agree with its last checkpoint
}

// homeView is the page.
type homeView struct {
	*ui.Page
	lead     words.Text
	small    words.Text // how small cells are written, for who does not see them
	stats    []ui.Stat
	found    words.Text
	tiles    []ui.Tile
	township *townshipView
	backlog  ui.Table
	run      *runView
	fund     *fundView
}

func (b *Board) home(v *visit) error {
	f, err := v.figures()
	if err != nil {
		return err
	}
	x, err := v.homeView(f)
	if err != nil {
		return err
	}
	return v.OK(homePage(x))
}

// figures asks every room once.
func (v *visit) figures() (f figures, err error) {
	county := v.Actor
	county.Station = 0 // the board is of the county, also for a reader who sits at a station
	f.at = v.b.Now()
	if f.people, err = v.b.People.Count(v.Ctx, county); err != nil {
		return f, err
	}
	if f.benefit, err = v.b.Benefit.Counts(v.Ctx, county, pension); err != nil {
		return f, err
	}
	if f.found, err = v.b.Outreach.Counts(v.Ctx, county); err != nil {
		return f, err
	}
	month := civil.DateIn(f.at).Month()
	for _, f.sweptFor = range []civil.Month{month + 1, month} { // before a month's first night the last sweep is that of the month itself
		if f.swept, err = v.b.Outreach.Swept(v.Ctx, county, f.sweptFor); err != nil || !f.swept.IsZero() {
			break
		}
	}
	if err != nil {
		return f, err
	}
	if f.backlog, err = v.b.Office.Backlog(v.Ctx, county); err != nil {
		return f, err
	}
	if f.stations, err = v.b.Workforce.Stations(v.Ctx, county.County); err != nil {
		return f, err
	}
	return f, v.money(&f)
}

// money reads what stands in the books, for those who may.
func (v *visit) money(f *figures) error {
	if v.May(access.FundRead) {
		if last := f.benefit.Last; last != nil {
			run, err := v.b.Benefit.Run(v.Ctx, v.Actor, last.ID)
			if err != nil {
				return err
			}
			f.run = &run
		}
		trial, err := v.b.Books.Trial(v.Ctx, v.Actor.County, benefit.BooksOf(pension).Fund)
		if err != nil {
			return err
		}
		f.trial = &trial
	}
	if v.May(access.LedgerVerify) {
		head, err := v.b.Books.Head(v.Ctx, v.Actor)
		if f.broken = errors.Is(err, ledger.LogBroken); err != nil && !f.broken {
			return err
		}
		f.head = &head
	}
	return nil
}

// homeView lays the figures out.
func (v *visit) homeView(f figures) (*homeView, error) {
	p := v.page(wTitle)
	p.AsOf = civil.Clock(f.at)
	x := &homeView{Page: p, lead: ui.Fill(wLead, "county", v.County.Name, "at", civil.Clock(f.at))}
	g := guard{all: v.May(access.PersonRead)}
	if !g.all {
		x.small = wSmallCells
	}
	places := v.townships(f)
	var err error
	if x.township, err = v.township(p, f, places); err != nil {
		return nil, err
	}
	x.found, x.tiles = foundSay(f), v.tiles(g, places)
	x.stats = v.stats(g, f, places)
	x.backlog = backlogTable(p, g, f.backlog, v.May(access.CaseReview))
	x.run = v.runView(p, g, f)
	x.fund = fundOf(p, f)
	return x, nil
}
