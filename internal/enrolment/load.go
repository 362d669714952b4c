package enrolment

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

func fen(n sql.NullInt64) money.Fen { return money.Fen(n.Int64) }

// Load is a bulk load: whole histories of new people. The balance of each account is computed from its entries here, so that a load
// cannot disagree with them.
type Load struct {
	Relations []Relation
	Entries   []Entry // in the order of people
	Banks     []BankAccount
}

// Batch is a load ready to be written, its bank accounts sealed.
type Batch struct {
	county    civil.County
	relations []Relation
	accounts  []Account
	entries   []Entry
	banks     []bankRow
}

// Seal makes a batch. It touches no database and may run on several goroutines. Members of the residents' pension without
// entries get an empty account.
func (r *Rolls) Seal(county civil.County, at time.Time, user int64, l Load) *Batch {
	b := &Batch{county: county, relations: l.Relations, entries: l.Entries}
	index := map[int64]int{}
	open := func(person int64) *Account {
		n, ok := index[person]
		if !ok {
			n = len(b.accounts)
			index[person] = n
			b.accounts = append(b.accounts, Account{Person: person})
		}
		return &b.accounts[n]
	}
	for _, rel := range l.Relations {
		if rel.Scheme == ResidentPension {
			open(rel.Person)
		}
	}
	for _, e := range l.Entries {
		a := open(e.Person)
		a.Personal += e.Personal
		a.Collective += e.Collective
		a.Subsidy += e.Subsidy
		a.Interest += e.Interest
		a.Paid += e.Paid
		a.Balance += e.Personal + e.Collective + e.Subsidy + e.Interest - e.Paid
		a.PaidMonths += e.Months
	}
	for _, account := range l.Banks {
		account.At = at
		b.banks = append(b.banks, r.bankRow(county, account, user))
	}
	return b
}

// LoadIn writes a batch; every constraint holds as for single entries. The audit of a load is its caller's.
func (r *Rolls) LoadIn(ctx context.Context, tx *db.Tx, actor access.Actor, b *Batch) error {
	if err := actor.May(access.PersonWrite); err != nil {
		return err
	}
	return load(ctx, tx, b)
}
