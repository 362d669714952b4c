package benefit

import (
	"errors"
	"strconv"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/money"
	"renshe/policy"
)

// plans compiles the law of a county once for each month, as it was known on one day.
type plans struct {
	rules   *policy.Set
	county  civil.County
	knownOn civil.Date
	months  map[planKey]plan
}

type planKey struct {
	month   civil.Month
	program policy.Program
}

type plan struct {
	*policy.Plan
	err error
}

func (b *Benefits) plansOf(county civil.County, knownOn civil.Date) *plans {
	return &plans{rules: b.rules, county: county, knownOn: knownOn, months: map[planKey]plan{}}
}

// of gives the plan of a month for one program; that a parameter is not published is the policy's fault, and remembered too.
func (p *plans) of(m civil.Month, program policy.Program) (*policy.Plan, error) {
	key := planKey{m, program}
	got, ok := p.months[key]
	if !ok {
		got.Plan, got.err = p.rules.Compile(p.county.Division(), m, p.knownOn, program)
		p.months[key] = got
	}
	return got.Plan, got.err
}

// decide computes a grant's account part and plan again and makes the entitlement, without an id.
func (p *plans) decide(g Grant) (Entitlement, error) {
	e := Entitlement{County: p.county, Person: g.Person, Kind: g.Kind, Start: g.Start, DueFrom: max(g.Start, g.PaidBefore), Status: Active,
		AsOf: g.AsOf, KnownOn: p.knownOn, Inputs: g.Inputs, Case: g.Case, Version: 1}
	if e.AsOf == 0 {
		e.AsOf = g.Start
	}
	if _, known := kinds[g.Kind]; !known || g.Person <= 0 || g.Start <= 0 {
		return e, BadGrant.With("what", lackKind)
	}
	if g.Kind != ResidentPension {
		return p.decideOther(e, g)
	}
	in, err := pensionInput(g.Inputs)
	if err != nil {
		return e, err
	}
	plan, err := p.of(e.AsOf, policy.ResidentPension)
	if err != nil {
		return e, err
	}
	e.Plan, e.AccountPart = plan.Hash(), policy.EvalResidentPension(plan, in).AccountPart
	if g.AccountPart != 0 && g.AccountPart != e.AccountPart {
		return e, BadGrant.With("what", otherAmount)
	}
	if g.Plan != "" && g.Plan != e.Plan {
		return e, BadGrant.With("what", otherPlan)
	}
	return e, nil
}

// basic computes the basic part of one month for an entitlement's inputs.
func (p *plans) basic(m civil.Month, in policy.ResidentPensionInput) (money.Fen, string, error) {
	plan, err := p.of(m, policy.ResidentPension)
	if err != nil {
		return 0, "", err
	}
	return policy.EvalResidentPension(plan, in).Basic, plan.Hash(), nil
}

// pensionInput reads the calculator's inputs: an amount in yuan and a number of months. The keys are the calculator's own.
func pensionInput(in map[string]string) (policy.ResidentPensionInput, error) {
	account, err := money.ParseYuan(in["account"])
	if err != nil || account < 0 {
		return policy.ResidentPensionInput{}, BadGrant.With("what", lackAccount)
	}
	months, err := strconv.ParseInt(in["paid-months"], 10, 32)
	if err != nil || months < 0 {
		return policy.ResidentPensionInput{}, BadGrant.With("what", lackMonths)
	}
	return policy.ResidentPensionInput{Account: account, PaidMonths: policy.Months(months)}, nil
}

// PensionInputs writes what [Grant] takes of a residents' pension decision.
func PensionInputs(account money.Fen, paidMonths int32) map[string]string {
	return map[string]string{"account": account.Plain(), "paid-months": strconv.FormatInt(int64(paidMonths), 10)}
}

// compute makes the lines of a candidate's months. A finding instead of lines says that a month cannot be computed or that the
// registered birth no longer gives the age.
func (p *plans) compute(c candidate, s span) ([]Line, []Finding, error) {
	in := parseInputs(c.inputs)
	if c.kind != ResidentPension {
		return p.lines(c, s, in)
	}
	input, err := pensionInput(in)
	if err != nil {
		return nil, nil, Damaged.With("what", "entitlement "+strconv.FormatInt(c.entitlement, 10)).From(err)
	}
	var lines []Line
	for m := s.from; m <= s.to; m++ {
		if inside(c.gaps, m) {
			continue
		}
		basic, hash, err := p.basic(m, input)
		if unpublished(err) {
			return nil, []Finding{{Code: noParameter.Code, Detail: m.String(), Hard: true}}, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if basic -= c.less[m]; basic < 0 {
			return nil, []Finding{{Code: "set-off", Detail: m.String(), Hard: true}}, nil
		}
		lines = append(lines, Line{Month: m, Basic: basic, AccountPart: c.accountPart, Plan: hash, Inputs: in, Live: true})
	}
	if len(lines) == 0 {
		return nil, nil, nil
	}
	first, err := p.of(s.from, policy.ResidentEntitlement)
	if unpublished(err) {
		return lines, nil, nil // that month's law has no age to hold the birth against
	}
	if err != nil {
		return nil, nil, err
	}
	reach := policy.EvalResidentEntitlement(first, policy.ResidentEntitlementInput{Birth: c.birth.Month(), PaidMonths: input.PaidMonths, Month: s.from})
	if reach.Reason == policy.ReasonTooYoung {
		return lines, []Finding{{Code: tooYoung.Code, Detail: reach.ReachMonth.String(), Hard: true}}, nil
	}
	return lines, nil, nil
}

// lines makes the lines of a kind that has no individual account.
func (p *plans) lines(c candidate, s span, in map[string]string) ([]Line, []Finding, error) {
	var lines []Line
	for m := s.from; m <= s.to; m++ {
		if inside(c.gaps, m) {
			continue
		}
		fen, hash, err := p.amount(c.kind, m, in)
		if unpublished(err) {
			return nil, []Finding{{Code: noParameter.Code, Detail: m.String(), Hard: true}}, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if fen -= c.less[m]; fen <= 0 {
			return nil, []Finding{{Code: "set-off", Detail: m.String(), Hard: true}}, nil
		}
		lines = append(lines, Line{Month: m, Basic: fen, Plan: hash, Inputs: in, Live: true})
	}
	return lines, nil, nil
}

// unpublished says whether err means that law has no value for the month, rather than that something broke.
func unpublished(err error) bool {
	e, ok := errors.AsType[*fail.Error](err)
	return ok && e.Kind != fail.Internal && e.Kind != fail.Busy
}
