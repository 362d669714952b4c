package policy

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/fail"
)

const goodLimits = `title: {zh: 试, en: test}
checked: "2026-11-22"
limits:
  - topic: test-limit
    title: {zh: 期限, en: limit}
    from: {zh: 当日, en: the day}
    bound: citizen
    length: 30
    unit: days
    direction: after
    sense: by
    cite: {document: 法, article: 第一条}
    confidence: S
    note: {zh: 注, en: note}
    items: [R07]
`

func TestParseLimits(t *testing.T) {
	for change, want := range map[[2]string]Limit{
		{"", ""}:                                      {Roll: true},
		{"bound: citizen", "bound: office"}:           {},
		{"unit: days", "unit: working-days"}:          {},
		{"sense: by", "sense: lasts"}:                 {},
		{"direction: after", "direction: before"}:     {Before: true},
		{"direction: after\n    sense: by", ""}:       {Roll: true},
		{"sense: by", "roll: no"}:                     {},
		{"sense: by", "roll: yes"}:                    {Roll: true},
		{"citizen", "office\n    roll: \"yes\""}:      {Roll: true}, // the note names the rule
		{"length: 30", "length: 3\n    extension: 2"}: {Roll: true, Extension: 2},
	} {
		list, err := parseLimits("f", []byte(strings.Replace(goodLimits, change[0], change[1], 1)))
		if err != nil || len(list) != 1 || list[0].Roll != want.Roll || list[0].Before != want.Before || list[0].Extension != want.Extension {
			t.Errorf("%q → %q: %+v, %v", change[0], change[1], list, err)
		}
	}
}

func TestParseLimitsRefuses(t *testing.T) {
	for _, c := range [][3]string{
		{"test-limit", "Test", "joined by hyphens"}, {"en: limit", "en: \"\"", "both languages"}, {"zh: 当日, ", "", "both languages"}, {"zh: 注, ", "", "both languages"},
		{"citizen", "people", "bound is"}, {"unit: days", "unit: weeks", "unit is"}, {"length: 30", "length: 0", "no length"}, {"length: 30", "length: 366", "no length"},
		{"length: 30", "length: -1", "no length"}, {"length: 30", "length: 30\n    extension: -1", "no length"}, {"after", "sideways", "direction"}, {"sense: by", "sense: maybe", "direction"},
		{"document: 法, ", "", "document and article"}, {", article: 第一条", "", "document and article"}, {"article: 第一条", "article: 第一条, checked: \"2026-01-01\"", "head of the file"},
		{"confidence: S", "confidence: U", "confidence"}, {"confidence: S", "confidence: sure", "confidence"},
		{"confidence: S\n    note: {zh: 注, en: note}", "confidence: K-med", "says so in a note"}, {"[R07]", "[r7]", "code like R07"},
		{"sense: by", "roll: maybe", "roll is"}, {"unit: days", "unit: working-days\n    roll: \"yes\"", "cannot roll"}, {"sense: by", "sense: lasts\n    roll: \"yes\"", "cannot roll"},
		{"direction: after", "direction: before\n    extension: 3", "counted back"}, {"unit: days\n    direction: after", "unit: working-days\n    direction: before", "counted back"},
		{"unit: days", "unit: calendar-months", "whole calendar months"}, {"note: {zh: 注, en: note}", "roll: \"yes\"\n    bound2: x", "not readable"},
		{"checked: \"2026-11-22\"", "checked: soon", "day it was checked"}, {"en: test", "en: \"\"", "day it was checked"}, {goodLimits[strings.Index(goodLimits, "limits:"):], "limits: []", "limits are needed"},
		{"limits:", "limits: [", "not readable"},
	} {
		if !strings.Contains(goodLimits, c[0]) {
			t.Fatalf("the sample has no %q", c[0])
		}
		_, err := parseLimits("f", []byte(strings.Replace(goodLimits, c[0], c[1], 1)))
		if !errors.Is(err, BadLaw) || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%q → %q: %v, want %q", c[0], c[1], err, c[2])
		}
	}
	office := strings.NewReplacer("citizen", "office", "note: {zh: 注, en: note}", "roll: \"yes\"").Replace(goodLimits)
	if _, err := parseLimits("f", []byte(office)); err == nil || !strings.Contains(err.Error(), "names the rule") {
		t.Errorf("an office's limit rolls without a rule: %v", err)
	}
}

