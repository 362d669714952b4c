package casework

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

func anyCalculator(string) bool { return true }

// lawCopy copies the items and letters of the built-in law, so that a test can spoil one file.
func lawCopy(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, dir := range []string{"items", "letters"} {
		files, err := fs.Glob(law.FS, dir+"/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := fs.ReadFile(law.FS, f)
			if err != nil {
				t.Fatal(err)
			}
			out[f] = &fstest.MapFile{Data: b}
		}
	}
	return out
}

func TestTheBuiltInLawLoads(t *testing.T) {
	items, err := LoadItems(law.FS, hasCalculator)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, it := range items.All() {
		codes = append(codes, it.Code)
	}
	if got := strings.Join(codes, " "); got != "R03 R07" {
		t.Errorf("items are %s", got)
	}
	if got := strings.Join(items.Templates().Codes(), " "); got != "benefit-change completion decision-sheet instalment-agreement one-time-notice receipt recovery-closing recovery-notice refund-receipt refusal" {
		t.Errorf("letters are %s", got)
	}
	claim, err := items.Get("R07")
	if err != nil {
		t.Fatal(err)
	}
	if claim.Limit.Days != 20 || claim.Limit.Kind != Working || !strings.Contains(claim.Limit.Cite(), "第十八条") {
		t.Errorf("the legal limit of a claim is 20 working days by article 18, the file says %+v", claim.Limit)
	}
	if _, err := items.Get("Z99"); !errors.Is(err, UnknownItem) {
		t.Errorf("an unknown item: %v", err)
	}
	for _, it := range items.All() {
		for _, c := range []string{it.Calculator, it.Entitlement} {
			if _, err := policy.Find(c); c != "" && err != nil {
				t.Errorf("%s: %v", it.Code, err)
			}
		}
	}
}

// Each case spoils one thing; the loader must refuse and say which.
func TestTheLoaderRefuses(t *testing.T) {
	cases := []struct{ name, file, old, new, says string }{
		{"no basis", "items/R03.yaml", cut("items/R03.yaml", "basis:", "\napplicants:"), "", "no basis"},
		{"a basis without an article", "items/R03.yaml", "    article: 第九条\n    quote", "    quote", "no document and article"},
		{"a basis without confidence", "items/R07.yaml", "    confidence: S\n  - document: 社会", "  - document: 社会", "no confidence"},
		{"no limit", "items/R07.yaml", "  days: 20\n", "  days: 0\n", "no limit"},
		{"no limit article", "items/R07.yaml", "  article: 第十八条\n#", "#", "limit has no document and article"},
		{"a promise longer than the law", "items/R07.yaml", "promises: []", "promises: [{place: \"430725\", days: 21, document: 承诺, article: 一}]", "longer than the law"},
		{"an unknown record", "items/R07.yaml", "from: register.birth", "from: register.star-sign", "unknown record"},
		{"a dependence on what is not asked before", "items/R07.yaml", "when: {field: pay-to, is: new}", "when: {field: pay-to, is: never}", "not asked before"},
		{"a refusal without an article", "items/R03.yaml", "document: 社会保险经办条例（国务院令第765号）, article: 第九条}\n  - {code: not-verified", "document: 社会保险经办条例（国务院令第765号）}\n  - {code: not-verified", "refusal not-own"},
		{"no suit", "items/R03.yaml", "kind: suit", "kind: prayer", "reconsideration and suit"},
		{"an unknown effect", "items/R03.yaml", "kind: set-bank-account", "kind: bless", "unknown effect"},
		{"an unknown letter", "items/R03.yaml", "approved: completion", "approved: poem", "no letter for approved"},
		{"an unknown key", "items/R03.yaml", "one-at-a-time: true", "one-at-a-time: true\ncolour: red", "not a service item"},
		{"a decision by the same person", "items/R03.yaml", "level: county, apart-from: intake}\n\n", "level: county, apart-from: supper}\n\n", "kept apart"},
		{"no English title", "items/R03.yaml", "short: {zh: 换发放账户, en: Change the account}", "short: {zh: 换发放账户}", "lacks a language"},
		{"another code", "items/R03.yaml", "code: R03", "code: R04", "not the file's name"},
		{"personal data that does not say so", "items/R03.yaml", "kind: bank-card, required: true, personal: true", "kind: bank-card, required: true", "personal data"},
		{"a place nobody fills", "letters/receipt.yaml", "材料齐全", "材料{quality}", "{quality}"},
		{"two letters with one prefix", "letters/receipt.yaml", "prefix: SL", "prefix: GZ", "another letter has the prefix"},
		{"a letter without a basis", "letters/refusal.yaml", cut("letters/refusal.yaml", "basis:", "\nfields:"), "", "no basis"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := lawCopy(t)
			before := string(files[c.file].Data)
			after := strings.Replace(before, c.old, c.new, 1)
			if before == after {
				t.Fatalf("the test does not find %q", c.old)
			}
			files[c.file] = &fstest.MapFile{Data: []byte(after)}
			_, err := LoadItems(files, anyCalculator)
			if err == nil {
				t.Fatal("the law was accepted")
			}
			if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.file) {
				t.Errorf("the error names neither %q nor the file: %v", c.says, err)
			}
			if fail.As(err).Kind != fail.Internal {
				t.Errorf("kind %v", fail.As(err).Kind)
			}
		})
	}
	if _, err := LoadItems(lawCopy(t), func(string) bool { return false }); err == nil || !strings.Contains(err.Error(), "no calculator") {
		t.Errorf("an unknown calculator: %v", err)
	}
}

