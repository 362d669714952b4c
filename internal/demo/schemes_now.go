package demo

import (
	"context"
	"errors"
	"fmt"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
)

// schemesNow is what happens to the other schemes in the county's own month: a base published meanwhile is made up, a death is reported late
// and paid back by instalments, somebody is in custody, changes and a claim wait, and runs wait with payments held.
func (b *builder) schemesNow(ctx context.Context) error {
	b.progress(stepSchemesNow, 0, 1)
	for _, step := range []func(context.Context) error{b.decidedNow, b.madeUp, b.paidAfterDeath, b.suspensions, b.claimWaits, b.lists, b.runsWait, b.bankIsAsked} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	b.progress(stepSchemesNow, 1, 1)
	return nil
}

func (b *builder) officer() access.Actor {
	u := b.users[OfficerLogin]
	return access.Actor{County: b.o.County, User: u.ID, Login: u.Login, Name: u.Name, Role: access.Officer}
}

// madeUp computes the employees' pensions again with what was published since; the differences are paid in a run of their own.
func (b *builder) madeUp(ctx context.Context) error {
	accountant, approver := b.actor("kuaiji", access.Accountant), b.actor("shenpi", access.Approver)
	r, err := b.Benefits.Recompute(ctx, accountant, benefit.EmployeePension, b.today, recomputedBecause)
	if errors.Is(err, benefit.NothingDiffers) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := b.Benefits.DecideRecompute(ctx, approver, r.ID, true); err != nil {
		return err
	}
	if r.Up == 0 {
		return nil
	}
	return b.payKind(ctx, benefit.EmployeePension.Difference(), b.o.AsOf, nil)
}

// The reasons that the demo's people write.
const (
	recomputedBecause = "计发基数公布后，按今天已公布的标准重算"
	deathBecause      = "公安部门死亡数据比对，死亡登记晚到"
	instalBecause     = "家属一次退回有困难"
	refundBecause     = "家属到窗口退回，银行回单已核对"
	custodyBecause    = "司法部门名单显示在押，已电话核实"
	inquiryBecause    = "群众反映本人已移居外地，需要上门核实"
	workBecause       = "本人在县内单位重新参保"
	againBecause      = "重新就业后仍领取上月失业保险金"
	releasedBecause   = "核定依据和计算过程已核对，金额无误"
	voiceBecause      = "工伤认定书、劳动能力鉴定结论和工资台账已核对"
	awayBecause       = "长期外出联系不上，上门核实"
	backBecause       = "本人已返乡，当面核实"
	kinBecause        = "新增供养亲属，重新核定"
)

// paidAfterDeath recovers what was paid after a death that was reported late: claimed, agreed in three parts, the first of them back.
func (b *builder) paidAfterDeath(ctx context.Context) error {
	id, granted := b.entitled[diedLate]
	if !granted {
		return nil
	}
	accountant, approver := b.actor("kuaiji", access.Accountant), b.actor("shenpi", access.Approver)
	died := b.o.AsOf.Add(-3).FirstDay().Add(16)
	if err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		return b.People.ReportDeathIn(ctx, tx, b.system, numberOf(diedLate), died)
	}); err != nil {
		return err
	}
	o, err := b.Benefits.Claim(ctx, accountant, id, died.Month()+1, benefit.AfterDeath, deathBecause)
	if err != nil {
		return err
	}
	if o, err = b.Benefits.DecideClaim(ctx, approver, o.ID, true); err != nil {
		return err
	}
	parts := benefit.Shares(o.Left(), 3, b.today)
	a, err := b.Benefits.AskAgreement(ctx, accountant, o.ID, parts, instalBecause)
	if err != nil {
		return err
	}
	if _, err := b.Benefits.DecideAgreement(ctx, approver, a.ID, true); err != nil {
		return err
	}
	r, err := b.Benefits.GiveBack(ctx, accountant, benefit.Return{Overpayment: o.ID, Kind: "refund", Amount: parts[0].Amount, On: b.today, Reason: refundBecause})
	if err != nil {
		return err
	}
	_, err = b.Benefits.DecideReturn(ctx, approver, r.ID, true)
	return err
}

// suspensions suspends one for custody, stops one who works again, and leaves one change waiting.
func (b *builder) suspensions(ctx context.Context) error {
	for _, c := range []struct {
		who    string
		r      benefit.Request
		decide bool
	}{
		{inCustody, benefit.Request{Action: benefit.Suspend, Ground: "custody", Reason: custodyBecause, Month: b.o.AsOf}, true},
		{workedAgain, benefit.Request{Action: benefit.Stop, Ground: "employed", Reason: workBecause, Month: b.o.AsOf}, true},
		{underInquiry, benefit.Request{Action: benefit.Suspend, Ground: "inquiry", Reason: inquiryBecause, Month: b.o.AsOf}, false},
	} {
		id, granted := b.entitled[c.who]
		if !granted {
			continue
		}
		c.r.Entitlement = id
		r, err := b.Benefits.AskChange(ctx, b.officer(), c.r)
		if err != nil {
			return err
		}
		if !c.decide {
			continue
		}
		if _, err := b.Benefits.DecideChange(ctx, b.actor(ReviewerLogin, access.Reviewer), r.ID, true, ""); err != nil {
			return err
		}
	}
	return nil
}

// claimWaits proposes a claim that nobody has decided.
func (b *builder) claimWaits(ctx context.Context) error {
	id, granted := b.entitled[workedAgain]
	if !granted {
		return nil
	}
	_, err := b.Benefits.Claim(ctx, b.actor("kuaiji", access.Accountant), id, b.o.AsOf.Add(-1), benefit.Mistake, againBecause)
	return err
}

