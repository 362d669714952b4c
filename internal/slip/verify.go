package slip

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

var nothingDone = words.Text{Zh: "核验不改任何数据。", En: "Checking changes nothing."}

// The faults of a code that somebody types.
var (
	CodeDamaged = fail.Define(fail.Invalid, "slip.code-damaged",
		words.Text{Zh: "核验码不对：应为 20 位数字，有的位输错、漏掉或颠倒了。", En: "The code is wrong: it has 20 digits, and some are mistyped, missing or exchanged."},
		nothingDone,
		words.Text{Zh: "请对照凭条，四位一组再输一遍。", En: "Type it again from the slip, four digits at a time."})
	CodeUnknown = fail.Define(fail.NotFound, "slip.code-unknown",
		words.Text{Zh: "没有查到这个核验码对应的支付凭条。", En: "No payment slip has this code."},
		nothingDone,
		words.Text{Zh: "数字没有输错的话，这张凭条不是本系统出具的，请不要相信，并向县局反映。", En: "If the digits are right, the slip was not issued here: do not trust it, and tell the county."})
)

// Answer is what anybody may learn who holds a slip or its code: that the payment stands in the county's books, and what the slip itself
// says. Of the person it has the family name, so that a code copied onto another's paper is noticed.
type Answer struct {
	County    string
	Person    string // "王**"
	Kind      words.Text
	Fund      words.Text
	Span      words.Text
	Total     money.Fen
	PaidOn    civil.Date
	PostedAt  time.Time
	Places    []int64
	Cover     ledger.Proof // the checkpoint, and who cosigned it
	Back      bool         // the money came back or was booked back after all
	Standing  words.Text
	BackAt    time.Time  // when the reversal was booked; zero where there is none
	Of        *Component // what a proof proves: one transfer of the payment; nil for a short code
	TotalBack money.Fen  // how much of it was booked back
}

// Component is one transfer as a proof told it.
type Component struct {
	Seq    int64
	Month  civil.Month
	Amount money.Fen
}

// Mine says whether a text that somebody gives is meant as a slip's code or proof, right or wrong; a letter's code is not.
func Mine(typed string) bool {
	if strings.HasPrefix(bare(typed), proofTag) {
		return true
	}
	digits, only := digitsIn(typed)
	return only && len(digits) >= leastDigits
}

const proofTag = "RSP"

// bare is the text without the address of a page before it and without white space.
func bare(typed string) string {
	s := strings.Join(strings.Fields(typed), "")
	if i := strings.LastIndexByte(s, '/'); i >= 0 {
		s = s[i+1:]
	}
	return strings.ToUpper(s)
}

// Verify answers the public page, for a short code or the text of a QR code. It needs no actor.
func (o *Slips) Verify(ctx context.Context, typed string) (*Answer, error) {
	if text := bare(typed); strings.HasPrefix(text, proofTag) {
		return o.verifyProof(ctx, text)
	}
	digits, only := digitsIn(typed)
	if !only || !wholeCode(digits) {
		return nil, CodeDamaged.With().On("code")
	}
	var a *Answer
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		county, payment, found, err := o.redeem(ctx, tx, digits)
		if err != nil {
			return err
		}
		if !found {
			return CodeUnknown.With().On("code")
		}
		a, err = o.answer(ctx, tx, county, payment, 0)
		return err
	})
	return a, err
}

func (o *Slips) verifyProof(ctx context.Context, text string) (*Answer, error) {
	c, err := o.Books.CheckProof(ctx, text)
	if err != nil {
		return nil, err
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(c.Entry.Cause, causePrefix), "/")
	payment, err := strconv.ParseInt(id, 10, 64)
	if err != nil || !strings.HasPrefix(c.Entry.Cause, causePrefix) {
		return nil, ledger.ProofUnknown.With().On("code")
	}
	var a *Answer
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		a, err = o.answer(ctx, tx, c.County, payment, c.Entry.Seq)
		return err
	})
	if err != nil {
		return nil, err
	}
	a.Cover = c.Proof
	return a, nil
}

// answer is what there is to say of a payment; seq is the transfer that a proof proved, 0 none.
func (o *Slips) answer(ctx context.Context, tx *db.Tx, county civil.County, payment, seq int64) (*Answer, error) {
	s, err := o.Benefit.SlipIn(ctx, tx, county, payment)
	if errors.Is(err, benefit.NotPaid) || errors.Is(err, benefit.NoPayment) {
		return nil, CodeUnknown.With().On("code")
	}
	if err != nil {
		return nil, err
	}
	who, err := o.People.GetIn(ctx, tx, county, s.Person)
	if err != nil {
		return nil, err
	}
	x := Slip{Slip: s}
	def, err := x.fund().Def()
	if err != nil {
		return nil, err
	}
	a := &Answer{County: o.People.Places().CountyName(county), Person: who.NameMasked(), Kind: s.Kind.Title(), Fund: def.Title(), Span: x.Span(), Total: s.Total,
		PaidOn: s.PaidOn, PostedAt: db.FromMicros(s.Booked[0].PostedAt), Back: s.Back(), Standing: x.Standing()}
	for _, b := range s.Booked {
		a.Places = append(a.Places, b.Seq)
		if b.Undone != nil {
			a.BackAt, a.TotalBack = db.FromMicros(b.Undone.PostedAt), a.TotalBack+b.Undone.Amount
		}
		if b.Seq == seq {
			a.Of = &Component{b.Seq, b.Line.Month, b.Amount}
		}
	}
	if seq != 0 && a.Of == nil {
		return nil, ledger.ProofUnknown.With().On("code") // a transfer about the payment that did not pay it
	}
	a.Cover, err = o.Books.CoverIn(ctx, tx, county, slices.Max(a.Places))
	return a, err
}
