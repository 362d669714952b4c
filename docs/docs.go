// Package docs is the rule book (规则手册) and its drawings as go generate ./policy writes them, embedded, so that the program
// can print the book that belongs to it. It has no logic.
package docs

import "embed"

// FS holds the rule book, rules.zh.md and rules.en.md, its appendix with the values of all parameters, rules/parameters.zh.md and
// rules/parameters.en.md, and a drawing of each calculator made of rules, rules/NAME.zh.svg and
// rules/NAME.en.svg. The book refers to the drawings by these names.
//
//go:embed rules.zh.md rules.en.md rules
var FS embed.FS
