package demo

import (
	"context"
	"fmt"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/money"
	"renshe/policy"
)

// othersFrom is the first number of the people of the other schemes: beyond everybody a county can have.
const othersFrom = MaxPeople + 1001

// othersRegion was never assigned either, and is not the county's people's: no number of theirs can be one of these.
const othersRegion = "430798"

// other is somebody of another scheme. Amounts are what the calculators give for the inputs.
type other struct {
	role    string // what happens to this one; "" nothing out of the ordinary
	kind    benefit.Kind
	sex     civil.Sex
	age     int // months at the month that decided
	inputs  map[string]string
	decided int // months after the first of the schemes' months; below 0 before it, and paid elsewhere until then
	since   int // months before the decision from which it is due
}

// now is the county's own month, counted from the first of the schemes' months.
const now = schemesMonths

func retired(role string, sex civil.Sex, age int, index, years, deemed, account string, decided int) other {
	in := map[string]string{"index": index, "years": years, "account": account, "age": fmt.Sprintf("%dy%dm", age/12, age%12)}
	if deemed != "" {
		in["deemed-years"] = deemed
	}
	return other{role: role, kind: benefit.EmployeePension, sex: sex, age: age, inputs: in, decided: decided}
}

func jobless(role string, sex civil.Sex, age int, paid string) other {
	return other{role: role, kind: benefit.UnemploymentBenefit, sex: sex, age: age, inputs: map[string]string{"paid-months": paid}, decided: now - 2}
}

func injured(role string, k benefit.Kind, age int, grade, wage string, decided, since int) other {
	return other{role: role, kind: k, sex: civil.Male, age: age, decided: decided, since: since,
		inputs: map[string]string{"grade": grade, "wage": wage, "age-month": fmt.Sprintf("%dy%dm", age/12, age%12), "category": "M60"}}
}

func left(role string, sex civil.Sex, age int, wage, kin string) other {
	return other{role: role, kind: benefit.DependantAllowance, sex: sex, age: age, decided: now - 2, inputs: map[string]string{"wage": wage, "dependants": kin}}
}

// incomeTold is the province's income as the one who claims fills it in, for it is not on file: the calculator's own example.
const incomeTold = "33822"

func bereaved(sex civil.Sex, age int, paid string, decided int) other {
	return other{kind: benefit.SurvivorBenefit, sex: sex, age: age, decided: decided, inputs: map[string]string{"paid-months": paid, "income": incomeTold}}
}

func subsidised(sex civil.Sex, age int, paid string, decided int) other {
	return other{kind: benefit.EmploymentSubsidy, sex: sex, age: age, decided: decided,
		inputs: map[string]string{"group": "hard-to-employ", "recognised": "yes", "category": "F55", "paid": paid, "months": "12"}}
}

// The roles of those to whom something happens.
const (
	diedLate     = "died"        // a pensioner whose death was reported late
	listedDead   = "listed dead" // whom a list of the dead names
	listedTwice  = "elsewhere"   // whom a list says to draw in another place
	listedUnseen = "unseen"      // whom a list says not to have been confirmed
	underInquiry = "inquiry"     // whose suspension waits to be decided
	wasAway      = "away"        // suspended once, and resumed with arrears
	longAgo      = "long ago"    // whose eligibility was confirmed more than twelve months ago
	cardClosed   = "card closed"
	cardRefused  = "card refused" // whose account the bank refused last month
	workedAgain  = "worked again"
	onCustody    = "listed in custody"
	inCustody    = "in custody"
	moreKin      = "more kin" // a dependants' allowance decided anew, and much higher
	byThree      = "by three" // a payment that three persons release
)

