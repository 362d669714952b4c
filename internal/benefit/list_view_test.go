package benefit

import (
	"fmt"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
)

func TestAListWaitsSealedUntilSomebodyDecides(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(3, march)
		file := func(w who, asOf civil.Date) ListFile {
			return ListFile{Kind: ListUnconfirmed, Source: "省平台", Purpose: "核查", AsOf: asOf, Content: fmt.Appendf(nil, "id,day,note\n%s,2025-02-01,\nbad,2025-02-01,\n", h.citizen(w))}
		}
		p, err := h.pay.StageList(ctx, maker, file(people[0], civil.DateOf(2026, 3, 20)))
		must(t, err)
		if p.ID == 0 || p.Report.Matched != 1 || p.Draws != 1 || len(p.Report.Bad) != 1 || p.File.Content != nil {
			t.Fatalf("%+v", p)
		}
		must(t, d.View(ctx, func(tx *db.Tx) error {
			_, sealed, _, err := listDraft(ctx, tx, county, p.ID)
			if contains(sealed, string(h.citizen(people[0]))) {
				t.Error("a number lies open in a preview")
			}
			return err
		}))
		other := access.Actor{County: county, User: 77, Role: access.Accountant}
		_, err = h.pay.StagedList(ctx, other, p.ID)
		wants(t, err, NoList)
		_, err = h.pay.StageList(ctx, checker, file(people[0], civil.DateOf(2026, 3, 20)))
		wants(t, err, access.NotAllowed)
		_, err = h.pay.StageList(ctx, maker, file(people[0], civil.DateOf(2026, 3, 21)))
		wants(t, err, BadList)
		_, err = h.pay.TakeStaged(ctx, maker, p.ID, false)
		wants(t, err, BadRows)
		must(t, h.pay.DropStaged(ctx, other, p.ID)) // not his: nothing happens
		report, err := h.pay.TakeStaged(ctx, maker, p.ID, true)
		must(t, err)
		_, err = h.pay.StagedList(ctx, maker, p.ID)
		wants(t, err, NoList)
		info, who, err := h.pay.GateList(ctx, checker, report.ID)
		must(t, err)
		if !info.Current || info.ByName != maker.Name || info.Bad != 1 || len(who) != 1 || who[0].Person != people[0].id || !who[0].Draws || who[0].Name != "王建国" {
			t.Fatalf("%+v %+v", info, who)
		}
		// It holds whom nobody has confirmed since, and lets go once somebody has.
		r := h.prepared(march)
		if got := codes(h.paymentOf(r.ID, people[0])); got != "list-unconfirmed " {
			t.Errorf("held for %q", got)
		}
		held, err := h.pay.HeldPayments(ctx, checker, "list-unconfirmed", 0, 10)
		must(t, err)
		if len(held.Payments) != 1 || held.Payments[0].Person != people[0].id {
			t.Errorf("%+v", held)
		}
		clock.Add(24 * time.Hour)
		defer clock.Add(-24 * time.Hour)
		h.confirm(people[:1])
		_, err = h.pay.Release(ctx, checker, held.Payments[0].ID, "已认证")
		must(t, err)
		if o := h.run(march); o.Posted != 3 {
			t.Errorf("%+v", o)
		}
		// A preview that nobody decided on is gone after a day.
		p, err = h.pay.StageList(ctx, maker, file(people[1], civil.DateOf(2026, 3, 20)))
		must(t, err)
		clock.Add(25 * time.Hour)
		defer clock.Add(-25 * time.Hour)
		_, err = h.pay.StageList(ctx, maker, file(people[1], civil.DateOf(2026, 3, 20)))
		must(t, err)
		_, err = h.pay.StagedList(ctx, maker, p.ID)
		wants(t, err, NoList)
	})
}

func TestWhoIsLateWithTheConfirmationIsListed(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, 0)
		people := h.people(3, march)
		if page, err := h.pay.Unconfirmed(ctx, checker, ResidentPension, 0, 10); err != nil || len(page.List) != 0 {
			t.Fatalf("%+v %v", page, err)
		}
		clock.Add(200 * 24 * time.Hour)
		h.confirm(people[:1])
		clock.Add(200 * 24 * time.Hour)
		defer clock.Add(-400 * 24 * time.Hour)
		page, err := h.pay.Unconfirmed(ctx, checker, ResidentPension, 0, 1)
		must(t, err)
		next, err := h.pay.Unconfirmed(ctx, checker, ResidentPension, page.Next, 10)
		must(t, err)
		if len(page.List) != 1 || page.List[0].Person != people[1].id || page.List[0].Name == "" || len(next.List) != 1 || next.List[0].Person != people[2].id || next.Next != 0 {
			t.Errorf("%+v %+v", page, next)
		}
		_, err = h.pay.Unconfirmed(ctx, officer, ResidentPension, 0, 10)
		wants(t, err, access.NotAllowed)
	})
}
