package casework

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Row is a case as a list shows it.
type Row struct {
	Case
	Title      words.Text // of the item
	Where      words.Text // its state; of a dispute under way, its stage
	PersonName string
	IDTail     string
	Place      string // township and village
	DaysLeft   int    // calendar days until Due; negative past it. Meaningless before acceptance.
	Urgency    Urgency
}

// Urgency says how near the due date is; pages give it a word and a colour.
type Urgency int

// The urgencies.
const (
	NoClock Urgency = iota // not accepted yet, or decided
	InTime
	Soon    // a fifth of the limit is left, or less
	Today   // the last day
	Overdue // past it
	Stands  // the clock stands
)

var urgencyTitles = [...]words.Text{
	NoClock: {},
	InTime:  {Zh: "还有{days}天", En: "{days} days left"},
	Soon:    {Zh: "只剩{days}天", En: "only {days} days left"},
	Today:   {Zh: "今天到期", En: "due today"},
	Overdue: {Zh: "已超期{days}天", En: "{days} days overdue"},
	Stands:  {Zh: "已中止计时", En: "the clock stands"},
}

// where is a case's state in words; a dispute under way is in its stage.
func (it *Item) where(c *Case) words.Text {
	if s := it.Stage(c.Stage); s != nil && c.State.Living() {
		return s.Title
	}
	return c.State.Title()
}

// Where is a case's state in words; a dispute under way is in its stage.
func (v *View) Where() words.Text { return v.Def.where(&v.Case) }

// Says puts the row's clock in words; empty without one.
func (r Row) Says() words.Text {
	days := r.DaysLeft
	if days < 0 {
		days = -days
	}
	return fill(urgencyTitles[r.Urgency], []any{"days", days})
}

func urgency(c *Case, today civil.Date) (Urgency, int) {
	left := int(c.Due - today)
	switch {
	case c.State != Returned && c.State != Submitted && c.State != Review && c.State != Referred:
		return NoClock, 0
	case !c.Standing.IsZero():
		return Stands, 0
	case c.Due.IsZero():
		return NoClock, 0
	case left < 0:
		return Overdue, left
	case left == 0:
		return Today, 0
	case !c.Warn.IsZero() && today >= c.Warn:
		return Soon, left
	}
	return InTime, left
}

// ListPage asks for a part of a list: what follows After, the cursor that the part before it gave.
type ListPage struct {
	After string
	Limit int // 0 is 50; at most 200
}

func (p ListPage) limit() int {
	if p.Limit <= 0 {
		return 50
	}
	return min(p.Limit, 200)
}

// cursor reads "due.id" or "id"; what is not one begins at the start.
func (p ListPage) cursor() (due string, id int64) {
	head, tail, two := strings.Cut(p.After, ".")
	if !two {
		head, tail = "", p.After
	}
	id, err := strconv.ParseInt(tail, 10, 64)
	if err != nil {
		return "", 0
	}
	return head, id
}

// MyDrafts lists what the actor filled in and has not submitted, latest first.
func (o *Office) MyDrafts(ctx context.Context, actor access.Actor, p ListPage) ([]Row, string, error) {
	if err := actor.May(access.CaseOpen); err != nil {
		return nil, "", err
	}
	return o.list(ctx, actor, p, byID, func(tx *db.Tx) ([]*Case, error) {
		_, after := p.cursor()
		return draftsOf(ctx, tx, actor.County, actor.User, after, p.limit())
	})
}

// AtStation lists the living cases of a station, oldest first; station 0 is the actor's own.
func (o *Office) AtStation(ctx context.Context, actor access.Actor, station int64, p ListPage) ([]Row, string, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, "", err
	}
	if station == 0 {
		station = actor.Station
	}
	return o.list(ctx, actor, p, byID, func(tx *db.Tx) ([]*Case, error) {
		_, after := p.cursor()
		return livingAt(ctx, tx, actor.County, station, after, p.limit())
	})
}

// Queue lists what waits for the county's decision, the earliest due date first.
func (o *Office) Queue(ctx context.Context, actor access.Actor, p ListPage) ([]Row, string, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return nil, "", err
	}
	return o.list(ctx, actor, p, byDue, func(tx *db.Tx) ([]*Case, error) {
		due, after := p.cursor()
		return waiting(ctx, tx, actor.County, due, after, p.limit())
	})
}

// Decided lists the county's latest decisions.
func (o *Office) Decided(ctx context.Context, actor access.Actor, limit int) ([]Row, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return nil, err
	}
	p := ListPage{Limit: limit}
	rows, _, err := o.list(ctx, actor, p, byID, func(tx *db.Tx) ([]*Case, error) {
		return lastDecided(ctx, tx, actor.County, p.limit())
	})
	return rows, err
}

