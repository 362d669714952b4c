package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/words"
)

// effect is one kind of thing that a case does when it ends well (办理结果). Each kind is one file, registered below; there are no
// others, and an item names one.
type effect interface {
	// ways lists on which ways a case can have it.
	ways() []Way
	// check notes what an item with this effect lacks.
	check(l *lawFaults, file string, it *Item, known Known)
	// excluded is the fault that the registers raise against the matter whatever the form will say.
	excluded(it *Item, f *facts) error
	// stands says in a sentence how things are today: beside the offer, where no rule of entitlement says more.
	stands(it *Item, f *facts) words.Text
	// apply does it, inside the transaction of the decision, by the operation of the room that owns the record.
	apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error)
}

// undoer is an effect whose record has a reverse operation: a case with any other is not reopened after it was approved.
type undoer interface {
	undo(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, c *Case) error
}

// contradictor is an effect that holds the answers against the registers and the rules, while the applicant is still at the counter: where
// the form is submitted, and again where the effect is had.
type contradictor interface {
	contradicted(ctx context.Context, tx *db.Tx, o *Office, r *review) error
}

// assessor is an effect whose amount the registers give, without a calculator: what the rules say of the case is computed by it.
type assessor interface {
	assess(ctx context.Context, tx *db.Tx, o *Office, r *review) (*Assessment, error)
}

// done is what an effect did.
type done struct {
	id     int64          // of the record it made
	result words.Text     // for the letter
	payTo  string         // where money goes
	rows   [][]words.Text // lines of a table of the letter
}

var effects = map[string]effect{
	Grant:             grantEffect{},
	Award:             awardEffect{},
	SetBankAccount:    accountEffect{},
	Register:          registerEffect{},
	Enrol:             enrolEffect{},
	ChangeParticulars: particularsEffect{},
	SuspendBenefit:    lifeEffect{benefit.Suspend},
	ResumeBenefit:     lifeEffect{benefit.Resume},
	ConfirmBenefit:    confirmEffect{},
	Certify:           certifyEffect{},
	EndRelation:       endEffect{},
	TransferRelation:  transferEffect{},
	RetireFlexibly:    flexibleEffect{},
	CertifyWork:       certifyWorkEffect{},
	Refer:             referEffect{},
	Answer:            answerEffect{},
	Settle:            settleEffect{},
	InheritAccount:    inheritEffect{},
	RefundYears:       refundEffect{},
}

// effect of the item; the loader has made sure that it is there.
func (it *Item) effect() effect { return effects[it.Effect.Kind] }
