package api

import (
	"context"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/money"
	"renshe/policy"
)

func (a *API) describe(h huma.API) {
	call(h, huma.Operation{OperationID: "health", Method: http.MethodGet, Path: "/health", Summary: "Is the service up, and its store?"}, a.health)
	call(h, huma.Operation{OperationID: "list-calculators", Method: http.MethodGet, Path: "/calculators", Summary: "The law's calculators"}, a.list)
	call(h, huma.Operation{OperationID: "describe-calculator", Method: http.MethodGet, Path: "/calculators/{name}", Summary: "A calculator's inputs and outputs"}, a.one)
	call(h, huma.Operation{OperationID: "calculate", Method: http.MethodPost, Path: "/calculators/{name}", Summary: "Calculate, with the explanation"}, a.calculate)
	call(h, huma.Operation{OperationID: "person", Method: http.MethodGet, Path: "/persons/{id}", Summary: "A person's file; the reading is logged and shown to the person",
		Security: []map[string][]string{{"token": {}}}, Errors: []int{http.StatusForbidden, http.StatusNotFound}}, a.person)
	a.describeCases(h)
}

type healthAnswer struct {
	Body struct {
		Status  string `json:"status" example:"ok"`
		Version string `json:"version"`
		Engine  string `json:"engine" example:"sqlite"`
		Time    string `json:"time" doc:"the store's time, UTC"`
	}
}

func (a *API) health(ctx context.Context, _ *struct{}) (*healthAnswer, error) {
	if _, err := a.Access.Counties(ctx); err != nil { // the store answers
		return nil, err
	}
	out := &healthAnswer{}
	out.Body.Status, out.Body.Version, out.Body.Engine = "ok", a.Version, string(a.DB.Engine())
	out.Body.Time = a.Now().UTC().Format("2006-01-02T15:04:05Z")
	return out, nil
}

type inputJSON struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Expected string `json:"expected"`
	Required bool   `json:"required"`
	Example  string `json:"example"`
}

type outputJSON struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type calculatorJSON struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Text    string       `json:"text"`
	Inputs  []inputJSON  `json:"inputs"`
	Outputs []outputJSON `json:"outputs"`
}

type listAnswer struct{ Body []calculatorJSON }

type oneAnswer struct{ Body calculatorJSON }

type named struct {
	Name string `path:"name" example:"resident-pension"`
}

func describeOne(ctx context.Context, c *policy.Calculator) calculatorJSON {
	l := carrierOf(ctx).lang
	j := calculatorJSON{Name: c.Name, Title: c.Title.In(l), Text: c.Text.In(l), Inputs: []inputJSON{}, Outputs: []outputJSON{}}
	for _, d := range c.Inputs {
		j.Inputs = append(j.Inputs, inputJSON{d.Name, d.Title.In(l), d.Expected().In(l), d.Required, d.Example})
	}
	for _, d := range c.Outputs {
		j.Outputs = append(j.Outputs, outputJSON{d.Name, d.Title.In(l)})
	}
	return j
}

func (a *API) list(ctx context.Context, _ *struct{}) (*listAnswer, error) {
	out := &listAnswer{}
	for _, c := range policy.Calculators() {
		out.Body = append(out.Body, describeOne(ctx, c))
	}
	return out, nil
}

func (a *API) one(ctx context.Context, in *named) (*oneAnswer, error) {
	c, err := policy.Find(in.Name)
	if err != nil {
		return nil, err
	}
	return &oneAnswer{describeOne(ctx, c)}, nil
}

type question struct {
	Name string `path:"name" example:"resident-pension"`
	Body struct {
		County  string            `json:"county,omitempty" example:"430725" doc:"GB/T 2260 code; left out: the nation"`
		AsOf    string            `json:"as_of,omitempty" example:"2026-03" doc:"the month whose law applies; left out: this month"`
		KnownOn string            `json:"known_on,omitempty" example:"2026-03-02" doc:"use only what was published by this day; left out: today"`
		Inputs  map[string]string `json:"inputs" doc:"as people type them: money in yuan"`
	}
}

// explained is a policy result; its JSON form is the policy room's own.
type explained struct{ *policy.Result }

// Schema describes the form to huma, which cannot see through a custom marshaller.
func (explained) Schema(r huma.Registry) *huma.Schema {
	object := func(props map[string]*huma.Schema) *huma.Schema {
		return &huma.Schema{Type: huma.TypeObject, Properties: props}
	}
	text := &huma.Schema{Type: huma.TypeString}
	both := object(map[string]*huma.Schema{"zh": text, "en": text})
	step := object(map[string]*huma.Schema{"name": text, "title": both, "source": {Type: huma.TypeString, Enum: []any{"input", "parameter", "rule"}},
		"value": {Description: "integer of fen, months, years or days; month; yes or no; null if unknown"}, "unit": text, "shown": both, "formula": both,
		"law": huma.SchemaFromType(r, reflect.TypeFor[[]policy.Citation]()), "confidence": text, "note": both})
	return object(map[string]*huma.Schema{"calculator": text, "title": both, "county": {Type: huma.TypeString, Nullable: true}, "as_of": {Type: huma.TypeString, Nullable: true},
		"known_on": text, "inputs": {Type: huma.TypeObject, AdditionalProperties: text}, "outputs": {Type: huma.TypeObject, AdditionalProperties: true},
		"explanation": {Type: huma.TypeArray, Items: step}, "notes": {Type: huma.TypeArray, Items: both}, "plan": text, "confidence": text})
}

