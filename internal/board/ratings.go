package board

import (
	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/rating"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// ratingsView is what people said of stations and of matters: never of officers.
type ratingsView struct {
	*ui.Page
	lead      words.Text
	month     string
	stats     []ui.Stat
	byStation ui.Table
	byMatter  ui.Table
}

// ratings shows three months that end with the one that was asked for: one month of one station is few ratings. Small cells are hidden
// from everybody.
func (b *Board) ratings(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	month := civil.DateIn(b.Now()).Month()
	if f.Has("month") {
		month = f.Month("month")
	}
	if err := f.Err(); err != nil {
		return err
	}
	from := month.Add(-2)
	all, err := b.Ratings.Sums(v.Ctx, v.Actor, from.FirstDay(), month.Add(1).FirstDay().Add(-1))
	if err != nil {
		return err
	}
	p := v.page(wRatings)
	p.AsOf = civil.Clock(b.Now())
	p.Back = &ui.Link{Href: "/board"}
	x := &ratingsView{Page: p, lead: ui.Fill(wRatingsLead, "county", v.County.Name, "from", from, "until", month), month: month.String()}
	if err := v.ratingTables(x, all); err != nil {
		return err
	}
	return v.OK(ratingsPage(x))
}

func (v *visit) ratingTables(x *ratingsView, all []rating.Sum) error {
	stations, err := v.b.Workforce.Stations(v.Ctx, v.County.Code)
	if err != nil {
		return err
	}
	of, about := map[int64]rating.Sum{}, map[string]rating.Sum{}
	var county rating.Sum
	for _, s := range all {
		of[s.Station], about[s.Area], county = plus(of[s.Station], s), plus(about[s.Area], s), plus(county, s)
	}
	x.byStation = v.ratingTable(wRatingsByStation, wStation)
	for _, s := range stations {
		if sum, rated := of[s.ID]; rated {
			x.byStation.Rows = append(x.byStation.Rows, ratingRow(ui.Str(s.Name), sum))
		}
	}
	x.byMatter = v.ratingTable(wRatingsByMatter, wMatter)
	areas := v.b.Office.Items().Areas()
	for _, a := range areas {
		if sum, rated := about[a.Code]; rated {
			x.byMatter.Rows = append(x.byMatter.Rows, ratingRow(ui.Say(x.Page, a.Title), sum))
		}
	}
	g := guard{}
	x.stats = []ui.Stat{{Label: wRated, Value: g.total([]int{county.Good, county.Middle, county.Bad}), Define: wRatedDefine},
		{Label: wRatedBad, Value: g.cell(county.Bad), Define: wRatedBadDefine}, {Label: wCalledBack, Value: g.cell(county.Called), Define: wCalledBackDefine}}
	return nil
}

func plus(a, b rating.Sum) rating.Sum {
	return rating.Sum{Good: a.Good + b.Good, Middle: a.Middle + b.Middle, Bad: a.Bad + b.Bad, Called: a.Called + b.Called}
}

func (v *visit) ratingTable(caption, head words.Text) ui.Table {
	return ui.Table{Caption: caption, Quiet: true, Empty: &ui.Empty{Icon: ui.IconStar, Title: wNoRatings, Body: wNoRatingsNext},
		Columns: []ui.Column{{Head: head, Main: true}, {Head: wRated, Num: true}, {Head: wRatedGood, Num: true}, {Head: wRatedMiddle, Num: true}, {Head: wRatedBad, Num: true}, {Head: wCalledBack, Num: true}}}
}

// ratingRow writes one line; its total is of the cells that are shown.
func ratingRow(name templ.Component, s rating.Sum) ui.TableRow {
	g := guard{}
	row := ui.TableRow{Cells: []templ.Component{name, ui.Num(g.total([]int{s.Good, s.Middle, s.Bad}))}}
	for _, n := range []int{s.Good, s.Middle, s.Bad, s.Called} {
		row.Cells = append(row.Cells, ui.Num(g.cell(n)))
	}
	return row
}
