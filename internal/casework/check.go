package casework

import (
	"errors"
	"regexp"
	"slices"

	"renshe/civil"
	"renshe/internal/words"
)

// lawFaults collects everything that is wrong with the files of law, so that one start shows it all.
type lawFaults struct{ all []error }

func (l *lawFaults) add(file, what string) {
	l.all = append(l.all, BadLaw.With("file", file, "what", what))
}

// must notes what unless ok.
func (l *lawFaults) must(ok bool, file, what string) {
	if !ok {
		l.add(file, what)
	}
}

func (l *lawFaults) text(file, what string, t words.Text) {
	l.must(t.Zh != "" && t.En != "", file, what+" lacks a language")
}

func (l *lawFaults) citation(file, what string, document, article string) {
	l.must(document != "" && article != "", file, what+" has no document and article")
}

// cited is for a citation that carries its own proof.
func (l *lawFaults) cited(file, what string, c Citation) {
	// What was read in its text has its article; of the rest, one that was not found is left out rather than guessed.
	l.must(c.Document != "" && (c.Article != "") != c.Whole || c.Document != "" && c.Article == "" && c.Confidence != "S", file, what+" has no document and article")
	_, err := civil.ParseDate(c.Checked)
	l.must(err == nil, file, what+" does not say when it was checked")
	l.must(slices.Contains(confidences, c.Confidence), file, what+" has no confidence")
	l.text(file, what, c.Says)
}

// guess marks a basis that was neither read nor is known well; nothing is decided on it.
const guess = "K-low"

func (l *lawFaults) err() error { return errors.Join(l.all...) }

var (
	itemCode    = regexp.MustCompile(`^[A-Z][0-9]{2}$`)
	plainName   = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	confidences = []string{"S", "S2", "D", "K-high", "K-med"} // a basis that is unknown, or a guess, is none
	fieldKinds  = []string{Text, YesNo, OneOf, DateField, MonthField, NumberField, MoneyField, CitizenField, CardField, PhoneField, Paragraph}
	forms       = []string{"original", "copy", "data"}
	levels      = []Level{Village, Township, County, City}
)

func checkItem(l *lawFaults, file string, it *Item, all *Items, known Known) {
	l.must(itemCode.MatchString(it.Code) && it.Code == stem(file), file, "the code is not the file's name")
	l.text(file, "title", it.Title)
	l.text(file, "short", it.Short)
	l.must(all.authorities[it.Authority].Code != "", file, "no authority of law/authorities.yaml owns it")
	l.must(slices.ContainsFunc(all.areas, func(a Area) bool { return a.Code == it.Area }), file, "no area of law/areas.yaml holds it")
	l.must(outcomes[it.Goes] != nil, file, "no way to handle it")
	l.must(len(it.Basis) > 0, file, "no basis: an item without a legal basis is not offered")
	for _, c := range it.Basis {
		if c.Confidence == guess && it.Goes == ByReferral {
			c.Confidence = confidences[len(confidences)-1] // its authority decides, and knows
		}
		l.cited(file, "basis", c)
	}
	l.must(it.Deceased == "" || it.Deceased == "only" || it.Deceased == "also", file, "deceased is only or also")
	l.must(len(it.Applicants) > 0, file, "nobody may apply")
	for _, a := range it.Applicants {
		l.text(file, "applicant", a.Title)
	}
	l.must(len(it.Accept) > 0 && slices.Contains(levels, it.Decide), file, "no accepting or deciding level")
	for _, a := range it.Accept {
		l.must(slices.Contains(levels, a) && a != City, file, "taken in at the level "+string(a)+", which nobody here sits at")
	}
	l.must(it.Goes != ByDecision || it.Decide != City, file, "decided at the city: that is a referral")
	checkLimit(l, file, it, known)
	seen := checkFields(l, file, it)
	checkMaterials(l, file, it, seen)
	if it.Goes == ByDecision {
		checkSteps(l, file, it)
		checkRefusals(l, file, it)
	} else {
		l.must(len(it.Steps) == 0 && len(it.Refusals) == 0 && len(it.Appeals) == 0, file, "it decides nothing, and yet has steps, refusals or appeals")
	}
	checkStages(l, file, it, all.templates, known)
	l.must(it.Goes != ByDecision && it.Goes != Instantly && it.Goes != ByDispute || all.authorities[it.Authority].Ours, file, "another authority's matter is neither decided nor done here")
	checkDecision(l, file, it, all.templates, known)
	checkTrials(l, file, it)
}

func checkLimit(l *lawFaults, file string, it *Item, known Known) {
	legal := it.Limit
	l.must(legal.Known() || legal.Unknown.Zh != "" && legal.Unknown.En != "", file, "no limit: an item without a time limit is not offered")
	for _, one := range known.Limits {
		l.must(one.Topic != legal.Topic || slices.Contains(one.Items, it.Code), file, "the limit "+legal.Topic+" does not name this item")
	}
	for _, p := range it.Promises {
		l.must(p.Days > 0 && (!legal.Known() || p.Days <= legal.Days), file, "a promise of "+string(p.Place)+" is longer than the law allows")
		l.must(legal.Known() == (p.Kind == "") && (p.Kind == "" || p.Kind == Working || p.Kind == Calendar), file, "a promise says how it counts where the law does not, and only there")
		l.must(p.Place != "", file, "a promise names no place")
		l.citation(file, "promise", p.Document, p.Article)
	}
}

