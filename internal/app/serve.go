package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/api"
	"renshe/internal/board"
	"renshe/internal/books"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/desk"
	"renshe/internal/fail"
	"renshe/internal/job"
	"renshe/internal/notify"
	"renshe/internal/outreach"
	"renshe/internal/portal"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// ServeOptions say how the pages are served.
type ServeOptions struct {
	Listen    string
	Elsewhere bool // take any free port when Listen's is taken: for a demo
	Secure    bool // an HTTPS proxy stands in front
	Site      string
	Proxies   []netip.Prefix
	Ready     func(address string) // called once, with the address that people open
}

const (
	drain    = 10 * time.Second // running requests may finish
	tick     = 2 * time.Second  // how often due jobs and messages are looked for
	sweepJob = "outreach.sweep"
	purgeJob = "access.purge"
	clockJob = "casework.clocks"
)

var cannotListen = fail.Define(fail.Busy, "app.listen",
	words.Text{Zh: "地址 {address} 用不了。", En: "The address {address} cannot be used."},
	words.Text{Zh: "数据都在，网页没有打开。", En: "The data is kept; no page was opened."},
	words.Text{Zh: "可能已被占用：换一个 --listen，或停掉占用它的程序。", En: "It may be taken: give another --listen, or stop the program that holds it."})

// Serve serves the faces and does the nightly work until ctx ends.
func (a *App) Serve(ctx context.Context, o ServeOptions) error {
	ln, err := net.Listen("tcp", o.Listen)
	if err != nil && o.Elsewhere {
		host, _, _ := net.SplitHostPort(o.Listen)
		ln, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return cannotListen.With("address", o.Listen).On("--listen").From(err)
	}
	address := "http://" + ln.Addr().String() + "/"
	if o.Site == "" {
		o.Site = strings.TrimSuffix(address, "/")
	}
	h, err := a.Handler(o)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	server := web.Server(ln.Addr().String(), h)
	group, under := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-under.Done()
		last, stop := context.WithTimeout(context.Background(), drain)
		defer stop()
		return server.Shutdown(last)
	})
	group.Go(func() error { a.work(under); return nil })
	if o.Ready != nil {
		o.Ready(address)
	}
	return group.Wait()
}

// Handler is every face behind one handler.
func (a *App) Handler(o ServeOptions) (http.Handler, error) {
	faces := map[string]func(*http.Request, web.Problem) web.Renderer{}
	front := &front{a: a}
	kit, err := web.New(web.Config{Log: a.Log, Store: sessions{a.Access.SessionStore(), a.Clock}, Secure: o.Secure, Proxies: o.Proxies,
		Problem: func(r *http.Request, p web.Problem) web.Renderer {
			section, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
			if draw := faces[section]; draw != nil {
				return draw(r, p)
			}
			return front.problem(r, p)
		}})
	if err != nil {
		return nil, err
	}
	front.web = kit
	d := desk.New(desk.Rooms{Web: kit, Access: a.Access, Registers: a.Registers, People: a.People, Enrolment: a.Enrolment, Workforce: a.Workforce, Benefit: a.Benefit,
		Office: a.Office, Outreach: a.Outreach, Calls: a.Calls, Ratings: a.Ratings, Books: a.Books, Slips: a.Slips, Now: a.Clock.Now, Site: o.Site, Version: Version, Accounts: a.DemoAccounts,
		Bank: a.DemoBank})
	me := portal.New(portal.Rooms{Web: kit, DB: a.DB, Access: a.Access, People: a.People, Enrolment: a.Enrolment, Workforce: a.Workforce,
		Benefit: a.Benefit, Office: a.Office, Slips: a.Slips, Notify: a.Notify, Law: a.Law, Now: a.Clock.Now, Site: o.Site, Version: Version})
	b := board.New(board.Rooms{Web: kit, Access: a.Access, People: a.People, Workforce: a.Workforce, Benefit: a.Benefit, Office: a.Office,
		Outreach: a.Outreach, Calls: a.Calls, Ratings: a.Ratings, Books: a.Books, Now: a.Clock.Now, Version: Version})
	bk := books.New(books.Rooms{Web: kit, Access: a.Access, Ledger: a.Books, Benefit: a.Benefit, Reconcile: a.Reconcile, Transfers: a.Transfers, People: a.People, Law: a.Law, Now: a.Clock.Now, Version: Version, Door: d.Door})
	faces["desk"], faces["me"], faces["verify"], faces["rate"], faces["board"], faces["books"] = d.Problem, me.Problem, me.Problem, me.Problem, b.Problem, bk.Problem
	mux := http.NewServeMux()
	mux.Handle("GET "+ui.AssetRoot, web.Static(ui.Assets()))
	mux.Handle(ui.PrefsPath, kit.Handle(kit.Display))
	d.Routes(mux)
	me.Routes(mux)
	b.Routes(mux)
	bk.Routes(mux)
	api.New(api.Rooms{Web: kit, DB: a.DB, Access: a.Access, People: a.People, Enrolment: a.Enrolment, Benefit: a.Benefit, Office: a.Office, Law: a.Law,
		Now: a.Clock.Now, Version: Version}).Routes(mux)
	front.routes(mux)
	return kit.Wrap(mux), nil
}

