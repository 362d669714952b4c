package bank

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"renshe/internal/fail"
	"renshe/money"
)

func practise(t testing.TB, orders int, format string, p Practice) (order []byte, out Injected) {
	t.Helper()
	order, sum := payment(t, some(orders)...)
	if p.Opening == 0 {
		p.Opening = sum.Total + 12345
	}
	p.Value, p.Format = header(t).Created+3, format
	out, err := p.Answer(order)
	if err != nil {
		t.Fatal(err)
	}
	return order, out
}

// take assembles what the bank gave and reads it against the orders, as whoever takes it in does.
func take(order []byte, files ...[]byte) (ReturnSummary, map[string]int64, error) {
	found := map[string]int64{}
	content, err := Assemble(order, files...)
	if err != nil {
		return ReturnSummary{}, found, err
	}
	open := map[int64]money.Fen{}
	if _, err := ReadPayment(bytes.NewReader(order), func(o Order) error { open[o.ID] = o.Amount; return nil }); err != nil {
		return ReturnSummary{}, found, err
	}
	seen := map[int64]bool{}
	sum, err := ReadReturn(bytes.NewReader(content), func(a Answer) error {
		f, ours := open[a.ID]
		switch {
		case !ours:
			found["foreign"]++
		case seen[a.ID]:
			found["repeated"]++
		case f != a.Amount:
			found["changed"]++
		}
		seen[a.ID] = true
		return nil
	})
	for id := range open {
		if !seen[id] {
			found["missing"]++
		}
	}
	return sum, found, err
}

func answersOf(out Injected, kinds ...string) (files [][]byte) {
	for _, kind := range kinds {
		for _, f := range out.Files {
			if f.Kind == kind {
				files = append(files, f.Content)
			}
		}
	}
	return files
}

// tells says whether a format can tell what became of every order by itself; a statement tells only what left the account.
func tells(f Format) bool { return f.Answers && f.Name != "camt.053" && f.Name != "camt.054" }

// TestPracticeBankIsRead: in every format the practice bank's answer is read as what it decided.
func TestPracticeBankIsRead(t *testing.T) {
	every(t, tells, func(t *testing.T, f Format) {
		p := Practice{Simulation: Simulation{Seed: 7, ClosedIn10000: 300, NameIn10000: 200, Credits: 777}, Frozen: 100, Reordered: 10000, Twice: 10000, Again: "pain.002"}
		order, out := practise(t, 600, f.Name, p)
		sum, found, err := take(order, answersOf(out, "answer", "statement")...)
		if err != nil || len(found) > 0 {
			t.Fatal(err, found)
		}
		if sum.Paid != out.Paid || sum.PaidFen != out.PaidFen || sum.Returned != out.Returned || sum.Balance.Closing != out.Closing || out.Returned == 0 {
			t.Errorf("read %+v, the bank did %+v", sum, out)
		}
		if out.Faults["reordered"] != 1 || out.Faults["twice"] != 1 {
			t.Errorf("injected %v", out.Faults)
		}
		_, again := practise(t, 600, f.Name, p)
		for i, f := range out.Files {
			if f.Format != "xlsx" && again.Files[i].Digest != f.Digest {
				t.Errorf("the same seed gave another file %s", f.Name)
			}
		}
		// The same answer in another format is the same answer.
		files := answersOf(out, "again", "statement")
		if len(answersOf(out, "statement")) == 0 {
			batch, _, err := ReadAnyPayment(order)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, statement(t, batch, Report{Statement: "other", Account: batch.Account, Value: header(t).Created + 3, Balance: &sum.Balance}))
		}
		first, err1 := Assemble(order, answersOf(out, "answer", "statement")...)
		second, err2 := Assemble(order, files...)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		a, err1 := ContentDigest(first)
		b, err2 := ContentDigest(second)
		if err := errors.Join(err1, err2); err != nil || a != b {
			t.Errorf("the repeated answer is another one: %v", err)
		}
	})
}

