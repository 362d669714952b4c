package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/registration"
	"renshe/internal/words"
)

// deemedMonths is the register of recognised contribution months (视同缴费), which later forms take up.
const deemedMonths = "deemed-months"

// Register makes a dated registration of the item's kind: registration.RegisterIn. The form's fields with the names of the kind's
// attributes fill it.
const Register = "register"

type registerEffect struct{}

var (
	wRegistered     = words.Text{Zh: "已登记“{kind}”，从{from}起", En: "registered: {kind}, from {from}"}
	offerRegistered = words.Text{Zh: "已有“{kind}”，从{from}起。", En: "Registered already: {kind}, since {from}."}
)

func (registerEffect) ways() []Way { return []Way{ByDecision, Instantly} }

func (registerEffect) check(l *lawFaults, file string, it *Item, known Known) {
	kind, ok := known.register(it.Effect.Register)
	l.must(ok, file, "law/registers has no kind "+it.Effect.Register)
	for _, a := range kind.Attributes {
		f, asked := it.Field(a.Name)
		l.must(asked && (f.Required || !a.Required), file, "the registration needs "+a.Name+", which the form does not ask for")
	}
}

func (registerEffect) excluded(it *Item, f *facts) error {
	if e := f.registered(it.Effect.Register); e != nil {
		return registration.Already.With("kind", it.Title, "from", e.From)
	}
	return nil
}

func (registerEffect) stands(it *Item, f *facts) words.Text {
	if e := f.registered(it.Effect.Register); e != nil {
		return fill(offerRegistered, []any{"kind", it.Title, "from", e.From})
	}
	return words.Text{}
}

func (registerEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	kind, ok := o.Registers.Kind(r.it.Effect.Register)
	if !ok {
		return done{}, registration.UnknownKind.With("kind", r.it.Effect.Register)
	}
	said := map[string]string{}
	for _, a := range kind.Attributes {
		if f, ok := r.it.Field(a.Name); ok && r.values[a.Name] != "" {
			said[a.Name] = f.words(r.values[a.Name]).Zh
		}
	}
	e, err := o.Registers.RegisterIn(ctx, tx, actor, registration.Entry{Person: r.c.Person, Kind: kind.Code, Case: r.c.ID, Attributes: said})
	return done{id: e.ID, result: fill(wRegistered, []any{"kind", kind.Title, "from", e.From})}, err
}

// undo ends the entry as one that never should have been made; it stays to be seen.
func (registerEffect) undo(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, c *Case) error {
	_, err := o.Registers.EndIn(ctx, tx, actor, c.Effect, civil.DateIn(tx.Now()), registration.Mistaken)
	return err
}

// words is an answer as people read it: of a choice, its title.
func (f Field) words(answer string) words.Text {
	for _, c := range f.Choices {
		if c.Code == answer {
			return c.Title
		}
	}
	return both(answer)
}

// registered is the person's living registration of a kind; nil if there is none.
func (f *facts) registered(kind string) *registration.Entry {
	for i, e := range f.registers {
		if e.Kind == kind && e.Living(f.today) {
			return &f.registers[i]
		}
	}
	return nil
}
