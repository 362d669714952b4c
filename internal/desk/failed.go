package desk

import (
	"slices"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// failedView is whose payment came back and is not paid again (支付失败): the station's people, or the county's.
type failedView struct {
	Stats    []ui.Stat
	Stations []ui.Option // for those who see the whole county
	Station  string
	Stages   []ui.Option
	Stage    string
	Table    ui.Table
	Excel    string // the same list as a workbook
	Extra    string // where an extra run for those who can be paid again is asked for
}

func (d *Desk) failed(v *visit) error {
	q := v.R.URL.Query()
	x := failedView{Station: q.Get("station"), Stage: q.Get("stage")}
	list, err := v.failures()
	if err != nil {
		return err
	}
	station, err := v.stationNames(&x)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(f benefit.Failure) bool {
		return x.Station != "" && x.Station != "0" && station[f.Village].id != x.Station
	})
	x.count(list)
	ready := slices.ContainsFunc(list, func(f benefit.Failure) bool { return f.Stage == benefit.GoesAgain })
	if x.Stage != "" {
		list = slices.DeleteFunc(list, func(f benefit.Failure) bool { return string(f.Stage) != x.Stage })
	}
	x.Table = v.failedTable(list, station)
	if ready && v.May(access.RunPrepare) {
		x.Extra = "/desk/runs/extra?extra=" + string(benefit.Repay)
	}
	if q.Get("as") == "xlsx" {
		return v.failedBook(list, station)
	}
	q.Set("as", "xlsx")
	x.Excel = "/desk/failed?" + q.Encode()
	p := v.page(wFailedTitle)
	if p.Back = (&ui.Link{Href: "/desk"}); v.May(access.FundRead) {
		p.Back.Href = "/desk/runs"
	}
	return v.OK(failedPage(p, x))
}

// failures are those of the actor's station, or of the county for who sits at none.
func (v *visit) failures() ([]benefit.Failure, error) {
	if v.Actor.Station == 0 {
		return v.d.Benefit.Failed(v.Ctx, v.Actor, nil)
	}
	s, err := v.d.Workforce.Station(v.Ctx, v.Actor.County, v.Actor.Station)
	if err != nil {
		return nil, err
	}
	return v.d.Benefit.Failed(v.Ctx, v.Actor, append([]civil.Division{}, s.Villages...))
}

// stationName is a station as the list shows it.
type stationName struct{ id, name string }

// stationNames says which station serves a village, and offers them to who sees the county.
func (v *visit) stationNames(x *failedView) (map[civil.Division]stationName, error) {
	all, err := v.d.Workforce.Stations(v.Ctx, v.Actor.County)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for _, s := range all {
		names[s.ID] = s.Name
		if v.Actor.Station == 0 && len(s.Villages) > 0 {
			x.Stations = append(x.Stations, ui.Option{Value: number(s.ID), Label: ui.Plain(s.Name)})
		}
	}
	of := map[civil.Division]stationName{}
	err = v.d.Office.DB.View(v.Ctx, func(tx *db.Tx) error {
		covered, err := v.d.Workforce.CoverageIn(v.Ctx, tx, v.Actor.County)
		for village, id := range covered {
			of[village] = stationName{number(id), names[id]}
		}
		return err
	})
	return of, err
}

// stagesShown is the order in which the stages are counted: what has to be done first.
var stagesShown = []benefit.Stage{benefit.NeedsAccount, benefit.NeedsPayee, benefit.NeedsLife, benefit.NeedsHeirs, benefit.NeedsBank, benefit.OnHold, benefit.HeldBack, benefit.GoesAgain, benefit.UnderWay}

// count makes the figures above the list.
func (x *failedView) count(list []benefit.Failure) {
	n := map[benefit.Stage]int{}
	longest := 0
	for _, f := range list {
		n[f.Stage]++
		longest = max(longest, f.Days)
	}
	x.Stats = []ui.Stat{stat(wFailedPeople, len(list), wPeopleUnit, wFailedDefine, "/desk/failed", late(len(list), ui.Warn)),
		stat(wLongest, longest, wDaysUnit, wLongestDefine, "", ui.Neutral)}
	for _, s := range stagesShown {
		if n[s] > 0 {
			x.Stages = append(x.Stages, ui.Option{Value: string(s), Label: words.Text{Zh: s.Title().Zh + "（" + ui.Group(int64(n[s])) + "）", En: s.Title().En + " (" + ui.Group(int64(n[s])) + ")"}})
		}
	}
	x.Stats = append(x.Stats, stat(benefit.GoesAgain.Title(), n[benefit.GoesAgain], wPeopleUnit, benefit.GoesAgain.Do(), "/desk/failed?stage="+string(benefit.GoesAgain), ui.Neutral))
}

// failedTable lists them: for the county with the station that serves them, at a station with their village.
func (v *visit) failedTable(list []benefit.Failure, station map[civil.Division]stationName) ui.Table {
	place := ui.Column{Head: wStationOf}
	if v.Actor.Station != 0 {
		place.Head = wVillage
	}
	t := ui.Table{Caption: wFailedTitle, Quiet: true, Results: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wFailedNone, Body: wFailedNoneSay}, Columns: []ui.Column{
		{Head: wWho, Main: true}, place, {Head: wReason}, {Head: wToDo}, {Head: wMonth, Num: true}, {Head: wAmount, Num: true}, {Head: wWaited, Num: true}, {Head: wAct}}}
	for _, f := range list {
		where := station[f.Village].name
		if v.Actor.Station != 0 {
			where = v.d.People.Places().LocalName(f.Village)
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: "/desk/person/" + number(f.Person), Cells: []templ.Component{ui.Str(f.Name), ui.Str(where),
			ui.Say(v.Plain(), v.whyFailed(f)), ui.Say(v.Plain(), words.Text{Zh: f.Stage.Title().Zh + "。" + f.Stage.Do().Zh, En: f.Stage.Title().En + ": " + f.Stage.Do().En}),
			ui.Num(months(f.From, f.To)), ui.Amount(f.Amount), ui.Int(f.Days), v.failedAct(f)}})
	}
	return t
}

