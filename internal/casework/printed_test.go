package casework

import (
	"testing"

	"renshe/civil"
)

func TestTheDaysLettersAreThoseOfTheDayAndTheDesk(t *testing.T) {
	eachWorld(t, func(w *world) {
		first := w.submitted(w.officer, w.entitled(1))
		w.clock.Add(days(1))
		defer w.clock.Add(-days(1))
		second := w.submitted(w.officer, w.entitled(3))
		other := w.submitted(w.second, w.entitled(5))
		for _, c := range []struct {
			day  string
			want Letter
		}{{"2026-03-02", first.Letter}, {"2026-03-03", second.Letter}} {
			day, err := civil.ParseDate(c.day)
			if err != nil {
				t.Fatal(err)
			}
			list, err := w.office.LettersOn(w.ctx, w.officer, day, 10)
			if err != nil || len(list) != 1 || list[0].Number != c.want.Number || list[0].Page.Title.Zh == "" {
				t.Errorf("%s: %+v %v, want %s and not %s", c.day, list, err, c.want.Number, other.Letter.Number)
			}
		}
	})
}
