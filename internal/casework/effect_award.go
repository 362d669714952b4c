package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// Award grants what the item's calculator computes of the answers (核定给付): benefit.GrantIn, for the benefit of the item and for those
// that the same calculation gives beside it.
const Award = "award"

type awardEffect struct{}

// Condition is what an output of the calculator has to be, or must not be, for anything to be due (给付条件).
type Condition struct {
	Output string `yaml:"output"`
	Is     string `yaml:"is"`
	Not    string `yaml:"not"`
	Says   string `yaml:"says"` // the output that says why not; itself where it does
}

var (
	wAwarded      = words.Text{Zh: "{awards}，发到 {account}", En: "{awards}, paid to {account}"}
	wAwardMonthly = words.Text{Zh: "{benefit}每月 {amount} 元，从{start}起", En: "{benefit}: {amount} yuan a month from {start}"}
	wAwardUntil   = words.Text{Zh: "{benefit}每月 {amount} 元，从{start}起{months}个月", En: "{benefit}: {amount} yuan a month for {months} months from {start}"}
	wAwardOnce    = words.Text{Zh: "{benefit}一次性 {amount} 元", En: "{benefit}: {amount} yuan once"}
	wAwardNone    = words.Text{Zh: "按填写的情况没有应发的{benefit}。", En: "By what is filled in, no {benefit} is due."}
	wAwardNot     = words.Text{Zh: "{what}：{says}。", En: "{what}: {says}."}
	wAnd          = words.Text{Zh: "；", En: "; "}
	wEvery        = words.Text{Zh: "按月", En: "monthly"}
	wOnce         = words.Text{Zh: "一次性", En: "once"}
)

func (awardEffect) ways() []Way { return []Way{ByDecision} }

func (awardEffect) check(l *lawFaults, file string, it *Item, known Known) {
	checkSurvivors(l, file, it, known)
	for _, k := range it.awards() {
		l.must(k.Calculator() != "" && k.Calculator() == it.Calculator, file, "the calculator "+it.Calculator+" does not compute the benefit "+string(k))
	}
	c, err := policy.Find(it.Calculator)
	l.must(err == nil && len(it.Inputs) > 0 && it.Entitlement == "", file, "an award names its calculator and the field of each input, and no entitlement")
	if err != nil {
		return
	}
	for input, field := range it.Inputs {
		_, asked := it.Field(field)
		l.must(asked, file, "the input "+input+" comes from "+field+", which is not asked")
		l.must(slices.ContainsFunc(c.Inputs, func(d policy.InputDef) bool { return d.Name == input }), file, "the calculator has no input "+input)
	}
	start, asked := it.Field(it.Effect.Start)
	l.must(asked && start.Kind == MonthField && start.Required, file, "an award names the field of its first month, which has to be answered")
	for _, cond := range it.Conditions {
		for _, out := range []string{cond.Output, cond.says()} {
			l.must(slices.ContainsFunc(c.Outputs, func(d policy.OutputDef) bool { return d.Name == out }), file, "the calculator has no output "+out)
		}
		l.must((cond.Is != "") != (cond.Not != ""), file, "a condition does not say what the output "+cond.Output+" has to be, or must not be")
	}
}

func (c Condition) says() string {
	if c.Says != "" {
		return c.Says
	}
	return c.Output
}

// holds says whether the output is what it has to be.
func (c Condition) holds(value string) bool {
	if c.Not != "" {
		return value != c.Not
	}
	return value == c.Is
}

// awards are the benefits that the item's calculation may give, the main one first.
func (it *Item) awards() []benefit.Kind {
	all := []benefit.Kind{benefit.Kind(it.Effect.Benefit)}
	for _, k := range it.Effect.Also {
		all = append(all, benefit.Kind(k))
	}
	return all
}

func (awardEffect) excluded(it *Item, f *facts) error {
	for _, k := range it.awards() {
		if had := f.granted(string(k)); had != nil && !k.Once() {
			return AlreadyReceiving.With("benefit", k.Title(), "month", had.Start)
		}
	}
	return nil
}

func (awardEffect) stands(it *Item, f *facts) words.Text { return standing(it, f) }

