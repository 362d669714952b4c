package casework

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/registration"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

// anyKnown knows every calculator and the limits of the law.
func anyKnown(t *testing.T) Known {
	t.Helper()
	set, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	registers, err := registration.Load(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	return Known{Calculator: func(string) bool { return true }, Limits: set.Limits(), Registers: registers}
}

// lawCopy copies the items and letters of the built-in law, so that a test can spoil one file.
func lawCopy(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, pattern := range []string{"*.yaml", "items/*.yaml", "blocks/*.yaml", "letters/*.yaml"} {
		files, err := fs.Glob(law.FS, pattern)
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
	known := anyKnown(t)
	known.Calculator = hasCalculator
	items, err := LoadItems(law.FS, known)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(items.All()); n < 2 {
		t.Errorf("only %d items", n)
	}
	if got := strings.Join(items.Templates().Codes(), " "); got != "account-sheet advice-note award-sheet benefit-change case-notice clock-notice completion decision-sheet dispute-notice dispute-outcome dispute-receipt done-note employment-certificate instalment-agreement insurance-record one-time-notice petition-opinion receipt recovery-closing recovery-notice referral referral-answer refund-receipt refusal" {
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
		{"no limit", "items/R07.yaml", "limit: {topic: pension-claim}", "limit: {unknown: {zh: 没找到}}", "no limit"},
		{"an unknown topic", "items/R07.yaml", "topic: pension-claim", "topic: a-long-time", "no topic a-long-time"},
		{"a length of its own", "items/R07.yaml", "limit: {topic: pension-claim}", "limit: {days: 30, kind: working}", "a limit is a topic"},
		{"two limits", "items/R07.yaml", "limit: {topic: pension-claim}", "limit: {topic: pension-claim, at-once: true}", "one of topic"},
		{"a limit of the employer", "items/R07.yaml", "topic: pension-claim", "topic: employer-registration", "none for the office"},
		{"a limit of another item", "items/R07.yaml", "topic: pension-claim", "topic: unemployment-claim", "does not name this item"},
		{"no authority", "items/R07.yaml", "authority: human-resources", "authority: heaven", "no authority"},
		{"an owner in the item", "items/R07.yaml", "way: decide", "way: decide\nowner: {zh: 局, en: bureau}", "names its authority"},
		{"no area", "items/R07.yaml", "area: resident-pension", "area: elsewhere", "no area"},
		{"no way", "items/R07.yaml", "way: decide", "way: guess", "no way to handle it"},
		{"an unknown block", "items/R07.yaml", "use: [decided]", "use: [supper]", "no block supper"},
		{"a part that the block lacks", "items/R07.yaml", "  - use: home\n", "  - use: identity\n", "block identity has no fields"},
		{"a block with another key", "blocks/person.yaml", "fields:", "colour: red\nfields:", "a block has no colour"},
		{"no test", "items/R03.yaml", cut("items/R03.yaml", "tests:", "    expect: {ends: refused, ground: not-own, letter: refusal}\n"), "x: []\ntests: []\n", "not a service item"},
		{"no test that ends well", "items/R03.yaml", cut("items/R03.yaml", "  - name: a new card", "  - name: nothing"), "", "an item without tests"},
		{"a test of a field that is not asked", "items/R03.yaml", "answers: {why: new-card", "answers: {star-sign: leo, why: new-card", "star-sign, which is not asked"},
		{"a test with another limit", "items/R03.yaml", "due: 10个工作日", "due: 9个工作日", "another limit than the law's"},
		{"a promise longer than the law", "items/R07.yaml", "limit: {topic", "promises: [{place: \"430725\", days: 21, document: 承诺, article: 一}]\nlimit: {topic", "longer than the law"},
		{"an unknown record", "items/R07.yaml", "from: register.birth", "from: register.star-sign", "unknown record"},
		{"a dependence on what is not asked before", "blocks/pay-to.yaml", "when: {field: pay-to, is: new}", "when: {field: pay-to, is: never}", "not asked before"},
		{"a refusal without an article", "items/R03.yaml", "document: 社会保险经办条例（国务院令第765号）, article: 第九条}\n  - use", "document: 社会保险经办条例（国务院令第765号）}\n  - use", "refusal not-own"},
		{"no suit", "blocks/decided.yaml", "kind: suit", "kind: prayer", "reconsideration and suit"},
		{"an unknown effect", "items/R03.yaml", "kind: set-bank-account", "kind: bless", "unknown effect"},
		{"an unknown letter", "blocks/decided.yaml", "approved: completion", "approved: poem", "no letter for approved"},
		{"an unknown key", "items/R03.yaml", "one-at-a-time: true", "one-at-a-time: true\ncolour: red", "not a service item"},
		{"a decision by the same person", "blocks/decided.yaml", "level: county, apart-from: intake}\napart", "level: county, apart-from: supper}\napart", "kept apart"},
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
			_, err := LoadItems(files, anyKnown(t))
			if err == nil {
				t.Fatal("the law was accepted")
			}
			// What is wrong in a block is wrong in every item that uses it.
			if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.file) && !(strings.HasPrefix(c.file, "blocks/") && strings.Contains(err.Error(), "items/R0")) {
				t.Errorf("the error names neither %q nor the file: %v", c.says, err)
			}
			if fail.As(err).Kind != fail.Internal {
				t.Errorf("kind %v", fail.As(err).Kind)
			}
		})
	}
	spare := lawCopy(t)
	spare["blocks/spare.yaml"] = &fstest.MapFile{Data: []byte("fields: []")}
	if _, err := LoadItems(spare, anyKnown(t)); err == nil || !strings.Contains(err.Error(), "blocks/spare.yaml is wrong: no item uses it") {
		t.Errorf("a block that nobody uses: %v", err)
	}
	known := anyKnown(t)
	known.Calculator = func(string) bool { return false }
	if _, err := LoadItems(lawCopy(t), known); err == nil || !strings.Contains(err.Error(), "no calculator") {
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
		files[f] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[f].Data), "title: {zh", "title: {xx", 1))}
	}
	_, err := LoadItems(files, anyKnown(t))
	if n := len(fail.Each(err)); n != 2 {
		t.Errorf("%d faults instead of one for each file: %v", n, err)
	}
}

