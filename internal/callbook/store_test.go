package callbook

import (
	"context"

	"renshe/internal/db"
)

// anyCase puts a draft into the table that a call's cases point to; what is in it does not matter here.
func anyCase(ctx context.Context, tx *db.Tx, id, person int64) error {
	if _, err := tx.Exec(ctx, `INSERT INTO case_text (county, hash, kind, code, body, first_used) VALUES (430725, 'h', 'item', 'R07', '', 0)
		ON CONFLICT (county, hash) DO NOTHING`); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO service_case (county, id, item, item_hash, person, station, state, version, opened_by, opened_at, form_sealed,
		saved_by, saved_at, changed_name, changed_at) VALUES (430725, $1, $2, 'h', $3, 7, 'draft', 1, 1, 0, $4, 1, 0, '', 0)`,
		id, "R07-"+string(rune('a'+id%26)), person, []byte{0})
	return err
}
