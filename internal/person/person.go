package person

import (
	"context"
	"sync"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/seal"
	"renshe/law"
)

// Person is one file's identity, as a page shows it. The ID and the phone are masked; [Registry.Identity] gives them whole.
type Person struct {
	ID         int64
	Name       string
	Pinyin     string // "wangjianguo"
	Initials   string // "wjg"
	Sex        civil.Sex
	Birth      civil.Date
	IDTail     string // last four characters of the citizen ID
	IDMasked   string
	PhoneTail  string // "" without a phone
	Village    civil.Division
	Household  int64 // 0 if none is recorded
	Kin        Kin
	Died       civil.Date // zero while alive
	Version    int        // what [Registry.ChangeIn] must be given
	Registered time.Time
}

// Alive says whether no death is recorded.
func (p Person) Alive() bool { return p.Died.IsZero() }

// NameMasked keeps the family name: "王**" says who without saying it to everybody.
func (p Person) NameMasked() string {
	masked := []rune(p.Name)
	for i := range masked {
		if i > 0 {
			masked[i] = '*'
		}
	}
	return string(masked)
}

// Registration is what opening a file takes. Phone may be empty; Household 0 opens a household of their own.
type Registration struct {
	Name      string
	CitizenID string
	Phone     string
	Village   civil.Division
	Household int64
	Kin       Kin // "" is the head of a new household, Other in an existing one
}

// Change is what may be corrected in a file; nil leaves a field as it is.
type Change struct {
	Name      *string
	Phone     *string // "" takes the phone out
	Village   *civil.Division
	Household *int64
	Kin       *Kin
}

// Changes is one line of a file's history; numbers are masked.
type Changes struct {
	Version int
	Field   string // see [FieldTitle]
	Was     string
	Became  string
	Reason  string
	ByUser  int64
	At      time.Time
}

// Hit is one answer of [Registry.Find].
type Hit struct {
	Person
	Place string // township and village, as people of the county say it
	By    Match  // what found them
}

// Registry is the room.
type Registry struct {
	db     *db.DB
	box    *seal.Box
	access *access.Access
	places *civil.Divisions

	mu          sync.Mutex
	gazetteers  map[civil.County]*gazetteer
	tailNumbers map[string]int64 // keyed numbers of tails: there are only some 21,000, and a load asks for each many times
}

var lawPlaces = sync.OnceValues(func() (*civil.Divisions, error) { return civil.LoadDivisions(law.FS, "divisions") })

// New opens the registry on a store, with the key box that seals numbers and the room that logs looks. It panics when the
// embedded table of places is broken, which the tests exclude.
func New(d *db.DB, box *seal.Box, acc *access.Access) *Registry {
	places, err := lawPlaces()
	if err != nil {
		panic(err)
	}
	return &Registry{db: d, box: box, access: acc, places: places, gazetteers: map[civil.County]*gazetteer{}, tailNumbers: map[string]int64{}}
}

// Places is the table of divisions the registry accepts villages of.
func (r *Registry) Places() *civil.Divisions { return r.places }

// RegisterIn opens a file. The name, ID, phone and village are checked; a citizen ID that has a file anywhere is refused with
// the way to it. Warnings (a legacy or unassigned region in the ID) forbid nothing.
func (r *Registry) RegisterIn(ctx context.Context, tx *db.Tx, actor access.Actor, n Registration) (Person, []civil.Warning, error) {
	if err := mayWrite(actor); err != nil {
		return Person{}, nil, err
	}
	f, warnings, err := r.fresh(actor.County, n, civil.DateIn(tx.Now()))
	if err != nil {
		return Person{}, nil, err
	}
	f.id, f.at = tx.NewID(), tx.Now()
	free, err := takeKey(ctx, tx, r.lookup(f.citizen), actor.County, f.id)
	if err != nil {
		return Person{}, nil, err
	}
	if !free {
		return Person{}, nil, r.taken(ctx, tx, actor.County, f.citizen)
	}
	if err := r.settle(ctx, tx, actor.County, &f); err != nil {
		return Person{}, nil, err
	}
	row := r.row(actor.County, f)
	if err := insertPerson(ctx, tx, row); err != nil {
		return Person{}, nil, err
	}
	if err := r.wrote(ctx, tx, actor, f.id, 1, []delta{{"registered", "", r.places.LocalName(f.village)}}, "建档"); err != nil {
		return Person{}, nil, err
	}
	p, err := r.GetIn(ctx, tx, actor.County, f.id)
	return p, warnings, err
}

