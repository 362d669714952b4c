package main

import (
	"os"
	"path/filepath"
	"strings"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/words"
	"renshe/money"
)

// bankSimCmd is a bank, and a treasury, to practise with.
type bankSimCmd struct {
	Answer    bankAnswerCmd    `cmd:"" default:"withargs" help:"${help_banksim}"`
	Statement bankStatementCmd `cmd:"" help:"${help_simstatement}"`
}

// bankAnswerCmd reads a payment file of any format and writes what a bank could give back, with the faults
// that are asked for. Rates are of ten thousand.
type bankAnswerCmd struct {
	In        string `help:"${help_simin}" required:"" placeholder:"FILE"`
	Out       string `help:"${help_simout}" required:"" placeholder:"DIR"`
	Format    string `help:"${help_simformat}" default:"renshe" placeholder:"NAME"`
	Again     string `help:"${help_simagain}" placeholder:"NAME"`
	Seed      uint64 `help:"${help_simseed}" default:"1"`
	Day       string `help:"${help_simday}" placeholder:"YYYY-MM-DD"`
	Opening   string `help:"${help_simopening}" placeholder:"YUAN"`
	Closed    int    `help:"${help_simclosed}"`
	Name      int    `help:"${help_simname}"`
	Frozen    int    `help:"${help_simfrozen}"`
	Missing   int    `help:"${help_simmissing}"`
	Repeated  int    `help:"${help_simrepeated}"`
	Foreign   int    `help:"${help_simforeign}"`
	Changed   int    `help:"${help_simchanged}"`
	Late      int    `help:"${help_simlate}"`
	Reordered int    `help:"${help_simreordered}"`
	WrongSum  int    `help:"${help_simwrongsum}"`
	Truncated int    `help:"${help_simtruncated}"`
	Twice     int    `help:"${help_simtwice}"`
	JSON      bool   `name:"json" help:"${help_json}"`
}

var (
	simulated = words.Text{Zh: "{batch}：{orders} 笔 {total} 元；付出 {paid} 笔 {paidyuan} 元，退回 {returned} 笔；账户余额 {closing} 元。",
		En: "{batch}: {orders} orders of {total} yuan; {paid} paid with {paidyuan} yuan, {returned} returned; {closing} yuan left on the account."}
	simFault = words.Text{Zh: "  制造的差错 {what}：{count}", En: "  injected {what}: {count}"}
	simFile  = words.Text{Zh: "  {file}（{format}）", En: "  {file} ({format})"}
)

func (c *bankAnswerCmd) Run(s *session) error {
	content, err := os.ReadFile(c.In)
	if err != nil {
		return noFile.With("file", c.In).On("--in").From(err)
	}
	p, err := c.practice(content)
	if err != nil {
		return err
	}
	out, err := p.Answer(content)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o700); err != nil {
		return noFile.With("file", c.Out).On("--out").From(err)
	}
	for _, f := range out.Files {
		name := filepath.Join(c.Out, f.Name)
		if err := os.WriteFile(name, f.Content, 0o600); err != nil {
			return noFile.With("file", name).On("--out").From(err)
		}
	}
	if c.JSON {
		return s.json(out)
	}
	s.say(simulated, "batch", out.Batch, "orders", out.Orders, "total", out.Total, "paid", out.Paid, "paidyuan", out.PaidFen, "returned", out.Returned,
		"closing", out.Closing)
	for _, what := range bank.Faults {
		if n := out.Faults[what]; n > 0 {
			s.say(simFault, "what", what, "count", n)
		}
	}
	for _, f := range out.Files {
		s.say(simFile, "file", filepath.Join(c.Out, f.Name), "format", f.Format)
	}
	return nil
}

func (c *bankAnswerCmd) practice(content []byte) (bank.Practice, error) {
	p := bank.Practice{Simulation: bank.Simulation{Seed: c.Seed, ClosedIn10000: c.Closed, NameIn10000: c.Name}, Frozen: c.Frozen, Missing: c.Missing,
		Repeated: c.Repeated, Foreign: c.Foreign, Changed: c.Changed, Late: c.Late, Reordered: c.Reordered, WrongSum: c.WrongSum, Truncated: c.Truncated,
		Twice: c.Twice, Format: c.Format, Again: c.Again}
	batch, _, err := bank.ReadAnyPayment(content)
	if err != nil {
		return p, err
	}
	p.Value = batch.Created
	if c.Day != "" {
		if p.Value, err = civil.ParseDate(c.Day); err != nil {
			return p, badCommandLine.With("detail", "--day "+c.Day).On("--day")
		}
	}
	if c.Opening != "" {
		p.Opening, err = money.ParseYuan(c.Opening)
		if err != nil {
			return p, badCommandLine.With("detail", "--opening "+c.Opening).On("--opening")
		}
		return p, nil
	}
	for _, o := range batch.Orders { // enough for everybody
		if p.Opening, err = p.Opening.Add(o.Amount); err != nil {
			return p, err
		}
	}
	return p, nil
}

// formatNames is for the help.
func formatNames(fits func(bank.Format) bool) string {
	all, err := bank.Formats()
	if err != nil {
		return ""
	}
	var names []string
	for _, f := range all {
		if fits(f) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}
