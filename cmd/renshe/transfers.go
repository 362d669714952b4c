package main

import (
	"io"
	"os"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// transferCmd keeps the transfers of relations (关系转移), as one signed-in person, by the operations of the books' pages.
type transferCmd struct {
	List     transferListCmd     `cmd:"" help:"${help_transferlist}"`
	Show     transferShowCmd     `cmd:"" help:"${help_transfershow}"`
	Paper    transferPaperCmd    `cmd:"" help:"${help_transferpaper}"`
	Tell     transferTellCmd     `cmd:"" help:"${help_transfertell}"`
	Announce transferAnnounceCmd `cmd:"" help:"${help_transferannounce}"`
	Step     transferStepCmd     `cmd:"" help:"${help_transferstep}"`
	Cancel   transferCancelCmd   `cmd:"" help:"${help_transfercancel}"`
}

var (
	transferLine = words.Text{Zh: "{id}  {direction} {route}  {agency}（{place}）  {state}{waits}  {amount} 元  已办 {days} 天  第 {version} 版",
		En: "{id}  {direction}, {route}  {agency} ({place})  {state}{waits}  {amount} yuan  day {days}  version {version}"}
	transferWaits  = words.Text{Zh: "，待复核：{step}（renshe ledger confirm {proposal}）", En: ", to be confirmed: {step} (renshe ledger confirm {proposal})"}
	transferYear   = words.Text{Zh: "  {year}  {months} 个月  档次 {grade}  个人 {personal}  集体 {collective}  补贴 {subsidy}", En: "  {year}  {months} months  grade {grade}  personal {personal}  collective {collective}  subsidy {subsidy}"}
	transferAct    = words.Text{Zh: "  {at}  {name}  {title}{step}  {amount}  {paper}", En: "  {at}  {name}  {title}{step}  {amount}  {paper}"}
	transferNext   = words.Text{Zh: "接下来：{next}", En: "next: {next}"}
	noTransfers    = words.Text{Zh: "没有正在办理的关系转移。", En: "No transfer is under way."}
	transferDiffer = words.Text{Zh: "到账与函告相差 {difference} 元。", En: "What came differs from the announcement by {difference} yuan."}
	transferTwice  = words.Text{Zh: "本县已有缴费的年度：{years}", En: "years that are paid here already: {years}"}

	badTransferInput = fail.Define(fail.Invalid, "cli.transfer-input",
		words.Text{Zh: "--file 和 --lines 要写一个，而且只写一个。", En: "Give either --file or --lines."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "--file 是对方的转移信息文件，--lines 是每年一行的缴费明细。", En: "--file is the other agency's transfer file, --lines a history with a line a year."})
)

// ofTransfers are what every command about transfers takes.
type ofTransfers struct {
	booksOf
	identity
}

// with opens the records and signs in.
func (c *ofTransfers) with(s *session, do func(a *app.App, by access.Actor) error) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	return do(a, by)
}

type transferListCmd struct {
	ofTransfers
	All   bool `help:"${help_transferall}"`
	Limit int  `help:"${help_lines}" default:"100"`
}

func (c *transferListCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, by access.Actor) error {
		all, err := a.Transfers.List(s, by, !c.All, 0, c.Limit)
		if err != nil {
			return err
		}
		today := civil.DateIn(a.Clock.Now())
		if c.JSON {
			list := make([]map[string]any, len(all))
			for i, t := range all {
				list[i] = transferJSON(t, today)
			}
			return s.json(list)
		}
		if len(all) == 0 {
			s.say(noTransfers)
		}
		for _, t := range all {
			s.sayTransfer(t, today)
		}
		return nil
	})
}

type transferShowCmd struct {
	ofTransfers
	ID int64 `arg:"" help:"${help_transferid}" placeholder:"ID"`
}

func (c *transferShowCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, by access.Actor) error { return s.tellTransfer(a, by, c.ID, c.JSON) })
}

type transferPaperCmd struct {
	ofTransfers
	ID int64 `arg:"" help:"${help_transferid}" placeholder:"ID"`
}

func (c *transferPaperCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, by access.Actor) error {
		paper, err := a.Transfers.Paper(s, by, c.ID, "存转移信息文件")
		if err != nil {
			return err
		}
		raw, err := paper.JSON()
		if err == nil {
			_, err = s.stdout.Write(raw)
		}
		return err
	})
}

type transferTellCmd struct {
	ofTransfers
	ID      int64  `arg:"" help:"${help_transferid}" placeholder:"ID"`
	Version int64  `help:"${help_transferversion}" required:"" placeholder:"N"`
	Letter  string `help:"${help_transferletter}" required:"" placeholder:"TEXT"`
	On      string `help:"${help_transferon}" required:"" placeholder:"YYYY-MM-DD"`
	Holder  string `help:"${help_transferholder}" required:"" placeholder:"TEXT"`
	Bank    string `help:"${help_transferbank}" required:"" placeholder:"TEXT"`
	Number  string `help:"${help_transfernumber}" required:"" placeholder:"NUMBER"`
}