// cut gives the part of a built-in file from one mark to the next.
func cut(file, from, to string) string {
	b, err := fs.ReadFile(law.FS, file)
	if err != nil {
		return err.Error()
	}
	s := string(b)
	i := strings.Index(s, from)
	return s[i : i+strings.Index(s[i:], to)]
}

func TestEverythingWrongIsSaidAtOnce(t *testing.T) {
	files := lawCopy(t)
	for _, f := range []string{"items/R03.yaml", "items/R07.yaml"} {
		files[f] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[f].Data), "owner: {zh", "owner: {xx", 1))}
	}
	_, err := LoadItems(files, anyCalculator)
	if n := len(fail.Each(err)); n != 2 {
		t.Errorf("%d faults instead of one for each file: %v", n, err)
	}
}

func TestAPromiseOfThePlaceCounts(t *testing.T) {
	it := &Item{Limit: Limit{20, Working, "law", "18"}, Promises: []Promise{{"43", 15, "province", "1"}, {"430725", 5, "county", "2"}}}
	for county, want := range map[civil.County]int{430725: 5, 430724: 15, 110101: 20} {
		if got := it.Promised(county); got.Days != want {
			t.Errorf("%d: %+v", county, got)
		}
	}
}

func TestALetterIsFilledWholeOrNotAtAll(t *testing.T) {
	items, err := LoadItems(law.FS, anyCalculator)
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range items.Templates().Codes() {
		x, err := items.Templates().Get(code)
		if err != nil {
			t.Fatal(err)
		}
		v := Values{Fields: map[string]words.Text{}, Rows: map[string][][]words.Text{}}
		for _, f := range x.Fields {
			v.Fields[f.Name] = words.Text{Zh: "值" + f.Name, En: "v-" + f.Name}
		}
		for _, s := range x.Sections {
			row := make([]words.Text, len(s.Columns))
			v.Rows[s.Rows] = [][]words.Text{row}
		}
		page, err := x.Fill(v)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		for _, s := range append(page.Sections, PageSection{Text: page.Signature}) {
			if strings.ContainsAny(s.Text.Zh+s.Text.En, "{}") {
				t.Errorf("%s: a place is left open: %v", code, s.Text)
			}
		}
		delete(v.Fields, x.Fields[0].Name)
		if _, err := x.Fill(v); !errors.Is(err, BadLetter) {
			t.Errorf("%s without %s: %v", code, x.Fields[0].Name, err)
		}
	}
}
