package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

// RetireFlexibly registers the month that somebody has chosen to retire in (弹性退休备案), if it lies in the window that the calculator of the
// retirement age gives: registration.RegisterIn.
const RetireFlexibly = "retire-flexibly"

// The fields that it reads, and the answers of the one that says which way.
const (
	flexCategory = "category"
	flexKind     = "kind"
	flexMonth    = "on"
	flexTold     = "told-on"
	flexEarly    = "early"
	flexLate     = "late"
)

type flexibleEffect struct{ registerEffect }

const (
	windowRule = "国务院关于渐进式延迟法定退休年龄的办法 第三条"
	earlyRule  = "人社部发〔2024〕94号 弹性提前退休"
	lateRule   = "人社部发〔2024〕94号 弹性延迟退休"
)

// The faults of a notice of flexible retirement.
var (
	// NoFlexible is a notice of somebody whose age is the old rule's.
	NoFlexible = fail.Define(fail.Blocked, "casework.no-flexible",
		words.Text{Zh: "此人按原规定在{month}到龄，没有弹性退休。", En: "By the old rule this person reaches the age in {month}; there is no flexible retirement."}, draftKept,
		words.Text{Zh: "请核对人员类别和出生日期；已到龄的办理退休。", En: "Check the category and the date of birth; who has reached the age claims the pension."})
	// OutsideWindow is a month that may not be chosen.
	OutsideWindow = fail.Define(fail.Blocked, "casework.outside-window",
		words.Text{Zh: "法定退休时间是{month}：弹性提前从{earliest}起，弹性延迟到{latest}止，所选的{on}不在范围内。",
			En: "The statutory month is {month}: early from {earliest}, late to {latest} at most. {on} lies outside."}, draftKept,
		words.Text{Zh: "请改选月份；提前的早于法定退休时间，延迟的晚于法定退休时间。", En: "Choose another month: an early one before the statutory month, a late one after it."})
	// ToldLate is a notice or an agreement that came too late.
	ToldLate = fail.Define(fail.Blocked, "casework.told-late",
		words.Text{Zh: "最迟要在{by}书面告知或者约定，填写的是{told}。", En: "It had to be told or agreed in writing in {by} at the latest; {told} is given."}, draftKept,
		words.Text{Zh: "请核对日期；已经晚了的，改选以后的月份，或者按法定时间退休。", En: "Check the day; if it is late, choose a later month or the statutory one."})
)

func (flexibleEffect) ways() []Way { return []Way{ByDecision} }

func (e flexibleEffect) check(l *lawFaults, file string, it *Item, known Known) {
	e.registerEffect.check(l, file, it, known)
	for _, name := range []string{flexCategory, flexKind, flexMonth} {
		f, ok := it.Field(name)
		l.must(ok && f.Required, file, "a month of retirement is chosen without the field "+name)
	}
	_, ok := it.Field(flexTold)
	l.must(ok, file, "it does not ask when the employer was told")
}

var categories = map[string]policy.Category{"M60": policy.M60, "F55": policy.F55, "F50": policy.F50}

// contradicted holds the month against the window of the law.
func (flexibleEffect) contradicted(_ context.Context, _ *db.Tx, o *Office, r *review) error {
	f, values := r.facts, r.values
	category := categories[values[flexCategory]]
	on, err := civil.ParseMonth(values[flexMonth])
	if category == 0 || values[flexKind] == "" || err != nil {
		return nil // the form's own checks say what is missing
	}
	plan, err := o.Law.Compile(r.c.County.Division(), f.today.Month(), f.today, policy.RetirementAge)
	if err != nil {
		return err
	}
	age := policy.EvalRetirementAge(plan, policy.RetirementAgeInput{Category: category, Birth: f.person.Birth.Month()})
	if !age.Reformed {
		return NoFlexible.With("month", age.Month).Under(windowRule).On(flexMonth)
	}
	early := values[flexKind] == flexEarly
	if early && (on < age.EarliestMonth || on >= age.Month) || !early && (on <= age.Month || on > age.LatestMonth) {
		return OutsideWindow.With("month", age.Month, "earliest", age.EarliestMonth, "latest", age.LatestMonth, "on", on).Under(windowRule).On(flexMonth)
	}
	told, err := civil.ParseDate(values[flexTold])
	if err != nil {
		return nil
	}
	// Early: so many months before the month chosen; late: before the statutory month.
	by, rule := age.LateAgreement, lateRule
	if early {
		by, rule = on-(age.EarliestMonth-age.EarlyNotice), earlyRule
	}
	if told.Month() > by || told > f.today {
		return ToldLate.With("by", by, "told", told).Under(rule).On(flexTold)
	}
	return nil
}

func (e flexibleEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	if err := e.contradicted(ctx, tx, o, r); err != nil {
		return done{}, err
	}
	return e.registerEffect.apply(ctx, tx, actor, o, r)
}
