package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// identity says who acts. A step of a payment run is somebody's, with his password: two persons are two passwords.
type identity struct {
	As         string `help:"${help_as}" required:"" placeholder:"LOGIN"`
	PasswordFD int    `name:"password-fd" help:"${help_passwordfd}" default:"-1" placeholder:"N"`
}

// cliSource is where sign-ins on the command line come from, for the throttle.
const cliSource = "command line"

// passwordBytes bounds what is read as a password.
const passwordBytes = 1024

var (
	askPassword = words.Text{Zh: "{login} 的密码：", En: "Password of {login}: "}
	noPassword  = fail.Define(fail.Invalid, "cli.no-password",
		words.Text{Zh: "没有 {login} 的密码。", En: "There is no password for {login}."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "请在终端里输入，或用 --password-fd N、环境变量 RENSHE_PASSWORD 给出。", En: "Type it on a terminal, or give it with --password-fd N or in RENSHE_PASSWORD."})
	noRun = fail.Define(fail.NotFound, "cli.no-run",
		words.Text{Zh: "{month} 还没有发放批次。", En: "There is no run of {month} yet."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "请制单人先用 payrun prepare 制单。", En: "Let the maker prepare it first, with payrun prepare."})
)

// signIn makes the actor of a login from its password.
func (i identity) signIn(s *session, a *app.App, county civil.County) (access.Actor, error) {
	password, err := i.password(s)
	if err != nil || password == "" {
		return access.Actor{}, noPassword.With("login", i.As).On("--as").From(err)
	}
	return a.Access.SignIn(s, county, i.As, password, cliSource)
}

func (i identity) password(s *session) (string, error) {
	if i.PasswordFD >= 0 {
		in := s.stdin
		if i.PasswordFD > 0 {
			f := os.NewFile(uintptr(i.PasswordFD), "password")
			defer f.Close()
			in = f
		}
		line, err := bufio.NewReader(io.LimitReader(in, passwordBytes)).ReadString('\n')
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return strings.TrimRight(line, "\r\n"), err
	}
	if given := os.Getenv("RENSHE_PASSWORD"); given != "" {
		return given, nil
	}
	f, ok := s.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return "", nil
	}
	io.WriteString(s.stderr, askPassword.Fill(s.lang, "login", i.As))
	typed, err := term.ReadPassword(int(f.Fd()))
	io.WriteString(s.stderr, "\n")
	return string(typed), err
}

