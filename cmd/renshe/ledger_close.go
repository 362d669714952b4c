package main

import (
	"errors"

	"renshe/internal/ledger"
	"renshe/internal/words"
)

// closeCmd closes a month in two steps, each somebody's own.
type closeCmd struct {
	booksOf
	identity
	Fund    string `arg:"" help:"${help_fund}" placeholder:"FUND"`
	Month   string `help:"${help_closemonth}" required:"" placeholder:"YYYY-MM"`
	Propose bool   `help:"${help_closepropose}" required:"" xor:"step"`
	Confirm bool   `help:"${help_closeconfirm}" required:"" xor:"step"`
	Reason  string `help:"${help_proposereason}" placeholder:"TEXT"`
}

var (
	closeLine = words.Text{Zh: "{fund} {month} 已结账：{accounts} 个账户，借贷各 {debits} 元，根 {root}",
		En: "{month} of the {fund} is closed: {accounts} accounts, {debits} yuan on each side, root {root}"}
	closedBefore = words.Text{Zh: "这个月以前已经结过账，这次什么也没有改。", En: "The month was closed before; nothing was changed now."}
)

func (c *closeCmd) Run(s *session) error {
	month, bad := parseMonth(c.Month, "--month")
	fund, err := fundCalled(c.Fund)
	if err := errors.Join(bad, err); err != nil {
		return err
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
	if c.Propose {
		p, err := a.Books.ProposeClose(s, by, fund, month, c.Reason)
		if err != nil {
			return err
		}
		return s.proposal(p, c.JSON)
	}
	p, found, err := a.Books.ProposedClose(s, county, fund, month)
	if err != nil {
		return err
	}
	if found {
		if p, err = a.Books.Confirm(s, by, p.ID); err != nil {
			return err
		}
		if p.State != ledger.StateConfirmed { // more must confirm
			return s.proposal(p, c.JSON)
		}
	}
	closing, closed, err := a.Books.ClosingOf(s, county, fund, month)
	if err != nil {
		return err
	}
	if !closed {
		return ledger.NoProposal.With("id", month).On("--month")
	}
	return s.closing(closing, !found, c.JSON)
}

// closing shows a closed month.
func (s *session) closing(c ledger.Closing, already, json bool) error {
	def, err := c.Fund.Def()
	if err != nil {
		return err
	}
	if json {
		return s.json(map[string]any{"fund": def.Code, "month": c.Month, "accounts": c.Accounts, "debits_fen": c.Debits,
			"credits_fen": c.Credits, "root": c.Root.String(), "seq": c.Seq, "maker": c.By.Maker, "checker": c.By.Checker, "already": already})
	}
	if already {
		s.say(closedBefore)
	}
	s.say(closeLine, "fund", def.Title(), "month", c.Month, "accounts", c.Accounts, "debits", c.Debits, "root", c.Root.String())
	return nil
}
