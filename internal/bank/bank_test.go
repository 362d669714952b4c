package bank

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/money"
)

func header(t testing.TB) PaymentHeader {
	t.Helper()
	month, err := civil.ParseMonth("2026-03")
	if err != nil {
		t.Fatal(err)
	}
	return PaymentHeader{Run: 77, County: 430725, Account: "430725-resident-pension", Period: month, Created: month.FirstDay()}
}

func payment(t testing.TB, orders ...Order) ([]byte, PaymentSummary) {
	t.Helper()
	var b bytes.Buffer
	w, err := NewPaymentWriter(&b, header(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range orders {
		if err := w.Order(o); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), sum
}

func some(n int) []Order {
	orders := make([]Order, n)
	for i := range orders {
		orders[i] = Order{ID: int64(1000 + i), Amount: money.Fen(20000 + i), Account: fmt.Sprintf("62170000%08d", i), Name: "阿不都·王"}
	}
	return orders
}

func answerFile(t testing.TB, file []byte, s Simulation) []byte {
	t.Helper()
	answer, err := Simulate(file, s)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestPaymentRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		names := []string{"王建国", "欧阳 秀英", "阿依古丽·买买提", "O'Neil"}
		orders := make([]Order, rapid.IntRange(0, 40).Draw(rt, "orders"))
		var total money.Fen
		for i := range orders {
			orders[i] = Order{Line: int64(i + 1), ID: rapid.Int64Range(1, 1<<62).Draw(rt, "id"), Amount: money.Fen(rapid.Int64Range(1, 1<<40).Draw(rt, "fen")),
				Account: rapid.StringMatching(`[0-9]{8,32}`).Draw(rt, "account"), Name: rapid.SampledFrom(names).Draw(rt, "name")}
			total += orders[i].Amount
		}
		file, written := payment(t, orders...)
		var got []Order
		read, err := ReadPayment(bytes.NewReader(file), func(o Order) error { got = append(got, o); return nil })
		if err != nil {
			rt.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(orders) {
			rt.Fatalf("read %v, wrote %v", got, orders)
		}
		if read.Digest != written.Digest || read.Total != total || read.PaymentHeader != header(t) {
			rt.Fatalf("summary %+v, wrote %+v", read, written)
		}
	})
}

func TestWriterRefuses(t *testing.T) {
	good := Order{ID: 1, Amount: 1, Account: "62170000", Name: "王"}
	for name, spoil := range map[string]func(*Order){
		"separator in the name":                    func(o *Order) { o.Name = "王|建国" },
		"line feed in the name":                    func(o *Order) { o.Name = "王\n建国" },
		"no name":                                  func(o *Order) { o.Name = "" },
		"space before the name":                    func(o *Order) { o.Name = " 王" },
		"broken UTF-8":                             func(o *Order) { o.Name = "\xff" },
		"short account":                            func(o *Order) { o.Account = "1234567" },
		"letters of another script in the account": func(o *Order) { o.Account = "６２１７００００" },
		"nothing to pay":                           func(o *Order) { o.Amount = 0 },
		"less than zero":                           func(o *Order) { o.Amount = -1 },
		"no id":                                    func(o *Order) { o.ID = 0 },
	} {
		w, err := NewPaymentWriter(&bytes.Buffer{}, header(t))
		if err != nil {
			t.Fatal(err)
		}
		o := good
		spoil(&o)
		if err := w.Order(o); !errors.Is(err, Unwritable) {
			t.Errorf("%s: %v, want %s", name, err, Unwritable.Code)
		}
		if err := w.Order(good); err != nil {
			t.Errorf("%s: a good order afterwards: %v", name, err)
		}
	}
}

// TestEveryCutIsFound cuts a file at every byte.
func TestEveryCutIsFound(t *testing.T) {
	file, _ := payment(t, some(3)...)
	answer := answerFile(t, file, Simulation{Seed: 1, Opening: 1 << 40, Value: header(t).Created})
	for n := range file {
		if _, err := ReadPayment(bytes.NewReader(file[:n]), func(Order) error { return nil }); err == nil {
			t.Fatalf("a payment file cut at %d of %d was accepted", n, len(file))
		}
	}
	for n := range answer {
		if _, err := ReadReturn(bytes.NewReader(answer[:n]), func(Answer) error { return nil }); err == nil {
			t.Fatalf("a return file cut at %d of %d was accepted", n, len(answer))
		}
	}
}

// TestEveryFlipIsFound changes every byte.
func TestEveryFlipIsFound(t *testing.T) {
	file, _ := payment(t, some(3)...)
	answer := answerFile(t, file, Simulation{Seed: 1, Opening: 1 << 40, Value: header(t).Created})
	for n := range answer {
		spoilt := bytes.Clone(answer)
		spoilt[n] ^= 1
		if _, err := ReadReturn(bytes.NewReader(spoilt), func(Answer) error { return nil }); err == nil {
			t.Fatalf("a return file with byte %d changed was accepted", n)
		}
	}
}

// reseal puts a fitting digest under an edited text: somebody who edits a file on purpose.
func reseal(t testing.TB, text string) []byte {
	t.Helper()
	body := text[:strings.LastIndex(text, "S|")]
	var b bytes.Buffer
	o := newOutput(&b)
	o.hash.Write([]byte(body))
	digest, err := o.close()
	if err != nil {
		t.Fatal(err)
	}
	return []byte(body + "S|" + digest + "\n")
}

func TestReturnFaults(t *testing.T) {
	file, _ := payment(t, some(3)...)
	good := string(answerFile(t, file, Simulation{Seed: 1, Opening: 1 << 40, Value: header(t).Created}))
	replace := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the test's file has no %q:\n%s", old, good)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, c := range map[string]struct {
		text string
		want *fail.Fault
	}{
		"a payment file":     {string(file), WrongKind},
		"another version":    {replace("RENSHE-RET|1", "RENSHE-RET|2"), WrongKind},
		"amount changed":     {replace("|20001|", "|20002|"), WrongTotal},
		"count changed":      {replace("T|3|3|", "T|4|3|"), WrongTotal},
		"line left out":      {replace("R|2|1001|20001|ACSC|\n", ""), Malformed},
		"line twice":         {replace("R|2|", "R|1|"), Malformed},
		"leading zero":       {replace("R|2|1001|", "R|2|01001|"), Malformed},
		"reason with ACSC":   {replace("20001|ACSC|", "20001|ACSC|AC04"), Malformed},
		"RJCT, no reason":    {replace("20001|ACSC|", "20001|RJCT|"), Malformed},
		"field too many":     {replace("20001|ACSC|", "20001|ACSC||"), Malformed},
		"carriage returns":   {strings.ReplaceAll(good, "\n", "\r\n"), Malformed},
		"closing balance":    {replace(fmt.Sprint(1<<40-60003), fmt.Sprint(1<<40-60002)), WrongTotal},
		"no balance line":    {good[:strings.Index(good, "B|")] + good[strings.Index(good, "S|"):], Malformed},
		"something after it": {good + "x", Trailing},
		"empty":              {"", WrongKind},
		"impossible month":   {replace("|2026-03|", "|2026-13|"), Malformed},
		"a very long line":   {replace("20001|ACSC|", strings.Repeat("9", 2*maxLine)), Malformed},
	} {
		data := []byte(c.text)
		if c.want != Trailing && strings.Contains(c.text, "S|") {
			data = reseal(t, c.text)
		}
		_, err := ReadReturn(bytes.NewReader(data), func(Answer) error { return nil })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want.Code)
		}
	}
	digest := good[:len(good)-3] + "00\n"
	if _, err := ReadReturn(strings.NewReader(digest), func(Answer) error { return nil }); !errors.Is(err, WrongDigest) {
		t.Errorf("another digest: %v", err)
	}
}

