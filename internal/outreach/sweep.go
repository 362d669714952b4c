package outreach

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/money"
	"renshe/policy"
)

const (
	columnRows = 8192 // people evaluated at once: the columns stay in the processor's cache
	attempts   = 3    // two sweeps at one moment: the second reads again what the first wrote
)

// earliestBirth is the first month of birth the rules accept.
var earliestBirth = civil.MonthOf(1890, 1)

// Outcome is what a sweep did.
type Outcome struct {
	Month     civil.Month // who reaches the age in it, or before
	Read      int         // people at or past the age
	Unclaimed int         // findings that stand, by kind
	Short     int
	Check     int
	New       int // of those, found for the first time or again
	Refreshed int // figures changed
	Closed    int // no longer on the list
	Estimate  money.Fen
	Plan      string
}

// Sweep finds everybody who reaches the age in month, or is past it, and is entitled, does not draw the pension and has not
// applied; and those who are short of years. It is run for the coming month. Repeating it changes nothing.
func (o *Outreach) Sweep(ctx context.Context, actor access.Actor, county civil.County, month civil.Month) (Outcome, error) {
	if err := actor.May(access.SweepRun); err != nil {
		return Outcome{}, err
	}
	if actor.County != county {
		return Outcome{}, access.OtherCounty.With()
	}
	for n := 1; ; n++ {
		out, err := o.sweep(ctx, actor, county, month)
		if db.IsUnique(err) && n < attempts {
			continue
		}
		return out, err
	}
}

func (o *Outreach) sweep(ctx context.Context, actor access.Actor, county civil.County, month civil.Month) (Outcome, error) {
	plan, err := o.Law.Compile(county.Division(), month, civil.DateIn(o.DB.Now()), policy.ResidentEntitlement, policy.ResidentPension)
	if err != nil {
		return Outcome{}, err
	}
	s := &sweep{o: o, county: county, month: month, plan: plan, out: Outcome{Month: month, Plan: plan.Hash()},
		receiving: map[int64]bool{}, found: map[key]Finding{}}
	if err := o.DB.View(ctx, func(tx *db.Tx) error { return s.read(ctx, tx) }); err != nil {
		return Outcome{}, err
	}
	err = o.DB.InCounty(ctx, county, func(tx *db.Tx) error { return s.write(ctx, tx, actor) })
	return s.out, err
}

// key is what a finding is once for.
type key struct {
	person int64
	kind   Kind
}

// sweep is one sweep under way.
type sweep struct {
	o         *Outreach
	county    civil.County
	month     civil.Month
	plan      *policy.Plan
	applied   map[int64]int64 // person → living claim
	coverage  map[civil.Division]int64
	receiving map[int64]bool
	found     map[key]Finding
	out       Outcome
}

