package ledger

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// Movement is one transfer that moved money on an account, with the kind and the cause of its batch: what a reconciliation holds against the
// bank's own record.
type Movement struct {
	Entry
	Amount     money.Fen // debits are above zero, credits below
	BatchKind  string
	BatchCause string
}

// MovementsIn gives every transfer that moved money on an account from a place in the log on (0: all of them), in the order of the log.
// Reservations move nothing and are left out.
func (l *Ledger) MovementsIn(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, from int64, each func(Movement) error) error {
	for _, side := range []bool{true, false} {
		err := movementRows(ctx, tx, county, id, from, side, func(r *transferRow, kind, cause string) error {
			e, err := r.entry(id)
			if err != nil {
				return err
			}
			m := Movement{Entry: e, Amount: e.Amount, BatchKind: kind, BatchCause: cause}
			if e.Credit == id {
				m.Amount = -e.Amount
			}
			return each(m)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// MovementAtIn gives one such transfer by its place in the log; found is false if there is none that moved money on the account.
func (l *Ledger) MovementAtIn(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, seq int64) (m Movement, found bool, err error) {
	r, kind, cause, err := movementRow(ctx, tx, county, id, seq)
	if db.IsNoRows(err) {
		return m, false, nil
	}
	if err != nil {
		return m, false, err
	}
	e, err := r.entry(id)
	m = Movement{Entry: e, Amount: e.Amount, BatchKind: kind, BatchCause: cause}
	if e.Credit == id {
		m.Amount = -e.Amount
	}
	return m, err == nil, err
}

// SizeIn is how many records the county's log has.
func (l *Ledger) SizeIn(ctx context.Context, tx *db.Tx, county civil.County) (int64, error) {
	head, err := readHead(ctx, tx, county)
	return head.size, err
}

// CloseGuard is asked before a month of a fund is closed; what it returns is why it may not be ([Ledger.GuardClosing]).
type CloseGuard interface {
	MayClose(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, month civil.Month) error
}

// GuardClosing lets a room of a higher floor be asked before a month is closed. It is called once, when the rooms are wired.
func (l *Ledger) GuardClosing(g CloseGuard) { l.guard = g }
