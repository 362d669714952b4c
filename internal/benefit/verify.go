package benefit

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// What a finding of the cross-check says.
var (
	saysBooked     = words.Text{Zh: "与账上的分录不符", En: "it differs from its transfer in the books"}
	saysUnbooked   = words.Text{Zh: "账上没有对应的分录", En: "the books have no transfer for it"}
	saysTooMany    = words.Text{Zh: "账上多出没有依据的分录", En: "the books have a transfer that no payment asks for"}
	saysPolicy     = words.Text{Zh: "与按政策重新计算的结果不符", En: "it differs from what the policy gives again"}
	saysSum        = words.Text{Zh: "与各月明细的合计不符", En: "it differs from the sum of its months"}
	saysDecision   = words.Text{Zh: "与待遇核定不符", En: "it differs from the decision"}
	saysFile       = words.Text{Zh: "与银行文件不符", En: "it differs from the bank file"}
	saysState      = words.Text{Zh: "与发放状态不符", En: "it differs from the payment's state"}
	saysDue        = words.Text{Zh: "与已发放的月份不符", En: "it differs from the months that are paid"}
	saysStatement  = words.Text{Zh: "余额调节表的数不相符", En: "the reconciliation statement does not add up"}
	saysFileItself = words.Text{Zh: "留存的银行文件被改动", En: "the stored bank file was changed"}
)

// Verify compares every payment with what proves it: its transfers in the ledger (amount, plan, inputs, and whether they were posted or
// voided), the bank files, its own lines, and the policy computed again. The ledger's own verification must hold too: this one
// trusts it. progress may be nil. An error means that something could not be read.
func (b *Benefits) Verify(ctx context.Context, county civil.County, progress func(done, total int64)) ([]ledger.Finding, error) {
	var found []ledger.Finding
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		found, err = b.VerifyIn(ctx, tx, county, progress)
		return err
	})
	return found, err
}

