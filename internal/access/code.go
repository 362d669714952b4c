package access

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// A code is six digits. Five wrong tries end it, and five codes an hour are all a person gets, so a guesser has 25 chances in a
// million an hour.
const (
	// CodeLife is how long a code is good for.
	CodeLife      = 5 * time.Minute
	codeTries     = 5
	codesPerHour  = 5
	codeHour      = time.Hour
	signInPurpose = "sign-in"
)

var (
	// WrongCode is one message for a wrong, an old, a used and a missing code.
	WrongCode = fail.Define(fail.Denied, "access.wrong-code",
		words.Text{Zh: "验证码不对，或已经失效。", En: "The code is not right, or no longer valid."},
		words.Text{Zh: "您还没有登录。", En: "You are not signed in."},
		words.Text{Zh: "请核对短信；也可以重新获取验证码。", En: "Check the message, or ask for a new code."})
	// TooManyCodes is a person for whom enough codes were made this hour.
	TooManyCodes = fail.Define(fail.Busy, "access.too-many-codes",
		words.Text{Zh: "一小时内获取验证码的次数太多。", En: "Too many codes were asked for within an hour."},
		words.Text{Zh: "最近一次的验证码仍可使用，直到过期。", En: "The latest code stays good until it expires."},
		words.Text{Zh: "请过 {minutes} 分钟再试，或到服务站办理。", En: "Try again in {minutes} minutes, or go to a service station."})
)

// IssueCodeIn makes a person's code for signing in, in place of an earlier one. The caller sends it (notify) in the same
// transaction and shows it nowhere else.
func (a *Access) IssueCodeIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) (string, error) {
	if tx.County() != county {
		return "", OtherCounty.With()
	}
	opened, issued, err := lockCode(ctx, tx, county, person, signInPurpose)
	if err != nil {
		return "", err
	}
	if left := opened.Add(codeHour).Sub(tx.Now()); left <= 0 {
		opened, issued = tx.Now(), 0
	} else if issued >= codesPerHour {
		return "", TooManyCodes.With("minutes", int(left/time.Minute)+1)
	}
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	code := fmt.Sprintf("%06d", n)
	hash := a.codeHash(county, person, code)
	return code, updateCode(ctx, tx, county, person, signInPurpose, hash, opened, issued+1)
}

// codeHash is keyed: six digits behind a plain hash would be read in a moment.
func (a *Access) codeHash(county civil.County, person int64, code string) []byte {
	return a.box.Lookup("access.code", fmt.Sprintf("%d/%d/%s/%s", county, person, signInPurpose, code))
}

// RedeemCode takes a person's code, once, and makes the citizen's actor; the portal puts the name in.
func (a *Access) RedeemCode(ctx context.Context, county civil.County, person int64, code string) (Actor, error) {
	hash := a.codeHash(county, person, strings.TrimSpace(code))
	right := false
	err := a.db.InCounty(ctx, county, func(tx *db.Tx) (err error) {
		// The try is counted first and stays counted: a wrong code must not roll its own count back.
		right, err = redeem(ctx, tx, county, person, signInPurpose, hash)
		if err != nil || !right {
			return err
		}
		return a.AuditIn(ctx, tx, CitizenActor(county, person, ""), "sign-in.code", Subject("person", person), nil)
	})
	if err != nil {
		return Actor{}, err
	}
	if !right {
		return Actor{}, WrongCode.With().On("code")
	}
	return CitizenActor(county, person, ""), nil
}

// CitizenActor is a citizen who has proved who he is, for a session that keeps his person.
func CitizenActor(county civil.County, person int64, name string) Actor {
	return Actor{County: county, Name: name, Role: Citizen, Person: person}
}
