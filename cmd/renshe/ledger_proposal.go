package main

import (
	"errors"
	"strconv"

	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
)

type proposalsCmd struct {
	booksOf
	identity
	Fund  string `help:"${help_fund}" placeholder:"FUND"`
	All   bool   `help:"${help_proposalsall}"`
	Limit int    `help:"${help_lines}" default:"100"`
}

type confirmCmd struct {
	booksOf
	identity
	ID int64 `arg:"" help:"${help_proposal}" placeholder:"ID"`
}

type sendBackCmd struct {
	booksOf
	identity
	ID     int64  `arg:"" help:"${help_proposal}" placeholder:"ID"`
	Reason string `help:"${help_sendbackreason}" required:"" placeholder:"TEXT"`
}

// openCmd proposes an account.
type openCmd struct {
	booksOf
	identity
	Account     string `arg:"" help:"${help_account}" placeholder:"FUND-NUMBER"`
	Class       string `help:"${help_class}" required:"" enum:"asset,liability,net-assets,income,expense" placeholder:"CLASS"`
	Owner       string `help:"${help_owner}" default:"county" placeholder:"OWNER"`
	TitleZh     string `help:"${help_titlezh}" required:"" placeholder:"TITLE"`
	TitleEn     string `help:"${help_titleen}" required:"" placeholder:"TITLE"`
	NoOverdraft bool   `help:"${help_nooverdraft}"`
	Reason      string `help:"${help_proposereason}" placeholder:"TEXT"`
}

var (
	proposalLine = words.Text{Zh: "{id} {act} {fund} {what}：{state}，{maker}制单；确认 {voices}/{needs}{more}",
		En: "{id} {act}, {fund}, {what}: {state}, proposed by {maker}; {voices} of {needs} confirmations{more}"}
	proposalTotal   = words.Text{Zh: "{total} 元", En: "{total} yuan"}
	proposalDecided = words.Text{Zh: "；{name}办理", En: "; decided by {name}"}
	proposalNext    = words.Text{Zh: "另一位有权限的人确认后才入账：renshe ledger confirm {id} --as 登录名", En: "It enters the books when another person confirms it: renshe ledger confirm {id} --as LOGIN"}
	noProposals     = words.Text{Zh: "没有待复核事项。", En: "Nothing waits to be confirmed."}
	badClass        = fail.Define(fail.Invalid, "cli.account-class",
		words.Text{Zh: "没有“{class}”这一类账户。", En: "There is no class of accounts “{class}”."},
		words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
		words.Text{Zh: "请写 asset、liability、net-assets、income 或 expense。", En: "Write asset, liability, net-assets, income or expense."})
)

var accountClasses = map[string]ledger.Class{"asset": ledger.Asset, "liability": ledger.Liability, "net-assets": ledger.NetAssets,
	"income": ledger.Income, "expense": ledger.Expense}

func (c *openCmd) Run(s *session) error {
	id, err := ledger.ParseAccountID(c.Account)
	if err != nil {
		return err
	}
	class, known := accountClasses[c.Class]
	if !known {
		return badClass.With("class", c.Class).On("--class")
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	p, err := a.Books.ProposeAccount(s, by, ledger.Account{ID: id, Fund: id.Fund(), Class: class, Owner: c.Owner,
		Title: words.Text{Zh: c.TitleZh, En: c.TitleEn}, NoOverdraft: c.NoOverdraft}, c.Reason)
	if err != nil {
		return err
	}
	return s.proposal(p, c.JSON)
}

func (c *confirmCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	p, err := a.Books.Confirm(s, by, c.ID)
	if err != nil {
		return err
	}
	return s.proposal(p, c.JSON)
}

func (c *sendBackCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	p, err := a.Books.SendBack(s, by, c.ID, c.Reason)
	if err != nil {
		return err
	}
	return s.proposal(p, c.JSON)
}

func (c *proposalsCmd) Run(s *session) error {
	var fund ledger.Fund
	var bad error
	if c.Fund != "" {
		fund, bad = fundCalled(c.Fund)
	}
	a, county, err := c.books(s)
	if err := errors.Join(bad, err); err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	all, err := a.Books.Proposals(s, by, fund, !c.All, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		list := make([]map[string]any, len(all))
		for i, p := range all {
			list[i] = proposalJSON(p)
		}
		return s.json(list)
	}
	if len(all) == 0 {
		s.say(noProposals)
	}
	for _, p := range all {
		s.sayProposal(p)
	}
	return nil
}

// proposal shows what was proposed, or what became of it.
func (s *session) proposal(p ledger.Proposal, json bool) error {
	if json {
		return s.json(proposalJSON(p))
	}
	s.sayProposal(p)
	if p.State == ledger.StateProposed {
		s.say(proposalNext, "id", p.ID)
	}
	return nil
}

func (s *session) sayProposal(p ledger.Proposal) {
	more := ""
	if p.DecidedBy != 0 {
		more = proposalDecided.Fill(s.lang, "name", p.DecidedName)
	}
	s.say(proposalLine, "id", p.ID, "act", p.Act.Title(), "fund", fundTitle(p.Fund), "what", s.about(p), "state", p.State.Title(), "maker", p.MakerName,
		"voices", len(p.Voices), "needs", p.Needs, "more", more)
}

// about says what a proposal is about: a month, an account, or an amount.
func (s *session) about(p ledger.Proposal) string {
	switch {
	case p.Account != nil:
		return p.Account.ID.String() + " " + p.Account.Title.In(s.lang)
	case p.Act == ledger.ActClose:
		return p.Month.String()
	}
	return proposalTotal.Fill(s.lang, "total", p.Total)
}

func fundTitle(f ledger.Fund) words.Text {
	def, err := f.Def()
	if err != nil {
		return words.Text{Zh: strconv.Itoa(int(f)), En: strconv.Itoa(int(f))}
	}
	return def.Title()
}

// proposalJSON has numbers of proposals and batches as texts, amounts in whole fen.
func proposalJSON(p ledger.Proposal) map[string]any {
	out := map[string]any{"proposal": strconv.FormatInt(p.ID, 10), "act": p.Act, "fund": p.Fund, "state": p.State, "reason": p.Reason,
		"maker": p.Maker, "maker_name": p.MakerName, "made_at": p.MadeAt, "needs": p.Needs, "already": p.Already}
	voices := []map[string]any{}
	for _, v := range p.Voices {
		voices = append(voices, map[string]any{"by": v.User, "name": v.Name, "at": v.At})
	}
	out["confirmations"] = voices
	if p.DecidedBy != 0 {
		out["decided_by"], out["decided_name"], out["decided_at"], out["remark"] = p.DecidedBy, p.DecidedName, p.DecidedAt, p.Remark
	}
	if p.State == ledger.StateConfirmed {
		out["seq"] = p.Seq
	}
	switch {
	case p.Act == ledger.ActClose:
		out["month"] = p.Month
	case p.Account != nil:
		out["account"] = p.Account.ID.String()
	default:
		out["total_fen"] = p.Total
	}
	return out
}
