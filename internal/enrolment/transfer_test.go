package enrolment_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/internal/words"
	"renshe/money"
)

const yuan = money.Yuan

// office is one county's rooms with its people and its books.
type office struct {
	rooms
	t      testing.TB
	county civil.County
	moves  *enrolment.Transfers
	books  *ledger.Ledger
	cases  int64
}

func (o *office) by(user int64, role access.Role) access.Actor {
	return access.Actor{County: o.county, User: user, Name: "员工", Role: role, Station: 1}
}

func (o *office) accountant() access.Actor { return o.by(21, access.Accountant) }
func (o *office) approver() access.Actor   { return o.by(22, access.Approver) }
func (o *office) reviewer() access.Actor   { return o.by(23, access.Reviewer) }
func (o *office) officer() access.Actor    { return o.by(24, access.Officer) }

// openOffice opens the books of a county that is there, with money at the bank.
func openOffice(t testing.TB, r rooms, books *ledger.Ledger, at civil.County, fund money.Fen) *office {
	t.Helper()
	o := &office{rooms: r, t: t, county: at, books: books, moves: enrolment.NewTransfers(r.rolls, r.people, books)}
	books.TellBookings(o.moves)
	by, system := ledger.Persons{Maker: 21, Checker: 22}, access.TheSystem(at)
	b := enrolment.BooksOfTransfers()
	o.do(func(ctx context.Context, tx *db.Tx) error {
		if err := books.OpenAccountIn(ctx, tx, system, by, ledger.Account{ID: b.Bank, Fund: b.Fund, Class: ledger.Asset, Owner: "county", NoOverdraft: true,
			Title: text("支出户存款")}); err != nil {
			return err
		}
		if err := books.OpenAccountIn(ctx, tx, system, by, ledger.Account{ID: b.Fund.Account(3001), Fund: b.Fund, Class: ledger.NetAssets, Owner: "county",
			Title: text("基金结余")}); err != nil {
			return err
		}
		return o.moves.OpenBooksIn(ctx, tx, system, by)
	})
	_, err := books.Post(t.Context(), system, ledger.Batch{ID: r.db.NewID(), Fund: b.Fund, Kind: ledger.Opening, Maker: 21, Checker: 22, Cause: "opening",
		Period: civil.DateIn(r.db.Now()).Month(), Lines: []ledger.Line{{Debit: b.Bank, Credit: b.Fund.Account(3001), Amount: fund, Kind: ledger.Post}}})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) do(fn func(ctx context.Context, tx *db.Tx) error) {
	o.t.Helper()
	if err := o.db.InCounty(context.Background(), o.county, func(tx *db.Tx) error { return fn(context.Background(), tx) }); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) ask(d enrolment.Direction, person int64, route enrolment.Route) (t enrolment.Transfer, err error) {
	o.cases++
	err = o.db.InCounty(context.Background(), o.county, func(tx *db.Tx) error {
		a := enrolment.Asking{Person: person, Case: o.cases, Route: route, Agency: "长沙县社会保险经办机构", Place: "湖南省长沙县"}
		if d == enrolment.Out {
			t, err = o.moves.AskOutIn(context.Background(), tx, o.reviewer(), a)
		} else {
			t, err = o.moves.AskInIn(context.Background(), tx, o.reviewer(), a)
		}
		return err
	})
	return t, err
}

func (o *office) today() civil.Date { return civil.DateIn(o.db.Now()) }

