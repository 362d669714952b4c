package callbook

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/seal"
	"renshe/internal/words"
)

// Channel is how somebody was received (接待方式).
type Channel string

// The channels.
const (
	Window    Channel = "window"
	Telephone Channel = "telephone"
	Home      Channel = "home"
	InVillage Channel = "village"
)

// Channels lists them in the order in which forms offer them.
func Channels() []Channel { return []Channel{Window, Telephone, Home, InVillage} }

var channelTitles = map[Channel]words.Text{
	Window:    {Zh: "窗口", En: "at the window"},
	Telephone: {Zh: "电话", En: "by telephone"},
	Home:      {Zh: "上门", En: "at home"},
	InVillage: {Zh: "到村（社区）", En: "in the village"},
}

// Title is the word people read.
func (c Channel) Title() words.Text { return channelTitles[c] }

// Source says where a call's minutes come from.
type Source string

// The sources.
const (
	ByFlow  Source = "flow"  // from the first look at the file to the last step
	Guessed Source = "guess" // the flow says nothing of when it began
	Said    Source = "said"  // by the officer
)

var sourceTitles = map[Source]words.Text{
	ByFlow:  {Zh: "按操作计", En: "from the desk's flow"},
	Guessed: {Zh: "估计", En: "guessed"},
	Said:    {Zh: "已更正", En: "corrected"},
}

// Title is the word people read.
func (s Source) Title() words.Text { return sourceTitles[s] }

// Call is one time that somebody was received (接待).
type Call struct {
	ID      int64
	Version int64 // what a change must be given
	Station int64
	User    int64 // the officer
	Person  int64 // of the registry; 0: nobody was named
	Item    string
	Area    string // of the item, or by itself; "" not said
	Channel Channel
	Day     civil.Date
	Began   time.Time
	Last    time.Time // the last step of it that the desk knows
	Ended   time.Time // zero while under way
	Minutes int       // 0 while under way
	Source  Source
	Cases   []int64 // opened or worked on in it
}

// UnderWay says whether the call has not ended.
func (c Call) UnderWay() bool { return c.Ended.IsZero() }

// OnlyAsked says whether nothing but an answer came of it.
func (c Call) OnlyAsked() bool { return len(c.Cases) == 0 }

// Items knows the service items and their areas; the room of the cases answers, wired by app.
type Items interface {
	// AreaOf gives an item's area; false for an item that is not.
	AreaOf(item string) (area string, ok bool)
	// HasArea says whether there is such an area.
	HasArea(area string) bool
}

// Book is the room.
type Book struct {
	db     *db.DB
	box    *seal.Box
	access *access.Access
	items  Items
	work   Work
}

// New opens the room on a store. Until [Book.ItemsFrom] and [Book.WorkFrom] are called nothing can be logged or closed.
func New(d *db.DB, box *seal.Box, acc *access.Access) *Book {
	return &Book{db: d, box: box, access: acc}
}

// ItemsFrom sets who knows the items; only while the program is wired.
func (b *Book) ItemsFrom(items Items) { b.items = items }

// WorkFrom sets who counts a day's cases; only while the program is wired.
func (b *Book) WorkFrom(w Work) { b.work = w }

// mayLog asks for somebody who receives people: an officer at a station.
func mayLog(actor access.Actor) error {
	if err := actor.May(access.CaseOpen); err != nil {
		return err
	}
	if actor.Station == 0 || actor.User == 0 {
		return NoStation.With()
	}
	return nil
}

// Attending begins a call with somebody of the registry.
type Attending struct {
	Person int64
	Item   string // what it is about; "" not known yet
	Case   int64  // 0, or a case that is gone on with: one that a call of today has already begins no second
}

// Attend begins a call, or goes on with the one that is under way with the same person. It began with the officer's first look at the
// file; whatever else was under way ends.
func (b *Book) Attend(ctx context.Context, actor access.Actor, a Attending) (call Call, err error) {
	if err := mayLog(actor); err != nil {
		return Call{}, err
	}
	area, err := b.area(a.Item, "")
	if err != nil {
		return Call{}, err
	}
	first, err := b.firstLook(ctx, actor, a.Person)
	if err != nil {
		return Call{}, err
	}
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		now, today := tx.Now(), civil.DateIn(tx.Now())
		if a.Case != 0 {
			if belongs, err := caseOfDay(ctx, tx, actor, a.Case, today); err != nil || belongs {
				return err
			}
		}
		open, found, err := lockUnderWay(ctx, tx, actor)
		if err != nil {
			return err
		}
		if found && open.Person == a.Person && open.Day == today && now.Sub(open.Last) <= idle {
			if open.Item == "" {
				open.Item, open.Area = a.Item, area
			}
			open.Last, call = now, open
			return updateCall(ctx, tx, actor, open)
		}
		began, source, err := b.began(ctx, tx, actor, first)
		if err != nil {
			return err
		}
		if found {
			open.end(now)
			if err := updateCall(ctx, tx, actor, open); err != nil {
				return err
			}
		}
		call = Call{ID: tx.NewID(), Version: 1, Station: actor.Station, User: actor.User, Person: a.Person, Item: a.Item, Area: area,
			Channel: Window, Day: today, Began: began, Last: now, Source: source}
		return b.insert(ctx, tx, actor, call, "call.begun")
	})
	return call, err
}

