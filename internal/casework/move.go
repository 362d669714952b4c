package casework

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Move is one step of a case, as a program asks for it (一步). A step takes what its operation takes and nothing else: a move that brings
// more is refused, so that nobody believes to have said something that was never read.
type Move struct {
	Step    string            `json:"step" enum:"save,submit,begin,approve,refuse,answer,withdraw"`
	Version int64             `json:"version" minimum:"1" doc:"of the case, as it was last read"`
	Answers map[string]string `json:"answers,omitempty" doc:"save: what is typed, by field"`
	Papers  map[string]string `json:"papers,omitempty" doc:"save: what was handed over, by material: original, copy, data, or empty to take it back"`
	Insist  bool              `json:"insist,omitempty" doc:"submit: a written decision is wanted although the rules say no"`
	Ground  string            `json:"ground,omitempty" maxLength:"60" doc:"refuse: the code of the lawful ground"`
	Facts   string            `json:"facts,omitempty" maxLength:"500" doc:"refuse: what was found, for the letter"`
	Result  string            `json:"result,omitempty" enum:"granted,refused,settled" doc:"answer: how it ended with the authority"`
	Says    string            `json:"says,omitempty" maxLength:"2000" doc:"answer: what the authority wrote, in a few sentences"`
}

// move is what one step takes and does.
type move struct {
	takes []string // names of Move's own keys
	from  []State
	do    func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error
}

var moves = map[string]move{
	"save": {[]string{"answers", "papers"}, saving.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Save(ctx, actor, Saving{Case: id, Version: m.Version, Form: Form{Fields: m.Answers, Materials: m.Papers}})
		return err
	}},
	"submit": {[]string{"insist"}, submitting.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Submit(ctx, actor, Submission{Case: id, Version: m.Version, Insist: m.Insist})
		return err
	}},
	"begin": {nil, reviewing.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Begin(ctx, actor, id, m.Version)
		return err
	}},
	"approve": {nil, approving.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Decide(ctx, actor, Decision{Case: id, Version: m.Version, Approve: true})
		return err
	}},
	"refuse": {[]string{"ground", "facts"}, refusing.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Decide(ctx, actor, Decision{Case: id, Version: m.Version, Ground: m.Ground, Facts: m.Facts})
		return err
	}},
	"answer": {[]string{"result", "says"}, answering.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.RecordAnswer(ctx, actor, Reply{Case: id, Version: m.Version, Result: Result(m.Result), Says: m.Says})
		return err
	}},
	"withdraw": {nil, withdrawing.from, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Withdraw(ctx, actor, id, m.Version)
		return err
	}},
}

// StepNames lists the steps that a move can name, in a case's order.
func StepNames() []string {
	return []string{"save", "submit", "begin", "approve", "refuse", "answer", "withdraw"}
}

// stepsFrom lists the steps that a state allows.
func stepsFrom(s State) []string {
	list := []string{}
	for _, name := range StepNames() {
		if slices.Contains(moves[name].from, s) {
			list = append(list, name)
		}
	}
	return list
}

var (
	// UnknownStep is a step that no case has.
	UnknownStep = fail.Define(fail.Invalid, "casework.unknown-step",
		words.Text{Zh: "没有“{step}”这一步。可以写：{known}。", En: "There is no step “{step}”; there are {known}."}, caseKept,
		words.Text{Zh: "请改正后再发一次。", En: "Correct it and send it again."})
	// StepTakesNot is a move that brings what its step does not read.
	StepTakesNot = fail.Define(fail.Invalid, "casework.step-takes-not",
		words.Text{Zh: "“{step}”这一步不接受 {what}。", En: "The step “{step}” takes no {what}."}, caseKept,
		words.Text{Zh: "请去掉它，或改用另一步。", En: "Leave it out, or name the step that takes it."})
	// BrokenText is a value with control characters, or in no encoding.
	BrokenText = fail.Define(fail.Invalid, "casework.broken-text",
		words.Text{Zh: "内容里有不可见的控制字符或者乱码。", En: "The value has control characters in it, or is no UTF-8."}, caseKept,
		words.Text{Zh: "请改正后再发一次。", En: "Correct it and send it again."})
)

// Take does one step for a program, by the operation that a page uses.
func (o *Office) Take(ctx context.Context, actor access.Actor, id int64, m Move) error {
	step, ok := moves[m.Step]
	if !ok {
		return UnknownStep.With("step", cutOff(m.Step), "known", strings.Join(StepNames(), ", ")).On("step")
	}
	for _, given := range m.brings() {
		if !slices.Contains(step.takes, given) {
			return StepTakesNot.With("step", m.Step, "what", given).On(given)
		}
	}
	if err := m.readable(); err != nil {
		return err
	}
	return step.do(ctx, o, actor, id, m)
}

// brings names the keys of the move that hold something.
func (m Move) brings() (list []string) {
	for name, there := range map[string]bool{"answers": len(m.Answers) > 0, "papers": len(m.Papers) > 0, "insist": m.Insist, "ground": m.Ground != "",
		"facts": m.Facts != "", "result": m.Result != "", "says": m.Says != ""} {
		if there {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// readable refuses what no page could have sent: a form drops control characters before they come here.
func (m Move) readable() error {
	for key, values := range map[string]map[string]string{"answers": m.Answers, "papers": m.Papers} {
		for name, v := range values {
			if unreadable(name) || unreadable(v) {
				return BrokenText.With().On(key)
			}
			if cutOff(name) != name {
				return UnknownField.With("field", cutOff(name)).On(key)
			}
		}
	}
	for _, t := range []struct{ name, value string }{{"ground", m.Ground}, {"facts", m.Facts}, {"says", m.Says}} {
		if unreadable(t.value) {
			return BrokenText.With().On(t.name)
		}
	}
	return nil
}

func unreadable(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	})
}

const repeated = 40 // characters of what somebody sent that a fault may repeat

func cutOff(s string) string {
	if r := []rune(s); len(r) > repeated {
		return string(r[:repeated]) + "…"
	}
	return s
}
