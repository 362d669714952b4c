package desk

import (
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/rating"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

func (d *Desk) ratingRoutes(on registrar) {
	on("GET /desk/ratings", access.CaseReview, d.callBacks)
	on("POST /desk/ratings/promise", access.CaseReview, d.setPromise)
	on("POST /desk/ratings/{id}", access.CaseReview, d.closeCallBack)
}

// callBacksView is what people were dissatisfied with, and who calls them back.
type callBacksView struct {
	Promise words.Text
	Days    string
	Open    []callBackView
	Closed  ui.Table
	More    bool // more wait than are shown
}

// callBackView is one call-back that waits.
type callBackView struct {
	ID       string
	Rows     []ui.Row
	Own      bool
	Outcomes []ui.Option
	Outcome  string
	Said     string
	Due      *ui.Due
	Name     string
}

const callBacksShown = 20

func (d *Desk) callBacks(v *visit) error {
	return v.callBacksPage(0, "", "", nil)
}

// callBacksPage shows the list; with what was typed for one of them and what refused it.
func (v *visit) callBacksPage(id int64, outcome, said string, refusal error) error {
	x := callBacksView{Promise: wPromiseNone}
	days, err := v.d.Ratings.Promise(v.Ctx, v.Actor.County)
	if err != nil {
		return err
	}
	if days > 0 {
		x.Promise, x.Days = ui.Fill(wPromiseDays, "n", days), strconv.Itoa(days)
	}
	waiting, err := v.d.Office.CallBacks(v.Ctx, v.Actor, rating.Open)
	if err != nil {
		return err
	}
	people, err := v.people(waiting)
	if err != nil {
		return err
	}
	for i, k := range waiting {
		if i == callBacksShown {
			x.More = true
			break
		}
		one := v.callBackView(k, people[k.Person])
		if k.ID == id {
			one.Outcome, one.Said = outcome, said
		}
		x.Open = append(x.Open, one)
	}
	if x.Closed, err = v.closedCallBacks(); err != nil {
		return err
	}
	p := v.page(wCallBacks)
	if refusal != nil {
		return v.Refused(p, refusal, callBacksPage(p, x))
	}
	return v.OK(callBacksPage(p, x))
}

// people are the names beside call-backs.
func (v *visit) people(list []casework.CallBack) (map[int64]string, error) {
	ids := make([]int64, len(list))
	for i, k := range list {
		ids[i] = k.Person
	}
	all, err := v.named(ids)
	names := map[int64]string{}
	for id, p := range all {
		names[id] = p.Name
	}
	return names, err
}

func (v *visit) callBackView(k casework.CallBack, name string) callBackView {
	x := callBackView{ID: number(k.ID), Own: k.Own, Name: name, Rows: []ui.Row{
		{Name: wMatter, Value: ui.Say(v.Plain(), k.Item), Note: ui.Plain(k.Number)},
		{Name: wRatingLevel, Value: ui.Say(v.Plain(), k.Rating.Level.Title()), Note: rating.ReasonTitle(k.Rating.Reason)},
		{Name: wRatedAt, Value: ui.Num(civil.Clock(k.At))}}}
	if k.Rating.Words != "" {
		x.Rows = append(x.Rows, ui.Row{Name: wRatingWords, Value: ui.Str(k.Rating.Words)})
	}
	if !k.Due.IsZero() {
		x.Due = &ui.Due{On: k.Due.String(), Left: int(k.Due - v.Today()), Article: wPromiseHouse.In(v.Lang)}
	}
	x.Outcomes = []ui.Option{{Label: wChooseOutcome}}
	for _, o := range rating.Outcomes() {
		x.Outcomes = append(x.Outcomes, ui.Option{Value: string(o), Label: o.Title().Capital()})
	}
	return x
}

func (v *visit) closedCallBacks() (ui.Table, error) {
	t := ui.Table{Caption: wCallBacksClosed, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wNoneClosed},
		Columns: []ui.Column{{Head: wMatter, Main: true}, {Head: wNumber}, {Head: wRatingLevel}, {Head: wOutcome}, {Head: wSaid}, {Head: wWhen, Num: true}}}
	list, err := v.d.Office.CallBacks(v.Ctx, v.Actor, rating.Closed)
	if err != nil {
		return t, err
	}
	for i, k := range list {
		if i == callBacksShown {
			break
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Say(v.Plain(), k.Item), ui.Mono(k.Number), ui.Say(v.Plain(), k.Rating.Level.Title()),
			ui.Say(v.Plain(), k.Outcome.Title()), maybe(k.Said), ui.Num(civil.Clock(k.Closed))}})
	}
	return t, nil
}

func (d *Desk) closeCallBack(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	k := rating.Closing{Outcome: rating.Outcome(f.Raw("outcome")), Words: f.Lines("said", rating.LongestWords)}
	if err = f.Err(); err == nil {
		err = d.Office.CloseCallBack(v.Ctx, v.Actor, id, k)
	}
	if err != nil {
		return v.callBacksPage(id, f.Raw("outcome"), f.Raw("said"), err)
	}
	v.Tell("good", wCallBackDone, "")
	return v.See("/desk/ratings")
}

func (d *Desk) setPromise(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	days := f.Int("days", 1, 60)
	if err = f.Err(); err == nil {
		err = d.Ratings.SetPromise(v.Ctx, v.Actor, int(days))
	}
	if err != nil {
		return v.callBacksPage(0, "", "", err)
	}
	v.Tell("good", wPromiseSaved, "")
	return v.See("/desk/ratings")
}
