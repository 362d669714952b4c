package casework

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// Computed is one calculation as it is stored (核定留存): what re-evaluation needs, and what it must give again.
type Computed struct {
	Record  policy.Record     `json:"record"`
	Outputs map[string]string `json:"outputs"`
}

// Assessment is what the rules say about a case on a day: whether, from when, how much.
type Assessment struct {
	Entitled    bool        `json:"entitled"`
	Reason      string      `json:"reason"`
	Says        words.Text  `json:"says"`
	Reach       civil.Month `json:"reach,omitzero"`
	Start       civil.Month `json:"start,omitzero"`
	Short       int         `json:"short_months"`
	Basic       money.Fen   `json:"basic_fen"`
	AccountPart money.Fen   `json:"account_part_fen"`
	Total       money.Fen   `json:"total_fen"`
	Entitlement *Computed   `json:"entitlement,omitempty"` // nil of an award
	Amount      *Computed   `json:"amount,omitempty"`
	Awards      []Awarded   `json:"awards,omitempty"` // of an award: what it gives
}

// same says whether two assessments lead to the same decision: the day they were made on may differ.
func (a *Assessment) same(b *Assessment) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Entitled == b.Entitled && a.Reason == b.Reason && a.Reach == b.Reach && a.Start == b.Start && a.Short == b.Short &&
		a.Basic == b.Basic && a.AccountPart == b.AccountPart && a.Total == b.Total && slices.Equal(a.Awards, b.Awards)
}

var (
	reasonEntitled = words.Text{Zh: "{reach}满60周岁，已缴费{paid}个月，从{start}起可以按月领取。", En: "Reaches 60 in {reach}, has paid {paid} months, and may draw it from {start}."}
	reasonShort    = words.Text{Zh: "累计缴费{paid}个月，还差{short}个月。", En: "{paid} months are paid; {short} are missing."}
	reasonYoung    = words.Text{Zh: "{reach}才满60周岁，到期前一个月起可以申请。", En: "Reaches 60 in {reach}; the claim may be made from the month before."}
	reasonOther    = words.Text{Zh: "{reason}。", En: "{reason}."}
	noRelation     = words.Text{Zh: "没有城乡居民养老保险参保关系。", En: "There is no relation with the residents' pension scheme."}
	notAlive       = words.Text{Zh: "登记显示此人已于{date}去世。", En: "The register says that the person died on {date}."}
)

// explain puts the rules' reason into a sentence with the person's own numbers.
func explain(reason policy.ReasonCode, reach, start civil.Month, paid, short int) words.Text {
	t := reasonOther
	switch reason {
	case policy.ReasonEntitled:
		t = reasonEntitled
	case policy.ReasonPaidShort:
		t = reasonShort
	case policy.ReasonTooYoung:
		t = reasonYoung
	}
	return fill(t, []any{"reach", reach, "start", start, "paid", paid, "short", short, "reason", reason.Title()})
}

// askedMonth is the month that a claim of today is judged for: the coming one, so that who reaches the age next month can
// claim in time; the start month keeps the payment from coming early.
func askedMonth(today civil.Date) civil.Month { return today.Month().Add(1) }

// assessed judges a case by the rules known on a day; nil of an item that nothing is computed for.
func (o *Office) assessed(ctx context.Context, tx *db.Tx, r *review) (*Assessment, error) {
	it, county, f, values, today := r.it, r.c.County, r.facts, r.values, civil.DateIn(tx.Now())
	if own, ok := it.effect().(assessor); ok {
		return own.assess(ctx, tx, o, r)
	}
	switch {
	case it.Entitlement != "":
		return assess(o.Law, it, county, f, values[otherPension] == yes, today)
	case it.Effect.Kind == Award:
		return assessAward(o.Law, it, county, values, today)
	}
	return nil, nil
}

