package books

import (
	"io"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// relationsPath is where the transfers of relations are; the book's own transfers are 分录.
const (
	relationsPath  = "/books/relations"
	relationsShown = 200
	maxPaperFile   = 256 << 10
	longestHistory = 8000 // characters that are typed of a history
)

func relationPath(id int64) string { return "/books/relation/" + number(id) }

func (b *Books) relationRoutes(on registrar) {
	on("GET "+relationsPath, access.FundRead, b.relationList)
	on("POST "+relationsPath+"/accounts", access.LedgerPost, b.relationAccounts)
	on("GET /books/relation/{id}", access.FundRead, b.relation)
	on("GET /books/relation/{id}/file", access.PersonRead, b.relationFile)
	on("GET /books/relation/{id}/paper", access.PersonRead, b.relationPaper)
	on("POST /books/relation/{id}/tell", access.LedgerPost, b.tellRelation)
	on("POST /books/relation/{id}/announce", access.LedgerPost, b.announceRelation)
	on("POST /books/relation/{id}/announce-file", access.LedgerPost, b.takeRelation, web.Body(maxPaperFile+64<<10))
	on("POST /books/relation/{id}/step", access.LedgerPost, b.stepRelation)
	on("POST /books/relation/{id}/cancel", access.LedgerPost, b.cancelRelation)
}

// relationsView is a county's transfers.
type relationsView struct {
	all     bool
	missing bool // accounts that they need are not open
	open    bool // this person may propose to open them
	table   ui.Table
	pager   ui.Pager
	saves   []ui.Button
}

func (b *Books) relationList(v *visit) error {
	x, err := v.relationsView()
	if err != nil {
		return err
	}
	s, next, err := v.relationSheet(x.all)
	if err != nil {
		return err
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(wRelationMoves)
	x.table, x.saves = s.table(p), v.saves()
	x.pager = ui.Pager{Next: v.from(next), Shown: len(s.rows)}
	return v.OK(relationsPage(p, x))
}

func (v *visit) relationsView() (x relationsView, err error) {
	missing, err := v.b.Transfers.Missing(v.Ctx, v.Actor)
	return relationsView{all: v.R.URL.Query().Has("all"), missing: len(missing) > 0, open: v.May(access.LedgerPost)}, err
}

// relationSheet lists a page of them, and after which number the next one goes on; 0 if there is none.
func (v *visit) relationSheet(all bool) (s sheet, next int64, err error) {
	list, err := v.b.Transfers.List(v.Ctx, v.Actor, !all, v.after(), relationsShown+1)
	if len(list) > relationsShown {
		list = list[:relationsShown]
		next = list[relationsShown-1].ID
	}
	s = sheet{title: wRelationMoves, empty: &ui.Empty{Icon: ui.IconCheck, Title: wRelationsNone, Body: wRelationsNoneSay},
		columns: []ui.Column{{Head: wOtherAgency, Main: true}, {Head: wDirection}, {Head: wRouteOf}, {Head: wState}, {Head: wAgeDays, Num: true}, {Head: wAmountYuan, Num: true}}}
	for _, t := range list {
		age, amount := cell{}, cell{}
		if t.Digest != "" { // before the other agency has announced anything there is no amount
			amount = fen(t.Sums.Balance)
		}
		if t.State.Open() {
			age = count(int64(t.Age(v.Today())))
		}
		s.rows = append(s.rows, record{href: relationPath(t.ID), cells: []cell{plain(t.Agency), text(t.Direction.Title()), text(t.Route.Title()), status(relationTag(t)), age, amount}})
	}
	return s, next, err
}

func relationTag(t enrolment.Transfer) ui.Tag {
	switch {
	case t.Step != "":
		return ui.Tag{Tone: ui.Warn, Text: ui.Fill(wWaitsFor, "step", t.Step.Title())}
	case t.State == enrolment.TransferCancelled:
		return ui.Tag{Tone: ui.Neutral, Text: t.State.Title()}
	case t.State.Open():
		return ui.Tag{Tone: ui.Info, Text: t.State.Title()}
	}
	return ui.Tag{Tone: ui.Good, Text: t.State.Title()}
}

// relationAccounts proposes to open what transfers need.
func (b *Books) relationAccounts(v *visit) error {
	if _, err := b.Transfers.ProposeBooks(v.Ctx, v.Actor); err != nil {
		return err
	}
	v.Tell("good", wMissingDone, "")
	return v.See("/books/proposals")
}

// relationView is one transfer.
type relationView struct {
	enrolment.TransferFile
	path    string
	rows    []ui.Row
	tag     ui.Tag
	notices []ui.Banner
	history ui.Table
	acts    []ui.Event
	saves   []ui.Button
	steps   []enrolment.Step // that this person may propose
	tell    bool
	comes   bool // its announcement may be recorded
	cancel  bool
	ask     map[string]string
}

func (b *Books) relation(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	x, p, s, err := v.relationView(id)
	if err != nil {
		return err
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	return v.OK(relationPage(p, x))
}

func (v *visit) relationView(id int64) (x relationView, p *ui.Page, s sheet, err error) {
	if x.TransferFile, err = v.b.Transfers.Get(v.Ctx, v.Actor, id); err != nil {
		return x, nil, s, err
	}
	p = v.under(ui.Fill(wRelationOf, "direction", x.Direction.Title(), "agency", x.Agency), ui.Link{Href: relationsPath, Label: wRelationMoves})
	x.path, x.tag = relationPath(id), relationTag(x.Transfer)
	if x.rows, err = v.relationRows(x.TransferFile); err != nil {
		return x, nil, s, err
	}
	x.notices = relationNotices(x.TransferFile)
	s = movedSheet(x.TransferFile)
	x.history, x.acts, x.saves = s.table(p), relationEvents(x.TransferFile), v.saves()
	if x.Direction == enrolment.Out && x.State != enrolment.TransferCancelled && v.May(access.PersonRead) {
		x.saves = append([]ui.Button{{Label: wRelationFile, Href: x.path + "/file", Icon: ui.IconDownload}, {Label: wRelationPaper, Href: x.path + "/paper", Icon: ui.IconFile}}, x.saves...)
	}
	if v.May(access.LedgerPost) && x.Step == "" {
		x.steps = x.Can()
		x.tell = x.State == enrolment.TransferAsked && x.Direction == enrolment.Out || x.State == enrolment.TransferTold
		x.comes = x.Direction == enrolment.In && x.State.Open()
		x.cancel = x.State == enrolment.TransferAsked || x.State == enrolment.TransferTold || x.State == enrolment.TransferAnnounced
	}
	return x, p, s, nil
}

// relationRows are what a transfer is; the look at the person's file is logged.
func (v *visit) relationRows(f enrolment.TransferFile) ([]ui.Row, error) {
	p := v.Plain()
	var rows []ui.Row
	if v.May(access.PersonRead) {
		who, err := v.b.People.Get(v.Ctx, v.Actor, f.Person, wLooksMove.Zh)
		if err != nil {
			return nil, err
		}
		rows = append(rows, ui.Row{Name: wMovedPerson, Value: ui.Anchor("/desk/person/"+number(f.Person), who.Name), Note: ui.Plain(who.IDMasked)})
	}
	rows = append(rows, ui.Row{Name: wNextOf, Value: ui.Say(p, f.Next())}, ui.Row{Name: wRouteOf, Value: ui.Say(p, f.Route.Title())},
		ui.Row{Name: wOtherAgency, Value: ui.Str(f.Agency), Note: ui.Plain(f.Place)}, ui.Row{Name: wCaseOf, Value: ui.Anchor("/desk/case/"+number(f.Case), number(f.Case))})
	if f.Joined != 0 {
		rows = append(rows, ui.Row{Name: wJoinedSince, Value: ui.Num(f.Joined.String())})
	}
	if f.Digest != "" {
		rows = append(rows, ui.Row{Name: wBalanceMoved, Value: ui.Yuan(p, f.Sums.Balance)})
	}
	if f.Account.Number != "" {
		rows = append(rows, ui.Row{Name: wAgencyAccount, Value: ui.Str(f.Account.Holder + " " + f.Account.Bank), Note: ui.Plain(f.Account.Masked())})
	}
	if f.Arrived != 0 {
		rows = append(rows, ui.Row{Name: wArrivedSum, Value: ui.Yuan(p, f.Arrived)})
	}
	if f.State.Open() {
		rows = append(rows, ui.Row{Name: wAgeDays, Value: ui.Num(number(int64(f.Age(v.Today()))))})
	}
	return rows, nil
}

// relationNotices say what stands in the way.
func relationNotices(f enrolment.TransferFile) (all []ui.Banner) {
	if f.Step != "" {
		all = append(all, ui.Banner{Tone: ui.Warn, Title: ui.Fill(wWaitsHead, "step", f.Step.Title()), Body: wWaitsSay})
	}
	if d := f.Difference(); d != 0 {
		all = append(all, ui.Banner{Tone: ui.Warn, Title: wCameDiffers, Body: ui.Fill(wDiffersSay, "announced", f.Sums.Balance, "arrived", f.Arrived, "difference", d)})
	}
	if len(f.Overlap) > 0 {
		years := make([]string, len(f.Overlap))
		for i, y := range f.Overlap {
			years[i] = number(int64(y))
		}
		all = append(all, ui.Banner{Tone: ui.Warn, Title: wOverlapHead, Body: ui.Fill(wOverlapSay, "years", strings.Join(years, ", "))})
	}
	return all
}

// movedSheet is the history with its totals, the same on the page and in a workbook.
func movedSheet(f enrolment.TransferFile) sheet {
	s := sheet{title: wHistoryOf, empty: &ui.Empty{Icon: ui.IconFile, Title: wHistoryNone, Body: wHistoryNext},
		columns: []ui.Column{{Head: wYearOf, Main: true}, {Head: wMonthsPaid, Num: true}, {Head: wGradeOf, Num: true}, {Head: wPersonalPart, Num: true}, {Head: wCollectivePart, Num: true},
			{Head: wSubsidyPart, Num: true}}}
	for _, l := range f.Lines {
		s.rows = append(s.rows, record{cells: []cell{when(number(int64(l.Year))), count(int64(l.Months)), fen(l.Grade), fen(l.Personal), fen(l.Collective), fen(l.Subsidy)}})
	}
	t := f.Sums
	s.foot = []cell{text(wTotalRow), count(int64(t.Months)), {}, fen(t.Personal), fen(t.Collective), fen(t.Subsidy)}
	for _, part := range []struct {
		what words.Text
		fen  money.Fen
	}{{wInterestPart, t.Interest}, {wDrawnPart, t.Drawn}, {wBalanceMoved, t.Balance}} {
		if f.Digest != "" && part.fen != 0 {
			s.facts = append(s.facts, words.Text{Zh: part.what.Zh + " " + part.fen.String(), En: part.what.En + " " + part.fen.String()})
		}
	}
	if f.Digest != "" {
		s.facts = append(s.facts, words.Text{Zh: wDigestOf.Zh + " " + f.Digest, En: wDigestOf.En + " " + f.Digest})
	}
	return s
}

// relationEvents are what was done, the latest last.
func relationEvents(f enrolment.TransferFile) (all []ui.Event) {
	for _, a := range f.Acts {
		title := a.Title()
		if a.Step != "" {
			title = words.Text{Zh: title.Zh + "：" + a.Step.Title().Zh, En: title.En + ": " + a.Step.Title().En}
		}
		var said []string
		if a.Amount != 0 {
			said = append(said, a.Amount.String())
		}
		for _, s := range []string{a.Paper, day(a.On), a.Says} {
			if s != "" {
				said = append(said, s)
			}
		}
		all = append(all, ui.Event{At: civil.Clock(a.At), Title: title, Who: a.Name, Note: ui.Plain(strings.Join(said, " · "))})
	}
	return all
}

// relationAct reads the form of an act, does it, and shows the transfer with how it came out.
func (v *visit) relationAct(said words.Text, act func(id int64, f *web.Form) error) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	if err := act(id, f); err != nil {
		x, p, _, got := v.relationView(id)
		if got != nil {
			return got
		}
		x.ask = asked(f, "letter", "on", "holder", "bank", "number", "lines", "years", "months", "interest", "balance", "joined", "why")
		for _, s := range x.steps {
			for _, field := range []string{"paper", "on", "amount", "says"} {
				x.ask[typed(s, field)] = f.Raw(typed(s, field))
			}
		}
		return v.Refused(p, err, relationPage(p, x))
	}
	v.Tell("good", said, "")
	return v.See(relationPath(id))
}

func (b *Books) tellRelation(v *visit) error {
	return v.relationAct(wTold, func(id int64, f *web.Form) error {
		w := enrolment.Telling{Transfer: id, Version: f.ID("version"), Letter: f.Text("letter", 60), On: f.Date("on"),
			Account: enrolment.AgencyAccount{Holder: f.Text("holder", 60), Bank: f.Text("bank", 60), Number: f.Text("number", 40)}}
		if err := f.Err(); err != nil {
			return err
		}
		_, err := b.Transfers.Tell(v.Ctx, v.Actor, w)
		return err
	})
}

func (b *Books) announceRelation(v *visit) error {
	return v.relationAct(wAnnounced, func(id int64, f *web.Form) error {
		w := enrolment.Announcement{Transfer: id, Version: f.ID("version"), Letter: f.Text("letter", 60), On: f.Date("on"), Joined: maybeMonth(f, "joined")}
		text := f.Lines("lines", longestHistory)
		w.Said = enrolment.Sums{Years: int(f.Int("years", 1, 100)), Months: int32(f.Int("months", 1, 1200)), Interest: maybeFen(f, "interest"), Balance: f.Fen("balance", 1, most)}
		if err := f.Err(); err != nil {
			return err
		}
		var err error
		if w.Lines, err = enrolment.ParseHistory(text); err == nil {
			_, err = b.Transfers.Announce(v.Ctx, v.Actor, w)
		}
		return err
	})
}

// takeRelation records the announcement of a file.
func (b *Books) takeRelation(v *visit) error {
	return v.relationAct(wAnnounced, func(id int64, f *web.Form) error {
		raw, _ := f.Upload("file", maxPaperFile)
		version := f.ID("version")
		if err := f.Err(); err != nil {
			return err
		}
		paper, err := enrolment.ReadPaper(raw)
		if err != nil {
			return err
		}
		w, err := b.Transfers.Announced(v.Ctx, v.Actor, id, paper)
		if err == nil {
			w.Version = version
			_, err = b.Transfers.Announce(v.Ctx, v.Actor, w)
		}
		return err
	})
}

func (b *Books) stepRelation(v *visit) error {
	return v.relationAct(wProposed, func(id int64, f *web.Form) error {
		step := enrolment.Step(f.Raw("step"))
		s := enrolment.Stepping{Transfer: id, Version: f.ID("version"), Step: step, Says: f.MaybeText(typed(step, "says"), 200)}
		if step.AtBank() {
			s.Paper, s.On = f.Text(typed(step, "paper"), 60), f.Date(typed(step, "on"))
		}
		if step == enrolment.Receive {
			s.Amount = f.Fen(typed(step, "amount"), 1, most)
		}
		if err := f.Err(); err != nil {
			return err
		}
		_, err := b.Transfers.Propose(v.Ctx, v.Actor, s)
		for _, e := range fail.Each(err) {
			if e.Field == "paper" || e.Field == "on" || e.Field == "amount" || e.Field == "says" {
				err = e.On(typed(step, e.Field)) // a proposal has one fault
			}
		}
		return err
	})
}

func (b *Books) cancelRelation(v *visit) error {
	return v.relationAct(wCancelled, func(id int64, f *web.Form) error {
		c := enrolment.Cancelling{Transfer: id, Version: f.ID("version"), Says: f.Text("why", 200)}
		if err := f.Err(); err != nil {
			return err
		}
		_, err := b.Transfers.Cancel(v.Ctx, v.Actor, c)
		return err
	})
}

// relationFile sends what the other agency takes up.
func (b *Books) relationFile(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	paper, err := b.Transfers.Paper(v.Ctx, v.Actor, id, wRelationFile.Zh)
	if err != nil {
		return err
	}
	raw, err := paper.JSON()
	if err != nil {
		return err
	}
	return web.Send(v.W, web.File{Name: "relation-transfer-" + number(id) + ".json", Kind: web.KindJSON}, func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	})
}

// paperView is the sheet that goes with the letter (转移信息表).
type paperView struct {
	rows    []ui.Row
	history ui.Table
	sign    words.Text
}

func (b *Books) relationPaper(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	paper, err := b.Transfers.Paper(v.Ctx, v.Actor, id, wRelationPaper.Zh)
	if err != nil {
		return err
	}
	p := v.under(wPaperTitle, ui.Link{Href: relationsPath, Label: wRelationMoves}, ui.Link{Href: relationPath(id), Label: ui.Plain(paper.Agency)})
	t := paper.Totals
	x := paperView{sign: ui.Fill(wPaperSign, "county", v.County.Name), rows: []ui.Row{{Name: wMovedPerson, Value: ui.Str(paper.Name)}, {Name: wCitizenNo, Value: ui.Mono(civil.CitizenID(paper.CitizenID).Masked()), Note: wCitizenInFile},
		{Name: wOtherAgency, Value: ui.Str(paper.Agency), Note: ui.Plain(paper.Place)}, {Name: wJoinedSince, Value: ui.Num(paper.Since)}, {Name: wLetterNo, Value: ui.Str(paper.Letter), Note: ui.Plain(paper.LetterOn)},
		{Name: wInterestPart, Value: ui.Yuan(p, t.Interest)}, {Name: wDrawnPart, Value: ui.Yuan(p, t.Drawn)}, {Name: wBalanceMoved, Value: ui.Yuan(p, t.Balance)}, {Name: wDigestOf, Value: ui.Mono(paper.Digest)}}}
	x.history = movedSheet(enrolment.TransferFile{Transfer: enrolment.Transfer{Sums: t}, Lines: paper.Lines}).table(p)
	return v.OK(relationPaperPage(p, x))
}

// typed is the name of a step's field: several steps may stand on one page.
func typed(s enrolment.Step, field string) string { return string(s) + "-" + field }

// weight makes the way on the page's one great act.
func (x relationView) weight(s enrolment.Step) ui.Weight {
	if s == x.steps[0] {
		return ui.Primary
	}
	return ui.Secondary
}

// first makes what begins a transfer the great act while it is to be done.
func (x relationView) first(s enrolment.TransferState) ui.Weight {
	if x.State == s {
		return ui.Primary
	}
	return ui.Secondary
}
