// Package app wires the house (总装): configuration → database → rooms → routes. It is the only room that imports all others,
// and holds no rule of the domain.
//
// # Tour
//
//	a, err := app.Open(ctx, app.Config{Data: "/var/lib/renshe"})
//	defer a.Close()
//	outcome, err := a.Benefit.Pay(ctx, maker, checker, county, month, a.DemoBank(ctx, county), nil)
//	err = a.Serve(ctx, app.ServeOptions{Listen: "127.0.0.1:8430"})
package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/job"
	"renshe/internal/ledger"
	"renshe/internal/notify"
	"renshe/internal/outreach"
	"renshe/internal/person"
	"renshe/internal/rating"
	"renshe/internal/reconcile"
	"renshe/internal/registration"
	"renshe/internal/seal"
	"renshe/internal/slip"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/policy"
)

// Version is the program's version.
const Version = "0.1.0"

const databaseFile = "renshe.db"

// Config says where the records are.
type Config struct {
	Data     string // folder of the keys and, unless Database says otherwise, of the SQLite file; made if absent
	Database string // "" is SQLite in Data; "postgres://…"
	Log      *slog.Logger
	Existing bool  // refuse a folder or database without any county
	Files    fs.FS // what service items, letters and clocks are read from; nil is the law that is built in
}

// App is the rooms, wired.
type App struct {
	Config
	DB        *db.DB
	Clock     *demo.Clock
	Access    *access.Access
	Notify    *notify.Notify
	Jobs      *job.Queue
	People    *person.Registry
	Books     *ledger.Ledger
	Workforce *workforce.Force
	Enrolment *enrolment.Rolls
	Transfers *enrolment.Transfers
	Benefit   *benefit.Benefits
	Reconcile *reconcile.Reconcile
	Office    *casework.Office
	Registers *registration.Registers
	Calls     *callbook.Book
	Ratings   *rating.Ratings
	Outreach  *outreach.Outreach
	Slips     *slip.Slips
	Law       *policy.Set

	bank sync.Mutex // the demo bank answers one file at a time
}

// The faults of opening.
var (
	noFolder = fail.Define(fail.Invalid, "app.folder",
		words.Text{Zh: "数据目录 {dir} 用不了。", En: "The data folder {dir} cannot be used."},
		words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
		words.Text{Zh: "请检查路径和权限。", En: "Check the path and its permissions."})
	noCounty = fail.Define(fail.NotFound, "app.no-county",
		words.Text{Zh: "目录 {dir} 里还没有县的数据。", En: "There is no county in {dir} yet."},
		words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
		words.Text{Zh: "用 renshe demo --data 目录 可以建一个演示县。", En: "renshe demo --data DIR builds a demo county."})
)

// Open opens the store, brings it to the program's schema and wires the rooms.
func Open(ctx context.Context, c Config) (*App, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Database == "" {
		file := filepath.Join(c.Data, databaseFile)
		if _, err := os.Stat(file); err != nil && c.Existing {
			return nil, noCounty.With("dir", c.Data)
		}
		c.Database = "sqlite:" + file
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, noFolder.With("dir", c.Data).On("--data").From(err)
	}
	box, err := seal.Open(c.Data)
	if err != nil {
		return nil, err
	}
	keys, err := ledger.OpenKeys(c.Data)
	if err != nil {
		return nil, err
	}
	a := &App{Config: c, Clock: demo.NewClock(time.Now)}
	if a.DB, err = db.Open(ctx, c.Database, db.WithClock(a.Clock.Now)); err != nil {
		return nil, err
	}
	for _, step := range []func() error{
		func() error { return a.DB.Migrate(ctx) },
		func() error { return a.wire(box, keys) },
		func() error { return a.start(ctx) },
	} {
		if err := step(); err != nil {
			return nil, errors.Join(err, a.DB.Close())
		}
	}
	return a, nil
}

// Close ends every connection.
func (a *App) Close() error { return a.DB.Close() }

