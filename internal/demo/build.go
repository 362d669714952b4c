package demo

import (
	"context"
	"encoding/hex"
	"time"

	"golang.org/x/sync/errgroup"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/callbook"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/money"
	"renshe/policy"
)

// Taoyuan is the demo county.
const Taoyuan civil.County = 430725

// The sizes a county can have: at least two people for each village, at most what the numbers have room for.
const (
	MinPeople   = 860
	MaxPeople   = 2000000
	SmallPeople = 20000  // the demo's default
	WholePeople = 534000 // the county as the field study counts it
)

// Password is every demo user's; it exists in demo counties only.
const Password = "taoyuan2026"

const (
	batchPeople = 5000 // people of one transaction: some 40,000 rows
	setting     = "demo"
)

// Options are what a county is built from; the same Seed, People and AsOf give the same county everywhere.
type Options struct {
	County   civil.County // 0 is Taoyuan, the only county whose villages are loaded
	People   int          // 0 is SmallPeople
	Seed     uint64
	AsOf     civil.Month    // the month whose payments are due; needs its law and its holiday calendar
	Clock    *Clock         // set to the month's first morning; nil leaves time alone
	Progress func(Progress) // nil for none; called from one goroutine
}

// Progress is how far the building is.
type Progress struct {
	Step  words.Text
	Done  int
	Total int
}

// Rooms are the parts of the program that a county is built with.
type Rooms struct {
	DB       *db.DB
	Access   *access.Access
	People   *person.Registry
	Force    *workforce.Force
	Rolls    *enrolment.Rolls
	Books    *ledger.Ledger
	Benefits *benefit.Benefits
	Calls    *callbook.Book
	Rules    *policy.Set

	Transfers *enrolment.Transfers
}

// User is one demo account, for the list that the program prints.
type User struct {
	ID    int64
	Login string
	Name  string
	Role  access.Role
	Place string // the officer's station, "" at the county
}

// Report is what was built.
type Report struct {
	County        civil.County
	AsOf          civil.Month
	Seed          uint64
	People        int
	Households    int
	Stations      int
	Contributions int // entries of contributions
	Accounts      money.Fen
	Receiving     int // living entitlements
	Monthly       money.Fen
	ReachNext     int // turn 60 next month
	Past          int // past it for up to three months, contributing, not applied
	LateDeaths    int // dead, with an entitlement that nobody has ended
	Suspended     int
	Closed        int // receivers whose bank account is closed
	NoAccount     int // receivers without a bank account
	Both          int // receive from both schemes
	Others        int // people of the other schemes, beside People
	Fingerprint   string
	Users         []User
	Took          time.Duration
}

// builder is one building under way.
type builder struct {
	Rooms
	o         Options
	plan      *policy.Plan
	today     civil.Date
	hash      string // of the password
	users     map[string]User
	stations  map[string]int64 // of officers, by login
	report    Report
	system    access.Actor
	suspended []int64
	paying    map[benefit.Kind]bool // of the other schemes: what somebody draws
	entitled  map[string]int64      // entitlements of the others by role
	head      []byte                // users, stations and staff as the fingerprint takes them
}

// Build makes the county. It refuses one that exists ([Built], [HalfBuilt]); the caller migrates before. Nothing outside the store
// and the clock is touched.
func Build(ctx context.Context, rooms Rooms, o Options) (Report, error) {
	began := time.Now()
	b, err := prepare(ctx, rooms, o)
	if err != nil {
		return Report{}, err
	}
	stations := workforce.Plan(b.People.Places(), b.o.County)
	lives, err := b.begin()
	if err != nil {
		return Report{}, err
	}
	if err := b.openCounty(ctx, stations); err != nil {
		return Report{}, err
	}
	if lives {
		if err := b.schemes(ctx, stations); err != nil {
			return Report{}, err
		}
	}
	if err := b.people(ctx, stations); err != nil {
		return Report{}, err
	}
	if err := b.DB.Analyze(ctx); err != nil {
		return Report{}, err
	}
	if err := b.suspend(ctx); err != nil {
		return Report{}, err
	}
	if lives {
		if err := b.schemesNow(ctx); err != nil {
			return Report{}, err
		}
	}
	if err := b.calls(ctx); err != nil {
		return Report{}, err
	}
	if err := b.finish(ctx); err != nil {
		return Report{}, err
	}
	b.report.Took = time.Since(began)
	return b.report, nil
}

