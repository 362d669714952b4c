package policy

import (
	"io/fs"
	"math"
	"slices"
	"sync"

	"renshe/civil"
	"renshe/law"
	"renshe/policy/internal/lawfile"
)

// Set is the law on file: every parameter with its dated rows, and the calendar (法规集). It is immutable and safe for
// concurrent use.
type Set struct {
	parameters [paramCount]*lawfile.Parameter
	calendar   *civil.Calendar
	limits     []Limit // by topic
	digest     string  // of the calendar, for the plans of tools

	limitsDigest string
	days         []civil.Date // on which anything became known, in order
	sheets       *sheets      // kept of questions asked before
}

// Load reads parameters/, calendar/ and limits/ of a file system laid out like [law.FS].
func Load(fsys fs.FS) (*Set, error) {
	all, err := lawfile.ReadAll(fsys, "parameters")
	if err != nil {
		return nil, err
	}
	s := &Set{}
	byKey := map[string]*lawfile.Parameter{}
	for _, p := range all {
		byKey[p.Key] = p
	}
	for i, key := range parameterKeys {
		p := byKey[key]
		if p == nil {
			return nil, lawfile.Bad.With("file", "parameters", "problem", "the parameter "+key+" is missing")
		}
		s.parameters[i] = p
		delete(byKey, key)
	}
	for key, p := range byKey {
		return nil, lawfile.Bad.With("file", p.File, "problem", "no rule uses "+key+": run go generate ./policy")
	}
	if s.calendar, err = civil.LoadCalendar(fsys, "calendar"); err != nil {
		return nil, err
	}
	s.digest = calendarDigest(s.calendar)
	if err := s.loadLimits(fsys); err != nil {
		return nil, err
	}
	s.dated()
	return s, nil
}

// dated collects the days on which anything became known, once the parameters are there, and forgets what was kept of others.
func (s *Set) dated() {
	s.days, s.sheets = nil, new(sheets)
	for _, p := range s.parameters {
		for i := range p.Rows {
			s.days = append(s.days, p.Rows[i].Known)
		}
	}
	slices.Sort(s.days)
	s.days = slices.Compact(s.days)
}

// Default is the law built into the program, read once.
var Default = sync.OnceValues(func() (*Set, error) { return Load(law.FS) })

// Calendar is the working calendar of the set.
func (s *Set) Calendar() *civil.Calendar { return s.calendar }

// always is the knownOn that knows everything on file.
const always = civil.Date(math.MaxInt32)

// state says what is known of a parameter in a plan.
type state uint8

const (
	stateAbsent state = iota // no row is in force
	stateUnknown
	stateLeftOut // unknown, and by its file left out of the sum
	stateKnown
)

// finding is the value of a parameter for a place and month, with the rows it comes from.
type finding struct {
	state   state
	value   lawfile.Value
	sources []*lawfile.Row
}

// find gives what is known of a parameter for a place and month.
func find(p *lawfile.Parameter, place civil.Division, m civil.Month, knownOn civil.Date) finding {
	v, rows := p.InForce(place, m, knownOn)
	f := finding{state: stateKnown, value: v, sources: rows}
	switch {
	case len(rows) == 0:
		f.state = stateAbsent
	case !v.Known:
		f.state = stateUnknown
	}
	if f.state != stateKnown && p.LeftOut.Zh != "" {
		f.state, f.value = stateLeftOut, lawfile.Value{}
	}
	return f
}
