package reception_test

import (
	"errors"
	"net/http"
	"testing"

	"renshe/internal/access"
	"renshe/internal/reception"
	"renshe/internal/words"
	"renshe/ui"
)

// What a person can correct stands on the form again; what nobody at the counter can do anything about is an error page.
func TestOnlyWhatCanBeCorrectedStandsOnTheForm(t *testing.T) {
	p := &ui.Page{Banner: &ui.Banner{Title: words.Text{Zh: "已保存", En: "saved"}}}
	status, unknown := reception.Refuse(p, errors.Join(access.NotSignedIn.With(), access.NoUser.With().On("login")))
	if status != http.StatusNotFound || unknown != nil || len(p.Faults) != 2 || p.Fault("login") == nil || p.Banner != nil {
		t.Errorf("%d %v %+v %v", status, unknown, p.Faults, p.Banner)
	}
	lost := errors.New("the disk is gone")
	if _, unknown := reception.Refuse(&ui.Page{}, lost); !errors.Is(unknown, lost) {
		t.Errorf("an unknown error became %v", unknown)
	}
}

func TestWhoeverIsSignedInMayDoWhatNeedsNoPermission(t *testing.T) {
	v := &reception.Visit{Actor: access.Actor{Role: access.Supervisor}}
	for need, may := range map[access.Permission]bool{reception.Anybody: true, access.FundRead: true, access.LedgerPost: false} {
		if v.May(need) != may {
			t.Errorf("%q: %v", need, v.May(need))
		}
	}
}
