package benefit

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/law"
	"renshe/money"
)

// Thresholds are the gate's figures (核查阈值), from law/gate/payment.yaml.
type Thresholds struct {
	From            civil.Date
	Place           string // a prefix of the division code; "" is everywhere
	Kind            Kind   // "" is every kind
	ConfirmedMonths int    // how long a confirmation of the person's eligibility holds
	ChangedPercent  int64  // by how much a month may differ from the month before
	FirstAbove      money.Fen
	Above           money.Fen
	CollectiveAbove money.Fen // from here on three persons release
	HoldLuhn        bool
	Basis           string
	Confidence      string
	Note            words.Text
}

type thresholdFile struct {
	Title   words.Text `yaml:"title"`
	Checked string     `yaml:"checked"`
	Rows    []struct {
		From            string     `yaml:"from"`
		Place           string     `yaml:"place"`
		Kind            string     `yaml:"kind"`
		ConfirmedMonths int        `yaml:"confirmed-months"`
		ChangedPercent  int64      `yaml:"changed-percent"`
		FirstAbove      string     `yaml:"first-above"`
		Above           string     `yaml:"above"`
		CollectiveAbove string     `yaml:"collective-above"`
		Luhn            string     `yaml:"luhn"`
		Basis           string     `yaml:"basis"`
		Confidence      string     `yaml:"confidence"`
		Note            words.Text `yaml:"note"`
	} `yaml:"rows"`
}

// loadThresholds reads the file; a row without source, day or figure is refused.
func loadThresholds(raw []byte) ([]Thresholds, error) {
	var file thresholdFile
	if err := yaml.UnmarshalWithOptions(raw, &file, yaml.Strict()); err != nil {
		return nil, err
	}
	var all []Thresholds
	for i, r := range file.Rows {
		t := Thresholds{Place: r.Place, Kind: Kind(r.Kind), ConfirmedMonths: r.ConfirmedMonths, ChangedPercent: r.ChangedPercent, HoldLuhn: r.Luhn == "hold",
			Basis: r.Basis, Confidence: r.Confidence, Note: r.Note}
		var bad error
		if t.From, bad = civil.ParseDate(r.From); bad != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, bad)
		}
		for text, to := range map[*string]*money.Fen{&r.FirstAbove: &t.FirstAbove, &r.Above: &t.Above, &r.CollectiveAbove: &t.CollectiveAbove} {
			if *to, bad = money.ParseYuan(*text); bad != nil {
				return nil, fmt.Errorf("row %d: %w", i+1, bad)
			}
		}
		if t.ConfirmedMonths < 1 || t.ChangedPercent < 1 || t.FirstAbove < 0 || t.Above <= 0 || t.CollectiveAbove < t.Above ||
			(r.Luhn != "hold" && r.Luhn != "note") || t.Basis == "" || t.Confidence == "" {
			return nil, fmt.Errorf("row %d lacks a figure or its source", i+1)
		}
		all = append(all, t)
	}
	if len(all) == 0 || all[0].Place != "" || all[0].Kind != "" {
		return nil, errors.New("the first row is the nation's")
	}
	return all, nil
}

var defaultThresholds = sync.OnceValues(func() ([]Thresholds, error) {
	raw, err := law.FS.ReadFile("gate/payment.yaml")
	if err != nil {
		return nil, err
	}
	return loadThresholds(raw)
})

// ThresholdsOf gives the figures that hold in a county for a kind on a day.
func ThresholdsOf(county civil.County, k Kind, on civil.Date) Thresholds {
	all, err := defaultThresholds()
	if err != nil {
		panic(err) // embedded data: a test loads it
	}
	return chosen(all, county, k, on)
}

func chosen(all []Thresholds, county civil.County, k Kind, on civil.Date) Thresholds {
	best := all[0]
	for _, t := range all[1:] {
		if t.From > on || (t.Kind != "" && t.Kind != k) || !strings.HasPrefix(county.String(), t.Place) {
			continue
		}
		if t.rank() > best.rank() || t.rank() == best.rank() && t.From >= best.From {
			best = t
		}
	}
	return best
}

// rank orders rows by how closely they fit.
func (t Thresholds) rank() int {
	n := 2 * len(t.Place)
	if t.Kind != "" {
		n++
	}
	return n
}
