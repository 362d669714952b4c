package desk

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/ui"
)

func (d *Desk) teamRoutes(on registrar) {
	on("GET /desk/team", reception.Anybody, d.team)
	on("POST /desk/team/absence", reception.Anybody, d.enterAbsence)
	on("POST /desk/team/back/{id}", reception.Anybody, d.comeBack)
	on("POST /desk/team/remit", access.UserManage, d.setRemit)
	on("POST /desk/team/hand-over", access.UserManage, d.handOver)
	on("POST /desk/case/{id}/take-over", access.CaseReview, d.takeOver)
	on("GET /desk/review/batch", access.CaseReview, d.batch)
	on("POST /desk/review/batch", access.CaseReview, d.approveBatch)
}

// teamView is who is away, who reviews what, and the hand-over of who leaves.
type teamView struct {
	People   []ui.Option // whose absence the actor may enter
	Person   string
	Kinds    []ui.Option
	From     string
	Until    string
	Away     []awayView
	Admin    bool
	Remits   ui.Table
	Reviewer []ui.Option
	Towns    []ui.Option
	Chosen   []string
	Workers  []ui.Option // officers and reviewers
	Why      string
}

// awayView is one absence, with the way to end it early.
type awayView struct {
	ID   string
	Says words.Text
	Mine bool // the actor may end it
}

func (d *Desk) team(v *visit) error { return v.teamPage(teamView{}, nil) }

// teamPage shows the page; x holds what was typed when refusal refused it.
func (v *visit) teamPage(x teamView, refusal error) error {
	users, err := v.d.Access.Users(v.Ctx, v.Actor.County)
	if err != nil {
		return err
	}
	users = slices.DeleteFunc(users, func(u access.User) bool { return u.Role == access.Citizen || u.Role == access.System })
	names := map[int64]string{}
	x.Admin = v.May(access.UserManage)
	for _, u := range users {
		names[u.ID] = u.Name
		o := ui.Option{Value: number(u.ID), Label: ui.Fill(wNameRole, "name", u.Name, "role", u.Role.Title())}
		near := u.ID == v.Actor.User || v.Actor.Station != 0 && u.Station == v.Actor.Station
		if !u.Disabled && (near || x.Admin) {
			x.People = append(x.People, o)
		}
		if u.Role == access.Reviewer {
			x.Reviewer = append(x.Reviewer, o)
		}
		if u.Role == access.Reviewer || u.Role == access.Officer {
			x.Workers = append(x.Workers, o)
		}
	}
	x.Person = cmp.Or(x.Person, number(v.Actor.User))
	for _, k := range workforce.AbsenceKinds() {
		x.Kinds = append(x.Kinds, ui.Option{Value: string(k), Label: k.Title().Capital()})
	}
	x.From, x.Until = cmp.Or(x.From, v.Today().String()), cmp.Or(x.Until, v.Today().String())
	if err := v.absences(&x, names); err != nil {
		return err
	}
	if x.Admin {
		if err := v.remits(&x, names); err != nil {
			return err
		}
	}
	p := v.page(wTeam)
	if refusal != nil {
		return v.Refused(p, refusal, teamPage(p, x))
	}
	return v.OK(teamPage(p, x))
}

// absences lists who is or will be away: to an officer his own station's, to the county everybody's.
func (v *visit) absences(x *teamView, names map[int64]string) error {
	all, err := v.d.Workforce.Absences(v.Ctx, v.Actor, v.Today())
	if err != nil {
		return err
	}
	for _, a := range all {
		near := slices.ContainsFunc(x.People, func(o ui.Option) bool { return o.Value == number(a.User) })
		if !near && v.Actor.Station != 0 {
			continue
		}
		x.Away = append(x.Away, awayView{ID: number(a.ID), Mine: near, Says: ui.Fill(wAwayLine, "name", names[a.User], "kind", a.Kind.Title(), "from", a.From, "until", a.Until)})
	}
	return nil
}

