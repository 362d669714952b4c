package benefit

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

// Entitlement is a person's right to a monthly benefit.
type Entitlement struct {
	ID          int64
	County      civil.County
	Person      int64
	Kind        Kind
	Start       civil.Month // the first month paid
	Stop        civil.Month // the first month no longer paid; 0 while it is open
	DueFrom     civil.Month // the first month not yet paid
	Status      Status
	Reason      string    // why it is suspended or stopped
	AccountPart money.Fen // fixed by the decision, each month
	AsOf        civil.Month
	KnownOn     civil.Date
	Plan        string            // hash of the policy plan of the decision
	Inputs      map[string]string // its inputs, as the calculator takes them
	Case        int64             // the case that granted it; 0 none
	RefusedCode string            // why the bank returned the last payment; "" if it did not
	Version     int
	Confirmed   civil.Date // when the eligibility was confirmed last; 0 while only the decision has
}

// Run is one month of a benefit.
type Run struct {
	ID          int64
	County      civil.County
	Kind        Kind
	Month       civil.Month
	Serial      int     // 0: the month's own run; from 1 on extra ones
	Purpose     Purpose // of an extra run
	Cause       string  // and why there is one
	State       RunState
	KnownOn     civil.Date // amounts are what was known on this day
	Maker       int64
	MakerName   string
	OpenedAt    time.Time
	Checker     int64 // 0 until approved
	CheckerName string
	ApprovedAt  time.Time
	FinishedAt  time.Time
	preparedTo  int64
	chunks      int
}

// Step is what an operation on a run did.
type Step struct {
	Run     Run
	Already bool // it had been done before; nothing was changed now
}

// Payment is what a run pays one person.
type Payment struct {
	ID            int64
	Run           int64
	Kind          Kind
	Month         civil.Month // the run's month
	Entitlement   int64
	Person        int64
	BankAccount   int64 // enrolment's account; 0 none
	From, To      civil.Month
	Basic         money.Fen
	AccountPart   money.Fen
	Total         money.Fen
	State         PaymentState
	Findings      []Finding // why the gate held it
	ReleasedBy    int64     // 0 unless released by name
	ReleaseReason string
	ReleasedAt    time.Time
	ReturnCode    string         // why the bank returned it
	PaidOn        civil.Date     // the day the bank booked it; 0 until then
	LateOn        civil.Date     // the day it was back after it had been paid; 0 if it never was
	Fate          Fate           // and what becomes of it
	Lines         []Line         // filled by PaymentsOf and Payment
	Confirmations []Confirmation // who said yes to its release; filled by Payment and Release
	Voices        int            // how many it takes; filled by Payment and Release
}

// Line is one month of a payment and how it was computed; [Kind.Explain] computes it again in words.
type Line struct {
	Month       civil.Month
	Basic       money.Fen
	AccountPart money.Fen
	Plan        string
	Query       policy.Query
	Inputs      map[string]string
	Live        bool // paid or on its way
}

// Total is the month's amount.
func (l Line) Total() money.Fen { return l.Basic + l.AccountPart }

// Progress tells how far a long step is.
type Progress struct {
	State       RunState
	Done, Total int64 // chunks; Total is 0 while it is not known
}

// Benefits is the room.
type Benefits struct {
	db      *db.DB
	box     *seal.Box
	access  *access.Access
	books   *ledger.Ledger
	enrol   *enrolment.Rolls
	rules   *policy.Set
	people  *person.Registry
	lists   []Lists // where the gate learns of deaths, custody and other schemes
	page    int     // people in a chunk
	notices Notices // who writes the letters of decisions; nil writes none
}

// New makes the room. rules is the law that amounts are computed by.
func New(d *db.DB, box *seal.Box, acc *access.Access, books *ledger.Ledger, enrol *enrolment.Rolls, rules *policy.Set) *Benefits {
	return &Benefits{db: d, box: box, access: acc, books: books, enrol: enrol, rules: rules,
		people: person.New(d, box, acc), lists: []Lists{files{}}, page: pageSize}
}

// today is the transaction's day in China.
func today(tx *db.Tx) civil.Date { return civil.DateIn(tx.Now()) }

// audit writes one line into the county's audit.
func (b *Benefits) audit(ctx context.Context, tx *db.Tx, actor access.Actor, action, subject string, pairs ...string) error {
	detail := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		detail[pairs[i]] = pairs[i+1]
	}
	return b.access.AuditIn(ctx, tx, actor, action, subject, detail)
}

// ReturnText says in words why the bank returned the payment.
func (p Payment) ReturnText() words.Text { return returnText(p.ReturnCode) }
