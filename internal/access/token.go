package access

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// maxTokenLife makes every program's key be renewed.
const maxTokenLife = 400 * 24 * time.Hour

// Token is a program's key to the API, as its owner sees it afterwards (接口令牌).
type Token struct {
	ID      int64
	User    int64
	Title   string
	Created time.Time
	Expires time.Time
	Revoked time.Time // zero while it works
}

// BadToken is a token without a title, or one that would last too long.
var BadToken = fail.Define(fail.Invalid, "access.bad-token",
	words.Text{Zh: "令牌要写明用途（60 字以内），有效期最长 400 天。", En: "A token has a title of at most 60 characters and lasts 400 days at most."},
	words.Text{Zh: "没有建立令牌。", En: "No token was made."},
	words.Text{Zh: "请补全后再试。", En: "Complete it and try again."})

// AddToken makes a token that acts as a user. The text is shown this once: "rs_430725_" and 26 characters.
func (a *Access) AddToken(ctx context.Context, actor Actor, user int64, title string, life time.Duration) (string, error) {
	if err := actor.May(UserManage); err != nil {
		return "", err
	}
	title = strings.TrimSpace(title)
	if n := utf8.RuneCountInString(title); n == 0 || n > maxName || life <= 0 || life > maxTokenLife {
		return "", BadToken.With().On("title")
	}
	text := fmt.Sprintf("rs_%d_%s", actor.County, rand.Text())
	err := a.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if _, err := selectUser(ctx, tx, actor.County, user); db.IsNoRows(err) {
			return NoUser.With()
		} else if err != nil {
			return err
		}
		t := Token{ID: tx.NewID(), User: user, Title: title, Created: tx.Now(), Expires: tx.Now().Add(life)}
		if err := insertToken(ctx, tx, actor.County, a.tokenHash(text), t); err != nil {
			return err
		}
		return a.AuditIn(ctx, tx, actor, "token.add", Subject("token", t.ID), nil)
	})
	if err != nil {
		return "", err
	}
	return text, nil
}

func (a *Access) tokenHash(text string) []byte { return a.box.Lookup("access.token", text) }

// TokenCounty reads the county out of a token's text; it proves nothing.
func TokenCounty(text string) (civil.County, bool) {
	rest, ours := strings.CutPrefix(text, "rs_")
	code, _, whole := strings.Cut(rest, "_")
	county, err := civil.ParseCounty(code)
	return county, ours && whole && err == nil
}

// ByToken gives the actor of a token that works; any other is [NotSignedIn].
func (a *Access) ByToken(ctx context.Context, county civil.County, text string) (Actor, error) {
	if c, ok := TokenCounty(text); !ok || c != county {
		return Actor{}, NotSignedIn.With()
	}
	var u User
	err := a.db.View(ctx, func(tx *db.Tx) error {
		user, err := selectTokenUser(ctx, tx, county, a.tokenHash(text))
		if err == nil {
			u, err = selectUser(ctx, tx, county, user)
		}
		return err
	})
	if db.IsNoRows(err) || (err == nil && u.Disabled) {
		return Actor{}, NotSignedIn.With()
	}
	if err != nil {
		return Actor{}, err
	}
	return u.actor(), nil
}

// RevokeToken ends a token; ending it again changes nothing.
func (a *Access) RevokeToken(ctx context.Context, actor Actor, id int64) error {
	if err := actor.May(UserManage); err != nil {
		return err
	}
	return a.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		n, err := revokeToken(ctx, tx, actor.County, id)
		if err != nil || n == 0 {
			return err
		}
		return a.AuditIn(ctx, tx, actor, "token.revoke", Subject("token", id), nil)
	})
}

// Tokens lists the county's tokens, newest first.
func (a *Access) Tokens(ctx context.Context, actor Actor) ([]Token, error) {
	if err := actor.May(UserManage); err != nil {
		return nil, err
	}
	var all []Token
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = selectTokens(ctx, tx, actor.County)
		return err
	})
	return all, err
}
