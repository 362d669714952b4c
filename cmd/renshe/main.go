// Command renshe (人社) runs a county's human-resources-and-social-security service: the pages, the payment runs, the
// sweep that finds who is entitled, the calculators and the proof of the books. One file here is one subcommand.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"reflect"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// cli is every subcommand and every flag; the help texts are in help.go, in both languages.
type cli struct {
	Demo      demoCmd          `cmd:"" help:"${help_demo}"`
	Serve     serveCmd         `cmd:"" help:"${help_serve}"`
	Sweep     sweepCmd         `cmd:"" help:"${help_sweep}"`
	Payrun    payrunCmd        `cmd:"" help:"${help_payrun}"`
	Benefit   benefitCmd       `cmd:"" help:"${help_benefit}"`
	Case      caseCmd          `cmd:"" help:"${help_case}"`
	Transfer  transferCmd      `cmd:"" help:"${help_transfer}"`
	BankSim   bankSimCmd       `cmd:"" name:"bank-sim" help:"${help_banksim}"`
	Ledger    ledgerCmd        `cmd:"" help:"${help_ledger}"`
	Reconcile reconcileRoomCmd `cmd:"" help:"${help_reconcile}"`
	Bench     benchCmd         `cmd:"" help:"${help_bench}"`
	Witness   witnessCmd       `cmd:"" help:"${help_witness}"`
	Calc      calcCmd          `cmd:"" help:"${help_calc}"`
	Law       lawCmd           `cmd:"" help:"${help_law}"`
	Reform    reformCmd        `cmd:"" help:"${help_reform}"`
	Version   versionCmd       `cmd:"" help:"${help_version}"`

	Lang string `help:"${help_lang}" enum:"zh,en" default:"${lang}" env:"RENSHE_LANG"`
}

// place is where the records are; every command that opens them takes it.
type place struct {
	Data     string `help:"${help_data}" env:"RENSHE_DATA" type:"path" placeholder:"DIR"`
	Database string `help:"${help_database}" env:"RENSHE_DATABASE" placeholder:"URL"`
}

// session is what a command runs with.
type session struct {
	context.Context
	lang   words.Lang
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run parses args, runs the command and gives the exit code of fail's table; a wrong command line is Invalid's.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := &session{ctx, askedLang(args, os.Getenv), stdin, stdout, stderr}
	exited, code := false, 0
	parser, err := kong.New(grammar(args), kong.Name("renshe"), kong.Description(description.In(s.lang)), kong.Writers(stdout, stderr),
		kong.Help(printHelp(s.lang)), helpVars(s.lang), kong.Exit(func(n int) { exited, code = true, n }))
	if err != nil {
		fmt.Fprintln(stderr, err)
		return fail.Internal.Exit()
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(inputsTogether(args))
	if exited {
		return code
	}
	if err != nil {
		return s.report(badCommandLine.With("detail", err.Error()))
	}
	if err := parsed.Run(s); err != nil {
		return s.report(err)
	}
	return 0
}

// grammar is what the parser is made of: the subcommand that the line begins with, or all of them. Made of all, the parser fills the texts of a
// thousand flags each time the program starts, which took 0.2 s of processor.
func grammar(args []string) any {
	all := reflect.TypeFor[cli]()
	for i := range all.NumField() {
		f := all.Field(i)
		name := cmp.Or(f.Tag.Get("name"), strings.ToLower(f.Name))
		if _, command := f.Tag.Lookup("cmd"); command && len(args) > 0 && args[0] == name {
			lang, _ := all.FieldByName("Lang")
			return reflect.New(reflect.StructOf([]reflect.StructField{f, lang})).Interface()
		}
	}
	return new(cli)
}

// askedLang is the language before flags are parsed, because the parser's own texts need it: --lang, RENSHE_LANG, then
// the locale. Chinese is the default.
func askedLang(args []string, env func(string) string) words.Lang {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return words.ParseLang(v)
		}
		if a == "--lang" && i+1 < len(args) {
			return words.ParseLang(args[i+1])
		}
	}
	for _, name := range []string{"RENSHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			return words.ParseLang(v)
		}
	}
	return words.Zh
}

// report prints every failure inside err, what happened, what is kept, what to do next, and gives the exit code.
func (s *session) report(err error) int {
	if errors.Is(err, context.Canceled) && s.Err() != nil {
		err = interrupted.With()
	}
	code := fail.Internal.Exit()
	for i, e := range fail.Each(err) {
		if i == 0 {
			code = e.Kind.Exit()
		}
		m := e.Say(s.lang)
		line := m.What
		if m.Field != "" {
			line = m.Field + ": " + line
		}
		fmt.Fprintln(s.stderr, printable(line))
		for _, more := range []string{m.Rule, m.Kept, m.Next} {
			if more != "" {
				fmt.Fprintln(s.stderr, "  "+printable(more))
			}
		}
		if e.Kind == fail.Internal && e.Cause != nil {
			fmt.Fprintln(s.stderr, "  "+e.Cause.Error())
		}
	}
	return code
}

// open opens the records of a place that must exist already, with the county in it: a mistyped folder must not be made, and books
// that are not there must not be found whole.
func (s *session) open(p place, county civil.County) (*app.App, access.County, error) {
	if p.Data == "" {
		return nil, access.County{}, noData.With().On("--data")
	}
	a, err := app.Open(s, app.Config{Data: p.Data, Database: p.Database, Existing: true})
	if err != nil {
		return nil, access.County{}, err
	}
	c, err := a.Access.County(s, county)
	if err != nil {
		return nil, c, errors.Join(err, a.Close())
	}
	return a, c, nil
}

// json prints v as one indented document on standard output.
func (s *session) json(v any) error {
	enc := json.NewEncoder(s.stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// say prints one filled text on standard output.
func (s *session) say(t words.Text, pairs ...any) { fmt.Fprintln(s.stdout, t.Fill(s.lang, pairs...)) }
