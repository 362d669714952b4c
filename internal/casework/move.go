package casework

import (
	"context"
	"maps"
	"reflect"
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
	Step     string            `json:"step" enum:"save,submit,begin,approve,refuse,answer,withdraw,pause,resume,extend,return,move,transfer,met,verified,broken,deliver,archive,correct,reopen,end,task,ask"`
	Version  int64             `json:"version" minimum:"1" doc:"of the case, as it was last read"`
	Answers  map[string]string `json:"answers,omitempty" doc:"save, correct: what is typed, by field"`
	Papers   map[string]string `json:"papers,omitempty" doc:"save: what was handed over, by material: original, copy, data, later or commitment where a document allows it, or empty to take it back"`
	Insist   bool              `json:"insist,omitempty" doc:"submit: a written decision is wanted although the rules say no"`
	Ground   string            `json:"ground,omitempty" maxLength:"60" doc:"refuse, pause, extend, reopen: the code of the ground"`
	Facts    string            `json:"facts,omitempty" maxLength:"500" doc:"refuse: what was found, for the letter"`
	Result   string            `json:"result,omitempty" enum:"granted,refused,settled" doc:"answer: how it ended with the authority"`
	Says     string            `json:"says,omitempty" maxLength:"2000" doc:"answer: what the authority wrote; pause, resume, extend, return, move, transfer, broken, correct, reopen: why, in a sentence or two; end: the reasons; task: where, how; ask: what is asked for"`
	Days     int               `json:"days,omitempty" minimum:"1" doc:"extend: how many more"`
	To       string            `json:"to,omitempty" maxLength:"20" doc:"move: number of the station; transfer: six-digit code of the county"`
	Material string            `json:"material,omitempty" maxLength:"60" doc:"met, verified, broken: the paper that is owed or that a commitment stands for"`
	How      string            `json:"how,omitempty" enum:"handed,posted,sent" doc:"deliver: how the applicant got the outcome"`
	On       string            `json:"on,omitempty" maxLength:"20" example:"2026-04-01" doc:"deliver, task, ask; end, of another organ's stage: on which day"`
	End      string            `json:"end,omitempty" maxLength:"60" doc:"end: the code of the end of the stage that runs"`
	Task     string            `json:"task,omitempty" maxLength:"60" doc:"task: its name"`
}

// move is what one step takes and does.
type move struct {
	takes []string // names of Move's own keys
	from  []State
	when  func(*Told) bool // what the state alone does not say; nil is always
	do    func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error
}

// moves has every step by its name.
var moves = together(formMoves, lifeMoves, stageMoves)

func together(parts ...map[string]move) map[string]move {
	all := map[string]move{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// formMoves are the steps from the form to the outcome.
var formMoves = map[string]move{
	"save": {[]string{"answers", "papers"}, saving.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Save(ctx, actor, Saving{Case: id, Version: m.Version, Form: Form{Fields: m.Answers, Materials: m.Papers}})
		return err
	}},
	"submit": {[]string{"insist"}, submitting.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Submit(ctx, actor, Submission{Case: id, Version: m.Version, Insist: m.Insist})
		return err
	}},
	"begin": {nil, reviewing.from, (*Told).decided, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Begin(ctx, actor, id, m.Version)
		return err
	}},
	"approve": {nil, approving.from, (*Told).decided, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Decide(ctx, actor, Decision{Case: id, Version: m.Version, Approve: true})
		return err
	}},
	"refuse": {[]string{"ground", "facts"}, refusing.from, (*Told).decided, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Decide(ctx, actor, Decision{Case: id, Version: m.Version, Ground: m.Ground, Facts: m.Facts})
		return err
	}},
	"answer": {[]string{"result", "says"}, answering.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.RecordAnswer(ctx, actor, Reply{Case: id, Version: m.Version, Result: Result(m.Result), Says: m.Says})
		return err
	}},
	"withdraw": {nil, withdrawing.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Withdraw(ctx, actor, id, m.Version)
		return err
	}},
}

// stepNames are the steps in the order in which a case comes to them.
var stepNames = []string{"save", "submit", "begin", "approve", "refuse", "answer", "withdraw",
	"pause", "resume", "extend", "return", "move", "transfer",
	"met", "verified", "broken", "deliver", "archive", "correct", "reopen", "end", "task", "ask"}

// StepNames lists the steps that a move can name, in a case's order.
func StepNames() []string { return slices.Clone(stepNames) }

// steps lists what can be done to the case as it stands.
func (t *Told) steps() []string {
	list := []string{}
	for _, name := range stepNames {
		if m := moves[name]; slices.Contains(m.from, t.State) && (m.when == nil || m.when(t)) {
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
		return UnknownStep.With("step", cutOff(m.Step), "known", strings.Join(stepNames, ", ")).On("step")
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

// brings names the keys of the move that hold something, its step and version apart.
func (m Move) brings() (list []string) {
	for name, v := range m.keys() {
		if name != "step" && name != "version" && !v.IsZero() && (v.Kind() != reflect.Map || v.Len() > 0) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// keys gives each key of the move with its value, so that one added later is neither read past nor let through unread.
func (m Move) keys() map[string]reflect.Value {
	all, v := map[string]reflect.Value{}, reflect.ValueOf(m)
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		all[name] = v.Field(i)
	}
	return all
}

// readable refuses what no page could have sent: a form drops control characters before they come here.
func (m Move) readable() error {
	for key, v := range m.keys() {
		switch given := v.Interface().(type) {
		case string:
			if unreadable(given) {
				return BrokenText.With().On(key)
			}
		case map[string]string:
			for name, text := range given {
				if unreadable(name) || unreadable(text) {
					return BrokenText.With().On(key)
				}
				if cutOff(name) != name {
					return UnknownField.With("field", cutOff(name)).On(key)
				}
			}
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
