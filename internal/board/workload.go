package board

import (
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/callbook"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// workloadView is how much work stations have with the people who call, by area: of stations, never of officers.
type workloadView struct {
	*ui.Page
	lead  words.Text
	month string
	stats []ui.Stat
	table ui.Table
}

// workload shows a month. Its small cells are hidden from everybody: who stands behind three calls of one village is nobody's business.
func (b *Board) workload(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	month := civil.DateIn(b.Now()).Add(-7).Month() // in a month's first days, the month that has just ended
	if f.Has("month") {
		month = f.Month("month")
	}
	if err := f.Err(); err != nil {
		return err
	}
	cells, err := b.Calls.Workload(v.Ctx, v.Actor, month.FirstDay(), month.Add(1).FirstDay().Add(-1))
	if err != nil {
		return err
	}
	p := v.page(wWorkload)
	p.AsOf, p.Wide = civil.Clock(b.Now()), true
	p.Back = &ui.Link{Href: "/board"}
	x := &workloadView{Page: p, lead: ui.Fill(wWorkloadLead, "county", v.County.Name, "month", month), month: month.String()}
	if err := v.workloadTable(x, cells); err != nil {
		return err
	}
	return v.OK(workloadPage(x))
}

// workloadTable has a row for each station, in the order of their codes, and a column for each area that anybody called about.
func (v *visit) workloadTable(x *workloadView, cells []callbook.Cell) error {
	stations, err := v.b.Workforce.Stations(v.Ctx, v.County.Code)
	if err != nil {
		return err
	}
	calls, minutes, areas := map[int64]map[string]int{}, map[int64]int{}, map[string]bool{}
	asked := 0
	for _, c := range cells {
		if calls[c.Station] == nil {
			calls[c.Station] = map[string]int{}
		}
		calls[c.Station][c.Area] += c.Calls
		minutes[c.Station] += c.Minutes
		areas[c.Area] = true
		asked += c.Asked
	}
	g := guard{}
	x.table = ui.Table{Caption: wWorkload, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wNoCalls, Body: wNoCallsNext},
		Columns: []ui.Column{{Head: wStation, Main: true}, {Head: wCalls, Num: true}, {Head: wCallHours, Num: true}}}
	var shown []string
	for _, a := range v.b.Office.Items().Areas() {
		if areas[a.Code] {
			shown = append(shown, a.Code)
			x.table.Columns = append(x.table.Columns, ui.Column{Head: a.Title, Num: true, Hide: true})
		}
	}
	if areas[""] {
		shown = append(shown, "")
		x.table.Columns = append(x.table.Columns, ui.Column{Head: wAreaUnsaid, Num: true, Hide: true})
	}
	var all []int
	spent, reported := 0, 0
	for _, s := range stations {
		row := make([]int, len(shown))
		for i, a := range shown {
			row[i] = calls[s.ID][a]
		}
		all = append(all, row...)
		if len(calls[s.ID]) == 0 {
			continue
		}
		reported++
		spent += minutes[s.ID]
		x.table.Rows = append(x.table.Rows, ui.TableRow{Cells: append([]templ.Component{ui.Str(s.Name), ui.Num(g.total(row)), ui.Num(hours(g, row, minutes[s.ID]))}, written(g, row)...)})
	}
	x.stats = []ui.Stat{{Label: wCalls, Value: g.many(all), Define: wCallsDefine}, {Label: wAskedOnly, Value: g.cell(asked), Define: wAskedDefine},
		{Label: wCallHours, Value: hours(g, all, spent), Define: wCallHoursDefine}, {Label: wStationsWith, Value: strconv.Itoa(reported), Define: wStationsWithDefine}}
	return nil
}

func written(g guard, row []int) []templ.Component {
	var out []templ.Component
	for _, n := range row {
		out = append(out, ui.Num(g.cell(n)))
	}
	return out
}

// hours writes minutes as hours, and nothing of a station with few calls: how long one took is not to be seen.
func hours(g guard, calls []int, minutes int) string {
	n := 0
	for _, c := range calls {
		n += c
	}
	if g.hides(n) {
		return "—"
	}
	return ui.Group(int64((minutes + 30) / 60))
}