// OfPerson lists every case of a person, latest first. A citizen sees their own.
func (o *Office) OfPerson(ctx context.Context, actor access.Actor, person int64) ([]Row, error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	rows, _, err := o.list(ctx, actor, ListPage{}, byID, func(tx *db.Tx) ([]*Case, error) {
		return casesOf(ctx, tx, actor.County, person)
	})
	return rows, err
}

func byID(c *Case) string { return strconv.FormatInt(c.ID, 10) }

// byDue puts what has no due date last, as the database does.
func byDue(c *Case) string {
	if c.Due.IsZero() {
		return "9999-12-31." + byID(c)
	}
	return c.Due.String() + "." + byID(c)
}

// list reads cases and adds what a list shows beside them; the cursor is "" at the end.
func (o *Office) list(ctx context.Context, actor access.Actor, p ListPage, cursor func(*Case) string, read func(*db.Tx) ([]*Case, error)) ([]Row, string, error) {
	var rows []Row
	after := ""
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		cases, err := read(tx)
		if err != nil {
			return err
		}
		today := civil.DateIn(tx.Now())
		rows = make([]Row, 0, len(cases))
		for _, c := range cases {
			if o.maySee(actor, c) != nil {
				continue
			}
			person, err := o.People.GetIn(ctx, tx, actor.County, c.Person)
			if err != nil {
				return err
			}
			it, err := o.itemOf(ctx, tx, c)
			if err != nil {
				return err
			}
			r := Row{Case: *c, Title: it.Title, Where: it.where(c), PersonName: person.Name, IDTail: person.IDTail, Place: o.People.Places().LocalName(person.Village)}
			r.Urgency, r.DaysLeft = urgency(c, today)
			rows = append(rows, r)
		}
		if len(cases) == p.limit() {
			after = cursor(cases[len(cases)-1])
		}
		return nil
	})
	return rows, after, err
}

// Counts are the numbers beside the lists.
type Counts struct {
	Drafts     int // mine, not submitted
	AtStation  int // living, of my station
	Waiting    int // for the county's decision
	Overdue    int // of those
	DueToday   int
	Incomplete int // of my station, a notice was given
}

// Counts counts for the actor's first page.
func (o *Office) Counts(ctx context.Context, actor access.Actor) (n Counts, err error) {
	if err := actor.May(access.PersonRead); err != nil {
		return Counts{}, err
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		n, err = countCases(ctx, tx, actor.County, actor.User, actor.Station, civil.DateIn(tx.Now()))
		return err
	})
	return n, err
}

// Backlog is how many cases of a matter are under way in the county. Drafts are not: nobody has handed them in.
type Backlog struct {
	Item       string
	Title      words.Text
	Incomplete int // a notice was given, the applicant completes it
	Waiting    int // accepted, for the county's decision
	InReview   int // of those, open before a reviewer
	DueToday   int // of Waiting
	Overdue    int // of Waiting

	itemHash string // of the latest text among them
}

// Backlog counts the county's cases under way by matter, for the board; matters without any are not listed. It names nobody.
func (o *Office) Backlog(ctx context.Context, actor access.Actor) (list []Backlog, err error) {
	if err := actor.May(access.BoardRead); err != nil {
		return nil, err
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		if list, err = countItems(ctx, tx, actor.County, civil.DateIn(tx.Now())); err != nil {
			return err
		}
		for i := range list {
			it, err := o.itemOf(ctx, tx, &Case{County: actor.County, Item: list[i].Item, itemHash: list[i].itemHash})
			if err != nil {
				return err
			}
			list[i].Title = it.Title
		}
		return nil
	})
	return list, err
}

// DayLine is one line of the end-of-day account (日结): how often something was done.
type DayLine struct {
	Kind    string
	Title   words.Text
	Mine    int
	Station int
}

// Day counts what was done on a day, by the actor and by their station.
func (o *Office) Day(ctx context.Context, actor access.Actor, day civil.Date) (lines []DayLine, err error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		lines, err = countDay(ctx, tx, actor.County, day, actor.User, actor.Station)
		return err
	})
	return lines, err
}

// History lists what happened to a case, oldest first.
func (o *Office) History(ctx context.Context, actor access.Actor, id int64) ([]Event, error) {
	var list []Event
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		_, it, err := o.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		list, err = readEvents(ctx, tx, actor.County, id)
		for i, e := range list {
			list[i].Title = it.stageSaid(e.Title, e.Detail["stage"], e.Detail["end"], e.Detail["task"])
		}
		return err
	})
	return list, err
}

var wStageSaid = words.Text{Zh: "{what}：{stage}", En: "{what}: {stage}"}

