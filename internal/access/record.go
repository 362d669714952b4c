package access

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Act is one entry of the audit (审计记录).
type Act struct {
	ID      int64
	At      time.Time
	User    int64
	Login   string
	Role    Role
	Action  string // "case.open"
	Subject string // "case:81"
	Detail  map[string]string
}

// Look is one reading of a file (查看记录).
type Look struct {
	At      time.Time
	User    int64
	Name    string
	Role    Role
	Station int64
	Purpose string
}

const (
	maxPurpose = 60  // characters
	maxRead    = 500 // entries a page of a log may hold
)

// NoPurpose is a file that somebody opens without saying why.
var NoPurpose = fail.Define(fail.Invalid, "access.no-purpose",
	words.Text{Zh: "查看档案要写明用途（60 字以内）。", En: "Reading a file needs a purpose of at most 60 characters."},
	words.Text{Zh: "档案没有打开。", En: "The file was not opened."},
	words.Text{Zh: "请选择或填写用途。", En: "Choose or enter the purpose."})

// Subject names what an audit entry is about: "case:81".
func Subject(room string, id int64) string { return room + ":" + strconv.FormatInt(id, 10) }

// AuditIn records an act in the transaction that does it. detail holds codes, numbers and identifiers, nothing personal.
func (a *Access) AuditIn(ctx context.Context, tx *db.Tx, actor Actor, action, subject string, detail map[string]string) error {
	if actor.IsZero() {
		return NotSignedIn.With()
	}
	if err := sameCounty(tx, actor); err != nil {
		return err
	}
	if detail == nil {
		detail = map[string]string{}
	}
	text, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return insertAct(ctx, tx, actor, action, subject, string(text))
}

// LookedIn records that the actor opens a person's file, in the transaction that reads it. A citizen who reads his own leaves no entry.
func (a *Access) LookedIn(ctx context.Context, tx *db.Tx, actor Actor, person int64, purpose string) error {
	if err := actor.MaySee(person); err != nil {
		return err
	}
	if err := sameCounty(tx, actor); err != nil {
		return err
	}
	if actor.Role == Citizen {
		return nil
	}
	purpose = strings.TrimSpace(purpose)
	if n := utf8.RuneCountInString(purpose); n == 0 || n > maxPurpose {
		return NoPurpose.With().On("purpose")
	}
	return insertLook(ctx, tx, actor, person, purpose)
}

// Looks lists who opened a person's file, newest first: for the person himself, and for those who may read it.
func (a *Access) Looks(ctx context.Context, actor Actor, person int64, limit int) ([]Look, error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	var all []Look
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = selectLooks(ctx, tx, actor.County, person, page(limit))
		return err
	})
	return all, err
}

// Trail lists the audit of one subject, newest first, for staff who may read files and for [Admin].
func (a *Access) Trail(ctx context.Context, actor Actor, subject string, limit int) ([]Act, error) {
	if actor.May(UserManage) != nil {
		if err := actor.May(PersonRead); err != nil {
			return nil, err
		}
	}
	var all []Act
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = selectTrail(ctx, tx, actor.County, subject, page(limit))
		return err
	})
	return all, err
}

func page(limit int) int { return min(max(limit, 1), maxRead) }
