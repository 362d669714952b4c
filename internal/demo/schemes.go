package demo

import (
	"context"
	"errors"
	"fmt"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/money"
	"renshe/policy"
)

// schemesMonths is for how many months the other schemes are paid before the county's own month: back to a September, when the year's
// base of the employees' pension is not yet published, if the county's month is a March.
const schemesMonths = 6

// othersFrom is the first number of the people of the other schemes: beyond everybody a county can have.
const othersFrom = MaxPeople + 1001

// other is somebody of another scheme. Amounts are what the calculators give for the inputs.
type other struct {
	kind    benefit.Kind
	sex     civil.Sex
	age     int // months at the month that decided
	inputs  map[string]string
	decided int // months after the first of the schemes' months; below 0 before it, and paid elsewhere until then
	from    int // months after it from which this program pays
}

func retired(sex civil.Sex, age int, index, years, deemed, account string, decided int) other {
	in := map[string]string{"index": index, "years": years, "account": account, "age": fmt.Sprintf("%dy%dm", age/12, age%12)}
	if deemed != "" {
		in["deemed-years"] = deemed
	}
	return other{kind: benefit.EmployeePension, sex: sex, age: age, inputs: in, decided: decided}
}

func jobless(sex civil.Sex, age int, paid string) other {
	return other{kind: benefit.UnemploymentBenefit, sex: sex, age: age, inputs: map[string]string{"paid-months": paid}, decided: schemesMonths - 2, from: schemesMonths - 2}
}

func injured(age int, grade, wage string) other {
	return other{kind: benefit.InjuryAllowance, sex: civil.Male, age: age, decided: schemesMonths - 2, from: schemesMonths - 2,
		inputs: map[string]string{"grade": grade, "wage": wage, "age-month": fmt.Sprintf("%dy%dm", age/12, age%12), "category": "M60"}}
}

func left(sex civil.Sex, age int, wage, kin string) other {
	return other{kind: benefit.DependantAllowance, sex: sex, age: age, decided: schemesMonths - 2, from: schemesMonths - 2,
		inputs: map[string]string{"wage": wage, "dependants": kin}}
}

func subsidised(sex civil.Sex, age int, paid string) other {
	return other{kind: benefit.EmploymentSubsidy, sex: sex, age: age, decided: schemesMonths - 1, from: schemesMonths - 1,
		inputs: map[string]string{"group": "hard-to-employ", "recognised": "yes", "category": "F55", "paid": paid, "months": "12"}}
}

// Whom the story of the other schemes names, by their place in [others].
const (
	diedLate     = 5 // a pensioner whose death was reported late
	listedDead   = 6 // one whom a list of the dead names
	underInquiry = 4 // one whose suspension waits to be decided
	workedAgain  = 9
	inCustody    = 13
	onCustody    = 10 // one whom a list of people in custody names
	cardClosed   = 7
)

// others are the people of the other schemes: five retired in the first month, three before; jobless, injured, dependants, subsidised.
var others = []other{
	retired(civil.Male, 722, "0.8412", "17.25", "", "46210.80", 0), retired(civil.Male, 722, "1.0324", "31.33", "8.17", "85298.25", 0),
	retired(civil.Female, 603, "0.6", "15.5", "", "38120.40", 0), retired(civil.Female, 662, "1.1875", "28.75", "4.5", "92304.66", 0),
	retired(civil.Male, 722, "0.7213", "20.08", "2.25", "51877.15", 0), retired(civil.Male, 720, "0.9106", "24.5", "6.33", "63015.92", -11),
	retired(civil.Female, 660, "0.7844", "22.17", "3.08", "58240.37", -11), retired(civil.Female, 600, "0.6532", "18.92", "1.5", "41990.08", -10),
	jobless(civil.Male, 38*12+3, "27"), jobless(civil.Female, 41*12+7, "64"), jobless(civil.Male, 52*12+1, "131"), jobless(civil.Female, 29*12+9, "14"),
	injured(45*12+6, "3", "6000"), injured(39*12+2, "4", "5200"), injured(51*12+8, "2", "6800"),
	left(civil.Female, 44*12+5, "6000", "spouse"), left(civil.Male, 12*12+4, "5400", "child"),
	subsidised(civil.Female, 47*12+10, "9600"), subsidised(civil.Female, 49*12+3, "8400"),
}

