package main

import (
	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/words"
	"renshe/money"
)

// benefitCmd shows who draws what, what waits, what is held and what is owed. Changes are made on the pages, by two persons.
type benefitCmd struct {
	List         benefitListCmd  `cmd:"" help:"${help_benefitlist}"`
	Show         benefitShowCmd  `cmd:"" help:"${help_benefitshow}"`
	Changes      changesCmd      `cmd:"" help:"${help_benefitchanges}"`
	Held         heldCmd         `cmd:"" help:"${help_benefitheld}"`
	Overpayments overpaymentsCmd `cmd:"" help:"${help_benefitover}"`
}

var (
	countLine   = words.Text{Zh: "{kind}  {status}  {n} 人", En: "{kind}  {status}  {n}"}
	benefitLine = words.Text{Zh: "{id}  {kind}  {status}  起 {start}，已发到 {due} 之前", En: "{id}  {kind}  {status}  from {start}, paid before {due}"}
	dueSays     = words.Text{Zh: "应发未发 {n} 个月，{amount} 元；本系统已发 {paid} 元；还欠基金 {owed} 元", En: "{n} months due, {amount} yuan; {paid} yuan paid; {owed} yuan owed to the fund"}
	eventLine   = words.Text{Zh: "{when}  {title}  {who}  {why}", En: "{when}  {title}  {who}  {why}"}
	changeLine  = words.Text{Zh: "{id}  {action}  待遇 {of}  自 {month} 起  {ground}  {name} 提出", En: "{id}  {action}  benefit {of}  from {month}  {ground}  asked by {name}"}
	heldLine    = words.Text{Zh: "{id}  {kind}  {month}  {amount} 元  {why}", En: "{id}  {kind}  {month}  {amount} yuan  {why}"}
	owedLine    = words.Text{Zh: "{id}  {kind}  {cause}  {state}：{amount} 元，已退回 {back}，还欠 {left}", En: "{id}  {kind}  {cause}  {state}: {amount} yuan, {back} back, {left} owed"}
	noneSuch    = words.Text{Zh: "没有。", En: "None."}
)

type benefitListCmd struct {
	asked
	Kind   string `help:"${help_benefitkind}" placeholder:"KIND"`
	Status string `help:"${help_benefitstatus}" placeholder:"active|suspended|stopped"`
	After  int64  `help:"${help_after}" placeholder:"NUMBER"`
}

// benefitItem is an entitlement, for programs; persons by number alone.
type benefitItem struct {
	Entitlement int64          `json:"entitlement,string"`
	Person      int64          `json:"person,string"`
	Kind        benefit.Kind   `json:"kind"`
	Status      benefit.Status `json:"status"`
	Reason      string         `json:"reason,omitempty"`
	Start       civil.Month    `json:"start"`
	Stop        string         `json:"stop,omitempty"`
	DueFrom     civil.Month    `json:"due_from"`
}

func itemOf(e benefit.Entitlement) benefitItem {
	x := benefitItem{Entitlement: e.ID, Person: e.Person, Kind: e.Kind, Status: e.Status, Reason: e.Reason, Start: e.Start, DueFrom: e.DueFrom}
	if e.Stop != 0 {
		x.Stop = e.Stop.String()
	}
	return x
}

type benefitCount struct {
	Kind   benefit.Kind   `json:"kind"`
	Status benefit.Status `json:"status"`
	Count  int64          `json:"count"`
}

func (c *benefitListCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		if c.Kind == "" && c.Status == "" {
			return c.counts(s, a, actor)
		}
		page, err := a.Benefit.Entitled(s, actor, benefit.EntitledFilter{Kind: benefit.Kind(c.Kind), Status: benefit.Status(c.Status), After: c.After, Limit: benefit.MaxPage})
		if err != nil {
			return err
		}
		list := []benefitItem{}
		for _, e := range page.List {
			list = append(list, itemOf(e.Entitlement))
		}
		if c.JSON {
			return s.json(list)
		}
		for _, e := range page.List {
			s.say(benefitLine, "id", e.ID, "kind", e.Kind.Title(), "status", e.Status.Title(), "start", e.Start, "due", e.DueFrom)
		}
		if len(list) == 0 {
			s.say(noneSuch)
		}
		return nil
	})
}

func (c *benefitListCmd) counts(s *session, a *app.App, actor access.Actor) error {
	all, err := a.Benefit.EntitledCounts(s, actor)
	if err != nil {
		return err
	}
	list := []benefitCount{}
	for _, n := range all {
		list = append(list, benefitCount{n.Kind, n.Status, n.Count})
	}
	if c.JSON {
		return s.json(list)
	}
	for _, n := range all {
		s.say(countLine, "kind", n.Kind.Title(), "status", n.Status.Title(), "n", n.Count)
	}
	return nil
}

type benefitShowCmd struct {
	asked
	Entitlement int64 `arg:"" help:"${help_benefitid}"`
}

type benefitEvent struct {
	Kind    benefit.EventKind `json:"kind"`
	At      string            `json:"at,omitempty"`
	Month   string            `json:"month,omitempty"`
	Title   string            `json:"title"`
	By      string            `json:"by,omitempty"`
	Second  string            `json:"second,omitempty"`
	Reason  string            `json:"reason,omitempty"`
	Article string            `json:"article,omitempty"`
}

