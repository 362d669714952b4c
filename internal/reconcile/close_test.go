package reconcile

import (
	"errors"
	"testing"

	"renshe/internal/ledger"
)

// TestATableThatTheBooksLeftBehindClosesNothing books another movement of the month after its tables were signed: the month is closed only with
// tables that say what the books say.
func TestATableThatTheBooksLeftBehindClosesNothing(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for number, account := range map[string]ledger.AccountID{spendingNumber: spending, treasuryNumber: treasury} {
			h.take(h.statement(number, "camt.053", march.FirstDay(), march.LastDay()))
			h.run(account)
			h.signed(account)
		}
		h.post("voucher", "late", ledger.Line{Debit: basic, Credit: spending, Amount: 777, ValueDate: march.LastDay() - 10})
		shut := func() error {
			_, err := h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, march)
			return err
		}
		if err := shut(); !errors.Is(err, Outdated) {
			t.Fatalf("closed over a table that lacks 7.77 yuan: %v", err)
		}
		if now := h.signed(spending); now.Sums[BookOut] != 777 {
			t.Errorf("%+v", now)
		}
		must(t, shut())
		h.clean()
	})
}

// signed is the table of the month's last day, drawn up by one person and signed by another.
func (h *house) signed(account ledger.AccountID) Table {
	h.t.Helper()
	table, err := h.r.Prepare(ctx, maker, account, march.LastDay(), "")
	must(h.t, err)
	table, err = h.r.Sign(ctx, checker, table.ID)
	must(h.t, err)
	return table
}
