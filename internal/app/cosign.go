package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/job"
	"renshe/internal/ledger"
	"renshe/internal/witness"
	"renshe/tlog"
)

const (
	cosignJob    = "ledger.cosign"
	witnessTries = 3 // the first may learn the size that the witness knows
)

// witnessWait is how long a witness may take: one that does not answer in this time is down.
var witnessWait = 20 * time.Second

// Cosign asks every witness of a county to cosign the last checkpoint. A witness that is down or refuses stops nothing: it is kept with its
// problem, which the state shows; the list says how each went.
func (a *App) Cosign(ctx context.Context, county civil.County) ([]ledger.Witness, error) {
	all, err := a.Books.Witnesses(ctx, county)
	if err != nil {
		return nil, err
	}
	for _, w := range all {
		if problem, err := a.cosignBy(ctx, county, w); err != nil && problem == nil {
			return nil, err
		}
	}
	return a.Books.Witnesses(ctx, county)
}

// cosignBy asks one witness. A problem is the witness's, and is kept; without one an error is the house's own.
func (a *App) cosignBy(ctx context.Context, county civil.County, w ledger.Witness) (problem, err error) {
	actor := access.Actor{County: county, Role: access.System}
	last, err := a.Books.LastCheckpoint(ctx, county)
	if err != nil || last.Size == 0 {
		return nil, err
	}
	line, problem := a.askWitness(ctx, county, w, last)
	if problem == nil {
		problem = a.Books.Cosigned(ctx, actor, w, last.Size, line)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if problem == nil {
		return nil, nil
	}
	return problem, errors.Join(problem, a.Books.WitnessFailed(ctx, actor, w, problem.Error()))
}

func (a *App) askWitness(ctx context.Context, county civil.County, w ledger.Witness, last ledger.Signed) (string, error) {
	client := &http.Client{Timeout: witnessWait}
	old := min(w.Size, last.Size)
	for try := 1; ; try++ {
		proof, err := a.Books.ProveGrowth(ctx, county, old, last.Size)
		if err != nil {
			return "", err
		}
		lines, err := witness.Submit(ctx, client, w.URL, old, proof, last.Note)
		var known *witness.Conflict
		var no *witness.Refused
		switch {
		case errors.As(err, &no) && no.Status == http.StatusUnprocessableEntity: // our log does not begin with what it cosigned
			return "", ledger.ErrDisagrees
		case err == nil:
			line, _, err := tlog.FindCosignature(last.Checkpoint, lines, w.Key)
			return line, err
		case !errors.As(err, &known):
			return "", err
		case known.Size > last.Size || known.Size == old:
			return "", ledger.ErrDisagrees
		case try == witnessTries:
			return "", err
		}
		old = known.Size
	}
}

// cosignArgs are the arguments of a job that asks a witness.
type cosignArgs struct {
	Witness string `json:"witness"`
}

// askAgain is how long at most until a witness is asked once more: what it signed yesterday says nothing of today, and a job that was
// given up gets a successor.
const askAgain = 6 * time.Hour

// queueCosign queues what is to be asked of a county's witnesses: a job for each that has not seen the last checkpoint, which is tried again,
// later each time, until the witness has moved on from what it signed last; and one every askAgain in any case. queued is what this process
// has queued already, by witness; another process may have done it, which is the same.
func (a *App) queueCosign(ctx context.Context, county civil.County, queued map[string]string) error {
	all, err := a.Books.Witnesses(ctx, county)
	if err != nil || len(all) == 0 {
		return err
	}
	last, err := a.Books.LastCheckpoint(ctx, county)
	if err != nil || last.Size == 0 {
		return err
	}
	for _, w := range all {
		key := fmt.Sprintf("%s %d", w.Name, a.Clock.Now().Unix()/int64(askAgain/time.Second))
		if w.Size != last.Size {
			key += fmt.Sprintf(" from %d", w.Size)
		}
		mine := fmt.Sprintf("%d %s", county, w.Name)
		if queued[mine] == key {
			continue
		}
		args, err := json.Marshal(cosignArgs{w.Name})
		if err != nil {
			return err
		}
		if _, err := a.Jobs.Enqueue(ctx, job.Job{County: county, Kind: cosignJob, Key: key, Args: string(args)}); err != nil {
			return err
		}
		queued[mine] = key
	}
	return nil
}

// cosign does one job of queueCosign.
func (a *App) cosign(ctx context.Context, j job.Job) error {
	var args cosignArgs
	if err := json.Unmarshal([]byte(j.Args), &args); err != nil {
		return err
	}
	all, err := a.Books.Witnesses(ctx, j.County)
	if err != nil {
		return err
	}
	for _, w := range all {
		if w.Name == args.Witness {
			_, err := a.cosignBy(ctx, j.County, w)
			return err
		}
	}
	return nil
}
