package access

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/seal"
	"renshe/internal/testkit"
)

// These count tries without hashing passwords, of which each would take 30 ms.

func eachThrottle(t *testing.T, fn func(t *testing.T, a *Access, clock *testkit.Clock, try func(login, from string) bool)) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock()
		a := New(testkit.Open(t, url, db.WithClock(clock.Now)), seal.New([]byte("test")))
		fn(t, a, clock, func(login, from string) bool {
			err := a.countTry(context.Background(), 430725, a.tryKeys(login, from))
			if err != nil && !errors.Is(err, TooManyTries) {
				t.Fatal(err)
			}
			return err == nil
		})
	})
}

func TestAGuesserFromEverywhereIsSlowedDown(t *testing.T) {
	eachThrottle(t, func(t *testing.T, _ *Access, clock *testkit.Clock, try func(login, from string) bool) {
		for n := range 40 {
			if went := try("officer", fmt.Sprint("10.0.0.", n)); went != (n < freeLogin) {
				t.Errorf("try %d from another place each: went through %v", n, went)
			}
		}
		for n := range 20 { // he goes on as fast as he is let
			clock.Add(wideDelay)
			if !try("officer", fmt.Sprint("10.1.0.", n)) {
				t.Fatal("the officer is locked out for longer than a minute")
			}
		}
	})
}

func TestAGuesserOfManyLoginsIsSlowedDown(t *testing.T) {
	eachThrottle(t, func(t *testing.T, a *Access, _ *testkit.Clock, try func(login, from string) bool) {
		for n := range 130 {
			// Every tenth time he signs in with the one password he has: that gives back its own try and nothing more.
			if n%10 == 9 && try("mine", "10.0.0.1") {
				err := a.db.InCounty(context.Background(), 430725, func(tx *db.Tx) error {
					return forgetTries(context.Background(), tx, 430725, a.tryKeys("mine", "10.0.0.1"))
				})
				if err != nil {
					t.Fatal(err)
				}
				continue
			}
			if went := try(fmt.Sprint("guess", n), "10.0.0.1"); went != (n < freeSource+freeSource/9) {
				t.Errorf("guess %d: went through %v", n, went)
			}
		}
		if !try("guess", "10.0.0.2") {
			t.Error("another place waits too")
		}
	})
}

func TestTheWaitGrowsToItsLimit(t *testing.T) {
	k := tryKey{free: 5, most: longDelay}
	last := time.Duration(0)
	for failed := range 100 {
		d := k.delay(failed)
		if (failed < 5) != (d == 0) || d < last || d > longDelay {
			t.Errorf("after %d tries: %v", failed, d)
		}
		last = d
	}
	if last != longDelay {
		t.Errorf("ends at %v", last)
	}
}
