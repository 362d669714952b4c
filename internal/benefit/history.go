package benefit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// EventKind is what an event of an entitlement's life is.
type EventKind string

// The kinds of events.
const (
	EventGranted    EventKind = "granted"
	EventChanged    EventKind = "changed"    // suspended, resumed or stopped without a request: a county taken over
	EventAsked      EventKind = "asked"      // a change that waits
	EventApplied    EventKind = "applied"    // a change that was decided
	EventRefused    EventKind = "refused"    // a change that was refused
	EventConfirmed  EventKind = "confirmed"  // the eligibility was confirmed
	EventLeftOut    EventKind = "left-out"   // months that are lawfully not paid
	EventAdjusted   EventKind = "adjusted"   // the law gave the month another amount than the month before
	EventRecomputed EventKind = "recomputed" // paid months were computed again
	EventOverpaid   EventKind = "overpaid"   // too much was paid
)

var eventTitles = map[EventKind]words.Text{
	EventGranted:    {Zh: "核定", En: "granted"},
	EventChanged:    {Zh: "变更为“{status}”", En: "changed: {status}"},
	EventAsked:      {Zh: "申请{action}，待审", En: "asked to {action}, to be decided"},
	EventApplied:    {Zh: "{action}，自 {month} 起", En: "{action}, from {month} on"},
	EventRefused:    {Zh: "申请{action}，没有批准", En: "asked to {action}, refused"},
	EventConfirmed:  {Zh: "资格认证（{how}）", En: "eligibility confirmed ({how})"},
	EventLeftOut:    {Zh: "{from} 至 {to} 依法不发", En: "{from} to {to} are lawfully not paid"},
	EventAdjusted:   {Zh: "标准调整：{before} 元 → {after} 元，自 {month} 起", En: "adjusted: {before} → {after} yuan, from {month} on"},
	EventRecomputed: {Zh: "重算补差：{months} 个月共 {amount} 元（{state}）", En: "computed again: {months} months, {amount} yuan ({state})"},
	EventOverpaid:   {Zh: "多发待遇 {amount} 元（{cause}，{state}）", En: "overpaid: {amount} yuan ({cause}, {state})"},
}

// Event is one thing that happened to an entitlement (变更记录).
type Event struct {
	Kind    EventKind
	At      time.Time   // when it was recorded; zero where only the month is known
	Month   civil.Month // from which it counts
	By      string      // who did or asked; "" the program
	Second  string      // who decided
	Title   words.Text
	Reason  string
	Article string
	Ref     int64 // the request, recomputation or overpayment
}

// EntitlementView is an entitlement as its page shows it.
type EntitlementView struct {
	Entitlement
	Month   civil.Month // of today
	Monthly money.Fen   // what this month comes to; 0 when the law has no value
	Now     *Line       // this month as [Kind.Explain] computes it again; nil when the law has no value
	Due     []Line      // the months that are due and not paid, this one included
	Paid    money.Fen   // in all, by this program
	Open    *Request    // a change that waits
	Owed    money.Fen   // of overpayments
	Events  []Event     // the latest first
}

// Entitlement shows one entitlement with its life. The person sees his own.
func (b *Benefits) Entitlement(ctx context.Context, actor access.Actor, id int64) (EntitlementView, error) {
	var v EntitlementView
	users, err := b.access.Users(ctx, actor.County)
	if err != nil {
		return v, err
	}
	names := make(map[int64]string, len(users))
	for _, u := range users {
		names[u.ID] = u.Name
	}
	err = b.db.View(ctx, func(tx *db.Tx) (err error) {
		v = EntitlementView{}
		if v.Entitlement, err = entitlement(ctx, tx, actor.County, id, false); err != nil {
			return err
		}
		if err := actor.MaySee(v.Person); err != nil {
			return err
		}
		v.Month = today(tx).Month()
		c, err := b.candidateOf(ctx, tx, v.Entitlement)
		if err != nil {
			return err
		}
		plans := b.plansOf(actor.County, today(tx))
		if v.Due, err = plans.dueLines(c, v.Month); err != nil {
			return err
		}
		if fen, plan, err := plans.amount(v.Kind, v.Month, v.Inputs); err == nil {
			v.Monthly = fen + v.AccountPart
			v.Now = &Line{Month: v.Month, Basic: fen, AccountPart: v.AccountPart, Plan: plan, Inputs: v.Inputs, Query: plans.query(v.Month)}
		} else if !unpublished(err) {
			return err
		}
		return b.lifeOf(ctx, tx, &v, names)
	})
	return v, err
}

