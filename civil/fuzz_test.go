package civil_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/law"
)

// hostile are texts that people do not type and programs do: every parser answers them with a fault of what was typed, quickly.
var hostile = []string{"", " ", "\x00", "430725209901010015\x00", "\u202e430725209901010015", "\u200f91430799MA00000075", "６２００ ００００\u200b", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
	"\xff\xfe43072520990101", "４３０７２５２０９９０１０１００１５", "9143079９ＭＡ00000075", "ＡＢＣＤＥＦＧＨ", "-", "--------------------", "+430725209901010", "430725209901010 0１５",
	"ſ1430799MA00000075", "1ı430799MA0000007D", strings.Repeat("9", 1<<16), strings.Repeat("😀", 1<<12), strings.Repeat(" ", 1<<16), "43072520990101001⁵", "٤٣٠٧٢٥٢٠٩٩٠١٠١٠٠١٥"}

// refusedPolitely says what is wrong with an answer to something hostile: the fault must be one of what was typed, and must not
// repeat it.
func refusedPolitely(in string, err error) string {
	if err == nil {
		return ""
	}
	if fail.KindOf(err) != fail.Invalid {
		return err.Error()
	}
	if len(in) > 8 && utf8.ValidString(in) && strings.Contains(err.Error(), in) {
		return "the fault repeats what was typed"
	}
	return ""
}

// invisible says whether a text holds a mark that is not shown, or a digit of another script.
func invisible(s string) bool { return strings.ContainsAny(s, "\x00\u202e\u200f\u200b⁵٤ſı") }

func TestHostileTexts(t *testing.T) {
	for _, in := range hostile {
		_, _, a := civil.ParseCitizenID(in)
		_, _, b := civil.ParseCreditCode(in)
		_, _, c := civil.ParseBankCard(in)
		_, d := civil.ParseDate(in)
		_, e := civil.ParseMonth(in)
		_, f := civil.ParseCounty(in)
		_, g := civil.ParseDivision(in)
		for i, err := range []error{a, b, c, d, e, f, g} {
			if problem := refusedPolitely(in, err); problem != "" {
				t.Errorf("parser %d on %.30q: %s", i, in, problem)
			}
			if err == nil && invisible(in) {
				t.Errorf("parser %d accepts %.30q", i, in)
			}
		}
	}
	if id, _, err := civil.ParseCitizenID("４３０７２５２０９９０１０１００１５"); err != nil || id != "430725209901010015" {
		t.Errorf("full-width digits: %v %v", id, err)
	}
	if code, _, err := civil.ParseCreditCode("９１４３０７９９ ＭＡ０００００ ０７５"); err != nil || code != "91430799MA00000075" {
		t.Errorf("full-width letters: %v %v", code, err)
	}
	if _, _, err := civil.ParseCreditCode("N2430799ma0000007l"); err != nil {
		t.Errorf("small letters: %v", err)
	}
}

func FuzzParseCitizenID(f *testing.F) {
	for _, s := range append([]string{"430725209901010015", "13050367040100１", "43242620990215002x", "中"}, hostile...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, _, err := civil.ParseCitizenID(s)
		if err != nil {
			if fail.KindOf(err) != fail.Invalid {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		again, _, err := civil.ParseCitizenID(string(id))
		if err != nil || again != id || len(id) != 18 || civil.MakeCitizenID(id.Region(), id.Birth(), int(id[14]-'0')*100+int(id[15]-'0')*10+int(id[16]-'0')) != id {
			t.Fatalf("%q gives %q, which reads as %q, %v", s, id, again, err)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-02", "20260302", "2026年3月2日", "2026-03", "0000-00-00", "2024-02-29"} {
		f.Add(s)
	}
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := civil.ParseDate(s); err == nil {
			if again, err := civil.ParseDate(d.String()); err != nil || again != d {
				t.Fatalf("%q gives %s, which reads as %s, %v", s, d, again, err)
			}
		}
		if m, err := civil.ParseMonth(s); err == nil {
			if again, err := civil.ParseMonth(m.String()); err != nil || again != m || m.FirstDay().Month() != m || m.LastDay().Month() != m {
				t.Fatalf("%q gives %s, which reads as %s, %v", s, m, again, err)
			}
		}
	})
}

func FuzzParseCreditCode(f *testing.F) {
	for _, s := range append([]string{"91430799MA00000075", "n2430799ma0000007l", "９１４３０７９９ＭＡ００００００７５", "91430799-MA0000007-5"}, hostile...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, _, err := civil.ParseCreditCode(s)
		if err != nil {
			if problem := refusedPolitely(s, err); problem != "" {
				t.Fatalf("%q: %s", s, problem)
			}
			return
		}
		if again, _, err := civil.ParseCreditCode(string(code)); err != nil || again != code || len(code) != 18 || len(code.Region()) != 6 {
			t.Fatalf("%q gives %q, which reads as %q, %v", s, code, again, err)
		}
	})
}

func FuzzParseBankCard(f *testing.F) {
	for _, s := range append([]string{"79927398713", "6205 5000 0000 0000 004", "6200-0000-0000-0000"}, hostile...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		card, _, err := civil.ParseBankCard(s)
		if err != nil {
			if problem := refusedPolitely(s, err); problem != "" {
				t.Fatalf("%q: %s", s, problem)
			}
			return
		}
		if again, _, err := civil.ParseBankCard(string(card)); err != nil || again != card || len(card) < 10 || len(card) > 21 || strings.Contains(card.Masked(), string(card)) {
			t.Fatalf("%q gives %q, which reads as %q, %v", s, card, again, err)
		}
	})
}

func FuzzParseDivision(f *testing.F) {
	for _, s := range append([]string{"430725", "430725101", "430725101001", "４３０７２５"}, hostile...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := civil.ParseDivision(s); err == nil {
			if again, err := civil.ParseDivision(string(d)); err != nil || again != d || !d.Within(d.Parent()) || d.County() == 0 {
				t.Fatalf("%q gives %q", s, d)
			}
		}
		if c, err := civil.ParseCounty(s); err == nil {
			if again, err := civil.ParseCounty(c.String()); err != nil || again != c || c%100 != 0 && c.Division().County() != c {
				t.Fatalf("%q gives %v", s, c)
			}
		}
	})
}

// A calendar that is accepted answers every day of its year; anything else is a fault of the data, never a panic.
func FuzzLoadCalendar(f *testing.F) {
	good, err := law.FS.ReadFile("calendar/2026.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(strings.Replace(string(good), "year: 2026", "year: 20260", 1)))
	f.Add([]byte("year: !!binary x"))
	f.Add([]byte("off: [{date: &a [*a]}]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		cal, err := civil.LoadCalendar(fstest.MapFS{"calendar/2026.yaml": {Data: b}}, "calendar")
		if err != nil {
			if fail.KindOf(err) != fail.Internal {
				t.Fatalf("%q: %v", b, err)
			}
			return
		}
		for d := civil.DateOf(2026, 1, 1); d <= civil.DateOf(2026, 12, 31); d++ {
			if _, err := cal.IsWorkingDay(d); err != nil {
				t.Fatalf("%s: %v", d, err)
			}
		}
		if first, last := cal.Years(); first != 2026 || last != 2026 {
			t.Fatalf("years %d..%d", first, last)
		}
	})
}