func TestSimulate(t *testing.T) {
	file, sum := payment(t, some(2000)...)
	s := Simulation{Seed: 7, ClosedIn10000: 300, NameIn10000: 100, Opening: 1 << 40, Value: header(t).Created}
	answer := answerFile(t, file, s)
	if !bytes.Equal(answer, answerFile(t, file, s)) {
		t.Fatal("the same file and seed gave two answers")
	}
	reasons := map[string]int{}
	got, err := ReadReturn(bytes.NewReader(answer), func(a Answer) error { reasons[a.Reason]++; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if got.Payment != sum.Digest || got.PaidFen+got.ReturnedFen != sum.Total || got.Answers != sum.Orders {
		t.Fatalf("answer %+v to %+v", got, sum)
	}
	if c, n := reasons[ClosedAccount], reasons[NameMismatch]; c < 30 || c > 90 || n < 5 || n > 40 {
		t.Fatalf("of 2000, %d closed and %d names; the rates are 3 %% and 1 %%", c, n)
	}
	if got.Balance.Closing != s.Opening-got.PaidFen {
		t.Fatalf("balance %+v after %d paid", got.Balance, got.PaidFen)
	}
	s.Seed++
	if bytes.Equal(answer, answerFile(t, file, s)) {
		t.Fatal("another seed gave the same answer")
	}
}

func TestSimulateShortOfMoney(t *testing.T) {
	file, _ := payment(t, some(10)...)
	got, err := ReadReturn(bytes.NewReader(answerFile(t, file, Simulation{Opening: 45000, Value: header(t).Created})), func(a Answer) error {
		if a.Line <= 2 != a.Paid() {
			return fmt.Errorf("line %d: %q", a.Line, a.Reason)
		}
		return nil
	})
	if err != nil || got.Paid != 2 || got.Balance.Closing != 45000-40001 {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestReasonText(t *testing.T) {
	if ReasonText(ClosedAccount).Zh != "账户已销户" || !strings.Contains(ReasonText("ZZ99").En, "ZZ99") {
		t.Fatal(ReasonText(ClosedAccount), ReasonText("ZZ99"))
	}
}

// FuzzReadReturn holds that an accepted file is the only way to write its content.
func FuzzReadReturn(f *testing.F) {
	file, _ := payment(f, some(2)...)
	f.Add(answerFile(f, file, Simulation{Seed: 1, Opening: 1 << 40, Value: header(f).Created}))
	f.Add(answerFile(f, file, Simulation{Seed: 1, Value: header(f).Created}))
	f.Add([]byte("RENSHE-RET|1|"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// A random edit never keeps the digest: put a fitting one, so that the lines are what is tested.
		if bytes.Contains(data, []byte("S|")) {
			data = reseal(t, string(data))
		}
		var answers []Answer
		sum, err := ReadReturn(bytes.NewReader(data), func(a Answer) error { answers = append(answers, a); return nil })
		if err != nil {
			return
		}
		var again bytes.Buffer
		w, err := NewReturnWriter(&again, sum.ReturnHeader)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range answers {
			if err := w.Answer(a); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(sum.Balance); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Bytes(), data) {
			t.Fatalf("accepted %q but writes %q", data, again.Bytes())
		}
	})
}

// FuzzReadPayment holds the same for payment files.
func FuzzReadPayment(f *testing.F) {
	file, _ := payment(f, some(2)...)
	f.Add(file)
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("S|")) {
			data = reseal(t, string(data))
		}
		var orders []Order
		sum, err := ReadPayment(bytes.NewReader(data), func(o Order) error { orders = append(orders, o); return nil })
		if err != nil {
			return
		}
		var again bytes.Buffer
		w, err := NewPaymentWriter(&again, sum.PaymentHeader)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range orders {
			if err := w.Order(o); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Bytes(), data) {
			t.Fatalf("accepted %q but writes %q", data, again.Bytes())
		}
	})
}