// stepCmd is what the steps of a run have in common.
type stepCmd struct {
	place
	identity
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	Month  string `help:"${help_month}" required:"" placeholder:"YYYY-MM"`
	Kind   string `help:"${help_paykind}" default:"resident-pension" placeholder:"NAME"`
	Serial int    `help:"${help_payserial}" placeholder:"N"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

// step is a command that acts as one person on one month's run.
type step struct {
	s     *session
	ctx   context.Context // with the progress
	app   *app.App
	actor access.Actor
	month civil.Month
	kind  benefit.Kind
	nth   int // which run of the month: 0 its own, from 1 on the extra ones
	json  bool
}

// do opens the county, signs the person in, lets work act, and shows where the run stands afterwards.
func (c *stepCmd) do(s *session, work func(*step) (benefit.Step, error)) error {
	county, err := parseCounty(c.County)
	month, bad := parseMonth(c.Month, "--month")
	kind, unknown := parseKind(c.Kind)
	if err := errors.Join(err, bad, unknown); err != nil {
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
	p := s.progress()
	x := &step{s: s, app: a, actor: actor, month: month, kind: kind, nth: c.Serial, json: c.JSON,
		ctx: benefit.Watch(s, func(x benefit.Progress) { p.at(x.State.Title(), x.Done, x.Total) })}
	done, err := work(x)
	p.done()
	if err != nil {
		return err
	}
	return x.show(done)
}

// parseKind reads a kind of benefit.
func parseKind(name string) (benefit.Kind, error) {
	if k := benefit.Kind(name); slices.Contains(benefit.Kinds(), k) {
		return k, nil
	}
	return "", badCommandLine.With("detail", "--kind "+name).On("--kind")
}

// run finds the month's run, or the extra one that is asked for.
func (x *step) run() (benefit.Run, error) {
	all, err := x.app.Benefit.Runs(x.ctx, x.actor, x.kind, benefit.MaxPage)
	if err != nil {
		return benefit.Run{}, err
	}
	for _, r := range all {
		if r.Month == x.month && r.Serial == x.nth {
			return r, nil
		}
	}
	return benefit.Run{}, noRun.With("month", x.month).On("--month")
}

// runState is where a run stands, for people and programs.
type runState struct {
	County     civil.County     `json:"county"`
	Kind       benefit.Kind     `json:"kind"`
	Month      civil.Month      `json:"month"`
	Serial     int              `json:"serial"` // 0 the month's own run, from 1 on extra ones
	Purpose    benefit.Purpose  `json:"purpose,omitempty"`
	Cause      string           `json:"cause,omitempty"`
	Run        int64            `json:"run,string"`
	State      benefit.RunState `json:"state"`
	People     int64            `json:"people"`
	Held       int64            `json:"held"`
	ToPay      int64            `json:"to_pay"`
	ToPayFen   money.Fen        `json:"to_pay_fen"`
	Maker      string           `json:"maker"`
	Checker    string           `json:"checker,omitempty"`
	Digest     string           `json:"digest,omitempty"` // of the payment file
	Posted     int64            `json:"posted"`
	PostedFen  money.Fen        `json:"posted_fen"`
	Returned   int64            `json:"returned"`
	ReturnedF  money.Fen        `json:"returned_fen"`
	Difference *money.Fen       `json:"difference_fen,omitempty"` // of the reconciliation, once drawn up
	Already    bool             `json:"already"`
}

func stateOf(v benefit.RunView) runState {
	r := runState{County: v.County, Kind: v.Kind, Month: v.Month, Serial: v.Serial, Purpose: v.Purpose, Cause: v.Cause, Run: v.ID, State: v.State, People: v.People, Held: v.Held, ToPay: v.ToPay, ToPayFen: v.ToPayFen,
		Maker: v.MakerName, Checker: v.CheckerName}
	if v.Order != nil {
		r.Digest = v.Order.Digest
	}
	if v.Answer != nil {
		r.Posted, r.PostedFen, r.Returned, r.ReturnedF = v.Answer.Paid, v.Answer.PaidFen, v.Answer.Returned, v.Answer.ReturnedFen
	}
	if v.Statement != nil {
		r.Difference = &v.Statement.Difference
	}
	return r
}

var (
	beside = words.Text{Zh: "{kind} 第{nth}个补发批次（{purpose}）：{cause}", En: "{kind}, extra run {nth} ({purpose}): {cause}"}
	stands = words.Text{Zh: "{month} {state}：{people} 人，暂缓 {held} 人，应发 {topay} 人 {yuan} 元；到账 {posted} 笔，退回 {returned} 笔。制单 {maker}，复核 {checker}",
		En: "{month} {state}: {people} people, {held} held, {topay} to pay, {yuan} yuan; {posted} arrived, {returned} came back. Maker {maker}, checker {checker}"}
	wasDone = words.Text{Zh: "这一步以前办过，这次什么也没有改。", En: "This step was done before; nothing was changed now."}
	noRuns  = words.Text{Zh: "还没有发放批次。", En: "There are no runs yet."}
)

func (s *session) sayState(r runState) {
	checker := r.Checker
	if checker == "" {
		checker = "—"
	}
	if r.Serial > 0 {
		s.say(beside, "kind", r.Kind.Title(), "nth", r.Serial, "purpose", r.Purpose.Title(), "cause", r.Cause)
	}
	s.say(stands, "month", r.Month, "state", r.State.Title(), "people", r.People, "held", r.Held, "topay", r.ToPay, "yuan", r.ToPayFen,
		"posted", r.Posted, "returned", r.Returned, "maker", r.Maker, "checker", checker)
}

func (x *step) show(done benefit.Step) error {
	v, err := x.app.Benefit.Run(x.ctx, x.actor, done.Run.ID)
	if err != nil {
		return err
	}
	r := stateOf(v)
	r.Already = done.Already
	if x.json {
		return x.s.json(r)
	}
	if r.Already {
		x.s.say(wasDone)
	}
	x.s.sayState(r)
	return nil
}

type prepareCmd struct {
	stepCmd
	Extra string `help:"${help_payextra}" placeholder:"arrears|repay"`
	Cause string `help:"${help_paycause}" placeholder:"TEXT"`
}

func (c *prepareCmd) Run(s *session) error {
	return c.do(s, func(x *step) (benefit.Step, error) {
		if c.Extra == "" && c.Cause == "" {
			return x.app.Benefit.Prepare(x.ctx, x.actor, x.kind, x.month)
		}
		return x.app.Benefit.PrepareExtra(x.ctx, x.actor, x.kind, x.month, benefit.Extra{Purpose: benefit.Purpose(c.Extra), Cause: c.Cause})
	})
}

type withdrawCmd struct {
	stepCmd
	Cause string `help:"${help_paycause}" required:"" placeholder:"TEXT"`
}

func (c *withdrawCmd) Run(s *session) error {
	return c.do(s, func(x *step) (benefit.Step, error) {
		r, err := x.run()
		if err != nil {
			return benefit.Step{}, err
		}
		r, err = x.app.Benefit.Withdraw(x.ctx, x.actor, r.ID, c.Cause)
		return benefit.Step{Run: r}, err
	})
}

type approveCmd struct{ stepCmd }

func (c *approveCmd) Run(s *session) error {
	return c.do(s, func(x *step) (benefit.Step, error) {
		r, err := x.run()
		if err != nil {
			return benefit.Step{}, err
		}
		return x.app.Benefit.Approve(x.ctx, x.actor, r.ID)
	})
}

type exportCmd struct {
	stepCmd
	Out    string `help:"${help_out}" required:"" placeholder:"FILE"`
	Format string `help:"${help_payformat}" default:"renshe" placeholder:"NAME"`
}

func (c *exportCmd) Run(s *session) error {
	return c.do(s, func(x *step) (benefit.Step, error) {
		_, unknown := bank.FormatNamed(c.Format, bank.Paying)
		if unknown != nil {
			return benefit.Step{}, unknown
		}
		r, err := x.run()
		if err != nil {
			return benefit.Step{}, err
		}
		f, err := x.app.Benefit.BankFile(x.ctx, x.actor, r.ID)
		if err != nil {
			return benefit.Step{}, err
		}
		out, _, err := bank.WritePayment(c.Format, f.Content)
		if err != nil {
			return benefit.Step{}, err
		}
		if err := os.WriteFile(c.Out, out, 0o600); err != nil {
			return benefit.Step{}, noFile.With("file", c.Out).On("--out").From(err)
		}
		return benefit.Step{Run: f.Run, Already: f.Already}, nil
	})
}

type importCmd struct {
	stepCmd
	Bank []string `help:"${help_bankfiles}" required:"" sep:"none" placeholder:"FILE|sim"`
}

func (c *importCmd) Run(s *session) error {
	return c.do(s, func(x *step) (benefit.Step, error) {
		r, err := x.run()
		if err != nil {
			return benefit.Step{}, err
		}
		var files [][]byte
		for _, name := range c.Bank {
			var content []byte
			if name == "sim" {
				order, err := x.app.Benefit.BankFile(x.ctx, x.actor, r.ID)
				if err != nil {
					return benefit.Step{}, err
				}
				content, err = x.app.DemoBank(x.ctx, x.actor.County, order.Content)
				if err != nil {
					return benefit.Step{}, err
				}
			} else if content, err = os.ReadFile(name); err != nil {
				return benefit.Step{}, noFile.With("file", name).On("--bank").From(err)
			}
			files = append(files, content)
		}
		return x.app.Benefit.ImportReturn(x.ctx, x.actor, r.ID, files...)
	})
}

type reconcileCmd struct{ stepCmd }

func (c *reconcileCmd) Run(s *session) error {
	var drawn benefit.Statement
	err := c.do(s, func(x *step) (benefit.Step, error) {
		r, err := x.run()
		if err != nil {
			return benefit.Step{}, err
		}
		drawn, err = x.app.Benefit.Reconcile(x.ctx, x.actor, r.ID)
		return benefit.Step{Run: r, Already: drawn.Already}, err
	})
	if err == nil && drawn.Difference != 0 {
		err = benefit.Unbalanced.With("month", drawn.Month, "difference", drawn.Difference)
	}
	return err
}

// statusCmd lists the runs.
type statusCmd struct {
	place
	identity
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	Month  string `help:"${help_statusmonth}" placeholder:"YYYY-MM"`
	Kind   string `help:"${help_paykind}" default:"resident-pension" placeholder:"NAME"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

// statusRuns is how many runs are listed: ten years.
const statusRuns = 120

func (c *statusCmd) Run(s *session) error {
	county, err := parseCounty(c.County)
	if err != nil {
		return err
	}
	kind, err := parseKind(c.Kind)
	if err != nil {
		return err
	}
	var month civil.Month
	if c.Month != "" {
		if month, err = parseMonth(c.Month, "--month"); err != nil {
			return err
		}
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
	all, err := a.Benefit.Runs(s, actor, kind, statusRuns)
	if err != nil {
		return err
	}
	list := []runState{}
	for _, r := range all {
		if month != 0 && r.Month != month {
			continue
		}
		v, err := a.Benefit.Run(s, actor, r.ID)
		if err != nil {
			return err
		}
		list = append(list, stateOf(v))
	}
	if c.JSON {
		return s.json(list)
	}
	if len(list) == 0 {
		s.say(noRuns)
	}
	for _, r := range list {
		s.sayState(r)
	}
	return nil
}
