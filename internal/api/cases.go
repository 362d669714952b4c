package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"renshe/internal/casework"
	"renshe/internal/person"
)

// describeCases adds the calls about cases. Each does what a page of the desk does, by the same operation, as the token's user.
func (a *API) describeCases(h huma.API) {
	signed := []map[string][]string{{"token": {}}}
	may := []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict}
	call(h, huma.Operation{OperationID: "open-case", Method: http.MethodPost, Path: "/cases", Summary: "Begin a matter for a person, or go on with one's own draft of it",
		Security: signed, Errors: may, MaxBodyBytes: smallBody}, a.openCase)
	call(h, huma.Operation{OperationID: "case", Method: http.MethodGet, Path: "/cases/{id}", Summary: "A case: answers, papers, what is missing, the due date with its article; the reading is logged",
		Security: signed, Errors: may}, a.oneCase)
	call(h, huma.Operation{OperationID: "step-case", Method: http.MethodPost, Path: "/cases/{id}/steps", Summary: "One step of a case, on the version that was read",
		Security: signed, Errors: may, MaxBodyBytes: largeBody}, a.stepCase)
}

// What a body may hold: an identifier and a code; a form with its longest answers.
const (
	smallBody = 4 << 10
	largeBody = 256 << 10
)

type caseOpening struct {
	Authorization string `header:"Authorization" hidden:"true"`
	Body          struct {
		Item   string `json:"item" example:"R07" minLength:"1" maxLength:"20"`
		Person string `json:"person" example:"7345678901234567890" maxLength:"20"`
	}
}

type caseAsked struct {
	ID            string `path:"id" example:"7345678901234567890"`
	Authorization string `header:"Authorization" hidden:"true"`
}

type caseStep struct {
	ID            string `path:"id" example:"7345678901234567890"`
	Authorization string `header:"Authorization" hidden:"true"`
	Body          casework.Move
}

type caseAnswer struct{ Body casework.Told }

func (a *API) openCase(ctx context.Context, in *caseOpening) (*caseAnswer, error) {
	actor, err := a.actor(ctx, in.Authorization)
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(in.Body.Person, 10, 64)
	if err != nil {
		return nil, person.NotFound.With()
	}
	v, err := a.Office.Open(ctx, actor, in.Body.Item, id)
	if err != nil {
		return nil, err
	}
	told, err := a.Office.Tell(ctx, actor, v.ID, carrierOf(ctx).lang)
	return &caseAnswer{told}, err
}

func (a *API) oneCase(ctx context.Context, in *caseAsked) (*caseAnswer, error) {
	actor, err := a.actor(ctx, in.Authorization)
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(in.ID, 10, 64)
	if err != nil {
		return nil, casework.NoSuchCase.With()
	}
	told, err := a.Office.Tell(ctx, actor, id, carrierOf(ctx).lang)
	return &caseAnswer{told}, err
}

func (a *API) stepCase(ctx context.Context, in *caseStep) (*caseAnswer, error) {
	actor, err := a.actor(ctx, in.Authorization)
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(in.ID, 10, 64)
	if err != nil {
		return nil, casework.NoSuchCase.With()
	}
	if err := a.Office.Take(ctx, actor, id, in.Body); err != nil {
		return nil, err
	}
	told, err := a.Office.Tell(ctx, actor, id, carrierOf(ctx).lang)
	return &caseAnswer{told}, err
}
