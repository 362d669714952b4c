package ledger

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/tlog"
)

// BenchmarkPost compares durable posting with a bare insert of the same rows into the same tables of another database on the same disk: one
// batch bare, one posted, in turn, so that what else the machine does falls on both. Bare keeps every constraint, index and trigger, the balances and
// the head's lock, and leaves out validation, hashing and the signed checkpoint. It reports transfers a second of each and their ratio, by the
// medians. "hot" is a batch on two accounts, "spread" one over 2,000.
func BenchmarkPost(b *testing.B) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		for _, c := range []struct {
			name     string
			lines    int
			accounts int64
		}{{"1", 1, benchAccounts}, {"500", 500, benchAccounts}, {"8190-spread", MaxLines, benchAccounts}, {"8190-hot", MaxLines, 1}} {
			b.Run(fmt.Sprintf("%s/%s", engine, c.name), func(b *testing.B) {
				bare, full := benchBooks(b, durable(b, engine)), benchBooks(b, durable(b, engine))
				var took [2][]time.Duration
				id := int64(100)
				for b.Loop() {
					id++
					for i, run := range []func(Batch) error{bare.insertOne, full.postOne} {
						batch, start := benchBatch(id, c.lines, c.accounts), time.Now()
						if err := run(batch); err != nil {
							b.Fatal(err)
						}
						took[i] = append(took[i], time.Since(start))
					}
				}
				rate := func(all []time.Duration) float64 {
					slices.Sort(all)
					return float64(c.lines) / all[len(all)/2].Seconds()
				}
				b.ReportMetric(rate(took[0]), "bare/s")
				b.ReportMetric(rate(took[1]), "post/s")
				b.ReportMetric(rate(took[1])/rate(took[0]), "ratio")
			})
		}
	}
}

// BenchmarkPostSM compares posting into books that keep the second tree with posting into books that do not, in turn, by the medians.
func BenchmarkPostSM(b *testing.B) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		for _, lines := range []int{1, 500, MaxLines} {
			b.Run(fmt.Sprintf("%s/%d", engine, lines), func(b *testing.B) {
				one, two := benchBooks(b, durable(b, engine)), benchBooks(b, durable(b, engine))
				must(b, two.KeepSM(ctx, maker, nil))
				var took [2][]time.Duration
				id := int64(100)
				for b.Loop() {
					id++
					for i, l := range []*Ledger{one, two} {
						batch, start := benchBatch(id, lines, benchAccounts), time.Now()
						if err := l.postOne(batch); err != nil {
							b.Fatal(err)
						}
						took[i] = append(took[i], time.Since(start))
					}
				}
				rate := func(all []time.Duration) float64 {
					slices.Sort(all)
					return float64(lines) / all[len(all)/2].Seconds()
				}
				b.ReportMetric(rate(took[0]), "one-tree/s")
				b.ReportMetric(rate(took[1]), "two-trees/s")
				b.ReportMetric(rate(took[1])/rate(took[0]), "ratio")
			})
		}
	}
}

// BenchmarkVerify reads a log of about 100,000 transfers; records a second are logged.
func BenchmarkVerify(b *testing.B) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			l := benchBooks(b, durable(b, engine))
			for i := range int64(13) {
				if err := l.postOne(benchBatch(101+i, MaxLines, benchAccounts)); err != nil {
					b.Fatal(err)
				}
			}
			var records int64
			for b.Loop() {
				r, err := l.Verify(ctx, county, nil)
				if err != nil || !r.OK {
					b.Fatal(err, r.Findings)
				}
				records += r.Entries
			}
			b.Logf("%d records/s", records*int64(time.Second)/int64(b.Elapsed()))
		})
	}
}

const benchAccounts = 2000 // individual accounts beside the hot bank account

func benchBooks(b *testing.B, d *db.DB) *Ledger {
	l := books(b, d)
	err := d.InCounty(ctx, county, func(tx *db.Tx) error {
		for i := range int64(benchAccounts) {
			if err := l.OpenAccountIn(ctx, tx, maker, hands, account(ResidentPension.Account(1000+i), Liability, false)); err != nil {
				return err
			}
		}
		return nil
	})
	must(b, err)
	fill(b, l, 1, 1<<50)
	return l
}

func benchBatch(id int64, n int, accounts int64) Batch {
	lines := make([]Line, n)
	for i := range lines {
		k := (int64(i)*7919 + id) % accounts
		lines[i] = Line{Debit: ResidentPension.Account(1000 + k), Credit: bank, Amount: 16300, Kind: Post, Code: "resident-pension.basic",
			Cause: "payment:7001234567890", Plan: "f3a1c2d4e5f60718", Inputs: `{"account":1862000,"paid_months":180}`}
	}
	return batch(id, lines...)
}

func (l *Ledger) postOne(b Batch) error {
	_, err := l.Post(ctx, maker, b)
	return err
}

// insertOne stores the same rows without checking or hashing anything: the triggers and constraints still work.
func (l *Ledger) insertOne(b Batch) error {
	return l.db.InCounty(ctx, county, func(tx *db.Tx) error {
		head, err := lockHead(ctx, tx, county)
		if err != nil {
			return err
		}
		slices.SortStableFunc(b.Lines, func(x, y Line) int { return int(x.Debit - y.Debit) })
		leaf := make([]byte, tlog.HashSize)
		rows := make([]transferRow, len(b.Lines))
		for i, x := range b.Lines {
			rows[i] = transferRow{county: int64(county), seq: head.size + int64(i), batch: b.ID, line: int64(i), fund: int64(b.Fund),
				debit: int64(x.Debit), credit: int64(x.Credit), amount: int64(x.Amount), kind: int64(Post), code: x.Code, cause: x.Cause,
				plan: x.Plan, inputs: x.Inputs, period: int64(b.Period), valueDate: "2026-03-10", postedAt: head.at, leaf: leaf}
		}
		end := head.size + int64(len(rows))
		records := []db.Statement{newBatch(&batchRow{county: int64(county), id: b.ID, seq: end, firstSeq: head.size, fund: int64(b.Fund), kind: b.Kind,
			requestHash: leaf, lines: int64(len(rows)), total: int64(len(rows)) * 16300, maker: b.Maker, checker: b.Checker, cause: b.Cause,
			period: int64(b.Period), postedAt: head.at, leaf: leaf}), movedHead(county, headRow{end + 1, head.frontier, head.at})}
		if len(rows) == 1 {
			records = append([]db.Statement{newTransfer(&rows[0])}, records...)
		} else if err := addTransfers(ctx, tx, rows, func(int) {}); err != nil {
			return err
		}
		return tx.ExecAll(ctx, records)
	})
}
