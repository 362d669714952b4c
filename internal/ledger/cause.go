package ledger

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// CausedIn lists the lines of a batch that moved money for a cause, e.g. "payment:81" for "payment:81/2026-03", in the order in which
// they were asked for.
func (l *Ledger) CausedIn(ctx context.Context, tx *db.Tx, county civil.County, batch int64, cause string) ([]Entry, error) {
	rows, err := causedRows(ctx, tx, county, batch, cause+"/", cause+"0") // "0" follows "/"
	if err != nil {
		return nil, err
	}
	all := make([]Entry, len(rows))
	for i := range rows {
		if all[i], err = rows[i].entry(0); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// EntryIn is the transfer at a place in the log; false: there is none, or another record stands there.
func (l *Ledger) EntryIn(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (e Entry, found bool, err error) {
	rows, err := placedRows(ctx, tx, county, seq)
	if err != nil || len(rows) == 0 {
		return e, false, err
	}
	e, err = rows[0].entry(0)
	return e, err == nil, err
}

// ReversalIn is the transfer that undid the one at a place; false: none did.
func (l *Ledger) ReversalIn(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (e Entry, found bool, err error) {
	rows, err := reversingRows(ctx, tx, county, seq)
	if err != nil || len(rows) == 0 {
		return e, false, err
	}
	e, err = rows[0].entry(0)
	return e, err == nil, err
}