// assess judges a claim by the rules known on a day.
func assess(set *policy.Set, it *Item, county civil.County, f *facts, otherPension bool, today civil.Date) (*Assessment, error) {
	inputs := map[string]string{
		"birth":              f.person.Birth.Month().String(),
		"paid-months":        itoa(f.paidMonths),
		"month":              askedMonth(today).String(),
		"in-employee-scheme": yesNo(f.employee),
		"receiving":          yesNo(f.receiving || otherPension),
	}
	plan, err := set.Compile(county.Division(), askedMonth(today), today, policy.ResidentEntitlement)
	if err != nil {
		return nil, err
	}
	frame := policy.EvalResidentEntitlement(plan, policy.ResidentEntitlementInput{
		Birth: f.person.Birth.Month(), PaidMonths: policy.Months(f.paidMonths), Month: askedMonth(today),
		InEmployeeScheme: f.employee, Receiving: f.receiving || otherPension,
	})
	a := &Assessment{Entitled: frame.Entitled, Reason: frame.Reason.String(), Reach: frame.ReachMonth, Start: frame.StartMonth,
		Short: int(frame.ShortMonths), Says: explain(frame.Reason, frame.ReachMonth, frame.StartMonth, f.paidMonths, int(frame.ShortMonths))}
	why, err := compute(set, it.Entitlement, county, askedMonth(today), today, inputs)
	if err != nil {
		return nil, err
	}
	a.Entitlement = &why
	if !a.Entitled {
		return a, nil
	}
	if !f.enrolled {
		a.Entitled, a.Reason, a.Says = false, "not-enrolled", noRelation
		return a, nil
	}
	return a, a.amount(set, it, county, f, today)
}

// amount adds how much: by the rates of the first month paid, or of today's month where that lies behind.
func (a *Assessment) amount(set *policy.Set, it *Item, county civil.County, f *facts, today civil.Date) error {
	asOf := max(a.Start, today.Month())
	plan, err := set.Compile(county.Division(), asOf, today, policy.ResidentPension)
	if err != nil {
		return err
	}
	frame := policy.EvalResidentPension(plan, policy.ResidentPensionInput{Account: f.account, PaidMonths: policy.Months(f.paidMonths)})
	a.Basic, a.AccountPart, a.Total = frame.Basic, frame.AccountPart, frame.Total
	c, err := compute(set, it.Calculator, county, asOf, today, map[string]string{"account": f.account.Plain(), "paid-months": itoa(f.paidMonths)})
	a.Amount = &c
	return err
}

// compute runs a calculator and keeps what a later re-evaluation needs.
func compute(set *policy.Set, name string, county civil.County, asOf civil.Month, knownOn civil.Date, inputs map[string]string) (Computed, error) {
	r, err := set.Calculate(name, policy.Query{County: county, AsOf: asOf, KnownOn: knownOn}, inputs)
	if err != nil {
		return Computed{}, err
	}
	return Computed{r.Record(), outputs(r)}, nil
}

func outputs(r *policy.Result) map[string]string {
	all := make(map[string]string, len(r.Outputs))
	for _, o := range r.Outputs {
		all[o.Name] = fmt.Sprint(o.Value)
	}
	return all
}

// again re-evaluates what was stored and refuses to show anything else than what was decided.
func (c Computed) again(set *policy.Set) (*policy.Result, error) {
	r, _, err := set.Recall(c.Record)
	if err != nil {
		return nil, err
	}
	now := outputs(r)
	for _, name := range slices.Sorted(maps.Keys(c.Outputs)) {
		if now[name] != c.Outputs[name] {
			return nil, SheetDiffers.With("name", name)
		}
	}
	return r, nil
}

// Sheet is a decision with every number explained (待遇核定表).
type Sheet struct {
	Assessment  *Assessment
	Entitlement *policy.Result // why it is due, or why not
	Amount      *policy.Result // how much; nil if nothing is due
}

// again re-evaluates the case's stored assessment and checks that it still says the same, amounts included.
func (o *Office) again(c *Case) (*Sheet, error) {
	a := c.Assessment
	if a == nil {
		return nil, nil
	}
	s := &Sheet{Assessment: a}
	var err error
	if a.Entitlement != nil {
		if s.Entitlement, err = a.Entitlement.again(o.Law); err != nil {
			return nil, err
		}
	}
	if a.Amount == nil {
		return s, nil
	}
	if s.Amount, err = a.Amount.again(o.Law); err != nil {
		return nil, err
	}
	if s.Entitlement == nil {
		for _, one := range a.Awards {
			if amount, months := one.Benefit.Due(s.Amount); amount != one.Amount || months != one.Months {
				return nil, SheetDiffers.With("name", one.Benefit.Title())
			}
		}
		return s, nil
	}
	for name, fen := range map[string]money.Fen{"basic": a.Basic, "account": a.AccountPart, "total": a.Total} {
		out, ok := s.Amount.Output(name + "_fen")
		if !ok || out.Value != int64(fen) {
			return nil, SheetDiffers.With("name", name)
		}
	}
	return s, nil
}
