package fail

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"renshe/internal/words"
)

var closed = Define(Blocked, "test.closed",
	words.Text{Zh: "{month} 已经结账。", En: "{month} is closed."}, words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
	words.Text{Zh: "请记入当月。", En: "Post into the open month."})

func TestAFaultTellsWhatIsKeptAndWhatIsNext(t *testing.T) {
	cause := errors.New("disk")
	err := fmt.Errorf("posting: %w", closed.With("month", "2026-03").On("month").Under("财务制度").From(cause))
	if !errors.Is(err, closed) || !errors.Is(err, cause) || KindOf(err) != Blocked {
		t.Errorf("%v is not what it is", err)
	}
	m := As(err).Say(words.Zh)
	if m.What != "2026-03 已经结账。" || m.Kept != "账没有变动。" || m.Next != "请记入当月。" || m.Field != "month" || m.Rule != "财务制度" || m.Code != "test.closed" {
		t.Errorf("%+v", m)
	}
	if m := As(err).Say(words.En); m.What != "2026-03 is closed." {
		t.Errorf("%+v", m)
	}
}

func TestAnUnknownErrorIsInternalAndSaysNothingOfItself(t *testing.T) {
	e := As(errors.New("password=hunter2"))
	if e.Kind != Internal || strings.Contains(e.Say(words.En).What, "hunter2") {
		t.Errorf("%+v", e.Say(words.En))
	}
	if As(nil) != nil {
		t.Error("nil is an error")
	}
	if bare := As(closed); bare.Fault != closed {
		t.Errorf("a bare fault became %v", bare)
	}
}

func TestEachListsAllFailures(t *testing.T) {
	both := errors.Join(closed.With().On("a"), errors.Join(errors.New("x"), closed.With().On("b")))
	var fields []string
	for _, e := range Each(both) {
		fields = append(fields, e.Kind.Slug()+":"+e.Field)
	}
	if got := strings.Join(fields, " "); got != "blocked:a internal: blocked:b" {
		t.Error(got)
	}
	if Each(nil) != nil {
		t.Error("nil has failures")
	}
}

// Programs rely on the table: exit codes and statuses are fixed.
func TestTheTableOfKinds(t *testing.T) {
	for kind, want := range map[Kind]string{Invalid: "invalid 422 2", NotFound: "not-found 404 3", Denied: "denied 403 4", Conflict: "conflict 409 5",
		Blocked: "blocked 409 6", Busy: "busy 503 75", Internal: "internal 500 70"} {
		if got := fmt.Sprint(kind.Slug(), " ", kind.HTTP(), " ", kind.Exit()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestACodeIsDefinedOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a second definition passed")
		}
	}()
	Define(Busy, "test.closed", words.Text{}, words.Text{}, words.Text{})
}
