package ledger

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
)

// Booker is told, inside the transaction of the decision, that a proposal was confirmed or sent back: a room whose own record follows what is
// booked moves with it, and its fault keeps the decision from being made.
type Booker interface {
	ProposalDecidedIn(ctx context.Context, tx *db.Tx, actor access.Actor, p Proposal) error
}

// TellBookings lets a room be told of decided proposals. It is called once, when the rooms are wired.
func (l *Ledger) TellBookings(b Booker) { l.tells = b }

// decidedIn keeps and logs how a proposal was decided, and tells who waits for it.
func (l *Ledger) decidedIn(ctx context.Context, tx *db.Tx, actor access.Actor, p Proposal) error {
	if err := setDecided(ctx, tx, actor.County, p); err != nil {
		return err
	}
	if err := l.logProposal(ctx, tx, actor, p); err != nil || l.tells == nil {
		return err
	}
	return l.tells.ProposalDecidedIn(ctx, tx, actor, p)
}