// TestEveryInjectedFaultIsFound: nothing that the practice bank does wrong is taken in.
func TestEveryInjectedFaultIsFound(t *testing.T) {
	every(t, tells, func(t *testing.T, f Format) {
		for what, p := range map[string]Practice{
			"missing": {Missing: 100}, "repeated": {Repeated: 100}, "foreign": {Foreign: 100}, "changed": {Changed: 100},
			"wrong-sum": {WrongSum: 10000}, "truncated": {Truncated: 10000},
		} {
			p.Seed = 3
			order, out := practise(t, 400, f.Name, p)
			if out.Faults[what] == 0 {
				t.Errorf("%s: nothing was injected", what)
			}
			_, found, err := take(order, answersOf(out, "answer", "statement")...)
			switch {
			case err != nil && fail.KindOf(err) == fail.Internal:
				t.Errorf("%s: %v", what, err)
			case err == nil && len(found) == 0:
				t.Errorf("%s: taken in", what)
			case err == nil && found[what] != out.Faults[what]:
				t.Errorf("%s: found %v, injected %v", what, found, out.Faults)
			}
		}
	})
}

// TestLateReturns: what comes back months later is told by itself, alike in every format, and is refused as a run's answer.
func TestLateReturns(t *testing.T) {
	digests := map[string]bool{}
	every(t, tells, func(t *testing.T, f Format) {
		order, out := practise(t, 500, f.Name, Practice{Simulation: Simulation{Seed: 5, ClosedIn10000: 100}, Late: 200})
		files := answersOf(out, "late")
		if len(files) != 1 || out.Faults["late"] == 0 {
			t.Fatalf("late returns: %v", out.Faults)
		}
		l, err := ReadLate(430725, files[0])
		if err != nil || int64(len(l.Lines)) != out.Faults["late"] || l.Value != (header(t).Created+3).AddMonths(3) || l.Lines[0].On != l.Value {
			t.Fatalf("%v: %+v", err, l)
		}
		digests[l.Digest] = true
		text, err := l.Text()
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadLate(430725, text)
		if err != nil || !reflect.DeepEqual(again, l) {
			t.Errorf("its canonical text is read as %+v, %v", again, err)
		}
		if _, err := ReadLate(430726, files[0]); f.Name != Canonical && f.Name != "pain.002" && !errors.Is(err, OtherBatch) {
			t.Errorf("another county takes it: %v", err)
		}
		if _, err := ReadLate(430725, answersOf(out, "answer")[0]); !errors.Is(err, NoLate) {
			t.Errorf("a run's answer as a late return: %v", err)
		}
		other, _ := payment(t, some(900)[500:]...)
		if _, err := Assemble(other, files[0]); err == nil {
			t.Error("late returns of another batch were taken in as a run's answer")
		}
		// Before the run is settled, what came back is simply returned.
		if _, found, err := take(order, append(answersOf(out, "answer", "statement"), files[0])...); err != nil && !errors.Is(err, TwoBalances) || len(found) > 0 {
			t.Errorf("answer and late returns together: %v %v", found, err)
		}
	})
	if len(digests) != 1 {
		t.Errorf("the same late returns have %d canonical digests", len(digests))
	}
	mixed, r := fixture(t)
	r.Answers[0].Late, r.Answers[0].Reason = true, "AC04"
	if _, err := writeReturnOrLate(mixed.PaymentHeader, r); !errors.Is(err, Unwritable) {
		t.Errorf("answers and late returns in one canonical text: %v", err)
	}
}

// TestStatementsTellReturns: a statement in which a payment went out and came back, and one whose money came from elsewhere.
func TestStatementsTellReturns(t *testing.T) {
	p, r := fixture(t)
	r.Answers = append(r.Answers[:0:0], Answer{ID: 1000, Amount: 20000}, Answer{ID: 1000, Amount: 20000, Reason: "AC04", Late: true, On: r.Value})
	r.Balance = &Balance{100000, 20000, 20000, 100000}
	content, err := writeCamt(camt053, p.PaymentHeader, r)
	if err != nil {
		t.Fatal(err)
	}
	order, _, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	assembled, err := Assemble(order, content)
	if err != nil {
		t.Fatal(err)
	}
	got, err := readReturnText(assembled)
	if err != nil || len(got.Answers) != 1 || got.Answers[0].Reason != "AC04" {
		t.Fatalf("%v %+v", err, got)
	}
	interest := bytes.ReplaceAll(content, []byte("<EndToEndId>1000<"), []byte("<EndToEndId>NOTPROVIDED<"))
	if r, err := ReadReport(interest); err != nil || len(r.Answers) != 0 {
		t.Errorf("movements of others: %v %+v", err, r.Answers)
	}
}

