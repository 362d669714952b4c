package books

import (
	"testing"

	"renshe/internal/ledger"
)

// A long batch is printed by accounts: nothing of it is lost, and what is reserved is not added to what was posted.
func TestAVoucherIsAddedUpByAccounts(t *testing.T) {
	f := ledger.ResidentPension
	a, b, c := f.Account(1), f.Account(2), f.Account(3)
	lines := []paperLine{{kind: ledger.Post, debit: b, credit: a, count: 1, amount: 5}, {kind: ledger.Post, debit: a, credit: b, count: 1, amount: 7}, {kind: ledger.Void, debit: a, credit: b, count: 1, amount: 11},
		{kind: ledger.Post, debit: a, credit: c, count: 1, amount: 13}, {kind: ledger.Post, debit: a, credit: b, count: 1, amount: 17}}
	got := summary(lines)
	want := map[paperLine]bool{{kind: ledger.Post, debit: a, credit: b, count: 2, amount: 24}: true, {kind: ledger.Void, debit: a, credit: b, count: 1, amount: 11}: true,
		{kind: ledger.Post, debit: a, credit: c, count: 1, amount: 13}: true, {kind: ledger.Post, debit: b, credit: a, count: 1, amount: 5}: true}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, l := range got {
		if !want[l] {
			t.Errorf("%+v is not expected", l)
		}
		if i > 0 && got[i-1].debit > l.debit {
			t.Errorf("line %d stands after an account with a higher number", i)
		}
	}
}
