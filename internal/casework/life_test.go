package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/internal/workforce"
)

// decided takes a claim in and decides it.
func (w *world) decided(seq int, approve bool) Case {
	w.t.Helper()
	person := w.entitled(seq)
	if !approve {
		person = w.register(someone{seq: seq, birth: "1967-04-10", years: 3, phone: "10012345678"})
	}
	v := w.opened(w.officer, person)
	if !approve {
		v.Version = w.saved(w.officer, v.ID, v.Version, Form{Fields: map[string]string{payTo: payToNew, bankName: "桃源农商银行", bankNumber: "6200000000000005"},
			Materials: map[string]string{"bank-card": "original"}})
	}
	out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version, Insist: true})
	if err != nil || out.Case.State != Submitted {
		w.t.Fatalf("%+v %v", out, err)
	}
	done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: approve, Ground: "not-entitled"})
	if err != nil {
		w.t.Fatal(err)
	}
	return done.Case
}

// A decision is delivered once, on a day between itself and today, and archived after that under its item's class.
func TestAnOutcomeIsDeliveredAndArchived(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.decided(1, true)
		today := civil.DateIn(w.clock.Now())
		if _, err := w.office.Archive(w.ctx, w.officer, c.ID, c.Version); !errors.Is(err, NotDelivered) {
			t.Errorf("archived before it was delivered: %v", err)
		}
		good := Delivery{Case: c.ID, Version: c.Version, How: InPerson, On: today}
		for name, try := range map[string]struct {
			with func(*Delivery)
			want error
		}{
			"in no way":           {func(d *Delivery) { d.How = "" }, NoDelivery},
			"before the decision": {func(d *Delivery) { d.On = today - 1 }, BadDelivery},
			"tomorrow":            {func(d *Delivery) { d.On = today + 1 }, BadDelivery},
			"on an old page":      {func(d *Delivery) { d.Version-- }, Changed},
		} {
			d := good
			try.with(&d)
			if _, err := w.office.Deliver(w.ctx, w.officer, d); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		out, err := w.office.Deliver(w.ctx, w.officer, good)
		if err != nil || out.Case.Delivered != today || out.Case.State != Approved {
			t.Fatalf("%+v %v", out, err)
		}
		good.Version = out.Case.Version
		if _, err := w.office.Deliver(w.ctx, w.officer, good); !errors.Is(err, DeliveredAlready) {
			t.Errorf("delivered twice: %v", err)
		}
		kept, err := w.office.Archive(w.ctx, w.officer, c.ID, out.Case.Version)
		if err != nil || kept.Case.Archived != today {
			t.Fatalf("%+v %v", kept, err)
		}
		if _, err := w.office.Archive(w.ctx, w.officer, c.ID, kept.Case.Version); !errors.Is(err, ArchivedAlready) {
			t.Errorf("archived twice: %v", err)
		}
		acts, err := w.office.Acts(w.ctx, w.officer, c.ID)
		if err != nil || len(acts) != 2 || acts[0].Code != string(InPerson) || acts[1].Code != "benefit" || acts[1].Title.IsZero() {
			t.Errorf("%+v %v", acts, err)
		}
		it, err := w.office.items.Get("R07")
		if err != nil || !strings.Contains(w.office.RetentionOf(it).Length().Zh, "未确认") {
			t.Errorf("a length that nobody has found is %s: %v", w.office.RetentionOf(it).Length().Zh, err)
		}
	})
}

// The reviewer gives a case back; the station puts it right under the same number, on the same clock.
func TestACaseIsGivenBackAndHandedInAgain(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.submitted(w.officer, w.entitled(1)).Case
		if _, err := w.office.Return(w.ctx, w.reviewer, c.ID, c.Version, ""); !errors.Is(err, NoReason) {
			t.Errorf("without a reason: %v", err)
		}
		if _, err := w.office.Return(w.ctx, w.officer, c.ID, c.Version, "自己退"); !errors.Is(err, access.NotAllowed) {
			t.Errorf("by an officer: %v", err)
		}
		back, err := w.office.Return(w.ctx, w.reviewer, c.ID, c.Version, "电话号码和本人说的不一致")
		if err != nil || back.Case.State != Returned {
			t.Fatalf("%+v %v", back, err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: back.Case.Version, Approve: true}); !errors.Is(err, WrongState) {
			t.Errorf("decided while it is with the station: %v", err)
		}
		defer w.later(3)()
		version := w.saved(w.second, c.ID, back.Case.Version, Form{Fields: map[string]string{"phone": "10012345679"}, Materials: map[string]string{"identity": ""}})
		if _, err := w.office.Submit(w.ctx, w.second, Submission{Case: c.ID, Version: version}); !errors.Is(err, StillMissing) {
			t.Errorf("handed in again without its paper: %v", err)
		}
		version = w.saved(w.second, c.ID, version, Form{Materials: map[string]string{"identity": "original"}})
		again, err := w.office.Submit(w.ctx, w.second, Submission{Case: c.ID, Version: version})
		if err != nil || again.Case.State != Submitted || again.Case.Number != c.Number || again.Case.Due != c.Due || again.Case.Accepted != c.Accepted {
			t.Fatalf("%+v %v", again, err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: again.Case.Version, Approve: true}); err != nil {
			t.Errorf("not decided after that: %v", err)
		}
		letters, err := w.office.Letters(w.ctx, w.officer, c.ID)
		if err != nil || len(letters) != 2 { // the receipt and the decision: no second receipt, no notice
			t.Errorf("%d letters: %v", len(letters), err)
		}
	})
}

