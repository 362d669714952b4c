package app

import (
	"context"
	"errors"
	"net/http"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/witness"
)

const (
	witnessWait  = 20 * time.Second // a witness that does not answer in this time is down
	witnessTries = 3                // the first may learn the size that the witness knows
)

// Cosign asks every witness of a county to cosign the last checkpoint. A witness that is down or refuses stops nothing: it is kept with its
// problem, which the state shows; the list says how each went.
func (a *App) Cosign(ctx context.Context, county civil.County) ([]ledger.Witness, error) {
	actor := access.Actor{County: county, Role: access.System}
	all, err := a.Books.Witnesses(ctx, county)
	if err != nil {
		return nil, err
	}
	last, err := a.Books.LastCheckpoint(ctx, county)
	if err != nil || last.Size == 0 {
		return all, err
	}
	for _, w := range all {
		line, problem := a.askWitness(ctx, county, w, last)
		if problem == nil {
			problem = a.Books.Cosigned(ctx, actor, w, last.Size, line)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if problem != nil {
			if err := a.Books.WitnessFailed(ctx, actor, w, problem.Error()); err != nil {
				return nil, err
			}
		}
	}
	return a.Books.Witnesses(ctx, county)
}

// errAhead is a witness that has seen more of the log than there is: a backup was put back, or the log was replaced.
var errAhead = errors.New("witness: it knows a longer or another log than this one")

func (a *App) askWitness(ctx context.Context, county civil.County, w ledger.Witness, last ledger.Signed) (string, error) {
	client := &http.Client{Timeout: witnessWait}
	old := min(w.Size, last.Size)
	for try := 1; ; try++ {
		proof, err := a.Books.ProveGrowth(ctx, county, old, last.Size)
		if err != nil {
			return "", err
		}
		line, err := witness.Submit(ctx, client, w.URL, old, proof, last.Note)
		var c *witness.Conflict
		if !errors.As(err, &c) {
			return line, err
		}
		if c.Size > last.Size || c.Size == old {
			return "", errAhead
		}
		if try == witnessTries {
			return "", err
		}
		old = c.Size
	}
}