// lists takes in four departments' lists, each with one of the people and one who is nobody here.
func (b *builder) lists(ctx context.Context) error {
	stranger := civil.MakeCitizenID(othersRegion, civil.DateOf(1951, 4, 9), 0)
	for _, l := range []struct {
		kind         benefit.ListKind
		source, role string
		note         string
	}{{benefit.ListDead, "县公安局（演示）", listedDead, "户口注销"}, {benefit.ListCustody, "县司法局（演示）", onCustody, "服刑"},
		{benefit.ListDuplicate, "外省社保经办机构（演示）", listedTwice, "领取当地居民养老金"}, {benefit.ListUnconfirmed, "乡镇人社站所（演示）", listedUnseen, "上门三次未见到本人"}} {
		var citizen civil.CitizenID
		if err := b.DB.View(ctx, func(tx *db.Tx) (err error) {
			citizen, _, err = b.People.Identity(ctx, tx, b.o.County, numberOf(l.role))
			return err
		}); err != nil {
			return err
		}
		day := b.today.Add(-12)
		_, err := b.Benefits.ImportList(ctx, b.actor("kuaiji", access.Accountant), benefit.ListFile{Kind: l.kind, Source: l.source, Purpose: "发放前核查", AsOf: b.today,
			Content: fmt.Appendf(nil, "身份号码,日期,说明\n%s,%s,%s\n%s,%s,\n", citizen, day, l.note, stranger, day)})
		if err != nil {
			return err
		}
	}
	return nil
}

// runsWait prepares the month of every kind but the subsidies and leaves them to be approved, with whom the gate holds; one of three voices
// has spoken for the largest.
func (b *builder) runsWait(ctx context.Context) error {
	if err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		if err := b.Rolls.BankAccountClosedIn(ctx, tx, b.system, numberOf(cardClosed)); err != nil {
			return err
		}
		id, granted := b.entitled[longAgo]
		if !granted {
			return nil
		}
		_, err := b.Benefits.ConfirmIn(ctx, tx, b.officer(), id, b.today.AddMonths(-13), benefit.BySelf)
		return err
	}); err != nil {
		return err
	}
	for _, k := range schemesKinds {
		if !b.paying[k] || k == benefit.EmploymentSubsidy {
			continue
		}
		step, err := b.Benefits.Prepare(ctx, b.actor("kuaiji", access.Accountant), k, b.o.AsOf)
		if err != nil {
			return err
		}
		held, err := b.Benefits.Payments(ctx, b.actor("shenpi2", access.Approver), benefit.Filter{Run: step.Run.ID, State: benefit.Held})
		if err != nil {
			return err
		}
		for _, p := range held.Payments {
			if p.Entitlement != b.entitled[byThree] {
				continue
			}
			if _, err := b.Benefits.Release(ctx, b.actor("shenpi2", access.Approver), p.ID, voiceBecause); err != nil {
				return err
			}
		}
	}
	return nil
}

// bankIsAsked leaves the month's subsidies at the bank: approved, their file made, the answer still to come.
func (b *builder) bankIsAsked(ctx context.Context) error {
	if !b.paying[benefit.EmploymentSubsidy] {
		return nil
	}
	accountant := b.actor("kuaiji", access.Accountant)
	step, err := b.Benefits.Prepare(ctx, accountant, benefit.EmploymentSubsidy, b.o.AsOf)
	if err != nil {
		return err
	}
	if _, err := b.Benefits.Approve(ctx, b.actor("shenpi", access.Approver), step.Run.ID); err != nil {
		return err
	}
	_, err = b.Benefits.BankFile(ctx, accountant, step.Run.ID)
	return err
}

// decidedNow grants what is decided in the county's own month, one of them anew and higher than before.
func (b *builder) decidedNow(ctx context.Context) error {
	if err := b.decideOthers(ctx, now, b.o.AsOf); err != nil {
		return err
	}
	id, granted := b.entitled[moreKin]
	if !granted {
		return nil
	}
	err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		_, err := b.Benefits.StopIn(ctx, tx, b.actor(ReviewerLogin, access.Reviewer), id, b.o.AsOf, kinBecause)
		return err
	})
	if err != nil {
		return err
	}
	_, err = b.grant(ctx, benefit.Grant{Person: numberOf(moreKin), Kind: benefit.DependantAllowance, Start: b.o.AsOf,
		Inputs: map[string]string{"wage": "6000", "dependants": "spouse,child"}})
	return err
}

// changes suspends one in the third of the schemes' months, for nobody reached him, and resumes him in the fifth, with what was not paid.
func (b *builder) changes(ctx context.Context, n int, m civil.Month) error {
	r := benefit.Request{Entitlement: b.entitled[wasAway], Month: m}
	switch {
	case r.Entitlement == 0:
		return nil
	case n == 2:
		r.Action, r.Ground, r.Reason = benefit.Suspend, "inquiry", awayBecause
	case n == 4:
		r.Action, r.Ground, r.Reason = benefit.Resume, "cleared", backBecause
	default:
		return nil
	}
	asked, err := b.Benefits.AskChange(ctx, b.officer(), r)
	if err != nil {
		return err
	}
	_, err = b.Benefits.DecideChange(ctx, b.actor(ReviewerLogin, access.Reviewer), asked.ID, true, "")
	return err
}
