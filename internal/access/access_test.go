package access_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/words"
)

var (
	_ scs.CtxStore = (*access.Sessions)(nil)
	_ scs.Store    = (*access.Sessions)(nil)
)

const (
	county   = civil.County(430725)
	password = "一个够长的密码9"
	here     = "10.1.2.3"
)

var (
	ctx  = context.Background()
	hash = sync.OnceValue(func() string { return access.HashPassword(password) })
)

type house struct {
	*access.Access
	db    *db.DB
	clock *testkit.Clock
	box   *seal.Box
	ids   map[string]int64
}

// each runs fn on both engines, in a county with one user a role.
func each(t *testing.T, fn func(t *testing.T, h house)) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock()
		d := testkit.Open(t, url, db.WithClock(clock.Now))
		h := house{access.New(d, seal.New([]byte("test"))), d, clock, seal.New([]byte("test")), map[string]int64{}}
		err := d.InCounty(ctx, county, func(tx *db.Tx) error {
			if err := h.OpenCountyIn(ctx, tx, access.County{Code: county, Name: "桃源县", Demo: true}); err != nil {
				return err
			}
			for _, r := range access.Roles() {
				if r == access.System {
					continue
				}
				u := access.User{Login: string(r), Name: "测试" + string(r), Role: r, Hash: hash(), Lang: words.En}
				if r == access.Citizen {
					u.Person = 7
				} else {
					u.Station = 3
				}
				id, err := h.AddUserIn(ctx, tx, u)
				if err != nil {
					return err
				}
				h.ids[u.Login] = id
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		fn(t, h)
	})
}

func (h house) actor(t *testing.T, login string) access.Actor {
	t.Helper()
	a, err := h.Lookup(ctx, county, h.ids[login])
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (h house) in(fn func(tx *db.Tx) error) error { return h.db.InCounty(ctx, county, fn) }

func TestCounties(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		c, err := h.County(ctx, county)
		if err != nil || c.Name != "桃源县" || !c.Demo || c.Code != county || !c.Opened.Equal(h.clock.Now()) {
			t.Errorf("%+v %v", c, err)
		}
		if _, err := h.County(ctx, 110101); !errors.Is(err, access.NoCounty) || fail.KindOf(err) != fail.NotFound {
			t.Errorf("a county that is not there: %v", err)
		}
		err = h.in(func(tx *db.Tx) error { return h.OpenCountyIn(ctx, tx, access.County{Code: county, Name: "x"}) })
		if !errors.Is(err, access.CountyExists) {
			t.Errorf("opened twice: %v", err)
		}
		if all, err := h.Counties(ctx); err != nil || len(all) != 1 || all[0].Name != "桃源县" {
			t.Errorf("%v %v", all, err)
		}
		var offset int
		if found, err := h.Setting(ctx, county, "demo.clock", &offset); found || err != nil {
			t.Errorf("a setting out of nothing: %v %v", found, err)
		}
		for _, v := range []int{-86400, 7} {
			if err := h.SetSetting(ctx, county, "demo.clock", v); err != nil {
				t.Fatal(err)
			}
			if found, err := h.Setting(ctx, county, "demo.clock", &offset); !found || err != nil || offset != v {
				t.Errorf("kept %d, got %d %v %v", v, offset, found, err)
			}
		}
	})
}

func TestForeignKeysAreNoticed(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		if err := h.CheckKeys(ctx); err != nil {
			t.Errorf("our own keys: %v", err)
		}
		if err := access.New(h.db, seal.New([]byte("another ring"))).CheckKeys(ctx); !errors.Is(err, access.WrongKeys) {
			t.Errorf("another ring's: %v", err)
		}
	})
}

func TestSignInMakesTheActor(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		a, err := h.SignIn(ctx, county, " Officer ", password, here)
		want := access.Actor{County: county, User: h.ids["officer"], Login: "officer", Name: "测试officer", Role: access.Officer, Station: 3, Lang: words.En}
		if err != nil || a != want {
			t.Errorf("%+v %v", a, err)
		}
		acts, err := h.Trail(ctx, h.actor(t, "admin"), access.Subject("user", a.User), 10)
		if err != nil || len(acts) != 1 || acts[0].Action != "sign-in" || acts[0].Login != "officer" {
			t.Errorf("%+v %v", acts, err)
		}
	})
}

