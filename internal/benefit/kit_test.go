package benefit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/money"
	"renshe/policy"
)

const (
	county  civil.County   = 430725
	village civil.Division = "430725101001"
)

var (
	ctx   = context.Background()
	march = civil.MonthOf(2026, 3)

	maker    = access.Actor{County: county, User: 11, Name: "会计甲", Role: access.Accountant}
	checker  = access.Actor{County: county, User: 12, Name: "审批乙", Role: access.Approver}
	reviewer = access.Actor{County: county, User: 13, Name: "复核丙", Role: access.Reviewer}
	system   = access.TheSystem(county)
	hands    = ledger.Persons{Maker: 11, Checker: 12}
)

// house is one county with its rooms.
type house struct {
	t     tester
	d     *db.DB
	pay   *Benefits
	rolls *enrolment.Rolls
	reg   *person.Registry
	books *ledger.Ledger
	sim   bank.Simulation
	keys  *ledger.Keys
	next  int
	older int // by how many years the people are older than those born in 1960
}

// tester is what testing.T and rapid.T have in common.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

var testKey = bytes.Repeat([]byte{7}, 32)

// open makes the rooms over a store; the county may be there already.
func open(t tester, d *db.DB, keys *ledger.Keys) *house {
	t.Helper()
	rules, err := policy.Default()
	must(t, err)
	box := seal.New(testKey)
	acc := access.New(d, box)
	h := &house{t: t, d: d, keys: keys, rolls: enrolment.New(d, box, acc), reg: person.New(d, box, acc), books: ledger.New(d, keys)}
	h.pay = New(d, box, acc, h.books, h.rolls, rules)
	h.sim = bank.Simulation{Seed: 1, Value: march.FirstDay() + 9}
	return h
}

// build opens a new county with money in the fund's bank account.
func build(t testing.TB, d *db.DB, fund money.Fen) *house {
	t.Helper()
	keys, err := ledger.OpenKeys(t.TempDir())
	must(t, err)
	return buildWith(t, d, fund, keys)
}

func buildWith(t tester, d *db.DB, fund money.Fen, keys *ledger.Keys) *house {
	t.Helper()
	h := open(t, d, keys)
	h.in(func(tx *db.Tx) error {
		if err := access.New(d, seal.New(testKey)).OpenCountyIn(ctx, tx, access.County{Code: county, Name: "桃源县", Demo: true}); err != nil {
			return err
		}
		return h.pay.OpenBooksIn(ctx, tx, system, hands, ResidentPension)
	})
	h.fund(fund)
	return h
}

// fund books a subsidy that the bank has received.
func (h *house) fund(amount money.Fen) {
	h.t.Helper()
	if amount == 0 {
		return
	}
	a := BooksOf(ResidentPension)
	_, err := h.books.Post(ctx, system, ledger.Batch{ID: h.d.NewID(), Fund: a.Fund, Kind: "voucher", Maker: maker.User, Checker: checker.User,
		Cause: "subsidy", Period: civil.DateIn(h.d.Now()).Month(), Lines: []ledger.Line{{Debit: a.Bank, Credit: a.Subsidy, Amount: amount, Kind: ledger.Post}}})
	must(h.t, err)
}

func (h *house) in(fn func(tx *db.Tx) error) {
	h.t.Helper()
	must(h.t, h.d.InCounty(ctx, county, fn))
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t tester, err error, want *fail.Fault) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %s", err, want.Code)
	}
}

// who is somebody the tests pay.
type who struct {
	id          int64
	entitlement int64
	account     int64
	number      string
}

