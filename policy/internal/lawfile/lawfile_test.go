package lawfile

import (
	"errors"
	"strings"
	"testing"
)

const good = `key: test-value
title: {zh: 试, en: test}
unit: fen
level: [nation, province]
combine: cover
due: yearly 01
rows:
  - {place: CN, from: "2020-01", value: "12.50", published: "2020-02-03", cite: {document: 甲, article: 一, checked: "2026-01-01"}, confidence: S}
  - {place: "43", from: "2021-01", value: unknown, published: "", cite: {checked: "2026-01-01"}, confidence: U}
`

func TestParse(t *testing.T) {
	p, err := Parse("x/test-value.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if p.Name() != "testValue" || p.Rows[0].Value.Int != 1250 || p.Rows[0].Known.String() != "2020-02-03" || p.Rows[1].Value.Known || p.Rows[1].Known.String() != "2021-01-01" {
		t.Errorf("read as %+v", p)
	}
}

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"level":           {`place: "43"`, `place: "4307"`, "may not set"},
		"place":           {`place: "43"`, `place: "43x"`, "place is"},
		"long place":      {`place: "43"`, `place: "430725101"`, "place is"},
		"no place":        {`place: CN`, `place: ""`, "place is"},
		"value":           {`"12.50"`, `"12.505"`, "not an amount"},
		"negative":        {`"12.50"`, `"-1"`, "not an amount"},
		"unknown number":  {`value: unknown`, `value: "5"`, "confidence U"},
		"unknown sure":    {`confidence: U`, `confidence: S`, "a value needs the document"},
		"no document":     {`document: 甲, `, ``, "document"},
		"not checked":     {`article: 一, checked: "2026-01-01"`, `article: 一`, "checked"},
		"mark":            {`confidence: S}`, `confidence: sure}`, "confidence is one of"},
		"month":           {`"2020-01"`, `"2020-13"`, "from is a month"},
		"published":       {`"2020-02-03"`, `"2020-02-30"`, "published is a date"},
		"unknown field":   {`due: yearly 01`, `dew: yearly 01`, "not readable"},
		"due":             {`yearly 01`, `yearly 13`, "due"},
		"unit":            {`unit: fen`, `unit: yuan`, "unknown unit"},
		"combine":         {`combine: cover`, `combine: mean`, "combine"},
		"title":           {`en: test`, `en: ""`, "both languages"},
		"key":             {`key: test-value`, `key: other-value`, "equal the file's name"},
		"level name":      {`[nation, province]`, `[nation, village]`, "unknown level"},
		"left out alone":  {`due: yearly 01`, `left_out: {zh: 略, en: left out}`, "belong together"},
		"probe":           {`due: yearly 01`, "left_out: {zh: 略, en: left out}\nprobe: \"x\"", "probe"},
		"no rows":         {good[strings.Index(good, "rows:"):], `rows: []`, "rows are needed"},
		"not yaml":        {`key: test-value`, "key: [", "not readable"},
		"rounding adding": {"unit: fen\nlevel: [nation, province]\ncombine: cover", "unit: rounding\nlevel: [nation, province]\ncombine: add", "only cover"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("%s: the sample has no %q", name, c.old)
		}
		_, err := Parse("x/test-value.yaml", []byte(strings.Replace(good, c.old, c.new, 1)))
		if !errors.Is(err, Bad) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestParseValue(t *testing.T) {
	for _, c := range []struct {
		unit Unit
		text string
		want int64
	}{{Months, "139", 139}, {Years, "15", 15}, {Month, "2009-12", 2009*12 + 11}, {Fen, "1,234.5", 123450}} {
		if v, err := ParseValue(c.unit, c.text); err != nil || v.Int != c.want {
			t.Errorf("%s %q: %d, %v", c.unit, c.text, v.Int, err)
		}
	}
	for _, c := range []struct {
		unit Unit
		text string
	}{{Months, "1201"}, {Years, "-1"}, {Years, "1.5"}, {Month, "2009"}, {Rounding, "nearest fen"}, {Rounding, "down fen, up"}, {"rate", "1"}} {
		if v, err := ParseValue(c.unit, c.text); err == nil {
			t.Errorf("%s %q is read as %+v", c.unit, c.text, v)
		}
	}
	if v, err := ParseValue(Rounding, "down fen, up jiao"); err != nil || v.Rounding.Div(10001, 10) != 1000 {
		t.Errorf("sequence: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("rows: [{}]"))
	f.Add([]byte("key: &a [*a]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Parse("x/test-value.yaml", b)
		if err == nil && (p.Key != "test-value" || len(p.Rows) == 0) {
			t.Fatalf("accepted %q", b)
		}
	})
}
