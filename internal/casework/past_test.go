package casework

import (
	"errors"
	"testing"
	"time"

	"renshe/internal/access"
	"renshe/internal/db"
)

// Matters that were finished elsewhere are taken over as they ended; they stand in the lists, and no living case comes of them.
func TestPastMattersAreTakenOver(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.entitled(1)
		now := w.clock.Now()
		ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
		account, err := w.office.Items().Get("R03")
		if err != nil {
			t.Fatal(err)
		}
		past := func(item string, by access.Actor, days int, ground string) Past {
			return Past{Item: item, Person: who, Station: w.officer.Station, Taken: w.officer, Opened: ago(days), Decider: by, Decided: ago(days - 2), Ground: ground}
		}
		all := []Past{past("R03", w.reviewer, 300, ""), past("R03", w.reviewer, 200, account.Refusals[0].Code), past("E11", w.officer, 100, ""), past("P01", w.officer, 50, "")}
		load := func(all []Past) error {
			return w.d.InCounty(w.ctx, taoyuan, func(tx *db.Tx) error { return w.office.LoadPastIn(w.ctx, tx, w.boss, all) })
		}
		if err := load(all); err != nil {
			t.Fatal(err)
		}
		rows, err := w.office.OfPerson(w.ctx, w.officer, who)
		if err != nil || len(rows) != 4 {
			t.Fatalf("%d cases, %v", len(rows), err)
		}
		for i, want := range []State{Answered, AtOnce, Refused, Approved} {
			if rows[i].State != want || rows[i].Number == "" {
				t.Errorf("case %d is %s %q, not %s", i, rows[i].State, rows[i].Number, want)
			}
			if _, err := w.office.Get(w.ctx, w.officer, rows[i].ID); err != nil {
				t.Error(err)
			}
			events, err := w.office.History(w.ctx, w.officer, rows[i].ID)
			if err != nil || len(events) != 3 || events[2].Kind != string(want) {
				t.Errorf("history %+v, %v", events, err)
			}
			letters, err := w.office.Letters(w.ctx, w.officer, rows[i].ID)
			if err != nil || len(letters) != 1 {
				t.Fatalf("%d letters, %v", len(letters), err)
			}
			if _, err := w.office.Letter(w.ctx, w.officer, letters[0].ID); err != nil {
				t.Error(err)
			}
			if v, err := w.office.Verify(w.ctx, letters[0].Code); err != nil || !v.Valid {
				t.Errorf("%+v, %v", v, err)
			}
		}
		if n, err := w.office.Counts(w.ctx, w.reviewer); err != nil || n.Waiting != 0 || n.Drafts != 0 {
			t.Errorf("%+v, %v", n, err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "R03", who); err != nil {
			t.Errorf("a new case beside the past ones: %v", err)
		}
		for name, wrong := range map[string]Past{"one person": past("R03", w.officer, 9, ""), "no ground": past("R03", w.reviewer, 9, "none"),
			"of a claim": past("R07", w.reviewer, 9, ""), "in the future": past("R03", w.reviewer, 1, ""), "two at the window": past("E11", w.reviewer, 9, "")} {
			if err := load([]Past{all[0], wrong}); !errors.Is(err, BadPast) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if rows, err := w.office.OfPerson(w.ctx, w.officer, who); err != nil || len(rows) != 5 {
			t.Errorf("%d cases after refusals, %v", len(rows), err)
		}
	})
}