func (c *transferTellCmd) Run(s *session) error {
	on, err := civil.ParseDate(c.On)
	if err != nil {
		return enrolment.BadPaper.With().On("--on")
	}
	return c.with(s, func(a *app.App, by access.Actor) error {
		_, err := a.Transfers.Tell(s, by, enrolment.Telling{Transfer: c.ID, Version: c.Version, Letter: c.Letter, On: on,
			Account: enrolment.AgencyAccount{Holder: c.Holder, Bank: c.Bank, Number: c.Number}})
		if err != nil {
			return err
		}
		return s.tellTransfer(a, by, c.ID, c.JSON)
	})
}

type transferAnnounceCmd struct {
	ofTransfers
	ID       int64  `arg:"" help:"${help_transferid}" placeholder:"ID"`
	Version  int64  `help:"${help_transferversion}" required:"" placeholder:"N"`
	File     string `help:"${help_transferfile}" placeholder:"FILE|-"`
	Lines    string `help:"${help_transferlines}" placeholder:"FILE|-"`
	Letter   string `help:"${help_transferletter}" placeholder:"TEXT"`
	On       string `help:"${help_transferon}" placeholder:"YYYY-MM-DD"`
	Joined   string `help:"${help_transferjoined}" placeholder:"YYYY-MM"`
	Years    int    `help:"${help_transferyears}" placeholder:"N"`
	Months   int32  `help:"${help_transfermonths}" placeholder:"N"`
	Interest string `help:"${help_transferinterest}" default:"0" placeholder:"YUAN"`
	Balance  string `help:"${help_transferbalance}" placeholder:"YUAN"`
}

func (c *transferAnnounceCmd) Run(s *session) error {
	if (c.File == "") == (c.Lines == "") {
		return badTransferInput.With()
	}
	return c.with(s, func(a *app.App, by access.Actor) error {
		w, err := c.announcement(s, a, by)
		if err != nil {
			return err
		}
		w.Version = c.Version
		if _, err := a.Transfers.Announce(s, by, w); err != nil {
			return err
		}
		return s.tellTransfer(a, by, c.ID, c.JSON)
	})
}

func (c *transferAnnounceCmd) announcement(s *session, a *app.App, by access.Actor) (w enrolment.Announcement, err error) {
	raw, err := s.whole(c.File + c.Lines)
	if err != nil {
		return w, err
	}
	if c.File != "" {
		paper, err := enrolment.ReadPaper(raw)
		if err != nil {
			return w, err
		}
		return a.Transfers.Announced(s, by, c.ID, paper)
	}
	w = enrolment.Announcement{Transfer: c.ID, Letter: c.Letter, Said: enrolment.Sums{Years: c.Years, Months: c.Months}}
	if w.On, err = civil.ParseDate(c.On); err != nil {
		return w, enrolment.BadPaper.With().On("--on")
	}
	if c.Joined != "" {
		if w.Joined, err = civil.ParseMonth(c.Joined); err != nil {
			return w, enrolment.BadPaper.With().On("--joined")
		}
	}
	if w.Said.Interest, err = money.ParseYuan(c.Interest); err != nil {
		return w, enrolment.BadMoney.With().On("--interest")
	}
	if w.Said.Balance, err = money.ParseYuan(c.Balance); err != nil {
		return w, enrolment.BadMoney.With().On("--balance")
	}
	w.Lines, err = enrolment.ParseHistory(string(raw))
	return w, err
}

// longestInput bounds what is read of a file that somebody names.
const longestInput = 256 << 10

// whole reads a file, or what comes in where its name is "-".
func (s *session) whole(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(s.stdin, longestInput+1))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, longestInput+1))
}

type transferStepCmd struct {
	ofTransfers
	ID      int64  `arg:"" help:"${help_transferid}" placeholder:"ID"`
	Step    string `arg:"" help:"${help_transferstepname}" enum:"order,pay,come-back,reverse,receive,credit,send-back" placeholder:"STEP"`
	Version int64  `help:"${help_transferversion}" required:"" placeholder:"N"`
	Paper   string `help:"${help_transferbankref}" placeholder:"TEXT"`
	On      string `help:"${help_transferbankday}" placeholder:"YYYY-MM-DD"`
	Amount  string `help:"${help_transferamount}" placeholder:"YUAN"`
	Says    string `help:"${help_transfersays}" placeholder:"TEXT"`
}

