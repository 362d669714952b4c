package enrolment_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/money"
)

const county civil.County = 430725

var (
	officer = access.Actor{County: county, User: 7, Login: "liu", Name: "刘", Role: access.Officer, Station: 1}
	now     = civil.MonthOf(2026, 3)
)

type rooms struct {
	db     *db.DB
	people *person.Registry
	rolls  *enrolment.Rolls
	access *access.Access
}

func open(t *testing.T, d *db.DB) rooms {
	t.Helper()
	box := seal.New([]byte("enrolment tests"))
	acc := access.New(d, box)
	r := rooms{d, person.New(d, box, acc), enrolment.New(d, box, acc), acc}
	r.in(t, func(ctx context.Context, tx *db.Tx) error {
		return acc.OpenCountyIn(ctx, tx, access.County{Code: county, Name: "桃源县", Demo: true})
	})
	return r
}

func (r rooms) try(fn func(ctx context.Context, tx *db.Tx) error) error {
	ctx := context.Background()
	return r.db.InCounty(ctx, county, func(tx *db.Tx) error { return fn(ctx, tx) })
}

func (r rooms) in(t *testing.T, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := r.try(fn); err != nil {
		t.Fatal(err)
	}
}

// person registers somebody born on a day.
func (r rooms) person(t *testing.T, birth string, seq int) int64 {
	t.Helper()
	d, err := civil.ParseDate(birth)
	if err != nil {
		t.Fatal(err)
	}
	var p person.Person
	r.in(t, func(ctx context.Context, tx *db.Tx) (err error) {
		p, _, err = r.people.RegisterIn(ctx, tx, officer, person.Registration{Name: "王建国", CitizenID: string(civil.MakeCitizenID("430799", d, seq)), Village: "430725101001"})
		return err
	})
	return p.ID
}

// member registers somebody who contributes 100 a year from 2011 to 2025.
func (r rooms) member(t *testing.T, birth string, seq int) int64 {
	t.Helper()
	p := r.person(t, birth, seq)
	r.in(t, func(ctx context.Context, tx *db.Tx) error {
		if _, err := r.rolls.EnrolIn(ctx, tx, officer, p, enrolment.ResidentPension, civil.MonthOf(2011, 5)); err != nil {
			return err
		}
		for year := 2011; year <= 2025; year++ {
			c := enrolment.Contribution{Person: p, Year: year, Grade: 100 * money.Yuan, Personal: 100 * money.Yuan, Subsidy: 30 * money.Yuan}
			if err := r.rolls.ContributeIn(ctx, tx, officer, c); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

func each(t *testing.T, fn func(t *testing.T, r rooms)) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) { fn(t, open(t, d)) }, db.WithClock(clock.Now))
}

func TestAMembersFile(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		ctx := context.Background()
		p := r.member(t, "1966-04-10", 1)
		f, err := r.rolls.FileOf(ctx, officer, p)
		if err != nil {
			t.Fatal(err)
		}
		if f.Account != 15*130*money.Yuan || f.PaidMonths != 180 || len(f.Contributions) != 15 || f.Contributions[0].Year != 2025 ||
			f.Parts.Personal != 1500*money.Yuan || f.Parts.Subsidy != 450*money.Yuan {
			t.Errorf("file: %+v", f)
		}
		if rel, ok := f.Relation(enrolment.ResidentPension); !ok || rel.State != enrolment.Paying || rel.Joined != civil.MonthOf(2011, 5) {
			t.Errorf("relation: %+v", rel)
		}
		own := access.Actor{County: county, Role: access.Citizen, Person: p}
		if _, err := r.rolls.FileOf(ctx, own, p); err != nil {
			t.Errorf("the own file: %v", err)
		}
		if _, err := r.rolls.FileOf(ctx, own, p+1); fail.KindOf(err) != fail.Denied {
			t.Errorf("somebody else's file: %v", err)
		}
		empty, err := r.rolls.FileOf(ctx, officer, r.person(t, "1990-01-01", 3))
		if err != nil || empty.Account != 0 || len(empty.Relations) != 0 {
			t.Errorf("somebody without records: %+v, %v", empty, err)
		}
		r.in(t, func(ctx context.Context, tx *db.Tx) error { return r.rolls.CheckIn(ctx, tx, county) })
	})
}

