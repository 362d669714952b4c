package enrolment_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
)

// What another agency's file says is told apart from what no register can hold: a character that no paper has, a relation older than the scheme,
// something behind the end of the file.
func TestAHostileFileIsRefused(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.person(t, "1975-04-10", 1)
		x, err := o.ask(enrolment.In, p, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		good := announcement(o.get(x.ID), o, enrolment.HistoryLine{Year: 2018, Grade: 100 * yuan, Personal: 100 * yuan, Months: 12})
		for name, spoil := range map[string]func(*enrolment.Announcement){
			"NUL":     func(w *enrolment.Announcement) { w.Letter = "长社保转\x00〔2026〕9号" },
			"newline": func(w *enrolment.Announcement) { w.Letter = "长社保转\n〔2026〕9号" },
			"turned":  func(w *enrolment.Announcement) { w.Letter = "长社保转\u202e〔2026〕9号" },
		} {
			bad := good
			spoil(&bad)
			if _, err := o.moves.Announce(t.Context(), o.accountant(), bad); !isFault(err, enrolment.BadPaper) {
				t.Errorf("%s: %v", name, err)
			}
		}
		old := good
		old.Joined = civil.MonthOf(1901, 1)
		if _, err := o.moves.Announce(t.Context(), o.accountant(), old); !isFault(err, enrolment.BadJoined) {
			t.Errorf("joined: %v", err)
		}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), good); err != nil {
			t.Fatal(err)
		}
		_, err = o.moves.Propose(t.Context(), o.accountant(), enrolment.Stepping{Transfer: x.ID, Version: o.get(x.ID).Version, Step: enrolment.Receive, Amount: yuan, Paper: "B1",
			On: o.today(), Says: "a\x00b"})
		if !isFault(err, enrolment.BadPaper) {
			t.Errorf("a remark: %v", err)
		}
		if _, err := o.moves.Cancel(t.Context(), o.accountant(), enrolment.Cancelling{Transfer: x.ID, Version: o.get(x.ID).Version, Says: "a\x00b"}); !isFault(err, enrolment.BadPaper) {
			t.Errorf("a reason: %v", err)
		}
		o.cases++
		next := o.person(t, "1976-04-10", 2)
		err = o.try(func(ctx context.Context, tx *db.Tx) error {
			_, err := o.moves.AskInIn(ctx, tx, o.reviewer(), enrolment.Asking{Person: next, Case: o.cases, Route: enrolment.Place, Agency: "a\x00b", Place: "c"})
			return err
		})
		if !isFault(err, enrolment.BadAgency) {
			t.Errorf("an agency: %v", err)
		}
	})
}

func TestAFileEndsWhereItEnds(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
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
		if _, err := enrolment.ReadPaper(raw); err != nil {
			t.Errorf("whole: %v", err)
		}
		for _, tail := range []string{"{}", string(raw), "garbage", "\x00"} {
			if _, err := enrolment.ReadPaper(append([]byte(string(raw)), tail...)); !isFault(err, enrolment.BadTransferFile) {
				t.Errorf("with %.10q behind it: %v", tail, err)
			}
		}
		deep := []byte(strings.Replace(string(raw), `"lines":`, `"lines":`+strings.Repeat("[", 100_000), 1))
		if _, err := enrolment.ReadPaper(deep); !isFault(err, enrolment.BadTransferFile) {
			t.Errorf("deep: %v", err)
		}
	})
}

// Money that the bank returns while the person has another transfer under way is booked when that has ended; nobody sees a fault of the program.
func TestMoneyComesBackToWhoHasAnotherTransfer(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay)
		proposed, err := o.propose(x.ID, enrolment.ComeBack, 0)
		if err != nil {
			t.Fatal(err)
		}
		in, err := o.ask(enrolment.In, p, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.books.Confirm(t.Context(), o.approver(), proposed.Proposal); !isFault(err, enrolment.TransferOpen) {
			t.Errorf("came back beside another: %v", err)
		}
		if _, err := o.moves.Cancel(t.Context(), o.accountant(), enrolment.Cancelling{Transfer: in.ID, Version: o.get(in.ID).Version, Says: "款项退回"}); err != nil {
			t.Fatal(err)
		}
		if _, err := o.books.Confirm(t.Context(), o.approver(), proposed.Proposal); err != nil {
			t.Errorf("came back: %v", err)
		}
		if f := o.file(p); f.Account != 1950*yuan || f.PaidMonths != 180 {
			t.Errorf("back: %+v", f.Parts)
		}
		o.sound()
	})
}

