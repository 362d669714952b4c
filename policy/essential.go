package policy

import (
	"slices"
	"strings"

	"renshe/internal/words"
)

// Essential gives the steps of a computation that a person reads (要看的步骤): without the inputs, which are shown apart; without
// what does not apply to the person, what only picks the value that is looked up, and what merely repeats the step before under
// another name. The JSON has every step.
func (r *Result) Essential() []Step {
	computed := slices.Clone(r.Explanation)
	computed = slices.DeleteFunc(computed, func(st Step) bool { return st.Source == SourceInput })
	i := slices.IndexFunc(programTable[:], func(t program) bool { return t.name == r.Calculator })
	if i < 0 {
		return computed
	}
	return newReading(&programTable[i], computed).steps()
}

// reading is a program's steps with what each of them takes and is taken by.
type reading struct {
	t       *program
	all     []Step
	at      map[string]int   // by name the number of the step
	takers  map[string][]int // by name the rules that compute with it
	keys    map[string]bool  // names that values are looked up by
	results map[string]bool  // names of outputs
}

func newReading(t *program, all []Step) *reading {
	g := &reading{t, all, map[string]int{}, map[string][]int{}, map[string]bool{}, map[string]bool{}}
	for i := range all {
		g.at[all[i].Name] = i
		for _, name := range g.needs(i) {
			g.takers[name] = append(g.takers[name], i)
		}
	}
	for _, sl := range t.slots {
		if sl.source == fromLookup {
			g.keys[t.slots[sl.key].name] = true
		}
	}
	for _, o := range t.outputs {
		g.results[t.slots[o.slot].name] = true
	}
	return g
}

// needs lists what a rule takes; a value of the law takes nothing.
func (g *reading) needs(i int) []string {
	if g.all[i].rule == nil {
		return nil
	}
	return g.all[i].rule.Needs
}

// steps leaves out what a person does not need, the last step first, because whoever takes a step decides whether it matters.
func (g *reading) steps() []Step {
	idle := make([]bool, len(g.all))
	for i := range g.all {
		idle[i] = g.idle(i, idle)
	}
	hidden := make([]bool, len(g.all))
	for i := len(g.all) - 1; i >= 0; i-- {
		hidden[i] = g.repeats(i) || !g.results[g.all[i].Name] && (idle[i] || g.unread(i, hidden))
	}
	var read []Step
	for i, st := range g.all {
		if !hidden[i] {
			st.Formula = words.Text{Zh: applying(st.Formula.Zh, notAsked.Zh+"）"), En: applying(st.Formula.En, notAsked.En+")")}
			read = append(read, st)
		}
	}
	return read
}

// unread says that no step that is left computes with a value. A number that only picks what is looked up is told where it is none,
// because that is why there is nothing.
func (g *reading) unread(i int, hidden []bool) bool {
	st := &g.all[i]
	takers := g.takers[st.Name]
	if g.keys[st.Name] && st.Kind != KindMonth && nought(st) {
		return false
	}
	for _, taker := range takers {
		if !hidden[taker] || g.repeats(taker) {
			return false
		}
	}
	return true
}

// idle says that a step does not apply: a value that was not looked up, or nought from nothing but such values.
func (g *reading) idle(i int, idle []bool) bool {
	st := &g.all[i]
	if st.Source == SourceParameter {
		return len(st.Law) == 0 && st.Confidence == Unstated
	}
	rests := false
	for _, name := range g.needs(i) {
		j, ok := g.at[name]
		fixed := ok && g.all[j].Source == SourceParameter && g.t.slots[g.slot(name)].source == fromParameter
		if ok && !fixed && !idle[j] {
			return false
		}
		rests = rests || ok && idle[j]
	}
	return rests && nought(st)
}

// nought says that a value is nothing: no amount, no month, no number of anything.
func nought(st *Step) bool {
	return !st.none && (st.Raw == nil || st.Raw == int64(0))
}

// slot finds a value among those of the program.
func (g *reading) slot(name string) int {
	return slices.IndexFunc(g.t.slots, func(sl slot) bool { return sl.name == name })
}

// applying leaves out of a formula the parts that do not apply, as long as others are left: "a：1; b（不涉及）：0 = 1" is "a：1 = 1".
func applying(formula, mark string) string {
	cut := max(strings.LastIndex(formula, " = "), strings.LastIndex(formula, " → "))
	if cut < 0 {
		return formula
	}
	parts := strings.Split(formula[:cut], "; ")
	left := slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return strings.Contains(part, mark) })
	if len(left) == 0 {
		left = parts
	}
	return strings.Join(left, "; ") + formula[cut:]
}

// repeats says that a rule gives one value on as it is.
func (g *reading) repeats(i int) bool {
	st := &g.all[i]
	if st.rule == nil || len(st.rule.Needs) != 1 {
		return false
	}
	j, ok := g.at[st.rule.Needs[0]]
	return ok && g.all[j].Shown == st.Shown && g.all[j].Kind == st.Kind
}
