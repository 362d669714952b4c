package policy

import (
	"math/rand/v2"
	"slices"
	"testing"

	"renshe/civil"
	"renshe/policy/internal/lawfile"
)

// unlike gives the first person who is in one of a list and a column of yes or no, and not in the other; -1 if there is none.
func unlike(found []int32, column []bool) int {
	k := 0
	for i, yes := range column {
		in := k < len(found) && int(found[k]) == i
		if in != yes {
			return i
		}
		if in {
			k++
		}
	}
	if k < len(found) {
		return int(found[k])
	}
	return -1
}

// any draws a value that people may type for an input.
func (d *InputDef) any(r *rand.Rand) int64 {
	switch list := choices[d.Kind]; {
	case d.Default == "0" && r.IntN(2) == 0:
		return 0
	case list != nil:
		return 1 + r.Int64N(int64(len(list)))
	case d.Kind == KindYesNo:
		return r.Int64N(2)
	case d.Highest == "":
		v, _ := d.Kind.parse(d.Example)
		return v
	case r.IntN(8) == 0:
		return d.bounds[r.IntN(2)]
	}
	return d.bounds[0] + r.Int64N(d.bounds[1]-d.bounds[0]+1)
}

// anyPeople draws n people for a program. Of two inputs of which one may be given only one is.
func anyPeople(prog Program, r *rand.Rand, n int) [][]int64 {
	defs := programTable[prog].inputs
	in := make([][]int64, len(defs))
	for i := range in {
		in[i] = make([]int64, n)
	}
	for person := range n {
		for i := range defs {
			in[i][person] = defs[i].any(r)
		}
		for i := range defs {
			if j := slices.IndexFunc(defs, func(d InputDef) bool { return d.Name == defs[i].Or }); j > i {
				in[[]int{i, j}[r.IntN(2)]][person] = 0
			}
		}
	}
	return in
}

// anyPlan draws a place, a month and a day; nil where the law on file has no answer for them.
func anyPlan(s *Set, prog Program, r *rand.Rand) *Plan {
	place := []civil.Division{"", "43", "4307", "430725", "110101", "440305"}[r.IntN(6)]
	month := civil.MonthOf(2014, 7) + civil.Month(r.IntN(150))
	knownOn := []civil.Date{0, month.LastDay(), civil.DateOf(2026, 11, 22)}[r.IntN(3)]
	p, err := s.Compile(place, month, knownOn, prog)
	if err != nil {
		return nil
	}
	return p
}

// reform gives the law of a plan other values here and there.
func reform(p *Plan, prog Program, r *rand.Rand) {
	for _, sl := range programTable[prog].slots {
		if sl.source == fromParameter && sl.kind != KindRounding && r.IntN(4) == 0 {
			p.values.set(sl.index, lawfile.Value{Known: true, Int: 1 + r.Int64N(1000)})
		}
	}
}

// Whatever the law and whoever the people: the sweep, the frames and the searches of every program agree on everybody.
func TestFrameIsSweep(t *testing.T) {
	s, r := defaultSet(t), rand.New(rand.NewPCG(3, 7))
	for _, prog := range Programs() {
		plans := 0
		for tries := 0; plans < 12 && tries < 600; tries++ {
			p := anyPlan(s, prog, r)
			if p == nil {
				continue
			}
			if plans++; plans%2 == 0 {
				reform(p, prog, r)
			}
			if i, way := batches[prog](p, anyPeople(prog, r, partSize/4)); i >= 0 {
				t.Errorf("%s in %q for %s: the %s differs from the sweep for person %d", prog, p.Place(), p.Month(), way, i)
			}
		}
		if plans < 12 {
			t.Errorf("%s has only %d plans in 600 draws", prog, plans)
		}
	}
}

func FuzzFrameIsSweep(f *testing.F) {
	for prog := range uint8(programCount) {
		f.Add(prog, uint64(prog), uint64(1))
	}
	s := defaultSet(f)
	f.Fuzz(func(t *testing.T, prog uint8, a, b uint64) {
		r, p := rand.New(rand.NewPCG(a, b)), Program(prog%uint8(programCount))
		plan := anyPlan(s, p, r)
		if plan == nil {
			return
		}
		reform(plan, p, r)
		if i, way := batches[p](plan, anyPeople(p, r, 100)); i >= 0 {
			t.Errorf("%s in %q for %s: the %s differs from the sweep for person %d", p, plan.Place(), plan.Month(), way, i)
		}
	})
}

// A comparison that finds nothing has looked: a wrong output is found wherever it stands, and the first of several.
func TestCompareFindsTheFirst(t *testing.T) {
	p, n := compiled(t, "430725", "2026-03"), 3*partSize+5
	c := NewResidentPensionColumns(n)
	for i := range n {
		c.Account[i], c.PaidMonths[i] = 100, 180
	}
	Spread(n, func(from, to int) { SweepResidentPension(p, c.Slice(from, to)) })
	if i := CompareResidentPension(p, c); i != -1 {
		t.Fatalf("person %d differs", i)
	}
	for _, at := range []int{n - 1, 2 * partSize, partSize - 1, 0} {
		c.Total[at]++
		if i := CompareResidentPension(p, c); i != at {
			t.Errorf("person %d differs, but %d is found", at, i)
		}
	}
	seen := 0
	FramesResidentPension(p, c, func(i int, f *ResidentPensionFrame) {
		if i != seen || f.Account != c.Account[i] || f.Basic != c.Basic[i] {
			t.Fatalf("frame %d is %+v", i, f)
		}
		seen++
	})
	if seen != n {
		t.Errorf("%d frames of %d", seen, n)
	}
}

// Every person is in one part, whatever their number.
func TestSpread(t *testing.T) {
	for _, n := range []int{0, 1, partSize, partSize + 1, 7*partSize - 1} {
		seen := make([]int32, n)
		Spread(n, func(from, to int) {
			for i := from; i < to; i++ {
				seen[i]++
			}
		})
		if i := slices.IndexFunc(seen, func(times int32) bool { return times != 1 }); i >= 0 {
			t.Errorf("of %d the one at %d is in %d parts", n, i, seen[i])
		}
	}
}

// A sweep allocates nothing, however many people; a search nothing for a person.
func TestSweepsAllocateNothing(t *testing.T) {
	p := compiled(t, "430725", "2026-03")
	pension, entitlement := NewResidentPensionColumns(partSize), NewResidentEntitlementColumns(10*partSize)
	if n := testing.AllocsPerRun(10, func() { SweepResidentPension(p, pension); SweepResidentEntitlement(p, entitlement) }); n != 0 {
		t.Errorf("a sweep allocates %v times", n)
	}
	found := make([]int32, 10*partSize)
	if n := testing.AllocsPerRun(10, func() { FindResidentEntitled(p, entitlement, found) }); n > 50 {
		t.Errorf("a search among %d allocates %v times", 10*partSize, n)
	}
}
