package enrolment

import (
	"context"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/money"
)

// Scheme is a pension scheme a person can be a member of (险种).
type Scheme string

// The schemes.
const (
	ResidentPension Scheme = "resident-pension"
	EmployeePension Scheme = "employee-pension"
)

var schemeTitles = map[Scheme]words.Text{
	ResidentPension: {Zh: "城乡居民基本养老保险", En: "residents' pension"},
	EmployeePension: {Zh: "企业职工基本养老保险", En: "employees' pension"},
}

// Title is the word people read.
func (s Scheme) Title() words.Text { return schemeTitles[s] }

// State is where a relation stands (参保状态).
type State string

// The states.
const (
	Paying    State = "paying"
	Suspended State = "suspended"
	Receiving State = "receiving"
	Ended     State = "ended"
)

var stateTitles = map[State]words.Text{
	Paying:    {Zh: "正常参保", En: "contributing"},
	Suspended: {Zh: "暂停", En: "suspended"},
	Receiving: {Zh: "领取待遇", En: "receiving"},
	Ended:     {Zh: "终止", En: "ended"},
}

// Title is the word people read.
func (s State) Title() words.Text { return stateTitles[s] }

// Relation is one membership.
type Relation struct {
	ID     int64
	Person int64
	Scheme Scheme
	State  State
	Joined civil.Month
	Ended  civil.Month // 0 while it lives
}

// Contribution is what was paid for one year.
type Contribution struct {
	Person     int64
	Year       int
	Grade      money.Fen // the grade chosen (档次)
	Personal   money.Fen
	Collective money.Fen
	Subsidy    money.Fen
	Months     int32 // months it counts for: 12 for a whole year
	On         civil.Date
}

// Account is an individual account with its parts.
type Account struct {
	Person     int64
	Personal   money.Fen
	Collective money.Fen
	Subsidy    money.Fen
	Interest   money.Fen
	Paid       money.Fen // drawn so far
	Balance    money.Fen
	PaidMonths int32 // months contributed
}

// File is the insurance part of a person's file.
type File struct {
	Person        int64
	Relations     []Relation     // latest first
	Contributions []Contribution // latest year first
	Entries       []Entry        // all entries of the account, oldest first
	Parts         Account
	Account       money.Fen    // balance
	Apart         money.Fen    // of it, what is granted and not paid
	Withdrawals   []Withdrawal // in the order in which they were granted
	PaidMonths    int32
	Transfer      *Transfer // that is under way; nil if none is
}

// Relation gives the living relation with a scheme.
func (f File) Relation(s Scheme) (Relation, bool) {
	for _, r := range f.Relations {
		if r.Scheme == s && r.Ended == 0 {
			return r, true
		}
	}
	return Relation{}, false
}

// Rolls is the room.
type Rolls struct {
	db     *db.DB
	box    *seal.Box
	access *access.Access
}

// New opens the room on a store.
func New(d *db.DB, box *seal.Box, acc *access.Access) *Rolls { return &Rolls{d, box, acc} }

// mayWrite lets through who keeps files, and who decides cases: a decision takes effect in the reviewer's name.
func mayWrite(actor access.Actor) error {
	if actor.May(access.CaseReview) == nil {
		return nil
	}
	return actor.May(access.PersonWrite)
}

// FileOf reads the insurance part of a file. Opening the file itself, and logging the look, is person.Get's.
func (r *Rolls) FileOf(ctx context.Context, actor access.Actor, person int64) (f File, err error) {
	if err := actor.MaySee(person); err != nil {
		return File{}, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		f, err = r.FileIn(ctx, tx, actor.County, person)
		return err
	})
	return f, err
}

// FileIn is FileOf inside a transaction of a room above. Somebody without any record has an empty file.
func (r *Rolls) FileIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) (File, error) {
	f := File{Person: person}
	var err error
	if f.Relations, err = readRelations(ctx, tx, county, person); err != nil {
		return File{}, err
	}
	if f.Parts, err = r.AccountIn(ctx, tx, county, person); err != nil {
		return File{}, err
	}
	if f.Entries, err = readEntries(ctx, tx, county, person); err != nil {
		return File{}, err
	}
	f.Contributions = yearsOf(person, f.Entries)
	slices.Reverse(f.Contributions)
	if f.Withdrawals, err = r.WithdrawalsIn(ctx, tx, county, person); err != nil {
		return File{}, err
	}
	for _, w := range f.Withdrawals {
		if w.State == Apart {
			f.Apart += w.Amount
		}
	}
	f.Account, f.PaidMonths = f.Parts.Balance, f.Parts.PaidMonths
	f.Transfer, err = readOpenTransfer(ctx, tx, county, person)
	return f, err
}

// AccountIn reads an individual account; nobody's is empty.
func (r *Rolls) AccountIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) (Account, error) {
	a, err := readAccount(ctx, tx, county, person)
	if db.IsNoRows(err) {
		return Account{Person: person}, nil
	}
	return a, err
}

