package policy

import (
	"math/rand/v2"
	"testing"

	"renshe/civil"
	"renshe/money"
)

// residentsByHand is the loop that somebody would write for the residents' pension, with the law in local variables.
func residentsByHand(p *Plan, c *ResidentPensionColumns, from, to int) {
	v := &p.values
	province := max(0, v.ResidentBasicPension-v.ResidentNationalBasic)
	basic, addition := v.ResidentNationalBasic+province+v.ResidentCityTopUp+v.ResidentCountyTopUp, v.ResidentYearAddition
	minimum, divisor, rounding := p.values.ResidentMinimumYears, int64(p.values.ResidentAccountDivisor), p.values.ResidentPensionRounding
	account, paid := c.Account[from:to], c.PaidMonths[from:to]
	n := len(account)
	paid = paid[:n]
	provinces, basics, parts, totals := c.ProvinceAddition[from:to][:n], c.Basic[from:to][:n], c.AccountPart[from:to][:n], c.Total[from:to][:n]
	for i := range n {
		b := basic + money.Fen(max(0, paid[i]/12-minimum))*addition
		part := rounding.Div(int64(account[i]), divisor)
		provinces[i], basics[i], parts[i], totals[i] = province, b, part, b+part
	}
}

// employeesByHand is that loop for the employees' pension: the same values, for people whose values are all on file.
func employeesByHand(p *Plan, c *EmployeePensionColumns) {
	n := len(c.Index)
	index, years, paid, deemedYears, deemedMonths := c.Index[:n], c.Years[:n], c.PaidMonths[:n], c.DeemedYears[:n], c.DeemedMonths[:n]
	account, age, baseYear, month, statutory := c.Account[:n], c.Age[:n], c.BaseYear[:n], c.Month[:n], c.StatutoryMonth[:n]
	base, basic, divideBy, accountPart, transition, total := c.Base[:n], c.Basic[:n], c.DivideBy[:n], c.AccountPart[:n], c.Transition[:n], c.Total[:n]
	provisional, usedYear, minimum, condition, method := c.Provisional[:n], c.UsedYear[:n], c.MinimumMonths[:n], c.ConditionReached[:n], c.DivisorMethod[:n]
	missing := c.Missing[:n]
	rate, rounding := int64(p.values.BasicPensionRate), p.values.EmployeePensionRounding
	bases, steps, coefficients, minima := p.lines[paramPensionCalculationBase], p.lines[paramPensionDivisorAgeStep], p.lines[paramTransitionCoefficient], p.lines[paramMinimumContributionMonths]
	divisors := p.tables[paramPensionDivisorTable]
	for i := range n {
		of := month[i]
		if baseYear[i] != 0 {
			of = civil.Month(baseYear[i]) * 12
		}
		wage, standIn, known := bases.at(of, baseYear[i] != 0)
		step, _, stepKnown := steps.at(month[i], false)
		step = max(1, step)
		counted := int64(age[i]) - int64(age[i])%step
		here, hereKnown := divisors.at(counted / 12)
		next, nextKnown := divisors.at((counted + 11) / 12)
		all := int64(years[i]) + (int64(paid[i])*100+6)/12
		deemed := int64(deemedYears[i]) + (int64(deemedMonths[i])*100+6)/12
		from := civil.Month(0)
		if deemed != 0 {
			from = month[i]
		}
		coefficient, _, coefficientKnown := coefficients.at(from, false)
		least := month[i]
		if statutory[i] != 0 {
			least = min(least, statutory[i])
		}
		months, _, monthsKnown := minima.at(least, false)
		if !known || !stepKnown || !hereKnown || !nextKnown || !coefficientKnown || !monthsKnown {
			missing[i] = 1
			continue
		}
		part := counted % 12
		tenths := ((here*12-(here-next)*part)*10 + 6) / 12
		b := rounding.MulDiv(wage*(IndexUnit+int64(index[i])), all*rate, 2*IndexUnit*100*RateUnit)
		a := rounding.MulDiv(int64(account[i]), 10, tenths)
		t := rounding.MulDiv(wage*int64(index[i]), deemed*coefficient, IndexUnit*100*RateUnit)
		base[i], basic[i], divideBy[i], accountPart[i], transition[i], total[i] = money.Fen(wage), b, Tenths(tenths), a, t, b+a+t
		missing[i], minimum[i], provisional[i], usedYear[i] = 0, Months(months), standIn && wage != 0, Count(of/12)
		if provisional[i] {
			usedYear[i]--
		}
		condition[i], method[i] = judged(all, deemed, months), divided(counted, step, part)
	}
}

func judged(all, deemed, months int64) PensionCondition {
	if deemed > all {
		return PensionDeemedLong
	}
	if all*12 >= months*100 {
		return PensionMet
	}
	return PensionShort
}

func divided(counted, step, part int64) DivisorMethod {
	if step > 1 {
		return DivisorByYears
	}
	if counted/12 == 55 && part != 0 {
		return DivisorDisputed
	}
	return DivisorByMonths
}

// employees draws n employees who retire, without any pattern, the same ones each time.
func employees(n int) *EmployeePensionColumns {
	r := rand.New(rand.NewPCG(1, 2))
	c := NewEmployeePensionColumns(n)
	for i := range n {
		c.Index[i], c.Account[i], c.Age[i] = Index(4000+r.IntN(26000)), money.Fen(r.IntN(30000000)), Age(50*12+r.IntN(13*12))
		if r.IntN(2) == 0 {
			c.Years[i] = Centiyears(1000 + r.IntN(3500))
		} else {
			c.PaidMonths[i] = Months(120 + r.IntN(420))
		}
		if r.IntN(2) == 0 {
			c.DeemedYears[i] = Centiyears(r.IntN(900))
		}
		c.Month[i] = civil.MonthOf(2023, 1) + civil.Month(r.IntN(39))
	}
	return c
}

// What the sweeps are measured against computes the same.
func TestByHandIsTheSame(t *testing.T) {
	p := compiled(t, "430725", "2026-03", ResidentPension, EmployeePension)
	swept, by := employees(20000), employees(20000)
	SweepEmployeePension(p, swept)
	employeesByHand(p, by)
	known := 0
	for i := range swept.Total {
		if swept.Missing[i] == 0 {
			known++
		}
		by.Missing[i] = swept.Missing[i]
	}
	if i := CompareEmployeePension(p, by); i >= 0 || known < 19000 {
		t.Errorf("of %d people the one at %d differs", known, i)
	}
	residents, _ := people()
	residentsByHand(p, residents, 0, county)
	if i := CompareResidentPension(p, residents); i >= 0 {
		t.Errorf("resident %d differs", i)
	}
}
