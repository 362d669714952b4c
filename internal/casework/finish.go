package casework

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// What is not decided by two persons ends where it is taken in: done, answered, or sent on.

var (
	tellDone     = words.Text{Zh: "您申请的“{item}”（{number}）已办好。", En: "Your application “{item}” ({number}) is done."}
	tellReferred = words.Text{Zh: "您的“{item}”（{number}）已受理并转送{owner}，有答复会通知您。", En: "Your matter “{item}” ({number}) is taken in and sent to {owner}; you will be told the answer."}
	tellAnswered = words.Text{Zh: "您的“{item}”（{number}）已有答复，可到受理站点领取答复单。", En: "Your matter “{item}” ({number}) is answered; the answer is at your station."}
	wAnswerText  = words.Text{Zh: "答复内容", En: "Answer"}
)

// finish does at the window what the item's way does there, in the transaction of the submission.
func (o *Office) finish(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake, start Turn) (*Outcome, error) {
	c, it := in.c, in.it
	did, err := it.effect().apply(ctx, tx, actor, o, &review{c: c, it: it, facts: in.facts, values: in.values})
	if err != nil {
		return nil, err
	}
	outcome, say := outDone, tellDone
	switch c.State = AtOnce; it.Way() {
	case ByReferral:
		c.State, outcome, say = Referred, outReceipt, tellReferred
	case ByAdvice:
		c.State, outcome, say = Answered, outAnswered, tellAnswered
	}
	c.Effect = did.id
	if c.State != Referred {
		c.DecidedBy, c.DecidedAt, c.Warn = actor.User, tx.Now(), 0
	}
	if fresh, err := acceptCase(ctx, tx, actor, it, c); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	if err := o.owe(ctx, tx, in); err != nil {
		return nil, err
	}
	if c.State == Referred {
		if err := beginClock(ctx, tx, c, start, actor); err != nil {
			return nil, err
		}
	}
	if err := revokeLetters(ctx, tx, c.County, c.ID, revokedCompleted, db.Micros(tx.Now())); err != nil {
		return nil, err
	}
	v, err := o.receiptValues(ctx, tx, actor, in)
	if err != nil {
		return nil, err
	}
	v.Fields["result"], v.Rows["record"] = did.result, did.rows
	v.Fields["question"], v.Fields["answer"] = both(in.values[questionField]), both(in.values[answerField])
	letter, err := o.issue(ctx, tx, actor, c, it, outcome, v)
	if err != nil {
		return nil, err
	}
	if err := o.record(ctx, tx, actor, it, c, string(c.State), map[string]string{"number": c.Number, "authority": it.Authority}); err != nil {
		return nil, err
	}
	if err := o.tell(ctx, tx, c, in.facts, in.values, say, "item", it.Title, "number", c.Number, "owner", o.ownerOf(it, c.County)); err != nil {
		return nil, err
	}
	c.Version++
	return &Outcome{Case: *c, Letter: letter, Warnings: in.warnings}, nil
}

// Result is how a matter ended with the authority that owns it.
type Result string

// The results.
const (
	Granted Result = "granted"
	Denied  Result = "refused"
	Settled Result = "settled" // by agreement, or with nothing to grant or refuse
)

var resultTitles = map[Result]words.Text{
	Granted: {Zh: "已办理（同意）", En: "granted"},
	Denied:  {Zh: "未同意", En: "refused"},
	Settled: {Zh: "已处理（调解、告知等）", En: "settled"},
}

// Title is the word people read.
func (r Result) Title() words.Text { return resultTitles[r] }

// Results lists them in the order in which a page offers them.
func Results() []Result { return []Result{Granted, Denied, Settled} }

// Reply is what the authority answered. The law's remedies against its decision are those that it names itself.
type Reply struct {
	Case    int64
	Version int64
	Result  Result
	Says    string // in a few sentences, with the number of its paper if it has one
}

// mayAnswer lets through who takes matters in, and who decides them.
func mayAnswer(actor access.Actor) error {
	if actor.May(access.CaseReview) == nil {
		return nil
	}
	return actor.May(access.CaseOpen)
}

// RecordAnswer writes down what the authority has answered to a matter that was sent to it, and tells the applicant.
func (o *Office) RecordAnswer(ctx context.Context, actor access.Actor, a Reply) (*Outcome, error) {
	if err := mayAnswer(actor); err != nil {
		return nil, err
	}
	a.Says = strings.TrimSpace(a.Says)
	if a.Says == "" || a.Result.Title().IsZero() {
		return nil, NoAnswer.With().On("says")
	}
	if utf8.RuneCountInString(a.Says) > longestParagraph {
		return nil, TooLong.With("field", wAnswerText, "count", longestParagraph).On("says")
	}
	var out *Outcome
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		out, err = o.answered(ctx, tx, actor, a)
		return err
	})
	return out, err
}

func (o *Office) answered(ctx context.Context, tx *db.Tx, actor access.Actor, a Reply) (*Outcome, error) {
	c, sealed, err := lockCase(ctx, tx, actor.County, a.Case)
	if err != nil {
		return nil, err
	}
	if err := answering.check(c.State); err != nil {
		return nil, err
	}
	if c.Version != a.Version {
		return nil, stale(c)
	}
	in := &intake{c: c}
	if in.it, err = o.itemOf(ctx, tx, c); err != nil {
		return nil, err
	}
	form, err := o.openForm(c.County, c.ID, sealed)
	if err != nil {
		return nil, err
	}
	if in.facts, err = o.factsIn(ctx, tx, c.County, c.Person); err != nil {
		return nil, err
	}
	in.questions = answers(in.it, form, in.facts.known())
	if in.values, _, err = checkAnswers(in.questions); err != nil {
		return nil, err
	}
	c.State, c.DecidedBy, c.DecidedAt = Answered, actor.User, tx.Now()
	if fresh, err := decideCase(ctx, tx, actor, c); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	v, err := o.receiptValues(ctx, tx, actor, in)
	if err != nil {
		return nil, err
	}
	v.Fields["result"], v.Fields["answer"], v.Fields["decided"] = a.Result.Title(), both(a.Says), both(civil.Clock(tx.Now()))
	letter, err := o.issue(ctx, tx, actor, c, in.it, outAnswered, v)
	if err != nil {
		return nil, err
	}
	if err := o.record(ctx, tx, actor, in.it, c, answering.name, map[string]string{"result": string(a.Result), "letter": letter.Number}); err != nil {
		return nil, err
	}
	if err := o.tell(ctx, tx, c, in.facts, in.values, tellAnswered, "item", in.it.Title, "number", c.Number); err != nil {
		return nil, err
	}
	c.Version++
	return &Outcome{Case: *c, Letter: letter}, nil
}