// begin sets the clock back to where the payments of the other schemes begin; false where the county has no clock or that year no calendar.
func (b *builder) begin() (bool, error) {
	if b.o.Clock == nil {
		return false, nil
	}
	morning, err := Morning(b.o.AsOf.Add(-schemesMonths))
	if errors.Is(err, civil.CalendarYearMissing) {
		return false, nil
	}
	if err == nil {
		b.o.Clock.Set(morning)
	}
	return err == nil, err
}

// schemes opens every fund's books, takes in the people of the other schemes and pays them month by month up to the county's own month.
func (b *builder) schemes(ctx context.Context, stations []workforce.Station) error {
	first := b.o.AsOf.Add(-schemesMonths)
	err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		if err := b.openFunds(ctx, tx, first); err != nil {
			return err
		}
		return b.takeIn(ctx, tx, first, storyVillages(stations))
	})
	if err != nil {
		return err
	}
	for n := range schemesMonths {
		m := first.Add(n)
		morning, err := Morning(m)
		if err != nil {
			return err
		}
		b.o.Clock.Set(morning)
		if err := b.decideOthers(ctx, n, m); err != nil {
			return err
		}
		for _, k := range []benefit.Kind{benefit.EmployeePension, benefit.UnemploymentBenefit, benefit.InjuryAllowance, benefit.DependantAllowance, benefit.EmploymentSubsidy} {
			if b.paying[k] {
				if err := b.payKind(ctx, k, m); err != nil {
					return err
				}
			}
		}
		b.progress(stepSchemes, n+1, schemesMonths)
	}
	morning, err := Morning(b.o.AsOf)
	if err != nil {
		return err
	}
	b.o.Clock.Set(morning)
	return nil
}

// What the other funds open with. These are figures of the demo's data alone.
const (
	fundAtBank     = 1_200_000 * money.Yuan
	fundAtTreasury = 8_000_000 * money.Yuan
	budgetAtBank   = 300_000 * money.Yuan
)

// openFunds opens the books of every fund of law/funds that goes on, but the residents', with what each brought along.
func (b *builder) openFunds(ctx context.Context, tx *db.Tx, period civil.Month) error {
	accountant := b.actor("kuaiji", access.Accountant)
	by := ledger.Persons{Maker: accountant.User, Checker: b.users["shenpi"].ID}
	for _, def := range ledger.Funds() {
		if def.Number == ledger.ResidentPension || def.Until != 0 && def.Until < b.today {
			continue
		}
		for _, k := range benefit.Kinds() {
			if benefit.BooksOf(k).Fund == def.Number {
				if err := b.Benefits.OpenBooksIn(ctx, tx, accountant, by, k); err != nil {
					return err
				}
			}
		}
		bankAccount, treasury, fund := def.Number.Account(1004), def.Number.Account(1003), def.Number.Account(3001)
		lines := []ledger.Line{{Debit: bankAccount, Credit: fund, Amount: fundAtBank, Kind: ledger.Post, Code: "opening", Cause: "opening"},
			{Debit: treasury, Credit: fund, Amount: fundAtTreasury, Kind: ledger.Post, Code: "opening", Cause: "opening"}}
		if def.Kind == "budget" {
			lines = lines[:1]
			lines[0].Amount = budgetAtBank
		}
		for _, open := range []ledger.Account{
			{ID: bankAccount, Fund: def.Number, Class: ledger.Asset, Owner: "county", NoOverdraft: true, Title: words.Text{Zh: "支出户存款", En: "disbursement account at the bank"}},
			{ID: treasury, Fund: def.Number, Class: ledger.Asset, Owner: "county", NoOverdraft: true, Title: words.Text{Zh: "财政专户存款", En: "dedicated account at the treasury"}},
			{ID: fund, Fund: def.Number, Class: ledger.NetAssets, Owner: "county", Title: words.Text{Zh: "基金结余", En: "fund balance"}},
		} {
			if err := b.Books.OpenAccountIn(ctx, tx, accountant, by, open); err != nil {
				return err
			}
		}
		if _, err := b.Books.PostIn(ctx, tx, accountant, ledger.Batch{ID: tx.NewID(), Fund: def.Number, Kind: "opening", Maker: by.Maker,
			Checker: by.Checker, Cause: "opening", Period: period, Lines: lines}); err != nil {
			return err
		}
	}
	return nil
}