// What belongs elsewhere goes there: to another station on the same clock, or to another county, whose authority is named.
func TestACaseGoesToTheRightPlace(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.submitted(w.officer, w.entitled(1)).Case
		for _, to := range []int64{c.Station, 12345, 0} {
			if _, err := w.office.Move(w.ctx, w.officer, c.ID, c.Version, to, "住在别处"); !errors.Is(err, NoOtherStation) {
				t.Errorf("moved to %d: %v", to, err)
			}
		}
		var other int64
		w.openStation(&other)
		moved, err := w.office.Move(w.ctx, w.officer, c.ID, c.Version, other, "本人住在另一个镇")
		if err != nil || moved.Case.Station != other || moved.Case.Due != c.Due {
			t.Fatalf("%+v %v", moved, err)
		}
		send := Transferring{Case: c.ID, Version: moved.Case.Version, Says: "参保关系在邻县"}
		for _, to := range []string{"", "430725", "43", "999999", "鼎城区"} {
			send.County = to
			if _, err := w.office.Transfer(w.ctx, w.officer, send); !errors.Is(err, NoOtherCounty) {
				t.Errorf("transferred to %q: %v", to, err)
			}
		}
		send.County = "430703"
		sent, err := w.office.Transfer(w.ctx, w.officer, send)
		if err != nil || sent.Case.State != Transferred || !strings.Contains(pageText(sent.Letter.Page), "鼎城区") || !strings.Contains(pageText(sent.Letter.Page), "参保关系在邻县") {
			t.Fatalf("%+v %v", sent, err)
		}
		letters, err := w.office.Letters(w.ctx, w.officer, c.ID)
		if err != nil || letters[0].Valid || letters[0].RevokedWhy != revokedTitles[revokedTransferred] || !letters[1].Valid {
			t.Errorf("%+v %v", letters, err)
		}
		if _, err := w.office.Archive(w.ctx, w.officer, c.ID, sent.Case.Version); err != nil {
			t.Errorf("not archived: %v", err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "R07", c.Person); err != nil {
			t.Errorf("what was transferred stands in the way of a new one: %v", err)
		}
	})
}

func (w *world) openStation(id *int64) {
	w.t.Helper()
	w.do(func(tx *db.Tx) (err error) {
		*id, err = w.office.Workforce.OpenStationIn(w.ctx, tx, w.boss, workforce.Station{Code: "430725102", Kind: workforce.Township, Name: "另一镇人社站",
			Township: civil.Division("430725102001").Township()})
		return err
	})
}

// A decision is taken up again by another person, on a ground; its letter becomes invalid, and the clock begins anew.
func TestADecisionIsReopenedByAnother(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.decided(1, false)
		if c.State != Refused {
			t.Fatal(c.State)
		}
		good := Reopening{Case: c.ID, Version: c.Version, Ground: "new-facts", Says: "补充了缴费凭证"}
		for name, try := range map[string]struct {
			by   access.Actor
			with func(*Reopening)
			want error
		}{
			"by who decided":   {w.reviewer, func(*Reopening) {}, DecidedByYou},
			"by an officer":    {w.officer, func(*Reopening) {}, access.NotAllowed},
			"without a ground": {w.third, func(r *Reopening) { r.Ground = "because" }, NoReopenGround},
			"without words":    {w.third, func(r *Reopening) { r.Says = "" }, NoReason},
		} {
			r := good
			try.with(&r)
			if _, err := w.office.Reopen(w.ctx, try.by, r); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		defer w.later(10)()
		out, err := w.office.Reopen(w.ctx, w.third, good)
		if err != nil || out.Case.State != Submitted || out.Case.DecidedBy != 0 || out.Case.Ground != "" || out.Case.Due.String() != "2026-04-10" {
			t.Fatalf("%+v %v", out, err)
		}
		letters, err := w.office.Letters(w.ctx, w.officer, c.ID)
		if err != nil || len(letters) != 3 || letters[1].Valid || !letters[2].Valid || letters[2].Template != caseNotice {
			t.Errorf("%+v %v", letters, err)
		}
		again, err := w.office.Decide(w.ctx, w.third, Decision{Case: c.ID, Version: out.Case.Version, Ground: "not-entitled"})
		if err != nil || again.Case.State != Refused {
			t.Fatalf("%+v %v", again, err)
		}
		// Meanwhile the person has applied anew: there is one living case, and it is named.
		w.opened(w.officer, c.Person)
		if _, err := w.office.Reopen(w.ctx, w.reviewer, Reopening{Case: c.ID, Version: again.Case.Version, Ground: "mistake", Says: "重看"}); !errors.Is(err, AlreadyOpen) {
			t.Errorf("two living cases: %v", err)
		}
		granted := w.decided(3, true)
		if _, err := w.office.Reopen(w.ctx, w.third, Reopening{Case: granted.ID, Version: granted.Version, Ground: "mistake", Says: "重看"}); !errors.Is(err, CannotReopen) {
			t.Errorf("a pension that is paid is taken back by a click: %v", err)
		}
	})
}