func TestAPromiseOfThePlaceCounts(t *testing.T) {
	it := &Item{Limit: Limit{Days: 20, Kind: Working, Document: "law", Article: "18"},
		Promises: []Promise{{Place: "43", Days: 15, Document: "province", Article: "1"}, {Place: "430725", Days: 5, Document: "county", Article: "2"}}}
	for county, want := range map[civil.County]int{430725: 5, 430724: 15, 110101: 20} {
		if got := it.Promised(county); got.Days != want {
			t.Errorf("%d: %+v", county, got)
		}
	}
	// Where the law sets none, a promise is the only limit, and elsewhere there is none.
	it.Limit, it.Promises = Limit{Unknown: words.Text{Zh: "没有", En: "none"}}, []Promise{{Place: "430725", Days: 5, Kind: Calendar, Document: "county", Article: "2"}}
	if here, there := it.Promised(430725), it.Promised(430724); here.Days != 5 || here.Kind != Calendar || there.Known() || there.Title().Zh != "没有" {
		t.Errorf("here %+v, there %+v", here, there)
	}
}

// What a case keeps says everything without its blocks, and reads back as the item that it is.
func TestTheKeptTextIsWhole(t *testing.T) {
	items, err := LoadItems(law.FS, anyKnown(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items.All() {
		back, err := parseItem(it.body)
		if err != nil {
			t.Fatalf("%s: %v", it.Code, err)
		}
		back.Trials = it.Trials
		if !reflect.DeepEqual(back, it) || strings.Contains(it.body, "use:") || strings.Contains(it.body, "tests:") {
			t.Errorf("%s is kept as\n%s", it.Code, it.body)
		}
	}
}

func TestALetterIsFilledWholeOrNotAtAll(t *testing.T) {
	items, err := LoadItems(law.FS, anyKnown(t))
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
