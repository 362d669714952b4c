package bank

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/testkit"
	"renshe/money"
)

// eachStatement gives the test each format of a statement.
func eachStatement(t *testing.T, test func(t *testing.T, f StatementFormat)) {
	t.Helper()
	all, err := StatementFormats()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 6 {
		t.Fatalf("%d formats", len(all))
	}
	for _, f := range all {
		t.Run(f.Name, func(t *testing.T) { test(t, f) })
	}
}

func drawStatement(r *rapid.T, f StatementFormat) Statement {
	day := civil.DateOf(2026, 3, 1)
	s := Statement{Format: f.Name, Account: "430725-resident-pension", ID: "ST-7", From: day, To: day + civil.Date(rapid.IntRange(0, 5).Draw(r, "days"))}
	b := Balance{Opening: money.Fen(rapid.Int64Range(-1<<40, 1<<40).Draw(r, "opening"))}
	text := rapid.SampledFrom([]string{"", "", "7", "RS430725-9", "凭证12", "A<&>\"B"})
	for i := range rapid.IntRange(0, 12).Draw(r, "movements") {
		m := Movement{Line: int64(i + 1), Day: s.From + civil.Date(rapid.IntRange(0, int(s.To-s.From)).Draw(r, "on")), Amount: money.Fen(rapid.Int64Range(1, 1<<40).Draw(r, "fen")),
			Order: text.Draw(r, "order"), Voucher: text.Draw(r, "voucher"), Batch: text.Draw(r, "batch"), Ref: text.Draw(r, "ref"),
			Purpose: rapid.SampledFrom([]Purpose{"", Allocation, Receipt, Interest, Fee, Payout}).Draw(r, "purpose")}
		if rapid.IntRange(0, 4).Draw(r, "back") == 0 {
			m.Purpose, m.Back = Returned, true
		}
		if rapid.Bool().Draw(r, "out") {
			m.Amount = -m.Amount
			b.Debits -= m.Amount
		} else {
			b.Credits += m.Amount
		}
		s.Movements = append(s.Movements, m)
	}
	if b.Closing = b.Opening + b.Credits - b.Debits; f.Balances {
		s.Balance = &b
	}
	return s
}

// What any format writes, it reads as the same statement.
func TestStatementIdentity(t *testing.T) {
	eachStatement(t, func(t *testing.T, f StatementFormat) {
		rapid.Check(t, func(r *rapid.T) {
			want := drawStatement(r, f)
			content, _, err := WriteStatement(f.Name, want)
			if err != nil {
				r.Fatal(err)
			}
			got, err := ReadStatement(content)
			if err != nil {
				r.Fatal(err)
			}
			for i := range got.Movements {
				got.Movements[i].Line = int64(i + 1)
			}
			if !reflect.DeepEqual(got, want) {
				r.Fatalf("got  %+v\nwant %+v", got, want)
			}
		})
	})
}

func sampleStatement(f StatementFormat) Statement {
	day := civil.DateOf(2026, 3, 9)
	s := Statement{Account: "430725-resident-pension", ID: "ST-7", From: day, To: day + 1, Movements: []Movement{
		{Day: day, Amount: -29695, Order: "11", Batch: "RS430725-9", Ref: "L1", Purpose: Payout},
		{Day: day, Amount: 5000000, Voucher: "77", Ref: "L2", Purpose: Allocation},
		{Day: day + 1, Amount: 29695, Order: "11", Ref: "L3", Purpose: Returned, Back: true}}}
	if f.Balances {
		s.Balance = &Balance{Opening: 100000, Credits: 5029695, Debits: 29695, Closing: 5100000}
	}
	return s
}

// A byte that is changed is refused, or changes nothing that money hangs on: amounts, days' sums and balances stay as they were said.
func TestEveryByteOfAStatement(t *testing.T) {
	eachStatement(t, func(t *testing.T, f StatementFormat) {
		content, _, err := WriteStatement(f.Name, sampleStatement(f))
		if err != nil {
			t.Fatal(err)
		}
		step := 1
		if f.Extension == "xlsx" {
			step = 17 // a workbook is opened for each
		}
		want, err := ReadStatement(content)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(content); i += step {
			damaged := bytes.Clone(content)
			damaged[i] ^= 1
			got, err := ReadStatement(damaged)
			if err != nil {
				continue
			}
			in, out := got.sums()
			wantIn, wantOut := want.sums()
			if (in != wantIn || out != wantOut || !reflect.DeepEqual(got.Balance, want.Balance)) && f.Balances {
				t.Errorf("byte %d (%q): %+v is taken", i, content[max(0, i-20):i+1], got)
			}
		}
		for _, cut := range []int{0, 1, len(content) / 4, len(content) / 2, len(content) - 3} {
			if _, err := ReadStatement(content[:cut]); err == nil {
				t.Errorf("%d bytes of %d are taken", cut, len(content))
			}
		}
	})
}

