package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

const runsShown = 36 // three years of months

// runsView is the list of payment runs and the way to the next one.
type runsView struct {
	Table    ui.Table
	Prepare  bool
	Month    string
	Kind     string
	Kinds    []ui.Option
	Extra    string // the purpose of an extra run that was typed
	Cause    string
	Purposes []ui.Option
	Menu     []ui.MenuItem
}

func (d *Desk) runs(v *visit) error {
	x, err := v.runsView()
	if err != nil {
		return err
	}
	return v.OK(runsPage(v.page(wRunsTitle), x))
}

func (v *visit) runsView() (runsView, error) {
	x := runsView{Prepare: v.May(access.RunPrepare), Month: v.Today().Month().String(), Kind: string(benefit.ResidentPension), Kinds: kindOptions(false), Menu: v.bankMenu()}
	for _, p := range benefit.Purposes() {
		x.Purposes = append(x.Purposes, ui.Option{Value: string(p), Label: p.Title()})
	}
	var err error
	x.Table, err = v.runTable(runsShown)
	return x, err
}

// bankMenu leads to what the bank sent back.
func (v *visit) bankMenu() []ui.MenuItem {
	var menu []ui.MenuItem
	if v.May(access.RunPrepare) {
		menu = append(menu, ui.MenuItem{Href: "/desk/runs/extra", Label: wExtraHead, Body: wExtraLead, Icon: ui.IconMoney})
	}
	menu = append(menu, ui.MenuItem{Href: "/desk/failed", Label: wFailedTitle, Body: wFailedMenu, Icon: ui.IconWarn})
	if v.May(access.FundRead) {
		menu = append(menu, ui.MenuItem{Href: "/desk/late", Label: wLateTitle, Body: wLateMenu, Icon: ui.IconBank})
	}
	return menu
}

// runTable lists the latest runs.
func (v *visit) runTable(limit int) (ui.Table, error) {
	t := ui.Table{Caption: wRunsTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconMoney, Title: wRunsNone, Body: wRunsNext},
		Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wKindHead}, {Head: wRunWhich}, {Head: wState}, {Head: wMaker}, {Head: wChecker}, {Head: wWhen, Num: true}}}
	all, err := v.d.Benefit.LatestRuns(v.Ctx, v.Actor, limit)
	if err != nil {
		return t, err
	}
	for _, r := range all {
		t.Rows = append(t.Rows, ui.TableRow{Href: runAddress(r.ID), Cells: []templ.Component{ui.Num(r.Month.String()),
			ui.Say(v.Plain(), r.Kind.Title()), ui.Say(v.Plain(), whichRun(r)), ui.Status(v.Plain(), runTag(r.State)), ui.Str(r.MakerName), maybe(r.CheckerName), ui.Num(civil.Clock(r.OpenedAt))}})
	}
	return t, nil
}

// whichRun says whether a run is the month's own or which extra one.
func whichRun(r benefit.Run) words.Text {
	if r.Serial == 0 {
		return wRunOwn
	}
	return ui.Fill(wRunExtra, "n", r.Serial, "purpose", r.Purpose.Title())
}

// runTitle names a run: month, kind, and which one of the month.
func runTitle(r benefit.Run) words.Text {
	title := ui.Fill(wRunTitle, "month", r.Month, "kind", r.Kind.Title())
	if r.Serial > 0 {
		extra := whichRun(r)
		title = words.Text{Zh: title.Zh + "·" + extra.Zh, En: title.En + ", " + extra.En}
	}
	return title
}

func runAddress(id int64) string { return "/desk/run/" + number(id) }

// runTag is a run's state as a sign.
func runTag(s benefit.RunState) ui.Tag {
	tone := ui.Info
	switch s {
	case benefit.Prepared, benefit.Settled:
		tone = ui.Warn
	case benefit.Reconciled:
		tone = ui.Good
	}
	return ui.Tag{Tone: tone, Text: s.Title()}
}

// runAsked is the run that somebody asks to prepare.
type runAsked struct {
	kind  benefit.Kind
	month civil.Month
	extra benefit.Extra // its purpose is "" for the month's own run
}

// prepare begins a month's own run, or goes on with it. The work goes on when the page is closed.
func (d *Desk) prepare(v *visit) error {
	return d.prepareAsked(v, false)
}

// prepareExtra begins a run beside the finished one of a month, or goes on with it.
func (d *Desk) prepareExtra(v *visit) error {
	return d.prepareAsked(v, true)
}

func (d *Desk) prepareAsked(v *visit, extra bool) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	q := runAsked{month: f.Month("month"), kind: benefit.ResidentPension}
	if f.Has("kind") {
		q.kind = benefit.Kind(f.Choice("kind", kindNames()...))
	}
	if extra {
		q.extra = benefit.Extra{Purpose: benefit.Purpose(f.Choice("extra", string(benefit.Arrears), string(benefit.Repay))), Cause: f.Text("cause", 200)}
	}
	if err = f.Err(); err == nil {
		err = d.startPrepare(v, q)
	}
	if err == nil {
		return v.See(q.address())
	}
	x, shown := v.runsView()
	if shown != nil {
		return shown
	}
	x.Month, x.Kind, x.Extra, x.Cause = f.Raw("month"), string(q.kind), f.Raw("extra"), f.Raw("cause")
	if extra {
		p := v.extraFrame()
		return v.Refused(p, err, extraPage(p, x))
	}
	p := v.page(wRunsTitle)
	return v.Refused(p, err, runsPage(p, x))
}

