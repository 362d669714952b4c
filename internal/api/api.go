// Package api is the machines' face (程序接口): JSON over HTTP, described by OpenAPI 3.1 at /api/v1/openapi.json.
//
// # Vocabulary
//
//   - token — 令牌: acts as a user of one county, in "Authorization: Bearer rs_430725_…"; made by [access.Access.AddToken].
//   - purpose — 用途: why a file is read; it is asked for, logged, and shown to the person.
//   - step — 一步: what is done to a case, on the version that was read ([casework.Move]); the answer is the case afterwards.
//
// # Invariants
//
//   - Every failure is problem+json (RFC 9457) with code, kept and next, answered by the same place as a page's failure.
//   - Calculators need no token: they are the law, and keep nothing.
//   - Amounts are integers of fen in fields that end in _fen; identifiers travel as strings.
//
// # Tour
//
//	api.New(api.Rooms{…}).Routes(mux)
//	curl -s localhost:8430/api/v1/calculators/resident-pension -H 'Content-Type: application/json' \
//		-d '{"county":"430725","as_of":"2026-03","inputs":{"account":"18620.00","paid-months":"180"}}'
package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/policy"
)

// Rooms are what the API speaks with.
type Rooms struct {
	Web       *web.Kit
	DB        *db.DB
	Access    *access.Access
	People    *person.Registry
	Enrolment *enrolment.Rolls
	Benefit   *benefit.Benefits
	Office    *casework.Office
	Law       *policy.Set

	Now     func() time.Time
	Version string
}

// API is the room: the addresses under /api/v1.
type API struct{ Rooms }

// New opens the API.
func New(r Rooms) *API {
	if r.Now == nil {
		r.Now = time.Now
	}
	return &API{r}
}

const (
	prefix   = "/api/v1"
	requests = 600 // a minute from one address
)

var (
	badRequest = fail.Define(fail.Invalid, "api.bad-request",
		words.Text{Zh: "请求的格式不对：{detail}", En: "The request is not well formed: {detail}"},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "请对照 /api/v1/openapi.json。", En: "Compare it with /api/v1/openapi.json."})
	noSuchCall = fail.Define(fail.NotFound, "api.no-such-call",
		words.Text{Zh: "没有这个接口。", En: "There is no such call."},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "接口列在 /api/v1/openapi.json。", En: "The calls are listed at /api/v1/openapi.json."})
)

// Routes adds the API's addresses to mux.
func (a *API) Routes(mux *http.ServeMux) {
	calls := http.NewServeMux()
	config := huma.DefaultConfig("renshe", a.Version)
	config.Info.Description = "A county's social-security service: health, a person's file, cases, and the law's calculators."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = prefix+"/openapi", "", ""
	config.CreateHooks = nil // no $schema links: they name a host, and answers stay small
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	h := humago.New(calls, config)
	a.describe(h)
	mux.Handle("/api/", a.Web.Handle(func(w http.ResponseWriter, r *http.Request) error {
		if _, pattern := calls.Handler(r); pattern == "" {
			return noSuchCall.With()
		}
		c := &carrier{lang: web.Display(r).Lang}
		calls.ServeHTTP(&quiet{w, c}, r.WithContext(context.WithValue(r.Context(), carrierKey{}, c)))
		return c.err
	}, web.Rate(web.PerMinute(requests))))
}

// carrier brings a call's failure past huma to the one place that answers errors.
type carrier struct {
	err  error
	lang words.Lang
}

type carrierKey struct{}

// quiet writes nothing once the call has failed: the failure is answered by the web kit.
type quiet struct {
	http.ResponseWriter
	c *carrier
}

func (q *quiet) WriteHeader(status int) {
	if q.c.err == nil {
		q.ResponseWriter.WriteHeader(status)
	}
}

func (q *quiet) Write(b []byte) (int, error) {
	if q.c.err != nil {
		return len(b), nil
	}
	return q.ResponseWriter.Write(b)
}

func carrierOf(ctx context.Context) *carrier {
	if c, ok := ctx.Value(carrierKey{}).(*carrier); ok {
		return c
	}
	return &carrier{} // the description is built outside any request
}

// failed satisfies huma; what people get is the carrier's error.
type failed struct{ status int }

func (f failed) Error() string  { return http.StatusText(f.status) }
func (f failed) GetStatus() int { return f.status }

// huma's own refusals (a body that does not parse, a missing field) take the same way as the rooms'. The hook is global in huma,
// and this is its only user in the program.
func init() {
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		details := []string{msg}
		for _, e := range errs[:min(len(errs), toldFaults)] {
			if e != nil {
				details = append(details, withoutValue(e))
			}
		}
		c := carrierOf(ctx.Context())
		if c.err == nil {
			c.err = badRequest.With("detail", strings.Join(details, "; "))
		}
		return failed{status}
	}
}

// toldFaults is how many faults of one body are told; a hostile one has thousands.
const toldFaults = 8

// withoutValue says what is wrong and where. huma adds what was sent, which may be somebody's number, or a megabyte.
func withoutValue(e error) string {
	var d *huma.ErrorDetail
	if !errors.As(e, &d) {
		return e.Error()
	}
	if d.Location == "" {
		return d.Message
	}
	return d.Message + " (" + d.Location + ")"
}

// call registers an operation whose error is answered by the web kit.
func call[I, O any](h huma.API, op huma.Operation, fn func(ctx context.Context, in *I) (*O, error)) {
	op.Path = prefix + op.Path
	op.Errors = append(op.Errors, http.StatusUnprocessableEntity)
	huma.Register(h, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := fn(ctx, in)
		if err != nil {
			carrierOf(ctx).err = err
			return nil, failed{fail.KindOf(errors.Join(err)).HTTP()}
		}
		return out, nil
	})
}