func (v *visit) remits(x *teamView, names map[int64]string) error {
	all, err := v.d.Workforce.Remits(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	places := v.d.People.Places()
	for _, t := range places.Townships(v.Actor.County) {
		x.Towns = append(x.Towns, ui.Option{Value: string(t), Label: ui.Plain(places.Name(t))})
	}
	x.Remits = ui.Table{Caption: wRemits, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wNoRemit},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wRemitTowns}, {Head: wRemitSkilled}}}
	for _, o := range x.Reviewer {
		id, err := strconv.ParseInt(o.Value, 10, 64)
		if err != nil {
			return err
		}
		r, set := all[id]
		if !set {
			continue
		}
		where, skilled := wAllTowns, wNo
		if len(r.Townships) > 0 {
			s := ""
			for i, t := range r.Townships {
				if i > 0 {
					s += "、"
				}
				s += places.Name(t)
			}
			where = ui.Plain(s)
		}
		if r.Skilled {
			skilled = wYes
		}
		x.Remits.Rows = append(x.Remits.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(names[id]), ui.Say(v.Plain(), where), ui.Say(v.Plain(), skilled)}})
	}
	return nil
}

func (d *Desk) enterAbsence(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	a := workforce.Absence{User: f.ID("user"), Kind: workforce.AbsenceKind(f.Raw("kind")), From: f.Date("from"), Until: f.Date("until")}
	if err = f.Err(); err == nil {
		err = d.Workforce.EnterAbsence(v.Ctx, v.Actor, a)
	}
	if err != nil {
		return v.teamPage(teamView{Person: f.Raw("user"), From: f.Raw("from"), Until: f.Raw("until")}, err)
	}
	v.Tell("good", wAbsenceSaved, "")
	return v.See("/desk/team")
}

func (d *Desk) comeBack(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	if err := d.Workforce.ComeBack(v.Ctx, v.Actor, id, v.Today()); err != nil {
		return v.teamPage(teamView{}, err)
	}
	v.Tell("good", wBackSaved, "")
	return v.See("/desk/team")
}

func (d *Desk) setRemit(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	r := workforce.Remit{User: f.ID("reviewer"), Skilled: f.Bool("skilled")}
	for _, t := range f.Values()["township"] {
		r.Townships = append(r.Townships, civil.Division(t))
	}
	if err = f.Err(); err == nil {
		err = d.Workforce.SetRemit(v.Ctx, v.Actor, r)
	}
	if err != nil {
		return v.teamPage(teamView{Chosen: f.Values()["township"]}, err)
	}
	v.Tell("good", wRemitSaved, "")
	return v.See("/desk/team")
}

func (d *Desk) handOver(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	h := casework.HandOver{From: f.ID("leaver"), To: f.ID("successor"), Why: f.Text("why", 60)}
	var out casework.Handed
	if err = f.Err(); err == nil {
		out, err = d.Office.HandOver(v.Ctx, v.Actor, h)
	}
	if err != nil {
		return v.teamPage(teamView{Why: f.Raw("why")}, err)
	}
	v.Tell("good", ui.Fill(wHandedOver, "drafts", out.Drafts, "waiting", out.Waiting, "left", len(out.Left)), "")
	return v.See("/desk/team")
}

func (d *Desk) takeOver(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	if err := d.Office.TakeOver(v.Ctx, v.Actor, id); err != nil {
		return err
	}
	v.Tell("good", wTakenOver, "")
	return v.See(caseAddress(id) + "/decide")
}

// batchView is the simple cases of one item, to approve in one act.
type batchView struct {
	Items []ui.Option
	Item  string
	Cases []ui.Option
	Done  *ui.Table // what became of each
}

func (d *Desk) batch(v *visit) error { return v.batchPage(v.R.URL.Query().Get("item"), nil, nil) }

