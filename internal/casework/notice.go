package casework

import (
	"context"
	"encoding/json"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
)

// The letters about decisions on benefits: they belong to no case, but to what was decided.
var noticeTemplates = map[string]string{
	benefit.NoticeChange:    "benefit-change",
	benefit.NoticeRecovery:  "recovery-notice",
	benefit.NoticeAgreement: "instalment-agreement",
	benefit.NoticeRefund:    "refund-receipt",
	benefit.NoticeClosing:   "recovery-closing",
}

// pensionClaim is the item whose authority and ways to appeal hold for every decision on a benefit.
const pensionClaim = "R07"

var (
	wHowRefund  = words.Text{Zh: "退回到基金账户", En: "paid back to the fund's account"}
	wHowOffset  = words.Text{Zh: "抵扣 {month} 的待遇", En: "the benefit of {month} set off"}
	wPart       = words.Text{Zh: "第 {n} 期", En: "part {n}"}
	wFollowStop = words.Text{Zh: "从该月起不再发放。", En: "Nothing is paid from that month on."}
	wFollowHold = words.Text{Zh: "原因消除后可以申请恢复，暂停的月份恢复后补发。", En: "Once its cause is gone it can be resumed, and the months in between are paid then."}
	wFollowLost = words.Text{Zh: "原因消除后可以申请恢复，暂停的月份不补发。", En: "Once its cause is gone it can be resumed; the months in between are not paid."}
	wFollowPaid = words.Text{Zh: "应补发的月份随下一批发放。", En: "The months that are due are paid with the next run."}
)

// AboutOverpayment and AboutEntitlement name what a letter without a case is about.
func AboutOverpayment(id int64) string { return "overpayment:" + strconv.FormatInt(id, 10) }

// AboutEntitlement names an entitlement as what letters are about.
func AboutEntitlement(id int64) string { return "entitlement:" + strconv.FormatInt(id, 10) }

// NoticeIn writes the letter of a decision on a benefit, inside the decision's transaction. A new agreement ends the one before.
func (o *Office) NoticeIn(ctx context.Context, tx *db.Tx, actor access.Actor, n benefit.Notice) error {
	to := addressee{county: actor.County, subject: AboutOverpayment(n.Overpayment.ID), person: n.Entitlement.Person}
	if n.Code == benefit.NoticeChange {
		to.subject = AboutEntitlement(n.Entitlement.ID)
	}
	v, err := o.noticeOf(ctx, tx, actor, n)
	if err != nil {
		return err
	}
	template := noticeTemplates[n.Code]
	if n.Code == benefit.NoticeAgreement {
		if err := revokeAbout(ctx, tx, actor.County, to.subject, template, revokedReplaced, db.Micros(tx.Now())); err != nil {
			return err
		}
	}
	_, err = o.write(ctx, tx, actor, to, template, v)
	return err
}

func (o *Office) noticeOf(ctx context.Context, tx *db.Tx, actor access.Actor, n benefit.Notice) (Values, error) {
	it, err := o.items.Get(pensionClaim)
	if err != nil {
		return Values{}, err
	}
	p, err := o.People.GetIn(ctx, tx, actor.County, n.Entitlement.Person)
	if err != nil {
		return Values{}, err
	}
	places := o.People.Places()
	v := Values{Rows: map[string][][]words.Text{}, Fields: map[string]words.Text{
		"person": both(p.Name), "id-masked": both(p.IDMasked), "village": both(places.LocalName(p.Village)), "kind": n.Entitlement.Kind.Title(),
		"owner": o.ownerOf(it, actor.County), "decided": both(civil.Clock(tx.Now())), "decided-by": both(actor.Name)}}
	for kind, text := range remedies(it, places.CountyName(actor.County)) {
		v.Fields[kind] = text
	}
	owed := n.Overpayment
	v.Fields["amount"], v.Fields["back"], v.Fields["left"] = both(owed.Amount.String()), both(owed.Back.String()), both(owed.Left().String())
	switch n.Code {
	case benefit.NoticeChange:
		changeFields(v.Fields, n.Request)
	case benefit.NoticeRecovery:
		recoveryFields(v, owed)
	case benefit.NoticeAgreement:
		v.Fields["reason"], v.Fields["asked-by"], v.Fields["parts-count"] = both(n.Agreement.Reason), both(n.Agreement.AskedName), both(len(n.Agreement.Parts))
		for i, part := range n.Agreement.Parts {
			v.Rows["parts"] = append(v.Rows["parts"], []words.Text{fill(wPart, []any{"n", i + 1}), both(part.Due), both(part.Amount.String())})
		}
	case benefit.NoticeRefund:
		v.Fields["how"], v.Fields["received"], v.Fields["on"], v.Fields["entered-by"] = howBack(n.Return), both(n.Return.Amount.String()), both(n.Return.On), both(n.Return.ByName)
	case benefit.NoticeClosing:
		v.Fields["closed"] = both(civil.DateIn(tx.Now()))
		for _, m := range owed.Moves {
			if m.State == "booked" {
				v.Rows["moves"] = append(v.Rows["moves"], []words.Text{both(m.On), howBack(m), both(m.Amount.String())})
			}
		}
	}
	return v, nil
}

