package policy

import (
	"bytes"
	"encoding/json"
	"strings"

	"renshe/civil"
	"renshe/internal/words"
)

// resultJSON is the stable JSON form of a result.
type resultJSON struct {
	Calculator  string            `json:"calculator"`
	Title       words.Text        `json:"title"`
	County      *civil.County     `json:"county"`
	AsOf        *civil.Month      `json:"as_of"`
	KnownOn     civil.Date        `json:"known_on,omitzero"`
	Inputs      map[string]string `json:"inputs"`
	Outputs     outputsJSON       `json:"outputs"`
	Explanation []stepJSON        `json:"explanation"`
	Notes       []words.Text      `json:"notes"`
	Plan        string            `json:"plan"`
	Confidence  Confidence        `json:"confidence"`
}

type stepJSON struct {
	Name       string     `json:"name"`
	Title      words.Text `json:"title"`
	Source     Source     `json:"source"`
	Value      any        `json:"value"`
	Unit       string     `json:"unit"`
	Shown      words.Text `json:"shown"`
	Formula    words.Text `json:"formula"`
	Law        []Citation `json:"law"`
	Confidence Confidence `json:"confidence,omitzero"`
	Note       words.Text `json:"note,omitzero"`
}

// outputsJSON keeps the order in which outputs are declared.
type outputsJSON []Output

// MarshalJSON nests what is named with a point: "pension.employer_fen" is {"pension":{"employer_fen":…}}.
func (o outputsJSON) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	group := ""
	for i, out := range o {
		of, name, nested := strings.Cut(out.Name, ".")
		if !nested {
			of, name = "", out.Name
		}
		if of != group && group != "" {
			b.WriteByte('}')
		}
		b.WriteByte(map[bool]byte{true: '{', false: ','}[i == 0])
		if of != group && of != "" {
			b.WriteString(`"` + of + `":{`)
		}
		group = of
		v, err := json.Marshal(out.Value)
		if err != nil {
			return nil, err
		}
		b.WriteString(`"` + name + `":`)
		b.Write(v)
	}
	if group != "" {
		b.WriteByte('}')
	}
	if len(o) == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalJSON writes {calculator, county, as_of, inputs, outputs{}, explanation[], notes[], plan, confidence}. Amounts are
// integers of fen; county and as_of are null where the question has none.
func (r *Result) MarshalJSON() ([]byte, error) {
	j := resultJSON{Calculator: r.Calculator, Title: r.Title, KnownOn: r.KnownOn, Inputs: r.Inputs, Outputs: r.Outputs, Notes: r.Notes, Plan: r.Plan,
		Confidence: r.Confidence, Explanation: make([]stepJSON, 0, len(r.Explanation))}
	if r.County != 0 {
		j.County = &r.County
	}
	if r.AsOf != 0 {
		j.AsOf = &r.AsOf
	}
	if j.Notes == nil {
		j.Notes = []words.Text{}
	}
	for _, s := range r.Explanation {
		law := s.Law
		if law == nil {
			law = []Citation{}
		}
		j.Explanation = append(j.Explanation, stepJSON{s.Name, s.Title, s.Source, s.Raw, s.Kind.Unit(), s.Shown, s.Formula, law, s.Confidence, s.Note})
	}
	return json.Marshal(j)
}

// Record restores a result years later: the question, the day it was asked, and the plan it was answered with (留存).
type Record struct {
	Calculator string            `json:"calculator"`
	County     civil.County      `json:"county"`
	AsOf       civil.Month       `json:"as_of"`
	KnownOn    civil.Date        `json:"known_on,omitzero"`
	Inputs     map[string]string `json:"inputs"`
	Plan       string            `json:"plan"`
}

// Record gives what to keep of the result. Ask with a KnownOn for whatever is kept: without it a later value that reaches back
// would be found too. Personal numbers are masked, so a tool's result is not restorable.
func (r *Result) Record() Record {
	return Record{r.Calculator, r.County, r.AsOf, r.KnownOn, r.Inputs, r.Plan}
}

// JSON is the canonical form: the same record gives the same bytes everywhere.
func (r Record) JSON() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic("policy: a record of texts and numbers does not marshal: " + err.Error())
	}
	return b
}

// ParseRecord reads the canonical form.
func ParseRecord(b []byte) (Record, error) {
	var r Record
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return Record{}, RecordBad.With().From(err)
	}
	return r, nil
}

// CanonicalInputs writes inputs as JSON with sorted names: the same inputs give the same bytes everywhere.
func CanonicalInputs(in map[string]string) []byte {
	b, err := json.Marshal(in)
	if err != nil {
		panic("policy: a map of texts does not marshal: " + err.Error())
	}
	return b
}

// Recall evaluates a stored question again with what was known on its day. Same says whether the rules and parameters are those
// of the record; if not, the program has changed since and the numbers may differ.
func (s *Set) Recall(r Record) (res *Result, same bool, err error) {
	res, err = s.Calculate(r.Calculator, Query{r.County, r.AsOf, r.KnownOn}, r.Inputs)
	if err != nil {
		return nil, false, err
	}
	return res, res.Plan == r.Plan, nil
}
