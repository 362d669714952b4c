package desk

import (
	"fmt"
	"time"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

func (d *Desk) callRoutes(on registrar) {
	on("POST /desk/calls/asked", access.CaseOpen, d.asked)
	on("GET /desk/calls/new", access.CaseOpen, d.newCall)
	on("POST /desk/calls/new", access.CaseOpen, d.enterCall)
	on("GET /desk/calls/{id}", access.CaseOpen, d.call)
	on("POST /desk/calls/{id}", access.CaseOpen, d.correctCall)
	on("POST /desk/calls/{id}/finish", access.CaseOpen, d.finishCall)
	on("POST /desk/calls/{id}/take-back", access.CaseOpen, d.takeBackCall)
	on("GET /desk/day", reception.Anybody, d.day)
	on("POST /desk/day/close", access.PersonRead, d.closeDay)
	on("POST /desk/day/reopen", access.PersonRead, d.reopenDay)
}

// callView is what stands on the file and on the day's first page: who is being received, or one click for somebody who only asked.
type callView struct {
	Person   string // the record's number; "" for nobody named
	Now      words.Text
	Finish   string // the address that ends the call under way; "" if there is none of this person
	Channels []ui.Option
	Areas    []ui.Option
	Enter    string
}

// receives says whether the actor logs calls: an officer at a station.
func (v *visit) receives() bool { return v.May(access.CaseOpen) && v.Actor.Station != 0 }

// attends puts what is done now into a call; an officer who receives nobody has none.
func (v *visit) attends(a callbook.Attending) error {
	if _, known := v.d.Office.AreaOf(a.Item); !v.receives() || a.Item != "" && !known {
		return nil
	}
	_, err := v.d.Calls.Attend(v.Ctx, v.Actor, a)
	return err
}

// callView is nil for who logs no calls. With a person it is about that one.
func (v *visit) callView(person int64) (*callView, error) {
	if !v.receives() {
		return nil, nil
	}
	x := &callView{Channels: channels(), Areas: v.areas(), Enter: "/desk/calls/new"}
	if person != 0 {
		x.Person = number(person)
		x.Enter += "?person=" + x.Person
	}
	now, err := v.d.Calls.Now(v.Ctx, v.Actor)
	if err != nil || now == nil || person != 0 && now.Person != person {
		return x, err
	}
	x.Finish = callAddress(now.ID) + "/finish"
	x.Now = ui.Fill(wCallNow, "at", hour(now.Began))
	if person == 0 && now.Person != 0 {
		who, err := v.named([]int64{now.Person})
		if err != nil {
			return nil, err
		}
		x.Now = ui.Fill(wCallNowOf, "name", who[now.Person].Name, "at", hour(now.Began))
	}
	return x, nil
}

func callAddress(id int64) string { return "/desk/calls/" + number(id) }

func dayAddress(day civil.Date) string { return "/desk/day?day=" + day.String() }

// hour is a time of day on the county's clock.
func hour(t time.Time) string { return t.In(civil.Beijing).Format("15:04") }

func channels() []ui.Option {
	var all []ui.Option
	for _, c := range callbook.Channels() {
		all = append(all, ui.Option{Value: string(c), Label: c.Title().Capital()})
	}
	return all
}

// areas are what a call may be about.
func (v *visit) areas() []ui.Option {
	var all []ui.Option
	for _, a := range v.d.Office.Items().Areas() {
		all = append(all, ui.Option{Value: a.Code, Label: a.Title})
	}
	return all
}

// asked logs, by one click, that somebody asked; it returns to where the click was.
func (d *Desk) asked(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	a := callbook.Asking{Channel: callbook.Channel(f.Raw("channel")), Area: f.Raw("area")}
	back := "/desk"
	if f.Has("person") {
		a.Person = f.ID("person")
		back = "/desk/person/" + number(a.Person)
	}
	if err := f.Err(); err != nil {
		return err
	}
	c, err := d.Calls.Asked(v.Ctx, v.Actor, a)
	if err != nil {
		return err
	}
	v.Tell("good", ui.Fill(wCallLogged, "n", c.Minutes, "by", c.Source.Title()), "")
	return v.See(back)
}

func (d *Desk) finishCall(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	if err := d.Calls.Finish(v.Ctx, v.Actor, id); err != nil {
		return err
	}
	v.Tell("good", wCallEnded, "")
	return v.See("/desk")
}

// callForm is a call to correct, or to enter afterwards.
type callForm struct {
	Base     string
	Back     string
	What     words.Text
	Version  string // of one to correct; "" for one to enter
	Person   string
	Day      string
	At       string
	Minutes  string
	Channel  string
	Area     string
	Channels []ui.Option
	Areas    []ui.Option
}

func (d *Desk) newCall(v *visit) error {
	x := callForm{Base: "/desk/calls/new", Back: "/desk/day", Day: v.Today().String(), Channel: string(callbook.Home), Channels: channels(), Areas: v.areas()}
	if id := v.R.URL.Query().Get("person"); id != "" {
		f, err := web.ReadForm(v.R)
		if err != nil {
			return err
		}
		person := f.ID("person")
		if err := f.Err(); err != nil {
			return err
		}
		if err := v.about(&x, person); err != nil {
			return err
		}
	}
	return v.OK(callPage(v.page(wCallEnter), x))
}

// about says on the form whom the call was with.
func (v *visit) about(x *callForm, person int64) error {
	x.What = wCallNobody
	if person == 0 {
		return nil
	}
	who, err := v.named([]int64{person})
	if err == nil {
		x.Person, x.What, x.Back = number(person), ui.Plain(who[person].Name), "/desk/person/"+number(person)
	}
	return err
}

func (d *Desk) enterCall(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	x := callForm{Base: "/desk/calls/new", Back: "/desk/day", Day: f.Raw("day"), At: f.Raw("at"), Minutes: f.Raw("minutes"), Channel: f.Raw("channel"), Area: f.Raw("area"),
		Channels: channels(), Areas: v.areas()}
	p := callbook.Past{Day: f.Date("day"), Minutes: int(f.Int("minutes", 1, 600)), Channel: callbook.Channel(x.Channel), Area: x.Area}
	if p.Hour, p.Minute, err = readHour(f.Text("at", 5)); err != nil {
		f.Fault("at", err)
	}
	if f.Has("person") {
		p.Person = f.ID("person")
	}
	err = f.Err()
	if err == nil {
		_, err = d.Calls.Enter(v.Ctx, v.Actor, p)
	}
	if err != nil {
		if got := v.about(&x, p.Person); got != nil {
			return got
		}
		page := v.page(wCallEnter)
		return v.Refused(page, err, callPage(page, x))
	}
	v.Tell("good", wCallSaved, "")
	return v.See(dayAddress(p.Day))
}

// readHour reads a time of day: 9:30, 09.30 or 0930.
func readHour(s string) (hour, minute int, err error) {
	if n, err := fmt.Sscanf(s, "%d:%d", &hour, &minute); n != 2 || err != nil || hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, 0, badHour.With()
	}
	return hour, minute, nil
}