// taken says whose file the ID is in.
func (r *Registry) taken(ctx context.Context, tx *db.Tx, county civil.County, id civil.CitizenID) error {
	there, person, err := readKey(ctx, tx, r.lookup(id))
	if err != nil {
		return err
	}
	if there != county {
		name := r.places.CountyName(there)
		if name == "" {
			name = there.String()
		}
		return AlreadyElsewhere.With("county", name).On("citizen_id")
	}
	p, err := r.GetIn(ctx, tx, county, person)
	if err != nil {
		return err
	}
	return AlreadyHere.With("name", p.Name, "village", r.places.LocalName(p.Village)).On("citizen_id")
}

// settle gives the person a household: the one named, or a new one.
func (r *Registry) settle(ctx context.Context, tx *db.Tx, county civil.County, f *file) error {
	if f.household == 0 {
		f.household, f.kin = tx.NewID(), Head
		return insertHousehold(ctx, tx, county, f.household, f.village)
	}
	return householdExists(ctx, tx, county, f.household)
}

// Get opens a file for an actor and logs the look: without a purpose it stays closed. A citizen may open their own only, which
// is no look.
func (r *Registry) Get(ctx context.Context, actor access.Actor, id int64, purpose string) (Person, error) {
	if err := actor.MaySee(id); err != nil {
		return Person{}, err
	}
	var p Person
	err := r.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		if err := r.access.LookedIn(ctx, tx, actor, id, purpose); err != nil {
			return err
		}
		p, err = r.GetIn(ctx, tx, actor.County, id)
		return err
	})
	return p, err
}

// GetIn reads a file inside a transaction, for the rooms above; it logs nothing.
func (r *Registry) GetIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Person, error) {
	row, err := readPerson(ctx, tx, county, id, false)
	if err != nil {
		return Person{}, err
	}
	return r.open(county, row)
}

// Identity gives the whole citizen ID and phone ("" without one), for a bank file or a print made by the rooms above.
func (r *Registry) Identity(ctx context.Context, tx *db.Tx, county civil.County, id int64) (civil.CitizenID, string, error) {
	row, err := readPerson(ctx, tx, county, id, false)
	if err != nil {
		return "", "", err
	}
	citizen, err := r.unseal(row.citizenSealed, county, id, partCitizen)
	if err != nil {
		return "", "", err
	}
	phone, err := r.unseal(row.phoneSealed, county, id, partPhone)
	return civil.CitizenID(citizen), phone, err
}

// ByCitizenID finds the file of an ID in this county.
func (r *Registry) ByCitizenID(ctx context.Context, county civil.County, citizen civil.CitizenID) (Person, error) {
	var p Person
	err := r.db.View(ctx, func(tx *db.Tx) (err error) {
		p, err = r.ByCitizenIDIn(ctx, tx, county, citizen)
		return err
	})
	return p, err
}

// ByCitizenIDIn is ByCitizenID for rooms above, inside their transaction.
func (r *Registry) ByCitizenIDIn(ctx context.Context, tx *db.Tx, county civil.County, citizen civil.CitizenID) (Person, error) {
	there, id, err := readKey(ctx, tx, r.lookup(citizen))
	if err != nil {
		return Person{}, err
	}
	if there != county {
		return Person{}, NotFound.With()
	}
	return r.GetIn(ctx, tx, county, id)
}

// Members lists a household: the head first, then by birth.
func (r *Registry) Members(ctx context.Context, actor access.Actor, household int64) ([]Person, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	var all []Person
	err := r.db.View(ctx, func(tx *db.Tx) error {
		rows, err := readHousehold(ctx, tx, actor.County, household)
		if err != nil {
			return err
		}
		all, err = r.openAll(actor.County, rows)
		return err
	})
	return all, err
}

// History lists the changes of a file, latest first.
func (r *Registry) History(ctx context.Context, actor access.Actor, id int64) ([]Changes, error) {
	if err := actor.MaySee(id); err != nil {
		return nil, err
	}
	var all []Changes
	err := r.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = readChanges(ctx, tx, actor.County, id)
		return err
	})
	return all, err
}
