package enrolment

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// Born is a span of birth months, both ends included. Who reaches pension age in a month was born that many months before:
// the age is the plan's to say, not this room's.
type Born struct{ From, To civil.Month }

// SweepRow is what the sweep needs to know of one living person.
type SweepRow struct {
	Person            int64
	Birth             civil.Month
	BirthDate         civil.Date
	Village           civil.Division
	Enrolled          bool  // has a living relation with the residents' pension
	State             State // of that relation; "" if there is none
	Joined            civil.Month
	PaidMonths        int32
	Account           money.Fen // balance
	InEmployeeScheme  bool      // has a living relation with the employees' pension
	EmployeeReceiving bool      // and draws it
}

// Receiving says whether the residents' pension is being drawn.
func (r SweepRow) Receiving() bool { return r.State == Receiving }

const sweepPage = 1000

// SweepRows hands every living person born in the span to fn, by birth date. fn may use tx.
func (r *Rolls) SweepRows(ctx context.Context, tx *db.Tx, county civil.County, born Born, fn func(SweepRow) error) error {
	from, end := born.From.FirstDay().String(), born.To.Add(1).FirstDay().String()
	after := int64(0)
	for {
		page, err := readSweep(ctx, tx, county, from, after, end)
		if err != nil {
			return err
		}
		for _, row := range page {
			if err := fn(row); err != nil {
				return err
			}
		}
		if len(page) < sweepPage {
			return nil
		}
		last := page[len(page)-1]
		from, after = last.BirthDate.String(), last.Person
	}
}

// Payee is what the gate before payment needs to know of one person.
type Payee struct {
	Person            int64
	Name              string
	Birth             civil.Date
	Village           civil.Division
	Died              civil.Date // zero while alive
	EmployeeReceiving bool       // draws the employees' pension
	Bank              Passbook   // the zero value if none is recorded
}

// Passbook is what a payment needs to know of a bank account.
type Passbook struct {
	ID     int64
	Number civil.BankCard
	Status BankStatus
}

// PayeesIn reads what the gate needs of many people at once; who is unknown is absent from the answer.
func (r *Rolls) PayeesIn(ctx context.Context, tx *db.Tx, county civil.County, people []int64) (map[int64]Payee, error) {
	all := make(map[int64]Payee, len(people))
	for start := 0; start < len(people); start += payoutChunk {
		if err := r.payees(ctx, tx, county, people[start:min(start+payoutChunk, len(people))], all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (r *Rolls) payees(ctx context.Context, tx *db.Tx, county civil.County, people []int64, into map[int64]Payee) error {
	return readPayees(ctx, tx, county, people, func(p Payee, sealed []byte) (err error) {
		if p.Bank.ID != 0 {
			p.Bank.Number, err = r.openNumber(county, p.Bank.ID, sealed)
		}
		into[p.Person] = p
		return err
	})
}

// Address is where a payment goes: whose account it is, and its number.
type Address struct {
	Name   string
	Number civil.BankCard
}

// AddressesIn reads many bank accounts at once, current or not; one that is unknown is absent from the answer.
func (r *Rolls) AddressesIn(ctx context.Context, tx *db.Tx, county civil.County, accounts []int64) (map[int64]Address, error) {
	all := make(map[int64]Address, len(accounts))
	for start := 0; start < len(accounts); start += payoutChunk {
		err := readAddresses(ctx, tx, county, accounts[start:min(start+payoutChunk, len(accounts))], func(account int64, a Address, sealed []byte) (err error) {
			a.Number, err = r.openNumber(county, account, sealed)
			all[account] = a
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}
