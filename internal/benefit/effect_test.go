package benefit

import (
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/testkit"
)

// effect asks what a change would come to.
func (h *house) effect(w who, a Action, ground string, month civil.Month) Effect {
	h.t.Helper()
	x, err := h.pay.Preview(ctx, officer, Request{Entitlement: w.entitlement, Action: a, Ground: ground, Month: month})
	must(h.t, err)
	return x
}

// What a change is said to come to is what the next run then pays.
func TestAChangeIsPreviewedInMoney(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(3, jan)
		h.follow(clock, jan)
		clock.Add(24 * time.Hour * 15) // February has begun
		x := h.effect(people[0], Suspend, "custody", jan+1)
		if !x.NoArrears || x.Monthly != monthly || SumOf(x.Before) != monthly || SumOf(x.Waiting) != monthly || len(x.After) != 0 {
			t.Fatalf("suspend: %+v", x)
		}
		h.change(people[0], Suspend, "custody", jan+1)
		h.change(people[1], Suspend, "inquiry", jan+1)
		run := h.prepared(jan + 1)
		if !h.effect(people[2], Suspend, "inquiry", jan+1).Drops {
			t.Error("the payment of the run that waits is not told of")
		}
		_, err := h.pay.Approve(ctx, checker, run.ID)
		must(t, err)
		if x = h.effect(people[2], Suspend, "inquiry", jan+1); SumOf(x.After) != monthly || len(x.Waiting) != 0 {
			t.Errorf("what is on its way to the bank: %+v", x)
		}
		_, err = h.pay.Preview(ctx, officer, Request{Entitlement: people[2].entitlement, Action: Stop, Ground: "other-scheme", Month: jan + 1})
		wants(t, err, StopsTooEarly)
		h.follow(clock, jan+1)
		h.follow(clock, jan+2)
		clock.Add(24 * time.Hour * 15)
		lost, late := h.effect(people[0], Resume, "cleared", jan+3), h.effect(people[1], Resume, "cleared", jan+3)
		if SumOf(lost.Lost) != 2*monthly || SumOf(lost.After) != monthly || !lost.NoArrears {
			t.Errorf("resume after custody: %+v", lost)
		}
		if len(late.Lost) != 0 || SumOf(late.After) != 3*monthly || late.NoArrears {
			t.Errorf("resume after an inquiry: %+v", late)
		}
		h.change(people[0], Resume, "cleared", jan+3)
		h.change(people[1], Resume, "cleared", jan+3)
		h.die(people[2], civil.DateOf(2024, 2, 3))
		if x = h.effect(people[2], Stop, "death", jan+3); x.OverpaidSum() != monthly || len(x.Overpaid) != 1 || x.Overpaid[0].Month != jan+2 {
			t.Errorf("stop at a death: %+v", x)
		}
		o := h.follow(clock, jan+3)
		for i, want := range []Effect{lost, late} {
			p, err := h.pay.Payment(ctx, checker, h.paymentOf(o.Run, people[i]).ID)
			must(t, err)
			if p.Total != SumOf(want.After) {
				t.Errorf("person %d is paid %s, the preview said %s", i, p.Total, SumOf(want.After))
			}
		}
		h.sound()
	})
}

func TestALifeIsToldWithReasonsAndArticles(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		w := h.people(1, jan)[0]
		h.follow(clock, jan)
		h.confirm([]who{w})
		h.change(w, Suspend, "custody", jan+1)
		h.follow(clock, jan+1)
		clock.Add(24 * time.Hour * 15)
		h.change(w, Resume, "cleared", jan+2)
		r, err := h.pay.AskChange(ctx, officer, Request{Entitlement: w.entitlement, Action: Stop, Ground: "moved", Reason: "迁往外省", Month: jan + 3})
		must(t, err)
		o, err := h.pay.Claim(ctx, maker, w.entitlement, jan, Mistake, "核定有误")
		must(t, err)
		_, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		for m := jan + 2; m < jan+14; m++ { // in January 2025 the law raised the basic pension
			h.follow(clock, m)
		}
		v, err := h.pay.Entitlement(ctx, officer, w.entitlement)
		must(t, err)
		if v.Open == nil || v.Open.ID != r.ID || v.Owed != monthly || v.Paid == 0 || v.DueFrom != jan+13 {
			t.Fatalf("%+v", v)
		}
		seen := map[EventKind]int{}
		for _, e := range v.Events {
			seen[e.Kind]++
			if e.Title.Zh == "" || e.Title.En == "" || strings.Contains(e.Title.Zh, "{") {
				t.Errorf("%s: %q", e.Kind, e.Title.Zh)
			}
			switch e.Kind {
			case EventAsked, EventApplied, EventAdjusted, EventOverpaid, EventConfirmed:
				if e.Article == "" {
					t.Errorf("%s quotes no article", e.Kind)
				}
			}
			if e.Kind == EventApplied && (e.By == "" || e.Second == "" || e.By == e.Second) {
				t.Errorf("%+v is not by two persons", e)
			}
		}
		for kind, want := range map[EventKind]int{EventGranted: 1, EventAsked: 1, EventApplied: 2, EventConfirmed: 1, EventLeftOut: 1, EventOverpaid: 1, EventAdjusted: 1, EventChanged: 0} {
			if seen[kind] != want {
				t.Errorf("%d %s, want %d", seen[kind], kind, want)
			}
		}
		list, err := h.pay.Entitled(ctx, officer, EntitledFilter{Kind: ResidentPension, Limit: 1})
		must(t, err)
		if len(list.List) != 1 || list.List[0].Name != "王建国" || list.Next != 0 {
			t.Errorf("%+v", list)
		}
		counts, err := h.pay.EntitledCounts(ctx, officer)
		must(t, err)
		if len(counts) != 1 || counts[0] != (EntitledCount{ResidentPension, Active, 1}) {
			t.Errorf("%+v", counts)
		}
		_, err = h.pay.Entitlement(ctx, access.Actor{County: county, User: 9, Role: access.Citizen, Person: 1}, w.entitlement)
		wants(t, err, access.NotAllowed)
	})
}
