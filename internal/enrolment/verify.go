package enrolment

import (
	"context"
	"strconv"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
)

var (
	saysEntries   = words.Text{Zh: "与账户明细的合计不符", En: "it differs from the sum of the account's entries"}
	saysSealed    = words.Text{Zh: "发放账户的加密账号打不开", En: "the sealed number of the bank account does not open"}
	saysHash      = words.Text{Zh: "与加密账号不符", En: "it differs from the sealed number"}
	saysNext      = words.Text{Zh: "与前后账户的起止日期不符", En: "one account's end is not the next one's beginning"}
	saysWithdrawn = words.Text{Zh: "与个人账户的支取记录不符", En: "it differs from the withdrawals on record"}
	saysBalance   = words.Text{Zh: "个人账户的余额与各项不符", En: "the account's balance differs from its parts"}
)

// bankPage is how many bank accounts are in memory at a time.
const bankPage = 400

// Verify compares every individual account with its entries, column by column, for the proof of the books: whoever alters an amount of
// either by hand leaves the other. It opens every bank account's number too, and holds the day on which one ended against the next one's
// first. An error means that something could not be read.
func (r *Rolls) Verify(ctx context.Context, county civil.County) ([]ledger.Finding, error) {
	var found []ledger.Finding
	err := r.db.View(ctx, func(tx *db.Tx) (err error) {
		found, err = r.VerifyIn(ctx, tx, county)
		return err
	})
	return found, err
}

// VerifyIn is Verify inside a snapshot that others share.
func (r *Rolls) VerifyIn(ctx context.Context, tx *db.Tx, county civil.County) ([]ledger.Finding, error) {
	found := []ledger.Finding{}
	err := unequalAccounts(ctx, tx, county, ledger.MaxFindings, func(u unequal) {
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
	if err != nil {
		return nil, err
	}
	err = wrongWithdrawals(ctx, tx, county, func(table, record, column string, expected, actual int64) {
		if len(found) < ledger.MaxFindings {
			found = append(found, ledger.Finding{Table: table, Record: record, Column: column,
				Expected: strconv.FormatInt(expected, 10), Actual: strconv.FormatInt(actual, 10), What: saysWithdrawn})
		}
	})
	if err != nil {
		return nil, err
	}
	err = r.verifyBanks(ctx, tx, county, func(id int64, column, expected, actual string, what words.Text) {
		if len(found) < ledger.MaxFindings {
			found = append(found, ledger.Finding{Table: "bank_account", Record: strconv.FormatInt(id, 10), Column: column,
				Expected: expected, Actual: actual, What: what})
		}
	})
	return found, err
}

// verifyBanks finds bank accounts that differ from what their sealed numbers and their neighbours say. Accounts come by person and age.
func (r *Rolls) verifyBanks(ctx context.Context, tx *db.Tx, county civil.County, add func(id int64, column, expected, actual string, what words.Text)) error {
	var last heldBank
	for {
		page, err := heldPage(ctx, tx, county, last.person, last.id, bankPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, b := range page {
			if plain, err := r.box.Unseal(b.sealed, bankBound(county, b.id)); err != nil {
				add(b.id, "number_sealed", "", "", saysSealed)
			} else if want := r.bankHash(civil.BankCard(plain)); want != b.hash {
				add(b.id, "number_hash", strconv.FormatInt(want, 10), strconv.FormatInt(b.hash, 10), saysHash)
			}
			if last.id != 0 && last.person == b.person && last.until != b.since {
				// An account that follows another was recorded on the day from which it holds.
				if recorded := civil.DateIn(time.UnixMicro(b.at)).String(); recorded == last.until {
					add(b.id, "since", last.until, b.since, saysNext)
				} else {
					add(last.id, "until", b.since, last.until, saysNext)
				}
			}
			last = b
		}
	}
}

// BankNumbersIn gives owner and number of bank accounts by id, history too, for the proof of the books. The number is empty where the sealed
// one does not open: [Rolls.Verify] names that.
func (r *Rolls) BankNumbersIn(ctx context.Context, tx *db.Tx, county civil.County, ids []int64) (map[int64]BankAccount, error) {
	known := make(map[int64]BankAccount, len(ids))
	for start := 0; start < len(ids); start += bankPage {
		rows, err := heldByID(ctx, tx, county, ids[start:min(start+bankPage, len(ids))])
		if err != nil {
			return nil, err
		}
		for _, b := range rows {
			plain, err := r.box.Unseal(b.sealed, bankBound(county, b.id))
			if err != nil {
				plain = nil
			}
			known[b.id] = BankAccount{ID: b.id, Person: b.person, Number: civil.BankCard(plain)}
		}
	}
	return known, nil
}