// TestExceptionsOnly: a bank that lists exceptions, or nothing at all, means all others.
func TestExceptionsOnly(t *testing.T) {
	p, r := fixture(t)
	order, _, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	day := statement(t, p, r)
	full, err := writePain002(p.PaymentHeader, r)
	if err != nil {
		t.Fatal(err)
	}
	listed := r
	listed.Answers = []Answer{r.Answers[1], r.Answers[3]}
	listed.Ordered = &Totals{4, 80006}
	only, err := writePain002(p.PaymentHeader, listed)
	if err != nil {
		t.Fatal(err)
	}
	counted := bytes.Replace(only, []byte("  </OrgnlGrpInfAndSts>"),
		[]byte("   <NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>ACSC</DtldSts><DtldCtrlSum>400.02</DtldCtrlSum></NbOfTxsPerSts>\n  </OrgnlGrpInfAndSts>"), 1)
	want, err := Assemble(order, full, day)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Assemble(order, counted, day)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := ContentDigest(want)
	b, _ := ContentDigest(got)
	if a == "" || a != b {
		t.Errorf("exceptions only:\n%s\nall:\n%s", got, want)
	}
	if _, err := Assemble(order, bytes.Replace(counted, []byte("<DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>ACSC"), []byte("<DtldNbOfTxs>3</DtldNbOfTxs><DtldSts>ACSC"), 1), day); !errors.Is(err, WrongTotal) {
		t.Errorf("another number of the rest: %v", err)
	}
	for name, files := range map[string]struct {
		files [][]byte
		want  *fail.Fault
	}{
		"no statement":         {[][]byte{full}, NoBalance},
		"two statements":       {[][]byte{full, day, statement(t, p, Report{Statement: "x", Value: r.Value, Balance: &Balance{1, 0, 0, 1}})}, TwoBalances},
		"nothing":              {nil, NoBalance},
		"another batch":        {[][]byte{bytes.Replace(full, []byte("RS430725-77<"), []byte("RS430725-78<"), 1), day}, OtherBatch},
		"another order":        {[][]byte{bytes.Replace(full, []byte("sha256:"), []byte("sha256:0"), 1), day}, OtherBatch},
		"another account":      {[][]byte{full, bytes.Replace(day, []byte(p.Account), []byte("430725-other"), 1)}, OtherBatch},
		"contradicting reason": {[][]byte{full, bytes.Replace(full, []byte("BE01"), []byte("AC06"), 1), day}, Contradiction},
		"other control sum":    {[][]byte{bytes.Replace(full, []byte("<OrgnlCtrlSum>800.06"), []byte("<OrgnlCtrlSum>800.05"), 1), day}, WrongTotal},
		"not a bank's file":    {[][]byte{[]byte("hello")}, UnknownFormat},
		"the order":            {[][]byte{messages(t)[pain001]}, WrongKind},
	} {
		if _, err := Assemble(order, files.files...); !errors.Is(err, files.want) {
			t.Errorf("%s: %v, want %s", name, err, files.want.Code)
		}
	}
}

func TestReasons(t *testing.T) {
	for code := range reasons {
		r := ReasonOf(code)
		if !isReason(code) || r.Title.Zh == "" || r.Title.En == "" || r.Next.Zh == "" || r.Next.En == "" || r.Retry != (r.Remedy == TryAgain) {
			t.Errorf("%s: %+v", code, r)
		}
	}
	if r := ReasonOf("ZZ99"); r.Retry || r.Remedy != AskBank || r.Next.En == "" {
		t.Errorf("an unknown code: %+v", r)
	}
}