// others are the people of the other schemes, some of them for each reason that a gate, an accountant or a reviewer meets.
var others = []other{
	retired("", civil.Male, 722, "0.8412", "17.25", "", "46210.80", 0), retired("", civil.Male, 722, "1.0324", "31.33", "8.17", "85298.25", 0),
	retired("", civil.Female, 603, "0.6", "15.5", "", "38120.40", 0), retired("", civil.Female, 662, "1.1875", "28.75", "4.5", "92304.66", 0),
	retired(underInquiry, civil.Male, 722, "0.7213", "20.08", "2.25", "51877.15", 0), retired(diedLate, civil.Male, 720, "0.9106", "24.5", "6.33", "63015.92", -11),
	retired(listedDead, civil.Female, 660, "0.7844", "22.17", "3.08", "58240.37", -11), retired(cardClosed, civil.Female, 600, "0.6532", "18.92", "1.5", "41990.08", -10),
	retired(listedTwice, civil.Male, 720, "0.8021", "19.5", "", "48810.36", -9), retired(listedUnseen, civil.Female, 600, "0.7105", "21.25", "2.5", "52406.71", -9),
	retired(longAgo, civil.Female, 660, "0.9418", "26.08", "5.25", "70122.94", -10), retired(cardRefused, civil.Male, 720, "0.6877", "17.75", "", "43355.19", -8),
	retired(wasAway, civil.Male, 720, "1.0211", "29.17", "7.08", "80914.55", -8),
	jobless("", civil.Male, 38*12+3, "27"), jobless(workedAgain, civil.Female, 41*12+7, "64"), jobless(onCustody, civil.Male, 52*12+1, "131"), jobless("", civil.Female, 29*12+9, "14"),
	injured("", benefit.InjuryAllowance, 45*12+6, "3", "6000", now-2, 0), injured(inCustody, benefit.InjuryAllowance, 39*12+2, "4", "5200", now-2, 0),
	injured("", benefit.InjuryAllowance, 51*12+8, "2", "6800", now-2, 0), injured("", benefit.InjuryAllowance, 43*12+4, "4", "4900", now, 1),
	injured("", benefit.InjuryAllowance, 36*12+11, "1", "7200", now, 4), injured("", benefit.InjuryLumpSum, 45*12+6, "9", "5200", now-1, 0),
	injured("", benefit.InjuryLumpSum, 33*12+2, "10", "5600", now, 0), injured(byThree, benefit.InjuryLumpSum, 36*12+11, "1", "7200", now, 0),
	left(moreKin, civil.Female, 44*12+5, "6000", "spouse"), left("", civil.Male, 12*12+4, "5400", "child"),
	bereaved(civil.Female, 58*12+6, "60", now-1), bereaved(civil.Male, 31*12+5, "119", now), bereaved(civil.Female, 63*12+2, "360", now),
	subsidised(civil.Female, 47*12+10, "9600", now-1), subsidised(civil.Female, 49*12+3, "8400", now-1), subsidised(civil.Female, 46*12+7, "9000", now),
}

// numberOf is the number of the person with a role.
func numberOf(role string) int64 {
	for n, o := range others {
		if o.role == role {
			return int64(othersFrom + n)
		}
	}
	return 0
}

// insured says what relation to the employees' scheme somebody has; none whose benefit is another's.
func (o other) insured() (state enrolment.State, has bool) {
	switch o.kind {
	case benefit.EmployeePension:
		return enrolment.Receiving, true
	case benefit.DependantAllowance, benefit.SurvivorBenefit:
		return "", false
	}
	return enrolment.Paying, true
}

// takeIn registers the people of the other schemes, with their relation and account.
func (b *builder) takeIn(ctx context.Context, tx *db.Tx, first civil.Month, villages []civil.Division) error {
	rng := seeded(b.o.Seed, "schemes")
	var people []person.Loaded
	var load enrolment.Load
	for n, o := range others {
		id := int64(othersFrom + n)
		birth := first.Add(o.decided - o.age).FirstDay().Add(rng.IntN(28))
		seq := 998 - 2*n
		if o.sex == civil.Male {
			seq++
		}
		people = append(people, person.Loaded{ID: id, Name: fullName(rng, pickEarly(rng, surnames), o.sex, birth.Year()), CitizenID: civil.MakeCitizenID(othersRegion, birth, seq),
			Phone: phoneNumber(id), Village: villages[n%len(villages)], Kin: person.Head})
		if state, has := o.insured(); has {
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
	for i, o := range others {
		if max(o.decided, 0) != n {
			continue
		}
		start := m.Add(min(o.decided, 0) - o.since)
		g := benefit.Grant{Person: int64(othersFrom + i), Kind: o.kind, Start: start, Inputs: o.inputs, PaidBefore: m.Add(-o.since)}
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
		granted, err := b.grant(ctx, g)
		if err != nil {
			return err
		}
		if granted != 0 && o.role != "" {
			b.entitled[o.role] = granted
		}
	}
	return nil
}

// grant decides one benefit; 0 where the law on file gives no amount.
func (b *builder) grant(ctx context.Context, g benefit.Grant) (id int64, err error) {
	err = b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		e, err := b.Benefits.GrantIn(ctx, tx, b.actor(ReviewerLogin, access.Reviewer), g)
		id = e.ID
		return err
	})
	if notInLaw(err) {
		return 0, nil
	}
	if err == nil {
		b.paying[g.Kind] = true
	}
	return id, err
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
