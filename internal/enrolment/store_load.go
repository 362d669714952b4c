package enrolment

import (
	"context"

	"renshe/internal/db"
)

var (
	relationColumns = []string{"county", "id", "person", "scheme", "state", "joined", "ended"}
	accountColumns  = []string{"county", "person", "personal_fen", "collective_fen", "subsidy_fen", "interest_fen", "paid_fen", "balance_fen", "paid_months"}
)

func load(ctx context.Context, tx *db.Tx, b *Batch) error {
	if err := bulk(ctx, tx, "relation", relationColumns, len(b.relations), func(n int) []any {
		r := b.relations[n]
		var ended any
		if r.Ended != 0 {
			ended = r.Ended
		}
		return []any{b.county, r.ID, r.Person, r.Scheme, r.State, r.Joined, ended}
	}); err != nil {
		return err
	}
	if err := bulk(ctx, tx, "pension_account", accountColumns, len(b.accounts), func(n int) []any {
		a := b.accounts[n]
		return []any{b.county, a.Person, a.Personal, a.Collective, a.Subsidy, a.Interest, a.Paid, a.Balance, a.PaidMonths}
	}); err != nil {
		return err
	}
	if err := bulk(ctx, tx, "pension_entry", entryColumns, len(b.entries), func(n int) []any { return b.entries[n].values(b.county) }); err != nil {
		return err
	}
	return bulk(ctx, tx, "bank_account", bankColumns, len(b.banks), func(n int) []any { return b.banks[n].values(b.county) })
}

func bulk(ctx context.Context, tx *db.Tx, table string, columns []string, rows int, row func(n int) []any) error {
	if rows == 0 {
		return nil
	}
	n := 0
	_, err := tx.Bulk(ctx, table, columns, func() ([]any, bool) {
		if n == rows {
			return nil, false
		}
		n++
		return row(n - 1), true
	})
	return err
}