// ownCall finds one of the actor's calls of the day that the address, or the form, names.
func (v *visit) ownCall() (callbook.Call, error) {
	id, err := v.ID()
	if err != nil {
		return callbook.Call{}, err
	}
	return v.d.Calls.Get(v.Ctx, v.Actor, id)
}

func (d *Desk) call(v *visit) error {
	x, err := v.callForm()
	if err != nil {
		return err
	}
	return v.OK(callPage(v.page(wCallCorrect), *x))
}

func (v *visit) callForm() (*callForm, error) {
	c, err := v.ownCall()
	if err != nil {
		return nil, err
	}
	x := &callForm{Base: callAddress(c.ID), Version: number(c.Version), Day: c.Day.String(), At: hour(c.Began), Channel: string(c.Channel), Area: c.Area,
		Channels: channels(), Areas: v.areas()}
	if c.Minutes > 0 {
		x.Minutes = number(int64(c.Minutes))
	}
	err = v.about(x, c.Person)
	x.Back = dayAddress(c.Day)
	return x, err
}

func (d *Desk) correctCall(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	k := callbook.Correction{Call: id, Version: f.ID("version"), Channel: callbook.Channel(f.Raw("channel")), Area: f.Raw("area"), Minutes: int(f.Int("minutes", 1, 600))}
	err = f.Err()
	if err == nil {
		err = d.Calls.Correct(v.Ctx, v.Actor, k)
	}
	if err != nil {
		x, got := v.callForm()
		if got != nil {
			return got
		}
		x.Minutes, x.Channel, x.Area = f.Raw("minutes"), f.Raw("channel"), f.Raw("area")
		p := v.page(wCallCorrect)
		return v.Refused(p, err, callPage(p, *x))
	}
	v.Tell("good", wCallSaved, "")
	c, err := v.ownCall()
	if err != nil {
		return err
	}
	return v.See(dayAddress(c.Day))
}

