package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Settle is the effect of a dispute: it changes no record. What it leaves is the case, its acts and its letters.
const Settle = "settle"

type settleEffect struct{}

var wInStage = words.Text{Zh: "已登记，进入“{stage}”", En: "registered; “{stage}” begins"}

func (settleEffect) ways() []Way { return []Way{ByDispute} }

func (settleEffect) check(*lawFaults, string, *Item, Known) {}

func (settleEffect) excluded(*Item, *facts) error { return nil }

func (settleEffect) stands(*Item, *facts) words.Text { return words.Text{} }

func (settleEffect) apply(_ context.Context, _ *db.Tx, _ access.Actor, _ *Office, r *review) (done, error) {
	return done{result: fill(wInStage, []any{"stage", r.it.Stages[0].Title})}, nil
}