// takeIn registers the people of the other schemes, with their relation and account.
func (b *builder) takeIn(ctx context.Context, tx *db.Tx, first civil.Month, villages []civil.Division) error {
	rng := seeded(b.o.Seed, "schemes")
	var people []person.Loaded
	var load enrolment.Load
	for n, o := range others {
		id := int64(othersFrom + n)
		birth := first.Add(o.decided - o.age).FirstDay().Add(rng.IntN(28))
		seq := 998 - 2*(n%10)
		if o.sex == civil.Male {
			seq++
		}
		people = append(people, person.Loaded{ID: id, Name: fullName(rng, pickEarly(rng, surnames), o.sex, birth.Year()), CitizenID: civil.MakeCitizenID(region, birth, seq),
			Phone: phoneNumber(id), Village: villages[n%len(villages)], Kin: person.Head})
		state := enrolment.Paying
		if o.kind == benefit.EmployeePension {
			state = enrolment.Receiving
		}
		if o.kind != benefit.DependantAllowance {
			load.Relations = append(load.Relations, enrolment.Relation{ID: id*idStep + 2, Person: id, Scheme: enrolment.EmployeePension, State: state, Joined: first.Add(-120 - rng.IntN(60))})
		}
		load.Banks = append(load.Banks, enrolment.BankAccount{ID: id*idStep + 3, Person: id, Bank: demoBanks[n%len(demoBanks)], Number: cardNumber(id),
			Status: enrolment.BankOK, Since: first.FirstDay().Add(-200)})
	}
	if err := b.People.LoadIn(ctx, tx, b.system, b.People.Seal(b.o.County, tx.Now(), nil, people)); err != nil {
		return err
	}
	b.report.Others = len(people)
	return b.Rolls.LoadIn(ctx, tx, b.system, b.Rolls.Seal(b.o.County, tx.Now(), 0, load))
}

// decideOthers grants what is decided in a month. Whom the law on file gives no amount for that month is left out: nothing is invented.
func (b *builder) decideOthers(ctx context.Context, n int, m civil.Month) error {
	if b.paying == nil {
		b.paying, b.entitled = map[benefit.Kind]bool{}, map[int]int64{}
	}
	reviewer := b.actor("fuhe", access.Reviewer)
	for i, o := range others {
		if max(o.decided, 0) != n {
			continue
		}
		decided := m.Add(min(o.decided, 0))
		g := benefit.Grant{Person: int64(othersFrom + i), Kind: o.kind, Start: decided, Inputs: o.inputs, PaidBefore: m}
		if o.kind == benefit.EmploymentSubsidy {
			in, err := b.subsidy(o, m)
			if notInLaw(err) {
				continue
			}
			if err != nil {
				return err
			}
			g.Inputs = in
		}
		err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
			e, err := b.Benefits.GrantIn(ctx, tx, reviewer, g)
			b.entitled[i] = e.ID
			return err
		})
		if notInLaw(err) {
			delete(b.entitled, i)
			continue
		}
		if err != nil {
			return err
		}
		b.paying[o.kind] = true
	}
	return nil
}

// notInLaw says whether the law on file has no answer, rather than that something broke.
func notInLaw(err error) bool {
	if err == nil {
		return false
	}
	k := fail.KindOf(err)
	return k == fail.Invalid || k == fail.NotFound || k == fail.Blocked
}

// subsidy is what the calculator gives at most, as the decision fixes it.
func (b *builder) subsidy(o other, m civil.Month) (map[string]string, error) {
	in := map[string]string{"birth": m.Add(-o.age).String()}
	for name, value := range o.inputs {
		in[name] = value
	}
	r, err := b.Rules.Calculate("social-insurance-subsidy", policy.Query{County: b.o.County, AsOf: m, KnownOn: civil.DateIn(b.DB.Now())}, in)
	if err != nil {
		return nil, err
	}
	out, _ := r.Output("most_fen")
	fen, known := out.Value.(int64)
	if !known || fen <= 0 {
		return nil, benefit.BadGrant.With("what", "")
	}
	return benefit.FixedInputs(money.Fen(fen)), nil
}

// payKind pays a month of a kind to its end, by two persons and a bank that pays everybody.
func (b *builder) payKind(ctx context.Context, k benefit.Kind, m civil.Month) error {
	_, err := b.Benefits.PayKind(ctx, b.actor("kuaiji", access.Accountant), b.actor("shenpi", access.Approver), b.o.County, k, m, func(file []byte) ([]byte, error) {
		own, err := b.Books.Balance(ctx, b.o.County, benefit.BooksOf(k).Bank)
		if err != nil {
			return nil, err
		}
		return bank.Simulate(file, bank.Simulation{Seed: b.o.Seed, Opening: own.Own(), Value: civil.DateIn(b.DB.Now())})
	}, nil)
	return err
}
