package desk

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// gateRoutes adds the pages of the lists before payment and of what is held.
func (d *Desk) gateRoutes(on registrar) {
	on("GET /desk/lists", access.FundRead, d.lists)
	on("POST /desk/lists", access.RunPrepare, d.stageList, web.Body(listBody), web.Within(longWork))
	on("GET /desk/lists/preview/{id}", access.RunPrepare, d.listPreview)
	on("POST /desk/lists/preview/{id}", access.RunPrepare, d.takeList, web.Within(longWork))
	on("GET /desk/list/{id}", access.FundRead, d.list)
	on("GET /desk/held", access.FundRead, d.held)
	on("GET /desk/unconfirmed", access.FundRead, d.unconfirmed)
}

const (
	listBody   = 17 << 20 // a list of 200,000 people with notes, and the form around it
	listsShown = 100
	badShown   = 100 // rows with a fault that a page lists; the count says how many there are
)

// voiceView is how a release by three stands: how many have spoken, and whether this person has.
type voiceView struct {
	Said, Of int
	Mine     bool
}

// left is how many are missing once this person has spoken.
func (x voiceView) left() int {
	if x.Mine {
		return x.Of - x.Said
	}
	return x.Of - x.Said - 1
}

// says tells which voice this is, and what is still missing after it.
func (x voiceView) says() words.Text {
	switch {
	case x.Mine:
		return ui.Fill(wVoiceMine, "n", x.Said, "of", x.Of, "left", x.left())
	case x.left() > 0:
		return ui.Fill(wVoiceNext, "n", x.Said+1, "of", x.Of, "left", x.left())
	}
	return ui.Fill(wVoiceLast, "of", x.Of)
}

// button names what this voice does: confirm, or release.
func (x paymentView) button() words.Text {
	if x.Voice != nil && x.Voice.left() > 0 {
		return ui.Fill(wVoiceDo, "n", x.Voice.Said+1, "of", x.Voice.Of)
	}
	return wReleaseDo
}

// listsView is what was taken in, and the form for the next one.
type listsView struct {
	Table  ui.Table
	Import bool
	Kinds  []ui.Option
	Form   listForm
}

type listForm struct{ Kind, Source, Purpose, AsOf string }

func (d *Desk) lists(v *visit) error { return v.listsShown(listForm{AsOf: v.Today().String()}, nil) }

func (v *visit) listsShown(form listForm, refusal error) error {
	x := listsView{Import: v.May(access.RunPrepare), Form: form}
	for _, k := range benefit.ListKinds() {
		x.Kinds = append(x.Kinds, ui.Option{Value: string(k), Label: k.Title()})
	}
	all, err := v.d.Benefit.GateLists(v.Ctx, v.Actor, listsShown)
	if err != nil {
		return err
	}
	x.Table = ui.Table{Caption: wListsTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconFile, Title: wListsNone, Body: wListsNext},
		Columns: []ui.Column{{Head: wListSays, Main: true}, {Head: wListSource}, {Head: wListDay, Num: true}, {Head: wListMatched, Num: true}, {Head: wListUnknown, Num: true}, {Head: wListBad, Num: true}, {Head: wListBy}, {Head: wState}}}
	for _, l := range all {
		x.Table.Rows = append(x.Table.Rows, ui.TableRow{Href: "/desk/list/" + number(l.ID), Cells: []templ.Component{ui.Say(v.Plain(), l.Kind.Title()), ui.Str(l.Source), ui.Num(l.AsOf.String()),
			ui.Int(l.Matched), ui.Int(l.Unknown), ui.Int(l.Bad), ui.Str(l.ByName), ui.Status(v.Plain(), listTag(l))}})
	}
	p := v.page(wListsTitle)
	p.Back = &ui.Link{Href: "/desk/entitlements"}
	if refusal != nil {
		return v.Refused(p, refusal, listsPage(p, x))
	}
	return v.OK(listsPage(p, x))
}

// listTag says whether the gate reads a list.
func listTag(l benefit.ListInfo) ui.Tag {
	if l.Current {
		return ui.Tag{Tone: ui.Good, Text: wListCurrent}
	}
	return ui.Tag{Tone: ui.Neutral, Text: wListReplaced}
}

// stageList takes a file to look at; nothing of it counts yet.
func (d *Desk) stageList(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	form := listForm{f.Raw("kind"), f.Raw("source"), f.Raw("purpose"), f.Raw("as-of")}
	kinds := []string{}
	for _, k := range benefit.ListKinds() {
		kinds = append(kinds, string(k))
	}
	file := benefit.ListFile{Kind: benefit.ListKind(f.Choice("kind", kinds...)), Source: f.Text("source", 60), Purpose: f.Text("purpose", 100), AsOf: f.Date("as-of")}
	file.Content, _ = f.Upload("file", listBody)
	if err := f.Err(); err != nil {
		return v.listsShown(form, err)
	}
	p, err := d.Benefit.StageList(v.Ctx, v.Actor, file)
	if err != nil {
		return v.listsShown(form, err)
	}
	return v.See("/desk/lists/preview/" + number(p.ID))
}

