package policy

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Effect is what a reform does to some people (影响). Amounts are those of the output that is compared, summed over the people: with
// a monthly pension, what they cost in one month.
type Effect struct {
	People      int       `json:"people"`
	Winners     int       `json:"winners"`
	Losers      int       `json:"losers"`
	Unchanged   int       `json:"unchanged"`
	NotComputed int       `json:"not_computed"` // a value that they need is unknown, before or after; in no amount
	Before      money.Fen `json:"before_fen"`
	After       money.Fen `json:"after_fen"`
	Gains       money.Fen `json:"gains_fen"`        // of the winners together
	Losses      money.Fen `json:"losses_fen"`       // of the losers together, as a positive amount
	LargestGain money.Fen `json:"largest_gain_fen"` // of one person
	LargestLoss money.Fen `json:"largest_loss_fen"` // of one person, as a positive amount
}

// Cost is what the reform costs: After less Before; negative where it saves.
func (e Effect) Cost() money.Fen { return e.After - e.Before }

// count adds one person.
func (e *Effect) count(before, after money.Fen) {
	e.People++
	e.Before += before
	e.After += after
	switch gain := after - before; {
	case gain > 0:
		e.Winners++
		e.Gains += gain
		e.LargestGain = max(e.LargestGain, gain)
	case gain < 0:
		e.Losers++
		e.Losses -= gain
		e.LargestLoss = max(e.LargestLoss, -gain)
	default:
		e.Unchanged++
	}
}

// add joins the effect on other people.
func (e *Effect) add(o Effect) {
	e.People += o.People
	e.Winners += o.Winners
	e.Losers += o.Losers
	e.Unchanged += o.Unchanged
	e.NotComputed += o.NotComputed
	e.Before += o.Before
	e.After += o.After
	e.Gains += o.Gains
	e.Losses += o.Losses
	e.LargestGain = max(e.LargestGain, o.LargestGain)
	e.LargestLoss = max(e.LargestLoss, o.LargestLoss)
}

// Group is the effect on the people of one township or one age band.
type Group struct {
	Code   string // of the township, or "60-64"; "" where it is not given
	Title  words.Text
	Effect Effect
}

// Impact is what a reform does to people (改革影响): the same people, the same month, two plans that differ by the reform alone.
type Impact struct {
	Reform    *Reform
	Query     Query
	Program   Program
	Output    OutputDef // whose amounts are compared
	Before    string    // hash of the plan of the law on file
	After     string    // hash of the plan with the reform
	Changes   []Change  // the values that differ
	Notes     []words.Text
	Total     Effect
	Townships []Group    // by code; "not given" last
	Ages      []Group    // ascending; "not given" last
	Cells     [][]Effect // by township and age, in the order of the two lists
}

// ImpactOptions are what may be chosen.
type ImpactOptions struct {
	Output   string                // the output to compare; "": the total, or the first amount
	Progress func(done, total int) // called now and then, by one goroutine at a time; nil for none
}

// ageBands are the first years of the age bands.
var ageBands = [...]int{0, 16, 30, 40, 50, 60, 65, 70, 75, 80, 90}

// bandCount counts them, with one more for "not given".
const bandCount = len(ageBands) + 1

// NoAmount is the fault of a program, or an output, that is no amount of money.
var NoAmount = fail.Define(fail.Invalid, "policy.reform-output",
	words.Text{Zh: "“{program}”没有可以比较的金额“{output}”。{known}", En: "The {program} has no amount {output} to compare. {known}"}, nothingChanged,
	words.Text{Zh: "请换一个计算事项或结果。", En: "Choose another program or output."})