type benefitState struct {
	benefitItem
	Monthly money.Fen      `json:"monthly_fen"`
	Due     int            `json:"due_months"`
	DueFen  money.Fen      `json:"due_fen"`
	Paid    money.Fen      `json:"paid_fen"`
	Owed    money.Fen      `json:"owed_fen"`
	Events  []benefitEvent `json:"events"`
}

func (c *benefitShowCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		v, err := a.Benefit.Entitlement(s, actor, c.Entitlement)
		if err != nil {
			return err
		}
		x := benefitState{benefitItem: itemOf(v.Entitlement), Monthly: v.Monthly, Due: len(v.Due), DueFen: benefit.SumOf(v.Due), Paid: v.Paid, Owed: v.Owed}
		for _, e := range v.Events {
			one := benefitEvent{Kind: e.Kind, Title: e.Title.In(s.lang), By: e.By, Second: e.Second, Reason: e.Reason, Article: e.Article}
			if !e.At.IsZero() {
				one.At = civil.Clock(e.At)
			}
			if e.Month != 0 {
				one.Month = e.Month.String()
			}
			x.Events = append(x.Events, one)
		}
		if c.JSON {
			return s.json(x)
		}
		s.say(benefitLine, "id", v.ID, "kind", v.Kind.Title(), "status", v.Status.Title(), "start", v.Start, "due", v.DueFrom)
		s.say(dueSays, "n", x.Due, "amount", x.DueFen, "paid", x.Paid, "owed", x.Owed)
		for _, e := range x.Events {
			when := e.At
			if when == "" {
				when = e.Month
			}
			who := e.By
			if e.Second != "" {
				who += " → " + e.Second
			}
			s.say(eventLine, "when", when, "title", e.Title, "who", who, "why", e.Reason)
		}
		return nil
	})
}

type changesCmd struct{ asked }

type changeItem struct {
	Change      int64          `json:"change,string"`
	Entitlement int64          `json:"entitlement,string"`
	Action      benefit.Action `json:"action"`
	Ground      string         `json:"ground"`
	Article     string         `json:"article"`
	Reason      string         `json:"reason"`
	Month       civil.Month    `json:"month"`
	AskedBy     string         `json:"asked_by"`
}

func (c *changesCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		all, err := a.Benefit.Requests(s, actor)
		if err != nil {
			return err
		}
		list := []changeItem{}
		for _, r := range all {
			list = append(list, changeItem{r.ID, r.Entitlement, r.Action, r.Ground, r.Article, r.Reason, r.Month, r.AskedName})
		}
		if c.JSON {
			return s.json(list)
		}
		for _, r := range all {
			s.say(changeLine, "id", r.ID, "action", r.Action.Title(), "of", r.Entitlement, "month", r.Month, "ground", r.GroundOf().Title, "name", r.AskedName)
		}
		if len(list) == 0 {
			s.say(noneSuch)
		}
		return nil
	})
}

type heldCmd struct{ asked }

type heldItem struct {
	Payment int64        `json:"payment,string"`
	Run     int64        `json:"run,string"`
	Person  int64        `json:"person,string"`
	Kind    benefit.Kind `json:"kind"`
	Month   civil.Month  `json:"month"`
	Total   money.Fen    `json:"total_fen"`
	Reasons []string     `json:"reasons"`
}

func (c *heldCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		page, err := a.Benefit.HeldPayments(s, actor, "", 0, benefit.MaxPage)
		if err != nil {
			return err
		}
		list := []heldItem{}
		for _, p := range page.Payments {
			x := heldItem{p.ID, p.Run, p.Person, p.Kind, p.Month, p.Total, nil}
			for _, f := range p.Findings {
				x.Reasons = append(x.Reasons, f.Text(s.lang))
			}
			list = append(list, x)
		}
		if c.JSON {
			return s.json(list)
		}
		for _, x := range list {
			s.say(heldLine, "id", x.Payment, "kind", x.Kind.Title(), "month", x.Month, "amount", x.Total, "why", x.Reasons[0])
		}
		if len(list) == 0 {
			s.say(noneSuch)
		}
		return nil
	})
}

type overpaymentsCmd struct {
	asked
	State string `help:"${help_overstate}" placeholder:"found|open|settled|dropped"`
}

type owedItem struct {
	Overpayment int64         `json:"overpayment,string"`
	Entitlement int64         `json:"entitlement,string"`
	Person      int64         `json:"person,string"`
	Kind        benefit.Kind  `json:"kind"`
	Cause       benefit.Cause `json:"cause"`
	State       string        `json:"state"`
	Amount      money.Fen     `json:"amount_fen"`
	Back        money.Fen     `json:"back_fen"`
	Left        money.Fen     `json:"left_fen"`
}

func (c *overpaymentsCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		all, err := a.Benefit.Overpayments(s, actor, c.State, benefit.MaxPage)
		if err != nil {
			return err
		}
		list := []owedItem{}
		for _, o := range all {
			list = append(list, owedItem{o.ID, o.Entitlement, o.Person, o.Kind, o.Cause, o.State, o.Amount, o.Back, o.Left()})
		}
		if c.JSON {
			return s.json(list)
		}
		for _, o := range all {
			s.say(owedLine, "id", o.ID, "kind", o.Kind.Title(), "cause", o.Cause.Title(), "state", o.StateTitle(), "amount", o.Amount, "back", o.Back, "left", o.Left())
		}
		if len(list) == 0 {
			s.say(noneSuch)
		}
		return nil
	})
}
