package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Correction puts a letter right that was written of wrong particulars (更正): answers of the form, or what the registers said of the
// person. It decides nothing anew: who wants another decision reopens the case.
type Correction struct {
	Case    int64
	Version int64
	Fields  map[string]string // answers to change; empty when only the registers have changed since
	Says    string
}

var wCorrectMeans = words.Text{Zh: "原文书{old}作废，由{new}代替；决定的内容没有变。", En: "The letter {old} is invalid and {new} takes its place; what was decided is unchanged."}

// Correct prints the letter of the outcome again, with the answers that were put right and the registers' particulars of today. The old
// letter becomes invalid and names its successor in the notice. A case whose decision rests on a computation is corrected only where
// the computation stays the same.
func (o *Office) Correct(ctx context.Context, actor access.Actor, x Correction) (*Outcome, error) {
	says, err := reasoned(x.Says)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = o.acting(ctx, actor, actor.May(access.CaseReview), x.Case, x.Version, correcting, func(tx *db.Tx, l *live) error {
		letters, err := readLetters(ctx, tx, l.c.County, l.c.ID)
		if err != nil {
			return err
		}
		template, err := o.outcomeLetter(ctx, tx, l)
		if err != nil {
			return err
		}
		var old *Letter
		for i := range letters {
			if letters[i].Valid && letters[i].Template == template {
				old = &letters[i]
			}
		}
		if old == nil {
			return NoSuchLetter.With()
		}
		values, err := o.correctedValues(ctx, tx, actor, l, *old, x.Fields)
		if err != nil {
			return err
		}
		if err := revokeTemplate(ctx, tx, l.c.County, l.c.ID, template, revokedCorrected, db.Micros(tx.Now())); err != nil {
			return err
		}
		letter, err := o.write(ctx, tx, actor, addressee{county: l.c.County, caseID: l.c.ID, person: l.c.Person}, template, values)
		if err != nil {
			return err
		}
		l.c.Delivered, l.c.Archived = 0, 0 // the new letter has to reach the applicant
		if err := o.acted(ctx, tx, actor, l, Act{Kind: correcting.name, Says: says}, map[string]string{"was": old.Number, "letter": letter.Number}); err != nil {
			return err
		}
		out, err = o.caseNotice(ctx, tx, actor, l, eventTitles[correcting.name], says, fill(wCorrectMeans, []any{"old", old.Number, "new", letter.Number}))
		return err
	})
	return out, err
}

// outcomeLetter is the template of the letter that a case ended with: of a dispute, that of the end of its last stage.
func (o *Office) outcomeLetter(ctx context.Context, tx *db.Tx, l *live) (string, error) {
	if l.it.Way() != ByDispute {
		return l.it.Letters[outcomeOf(l.c.State)], nil
	}
	k, err := o.courseOf(ctx, tx, l)
	if err != nil || k.now().end == nil {
		return "", err
	}
	return k.now().end.Letter, nil
}

// outcomeOf is what is printed when a case ends in a state.
func outcomeOf(s State) string {
	return map[State]string{Approved: outApproved, Refused: outRefused, AtOnce: outDone, Answered: outAnswered}[s]
}

// correctedValues are the old letter's values with what was put right, and keep the form in step. They must differ.
func (o *Office) correctedValues(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, old Letter, changed map[string]string) (Values, error) {
	var was, now Values
	_, sealed, err := readLetter(ctx, tx, l.c.County, old.ID)
	if err != nil {
		return now, err
	}
	plain, err := o.Box.Unseal(sealed, bound("letter", l.c.County, old.ID))
	if err != nil {
		return now, fmt.Errorf("casework: letter %d: %w", old.ID, err)
	}
	if err := errors.Join(json.Unmarshal(plain, &was), json.Unmarshal(plain, &now)); err != nil {
		return now, err
	}
	form, err := o.openForm(l.c.County, l.c.ID, l.sealed)
	if err != nil {
		return now, err
	}
	next, err := merge(l.it, form, Form{Fields: changed})
	if err != nil {
		return now, err
	}
	f, err := o.factsIn(ctx, tx, l.c.County, l.c.Person)
	if err != nil {
		return now, err
	}
	values, _, err := checkAnswers(answers(l.it, next, f.known()))
	if err != nil {
		return now, err
	}
	fields, err := o.common(ctx, tx, actor, l.c, l.it, f)
	if err != nil {
		return now, err
	}
	delete(fields, "officer") // who took it in stays
	if l.it.Way() == ByDispute {
		delete(fields, "owner") // and so does the organ that decided the stage
	}
	for name, v := range fields {
		now.Fields[name] = v
	}
	for name, v := range values {
		if _, there := now.Fields[name]; there {
			now.Fields[name] = both(v)
		}
	}
	delete(was.Fields, "number") // each letter has its own
	delete(now.Fields, "number")
	if form.equal(next) && reflect.DeepEqual(now.Fields, was.Fields) {
		return now, NothingCorrected.With().On("fields")
	}
	if l.sealed, err = o.sealForm(l.c.County, l.c.ID, next); err != nil {
		return now, err
	}
	return now, keepForm(ctx, tx, l.c, l.sealed)
}
