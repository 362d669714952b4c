package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// EndRelation ends the person's relation with the item's scheme (注销登记): enrolment.SetStateIn. After a death the pension that is still granted
// stops with it, from the month after (benefit.StopIn). What the individual account holds stays there, and the letter says whose it is.
const EndRelation = "end-relation"

// The field that says why, and its answers.
const (
	endWhy     = "why"
	endDeath   = "death"
	endAbroad  = "abroad"
	endPension = "other-pension"

	applicantField = "applicant"
	byRelative     = "relative"
)

type endEffect struct{}

var (
	wEnded       = words.Text{Zh: "{scheme}关系到{month}终止", En: "the relation with the {scheme} ended in {month}"}
	wStoppedFrom = words.Text{Zh: "{benefit}从{month}起停发", En: "the {benefit} is paid no more from {month}"}
	wInherited   = words.Text{Zh: "个人账户还有 {amount} 元，可以继承，请继承人申领个人账户一次性待遇", En: "the account still holds {amount} yuan, which the heirs may claim as the lump sum of the account"}
	wOwnLeft     = words.Text{Zh: "个人账户还有 {amount} 元，仍记在本人名下：符合条件的可以办理制度衔接；本人在世时能否一次性领取没有查到依据，请向县级经办机构咨询", En: "the account still holds {amount} yuan in the person's own name: a conversion between the schemes may be asked for; no source was found on a lump sum while the person lives, so ask the county's agency"}
	wNothingLeft = words.Text{Zh: "个人账户没有余额", En: "nothing is left on the account"}
	offerMembers = words.Text{Zh: "{scheme}：{state}，个人账户 {amount} 元。", En: "{scheme}: {state}; {amount} yuan on the account."}
)

// The faults of ending a relation.
var (
	// WrongWhy is a reason that the register contradicts.
	WrongWhy = fail.Define(fail.Invalid, "casework.wrong-why",
		words.Text{Zh: "登记显示此人已于{date}去世，注销原因应为死亡，由近亲属申请。", En: "The register says that the person died on {date}: the reason is the death, and a close relative applies."}, draftKept,
		words.Text{Zh: "请改注销原因和申请人；登记有误的请先更正。", En: "Correct the reason and the applicant; if the register is wrong, have it corrected first."})
	// NoDeath is a cancellation after a death of which the register knows none.
	NoDeath = fail.Define(fail.Invalid, "casework.no-death",
		words.Text{Zh: "登记里没有此人的死亡信息。", En: "The register holds no death of this person."}, draftKept,
		words.Text{Zh: "请先登记死亡信息，再办理注销。", En: "Record the death first."})
	// StillDrawn is a relation whose pension a living person draws.
	StillDrawn = fail.Define(fail.Blocked, "casework.still-drawn",
		words.Text{Zh: "这个人的{benefit}还没有停发（{status}）。", En: "This person's {benefit} is not stopped ({status})."}, draftKept,
		words.Text{Zh: "请先在待遇页面两人办理停发，多发的一并认定，再办理注销。", En: "Have it stopped on the benefit's page by two persons, with what was overpaid, and cancel then."})
)

func (endEffect) ways() []Way { return []Way{ByDecision} }

func (endEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	checkBenefit(l, file, it)
	l.must(!enrolment.Scheme(it.Effect.Scheme).Title().IsZero(), file, "no scheme "+it.Effect.Scheme+" to end")
	why, ok := it.Field(endWhy)
	l.must(ok && why.Required && why.Kind == OneOf, file, "it does not ask why the relation ends")
	for _, c := range why.Choices {
		l.must(c.Code == endDeath || c.Code == endAbroad || c.Code == endPension, file, "no relation ends because of "+c.Code)
	}
}

func (endEffect) excluded(it *Item, f *facts) error {
	scheme := enrolment.Scheme(it.Effect.Scheme)
	if _, ok := f.file.Relation(scheme); !ok {
		return enrolment.NotEnrolled.With("scheme", scheme.Title())
	}
	return nil
}

func (endEffect) stands(it *Item, f *facts) words.Text {
	scheme := enrolment.Scheme(it.Effect.Scheme)
	rel, ok := f.file.Relation(scheme)
	if !ok {
		return words.Text{}
	}
	return fill(offerMembers, []any{"scheme", scheme.Title(), "state", rel.State.Title(), "amount", f.account})
}

// contradicted holds the reason against the registers.
func (endEffect) contradicted(_ context.Context, _ *db.Tx, _ *Office, r *review) error {
	it, f, values := r.it, r.facts, r.values
	died := !f.person.Alive()
	switch why := values[endWhy]; {
	case why == "":
	case died && (why != endDeath || values[applicantField] != byRelative):
		return WrongWhy.With("date", f.person.Died).On(endWhy)
	case !died && why == endDeath:
		return NoDeath.With().On(endWhy)
	case !died:
		if had := f.granted(it.Effect.Benefit); had != nil {
			return StillDrawn.With("benefit", had.Kind.Title(), "status", had.Status.Title()).On(endWhy)
		}
	}
	return nil
}

func (e endEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	scheme, month := enrolment.Scheme(r.it.Effect.Scheme), r.facts.today.Month()
	rel, ok := r.facts.file.Relation(scheme)
	if !ok {
		return done{}, enrolment.NotEnrolled.With("scheme", scheme.Title())
	}
	if err := e.contradicted(ctx, tx, o, r); err != nil {
		return done{}, err
	}
	d := done{id: rel.ID}
	stopped := words.Text{}
	if died := r.facts.person.Died; !died.IsZero() {
		month = died.Month()
		if had := r.facts.granted(r.it.Effect.Benefit); had != nil {
			if _, err := o.Benefit.StopIn(ctx, tx, actor, had.ID, month.Add(1), r.it.Title.Zh+" "+r.c.Number); err != nil {
				return done{}, err
			}
			stopped = joined(wAnd, fill(wStoppedFrom, []any{"benefit", benefit.Kind(r.it.Effect.Benefit).Title(), "month", month.Add(1)}))
		}
	}
	if err := o.Enrolment.SetStateIn(ctx, tx, actor, r.c.Person, scheme, enrolment.Ended, month); err != nil {
		return done{}, err
	}
	d.result = joined(fill(wEnded, []any{"scheme", scheme.Title(), "month", month}), stopped, wAnd, left(r.facts.account, r.facts.person.Alive()))
	return d, nil
}

// left says what the individual account holds, and whose it is.
func left(account money.Fen, alive bool) words.Text {
	switch {
	case account == 0:
		return wNothingLeft
	case alive:
		return fill(wOwnLeft, []any{"amount", account})
	}
	return fill(wInherited, []any{"amount", account})
}
