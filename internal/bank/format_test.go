package bank

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/internal/fail"
	"renshe/internal/testkit"
	"renshe/money"
)

// every gives the test each format that carries what fits asks for.
func every(t *testing.T, fits func(Format) bool, test func(t *testing.T, f Format)) {
	t.Helper()
	all, err := Formats()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range all {
		if fits(f) {
			n++
			t.Run(f.Name, func(t *testing.T) { test(t, f) })
		}
	}
	if n < 5 {
		t.Fatalf("%d formats, want the program's own, the messages and the adapters", n)
	}
}

var someNames = []string{"王建国", "欧阳 秀英", "阿依古丽·买买提", "O'Neil", "王，建国", "王“国”", "㐀𠀀", "<李&四>", "ＡＢＣ全角", "王　国", "A|", "王,\"国\"", "é"}

// drawPayment draws a batch; plain leaves out names that one format or the other cannot carry.
func drawPayment(rt *rapid.T, t testing.TB, plain bool) Payment {
	p := Payment{PaymentHeader: header(t)}
	p.Run = rapid.Int64Range(1, 1<<62).Draw(rt, "run")
	names := someNames
	if plain {
		names = names[:9] // without the wide space and the bar, which no file carries
	}
	for i := range rapid.IntRange(1, 20).Draw(rt, "orders") {
		p.Orders = append(p.Orders, Order{Line: int64(i + 1), ID: int64(i+1) + rapid.Int64Range(0, 1<<40).Draw(rt, "id")<<20,
			Amount: money.Fen(rapid.Int64Range(1, 1<<40).Draw(rt, "fen")), Account: rapid.StringMatching(`[0-9]{8,32}`).Draw(rt, "account"),
			Name: rapid.SampledFrom(names).Draw(rt, "name")})
	}
	return p
}

// TestPaymentIdentity: what any format writes, it reads as the same batch.
func TestPaymentIdentity(t *testing.T) {
	every(t, Paying, func(t *testing.T, f Format) {
		rapid.Check(t, func(rt *rapid.T) {
			p := drawPayment(rt, t, false)
			content, err := f.writePayment(p)
			if _, _, bad := p.Text(); errors.Is(bad, Unwritable) {
				if !errors.Is(err, Unwritable) {
					rt.Fatalf("%v, which the canonical text refuses", err)
				}
				return
			}
			if err != nil {
				rt.Fatal(err)
			}
			got, by, err := ReadAnyPayment(content)
			if err != nil || by.Name != f.Name {
				rt.Fatalf("read as %s: %v\n%s", by.Name, err, content)
			}
			if !reflect.DeepEqual(got, p) {
				rt.Fatalf("read %+v, wrote %+v", got, p)
			}
		})
	})
}

// answered draws what a bank says to a batch, with a balance.
func drawReport(rt *rapid.T, p Payment) Report {
	_, sum, err := p.Text()
	if err != nil {
		rt.Fatal(err)
	}
	r := Report{Batch: p.Batch(), Payment: sum.Digest, Account: p.Account, Statement: "ST-1", Value: p.Created + 1, RestCount: -1}
	var paid money.Fen
	for i, o := range p.Orders {
		a := Answer{Line: int64(i + 1), ID: o.ID, Amount: o.Amount, Reason: rapid.SampledFrom([]string{"", "", "AC01", "AC04", "AC06", "BE01", "AM04", "MS03"}).Draw(rt, "reason")}
		if a.Paid() {
			paid += o.Amount
		}
		r.Answers = append(r.Answers, a)
	}
	open, in := money.Fen(rapid.Int64Range(-1000, 1<<50).Draw(rt, "opening")), money.Fen(rapid.Int64Range(0, 1<<30).Draw(rt, "credits"))
	other := money.Fen(rapid.Int64Range(0, 1<<20).Draw(rt, "fees"))
	r.Balance = &Balance{open, in, paid + other, open + in - paid - other}
	return r
}

