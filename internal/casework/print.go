package casework

import (
	"context"
	"fmt"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/notify"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// both is a text that reads the same in both languages: a number, a name, an article.
func both(v any) words.Text { s := fmt.Sprint(v); return words.Text{Zh: s, En: s} }

var (
	wMaterial      = words.Text{Zh: "材料", En: "paper"}
	wField         = words.Text{Zh: "信息", En: "information"}
	wNoDue         = words.Text{Zh: "没有查到法定期限", En: "no limit in law was found"}
	wDecides       = words.Text{Zh: "{owner}最迟于{due}作出决定（{limit}）。", En: "{owner} decides by {due} at the latest ({limit})."}
	wDecidesOnce   = words.Text{Zh: "由{owner}作出决定，没有最迟办结的日子：{limit}", En: "{owner} decides; there is no latest day: {limit}"}
	wProvisional   = words.Text{Zh: "{due}（暂定：放假安排只公布到{known}）", En: "{due} (provisional: the calendar is published through {known})"}
	wNotNeeded     = words.Text{Zh: "数据已有，不收", En: "on record, not collected"}
	wNone          = words.Text{Zh: "无", En: "none"}
	wStands        = words.Text{Zh: "从{since}起中止计时", En: "the clock stands since {since}"}
	wReconsider    = words.Text{Zh: "自收到之日起{days}日内向{to}申请行政复议（{law}）", En: "apply to {to} for reconsideration within {days} days of receiving this ({law})"}
	wSuit          = words.Text{Zh: "自收到之日起{months}个月内向{to}提起行政诉讼（{law}）", En: "bring a suit before {to} within {months} months of receiving this ({law})"}
	wNoFacts       = words.Text{Zh: "经核对登记数据：{says}", En: "By the registers: {says}"}
	wChecked       = words.Text{Zh: "经核对登记数据和申请材料作出决定。", En: "Decided on the registers and the papers handed in."}
	wAmountMissing = words.Text{Zh: "不适用", En: "does not apply"}
	factsField     = words.Text{Zh: "查明的情况", En: "Facts found"}
	formTitles     = map[string]words.Text{
		"original": {Zh: "已核验原件", En: "original seen"},
		"copy":     {Zh: "已收复印件", En: "copy taken"},
		"data":     {Zh: "已用数据核验", En: "checked against data"},
		ToFollow:   {Zh: "容缺受理，{due}前补交（{rule}）", En: "to follow by {due} ({rule})"},
		Committed:  {Zh: "以书面承诺代替，{due}前核实（{rule}）", En: "a commitment stands for it, verified by {due} ({rule})"},
	}
)

// The kinds of appeal that every refusal must name.
const (
	reconsideration = "reconsideration"
	suit            = "suit"
)

// common are the values that every letter may use.
func (o *Office) common(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, it *Item, f *facts) (map[string]words.Text, error) {
	station, err := o.stationName(ctx, tx, c.County, c.Station)
	if err != nil {
		return nil, err
	}
	return map[string]words.Text{
		"case-number": both(c.Number),
		"item":        it.Title,
		"person":      both(f.person.Name),
		"id-masked":   both(f.person.IDMasked),
		"village":     both(f.place),
		"station":     both(station),
		"officer":     both(actor.Name),
		"owner":       o.ownerOf(it, c.County),
	}, nil
}

// ownerOf names the deciding authority of the county.
func (o *Office) ownerOf(it *Item, county civil.County) words.Text {
	return fill(it.Owner, []any{"county", o.People.Places().CountyName(county)})
}

func (o *Office) stationName(ctx context.Context, tx *db.Tx, county civil.County, id int64) (string, error) {
	if id == 0 {
		return o.People.Places().CountyName(county), nil
	}
	return readStationName(ctx, tx, county, id)
}

func (o *Office) receiptValues(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake) (Values, error) {
	fields, err := o.common(ctx, tx, actor, in.c, in.it, in.facts)
	if err != nil {
		return Values{}, err
	}
	fields["submitted"] = both(civil.Clock(in.c.AcceptedAt))
	fields["due"] = in.c.dueWords()
	fields["limit"] = in.it.Promised(in.c.County).Title()
	fields["decides"] = in.c.byDay(wDecides, wDecidesOnce, "owner", fields["owner"], "limit", fields["limit"])
	rows := [][]words.Text{}
	for _, p := range in.papers {
		how := formTitles[p.Given]
		switch {
		case !p.Asked:
			continue
		case p.NotNeeded:
			how = wNotNeeded
		case how.IsZero():
			how = wNone
		}
		if d := o.debtOf(p, in.c.Accepted); d != nil {
			how = fill(formTitles[p.Given], []any{"due", d.Due, "rule", d.Rule})
		}
		rows = append(rows, []words.Text{p.Title, how})
	}
	return Values{Fields: fields, Rows: map[string][][]words.Text{"materials": rows}}, nil
}

func (o *Office) noticeValues(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake) (Values, error) {
	fields, err := o.common(ctx, tx, actor, in.c, in.it, in.facts)
	if err != nil {
		return Values{}, err
	}
	fields["issued"] = both(civil.Clock(tx.Now()))
	fields["count"] = both(len(in.missing))
	rows := [][]words.Text{}
	for _, m := range in.missing {
		kind := wField
		if m.Kind == MissingMaterial {
			kind = wMaterial
		}
		rows = append(rows, []words.Text{m.Title, kind, both(m.Basis)})
	}
	return Values{Fields: fields, Rows: map[string][][]words.Text{"missing": rows}}, nil
}

// decisionFields are common to approvals and refusals.
func (o *Office) decisionFields(ctx context.Context, tx *db.Tx, actor access.Actor, r *review) (map[string]words.Text, error) {
	fields, err := o.common(ctx, tx, actor, r.c, r.it, r.facts)
	if err != nil {
		return nil, err
	}
	taken, err := lastEvent(ctx, tx, r.c.County, r.c.ID, submitting.name)
	if err != nil {
		return nil, err
	}
	fields["taken-by"] = both(taken.Name)
	fields["decided-by"] = both(actor.Name)
	fields["decided"] = both(civil.Clock(tx.Now()))
	for kind, text := range remedies(r.it, o.People.Places().CountyName(r.c.County)) {
		fields[kind] = text
	}
	return fields, nil
}

// dueWords says when the case is due: none without a limit, and provisional beyond the published calendar.
func (c *Case) dueWords() words.Text {
	switch {
	case !c.Standing.IsZero():
		return fill(wStands, []any{"since", c.Standing})
	case c.Due.IsZero():
		return wNoDue
	case !c.Known.IsZero():
		return fill(wProvisional, []any{"due", c.Due, "known", c.Known})
	}
	return both(c.Due)
}

// byDay is a sentence about the day on which the case is due at the latest, or the other one where there is no such day.
func (c *Case) byDay(due, none words.Text, pairs ...any) words.Text {
	if c.Due.IsZero() && c.Standing.IsZero() {
		return fill(none, pairs)
	}
	return fill(due, append(pairs, "due", c.dueWords()))
}

// remedies are the ways to appeal of an item, in words.
func remedies(it *Item, county string) map[string]words.Text {
	all := map[string]words.Text{}
	for _, a := range it.Appeals {
		to := fill(a.To, []any{"county", county})
		law := strings.TrimSpace(a.Document + " " + a.Article)
		switch a.Kind {
		case reconsideration:
			all[reconsideration] = fill(wReconsider, []any{"days", a.Days, "to", to, "law", law})
		case suit:
			all[suit] = fill(wSuit, []any{"months", a.Months, "to", to, "law", law})
		}
	}
	return all
}

func (o *Office) refusalValues(ctx context.Context, tx *db.Tx, actor access.Actor, r *review, g Ground, found string) (Values, error) {
	fields, err := o.decisionFields(ctx, tx, actor, r)
	if err != nil {
		return Values{}, err
	}
	fields["ground"], fields["article"] = g.Title, both(g.Cite())
	switch a := r.c.Assessment; {
	case found != "":
		fields["facts"] = both(found)
	case a != nil && !a.Entitled:
		fields["facts"] = fill(wNoFacts, []any{"says", a.Says})
	default:
		fields["facts"] = wChecked
	}
	return Values{Fields: fields}, nil
}

func (o *Office) approvalValues(ctx context.Context, tx *db.Tx, actor access.Actor, r *review, did done) (Values, error) {
	fields, err := o.decisionFields(ctx, tx, actor, r)
	if err != nil {
		return Values{}, err
	}
	fields["pay-to"], fields["result"] = both(did.payTo), did.result
	v := Values{Fields: fields, Rows: map[string][][]words.Text{}}
	v.Rows["awards"] = did.rows
	a := r.c.Assessment
	if a == nil {
		return v, nil
	}
	sheet, err := o.again(r.c)
	if err != nil {
		return Values{}, err
	}
	fields["benefit"], fields["start-month"] = benefit.Kind(r.it.Effect.Benefit).Title(), both(a.Start)
	if a.Reach != 0 {
		fields["reach-month"] = both(a.Reach)
	}
	for name, fen := range map[string]money.Fen{"basic": a.Basic, "account-part": a.AccountPart, "total": a.Total} {
		fields[name] = both(fen.String())
	}
	fields["as-of"] = wAmountMissing
	if sheet.Entitlement != nil {
		fields["plan"] = both(short(a.Entitlement.Record.Plan))
		v.Rows["entitlement"] = explanationRows(sheet.Entitlement)
	}
	if sheet.Amount != nil {
		fields["as-of"], fields["plan"] = both(a.Amount.Record.AsOf), both(short(a.Amount.Record.Plan))
		v.Rows["explanation"] = explanationRows(sheet.Amount)
	}
	return v, nil
}

const planChars = 12 // of a plan's hash: enough to tell two plans of a county apart

func short(hash string) string { return hash[:min(len(hash), planChars)] }

// explanationRows writes every step as the decision sheet shows it; a figure that nobody has confirmed says so beside its basis.
func explanationRows(r *policy.Result) [][]words.Text {
	rows := [][]words.Text{}
	for _, s := range r.Explanation {
		law := make([]string, len(s.Law))
		for i, c := range s.Law {
			law[i] = c.String()
		}
		basis := both(strings.Join(law, "；"))
		if !s.Confidence.IsConfirmed() {
			sure := s.Confidence.Title()
			basis = words.Text{Zh: basis.Zh + "（" + sure.Zh + "）", En: basis.En + " (" + sure.En + ")"}
		}
		rows = append(rows, []words.Text{s.Title, s.Shown, s.Formula, basis})
	}
	return rows
}

// tell queues the message to the applicant; who gave no phone is told by the letter alone.
func (o *Office) tell(ctx context.Context, tx *db.Tx, c *Case, f *facts, values map[string]string, t words.Text, pairs ...any) error {
	return o.tellOnce(ctx, tx, c, f, values, string(c.State), t, pairs...)
}

// tellOnce is tell about something that is no new state: what names it.
func (o *Office) tellOnce(ctx context.Context, tx *db.Tx, c *Case, f *facts, values map[string]string, what string, t words.Text, pairs ...any) error {
	phone := values[phoneField]
	if phone == "" {
		phone = f.phone
	}
	if phone == "" {
		return nil
	}
	return o.Notify.QueueIn(ctx, tx, notify.Message{County: c.County, Person: c.Person, Channel: notify.SMS, To: phone,
		Text: t.Fill(words.Zh, pairs...), Key: fmt.Sprintf("case:%d:%s", c.ID, what)})
}
