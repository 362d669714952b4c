package ledger

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// knownSums is what the first size records of the log posted to accounts of one fund for value dates up to a day, and, for every day, what they
// reserved and did not end. It reads few transfers: months that were closed by then are whole, nothing of them was reserved any more, and
// their turnover is kept; of the others it adds up what was known, or takes what was not known from what is there now, whichever is less.
func knownSums(ctx context.Context, tx *db.Tx, county civil.County, from, to AccountID, size int64, day string) (map[int64]Balance, error) {
	fund := from.Fund()
	closed, err := closedBy(ctx, tx, county, fund, size)
	if err != nil {
		return nil, err
	}
	head, err := readHead(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	low, high, err := batchesBetween(ctx, tx, county, fund, closed+1, 1<<30)
	if err != nil {
		return nil, err
	}
	sums := map[int64]Balance{}
	add := func(sign int64) func(int64, Balance) {
		return func(id int64, b Balance) { sums[id] = sums[id].plus(b, sign) }
	}
	until := closed // up to which month the kept turnover counts
	switch {
	case high < low || size <= low: // nothing of the open months was known
	case size-low <= head.size-size:
		err = placeSums(ctx, tx, county, from, to, low, size, closed, day, add(1))
	default:
		until = 1 << 30
		if err = placeSums(ctx, tx, county, from, to, size, head.size, closed, day, add(-1)); err != nil {
			return nil, err
		}
		err = reservedNow(ctx, tx, county, fund, add(1))
	}
	if err != nil {
		return nil, err
	}
	return sums, valueSums(ctx, tx, county, from, to, until, day, add(1))
}

// plus adds another balance of the account, or takes it off.
func (b Balance) plus(o Balance, sign int64) Balance {
	for _, p := range []struct {
		into *int64
		more int64
	}{{(*int64)(&b.Debits), int64(o.Debits)}, {(*int64)(&b.Credits), int64(o.Credits)},
		{(*int64)(&b.PendingDebits), int64(o.PendingDebits)}, {(*int64)(&b.PendingCredits), int64(o.PendingCredits)}} {
		*p.into += sign * p.more
	}
	return b
}

// reservedNow gives what each account of a fund has reserved at the end of the log, by its own counters.
func reservedNow(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, each func(int64, Balance)) error {
	return fundAccounts(ctx, tx, county, fund, func(a *accountRow) error {
		b := a.balance()
		each(a.id, Balance{PendingDebits: b.PendingDebits, PendingCredits: b.PendingCredits})
		return nil
	})
}