// VerifyIn is Verify inside a snapshot that the ledger's verification shares.
func (b *Benefits) VerifyIn(ctx context.Context, tx *db.Tx, county civil.County, progress func(done, total int64)) ([]ledger.Finding, error) {
	v := &verifier{b: b, tx: tx, county: county, decisions: map[civil.Date]*plans{}, found: []ledger.Finding{}}
	var all []Run
	for _, k := range Kinds() {
		of, err := runs(ctx, tx, county, k, 1<<30)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	var done, total int64
	for _, r := range all {
		total += int64(r.chunks)
	}
	if err := v.entitlements(ctx); err != nil {
		return nil, err
	}
	if err := v.lateReturns(ctx); err != nil {
		return nil, err
	}
	if err := v.withdrawals(ctx); err != nil {
		return nil, err
	}
	err := wrongDue(ctx, tx, county, func(entitlement int64, expected, actual civil.Month) {
		v.add("entitlement", strconv.FormatInt(entitlement, 10), "due_from", expected.String(), actual.String(), saysDue)
	})
	if err != nil {
		return nil, err
	}
	err = wrongDrawn(ctx, tx, county, func(d wrongDay) {
		v.add("pension_entry", strconv.FormatInt(d.person, 10)+"/"+d.period.String()+"/"+string(enrolment.PaidOut), "on_date", d.expected, d.actual, saysFile)
	})
	if err != nil {
		return nil, err
	}
	for i, r := range all {
		if i == 0 || all[i-1].Kind != r.Kind {
			v.book, v.bookSeq = 0, 0 // another account at the bank
		}
		if err := v.open(ctx, r); err != nil {
			return nil, err
		}
		for chunk := 1; chunk <= r.chunks && len(v.found) < ledger.MaxFindings; chunk++ {
			if err := v.chunk(ctx, r, chunk); err != nil {
				return nil, err
			}
			if done++; progress != nil {
				progress(done, total)
			}
		}
		if err := v.whole(ctx, r); err != nil {
			return nil, err
		}
	}
	return v.found, v.changes(ctx)
}

type verifier struct {
	b         *Benefits
	tx        *db.Tx
	county    civil.County
	decisions map[civil.Date]*plans
	plans     *plans // of the run that is looked at
	returned  map[int64]string
	answered  bool
	bank      *bank.ReturnSummary // what the bank's answer says; nil without one that can be read
	book      money.Fen           // what is posted to the bank account up to bookSeq
	bookSeq   int64
	late      map[int64]lateRow                   // what came back after it had been paid, by payment
	less      map[int64]map[civil.Month]money.Fen // what is set off of months that are paid
	first     map[monthOf]paidAgain               // its months, as they were paid first
	named     map[int64]bool                      // payments of the run that a finding names
	found     []ledger.Finding
}

func (v *verifier) add(table, record, column, expected, actual string, what words.Text) {
	if len(v.found) < ledger.MaxFindings {
		v.found = append(v.found, ledger.Finding{Table: table, Record: record, Column: column, Expected: expected, Actual: actual, What: what})
	}
}

// entitlements computes every decision's account part again.
func (v *verifier) entitlements(ctx context.Context) error {
	for after := int64(0); ; {
		page, err := entitlementPage(ctx, v.tx, v.county, after, pageSize)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, e := range page {
			after = e.ID
			p := v.decisions[e.KnownOn]
			if p == nil {
				p = v.b.plansOf(v.county, e.KnownOn)
				v.decisions[e.KnownOn] = p
			}
			again, err := p.decide(Grant{Person: e.Person, Kind: e.Kind, Start: e.Start, AsOf: e.AsOf, KnownOn: e.KnownOn, Inputs: e.Inputs})
			record := strconv.FormatInt(e.ID, 10)
			switch {
			case err != nil:
				v.add("entitlement", record, "inputs", "", err.Error(), saysPolicy)
			case again.Plan != e.Plan:
				v.add("entitlement", record, "plan", again.Plan, e.Plan, saysPolicy)
			case again.AccountPart != e.AccountPart:
				v.add("entitlement", record, "account_fen", fen(again.AccountPart), fen(e.AccountPart), saysPolicy)
			}
		}
	}
}

func fen(f money.Fen) string { return strconv.FormatInt(int64(f), 10) }

// open gets ready for a run: its law, and what the bank said.
func (v *verifier) open(ctx context.Context, r Run) error {
	v.plans, v.returned, v.answered, v.bank, v.named = v.b.plansOf(v.county, r.KnownOn), nil, r.State.Reached(Answered), nil, map[int64]bool{}
	if v.answered {
		return v.answer(ctx, r)
	}
	return nil
}

// whole looks at what a run has once, after its lines: the payment file, the sums of lines, the statement. A payment of which a line
// is named already is not named twice.
func (v *verifier) whole(ctx context.Context, r Run) error {
	if r.State.Reached(Filed) {
		if err := v.order(ctx, r); err != nil {
			return err
		}
	}
	wrong, err := wrongSums(ctx, v.tx, r)
	if err != nil {
		return err
	}
	for _, w := range wrong {
		v.payment(w.payment, w.column, fen(w.expected), fen(w.actual), saysSum)
	}
	err = wrongLive(ctx, v.tx, r, func(payment int64, month civil.Month, expected, actual string) {
		if !v.named[payment] {
			v.add("payment_line", strconv.FormatInt(payment, 10)+"/"+month.String(), "live", expected, actual, saysState)
		}
	})
	if err != nil {
		return err
	}
	return v.statements(ctx, r)
}

// payment adds a finding about a payment, unless one names it already.
func (v *verifier) payment(id int64, column, expected, actual string, what words.Text) {
	if !v.named[id] {
		v.named[id] = true
		v.add("payment", strconv.FormatInt(id, 10), column, expected, actual, what)
	}
}

type column struct{ name, expected, actual string }

func (v *verifier) same(table, record string, columns []column, what words.Text) bool {
	for _, c := range columns {
		if c.expected != c.actual {
			v.add(table, record, c.name, c.expected, c.actual, what)
			return false
		}
	}
	return true
}

// chunk holds the lines of a chunk against its ledger batches and against the policy.
func (v *verifier) chunk(ctx context.Context, r Run, chunk int) error {
	all, err := entries(ctx, v.tx, r, chunk, Ready, Returned)
	if err != nil {
		return err
	}
	reserved, err := bookedLines(ctx, v.tx, r, r.batchID(pendKind, chunk))
	if err != nil {
		return err
	}
	settled, err := bookedLines(ctx, v.tx, r, r.batchID(settleKind, chunk))
	if err != nil {
		return err
	}
	at, err := v.step(ctx, r, chunk, len(all) > 0, len(reserved) > 0, len(settled) > 0)
	if err != nil || at == stepPrepared && len(reserved) == 0 {
		return err // nothing of it has been booked, and nothing says so
	}
	bySeq := make(map[int64]booked, len(settled))
	for _, s := range settled {
		bySeq[s.ref] = s
	}
	a := BooksOf(r.Kind)
	byCause := make(map[string]booked, len(reserved))
	for _, t := range reserved {
		byCause[part(t.cause, t.debit)] = t
	}
	for _, e := range all {
		if e.state == Ready {
			e.state = at.stands()
		}
		before := len(v.found)
		if v.entry(a, e, byCause, bySeq) {
			v.recompute(r.Kind, e)
		}
		v.named[e.payment] = v.named[e.payment] || len(v.found) > before
	}
	for _, t := range byCause {
		v.add("transfer", strconv.FormatInt(t.seq, 10), "*", "", fen(t.amount), saysTooMany)
	}
	return nil
}

// step holds a chunk's step against what the books have of it, and gives the one to go on with: that of the books, unless they have nothing.
func (v *verifier) step(ctx context.Context, r Run, chunk int, paying, reserved, settled bool) (step, error) {
	at, err := stepOf(ctx, v.tx, r, chunk)
	if err != nil && !db.IsNoRows(err) {
		return at, err
	}
	booked := stepPrepared
	switch {
	case settled:
		booked = stepSettled
	case reserved:
		booked = stepPended
	}
	if paying && at != booked {
		v.add("payment_chunk", strconv.FormatInt(r.ID, 10)+"/"+strconv.Itoa(chunk), "step", string(booked), string(at), saysBooked)
	}
	if booked == stepPrepared {
		return at, nil
	}
	return booked, nil
}

func part(cause string, debit ledger.AccountID) string { return cause + " " + debit.String() }

// entry compares a line with its transfers and takes them out of byCause; false when a finding says enough.
func (v *verifier) entry(a Accounts, e entry, byCause map[string]booked, bySeq map[int64]booked) bool {
	record := strconv.FormatInt(e.payment, 10) + "/" + e.month.String()
	good := true
	for _, p := range []struct {
		debit  ledger.AccountID
		column string
		amount money.Fen
		plan   string
	}{{a.Basic, "basic_fen", e.basic, e.plan}, {a.Account, "account_fen", e.accountPart, e.accountPlan}} {
		key := part(e.cause(), p.debit)
		t, there := byCause[key]
		delete(byCause, key)
		if !there {
			if p.amount != 0 {
				v.add("payment_line", record, p.column, "", fen(p.amount), saysUnbooked)
				good = false
			}
			continue
		}
		plan := column{"plan", t.plan, p.plan}
		columns := []column{{p.column, fen(t.amount), fen(p.amount)}, plan, {"inputs", t.inputs, e.inputs}}
		if p.column == "account_fen" && t.plan != p.plan {
			v.add("entitlement", strconv.FormatInt(e.entitlement, 10), "plan", t.plan, p.plan, saysBooked)
			columns[1] = column{}
		}
		good = v.same("payment_line", record, columns, saysBooked) && good
		good = v.settlement(e, t, bySeq) && good
	}
	return good
}

// settlement asks whether a reservation was posted or voided as the payment's state and the bank's answer say.
func (v *verifier) settlement(e entry, t booked, bySeq map[int64]booked) bool {
	done, settled := bySeq[t.seq]
	if t.kind != int64(ledger.Pending) {
		v.kind(t, ledger.Pending)
		return false
	}
	if settled && done.kind != int64(ledger.PostPending) && done.kind != int64(ledger.Void) {
		v.kind(done, ledger.PostPending, ledger.Void)
		return false
	}
	state := Pending
	switch {
	case settled && done.kind == int64(ledger.PostPending):
		state = Paid
	case settled:
		state = Returned
	}
	is := state
	if _, back := v.late[e.payment]; back && state == Paid {
		is = Returned
	}
	if is != e.state {
		v.payment(e.payment, "state", string(is), string(e.state), saysBooked)
		return false
	}
	if state == Paid && done.amount != t.amount {
		v.add("transfer", strconv.FormatInt(done.seq, 10), "amount_fen", fen(t.amount), fen(done.amount), saysBooked)
		return false
	}
	if v.answered && settled && (v.returned[e.payment] != "") != (state == Returned) {
		v.payment(e.payment, "state", v.returned[e.payment], string(state), saysFile)
		return false
	}
	return true
}

// kind names a transfer of a kind that a run never posts.
func (v *verifier) kind(t booked, want ...ledger.Kind) {
	v.add("transfer", strconv.FormatInt(t.seq, 10), "kind", fmt.Sprint(want), strconv.FormatInt(t.kind, 10), saysBooked)
}

// recompute asks the policy again, as it was known on the run's day.
func (v *verifier) recompute(k Kind, e entry) {
	record := strconv.FormatInt(e.payment, 10) + "/" + e.month.String()
	if was, again := v.first[monthOf{e.entitlement, e.month}]; again && was.payment < e.payment {
		v.same("payment_line", record, []column{{"basic_fen", fen(was.basic), fen(e.basic)}, {"account_fen", fen(was.account), fen(e.accountPart)},
			{"plan", was.plan, e.plan}, {"inputs", was.inputs, e.inputs}, {"person", strconv.FormatInt(e.person, 10), strconv.FormatInt(e.linePerson, 10)}}, saysFirst)
		return
	}
	basic, hash, err := v.plans.amount(k, e.month, parseInputs(e.inputs))
	if errors.Is(err, BadGrant) {
		v.add("payment_line", record, "inputs", "", e.inputs, saysPolicy)
		return
	}
	switch {
	case err != nil:
		v.add("payment_line", record, "plan", err.Error(), e.plan, saysPolicy)
	case hash != e.plan:
		v.add("payment_line", record, "plan", hash, e.plan, saysPolicy)
	case basic-v.less[e.entitlement][e.month] != e.basic:
		v.add("payment_line", record, "basic_fen", fen(basic-v.less[e.entitlement][e.month]), fen(e.basic), saysPolicy)
	case e.accountPart != e.accountDue:
		v.add("payment_line", record, "account_fen", fen(e.accountDue), fen(e.accountPart), saysDecision)
	case e.person != e.linePerson:
		v.add("payment_line", record, "person", strconv.FormatInt(e.person, 10), strconv.FormatInt(e.linePerson, 10), saysDecision)
	}
}