// A letter of wrong particulars is printed again: the old one becomes invalid, the new one has to be delivered, and nothing is decided anew.
func TestALetterIsCorrected(t *testing.T) {
	eachWorld(t, func(w *world) {
		out := w.referred(1)
		done, err := w.office.RecordAnswer(w.ctx, w.second, Reply{Case: out.Case.ID, Version: out.Case.Version, Result: Settled, Says: "单位已补发工资。"})
		if err != nil {
			t.Fatal(err)
		}
		c := done.Case
		delivered, err := w.office.Deliver(w.ctx, w.officer, Delivery{Case: c.ID, Version: c.Version, How: Posted, On: civil.DateIn(w.clock.Now())})
		if err != nil {
			t.Fatal(err)
		}
		fix := Correction{Case: c.ID, Version: delivered.Case.Version, Says: "单位名称写错"}
		if _, err := w.office.Correct(w.ctx, w.reviewer, fix); !errors.Is(err, NothingCorrected) {
			t.Errorf("nothing was wrong: %v", err)
		}
		fix.Fields = map[string]string{"no-such": "x"}
		if _, err := w.office.Correct(w.ctx, w.reviewer, fix); !errors.Is(err, UnknownField) {
			t.Errorf("a field that is not asked: %v", err)
		}
		fix.Fields = map[string]string{"unit": "另一工地"}
		if _, err := w.office.Correct(w.ctx, w.officer, fix); !errors.Is(err, access.NotAllowed) {
			t.Errorf("by an officer: %v", err)
		}
		right, err := w.office.Correct(w.ctx, w.reviewer, fix)
		if err != nil || right.Case.State != Answered || !right.Case.Delivered.IsZero() || !strings.Contains(pageText(right.Letter.Page), done.Letter.Number) {
			t.Fatalf("%+v %v", right, err)
		}
		letters, err := w.office.Letters(w.ctx, w.officer, c.ID)
		if err != nil || len(letters) != 4 || letters[1].Valid || letters[1].RevokedWhy != revokedTitles[revokedCorrected] || !letters[2].Valid || letters[2].Template != letters[1].Template {
			t.Errorf("%+v %v", letters, err)
		}
		v, err := w.office.Get(w.ctx, w.officer, c.ID)
		if err != nil || value(v.Questions, "unit") != "另一工地" {
			t.Errorf("%v", err)
		}
		if again, err := w.office.Letter(w.ctx, w.officer, letters[2].ID); err != nil || !strings.Contains(pageText(again.Page), "单位已补发工资") {
			t.Errorf("%+v %v", again, err)
		}
	})
}

// Who died yesterday is in no case today: nothing is approved, and the words say what to do.
func TestAPersonWhoDiedYesterday(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.submitted(w.officer, w.entitled(1)).Case
		w.dies(c.Person, "2026-03-01")
		_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: c.Version, Approve: true})
		if !errors.Is(err, Died) || !strings.Contains(fail.As(err).Say(words.Zh).What, "2026-03-01") {
			t.Errorf("approved: %v", err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "R03", c.Person); !errors.Is(err, Died) {
			t.Errorf("opened: %v", err)
		}
		if _, err := w.office.Withdraw(w.ctx, w.officer, c.ID, c.Version); err != nil {
			t.Errorf("the family cannot end it: %v", err)
		}
	})
}

// Where only the person himself may apply, an agent is a wrong applicant, and is told so beside the question.
func TestAWrongApplicantIsTold(t *testing.T) {
	eachWorld(t, func(w *world) {
		v := w.opened(w.officer, w.entitled(1))
		version := w.saved(w.officer, v.ID, v.Version, Form{Fields: map[string]string{"applicant": "neighbour"}})
		_, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
		if !errors.Is(err, NoChoice) || fail.As(err).Field != "applicant" {
			t.Errorf("%v", err)
		}
	})
}