func TestContributionRefusals(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		p := r.member(t, "1966-04-10", 1)
		stranger := r.person(t, "1980-01-01", 3)
		good := enrolment.Contribution{Person: p, Year: 2026, Grade: 10000, Personal: 10000, Subsidy: 3000}
		for name, c := range map[string]struct {
			change func(*enrolment.Contribution)
			want   error
		}{
			"year paid":          {func(c *enrolment.Contribution) { c.Year = 2025 }, enrolment.YearPaid},
			"before joining":     {func(c *enrolment.Contribution) { c.Year = 2010 }, enrolment.YearRange},
			"next year":          {func(c *enrolment.Contribution) { c.Year = 2027 }, enrolment.YearRange},
			"nothing paid":       {func(c *enrolment.Contribution) { c.Personal = 0 }, enrolment.BadAmount},
			"a negative subsidy": {func(c *enrolment.Contribution) { c.Subsidy = -1 }, enrolment.BadAmount},
			"thirteen months":    {func(c *enrolment.Contribution) { c.Months = 13 }, enrolment.BadAmount},
			"not a member":       {func(c *enrolment.Contribution) { c.Person = stranger }, enrolment.NotEnrolled},
		} {
			contribution := good
			c.change(&contribution)
			err := r.try(func(ctx context.Context, tx *db.Tx) error {
				return r.rolls.ContributeIn(ctx, tx, officer, contribution)
			})
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			if a, err := r.rolls.AccountIn(ctx, tx, county, p); err != nil || a.Balance != 15*13000 {
				t.Errorf("refusals changed the account: %+v, %v", a, err)
			}
			return r.rolls.SetStateIn(ctx, tx, officer, p, enrolment.ResidentPension, enrolment.Receiving, now)
		})
		err := r.try(func(ctx context.Context, tx *db.Tx) error { return r.rolls.ContributeIn(ctx, tx, officer, good) })
		if !errors.Is(err, enrolment.NoMoreContribution) {
			t.Errorf("a receiver contributes: %v", err)
		}
	})
}

func TestRelations(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		p := r.person(t, "1980-01-01", 1)
		enrol := func(s enrolment.Scheme, from civil.Month) error {
			return r.try(func(ctx context.Context, tx *db.Tx) error {
				_, err := r.rolls.EnrolIn(ctx, tx, officer, p, s, from)
				return err
			})
		}
		state := func(s enrolment.Scheme, to enrolment.State) error {
			return r.try(func(ctx context.Context, tx *db.Tx) error { return r.rolls.SetStateIn(ctx, tx, officer, p, s, to, now) })
		}
		if err := enrol(enrolment.EmployeePension, civil.MonthOf(2015, 1)); err != nil {
			t.Fatal(err)
		}
		err := enrol(enrolment.ResidentPension, now)
		if !errors.Is(err, enrolment.OtherScheme) || fail.As(err).Rule == "" {
			t.Errorf("both schemes: %v", err)
		}
		if err := enrol(enrolment.EmployeePension, now); !errors.Is(err, enrolment.EnrolledAlready) {
			t.Errorf("twice: %v", err)
		}
		if err := state(enrolment.EmployeePension, enrolment.Ended); err != nil {
			t.Fatal(err)
		}
		if err := enrol(enrolment.ResidentPension, now.Add(1)); !errors.Is(err, enrolment.BadState) {
			t.Errorf("from next month: %v", err)
		}
		if err := enrol(enrolment.ResidentPension, now); err != nil {
			t.Errorf("after the job: %v", err)
		}
		if err := state(enrolment.EmployeePension, enrolment.Paying); !errors.Is(err, enrolment.NotEnrolled) {
			t.Errorf("an ended relation lives again: %v", err)
		}
		for _, to := range []enrolment.State{enrolment.Paying, enrolment.Suspended, enrolment.Receiving} {
			if err := state(enrolment.ResidentPension, to); err != nil {
				t.Errorf("%s: %v", to, err)
			}
		}
	})
}

func TestPayoutsHappenOnceAndNeverOverdraw(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		rich, poor, none := r.member(t, "1966-04-10", 1), r.member(t, "1966-04-10", 3), r.person(t, "1940-01-01", 5)
		pay := func(amount money.Fen, months ...civil.Month) (drawn money.Fen) {
			r.in(t, func(ctx context.Context, tx *db.Tx) (err error) {
				var all []enrolment.Payout
				for _, m := range months {
					for n, p := range []int64{rich, poor, none} {
						all = append(all, enrolment.Payout{Person: p, Month: m, Amount: amount * money.Fen(1+9*n), Cause: 5, On: m.FirstDay()})
					}
				}
				drawn, err = r.rolls.PayoutsIn(ctx, tx, county, all)
				return err
			})
			return drawn
		}
		if got := pay(1403, now); got != 1403*11 {
			t.Errorf("drew %d", got)
		}
		if got := pay(1403, now); got != 0 {
			t.Errorf("the same month drew %d again", got)
		}
		if got := pay(20000, now, now.Add(1), now.Add(1)); got != 20000+(195000-14030) {
			t.Errorf("arrears and an exhausted account drew %d", got)
		}
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			a, err := r.rolls.AccountIn(ctx, tx, county, poor)
			if err != nil || a.Balance != 0 || a.Paid != 195000 {
				t.Errorf("the exhausted account: %+v, %v", a, err)
			}
			if _, err := r.rolls.PayoutIn(ctx, tx, county, enrolment.Payout{Person: rich, Month: now.Add(2), Amount: -1}); !errors.Is(err, enrolment.BadAmount) {
				t.Errorf("a negative payout: %v", err)
			}
			return r.rolls.CheckIn(ctx, tx, county)
		})
	})
}

