package access

import (
	"context"
	"encoding/hex"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Sign-ins are throttled by three counts, each in the database: one login from one place; one login from everywhere; everybody
// from one place (a township's office stands behind one address, so that limit is wide). Past its limit each further try
// waits twice as long; a count is forgotten after a day without tries. The two wide counts end at a minute: they slow a guesser
// down to what a good password bears, and do not let him lock an officer out for long.
const (
	freePair   = 5
	freeLogin  = 30
	freeSource = 100
	firstDelay = 5 * time.Second
	longDelay  = 15 * time.Minute
	wideDelay  = time.Minute
	forgetting = 24 * time.Hour
)

const everyone = "*"

var (
	// WrongSignIn is one message for an unknown login, a wrong password and a disabled user.
	WrongSignIn = fail.Define(fail.Denied, "access.wrong-sign-in",
		words.Text{Zh: "登录名或密码不对。", En: "The login or the password is not right."},
		words.Text{Zh: "您还没有登录。", En: "You are not signed in."},
		words.Text{Zh: "请核对后再试；忘了密码请找系统管理员。", En: "Check them and try again; if you forgot the password, ask the administrator."})
	// TooManyTries is a sign-in that comes too soon after others failed.
	TooManyTries = fail.Define(fail.Busy, "access.too-many-tries",
		words.Text{Zh: "试错次数太多。", En: "There were too many wrong tries."},
		words.Text{Zh: "您还没有登录，密码没有变动。", En: "You are not signed in; the password is unchanged."},
		words.Text{Zh: "请过 {seconds} 秒再试。", En: "Try again in {seconds} seconds."})
)

// SignIn makes the actor of a login and its password. from is where the request comes from (an address), for the throttle.
func (a *Access) SignIn(ctx context.Context, county civil.County, login, password, from string) (Actor, error) {
	login = strings.ToLower(strings.TrimSpace(login))
	keys := a.tryKeys(login, from)
	// The try is counted before the password is looked at, so that a thousand at once are a thousand tries.
	if err := a.countTry(ctx, county, keys); err != nil {
		return Actor{}, err
	}
	var u User
	hash := nobodysHash
	err := a.db.View(ctx, func(tx *db.Tx) error {
		if !loginShape.MatchString(login) {
			return nil
		}
		found, stored, err := selectLogin(ctx, tx, county, login)
		if db.IsNoRows(err) {
			return nil
		}
		if err == nil {
			u, hash = found, stored
		}
		return err
	})
	if err != nil {
		return Actor{}, err
	}
	if len(password) > maxPassword*4 {
		password = "" // as wrong as it is, without hashing a megabyte
	}
	right, err := a.checkPassword(ctx, password, hash)
	if err != nil {
		return Actor{}, err
	}
	if !right || u.ID == 0 || u.Disabled {
		return Actor{}, a.refuseSignIn(ctx, u)
	}
	err = a.db.InCounty(ctx, county, func(tx *db.Tx) error {
		if err := forgetTries(ctx, tx, county, keys); err != nil {
			return err
		}
		return a.AuditIn(ctx, tx, u.actor(), "sign-in", Subject("user", u.ID), nil)
	})
	if err != nil {
		return Actor{}, err
	}
	return u.actor(), nil
}

// forgetTries clears a login's counts after it succeeded. Its place only gets this one try back: whoever has one password must
// not clear the way for guessing others'.
func forgetTries(ctx context.Context, tx *db.Tx, county civil.County, keys []tryKey) error {
	for _, k := range keys {
		forget := deleteTry
		if k.login == everyone {
			forget = giveBackTry
		}
		if err := forget(ctx, tx, county, k); err != nil {
			return err
		}
	}
	return nil
}

// refuseSignIn records a failed try at a user who is there; what was typed is never kept.
func (a *Access) refuseSignIn(ctx context.Context, u User) error {
	if u.ID != 0 {
		err := a.db.InCounty(ctx, u.County, func(tx *db.Tx) error {
			return a.AuditIn(ctx, tx, u.actor(), "sign-in.failed", Subject("user", u.ID), nil)
		})
		if err != nil {
			return err
		}
	}
	return WrongSignIn.With()
}

// tryKey is one count; free is how many tries cost no wait, most how long a wait gets.
type tryKey struct {
	login, source string
	free          int
	most          time.Duration
}

// tryKeys are always in this order, so that two sign-ins never wait for each other in a circle.
func (a *Access) tryKeys(login, from string) []tryKey {
	l, s := a.obscure("access.login", login), a.obscure("access.source", from)
	return []tryKey{{l, s, freePair, longDelay}, {l, everyone, freeLogin, wideDelay}, {everyone, s, freeSource, wideDelay}}
}

func (a *Access) obscure(domain, value string) string {
	return hex.EncodeToString(a.box.Lookup(domain, value)[:16])
}

func (a *Access) countTry(ctx context.Context, county civil.County, keys []tryKey) error {
	return a.db.InCounty(ctx, county, func(tx *db.Tx) error {
		if err := deleteOldTries(ctx, tx, county, tx.Now().Add(-forgetting)); err != nil {
			return err
		}
		var wait time.Duration
		for _, k := range keys {
			failed, last, err := lockTry(ctx, tx, county, k)
			if err != nil {
				return err
			}
			wait = max(wait, last.Add(k.delay(failed)).Sub(tx.Now()))
		}
		if wait > 0 {
			return TooManyTries.With("seconds", int(wait/time.Second)+1)
		}
		for _, k := range keys {
			if err := updateTry(ctx, tx, county, k); err != nil {
				return err
			}
		}
		return nil
	})
}

// delay is how long after the last try the next one may come.
func (k tryKey) delay(failed int) time.Duration {
	if failed < k.free {
		return 0
	}
	d := firstDelay
	for range failed - k.free {
		if d *= 2; d >= k.most {
			return k.most
		}
	}
	return d
}