// sessions keeps browsers' sessions by the store's time: scs counts by the machine's clock, and a demo county's stands elsewhere.
type sessions struct {
	*access.Sessions
	clock *demo.Clock
}

func (s sessions) Commit(token string, data []byte, expires time.Time) error {
	return s.Sessions.Commit(token, data, expires.Add(s.clock.Offset()))
}

// CommitCtx is Commit, as scs prefers it.
func (s sessions) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	return s.Sessions.CommitCtx(ctx, token, data, expires.Add(s.clock.Offset()))
}

// SweepAhead finds, for a county, who reaches the age in the coming month.
func (a *App) SweepAhead(ctx context.Context, county civil.County) (outreach.Outcome, error) {
	return a.Outreach.Sweep(ctx, access.TheSystem(county), county, civil.DateIn(a.Clock.Now()).Month().Add(1))
}

// handlers are what the queue knows to do.
func (a *App) handlers() map[string]job.Handler {
	return map[string]job.Handler{
		sweepJob:  func(ctx context.Context, j job.Job) error { _, err := a.SweepAhead(ctx, j.County); return err },
		cosignJob: a.cosign,
		clockJob: func(ctx context.Context, j job.Job) error {
			_, err := a.Office.MarkClocks(ctx, access.TheSystem(j.County))
			return err
		},
		matchJob: func(ctx context.Context, j job.Job) error { return a.MatchAll(ctx, j.County) },
		purgeJob: func(ctx context.Context, _ job.Job) error { _, err := a.Access.SessionStore().Purge(ctx); return err },
	}
}

// work does what is due in every county: one sweep, one matching of its accounts, one look at the clocks and one purge of old sessions a day, what is asked of witnesses, and the outbox.
func (a *App) work(ctx context.Context) {
	handlers := a.handlers()
	queued := map[civil.County]string{} // the day whose nightly jobs are queued; another process may have done it, which is the same
	asked := map[string]string{}
	for {
		if err := a.workOnce(ctx, handlers, queued, asked); err != nil && ctx.Err() == nil {
			a.Log.LogAttrs(ctx, slog.LevelError, "work", slog.String("code", fail.As(err).Code), slog.String("cause", err.Error()))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(tick):
		}
	}
}

func (a *App) workOnce(ctx context.Context, handlers map[string]job.Handler, queued map[civil.County]string, asked map[string]string) error {
	all, err := a.Access.Counties(ctx)
	if err != nil {
		return err
	}
	today := civil.DateIn(a.Clock.Now()).String()
	for _, c := range all {
		if queued[c.Code] != today {
			if err := a.queueNight(ctx, c.Code, today); err != nil {
				return err
			}
			queued[c.Code] = today
		}
		if err := a.queueCosign(ctx, c.Code, asked); err != nil {
			return err
		}
		if _, err := a.Jobs.Work(ctx, c.Code, handlers); err != nil {
			return err
		}
		if !c.Demo {
			continue // no gateway is configured yet: messages wait in the outbox, nothing is lost
		}
		if _, err := a.Notify.Deliver(ctx, c.Code, notify.DemoSender{}); err != nil {
			return err
		}
	}
	return nil
}

// queueNight queues the day's work of a county, once.
func (a *App) queueNight(ctx context.Context, county civil.County, today string) error {
	return a.DB.InCounty(ctx, county, func(tx *db.Tx) error {
		for _, kind := range []string{sweepJob, purgeJob, matchJob, clockJob} {
			if _, err := a.Jobs.EnqueueIn(ctx, tx, job.Job{County: county, Kind: kind, Key: today}); err != nil {
				return err
			}
		}
		return nil
	})
}
