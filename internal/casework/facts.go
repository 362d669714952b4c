package casework

import (
	"context"
	"errors"
	"strconv"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/internal/registration"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// facts are what the registers know of a person, read in the transaction that uses them (已有信息).
type facts struct {
	person     person.Person
	citizen    civil.CitizenID
	phone      string
	place      string // township and village
	household  string // the person's place in it; "" if none is recorded
	reach      civil.Month
	enrolled   bool      // a living relation with the residents' pension scheme
	employee   bool      // insured in, or drawing from, the employees' scheme
	account    money.Fen // balance of the individual account that nothing has set apart
	paidMonths int
	bank       enrolment.BankAccount
	bankOK     bool
	receiving  bool
	since      civil.Month
	file       enrolment.File
	benefits   []benefit.Entitlement
	registers  []registration.Entry
	today      civil.Date
	found      words.Text
}

func (o *Office) factsIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (*facts, error) {
	f := &facts{today: civil.DateIn(tx.Now())}
	var err error
	if f.person, err = o.People.GetIn(ctx, tx, county, id); err != nil {
		return nil, err
	}
	if f.citizen, f.phone, err = o.People.Identity(ctx, tx, county, id); err != nil {
		return nil, err
	}
	f.place = o.People.Places().LocalName(f.person.Village)
	if f.file, err = o.Enrolment.FileIn(ctx, tx, county, id); err != nil {
		return nil, err
	}
	file := f.file
	_, f.enrolled = file.Relation(enrolment.ResidentPension)
	_, f.employee = file.Relation(enrolment.EmployeePension)
	f.account, f.paidMonths = file.Account-file.Apart, int(file.PaidMonths)
	f.bank, err = o.Enrolment.BankAccountIn(ctx, tx, county, id)
	if err != nil && !errors.Is(err, enrolment.NoBankAccount) {
		return nil, err
	}
	f.bankOK = err == nil && f.bank.Status == enrolment.BankOK
	if f.benefits, err = o.Benefit.EntitlementsIn(ctx, tx, county, id); err != nil {
		return nil, err
	}
	if f.registers, err = o.Registers.OfIn(ctx, tx, county, id); err != nil {
		return nil, err
	}
	for _, e := range f.benefits {
		if e.Kind == benefit.ResidentPension && e.Status != benefit.Stopped {
			f.receiving, f.since = true, e.Start
		}
	}
	if f.person.Household != 0 {
		f.household = f.person.Kin.Title().Zh
	}
	today := f.today
	// A parameter that is not published is told by the assessment; the other facts stand without it.
	if plan, err := o.Law.Compile(county.Division(), askedMonth(today), today, policy.ResidentEntitlement); err == nil {
		f.reach = policy.EvalResidentEntitlement(plan, policy.ResidentEntitlementInput{Birth: f.person.Birth.Month(), Month: askedMonth(today)}).ReachMonth
	}
	if o.finder != nil {
		f.found, err = o.finder.FoundIn(ctx, tx, county, id)
	}
	return f, err
}

// known answers the sources that items may name; an absent record is "".
func (f *facts) known() map[string]string {
	k := map[string]string{
		fromName: f.person.Name, fromCitizenID: f.person.IDMasked, fromBirth: f.person.Birth.String(), fromVillage: f.place,
		fromHousehold: f.household, fromPhone: f.phone, fromFinding: f.found.Zh,
		fromPayTo: payToNew,
	}
	if f.reach != 0 {
		k[fromReach] = f.reach.String()
	}
	if f.enrolled {
		k[fromPaidMonths], k[fromAccount] = itoa(f.paidMonths), f.account.Plain()
	}
	if e := f.registered(deemedMonths); e != nil {
		k[fromDeemed] = e.Attributes["months"]
	}
	if f.bankOK {
		k[fromBankAccount], k[fromPayTo] = f.bank.Bank+" "+f.bank.Masked(), payToOnFile
	}
	return k
}

func itoa(n int) string { return strconv.Itoa(n) }

func yesNo(b bool) string {
	if b {
		return yes
	}
	return no
}
