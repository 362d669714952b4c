package demo

import (
	"cmp"
	"context"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/enrolment"
	"renshe/internal/rating"
	"renshe/law"
)

// matter is one case that the county has when it is opened: what its people handed over, and what has become of it. Days are working days before
// the county's morning.
type matter struct {
	at      int // of the county's officers, in the order of the report: 0 is the story's
	day     int
	item    string
	answers map[string]string
	papers  []string
	draft   bool // typed in and not handed in
	member  bool // of somebody who pays into the residents' pension alone, and has paid
	then    []turn
}

// turn is what happened to a matter later.
type turn struct {
	day    int
	by     string // the login; "" is the officer who took it in, "applicant" somebody who rates
	move   casework.Move
	rating rating.Rating
}

const applicant = "applicant"

func decided(day int) turn {
	return turn{day: day, by: ReviewerLogin, move: casework.Move{Step: "approve"}}
}

func handed(day int) turn { return turn{day: day, move: casework.Move{Step: "deliver", How: "handed"}} }

func (m matter) and(more ...turn) matter {
	m.then = append(slices.Clone(m.then), more...)
	return m
}

var identity = []string{"identity"}

func newPhone(at, day int, number string) matter {
	return matter{at: at, day: day, item: "R02", answers: map[string]string{"new-phone": number}, papers: identity}
}

func hardToEmploy(at, day int) matter {
	return matter{at: at, day: day, item: "W01", answers: map[string]string{"category": "大龄失业人员"}, papers: identity}
}

func outOfWork(at, day int) matter {
	return matter{at: at, day: day, item: "U01", answers: map[string]string{"left-on": "", "left-why": "expired"}, papers: identity}
}

// moving is a relation that goes to another place or comes from one: what the books have under way.
func moving(at, day int, direction string) matter {
	return matter{at: at, day: day, item: "R14", papers: identity, member: true,
		answers: map[string]string{"direction": direction, "place": "湖南省长沙县", "agency": "长沙县社会保险经办机构（演示）"}}
}

// matters are one of everything that a desk has: what waits, what is late, what came back, what is owed an answer, and what people said of it.
var matters = []matter{
	newPhone(0, 14, "10090000001"), // past its ten working days
	newPhone(0, 9, "10090000002"),  // due tomorrow
	newPhone(1, 8, "10090000003"),
	newPhone(2, 13, "10090000004"),
	hardToEmploy(0, 3),
	hardToEmploy(1, 2),
	hardToEmploy(0, 5).and(turn{day: 3, by: ReviewerLogin, move: casework.Move{Step: "begin"}}, decided(2)),
	hardToEmploy(2, 7).and(decided(5), handed(4), turn{day: 3, by: applicant, rating: rating.Rating{Level: 4}}),
	newPhone(0, 6, "10090000005").and(decided(4), handed(3), turn{day: 2, by: applicant, rating: rating.Rating{Level: 5, Words: "一次就办好了"}}),
	{at: 0, day: 1, item: "W01", answers: map[string]string{"category": "零就业家庭成员"}},
	{at: 1, day: 2, item: "R02", answers: map[string]string{"new-phone": "10090000006"}},
	{at: 0, day: 1, item: "R02", answers: map[string]string{"new-phone": "10090000007"}, papers: identity, draft: true},
	outOfWork(0, 1).and(turn{day: 1, by: applicant, rating: rating.Rating{Level: 5}}),
	outOfWork(1, 4).and(turn{day: 3, by: applicant, rating: rating.Rating{Level: 2, Reason: "waited", Words: "等了一上午"}}),
	{at: 0, day: 4, item: "C01", answers: map[string]string{"bank": "演示农商银行"}, papers: identity},
	{at: 2, day: 6, item: "C01", answers: map[string]string{"bank": "演示邮储银行"}, papers: identity,
		then: []turn{{day: 2, move: casework.Move{Step: "answer", Result: "granted", Says: "卡已制好，可到网点领取。"}}}},
	moving(0, 8, "out").and(decided(6)),
	moving(1, 6, "in").and(decided(5)),
	{at: 0, day: 12, item: "L01", answers: map[string]string{"unit": "演示建筑公司", "owed": "8600", "what": "两个月工资没有发"}, papers: identity,
		then: []turn{{day: 9, by: ReviewerLogin, move: casework.Move{Step: "end", End: "opened"}}}},
	{at: 1, day: 7, item: "L04", answers: map[string]string{"what": "反映缴费记录少了一年"}, papers: identity,
		then: []turn{{day: 4, by: ReviewerLogin, move: casework.Move{Step: "end", End: "accepted"}}}},
}

