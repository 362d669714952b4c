package books

import (
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

const (
	reconcilePath = "/books/reconcile"
	maxStatement  = 60 << 20 // a county's month is some 30 MB
)

func (b *Books) reconcileRoutes(on registrar) {
	b.setupRoutes(on)
	on("GET "+reconcilePath, access.FundRead, b.reconcile)
	on("POST "+reconcilePath+"/import", access.ReconcileMake, b.takeStatement, web.Body(maxStatement), web.Within(longMatch))
	on("GET "+reconcilePath+"/treasury", access.FundRead, b.treasury)
	on("GET "+reconcilePath+"/{account}", access.FundRead, b.reconcileAccount)
	on("POST "+reconcilePath+"/{account}/run", access.ReconcileMake, b.matchAccount, web.Within(longMatch))
	on("POST "+reconcilePath+"/{account}/ask", access.ReconcileMake, b.askMatch)
	on("POST "+reconcilePath+"/{account}/decide", access.ReconcileCheck, b.decideRequest)
	on("POST "+reconcilePath+"/{account}/prepare", access.ReconcileMake, b.prepareTable, web.Within(longMatch))
	on("GET "+reconcilePath+"/{account}/statements", access.FundRead, b.statements)
	on("GET "+reconcilePath+"/{account}/table/{day}", access.FundRead, b.showTable)
	on("POST "+reconcilePath+"/{account}/table/{day}/sign", access.ReconcileCheck, b.signTable)
	on("GET "+reconcilePath+"/{account}/line/{side}/{id}", access.FundRead, b.reconcileLine)
	on("POST "+reconcilePath+"/{account}/line/{side}/{id}/unmatch", access.ReconcileMake, b.askUnmatch)
}

// accountOf reads the account of the address.
func (v *visit) accountOf() (ledger.AccountID, error) {
	return ledger.ParseAccountID(v.R.PathValue("account"))
}

func reconciledPath(id ledger.AccountID) string { return reconcilePath + "/" + id.String() }

func linePath(id ledger.AccountID, i reconcile.Item) string {
	side := "bank"
	if i.Side == reconcile.Book {
		side = "book"
	}
	return reconciledPath(id) + "/line/" + side + "/" + strconv.FormatInt(i.Line, 10)
}

func tablePath(id ledger.AccountID, on civil.Date) string {
	return reconciledPath(id) + "/table/" + on.String()
}

// reconcileView is every account under reconciliation.
type reconcileView struct {
	stats  []ui.Stat
	table  ui.Table
	alarms []ui.Banner
	saves  []ui.Button
	take   bool   // this person takes statements in
	month  string // of the three-sided table
	ways   []ui.Button
}

func (b *Books) reconcile(v *visit) error { return v.reconcilePage(nil) }

func (v *visit) reconcilePage(refusal error) error {
	all, err := v.b.Reconcile.Statuses(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	s := reconcileSheet(all)
	if refusal == nil {
		if sent, err := v.file(s); sent || err != nil {
			return err
		}
	}
	p := v.under(wReconcile)
	x := reconcileView{table: s.table(p), saves: v.saves(), take: v.May(access.ReconcileMake) && len(all) > 0, month: (v.Today().Month() - 1).String()}
	if v.May(access.ReconcileMake) {
		x.ways = append(x.ways, ui.Button{Label: wBeginTitle, Href: reconcilePath + "/begin", Icon: ui.IconFolder})
	}
	x.ways = append(x.ways, ui.Button{Label: wRulesTitle, Href: reconcilePath + "/rules", Icon: ui.IconEdit})
	open, waiting := 0, 0
	for _, st := range all {
		for _, n := range st.Open {
			open += n
		}
		waiting += st.Requests
		for _, a := range st.Alarms {
			x.alarms = append(x.alarms, ui.Banner{Tone: alarmTone(a.Kind), Title: ui.Fill(wAlarmOf, "account", st.Account.Title, "what", a.Says()),
				Actions: []ui.Button{{Label: wLook, Href: reconciledPath(st.Account.ID), Icon: ui.IconForward}}})
		}
	}
	if len(all) > 0 {
		x.stats = []ui.Stat{{Label: wUnder, Value: ui.Group(int64(len(all)))}, {Label: wOpenItems, Value: ui.Group(int64(open))}, {Label: wWaiting, Value: ui.Group(int64(waiting))}}
	}
	if refusal != nil {
		return v.Refused(p, refusal, reconcileAll(p, x))
	}
	return v.OK(reconcileAll(p, x))
}

func alarmTone(k reconcile.AlarmKind) ui.Tone {
	switch k {
	case reconcile.Difference, reconcile.OldItems:
		return ui.Danger
	case reconcile.Unsigned, reconcile.Waiting:
		return ui.Info
	}
	return ui.Warn
}

func reconcileSheet(all []reconcile.Status) sheet {
	s := sheet{title: wReconcile, empty: &ui.Empty{Icon: ui.IconScale, Title: wNothingUnder, Body: wNothingUnderNext},
		columns: []ui.Column{{Head: wAccount, Main: true}, {Head: wHolder}, {Head: wStatementTo}, {Head: wBankBalance, Num: true}, {Head: wBookBalance, Num: true},
			{Head: wOpenItems, Num: true}, {Head: wOldest}}}
	for _, st := range all {
		open := 0
		for _, n := range st.Open {
			open += n
		}
		last, oldest := text(wNone), text(wNone)
		if st.Last.N > 0 {
			last = plain(st.Last.To.String())
		}
		if st.Oldest != 0 {
			oldest = plain(st.Oldest.String())
		}
		r := record{href: reconciledPath(st.Account.ID), cells: []cell{text(words.Text{Zh: st.Account.ID.String() + " " + st.Account.Title.Zh, En: st.Account.ID.String() + " " + st.Account.Title.En}),
			text(st.Account.Holder.Title()), last, fen(st.Bank), fen(st.Book), count(int64(open)), oldest}}
		s.rows = append(s.rows, r)
	}
	return s
}

// takeStatement takes in a statement and matches its account.
func (b *Books) takeStatement(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	content, _ := f.Upload("file", maxStatement)
	if err := f.Err(); err != nil {
		return v.reconcilePage(err)
	}
	s, err := b.Reconcile.Import(v.Ctx, v.Actor, content)
	if err != nil {
		return v.reconcilePage(err)
	}
	out, err := b.Reconcile.Run(v.Ctx, v.Actor, s.Account)
	if err != nil {
		return v.reconcilePage(err)
	}
	told := ui.Fill(wTaken, "from", s.From, "to", s.To, "lines", s.Lines, "matches", out.Matches, "open", out.Open)
	if s.Already {
		told = wTakenAlready
	}
	v.Tell("good", told, "")
	return v.See(reconciledPath(s.Account))
}

func (b *Books) treasury(v *visit) error {
	month := v.Today().Month() - 1
	if asked := v.R.URL.Query().Get("month"); asked != "" {
		var err error
		if month, err = civil.ParseMonth(asked); err != nil {
			return web.NoPage.With()
		}
	}
	all, err := b.Reconcile.Treasury(v.Ctx, v.Actor, month)
	if err != nil {
		return err
	}
	s := treasurySheet(all, month)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(wTreasury, ui.Link{Href: reconcilePath, Label: wReconcile})
	x := treasuryView{month: month.String(), table: s.table(p), saves: v.saves()}
	for _, f := range all {
		part, err := v.fundPart(p, f)
		if err != nil {
			return err
		}
		x.parts = append(x.parts, part)
	}
	return v.OK(treasuryPage(p, x))
}

// treasuryView is the three-sided table of every fund for a month.
type treasuryView struct {
	month string
	table ui.Table
	parts []fundPart
	saves []ui.Button
}

type fundPart struct {
	title  words.Text
	flows  ui.Table
	passed ui.Table
}

// treasurySheet is what was allocated, as each of the three says.
func treasurySheet(all []reconcile.FundMonth, month civil.Month) sheet {
	s := sheet{title: ui.Fill(wTreasuryOf, "month", month), empty: &ui.Empty{Icon: ui.IconScale, Title: wNothingUnder, Body: wNothingUnderNext},
		columns: []ui.Column{{Head: wFund, Main: true}, {Head: wBooked, Num: true}, {Head: wByTreasury, Num: true}, {Head: wByBank, Num: true}, {Head: wAgree}}}
	for _, f := range all {
		def, err := f.Fund.Def()
		if err != nil {
			continue // a fund that has accounts stands in law/funds
		}
		tag := ui.Tag{Tone: ui.Good, Text: wAgrees}
		if !f.Agrees() {
			tag = ui.Tag{Tone: ui.Warn, Text: ui.Fill(wDiffers, "missing", f.Missing, "strays", len(f.Strays))}
		}
		s.rows = append(s.rows, record{cells: []cell{text(def.Title()), fen(f.Booked), fen(f.ByHold), fen(f.ByBank), status(tag)}})
	}
	return s
}

// fundPart is one fund: its accounts' month by both sides, and every allocation with its two legs.
func (v *visit) fundPart(p *ui.Page, f reconcile.FundMonth) (fundPart, error) {
	def, err := f.Fund.Def()
	if err != nil {
		return fundPart{}, err
	}
	flows := sheet{title: wFlows, columns: []ui.Column{{Head: wAccount, Main: true}, {Head: wRecSide}, {Head: wOpening, Num: true}, {Head: wIn, Num: true}, {Head: wOut, Num: true}, {Head: wClosing, Num: true}}}
	for _, x := range f.Flows {
		name := words.Text{Zh: x.Account.ID.String() + " " + x.Account.Title.Zh, En: x.Account.ID.String() + " " + x.Account.Title.En}
		flows.rows = append(flows.rows, record{href: reconciledPath(x.Account.ID), cells: []cell{text(name), text(wByBooks), fen(x.Opening), fen(x.In), fen(x.Out), fen(x.Closing)}})
		if x.Told {
			flows.rows = append(flows.rows, record{href: reconciledPath(x.Account.ID), cells: []cell{text(name), text(wByStatement), fen(x.TOpening), fen(x.TIn), fen(x.TOut), fen(x.TClosing)}})
		}
	}
	passed := sheet{title: wAllocations, empty: &ui.Empty{Icon: ui.IconMoney, Title: wNoAllocations, Body: wNoAllocationsNext},
		columns: []ui.Column{{Head: wWhen, Main: true}, {Head: wRecYuan, Num: true}, {Head: wTreasuryLeg}, {Head: wBankLeg}}}
	leg := func(l reconcile.Leg) cell {
		if !l.Found {
			return status(ui.Tag{Tone: ui.Warn, Text: wLegMissing})
		}
		return status(ui.Tag{Tone: ui.Good, Text: ui.Plain(l.Day.String())})
	}
	for _, x := range f.Passed {
		passed.rows = append(passed.rows, record{href: linePath(x.Treasury.Account, reconcile.Item{Side: reconcile.Book, Line: x.Seq}),
			cells: []cell{plain(x.Day.String()), fen(x.Amount), leg(x.Treasury), leg(x.Bank)}})
	}
	for _, x := range f.Strays {
		for _, flow := range f.Flows {
			if flow.Account.Holder == x.Holder {
				passed.rows = append(passed.rows, record{href: linePath(flow.Account.ID, reconcile.Item{Side: reconcile.Bank, Line: x.Line}), tone: ui.Warn,
					cells: []cell{plain(x.Day.String()), fen(max(x.Amount, -x.Amount)), text(wNotInBooks), text(x.Holder.Title())}})
				break
			}
		}
	}
	return fundPart{title: def.Title(), flows: flows.table(p), passed: passed.table(p)}, nil
}