// candidateOf is an entitlement as the gate looks at it.
func (b *Benefits) candidateOf(ctx context.Context, tx *db.Tx, e Entitlement) (candidate, error) {
	c := candidate{entitlement: e.ID, person: e.Person, kind: e.Kind, start: e.Start, stop: e.Stop, dueFrom: e.DueFrom, status: e.Status, reason: e.Reason,
		accountPart: e.AccountPart, inputs: inputsText(e.Inputs), confirmed: e.Confirmed, refusedCode: e.RefusedCode}
	return c, b.acquaint(ctx, tx, e.County, []*candidate{&c})
}

// dueLines computes the months that are due up to one; none where the law has no value yet.
func (p *plans) dueLines(c candidate, month civil.Month) ([]Line, error) {
	lines, _, err := p.compute(c, c.due(month))
	for i := range lines {
		lines[i].Query = p.query(lines[i].Month)
	}
	return lines, err
}

// query is what a month is computed under.
func (p *plans) query(m civil.Month) policy.Query {
	return policy.Query{County: p.county, AsOf: m, KnownOn: p.knownOn}
}

// lifeOf reads what happened to an entitlement.
func (b *Benefits) lifeOf(ctx context.Context, tx *db.Tx, v *EntitlementView, names map[int64]string) error {
	e := v.Entitlement
	granted, err := grantOf(ctx, tx, e)
	if err != nil {
		return err
	}
	granted.By, granted.Title, granted.Month = names[granted.Ref], eventTitles[EventGranted], e.Start
	granted.Ref = e.Case
	v.Events = []Event{granted}
	asked, err := requests(ctx, tx, e.County, `entitlement=$2`, e.ID)
	if err != nil {
		return err
	}
	for _, r := range asked {
		if r.State == "asked" {
			v.Open = &r
		}
		v.Events = append(v.Events, r.event())
	}
	changes, err := changesOf(ctx, tx, e)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if slices.ContainsFunc(asked, func(r Request) bool { return r.State == "applied" && r.DecidedAt.Equal(c.At) }) {
			continue // told by its request
		}
		c.By = names[c.Ref]
		c.Ref = 0
		v.Events = append(v.Events, c)
	}
	for _, read := range []func(context.Context, *db.Tx, Entitlement) ([]Event, error){confirmationsOf, gapEvents, recomputedOf} {
		more, err := read(ctx, tx, e)
		if err != nil {
			return err
		}
		for i := range more {
			if more[i].Kind == EventConfirmed {
				more[i].By, more[i].Ref = names[more[i].Ref], 0
			}
		}
		v.Events = append(v.Events, more...)
	}
	if err := b.owedBy(ctx, tx, v); err != nil {
		return err
	}
	if err := b.adjusted(ctx, tx, v); err != nil {
		return err
	}
	slices.Reverse(v.Events) // of one moment, what was read later came later
	slices.SortStableFunc(v.Events, func(a, b Event) int { return cmp.Compare(b.when(), a.when()) })
	return nil
}

// when orders events: by the time of their record, else by their month.
func (e Event) when() int64 {
	if e.At.IsZero() {
		return int64(e.Month.FirstDay()) * 86400
	}
	return e.At.Unix()
}

func (r Request) event() Event {
	kind := map[string]EventKind{"asked": EventAsked, "applied": EventApplied, "refused": EventRefused}[r.State]
	ground, _ := groundOf(r.Action, r.Ground)
	x := Event{Kind: kind, At: r.AskedAt, Month: r.Month, By: r.AskedName, Second: r.DecidedName, Article: r.Article, Ref: r.ID,
		Title: filled(eventTitles[kind], "action", r.Action.Title(), "month", r.Month), Reason: ground.Title.Zh + "：" + r.Reason}
	if r.State != "asked" {
		x.At = r.DecidedAt
	}
	if r.Remark != "" {
		x.Reason += "（" + r.Remark + "）"
	}
	return x
}

// filled puts values into a text in both languages.
func filled(t words.Text, pairs ...any) words.Text {
	return words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}
}

// owedBy adds the overpayments.
func (b *Benefits) owedBy(ctx context.Context, tx *db.Tx, v *EntitlementView) error {
	all, err := overpayments(ctx, tx, v.County, `o.person=$2 AND o.entitlement=$3 ORDER BY o.id`, v.Person, v.ID)
	if err != nil {
		return err
	}
	for _, o := range all {
		v.Owed += o.Left()
		v.Events = append(v.Events, Event{Kind: EventOverpaid, At: o.FoundAt, Month: civil.DateIn(o.FoundAt).Month(), By: o.FoundName, Second: o.DecidedName,
			Title:  filled(eventTitles[EventOverpaid], "amount", o.Amount, "cause", o.Cause.Title(), "state", o.StateTitle()),
			Reason: o.Reason, Article: payBack, Ref: o.ID})
	}
	return nil
}

