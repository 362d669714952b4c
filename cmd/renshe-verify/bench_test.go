package main

import (
	"fmt"
	"path/filepath"
	"syscall"
	"testing"

	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// BenchmarkVerify reads an export as a county's months make it: reservations in full batches, each posted by the bank's answer, with plan
// and inputs on every line, every order with its answer. Records are those of the log: leaves recomputed, books replayed.
func BenchmarkVerify(b *testing.B) {
	const runs, people = 1, 8 * ledger.MaxLines
	w := newWorld(b, testkit.SQLite(b))
	w.post(fund, "voucher", "voucher:1", march, ledger.Line{Debit: bankAcc, Credit: income, Amount: 1 << 50, Kind: ledger.Post})
	var orders [][]any
	var files [][]any
	plan := "6e0af9e5e2ad1586212e37772edd87baf3e590267dc2059ca017fd5f314d8037"
	for run := int64(1); run <= runs; run++ {
		cause := fmt.Sprintf("run:%d", run)
		var total int64
		for chunk := range int64(people / ledger.MaxLines) {
			pend := make([]ledger.Line, ledger.MaxLines)
			for i := range pend {
				id := 816112582173014272 + run*1_000_000 + chunk*ledger.MaxLines + int64(i)
				amount := 19600 + id%977
				total += amount
				pend[i] = ledger.Line{Debit: expense, Credit: bankAcc, Amount: moneyFen(amount), Kind: ledger.Pending, Code: "resident-pension.basic",
					Cause: fmt.Sprintf("payment:%d/2026-03", id), Plan: plan, Inputs: `{"age":71,"born":"1954-08","month":"2026-03","years":15}`}
				orders = append(orders, []any{int64(county), run, id, amount, int64(wasPaid)})
			}
			r := w.post(fund, "payment-run", cause, march, pend...)
			paid := make([]ledger.Line, len(pend))
			for i := range pend {
				paid[i] = ledger.Line{Kind: ledger.PostPending, Ref: r.Seqs[i], Code: pend[i].Code, Cause: pend[i].Cause}
			}
			w.post(fund, "bank-return", cause, march, paid...)
		}
		for i, direction := range []string{"order", "answer"} {
			files = append(files, []any{int64(county), run, direction, plan, int64(people), total, int64(i * people), int64(i) * total, int64(0), int64(0)})
		}
	}
	dir := w.export(func(o, f *[][]any) { *o, *f = orders, files })
	m, err := readManifest(dir)
	must(b, err)
	t, _ := m.file("transfer.txt")
	b.SetBytes(t.bytes)
	b.ReportAllocs()
	var records int64
	before := cpu(b)
	for b.Loop() {
		r, err := check(dir, options{lang: "en", max: 10, progress: func(int64, int64) {}})
		must(b, err)
		if !r.OK {
			b.Fatalf("%+v", r.Findings)
		}
		records += r.Records
	}
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(float64(cpu(b)-before)/float64(records), "cpu-ns/record")
	b.Logf("%s: %d records", filepath.Base(dir), m.size)
}

// cpu is the processor time used so far, in nanoseconds: what the program costs, whoever else is at work.
func cpu(b *testing.B) int64 {
	var u syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return u.Utime.Nano() + u.Stime.Nano()
}
