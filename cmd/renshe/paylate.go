package main

import (
	"os"

	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/words"
	"renshe/money"
)

// lateCmd takes in what came back after it had been paid, and books it: each step is one person's.
type lateCmd struct {
	place
	identity
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	In     string `help:"${help_latein}" xor:"act" placeholder:"FILE"`
	Book   int64  `help:"${help_latebook}" xor:"act" placeholder:"NOTICE"`
	Refuse int64  `help:"${help_laterefuse}" xor:"act" placeholder:"NOTICE"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

// lateState is a notice for people and programs: numbers and sums, no person.
type lateState struct {
	Notice  int64           `json:"notice,string"`
	Bank    string          `json:"bank_reference"`
	Account string          `json:"account"`
	Day     string          `json:"day"`
	State   string          `json:"state"`
	Lines   int64           `json:"lines"`
	Total   money.Fen       `json:"total_fen"`
	Fits    int             `json:"fits"`
	FitsFen money.Fen       `json:"fits_fen"`
	Listed  []lateLineState `json:"listed"`
	Maker   string          `json:"maker"`
	Checker string          `json:"checker,omitempty"`
	Already bool            `json:"already"`
}

type lateLineState struct {
	Line    int64           `json:"line"`
	Payment int64           `json:"payment,string"`
	Amount  money.Fen       `json:"amount_fen"`
	Verdict benefit.Verdict `json:"verdict"`
}

var (
	lateStands = words.Text{Zh: "通知 {notice}（{bank}，{day}）{state}：{lines} 笔 {total} 元；相符 {fits} 笔 {fitsyuan} 元，待查 {listed} 笔。导入 {maker}，审核 {checker}",
		En: "Notice {notice} ({bank}, {day}) {state}: {lines} lines of {total} yuan; {fits} fit with {fitsyuan} yuan, {listed} are listed. Maker {maker}, checker {checker}"}
	lateListed = words.Text{Zh: "  第 {line} 笔 {amount} 元：{verdict}。{do}", En: "  line {line}, {amount} yuan: {verdict}. {do}"}
	noNotices  = words.Text{Zh: "还没有付后退回通知。", En: "There are no notices yet."}
	lateStates = map[string]words.Text{"entered": {Zh: "待审核", En: "waits to be decided"}, "booked": {Zh: "已入账", En: "booked"}, "refused": {Zh: "已退回", En: "refused"}}
)

func (c *lateCmd) Run(s *session) error {
	county, err := parseCounty(c.County)
	if err != nil {
		return err
	}
	a, _, err := s.open(c.place, county)
	if err != nil {
		return err
	}
	defer a.Close()
	actor, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	list, already, err := c.act(s, a, actor)
	if err != nil {
		return err
	}
	states := make([]lateState, len(list))
	for i, n := range list {
		if n.Returns == nil {
			if n, err = a.Benefit.Late(s, actor, n.ID); err != nil {
				return err
			}
		}
		states[i] = lateStateOf(n)
		states[i].Already = already
	}
	if c.JSON {
		return s.json(states)
	}
	if already {
		s.say(wasDone)
	}
	if len(states) == 0 {
		s.say(noNotices)
	}
	for _, n := range states {
		s.sayLate(n)
	}
	return nil
}

// act does what is asked for and gives the notices that it was about.
func (c *lateCmd) act(s *session, a *app.App, actor access.Actor) (list []benefit.LateNotice, already bool, err error) {
	var n benefit.LateNotice
	switch {
	case c.In != "":
		content, bad := os.ReadFile(c.In)
		if bad != nil {
			return nil, false, noFile.With("file", c.In).On("--in").From(bad)
		}
		n, already, err = a.Benefit.EnterLate(s, actor, content)
	case c.Book != 0:
		n, err = a.Benefit.DecideLate(s, actor, c.Book, true)
	case c.Refuse != 0:
		n, err = a.Benefit.DecideLate(s, actor, c.Refuse, false)
	default:
		list, err = a.Benefit.LateNotices(s, actor, benefit.MaxPage)
		return list, false, err
	}
	return []benefit.LateNotice{n}, already, err
}

func lateStateOf(n benefit.LateNotice) lateState {
	fits, _, fen, _ := n.Sums()
	state := lateState{Notice: n.ID, Bank: n.Notice, Account: n.Account, Day: n.Value.String(), State: n.State, Lines: n.Lines, Total: n.Total, Fits: fits, FitsFen: fen,
		Listed: []lateLineState{}, Maker: n.ByName, Checker: n.DecidedName}
	for _, l := range n.Returns {
		if l.Verdict != benefit.Fits {
			state.Listed = append(state.Listed, lateLineState{l.Line, l.Payment, l.Amount, l.Verdict})
		}
	}
	return state
}

func (s *session) sayLate(n lateState) {
	checker := n.Checker
	if checker == "" {
		checker = "—"
	}
	s.say(lateStands, "notice", n.Notice, "bank", n.Bank, "day", n.Day, "state", lateStates[n.State], "lines", n.Lines, "total", n.Total, "fits", n.Fits, "fitsyuan", n.FitsFen,
		"listed", len(n.Listed), "maker", n.Maker, "checker", checker)
	for _, l := range n.Listed {
		s.say(lateListed, "line", l.Line, "amount", l.Amount, "verdict", l.Verdict.Title(), "do", l.Verdict.Do())
	}
}
