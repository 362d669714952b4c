package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// BenchmarkVerify reads an export as a county's months make it: reservations in full batches, each posted by the bank's answer, with plan
// and inputs on every line, every order with its answer. Records are those of the log: leaves recomputed, books replayed.
func BenchmarkVerify(b *testing.B) {
	const runs, people = 1, 8 * ledger.MaxLines
	w := newWorld(b, testkit.SQLite(b))
	w.post(fund, "voucher", "voucher:1", march, ledger.Line{Debit: bankAcc, Credit: income, Amount: 1 << 50, Kind: ledger.Post})
	var orders [][]int64
	plan := "6e0af9e5e2ad1586212e37772edd87baf3e590267dc2059ca017fd5f314d8037"
	for run := int64(1); run <= runs; run++ {
		cause := fmt.Sprintf("run:%d", run)
		var settle [][]ledger.Line
		var lines [][3]int64
		for chunk := range int64(people / ledger.MaxLines) {
			pend := make([]ledger.Line, ledger.MaxLines)
			for i := range pend {
				id := 816112582173014272 + run*1_000_000 + chunk*ledger.MaxLines + int64(i)
				amount := 19600 + id%977
				pend[i] = ledger.Line{Debit: expense, Credit: bankAcc, Amount: moneyFen(amount), Kind: ledger.Pending, Code: "resident-pension.basic",
					Cause: fmt.Sprintf("payment:%d/2026-03", id), Plan: plan, Inputs: `{"age":71,"born":"1954-08","month":"2026-03","years":15}`}
				lines = append(lines, [3]int64{id, amount, unanswered})
			}
			r := w.post(fund, "payment-run", cause, march, pend...)
			paid := make([]ledger.Line, len(pend))
			for i := range pend {
				paid[i] = ledger.Line{Kind: ledger.PostPending, Ref: r.Seqs[i], Code: pend[i].Code, Cause: pend[i].Cause}
			}
			settle = append(settle, paid)
		}
		order := w.document(ledger.PaymentOrder, run, lines)
		for i := range lines {
			lines[i][2] = wasPaid
		}
		answer := w.document(ledger.BankAnswer, run, lines)
		for _, l := range lines {
			orders = append(orders, []int64{int64(county), run, l[0], l[1], order, answer, wasPaid})
		}
		for _, paid := range settle {
			w.post(fund, "bank-return", cause, march, paid...)
		}
	}
	dir := w.export(func(o *[][]int64) { *o = orders })
	m, err := readManifest(dir)
	must(b, err)
	t, _ := m.file("transfer.txt")
	b.SetBytes(t.bytes)
	b.ReportAllocs()
	leaves := leafSizes(b, dir)
	var records, own, kernel, bare int64
	var elapsed time.Duration
	for b.Loop() {
		user, sys := cpu(b)
		now := time.Now()
		r, err := check(dir, options{lang: "en", max: 10, progress: func(int64, int64) {}})
		must(b, err)
		if !r.OK {
			b.Fatalf("%+v", r.Findings)
		}
		elapsed += time.Since(now)
		u, k := cpu(b)
		records, own, kernel = records+r.Records, own+u-user+k-sys, kernel+k-sys
		bareOnEachCore(leaves)
		user, sys = cpu(b)
		bare += user - u + sys - k
	}
	b.ReportMetric(float64(records)/elapsed.Seconds(), "records/s")
	b.ReportMetric(float64(own)/float64(records), "cpu-ns/record")
	b.ReportMetric(float64(kernel)/float64(records), "of-it-kernel-ns")
	b.ReportMetric(float64(bare)/float64(records), "bare-ns/record")
	b.ReportMetric(float64(own)/float64(bare), "of-bare")
	for _, f := range m.files {
		b.Logf("%s: %d records, %d bytes", f.name, f.records, f.bytes)
	}
}

// leafSizes gives the length of each leaf of the transfers: what cannot be spared.
func leafSizes(b *testing.B, dir string) []int {
	c := &chunk{table: transferTable}
	raw, err := os.ReadFile(filepath.Join(dir, "transfer.txt"))
	must(b, err)
	raw = append(raw, make([]byte, room)...)
	c.buf = raw[len(header(transferTable)) : len(raw)-room]
	c.lines = bytes.Count(c.buf, []byte{'\n'})
	c.parse(nil)
	sizes := make([]int, c.n)
	for i := range sizes {
		sizes[i] = 1 + len(leafTag) + 1
		for k, col := range transferTable.columns {
			switch {
			case !col.leaf:
			case col.kind == 't':
				sizes[i] += 4 + len(c.record(i).b(k))
			default:
				sizes[i] += 8
			}
		}
	}
	return sizes
}

// bareOnEachCore shares the work of [hashBare] among the cores, as the program does: two threads of one core slow each other down.
func bareOnEachCore(leaves []int) {
	var all sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for i := range n {
		all.Go(func() { hashBare(leaves[len(leaves)*i/n : len(leaves)*(i+1)/n]) })
	}
	all.Wait()
}

// hashBare does what nobody can leave out: SHA-256 over bytes of each leaf's length, and over one node of the tree for each.
func hashBare(leaves []int) {
	var bytes [1 << 13]byte
	for i, size := range leaves {
		bytes[1] = byte(i)
		sum := sha256.Sum256(bytes[:size])
		copy(bytes[1:], sum[:])
		sum = sha256.Sum256(bytes[:65])
		copy(bytes[33:], sum[:])
	}
}

// cpu is the processor time used so far by the program and by the system for it, in nanoseconds: what it costs, whoever else is at work.
func cpu(b *testing.B) (user, system int64) {
	var u syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return u.Utime.Nano(), u.Stime.Nano()
}
