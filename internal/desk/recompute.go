package desk

import (
	"context"
	"net/http"
	"strconv"
	"sync/atomic"

	"github.com/a-h/templ"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/explain"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// recomputeRoutes adds the pages of paid months computed again.
func (d *Desk) recomputeRoutes(on registrar) {
	on("GET /desk/recomputes", access.FundRead, d.recomputes)
	on("POST /desk/recomputes", access.RunPrepare, d.startRecompute)
	on("GET /desk/recomputes/under/{kind}", access.RunPrepare, d.recomputeUnder)
	on("GET /desk/recompute/{id}", access.FundRead, d.recompute)
	on("POST /desk/recompute/{id}/decide", access.RunApprove, d.decideRecompute)
	on("GET /desk/recompute/{id}/of/{of}", access.FundRead, d.recomputedOf)
}

// recomputesView is what was computed again, and the form for the next time.
type recomputesView struct {
	Table  ui.Table
	Ask    bool
	Kinds  []ui.Option
	Kind   string
	Day    string
	Reason string
}

func (d *Desk) recomputes(v *visit) error {
	return v.recomputesShown(recomputesView{Kind: string(benefit.ResidentPension), Day: v.Today().String()}, nil)
}

func (v *visit) recomputesShown(x recomputesView, refusal error) error {
	x.Ask = v.May(access.RunPrepare)
	for _, k := range benefit.Kinds() {
		if k.Recomputable() {
			x.Kinds = append(x.Kinds, ui.Option{Value: string(k), Label: k.Title()})
		}
	}
	all, err := v.d.Benefit.Recomputes(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	x.Table = ui.Table{Caption: wRecomputeTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCalc, Title: wRecomputeNone, Body: wRecomputeNext},
		Columns: []ui.Column{{Head: wKindHead, Main: true}, {Head: wReason}, {Head: wPeopleHead, Num: true}, {Head: wMonthsCount, Num: true}, {Head: wUpYuan, Num: true}, {Head: wDownYuan, Num: true}, {Head: wState}, {Head: wWhen, Num: true}}}
	for _, r := range all {
		x.Table.Rows = append(x.Table.Rows, ui.TableRow{Href: recomputeAddress(r.ID), Cells: []templ.Component{ui.Say(v.Plain(), r.Kind.Title()), ui.Str(r.Reason), ui.Int(r.People), ui.Int(r.Months),
			ui.Amount(r.Up), ui.Amount(r.Down), ui.Status(v.Plain(), decisionTag(r.State, r.StateTitle())), ui.Num(clock(r.AskedAt))}})
	}
	p := v.page(wRecomputeTitle)
	p.Back = &ui.Link{Href: "/desk/entitlements"}
	if refusal != nil {
		return v.Refused(p, refusal, recomputesPage(p, x))
	}
	return v.OK(recomputesPage(p, x))
}

func recomputeAddress(id int64) string { return "/desk/recompute/" + number(id) }

func (v *visit) recomputeKey(k benefit.Kind) string {
	return "recompute/" + v.Actor.County.String() + "/" + string(k)
}

// startRecompute computes in the background: a county takes longer than a request should.
func (d *Desk) startRecompute(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	var kinds []string
	for _, k := range benefit.Kinds() {
		if k.Recomputable() {
			kinds = append(kinds, string(k))
		}
	}
	x := recomputesView{Kind: f.Raw("kind"), Day: f.Raw("day"), Reason: f.Raw("reason")}
	k, day, reason := benefit.Kind(f.Choice("kind", kinds...)), f.Date("day"), f.Text("reason", 200)
	if err := f.Err(); err != nil {
		return v.recomputesShown(x, err)
	}
	key, actor := v.recomputeKey(k), v.Actor
	far := &atomic.Pointer[benefit.Progress]{}
	d.far.Store(key, far)
	d.preparing.start(v, key, func(ctx context.Context) (func(*visit), error) {
		r, err := d.Benefit.Recompute(benefit.Watch(ctx, func(p benefit.Progress) { far.Store(&p) }), actor, k, day, reason)
		return func(v *visit) { v.Tell("good", ui.Fill(wRecomputed, "people", r.People, "months", r.Months), "") }, err
	})
	running, err := d.preparing.under(v, key)
	if err != nil {
		return v.recomputesShown(x, err)
	}
	if running {
		return v.See("/desk/recomputes/under/" + string(k))
	}
	return v.See("/desk/recomputes")
}

// underView is how far a recomputation is.
type underView struct {
	Kind        benefit.Kind
	Done, Total int
}

func (d *Desk) recomputeUnder(v *visit) error {
	k := benefit.Kind(v.R.PathValue("kind"))
	if !k.Recomputable() {
		return web.NoPage.With()
	}
	key := v.recomputeKey(k)
	running, failed := d.preparing.under(v, key)
	if failed != nil {
		return v.recomputesShown(recomputesView{Kind: string(k), Day: v.Today().String()}, failed)
	}
	if !running {
		return v.See("/desk/recomputes")
	}
	x := underView{Kind: k, Total: 1}
	if far, ok := d.far.Load(key); ok {
		if p := far.(*atomic.Pointer[benefit.Progress]).Load(); p != nil {
			x.Done, x.Total = int(p.Done), int(p.Total)
		}
	}
	v.again()
	return v.Show(http.StatusOK, underPage(v.page(wRecomputeUnder), x))
}

// recomputeView is one recomputation with the people it touches, and its decision.
type recomputeView struct {
	R      benefit.Recomputation
	State  ui.Tag
	Stats  []ui.Stat
	Rows   []ui.Row
	List   listView
	Base   string
	Decide bool
	Own    bool
	Wait   bool
}

func (d *Desk) recompute(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.recomputeShown(id, nil)
}

func (v *visit) recomputeShown(id int64, refusal error) error {
	after, _ := strconv.ParseInt(v.R.URL.Query().Get("after"), 10, 64) // a place that is none begins at the start
	page, err := v.d.Benefit.RecomputePeople(v.Ctx, v.Actor, id, after, pageRows)
	if err != nil {
		return err
	}
	r := page.Recomputation
	x := recomputeView{R: r, State: decisionTag(r.State, r.StateTitle()), Base: recomputeAddress(id)}
	open := r.State == "proposed"
	x.Own = open && v.May(access.RunApprove) && r.AskedBy == v.Actor.User
	x.Decide = open && v.May(access.RunApprove) && !x.Own
	x.Wait = open && !x.Decide && !x.Own
	x.Stats = []ui.Stat{{Label: wPeopleHead, Value: ui.Group(int64(r.People)), Unit: wPeopleUnit}, {Label: wMonthsCount, Value: ui.Group(int64(r.Months))},
		{Label: wUpYuan, Value: r.Up.String(), Unit: wYuan, Define: wUpDefine, Tone: ui.Good}, {Label: wDownYuan, Value: r.Down.String(), Unit: wYuan, Define: wDownDefine, Tone: late(int(min(r.Down, 1)), ui.Warn)}}
	x.Rows = []ui.Row{{Name: wKindHead, Value: ui.Say(v.Plain(), r.Kind.Title())}, {Name: wReason, Value: ui.Str(r.Reason)}, {Name: wKnownDay, Value: ui.Num(r.KnownOn.String())},
		{Name: wAskedBy, Value: ui.Str(r.AskedName), Note: ui.Plain(clock(r.AskedAt))}}
	if r.DecidedBy != 0 {
		x.Rows = append(x.Rows, ui.Row{Name: wDecidedByRow, Value: ui.Str(r.DecidedName), Note: ui.Plain(clock(r.DecidedAt))})
	}
	x.List.Table = ui.Table{Caption: wRecomputePeople, Quiet: true, Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wVillage}, {Head: wMonth, Num: true}, {Head: wBeforeYuan, Num: true}, {Head: wAfterYuan, Num: true}, {Head: wDifferYuan, Num: true}}}
	for _, one := range page.People {
		x.List.Table.Rows = append(x.List.Table.Rows, ui.TableRow{Href: x.Base + "/of/" + number(one.Entitlement), Cells: cells(ui.Str(one.Name), ui.Str(v.d.People.Places().LocalName(one.Village)),
			ended(months(one.First, one.Last)), ui.Amount(one.Before), ui.Amount(one.After), ui.Amount(one.Difference()))})
	}
	if page.Next != 0 {
		x.List.Next = v.with("after", number(page.Next))
	}
	p := v.page(ui.Fill(wRecomputeOf, "kind", r.Kind.Title()))
	p.Back = &ui.Link{Href: "/desk/recomputes"}
	if refusal != nil {
		return v.Refused(p, refusal, recomputePage(p, x))
	}
	return v.OK(recomputePage(p, x))
}

