package benefit

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Agreement is a plan to pay back by instalments (还款协议) that one person draws up and another decides.
type Agreement struct {
	ID          int64
	Overpayment int64
	Parts       []Instalment
	Reason      string
	State       string // asked, applied, refused
	AskedBy     int64
	AskedName   string
	AskedAt     time.Time
	DecidedBy   int64
	DecidedName string
	DecidedAt   time.Time
}

// Total is what the parts add up to.
func (a Agreement) Total() (sum money.Fen) {
	for _, p := range a.Parts {
		sum += p.Amount
	}
	return sum
}

// maxInstalments bounds an agreement: ten years of months.
const maxInstalments = 120

// The faults of agreements.
var (
	AgreementOpen = fail.Define(fail.Conflict, "benefit.agreement-open",
		words.Text{Zh: "已有一份还款协议待审。", En: "An agreement waits to be decided already."}, unchanged,
		words.Text{Zh: "请先审结那一份。", En: "Decide that one first."})
	NoAgreement = fail.Define(fail.NotFound, "benefit.no-agreement",
		words.Text{Zh: "本县没有这份还款协议。", En: "This county has no such agreement."}, unchanged,
		words.Text{Zh: "请从多发待遇的页面打开。", En: "Open it from the overpayment's page."})
)

// Shares splits an amount into equal monthly parts from a first day on; the last part takes what does not divide.
func Shares(amount money.Fen, parts int, first civil.Date) []Instalment {
	if parts < 1 || parts > maxInstalments || amount < money.Fen(parts) {
		return nil
	}
	all := make([]Instalment, parts)
	each := amount / money.Fen(parts)
	for i := range all {
		all[i] = Instalment{Due: first.AddMonths(i), Amount: each}
	}
	all[parts-1].Amount += amount - each*money.Fen(parts)
	return all
}

// checkParts holds an agreement to what is owed: its parts lie ahead, on different days, and add up to it.
func checkParts(o Overpayment, parts []Instalment, on civil.Date) error {
	if len(parts) == 0 || len(parts) > maxInstalments {
		return BadOverpayment.With("what", badAmounts)
	}
	var sum money.Fen
	seen := map[civil.Date]bool{}
	for _, p := range parts {
		if p.Amount <= 0 || p.Due < on || seen[p.Due] {
			return BadOverpayment.With("what", badAmounts).On("first")
		}
		seen[p.Due] = true
		var err error
		if sum, err = sum.Add(p.Amount); err != nil {
			return BadOverpayment.With("what", badPlan).Under(payBack).From(err)
		}
	}
	if sum != o.Left() {
		return BadOverpayment.With("what", badPlan).Under(payBack)
	}
	return nil
}

// AskAgreement draws up an agreement; another person decides it ([Benefits.DecideAgreement]).
func (b *Benefits) AskAgreement(ctx context.Context, actor access.Actor, id int64, parts []Instalment, reason string) (Agreement, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return Agreement{}, err
	}
	if strings.TrimSpace(reason) == "" || actor.User <= 0 {
		return Agreement{}, NoReason.With().On("reason")
	}
	var a Agreement
	_, err := b.onOverpayment(ctx, actor, id, func(tx *db.Tx, o *Overpayment) error {
		if o.State != "open" {
			return OverpaymentState.With()
		}
		if err := checkParts(*o, parts, today(tx)); err != nil {
			return err
		}
		parts = slices.SortedFunc(slices.Values(parts), func(a, b Instalment) int { return int(a.Due - b.Due) })
		a = Agreement{ID: tx.NewID(), Overpayment: id, Parts: parts, Reason: reason, State: "asked", AskedBy: actor.User, AskedName: actor.Name, AskedAt: tx.Now()}
		fresh, err := insertAgreement(ctx, tx, actor.County, a)
		if err == nil && !fresh {
			err = AgreementOpen.With()
		}
		return err
	})
	return a, err
}

