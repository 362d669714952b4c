package casework

import (
	"context"
	"errors"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/registration"
	"renshe/internal/words"
)

// What is paid to the survivors of somebody (遗属待遇) is theirs: the case is in the survivor's own file and paid to their own account, and its
// form names the deceased. An entry of the item's register in the file of the deceased keeps it from being given twice.

// diedField is the field that says in which month the deceased died.
const diedField = "died"

// The faults of a claim after somebody's death.
var (
	// NotOnFile is a deceased person whom the county does not know.
	NotOnFile = fail.Define(fail.Blocked, "casework.deceased-not-on-file",
		words.Text{Zh: "本县登记中没有这个公民身份号码的人。", En: "The county's register knows nobody of this citizen ID."}, draftKept,
		words.Text{Zh: "请核对号码；死者参保关系不在本县的，到其最后参保地申领。", En: "Check the number; if the deceased was insured elsewhere, the claim is made there."})
	// NotDead is somebody whose death the register does not hold, or of another month.
	NotDead = fail.Define(fail.Blocked, "casework.deceased-not-dead",
		words.Text{Zh: "登记里没有此人在{month}死亡的信息。", En: "The register holds no death of that person in {month}."}, draftKept,
		words.Text{Zh: "请核对死亡月份；还没有登记死亡的，先登记。", En: "Check the month; if the death is not recorded, record it first."})
)

// deceased finds the person whom a claim names as dead; nil while the form does not name one.
func (o *Office) deceased(ctx context.Context, tx *db.Tx, r *review) (*person.Person, error) {
	id := r.values[r.it.Effect.Of]
	if id == "" || r.values[diedField] == "" {
		return nil, nil
	}
	p, err := o.People.ByCitizenIDIn(ctx, tx, r.c.County, civil.CitizenID(id))
	if errors.Is(err, person.NotFound) {
		return nil, NotOnFile.With().On(r.it.Effect.Of)
	}
	if err != nil {
		return nil, err
	}
	if p.Alive() || p.Died.Month().String() != r.values[diedField] {
		return nil, NotDead.With("month", r.values[diedField]).On(diedField)
	}
	return &p, nil
}

func (awardEffect) contradicted(ctx context.Context, tx *db.Tx, o *Office, r *review) error {
	if r.it.Effect.Of == "" {
		return nil
	}
	dead, err := o.deceased(ctx, tx, r)
	if err != nil || dead == nil {
		return err
	}
	all, err := o.Registers.OfIn(ctx, tx, r.c.County, dead.ID)
	if err != nil {
		return err
	}
	for _, e := range all {
		if kind, ok := o.Registers.Kind(e.Kind); ok && e.Kind == r.it.Effect.Register && e.Living(r.facts.today) {
			return registration.Already.With("kind", kind.Title, "from", e.From).On(r.it.Effect.Of)
		}
	}
	return nil
}

// given enters in the file of the deceased that the survivors' benefit is granted; somebody who is second finds the entry there.
func (o *Office) given(ctx context.Context, tx *db.Tx, actor access.Actor, r *review) error {
	if r.it.Effect.Of == "" {
		return nil
	}
	dead, err := o.deceased(ctx, tx, r)
	if err != nil {
		return err
	}
	if dead == nil {
		return NotOnFile.With().On(r.it.Effect.Of)
	}
	_, err = o.Registers.RegisterIn(ctx, tx, actor, registration.Entry{Person: dead.ID, Kind: r.it.Effect.Register, Case: r.c.ID})
	return err
}

// checkSurvivors notes what an award after somebody's death lacks.
func checkSurvivors(l *lawFaults, file string, it *Item, known Known) {
	if it.Effect.Of == "" {
		return
	}
	id, asked := it.Field(it.Effect.Of)
	l.must(asked && id.Kind == CitizenField && id.Required, file, "the claim does not ask for the citizen ID of the deceased")
	died, asked := it.Field(diedField)
	l.must(asked && died.Kind == MonthField && died.Required, file, "the claim does not ask for the month of the death")
	_, ok := known.register(it.Effect.Register)
	l.must(ok, file, "law/registers has no kind "+it.Effect.Register)
}