// Asking is somebody who only asked.
type Asking struct {
	Person  int64 // 0: nobody named
	Item    string
	Area    string
	Channel Channel // "" is the window
}

// Asked logs, in one act, that somebody asked and was answered. With the person of the call under way it ends that one.
func (b *Book) Asked(ctx context.Context, actor access.Actor, a Asking) (call Call, err error) {
	if err := mayLog(actor); err != nil {
		return Call{}, err
	}
	area, err := b.area(a.Item, a.Area)
	if err != nil {
		return Call{}, err
	}
	if a.Channel == "" {
		a.Channel = Window
	}
	if a.Channel.Title().IsZero() {
		return Call{}, NoChannel.With().On("channel")
	}
	first, err := b.firstLook(ctx, actor, a.Person)
	if err != nil {
		return Call{}, err
	}
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		now := tx.Now()
		open, found, err := lockUnderWay(ctx, tx, actor)
		if err != nil {
			return err
		}
		if found && a.Person != 0 && open.Person == a.Person {
			if open.Item == "" && area != "" {
				open.Item, open.Area = a.Item, area
			}
			open.Channel, open.Last = a.Channel, now
			open.end(now)
			call = open
			return updateCall(ctx, tx, actor, open)
		}
		began, source, err := b.began(ctx, tx, actor, first)
		if err != nil {
			return err
		}
		call = Call{ID: tx.NewID(), Version: 1, Station: actor.Station, User: actor.User, Person: a.Person, Item: a.Item, Area: area,
			Channel: a.Channel, Day: civil.DateIn(now), Began: began, Last: now, Source: source}
		call.end(now)
		return b.insert(ctx, tx, actor, call, "call.asked")
	})
	return call, err
}

// Finish ends the call under way.
func (b *Book) Finish(ctx context.Context, actor access.Actor, id int64) error {
	return b.change(ctx, actor, id, 0, "call.ended", func(tx *db.Tx, c *Call) error {
		if c.UnderWay() {
			c.Last = tx.Now()
			c.end(tx.Now())
		}
		return nil
	})
}

// Past is a call entered afterwards: one at somebody's home, or what was forgotten.
type Past struct {
	Day     civil.Date
	Hour    int // when it began, on the county's clock
	Minute  int
	Minutes int
	Person  int64 // 0: nobody named
	Area    string
	Channel Channel
}

// Enter logs a call that has passed, of the last days and of a day that is not closed.
func (b *Book) Enter(ctx context.Context, actor access.Actor, p Past) (call Call, err error) {
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		call, err = b.EnterIn(ctx, tx, actor, p)
		return err
	})
	return call, err
}

// EnterIn is Enter inside a transaction.
func (b *Book) EnterIn(ctx context.Context, tx *db.Tx, actor access.Actor, p Past) (Call, error) {
	if err := mayLog(actor); err != nil {
		return Call{}, err
	}
	area, err := b.area("", p.Area)
	if err != nil {
		return Call{}, err
	}
	if p.Channel.Title().IsZero() {
		return Call{}, NoChannel.With().On("channel")
	}
	if p.Minutes < 1 || p.Minutes > longest {
		return Call{}, BadMinutes.With("most", longest).On("minutes")
	}
	today := civil.DateIn(tx.Now())
	began := clock(p.Day, p.Hour, p.Minute)
	ended := began.Add(time.Duration(p.Minutes) * time.Minute)
	if p.Day > today || today-p.Day > lateDays || ended.After(tx.Now()) {
		return Call{}, BadDay.With("days", lateDays).On("day")
	}
	if err := b.open(ctx, tx, actor, p.Day); err != nil {
		return Call{}, err
	}
	call := Call{ID: tx.NewID(), Version: 1, Station: actor.Station, User: actor.User, Person: p.Person, Area: area, Channel: p.Channel,
		Day: p.Day, Began: began, Last: ended, Ended: ended, Minutes: p.Minutes, Source: Said}
	return call, b.insert(ctx, tx, actor, call, "call.entered")
}

// Correction puts one call of the officer's own right.
type Correction struct {
	Call    int64
	Version int64
	Channel Channel
	Area    string // "" leaves what it was about
	Minutes int    // 0 leaves them
}

// Correct changes the officer's own call of a day that is not closed.
func (b *Book) Correct(ctx context.Context, actor access.Actor, k Correction) error {
	if k.Channel.Title().IsZero() {
		return NoChannel.With().On("channel")
	}
	if k.Minutes < 0 || k.Minutes > longest {
		return BadMinutes.With("most", longest).On("minutes")
	}
	area, err := b.area("", k.Area)
	if err != nil {
		return err
	}
	return b.change(ctx, actor, k.Call, k.Version, "call.corrected", func(tx *db.Tx, c *Call) error {
		c.Channel = k.Channel
		if area != "" && area != c.Area {
			c.Area, c.Item = area, ""
		}
		if k.Minutes == 0 {
			return nil
		}
		if c.UnderWay() {
			c.Last, c.Ended = tx.Now(), tx.Now()
		}
		if c.Minutes != k.Minutes {
			c.Minutes, c.Source = k.Minutes, Said
		}
		return nil
	})
}