// whyFailed says the bank's reason, and whether the money had arrived before.
func (v *visit) whyFailed(f benefit.Failure) words.Text {
	why := f.Text()
	if f.Late {
		return words.Text{Zh: why.Zh + "（付后退回）", En: why.En + " (after it had been paid)"}
	}
	return why
}

// failedAct is the one thing to do: the change of account is taken in at the station and decided at the county.
func (v *visit) failedAct(f benefit.Failure) templ.Component {
	switch {
	case f.Stage == benefit.GoesAgain || f.Stage == benefit.UnderWay || f.Stage == benefit.HeldBack || f.Stage == benefit.OnHold || !v.May(access.CaseOpen):
		if v.May(access.FundRead) {
			return ui.Anchor("/desk/payment/"+number(f.Payment), wLook.In(v.Lang))
		}
		return nil
	case f.Stage == benefit.NeedsHeirs || f.Stage == benefit.NeedsLife:
		return ui.Anchor("/desk/person/"+number(f.Person), wOpenPerson.In(v.Lang))
	}
	return claimDoor(v.Plain(), f.Person, accountItem, wFixAccount)
}

// askFate asks that money which came back shall stay with the fund, or go to the person after all.
func (d *Desk) askFate(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	fate := benefit.Fate(f.Choice("fate", string(benefit.ToFund), string(benefit.ToPerson)))
	reason := f.Text("why", 200)
	if err = f.Err(); err == nil {
		_, err = d.Benefit.AskFate(v.Ctx, v.Actor, id, fate, reason)
	}
	if err != nil {
		return v.paymentPage(id, "", err)
	}
	v.Tell("good", wFateAsked, "")
	return v.See("/desk/payment/" + number(id))
}

// decideFate decides it, by another person.
func (d *Desk) decideFate(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	q, err := d.Benefit.DecideFate(v.Ctx, v.Actor, id, f.Raw("do") == "apply")
	if err != nil {
		x, shown := v.latesView()
		if shown != nil {
			return shown
		}
		p := v.page(wLateTitle)
		return v.Refused(p, err, latesPage(p, x))
	}
	v.Tell("good", wFateDecided, "")
	return v.See("/desk/payment/" + number(q.Payment))
}

// todayFailed counts on the day's first page what the bank sent back.
func (v *visit) todayFailed(x *todayView) error {
	list, err := v.failures()
	if err != nil {
		return err
	}
	x.Stats = append(x.Stats, stat(wFailedTitle, len(list), wPeopleUnit, wFailedDefine, "/desk/failed", late(len(list), ui.Warn)))
	if !v.May(access.FundRead) {
		return nil
	}
	notices, err := v.d.Benefit.LateNotices(v.Ctx, v.Actor, pageRows)
	if err != nil {
		return err
	}
	waiting := 0
	for _, n := range notices {
		if n.State == "entered" {
			waiting++
		}
	}
	x.Stats = append(x.Stats, stat(wLateWaiting, waiting, wNoticeUnit, wLateMenu, "/desk/late", late(waiting, ui.Warn)))
	return nil
}

// cameBack says of a payment that came back why, when, what the individual account got back, and what becomes of it.
func (v *visit) cameBack(x *paymentView, q benefit.Payment) error {
	if q.ReturnCode != "" {
		x.Rows = append(x.Rows, ui.Row{Name: wReturnedHead, Value: ui.Say(v.Plain(), q.ReturnText())})
	}
	if q.LateOn == 0 {
		return nil
	}
	x.Rows = append(x.Rows, ui.Row{Name: wCameBackOn, Value: ui.Num(q.LateOn.String())})
	back, err := v.d.Benefit.AccountBack(v.Ctx, v.Actor, q.Person, q.ID)
	if err != nil {
		return err
	}
	if back != 0 {
		x.Rows = append(x.Rows, ui.Row{Name: wAccountBack, Value: ui.Yuan(v.Plain(), back)})
	}
	x.Rows = append(x.Rows, ui.Row{Name: wFateIs, Value: ui.Say(v.Plain(), q.Fate.Title())})
	x.Fate = v.fateForm(q)
	return nil
}

// fateForm asks that something else becomes of a payment that came back.
type fateForm struct {
	Action, Fate string
	Head, Act    words.Text
}

func (v *visit) fateForm(q benefit.Payment) *fateForm {
	if !v.May(access.RunPrepare) && !v.May(access.CaseOpen) {
		return nil
	}
	f := &fateForm{Action: "/desk/payment/" + number(q.ID) + "/fate", Fate: string(benefit.ToFund), Head: wFateMore, Act: wFateAsk}
	if q.Fate == benefit.ToFund {
		f.Fate, f.Head, f.Act = string(benefit.ToPerson), wFateMoreBack, wFateAskBack
	}
	return f
}
