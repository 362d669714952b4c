package desk

import (
	"io"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/paper"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// letterView is a letter on the screen: what the print says, and the way to the print.
type letterView struct {
	Letter  *casework.Letter
	Fields  []ui.Row
	Tables  []ui.Table // by section; a section without rows has none
	PDF     string
	Case    string     // the page of what it is about
	To      words.Text // and what that is called
	Person  string
	Next    []ui.Button
	Invalid *ui.Banner
}

// openLetter opens the letter of the address; the look is logged.
func (v *visit) openLetter() (*casework.Letter, error) {
	n, err := web.PathID(v.R, "letter")
	if err != nil {
		return nil, err
	}
	var id int64 // none for a letter that belongs to no case
	if v.R.PathValue("id") != "" {
		if id, err = v.ID(); err != nil {
			return nil, err
		}
	}
	l, err := v.d.Office.Letter(v.Ctx, v.Actor, n)
	if err != nil {
		return nil, err
	}
	if l.Case != id {
		return nil, web.BadID.With()
	}
	return l, nil
}

func (d *Desk) letter(v *visit) error {
	l, err := v.openLetter()
	if err != nil {
		return err
	}
	x := letterView{Letter: l, PDF: letterAddress(l.Case, l.ID) + "/pdf", Case: caseAddress(l.Case), To: wToCase, Person: "/desk/person/" + number(l.Person)}
	if l.Case == 0 {
		x.Case, x.To = subjectAddress(l), wToSubject
	}
	for _, f := range l.Page.Fields {
		x.Fields = append(x.Fields, ui.Row{Name: f.Title, Value: ui.Say(v.Plain(), f.Value)})
	}
	for _, s := range l.Page.Sections {
		x.Tables = append(x.Tables, v.sectionTable(s))
	}
	if !l.Valid {
		x.Invalid = &ui.Banner{Tone: ui.Warn, Title: wInvalid, Body: l.RevokedWhy}
	}
	switch {
	case v.May(access.CaseOpen):
		x.Next = []ui.Button{{Label: wNextPerson, Href: "/desk/find", Icon: ui.IconSearch}}
	case v.May(access.CaseReview):
		x.Next = []ui.Button{{Label: wNextReview, Href: "/desk/review", Icon: ui.IconForward}}
	}
	p := v.page(l.Page.Title)
	p.Back = &ui.Link{Href: x.Case}
	return v.OK(letterPage(p, x))
}

// sectionTable is a section's rows as a table.
func (v *visit) sectionTable(s casework.PageSection) ui.Table {
	t := ui.Table{Caption: s.Title, Quiet: true}
	for i, c := range s.Columns {
		t.Columns = append(t.Columns, ui.Column{Head: c, Main: i == 0})
	}
	for _, r := range s.Rows {
		row := ui.TableRow{}
		for _, cell := range r {
			row.Cells = append(row.Cells, ui.Say(v.Plain(), cell))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d *Desk) letterPDF(v *visit) error {
	l, err := v.openLetter()
	if err != nil {
		return err
	}
	out := v.print(l.Page.Title, l.Number)
	out.At = l.IssuedAt
	out.Blocks = letterBlocks(l.Page, v.Lang)
	if l.Page.Code != "" {
		if l.Case != 0 {
			out.Blocks = append(out.Blocks, paper.Para{Text: wRateHow, Args: []any{"site", rateSite(d.Site)}})
		}
		out.Verify = &paper.Verify{URL: strings.TrimSuffix(d.Site, "/") + "/verify/" + url.PathEscape(l.Code), Short: l.Page.Code, Site: verifySite(d.Site)}
	}
	return v.pdf(l.Page.Title, l.Number, out)
}

// verifySite is where a code is typed, as it is read out on a telephone: without the scheme.
func verifySite(site string) string {
	_, host, found := strings.Cut(site, "://")
	if !found {
		host = site
	}
	return strings.TrimSuffix(host, "/") + "/verify"
}

// rateSite is where a matter is rated, as it is read out on a telephone.
func rateSite(site string) string { return strings.TrimSuffix(verifySite(site), "/verify") + "/rate" }

// print is a paper's head and foot: the agency, who prints, and that a demo county proves nothing.
func (v *visit) print(title words.Text, n string) paper.Letter {
	return paper.Letter{Lang: v.Lang, Agency: ui.Fill(wAgency, "county", v.County.Name), Title: title, Number: n,
		Operator: v.Actor.Name, Station: v.station(), At: v.d.Now(), Demo: v.County.Demo}
}

// pdf sends a paper to be printed from the browser.
func (v *visit) pdf(title words.Text, n string, l paper.Letter) error {
	name := strings.TrimSpace(title.In(v.Lang)+" "+n) + ".pdf"
	return web.Send(v.W, web.File{Name: name, Kind: web.KindPDF, Inline: true}, func(w io.Writer) error { return paper.Print(w, l) })
}

// letterBlocks lays a filled letter out on paper.
func letterBlocks(g casework.Page, l words.Lang) []paper.Block {
	fields := paper.Fields{Pairs: true}
	for _, f := range g.Fields {
		fields.Rows = append(fields.Rows, paper.Field{Name: f.Title, Value: f.Value.In(l)})
	}
	blocks := []paper.Block{fields}
	for _, s := range g.Sections {
		if len(s.Columns) == 0 {
			blocks = append(blocks, paper.Heading{Text: s.Title}, paper.Para{Text: s.Text})
			continue
		}
		blocks = append(blocks, sectionBlock(s, l))
	}
	if len(g.Basis) > 0 {
		var cites []string
		for _, c := range g.Basis {
			cites = append(cites, c.String())
		}
		blocks = append(blocks, paper.Para{Text: wByLaw, Args: []any{"law", strings.Join(cites, "；")}})
	}
	return append(blocks, paper.Para{Text: g.Signature, Strong: true}, paper.Signature{Names: []words.Text{wSignHere}})
}

// letters are what was printed about a case.
func (v *visit) letters(id int64) (ui.Table, error) {
	all, err := v.d.Office.Letters(v.Ctx, v.Actor, id)
	if err != nil {
		return ui.Table{}, err
	}
	return v.letterTable(all), nil
}

// letterTable lists letters with their way to the print.
func (v *visit) letterTable(all []casework.Letter) ui.Table {
	t := ui.Table{Caption: wLetters, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPrint, Title: wNoLetters},
		Columns: []ui.Column{{Head: wLetter, Main: true}, {Head: wNumber}, {Head: wWhen, Num: true}, {Head: wState}}}
	for _, l := range all {
		tag := ui.Tag{Tone: ui.Good, Text: wValid}
		if !l.Valid {
			tag = ui.Tag{Tone: ui.Neutral, Text: l.RevokedWhy}
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: letterAddress(l.Case, l.ID), Cells: []templ.Component{
			ui.Say(v.Plain(), l.Page.Title), ui.Mono(l.Number), ui.Num(civil.Clock(l.IssuedAt)), ui.Status(v.Plain(), tag)}})
	}
	return t
}

// sectionBlock is a section's rows on paper; what is long gets room.
func sectionBlock(s casework.PageSection, l words.Lang) paper.Table {
	t := paper.Table{Title: s.Title}
	for i, c := range s.Columns {
		widest := 8
		for _, r := range s.Rows {
			widest = max(widest, len([]rune(r[i].In(l))))
		}
		t.Columns = append(t.Columns, paper.Column{Head: c, Share: min(widest, 24)})
	}
	for _, r := range s.Rows {
		cells := make([]string, len(r))
		for i := range r {
			cells[i] = r[i].In(l)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
