package lawfile

import (
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/words"
)

// Proposed is the confidence mark of a reform's row that carries no other: a proposal, not law. No file of law/parameters has it.
const Proposed = "P"

// Overlay is a reform as its file has it (改革方案文件): rows that a parameter would have, in the parameters' own format.
type Overlay struct {
	Name       string     `yaml:"name"`
	Title      words.Text `yaml:"title"`
	Text       words.Text `yaml:"text"`
	From       string     `yaml:"from"`
	Parameters []struct {
		Key  string       `yaml:"key"`
		Rows []OverlayRow `yaml:"rows"`
	} `yaml:"parameters"`
}

// OverlayRow is one row of a reform. What the row itself does not say, the reform says for it.
type OverlayRow struct {
	Place      string     `yaml:"place"`
	From       string     `yaml:"from"`
	Value      string     `yaml:"value"`
	Published  string     `yaml:"published"`
	Cite       Cite       `yaml:"cite"`
	Confidence string     `yaml:"confidence"`
	Note       words.Text `yaml:"note"`
}

// Problem says what is wrong with a reform's row.
type Problem uint8

// The problems.
const (
	Fine       Problem = iota
	BadPlace           // no place of the country, a province, a city or a county
	BadLevel           // a place whose level may not set the value
	BadFrom            // no month
	BadValue           // not a value of the unit, or unknown
	BadNote            // a note in one language only
	BadMark            // no confidence mark
	BadPublish         // no date
)

// Overlay gives the row as the parameter would have it. A reform's row counts as known on every day: a proposal is computed with,
// whatever day is asked about.
func (p *Parameter) Overlay(r OverlayRow, from civil.Month) (Row, Problem) {
	row := Row{From: from, Cite: r.Cite, Note: r.Note, Confidence: Proposed, Proposal: true}
	if r.Place != "CN" {
		row.Place = civil.Division(r.Place)
	}
	level, isPlace := levelOf[len(row.Place)]
	if r.Place == "" || !isPlace || strings.Trim(string(row.Place), "0123456789") != "" {
		return row, BadPlace
	}
	if !slices.Contains(p.Levels, level) {
		return row, BadLevel
	}
	var err error
	if r.From != "" {
		if row.From, err = civil.ParseMonth(r.From); err != nil || len(r.From) != len("2006-01") {
			return row, BadFrom
		}
	}
	if r.Published != "" {
		if row.Published, err = civil.ParseDate(r.Published); err != nil {
			return row, BadPublish
		}
	}
	if r.Confidence != "" {
		if row.Confidence = r.Confidence; !slices.Contains(Marks, r.Confidence) || r.Confidence == "U" {
			return row, BadMark
		}
	}
	if (r.Note.Zh == "") != (r.Note.En == "") {
		return row, BadNote
	}
	if row.Value, err = ParseValue(p.Unit, r.Value); err != nil || !row.Value.Known {
		return row, BadValue
	}
	return row, Fine
}
