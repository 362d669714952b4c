package main

import (
	"errors"
	"os"
	"runtime/debug"

	"renshe/internal/app"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/fail"
	"renshe/internal/words"
)

type payrunCmd struct {
	Pay       payMonthCmd  `cmd:"" default:"withargs" help:"${help_paymonth}"`
	Prepare   prepareCmd   `cmd:"" help:"${help_payprepare}"`
	Withdraw  withdrawCmd  `cmd:"" help:"${help_paywithdraw}"`
	Approve   approveCmd   `cmd:"" help:"${help_payapprove}"`
	Export    exportCmd    `cmd:"" help:"${help_payexport}"`
	Import    importCmd    `cmd:"" help:"${help_payimport}"`
	Reconcile reconcileCmd `cmd:"" help:"${help_payreconcile}"`
	Status    statusCmd    `cmd:"" help:"${help_paystatus}"`
	Late      lateCmd      `cmd:"" help:"${help_paylate}"`
	Lists     listsCmd     `cmd:"" help:"${help_lists}"`
}

// collectAt is the percentage of Go's collector while a run is paid: a run makes short-lived rows by the million beside little that stays. At 300 a
// county's run took a tenth less of the processor and 85 MiB more; 200 leaves larger counties room.
const collectAt = 200

// AfterApply is called before any of the commands runs.
func (payrunCmd) AfterApply() error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	return nil
}

// payMonthCmd does all of a demo county's month at once.
type payMonthCmd struct {
	place
	County  string   `help:"${help_county}" default:"430725" placeholder:"CODE"`
	Month   string   `help:"${help_month}" required:"" placeholder:"YYYY-MM"`
	Maker   string   `help:"${help_maker}" default:"kuaiji"`
	Checker string   `help:"${help_checker}" default:"shenpi"`
	Bank    []string `help:"${help_bank}" default:"sim" sep:"none" placeholder:"FILE|sim"`
	Out     string   `help:"${help_out}" placeholder:"FILE"`
	Format  string   `help:"${help_payformat}" default:"renshe" placeholder:"NAME"`
	JSON    bool     `name:"json" help:"${help_json}"`
}

var (
	paid = words.Text{Zh: "{month}：应发 {people} 人，暂缓 {held} 人，报盘 {total} 元；到账 {posted} 笔 {postedyuan} 元，退回 {returned} 笔 {returnedyuan} 元；与银行差额 {difference} 元。",
		En: "{month}: {people} people to pay, {held} held, {total} yuan ordered; {posted} payments of {postedyuan} yuan arrived, {returned} of {returnedyuan} yuan came back; difference to the bank {difference} yuan."}
	paidAlready = words.Text{Zh: "这个月已经发过并对完账，这次什么也没有改。", En: "This month was paid and reconciled before; nothing was changed now."}
	// One command acts as maker and checker, without the password of either: where the money is real, that would be one person.
	onlyDemo = fail.Define(fail.Blocked, "cli.only-demo",
		words.Text{Zh: "{county}不是演示县：一条命令不能替制单人和复核人两个人办。", En: "{county} is no demo county: one command may not act for both the maker and the checker."},
		words.Text{Zh: "没有发放任何款项，账没有变动。", En: "Nothing was paid and the books are unchanged."},
		words.Text{Zh: "请由制单人和复核人各自登录网页，或各用 payrun 的分步命令办理。", En: "Let the maker and the checker each do their part, on the pages or with the single steps of payrun."})
	noFile = fail.Define(fail.Invalid, "cli.file",
		words.Text{Zh: "文件 {file} 读写不了。", En: "The file {file} cannot be read or written."},
		words.Text{Zh: "已经做完的步骤都在。", En: "Every step that was finished is kept."},
		words.Text{Zh: "请检查路径和权限，再运行一次。", En: "Check the path and its permissions and run again."})
)

func (c *payMonthCmd) Run(s *session) error {
	county, err := parseCounty(c.County)
	month, bad := parseMonth(c.Month, "--month")
	_, unknown := bank.FormatNamed(c.Format, bank.Paying)
	if err := errors.Join(err, bad, unknown); err != nil {
		return err
	}
	a, opened, err := s.open(c.place, county)
	if err != nil {
		return err
	}
	defer a.Close()
	if !opened.Demo {
		return onlyDemo.With("county", opened.Name).On("--county")
	}
	maker, err := a.UserNamed(s, county, c.Maker)
	if err != nil {
		return err
	}
	checker, err := a.UserNamed(s, county, c.Checker)
	if err != nil {
		return err
	}
	p := s.progress()
	out, err := a.Benefit.Pay(s, maker, checker, county, month, func(file []byte) ([]byte, error) { return c.exchange(s, a, file) },
		func(x benefit.Progress) { p.at(x.State.Title(), x.Done, x.Total) })
	p.done()
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(out)
	}
	if out.Already {
		s.say(paidAlready)
	}
	s.say(paid, "month", month, "people", out.People, "held", out.Held, "total", out.Total, "posted", out.Posted, "postedyuan", out.PostedFen,
		"returned", out.Returned, "returnedyuan", out.ReturnedF, "difference", out.Difference)
	return nil
}

// exchange gives the payment file to the bank, in the format it wants, and brings its answer: the simulated bank of a demo county, or
// the files that the bank gave.
func (c *payMonthCmd) exchange(s *session, a *app.App, payment []byte) ([]byte, error) {
	if c.Out != "" {
		out, _, err := bank.WritePayment(c.Format, payment)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(c.Out, out, 0o600); err != nil {
			return nil, noFile.With("file", c.Out).On("--out").From(err)
		}
	}
	if len(c.Bank) == 1 && c.Bank[0] == "sim" {
		county, err := parseCounty(c.County)
		if err != nil {
			return nil, err
		}
		return a.DemoBank(s, county, payment)
	}
	files := make([][]byte, len(c.Bank))
	for i, name := range c.Bank {
		var err error
		if files[i], err = os.ReadFile(name); err != nil {
			return nil, noFile.With("file", name).On("--bank").From(err)
		}
	}
	return bank.Assemble(payment, files...)
}