func kindNames() []string {
	var all []string
	for _, k := range benefit.Kinds() {
		all = append(all, string(k))
	}
	return all
}

// extraRun is the page that asks for an extra run; the address may name its purpose.
func (d *Desk) extraRun(v *visit) error {
	x, err := v.runsView()
	if err != nil {
		return err
	}
	x.Extra = v.R.URL.Query().Get("extra")
	if x.Month, err = v.lastFinished(); err != nil {
		return err
	}
	return v.OK(extraPage(v.extraFrame(), x))
}

// lastFinished is the latest month whose own run of the residents' pension is reconciled: what an extra run most often goes beside.
func (v *visit) lastFinished() (string, error) {
	all, err := v.d.Benefit.LatestRuns(v.Ctx, v.Actor, runsShown)
	if err != nil {
		return "", err
	}
	var last civil.Month
	for _, r := range all {
		if r.Serial == 0 && r.Kind == benefit.ResidentPension && r.State == benefit.Reconciled {
			last = max(last, r.Month)
		}
	}
	if last == 0 {
		return "", nil
	}
	return last.String(), nil
}

func (v *visit) extraFrame() *ui.Page {
	p := v.page(wExtraHead)
	p.Back = &ui.Link{Href: "/desk/runs"}
	return p
}

// withdrawRun gives up an extra run before its approval.
func (d *Desk) withdrawRun(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	reason := f.Text("reason", 200)
	if err = f.Err(); err == nil {
		_, err = d.Benefit.Withdraw(v.Ctx, v.Actor, id, reason)
	}
	if err != nil {
		return v.runPage(id, err)
	}
	v.Tell("good", wWithdrawn, "")
	return v.See(runAddress(id))
}

// address is the page that shows how far the preparation is.
func (q runAsked) address() string {
	return "/desk/runs/preparing/" + q.month.String() + "?" + url.Values{"kind": {string(q.kind)}, "extra": {string(q.extra.Purpose)}}.Encode()
}

func (q runAsked) key(c civil.County) string {
	return "prepare/" + c.String() + "/" + string(q.kind) + "/" + string(q.extra.Purpose) + "/" + q.month.String()
}

// startPrepare gives the fault at once when the step fails in the moment it is waited for.
func (d *Desk) startPrepare(v *visit, q runAsked) error {
	key, actor := q.key(v.Actor.County), v.Actor
	d.preparing.start(v, key, func(ctx context.Context) (func(*visit), error) {
		var step benefit.Step
		var err error
		if q.extra.Purpose == "" {
			step, err = d.Benefit.Prepare(ctx, actor, q.kind, q.month)
		} else {
			step, err = d.Benefit.PrepareExtra(ctx, actor, q.kind, q.month, q.extra)
		}
		return func(v *visit) {
			if step.Already {
				v.Tell("info", wNothingNew, "")
				return
			}
			v.Tell("good", ui.Fill(wPrepared, "month", q.month), "")
		}, err
	})
	running, err := d.preparing.under(v, key)
	if running {
		return nil
	}
	return err
}

// preparingPage shows how far the preparation is, and leads to the run when it is done.
func (d *Desk) preparingPage(v *visit) error {
	m, err := civil.ParseMonth(v.R.PathValue("month"))
	if err != nil {
		return web.BadID.With()
	}
	q := runAsked{kind: benefit.Kind(v.R.URL.Query().Get("kind")), month: m, extra: benefit.Extra{Purpose: benefit.Purpose(v.R.URL.Query().Get("extra"))}}
	running, failed := d.preparing.under(v, q.key(v.Actor.County))
	if failed != nil {
		x, err := v.runsView()
		if err != nil {
			return errors.Join(failed, err)
		}
		p := v.page(wRunsTitle)
		return v.Refused(p, failed, runsPage(p, x))
	}
	r, found, err := v.runOf(q)
	if err != nil {
		return err
	}
	if !running {
		if found {
			return v.See(runAddress(r.ID))
		}
		return v.See("/desk/runs")
	}
	x := preparingView{Month: m, Again: q.address()}
	if found {
		view, err := d.Benefit.Run(v.Ctx, v.Actor, r.ID)
		if err != nil {
			return err
		}
		x.People = view.People
	}
	v.again()
	return v.Show(http.StatusOK, preparingPage(v.page(ui.Fill(wPreparing, "month", m)), x))
}

// preparingView is how far a preparation is.
type preparingView struct {
	Month  civil.Month
	People int64
	Again  string
}

// again lets the browser look once more by itself, with or without script.
func (v *visit) again() { v.W.Header().Set("Refresh", "2") }

// runOf finds the run that was asked for: the month's own, or the last extra one of that purpose.
func (v *visit) runOf(q runAsked) (found benefit.Run, ok bool, err error) {
	all, err := v.d.Benefit.Runs(v.Ctx, v.Actor, q.kind, benefit.MaxPage)
	for _, r := range all {
		if r.Month == q.month && r.Purpose == q.extra.Purpose {
			found, ok = r, true
		}
	}
	return found, ok, err
}