// Impact computes everybody twice, by the law on file and with the reform laid over it, and counts cost, winners and losers by
// township and age. It uses every core and allocates nothing per person. A reform that changes none of the values the program
// takes in that month and place is a fault that says why.
func (s *Set) Impact(r *Reform, q Query, people *People, o ImpactOptions) (*Impact, error) {
	out, slot, err := comparedOutput(people.Program, o.Output)
	if err != nil {
		return nil, err
	}
	reformed, err := s.With(r)
	if err != nil {
		return nil, err
	}
	before, err := s.Compile(q.Place(), q.AsOf, q.KnownOn, people.Program)
	if err != nil {
		return nil, err
	}
	after, err := reformed.Compile(q.Place(), q.AsOf, q.KnownOn, people.Program)
	if err != nil {
		return nil, err
	}
	if before.hash == after.hash {
		return nil, ReformIdle.With("month", q.AsOf, "program", people.Program.Title(), "why", s.idle(r, reformed, before, people.Program))
	}
	t := &trial{before: before, after: after, people: people, slot: slot, month: q.AsOf, progress: o.Progress}
	t.run()
	m := &Impact{Reform: r, Query: q, Program: people.Program, Output: out, Before: before.hash, After: after.hash,
		Changes: changes(s, before, reformed, after, people.Program)}
	for _, c := range m.Changes {
		if !c.OldKnown {
			m.Notes = append(m.Notes, words.Text{Zh: wasUnknown.Fill(words.Zh, "title", c.Title), En: wasUnknown.Fill(words.En, "title", c.Title)})
		}
	}
	t.report(m)
	return m, nil
}

var wasUnknown = words.Text{Zh: "现行的“{title}”未知或没有，改革前按没有这一项计算，实际增减可能不同",
	En: "today's {title} is unknown or there is none: before the reform it is computed without it, and the true difference may be another"}

// Place is the place of the question; "" is the nation.
func (q Query) Place() civil.Division {
	if q.County == 0 {
		return ""
	}
	return q.County.Division()
}

// comparedOutput finds the output to compare: the one named, or the total, or the first amount.
func comparedOutput(prog Program, name string) (OutputDef, int, error) {
	t := &programTable[prog]
	var amounts []string
	best := -1
	for i, o := range t.outputs {
		if t.slots[o.slot].kind != KindMoney {
			continue
		}
		amounts = append(amounts, o.name)
		switch {
		case o.name == name:
			best = i
		case name == "" && (best < 0 || strings.HasSuffix(o.name, "total_fen") && !strings.HasSuffix(t.outputs[best].name, "total_fen")):
			best = i
		}
	}
	if best < 0 {
		known := words.Text{}
		if len(amounts) > 0 {
			list := strings.Join(amounts, " ")
			known = words.Text{Zh: "可以比较的有：" + list + "。", En: "There are: " + list + "."}
		}
		return OutputDef{}, 0, NoAmount.With("program", t.title, "output", name, "known", known).On("output")
	}
	o := t.outputs[best]
	return OutputDef{Name: o.name, Title: t.slots[o.slot].title, Kind: KindMoney}, o.slot, nil
}

// idle says why a reform changes nothing.
func (s *Set) idle(r *Reform, reformed *Set, p *Plan, prog Program) words.Text {
	var why words.Text
	for _, key := range r.Keys() {
		i := slices.Index(parameterKeys[:], key)
		title := s.parameters[i].Title
		first, here := civil.Month(0), false
		for _, row := range reformed.parameters[i].Rows[len(s.parameters[i].Rows):] {
			if first == 0 || row.From < first {
				first = row.From
			}
			here = here || row.Place == p.place[:min(len(row.Place), len(p.place))]
		}
		var one words.Text
		switch {
		case !usesParameter(prog, i):
			one = words.Text{Zh: "它不用“" + title.Zh + "”", En: "it does not use the " + title.En}
		case first > p.month:
			one = words.Text{Zh: "“" + title.Zh + "”的新数从 " + first.String() + " 起", En: "the new " + title.En + " begins in " + first.String()}
		case !here:
			one = words.Text{Zh: "“" + title.Zh + "”的新数不用于这个地区", En: "the new " + title.En + " is not for this place"}
		default:
			one = words.Text{Zh: "“" + title.Zh + "”仍以现行的数为准", En: "the " + title.En + " on file still counts"}
		}
		why = join(why, one)
	}
	return words.Text{Zh: why.Zh + "。", En: why.En + "."}
}

