package desk

import (
	"context"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/ui"
)

const runsShown = 36 // three years of months

// runsView is the list of payment runs and the way to the next one.
type runsView struct {
	Table   ui.Table
	Prepare bool
	Month   string
}

func (d *Desk) runs(v *visit) error {
	x, err := v.runsView()
	if err != nil {
		return err
	}
	return v.OK(runsPage(v.page(wRunsTitle), x))
}

func (v *visit) runsView() (runsView, error) {
	x := runsView{Prepare: v.May(access.RunPrepare), Month: v.Today().Month().String()}
	var err error
	x.Table, err = v.runTable(runsShown)
	return x, err
}

// runTable lists the latest runs.
func (v *visit) runTable(limit int) (ui.Table, error) {
	t := ui.Table{Caption: wRunsTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconMoney, Title: wRunsNone, Body: wRunsNext},
		Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wState}, {Head: wMaker}, {Head: wChecker}, {Head: wWhen, Num: true}}}
	all, err := v.d.Benefit.Runs(v.Ctx, v.Actor, benefit.ResidentPension, limit)
	if err != nil {
		return t, err
	}
	for _, r := range all {
		t.Rows = append(t.Rows, ui.TableRow{Href: runAddress(r.ID), Cells: []templ.Component{ui.Num(r.Month.String()),
			ui.Status(v.Plain(), runTag(r.State)), ui.Str(r.MakerName), maybe(r.CheckerName), ui.Num(civil.Clock(r.OpenedAt))}})
	}
	return t, nil
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

// prepare begins a month's run, or goes on with it. The work goes on when the page is closed.
func (d *Desk) prepare(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	m := f.Month("month")
	if err = f.Err(); err == nil {
		err = d.startPrepare(v, m)
	}
	if err != nil {
		x, shown := v.runsView()
		if shown != nil {
			return shown
		}
		x.Month = f.Raw("month")
		p := v.page(wRunsTitle)
		return v.Refused(p, err, runsPage(p, x))
	}
	return v.See("/desk/runs/preparing/" + m.String())
}

func prepareKey(c civil.County, m civil.Month) string {
	return "prepare/" + c.String() + "/" + m.String()
}

// startPrepare gives the fault at once when the step fails in the moment it is waited for.
func (d *Desk) startPrepare(v *visit, m civil.Month) error {
	key, actor := prepareKey(v.Actor.County, m), v.Actor
	d.preparing.start(v, key, func(ctx context.Context) (func(*visit), error) {
		step, err := d.Benefit.Prepare(ctx, actor, benefit.ResidentPension, m)
		return func(v *visit) {
			if step.Already {
				v.Tell("info", wNothingNew, "")
				return
			}
			v.Tell("good", ui.Fill(wPrepared, "month", m), "")
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
	running, failed := d.preparing.under(v, prepareKey(v.Actor.County, m))
	if failed != nil {
		x, err := v.runsView()
		if err != nil {
			return errors.Join(failed, err)
		}
		p := v.page(wRunsTitle)
		return v.Refused(p, failed, runsPage(p, x))
	}
	r, found, err := v.runOf(m)
	if err != nil {
		return err
	}
	if !running {
		if found {
			return v.See(runAddress(r.ID))
		}
		return v.See("/desk/runs")
	}
	x := preparingView{Month: m}
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
}

// again lets the browser look once more by itself, with or without script.
func (v *visit) again() { v.W.Header().Set("Refresh", "2") }

// runOf finds a month's run.
func (v *visit) runOf(m civil.Month) (benefit.Run, bool, error) {
	all, err := v.d.Benefit.Runs(v.Ctx, v.Actor, benefit.ResidentPension, runsShown)
	for _, r := range all {
		if r.Month == m {
			return r, true, err
		}
	}
	return benefit.Run{}, false, err
}
