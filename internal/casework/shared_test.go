package casework

import (
	"slices"
	"testing"

	"renshe/civil"
)

// Whoever takes a claim in and whoever decides it sees that somebody else's benefits go to the same number.
func TestASharedAccountIsSeenBeforeTheDecision(t *testing.T) {
	eachWorld(t, func(w *world) {
		shared := func(v *View) bool {
			return slices.ContainsFunc(v.Warnings, func(x civil.Warning) bool { return x.Code == "enrolment.shared-account" })
		}
		first := w.entitled(1)
		if v, err := w.office.Get(w.ctx, w.officer, w.opened(w.officer, first).ID); err != nil || shared(v) {
			t.Error("an account of one person is called shared")
		}
		second := w.entitled(2) // the fixture gives everybody one number
		v, err := w.office.Get(w.ctx, w.officer, w.opened(w.officer, second).ID)
		if err != nil || !shared(v) {
			t.Errorf("the officer is not told: %v %v", v.Warnings, err)
		}
		done := w.submitted(w.officer, w.entitled(3))
		if v, err = w.office.Get(w.ctx, w.reviewer, done.Case.ID); err != nil || !shared(v) {
			t.Errorf("the reviewer is not told: %v", err)
		}
	})
}
