package benefit

import (
	"testing"

	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// voucher books on the fund's bank account, dated the bank's day, as the accountant corrects the books.
func (h *house) voucher(debit, credit ledger.AccountID, amount money.Fen) {
	h.t.Helper()
	_, err := h.books.Post(ctx, system, ledger.Batch{ID: h.d.NewID(), Fund: BooksOf(ResidentPension).Fund, Kind: "voucher", Maker: maker.User, Checker: checker.User,
		Cause: "correction", Period: march, Lines: []ledger.Line{{Debit: debit, Credit: credit, Amount: amount, Kind: ledger.Post, ValueDate: march.FirstDay()}}})
	must(h.t, err)
}

// A difference that nothing of the bank's explains stays on the statement to the fen; when a voucher dated no later than the bank's day
// has corrected the books, the statement drawn up again balances and the next month may begin.
func TestACorrectionFinishesTheRun(t *testing.T) {
	const opening, interest money.Fen = 100000000, 77
	a := BooksOf(ResidentPension)
	for _, c := range []struct {
		name          string
		off           money.Fen // the bank's opening balance against the books'
		credits       money.Fen
		later         money.Fen // a subsidy dated after the bank's day, in transit
		difference    money.Fen
		debit, credit ledger.AccountID
		items         int // once corrected
	}{
		{"the bank has a yuan more", 100, 0, 0, 100, a.Bank, a.Subsidy, 0},
		{"the bank has a yuan less", -100, 0, 0, -100, a.Subsidy, a.Bank, 0},
		{"with a subsidy in transit", 100, 0, 5000, 100, a.Bank, a.Subsidy, 1},
		{"with interest that nobody booked", 100, interest, 0, 100 + interest, a.Bank, a.Subsidy, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
				h := build(t, d, opening)
				h.people(3, march)
				r, f := h.filed(march)
				head := bank.ReturnHeader{Run: r.ID, County: county, Account: payingAccount(county, r.Kind), Period: march, Payment: f.Digest,
					Statement: "ST1", Value: march.FirstDay()}
				balance := func(paid money.Fen) bank.Balance {
					return bank.Balance{Opening: opening + c.off, Credits: c.credits, Debits: paid, Closing: opening + c.off + c.credits - paid}
				}
				_, err := h.pay.ImportReturn(ctx, maker, r.ID, answeringWith(t, f.Content, head, balance, nil))
				must(t, err)
				h.fund(c.later)
				for range 2 {
					s, err := h.pay.Reconcile(ctx, maker, r.ID)
					must(t, err)
					if last := s.Items[len(s.Items)-1]; s.Difference != c.difference || last.Kind != Unexplained || last.Amount != c.difference {
						t.Fatalf("not corrected: %+v", s)
					}
					_, err = h.pay.Prepare(ctx, maker, ResidentPension, march.Add(1))
					wants(t, err, RunUnderWay)
				}
				h.voucher(c.debit, c.credit, max(c.off, -c.off))
				s, err := h.pay.Reconcile(ctx, maker, r.ID)
				must(t, err)
				if s.Difference != 0 || len(s.Items) != c.items || s.Already {
					t.Fatalf("corrected: %+v", s)
				}
				v, err := h.pay.Run(ctx, maker, r.ID)
				must(t, err)
				if v.State != Reconciled || v.Statement.Difference != 0 {
					t.Fatalf("%s, %+v", v.State, v.Statement)
				}
				h.sound()
				h.prepared(march.Add(1))
			})
		})
	}
}
