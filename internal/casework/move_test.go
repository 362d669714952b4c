package casework

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/words"
)

// took takes one step by a program and reads what came of it.
func (w *world) took(by access.Actor, id int64, m Move) Told {
	w.t.Helper()
	now, err := w.office.Tell(w.ctx, by, id, words.En)
	if err != nil {
		w.t.Fatal(err)
	}
	if !slices.Contains(now.Steps, m.Step) {
		w.t.Errorf("%s is not told to be possible when it is: %v", m.Step, now.Steps)
	}
	m.Version = now.Version
	if err := w.office.Take(w.ctx, by, id, m); err != nil {
		w.t.Fatalf("%s: %v", m.Step, err)
	}
	if now, err = w.office.Tell(w.ctx, by, id, words.En); err != nil {
		w.t.Fatal(err)
	}
	return now
}

// Every step is named once, its keys are keys of a move, and a key that it does not read is refused, whatever it holds.
func TestAStepTakesItsKeysAndNoOthers(t *testing.T) {
	step, _ := reflect.TypeFor[Move]().FieldByName("Step")
	if got := step.Tag.Get("enum"); got != strings.Join(StepNames(), ",") {
		t.Errorf("the description lists the steps %s, there are %v", got, StepNames())
	}
	if want := slices.Sorted(maps.Keys(moves)); !slices.Equal(slices.Sorted(slices.Values(StepNames())), want) {
		t.Errorf("steps %v in order, %v at all", StepNames(), want)
	}
	full := map[string]Move{"answers": {Answers: map[string]string{"a": "b"}}, "papers": {Papers: map[string]string{"a": "b"}}, "insist": {Insist: true}, "ground": {Ground: "x"},
		"facts": {Facts: "x"}, "result": {Result: "granted"}, "says": {Says: "x"}, "days": {Days: 1}, "to": {To: "1"}, "material": {Material: "x"}, "how": {How: "sent"}, "on": {On: "2026-03-02"}, "end": {End: "x"}, "task": {Task: "x"}}
	for key := range (Move{}).keys() {
		if _, ok := full[key]; !ok && key != "step" && key != "version" {
			t.Errorf("the key %s is in no trial", key)
		}
	}
	o := &Office{} // nothing is asked of any room before the keys are right
	for name, step := range moves {
		for _, takes := range step.takes {
			if _, ok := full[takes]; !ok {
				t.Errorf("%s takes %s, which no move has", name, takes)
			}
		}
		for key, m := range full {
			if m.Step = name; slices.Contains(step.takes, key) {
				continue
			}
			if err := o.Take(t.Context(), access.Actor{}, 1, m); !errors.Is(err, StepTakesNot) {
				t.Errorf("%s with %s: %v", name, key, err)
			}
		}
		for _, key := range step.takes {
			m := Move{Step: name}
			if v := reflect.ValueOf(&m).Elem().FieldByNameFunc(func(f string) bool { return strings.EqualFold(f, key) }); v.Kind() == reflect.String {
				v.SetString("a\x00b")
				if err := o.Take(t.Context(), access.Actor{}, 1, m); !errors.Is(err, BrokenText) {
					t.Errorf("%s with a broken %s: %v", name, key, err)
				}
			}
		}
	}
}