func changeFields(fields map[string]words.Text, r benefit.Request) {
	ground := r.GroundOf()
	fields["action"], fields["month"], fields["ground"], fields["article"] = r.Action.Title(), both(r.Month), ground.Title, both(r.Article)
	fields["reason"], fields["asked-by"] = both(r.Reason), both(r.AskedName)
	switch {
	case r.Action == benefit.Stop:
		fields["afterwards"] = wFollowStop
	case r.Action == benefit.Resume:
		fields["afterwards"] = wFollowPaid
	case ground.NoArrears:
		fields["afterwards"] = wFollowLost
	default:
		fields["afterwards"] = wFollowHold
	}
}

func recoveryFields(v Values, owed benefit.Overpayment) {
	v.Fields["cause"], v.Fields["reason"], v.Fields["found-by"] = owed.Cause.Title(), both(owed.Reason), both(owed.FoundName)
	v.Fields["months-count"] = both(len(owed.Months))
	for _, m := range owed.Months {
		v.Rows["months"] = append(v.Rows["months"], []words.Text{both(m.Month), yuan(m.Basic), yuan(m.AccountPart), yuan(m.Basic + m.AccountPart)})
	}
}

func yuan(f money.Fen) words.Text { return both(f.String()) }

func howBack(r benefit.Return) words.Text {
	if r.Kind == "offset" {
		return fill(wHowOffset, []any{"month", r.Month})
	}
	return wHowRefund
}

// LettersAbout lists what was printed about a record that is no case, oldest first, without the pages.
func (o *Office) LettersAbout(ctx context.Context, actor access.Actor, subject string) ([]Letter, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	var list []Letter
	err := o.DB.View(ctx, func(tx *db.Tx) (err error) {
		list, err = readLettersAbout(ctx, tx, actor.County, subject)
		o.title(list)
		return err
	})
	return list, err
}

// addressee is what a letter is about and for whom.
type addressee struct {
	county  civil.County
	caseID  int64
	subject string // what it is about when there is no case
	person  int64
}

// write prints a letter: it fills the template once, so that what lacks something is never stored, and keeps the values sealed.
func (o *Office) write(ctx context.Context, tx *db.Tx, actor access.Actor, to addressee, template string, v Values) (Letter, error) {
	x, err := o.items.templates.Get(template)
	if err != nil {
		return Letter{}, err
	}
	year := civil.DateIn(tx.Now()).Year()
	n, err := next(ctx, tx, to.county, x.Prefix, year)
	if err != nil {
		return Letter{}, err
	}
	l := Letter{ID: tx.NewID(), Template: x.Code, Number: letterNumber(x.Prefix, to.county, year, n), Case: to.caseID, Subject: to.subject, Person: to.person,
		IssuedBy: actor.User, IssuedAt: tx.Now(), Valid: true, templateHash: x.hash}
	if _, ok := v.Fields["number"]; !ok {
		v.Fields["number"] = words.Text{Zh: l.Number, En: l.Number}
	}
	if l.Page, err = x.Fill(v); err != nil {
		return Letter{}, err
	}
	if l.Code, err = freshCode(ctx, tx, to.county); err != nil {
		return Letter{}, err
	}
	l.Page.Number, l.Page.Code = l.Number, GroupCode(l.Code)
	body, err := json.Marshal(v)
	if err != nil {
		return Letter{}, err
	}
	if err := keepText(ctx, tx, to.county, x.hash, "letter", x.Code, x.body); err != nil {
		return Letter{}, err
	}
	return l, insertLetter(ctx, tx, to.county, l, o.Box.Seal(body, bound("letter", to.county, l.ID)))
}
