package benefit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// collectiveVoices is how many named persons release a payment above the threshold (集体会审).
const collectiveVoices = 3

// Confirmation is one named person's yes to the release of a held payment.
type Confirmation struct {
	User   int64
	Name   string
	Reason string
	At     time.Time
	Stands bool // said of what holds the payment now; other findings or another account ask everybody anew

	about string
}

var AlreadyConfirmed = fail.Define(fail.Denied, "benefit.already-confirmed",
	words.Text{Zh: "您已经确认过这笔放行，集体会审要求 {need} 个不同的人。", En: "You confirmed this release already; a collective review takes {need} different persons."}, nobodyPaid, anotherHand)

// voices is how many persons it takes to release a payment of this amount.
func (p payable) voices() int {
	if p.total >= p.limits.CollectiveAbove {
		return collectiveVoices
	}
	return 1
}

// voiced is what a confirmation is for: other findings or another account ask everybody anew.
func voiced(found []Finding, account int64) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", account, findingsText(found)))
	return hex.EncodeToString(sum[:])
}

// confirm records the actor's yes and says whether enough have spoken.
func (b *Benefits) confirm(ctx context.Context, tx *db.Tx, actor access.Actor, p payable, found []Finding, reason string) (enough bool, err error) {
	about := voiced(found, p.bankAccount)
	said, err := insertConfirmation(ctx, tx, actor, p.payment, about, reason)
	if err != nil {
		return false, err
	}
	if !said {
		return false, AlreadyConfirmed.With("need", p.voices()).Under(gradedReview)
	}
	all, err := confirmations(ctx, tx, actor.County, p.payment, about)
	return len(all) >= p.voices(), err
}

// hear fills in who has said yes to a payment's release, and how many it takes.
func (p *Payment) hear(ctx context.Context, tx *db.Tx, county civil.County) (err error) {
	limits := ThresholdsOf(county, p.Kind, today(tx))
	p.Voices = payable{candidate: candidate{limits: limits}, total: p.Total}.voices()
	p.Confirmations, err = confirmations(ctx, tx, county, p.ID, "")
	about := voiced(p.Findings, p.BankAccount)
	for i := range p.Confirmations {
		p.Confirmations[i].Stands = p.Confirmations[i].about == about
	}
	return err
}

// Standing counts the voices for the release of what holds the payment now.
func (p Payment) Standing() (n int) {
	for _, c := range p.Confirmations {
		if c.Stands {
			n++
		}
	}
	return n
}

// ConfirmedBy says whether a person's voice for the release stands already.
func (p Payment) ConfirmedBy(user int64) bool {
	for _, c := range p.Confirmations {
		if c.Stands && c.User == user {
			return true
		}
	}
	return false
}