// read takes everybody at or past the age from one snapshot, in columns.
func (s *sweep) read(ctx context.Context, tx *db.Tx) error {
	s.applied = map[int64]int64{}
	if s.o.claims != nil {
		err := s.o.claims.ClaimsIn(ctx, tx, s.county, string(benefit.ResidentPension), func(person, caseID int64) error {
			s.applied[person] = caseID
			return nil
		})
		if err != nil {
			return err
		}
	}
	var err error
	if s.coverage, err = s.o.Workforce.CoverageIn(ctx, tx, s.county); err != nil {
		return err
	}
	// The age is the plan's: how many months after birth somebody reaches it.
	age := policy.EvalResidentEntitlement(s.plan, policy.ResidentEntitlementInput{Birth: s.month, Month: s.month}).ReachMonth - s.month
	b := newBatch()
	err = s.o.Enrolment.SweepRows(ctx, tx, s.county, enrolment.Born{From: earliestBirth, To: s.month - age}, func(row enrolment.SweepRow) error {
		s.out.Read++
		if row.Receiving() {
			s.receiving[row.Person] = true
			return nil
		}
		if !row.Enrolled {
			return nil // enrolment comes first, and is another matter
		}
		b.add(row, s.month)
		if b.n == columnRows {
			return s.judge(ctx, tx, b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.judge(ctx, tx, b)
}

// batch is a part of the county as columns, with the rows they came from.
type batch struct {
	n    int
	cols *policy.ResidentEntitlementColumns
	rows []enrolment.SweepRow
}

func newBatch() *batch {
	return &batch{cols: policy.NewResidentEntitlementColumns(columnRows), rows: make([]enrolment.SweepRow, columnRows)}
}

func (b *batch) add(row enrolment.SweepRow, month civil.Month) {
	i := b.n
	b.rows[i] = row
	b.cols.Birth[i], b.cols.PaidMonths[i], b.cols.Month[i] = row.Birth, row.PaidMonths, month
	b.cols.InEmployeeScheme[i], b.cols.Receiving[i], b.cols.SchemeStart[i] = row.InEmployeeScheme, row.EmployeeReceiving, 0
	b.n++
}

// judge evaluates a batch and keeps whom it finds.
func (s *sweep) judge(ctx context.Context, tx *db.Tx, b *batch) error {
	policy.SweepResidentEntitlement(s.plan, b.cols)
	for i := range b.n {
		row := b.rows[i]
		var kind Kind
		switch b.cols.Reason[i] {
		case policy.ReasonEntitled:
			kind = Unclaimed
		case policy.ReasonPaidShort:
			kind = Short
		case policy.ReasonSchemeStartUnknown:
			kind = Check
		default:
			continue
		}
		if s.applied[row.Person] != 0 {
			continue
		}
		// The relation says that nothing is drawn; the entitlement itself is the proof.
		granted, err := s.o.Benefit.EntitlementsIn(ctx, tx, s.county, row.Person)
		if err != nil {
			return err
		}
		if drawing(granted) {
			s.receiving[row.Person] = true
			continue
		}
		f := Finding{Person: row.Person, Kind: kind, Station: s.coverage[row.Village], Village: row.Village, Reach: b.cols.ReachMonth[i],
			Start: b.cols.StartMonth[i], PaidMonths: int(row.PaidMonths), ShortMonths: int(b.cols.ShortMonths[i]), Plan: s.out.Plan,
			State: Open, Month: s.month}
		if kind == Unclaimed {
			f.Estimate = policy.EvalResidentPension(s.plan, policy.ResidentPensionInput{Account: row.Account, PaidMonths: row.PaidMonths}).Total
		}
		s.count(f)
		s.found[key{f.Person, f.Kind}] = f
	}
	b.n = 0
	return nil
}

func drawing(granted []benefit.Entitlement) bool {
	for _, e := range granted {
		if e.Kind == benefit.ResidentPension && e.Status != benefit.Stopped {
			return true
		}
	}
	return false
}

func (s *sweep) count(f Finding) {
	switch f.Kind {
	case Unclaimed:
		s.out.Unclaimed++
		s.out.Estimate += f.Estimate
	case Short:
		s.out.Short++
	case Check:
		s.out.Check++
	}
}

// write compares what was found with what is on the lists and stores the difference.
func (s *sweep) write(ctx context.Context, tx *db.Tx, actor access.Actor) error {
	s.out.New, s.out.Refreshed, s.out.Closed = 0, 0, 0 // the transaction may run twice
	known, err := allFindings(ctx, tx, s.county)
	if err != nil {
		return err
	}
	seen := make(map[key]bool, len(known))
	for _, old := range known {
		k := key{old.Person, old.Kind}
		seen[k] = true
		now, still := s.found[k]
		next, err := s.settle(ctx, tx, old, now, still)
		if err != nil {
			return err
		}
		if next == old {
			continue
		}
		if err := update(ctx, tx, s.county, next, actor.User); err != nil {
			return err
		}
	}
	fresh := make([]Finding, 0, len(s.found))
	for k, f := range s.found {
		if !seen[k] {
			f.ID, f.FoundAt, f.ChangedAt, f.ChangedBy, f.Version = tx.NewID(), tx.Now(), tx.Now(), actor.User, 1
			fresh = append(fresh, f)
		}
	}
	s.out.New += len(fresh)
	if err := insertAll(ctx, tx, s.county, fresh); err != nil {
		return err
	}
	return s.o.Access.AuditIn(ctx, tx, actor, "outreach.sweep", sweepOf(s.month), map[string]string{
		"read": strconv.Itoa(s.out.Read), "new": strconv.Itoa(s.out.New), "closed": strconv.Itoa(s.out.Closed), "plan": s.out.Plan})
}

// settle gives what an old finding becomes.
func (s *sweep) settle(ctx context.Context, tx *db.Tx, old, now Finding, still bool) (Finding, error) {
	next := old
	switch {
	case still && old.State == Done && old.Why == NoLonger:
		next = now.as(old)
		s.out.New++
	case still && old.State == InProgress:
		next = now.as(old) // the claim is gone without having told us
		s.out.New++
	case still && old.State == Open:
		if next = now.as(old); next == old {
			return old, nil
		}
		s.out.Refreshed++
	case still || old.State == Done || old.State == Unwanted:
		return old, nil
	case s.applied[old.Person] != 0:
		next.State, next.Case = InProgress, s.applied[old.Person]
	case s.receiving[old.Person]:
		next.State, next.Why = Done, Granted
		s.out.Closed++
	default:
		p, err := s.o.People.GetIn(ctx, tx, s.county, old.Person)
		if err != nil {
			return old, err
		}
		next.State, next.Why = Done, NoLonger
		if !p.Alive() {
			next.Why = Died
		}
		s.out.Closed++
	}
	return next, nil
}

// as keeps the identity and the history of the old finding under the new figures. Month and plan alone are no change: every
// sweep has its own.
func (f Finding) as(old Finding) Finding {
	f.ID, f.FoundAt, f.ChangedAt, f.ChangedBy, f.Version = old.ID, old.FoundAt, old.ChangedAt, old.ChangedBy, old.Version
	same := f
	same.Month, same.Plan = old.Month, old.Plan
	if same == old {
		return old
	}
	return f
}