// DecideAgreement lets an agreement hold, in the place of an earlier one, or refuses it; never who drew it up.
func (b *Benefits) DecideAgreement(ctx context.Context, actor access.Actor, id int64, apply bool) (Overpayment, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return Overpayment{}, err
	}
	var of int64
	err := b.db.View(ctx, func(tx *db.Tx) error {
		a, err := agreement(ctx, tx, actor.County, id)
		of = a.Overpayment
		return err
	})
	if err != nil {
		return Overpayment{}, err
	}
	return b.onOverpayment(ctx, actor, of, func(tx *db.Tx, o *Overpayment) error {
		a, err := agreement(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if a.State != "asked" {
			return Decided.With("name", a.DecidedName)
		}
		if a.AskedBy == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		a.State, a.DecidedBy, a.DecidedName, a.DecidedAt = "refused", actor.User, actor.Name, tx.Now()
		if apply {
			if o.State != "open" {
				return OverpaymentState.With()
			}
			if err := checkParts(*o, a.Parts, today(tx)); err != nil {
				return err
			}
			a.State = "applied"
			if err := replaceInstalments(ctx, tx, actor, of, a.Parts); err != nil {
				return err
			}
			if err := b.tellOf(ctx, tx, actor, Notice{Code: NoticeAgreement, Overpayment: *o, Agreement: a}); err != nil {
				return err
			}
		}
		return decideAgreement(ctx, tx, actor.County, a)
	})
}

// The notices that a decision about a benefit sends to the person.
const (
	NoticeChange    = "change"    // suspended, resumed, stopped
	NoticeRecovery  = "recovery"  // too much was paid and has to be paid back
	NoticeAgreement = "agreement" // it is paid back by instalments
	NoticeRefund    = "refund"    // something came back
	NoticeClosing   = "closing"   // everything came back
)

// Notice is what a decision says to the person (告知). What it is about is filled in by its code.
type Notice struct {
	Code        string
	Entitlement Entitlement
	Request     Request
	Overpayment Overpayment // with its months
	Return      Return
	Agreement   Agreement
}

// Notices writes the letters of decisions inside the decision's own transaction; app wires the room of the letters.
type Notices interface {
	NoticeIn(ctx context.Context, tx *db.Tx, actor access.Actor, n Notice) error
}

// TellBy sets who writes the letters; only while the program is wired.
func (b *Benefits) TellBy(n Notices) { b.notices = n }

// tellOf has a decision's letter written. What is owed is read again, so that the letter says what stands now.
func (b *Benefits) tellOf(ctx context.Context, tx *db.Tx, actor access.Actor, n Notice) (err error) {
	if b.notices == nil {
		return nil
	}
	if id := n.Overpayment.ID; id != 0 {
		if n.Overpayment, err = overpayment(ctx, tx, actor.County, id, false); err != nil {
			return err
		}
		if n.Overpayment.Moves, err = returns(ctx, tx, actor.County, `overpayment=$2`, id); err != nil {
			return err
		}
		n.Request.Entitlement = n.Overpayment.Entitlement
	}
	if n.Entitlement, err = entitlement(ctx, tx, actor.County, n.Request.Entitlement, false); err != nil {
		return err
	}
	return b.notices.NoticeIn(ctx, tx, actor, n)
}

type storedPart struct {
	Due string    `json:"due"`
	Fen money.Fen `json:"fen"`
}

func partsText(parts []Instalment) (string, error) {
	all := make([]storedPart, len(parts))
	for i, p := range parts {
		all[i] = storedPart{p.Due.String(), p.Amount}
	}
	text, err := json.Marshal(all)
	return string(text), err
}

func parseParts(text string) ([]Instalment, error) {
	var all []storedPart
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		return nil, err
	}
	parts := make([]Instalment, len(all))
	for i, p := range all {
		due, err := civil.ParseDate(p.Due)
		if err != nil {
			return nil, err
		}
		parts[i] = Instalment{Due: due, Amount: p.Fen}
	}
	return parts, nil
}