type calculated struct{ Body explained }

func (a *API) calculate(_ context.Context, in *question) (*calculated, error) {
	today := civil.DateIn(a.Now())
	q := policy.Query{AsOf: today.Month(), KnownOn: today}
	var err error
	if in.Body.County != "" {
		if q.County, err = civil.ParseCounty(in.Body.County); err != nil {
			return nil, err
		}
	}
	if in.Body.AsOf != "" {
		if q.AsOf, err = civil.ParseMonth(in.Body.AsOf); err != nil {
			return nil, err
		}
	}
	if in.Body.KnownOn != "" {
		if q.KnownOn, err = civil.ParseDate(in.Body.KnownOn); err != nil {
			return nil, err
		}
	}
	r, err := a.Law.Calculate(in.Name, q, in.Body.Inputs)
	if err != nil {
		return nil, err
	}
	return &calculated{explained{r}}, nil
}

type personAsked struct {
	ID            string `path:"id" example:"7345678901234567890"`
	Purpose       string `query:"purpose" required:"true" minLength:"2" maxLength:"60" doc:"why; the person can read it"`
	Authorization string `header:"Authorization" hidden:"true"`
}

type personJSON struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Sex          string            `json:"sex" enum:"M,F"`
	Birth        string            `json:"birth" example:"1966-03-12"`
	CitizenID    string            `json:"citizen_id_masked"`
	Village      string            `json:"village"`
	Place        string            `json:"place"`
	Died         string            `json:"died,omitempty"`
	Relations    []relationJSON    `json:"relations"`
	PaidMonths   int32             `json:"paid_months"`
	AccountFen   money.Fen         `json:"account_fen"`
	Entitlements []entitlementJSON `json:"entitlements"`
}

type relationJSON struct {
	Scheme string `json:"scheme"`
	State  string `json:"state"`
	Joined string `json:"joined"`
	Ended  string `json:"ended,omitempty"`
}

type entitlementJSON struct {
	Kind           string    `json:"kind"`
	Status         string    `json:"status"`
	Start          string    `json:"start"`
	AccountPartFen money.Fen `json:"account_part_fen"`
	Plan           string    `json:"plan"`
}

type personAnswer struct{ Body personJSON }

// actor is who the token acts as; no token and a wrong one are the same.
func (a *API) actor(ctx context.Context, header string) (access.Actor, error) {
	text, ok := strings.CutPrefix(header, "Bearer ")
	county, known := access.TokenCounty(text)
	if !ok || !known {
		return access.Actor{}, access.NotSignedIn.With()
	}
	return a.Access.ByToken(ctx, county, text)
}

func (a *API) person(ctx context.Context, in *personAsked) (*personAnswer, error) {
	actor, err := a.actor(ctx, in.Authorization)
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(in.ID, 10, 64)
	if err != nil {
		return nil, person.NotFound.With()
	}
	p, err := a.People.Get(ctx, actor, id, in.Purpose)
	if err != nil {
		return nil, err
	}
	f, err := a.Enrolment.FileOf(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	granted, err := a.Benefit.EntitlementsOf(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	out := personJSON{ID: strconv.FormatInt(p.ID, 10), Name: p.Name, Sex: string(p.Sex), Birth: p.Birth.String(), CitizenID: p.IDMasked,
		Village: string(p.Village), Place: a.People.Places().LocalName(p.Village), PaidMonths: f.PaidMonths, AccountFen: f.Account,
		Relations: relations(f), Entitlements: []entitlementJSON{}}
	if !p.Died.IsZero() {
		out.Died = p.Died.String()
	}
	for _, e := range granted {
		out.Entitlements = append(out.Entitlements, entitlementJSON{string(e.Kind), string(e.Status), e.Start.String(), e.AccountPart, e.Plan})
	}
	return &personAnswer{out}, nil
}

func relations(f enrolment.File) []relationJSON {
	list := []relationJSON{}
	for _, r := range f.Relations {
		j := relationJSON{Scheme: string(r.Scheme), State: string(r.State), Joined: r.Joined.String()}
		if r.Ended != 0 {
			j.Ended = r.Ended.String()
		}
		list = append(list, j)
	}
	return list
}
