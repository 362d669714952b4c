package benefit

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// How an eligibility was confirmed (认证方式).
type How string

// The ways that 社会保险经办条例 第二十六条 names, and a visit or a call for whom they do not reach.
const (
	ByData       How = "data"
	BySelf       How = "self"
	ByVisit      How = "visit"
	ByPhone      How = "phone"
	ByThirdParty How = "third-party"
)

var howTitles = map[How]words.Text{
	ByData:       {Zh: "信息比对", En: "comparison of data"},
	BySelf:       {Zh: "自助认证", En: "by the person"},
	ByVisit:      {Zh: "上门核实", En: "a visit"},
	ByPhone:      {Zh: "电话核实", En: "a call"},
	ByThirdParty: {Zh: "第三方核实", En: "another body"},
}

// Title names the way.
func (h How) Title() words.Text { return howTitles[h] }

// BadConfirmation is a confirmation without a way or of a day to come.
var BadConfirmation = fail.Define(fail.Invalid, "benefit.bad-confirmation",
	words.Text{Zh: "资格确认的方式或日期不正确。", En: "The way or the day of the confirmation is not valid."}, unchanged,
	words.Text{Zh: "请填写今天或以前的日期和认证方式。", En: "Give a day not later than today and how it was confirmed."})

// ConfirmIn records that a person's eligibility was confirmed on a day. An earlier day than the last one on record is kept and moves nothing.
func (b *Benefits) ConfirmIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, on civil.Date, how How) (Entitlement, error) {
	if err := actor.May(access.CaseOpen); err != nil {
		if actor.May(access.CaseReview) != nil {
			return Entitlement{}, err
		}
	}
	if _, known := howTitles[how]; !known || on <= 0 || on > today(tx) {
		return Entitlement{}, BadConfirmation.With().On("day")
	}
	e, err := entitlement(ctx, tx, actor.County, id, true)
	if err != nil {
		return e, err
	}
	if err := insertEligibility(ctx, tx, e, on, how, actor.User); err != nil {
		return e, err
	}
	e.Confirmed = max(e.Confirmed, on)
	return e, b.audit(ctx, tx, actor, "benefit.confirm", "entitlement:"+strconv.FormatInt(id, 10), "on", on.String(), "how", string(how))
}