// TakeBack takes a call out of the officer's day: it was logged by mistake. The row stays, with who took it back.
func (b *Book) TakeBack(ctx context.Context, actor access.Actor, id, version int64) error {
	return b.change(ctx, actor, id, version, "call.taken-back", func(tx *db.Tx, c *Call) error {
		if c.UnderWay() {
			c.end(tx.Now())
		}
		return takeBack(ctx, tx, actor, c.ID)
	})
}

// change is every change of an officer's own call; version 0 is not asked for.
func (b *Book) change(ctx context.Context, actor access.Actor, id, version int64, action string, set func(tx *db.Tx, c *Call) error) error {
	if err := mayLog(actor); err != nil {
		return err
	}
	return b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, err := lockCall(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if version != 0 && c.Version != version {
			return Changed.With()
		}
		if err := b.open(ctx, tx, actor, c.Day); err != nil {
			return err
		}
		if err := set(tx, &c); err != nil {
			return err
		}
		if err := updateCall(ctx, tx, actor, c); err != nil {
			return err
		}
		return b.access.AuditIn(ctx, tx, actor, action, access.Subject("call", c.ID), nil)
	})
}

// Get gives one of the officer's own calls, without its cases.
func (b *Book) Get(ctx context.Context, actor access.Actor, id int64) (c Call, err error) {
	if err := mayLog(actor); err != nil {
		return Call{}, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		c, err = readCall(ctx, tx, actor, id)
		return err
	})
	return c, err
}

// Now is the officer's call under way today; nil if there is none.
func (b *Book) Now(ctx context.Context, actor access.Actor) (now *Call, err error) {
	if mayLog(actor) != nil {
		return nil, nil
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		c, found, err := underWay(ctx, tx, actor)
		if found && c.Day == civil.DateIn(tx.Now()) {
			now = &c
		}
		return err
	})
	return now, err
}

// CaseMovedIn puts a case into the call that its officer has under way with the person; the room of the cases tells of each step.
func (b *Book) CaseMovedIn(ctx context.Context, tx *db.Tx, actor access.Actor, person, caseID int64, _, _ string) error {
	if actor.Role != access.Officer || mayLog(actor) != nil {
		return nil
	}
	c, found, err := underWay(ctx, tx, actor)
	if err != nil || !found || c.Person != person || c.Day != civil.DateIn(tx.Now()) || tx.Now().Sub(c.Last) > idle {
		return err
	}
	if err := linkCase(ctx, tx, actor, c.ID, caseID); err != nil {
		return err
	}
	return touch(ctx, tx, actor, c.ID)
}

// area checks what a call is about: an item says its own area.
func (b *Book) area(item, area string) (string, error) {
	if item != "" {
		of, ok := b.items.AreaOf(item)
		if !ok {
			return "", NoMatter.With().On("item")
		}
		return of, nil
	}
	if area != "" && !b.items.HasArea(area) {
		return "", NoMatter.With().On("area")
	}
	return area, nil
}

func (b *Book) insert(ctx context.Context, tx *db.Tx, actor access.Actor, c Call, action string) error {
	if err := insertCall(ctx, tx, actor, c); err != nil {
		switch db.Classify(err) {
		case db.Unique:
			return Changed.With()
		case db.ForeignKey:
			return NoPerson.With().On("person")
		}
		return err
	}
	return b.access.AuditIn(ctx, tx, actor, action, access.Subject("call", c.ID), map[string]string{"channel": string(c.Channel)})
}

const looksRead = 40 // the latest looks at a file among which an officer's own of this call are

// firstLook is when the officer first looked at the person's file for this call: his looks back from now, as long as none is further
// than an idle time from the next. Zero if there is none.
func (b *Book) firstLook(ctx context.Context, actor access.Actor, person int64) (time.Time, error) {
	if person == 0 {
		return time.Time{}, nil
	}
	looks, err := b.access.Looks(ctx, actor, person, looksRead)
	if err != nil {
		return time.Time{}, err
	}
	var at []time.Time
	for _, l := range looks {
		if l.User == actor.User {
			at = append(at, l.At)
		}
	}
	return firstOf(b.db.Now(), at), nil
}

// began says when a call that is logged now began: with the first look at the file, but not before the officer's last call ended.
// Without a look it is a guess.
func (b *Book) began(ctx context.Context, tx *db.Tx, actor access.Actor, first time.Time) (time.Time, Source, error) {
	last, err := lastEnd(ctx, tx, actor, civil.DateIn(tx.Now()))
	if err != nil {
		return time.Time{}, "", err
	}
	at, source := beginning(tx.Now(), first, last)
	return at, source, nil
}