func (awardEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	if err := o.given(ctx, tx, actor, r); err != nil {
		return done{}, err
	}
	account, err := o.payTo(ctx, tx, actor, r)
	if err != nil {
		return done{}, err
	}
	d := done{payTo: account.Bank + " " + account.Masked()}
	it, kept := r.it, r.c.Assessment.Amount.Record
	all := words.Text{}
	for _, a := range r.c.Assessment.Awards {
		granted, err := o.Benefit.GrantIn(ctx, tx, actor, benefit.Grant{Person: r.c.Person, Kind: a.Benefit, Start: r.c.Assessment.Start,
			AsOf: kept.AsOf, KnownOn: kept.KnownOn, Inputs: it.inputs(r.values), Plan: kept.Plan, Case: r.c.ID})
		if err != nil {
			return done{}, err
		}
		if d.id == 0 {
			d.id = granted.ID
		}
		if !all.IsZero() {
			all = joined(all, wAnd)
		}
		all = joined(all, a.words(r.c.Assessment.Start))
		how, until := wEvery, words.Text{}
		if a.Benefit.Once() {
			how = wOnce
		} else if granted.Stop != 0 {
			until = both(granted.Stop - 1)
		}
		d.rows = append(d.rows, []words.Text{a.Benefit.Title(), both(a.Amount.String()), how, both(granted.Start), until})
	}
	d.result = fill(wAwarded, []any{"awards", all, "account", d.payTo})
	return d, nil
}

// inputs are the answers as the calculator takes them. What is not answered is left to the calculator: of a month drawn later, its own law.
func (it *Item) inputs(values map[string]string) map[string]string {
	all := map[string]string{}
	for input, name := range it.Inputs {
		if values[name] != "" {
			all[input] = values[name]
		}
	}
	return all
}

// Awarded is one benefit that an assessment gives.
type Awarded struct {
	Benefit benefit.Kind `json:"benefit"`
	Amount  money.Fen    `json:"amount_fen"` // a month's, or the whole of one that is paid once
	Months  int          `json:"months"`     // how many at most; 0 unlimited or once
}

func (a Awarded) words(start civil.Month) words.Text {
	t := wAwardMonthly
	switch {
	case a.Benefit.Once():
		t = wAwardOnce
	case a.Months > 0:
		t = wAwardUntil
	}
	return fill(t, []any{"benefit", a.Benefit.Title(), "amount", a.Amount, "start", start, "months", a.Months})
}

// assessAward computes what the answers give; nil while what the calculator needs is not answered.
func assessAward(set *policy.Set, it *Item, county civil.County, values map[string]string, today civil.Date) (*Assessment, error) {
	for _, name := range it.Inputs {
		if f, _ := it.Field(name); values[name] == "" && f.Required && (f.When == (When{}) || values[f.When.Field] == f.When.Is) {
			return nil, nil
		}
	}
	start, err := civil.ParseMonth(values[it.Effect.Start])
	if err != nil {
		return nil, nil // the form's own check says what is wrong with it
	}
	result, err := set.Calculate(it.Calculator, policy.Query{County: county, AsOf: start, KnownOn: today}, it.inputs(values))
	if err != nil {
		return nil, onFields(it, err)
	}
	a := &Assessment{Start: start, Amount: &Computed{result.Record(), outputs(result)}}
	for _, k := range it.awards() {
		if amount, months := k.Due(result); amount > 0 {
			a.Awards = append(a.Awards, Awarded{k, amount, months})
			a.Total += amount
		}
	}
	a.Entitled, a.Says = len(a.Awards) > 0, fill(wAwardNone, []any{"benefit", benefit.Kind(it.Effect.Benefit).Title()})
	for _, c := range it.Conditions {
		out, _ := result.Output(c.Output)
		if !c.holds(fmt.Sprint(out.Value)) {
			why, _ := result.Output(c.says())
			a.Entitled, a.Reason, a.Awards, a.Total = false, fmt.Sprint(why.Value), nil, 0
			a.Says = fill(wAwardNot, []any{"what", why.Title, "says", why.Shown})
			return a, nil
		}
	}
	for i, one := range a.Awards {
		if i == 0 {
			a.Says = one.words(start)
		} else {
			a.Says = joined(a.Says, wAnd, one.words(start))
		}
	}
	return a, nil
}

// onFields puts the calculator's faults on the form's fields that its inputs come from.
func onFields(it *Item, err error) error {
	var all []error
	for _, f := range fail.Each(err) {
		if field, ok := it.Inputs[f.Field]; ok {
			f = f.On(field)
		}
		all = append(all, f)
	}
	return errors.Join(all...)
}