func TestWrongStatementsAreRefused(t *testing.T) {
	csv, err := statementNamed("bank-csv")
	if err != nil {
		t.Fatal(err)
	}
	whole, _, err := WriteStatement("bank-csv", sampleStatement(csv))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, from, to string
		want           error
	}{
		{"a wrong count", "合计,3", "合计,4", WrongTotal}, {"a wrong closing balance", ",51000.00\r\n", ",51000.01\r\n", WrongTotal},
		{"a wrong running balance", "-19", "-19", nil}, {"another day", "2026-03-09,,296.95", "2026-03-12,,296.95", Malformed},
		{"in and out at once", "2026-03-09,,296.95", "2026-03-09,1.00,296.95", Malformed}, {"a fraction of a fen", ",,296.95", ",,296.955", Malformed},
		{"a negative amount", ",,296.95", ",,-296.95", Malformed}, {"a float", ",,296.95", ",,2.9695e2", Malformed}, {"too much", ",,296.95", ",,99999999999999999999.95", Malformed},
		{"no such day", "2026-03-09,,", "2026-02-30,,", Malformed}, {"a hole in the numbers", "\r\n2,", "\r\n3,", Malformed},
	} {
		damaged := strings.Replace(string(whole), c.from, c.to, 1)
		_, err := ReadStatement([]byte(damaged))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v\n%s", c.name, err, damaged)
		}
	}
	for name, content := range map[string]string{"nothing": "", "text": "hello", "a payment": "RENSHE-PAY|1", "html": "<html></html>", "a zip": "PK\x03\x04",
		"entities": `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&a;</Document>`} {
		if _, err := ReadStatement([]byte(content)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func statementNamed(name string) (StatementFormat, error) {
	all, err := StatementFormats()
	for _, f := range all {
		if f.Name == name {
			return f, nil
		}
	}
	return StatementFormat{}, errors.Join(err, errors.New(name))
}

// libxml2 finds the messages as the definitions want them.
func TestStatementsFitTheirDefinition(t *testing.T) {
	lint, err := exec.LookPath("xmllint")
	testkit.Need(t, "xmllint (libxml2-utils)", err == nil)
	for _, name := range []string{"camt.053", "camt.054"} {
		f, err := statementNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		content, _, err := WriteStatement(name, sampleStatement(f))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "statement.xml")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(lint, "--noout", "--schema", "schema/"+name+".001.08.xsd", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// The bank's answer to a run, as it writes it elsewhere, is a statement too: one entry with a detail for each order.
func TestDetailsAreMovements(t *testing.T) {
	p := Payment{PaymentHeader: header(t), Orders: some(5)}
	content, _, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	given, err := Practice{Simulation: Simulation{Seed: 1, Opening: 1 << 40, Credits: 700, Value: p.Created}, Format: "camt.053"}.Answer(content)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadStatement(given.Files[0].Content)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Movements) != 6 || s.Movements[0].Batch != p.Batch() || s.Movements[0].Order != "1" && s.Movements[0].Order == "" || s.Movements[5].Amount != 700 {
		t.Errorf("%+v", s)
	}
}

func TestStatementPractice(t *testing.T) {
	day := civil.DateOf(2026, 3, 2)
	var truth []Movement
	for i := range 2000 {
		truth = append(truth, Movement{Day: day + civil.Date(i%20), Amount: -money.Fen(1000 + i)})
	}
	p := StatementPractice{Seed: 3, Account: "A", From: day, To: day + 29, Opening: 1 << 40, Format: "bank-csv", Missing: 100, Doubled: 100, Changed: 100, Delayed: 100, Foreign: 100}
	got, err := p.Give(truth)
	if err != nil {
		t.Fatal(err)
	}
	last := p.Opening
	lines := 0
	for _, s := range got.Statements {
		if s.Balance.Opening != last {
			t.Errorf("%s begins with %s after %s", s.ID, s.Balance.Opening, last)
		}
		last, lines = s.Balance.Closing, lines+len(s.Movements)
	}
	if want := 2000 - got.Faults["missing"] + got.Faults["doubled"] + got.Faults["foreign"]; lines != want || got.Movements != want || last != got.Closing {
		t.Errorf("%d lines, %d told, want %d", lines, got.Movements, want)
	}
	for _, what := range StatementFaults {
		if n := got.Faults[what]; n < 5 || n > 50 {
			t.Errorf("%d %s of 2000", n, what)
		}
	}
	again, err := p.Give(truth)
	if err != nil || !reflect.DeepEqual(got, again) {
		t.Errorf("another answer the second time (%v)", err)
	}
}

func TestBadFormsAreRefused(t *testing.T) {
	good, err := statementFiles.ReadFile("statements/bank-csv.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"money: yuan", "money: dollar"}, {"{is: closing}", "{is: closed}"}, {"kind: delimited", "kind: guess"},
		{"{says: 利息, is: interest}", "{says: 利息, is: gift}"}, {"{says: 利息, is: interest}", "{says: 拨付, is: interest}"}, {"- {is: in, title: 收入}\n", ""}} {
		if _, err := parseForm("x.yaml", bytes.Replace(good, []byte(c[0]), []byte(c[1]), 1)); !errors.Is(err, BadAdapter) {
			t.Errorf("%s: %v", c[1], err)
		}
	}
}