// A year that came from elsewhere before the bank returned the money keeps its twelve months, and the whole can be decided anew.
func TestAYearThatComesBackBesideItselfCountsOnce(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay)
		in, err := o.ask(enrolment.In, p, enrolment.Place)
		if err == nil {
			_, err = o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(in.ID), o, enrolment.HistoryLine{Year: 2015, Grade: 200 * yuan, Personal: 200 * yuan, Months: 12}))
		}
		if err == nil {
			err = o.step(in.ID, enrolment.Receive, 200*yuan)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(in.ID, enrolment.Credit)
		o.steps(x.ID, enrolment.ComeBack)
		if f := o.file(p); f.Account != 2150*yuan || f.PaidMonths != 180 {
			t.Errorf("back: %+v", f.Parts)
		}
		o.sound()
		if err := o.step(x.ID, enrolment.Pay, 0); !isFault(err, enrolment.HistoryMoved) {
			t.Errorf("paid though the history is another: %v", err)
		}
		o.steps(x.ID, enrolment.Reverse)
		if _, err := o.moves.Cancel(t.Context(), o.accountant(), enrolment.Cancelling{Transfer: x.ID, Version: o.get(x.ID).Version, Says: "重新核定"}); err != nil {
			t.Fatal(err)
		}
		if err := o.drawn(p, 2015, 300*yuan); err != nil { // what both have paid for it
			t.Fatal(err)
		}
		o.sound()
		y, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(y.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(y.ID, enrolment.Order, enrolment.Pay)
		if f := o.file(p); f.Account != 0 || f.PaidMonths != 0 {
			t.Errorf("gone: %+v", f.Parts)
		}
		o.sound()
	})
}

// A refund that is granted and not paid may still fall away: until the bank has paid it the year blocks.
func TestAYearBlocksUntilItsRefundIsPaid(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, id := o.member(t, "1970-04-10", 1), o.db.NewID()
		o.do(func(ctx context.Context, tx *db.Tx) error {
			return o.rolls.SetApartIn(ctx, tx, o.county, enrolment.Withdrawal{ID: id, Holder: p, Kind: enrolment.Refund, Amount: 100 * yuan,
				Years: []enrolment.YearPart{{Year: 2015, Personal: 100 * yuan}}})
		})
		in, err := o.ask(enrolment.In, p, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(in.ID), o, enrolment.HistoryLine{Year: 2015, Personal: 500 * yuan, Months: 12})); err != nil {
			t.Fatal(err)
		}
		if err := o.step(in.ID, enrolment.Receive, 500*yuan); err != nil {
			t.Fatal(err)
		}
		if err := o.step(in.ID, enrolment.Credit, 0); !isFault(err, enrolment.YearsTwice) {
			t.Fatalf("credited beside a contribution that stands: %v", err)
		}
		o.do(func(ctx context.Context, tx *db.Tx) error {
			return o.rolls.WithdrawIn(ctx, tx, o.county, enrolment.PayingOut{Withdrawal: id, Payment: id, Month: now, On: o.today()})
		})
		o.steps(in.ID, enrolment.Credit)
		if f := o.file(p); f.Account != 2350*yuan || f.PaidMonths != 180 {
			t.Errorf("credited: %+v", f.Parts)
		}
		o.sound()
	})
}

// Who joins and pays a year in the moment in which the same year is credited has it once.
func TestAYearIsPaidAndCreditedAtOnce(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, year := o.person(t, "1975-04-10", 1), o.today().Year()
		x, err := o.ask(enrolment.In, p, enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(x.ID), o, enrolment.HistoryLine{Year: year, Grade: 100 * yuan, Personal: 100 * yuan, Months: 12})); err != nil {
			t.Fatal(err)
		}
		if err := o.step(x.ID, enrolment.Receive, 100*yuan); err != nil {
			t.Fatal(err)
		}
		proposed, err := o.propose(x.ID, enrolment.Credit, 0)
		if err != nil {
			t.Fatal(err)
		}
		joined, confirmed := make(chan struct{}), make(chan error, 1)
		once := false
		go func() {
			<-joined
			_, err := o.books.Confirm(context.Background(), o.approver(), proposed.Proposal)
			confirmed <- err
		}()
		o.do(func(ctx context.Context, tx *db.Tx) error {
			if _, err := o.rolls.EnrolIn(ctx, tx, officer, p, enrolment.ResidentPension, o.today().Month()); err != nil {
				return err
			}
			if err := o.rolls.ContributeIn(ctx, tx, officer, enrolment.Contribution{Person: p, Year: year, Grade: 100 * yuan, Personal: 100 * yuan}); err != nil {
				return err
			}
			if !once {
				once = true
				close(joined)
				time.Sleep(300 * time.Millisecond) // the other waits for this one by then
			}
			return nil
		})
		if err := <-confirmed; !isFault(err, enrolment.YearsTwice) {
			t.Errorf("credited at once: %v", err)
		}
		if f := o.file(p); f.PaidMonths != 12 || f.Account != 100*yuan {
			t.Errorf("the year counts: %+v", f.Parts)
		}
		o.sound()
	})
}
