package app_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/workforce"
)

// hired is the program of somebody whom the demo county does not have.
func (h house) hired(login string, role access.Role) program {
	h.t.Helper()
	var user int64
	err := h.app.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) (err error) {
		user, err = h.app.Access.AddUserIn(ctx, tx, access.User{County: demo.Taoyuan, Login: login, Name: "另一位", Role: role, Hash: "-"})
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	admin, err := h.app.UserNamed(ctx, demo.Taoyuan, "guanli")
	if err != nil {
		h.t.Fatal(err)
	}
	token, err := h.app.Access.AddToken(ctx, admin, user, "window machine", 24*time.Hour)
	if err != nil {
		h.t.Fatal(err)
	}
	return program{h, token}
}

// step takes one step on the case as it stands.
func (p program) step(id, step string, keys ...string) answer {
	p.h.t.Helper()
	now := p.ask("GET", "/cases/"+id, "").told(p.h.t)
	return p.ask("POST", "/cases/"+id+"/steps", `{"step":"`+step+`","version":`+number(now.Version)+strings.Join(append([]string{""}, keys...), ",")+`}`)
}

// taken opens a matter and hands it in.
func (p program) taken(item, person, answers string) casework.Told {
	p.h.t.Helper()
	id := p.ask("POST", "/cases", `{"item":"`+item+`","person":"`+person+`"}`).told(p.h.t).Case
	p.step(id, "save", `"answers":`+answers, `"papers":{"identity":"original"}`).told(p.h.t)
	told := p.step(id, "submit").told(p.h.t)
	if told.Number == "" {
		p.h.t.Fatalf("%s is not taken in: %+v", item, told)
	}
	return told
}

// A case's whole life by programs: given back, moved, decided, delivered, corrected, archived and reopened by another; who may not is
// refused as on the pages, and what a step does not read is refused by name.
func TestACaseLivesThroughTheAPI(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		liu, fuhe, other := h.program(demo.OfficerLogin), h.program("fuhe"), h.hired("fuhe2", access.Reviewer)
		c := liu.taken("W01", "6", `{"category":"大龄失业人员"}`)
		for what, a := range map[string]answer{
			"an officer gives back":    liu.step(c.Case, "return", `"says":"自己退"`),
			"an officer holds it":      liu.step(c.Case, "pause", `"ground":"applicant-completes"`, `"says":"x"`),
			"the accountant moves":     h.program("kuaiji").step(c.Case, "move", `"to":"2"`, `"says":"x"`),
			"the supervisor transfers": h.program("jiandu").step(c.Case, "transfer", `"to":"430703"`, `"says":"x"`),
			"an accountant settles":    h.program("kuaiji").step(c.Case, "met", `"material":"identity"`),
			"an officer verifies":      liu.step(c.Case, "verified", `"material":"identity"`),
			"the approver archives":    h.program("shenpi").step(c.Case, "archive"),
			"the supervisor delivers":  h.program("jiandu").step(c.Case, "deliver", `"how":"sent"`, `"on":"2026-03-02"`),
			"an officer reopens":       liu.step(c.Case, "reopen", `"ground":"mistake"`, `"says":"x"`),
			"an officer puts it right": liu.step(c.Case, "correct", `"says":"x"`),
			"an officer lets it go on": liu.step(c.Case, "resume", `"says":"x"`),
			"an officer gives it time": liu.step(c.Case, "extend", `"days":1`, `"ground":"complex-petition"`, `"says":"x"`),
			"an officer breaks a word": liu.step(c.Case, "broken", `"material":"identity"`, `"says":"x"`),
		} {
			a.refused(t, what, 403, "access.not-allowed")
		}
		fuhe.step(c.Case, "return", `"to":"1"`, `"says":"x"`).refused(t, "a return that names a station", 422, "casework.step-takes-not")
		fuhe.step(c.Case, "return").refused(t, "without a reason", 422, "casework.no-reason")
		if told := fuhe.step(c.Case, "return", `"says":"类别请核对"`).told(t); told.State != casework.Returned || told.Acts[0].Says != "类别请核对" || told.Due != nil && told.Due.Date != c.Due.Date {
			t.Errorf("given back: %+v", told)
		}
		liu.step(c.Case, "save", `"answers":{"category":"零就业家庭成员"}`).told(t)
		liu.step(c.Case, "submit").told(t)
		stations, err := h.app.Workforce.Stations(ctx, demo.Taoyuan)
		if err != nil {
			t.Fatal(err)
		}
		to := number(stations[slices.IndexFunc(stations, func(s workforce.Station) bool { return number(s.ID) != c.Station })].ID)
		liu.step(c.Case, "move", `"to":"`+c.Station+`"`, `"says":"x"`).refused(t, "to where it is", 422, "casework.no-other-station")
		if told := liu.step(c.Case, "move", `"to":"`+to+`"`, `"says":"住在别处"`).told(t); told.Station != to {
			t.Errorf("moved: %+v", told)
		}
		fuhe.step(c.Case, "begin").told(t)
		told := fuhe.step(c.Case, "approve").told(t)
		if want := "correct deliver reopen"; told.State != casework.Approved || strings.Join(slices.Sorted(slices.Values(told.Steps)), " ") != want {
			t.Errorf("approved: %s %v", told.State, told.Steps)
		}
		h.endedAndReopened(liu, fuhe, other, c.Case)
	})
}

