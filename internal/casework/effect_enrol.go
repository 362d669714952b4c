package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/words"
)

// Enrol opens a relation with the item's scheme from this month on: enrolment.EnrolIn.
const Enrol = "enrol"

type enrolEffect struct{}

var (
	wEnrolled    = words.Text{Zh: "已参加{scheme}，从{month}起", En: "insured in the {scheme} from {month}"}
	offerMember  = words.Text{Zh: "已参加{scheme}。", En: "Insured in the {scheme} already."}
	offerNone    = words.Text{Zh: "还没有参加{scheme}。", En: "Not insured in the {scheme} yet."}
	offerWorking = words.Text{Zh: "正在参加企业职工基本养老保险，不能同时参加。", En: "Insured as an employee; both at once is not possible."}
)

func (enrolEffect) ways() []Way { return []Way{ByDecision} }

func (enrolEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	l.must(!enrolment.Scheme(it.Effect.Scheme).Title().IsZero(), file, "no scheme "+it.Effect.Scheme+" to enrol in")
}

func (enrolEffect) excluded(it *Item, f *facts) error {
	scheme := enrolment.Scheme(it.Effect.Scheme)
	switch {
	case scheme == enrolment.ResidentPension && f.enrolled, scheme == enrolment.EmployeePension && f.employee:
		return enrolment.EnrolledAlready.With("scheme", scheme.Title())
	case scheme == enrolment.ResidentPension && f.employee:
		return enrolment.OtherScheme.With().Under("国发〔2014〕8号 三、参保范围")
	}
	return nil
}

func (enrolEffect) stands(it *Item, f *facts) words.Text {
	scheme := enrolment.Scheme(it.Effect.Scheme)
	t := offerNone
	switch {
	case scheme == enrolment.ResidentPension && f.enrolled, scheme == enrolment.EmployeePension && f.employee:
		t = offerMember
	case scheme == enrolment.ResidentPension && f.employee:
		t = offerWorking
	}
	return fill(t, []any{"scheme", scheme.Title()})
}

func (enrolEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	scheme, month := enrolment.Scheme(r.it.Effect.Scheme), civil.DateIn(tx.Now()).Month()
	rel, err := o.Enrolment.EnrolIn(ctx, tx, actor, r.c.Person, scheme, month)
	return done{id: rel.ID, result: fill(wEnrolled, []any{"scheme", scheme.Title(), "month", month})}, err
}