func TestEveryWrongSignInIsTheSame(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		if err := h.SetDisabled(ctx, h.actor(t, "admin"), h.ids["reviewer"], true); err != nil {
			t.Fatal(err)
		}
		var said []string
		for name, c := range map[string][2]string{
			"wrong password": {"officer", "wrong"}, "no password": {"officer", ""}, "unknown": {"nobody", password}, "nothing": {"", ""},
			"disabled": {"reviewer", password}, "injection": {"officer' OR '1'='1", password}, "NUL": {"officer\x00", password},
			"broken UTF-8": {"offi\xffcer", "\xff"}, "a megabyte": {"accountant", strings.Repeat("a", 1<<20)}, "long login": {strings.Repeat("a", 1<<16), "x"},
			"percent": {"%", password}, "other case of password": {"approver", strings.ToUpper(password + "x")},
		} {
			a, err := h.SignIn(ctx, county, c[0], c[1], here+name)
			if !errors.Is(err, access.WrongSignIn) || fail.KindOf(err) != fail.Denied || !a.IsZero() {
				t.Errorf("%s: %+v %v", name, a, err)
				continue
			}
			m := fail.As(err).Say(words.Zh)
			said = append(said, m.What+m.Kept+m.Next)
			if c[0] != "" && strings.Contains(err.Error(), c[0]) {
				t.Errorf("%s: the error repeats what was typed: %v", name, err)
			}
		}
		for _, s := range said {
			if s != said[0] {
				t.Errorf("two messages: %q and %q", s, said[0])
			}
		}
		if _, err := h.SignIn(ctx, 110101, "officer", password, here); !errors.Is(err, access.WrongSignIn) {
			t.Errorf("another county: %v", err)
		}
	})
}

func TestSignInIsThrottledPerLoginAndPlace(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		for n := range 5 {
			if _, err := h.SignIn(ctx, county, "officer", "wrong", here); !errors.Is(err, access.WrongSignIn) {
				t.Fatalf("try %d: %v", n, err)
			}
		}
		if _, err := h.SignIn(ctx, county, "officer", password, here); !errors.Is(err, access.TooManyTries) || fail.KindOf(err) != fail.Busy {
			t.Errorf("the sixth at once, with the right password: %v", err)
		}
		if _, err := h.SignIn(ctx, county, "reviewer", password, here); err != nil {
			t.Errorf("a colleague at the same place: %v", err)
		}
		if _, err := h.SignIn(ctx, county, "officer", password, "10.9.9.9"); err != nil {
			t.Errorf("the same officer elsewhere: %v", err)
		}
		h.clock.Add(6 * time.Second)
		if _, err := h.SignIn(ctx, county, "officer", "wrong", here); !errors.Is(err, access.WrongSignIn) {
			t.Errorf("after the wait: %v", err)
		}
		h.clock.Add(6 * time.Second)
		if _, err := h.SignIn(ctx, county, "officer", password, here); !errors.Is(err, access.TooManyTries) {
			t.Errorf("the wait did not grow: %v", err)
		}
		h.clock.Add(25 * time.Hour)
		for range 5 { // a day later everything is forgotten
			if _, err := h.SignIn(ctx, county, "officer", "wrong", here); !errors.Is(err, access.WrongSignIn) {
				t.Errorf("a day later: %v", err)
			}
		}
	})
}

