package casework

import (
	"slices"

	"renshe/policy"
)

// checkStages notes what the stages of a dispute lack.
func checkStages(l *lawFaults, file string, it *Item, templates *Templates, known Known) {
	if it.Goes != ByDispute {
		l.must(len(it.Stages) == 0, file, "it is no dispute, and yet has stages")
		return
	}
	l.must(len(it.Stages) > 0, file, "a dispute without stages")
	l.must(len(it.Promises) == 0, file, "a dispute is promised nothing shorter: each stage has its own limit")
	names := map[string]bool{}
	for i := range it.Stages {
		s := &it.Stages[i]
		what := "stage " + s.Name
		l.must(plainName.MatchString(s.Name) && !names[s.Name], file, what+" is badly named or twice")
		names[s.Name] = true
		l.text(file, what, s.Title)
		l.must(s.By.IsZero() || s.By.Zh != "" && s.By.En != "", file, what+" names its organ in one language only")
		checkStageLimit(l, file, it, what, s.Limit, known)
		f, dated := it.Field(s.Since)
		l.must(s.Since == "" || i == 0 && dated && f.Kind == DateField, file, what+" counts from "+s.Since+", which is no date of the form, or it is not the first stage")
		l.must(s.Asked.Topic == "" || s.Asked.Bound != policy.BoundOffice && !s.Asked.Before && i > 0, file, what+" is asked for within a limit that binds no party")
		checkTasks(l, file, it, s, known)
		checkEnds(l, file, it, s, templates)
	}
	checkWays(l, file, it)
}

// checkStageLimit is for every limit of a stage or a task that has a length.
func checkStageLimit(l *lawFaults, file string, it *Item, what string, limit Limit, known Known) {
	l.must(limit.Known() || limit.Unknown.Zh != "" && limit.Unknown.En != "", file, what+" has no limit, and does not say that none was found")
	for _, one := range known.Limits {
		l.must(one.Topic != limit.Topic || slices.Contains(one.Items, it.Code), file, "the limit "+limit.Topic+" does not name this item")
	}
}

func checkTasks(l *lawFaults, file string, it *Item, s *Stage, known Known) {
	names := []string{}
	for _, t := range s.Tasks {
		what := "task " + s.Name + "/" + t.Name
		l.must(plainName.MatchString(t.Name) && !slices.Contains(names, t.Name), file, what+" is badly named or twice")
		l.text(file, what, t.Title)
		l.must(t.Bound == OfOffice || t.Bound == OfParty, file, what+" binds neither the office nor a party")
		l.must(t.From == "" || slices.Contains(names, t.From) && s.Task(t.From).Kind == ToDo, file, what+" starts after a task that does not come before it")
		switch t.Kind {
		case ToDo:
			checkStageLimit(l, file, it, what, t.Limit, known)
			l.must(t.Notice.Topic == "" && t.Postponed.Topic == "", file, what+" names no day, and yet has a notice")
		case Appoint:
			l.must(t.Limit == Limit{} && t.From == "", file, what+" names a day, and has no limit of its own")
			l.must(t.Notice.Before && (t.Postponed.Topic == "" || t.Postponed.Before), file, what+" has no notice that is counted back from its day")
		default:
			l.add(file, what+" is neither done nor appointed")
		}
		names = append(names, t.Name)
	}
}

func checkEnds(l *lawFaults, file string, it *Item, s *Stage, templates *Templates) {
	codes := map[string]bool{}
	for _, e := range s.Ends {
		what := "end " + s.Name + "/" + e.Code
		l.must(plainName.MatchString(e.Code) && !codes[e.Code], file, what+" is badly named or twice")
		codes[e.Code] = true
		l.text(file, what, e.Title)
		l.text(file, what, e.Says)
		to := it.Stage(e.To)
		l.must(e.To == "" || to != nil && to.Asked.Topic == "", file, what+" leads to a stage that is not there, or that has to be asked for")
		l.must((e.To == "") == !e.Result.Title().IsZero(), file, what+" answers the case without a result, or has one and goes on")
		asks := it.Stage(e.Asks)
		l.must(e.Asks == "" || e.To == "" && asks != nil && asks.Asked.Topic != "", file, what+" lets a party ask for a stage that is not asked for")
		_, err := templates.Get(e.Letter)
		l.must(err == nil, file, what+" has no letter")
		if e.Within.Field != "" {
			f, ok := it.Field(e.Within.Field)
			l.must(ok && f.Kind == DateField && e.Within.Limit.Known(), file, what+" is possible within something that is no limit from a date of the form")
		}
		if e.When != (When{}) {
			f, ok := it.Field(e.When.Field)
			l.must(ok && slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Code == e.When.Is }), file, what+" depends on an answer that is not asked")
		}
	}
}

// checkWays asks whether every stage can be reached, and an end from every stage.
func checkWays(l *lawFaults, file string, it *Item) {
	if len(it.Stages) == 0 {
		return
	}
	reached := it.reachable(it.Stages[0].Name)
	for i := range it.Stages {
		s := &it.Stages[i]
		l.must(reached[s.Name], file, "nothing leads to the stage "+s.Name)
		ends := false
		for name := range it.reachable(s.Name) {
			ends = ends || slices.ContainsFunc(it.Stage(name).Ends, func(e End) bool { return e.To == "" })
		}
		l.must(ends, file, "the stage "+s.Name+" never comes to an end")
	}
}

// reachable are the stages that can follow one, itself included.
func (it *Item) reachable(from string) map[string]bool {
	seen := map[string]bool{}
	for next := []string{from}; len(next) > 0; {
		name := next[0]
		next = next[1:]
		s := it.Stage(name)
		if s == nil || seen[name] {
			continue
		}
		seen[name] = true
		for _, e := range s.Ends {
			next = append(next, e.To, e.Asks)
		}
	}
	return seen
}
