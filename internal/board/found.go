package board

import (
	"strings"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/outreach"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/ui"
)

// place is a township and what the sweep found there about those who are entitled.
type place struct {
	code       civil.Division // "" for stations of no township
	name       string
	stations   []workforce.Station
	Open       int
	InProgress int
}

// unclaimed is everybody who is entitled and does not draw the pension yet.
func (p place) unclaimed() int { return p.Open + p.InProgress }

// townships adds the counts of the stations up, in the order of the townships' codes: the board ranks nobody.
func (v *visit) townships(f figures) []place {
	table := v.b.People.Places()
	var all []place
	at := map[civil.Division]int{}
	for _, code := range table.Townships(v.Actor.County) {
		at[code] = len(all)
		all = append(all, place{code: code, name: table.Name(code)})
	}
	home := map[int64]civil.Division{}
	for _, s := range f.stations {
		home[s.ID] = s.Township
		if i, ok := at[s.Township]; ok && s.Kind != workforce.Hall { // the hall is in a township and serves none
			all[i].stations = append(all[i].stations, s)
		}
	}
	for _, c := range f.found {
		if c.Kind != outreach.Unclaimed {
			continue
		}
		i, ok := at[home[c.Station]]
		if !ok { // counted all the same: the tiles add up to the number on top
			i, at[home[c.Station]] = len(all), len(all)
			all = append(all, place{})
		}
		all[i].Open += c.Open
		all[i].InProgress += c.InProgress
	}
	return all
}

func (v *visit) tiles(g guard, places []place) []ui.Tile {
	most := 1
	for _, p := range places {
		most = max(most, p.unclaimed())
	}
	tiles := make([]ui.Tile, len(places))
	for i, p := range places {
		n := p.unclaimed()
		t := ui.Tile{Label: ui.Plain(p.name), Value: g.cell(n), Level: level(n, most)}
		switch {
		case p.code == "":
			t.Label = wNoTownship
		case v.May(access.PersonFind):
			t.Href = "/board?township=" + string(p.code) + "#township"
		}
		if g.hides(n) {
			t.Level = 1
		}
		if g.all && p.InProgress > 0 {
			t.Note = ui.Fill(wUnderWay, "n", p.InProgress)
		}
		tiles[i] = t
	}
	return tiles
}

// level is the tile's depth of colour: nobody is 0, the most is 5.
func level(n, most int) int { return (5*n + most - 1) / most }

// foundSay says when the sweep ran.
func foundSay(f figures) words.Text {
	if f.swept.IsZero() {
		return wNeverSwept
	}
	return ui.Fill(wSweptSay, "at", civil.Clock(f.swept), "month", f.sweptFor)
}

// townshipView is one township: its stations, and who is on their worklists.
type townshipView struct {
	title    words.Text
	stations ui.Table
	people   ui.Table
	more     words.Text // how many more there are
}

// listed is how many people of a township the board lists; the rest is on the stations' worklists.
const listed = 20

// township is nil when none is asked for. It splits a tile's count and names people, so it is for those who may find them.
func (v *visit) township(p *ui.Page, f figures, places []place) (*townshipView, error) {
	asked := v.R.URL.Query().Get("township")
	if asked == "" {
		return nil, nil
	}
	if err := v.Actor.May(access.PersonFind); err != nil {
		return nil, err
	}
	for _, at := range places {
		if asked == string(at.code) {
			x := &townshipView{title: ui.Plain(at.name), stations: stationTable(p, f, at)}
			return x, v.listPeople(p, x, at)
		}
	}
	return nil, web.NoPage.With()
}

func stationTable(p *ui.Page, f figures, at place) ui.Table {
	t := ui.Table{Caption: wStations, Columns: []ui.Column{{Head: wStation, Main: true}, {Head: wToContact, Num: true}, {Head: wDoing, Num: true}, {Head: wDone, Num: true},
		{Head: wShort, Num: true}, {Head: wToCheck, Num: true}},
		Empty: &ui.Empty{Icon: ui.IconMap, Title: wNoStation}}
	for _, s := range at.stations {
		var n [5]int
		for _, c := range f.found {
			if c.Station != s.ID {
				continue
			}
			switch c.Kind {
			case outreach.Unclaimed:
				n[0], n[1], n[2] = n[0]+c.Open, n[1]+c.InProgress, n[2]+c.Done
			case outreach.Short:
				n[3] += c.Open
			case outreach.Check:
				n[4] += c.Open
			}
		}
		row := []templ.Component{ui.Str(s.Name)}
		for _, x := range n {
			row = append(row, ui.Int(x))
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: row})
	}
	return t
}

// listPeople lists those who wait to be contacted, a station after the other.
func (v *visit) listPeople(p *ui.Page, x *townshipView, at place) error {
	x.people = ui.Table{Caption: wWaitingPeople, Columns: []ui.Column{{Head: wName, Main: true}, {Head: wVillage}, {Head: wReason}},
		Empty: &ui.Empty{Icon: ui.IconCheck, Title: wNobodyWaits}}
	for _, s := range at.stations {
		room := listed - len(x.people.Rows)
		if room == 0 {
			break
		}
		tasks, _, err := v.b.Outreach.Worklist(v.Ctx, v.Actor, outreach.Filter{Station: s.ID, Kind: outreach.Unclaimed}, outreach.ListPage{Limit: room})
		if err != nil {
			return err
		}
		for _, task := range tasks {
			row := ui.TableRow{Cells: []templ.Component{ui.Str(strings.TrimSpace(task.Name + " " + task.IDTail)), ui.Str(task.Place), ui.Say(p, task.Says)}}
			if v.May(access.PersonRead) {
				row.Href = personPath(task.Person)
			}
			x.people.Rows = append(x.people.Rows, row)
		}
	}
	if rest := at.Open - len(x.people.Rows); rest > 0 {
		x.more = ui.Fill(wMorePeople, "n", rest)
	}
	return nil
}
