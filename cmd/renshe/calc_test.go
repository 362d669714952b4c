package main

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

// command runs the program as a person would, without a process of its own.
func command(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &err)
	return code, out.String(), err.String()
}

// exampleInputs are what a calculator says may be given: every needed input once, of two alternatives the first.
func exampleInputs(k *policy.Calculator) []string {
	var in []string
	given := map[string]bool{}
	for _, d := range k.Inputs {
		if (d.Required || d.Or != "" && d.Default == "") && !given[d.Or] {
			given[d.Name] = true
			in = append(in, d.Name+"="+d.Example)
		}
	}
	return in
}

var unfilled = regexp.MustCompile(`\{[a-z]+\}|%!|<nil>`)

// Every calculator answers its own examples with a page in both languages and with JSON, or refuses as the law on file makes it.
func TestEveryCalculatorHasItsPage(t *testing.T) {
	t.Setenv("COLUMNS", "76")
	for _, k := range policy.Calculators() {
		args := append([]string{"calc", k.Name, "--county", "430725", "--as-of", "2026-03", "--known-on", "2026-11-22"}, exampleInputs(k)...)
		for lang, l := range map[string]words.Lang{"zh": words.Zh, "en": words.En} {
			code, out, errs := command(append(slices.Clone(args), "--lang", lang)...)
			if code != 0 {
				if code != fail.Blocked.Exit() || out != "" || errs == "" {
					t.Errorf("%v: exit %d\n%s%s", args, code, out, errs)
				}
				continue
			}
			if title := capital(k.Title.In(l)); !strings.HasPrefix(out, title) {
				t.Errorf("%s (%s) does not begin with its title", k.Name, lang)
			}
			if found := unfilled.FindString(out); found != "" {
				t.Errorf("%s (%s) shows %q", k.Name, lang, found)
			}
			for line := range strings.Lines(out) {
				if n := cells(strings.TrimRight(line, "\n")); n > 76 {
					t.Errorf("%s (%s): a line takes %d cells: %s", k.Name, lang, n, line)
				}
			}
		}
		code, out, _ := command(append(slices.Clone(args), "--json")...)
		if code == 0 && !json.Valid([]byte(out)) {
			t.Errorf("%s: no JSON:\n%s", k.Name, out)
		}
	}
}

// A calculator's name alone describes it; the description shows every input, and its example can be run as it stands.
func TestEveryCalculatorIsDescribed(t *testing.T) {
	for _, k := range policy.Calculators() {
		code, out, errs := command("calc", k.Name, "--lang", "zh")
		if code != 0 || errs != "" {
			t.Errorf("%s: exit %d %s", k.Name, code, errs)
		}
		for _, d := range k.Inputs {
			if !strings.Contains(out, "  "+d.Name+"="+d.Example) {
				t.Errorf("%s does not show the input %s", k.Name, d.Name)
			}
		}
		if found := unfilled.FindString(out); found != "" {
			t.Errorf("%s shows %q", k.Name, found)
		}
		_, example, _ := strings.Cut(out[strings.LastIndex(out, "renshe calc "):], "renshe ")
		args := strings.Fields(example)
		if code, out, errs := command(append(args, "--county", "430725", "--as-of", "2026-03")...); code != 0 && code != fail.Blocked.Exit() {
			t.Errorf("the example of %s ends with %d: %s%s", k.Name, code, out, errs)
		}
	}
}

// Whatever is missing is named, for every calculator: exit 2, nothing on standard output, a line for each input.
func TestEveryMissingInputIsNamed(t *testing.T) {
	for _, k := range policy.Calculators() {
		needed := exampleInputs(k)
		if len(needed) == 0 {
			continue
		}
		code, out, errs := command("calc", k.Name, "--county", "430725", "--as-of", "2026-03", "--lang", "en")
		if code != fail.Invalid.Exit() || out != "" {
			t.Errorf("%s: exit %d\n%s", k.Name, code, out)
		}
		for _, in := range needed {
			name, _, _ := strings.Cut(in, "=")
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + `: .*(missing|expected)`).MatchString(errs) {
				t.Errorf("%s does not name %s:\n%s", k.Name, name, errs)
			}
		}
	}
}