// A last day in a year without a notice is not guessed: what was counted is given, and why there is no more.
func TestLimitBeyondTheCalendar(t *testing.T) {
	res, err := defaultSet(t).Calculate("statutory-limit", Query{}, map[string]string{"topic": "administrative-suit", "start": "2026-09-10"})
	if err != nil {
		t.Fatal(err)
	}
	due, _ := res.Output("due")
	raw, _ := res.Output("raw_due")
	if due.Value != nil || raw.Value != "2027-03-10" || len(res.Notes) != 1 || res.Notes[0] != calendarMissing {
		t.Errorf("due %v, raw %v, notes %v", due.Value, raw.Value, res.Notes)
	}
	if _, err := defaultSet(t).Calculate("statutory-limit", Query{}, map[string]string{"topic": "pension-claim", "start": "2026-12-30"}); !errors.Is(err, civil.CalendarYearMissing) ||
		fail.As(err).Field != "start" {
		t.Errorf("working days beyond the calendar: %v", err)
	}
}

// A limit says of itself how sure it is, why, and what may still change it.
func TestStatutoryLimitExplains(t *testing.T) {
	res, err := defaultSet(t).Calculate("statutory-limit", Query{}, map[string]string{"topic": "injury-acceptance", "start": "2026-03-02"})
	if err != nil {
		t.Fatal(err)
	}
	length := res.Explanation[2]
	if res.Confidence != KnownHigh || length.Confidence != KnownHigh || length.Note.IsZero() || length.Law[0].String() != "工伤认定办法 第八条" || length.Shown.Zh != "15 天" {
		t.Errorf("confidence %s, length %+v", res.Confidence, length)
	}
	if length.Raw != int64(15) || length.Kind != KindDays {
		t.Errorf("a machine reads the length as %v %s", length.Raw, length.Kind)
	}
	rolled, err := defaultSet(t).Calculate("statutory-limit", Query{}, map[string]string{"topic": "award-suit", "start": "2026-01-31"})
	if err != nil {
		t.Fatal(err)
	}
	last := rolled.Explanation[len(rolled.Explanation)-1]
	if last.Formula.Zh != "2026-02-15 起的首个工作日 = 2026-02-24" || last.Note != restDays || last.Law[0].Article != "第二百零三条" || !strings.Contains(last.Law[1].Document, "2026年") {
		t.Errorf("rolled: %+v", last)
	}
}

// A fault does not list seventy topics, the description of the input does.
func TestManyChoices(t *testing.T) {
	_, err := defaultSet(t).Calculate("statutory-limit", Query{}, map[string]string{"topic": "tomorrow", "start": "2026-03-02"})
	if !errors.Is(err, InputBad) || strings.Contains(err.Error(), "pension-claim") || !strings.Contains(err.Error(), "choices") {
		t.Errorf("unknown topic: %v", err)
	}
	c, err := Find("statutory-limit")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range defaultSet(t).Limits() {
		if !strings.Contains(c.Inputs[0].Expected().Zh, l.Topic+" "+l.Title.Zh) {
			t.Errorf("%s is not listed", l.Topic)
		}
	}
}

func FuzzParseLimits(f *testing.F) {
	f.Add([]byte(goodLimits))
	f.Add([]byte("limits: [{topic: !!binary x}]"))
	f.Add([]byte("limits: &a [*a]"))
	cal := defaultSet(f).Calendar()
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := parseLimits("f", b)
		if err != nil {
			if !errors.Is(err, BadLaw) {
				t.Fatalf("%q: %v", b, err)
			}
			return
		}
		for _, l := range list {
			day, err := l.end(cal, civil.DateOf(2025, 1, 2), l.Length+l.Extension)
			if err != nil && !errors.Is(err, civil.CalendarYearMissing) || err == nil && day == civil.DateOf(2025, 1, 2) {
				t.Fatalf("%q: %s, %v", b, day, err)
			}
		}
	})
}

// Whatever is typed into the calculators that check and count, they answer or refuse what was typed, and repeat no number.
func FuzzTools(f *testing.F) {
	for _, s := range []string{"430725209901010015", "91430799MA00000075", "6205500000000000004", "2026-03-02", "２０２６年３月２日", "\x00", "\u202e2026-03-02", "😀", "\xff",
		strings.Repeat("9", 5000), "arbitration-award", "仲裁裁决", "-1", "1e9", "９９９９９９９９９９９"} {
		f.Add(s, "30")
		f.Add("2026-03-02", s)
	}
	s := defaultSet(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		for name, in := range map[string]map[string]string{
			"citizen-id": {"number": a}, "credit-code": {"number": a}, "bank-card": {"number": a},
			"working-day-limit": {"accepted": a, "days": b}, "calendar-limit": {"start": a, "months": b, "roll": "yes"}, "statutory-limit": {"topic": b, "start": a},
		} {
			res, err := s.Calculate(name, Query{}, in)
			if err != nil {
				for _, e := range fail.Each(err) {
					if e.Kind != fail.Invalid || e.Field == "" {
						t.Fatalf("%s %q %q: %v", name, a, b, err)
					}
				}
				continue
			}
			if len(a) > 8 && in["number"] != "" && strings.Contains(explanationLines(res), a) {
				t.Fatalf("%s repeats %q", name, a)
			}
		}
	})
}
