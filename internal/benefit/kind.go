package benefit

import (
	"slices"

	"renshe/civil"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// Kind is a benefit that is paid (待遇种类).
type Kind string

// The kinds that code names; all of them stand in the table.
const (
	ResidentPension     Kind = "resident-pension"
	EmployeePension     Kind = "employee-pension"
	UnemploymentBenefit Kind = "unemployment-benefit"
	InjuryAllowance     Kind = "injury-allowance"
	DependantAllowance  Kind = "dependant-allowance"
	SurvivorBenefit     Kind = "survivor-benefit"
	InjuryLumpSum       Kind = "injury-lump-sum"
	EmploymentSubsidy   Kind = "employment-subsidy"
	AccountLumpSum      Kind = "account-lump-sum"
	AccountRefund       Kind = "account-refund"
)

// kindDef is a kind as data: what computes a month, and the fund and accounts it is paid from.
type kindDef struct {
	title   words.Text
	fund    ledger.Fund
	expense int64      // the expense account's number within the fund
	booked  words.Text // and its title
	once    bool       // one payment in one month
	program string     // the calculator; "" when the decision itself fixes the amount
	output  string     // and which of its outputs is the month's amount
	months  string     // and which limits how many months are drawn; "" none
	decided bool       // the law of the decision's month counts, not that of the month paid
	of      Kind       // what a difference is made up of; "" for every other kind

	draws enrolment.Kind // what its whole amount is an entry of, in an individual account; "" where it comes from none
	law   string         // what it rests on, where no calculator says it
}

// amountInput is the input of kinds whose amount the decision fixes, asOfInput the month whose law a decided kind keeps.
const (
	amountInput = "amount"
	asOfInput   = "decided"
	fixedPlan   = "fixed"
)

// accountsPaid is what the books call the account that money out of individual accounts is booked on.
var accountsPaid = words.Text{Zh: "个人账户养老金支出", En: "account pensions paid"}

var kinds = map[Kind]kindDef{
	ResidentPension: {title: words.Text{Zh: "城乡居民养老金", En: "residents' pension"}, fund: ledger.ResidentPension,
		expense: 5001, booked: words.Text{Zh: "基础养老金支出", En: "basic pensions paid"}, program: "resident-pension"},
	difference(ResidentPension): {title: words.Text{Zh: "城乡居民养老金补差", En: "residents' pension made up"}, fund: ledger.ResidentPension,
		expense: 5001, booked: words.Text{Zh: "基础养老金支出", En: "basic pensions paid"}, once: true, of: ResidentPension},
	EmployeePension: {title: words.Text{Zh: "企业职工基本养老金", En: "employees' pension"}, fund: ledger.EnterprisePension,
		expense: 5001, booked: words.Text{Zh: "基本养老金支出", En: "pensions paid"}, program: "employee-pension", output: "total_fen", decided: true},
	difference(EmployeePension): {title: words.Text{Zh: "企业职工基本养老金补差", En: "employees' pension made up"}, fund: ledger.EnterprisePension,
		expense: 5001, booked: words.Text{Zh: "基本养老金支出", En: "pensions paid"}, once: true, of: EmployeePension},
	SurvivorBenefit: {title: words.Text{Zh: "丧葬补助金和抚恤金", En: "funeral grant and allowance"}, fund: ledger.EnterprisePension,
		expense: 5003, booked: words.Text{Zh: "丧葬补助金和抚恤金支出", En: "funeral grants and allowances paid"}, program: "survivor-benefit", output: "total_fen", once: true},
	UnemploymentBenefit: {title: words.Text{Zh: "失业保险金", En: "unemployment benefit"}, fund: ledger.Unemployment,
		expense: 5001, booked: words.Text{Zh: "失业保险金支出", En: "unemployment benefits paid"}, program: "unemployment-benefit", output: "monthly_fen", months: "months"},
	InjuryAllowance: {title: words.Text{Zh: "伤残津贴", En: "injury allowance"}, fund: ledger.Injury,
		expense: 5001, booked: words.Text{Zh: "伤残津贴支出", En: "injury allowances paid"}, program: "injury-benefit", output: "monthly_fen", decided: true},
	InjuryLumpSum: {title: words.Text{Zh: "一次性伤残补助金", En: "injury lump sum"}, fund: ledger.Injury,
		expense: 5002, booked: words.Text{Zh: "一次性伤残补助金支出", En: "injury lump sums paid"}, program: "injury-benefit", output: "lump_sum_fen", once: true},
	DependantAllowance: {title: words.Text{Zh: "供养亲属抚恤金", En: "dependants' allowance"}, fund: ledger.Injury,
		expense: 5003, booked: words.Text{Zh: "供养亲属抚恤金支出", En: "dependants' allowances paid"}, program: "injury-death-benefit", output: "monthly_total_fen", decided: true},
	AccountLumpSum: {title: words.Text{Zh: "个人账户一次性待遇", En: "lump sum of the individual account"}, fund: ledger.ResidentPension,
		expense: 5002, booked: accountsPaid, once: true, draws: enrolment.LumpSum, law: "社会保险法 第十四条"},
	AccountRefund: {title: words.Text{Zh: "个人账户退费", En: "refund from the individual account"}, fund: ledger.ResidentPension,
		expense: 5002, booked: accountsPaid, once: true, draws: enrolment.Refund, law: "人社部发〔2014〕17号"},
	EmploymentSubsidy: {title: words.Text{Zh: "就业补贴", En: "employment subsidy"}, fund: ledger.EmploymentSubsidy,
		expense: 5001, booked: words.Text{Zh: "就业补贴支出", En: "employment subsidies paid"}, once: true},
}

// difference is the kind under which the differences of a kind are made up.
func difference(k Kind) Kind { return k + "-difference" }

// Difference is the kind under which what a recomputation gives too little is made up (补差).
func (k Kind) Difference() Kind { return difference(k) }

// Kinds lists all kinds by name.
func Kinds() []Kind {
	all := make([]Kind, 0, len(kinds))
	for k := range kinds {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// Once says whether the kind is one payment rather than a monthly one.
func (k Kind) Once() bool { return kinds[k].once }

// Law is what the kind rests on where no calculator says it; "" of every other kind.
func (k Kind) Law() string { return kinds[k].law }

// Recomputable says whether paid months of the kind can be computed again: a calculator gave them, month by month.
func (k Kind) Recomputable() bool { return kinds[k].program != "" && !kinds[k].once }

// Explain computes a line of the kind again, step by step; nil where the decision itself fixed the amount.
func (k Kind) Explain(rules *policy.Set, l Line) (*policy.Result, error) {
	def := kinds[k]
	if def.program == "" {
		return nil, nil
	}
	p := &plans{rules: rules, county: l.Query.County, knownOn: l.Query.KnownOn}
	return p.calculate(def, l.Query.AsOf, l.Inputs)
}

// Calculator names what computes the kind's amount; "" where a decision fixes it itself.
func (k Kind) Calculator() string { return kinds[k].program }

// Due reads what an answer of the kind's calculator gives: the amount of a month, or of the one payment, and for how many months at most
// (0: no limit, or one payment). 0 fen: nothing.
func (k Kind) Due(r *policy.Result) (money.Fen, int) {
	def := kinds[k]
	name := def.output
	if name == "" {
		name = "total_fen"
	}
	out, _ := r.Output(name)
	fen, _ := out.Value.(int64)
	if def.months == "" {
		return money.Fen(fen), 0
	}
	out, _ = r.Output(def.months)
	n, _ := out.Value.(int64)
	return money.Fen(fen), int(n)
}

// FixedInputs writes what [Grant] takes of a decision that fixes the amount itself.
func FixedInputs(amount money.Fen) map[string]string {
	return map[string]string{amountInput: amount.Plain()}
}

// amount computes a month of any kind: what the fund pays beside the fixed account part, and the plan that gives it.
func (p *plans) amount(k Kind, m civil.Month, in map[string]string) (money.Fen, string, error) {
	def := kinds[k]
	if k == ResidentPension {
		input, err := pensionInput(in)
		if err != nil {
			return 0, "", err
		}
		return p.basic(m, input)
	}
	if def.program == "" {
		fen, err := money.ParseYuan(in[amountInput])
		if err != nil || fen <= 0 {
			return 0, "", BadGrant.With("what", lackAmount)
		}
		return fen, fixedPlan, nil
	}
	result, err := p.calculate(def, m, in)
	if err != nil {
		return 0, "", err
	}
	out, _ := result.Output(def.output)
	fen, known := out.Value.(int64)
	if !known || fen < 0 {
		return 0, "", BadGrant.With("what", noAmount)
	}
	return money.Fen(fen), result.Plan, nil
}

// calculate asks the kind's calculator, of the month paid or of the decision's.
func (p *plans) calculate(def kindDef, m civil.Month, in map[string]string) (*policy.Result, error) {
	asked := make(map[string]string, len(in))
	for name, value := range in {
		if name != asOfInput {
			asked[name] = value
		}
	}
	if def.decided {
		decided, err := civil.ParseMonth(in[asOfInput])
		if err != nil {
			return nil, BadGrant.With("what", lackKind)
		}
		m = decided
	}
	return p.rules.Calculate(def.program, policy.Query{County: p.county, AsOf: m, KnownOn: p.knownOn}, asked)
}

// decideOther makes an entitlement of a kind that has no individual account: one payment ends with its month, a limited one with its last.
func (p *plans) decideOther(e Entitlement, g Grant) (Entitlement, error) {
	def := kinds[g.Kind]
	if def.decided {
		e.Inputs = make(map[string]string, len(g.Inputs)+1)
		for name, value := range g.Inputs {
			e.Inputs[name] = value
		}
		e.Inputs[asOfInput] = e.AsOf.String()
	}
	fen, plan, err := p.amount(e.Kind, e.AsOf, e.Inputs)
	if err != nil {
		return e, err
	}
	e.Plan = plan
	if g.Plan != "" && g.Plan != e.Plan {
		return e, BadGrant.With("what", otherPlan)
	}
	if fen == 0 || g.AccountPart != 0 {
		return e, BadGrant.With("what", otherAmount)
	}
	switch {
	case def.once:
		e.Stop = e.Start + 1
	case def.months != "":
		result, err := p.calculate(def, e.AsOf, e.Inputs)
		if err != nil {
			return e, err
		}
		out, _ := result.Output(def.months)
		n, known := out.Value.(int64)
		if !known || n < 1 {
			return e, BadGrant.With("what", noAmount)
		}
		e.Stop = e.Start + civil.Month(n)
	}
	return e, nil
}