// prepare checks the options before anything is written.
func prepare(ctx context.Context, rooms Rooms, o Options) (*builder, error) {
	if o.County == 0 {
		o.County = Taoyuan
	}
	if o.People == 0 {
		o.People = SmallPeople
	}
	if o.People < MinPeople || o.People > MaxPeople {
		return nil, BadSize.With("least", MinPeople, "most", MaxPeople).On("people")
	}
	if len(rooms.People.Places().Townships(o.County)) == 0 {
		return nil, NoPlaces.With("county", o.County).On("county")
	}
	served, err := rooms.Access.Counties(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range served {
		if !c.Demo {
			return nil, RealCounty.With("county", c.Name)
		}
	}
	status, err := StatusOf(ctx, rooms.Access, o.County)
	if err != nil {
		return nil, err
	}
	switch status.State {
	case Ready:
		return nil, Built.With("people", status.People, "seed", status.Seed, "month", status.AsOf)
	case Half:
		return nil, HalfBuilt.With()
	}
	morning, err := Morning(o.AsOf)
	if err != nil {
		return nil, err
	}
	if o.Clock != nil {
		o.Clock.Set(morning)
	}
	today := civil.DateIn(morning)
	plan, err := rooms.Rules.Compile(o.County.Division(), o.AsOf, today, policy.ResidentEntitlement, policy.ResidentPension)
	if err != nil {
		return nil, err
	}
	b := &builder{Rooms: rooms, o: o, plan: plan, today: today, hash: access.HashPassword(Password), users: map[string]User{}, stations: map[string]int64{}, system: access.TheSystem(o.County)}
	b.report = Report{County: o.County, AsOf: o.AsOf, Seed: o.Seed}
	return b, nil
}

func (b *builder) progress(step words.Text, done, total int) {
	if b.o.Progress != nil {
		b.o.Progress(Progress{step, done, total})
	}
}

// sealed is a chunk ready to be written.
type sealed struct {
	chunk  *chunk
	people *person.Batch
	rolls  *enrolment.Batch
}

// people draws, seals and writes everybody: drawing and sealing run beside the one writer, a few batches ahead at most.
func (b *builder) people(ctx context.Context, stations []workforce.Station) error {
	g := newGenerator(b.o, b.People.Places(), b.plan, b.today, stations)
	g.sum.Write(b.head)
	all := 0
	for _, v := range g.villages {
		all += v.people
	}
	group, ctx := errgroup.WithContext(ctx)
	drawn, ready := make(chan *chunk, 1), make(chan sealed, 1)
	group.Go(func() error {
		defer close(drawn)
		return b.draw(ctx, g, drawn)
	})
	group.Go(func() error {
		defer close(ready)
		at := b.DB.Now()
		for c := range drawn {
			s := sealed{c, b.People.Seal(b.o.County, at, c.households, c.people), b.Rolls.Seal(b.o.County, at, 0, c.load)}
			select {
			case ready <- s:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	group.Go(func() error {
		for s := range ready {
			if err := b.write(ctx, s); err != nil {
				return err
			}
			b.progress(stepPeople, b.report.People, all)
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	b.report.Fingerprint = hex.EncodeToString(g.sum.Sum(nil))
	return nil
}

// draw makes chunks of whole villages.
func (b *builder) draw(ctx context.Context, g *generator, out chan<- *chunk) error {
	c := &chunk{}
	send := func() error {
		g.summed(c)
		select {
		case out <- c:
			c = &chunk{}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for _, v := range g.villages {
		g.next(v, c)
		if len(c.people) >= batchPeople {
			if err := send(); err != nil {
				return err
			}
		}
	}
	return send()
}

// write puts one batch into the store, in one transaction.
func (b *builder) write(ctx context.Context, s sealed) error {
	err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		if err := b.People.LoadIn(ctx, tx, b.system, s.people); err != nil {
			return err
		}
		if err := b.Rolls.LoadIn(ctx, tx, b.system, s.rolls); err != nil {
			return err
		}
		n := 0
		_, err := b.Benefits.LoadIn(ctx, tx, b.system, func() (benefit.Grant, bool) {
			if n == len(s.chunk.grants) {
				return benefit.Grant{}, false
			}
			n++
			return s.chunk.grants[n-1], true
		})
		return err
	})
	if err == nil {
		b.count(s.chunk)
	}
	return err
}
