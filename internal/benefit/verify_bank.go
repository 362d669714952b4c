package benefit

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"

	"renshe/internal/bank"
	"renshe/internal/words"
	"renshe/money"
)

var (
	saysAccount = words.Text{Zh: "与银行文件里的收款账号不符", En: "it is not the account that the bank file pays to"}
	saysLogged  = words.Text{Zh: "与账本日志里的原始凭证不符", En: "it is not the document that stands in the log"}
	saysOwner   = words.Text{Zh: "与收款人不符", En: "it is not the payee's"}
)

// answer opens the bank's answer and holds its stored totals against its content, and the books' balance of that moment against the books.
func (v *verifier) answer(ctx context.Context, r Run) error {
	f, found, err := fileRow(ctx, v.tx, r, answerFile, true)
	if err != nil {
		return err
	}
	record := strconv.FormatInt(r.ID, 10) + "/" + answerFile
	content, opened := v.b.box.Unseal(f.content, fileBound(r, answerFile))
	if !found || opened != nil {
		v.add("payment_file", record, "content", "", "", saysFileItself)
		v.answered = false
		return nil
	}
	v.returned = map[int64]string{}
	sum, err := bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error {
		if !a.Paid() {
			v.returned[a.ID] = a.Reason
		}
		return nil
	})
	if err != nil {
		v.add("payment_file", record, "content", "", err.Error(), saysFileItself)
		return nil
	}
	v.bank = &sum
	v.same("payment_file", record, []column{{"digest", sum.Digest, f.digest}, {"orders", count(sum.Answers), count(f.orders)},
		{"total_fen", fen(sum.PaidFen + sum.ReturnedFen), fen(f.total)}, {"paid", count(sum.Paid), count(f.paid)},
		{"paid_fen", fen(sum.PaidFen), fen(f.paidFen)}, {"returned", count(sum.Returned), count(f.returned)},
		{"returned_fen", fen(sum.ReturnedFen), fen(f.returnedFen)}, {"statement", sum.Statement, f.statement},
		{"closing_fen", fen(sum.Balance.Closing), fen(f.closing)},
		{"opening_fen", fen(sum.Balance.Opening), fen(f.opening)}, {"credits_fen", fen(sum.Balance.Credits), fen(f.credits)},
		{"debits_fen", fen(sum.Balance.Debits), fen(f.debits)}, {"value_date", sum.Value.String(), f.day}}, saysFileItself)
	if err := v.logged(ctx, r, f, record, content); err != nil {
		return err
	}
	return v.balance(ctx, r, record, f)
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// balance adds up what the bank account's transfers made of it until the answer came in. Runs follow each other, so each adds only what
// came after the one before.
func (v *verifier) balance(ctx context.Context, r Run, record string, f storedFile) error {
	account := int64(BooksOf(r.Kind).Bank)
	touched, err := touches(ctx, v.tx, r, account, f.bookSeq)
	if err != nil {
		return err
	}
	if !touched {
		v.add("payment_file", record, "book_seq", "", count(f.bookSeq), saysBooked)
		return nil
	}
	moved, err := movedBetween(ctx, v.tx, r, account, min(v.bookSeq, f.bookSeq), max(v.bookSeq, f.bookSeq))
	if err != nil {
		return err
	}
	if f.bookSeq < v.bookSeq {
		moved = -moved
	}
	v.book, v.bookSeq = v.book+moved, f.bookSeq
	v.same("payment_file", record, []column{{"book_fen", fen(v.book), fen(f.book)}}, saysBooked)
	return nil
}

// logged holds a bank file against its document in the log. A file of before the log kept files has none.
func (v *verifier) logged(ctx context.Context, r Run, f storedFile, record string, content []byte) error {
	d, err := v.b.document(ctx, v.tx, r, f.direction)
	if err != nil || d.Seq == 0 {
		return err
	}
	list, err := listed(f.direction, content)
	if err != nil {
		return err
	}
	v.same("payment_file", record, []column{{"digest", d.Digest.String(), f.digest}, {"orders", count(d.Lines), count(f.orders)},
		{"total_fen", fen(d.Total), fen(f.total)}, {"content", d.List.String(), list.String()}}, saysLogged)
	return nil
}

// ordered is what the payment file says of a payment.
type ordered struct {
	amount  money.Fen
	account string
}

