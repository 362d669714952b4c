package person

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// Loaded is one person of a bulk load: everything is known and was checked where it was made.
type Loaded struct {
	ID        int64
	Name      string
	CitizenID civil.CitizenID
	Phone     string
	Village   civil.Division
	Household int64
	Kin       Kin
	Died      civil.Date
}

// Household is one household of a bulk load.
type Household struct {
	ID      int64
	Village civil.Division
}

// Batch is a sealed bulk load, ready to be written.
type Batch struct {
	county     civil.County
	households []Household
	rows       []row
	lookups    [][]byte
}

// Seal makes a batch: it seals, hashes and spells, touches no database, and may run on several goroutines. Households come
// before the people in them, in this batch or an earlier one.
func (r *Registry) Seal(county civil.County, at time.Time, households []Household, people []Loaded) *Batch {
	b := &Batch{county: county, households: households, rows: make([]row, len(people)), lookups: make([][]byte, len(people))}
	for n, p := range people {
		b.rows[n] = r.row(county, file{id: p.ID, name: p.Name, citizen: p.CitizenID, phone: p.Phone, village: p.Village,
			household: p.Household, kin: p.Kin, died: p.Died, at: at})
		b.lookups[n] = r.lookup(p.CitizenID)
	}
	return b
}

// LoadIn writes a batch. All constraints hold as for a single registration; a citizen ID that is taken refuses the whole
// batch (db.IsUnique). Histories begin empty: the audit of a load is its caller's.
func (r *Registry) LoadIn(ctx context.Context, tx *db.Tx, actor access.Actor, b *Batch) error {
	if err := actor.May(access.PersonWrite); err != nil {
		return err
	}
	return load(ctx, tx, b)
}
