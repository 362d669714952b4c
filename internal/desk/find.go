package desk

import (
	"regexp"
	"strings"

	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/words"
	"renshe/ui"
)

const (
	manyHits = 50 // a page of answers; past it a word more is the better way
	liveHits = 8  // under the box, while typing
)

// findView is the answers of the one box.
type findView struct {
	Query string // as the page says it: see [shown]
	Hits  []ui.Ident
	More  bool // there are more than are shown
}

func (d *Desk) find(v *visit) error {
	q := strings.TrimSpace(v.R.URL.Query().Get("q"))
	p := v.page(wFindTitle)
	p.Search.Value = q
	x := findView{Query: shown(q)}
	if q == "" {
		return v.OK(findPage(p, x))
	}
	hits, err := v.hits(q, manyHits)
	if err != nil {
		return v.Refused(p, err, findPage(p, x))
	}
	x.Hits, x.More = hits, len(hits) == manyHits
	return v.OK(findPage(p, x))
}

// longNumber is a whole citizen ID, telephone or bank number among the words.
var longNumber = regexp.MustCompile(`[0-9]{7,}[0-9Xx]{4}`)

// shown is what was asked for as a heading says it: the screen faces the counter, so a whole number shows its ends only.
func shown(q string) string {
	return longNumber.ReplaceAllStringFunc(q, func(s string) string {
		return s[:3] + strings.Repeat("*", len(s)-7) + s[len(s)-4:]
	})
}

// findLive is the list under the box while typing. What is half typed is no fault: it finds nobody yet.
func (d *Desk) findLive(v *visit) error {
	hits, err := v.hits(strings.TrimSpace(v.R.URL.Query().Get("q")), liveHits)
	if err != nil && fail.KindOf(err) != fail.Invalid {
		return err
	}
	return v.OK(ui.Results(&ui.Page{Lang: v.Lang}, hits))
}

func (v *visit) hits(q string, limit int) ([]ui.Ident, error) {
	if q == "" {
		return nil, nil
	}
	found, err := v.d.People.Find(v.Ctx, v.Actor, q, limit)
	if err != nil {
		return nil, err
	}
	list := make([]ui.Ident, 0, len(found))
	for _, h := range found {
		list = append(list, v.hit(h))
	}
	return list, nil
}

// hit shows what tells namesakes apart: age, sex, village and the tail of the ID.
func (v *visit) hit(h person.Hit) ui.Ident {
	x := v.ident(h.Person, h.Place)
	x.Href = "/desk/person/" + number(h.ID)
	return x
}

// ident is a person as every page about them shows them.
func (v *visit) ident(q person.Person, place string) ui.Ident {
	x := ui.Ident{Name: q.Name, ID: q.IDMasked, Facts: []string{
		wYears.Fill(v.Lang, "n", age(q.Birth, v.Today())), q.Sex.Title().In(v.Lang), place}}
	if q.PhoneTail != "" {
		x.Facts = append(x.Facts, wPhoneOf.Fill(v.Lang, "tail", q.PhoneTail))
	}
	if !q.Alive() {
		x.Tags = append(x.Tags, ui.Tag{Tone: ui.Danger, Text: ui.Fill(wDied, "date", q.Died)})
	}
	return x
}

// matterArea is one area of the catalogue.
type matterArea struct {
	Title words.Text
	Items []ui.MenuItem
}

// matters begins with whom it is for.
func (d *Desk) matters(v *visit) error {
	p := v.page(wMattersTitle)
	var areas []matterArea
	for _, area := range d.Office.Items().Areas() {
		a := matterArea{Title: area.Title}
		for _, it := range d.Office.Items().All() {
			if it.Area == area.Code {
				a.Items = append(a.Items, ui.MenuItem{Label: it.Title, Body: it.Promised(v.Actor.County).Title(), Icon: ui.IconFile, Href: "/desk/find"})
			}
		}
		areas = append(areas, a)
	}
	return v.OK(mattersPage(p, areas))
}