// order holds every order of the payment file against its payment: the amount, and the account that it goes to.
func (v *verifier) order(ctx context.Context, r Run) error {
	f, found, err := fileRow(ctx, v.tx, r, orderFile, true)
	if err != nil {
		return err
	}
	record := strconv.FormatInt(r.ID, 10) + "/" + orderFile
	content, opened := v.b.box.Unseal(f.content, fileBound(r, orderFile))
	if !found || opened != nil {
		v.add("payment_file", record, "content", "", "", saysFileItself)
		return nil
	}
	orders := make(map[int64]ordered)
	sum, err := bank.ReadPayment(bytes.NewReader(content), func(o bank.Order) error {
		orders[o.ID] = ordered{o.Amount, o.Account}
		return nil
	})
	if err != nil {
		v.add("payment_file", record, "content", "", err.Error(), saysFileItself)
		return nil
	}
	columns := []column{{"digest", sum.Digest, f.digest}, {"orders", count(sum.Orders), count(f.orders)}, {"total_fen", fen(sum.Total), fen(f.total)},
		{"value_date", sum.Created.String(), f.day}, {"statement", "", f.statement}}
	for _, c := range []struct {
		name string
		fen  money.Fen
	}{{"paid", money.Fen(f.paid)}, {"paid_fen", f.paidFen}, {"returned", money.Fen(f.returned)}, {"returned_fen", f.returnedFen}, {"opening_fen", f.opening},
		{"credits_fen", f.credits}, {"debits_fen", f.debits}, {"closing_fen", f.closing}, {"book_fen", f.book}, {"book_seq", money.Fen(f.bookSeq)}} {
		columns = append(columns, column{c.name, fen(0), fen(c.fen)}) // an order has none of the answer's figures
	}
	v.same("payment_file", record, columns, saysFileItself)
	if err := v.logged(ctx, r, f, record, content); err != nil {
		return err
	}
	for after := int64(0); ; {
		page, err := orderedPage(ctx, v.tx, r, after, pageSize)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		if err := v.orders(ctx, r, page, orders); err != nil {
			return err
		}
		after = page[len(page)-1].id
	}
	for payment, o := range orders {
		v.payment(payment, "state", fen(o.amount), "", saysFile)
	}
	return nil
}

// orders compares a page of payments with their orders and takes these out. Numbers of accounts are not shown whole.
func (v *verifier) orders(ctx context.Context, r Run, page []orderedPayment, orders map[int64]ordered) error {
	ids := make([]int64, len(page))
	for i, p := range page {
		ids[i] = p.account
	}
	accounts, err := v.b.enrol.BankNumbersIn(ctx, v.tx, r.County, ids)
	if err != nil {
		return err
	}
	for _, p := range page {
		o, there := orders[p.id]
		delete(orders, p.id)
		a, known := accounts[p.account]
		switch {
		case !there || o.amount != p.total:
			v.payment(p.id, "total_fen", fen(o.amount), fen(p.total), saysFile)
		case !known || a.Number != "" && string(a.Number) != o.account:
			v.payment(p.id, "bank_account", "…"+tail(o.account), count(p.account), saysAccount)
		case a.Person != p.person:
			v.add("bank_account", count(p.account), "person", count(p.person), count(a.Person), saysOwner)
		}
	}
	return nil
}

// tail is what may be shown of an account's number.
func tail(number string) string { return number[max(0, len(number)-4):] }

// statements adds every stored reconciliation of a run up again, from the bank's answer and its own open items.
func (v *verifier) statements(ctx context.Context, r Run) error {
	all, err := reconciliations(ctx, v.tx, r)
	if err != nil {
		return err
	}
	if len(all) == 0 && r.State == Reconciled {
		v.add("reconciliation", count(r.ID), "*", "", "", saysStatement)
	}
	if v.bank == nil {
		return nil // the answer is named already
	}
	for i, s := range all {
		record := count(r.ID) + "/" + count(s.attempt)
		var items []Item
		if err := json.Unmarshal([]byte(s.detail), &items); err != nil {
			v.add("reconciliation", record, "detail", "", err.Error(), saysStatement)
			continue
		}
		sums := map[ItemKind]money.Fen{}
		for _, i := range items {
			sums[i.Kind] += i.Amount
		}
		difference := sums[Unexplained]
		if r.State == Reconciled && i == len(all)-1 {
			difference = 0 // or the run would not be finished
		}
		book := v.bank.Balance.Closing + sums[BookedLater] - sums[BankCredit] - sums[BankDebit] - difference
		v.same("reconciliation", record, []column{{"bank_fen", fen(v.bank.Balance.Closing), fen(s.bank)}, {"value_date", v.bank.Value.String(), s.day},
			{"difference_fen", fen(difference), fen(s.difference)}, {"pending_fen", fen(sums[StillPending]), fen(s.pending)},
			{"detail", fen(v.bank.ReturnedFen), fen(sums[DueAgain])}, {"book_fen", fen(book), fen(s.book)}}, saysStatement)
	}
	return nil
}
