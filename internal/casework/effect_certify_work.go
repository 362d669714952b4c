package casework

import (
	"context"
	"slices"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/registration"
	"renshe/internal/words"
)

// CertifyWork prints the person's living registrations of work as the employment certificate (就业创业证), with a code that anybody can verify. The
// item's register says since when they have one: the first print makes the entry, later ones print what is registered then.
const CertifyWork = "certify-work"

type certifyWorkEffect struct{}

// The kinds of registration that say whether somebody works.
const (
	unemployed = "unemployed"
	employed   = "employed"
)

// workKinds are what the certificate prints; nothing else that is registered of the holder concerns who reads it.
var workKinds = []string{unemployed, employed, "job-seeker", "hard-to-employ"}

// NoWorkRegistered is a certificate for somebody of whom neither work nor its loss is registered.
var NoWorkRegistered = fail.Define(fail.Blocked, "casework.no-work-registered",
	words.Text{Zh: "登记里既没有就业登记，也没有失业登记，没有可以打印的内容。", En: "Neither work nor its loss is registered; there is nothing to print."}, caseKept,
	words.Text{Zh: "请先办理失业登记或者就业登记，再打印。", En: "Register the person as unemployed or as employed first."})

var wWorkCertified = words.Text{Zh: "已打印就业创业证，从{from}起持有", En: "the employment certificate is printed; held since {from}"}

func (certifyWorkEffect) ways() []Way { return []Way{Instantly} }

func (certifyWorkEffect) check(l *lawFaults, file string, it *Item, known Known) {
	for _, code := range append([]string{it.Effect.Register}, workKinds...) {
		_, ok := known.register(code)
		l.must(ok, file, "law/registers has no kind "+code)
	}
}

func (certifyWorkEffect) excluded(_ *Item, f *facts) error {
	if f.registered(unemployed) == nil && f.registered(employed) == nil {
		return NoWorkRegistered.With()
	}
	return nil
}

func (certifyWorkEffect) stands(it *Item, f *facts) words.Text {
	if e := f.registered(it.Effect.Register); e != nil {
		return fill(offerRegistered, []any{"kind", it.Title, "from", e.From})
	}
	return words.Text{}
}

func (certifyWorkEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	var held registration.Entry
	if e := r.facts.registered(r.it.Effect.Register); e != nil {
		held = *e
	} else {
		var err error
		held, err = o.Registers.RegisterIn(ctx, tx, actor, registration.Entry{Person: r.c.Person, Kind: r.it.Effect.Register, Case: r.c.ID})
		if err != nil {
			return done{}, err
		}
	}
	d := done{id: held.ID, result: fill(wWorkCertified, []any{"from", held.From})}
	for _, e := range r.facts.registers {
		kind, ok := o.Registers.Kind(e.Kind)
		if ok && slices.Contains(workKinds, e.Kind) && e.Living(r.facts.today) {
			d.rows = append(d.rows, []words.Text{kind.Title, both(e.From), entryText(kind, e)})
		}
	}
	return d, nil
}

// entryText is what an entry says, in one line, in the order of its kind.
func entryText(kind registration.Kind, e registration.Entry) (all words.Text) {
	for _, a := range kind.Attributes {
		v := e.Attributes[a.Name]
		if v == "" {
			continue
		}
		if !all.IsZero() {
			all = joined(all, wAnd)
		}
		all = joined(all, a.Title, words.Text{Zh: "：", En: ": "}, both(v))
	}
	return all
}
