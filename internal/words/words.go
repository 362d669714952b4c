// Package words holds the type of every text a person reads (文字): one value, both languages.
//
// A text is a typed Go variable that stands beside the page or the rule that shows it, so a missing text is a
// compile error and a half-translated one fails the house's catalogue test, which reads every [Text] in the source.
package words

import (
	"fmt"
	"strings"
)

// Lang is the language a person reads: Simplified Chinese first, English switchable.
type Lang uint8

// The two languages.
const (
	Zh Lang = iota
	En
)

// ParseLang reads "zh" or "en" (and tags such as "en-GB"); anything else is Chinese, the language of the counter.
func ParseLang(s string) Lang {
	if strings.HasPrefix(strings.ToLower(s), "en") {
		return En
	}
	return Zh
}

// String gives the language's tag, "zh-CN" or "en", as HTML's lang attribute wants it.
func (l Lang) String() string {
	if l == En {
		return "en"
	}
	return "zh-CN"
}

// Text is one text in both languages. {name} marks a place that [Text.Fill] fills.
type Text struct {
	Zh string `json:"zh" yaml:"zh"`
	En string `json:"en" yaml:"en"`
}

// In gives the text in language l.
func (t Text) In(l Lang) string {
	if l == En && t.En != "" {
		return t.En
	}
	return t.Zh
}

// IsZero says whether there is no text at all.
func (t Text) IsZero() bool { return t.Zh == "" && t.En == "" }

// Capital is the text as it begins a line: its English with a capital letter.
func (t Text) Capital() Text {
	if t.En != "" && t.En[0] >= 'a' && t.En[0] <= 'z' {
		t.En = strings.ToUpper(t.En[:1]) + t.En[1:]
	}
	return t
}

// Fill gives the text in language l with each {name} replaced; pairs are name, value, name, value …
// A value that is itself a Text, or has an In(Lang) method, speaks the same language.
func (t Text) Fill(l Lang, pairs ...any) string {
	s := t.In(l)
	for i := 0; i+1 < len(pairs); i += 2 {
		var v string
		switch x := pairs[i+1].(type) {
		case interface{ In(Lang) string }:
			v = x.In(l)
		default:
			v = fmt.Sprint(x)
		}
		s = strings.ReplaceAll(s, "{"+fmt.Sprint(pairs[i])+"}", v)
	}
	return s
}