// event is one thing that happens on a day.
type event struct {
	day, order int
	matter     *lived
	turn       *turn // nil: it is taken in
}

// lived is a matter under way.
type lived struct {
	matter
	officer access.Actor
	id      int64
	code    string // on the letter that its holder rates by
}

// Matters has the county's officers take in the demo's cases, on the days before its morning, by the operations that a desk uses. Nothing
// happens where the calendar does not reach back so far.
func Matters(ctx context.Context, rooms Rooms, office *casework.Office, r Report, clock *Clock) error {
	b := &builder{Rooms: rooms, o: Options{County: r.County, AsOf: r.AsOf, Clock: clock}, report: r, users: map[string]User{}, system: access.TheSystem(r.County)}
	days, err := daysBefore(r.AsOf, 15)
	if err != nil || days == nil || clock == nil {
		return err
	}
	var officers []access.Actor
	for _, u := range r.Users {
		b.users[u.Login] = u
		if u.Role != access.Officer || u.Login == HallLogin {
			continue
		}
		actor, err := rooms.Access.Lookup(ctx, r.County, u.ID)
		if err != nil {
			return err
		}
		if u.Login == OfficerLogin {
			officers = append([]access.Actor{actor}, officers...)
		} else {
			officers = append(officers, actor)
		}
	}
	m := &morning{b, office, officers, map[int64]bool{}}
	defer clock.Restore(clock.Offset())
	for n, e := range events() {
		// A minute between two, from nine on: nobody does two things at once.
		clock.Set(days[e.day].Add(time.Duration(n) * time.Minute))
		if err := m.happens(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func events() []event {
	var all []event
	for _, m := range matters {
		l := &lived{matter: m}
		all = append(all, event{m.day, 0, l, nil})
		for i := range m.then {
			all = append(all, event{m.then[i].day, i + 1, l, &m.then[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b event) int { return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(a.order, b.order)) })
	return all
}

// daysBefore are the mornings of the working days before a month's first, the last of them at 1; none if the calendar does not reach back.
func daysBefore(m civil.Month, n int) ([]time.Time, error) {
	first, err := Morning(m)
	if err != nil {
		return nil, err
	}
	calendar, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		return nil, err
	}
	days, day := []time.Time{first}, civil.DateIn(first)
	for len(days) <= n {
		day = day.Add(-1)
		working, err := calendar.IsWorkingDay(day)
		if err != nil {
			return nil, nil // a year without its notice: the county begins without cases, as it does without calls
		}
		if working {
			days = append(days, opening(day))
		}
	}
	return days, nil
}

// morning is what Matters needs at hand.
type morning struct {
	*builder
	office   *casework.Office
	officers []access.Actor
	served   map[int64]bool
}

func (m *morning) happens(ctx context.Context, e event) error {
	l := e.matter
	switch {
	case e.turn == nil:
		l.officer = m.officers[l.at%len(m.officers)]
		return m.takeIn(ctx, l)
	case l.id == 0:
		return nil // nobody was found for it
	case e.turn.by == applicant:
		return m.office.Rate(ctx, l.code, e.turn.rating)
	}
	by := l.officer
	if e.turn.by != "" {
		var err error
		if by, err = m.Access.Lookup(ctx, m.o.County, m.users[e.turn.by].ID); err != nil {
			return err
		}
	}
	move := e.turn.move
	if move.Step == "deliver" {
		move.On = civil.DateIn(m.DB.Now()).String()
	}
	v, err := m.office.Get(ctx, by, l.id)
	if err != nil {
		return err
	}
	move.Version = v.Case.Version
	if err := m.office.Take(ctx, by, l.id, move); err != nil {
		return err
	}
	return m.letter(ctx, l)
}

// takeIn opens a matter for somebody of the officer's own places, fills it in and hands it in.
func (m *morning) takeIn(ctx context.Context, l *lived) error {
	who, err := m.somebody(ctx, l)
	if err != nil || who == 0 {
		return err
	}
	v, err := m.office.Open(ctx, l.officer, l.item, who)
	if err != nil {
		return err
	}
	l.id, m.served[who] = v.Case.ID, true
	f := casework.Form{Fields: map[string]string{}, Materials: map[string]string{}}
	for name, typed := range l.answers {
		if typed == "" { // a day that goes with the county's time
			typed = civil.DateIn(m.DB.Now()).Add(-20).String()
		}
		f.Fields[name] = typed
	}
	for _, paper := range l.papers {
		f.Materials[paper] = "original"
	}
	version, err := m.office.Save(ctx, l.officer, casework.Saving{Case: l.id, Version: v.Case.Version, Form: f})
	if err != nil || l.draft {
		return err
	}
	if _, err := m.office.Submit(ctx, l.officer, casework.Submission{Case: l.id, Version: version}); err != nil {
		return err
	}
	return m.letter(ctx, l)
}

// somebody is a person of working age in the officer's places for whom the matter can be done; 0 if nobody is found.
func (m *morning) somebody(ctx context.Context, l *lived) (int64, error) {
	at, err := m.Force.Station(ctx, m.o.County, l.officer.Station)
	if err != nil {
		return 0, err
	}
	town := m.People.Places().LocalName(at.Township)
	names := []string{"zhang", "wang", "chen", "li", "huang", "yang", "zhou"}
	for i := range names {
		name := names[(len(m.served)+i)%len(names)] // not one name after the other in the lists
		hits, err := m.People.Find(ctx, l.officer, name+" "+town, 40)
		if err != nil {
			return 0, err
		}
		for _, h := range hits {
			if age := m.today().Year() - h.Birth.Year(); m.served[h.ID] || !h.Died.IsZero() || age < 30 || age > 54 {
				continue
			}
			offers, err := m.office.WhatCanBeDone(ctx, l.officer, h.ID)
			if err != nil {
				return 0, err
			}
			if !slices.ContainsFunc(offers, func(o casework.Offer) bool { return o.Item.Code == l.item && o.Possible && o.Open == nil }) {
				continue
			}
			if fits, err := m.fits(ctx, l, h.ID); err != nil || fits {
				return h.ID, err
			}
		}
	}
	return 0, nil
}

// fits says whether somebody is insured as the matter wants.
func (m *morning) fits(ctx context.Context, l *lived, who int64) (bool, error) {
	if !l.member {
		return true, nil
	}
	f, err := m.Rolls.FileOf(ctx, l.officer, who)
	if err != nil {
		return false, err
	}
	resident, member := f.Relation(enrolment.ResidentPension)
	_, employee := f.Relation(enrolment.EmployeePension)
	return member && resident.State == enrolment.Paying && !employee && f.Account > 0, nil
}

func (m *morning) today() civil.Date { return civil.DateIn(m.DB.Now()) }

// letter keeps the code of the case's last letter.
func (m *morning) letter(ctx context.Context, l *lived) error {
	all, err := m.office.Letters(ctx, l.officer, l.id)
	if err == nil && len(all) > 0 {
		l.code = all[0].Code
	}
	return err
}
