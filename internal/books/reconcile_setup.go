package books

import (
	"strconv"

	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/web"
	"renshe/ui"
)

// setupRoutes are how an account comes under reconciliation, and by what rules it is matched.
func (b *Books) setupRoutes(on registrar) {
	on("GET "+reconcilePath+"/begin", access.ReconcileMake, b.begin)
	on("POST "+reconcilePath+"/begin", access.ReconcileMake, b.beginAccount)
	on("GET "+reconcilePath+"/rules", access.FundRead, b.rules)
	on("POST "+reconcilePath+"/rules", access.ReconcileCheck, b.setRules)
}

// beginView is an account that comes under reconciliation, as somebody fills it in.
type beginView struct {
	ask      map[string]string
	accounts []ui.Option // assets that are not under reconciliation yet
}

func (v *visit) beginView() (x beginView, f *web.Form, err error) {
	if f, err = web.ReadForm(v.R); err != nil {
		return x, f, err
	}
	x.ask = asked(f, "account", "holder", "number", "from")
	under, err := v.b.Reconcile.Accounts(v.Ctx, v.Actor)
	if err != nil {
		return x, f, err
	}
	taken := map[ledger.AccountID]bool{}
	for _, a := range under {
		taken[a.ID] = true
	}
	for _, fund := range ledger.Funds() {
		t, err := v.b.Ledger.Trial(v.Ctx, v.Actor.County, fund.Number)
		if err != nil {
			return x, f, err
		}
		for _, r := range t.Rows {
			if r.Account.Class == ledger.Asset && !taken[r.Account.ID] {
				x.accounts = append(x.accounts, ui.Option{Value: r.Account.ID.String(), Label: ui.Fill(wAccountOf, "account", accountName(r.Account), "fund", fund.Title())})
			}
		}
	}
	return x, f, nil
}

func (v *visit) beginFrame() *ui.Page {
	return v.under(wBeginTitle, ui.Link{Href: reconcilePath, Label: wReconcile})
}

func (b *Books) begin(v *visit) error {
	x, _, err := v.beginView()
	if err != nil {
		return err
	}
	return v.OK(beginPage(v.beginFrame(), x))
}

func (b *Books) beginAccount(v *visit) error {
	x, f, err := v.beginView()
	if err != nil {
		return err
	}
	a := reconcile.Account{ID: web.Parse(f, "account", ledger.ParseAccountID), Number: f.Text("number", 64), From: f.Date("from"),
		Holder: reconcile.Holder(f.Choice("holder", string(reconcile.AtBank), string(reconcile.AtTreasury)))}
	if err = f.Err(); err == nil {
		err = b.Reconcile.Begin(v.Ctx, v.Actor, a)
	}
	if err != nil {
		p := v.beginFrame()
		return v.Refused(p, err, beginPage(p, x))
	}
	v.Tell("good", ui.Fill(wBegun, "account", a.ID, "from", a.From), "")
	return v.See(reconciledPath(a.ID))
}

func holderOptions() []ui.Option {
	return []ui.Option{{Value: string(reconcile.AtBank), Label: reconcile.AtBank.Title()}, {Value: string(reconcile.AtTreasury), Label: reconcile.AtTreasury.Title()}}
}

// rulesView are the county's rules of reconciliation.
type rulesView struct {
	window, alarm string
	closeNeeds    bool
	rows          []ui.Row
	change        bool // this person may
}

func (v *visit) rulesView() (rulesView, error) {
	r, err := v.b.Reconcile.Rules(v.Ctx, v.Actor)
	p := v.Plain()
	needs := wNotNeeded
	if r.CloseNeeds {
		needs = wNeeded
	}
	return rulesView{window: strconv.Itoa(r.Window), alarm: strconv.Itoa(r.AlarmDays), closeNeeds: r.CloseNeeds, change: v.May(access.ReconcileCheck),
		rows: []ui.Row{{Name: wWindow, Value: ui.Say(p, wDaysOld, "days", r.Window), Note: wWindowSay}, {Name: wAlarmAfter, Value: ui.Say(p, wDaysOld, "days", r.AlarmDays), Note: wAlarmAfterSay},
			{Name: wCloseNeeds, Value: ui.Say(p, needs), Note: wCloseNeedsSay}}}, err
}

func (v *visit) rulesFrame() *ui.Page {
	return v.under(wRulesTitle, ui.Link{Href: reconcilePath, Label: wReconcile})
}

func (b *Books) rules(v *visit) error {
	x, err := v.rulesView()
	if err != nil {
		return err
	}
	return v.OK(rulesPage(v.rulesFrame(), x))
}

// setRules changes the rules. What was matched stays as it is.
func (b *Books) setRules(v *visit) error {
	x, err := v.rulesView()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	x.window, x.alarm, x.closeNeeds = f.Raw("window"), f.Raw("alarm"), f.Bool("close_needs")
	r := reconcile.Rules{Window: int(f.Int("window", 0, 31)), AlarmDays: int(f.Int("alarm", 1, 366)), CloseNeeds: x.closeNeeds}
	if err = f.Err(); err == nil {
		err = b.Reconcile.SetRules(v.Ctx, v.Actor, r)
	}
	if err != nil {
		p := v.rulesFrame()
		return v.Refused(p, err, rulesPage(p, x))
	}
	v.Tell("good", wRulesSet, "")
	return v.See(reconcilePath + "/rules")
}

// checked is a box's value as the kit draws it.
func checked(on bool) string {
	if on {
		return "1"
	}
	return ""
}
