package policy_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/law"
	"renshe/policy"
)

// changedLaw is the law on file with one file edited.
func changedLaw(t *testing.T, file, old, new string) fs.FS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(law.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(law.FS, name)
		tree[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(tree[file].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	tree[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	return tree
}

const basicFile = "parameters/resident-pension/resident-basic-pension.yaml"

// remarks gives what a lint says of a parameter, as "severity code place from".
func remarks(r policy.LintReport, key string) string {
	var b strings.Builder
	for _, m := range r.Remarks {
		if m.Key == key {
			b.WriteString(string(m.Severity) + " " + m.Code + " " + m.Place + " " + m.From + "\n")
		}
	}
	return b.String()
}

func TestLintOfTheLawOnFile(t *testing.T) {
	r := policy.Lint(law.FS, civil.DateOf(2026, 11, 23))
	if n := r.Count(policy.SeverityError); n != 0 {
		t.Errorf("%d errors: %v", n, r.Remarks[:n])
	}
	sum := 0
	for _, n := range r.Marks {
		sum += n
	}
	if r.Rows == 0 || sum != r.Rows || r.Cases == 0 || r.Parameters == 0 {
		t.Errorf("%d parameters, %d rows, %v, %d cases", r.Parameters, r.Rows, r.Marks, r.Cases)
	}
	for i := 1; i < len(r.Remarks); i++ {
		if r.Remarks[i].Severity == policy.SeverityWarning && r.Remarks[i-1].Severity == policy.SeverityInfo {
			t.Fatal("the graver remarks do not come first")
		}
	}
	if got := remarks(r, "resident-basic-pension"); !strings.Contains(got, "info unknown 43 2021-01\n") || strings.Contains(got, "overdue") {
		t.Errorf("of the basic pension it says:\n%s", got)
	}
}

// A value due each January is overdue in the next year, and two years later nothing is computed with it.
func TestLintFindsOverdueValues(t *testing.T) {
	for day, want := range map[string]string{"2026-12-31": "", "2027-01-01": "stands in", "2027-12-31": "stands in", "2028-01-01": "no longer stands in"} {
		d, err := civil.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, m := range set(t).Lint(d).Remarks {
			if m.Key == "resident-basic-pension" && m.Code == "overdue" && m.Place == "43" {
				got = m.Text.En
			}
		}
		if want == "" && got != "" || !strings.Contains(got, want) || strings.Contains(got, "no longer") != strings.Contains(want, "no longer") {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}

func TestLintFindsWhatIsWrong(t *testing.T) {
	const last = `  - place: 43
    from: "2026-01"
    value: "196"
    published: ""
    cite: {document: 国发〔2014〕8号, article: "六", url: "", quote: "", checked: "2026-11-22"}
    confidence: D
    note: {zh: "按全国标准加33元推算", en: "derived as the national minimum and 33"}
`
	today := civil.DateOf(2026, 11, 23)
	for name, c := range map[string]struct{ new, want string }{
		"no article":   {strings.Replace(last, `article: "六"`, `article: ""`, 1), "error no-article 43 2026-01\n"},
		"no note":      {strings.Split(last, "    note:")[0], "warning no-note 43 2026-01\n"},
		"no such code": {strings.Replace(last, "place: 43", "place: 98", 1), "error place 98 2026-01\n"},
		"hidden":       {last + strings.Replace(last, "196", "197", 1), "warning shadowed 43 2026-01\n"},
		"old source":   {strings.Replace(last, `checked: "2026-11-22"`, `checked: "2024-11-22"`, 1), "info not-checked  \n"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := policy.Load(changedLaw(t, basicFile, last, c.new))
			if err != nil {
				t.Fatal(err)
			}
			if got := remarks(s.Lint(today), "resident-basic-pension"); !strings.Contains(got, c.want) {
				t.Errorf("%s says:\n%s", name, got)
			}
		})
	}
	r := policy.Lint(changedLaw(t, basicFile, last, strings.Replace(last, `"196"`, `"197"`, 1)), today)
	if got := remarks(r, "resident-basic-pension"); !strings.Contains(got, "error no-case  \n") {
		t.Errorf("a value without a case: %s", got)
	}
	r = policy.Lint(changedLaw(t, basicFile, "level: [nation, province]", "level: [province]"), today)
	if r.Count(policy.SeverityError) != 1 || r.Remarks[0].Code != "unreadable" || !strings.Contains(r.Remarks[0].Text.En, "may not set") {
		t.Errorf("a level that may not set the value: %+v", r.Remarks)
	}
}
