package benefit

import (
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Refusal is somebody whose last payment the bank returned and whose account on file is still the one it refused (退票待更正).
type Refusal struct {
	Entitlement int64
	Person      int64
	Name        string
	Village     civil.Division
	Code        string // the bank's reason

	account int64
}

// Text says in words why the bank returned the payment.
func (r Refusal) Text() words.Text { return returnText(r.Code) }

// Refused lists whose account has to be corrected before they can be paid, in the villages given; nil is the whole county. Whoever has
// given another account since is not on it.
func (b *Benefits) Refused(ctx context.Context, actor access.Actor, villages []civil.Division) ([]Refusal, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	var list []Refusal
	err := b.db.View(ctx, func(tx *db.Tx) error {
		all, err := refused(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		ids := make([]int64, len(all))
		for i, r := range all {
			ids[i] = r.Person
		}
		payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, ids)
		if err != nil {
			return err
		}
		list = nil
		for _, r := range all {
			p := payees[r.Person]
			if p.Bank.ID != r.account || p.Died != 0 || villages != nil && !slices.Contains(villages, p.Village) {
				continue
			}
			r.Name, r.Village = p.Name, p.Village
			list = append(list, r)
		}
		return nil
	})
	return list, err
}
