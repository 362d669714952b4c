package policy

import (
	"encoding/json"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// impactJSON is the stable JSON form of an impact.
type impactJSON struct {
	Reform    reformJSON    `json:"reform"`
	County    *civil.County `json:"county"`
	AsOf      civil.Month   `json:"as_of"`
	KnownOn   civil.Date    `json:"known_on,omitzero"`
	Program   Program       `json:"program"`
	Output    string        `json:"output"`
	Title     words.Text    `json:"title"` // of the output
	Plans     plansJSON     `json:"plans"`
	Changes   []Change      `json:"changes"`
	Notes     []words.Text  `json:"notes"`
	Total     effectJSON    `json:"total"`
	Townships []groupJSON   `json:"townships"`
	Ages      []groupJSON   `json:"ages"`
	Cells     []cellJSON    `json:"cells"`
}

type reformJSON struct {
	Name  string      `json:"name"`
	Title words.Text  `json:"title"`
	From  civil.Month `json:"from"`
}

type plansJSON struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

type effectJSON struct {
	Effect
	Cost money.Fen `json:"cost_fen"`
}

type groupJSON struct {
	Code  string     `json:"code"`
	Title words.Text `json:"title"`
	effectJSON
}

// cellJSON is the effect on one township's people of one age band.
type cellJSON struct {
	Township string `json:"township"`
	Age      string `json:"age"`
	effectJSON
}

// MarshalJSON writes {reform, county, as_of, program, output, plans, changes[], notes[], total, townships[], ages[], cells[]}.
// Amounts are integers of fen; county is null for the nation; a township or age that was not given has the code "". Cells without
// people are left out.
func (m *Impact) MarshalJSON() ([]byte, error) {
	j := impactJSON{Reform: reformJSON{m.Reform.Name, m.Reform.Title, m.Reform.From}, AsOf: m.Query.AsOf, KnownOn: m.Query.KnownOn, Program: m.Program,
		Output: m.Output.Name, Title: m.Output.Title, Plans: plansJSON{m.Before, m.After}, Changes: m.Changes, Notes: m.Notes,
		Total: effectJSON{m.Total, m.Total.Cost()}, Townships: []groupJSON{}, Ages: []groupJSON{}, Cells: []cellJSON{}}
	if m.Query.County != 0 {
		j.County = &m.Query.County
	}
	if m.Notes == nil {
		j.Notes = []words.Text{}
	}
	for i, g := range m.Townships {
		j.Townships = append(j.Townships, groupJSON{g.Code, g.Title, effectJSON{g.Effect, g.Effect.Cost()}})
		for k, e := range m.Cells[i] {
			if e.People > 0 {
				j.Cells = append(j.Cells, cellJSON{g.Code, m.Ages[k].Code, effectJSON{e, e.Cost()}})
			}
		}
	}
	for _, g := range m.Ages {
		j.Ages = append(j.Ages, groupJSON{g.Code, g.Title, effectJSON{g.Effect, g.Effect.Cost()}})
	}
	return json.Marshal(j)
}