// checkFields gives the choices of each field for those that depend on it.
func checkFields(l *lawFaults, file string, it *Item) map[string][]string {
	seen := map[string][]string{}
	for _, f := range it.Fields {
		_, twice := seen[f.Name]
		l.must(plainName.MatchString(f.Name) && !twice, file, "field "+f.Name+" is badly named or twice")
		l.text(file, "field "+f.Name, f.Title)
		l.must(slices.Contains(fieldKinds, f.Kind), file, "field "+f.Name+" has no kind")
		l.must(f.From == "" || slices.Contains(sources, f.From), file, "field "+f.Name+" comes from an unknown record")
		l.must(!f.Locked || f.From != "" && !f.Required, file, "field "+f.Name+" is locked and comes from nowhere")
		l.must((f.Kind == OneOf) == (len(f.Choices) > 0), file, "field "+f.Name+" and its choices do not agree")
		l.must(f.Kind != CitizenField && f.Kind != CardField && f.Kind != PhoneField || f.Personal, file, "field "+f.Name+" holds personal data and does not say so")
		checkWhen(l, file, f.Name, f.When, seen)
		codes := []string{}
		if f.Kind == YesNo {
			codes = []string{yes, no}
		}
		for _, c := range f.Choices {
			l.text(file, "choice "+c.Code, c.Title)
			codes = append(codes, c.Code)
		}
		l.must(f.Default == "" || len(codes) == 0 || slices.Contains(codes, f.Default), file, "field "+f.Name+" has a default that is no choice")
		seen[f.Name] = codes
	}
	return seen
}

func checkWhen(l *lawFaults, file, name string, w When, seen map[string][]string) {
	if w == (When{}) {
		return
	}
	l.must(slices.Contains(seen[w.Field], w.Is), file, name+" depends on an answer that is not asked before it")
}

func checkMaterials(l *lawFaults, file string, it *Item, seen map[string][]string) {
	names := map[string]bool{}
	for _, m := range it.Materials {
		l.must(plainName.MatchString(m.Name) && !names[m.Name], file, "material "+m.Name+" is badly named or twice")
		names[m.Name] = true
		l.text(file, "material "+m.Name, m.Title)
		l.must(slices.Contains(forms, m.Form), file, "material "+m.Name+" is neither original, copy nor data")
		checkWhen(l, file, m.Name, m.When, seen)
		checkOwing(l, file, m)
		if m.NotNeeded.Answer != "" {
			l.must(slices.Contains(sources, m.NotNeeded.Answer), file, "material "+m.Name+" is answered by an unknown record")
			l.text(file, "material "+m.Name, m.NotNeeded.Reason)
			checkWhen(l, file, m.Name, m.NotNeeded.Unless, seen)
		}
	}
}

func checkSteps(l *lawFaults, file string, it *Item) {
	names := []string{}
	apart := false
	for _, s := range it.Steps {
		l.text(file, "step "+s.Name, s.Title)
		l.must(slices.Contains(levels, s.Level), file, "step "+s.Name+" has no level")
		if s.ApartFrom != "" {
			apart = true
			l.must(slices.Contains(names, s.ApartFrom), file, "step "+s.Name+" is kept apart from a step that does not come before it")
		}
		names = append(names, s.Name)
	}
	l.must(slices.Contains(names, "intake") && slices.Contains(names, "decision"), file, "no intake or no decision")
	if apart {
		l.cited(file, "apart", it.Apart)
	}
}

func checkDecision(l *lawFaults, file string, it *Item, templates *Templates, known Known) {
	if does := it.effect(); does == nil {
		l.add(file, "unknown effect "+it.Effect.Kind)
	} else {
		does.check(l, file, it, known)
		l.must(slices.Contains(does.ways(), it.Goes), file, "the effect "+it.Effect.Kind+" does not go this way")
	}
	for _, c := range []string{it.Entitlement, it.Calculator} {
		l.must(c == "" || known.Calculator(c), file, "no calculator "+c)
	}
	for _, o := range outcomes[it.Goes] {
		_, err := templates.Get(it.Letters[o])
		l.must(err == nil, file, "no letter for "+o)
	}
	l.must(len(it.Letters) == len(outcomes[it.Goes]), file, "letters for unknown outcomes")
}

func checkRefusals(l *lawFaults, file string, it *Item) {
	l.must(len(it.Refusals) > 0, file, "no ground of refusal")
	for _, g := range it.Refusals {
		l.text(file, "refusal "+g.Code, g.Title)
		// A ground may rest on a basis of the item whose article was not found.
		bare := slices.ContainsFunc(it.Basis, func(c Citation) bool { return c.Document == g.Document && c.Article == g.Article })
		l.must(g.Document != "" && (g.Article != "" || bare), file, "refusal "+g.Code+" has no document and article")
		l.must(g.Needs == "" || g.Needs == needsNotEntitled && (it.Entitlement != "" || it.Effect.Kind == Award || it.Effect.Kind == InheritAccount), file, "refusal "+g.Code+" needs something unknown")
	}
	kinds := map[string]bool{}
	for _, a := range it.Appeals {
		l.text(file, "appeal "+a.Kind, a.To)
		l.citation(file, "appeal "+a.Kind, a.Document, a.Article)
		l.must((a.Days > 0) != (a.Months > 0), file, "appeal "+a.Kind+" has no limit")
		kinds[a.Kind] = true
	}
	l.must(kinds[reconsideration] && kinds[suit], file, "a refusal without reconsideration and suit is not lawful")
	l.citation(file, "appeal-basis", it.AppealBasis.Document, it.AppealBasis.Article)
}