// previewView is a list to look at before it counts.
type previewView struct {
	Base  string
	Rows  []ui.Row
	Stats []ui.Stat
	Bad   ui.Table
	Wrong int
	Good  int
}

func (d *Desk) listPreview(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.previewShown(id, nil)
}

func (v *visit) previewShown(id int64, refusal error) error {
	l, err := v.d.Benefit.StagedList(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	r := l.Report
	x := previewView{Base: "/desk/lists/preview/" + number(id), Wrong: len(r.Bad), Good: r.Rows - len(r.Bad)}
	x.Rows = []ui.Row{{Name: wListSays, Value: ui.Say(v.Plain(), l.File.Kind.Title())}, {Name: wListSource, Value: ui.Str(l.File.Source)},
		{Name: wPurpose, Value: ui.Str(l.File.Purpose)}, {Name: wListDay, Value: ui.Num(l.File.AsOf.String())}}
	x.Stats = []ui.Stat{{Label: wListRows, Value: ui.Group(int64(r.Rows)), Unit: wLinesUnit}, {Label: wListMatched, Value: ui.Group(int64(r.Matched)), Unit: wPeopleUnit},
		{Label: wListDraws, Value: ui.Group(int64(l.Draws)), Unit: wPeopleUnit, Define: wListDrawsSay, Tone: late(l.Draws, ui.Warn)},
		{Label: wListUnknown, Value: ui.Group(int64(r.Unknown)), Unit: wPeopleUnit, Define: wListUnknownSay}, {Label: wListBad, Value: ui.Group(int64(len(r.Bad))), Unit: wLinesUnit, Tone: late(len(r.Bad), ui.Danger)}}
	x.Bad = ui.Table{Caption: wListBadHead, Quiet: true, Columns: []ui.Column{{Head: wListLine, Num: true, Main: true}, {Head: wReason}}}
	for _, b := range r.Bad[:min(len(r.Bad), badShown)] {
		x.Bad.Rows = append(x.Bad.Rows, ui.TableRow{Cells: cells(ui.Int(b.Line), ui.Say(v.Plain(), b.What))})
	}
	p := v.page(wPreviewTitle)
	p.Back = &ui.Link{Href: "/desk/lists"}
	if refusal != nil {
		return v.Refused(p, refusal, previewPage(p, x))
	}
	return v.OK(previewPage(p, x))
}

// takeList takes in the list that was looked at, or throws it away.
func (d *Desk) takeList(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	do := f.Choice("do", "take", "good", "drop")
	if err := f.Err(); err != nil {
		return v.previewShown(id, err)
	}
	if do == "drop" {
		if err := d.Benefit.DropStaged(v.Ctx, v.Actor, id); err != nil {
			return err
		}
		v.Tell("info", wListDropped, "")
		return v.See("/desk/lists")
	}
	report, err := d.Benefit.TakeStaged(v.Ctx, v.Actor, id, do == "good")
	if err != nil {
		return v.previewShown(id, err)
	}
	if report.Already {
		v.Tell("info", wListAlready, "")
	} else {
		v.Tell("good", ui.Fill(wListTaken, "n", report.Matched), "")
	}
	return v.See("/desk/list/" + number(report.ID))
}

// listOneView is one list with who of the county is on it.
type listOneView struct {
	State ui.Tag
	Rows  []ui.Row
	Table ui.Table
}

func (d *Desk) list(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	l, people, err := d.Benefit.GateList(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	x := listOneView{State: listTag(l), Rows: []ui.Row{{Name: wListSource, Value: ui.Str(l.Source)}, {Name: wPurpose, Value: ui.Str(l.Purpose)}, {Name: wListDay, Value: ui.Num(l.AsOf.String())},
		{Name: wListBy, Value: ui.Str(l.ByName), Note: ui.Plain(clock(l.At))}, {Name: wListRows, Value: ui.Int(l.Rows)}, {Name: wListMatched, Value: ui.Int(l.Matched)},
		{Name: wListUnknown, Value: ui.Int(l.Unknown), Note: wListUnknownSay}, {Name: wListBad, Value: ui.Int(l.Bad)}}}
	x.Table = ui.Table{Caption: wListPeople, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wListNobody},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wVillage}, {Head: wListSince, Num: true}, {Head: wListDraws}, {Head: wListNote}, {Head: wListLine, Num: true}}}
	for _, p := range people {
		tag := ui.Tag{Tone: ui.Neutral, Text: wNo}
		if p.Draws {
			tag = ui.Tag{Tone: ui.Warn, Text: wYes}
		}
		x.Table.Rows = append(x.Table.Rows, ui.TableRow{Href: "/desk/person/" + number(p.Person), Cells: cells(ui.Str(p.Name), ui.Str(v.d.People.Places().LocalName(p.Village)), ui.Num(p.Since.String()),
			ui.Status(v.Plain(), tag), maybe(p.Note), ui.Int(p.Line))})
	}
	p := v.page(l.Kind.Title())
	p.Back = &ui.Link{Href: "/desk/lists"}
	return v.OK(listPage(p, x))
}