func (c *transferStepCmd) Run(s *session) error {
	x := enrolment.Stepping{Transfer: c.ID, Version: c.Version, Step: enrolment.Step(c.Step), Paper: c.Paper, Says: c.Says}
	var err error
	if c.On != "" {
		if x.On, err = civil.ParseDate(c.On); err != nil {
			return enrolment.BadPaper.With().On("--on")
		}
	}
	if c.Amount != "" {
		if x.Amount, err = money.ParseYuan(c.Amount); err != nil {
			return enrolment.BadMoney.With().On("--amount")
		}
	}
	return c.with(s, func(a *app.App, by access.Actor) error {
		if _, err := a.Transfers.Propose(s, by, x); err != nil {
			return err
		}
		return s.tellTransfer(a, by, c.ID, c.JSON)
	})
}

type transferCancelCmd struct {
	ofTransfers
	ID      int64  `arg:"" help:"${help_transferid}" placeholder:"ID"`
	Version int64  `help:"${help_transferversion}" required:"" placeholder:"N"`
	Why     string `help:"${help_transferwhy}" required:"" placeholder:"TEXT"`
}

func (c *transferCancelCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, by access.Actor) error {
		if _, err := a.Transfers.Cancel(s, by, enrolment.Cancelling{Transfer: c.ID, Version: c.Version, Says: c.Why}); err != nil {
			return err
		}
		return s.tellTransfer(a, by, c.ID, c.JSON)
	})
}

// tellTransfer shows a transfer as it stands.
func (s *session) tellTransfer(a *app.App, by access.Actor, id int64, asJSON bool) error {
	f, err := a.Transfers.Get(s, by, id)
	if err != nil {
		return err
	}
	today := civil.DateIn(a.Clock.Now())
	if asJSON {
		out := transferJSON(f.Transfer, today)
		out["lines"], out["overlap"], out["acts"] = f.Lines, f.Overlap, actsJSON(f.Acts)
		out["agency_account"] = map[string]string{"holder": f.Account.Holder, "bank": f.Account.Bank, "number": f.Account.Masked()}
		return s.json(out)
	}
	s.sayTransfer(f.Transfer, today)
	for _, l := range f.Lines {
		s.say(transferYear, "year", l.Year, "months", l.Months, "grade", l.Grade, "personal", l.Personal, "collective", l.Collective, "subsidy", l.Subsidy)
	}
	if d := f.Difference(); d != 0 {
		s.say(transferDiffer, "difference", d)
	}
	if len(f.Overlap) > 0 {
		s.say(transferTwice, "years", f.Overlap)
	}
	for _, act := range f.Acts {
		step := ""
		if act.Step != "" {
			step = " " + act.Step.Title().In(s.lang)
		}
		s.say(transferAct, "at", civil.Clock(act.At), "name", act.Name, "title", act.Title(), "step", step, "amount", act.Amount, "paper", act.Paper)
	}
	s.say(transferNext, "next", f.Next())
	return nil
}

func (s *session) sayTransfer(t enrolment.Transfer, today civil.Date) {
	waits := ""
	if t.Step != "" {
		waits = transferWaits.Fill(s.lang, "step", t.Step.Title(), "proposal", t.Proposal)
	}
	s.say(transferLine, "id", t.ID, "direction", t.Direction.Title(), "route", t.Route.Title(), "agency", t.Agency, "place", t.Place, "state", t.State.Title(),
		"waits", waits, "amount", t.Sums.Balance, "days", t.Age(today), "version", t.Version)
}

// transferJSON has numbers as texts and amounts in whole fen.
func transferJSON(t enrolment.Transfer, today civil.Date) map[string]any {
	out := map[string]any{"transfer": strconv.FormatInt(t.ID, 10), "person": strconv.FormatInt(t.Person, 10), "case": strconv.FormatInt(t.Case, 10), "direction": t.Direction,
		"route": t.Route, "state": t.State, "version": t.Version, "agency": t.Agency, "place": t.Place, "totals": t.Sums, "digest": t.Digest,
		"arrived_fen": t.Arrived, "difference_fen": t.Difference(), "days": t.Age(today), "steps": append([]enrolment.Step{}, t.Can()...)}
	if t.Step != "" {
		out["step"], out["proposal"] = t.Step, strconv.FormatInt(t.Proposal, 10)
	}
	if t.Joined != 0 {
		out["joined"] = t.Joined.String()
	}
	return out
}

func actsJSON(acts []enrolment.TransferAct) []map[string]any {
	all := make([]map[string]any, len(acts))
	for i, a := range acts {
		all[i] = map[string]any{"act": a.Kind, "at": a.At, "name": a.Name, "amount_fen": a.Amount, "paper": a.Paper, "says": a.Says}
		if a.Step != "" {
			all[i]["step"] = a.Step
		}
		if a.Batch != 0 {
			all[i]["batch"] = strconv.FormatInt(a.Batch, 10)
		}
		if !a.On.IsZero() {
			all[i]["on"] = a.On.String()
		}
	}
	return all
}
