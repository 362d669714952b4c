package job

import (
	"context"
	"errors"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// These run on the real clock with a short lease.
const short = 600 * time.Millisecond

func TestAWorkerThatLivesKeepsItsJob(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		q := &Queue{d, short}
		if _, err := q.Enqueue(ctx, Job{County: 430725, Kind: "a", Key: "a"}); err != nil {
			t.Fatal(err)
		}
		thief := map[string]Handler{"a": func(context.Context, Job) error {
			t.Error("a second worker ran the job")
			return nil
		}}
		out, err := q.Work(ctx, 430725, map[string]Handler{"a": func(ctx context.Context, _ Job) error {
			for end := time.Now().Add(3 * short); time.Now().Before(end); time.Sleep(short / 6) {
				if _, err := q.Work(ctx, 430725, thief); err != nil {
					return err
				}
			}
			return ctx.Err()
		}})
		if err != nil || out != (Outcome{Done: 1}) {
			t.Errorf("%+v %v", out, err)
		}
		if j, _, err := q.Get(ctx, 430725, "a", "a"); err != nil || j.State != Done || j.Tries != 1 {
			t.Errorf("%+v %v", j, err)
		}
	})
}

func TestAWorkerWhoseJobWasTakenIsStopped(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		q := &Queue{d, short}
		if _, err := q.Enqueue(ctx, Job{County: 430725, Kind: "a", Key: "a"}); err != nil {
			t.Fatal(err)
		}
		stopped := false
		_, err := q.Work(ctx, 430725, map[string]Handler{"a": func(under context.Context, j Job) error {
			if stopped {
				return nil
			}
			err := d.InCounty(ctx, 430725, func(tx *db.Tx) error { // as if another worker had claimed it
				_, err := tx.Exec(ctx, `UPDATE job SET tries=tries+1 WHERE county=$1 AND id=$2`, j.County, j.ID)
				return err
			})
			if err != nil {
				return err
			}
			select {
			case <-under.Done():
				stopped = true
				return under.Err()
			case <-time.After(10 * short):
				return errors.New("nobody stopped it")
			}
		}})
		if err != nil || !stopped {
			t.Errorf("stopped %v: %v", stopped, err)
		}
	})
}