// statement is the report's balance as the day's statement.
func statement(t interface{ Fatal(...any) }, p Payment, r Report) []byte {
	r.Answers = nil
	s, err := writeCamt(camt053, p.PaymentHeader, r)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAnswerIdentity: the same answer is the same canonical content from every format, with the day's statement where the format has no
// balance. camt tells paid payments only, so the returned ones come from the status report.
func TestAnswerIdentity(t *testing.T) {
	every(t, Answering, func(t *testing.T, f Format) {
		rapid.Check(t, func(rt *rapid.T) {
			p := drawPayment(rt, t, true)
			r := drawReport(rt, p)
			order, _, err := p.Text()
			if err != nil {
				rt.Fatal(err)
			}
			want, err := writeReturnText(p.PaymentHeader, r)
			if err != nil {
				rt.Fatal(err)
			}
			content, err := f.writeReport(p.PaymentHeader, r)
			if err != nil {
				rt.Fatal(err)
			}
			files := [][]byte{content}
			if strings.HasPrefix(f.Name, "camt") {
				status, err := writePain002(p.PaymentHeader, r)
				if err != nil {
					rt.Fatal(err)
				}
				files = [][]byte{status, content}
			}
			if !f.Balances {
				files = append(files, statement(rt, p, r))
			}
			got, err := Assemble(order, files...)
			if err != nil {
				rt.Fatalf("%v\n%s", err, content)
			}
			a, err1 := ContentDigest(want)
			b, err2 := ContentDigest(got)
			if err1 != nil || err2 != nil || a != b {
				rt.Fatalf("%v %v\n%s\nwant\n%s", err1, err2, got, want)
			}
		})
	})
}

// xmllint checks a message against our definition with a schema processor that is not ours.
func xmllint(t *testing.T, name string, content []byte) error {
	t.Helper()
	_, err := exec.LookPath("xmllint")
	testkit.Need(t, "xmllint (package libxml2-utils)", err == nil)
	file := filepath.Join(t.TempDir(), "m.xml")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("xmllint", "--noout", "--nonet", "--schema", filepath.Join("schema", name+".xsd"), file).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// fixture is a batch and what a bank said to it.
func fixture(t testing.TB) (Payment, Report) {
	p := Payment{PaymentHeader: header(t), Orders: some(4)}
	for i := range p.Orders {
		p.Orders[i].Line = int64(i + 1)
	}
	_, sum, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	r := Report{Batch: p.Batch(), Payment: sum.Digest, Account: p.Account, Statement: "ST-1", Value: p.Created + 1, RestCount: -1}
	for i, o := range p.Orders {
		r.Answers = append(r.Answers, Answer{Line: int64(i + 1), ID: o.ID, Amount: o.Amount, Reason: []string{"", "AC04", "", "BE01"}[i]})
	}
	r.Balance = &Balance{100000, 500, 40002 + 7, 100000 + 500 - 40002 - 7}
	return p, r
}

func messages(t testing.TB) map[string][]byte {
	p, r := fixture(t)
	out := map[string][]byte{}
	for name, write := range map[string]func() ([]byte, error){
		pain001: func() ([]byte, error) { return writePain001(p) },
		pain002: func() ([]byte, error) { return writePain002(p.PaymentHeader, r) },
		camt053: func() ([]byte, error) { return writeCamt(camt053, p.PaymentHeader, r) },
		camt054: func() ([]byte, error) {
			r := r
			r.Answers = []Answer{{ID: 5, Amount: 7, Reason: "AC04", Late: true, On: r.Value - 90}, {ID: 6, Amount: 8}}
			return writeCamt(camt054, p.PaymentHeader, r)
		},
	} {
		content, err := write()
		if err != nil {
			t.Fatal(name, err)
		}
		out[name] = content
	}
	return out
}

func read(name string, content []byte) error {
	if name == pain001 {
		_, err := readPain001(content)
		return err
	}
	_, err := ReadReport(content)
	return err
}

// TestMessagesFitTheirDefinition: the program's own reading and libxml2 agree that what we write fits.
func TestMessagesFitTheirDefinition(t *testing.T) {
	for name, content := range messages(t) {
		if err := read(name, content); err != nil {
			t.Errorf("%s: %v\n%s", name, err, content)
		}
		if err := xmllint(t, name, content); err != nil {
			t.Errorf("%s: %v\n%s", name, err, content)
		}
	}
}

// TestWhatSchemasRefuseIsRefused: of many ways to spoil a message, what libxml2 refuses the program refuses too.
func TestWhatSchemasRefuseIsRefused(t *testing.T) {
	refused := 0
	for name, content := range messages(t) {
		lines := bytes.SplitAfter(content, []byte("\n"))
		for i := 2; i < len(lines)-1; i += 3 {
			for _, spoil := range []func() []byte{
				func() []byte { return bytes.Join(append(append([][]byte{}, lines[:i]...), lines[i+1:]...), nil) },
				func() []byte { return bytes.Join(append(append([][]byte{}, lines[:i+1]...), lines[i:]...), nil) },
				func() []byte {
					l := bytes.Join(lines, nil)
					return bytes.Replace(l, lines[i], append(bytes.Clone(lines[i+1]), lines[i]...), 1)
				},
				func() []byte {
					return bytes.Replace(content, lines[i], bytes.ReplaceAll(lines[i], []byte("Id>"), []byte("Xx>")), 1)
				},
			} {
				spoilt := spoil()
				if xmllint(t, name, spoilt) == nil {
					continue
				}
				refused++
				if read(name, spoilt) == nil {
					t.Errorf("%s: libxml2 refuses it, we do not:\n%s", name, spoilt)
				}
			}
		}
	}
	if refused < 100 {
		t.Errorf("only %d spoilt messages were refused", refused)
	}
}

// TestHostileMessages: what no bank sends.
func TestHostileMessages(t *testing.T) {
	good := messages(t)
	change := func(name, old, new string) []byte {
		if !bytes.Contains(good[name], []byte(old)) {
			t.Fatalf("%s has no %q:\n%s", name, old, good[name])
		}
		return bytes.Replace(good[name], []byte(old), []byte(new), 1)
	}
	head := `<?xml version="1.0" encoding="UTF-8"?>`
	for what, c := range map[string]struct {
		name    string
		content []byte
		want    *fail.Fault
	}{
		"document type":        {pain001, change(pain001, head, head+`<!DOCTYPE Document SYSTEM "http://127.0.0.1/x.dtd">`), Malformed},
		"entity":               {pain001, change(pain001, head, head+`<!DOCTYPE d [<!ENTITY a "9"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`), Malformed},
		"unknown entity":       {pain001, change(pain001, "阿不都", "&b;"), Malformed},
		"stylesheet":           {pain001, change(pain001, head, head+`<?xml-stylesheet href="x"?>`), Malformed},
		"byte order mark":      {pain002, append([]byte("\xef\xbb\xbf"), good[pain002]...), Malformed},
		"other encoding":       {pain001, change(pain001, "UTF-8", "GBK"), Malformed},
		"UTF-16":               {pain001, []byte("\xff\xfe<\x00?\x00"), UnknownFormat},
		"broken UTF-8":         {pain001, change(pain001, "阿不都", "\xff\xfe"), Malformed},
		"comment in a text":    {pain001, change(pain001, "200.00</InstdAmt>", "200<!-- -->.00</InstdAmt>"), Malformed},
		"other namespace":      {pain001, change(pain001, "pain.001.001.09", "pain.001.001.03"), UnknownFormat},
		"element twice":        {pain001, change(pain001, "<PmtMtd>TRF</PmtMtd>", "<PmtMtd>TRF</PmtMtd><PmtMtd>TRF</PmtMtd>"), Malformed},
		"attribute twice":      {pain001, change(pain001, `Ccy="CNY"`, `Ccy="CNY" Ccy="CNY"`), Malformed},
		"other currency":       {pain001, change(pain001, `Ccy="CNY">200.00`, `Ccy="USD">200.00`), WrongCurrency},
		"third decimal":        {pain001, change(pain001, ">200.00</InstdAmt>", ">200.001</InstdAmt>"), Malformed},
		"exponent":             {pain001, change(pain001, ">200.00</InstdAmt>", ">2e2</InstdAmt>"), Malformed},
		"negative":             {pain001, change(pain001, ">200.00</InstdAmt>", ">-200.00</InstdAmt>"), Malformed},
		"control sum":          {pain001, change(pain001, "<CtrlSum>800.06", "<CtrlSum>800.07"), WrongTotal},
		"count":                {pain001, change(pain001, "<NbOfTxs>4", "<NbOfTxs>5"), WrongTotal},
		"long id":              {pain001, change(pain001, "<MsgId>", "<MsgId>"+strings.Repeat("x", 36)), Malformed},
		"other account":        {pain001, change(pain001, "6217000000000000", "6217000000000001"), WrongDigest},
		"two payments, one id": {pain001, change(pain001, "<EndToEndId>1001", "<EndToEndId>1000"), Malformed},
		"not final":            {pain002, change(pain002, "<TxSts>ACSC", "<TxSts>ACSP"), NotFinal},
		"status count":         {pain002, change(pain002, "<DtldNbOfTxs>2", "<DtldNbOfTxs>3"), WrongTotal},
		"closing balance":      {camt053, change(camt053, "604.91", "604.92"), WrongTotal},
		"entry sum":            {camt053, change(camt053, `<Amt Ccy="CNY">400.02`, `<Amt Ccy="CNY">400.03`), WrongTotal},
		"cut off":              {camt053, good[camt053][:len(good[camt053])/2], Malformed},
		"two roots":            {camt054, append(bytes.Clone(good[camt054]), good[camt054][len(head):]...), Malformed},
		"something after":      {camt054, append(bytes.Clone(good[camt054]), "x"...), Malformed},
		"very deep":            {pain001, change(pain001, "<PmtMtd>", strings.Repeat("<PmtMtd>", 100)), Malformed},
		"very long text":       {pain001, change(pain001, "阿不都", strings.Repeat("阿", 5000)), Malformed},
	} {
		var err error
		if c.name == pain001 {
			_, _, err = ReadAnyPayment(c.content)
		} else {
			_, err = ReadReport(c.content)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", what, err, c.want.Code)
		}
	}
	deep := bytes.Replace(good[camt053], []byte("</Domn>"), []byte("</Domn><Prtry><Cd>x</Cd></Prtry>"), 1)
	if err := read(camt053, deep); err != nil {
		t.Errorf("a bank's own transaction code: %v", err)
	}
	inside := strings.Repeat("<a>", 50) + strings.Repeat("</a>", 50)
	if err := read(camt053, bytes.Replace(good[camt053], []byte("<Tp>"), []byte("<Tp>"+inside), 1)); !errors.Is(err, Malformed) {
		t.Errorf("nested fifty deep: %v", err)
	}
}