// trial is one pass over everybody under two plans.
type trial struct {
	before, after *Plan
	people        *People
	slot          int
	month         civil.Month
	progress      func(done, total int)
	cells         []Effect // township × age, each with one more for "not given"

	doubtsBefore, doubtsAfter []doubt
}

// share is how many people a core takes at a time.
const share = 4096

func (t *trial) run() {
	n := t.people.Len()
	t.doubtsBefore = t.before.doubts(&programTable[t.people.Program], t.slot)
	t.doubtsAfter = t.after.doubts(&programTable[t.people.Program], t.slot)
	t.cells = make([]Effect, (len(t.people.Townships)+1)*bandCount)
	var next atomic.Int64
	var mu sync.Mutex
	var wait sync.WaitGroup
	done := 0
	for range max(1, min(runtime.GOMAXPROCS(0), (n+share-1)/share)) {
		wait.Go(func() {
			w := newTrialist(t)
			for {
				from := int(next.Add(share)) - share
				if from >= n {
					break
				}
				to := min(from+share, n)
				w.count(from, to)
				mu.Lock()
				if done += to - from; t.progress != nil {
					t.progress(done, n)
				}
				mu.Unlock()
			}
			mu.Lock()
			defer mu.Unlock()
			for i := range w.cells {
				t.cells[i].add(w.cells[i])
			}
		})
	}
	wait.Wait()
}

// trialist is one core's work.
type trialist struct {
	*trial
	in, out []int64
	lacks   []bool // of the person being computed, by slot
	cells   []Effect
}

func newTrialist(t *trial) *trialist {
	table := &programTable[t.people.Program]
	return &trialist{trial: t, in: make([]int64, len(table.inputs)), out: make([]int64, table.width), lacks: make([]bool, len(table.slots)), cells: make([]Effect, len(t.cells))}
}

func (w *trialist) count(from, to int) {
	for i := from; i < to; i++ {
		for j, column := range w.people.Inputs {
			w.in[j] = column[i]
		}
		place := int(w.people.Place[i])
		if place < 0 {
			place = len(w.people.Townships)
		}
		cell := &w.cells[place*bandCount+w.band(w.people.Birth[i])]
		before, ok := w.amount(w.before, w.doubtsBefore)
		after, too := w.amount(w.after, w.doubtsAfter)
		if !ok || !too {
			cell.People++
			cell.NotComputed++
			continue
		}
		cell.count(before, after)
	}
}

// amount computes the person whose inputs are laid out; not ok where there is none: a value that the person needs is unknown, or the
// output is withheld.
func (w *trialist) amount(p *Plan, doubts []doubt) (money.Fen, bool) {
	if p.run(w.people.Program, w.in, w.out) != 0 {
		return 0, false
	}
	slots := programTable[w.people.Program].slots
	for i := range doubts {
		d := &doubts[i]
		sl := &slots[d.slot]
		lacks := false
		switch sl.source {
		case fromParameter:
			lacks = !p.known[sl.index]
		case fromLookup:
			lacks = !p.found(sl, w.out)
		}
		for _, n := range d.needs {
			lacks = lacks || w.lacks[n]
		}
		withheld := d.guard >= 0 && w.out[d.guard] != 1
		if d.slot == w.slot && (lacks || withheld) {
			return 0, false
		}
		w.lacks[d.slot] = lacks && !withheld
	}
	return money.Fen(w.out[w.slot]), true
}

// doubt is a value that may turn out to rest on an unknown one.
type doubt struct {
	slot  int
	needs []int // the doubtful values it is computed from
	guard int   // what says whether there is any; -1: nothing
}