// EnrolIn opens a relation from a month on. A living relation of the scheme, or of the employees' pension when joining the
// residents', refuses it.
func (r *Rolls) EnrolIn(ctx context.Context, tx *db.Tx, actor access.Actor, person int64, scheme Scheme, from civil.Month) (Relation, error) {
	if err := mayWrite(actor); err != nil {
		return Relation{}, err
	}
	if from > civil.DateIn(tx.Now()).Month() || schemeTitles[scheme].IsZero() {
		return Relation{}, BadState.With().On("from")
	}
	if scheme == ResidentPension {
		switch _, err := readLiving(ctx, tx, actor.County, person, EmployeePension); {
		case err == nil:
			return Relation{}, OtherScheme.With().Under("国发〔2014〕8号 三、参保范围")
		case !db.IsNoRows(err):
			return Relation{}, err
		}
	}
	if err := notMoving(ctx, tx, actor.County, person, scheme); err != nil {
		return Relation{}, err
	}
	rel := Relation{ID: tx.NewID(), Person: person, Scheme: scheme, State: Paying, Joined: from}
	fresh, err := insertRelation(ctx, tx, actor.County, rel)
	if err != nil {
		return Relation{}, err
	}
	if !fresh {
		return Relation{}, EnrolledAlready.With("scheme", scheme.Title())
	}
	if scheme == ResidentPension {
		if err := openAccount(ctx, tx, actor.County, person); err != nil {
			return Relation{}, err
		}
	}
	return rel, r.audit(ctx, tx, actor, "enrolment.enrolled", person, map[string]string{"scheme": string(scheme), "from": from.String()})
}

// nextStates says which change of a living relation makes sense.
var nextStates = map[State][]State{
	Paying:    {Suspended, Receiving, Ended},
	Suspended: {Paying, Receiving, Ended},
	Receiving: {Suspended, Paying, Ended},
}

// SetStateIn changes the state of a living relation: Receiving when a benefit is granted, Paying or Suspended as it goes on, Ended with its last
// month. Setting the state it has changes nothing.
func (r *Rolls) SetStateIn(ctx context.Context, tx *db.Tx, actor access.Actor, person int64, scheme Scheme, to State, month civil.Month) error {
	if err := mayWrite(actor); err != nil {
		return err
	}
	rel, err := readLiving(ctx, tx, actor.County, person, scheme)
	if db.IsNoRows(err) {
		return NotEnrolled.With("scheme", scheme.Title())
	}
	if err != nil || rel.State == to {
		return err
	}
	allowed := false
	for _, s := range nextStates[rel.State] {
		allowed = allowed || s == to
	}
	if !allowed || to == Ended && month < rel.Joined {
		return BadState.With()
	}
	if err := notMoving(ctx, tx, actor.County, person, scheme); err != nil {
		return err
	}
	if err := updateRelation(ctx, tx, actor.County, rel, to, month); err != nil {
		return err
	}
	return r.audit(ctx, tx, actor, "enrolment."+string(to), person, map[string]string{"scheme": string(scheme), "month": month.String()})
}

// ContributeIn books one year's contribution into the account. The year counts once.
func (r *Rolls) ContributeIn(ctx context.Context, tx *db.Tx, actor access.Actor, c Contribution) error {
	if err := mayWrite(actor); err != nil {
		return err
	}
	if c.On.IsZero() {
		c.On = civil.DateIn(tx.Now())
	}
	if c.Months == 0 {
		c.Months = 12
	}
	if c.Grade <= 0 || c.Personal <= 0 || c.Collective < 0 || c.Subsidy < 0 || c.Months < 1 || c.Months > 12 {
		return BadAmount.With()
	}
	rel, err := readLiving(ctx, tx, actor.County, c.Person, ResidentPension)
	if db.IsNoRows(err) {
		return NotEnrolled.With("scheme", ResidentPension.Title())
	}
	if err != nil {
		return err
	}
	if rel.State == Receiving {
		return NoMoreContribution.With()
	}
	if err := notMoving(ctx, tx, actor.County, c.Person, ResidentPension); err != nil {
		return err
	}
	if c.Year < rel.Joined.Year() || c.Year > civil.DateIn(tx.Now()).Year() {
		return YearRange.With("year", c.Year).On("year")
	}
	e := Entry{Person: c.Person, Period: civil.MonthOf(c.Year, 1), Kind: Contributed, Grade: c.Grade, Personal: c.Personal, Collective: c.Collective,
		Subsidy: c.Subsidy, Months: c.Months, On: c.On}
	held, err := yearHeld(ctx, tx, actor.County, c.Person, e.Period)
	if err != nil {
		return err
	}
	fresh := false
	if !held {
		fresh, err = insertEntry(ctx, tx, actor.County, e)
	}
	if err != nil {
		return err
	}
	if !fresh {
		return YearPaid.With("year", c.Year).On("year")
	}
	if err := addToAccount(ctx, tx, actor.County, e); err != nil {
		return err
	}
	return r.audit(ctx, tx, actor, "enrolment.contributed", c.Person, map[string]string{"year": strconv.Itoa(c.Year)})
}

// notMoving refuses a change of the residents' relation, or of its account, while a transfer takes it away. The relation is held by then.
func notMoving(ctx context.Context, tx *db.Tx, county civil.County, person int64, scheme Scheme) error {
	if scheme != ResidentPension {
		return nil
	}
	moving, err := movingOut(ctx, tx, county, person)
	if err == nil && moving {
		err = Moving.With()
	}
	return err
}

func (r *Rolls) audit(ctx context.Context, tx *db.Tx, actor access.Actor, action string, person int64, detail map[string]string) error {
	return r.access.AuditIn(ctx, tx, actor, action, access.Subject("person", person), detail)
}
