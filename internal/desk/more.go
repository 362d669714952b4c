package desk

import (
	"net/http"
	"net/url"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// printsView is the print centre: what was printed on a day, to print again.
type printsView struct {
	Day   civil.Date
	Table ui.Table
	Menu  []ui.MenuItem
}

func (d *Desk) prints(v *visit) error {
	x := printsView{Day: v.Today(), Table: ui.Table{Caption: wPrintsTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPrint, Title: wPrintsNone, Body: wPrintsNext},
		Columns: []ui.Column{{Head: wLetter, Main: true}, {Head: wNumber}, {Head: wWho}, {Head: wWhen, Num: true}, {Head: wState}}}}
	x.Menu = []ui.MenuItem{{Href: "/desk/day", Label: wDayEnd, Body: wDayLead, Icon: ui.IconCalendar}}
	if v.May(access.FundRead) {
		x.Menu = append(x.Menu, ui.MenuItem{Href: "/desk/runs", Label: wStatementHead, Body: wRunsLead, Icon: ui.IconScale})
	}
	if v.May(access.PersonRead) {
		if err := v.printed(&x); err != nil {
			return err
		}
	}
	return v.OK(printsPage(v.page(wPrintsTitle), x))
}

func (v *visit) printed(x *printsView) error {
	all, err := v.d.Office.LettersOn(v.Ctx, v.Actor, x.Day, printsShown)
	if err != nil {
		return err
	}
	ids := make([]int64, len(all))
	for i, l := range all {
		ids[i] = l.Person
	}
	people, err := v.named(ids)
	if err != nil {
		return err
	}
	for _, l := range all {
		tag := ui.Tag{Tone: ui.Good, Text: wValid}
		if !l.Valid {
			tag = ui.Tag{Tone: ui.Neutral, Text: l.RevokedWhy}
		}
		x.Table.Rows = append(x.Table.Rows, ui.TableRow{Href: letterAddress(l.Case, l.ID), Cells: cells(ui.Say(v.Plain(), l.Page.Title), ui.Mono(l.Number),
			ui.Str(people[l.Person].Name), ui.Num(civil.Clock(l.IssuedAt)), ui.Status(v.Plain(), tag))})
	}
	return nil
}

const printsShown = 100 // letters of one day at one desk

// settingsView is how this browser shows the pages.
type settingsView struct {
	Sizes []ui.Option
	Size  string
	Langs []ui.Option
	Lang  string
}

func settingsOf(r *http.Request) settingsView {
	c := web.Display(r)
	x := settingsView{Size: strconv.Itoa(c.Size), Lang: "zh", Langs: []ui.Option{{Value: "zh", Label: wChinese}, {Value: "en", Label: wEnglish}}}
	if c.Size == 0 {
		x.Size = "20"
	}
	if c.Lang == words.En {
		x.Lang = "en"
	}
	for _, n := range ui.DeskSizes {
		o := ui.Option{Value: strconv.Itoa(n), Label: ui.Fill(wSizeN, "n", n)}
		if n == 20 {
			o.Hint = wSizeUsual
		}
		x.Sizes = append(x.Sizes, o)
	}
	return x
}

func (d *Desk) settings(v *visit) error {
	return v.OK(settingsPage(v.page(wSettingsTitle), settingsOf(v.R)))
}

// saveSettings hands both choices to the one place that keeps them.
func (d *Desk) saveSettings(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	sizes := make([]string, len(ui.DeskSizes))
	for i, n := range ui.DeskSizes {
		sizes[i] = strconv.Itoa(n)
	}
	size, lang := f.Choice("size", sizes...), f.Choice("lang", "zh", "en")
	if err := f.Err(); err != nil {
		p := v.page(wSettingsTitle)
		return v.Refused(p, err, settingsPage(p, settingsOf(v.R)))
	}
	v.Tell("good", wSaved, "")
	return v.See(ui.PrefsPath + "?" + url.Values{"size": {size}, "lang": {lang}, "back": {"/desk/settings"}}.Encode())
}

func (d *Desk) help(v *visit) error {
	t := ui.Table{Caption: wKeys, Quiet: true, Columns: []ui.Column{{Head: wKey, Main: true}, {Head: wDoes}}}
	for _, k := range keys {
		t.Rows = append(t.Rows, ui.TableRow{Cells: cells(ui.Mono(k.Key), ui.Say(v.Plain(), k.Does))})
	}
	return v.OK(helpPage(v.page(wHelpTitle), t))
}
