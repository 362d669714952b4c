package enrolment

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
)

var (
	saysEntries = words.Text{Zh: "与账户明细的合计不符", En: "it differs from the sum of the account's entries"}
	saysBalance = words.Text{Zh: "个人账户的余额与各项不符", En: "the account's balance differs from its parts"}
)

// Verify compares every individual account with its entries, column by column, for the proof of the books: whoever alters an amount of
// either by hand leaves the other. An error means that something could not be read.
func (r *Rolls) Verify(ctx context.Context, county civil.County) ([]ledger.Finding, error) {
	found := []ledger.Finding{}
	err := r.db.View(ctx, func(tx *db.Tx) error {
		return unequalAccounts(ctx, tx, county, ledger.MaxFindings, func(u unequal) {
			for i, column := range provedColumns {
				if len(found) < ledger.MaxFindings && u.account[i] != u.entries[i] {
					what := saysEntries
					if column == balanceColumn {
						what = saysBalance
					}
					found = append(found, ledger.Finding{Table: "pension_account", Record: strconv.FormatInt(u.person, 10), Column: column,
						Expected: strconv.FormatInt(u.entries[i], 10), Actual: strconv.FormatInt(u.account[i], 10), What: what})
				}
			}
		})
	})
	return found, err
}
