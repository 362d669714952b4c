package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "养老金": 6, "329.96 元": 9, "é": 1, "〔2014〕": 8, "ｗ": 2} {
		if got := cells(text); got != want {
			t.Errorf("%q takes %d cells, want %d", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, rest int
		want        []string
	}{
		{"one two three", 8, 8, []string{"one two", "three"}},
		{"基础养老金加个人账户养老金", 10, 10, []string{"基础养老金", "加个人账户", "养老金"}},
		{"基础养老金，加账户", 10, 10, []string{"基础养老", "金，加账户"}},
		{"见（国发〔2014〕8号）", 6, 12, []string{"见（国", "发〔2014〕8", "号）"}},
		{"0123456789abcdef", 10, 6, []string{"0123456789", "abcdef"}},
		{"", 10, 10, []string{""}},
		{"a", 0, 0, []string{"a"}},
	} {
		got := wrap(c.text, c.first, c.rest)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %d, %d: %q, want %q", c.text, c.first, c.rest, got, c.want)
		}
	}
}

// Whatever is wrapped is whole again without blanks, and no line is wider than it may be.
func FuzzWrap(f *testing.F) {
	f.Add("基础养老金：196.00 元 + 未知，未计入 = 196.00 元〔未核实〕 https://example.test/a/very/long/address", 20, 16)
	f.Add("a b", 1, 1)
	f.Fuzz(func(t *testing.T, text string, first, rest int) {
		text = printable(text)
		first, rest = 2+first&63, 2+rest&63
		lines := wrap(text, first, rest)
		for i, l := range lines {
			most := rest
			if i == 0 {
				most = first
			}
			if cells(l) > max(most, rest) {
				t.Fatalf("line %d of %q is %d cells wide, more than %d: %q", i, text, cells(l), most, l)
			}
		}
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := bare(strings.Join(lines, "")); got != bare(text) {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}

func TestTableStandsInColumns(t *testing.T) {
	var b bytes.Buffer
	p := &page{w: &b, columns: 80}
	p.table(2, []column{{"乡镇", false}, {"人数", true}}, [][]string{{"陬市镇", "1,204"}, {"漳江", "7"}})
	if want := "  乡镇     人数\n  陬市镇  1,204\n  漳江        7\n"; b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestPrintable(t *testing.T) {
	if got := printable("a\x1b[31m\u202eb\x00\xff"); strings.ContainsAny(got, "\x1b\x00\u202e") || !strings.HasPrefix(got, "a") || !strings.Contains(got, "b") {
		t.Errorf("%q", got)
	}
	if got := echo(strings.Repeat("长", 100)); len([]rune(got)) != mostEcho+1 {
		t.Errorf("%d characters are said back", len([]rune(got)))
	}
}
