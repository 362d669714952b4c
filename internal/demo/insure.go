package demo

import (
	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/enrolment"
	"renshe/money"
	"renshe/policy"
)

// firstYear is when the residents' scheme is taken to have begun here. It is an assumption of the demo's data: law/ says that the month
// is unknown, and no rule reads this.
const firstYear = 2010

// The national grades and the national minimum of the subsidy (国发〔2014〕8号 五), in yuan.
var grades = []int{100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1500, 2000}

func subsidyOf(grade int) money.Fen {
	if grade >= 500 {
		return 60 * money.Yuan
	}
	return 30 * money.Yuan
}

// draw gives true for n of a thousand.
func (g *generator) draw(n int) bool { return g.rng.IntN(1000) < n }

// between draws a month of the span, both ends included.
func (g *generator) between(from, to civil.Month) civil.Month {
	if to <= from {
		return from
	}
	return from + civil.Month(g.rng.IntN(int(to-from)+1))
}

// dayIn draws a day of a month.
func (g *generator) dayIn(m civil.Month) civil.Date { return m.FirstDay().Add(g.rng.IntN(28)) }

// insured is what is decided for one person before it is written down.
type insured struct {
	reach, start civil.Month // as the policy says
	resident     enrolment.State
	employee     enrolment.State
	joined       civil.Month
	regular      bool // pays every year
	paysGap      bool // pays missed years later
	applied      bool // receives the residents' pension
	late         bool // has a living entitlement although dead
	died         civil.Date
	bank         int // in a thousand: has an account
}

// insure decides a person's schemes, contributions, account and benefit, and writes them into the chunk.
func (g *generator) insure(p *resident, c *chunk) civil.Date {
	frame := policy.EvalResidentEntitlement(g.plan, policy.ResidentEntitlementInput{Birth: p.birth.Month(), Month: g.asOf})
	in := insured{reach: frame.ReachMonth, start: frame.StartMonth, regular: !g.draw(40), paysGap: g.draw(750)}
	switch {
	case p.role != nobody:
		g.castLife(p, &in)
	case in.reach > g.asOf:
		g.workingLife(p, &in)
	default:
		g.oldLife(&in)
	}
	if in.resident != "" && in.joined == 0 {
		in.joined = g.joining(p)
	}
	g.write(p, in, c)
	switch alive := in.died.IsZero(); {
	case alive && in.reach == g.asOf.Add(1):
		c.reachNext++
	case alive && in.reach < g.asOf && in.reach >= g.asOf.Add(-3) && in.resident == enrolment.Paying:
		c.past++
	}
	return in.died
}

// castLife is what the story needs.
func (g *generator) castLife(p *resident, in *insured) {
	in.regular, in.bank, in.resident, in.joined = true, 1000, enrolment.Paying, civil.MonthOf(firstYear, 6)
	switch p.role {
	case reachesShort:
		in.joined, in.paysGap = civil.MonthOf(firstYear+5, 4), false
	case reachesEmployee:
		in.resident, in.joined, in.employee = "", 0, enrolment.Paying
	}
}

// workingLife is one before the pension age.
func (g *generator) workingLife(p *resident, in *insured) {
	age := int(g.asOf-p.birth.Month()) / 12
	in.bank = 450
	near := in.reach <= g.asOf.Add(18)
	if near {
		in.bank = 930
	}
	n := g.rng.IntN(1000)
	switch {
	case age < 20 && n < 850: // at school, mostly
	case age < 23 && n < 500:
	case n < 690 || near && n < 850:
		in.resident = enrolment.Paying
	case n < 870 || near && n < 950:
		in.employee = enrolment.Paying
		if age > 25 && age < 56 && g.draw(60) { // was in the residents' scheme before the job
			in.resident = enrolment.Suspended
		}
	case n < 920:
		in.resident, in.regular = enrolment.Suspended, false
	}
	if !near {
		in.paysGap = false
	}
	if g.draw(2) {
		in.died = g.diedIn(g.asOf.Add(-24), g.asOf.Add(-1))
		end(in)
	}
}

// oldLife is one past the pension age.
func (g *generator) oldLife(in *insured) {
	in.bank = 996
	n := g.rng.IntN(1000)
	switch {
	case n < 935:
		in.resident, in.applied = enrolment.Receiving, true
		if g.draw(3) {
			in.employee = enrolment.Receiving // draws both: the gate finds it
		}
	case n < 985:
		in.employee = enrolment.Receiving
	}
	if in.reach == g.asOf || in.reach >= g.asOf.Add(-3) && in.applied && g.draw(250) {
		in.applied = false // entitled from next month on, or past it and never came
		if in.resident != "" {
			in.resident, in.employee = enrolment.Paying, ""
		}
		return
	}
	switch {
	case in.applied && in.reach < g.asOf.Add(-24) && g.draw(4): // died last month and nobody has said so to the payers
		in.late, in.died = true, g.diedIn(g.asOf.Add(-1), g.asOf.Add(-1))
	case g.draw(9) && in.reach < g.asOf.Add(-30):
		in.died = g.diedIn(g.asOf.Add(-24), g.asOf.Add(-2))
		end(in)
	}
}

// end closes every relation of who has died.
func end(in *insured) {
	in.applied = false
	if in.resident != "" {
		in.resident = enrolment.Ended
	}
	if in.employee != "" {
		in.employee = enrolment.Ended
	}
}

func (g *generator) diedIn(from, to civil.Month) civil.Date { return g.dayIn(g.between(from, to)) }