func (o *office) get(id int64) enrolment.TransferFile {
	o.t.Helper()
	f, err := o.moves.Get(context.Background(), o.accountant(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return f
}

func (o *office) tell(id int64) error {
	_, err := o.moves.Tell(context.Background(), o.accountant(), enrolment.Telling{Transfer: id, Version: o.get(id).Version, Letter: "桃社保转〔2026〕1号", On: o.today(),
		Account: enrolment.AgencyAccount{Holder: "长沙县社保基金专户", Bank: "长沙银行", Number: "8000123412341234"}})
	return err
}

func (o *office) propose(id int64, s enrolment.Step, amount money.Fen) (enrolment.Transfer, error) {
	return o.moves.Propose(context.Background(), o.accountant(), enrolment.Stepping{Transfer: id, Version: o.get(id).Version, Step: s, Amount: amount, Paper: "B20260301", On: o.today()})
}

// step proposes a step and has another person confirm it.
func (o *office) step(id int64, s enrolment.Step, amount money.Fen) error {
	t, err := o.propose(id, s, amount)
	if err != nil {
		return err
	}
	_, err = o.books.Confirm(context.Background(), o.approver(), t.Proposal)
	return err
}

func (o *office) steps(id int64, all ...enrolment.Step) {
	o.t.Helper()
	for _, s := range all {
		if err := o.step(id, s, 0); err != nil {
			o.t.Fatalf("%s: %v", s, err)
		}
	}
}

func (o *office) file(person int64) (f enrolment.File) {
	o.t.Helper()
	o.do(func(ctx context.Context, tx *db.Tx) (err error) {
		f, err = o.rolls.FileIn(ctx, tx, o.county, person)
		return err
	})
	return f
}

// balance is what a ledger account has on its normal side.
func (o *office) balance(id ledger.AccountID) money.Fen {
	o.t.Helper()
	b, err := o.books.Balance(context.Background(), o.county, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return b.Own()
}

// sound holds that nothing contradicts anything: accounts, transfers and the books.
func (o *office) sound() {
	o.t.Helper()
	accounts, err := o.rolls.Verify(context.Background(), o.county)
	if err != nil || len(accounts) > 0 {
		o.t.Errorf("accounts: %+v, %v", accounts, err)
	}
	moves, err := o.moves.Verify(context.Background(), o.county)
	if err != nil || len(moves) > 0 {
		o.t.Errorf("transfers: %+v, %v", moves, err)
	}
}

func eachOffice(t *testing.T, fn func(t *testing.T, o *office)) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		r := open(t, d)
		keys, err := ledger.OpenKeys(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		fn(t, openOffice(t, r, ledger.New(d, keys), county, 10_000*yuan))
	}, db.WithClock(clock.Now))
}

// settle registers somebody. Of the neighbour no villages are known to the program: its file is the first county's, by hand.
func (o *office) settle(seq int) int64 {
	o.t.Helper()
	id := o.person(o.t.(*testing.T), civil.DateOf(1970, 4, 10).Add(seq/900).String(), seq%900+1)
	if o.county != county {
		o.do(func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO person (county, id, name, pinyin, initials, sex, birth, citizen_sealed, citizen_tail, village, kin, version, registered_at)
				SELECT $1, id, name, pinyin, initials, sex, birth, citizen_sealed, citizen_tail, village, kin, version, registered_at FROM person WHERE county=$2 AND id=$3`,
				o.county, county, id)
			return err
		})
	}
	return id
}

func isFault(err error, f *fail.Fault) bool { return errors.Is(err, f) }

func text(zh string) words.Text { return words.Text{Zh: zh, En: zh} }

// A relation goes: frozen, told, ordered, paid; the account is empty, the years are gone, and the books balance on their own.
func TestARelationGoesToAnotherPlace(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, b := o.member(t, "1970-04-10", 1), enrolment.BooksOfTransfers()
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err != nil || x.Sums.Balance != 1950*yuan || x.Sums.Years != 15 || x.Sums.Months != 180 {
			t.Fatalf("asked: %+v, %v", x, err)
		}
		if _, err := o.ask(enrolment.In, p, enrolment.Place); !isFault(err, enrolment.TransferOpen) {
			t.Errorf("a second one: %v", err)
		}
		frozen := func(what string, err error) {
			if !isFault(err, enrolment.Moving) {
				t.Errorf("%s while it goes: %v", what, err)
			}
		}
		frozen("contributed", o.try(func(ctx context.Context, tx *db.Tx) error {
			return o.rolls.ContributeIn(ctx, tx, officer, enrolment.Contribution{Person: p, Year: 2026, Grade: 100 * yuan, Personal: 100 * yuan})
		}))
		frozen("resumed", o.try(func(ctx context.Context, tx *db.Tx) error {
			return o.rolls.SetStateIn(ctx, tx, officer, p, enrolment.ResidentPension, enrolment.Paying, now)
		}))
		if err := o.step(x.ID, enrolment.Order, 0); !isFault(err, enrolment.WrongTransferState) {
			t.Errorf("ordered before anybody was told: %v", err)
		}
		if err := o.tell(x.ID); err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Order)
		if o.balance(b.Transit) != 1950*yuan || o.balance(b.Expense) != 1950*yuan || o.balance(b.Bank) != 10_000*yuan || o.file(p).Account != 1950*yuan {
			t.Errorf("ordered: in transit %s, the account holds %s", o.balance(b.Transit), o.file(p).Account)
		}
		o.sound()
		o.steps(x.ID, enrolment.Pay)
		f := o.file(p)
		if o.balance(b.Transit) != 0 || o.balance(b.Bank) != 8_050*yuan || f.Account != 0 || f.PaidMonths != 0 || len(f.Contributions) != 0 || f.Relations[0].State != enrolment.Ended {
			t.Errorf("paid: in transit %s, bank %s, file %+v", o.balance(b.Transit), o.balance(b.Bank), f.Parts)
		}
		if got := o.get(x.ID); got.State != enrolment.TransferPaid || got.Account.Masked() != "8000********1234" || len(got.Acts) != 6 {
			t.Errorf("the transfer: %+v", got)
		}
		if all, err := o.moves.List(t.Context(), o.accountant(), true, 0, 10); err != nil || len(all) != 0 {
			t.Errorf("still open: %+v, %v", all, err)
		}
		o.sound()
	})
}

// What the bank returns is on the account again to the fen, and may be paid again or taken back altogether.
func TestNothingIsLostWhenTheBankReturnsIt(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, b := o.member(t, "1970-04-10", 1), enrolment.BooksOfTransfers()
		before := o.file(p)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay, enrolment.ComeBack)
		f := o.file(p)
		if f.Parts != before.Parts || len(f.Contributions) != 15 || f.Relations[0].State != enrolment.Suspended || o.balance(b.Transit) != 1950*yuan {
			t.Errorf("came back: %+v, %+v", f.Parts, f.Relations)
		}
		o.sound()
		o.steps(x.ID, enrolment.Pay, enrolment.ComeBack, enrolment.Reverse)
		if o.balance(b.Transit) != 0 || o.balance(b.Expense) != 0 || o.balance(b.Bank) != 10_000*yuan {
			t.Errorf("undone: %s in transit, %s spent", o.balance(b.Transit), o.balance(b.Expense))
		}
		if _, err := o.moves.Cancel(t.Context(), o.accountant(), enrolment.Cancelling{Transfer: x.ID, Version: o.get(x.ID).Version, Says: "对方账户已注销"}); err != nil {
			t.Fatal(err)
		}
		if f := o.file(p); f.Parts != before.Parts || f.Relations[0].State != enrolment.Paying || f.Relations[0].Ended != 0 {
			t.Errorf("cancelled: %+v, %+v", f.Parts, f.Relations)
		}
		o.sound()
		if _, err := o.ask(enrolment.Out, p, enrolment.Place); err != nil {
			t.Errorf("asked anew: %v", err)
		}
	})
}

// One proposes, another confirms; what is sent back changes nothing, and who comes second is told.
func TestAStepOfATransferTakesTwo(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		seen := o.get(x.ID).Version
		y, err := o.propose(x.ID, enrolment.Order, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.moves.Propose(t.Context(), o.accountant(), enrolment.Stepping{Transfer: x.ID, Version: seen, Step: enrolment.Order}); !isFault(err, enrolment.TransferChanged) {
			t.Errorf("who came second: %v", err)
		}
		if _, err := o.propose(x.ID, enrolment.Order, 0); !isFault(err, enrolment.TransferWaits) {
			t.Errorf("proposed twice: %v", err)
		}
		if _, err := o.books.Confirm(t.Context(), o.accountant(), y.Proposal); !isFault(err, ledger.SamePerson) {
			t.Errorf("confirmed by its maker: %v", err)
		}
		if _, err := o.books.SendBack(t.Context(), o.approver(), y.Proposal, "账号不清楚"); err != nil {
			t.Fatal(err)
		}
		f := o.get(x.ID)
		if f.State != enrolment.TransferTold || f.Step != "" || f.Acts[len(f.Acts)-1].Says != "账号不清楚" || o.balance(enrolment.BooksOfTransfers().Transit) != 0 {
			t.Errorf("sent back: %+v", f)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay)
		if _, err := o.moves.Propose(t.Context(), o.officer(), enrolment.Stepping{Transfer: x.ID, Step: enrolment.ComeBack}); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer keeps no books: %v", err)
		}
		o.sound()
	})
}

// Who draws the pension keeps the relation here, and an empty account has nothing to move.
func TestWhoDrawsAPensionIsNotTransferred(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1966-04-10", 1)
		o.do(func(ctx context.Context, tx *db.Tx) error {
			return o.rolls.SetStateIn(ctx, tx, officer, p, enrolment.ResidentPension, enrolment.Receiving, now)
		})
		for _, d := range []enrolment.Direction{enrolment.Out, enrolment.In} {
			if _, err := o.ask(d, p, enrolment.Place); !isFault(err, enrolment.AlreadyDrawing) {
				t.Errorf("%s: %v", d, err)
			}
		}
		none := o.person(t, "1980-04-10", 3)
		if _, err := o.ask(enrolment.Out, none, enrolment.Place); !isFault(err, enrolment.NotEnrolled) {
			t.Errorf("no member: %v", err)
		}
		o.do(func(ctx context.Context, tx *db.Tx) error {
			_, err := o.rolls.EnrolIn(ctx, tx, officer, none, enrolment.ResidentPension, now)
			return err
		})
		if _, err := o.ask(enrolment.Out, none, enrolment.Place); !isFault(err, enrolment.NothingToMove) {
			t.Errorf("nothing there: %v", err)
		}
	})
}

func announcement(x enrolment.TransferFile, o *office, lines ...enrolment.HistoryLine) enrolment.Announcement {
	w := enrolment.Announcement{Transfer: x.ID, Version: x.Version, Letter: "长社保转〔2026〕9号", On: o.today(), Lines: lines}
	for _, l := range lines {
		w.Said.Years++
		w.Said.Months += l.Months
		w.Said.Balance += l.Personal + l.Collective + l.Subsidy
	}
	return w
}

// A relation comes: bad lines are named, money that differs stays open, and each year is credited with its own.
func TestARelationComesFromAnotherPlace(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, b := o.person(t, "1975-04-10", 1), enrolment.BooksOfTransfers()
		x, err := o.ask(enrolment.In, p, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		good := []enrolment.HistoryLine{{Year: 2019, Grade: 200 * yuan, Personal: 200 * yuan, Subsidy: 40 * yuan, Months: 12},
			{Year: 2018, Grade: 100 * yuan, Personal: 100 * yuan, Collective: 10 * yuan, Subsidy: 30 * yuan, Months: 12}}
		bad := announcement(o.get(x.ID), o, append(good, enrolment.HistoryLine{Year: 2019, Personal: 1, Months: 12}, enrolment.HistoryLine{Year: 2020, Personal: yuan, Months: 13},
			enrolment.HistoryLine{Year: 2099, Personal: yuan, Months: 1}, enrolment.HistoryLine{Year: 2021, Months: 1})...)
		if _, err := o.moves.Announce(t.Context(), o.accountant(), bad); len(fail.Each(err)) != 4 || !isFault(err, enrolment.BadLine) {
			t.Errorf("bad lines: %v", err)
		}
		short := announcement(o.get(x.ID), o, good...)
		short.Said.Balance, short.Said.Years = short.Said.Balance+1, 3
		if _, err := o.moves.Announce(t.Context(), o.accountant(), short); len(fail.Each(err)) != 2 || !isFault(err, enrolment.BadTotals) {
			t.Errorf("totals: %v", err)
		}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(x.ID), o, good...)); err != nil {
			t.Fatal(err)
		}
		if err := o.step(x.ID, enrolment.Receive, 379*yuan); err != nil {
			t.Fatal(err)
		}
		if f := o.get(x.ID); f.Difference() != -yuan || f.State != enrolment.TransferArrived {
			t.Errorf("one yuan is missing: %s %s", f.Difference(), f.State)
		}
		if err := o.step(x.ID, enrolment.Credit, 0); !isFault(err, enrolment.TransferDiffers) {
			t.Errorf("credited with a difference: %v", err)
		}
		o.sound()
		if err := o.step(x.ID, enrolment.Receive, yuan); err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Credit)
		f := o.file(p)
		if f.Account != 380*yuan || f.PaidMonths != 24 || len(f.Contributions) != 2 || f.Contributions[0].Year != 2019 || f.Contributions[0].Grade != 200*yuan ||
			f.Relations[0].State != enrolment.Paying || f.Relations[0].Joined != civil.MonthOf(2018, 1) {
			t.Errorf("credited: %+v", f)
		}
		if o.balance(b.Transit) != 0 || o.balance(b.Income) != 380*yuan || o.balance(b.Bank) != 10_380*yuan {
			t.Errorf("books: in transit %s, income %s", o.balance(b.Transit), o.balance(b.Income))
		}
		err = o.try(func(ctx context.Context, tx *db.Tx) error {
			return o.rolls.ContributeIn(ctx, tx, officer, enrolment.Contribution{Person: p, Year: 2019, Grade: 100 * yuan, Personal: 100 * yuan})
		})
		if !isFault(err, enrolment.YearPaid) {
			t.Errorf("a year that came is paid again: %v", err)
		}
		o.sound()
	})
}

// A year that the account holds already blocks the credit until it is decided; what cannot be credited goes back.
func TestNoYearCountsTwice(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, b := o.member(t, "1975-04-10", 1), enrolment.BooksOfTransfers()
		x, err := o.ask(enrolment.In, p, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		line := enrolment.HistoryLine{Year: 2015, Grade: 100 * yuan, Personal: 100 * yuan, Months: 12}
		early := enrolment.HistoryLine{Year: 2009, Grade: 100 * yuan, Personal: 100 * yuan, Months: 12}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(x.ID), o, line, early)); err != nil {
			t.Fatal(err)
		}
		if f := o.get(x.ID); len(f.Overlap) != 1 || f.Overlap[0] != 2015 {
			t.Errorf("overlap: %v", f.Overlap)
		}
		if err := o.step(x.ID, enrolment.Receive, 200*yuan); err != nil {
			t.Fatal(err)
		}
		if err := o.step(x.ID, enrolment.Credit, 0); !isFault(err, enrolment.YearsTwice) {
			t.Errorf("credited twice: %v", err)
		}
		o.steps(x.ID, enrolment.SendBack)
		if f := o.get(x.ID); f.State != enrolment.TransferCancelled || o.balance(b.Transit) != 0 || o.balance(b.Bank) != 10_000*yuan || o.file(p).Account != 1950*yuan {
			t.Errorf("sent back: %+v", f.Transfer)
		}
		o.sound()
	})
}

// Of the employees' pension the individual part alone comes, and no grants.
func TestTheIndividualPartComesFromTheEmployeesPension(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.person(t, "1963-04-10", 1)
		x, err := o.ask(enrolment.In, p, enrolment.Employees)
		if err != nil {
			t.Fatal(err)
		}
		w := announcement(o.get(x.ID), o, enrolment.HistoryLine{Year: 2001, Personal: 310 * yuan, Subsidy: 1, Months: 7})
		if _, err := o.moves.Announce(t.Context(), o.accountant(), w); !isFault(err, enrolment.BadLine) {
			t.Errorf("with a subsidy: %v", err)
		}
		w = announcement(o.get(x.ID), o, enrolment.HistoryLine{Year: 2001, Personal: 310 * yuan, Months: 7})
		w.Said.Interest, w.Said.Balance = 12_34, 310*yuan+12_34
		if _, err := o.moves.Announce(t.Context(), o.accountant(), w); err != nil {
			t.Fatal(err)
		}
		if err := o.step(x.ID, enrolment.Receive, 322_34); err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Credit)
		if f := o.file(p); f.Account != 322_34 || f.Parts.Interest != 12_34 || f.PaidMonths != 7 {
			t.Errorf("credited: %+v", f.Parts)
		}
		o.sound()
	})
}

// The file of one county is taken up by another's program, line by line, and only for its own person and unaltered.
func TestAFileGoesFromOneCountyToAnother(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		paper, err := o.moves.Paper(t.Context(), o.accountant(), x.ID, "函告对方")
		if err != nil {
			t.Fatal(err)
		}
		raw, err := paper.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.moves.Paper(t.Context(), o.officer(), x.ID, "好奇"); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer takes the file: %v", err)
		}
		if _, err := enrolment.ReadPaper([]byte(strings.Replace(string(raw), `"balance_fen": 195000`, `"balance_fen": 195001`, 1))); !isFault(err, enrolment.BadTransferFile) {
			t.Errorf("altered: %v", err)
		}
		read, err := enrolment.ReadPaper(raw)
		if err != nil {
			t.Fatal(err)
		}
		// The other county has its own program, with the same person in its own register.
		d := testkit.Open(t, testkit.SQLite(t), db.WithClock(o.db.Now))
		keys, err := ledger.OpenKeys(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		there := openOffice(t, open(t, d), ledger.New(d, keys), county, 100*yuan)
		other := there.person(t, "1980-01-01", 1)
		same := there.person(t, "1970-04-10", 1)
		wrong, err := there.ask(enrolment.In, other, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := there.moves.Announced(t.Context(), there.accountant(), wrong.ID, read); !isFault(err, enrolment.BadTransferFile) {
			t.Errorf("somebody else's file: %v", err)
		}
		y, err := there.ask(enrolment.In, same, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		w, err := there.moves.Announced(t.Context(), there.accountant(), y.ID, read)
		if err == nil {
			_, err = there.moves.Announce(t.Context(), there.accountant(), w)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay)
		if err := there.step(y.ID, enrolment.Receive, 1950*yuan); err != nil {
			t.Fatal(err)
		}
		there.steps(y.ID, enrolment.Credit)
		was, is := o.get(x.ID), there.get(y.ID)
		if is.Digest != was.Digest || there.file(same).Account != 1950*yuan || there.file(same).PaidMonths != 180 || o.file(p).PaidMonths != 0 {
			t.Errorf("came: %+v, went: %+v", is.Transfer, was.Transfer)
		}
		there.sound()
		o.sound()
	})
}

func TestATypedHistoryIsReadLineByLine(t *testing.T) {
	all, err := enrolment.ParseHistory("2018, 100, 100, 0, 30, 12\n\n2019\t200\t200\t0\t40.50\t12\n")
	if err != nil || len(all) != 2 || all[1].Subsidy != 40_50 || all[0].Grade != 100*yuan {
		t.Errorf("%+v, %v", all, err)
	}
	_, err = enrolment.ParseHistory("2018,100,100,0,30\n2019,x,1,1,1,1\n2020,1,1,1,1,1\n")
	if each := fail.Each(err); len(each) != 2 {
		t.Errorf("bad lines: %v", err)
	}
	if _, err := enrolment.ReadPaper([]byte(`{"format":"other"}`)); !isFault(err, enrolment.BadTransferFile) {
		t.Errorf("another format: %v", err)
	}
	if raw, err := (enrolment.Paper{}).JSON(); err != nil || !json.Valid(raw) {
		t.Errorf("an empty one: %s, %v", raw, err)
	}
}