// adjusted finds the paid months whose amount the law made another than the month's before, with the articles that changed.
func (b *Benefits) adjusted(ctx context.Context, tx *db.Tx, v *EntitlementView) error {
	lines, err := paidLinesOf(ctx, tx, v.Entitlement)
	if err != nil {
		return err
	}
	def := kinds[v.Kind]
	for i, l := range lines {
		v.Paid += l.Basic + l.AccountPart
		if i == 0 || def.program == "" || l.Basic == lines[i-1].Basic || l.Plan == lines[i-1].Plan {
			continue
		}
		was, err := v.Kind.Explain(b.rules, lines[i-1])
		if err != nil {
			return err
		}
		now, err := v.Kind.Explain(b.rules, l)
		if err != nil {
			return err
		}
		v.Events = append(v.Events, Event{Kind: EventAdjusted, Month: l.Month, Article: changedLaw(was, now),
			Title: filled(eventTitles[EventAdjusted], "before", lines[i-1].Total(), "after", l.Total(), "month", l.Month)})
	}
	return nil
}

// changedLaw cites the parameters that two results do not share.
func changedLaw(was, now *policy.Result) string {
	shown := map[string]string{}
	for _, s := range was.Explanation {
		shown[s.Name] = s.Shown.Zh
	}
	text := ""
	for _, s := range now.Explanation {
		if s.Source != policy.SourceParameter || shown[s.Name] == s.Shown.Zh {
			continue
		}
		for _, c := range s.Law {
			if text != "" {
				text += "；"
			}
			text += fmt.Sprintf("%s（%s %s → %s）", c.String(), s.Title.Zh, shown[s.Name], s.Shown.Zh)
		}
	}
	return text
}

// EntitledFilter chooses entitlements of a county. After is the last id of the page before.
type EntitledFilter struct {
	Kind   Kind   // "" every kind
	Status Status // "" every status
	After  int64
	Limit  int // 0 is 50
}

// Entitled is one line of the list of entitlements.
type Entitled struct {
	Entitlement
	Name    string
	Village civil.Division
}

// EntitledPage is a part of the list; Next is the After of the following one, 0 at the end.
type EntitledPage struct {
	List []Entitled
	Next int64
}

// EntitledCount is how many entitlements of a kind have a status.
type EntitledCount struct {
	Kind   Kind
	Status Status
	Count  int64
}

// Entitled lists entitlements, a page at a time.
func (b *Benefits) Entitled(ctx context.Context, actor access.Actor, f EntitledFilter) (EntitledPage, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return EntitledPage{}, err
	}
	if f.Limit == 0 {
		f.Limit = 50
	}
	size := between(1, f.Limit, MaxPage)
	var page EntitledPage
	err := b.db.View(ctx, func(tx *db.Tx) error {
		all, err := entitled(ctx, tx, actor.County, f, size+1)
		if err != nil {
			return err
		}
		page = EntitledPage{}
		if len(all) > size {
			all = all[:size]
			page.Next = all[size-1].ID
		}
		return b.nameAll(ctx, tx, actor.County, all, &page)
	})
	return page, err
}

// nameAll fills a page of entitlements with whose they are.
func (b *Benefits) nameAll(ctx context.Context, tx *db.Tx, county civil.County, all []Entitlement, page *EntitledPage) error {
	ids := make([]int64, len(all))
	for i, e := range all {
		ids[i] = e.Person
	}
	slices.Sort(ids)
	payees, err := b.enrol.PayeesIn(ctx, tx, county, slices.Compact(ids))
	if err != nil {
		return err
	}
	for _, e := range all {
		p, found := payees[e.Person]
		if !found {
			return Damaged.With("what", "entitlement "+strconv.FormatInt(e.ID, 10))
		}
		page.List = append(page.List, Entitled{e, p.Name, p.Village})
	}
	return nil
}

// EntitledCounts counts the county's entitlements by kind and status.
func (b *Benefits) EntitledCounts(ctx context.Context, actor access.Actor) ([]EntitledCount, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	var all []EntitledCount
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = entitledCounts(ctx, tx, actor.County)
		return err
	})
	return all, err
}