// TestAnyByteChanged changes and cuts every byte of small files. With a digest in the file or a checksum on it, everything is found. In
// the others a change is refused, or leaves who is paid how much as it was.
func TestAnyByteChanged(t *testing.T) {
	p, r := fixture(t)
	order, _, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	money := func(x Report) string {
		s := fmt.Sprint(x.Rest, x.Balance)
		for _, a := range x.Answers {
			s += fmt.Sprint(" ", a.ID, a.Amount, a.Paid())
		}
		return s
	}
	exact := map[string]bool{Canonical: true, "fixed-gb18030": true, "xlsx": true}
	every(t, Answering, func(t *testing.T, f Format) {
		good, err := f.writeReport(p.PaymentHeader, r)
		if err != nil {
			t.Fatal(err)
		}
		want, err := ReadReport(good)
		if err != nil {
			t.Fatal(err)
		}
		day := statement(t, p, r)
		step := 1 + len(good)/3000
		for at := 0; at < len(good); at += step {
			for _, spoilt := range [][]byte{append(append(bytes.Clone(good[:at]), good[at]^1), good[at+1:]...), good[:at]} {
				got, err := ReadReport(spoilt)
				if err != nil || reflect.DeepEqual(got, want) {
					continue
				}
				// It is held against the orders and the day's statement, too.
				files := [][]byte{spoilt}
				if !f.Balances {
					files = append(files, day)
				}
				_, found, err := take(order, files...)
				if exact[f.Name] {
					t.Fatalf("byte %d of %d: read as %+v", at, len(good), got)
				}
				if err == nil && len(found) == 0 && money(got) != money(want) {
					t.Fatalf("byte %d of %d: read as %s, was %s", at, len(good), money(got), money(want))
				}
			}
		}
	})
	every(t, Paying, func(t *testing.T, f Format) {
		good, err := f.writePayment(p)
		if err != nil {
			t.Fatal(err)
		}
		step := 1 + len(good)/3000
		for at := 0; at < len(good); at += step {
			for _, spoilt := range [][]byte{append(append(bytes.Clone(good[:at]), good[at]^1), good[at+1:]...), good[:at]} {
				got, _, err := ReadAnyPayment(spoilt)
				if err != nil || reflect.DeepEqual(got, p) {
					continue
				}
				if exact[f.Name] || f.Name == "pain.001" {
					t.Fatalf("byte %d of %d: read as %+v", at, len(good), got)
				}
				a, err1 := got.totals()
				b, err2 := p.totals()
				if a != b || err1 != nil || err2 != nil {
					t.Fatalf("byte %d of %d: totals %v, were %v", at, len(good), a, b)
				}
			}
		}
	})
}

// FuzzReadReport: no content makes a reader panic, and what is read can be said again in the canonical text.
func FuzzReadReport(f *testing.F) {
	p, r := fixture(f)
	all, err := Formats()
	if err != nil {
		f.Fatal(err)
	}
	for _, format := range all {
		if format.Answers {
			content, err := format.writeReport(p.PaymentHeader, r)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(content)
		}
	}
	order, _, err := p.Text()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := ReadReport(content)
		if err != nil {
			if fail.KindOf(err) == fail.Internal {
				t.Fatalf("%v", err)
			}
			return
		}
		if l, err := ReadLate(430725, content); err == nil {
			if _, err := l.Text(); err != nil {
				t.Fatal(err)
			}
		}
		if back, err := Assemble(order, content); err == nil && r.Format != Canonical {
			if _, err := readReturnText(back); err != nil {
				t.Fatalf("%v\n%s", err, back)
			}
		}
	})
}

// FuzzReadAnyPayment: what is read as a batch is written again as the same batch.
func FuzzReadAnyPayment(f *testing.F) {
	p, _ := fixture(f)
	all, err := Formats()
	if err != nil {
		f.Fatal(err)
	}
	for _, format := range all {
		if format.Pays {
			content, err := format.writePayment(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		p, format, err := ReadAnyPayment(content)
		if err != nil {
			if fail.KindOf(err) == fail.Internal {
				t.Fatalf("%v", err)
			}
			return
		}
		again, err := format.writePayment(p)
		if err != nil {
			t.Fatalf("read %+v, which cannot be written: %v", p, err)
		}
		if got, _, err := ReadAnyPayment(again); err != nil || !reflect.DeepEqual(got, p) {
			t.Fatalf("%v: %+v, was %+v", err, got, p)
		}
	})
}