func TestAThousandTriesAtOnceAreThrottledToo(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		var looked atomic.Int64
		var wg sync.WaitGroup
		for range 24 {
			wg.Go(func() {
				_, err := h.SignIn(ctx, county, "officer", "wrong", here)
				switch {
				case errors.Is(err, access.WrongSignIn):
					looked.Add(1)
				case !errors.Is(err, access.TooManyTries) && !errors.Is(err, db.Busy):
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := looked.Load(); n != 5 {
			t.Errorf("%d passwords were looked at, not 5", n)
		}
	})
}

func TestUsersAreChecked(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		admin := h.actor(t, "admin")
		good := access.User{Login: "wang.li", Name: "王丽", Role: access.Officer, Station: 1, Password: "Pass word 1"}
		for name, c := range map[string]struct {
			change func(u *access.User)
			want   *fail.Fault
		}{
			"upper case login": {func(u *access.User) { u.Login = "Wang" }, access.BadLogin},
			"empty login":      {func(u *access.User) { u.Login = "" }, access.BadLogin},
			"login with blank": {func(u *access.User) { u.Login = "a b" }, access.BadLogin},
			"taken login":      {func(u *access.User) { u.Login = "officer" }, access.LoginTaken},
			"no name":          {func(u *access.User) { u.Name = " " }, access.BadUser},
			"long name":        {func(u *access.User) { u.Name = strings.Repeat("王", 61) }, access.BadUser},
			"unknown role":     {func(u *access.User) { u.Role = "root" }, access.BadUser},
			"system":           {func(u *access.User) { u.Role = access.System }, access.BadUser},
			"officer + file":   {func(u *access.User) { u.Person = 9 }, access.BadUser},
			"citizen - file":   {func(u *access.User) { u.Role = access.Citizen }, access.BadUser},
			"short password":   {func(u *access.User) { u.Password = "1234567" }, access.BadPassword},
			"long password":    {func(u *access.User) { u.Password = strings.Repeat("ab", 65) }, access.BadPassword},
			"login as it":      {func(u *access.User) { u.Login, u.Password = "wang.li.9", "Wang.Li.9" }, access.BadPassword},
			"one character":    {func(u *access.User) { u.Password = "aaaaaaaaaa" }, access.BadPassword},
			"no password":      {func(u *access.User) { u.Password = "" }, access.BadPassword},
			"another county":   {func(u *access.User) { u.County = 110101 }, access.OtherCounty},
		} {
			u := good
			c.change(&u)
			if _, err := h.AddUser(ctx, admin, u); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.AddUser(ctx, h.actor(t, "officer"), good); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer adds a user: %v", err)
		}
		id, err := h.AddUser(ctx, admin, good)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := h.SignIn(ctx, county, "wang.li", "Pass word 1", here); err != nil || a.User != id {
			t.Errorf("%+v %v", a, err)
		}
		all, err := h.Users(ctx, county)
		if err != nil || len(all) != 8 {
			t.Errorf("%d users, %v", len(all), err)
		}
		for _, u := range all {
			if u.Password != "" || u.Hash != "" {
				t.Errorf("the list tells %s's password", u.Login)
			}
		}
	})
}

func TestPasswordsChange(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		officer, admin := h.actor(t, "officer"), h.actor(t, "admin")
		if err := h.ChangePassword(ctx, officer, "wrong", "Another one 2", here); !errors.Is(err, access.WrongSignIn) {
			t.Errorf("with a wrong old one: %v", err)
		}
		if err := h.ChangePassword(ctx, officer, password, "short", here); !errors.Is(err, access.BadPassword) {
			t.Errorf("to a short one: %v", err)
		}
		if err := h.ChangePassword(ctx, officer, password, "Another one 2", here); err != nil {
			t.Fatal(err)
		}
		if _, err := h.SignIn(ctx, county, "officer", password, here); !errors.Is(err, access.WrongSignIn) {
			t.Errorf("the old one: %v", err)
		}
		if err := h.SetPassword(ctx, officer, h.ids["admin"], "Another one 3"); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer sets the administrator's: %v", err)
		}
		if err := h.SetPassword(ctx, admin, 12345, "Another one 3"); !errors.Is(err, access.NoUser) {
			t.Errorf("nobody's: %v", err)
		}
		if err := h.SetPassword(ctx, admin, officer.User, "Another one 3"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.SignIn(ctx, county, "officer", "Another one 3", here); err != nil {
			t.Errorf("the new one: %v", err)
		}
		if err := h.ChangePassword(ctx, access.CitizenActor(county, 7, ""), "", "Another one 3", here); !errors.Is(err, access.NotSignedIn) {
			t.Errorf("a citizen without a login: %v", err)
		}
	})
}

func TestWhoIsDisabledIsOutAtOnce(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		admin := h.actor(t, "admin")
		token, err := h.AddToken(ctx, admin, h.ids["officer"], "打印机", time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		for _, disabled := range []bool{true, false} {
			if err := h.SetDisabled(ctx, admin, h.ids["officer"], disabled); err != nil {
				t.Fatal(err)
			}
			_, err1 := h.Lookup(ctx, county, h.ids["officer"])
			_, err2 := h.ByToken(ctx, county, token)
			if errors.Is(err1, access.NotSignedIn) != disabled || errors.Is(err2, access.NotSignedIn) != disabled {
				t.Errorf("disabled %v: %v, %v", disabled, err1, err2)
			}
		}
		for _, c := range []struct {
			county civil.County
			user   int64
		}{{county, 0}, {county, -1}, {110101, h.ids["officer"]}} {
			if _, err := h.Lookup(ctx, c.county, c.user); !errors.Is(err, access.NotSignedIn) {
				t.Errorf("%v: %v", c, err)
			}
		}
	})
}