func TestPayoutsAtOnceDrawOnce(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		p := r.member(t, "1966-04-10", 1)
		var wg sync.WaitGroup
		drawn := make([]money.Fen, 6)
		for n := range drawn {
			wg.Go(func() {
				err := r.try(func(ctx context.Context, tx *db.Tx) (err error) {
					drawn[n], err = r.rolls.PayoutIn(ctx, tx, county, enrolment.Payout{Person: p, Month: now, Amount: 1403, On: now.FirstDay()})
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if sum, err := money.Sum(drawn...); err != nil || sum != 1403 {
			t.Errorf("one month drew %d, %v", sum, err)
		}
	})
}

func TestBankAccounts(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		ctx := context.Background()
		p, other := r.person(t, "1966-04-10", 1), r.person(t, "1966-04-10", 3)
		set := func(p int64, bank, number string) (b enrolment.BankAccount, warnings []civil.Warning, err error) {
			err = r.try(func(ctx context.Context, tx *db.Tx) (err error) {
				b, warnings, err = r.rolls.SetBankAccountIn(ctx, tx, officer, p, bank, number)
				return err
			})
			return b, warnings, err
		}
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			if _, err := r.rolls.BankAccountIn(ctx, tx, county, p); !errors.Is(err, enrolment.NoBankAccount) {
				t.Errorf("no account: %v", err)
			}
			return nil
		})
		if _, warnings, err := set(p, "演示农商银行", "6200 0000 0000 0005"); err != nil || len(warnings) != 0 {
			t.Fatalf("%v %v", warnings, err)
		}
		if _, _, err := set(p, "演示农商银行", "6200000000000005"); !errors.Is(err, enrolment.SameBankAccount) {
			t.Errorf("the same again: %v", err)
		}
		if _, _, err := set(p, " ", "6200000000000005"); !errors.Is(err, enrolment.BadBank) {
			t.Errorf("no bank: %v", err)
		}
		if _, _, err := set(p, "演示农商银行", "62x"); fail.KindOf(err) != fail.Invalid {
			t.Errorf("no number: %v", err)
		}
		if _, warnings, err := set(other, "演示农商银行", "6200000000000005"); err != nil || len(warnings) != 1 || warnings[0].Code != "enrolment.shared-account" {
			t.Errorf("a shared number: %v %v", warnings, err)
		}
		if _, warnings, err := set(p, "演示邮储银行", "6205500000000000001"); err != nil || len(warnings) != 1 {
			t.Errorf("a number that fails Luhn: %v %v", warnings, err)
		}
		all, err := r.rolls.BankAccounts(ctx, officer, p)
		if err != nil || len(all) != 2 || all[0].Number != "6205500000000000001" || all[1].Until.IsZero() || all[0].Masked() != "**** 0001" {
			t.Errorf("history: %+v, %v", all, err)
		}
		r.in(t, func(ctx context.Context, tx *db.Tx) error { return r.rolls.BankAccountClosedIn(ctx, tx, officer, p) })
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			payees, err := r.rolls.PayeesIn(ctx, tx, county, []int64{p, other, 12345})
			if err != nil || len(payees) != 2 || payees[p].Bank.Status != enrolment.BankClosed || payees[p].Bank.Number != "6205500000000000001" ||
				payees[other].Bank.Status != enrolment.BankOK || payees[p].Name != "王建国" {
				t.Errorf("payees: %+v, %v", payees, err)
			}
			return nil
		})
		if _, _, err := set(p, "演示邮储银行", "6205500000000000001"); err != nil {
			t.Errorf("a closed account is opened again: %v", err)
		}
	})
}

func TestSweepRows(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		first, last, dead := r.member(t, "1966-04-01", 1), r.member(t, "1966-05-31", 1), r.member(t, "1966-04-30", 1)
		r.member(t, "1966-03-31", 1)
		r.member(t, "1966-06-01", 1)
		employee := r.person(t, "1966-04-15", 1)
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			if _, err := r.rolls.EnrolIn(ctx, tx, officer, employee, enrolment.EmployeePension, civil.MonthOf(2015, 1)); err != nil {
				return err
			}
			return r.people.ReportDeathIn(ctx, tx, officer, dead, civil.DateOf(2026, 2, 1))
		})
		var got []enrolment.SweepRow
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			got = nil
			return r.rolls.SweepRows(ctx, tx, county, enrolment.Born{From: civil.MonthOf(1966, 4), To: civil.MonthOf(1966, 5)}, func(row enrolment.SweepRow) error {
				got = append(got, row)
				return nil
			})
		})
		if len(got) != 3 || got[0].Person != first || got[1].Person != employee || got[2].Person != last {
			t.Fatalf("swept %+v", got)
		}
		if g := got[0]; g.PaidMonths != 180 || g.Account != 195000 || !g.Enrolled || g.InEmployeeScheme || g.Receiving() || g.Birth != civil.MonthOf(1966, 4) {
			t.Errorf("member: %+v", g)
		}
		if g := got[1]; g.Enrolled || !g.InEmployeeScheme || g.EmployeeReceiving || g.PaidMonths != 0 {
			t.Errorf("employee: %+v", g)
		}
	})
}
