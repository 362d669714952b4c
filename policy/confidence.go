package policy

import (
	"slices"

	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Confidence says how sure a value is (可信程度), strongest first, as the facts were marked when they were collected.
type Confidence uint8

// The marks. The zero value says nothing: an input, or a rule whose values carry the marks.
const (
	Unstated  Confidence = iota
	Confirmed            // S: read in a source text
	Secondary            // S2: a secondary source only
	Derived              // D: derived by arithmetic
	KnownHigh            // K-high: from knowledge, high
	KnownMed             // K-med: from knowledge, medium
	KnownLow             // K-low: from knowledge, low
	Proposal             // P: of a reform, not law
	Unknown              // U: unknown or contested; never a number
)

var confidences = [...]struct {
	mark  string
	title words.Text
}{
	Unstated:  {"", words.Text{}},
	Confirmed: {"S", words.Text{Zh: "已见原文", En: "read in a source text"}},
	Secondary: {"S2", words.Text{Zh: "未核实：仅见二手来源", En: "unconfirmed: second-hand source only"}},
	Derived:   {"D", words.Text{Zh: "未核实：推算得出", En: "unconfirmed: derived"}},
	KnownHigh: {"K-high", words.Text{Zh: "未核实：来自业务知识（把握高）", En: "unconfirmed: from knowledge, high confidence"}},
	KnownMed:  {"K-med", words.Text{Zh: "未核实：来自业务知识（把握中）", En: "unconfirmed: from knowledge, medium confidence"}},
	KnownLow:  {"K-low", words.Text{Zh: "未核实：来自业务知识（把握低）", En: "unconfirmed: from knowledge, low confidence"}},
	Proposal:  {"P", words.Text{Zh: "拟议，不是现行规定", En: "a proposal, not law"}},
	Unknown:   {"U", words.Text{Zh: "未知", En: "unknown"}},
}

// String is the mark: "S", "K-med".
func (c Confidence) String() string { return confidences[c].mark }

// Title is what people read.
func (c Confidence) Title() words.Text { return confidences[c].title }

// IsConfirmed says whether the value may be shown without a warning.
func (c Confidence) IsConfirmed() bool { return c <= Confirmed }

// MarshalText writes the mark.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// parseConfidence reads a mark that the file loader has already accepted.
func parseConfidence(mark string) Confidence {
	for i, c := range confidences {
		if c.mark == mark {
			return Confidence(i)
		}
	}
	return Unknown
}

// Marks lists the marks that law files carry, strongest first.
func Marks() []string { return slices.Clone(lawfile.Marks) }
