package casework

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

func builtIn(t *testing.T) (*civil.Calendar, *policy.Set) {
	t.Helper()
	cal, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		t.Fatal(err)
	}
	set, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	return cal, set
}

func date(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// limitOf writes a topic of law/limits as a clock runs it.
func limitOf(l policy.Limit) Limit {
	kind := map[policy.LimitUnit]string{policy.InWorkingDays: Working, policy.InDays: Calendar}[l.Unit]
	return Limit{Topic: l.Topic, Days: l.Length, Extension: l.Extension, Kind: kind, Roll: l.Roll, Document: l.Cite.Document, Article: l.Cite.Article}
}

// Every vector of the facts for a limit that is counted forward in days, worked out apart from the program: the last day, and the last
// day when it is extended as far as the law allows.
func TestTheClocksOfTheLaw(t *testing.T) {
	cal, set := builtIn(t)
	byTopic := map[string]policy.Limit{}
	for _, l := range set.Limits() {
		byTopic[l.Topic] = l
	}
	files, err := fs.Glob(law.FS, "cases/limits/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	ran, counted := map[string]bool{}, 0
	for _, file := range files {
		b, err := fs.ReadFile(law.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Title words.Text `yaml:"title"`
			Cases []struct {
				Case       string            `yaml:"case"`
				Calculator string            `yaml:"calculator"`
				Person     map[string]string `yaml:"person"`
				Expect     map[string]string `yaml:"expect"`
				Fault      string            `yaml:"fault"`
			} `yaml:"cases"`
		}
		if err := yaml.Unmarshal(b, &f); err != nil {
			t.Fatal(file, err)
		}
		for _, c := range f.Cases {
			var l Limit
			switch topic, known := byTopic[c.Person["topic"]]; {
			case c.Fault != "":
				continue
			case c.Calculator == "working-day-limit":
				l = Limit{Kind: Working}
				days, err := strconv.Atoi(strings.NewReplacer("０", "0", "１", "1").Replace(c.Person["days"])) // one case types wide digits
				if err != nil {
					t.Fatal(c.Case, err)
				}
				l.Days = days
			case known && !topic.Before && topic.Sense == policy.By && limitOf(topic).Kind != "":
				l = limitOf(topic)
				ran[topic.Topic] = true
			default:
				continue
			}
			start := c.Person["start"] + c.Person["accepted"]
			clock := Clock{Legal: l, Promise: l, Started: date(t, start)}
			counted++
			r := clock.Reckon(cal)
			if want := c.Expect["due"]; want != "none" && (r.Due.String() != want || !r.Known.IsZero()) {
				t.Errorf("%s: due %s (known to %s), want %s", c.Case, r.Due, r.Known, want)
			} else if want == "none" && r.Known != date(t, "2026-12-31") {
				t.Errorf("%s: beyond the calendar, and yet it says nothing: %+v", c.Case, r)
			}
			clock.Extra = l.Extension
			if want := c.Expect["extended_due"]; l.Extension > 0 && want != "none" && clock.Reckon(cal).Due.String() != want {
				t.Errorf("%s: extended %s, want %s", c.Case, clock.Reckon(cal).Due, want)
			}
		}
	}
	for topic, l := range byTopic {
		if len(l.Items) > 0 && l.Bound == policy.BoundOffice && !ran[topic] {
			t.Errorf("the office runs %s, and no vector says how", topic)
		}
	}
	if counted < 50 {
		t.Errorf("only %d vectors", counted)
	}
}

// anyClock draws a limit, its start within the calendar and some closed pauses in order.
func anyClock(r *rapid.T) Clock {
	l := Limit{Days: rapid.IntRange(1, 90).Draw(r, "days"), Kind: rapid.SampledFrom([]string{Working, Calendar}).Draw(r, "kind")}
	l.Roll = l.Kind == Calendar && rapid.Bool().Draw(r, "roll")
	c := Clock{Legal: l, Promise: l, Started: civil.DateOf(2024, 1, 1).Add(rapid.IntRange(0, 1200).Draw(r, "start")), Extra: rapid.IntRange(0, 30).Draw(r, "extra")}
	if rapid.Bool().Draw(r, "promise") && l.Days > 1 {
		c.Promise = Limit{Days: rapid.IntRange(1, l.Days).Draw(r, "promised"), Kind: l.Kind}
	}
	from := c.Started
	for range rapid.IntRange(0, 3).Draw(r, "pauses") {
		from = from.Add(rapid.IntRange(0, 30).Draw(r, "runs"))
		to := from.Add(rapid.IntRange(0, 60).Draw(r, "stands"))
		c.Pauses = append(c.Pauses, Pause{From: from, To: to, Lawful: rapid.Bool().Draw(r, "lawful")})
		from = to
	}
	return c
}

// A due date is never a day that the law excludes, a warning always comes on a working day before it, and a date beyond the calendar
// says through which day the calendar is known.
func TestADueDateIsNeverAnExcludedDay(t *testing.T) {
	cal, _ := builtIn(t)
	days := workdays{cal}
	rapid.Check(t, func(r *rapid.T) {
		c := anyClock(r)
		got := c.Reckon(cal)
		if (c.Legal.Kind == Working || c.Legal.Roll) && !days.works(got.LegalDue) {
			t.Fatalf("%+v is due on %s, a rest day", c, got.LegalDue)
		}
		if c.Promise.Kind == Working && !days.works(got.Due) {
			t.Fatalf("%+v is promised for %s, a rest day", c, got.Due)
		}
		for _, p := range c.Pauses {
			if p.Lawful && !c.Legal.Roll && p.covers(got.LegalDue) {
				t.Fatalf("%+v is due on %s, while it stands", c, got.LegalDue)
			}
		}
		if got.Due > got.LegalDue || got.Warn >= got.Due || !days.works(got.Warn) {
			t.Fatalf("%+v: due %s, by the law %s, warning %s", c, got.Due, got.LegalDue, got.Warn)
		}
		beyond, depends := got.Due.Year() > 2026, c.Legal.Kind == Working || c.Legal.Roll && c.Promise == c.Legal
		if depends && beyond != !got.Known.IsZero() || !got.Known.IsZero() && (!beyond || got.Known != civil.DateOf(2026, 12, 31)) {
			t.Fatalf("%+v: due %s, known to %s", c, got.Due, got.Known)
		}
	})
}

// Standing turns the due date by exactly the days for which it stood: no more, no less, however often and whatever lies between.
func TestPausingMovesTheDueDateByExactlyThePause(t *testing.T) {
	cal, _ := builtIn(t)
	days := workdays{cal}
	rapid.Check(t, func(r *rapid.T) {
		c := anyClock(r)
		c.Legal.Roll, c.Promise.Roll, c.Promise = false, false, c.Legal
		still := c
		still.Pauses = nil
		before, after := still.Reckon(cal).LegalDue, c.Reckon(cal).LegalDue
		stood, moved := 0, 0
		for _, p := range c.Pauses {
			for d := p.From + 1; p.Lawful && d <= p.To && d <= after; d++ {
				if days.counts(c.Legal, d, nil) {
					stood++
				}
			}
		}
		for d := before + 1; d <= after; d++ {
			if days.counts(c.Legal, d, nil) {
				moved++
			}
		}
		if after < before || moved != stood {
			t.Fatalf("%+v stood for %d days and moved by %d, from %s to %s", c, stood, moved, before, after)
		}
	})
}

// What is left when a clock stops is what it has when it goes on.
func TestAStandingClockKeepsWhatIsLeft(t *testing.T) {
	cal, _ := builtIn(t)
	days := workdays{cal}
	rapid.Check(t, func(r *rapid.T) {
		c := anyClock(r)
		c.Promise, c.Pauses = c.Legal, nil
		c.Legal.Roll, c.Promise.Roll = false, false
		from := c.Started.Add(rapid.IntRange(0, int(c.Reckon(cal).Due-c.Started)-1).Draw(r, "stops"))
		c.Pauses = []Pause{{From: from, Lawful: true}}
		standing := c.Reckon(cal)
		if !standing.Due.IsZero() || !standing.LegalDue.IsZero() || standing.Standing != from || standing.Left < 1 {
			t.Fatalf("%+v: %+v", c, standing)
		}
		c.Pauses[0].To = from.Add(rapid.IntRange(0, 90).Draw(r, "stands"))
		n := 0
		for d := c.Pauses[0].To + 1; d <= c.Reckon(cal).Due; d++ {
			if days.counts(c.Legal, d, nil) {
				n++
			}
		}
		if n != standing.Left {
			t.Fatalf("%+v: %d days were left, and it took %d", c, standing.Left, n)
		}
	})
}

// A ground that no document names holds up our own promise, never what the law gives.
func TestAnUnconfirmedGroundNeverMovesTheLawsLimit(t *testing.T) {
	cal, _ := builtIn(t)
	legal, promise := Limit{Days: 20, Kind: Working}, Limit{Days: 10, Kind: Working}
	c := Clock{Legal: legal, Promise: promise, Started: date(t, "2026-03-02")}
	for _, x := range []struct {
		from, to   string
		lawful     bool
		due, legal string
	}{
		{"2026-03-04", "2026-03-06", false, "2026-03-18", "2026-03-30"},
		{"2026-03-04", "2026-03-06", true, "2026-03-18", "2026-04-01"},
		{"2026-03-04", "2026-04-30", false, "2026-03-30", "2026-03-30"},
		{"2026-03-04", "", false, "2026-03-30", "2026-03-30"},
		{"2026-03-04", "", true, "", ""},
		{"2026-03-17", "2026-03-20", false, "2026-03-16", "2026-03-30"},
	} {
		p := Pause{From: date(t, x.from), Lawful: x.lawful}
		if x.to != "" {
			p.To = date(t, x.to)
		}
		c.Pauses = []Pause{p}
		if r := c.Reckon(cal); dayText(r.Due) != x.due || dayText(r.LegalDue) != x.legal {
			t.Errorf("%+v: due %s, by the law %s", x, r.Due, r.LegalDue)
		}
	}
}

// The warning comes a fifth of the limit before its last day, and at least one working day.
func TestTheWarningDay(t *testing.T) {
	cal, _ := builtIn(t)
	for _, x := range []struct {
		l           Limit
		start, warn string
	}{
		{Limit{Days: 20, Kind: Working}, "2026-03-02", "2026-03-24"}, // due Monday the 30th, four working days before
		{Limit{Days: 3, Kind: Working}, "2026-03-02", "2026-03-04"},
		{Limit{Days: 60, Kind: Calendar}, "2026-03-02", "2026-04-17"}, // due 1 May: twelve days before is Sunday the 19th
		{Limit{Days: 5, Kind: Calendar}, "2026-03-04", "2026-03-06"},  // due Monday the 9th; Sunday is a rest day
	} {
		c := Clock{Legal: x.l, Promise: x.l, Started: date(t, x.start)}
		if r := c.Reckon(cal); r.Warn.String() != x.warn {
			t.Errorf("%+v due %s warns on %s, want %s", x.l, r.Due, r.Warn, x.warn)
		}
	}
	if r := (Clock{Started: date(t, "2026-03-02")}).Reckon(cal); r != (Reckoning{}) {
		t.Errorf("an unknown limit gives %+v", r)
	}
}

// The list of grounds is closed, cited, and holds nothing for a limit that the law does not let stand.
func TestTheGroundsAreClosedAndCited(t *testing.T) {
	items, err := LoadItems(law.FS, anyKnown(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items.All() {
		for _, g := range items.PauseGrounds(it.Limit, it.Limit) {
			if !g.Lawful() || g.Basis.Document == "" {
				t.Errorf("%s may stand on %s, which no document names", it.Code, g.Code)
			}
		}
		if (len(items.ExtensionGrounds(it.Limit)) > 0) != (it.Limit.Extension > 0) {
			t.Errorf("%s: extension of %d days and the grounds %v", it.Code, it.Limit.Extension, items.ExtensionGrounds(it.Limit))
		}
	}
	for what, change := range map[string][2]string{
		"names the limit no-such":                    {"topics: [labour-inspection]", "topics: [no-such]"},
		"the law does not extend the limit":          {"topics: [labour-inspection]", "topics: [pension-claim]"},
		"is badly named or twice":                    {"code: other-office-asked", "code: applicant-completes"},
		"is unconfirmed and yet cites":               {"code: other-office-asked", "topics: [pension-claim]\n    code: other-office-asked"},
		"rests on a document and names no limit":     {"topics: [injury-decision, injury-decision-clear]", "topics: []"},
		"does not say when it was checked":           {"checked: 2026-11-22", "checked: soon"},
		"extends no limit, or cites what law/limits": {"topics: [petition-handling]", "topics: []"},
		"ground complex-petition lacks a language":   {"{zh: 情况复杂, en: complex}", "{zh: 情况复杂}"},
		"clocks.yaml is wrong: unreadable":           {"extensions:", "extensionz:"},
	} {
		files := lawCopy(t)
		text := string(files["clocks.yaml"].Data)
		if !strings.Contains(text, change[0]) {
			t.Fatal("the file does not say", change[0])
		}
		files["clocks.yaml"].Data = []byte(strings.Replace(text, change[0], change[1], 1))
		_, err := LoadItems(files, anyKnown(t))
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
