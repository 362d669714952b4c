package access_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
)

func TestSessions(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		s := h.SessionStore()
		token, data := "a-token-of-some-length", []byte("用户 81\x00\xff")
		if got, found, err := s.Find(token); got != nil || found || err != nil {
			t.Errorf("out of nothing: %q %v %v", got, found, err)
		}
		for _, d := range [][]byte{{}, []byte("first"), data} {
			if err := s.Commit(token, d, h.clock.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		if got, found, err := s.Find(token); !bytes.Equal(got, data) || !found || err != nil {
			t.Errorf("%q %v %v", got, found, err)
		}
		for _, bad := range []string{"", token + "x", token[1:], "\x00"} {
			if _, found, err := s.Find(bad); found || err != nil {
				t.Errorf("%q: %v %v", bad, found, err)
			}
		}
		err := h.db.View(ctx, func(tx *db.Tx) error {
			var key, sealed []byte
			err := tx.QueryRow(ctx, `SELECT token, data FROM session`).Scan(&key, &sealed)
			if bytes.Contains(key, []byte(token)) || bytes.Contains(sealed, []byte("81")) {
				t.Error("the table tells the token or the data")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Commit("other", data, h.clock.Now().Add(2*time.Hour)); err != nil {
			t.Fatal(err)
		}
		h.clock.Add(time.Hour)
		if _, found, _ := s.Find(token); found {
			t.Error("found after its end")
		}
		if n, err := s.Purge(ctx); n != 1 || err != nil {
			t.Errorf("purged %d: %v", n, err)
		}
		for range 2 {
			if err := s.Delete("other"); err != nil {
				t.Error(err)
			}
		}
		if _, found, _ := s.Find("other"); found {
			t.Error("found after its deletion")
		}
	})
}

func TestLooksAreKeptAndShownToTheirPerson(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		look := func(login string, person int64, purpose string) error {
			a := access.CitizenActor(county, 7, "甲")
			if login != "" {
				a = h.actor(t, login)
			}
			return h.in(func(tx *db.Tx) error { return h.LookedIn(ctx, tx, a, person, purpose) })
		}
		for _, c := range []struct {
			login, purpose string
			person         int64
			want           *fail.Fault
		}{
			{"officer", "办理待遇申领", 7, nil}, {"reviewer", "复核", 7, nil}, {"officer", "查询", 8, nil}, {"", "", 7, nil},
			{"officer", " ", 7, access.NoPurpose}, {"officer", strings.Repeat("长", 61), 7, access.NoPurpose},
			{"admin", "好奇", 7, access.NotAllowed}, {"", "好奇", 8, access.NotAllowed},
		} {
			h.clock.Add(time.Minute)
			err := look(c.login, c.person, c.purpose)
			if (c.want == nil) != (err == nil) || (c.want != nil && !errors.Is(err, c.want)) {
				t.Errorf("%+v: %v", c, err)
			}
		}
		mine, err := h.Looks(ctx, access.CitizenActor(county, 7, ""), 7, 10)
		if err != nil || len(mine) != 2 || mine[0].Role != access.Reviewer || mine[1].Purpose != "办理待遇申领" || mine[1].Station != 3 || mine[1].Name != "测试officer" {
			t.Errorf("%+v %v", mine, err)
		}
		if one, err := h.Looks(ctx, h.actor(t, "supervisor"), 7, 1); err != nil || len(one) != 1 {
			t.Errorf("%+v %v", one, err)
		}
		if _, err := h.Looks(ctx, access.CitizenActor(county, 8, ""), 7, 10); !errors.Is(err, access.NotAllowed) {
			t.Errorf("another citizen: %v", err)
		}
		other := access.CitizenActor(110101, 7, "")
		if got, err := h.Looks(ctx, other, 7, 10); err != nil || len(got) != 0 {
			t.Errorf("the same number in another county: %+v %v", got, err)
		}
		stranger := access.TheSystem(110101)
		err = h.in(func(tx *db.Tx) error { return h.LookedIn(ctx, tx, stranger, 7, "x") })
		if !errors.Is(err, access.OtherCounty) {
			t.Errorf("another county's actor: %v", err)
		}
	})
}

func TestTheAuditCannotBeChanged(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		officer := h.actor(t, "officer")
		err := h.in(func(tx *db.Tx) error {
			return errors.Join(h.AuditIn(ctx, tx, officer, "case.open", "case:81", map[string]string{"item": "R07"}),
				h.LookedIn(ctx, tx, officer, 7, "x"))
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []string{`UPDATE audit SET login='x' WHERE county=$1`, `DELETE FROM audit WHERE county=$1`,
			`UPDATE look SET name='x' WHERE county=$1`, `DELETE FROM look WHERE county=$1`} {
			err := h.in(func(tx *db.Tx) error { _, err := tx.Exec(ctx, q, county); return err })
			if db.Classify(err) != db.Refused {
				t.Errorf("%s: %v", q, err)
			}
		}
		acts, err := h.Trail(ctx, officer, "case:81", 0)
		if err != nil || len(acts) != 1 || acts[0].Detail["item"] != "R07" || acts[0].Role != access.Officer || acts[0].User != officer.User {
			t.Errorf("%+v %v", acts, err)
		}
		if _, err := h.Trail(ctx, access.CitizenActor(county, 7, ""), "case:81", 1); !errors.Is(err, access.NotAllowed) {
			t.Errorf("a citizen reads the audit: %v", err)
		}
		err = h.in(func(tx *db.Tx) error { return h.AuditIn(ctx, tx, access.Actor{}, "x", "x:1", nil) })
		if !errors.Is(err, access.NotSignedIn) {
			t.Errorf("nobody's act: %v", err)
		}
		err = h.in(func(tx *db.Tx) error { return h.AuditIn(ctx, tx, access.TheSystem(110101), "x", "x:1", nil) })
		if !errors.Is(err, access.OtherCounty) {
			t.Errorf("another county's act: %v", err)
		}
	})
}
