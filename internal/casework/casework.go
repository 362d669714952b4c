package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/notify"
	"renshe/internal/person"
	"renshe/internal/rating"
	"renshe/internal/registration"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/law"
	"renshe/policy"
)

// Case is one matter of one person (办件).
type Case struct {
	ID      int64
	County  civil.County
	Item    string
	Person  int64
	Station int64
	State   State
	Stage   string // of a dispute: the stage it is in, or the one that ended it
	Version int64  // what a change must be given
	Number  string // "" until accepted

	OpenedBy   int64
	OpenedAt   time.Time
	SavedBy    int64 // who filled in the form last
	SavedAt    time.Time
	TakenBy    int64 // who submitted it
	AcceptedAt time.Time
	Accepted   civil.Date // the day the clock began
	Due        civil.Date // by the limit that the county works by
	LegalDue   civil.Date // by the law
	Warn       civil.Date // from this day on it is urgent
	Known      civil.Date // the day through which the calendar was published, when Due lies beyond it: Due is provisional
	Standing   civil.Date // the clock stands since this day
	Reviewer   int64
	DecidedBy  int64
	DecidedAt  time.Time
	Ground     string     // of a refusal
	Effect     int64      // the record that its effect made; 0 of one that makes none
	Delivered  civil.Date // the day on which the applicant got the outcome
	Archived   civil.Date
	Assessment *Assessment

	itemHash  string
	alarm     string
	changedBy string // name of who changed it last, for the one who comes second
	changedAt time.Time
}

// Event is one line of a case's history (办理经过).
type Event struct {
	Kind    string
	Title   words.Text
	At      time.Time
	By      int64
	Name    string
	Role    string
	Station int64
	Detail  map[string]string
}

// Watcher is told, inside the case's own transaction, that a case about a person moved: benefit is what an approval would
// grant ("" for other matters), state is the case's new [State]. The room of the findings listens; app wires it.
type Watcher interface {
	CaseMovedIn(ctx context.Context, tx *db.Tx, actor access.Actor, person, caseID int64, benefit, state string) error
}

// Finder says what the sweep found about a person; app wires the room of the findings.
type Finder interface {
	FoundIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) (words.Text, error)
}

// Rooms are the rooms below that the office works with.
type Rooms struct {
	DB        *db.DB
	Box       *seal.Box
	Access    *access.Access
	People    *person.Registry
	Enrolment *enrolment.Rolls
	Transfers *enrolment.Transfers
	Benefit   *benefit.Benefits
	Registers *registration.Registers
	Workforce *workforce.Force
	Ratings   *rating.Ratings
	Notify    *notify.Notify
	Law       *policy.Set
	Files     fs.FS // what items, letters and clocks are read from; nil is the law that is built in
}

// Office takes cases in and decides them.
type Office struct {
	Rooms
	items    *Items
	calendar *civil.Calendar
	watchers []Watcher
	finder   Finder

	kept sync.Map // items in older texts, by hash: lists of older cases would read the same file for every row
}

// New opens the office on its law. A wrong item, letter or calendar refuses the start and says all that is wrong.
func New(rooms Rooms) (*Office, error) {
	files := rooms.Files
	if files == nil {
		files = law.FS
	}
	items, err := LoadItems(files, Known{Calculator: hasCalculator, Limits: rooms.Law.Limits(), Registers: rooms.Registers.Kinds()})
	if err != nil {
		return nil, err
	}
	calendar, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		return nil, err
	}
	return &Office{Rooms: rooms, items: items, calendar: calendar}, nil
}

func hasCalculator(name string) bool {
	_, err := policy.Find(name)
	return err == nil
}

// Items is the catalogue.
func (o *Office) Items() *Items { return o.items }

// Watch adds a listener; only while the program is wired.
func (o *Office) Watch(w Watcher) { o.watchers = append(o.watchers, w) }

// FindWith sets who says what the sweep found; only while the program is wired.
func (o *Office) FindWith(f Finder) { o.finder = f }

// itemOf is the item that the case began with, which need not be the one in force today.
func (o *Office) itemOf(ctx context.Context, tx *db.Tx, c *Case) (*Item, error) {
	if it := o.items.byCode[c.Item]; it != nil && it.hash == c.itemHash {
		return it, nil
	}
	if it, known := o.kept.Load(c.itemHash); known {
		return it.(*Item), nil
	}
	body, err := readText(ctx, tx, c.County, c.itemHash)
	if err != nil {
		return nil, fmt.Errorf("casework: item of case %d: %w", c.ID, err)
	}
	it, err := parseItem(body)
	if err == nil {
		o.kept.Store(c.itemHash, it)
	}
	return it, err
}

// The form is sealed: it holds numbers and names.
func (o *Office) sealForm(county civil.County, id int64, f Form) ([]byte, error) {
	b, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return o.Box.Seal(b, bound("form", county, id)), nil
}

func (o *Office) openForm(county civil.County, id int64, sealed []byte) (f Form, err error) {
	b, err := o.Box.Unseal(sealed, bound("form", county, id))
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err != nil {
		err = fmt.Errorf("casework: form of case %d: %w", id, err)
	}
	return f, err
}

// bound ties a sealed part to its row.
func bound(part string, county civil.County, id int64) []byte {
	return fmt.Appendf(nil, "casework/%s/%d/%d", part, county, id)
}

// record writes what happened to the case: its own history, the audit, and those who watch. The history may hold amounts; the
// audit holds none.
func (o *Office) record(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, c *Case, kind string, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	e := Event{Kind: kind, At: tx.Now(), By: actor.User, Name: actor.Name, Role: string(actor.Role), Station: actor.Station, Detail: detail}
	if err := insertEvent(ctx, tx, c.County, c.ID, e); err != nil {
		return err
	}
	audit := map[string]string{"item": c.Item, "number": c.Number}
	if err := o.Access.AuditIn(ctx, tx, actor, "case."+kind, access.Subject("case", c.ID), audit); err != nil {
		return err
	}
	claims := ""
	if it.Effect.Kind == Grant {
		claims = it.Effect.Benefit
	}
	for _, w := range o.watchers {
		if err := w.CaseMovedIn(ctx, tx, actor, c.Person, c.ID, claims, string(c.State)); err != nil {
			return err
		}
	}
	return nil
}

// stale is the answer to the one who came second.
func stale(c *Case) error {
	return Changed.With("who", c.changedBy, "time", civil.Clock(c.changedAt))
}