// joining draws when somebody joined: in the scheme's first three years, or on growing up.
func (g *generator) joining(p *resident) civil.Month {
	grown := p.birth.Month().Add(18 * 12)
	if grown.Year() >= firstYear {
		return min(g.asOf, max(civil.MonthOf(firstYear, 3), g.between(grown, grown.Add(84))))
	}
	year := firstYear
	switch n := g.rng.IntN(1000); {
	case n < 640:
	case n < 900:
		year++
	case n < 970:
		year += 2
	default:
		year += 3 + g.rng.IntN(4)
	}
	return min(g.asOf, civil.MonthOf(year, 3+g.rng.IntN(9)))
}

// write puts the records of one person into the chunk.
func (g *generator) write(p *resident, in insured, c *chunk) {
	if in.employee != "" {
		r := enrolment.Relation{ID: p.id*idStep + 2, Person: p.id, Scheme: enrolment.EmployeePension, State: in.employee,
			Joined: g.between(max(p.birth.Month().Add(20*12), civil.MonthOf(1993, 1)), g.asOf)}
		c.add(r, in.died)
	}
	if in.resident != "" {
		r := enrolment.Relation{ID: p.id*idStep + 1, Person: p.id, Scheme: enrolment.ResidentPension, State: in.resident, Joined: in.joined}
		c.add(r, in.died)
		g.contribute(p, in, c)
	}
	if g.draw(in.bank) {
		g.bankAccount(p, in, c)
	}
}

// contribute writes the yearly contributions, what was drawn before the program came, and the grant.
func (g *generator) contribute(p *resident, in insured, c *chunk) {
	first := in.joined.Year()
	last := min(in.reach.Add(-1).Year(), g.asOf.Year()-1)
	if !in.died.IsZero() {
		last = min(last, in.died.Year()-1)
	}
	grade := g.firstGrade()
	var account money.Fen
	var months int32
	for year := first; year <= last; year++ {
		missed := g.draw(15) && p.role == nobody || !in.regular && g.draw(300)
		paid := civil.MonthOf(year, 3+g.rng.IntN(9))
		if missed {
			if !in.paysGap {
				continue
			}
			paid = min(g.asOf.Add(-1), civil.MonthOf(last, 10+g.rng.IntN(3)))
		}
		e := enrolment.Entry{Person: p.id, Period: civil.MonthOf(year, 1), Kind: enrolment.Contributed, Grade: money.Fen(grade) * money.Yuan,
			Personal: money.Fen(grade) * money.Yuan, Subsidy: subsidyOf(grade), Months: 12, On: g.dayIn(paid)}
		c.load.Entries = append(c.load.Entries, e)
		account += e.Personal + e.Subsidy
		months += e.Months
		if g.draw(60) {
			grade = higher(grade)
		}
	}
	if in.applied {
		g.grant(p, in, account, months, c)
	}
}

// grant writes a living entitlement, and what the account gave until now.
func (g *generator) grant(p *resident, in insured, account money.Fen, months int32, c *chunk) {
	start := max(in.start, in.joined)
	pension := policy.EvalResidentPension(g.plan, policy.ResidentPensionInput{Account: account, PaidMonths: policy.Months(months)})
	if drawn := min(account, pension.AccountPart*money.Fen(max(0, g.asOf-start))); drawn > 0 {
		c.load.Entries = append(c.load.Entries, enrolment.Entry{Person: p.id, Period: g.asOf.Add(-1), Kind: enrolment.Carried, Paid: drawn, On: g.asOf.Add(-1).LastDay()})
	}
	c.monthly += pension.Total
	c.grants = append(c.grants, benefit.Grant{Person: p.id, Kind: benefit.ResidentPension, Start: start, AsOf: g.asOf,
		Inputs: benefit.PensionInputs(account, months), PaidBefore: g.asOf})
	if in.late {
		c.late++
		return
	}
	if g.draw(5) {
		c.suspended = append(c.suspended, p.id)
	}
}

// firstGrade draws the grade somebody begins with: most take the lowest.
func (g *generator) firstGrade() int {
	n := g.rng.IntN(100)
	for i, share := range []int{58, 14, 9, 2, 8, 1, 1, 1, 0, 3, 1, 2} {
		if n < share {
			return grades[i]
		}
		n -= share
	}
	return grades[0]
}

func higher(grade int) int {
	for _, next := range grades {
		if next > grade {
			return next
		}
	}
	return grade
}

// demoBanks are names that no bank has.
var demoBanks = []string{"演示农商银行", "演示邮储银行", "演示农商银行", "演示惠民村镇银行"}

// bankAccount writes where a person's benefits go; of a thousand receivers four have closed it.
func (g *generator) bankAccount(p *resident, in insured, c *chunk) {
	b := enrolment.BankAccount{ID: p.id*idStep + 3, Person: p.id, Bank: demoBanks[g.rng.IntN(len(demoBanks))], Number: cardNumber(p.id),
		Status: enrolment.BankOK, Since: g.dayIn(g.between(g.asOf.Add(-96), g.asOf.Add(-2)))}
	if in.applied && p.role == nobody && g.draw(4) {
		b.Status = enrolment.BankClosed
		c.closed++
	}
	c.load.Banks = append(c.load.Banks, b)
}

// add writes a relation; one that ended does so with the month of death.
func (c *chunk) add(r enrolment.Relation, died civil.Date) {
	if r.State == enrolment.Ended {
		r.Ended = max(r.Joined, died.Month())
	}
	c.load.Relations = append(c.load.Relations, r)
}
