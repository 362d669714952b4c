package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/person"
	"renshe/internal/words"
)

// ChangeParticulars corrects the person's own file by the answers new-name and new-phone: person.ChangeIn.
const ChangeParticulars = "change-particulars"

const (
	newName  = "new-name"
	newPhone = "new-phone"
)

type particularsEffect struct{}

var wCorrected = words.Text{Zh: "登记的个人信息已经变更", En: "the particulars on record are changed"}

func (particularsEffect) ways() []Way { return []Way{ByDecision} }

func (particularsEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	_, name := it.Field(newName)
	_, phone := it.Field(newPhone)
	l.must(name || phone, file, "nothing of the person is changed: neither "+newName+" nor "+newPhone)
}

func (particularsEffect) excluded(*Item, *facts) error { return nil }

func (particularsEffect) stands(*Item, *facts) words.Text { return words.Text{} }

func (particularsEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	var c person.Change
	if s := r.values[newName]; s != "" {
		c.Name = &s
	}
	if s := r.values[newPhone]; s != "" {
		c.Phone = &s
	}
	p, err := o.People.ChangeIn(ctx, tx, actor, r.c.Person, r.facts.person.Version, c, r.it.Title.Zh+" "+r.c.Number)
	return done{id: p.ID, result: wCorrected}, err
}