func TestTokens(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		admin := h.actor(t, "admin")
		if _, err := h.AddToken(ctx, h.actor(t, "officer"), h.ids["admin"], "x", time.Hour); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer makes the administrator's token: %v", err)
		}
		for _, life := range []time.Duration{0, -time.Hour, 10000 * time.Hour} {
			if _, err := h.AddToken(ctx, admin, h.ids["officer"], "x", life); !errors.Is(err, access.BadToken) {
				t.Errorf("a life of %v: %v", life, err)
			}
		}
		if _, err := h.AddToken(ctx, admin, 1, "x", time.Hour); !errors.Is(err, access.NoUser) {
			t.Errorf("nobody's token: %v", err)
		}
		token, err := h.AddToken(ctx, admin, h.ids["officer"], "报表", time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := access.TokenCounty(token); !ok || c != county {
			t.Errorf("%d %v", c, ok)
		}
		if a, err := h.ByToken(ctx, county, token); err != nil || a.Login != "officer" {
			t.Errorf("%+v %v", a, err)
		}
		for _, bad := range []string{"", "rs_", "rs_430725_", token[:len(token)-1], token + "A", strings.ToLower(token), "rs_x_y", "rs_110101" + token[9:],
			token + "\x00", "' OR 1=1 --"} {
			if a, err := h.ByToken(ctx, county, bad); !errors.Is(err, access.NotSignedIn) || !a.IsZero() {
				t.Errorf("%q: %+v %v", bad, a, err)
			}
		}
		list, err := h.Tokens(ctx, admin)
		if err != nil || len(list) != 1 || list[0].Title != "报表" || !list[0].Revoked.IsZero() {
			t.Fatalf("%+v %v", list, err)
		}
		h.clock.Add(time.Hour)
		if _, err := h.ByToken(ctx, county, token); !errors.Is(err, access.NotSignedIn) {
			t.Errorf("past its life: %v", err)
		}
		h.clock.Add(-time.Hour)
		for range 2 {
			if err := h.RevokeToken(ctx, admin, list[0].ID); err != nil {
				t.Error(err)
			}
		}
		if _, err := h.ByToken(ctx, county, token); !errors.Is(err, access.NotSignedIn) {
			t.Errorf("revoked: %v", err)
		}
	})
}

func (h house) issue(t *testing.T, person int64) (code string, err error) {
	t.Helper()
	err = h.in(func(tx *db.Tx) error {
		code, err = h.IssueCodeIn(ctx, tx, county, person)
		return err
	})
	return code, err
}

func TestACodeWorksOnceForItsPerson(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		code, err := h.issue(t, 7)
		if err != nil || len(code) != 6 || strings.Trim(code, "0123456789") != "" {
			t.Fatalf("%q %v", code, err)
		}
		if _, err := h.RedeemCode(ctx, county, 8, code); !errors.Is(err, access.WrongCode) {
			t.Errorf("another person: %v", err)
		}
		var won atomic.Int64
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if a, err := h.RedeemCode(ctx, county, 7, " "+code+" "); err == nil {
					won.Add(1)
					if a.Role != access.Citizen || a.Person != 7 || a.County != county {
						t.Errorf("%+v", a)
					}
				} else if !errors.Is(err, access.WrongCode) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if won.Load() != 1 {
			t.Errorf("the code worked %d times", won.Load())
		}
		code, err = h.issue(t, 7)
		if err != nil {
			t.Fatal(err)
		}
		h.clock.Add(access.CodeLife)
		if _, err := h.RedeemCode(ctx, county, 7, code); !errors.Is(err, access.WrongCode) {
			t.Errorf("an old code: %v", err)
		}
	})
}

func TestCodesCannotBeGuessed(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		code, err := h.issue(t, 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, guess := range []string{"", "x", "\x00", "12345678901234567890", wrong(code)} {
			if _, err := h.RedeemCode(ctx, county, 7, guess); !errors.Is(err, access.WrongCode) {
				t.Errorf("%q: %v", guess, err)
			}
		}
		if _, err := h.RedeemCode(ctx, county, 7, code); !errors.Is(err, access.WrongCode) {
			t.Errorf("the right code after five wrong ones: %v", err)
		}
		for range 4 {
			if _, err := h.issue(t, 7); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.issue(t, 7); !errors.Is(err, access.TooManyCodes) || fail.KindOf(err) != fail.Busy {
			t.Errorf("the sixth code within an hour: %v", err)
		}
		if _, err := h.issue(t, 8); err != nil {
			t.Errorf("another person's: %v", err)
		}
		h.clock.Add(time.Hour)
		if _, err := h.issue(t, 7); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func wrong(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func BenchmarkHashPassword(b *testing.B) {
	for b.Loop() {
		access.HashPassword(password)
	}
}