func (h house) endedAndReopened(liu, fuhe, other program, id string) {
	t, today := h.t, civil.DateIn(h.app.Clock.Now()).String()
	liu.step(id, "deliver", `"how":"handed"`, `"on":"someday"`).refused(t, "on no day", 422, "casework.no-delivery-day")
	liu.step(id, "deliver", `"how":"shouted"`, `"on":"`+today+`"`).refused(t, "in no way", 422, "api.bad-request")
	liu.step(id, "archive").refused(t, "not delivered", 409, "casework.not-delivered")
	liu.step(id, "deliver", `"how":"handed"`, `"on":"`+today+`"`).told(t)
	told := fuhe.step(id, "correct", `"answers":{"category":"失地农民"}`, `"says":"类别写错"`).told(t)
	if told.Delivered != "" || told.Acts[len(told.Acts)-1].Kind != "corrected" {
		t.Errorf("corrected: %+v", told)
	}
	liu.step(id, "deliver", `"how":"posted"`, `"on":"`+today+`"`).told(t)
	told = liu.step(id, "archive").told(t)
	if told.Archived != today || slices.Contains(told.Steps, "archive") {
		t.Errorf("archived: %+v", told)
	}
	fuhe.step(id, "reopen", `"ground":"mistake"`, `"says":"重看"`).refused(t, "by who decided", 409, "casework.decided-by-you")
	told = other.step(id, "reopen", `"ground":"mistake"`, `"says":"重看"`).told(t)
	if told.State != casework.Submitted || told.Archived != "" || told.Delivered != "" {
		t.Errorf("reopened: %+v", told)
	}
	told = liu.step(id, "transfer", `"to":"430703"`, `"says":"户口已迁出"`).told(t)
	if told.State != casework.Transferred || !slices.Equal(told.Steps, []string{"archive"}) {
		t.Errorf("transferred: %s %v", told.State, told.Steps)
	}
}

// A clock is held, let go and extended by programs, on the grounds that the case tells; every turn is told with its article.
func TestAClockTurnsThroughTheAPI(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		liu, fuhe := h.program(demo.OfficerLogin), h.program("fuhe")
		hall := h.program(demo.HallLogin)
		liu.ask("POST", "/cases", `{"item":"I02","person":"6"}`).refused(t, "at a township", 409, "casework.not-here")
		c := hall.taken("I02", "6", `{"unit":"某厂","on":"2026-02-20","what":"作业时摔伤"}`)
		if c.Clock == nil || len(c.Clock.Turns) != 1 || len(c.Clock.Pauses) != 0 {
			t.Fatalf("an officer is offered grounds: %+v", c.Clock)
		}
		seen := fuhe.ask("GET", "/cases/"+c.Case, "").told(t)
		if len(seen.Clock.Pauses) != 1 || seen.Clock.Pauses[0].Code != "awaiting-conclusion" || !strings.Contains(seen.Clock.Pauses[0].Article, "工伤保险条例") {
			t.Fatalf("%+v", seen.Clock)
		}
		held := fuhe.step(c.Case, "pause", `"ground":"awaiting-conclusion"`, `"says":"等待交警部门事故认定"`).told(t)
		if held.Due != nil || held.Clock.Standing == "" || !slices.Contains(held.Steps, "resume") || slices.Contains(held.Steps, "pause") {
			t.Errorf("held: %+v", held.Clock)
		}
		fuhe.step(c.Case, "pause", `"ground":"awaiting-conclusion"`, `"says":"再等"`).refused(t, "held twice", 409, "casework.clock-stands")
		gone := fuhe.step(c.Case, "resume", `"says":"已收到认定书"`).told(t)
		if gone.Due == nil || gone.Due.Date != c.Due.Date || len(gone.Clock.Turns) != 3 {
			t.Errorf("resumed on the day on which it was held: %+v %+v", gone.Due, gone.Clock)
		}
		a := hall.taken("I03", "6", `{"injury":"测试0001"}`)
		fuhe.step(a.Case, "extend", `"days":31`, `"ground":"necessary-appraisal"`, `"says":"需要会诊"`).refused(t, "too long", 422, "casework.extension-too-long")
		longer := fuhe.step(a.Case, "extend", `"days":30`, `"ground":"necessary-appraisal"`, `"says":"需要会诊"`)
		told := longer.told(t)
		if told.Due.Date <= a.Due.Date || !told.Clock.Extended {
			t.Errorf("extended: %+v", told.Clock)
		}
		var keys map[string]any
		if err := json.Unmarshal([]byte(longer.body), &keys); err != nil {
			t.Fatal(err)
		}
		for _, list := range []string{"attachments", "acts", "debts"} {
			if _, ok := keys[list].([]any); !ok {
				t.Errorf("%s is no list: %v", list, keys[list])
			}
		}
	})
}
