package desk

import (
	"encoding/base32"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/web"
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

// askFind takes the question of the box and leads to its answers: a page of its own, which can be reloaded and come back to.
func (d *Desk) askFind(v *visit) error {
	q, err := v.asksFor()
	if err != nil {
		return err
	}
	return v.See(v.answersTo(q))
}

// asksFor is what was typed into the box.
func (v *visit) asksFor() (string, error) {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(f.Raw("q")), nil
}

// fewDigits may stand in an address: a village's, the tails of an ID and of a telephone. More of them may be a whole number, and addresses
// stay in histories and in logs.
const fewDigits = 8

// telling says whether a question may hold a whole number.
func telling(q string) bool {
	digits := 0
	for _, r := range q {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits > fewDigits
}

// answersTo is the address of the answers to a question. One with a number in it is sealed there, for the officer who asks.
func (v *visit) answersTo(q string) string {
	if !telling(q) {
		return "/desk/find?" + url.Values{"q": {q}}.Encode()
	}
	return "/desk/find?" + url.Values{"s": {letters.EncodeToString(v.d.Office.Box.Seal([]byte(q), v.boundFind()))}}.Encode()
}

// boundFind ties a sealed question to who asked it.
func (v *visit) boundFind() []byte {
	return fmt.Appendf(nil, "desk/find/%d/%d", v.Actor.County, v.Actor.User)
}

// letters writes bytes without a digit, so that no run of digits comes about by chance.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyzABCDEF").WithPadding(base32.NoPadding)

// question is what the address asks for; one that is sealed for somebody else, or broken, asks for nothing.
func (v *visit) question() string {
	from := v.R.URL.Query()
	if s := from.Get("s"); s != "" {
		sealed, err := letters.DecodeString(s)
		if err != nil {
			return ""
		}
		q, err := v.d.Office.Box.Unseal(sealed, v.boundFind())
		if err != nil {
			return ""
		}
		return string(q)
	}
	return strings.TrimSpace(from.Get("q"))
}

func (d *Desk) find(v *visit) error {
	q := v.question()
	if v.R.URL.Query().Has("q") && telling(q) {
		return v.See(v.answersTo(q)) // an old link or a bookmark: the number goes no further
	}
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
	q, err := v.asksFor()
	if err != nil {
		return err
	}
	hits, err := v.hits(q, liveHits)
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