// doubts lists what decides whether an output has a number for a person, in the order of computation and ending with the output: the
// same that an explanation finds, prepared once so that nothing is allocated per person. A rule that asks whether a value is known
// has settled it itself.
func (p *Plan) doubts(t *program, output int) []doubt {
	found, seen := map[int]doubt{}, map[int]bool{}
	var visit func(i int) bool
	visit = func(i int) bool {
		if seen[i] {
			_, ok := found[i]
			return ok
		}
		seen[i] = true
		sl := &t.slots[i]
		d := doubt{slot: i, guard: -1}
		for _, o := range t.outputs {
			if o.slot == i && o.guarded {
				d.guard = o.guard
			}
		}
		doubtful := sl.optional && (sl.source == fromParameter || sl.source == fromLookup) || d.guard >= 0 && i == output
		if sl.source == fromRule {
			r := variantOf(sl.index, p.variant[sl.index])
			for j := range t.slots {
				if name := t.slots[j].name; slices.Contains(r.Needs, name) && !r.settles(name) && visit(j) {
					d.needs, doubtful = append(d.needs, j), true
				}
			}
		}
		if doubtful {
			found[i] = d
		}
		return doubtful
	}
	visit(output)
	list := make([]doubt, 0, len(found))
	for _, i := range slices.Sorted(maps.Keys(found)) {
		list = append(list, found[i])
	}
	return list
}

// band is the number of the age band of somebody in the month; the last for whoever has no month of birth, or none before it.
func (t *trial) band(birth civil.Month) int {
	months := int(t.month - birth)
	band := bandCount - 1
	if birth == 0 || months < 0 {
		return band
	}
	for i, first := range ageBands {
		if months >= first*12 {
			band = i
		}
	}
	return band
}

var notGiven = words.Text{Zh: "未填", En: "not given"}

// report sums the cells up and leaves out empty rows and columns.
func (t *trial) report(m *Impact) {
	ages, places := make([]Effect, bandCount), make([]Effect, len(t.people.Townships)+1)
	for i, c := range t.cells {
		m.Total.add(c)
		places[i/bandCount].add(c)
		ages[i%bandCount].add(c)
	}
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	last := len(places) - 1
	slices.SortStableFunc(order, func(a, b int) int {
		if a == last || b == last {
			return a - b
		}
		return strings.Compare(string(t.people.Townships[a].Code), string(t.people.Townships[b].Code))
	})
	for i, e := range ages {
		if e.People > 0 {
			m.Ages = append(m.Ages, Group{bandCode(i), bandTitle(i), e})
		}
	}
	for _, i := range order {
		if places[i].People == 0 {
			continue
		}
		g := Group{Title: notGiven, Effect: places[i]}
		if i < last {
			g.Code, g.Title = string(t.people.Townships[i].Code), same(t.people.Townships[i].Name)
		}
		m.Townships = append(m.Townships, g)
		var row []Effect
		for j := range ages {
			if ages[j].People > 0 {
				row = append(row, t.cells[i*bandCount+j])
			}
		}
		m.Cells = append(m.Cells, row)
	}
}

func bandCode(i int) string {
	switch {
	case i == len(ageBands):
		return ""
	case i == len(ageBands)-1:
		return fmt.Sprintf("%d+", ageBands[i])
	}
	return fmt.Sprintf("%d-%d", ageBands[i], ageBands[i+1]-1)
}

func bandTitle(i int) words.Text {
	switch {
	case i == len(ageBands):
		return notGiven
	case i == len(ageBands)-1:
		return words.Text{Zh: fmt.Sprintf("%d岁及以上", ageBands[i]), En: fmt.Sprintf("%d and over", ageBands[i])}
	}
	return words.Text{Zh: fmt.Sprintf("%d–%d岁", ageBands[i], ageBands[i+1]-1), En: fmt.Sprintf("%d–%d", ageBands[i], ageBands[i+1]-1)}
}