// What is owed is told and settled by steps: the paper that came, the commitment that is true, and the one that is not.
func TestDebtsAreSettledBySteps(t *testing.T) {
	eachWorld(t, func(w *world) {
		defer w.owingLaw()()
		c := w.owed(1).Case
		now := w.took(w.officer, c.ID, Move{Step: "met", Material: "proof"})
		if len(now.Debts) != 2 || now.Debts[0].State != DebtMet || now.Debts[0].By != w.officer.Name || now.Debts[1].State != DebtOpen || now.Debts[1].Due == "" || now.Debts[1].Article == "" {
			t.Fatalf("%+v", now.Debts)
		}
		if slices.Contains(now.Steps, "met") || !slices.Contains(now.Steps, "verified") {
			t.Errorf("nothing is owed but a commitment: %v", now.Steps)
		}
		refused := Move{Step: "broken", Version: now.Version, Material: "unpaid", Says: "在职"}
		if err := w.office.Take(w.ctx, w.officer, c.ID, refused); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer verifies: %v", err)
		}
		now = w.took(w.reviewer, c.ID, Move{Step: "verified", Material: "unpaid"})
		if now.Debts[1].State != DebtVerified || slices.Contains(now.Steps, "verified") {
			t.Errorf("%+v %v", now.Debts, now.Steps)
		}
		w.took(w.reviewer, c.ID, Move{Step: "approve"})
		now = w.took(w.officer, c.ID, Move{Step: "deliver", How: "posted", On: "2026-03-02"})
		if now.Delivered != "2026-03-02" || slices.Contains(now.Steps, "deliver") || !slices.Contains(now.Steps, "archive") {
			t.Errorf("delivered %q, then %v", now.Delivered, now.Steps)
		}

		second := w.owed(3).Case
		now = w.took(w.reviewer, second.ID, Move{Step: "broken", Material: "unpaid", Says: "核查发现在职参保"})
		if now.Debts[1].State != DebtBroken || now.Acts[0].Says != "核查发现在职参保" || now.Acts[0].By != w.reviewer.Name {
			t.Errorf("%+v %+v", now.Debts, now.Acts)
		}
	})
}

