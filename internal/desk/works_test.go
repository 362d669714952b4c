package desk

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/reception"
)

// A step that panics ends as an error of whoever began it: the program, and everybody else's work, goes on.
func TestAStepThatPanicsIsAnError(t *testing.T) {
	w := newWorks()
	v := &visit{Visit: &reception.Visit{R: httptest.NewRequest("POST", "/desk/runs", nil), Ctx: t.Context(), Actor: access.Actor{User: 7}}}
	w.start(v, "run", func(context.Context) (func(*visit), error) { panic("a name that is nobody's business") })
	running, err := w.under(v, "run")
	if running || err == nil {
		t.Fatalf("running %v, error %v", running, err)
	}
	if s := err.Error(); strings.Contains(s, "a name") || !strings.Contains(s, "works_test.go") {
		t.Errorf("the error tells the panic's value, or not its place: %.300s", s)
	}
	if running, err := w.under(v, "run"); running || err != nil {
		t.Errorf("told twice: %v, %v", running, err)
	}
}