func (d *Desk) takeBackCall(v *visit) error {
	c, err := v.ownCall()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	version := f.ID("version")
	if err := f.Err(); err != nil {
		return err
	}
	if err := d.Calls.TakeBack(v.Ctx, v.Actor, c.ID, version); err != nil {
		return err
	}
	v.Tell("info", wCallGone, "")
	return v.See(dayAddress(c.Day))
}

// callTable is an officer's calls of a day.
func (v *visit) callTable(calls []callbook.Call, closed bool) (ui.Table, error) {
	t := ui.Table{Caption: wCallsHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wCallsNone, Body: wCallsNext},
		Columns: []ui.Column{{Head: wCallAt, Num: true}, {Head: wWho, Main: true}, {Head: wCallWhat}, {Head: wCallChannel}, {Head: wCallMinutes, Num: true}, {Head: wCallHow}, {Head: wCallCases, Num: true}}}
	var ids []int64
	for _, c := range calls {
		if c.Person != 0 {
			ids = append(ids, c.Person)
		}
	}
	people, err := v.named(ids)
	if err != nil {
		return t, err
	}
	titles := map[string]words.Text{"": wAreaUnsaid}
	for _, a := range v.areas() {
		titles[a.Value] = a.Label
	}
	for _, c := range calls {
		name := wCallNobody.In(v.Lang)
		if c.Person != 0 {
			name = people[c.Person].Name
		}
		what := titles[c.Area]
		if it, err := v.d.Office.Items().Get(c.Item); c.Item != "" && err == nil {
			what = it.Title
		}
		row := ui.TableRow{Cells: []templ.Component{ui.Num(hour(c.Began)), ui.Str(name), ui.Say(v.Plain(), what), ui.Say(v.Plain(), c.Channel.Title())}}
		if c.UnderWay() {
			row.Cells = append(row.Cells, nil, ui.Status(v.Plain(), ui.Tag{Tone: ui.Info, Text: wCallOn}))
		} else {
			row.Cells = append(row.Cells, ui.Int(c.Minutes), ui.Say(v.Plain(), c.Source.Title()))
		}
		row.Cells = append(row.Cells, ui.Int(len(c.Cases)))
		if !closed {
			row.Href = callAddress(c.ID)
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// dayView is the end-of-day account: drawn from the records, typed by nobody but for its note.
type dayView struct {
	Day     civil.Date
	Today   string
	Figures []ui.Stat
	Open    []ui.Stat
	Calls   *ui.Table
	Left    ui.Table
	Station ui.Table
	Before  words.Text // what the last closed day carried over
	Closed  *ui.Banner
	Note    string
	MayLog  bool
	MayEnd  bool // today's, or one of the last days, and not closed
	MayUndo bool
}

const leftShown = 30 // cases that stay open, of which the account lists the first

func (d *Desk) day(v *visit) error {
	x := dayView{Day: v.Today(), Today: v.Today().String()}
	if s := v.R.URL.Query().Get("day"); s != "" {
		day, err := civil.ParseDate(s)
		if err != nil {
			return web.BadDate.With().On("day")
		}
		x.Day = day
	}
	return v.dayPage(x, nil)
}

// dayPage shows the account, with what refused its closing if anything did.
func (v *visit) dayPage(x dayView, refusal error) error {
	p := v.page(ui.Fill(wDayTitle, "date", x.Day))
	if v.May(access.PersonRead) {
		if err := v.fillDay(&x); err != nil {
			return err
		}
	}
	if refusal != nil {
		return v.Refused(p, refusal, dayPage(p, x))
	}
	return v.OK(dayPage(p, x))
}

func (v *visit) fillDay(x *dayView) error {
	day, err := v.d.Calls.Day(v.Ctx, v.Actor, x.Day)
	if err != nil {
		return err
	}
	f := day.Figures
	if day.Closing != nil {
		f = day.Closing.Figures
		x.Closed = &ui.Banner{Tone: ui.Good, Title: ui.Fill(wDayClosedAt, "at", civil.Clock(day.Closing.At)), Body: ui.Plain(day.Closing.Note)}
		x.MayUndo = civil.DateIn(day.Closing.At) == v.Today()
	} else {
		x.MayEnd = x.Day <= v.Today() && v.Today()-x.Day <= callbook.ClosingDays
	}
	if k := day.Before; k != nil {
		x.Before = ui.Fill(wDayBefore, "day", k.Day, "drafts", k.Figures.Drafts, "due", k.Figures.DueNext+k.Figures.Overdue)
	}
	if v.receives() {
		t, err := v.callTable(day.Calls, day.Closing != nil)
		if err != nil {
			return err
		}
		x.Calls, x.MayLog = &t, day.Closing == nil
		x.Figures = append(x.Figures, stat(wDayCalls, f.Calls, wTimesUnit, wDayCallsDefine, "", ui.Neutral), stat(wDayAsked, f.Asked, wTimesUnit, wDayAskedDefine, "", ui.Neutral),
			stat(wDayMinutes, f.Minutes, wMinutesUnit, wDayMinutesDefine, "", ui.Neutral))
	}
	x.Figures = append(x.Figures, stat(wDayTaken, f.Taken, wCaseUnit, wDayTakenDefine, "", ui.Neutral), stat(wDayFinished, f.Finished, wCaseUnit, wDayFinishedDefine, "", ui.Neutral),
		stat(wDayReturned, f.Returned, wCaseUnit, wDayReturnedDefine, "", ui.Neutral), stat(wDayLetters, f.Letters, wLettersUnit, wDayLettersDefine, "", ui.Neutral))
	x.Open = []ui.Stat{stat(wDayDue, f.DueNext, wCaseUnit, wDayDueDefine, "", late(f.DueNext, ui.Warn)), stat(wOverdue, f.Overdue, wCaseUnit, wDayOverdueDefine, "", late(f.Overdue, ui.Danger)),
		stat(wDraftCount, f.Drafts, wCaseUnit, wDraftDefine, "", late(f.Drafts, ui.Warn))}
	rows, err := v.d.Office.OpenOf(v.Ctx, v.Actor, x.Day, leftShown)
	if err != nil {
		return err
	}
	x.Left = v.caseTable(wDayLeft, ui.Empty{Icon: ui.IconCheck, Title: wDayNoneLeft}, rows, func(r casework.Row) string { return caseAddress(r.ID) })
	return v.fillStation(x)
}

// fillStation adds what was done, by the actor and at the station, step by step.
func (v *visit) fillStation(x *dayView) error {
	lines, err := v.d.Office.Day(v.Ctx, v.Actor, x.Day)
	if err != nil {
		return err
	}
	x.Station = ui.Table{Caption: wDaySteps, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCalendar, Title: wDayNone, Body: wDayNext},
		Columns: []ui.Column{{Head: wWhat, Main: true}, {Head: wDayMine, Num: true}, {Head: wDayStation, Num: true}}}
	for _, l := range lines {
		x.Station.Rows = append(x.Station.Rows, ui.TableRow{Cells: cells(ui.Say(v.Plain(), l.Title), ui.Int(l.Mine), ui.Int(l.Station))})
	}
	return nil
}

func (d *Desk) closeDay(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	day, note := f.Date("day"), f.Lines("note", 500)
	err = f.Err()
	if err == nil {
		_, err = d.Calls.Close(v.Ctx, v.Actor, day, note)
	}
	if err != nil {
		if day == 0 {
			day = v.Today()
		}
		return v.dayPage(dayView{Day: day, Today: v.Today().String(), Note: f.Raw("note")}, err)
	}
	v.Tell("good", ui.Fill(wDayDone, "day", day), "")
	return v.See(dayAddress(day))
}

func (d *Desk) reopenDay(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	day := f.Date("day")
	if err := f.Err(); err != nil {
		return err
	}
	if err := d.Calls.Reopen(v.Ctx, v.Actor, day); err != nil {
		return v.dayPage(dayView{Day: day, Today: v.Today().String()}, err)
	}
	v.Tell("info", ui.Fill(wDayUndone, "day", day), "")
	return v.See(dayAddress(day))
}