// A case's files are told with the digest of what is kept, and without a byte of it.
func TestAttachmentsAreToldWithoutTheirContent(t *testing.T) {
	eachWorld(t, func(w *world) {
		v, err := w.office.Open(w.ctx, w.officer, "R07", w.entitled(2))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.office.Attach(w.ctx, w.officer, v.ID, []Brought{{"identity", "身份证正面.jpg", photograph(t)}}); err != nil {
			t.Fatal(err)
		}
		now, err := w.office.Tell(w.ctx, w.reviewer, v.ID, words.Zh)
		if err != nil || len(now.Attachments) != 1 {
			t.Fatalf("%+v %v", now.Attachments, err)
		}
		file := now.Attachments[0]
		list, err := w.office.Attachments(w.ctx, w.officer, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		_, body, err := w.office.Attached(w.ctx, w.officer, v.ID, list[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(body)
		if file.Digest != hex.EncodeToString(sum[:]) || file.Bytes != int64(len(body)) || file.Name != "身份证正面.jpg" || file.Material != "identity" || file.Kind != string(list[0].Kind) {
			t.Errorf("%+v of %d bytes", file, len(body))
		}
		all, err := json.Marshal(now)
		if err != nil || bytes.Contains(all, body[:12]) || strings.Contains(string(all), base64.StdEncoding.EncodeToString(body[:12])) {
			t.Errorf("the content is told: %v", err)
		}
	})
}

// The clock is told with its turns and the grounds that the actor may use; what it allows now is among the steps.
func TestTheClockIsToldAndTurned(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.appraisal(1)
		now := w.took(w.reviewer, c.ID, Move{Step: "extend", Days: 15, Ground: "necessary-appraisal", Says: "需要会诊"})
		k := now.Clock
		if k == nil || !k.Extended || k.Extension != 30 || len(k.Turns) != 2 || k.Turns[1].Days != 15 || k.Turns[1].Due != now.Due.Date || k.Turns[1].By != w.reviewer.Name {
			t.Fatalf("%+v", k)
		}
		if slices.Contains(now.Steps, "extend") || slices.Contains(now.Steps, "resume") || !slices.Contains(now.Steps, "pause") {
			t.Errorf("%v", now.Steps)
		}
		for what, m := range map[string]struct {
			move Move
			want error
		}{
			"twice":            {Move{Step: "extend", Days: 1, Ground: "necessary-appraisal", Says: "x"}, ExtendedAlready},
			"no ground":        {Move{Step: "pause", Says: "x"}, NoPauseGround},
			"no reason":        {Move{Step: "pause", Ground: "awaiting-conclusion"}, NoReason},
			"while it runs":    {Move{Step: "resume", Says: "x"}, ClockRuns},
			"to no station":    {Move{Step: "move", To: "x", Says: "x"}, NoOtherStation},
			"to no county":     {Move{Step: "transfer", To: "99", Says: "x"}, WrongState}, // a referral is not transferred
			"no outcome yet":   {Move{Step: "deliver", How: "sent", On: "2026-03-02"}, WrongState},
			"no day at all":    {Move{Step: "deliver", How: "sent"}, NoDeliveryDay},
			"under way":        {Move{Step: "archive"}, WrongState},
			"nothing to undo":  {Move{Step: "reopen", Ground: "mistake", Says: "x"}, WrongState},
			"nothing printed":  {Move{Step: "correct", Says: "x"}, WrongState},
			"nothing was owed": {Move{Step: "met", Material: "x"}, WrongState},
		} {
			m.move.Version = now.Version
			if err := w.office.Take(w.ctx, w.reviewer, c.ID, m.move); !errors.Is(err, m.want) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

// A dispute goes through its stages by programs alone: what is told says what may be done, and nothing of a review and a decision.
func TestStepsOfADispute(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.brought("L03", 1, map[string]string{"unit": "某厂", "what": "请求支付双倍工资"})
		told, err := w.office.Tell(w.ctx, w.reviewer, c.ID, words.En)
		if err != nil || told.Stage != "acceptance" || told.Says != "Is it accepted" || len(told.Ends) != 3 || told.Due.Article != "劳动争议调解仲裁法 第二十九条" ||
			len(told.Stages) != 2 || told.Stages[1].Phase != "to-come" || told.Next == "" {
			t.Fatalf("%+v %v", told, err)
		}
		for _, step := range []string{"begin", "approve", "refuse", "return", "task", "ask"} {
			if slices.Contains(told.Steps, step) {
				t.Errorf("%s is told to be possible", step)
			}
		}
		told = w.took(w.reviewer, c.ID, Move{Step: "end", End: "accepted"})
		if told.Stage != "award" || len(told.Tasks) != 3 || told.Tasks[0].Due.Date != "2026-03-07" || told.Due.Article != "劳动争议调解仲裁法 第三十条" {
			t.Errorf("%+v", told)
		}
		w.took(w.reviewer, c.ID, Move{Step: "task", Task: "service"})
		told = w.took(w.reviewer, c.ID, Move{Step: "task", Task: "hearing", On: "2026-03-20", Says: "第一仲裁庭"})
		if told.Tasks[0].On != "2026-03-02" || told.Tasks[2].On != "2026-03-20" || told.Due.Article != "劳动争议调解仲裁法 第四十三条" {
			t.Errorf("%+v", told.Tasks)
		}
		if err := w.office.Take(w.ctx, w.reviewer, c.ID, Move{Step: "end", Version: told.Version, End: "award", Says: "裁决", On: "soon"}); !errors.Is(err, NoDeliveryDay) {
			t.Errorf("on no day: %v", err)
		}
		told = w.took(w.reviewer, c.ID, Move{Step: "end", End: "award", Says: "裁决支付。"})
		if told.State != Answered || told.Stages[1].End != "award" || told.Asks != "" || told.Stage != "" {
			t.Errorf("%+v", told)
		}
		p := w.petition(3)
		w.took(w.reviewer, p.ID, Move{Step: "end", End: "accepted"})
		told = w.took(w.reviewer, p.ID, Move{Step: "end", End: "partly", Says: "部分支持。"})
		if told.Asks != "review" {
			t.Errorf("%+v", told)
		}
		if told = w.took(w.reviewer, p.ID, Move{Step: "ask", Says: "不服"}); told.Stage != "review" || told.Stages[2].Asked != "2026-03-02" {
			t.Errorf("%+v", told)
		}
	})
}
