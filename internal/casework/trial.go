package casework

import (
	"slices"
	"strings"

	"renshe/internal/words"
)

// Trial is one case of an item's file that must end as it says (事项测试): a test runs it through the real rooms, from the first
// question to the end. An item has at least one that ends well and one that ends in a notice, a refusal or a fault.
type Trial struct {
	Name    string            `yaml:"name"`
	Person  TrialPerson       `yaml:"person"`
	Answers map[string]string `yaml:"answers"` // field → what is typed
	Papers  map[string]string `yaml:"papers"`  // material → original, copy
	Insist  bool              `yaml:"insist"`  // the applicant wants a written decision
	Reply   Result            `yaml:"reply"`   // of a matter that is referred: what its authority answers
	Walk    []TrialStep       `yaml:"walk"`    // of a dispute: its way through the stages
	Expect  Expectation       `yaml:"expect"`
}

// TrialStep is one step of a dispute: an end of the stage that runs, a task in it, or a request for the stage that may follow.
type TrialStep struct {
	End   string `yaml:"end"`
	Task  string `yaml:"task"`
	Ask   string `yaml:"ask"`
	After int    `yaml:"after"` // days after the step before
	Ahead int    `yaml:"ahead"` // of an appointed day: how many days lie before it
}

// TrialPerson is for whom.
type TrialPerson struct {
	Born      string    `yaml:"born"`
	PaidYears int       `yaml:"paid-years"` // of the residents' pension, up to last year; 0 is no relation
	Account   bool      `yaml:"account"`    // a bank account is on file
	Draws     bool      `yaml:"draws"`      // the residents' pension is granted
	Suspended bool      `yaml:"suspended"`  // and suspended
	After     []string  `yaml:"after"`      // items that were done for the person before, each by its own first test that ends well
	Lost      TrialLoss `yaml:"lost"`       // whom the person has lost
	Died      string    `yaml:"died"`
}

// TrialLoss is somebody else in the register who has died, as the answers name them.
type TrialLoss struct {
	CitizenID string `yaml:"citizen-id"` // 430799… belongs to nobody
	Died      string `yaml:"died"`       // "" lives
	PaidYears int    `yaml:"paid-years"` // of the residents' pension, up to last year; 0 is no relation
	Cancelled bool   `yaml:"cancelled"`  // the relation has ended with the death
	Claimed   bool   `yaml:"claimed"`    // the account's balance is granted to another heir
}

// Expectation is how the case ends.
type Expectation struct {
	Ends    State    `yaml:"ends"`
	Blocked string   `yaml:"blocked"` // instead: the fault that keeps it from being opened or submitted
	Missing []string `yaml:"missing"` // of a notice: what it names
	Letter  string   `yaml:"letter"`
	Due     string   `yaml:"due"`    // the limit on the receipt, as the law says it: "20个工作日"
	Effect  string   `yaml:"effect"` // what was done
	Ground  string   `yaml:"ground"` // of a refusal
}

// well says whether the matter was done.
func (e Expectation) well() bool { return e.Blocked == "" && e.Ends.Done() }

func checkTrials(l *lawFaults, file string, it *Item) {
	names := map[string]bool{}
	well, ill := false, false
	answers := map[string]bool{} // the ends of a dispute that its tests come to
	for _, t := range it.Trials {
		what := "test " + t.Name
		l.must(t.Name != "" && !names[t.Name], file, what+" has no name of its own")
		names[t.Name] = true
		e := t.Expect
		well, ill = well || e.well(), ill || !e.well()
		l.must((e.Blocked == "") != (e.Ends == ""), file, what+" ends neither in a state nor in a fault")
		l.must(e.Ends == "" || stateTitles[e.Ends] != words.Text{}, file, what+" ends in an unknown state")
		l.must(e.Blocked != "" || slices.Contains(append(mapValues(it.Letters), it.stageLetters()...), e.Letter), file, what+" expects a letter that the item does not have")
		l.must(!e.well() || e.Effect == it.Effect.Kind, file, what+" does not expect the item's effect")
		l.must(e.Due == "" || strings.HasPrefix(it.Limit.Title().Zh, e.Due), file, what+" expects another limit than the law's")
		l.must((e.Ends == Incomplete) == (len(e.Missing) > 0), file, what+" does not say what the notice names")
		l.must((it.Goes == ByReferral && e.well()) == !t.Reply.Title().IsZero(), file, what+" does not say what the authority replies")
		l.must((it.Goes == ByDispute && e.well()) == (len(t.Walk) > 0), file, what+" does not say how it goes through the stages")
		if len(t.Walk) > 0 {
			checkWalk(l, file, what, it, t, answers)
		}
		_, known := it.Ground(e.Ground)
		l.must((e.Ends == Refused) == known, file, what+" and its ground do not agree")
		for name := range t.Answers {
			f, ok := it.Field(name)
			l.must(ok && !f.Locked, file, what+" answers "+name+", which is not asked")
		}
		for name := range t.Papers {
			_, ok := it.material(name)
			l.must(ok, file, what+" hands over "+name+", which is not asked for")
		}
	}
	l.must(it.Goes != ByDispute || len(answers) > 1, file, "its tests do not come to two different ends")
	l.must(well && ill, file, "no test of it ends well, or none ends otherwise: an item without tests is not offered")
}

// checkWalk follows a test through the stages and notes where it comes to.
func checkWalk(l *lawFaults, file, what string, it *Item, t Trial, answers map[string]bool) {
	if len(it.Stages) == 0 {
		return
	}
	s, last := &it.Stages[0], (*End)(nil)
	for _, step := range t.Walk {
		l.must(step.After >= 0 && step.Ahead >= 0, file, what+" goes back in time")
		switch {
		case step.Ask != "" && last != nil && last.Asks == step.Ask:
			s, last = it.Stage(step.Ask), nil
		case step.Task != "" && last == nil && s.Task(step.Task) != nil:
		case step.End != "" && last == nil && s.End(step.End) != nil:
			if last = s.End(step.End); last.To != "" {
				s, last = it.Stage(last.To), nil
			}
		default:
			l.add(file, what+" takes a step that is not possible in the stage "+s.Name)
			return
		}
	}
	l.must(last != nil && last.Letter == t.Expect.Letter, file, what+" does not come to an answer with its letter")
	if last != nil {
		answers[s.Name+"/"+last.Code] = true
	}
}

// stageLetters are the letters of the ends of a dispute.
func (it *Item) stageLetters() (list []string) {
	for _, s := range it.Stages {
		for _, e := range s.Ends {
			list = append(list, e.Letter)
		}
	}
	return list
}

func mapValues(m map[string]string) (list []string) {
	for _, v := range m {
		list = append(list, v)
	}
	return list
}