func (d *Desk) decideRecompute(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	apply := f.Choice("do", "apply", "refuse") == "apply"
	if err := f.Err(); err != nil {
		return v.recomputeShown(id, err)
	}
	key, actor := "recompute/decide/"+v.Actor.County.String()+"/"+number(id), v.Actor
	said := wRecomputeRefused
	if apply {
		said = wRecomputeApplied
	}
	d.preparing.start(v, key, func(ctx context.Context) (func(*visit), error) {
		_, err := d.Benefit.DecideRecompute(ctx, actor, id, apply)
		return func(v *visit) { v.Tell("good", said, "") }, err
	})
	if running, err := d.preparing.under(v, key); err != nil {
		return v.recomputeShown(id, err)
	} else if running {
		v.Tell("info", wRecomputeDeciding, "")
	}
	return v.See(recomputeAddress(id))
}

// recomputedView is one person's months before and after, explained.
type recomputedView struct {
	Ident  ui.Ident
	Table  ui.Table
	Months []recomputedMonth
	To     string
}

// recomputedMonth is how a month was computed, and how it is computed now.
type recomputedMonth struct {
	Title         words.Text
	Before, After *ui.Explanation
}

func (d *Desk) recomputedOf(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	of, err := v.of()
	if err != nil {
		return err
	}
	r, e, all, err := d.Benefit.RecomputedOf(v.Ctx, v.Actor, id, of)
	if err != nil {
		return err
	}
	who, err := d.People.Get(v.Ctx, v.Actor, e.Person, wPurposeEntitlement.Zh)
	if err != nil {
		return err
	}
	x := recomputedView{Ident: v.whose(who), To: entitlementAddress(of)}
	x.Table = ui.Table{Caption: wRecomputePeople, Quiet: true, Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wBeforeYuan, Num: true}, {Head: wAfterYuan, Num: true}, {Head: wDifferYuan, Num: true}}}
	for _, m := range all {
		x.Table.Rows = append(x.Table.Rows, ui.TableRow{Cells: cells(ui.Num(month(m.Month)), ui.Amount(m.Before.Total()), ui.Amount(m.After.Total()), ui.Amount(m.After.Total()-m.Before.Total()))})
		one := recomputedMonth{Title: ui.Plain(m.Month.String())}
		if one.After, err = v.explained(r.Kind, m.After, wComputedNow); err != nil {
			return err
		}
		if !m.MadeUp {
			if one.Before, err = v.explained(r.Kind, m.Before, wComputedThen); err != nil {
				return err
			}
		}
		x.Months = append(x.Months, one)
	}
	p := v.page(ui.Fill(wRecomputedFor, "name", who.Name))
	p.Back = &ui.Link{Href: recomputeAddress(id)}
	return v.OK(recomputedPage(p, x))
}

// explained is a month's explanation, nil where the decision itself fixed the amount.
func (v *visit) explained(k benefit.Kind, l benefit.Line, title words.Text) (*ui.Explanation, error) {
	result, err := k.Explain(v.d.Office.Law, l)
	if err != nil || result == nil {
		return nil, err
	}
	x := explain.Of(result, v.Lang, false)
	x.Title = ui.Fill(title, "day", l.Query.KnownOn)
	return &x, nil
}