// stageSaid adds to what happened the stage of a dispute, and how it ended or which task was done.
func (it *Item) stageSaid(what words.Text, stage, end, task string) words.Text {
	s := it.Stage(stage)
	if s == nil {
		return what
	}
	what = fill(wStageSaid, []any{"what", what, "stage", s.Title})
	if e := s.End(end); e != nil {
		what = joined(what, wOpening, e.Title, wClosing)
	}
	if t := s.Task(task); t != nil {
		what = joined(what, wOpening, t.Title, wClosing)
	}
	return what
}

// Offer is one matter that could be done for a person today, or why it cannot.
type Offer struct {
	Item      *Item
	Possible  bool
	Reason    words.Text
	Rule      string    // the article behind the reason
	Elsewhere bool      // it is possible, but not where the actor sits
	Open      *Case     // the living case of it, to go on with
	Estimate  money.Fen // a month, of a benefit that would be granted; 0 otherwise
}

var (
	offerOpen      = words.Text{Zh: "已在办：{state}", En: "under way: {state}"}
	wStillAlive    = words.Text{Zh: "登记里没有死亡信息。", En: "The register holds no death."}
	offerElsewhere = words.Text{Zh: "在{levels}受理", En: "taken in at {levels}"}
	offerUnknown   = words.Text{Zh: "{what}", En: "{what}"}
)

// WhatCanBeDone lists every item with whether it is possible for the person today and why.
func (o *Office) WhatCanBeDone(ctx context.Context, actor access.Actor, person int64) ([]Offer, error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	var list []Offer
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		list = nil
		f, err := o.factsIn(ctx, tx, actor.County, person)
		if err != nil {
			return err
		}
		living, err := livingOf(ctx, tx, actor.County, person)
		if err != nil {
			return err
		}
		living = slices.DeleteFunc(living, func(c *Case) bool { return o.maySee(actor, c) != nil })
		today := civil.DateIn(tx.Now())
		at, err := o.levelOf(ctx, tx, actor)
		if err != nil {
			return err
		}
		for _, it := range o.items.All() {
			i := slices.IndexFunc(living, func(c *Case) bool { return c.Item == it.Code && (it.OneAtATime || !c.State.Submitted()) })
			if i >= 0 {
				list = append(list, Offer{Item: it, Rule: it.Basis[0].String(), Open: living[i], Possible: true, Reason: fill(offerOpen, []any{"state", living[i].State.Title()})})
				continue
			}
			offer := o.offer(actor.County, it, f, today)
			if offer.Possible && !at.reaches(it.lowest()) {
				offer.Possible, offer.Elsewhere = false, true
				offer.Reason = fill(offerElsewhere, []any{"levels", it.takenIn()})
			}
			list = append(list, offer)
		}
		return nil
	})
	return list, err
}

// offer says whether a matter without a living case is possible for the person, and why.
func (o *Office) offer(county civil.County, it *Item, f *facts, today civil.Date) Offer {
	out := Offer{Item: it, Rule: it.Basis[0].String()}
	excluded := it.effect().excluded(it, f)
	switch {
	case !f.person.Alive() && it.Deceased == "":
		out.Reason = fill(notAlive, []any{"date", f.person.Died})
	case f.person.Alive() && it.Deceased == "only":
		out.Reason = wStillAlive
	case excluded != nil:
		if out.Reason = it.effect().stands(it, f); out.Reason.IsZero() {
			out.Reason = said(fail.As(excluded))
		}
	case it.Entitlement != "":
		a, err := assess(o.Law, it, county, f, false, today)
		if err != nil {
			// What the law does not know yet is an answer for the counter, not a broken page.
			out.Reason = said(fail.As(err))
			return out
		}
		out.Possible, out.Reason, out.Estimate = a.Entitled, a.Says, a.Total
	default:
		if out.Possible, out.Reason = true, it.effect().stands(it, f); out.Reason.IsZero() {
			out.Reason = it.Promised(county).Title()
		}
	}
	return out
}

// said is a fault's first sentence in both languages.
func said(e *fail.Error) words.Text {
	return fill(offerUnknown, []any{"what", words.Text{Zh: e.Say(words.Zh).What, En: e.Say(words.En).What}})
}

// Sheet gives the stored assessment of a case with every number explained: what the reviewer decides on, and what was decided. It
// is nil for a matter without one. The numbers are computed again and must be those that are stored.
func (o *Office) Sheet(ctx context.Context, actor access.Actor, id int64) (*Sheet, error) {
	var s *Sheet
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		c, _, err := readCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		s, err = o.again(c)
		return err
	})
	return s, err
}

// ClaimsIn names everybody who has a living case for a benefit; the sweep asks.
func (o *Office) ClaimsIn(ctx context.Context, tx *db.Tx, county civil.County, benefit string, fn func(person, caseID int64) error) error {
	for _, it := range o.items.All() {
		if it.Effect.Kind != Grant || it.Effect.Benefit != benefit {
			continue
		}
		if err := livingPeople(ctx, tx, county, it.Code, fn); err != nil {
			return err
		}
	}
	return nil
}