// wire makes the rooms, lower floors first, and joins those of one floor that listen to each other.
func (a *App) wire(box *seal.Box, keys *ledger.Keys) error {
	var err error
	if a.Law, err = policy.Default(); err != nil {
		return err
	}
	d := a.DB
	a.Access = access.New(d, box)
	a.Notify = notify.New(d, box)
	a.Jobs = job.New(d)
	a.People = person.New(d, box, a.Access)
	a.Books = ledger.New(d, keys)
	a.Workforce = workforce.New(d, a.Access)
	a.Enrolment = enrolment.New(d, box, a.Access)
	a.Benefit = benefit.New(d, box, a.Access, a.Books, a.Enrolment, a.Law)
	a.Reconcile = reconcile.New(d, box, a.Access, a.Books)
	a.Books.GuardClosing(a.Reconcile)
	a.Transfers = enrolment.NewTransfers(a.Enrolment, a.People, a.Books)
	a.Books.TellBookings(a.Transfers)
	if a.Registers, err = registration.New(d, box, a.Access); err != nil {
		return err
	}
	a.Ratings = rating.New(d, box, a.Access)
	a.Office, err = casework.New(casework.Rooms{DB: d, Box: box, Access: a.Access, People: a.People, Enrolment: a.Enrolment, Transfers: a.Transfers, Benefit: a.Benefit,
		Registers: a.Registers, Ratings: a.Ratings, Workforce: a.Workforce, Notify: a.Notify, Law: a.Law, Files: a.Files})
	if err != nil {
		return err
	}
	a.Calls = callbook.New(d, box, a.Access)
	a.Outreach = outreach.New(outreach.Rooms{DB: d, Access: a.Access, People: a.People, Enrolment: a.Enrolment, Benefit: a.Benefit,
		Workforce: a.Workforce, Law: a.Law})
	a.Slips = slip.New(slip.Rooms{DB: d, Box: box, Access: a.Access, People: a.People, Enrolment: a.Enrolment, Benefit: a.Benefit, Books: a.Books, Law: a.Law})
	a.Outreach.ClaimsFrom(a.Office)
	a.Office.Watch(a.Outreach)
	a.Office.Watch(a.Calls)
	a.Calls.ItemsFrom(a.Office)
	a.Calls.WorkFrom(a.Office)
	a.Office.FindWith(a.Outreach)
	a.Benefit.TellBy(a.Office)
	return nil
}

// start takes up what the store says about itself: its keys and, in a demo county, its time.
func (a *App) start(ctx context.Context) error {
	if err := a.Access.CheckKeys(ctx); err != nil {
		return err
	}
	all, err := a.Access.Counties(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 && a.Existing {
		return noCounty.With("dir", a.Data)
	}
	for _, c := range all {
		if !c.Demo {
			continue
		}
		status, err := demo.StatusOf(ctx, a.Access, c.Code)
		if err != nil {
			return err
		}
		if status.State == demo.Ready {
			a.Clock.Restore(status.Offset)
		}
	}
	return nil
}

// DemoRooms are the rooms that a demo county is built with.
func (a *App) DemoRooms() demo.Rooms {
	return demo.Rooms{DB: a.DB, Access: a.Access, People: a.People, Force: a.Workforce, Rolls: a.Enrolment, Books: a.Books,
		Benefits: a.Benefit, Calls: a.Calls, Rules: a.Law, Transfers: a.Transfers}
}

// UserNamed gives the actor of a login, for commands that are run on the machine by whoever may read its keys.
func (a *App) UserNamed(ctx context.Context, county civil.County, login string) (access.Actor, error) {
	users, err := a.Access.Users(ctx, county)
	if err != nil {
		return access.Actor{}, err
	}
	for _, u := range users {
		if u.Login == login {
			return a.Access.Lookup(ctx, county, u.ID)
		}
	}
	return access.Actor{}, access.NoUser.With().On(login)
}
