package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/demo"
)

const otherCounty = 430726

// program is somebody's program: it speaks JSON with a token.
type program struct {
	h     house
	token string
}

func (h house) program(login string) program {
	h.t.Helper()
	admin, err := h.app.UserNamed(ctx, demo.Taoyuan, "guanli")
	if err != nil {
		h.t.Fatal(err)
	}
	u, err := h.app.UserNamed(ctx, demo.Taoyuan, login)
	if err != nil {
		h.t.Fatal(err)
	}
	token, err := h.app.Access.AddToken(ctx, admin, u.User, "window machine", 24*time.Hour)
	if err != nil {
		h.t.Fatal(err)
	}
	return program{h, token}
}

// elsewhere is an officer's program of another county.
func (h house) elsewhere() program {
	h.t.Helper()
	boss := access.Actor{County: otherCounty, User: 1, Name: "x", Role: access.Admin}
	var user int64
	err := h.app.DB.InCounty(ctx, otherCounty, func(tx *db.Tx) error {
		if err := h.app.Access.OpenCountyIn(ctx, tx, access.County{Code: otherCounty, Name: "石门县"}); err != nil {
			return err
		}
		var err error
		user, err = h.app.Access.AddUserIn(ctx, tx, access.User{County: otherCounty, Login: "other", Name: "外县", Role: access.Officer, Hash: "-"})
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	token, err := h.app.Access.AddToken(ctx, boss, user, "window machine", 24*time.Hour)
	if err != nil {
		h.t.Fatal(err)
	}
	return program{h, token}
}

func (p program) ask(method, path, body string) answer {
	p.h.t.Helper()
	r, err := http.NewRequest(method, p.h.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		p.h.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept-Language", "en")
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.h.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.h.t.Fatal(err)
	}
	return answer{res.StatusCode, path, res.Header, string(b)}
}

func (a answer) told(t *testing.T) casework.Told {
	t.Helper()
	var told casework.Told
	if err := json.Unmarshal([]byte(a.body), &told); err != nil || a.status != 200 {
		t.Fatalf("%s: %d %v %.600s", a.path, a.status, err, a.body)
	}
	return told
}

// refused holds an answer to problem+json with a status and a code.
func (a answer) refused(t *testing.T, what string, status int, code string) {
	t.Helper()
	if a.status != status || !strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") || !strings.Contains(a.body, `"code":"`+code) {
		t.Errorf("%s: %d %s %.400s; want %d %s", what, a.status, a.header.Get("Content-Type"), a.body, status, code)
	}
}

// A matter from the first call to the authority's answer, by programs alone; and everything that is refused on the way.
func TestCasesThroughTheAPI(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		liu, fuhe := h.program(demo.OfficerLogin), h.program("fuhe")
		opened := liu.ask("POST", "/cases", `{"item":"R04","person":"5"}`).told(t)
		at := "/cases/" + opened.Case
		if opened.State != casework.Draft || len(opened.Missing) != 3 || opened.Due != nil || strings.Join(opened.Steps, " ") != "save submit withdraw" {
			t.Errorf("opened: %+v", opened)
		}
		h.strangers(liu, fuhe, at)
		h.hostile(liu, at)
		if now := liu.ask("GET", at, "").told(t); now.Version != opened.Version || len(now.Missing) != 3 {
			t.Errorf("what was refused changed the case: %+v", now)
		}
		saved := liu.ask("POST", at+"/steps", `{"step":"save","version":1,"answers":{"year":"2026","grade":"300","phone":"13901236789"},"papers":{"identity":"original"}}`)
		told := saved.told(t)
		if told.Version != 2 || len(told.Missing) != 0 || strings.Contains(saved.body, "13901236789") {
			t.Errorf("saved: %s", saved.body)
		}
		h.race(liu, at, told.Version)
		told = liu.ask("GET", at, "").told(t)
		told = liu.ask("POST", at+"/steps", `{"step":"submit","version":`+number(told.Version)+`}`).told(t)
		if told.State != casework.Referred || told.Number == "" || len(told.Letters) != 1 {
			t.Errorf("submitted: %+v", told)
		}
		liu.ask("POST", at+"/steps", `{"step":"submit","version":`+number(told.Version)+`}`).refused(t, "submitted twice", 409, "casework.wrong-state")
		fuhe.ask("POST", at+"/steps", `{"step":"answer","version":`+number(told.Version)+`,"result":"granted","says":"a\u0000b"}`).refused(t, "NUL", 422, "casework.broken-text")
		told = fuhe.ask("POST", at+"/steps", `{"step":"answer","version":`+number(told.Version)+`,"result":"granted","says":"档次已改。"}`).told(t)
		if told.State != casework.Answered || strings.Join(told.Steps, " ") != "deliver correct reopen" || told.History[len(told.History)-1].Kind != "answered" {
			t.Errorf("answered: %+v", told)
		}
		h.decidedByTwo(liu, fuhe)
	})
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// strangers: no token, a wrong one, one of another county, one whose role may not.
func (h house) strangers(liu, fuhe program, at string) {
	t := h.t
	step := `{"step":"submit","version":1}`
	for what, p := range map[string]program{"no token": {h, ""}, "a wrong token": {h, "rs_430725_aaaaaaaaaaaaaaaaaaaaaaaaaa"}, "no token at all": {h, "x"}} {
		p.ask("GET", at, "").refused(t, what, 403, "access.")
		p.ask("POST", at+"/steps", step).refused(t, what, 403, "access.")
		p.ask("POST", "/cases", `{"item":"R04","person":"5"}`).refused(t, what, 403, "access.")
	}
	other := h.elsewhere()
	other.ask("GET", at, "").refused(t, "another county", 404, "casework.no-such-case")
	other.ask("POST", at+"/steps", step).refused(t, "another county", 404, "casework.no-such-case")
	other.ask("POST", "/cases", `{"item":"R04","person":"5"}`).refused(t, "another county", 404, "person.")
	fuhe.ask("POST", at+"/steps", step).refused(t, "a reviewer submits", 403, "access.not-allowed")
	liu.ask("POST", at+"/steps", `{"step":"begin","version":1}`).refused(t, "an officer reviews", 403, "access.not-allowed")
	h.program("guanli").ask("GET", at, "").refused(t, "the administrator looks", 403, "access.")
}

// hostile: what is no JSON, too much of it, or not what the call takes.
func (h house) hostile(liu program, at string) {
	t := h.t
	deep := strings.Repeat(`{"a":`, 20000) + "1" + strings.Repeat("}", 20000)
	for _, c := range []struct {
		body   string
		status int
		code   string
	}{
		{`{"step":"save"`, 422, "api.bad-request"},
		{`[]`, 422, "api.bad-request"},
		{`null`, 422, "api.bad-request"},
		{`{"step":"save","version":1,"state":"approved"}`, 422, "api.bad-request"},
		{`{"step":"save","version":"1"}`, 422, "api.bad-request"},
		{`{"step":"save","version":-1}`, 422, "api.bad-request"},
		{`{"step":"save","version":99999999999999999999999}`, 422, "api.bad-request"},
		{`{"step":"burn","version":1}`, 422, "api.bad-request"},
		{`{"step":"save","version":1,"answers":{"year":7}}`, 422, "api.bad-request"},
		{`{"step":"save","version":1,"answers":` + deep + `}`, 422, "api.bad-request"},
		{`{"step":"save","version":1,"answers":{"year":"` + strings.Repeat("9", 300000) + `"}}`, 413, ""},
		{`{"step":"save","version":1,"answers":{"year":"` + strings.Repeat("9", 3000) + `"}}`, 422, "casework.too-long"},
		{`{"step":"save","version":1,"answers":{"` + strings.Repeat("n", 3000) + `":"x"}}`, 422, "casework.unknown-field"},
		{`{"step":"save","version":1,"answers":{"name":"x"}}`, 409, "casework.locked-field"},
		{`{"step":"save","version":1,"answers":{"note":"a\u0000b"}}`, 422, "casework.broken-text"},
		{`{"step":"save","version":1,"answers":{"note":"a\u202eb"}}`, 422, "casework.broken-text"},
		{`{"step":"save","version":1,"papers":{"identity":"stolen"}}`, 422, "casework.no-choice"},
		{`{"step":"save","version":7,"answers":{"year":"2026"}}`, 409, "casework.changed"},
		{`{"step":"submit","version":1,"answers":{"year":"2026"}}`, 422, "casework.step-takes-not"},
	} {
		a := liu.ask("POST", at+"/steps", c.body)
		if c.code == "" {
			if a.status != c.status && a.status != 422 {
				t.Errorf("%.60s: %d", c.body, a.status)
			}
			continue
		}
		a.refused(t, c.body[:min(60, len(c.body))], c.status, c.code)
		if len(a.body) > 2000 {
			t.Errorf("%.60s: the refusal has %d bytes", c.body, len(a.body))
		}
	}
	for _, id := range []string{"x", "0", "-1", "99999999999999999999999", "1%00", "..%2f"} {
		if a := liu.ask("GET", "/cases/"+id, ""); a.status != 404 {
			t.Errorf("case %s: %d", id, a.status)
		}
	}
	liu.ask("POST", "/cases", `{"item":"ZZ9","person":"5"}`).refused(t, "no such item", 404, "casework.unknown-item")
	liu.ask("POST", "/cases", `{"item":"R04","person":"王"}`).refused(t, "no such person", 404, "person.")
}

// race: of many programs that change one version, one is heard; the others are told and overwrite nothing.
func (h house) race(liu program, at string, version int64) {
	const many = 6
	years := []string{"2021", "2022", "2023", "2024", "2025", "2027"}
	answers := make([]answer, many)
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			answers[i] = liu.ask("POST", at+"/steps", `{"step":"save","version":`+number(version)+`,"answers":{"year":"`+years[i]+`"}}`)
		})
	}
	all.Wait()
	won := ""
	for i, a := range answers {
		switch {
		case a.status == 200 && won == "":
			won = years[i]
		case a.status == 200:
			h.t.Errorf("two programs changed version %d", version)
		default:
			a.refused(h.t, "the slower one", 409, "casework.changed")
		}
	}
	now := liu.ask("GET", at, "").told(h.t)
	for _, x := range now.Answers {
		if x.Name == "year" && x.Value != won {
			h.t.Errorf("the year is %s, %s was accepted", x.Value, won)
		}
	}
	if won == "" || now.Version != version+1 {
		h.t.Errorf("version %d after %d, won by %q", now.Version, version, won)
	}
}

// decidedByTwo: the due date carries its article, and who took a case in does not decide it, whatever the role.
func (h house) decidedByTwo(liu, fuhe program) {
	t := h.t
	told := liu.ask("POST", "/cases", `{"item":"R02","person":"6"}`).told(t)
	at := "/cases/" + told.Case + "/steps"
	told = liu.ask("POST", at, `{"step":"save","version":1,"answers":{"new-phone":"13901236789"},"papers":{"identity":"original"}}`).told(t)
	told = liu.ask("POST", at, `{"step":"submit","version":`+number(told.Version)+`}`).told(t)
	if told.Due == nil || told.LegalDue == nil || told.Due.Date == "" || !strings.Contains(told.LegalDue.Article, "社会保险经办条例") || told.Due.Date > told.LegalDue.Date {
		t.Fatalf("the due date: %+v", told)
	}
	refuse := `{"step":"refuse","version":` + number(told.Version) + `,"ground":"no-such"}`
	fuhe.ask("POST", at, refuse).refused(t, "no ground", 422, "casework.no-ground")
	told = fuhe.ask("POST", at, `{"step":"begin","version":`+number(told.Version)+`}`).told(t)
	told = fuhe.ask("POST", at, `{"step":"approve","version":`+number(told.Version)+`}`).told(t)
	if told.State != casework.Approved || strings.Join(told.Steps, " ") != "deliver correct reopen" {
		t.Errorf("approved: %+v", told)
	}
}
