package casework

import (
	"context"
	"encoding/json"

	"renshe/civil"
	"renshe/internal/db"
)

var (
	pastColumns = []string{"county", "id", "item", "item_hash", "person", "station", "state", "version", "number", "opened_by", "opened_at", "form_sealed",
		"saved_by", "saved_at", "taken_by", "accepted_at", "accepted_on", "due_on", "legal_due_on", "warn_on", "known_to", "decided_by", "decided_at", "ground", "changed_name", "changed_at"}
	turnColumns = []string{"county", "case_id", "id", "kind", "on_day", "lawful", "days", "rule", "due_on", "legal_due_on", "warn_on", "known_to", "days_left",
		"by_user", "by_name", "at", "run"}
	eventColumns      = []string{"county", "case_id", "id", "kind", "at", "day", "by_user", "by_name", "by_role", "station", "detail"}
	pastLetterColumns = []string{"county", "id", "template", "template_hash", "number", "code", "case_id", "subject", "person", "issued_by", "issued_at", "state", "body_sealed"}
)

// insertPast stores finished matters with their history and their letters.
func insertPast(ctx context.Context, tx *db.Tx, county civil.County, all []pastCase) error {
	i := 0
	_, err := tx.Bulk(ctx, "service_case", pastColumns, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		c := &all[i].Case
		i++
		return []any{county, c.ID, c.Item, c.itemHash, c.Person, c.Station, string(c.State), c.Version, c.Number, c.OpenedBy, db.Micros(c.OpenedAt), all[i-1].sealed,
			c.SavedBy, db.Micros(c.SavedAt), c.TakenBy, db.Micros(c.AcceptedAt), c.Accepted.String(), dayOrNull(c.Due), dayOrNull(c.LegalDue), dayOrNull(c.Warn), dayOrNull(c.Known), c.DecidedBy,
			db.Micros(c.DecidedAt), db.OrNull(c.Ground), c.changedBy, db.Micros(c.changedAt)}, true
	})
	if err != nil {
		return err
	}
	if err := insertPastClocks(ctx, tx, county, all); err != nil {
		return err
	}
	if err := insertPastEvents(ctx, tx, county, all); err != nil {
		return err
	}
	i = 0
	_, err = tx.Bulk(ctx, "letter", pastLetterColumns, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		l := &all[i].letter
		i++
		return []any{county, l.ID, l.Template, l.templateHash, l.Number, l.Code, l.Case, l.Subject, l.Person, l.IssuedBy, db.Micros(l.IssuedAt), "valid", all[i-1].body}, true
	})
	return err
}

// insertPastClocks keeps how the clock began of what had one.
func insertPastClocks(ctx context.Context, tx *db.Tx, county civil.County, all []pastCase) error {
	i := 0
	_, err := tx.Bulk(ctx, "case_clock", turnColumns, func() ([]any, bool) {
		for i < len(all) && all[i].start.Warn.IsZero() {
			i++
		}
		if i == len(all) {
			return nil, false
		}
		c, m, id := &all[i].Case, &all[i].start, tx.NewID()
		i++
		return []any{county, c.ID, id, string(m.Kind), m.On.String(), m.Lawful, m.Days, m.Rule, dayOrNull(m.Due), dayOrNull(m.LegalDue), dayOrNull(m.Warn),
			dayOrNull(m.Known), 0, c.OpenedBy, all[i-1].events[0].Name, db.Micros(c.AcceptedAt), id}, true
	})
	return err
}

func insertPastEvents(ctx context.Context, tx *db.Tx, county civil.County, all []pastCase) error {
	var rows [][]any
	for i := range all {
		for _, e := range all[i].events {
			detail, err := json.Marshal(e.Detail)
			if err != nil {
				return err
			}
			rows = append(rows, []any{county, all[i].ID, tx.NewID(), e.Kind, db.Micros(e.At), civil.DateIn(e.At).String(), e.By, e.Name, e.Role, e.Station, string(detail)})
		}
	}
	i := 0
	_, err := tx.Bulk(ctx, "case_event", eventColumns, func() ([]any, bool) {
		if i++; i > len(rows) {
			return nil, false
		}
		return rows[i-1], true
	})
	return err
}
