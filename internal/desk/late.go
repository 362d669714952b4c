package desk

import (
	"strings"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// latesView is what came back after it had been paid (付后退回): notices, lines that wait to be cleared up, and requests about what becomes of it.
type latesView struct {
	Notices ui.Table
	Open    []openLine
	Fates   []fateView
	Enter   bool
}

// openLine is a line that fits no payment.
type openLine struct {
	Href, Action string
	Line         string
	Field        string // the form's field of this line
	Text         string
	Amount       string
	Do           words.Text
	Clear        bool
}

// fateView is a request that waits to be decided.
type fateView struct {
	Href, Action string
	Name         string
	Amount       string
	Say          words.Text
	Reason       string
	By           string
	Decide       bool
}

// lateView is one notice.
type lateView struct {
	Notice benefit.LateNotice
	State  ui.Tag
	Base   string
	Stats  []ui.Stat
	Fits   ui.Table
	Open   []openLine
	Facts  []ui.Row
	Decide bool
	Wait   bool
	Mine   bool // taken in by the actor, who may take it back
	Books  bool // something can be booked
}

func lateAddress(id int64) string { return "/desk/late/" + number(id) }

var lateTags = map[string]ui.Tag{"entered": {Tone: ui.Warn, Text: wLateEntered}, "booked": {Tone: ui.Good, Text: wLateBooked}, "refused": {Tone: ui.Info, Text: wLateRefused}}

func (d *Desk) lates(v *visit) error {
	x, err := v.latesView()
	if err != nil {
		return err
	}
	return v.OK(latesPage(v.latesFrame(), x))
}

func (v *visit) latesFrame() *ui.Page {
	p := v.page(wLateTitle)
	p.Back = &ui.Link{Href: "/desk/runs"}
	return p
}

func (v *visit) latesView() (latesView, error) {
	x := latesView{Enter: v.May(access.RunBank), Notices: ui.Table{Caption: wLateNotices, Quiet: true, Results: true, Empty: &ui.Empty{Icon: ui.IconBank, Title: wLateNone, Body: wLateNoneSay},
		Columns: []ui.Column{{Head: wBankRef, Main: true}, {Head: wBankDay}, {Head: wLinesUnit, Num: true}, {Head: wAmount, Num: true}, {Head: wState}, {Head: wMaker}, {Head: wChecker}}}}
	all, err := v.d.Benefit.LateNotices(v.Ctx, v.Actor, pageRows)
	if err != nil {
		return x, err
	}
	for _, n := range all {
		x.Notices.Rows = append(x.Notices.Rows, ui.TableRow{Href: lateAddress(n.ID), Cells: []templ.Component{ui.Mono(n.Notice), ui.Num(n.Value.String()), ui.Int(n.Lines), ui.Amount(n.Total),
			ui.Status(v.Plain(), lateTags[n.State]), ui.Str(n.ByName), maybe(n.DecidedName)}})
	}
	open, err := v.d.Benefit.Uncleared(v.Ctx, v.Actor)
	if err != nil {
		return x, err
	}
	if x.Open, err = v.openLines(open); err != nil {
		return x, err
	}
	x.Fates, err = v.fates()
	return x, err
}

// openLines are lines that fit no payment, with what to do.
func (v *visit) openLines(lines []benefit.LateReturn) ([]openLine, error) {
	var all []openLine
	for _, l := range lines {
		if l.Verdict == benefit.Fits {
			continue
		}
		text := []string{l.Verdict.Title().In(v.Lang), l.Text().In(v.Lang), l.On.String()}
		o := openLine{Action: lateAddress(l.Notice) + "/clear", Line: number(l.Line), Field: "remark-" + number(l.Line), Amount: l.Amount.String(), Do: l.Verdict.Do(),
			Clear: l.State == "listed" && l.Cleared == 0 && v.May(access.RunBank)}
		if l.Entitlement != 0 {
			o.Href = "/desk/payment/" + number(l.Payment)
		}
		if l.Cleared != 0 {
			text = append(text, l.Remark, l.ClearedName+" "+civil.Clock(l.ClearedAt))
		}
		o.Text = strings.Join(text, " · ")
		all = append(all, o)
	}
	return all, nil
}

// fates are the requests that wait.
func (v *visit) fates() ([]fateView, error) {
	all, err := v.d.Benefit.FateRequests(v.Ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	var list []fateView
	for _, q := range all {
		p, err := v.d.Benefit.Payment(v.Ctx, v.Actor, q.Payment)
		if err != nil {
			return nil, err
		}
		people, err := v.named([]int64{p.Person})
		if err != nil {
			return nil, err
		}
		list = append(list, fateView{Href: "/desk/payment/" + number(q.Payment), Action: "/desk/fate/" + number(q.ID), Name: people[p.Person].Name, Amount: p.Total.String(), Say: q.Fate.Title(),
			Reason: q.Reason, By: q.AskedName + " " + civil.Clock(q.AskedAt), Decide: v.May(access.RunApprove) && q.AskedBy != v.Actor.User})
	}
	return list, nil
}

// enterLate takes notices in: several files at once, each a notice of its own. What was taken in before one that is refused stays.
func (d *Desk) enterLate(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	var last benefit.LateNotice
	already := false
	files := f.Uploads("file", maxFiles, maxReturn)
	if err = f.Err(); err == nil {
		for _, u := range files {
			if last, already, err = d.Benefit.EnterLate(v.Ctx, v.Actor, u.Body); err != nil {
				break
			}
		}
	}
	if err != nil {
		x, shown := v.latesView()
		if shown != nil {
			return shown
		}
		p := v.latesFrame()
		return v.Refused(p, err, latesPage(p, x))
	}
	if already {
		v.Tell("info", wLateBefore, "")
	} else {
		v.Tell("good", ui.Fill(wLateTaken, "n", len(files)), "")
	}
	if len(files) > 1 {
		return v.See("/desk/late")
	}
	return v.See(lateAddress(last.ID))
}

func (d *Desk) late(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.latePage(id, nil)
}

// latePage shows a notice, with the refusal of an act if there was one.
func (v *visit) latePage(id int64, refusal error) error {
	n, err := v.d.Benefit.Late(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	x := lateView{Notice: n, State: lateTags[n.State], Base: lateAddress(id)}
	fits, listed, fen, off := n.Sums()
	x.Books = fits > 0
	x.Decide = n.State == "entered" && v.May(access.RunApprove) && n.By != v.Actor.User
	x.Wait = n.State == "entered" && !x.Decide
	x.Mine = n.State == "entered" && v.May(access.RunBank) && n.By == v.Actor.User
	x.Stats = []ui.Stat{{Label: wLateFits, Value: fen.String(), Unit: wYuan, Define: ui.Fill(wLinesNote, "n", fits)},
		{Label: wLateOpen, Value: off.String(), Unit: wYuan, Define: ui.Fill(wLinesNote, "n", listed), Tone: late(listed, ui.Warn)}}
	x.Facts = []ui.Row{{Name: wBankRef, Value: ui.Mono(n.Notice)}, {Name: wPayingAccount, Value: ui.Mono(n.Account)}, {Name: wBankDay, Value: ui.Num(n.Value.String())},
		{Name: wMaker, Value: ui.Str(n.ByName), Note: ui.Plain(civil.Clock(n.At))}, {Name: wChecker, Value: maybe(n.DecidedName), Note: ui.Plain(civil.Clock(n.DecidedAt))},
		{Name: wDigest, Value: ui.Mono(n.Digest)}}
	if x.Fits, err = v.fitTable(n); err != nil {
		return err
	}
	if x.Open, err = v.openLines(n.Returns); err != nil {
		return err
	}
	p := v.page(ui.Fill(wLateOf, "notice", n.Notice))
	p.Back = &ui.Link{Href: "/desk/late"}
	if refusal != nil {
		return v.Refused(p, refusal, latePage(p, x))
	}
	return v.OK(latePage(p, x))
}

// fitTable lists the lines that fit, with whose they are.
func (v *visit) fitTable(n benefit.LateNotice) (ui.Table, error) {
	t := ui.Table{Caption: wLateFits, Quiet: true, Results: true, Empty: &ui.Empty{Icon: ui.IconInfo, Title: wLateFitsNone},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wTail}, {Head: wReason}, {Head: wLateDay, Num: true}, {Head: wAmount, Num: true}}}
	var ids []int64
	for _, l := range n.Returns {
		if l.Verdict == benefit.Fits {
			ids = append(ids, l.Person)
		}
	}
	people, err := v.named(ids)
	if err != nil {
		return t, err
	}
	for _, l := range n.Returns {
		if l.Verdict == benefit.Fits {
			who := people[l.Person]
			t.Rows = append(t.Rows, ui.TableRow{Href: "/desk/payment/" + number(l.Payment), Cells: []templ.Component{ui.Str(who.Name), ui.Mono(who.IDTail), ui.Say(v.Plain(), l.Text()),
				ui.Num(l.On.String()), ui.Amount(l.Amount)}})
		}
	}
	return t, nil
}

// decideLate books a notice or refuses it, by another person than who took it in.
func (d *Desk) decideLate(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	n, err := d.Benefit.DecideLate(v.Ctx, v.Actor, id, f.Raw("do") == "book")
	if err != nil {
		return v.latePage(id, err)
	}
	v.Tell("good", lateTags[n.State].Text, "")
	return v.See(lateAddress(id))
}

// takeBackLate takes a notice back that was taken in by mistake.
func (d *Desk) takeBackLate(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	if err := d.Benefit.TakeBackLate(v.Ctx, v.Actor, id); err != nil {
		return v.latePage(id, err)
	}
	v.Tell("good", wTakenBack, "")
	return v.See("/desk/late")
}

// clearLate records how a line that fits no payment was cleared up.
func (d *Desk) clearLate(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	line := f.ID("line")
	remark := f.Text("remark-"+f.Raw("line"), 200)
	if err = f.Err(); err == nil {
		err = d.Benefit.ClearLate(v.Ctx, v.Actor, id, line, remark)
	}
	if err != nil {
		return v.latePage(id, err)
	}
	v.Tell("good", wCleared, "")
	return v.See(lateAddress(id))
}
