package main

import (
	"log/slog"
	"net/netip"

	"renshe/civil"
	"renshe/internal/app"
	"renshe/internal/demo"
	"renshe/internal/words"
)

const defaultListen = "127.0.0.1:8430"

type serveCmd struct {
	place
	Listen string         `help:"${help_listen}" default:"${listen}"`
	Secure bool           `help:"${help_secure}"`
	Site   string         `help:"${help_site}" placeholder:"URL"`
	Proxy  []netip.Prefix `help:"${help_proxy}" placeholder:"CIDR"`
}

var (
	serving  = words.Text{Zh: "打开 {address}   （按 Ctrl-C 停）", En: "Open {address}   (Ctrl-C stops)"}
	accounts = words.Text{Zh: "演示账号（密码都是 {password}）：", En: "Demo accounts (the password is {password} for all):"}
	account  = words.Text{Zh: "  {login}  {role}  {name}  {place}", En: "  {login}  {role}  {name}  {place}"}
	citizens = words.Text{Zh: "群众手机页：{address}me/   演示手机和可登录的人：{address}demo", En: "Citizen's pages: {address}me/   demo phone and people who can sign in: {address}demo"}
)

func (c *serveCmd) Run(s *session) error {
	if c.Data == "" {
		return noData.With().On("--data")
	}
	a, err := app.Open(s, app.Config{Data: c.Data, Database: c.Database, Log: s.logger(slog.LevelInfo), Existing: true})
	if err != nil {
		return err
	}
	defer a.Close()
	return s.serve(a, app.ServeOptions{Listen: c.Listen, Secure: c.Secure, Site: c.Site, Proxies: c.Proxy})
}

// serve serves until the session's context ends, and says where.
func (s *session) serve(a *app.App, o app.ServeOptions) error {
	o.Ready = func(address string) {
		all, err := a.Access.Counties(s)
		if err == nil {
			for _, county := range all {
				if county.Demo {
					s.sayAccounts(a, county.Code)
					s.say(citizens, "address", address)
				}
			}
		}
		s.say(serving, "address", address)
	}
	return a.Serve(s, o)
}

// logger writes lines from a level up to standard error; a service collects them.
func (s *session) logger(from slog.Level) *slog.Logger {
	log := slog.New(slog.NewTextHandler(s.stderr, &slog.HandlerOptions{Level: from}))
	slog.SetDefault(log) // rooms that log a job's line know no other
	return log
}

// sayAccounts prints one demo account of each role.
func (s *session) sayAccounts(a *app.App, county civil.County) {
	s.say(accounts, "password", demo.Password)
	for _, x := range a.DemoAccounts(s, county) {
		s.say(account, "login", x.Login, "role", x.Role.Title(), "name", x.Name, "place", x.Station)
	}
}