// people registers n pensioners with an account of 13,900 yuan and 180 months, entitled from start on.
func (h *house) people(n int, start civil.Month) []who {
	h.t.Helper()
	all := make([]who, n)
	var load enrolment.Load
	loaded := make([]person.Loaded, n)
	for i := range all {
		h.next++
		all[i] = who{id: h.d.NewID(), account: h.d.NewID(), number: fmt.Sprintf("6217009%09d", h.next)}
		birth := civil.DateOf(1960-h.older, 1, 1).Add(h.next % 365)
		loaded[i] = person.Loaded{ID: all[i].id, Name: "王建国", CitizenID: civil.MakeCitizenID("430799", birth, h.next/365), Village: village, Kin: person.Head}
		load.Relations = append(load.Relations, enrolment.Relation{ID: h.d.NewID(), Person: all[i].id, Scheme: enrolment.ResidentPension,
			State: enrolment.Receiving, Joined: civil.MonthOf(2011, 7)})
		load.Entries = append(load.Entries, enrolment.Entry{Person: all[i].id, Period: civil.MonthOf(2011, 1), Kind: enrolment.Contributed, Grade: 1390000,
			Personal: 1390000, Months: 12, On: civil.DateOf(2011, 7, 1)})
		load.Banks = append(load.Banks, enrolment.BankAccount{ID: all[i].account, Person: all[i].id, Bank: "桃源农商银行", Number: civil.BankCard(all[i].number),
			Status: enrolment.BankOK, Since: civil.DateOf(2020-h.older, 1, 1)})
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	h.in(func(tx *db.Tx) error {
		if err := h.reg.LoadIn(ctx, tx, system, h.reg.Seal(county, at, nil, loaded)); err != nil {
			return err
		}
		if err := h.rolls.LoadIn(ctx, tx, system, h.rolls.Seal(county, at, 1, load)); err != nil {
			return err
		}
		i := 0
		_, err := h.pay.LoadIn(ctx, tx, system, func() (Grant, bool) {
			if i == n {
				return Grant{}, false
			}
			i++
			return Grant{Person: all[i-1].id, Kind: ResidentPension, Start: start, Inputs: PensionInputs(1390000, 180)}, true
		})
		if err != nil {
			return err
		}
		for i := range all {
			e, err := h.pay.EntitlementsIn(ctx, tx, county, all[i].id)
			if err != nil {
				return err
			}
			all[i].entitlement = e[0].ID
		}
		return nil
	})
	return all
}

// confirm records today that the people are eligible.
func (h *house) confirm(people []who) {
	h.t.Helper()
	h.in(func(tx *db.Tx) error {
		for _, w := range people {
			if _, err := h.pay.ConfirmIn(ctx, tx, reviewer, w.entitlement, civil.DateIn(tx.Now()), ByData); err != nil {
				return err
			}
		}
		return nil
	})
}

// bank answers as a bank that knows its own balance: what the books had before the run.
func (h *house) bank(file []byte) ([]byte, error) {
	return h.pay.practiceBank(ctx, county, h.sim)(file)
}

func (h *house) run(month civil.Month) Outcome {
	h.t.Helper()
	o, err := h.pay.Pay(ctx, maker, checker, county, month, h.bank, nil)
	must(h.t, err)
	return o
}

func (h *house) prepared(month civil.Month) Run {
	h.t.Helper()
	s, err := h.pay.Prepare(ctx, maker, ResidentPension, month)
	must(h.t, err)
	if s.Run.State != Prepared {
		h.t.Fatalf("state %s after Prepare", s.Run.State)
	}
	return s.Run
}

// filed brings a run to its payment file.
func (h *house) filed(month civil.Month) (Run, File) {
	h.t.Helper()
	r := h.prepared(month)
	_, err := h.pay.Approve(ctx, checker, r.ID)
	must(h.t, err)
	f, err := h.pay.BankFile(ctx, maker, r.ID)
	must(h.t, err)
	return f.Run, f
}

// paymentOf finds a person's payment of a run.
func (h *house) paymentOf(run int64, w who) Payment {
	h.t.Helper()
	page, err := h.pay.Payments(ctx, checker, Filter{Run: run, Limit: MaxPage})
	must(h.t, err)
	for _, p := range page.Payments {
		if p.Person == w.id {
			return p
		}
	}
	h.t.Fatalf("no payment of person %d", w.id)
	return Payment{}
}

// sound holds what must always hold: the books verify, payments fit the books, accounts fit their entries.
func (h *house) sound() {
	h.t.Helper()
	report, err := h.books.Verify(ctx, county, nil)
	must(h.t, err)
	if !report.OK {
		h.t.Fatalf("the ledger: %+v", report.Findings)
	}
	found, err := h.pay.Verify(ctx, county, nil)
	must(h.t, err)
	if len(found) > 0 {
		h.t.Fatalf("the payments: %+v", found)
	}
	must(h.t, h.d.View(ctx, func(tx *db.Tx) error { return h.rolls.CheckIn(ctx, tx, county) }))
}

// each runs fn on both engines, at nine in the morning of 20 March 2026.
func each(t *testing.T, fn func(t *testing.T, d *db.DB, clock *testkit.Clock)) {
	t.Helper()
	clock := testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))
	testkit.EachDB(t, func(t *testing.T, d *db.DB) { fn(t, d, clock) }, db.WithClock(clock.Now))
}

func contains(text []byte, part string) bool { return bytes.Contains(text, []byte(part)) }