// heldView is what the gate holds now, in every run that waits.
type heldView struct {
	List  listView
	Holds []ui.Option
	Hold  string
}

func (d *Desk) held(v *visit) error {
	q := v.R.URL.Query()
	x := heldView{Hold: q.Get("hold"), Holds: []ui.Option{{Label: wAnyReason}}}
	for _, c := range benefit.Checks() {
		x.Holds = append(x.Holds, ui.Option{Value: c.Code, Label: c.Title})
	}
	after, _ := strconv.ParseInt(q.Get("after"), 10, 64) // a place that is none begins at the start
	page, err := d.Benefit.HeldPayments(v.Ctx, v.Actor, x.Hold, after, pageRows)
	if err != nil {
		return err
	}
	t := ui.Table{Caption: wHeldTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wHeldNow, Body: wHeldNowSay},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wKindHead}, {Head: wMonth, Num: true}, {Head: wAmount, Num: true}, {Head: wReason}, {Head: wRunTitleShort}}}
	ids := make([]int64, len(page.Payments))
	for i, one := range page.Payments {
		ids[i] = one.Person
	}
	people, err := v.named(ids)
	if err != nil {
		return err
	}
	for _, one := range page.Payments {
		t.Rows = append(t.Rows, ui.TableRow{Href: "/desk/payment/" + number(one.ID), Cells: cells(ui.Str(people[one.Person].Name), ui.Say(v.Plain(), one.Kind.Title()), ended(months(one.From, one.To)),
			ui.Amount(one.Total), maybe(reasons(one, v.Lang)), ui.Anchor(runAddress(one.Run), one.Month.String()))})
	}
	x.List.Table = t
	if page.Next != 0 {
		x.List.Next = v.with("after", number(page.Next))
	}
	p := v.page(wHeldTitle)
	p.Back = &ui.Link{Href: "/desk/entitlements"}
	return v.OK(heldPage(p, x))
}

// unconfirmedView is who draws a kind without a confirmation in time.
type unconfirmedView struct {
	List  listView
	Kinds []ui.Option
	Kind  string
	Lead  words.Text
}

func (d *Desk) unconfirmed(v *visit) error {
	q := v.R.URL.Query()
	x := unconfirmedView{Kind: q.Get("kind")}
	if x.Kind == "" {
		x.Kind = string(benefit.ResidentPension)
	}
	for _, k := range benefit.Kinds() {
		if !k.Once() {
			x.Kinds = append(x.Kinds, ui.Option{Value: string(k), Label: k.Title()})
		}
	}
	k := benefit.Kind(x.Kind)
	x.Lead = ui.Fill(wUnconfirmedLead, "n", benefit.ThresholdsOf(v.Actor.County, k, v.Today()).ConfirmedMonths)
	after, _ := strconv.ParseInt(q.Get("after"), 10, 64)
	page, err := d.Benefit.Unconfirmed(v.Ctx, v.Actor, k, after, pageRows)
	if err != nil {
		return err
	}
	x.List.Table = ui.Table{Caption: wUnconfirmedTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wUnconfirmedNone},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wVillage}, {Head: wKindHead}, {Head: wConfirmedLast, Num: true}, {Head: wSince, Num: true}}}
	for _, e := range page.List {
		x.List.Table.Rows = append(x.List.Table.Rows, ui.TableRow{Href: entitlementAddress(e.ID), Cells: cells(ui.Str(e.Name), ui.Str(v.d.People.Places().LocalName(e.Village)),
			ui.Say(v.Plain(), e.Kind.Title()), ended(date(e.Confirmed)), ui.Num(month(e.Start)))})
	}
	if page.Next != 0 {
		x.List.Next = "/desk/unconfirmed?" + url.Values{"kind": {x.Kind}, "after": {number(page.Next)}}.Encode()
	}
	p := v.page(wUnconfirmedTitle)
	p.Back = &ui.Link{Href: "/desk/lists"}
	return v.OK(unconfirmedPage(p, x))
}
