package story

import (
	"bytes"
	"net/http"
	"slices"
	"testing"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/money"
)

// wrong is an answer of the bank that must be refused.
type wrong struct {
	name    string
	content []byte
	status  int
	words   string
}

// rich is a paying account that covers every order; nothing is known of the books here.
const rich = money.Fen(1 << 50)

// wrongAnswers are all the ways in which a bank's answer is not this run's.
func wrongAnswers(t testing.TB, order []byte) []wrong {
	t.Helper()
	day := civil.DateOf(2026, 3, 2)
	answer := func(order []byte) []byte {
		a, err := bank.Simulate(order, bank.Simulation{Seed: 1, Opening: rich, Value: day})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	good := answer(order)
	lines := bytes.SplitAfter(good, []byte("\n"))
	flipped := slices.Clone(good)
	at := bytes.Index(flipped, []byte("|ACSC|")) - 1
	flipped[at] = '0' + (flipped[at]-'0'+1)%10
	const bad = http.StatusUnprocessableEntity
	return []wrong{
		{"absent", nil, bad, "要填"},
		{"the order itself", order, bad, "应以 RENSHE-RET 开头"},
		{"cut off between lines", bytes.Join(lines[:len(lines)/2], nil), bad, "不完整"},
		{"cut off within a line", good[:len(good)/2], bad, "银行文件"},
		{"cut off before its digest", bytes.Join(lines[:len(lines)-2], nil), bad, "不完整"},
		{"changed by hand", flipped, bad, "银行文件"},
		{"followed by more", append(slices.Clone(good), "R|1\n"...), bad, "结束行之后还有内容"},
		{"twice the same", append(slices.Clone(good), good...), bad, "结束行之后还有内容"},
		{"of another run", answer(reordered(t, order, func(h *bank.PaymentHeader, o *bank.Order) bool { h.Run++; return true })), bad, "另一个批次"},
		{"of another month", answer(reordered(t, order, func(h *bank.PaymentHeader, o *bank.Order) bool { h.Period++; return true })), bad, "另一个批次"},
		{"of another county", answer(reordered(t, order, func(h *bank.PaymentHeader, o *bank.Order) bool { h.County++; return true })), bad, "另一个批次"},
		{"to another order", answer(reordered(t, order, func(h *bank.PaymentHeader, o *bank.Order) bool { return o.Line != 1 })), bad, "摘要不同"},
		{"short of one", reanswered(t, good, func(a *bank.Answer) int { return min(1, int(a.Line)-1) }), bad, "缺 1 笔"},
		{"one twice", reanswered(t, good, func(a *bank.Answer) int { return max(1, 3-int(a.Line)) }), bad, "重复"},
		{"one fen more", reanswered(t, good, func(a *bank.Answer) int {
			if a.Line == 2 {
				a.Amount++
			}
			return 1
		}), bad, "与代发金额"},
		{"of a stranger", reanswered(t, good, func(a *bank.Answer) int {
			if a.Line == 2 {
				a.ID = 7
			}
			return 1
		}), bad, "不在本批次内"},
	}
}

// reordered writes an order again, changed: whole, with fitting totals and digest, and false.
func reordered(t testing.TB, order []byte, change func(*bank.PaymentHeader, *bank.Order) bool) []byte {
	t.Helper()
	var orders []bank.Order
	sum, err := bank.ReadPayment(bytes.NewReader(order), func(o bank.Order) error { orders = append(orders, o); return nil })
	if err != nil {
		t.Fatal(err)
	}
	h, kept := sum.PaymentHeader, []bank.Order{}
	for i, o := range orders {
		was := h
		if change(&h, &o) {
			kept = append(kept, o)
		}
		if i > 0 {
			h = was // the header is changed once
		}
	}
	var out bytes.Buffer
	w, err := bank.NewPaymentWriter(&out, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range kept {
		if err := w.Order(o); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// reanswered writes an answer again, each line as often as change says, with fitting totals and digest.
func reanswered(t testing.TB, answer []byte, change func(*bank.Answer) int) []byte {
	t.Helper()
	var answers []bank.Answer
	sum, err := bank.ReadReturn(bytes.NewReader(answer), func(a bank.Answer) error { answers = append(answers, a); return nil })
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := bank.NewReturnWriter(&out, sum.ReturnHeader)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range answers {
		for range change(&a) {
			if err := w.Answer(a); err != nil {
				t.Fatal(err)
			}
		}
	}
	paid := w.Totals().PaidFen
	if _, err := w.Close(bank.Balance{Opening: rich, Debits: paid, Closing: rich - paid}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
