package ledger

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// SignedView is one checkpoint with how many witnesses cosigned it.
type SignedView struct {
	Signed
	Cosigned int
}

// Checkpoints lists a county's checkpoints, the latest first: those of less than before records, or from the end (0).
func (l *Ledger) Checkpoints(ctx context.Context, county civil.County, before int64, limit int) (all []SignedView, err error) {
	page := Page{After: before, Limit: limit}
	if err := page.check(); err != nil {
		return nil, err
	}
	if before == 0 {
		before = 1<<63 - 1
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		return eachCheckpoint(ctx, tx, county, before, page.Limit, func(c checkpointRow, cosigned int) error {
			s, err := signedOf(county, c)
			all = append(all, SignedView{s, cosigned})
			return err
		})
	})
	return all, err
}

// Checkpoint reads the checkpoint of a size with the signatures of witnesses under it.
func (l *Ledger) Checkpoint(ctx context.Context, county civil.County, size int64) (s Signed, signatures []Cosignature, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		c, err := checkpointAt(ctx, tx, county, size)
		if db.IsNoRows(err) {
			return NoCheckpoint.With("size", size)
		}
		if err != nil {
			return err
		}
		if s, err = signedOf(county, c); err != nil {
			return err
		}
		signatures, err = cosignaturesOf(ctx, tx, county, size)
		return err
	})
	return s, signatures, err
}

// LastCosigned is the latest signature of any witness; nil: there is none.
func (l *Ledger) LastCosigned(ctx context.Context, county civil.County) (c *Cosignature, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		c, err = lastCosignature(ctx, tx, county)
		return err
	})
	return c, err
}

// Closings lists the closed months of a fund, the latest first.
func (l *Ledger) Closings(ctx context.Context, county civil.County, fund Fund) (all []Closing, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		return eachClosing(ctx, tx, county, fund, func(r *periodRow) error {
			c, err := r.closing(false)
			all = append(all, c)
			return err
		})
	})
	return all, err
}
