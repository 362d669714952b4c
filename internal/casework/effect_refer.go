package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Refer sends the matter to the authority that owns it; Answer gives an answer at the window. Neither changes a record: what they leave
// is the case, its events and its letters.
const (
	Refer  = "refer"
	Answer = "answer"
)

type referEffect struct{}

var (
	wReferred = words.Text{Zh: "已转送{owner}", En: "sent to {owner}"}
	wAnswered = words.Text{Zh: "已当场答复", En: "answered at once"}
)

func (referEffect) ways() []Way { return []Way{ByReferral} }

func (referEffect) check(*lawFaults, string, *Item, Known) {}

func (referEffect) excluded(*Item, *facts) error { return nil }

func (referEffect) stands(*Item, *facts) words.Text { return words.Text{} }

func (referEffect) apply(_ context.Context, _ *db.Tx, _ access.Actor, o *Office, r *review) (done, error) {
	return done{result: fill(wReferred, []any{"owner", o.ownerOf(r.it, r.c.County)})}, nil
}

// The fields of an item that is advice.
const (
	questionField = "question"
	answerField   = "answer"
)

type answerEffect struct{}

func (answerEffect) ways() []Way { return []Way{ByAdvice} }

func (answerEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	for _, name := range []string{questionField, answerField} {
		f, ok := it.Field(name)
		l.must(ok && f.Required, file, "advice without the field "+name)
	}
}

func (answerEffect) excluded(*Item, *facts) error { return nil }

func (answerEffect) stands(*Item, *facts) words.Text { return words.Text{} }

func (answerEffect) apply(context.Context, *db.Tx, access.Actor, *Office, *review) (done, error) {
	return done{result: wAnswered}, nil
}