func (v *visit) batchPage(item string, done *ui.Table, refusal error) error {
	x := batchView{Item: item, Done: done}
	for _, it := range v.d.Office.Items().All() {
		if it.Way() == casework.ByDecision {
			x.Items = append(x.Items, ui.Option{Value: it.Code, Label: it.Title})
		}
	}
	if item != "" {
		list, err := v.d.Office.SimpleOf(v.Ctx, v.Actor, item)
		if err != nil {
			return err
		}
		for _, s := range list {
			o := ui.Option{Value: number(s.ID) + "." + number(s.Version), Label: ui.Fill(wBatchLine, "name", s.PersonName, "tail", s.IDTail, "number", s.Number),
				Hint: ui.Plain(s.Place)}
			if s.Says != "" {
				o.Hint = ui.Fill(wBatchAmount, "place", s.Place, "amount", s.Says)
			}
			x.Cases = append(x.Cases, o)
		}
	}
	p := v.page(wBatch)
	p.Back = &ui.Link{Href: "/desk/review"}
	if refusal != nil {
		return v.Refused(p, refusal, batchPage(p, x))
	}
	return v.OK(batchPage(p, x))
}

func (d *Desk) approveBatch(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	var ticked []casework.Ticked
	for _, s := range f.Values()["case"] {
		k, err := readTicked(s)
		if err != nil {
			return err
		}
		ticked = append(ticked, k)
	}
	lines, err := d.Office.ApproveBatch(v.Ctx, v.Actor, ticked)
	if err != nil && len(lines) == 0 {
		return v.batchPage(f.Raw("item"), nil, err)
	}
	t := ui.Table{Caption: wBatchDone, Quiet: true, Columns: []ui.Column{{Head: wNumber, Main: true}, {Head: wState}, {Head: wReason}}}
	for _, l := range lines {
		row := ui.TableRow{Href: letterAddress(l.Case, l.Letter), Cells: []templ.Component{ui.Mono(l.Number), ui.Status(v.Plain(), ui.Tag{Tone: ui.Good, Text: wBatchApproved}), nil}}
		if l.Fault != nil {
			row = ui.TableRow{Href: caseAddress(l.Case), Tone: ui.Warn, Cells: []templ.Component{ui.Mono(l.Number),
				ui.Status(v.Plain(), ui.Tag{Tone: ui.Warn, Text: wBatchLeft}), ui.Str(l.Fault.Say(v.Lang).What)}}
		}
		t.Rows = append(t.Rows, row)
	}
	return v.batchPage(f.Raw("item"), &t, err)
}

// readTicked reads "case.version" of a box.
func readTicked(s string) (k casework.Ticked, err error) {
	for i, c := range s {
		if c != '.' {
			continue
		}
		if k.Case, err = strconv.ParseInt(s[:i], 10, 64); err == nil {
			k.Version, err = strconv.ParseInt(s[i+1:], 10, 64)
		}
		if err == nil && k.Case > 0 {
			return k, nil
		}
		break
	}
	return casework.Ticked{}, web.BadID.With()
}

// part reads which part of the queue is asked for; everybody's without a word.
func (v *visit) part() casework.Whose {
	switch w := casework.Whose(v.R.URL.Query().Get("whose")); w {
	case casework.Mine, casework.OfAbsent:
		return w
	}
	return casework.Everybody
}

// parts are the ways to the parts of the queue.
func (v *visit) parts() []ui.Button {
	now := v.part()
	var all []ui.Button
	for _, p := range []struct {
		whose casework.Whose
		label words.Text
	}{{casework.Mine, wQueueMine}, {casework.Everybody, wQueueAll}, {casework.OfAbsent, wQueueAbsent}} {
		b := ui.Button{Label: p.label, Href: "/desk/review?whose=" + string(p.whose), Weight: ui.Quiet}
		if p.whose == now {
			b.Weight, b.Icon = ui.Secondary, ui.IconCheck
		}
		all = append(all, b)
	}
	return append(all, ui.Button{Label: wBatch, Href: "/desk/review/batch", Weight: ui.Quiet, Icon: ui.IconInbox}, ui.Button{Label: wTeam, Href: "/desk/team", Weight: ui.Quiet, Icon: ui.IconPeople})
}
