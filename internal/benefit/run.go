package benefit

import (
	"context"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
	"renshe/policy"
)

// pageSize is how many people a transaction of a run looks at. With a line each and two transfers a line it fills one ledger
// batch.
const pageSize = ledger.MaxLines / 2

// monthsAhead is how far beyond the clock's month a run may reach: the next month's money is prepared in the last days of this one.
const monthsAhead = 1

// Prepare computes a run: for everybody entitled, every unpaid month up to the run's, through the gate. It opens the run if there is
// none, goes on where a killed one stands, and changes nothing if it is prepared already.
func (b *Benefits) Prepare(ctx context.Context, actor access.Actor, k Kind, month civil.Month) (Step, error) {
	return b.prepare(ctx, actor, k, month, watcher(ctx))
}

// watching is the context's key for [Watch].
type watching struct{}

// Watch lets fn see how far the long steps are that are done under the context it gives.
func Watch(ctx context.Context, fn func(Progress)) context.Context {
	return context.WithValue(ctx, watching{}, fn)
}

func watcher(ctx context.Context) func(Progress) {
	fn, _ := ctx.Value(watching{}).(func(Progress))
	return fn
}

func (b *Benefits) prepare(ctx context.Context, actor access.Actor, k Kind, month civil.Month, progress func(Progress)) (Step, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return Step{}, err
	}
	r, err := b.open(ctx, actor, k, month)
	if err != nil {
		return Step{}, err
	}
	return b.prepareRun(ctx, actor, r, progress)
}

// prepareRun goes on with a run's preparation, if it is not finished.
func (b *Benefits) prepareRun(ctx context.Context, actor access.Actor, r Run, progress func(Progress)) (Step, error) {
	if r.State != Preparing {
		return Step{Run: r, Already: true}, nil
	}
	var err error
	p := &preparation{b: b, actor: actor, plans: b.plansOf(actor.County, r.KnownOn)}
	defer p.next.drop()
	if progress != nil {
		if p.total, err = b.chunksOf(ctx, r); err != nil {
			return Step{}, err
		}
	}
	for r.State == Preparing {
		err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
			r, err = p.chunk(ctx, tx, r.ID)
			return err
		})
		if err != nil {
			return Step{}, err
		}
		tell(progress, Progress{State: r.State, Done: int64(r.chunks), Total: max(p.total, int64(r.chunks))})
		// PostgreSQL knew the payments as empty in a county's first run, and would look each person's last one up by reading them all
		// (measured: two seconds a chunk and more with each).
		if r.State == Preparing && r.chunks == 1 {
			if err := b.db.Analyze(ctx, "payment", "payment_line"); err != nil {
				return Step{}, err
			}
		}
	}
	return Step{Run: r}, nil
}

func tell(progress func(Progress), p Progress) {
	if progress != nil {
		progress(p)
	}
}

// open finds the month's run or opens it.
func (b *Benefits) open(ctx context.Context, actor access.Actor, k Kind, month civil.Month) (Run, error) {
	var r Run
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		var found bool
		var err error
		if r, found, err = runOf(ctx, tx, actor.County, k, month); err != nil || found {
			return err
		}
		if err := lockBeginning(ctx, tx, actor.County, k); err != nil {
			return err
		}
		now := today(tx).Month()
		if latest := now.Add(monthsAhead); month > latest {
			return TooEarly.With("now", now, "latest", latest, "month", month).On("month")
		}
		if actor.User <= 0 {
			return NeedsPerson.With()
		}
		if _, known := kinds[k]; !known {
			return BadGrant.With("what", lackKind).On("kind")
		}
		if k == ResidentPension {
			if _, err := b.plansOf(actor.County, today(tx)).of(month, policy.ResidentPension); err != nil {
				return err
			}
		}
		r = Run{ID: tx.NewID(), County: actor.County, Kind: k, Month: month, State: Preparing, KnownOn: today(tx), Maker: actor.User, MakerName: actor.Name, OpenedAt: tx.Now()}
		fresh, err := insertRun(ctx, tx, r)
		if err != nil {
			return err
		}
		if fresh {
			return b.audit(ctx, tx, actor, "run.open", runSubject(r.ID), "month", month.String(), "kind", string(k))
		}
		return b.other(ctx, tx, actor.County, k, month, &r)
	})
	return r, err
}

// other finds who was first: another process with the same month, or another month's run that is under way.
func (b *Benefits) other(ctx context.Context, tx *db.Tx, county civil.County, k Kind, month civil.Month, r *Run) error {
	same, found, err := runOf(ctx, tx, county, k, month)
	if err != nil {
		return err
	}
	if found {
		*r = same
		return nil
	}
	under, found, err := openRun(ctx, tx, county, k)
	if err != nil {
		return err
	}
	if !found {
		return db.Busy.With() // it finished in the moment between
	}
	return RunUnderWay.With("month", under.Month, "state", under.State.Title())
}

func runSubject(id int64) string { return "run:" + strconv.FormatInt(id, 10) }

// chunksOf is about how many chunks a run that is being prepared will have: the ones it has, and those of the people still to come.
func (b *Benefits) chunksOf(ctx context.Context, r Run) (total int64, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		left, err := countDue(ctx, tx, r)
		total = int64(r.chunks) + (left+int64(b.page)-1)/int64(b.page)
		return err
	})
	return total, err
}

// preparation is one process's way through the people of a run. The page that follows is read while a page is written: what changes in
// between is found by the gate at the approval, as whatever changes after the preparation is.
type preparation struct {
	b     *Benefits
	actor access.Actor
	plans *plans
	next  ahead[page]
	total int64
}

// page is what a chunk prepares: its payments, without their numbers, and how far through the entitlements it comes.
type page struct {
	drafts []draft
	to     int64
	empty  bool // nobody is left
}

// page reads the people after an entitlement and computes their payments.
func (p *preparation) page(ctx context.Context, tx *db.Tx, r Run, after int64) (page, error) {
	people, err := p.people(ctx, tx, r, after)
	if err != nil || len(people) == 0 {
		return page{empty: true}, err
	}
	out := page{drafts: make([]draft, 0, len(people)), to: after}
	transfers := 0
	for _, c := range people {
		d, err := p.plans.draft(c, r.Month)
		if err != nil {
			return out, err
		}
		if len(d.Lines) == 0 && len(d.Findings) == 0 {
			out.to = c.entitlement // every month is left out: nothing is due yet
			continue
		}
		if transfers += 2 * len(d.Lines); transfers > ledger.MaxLines && len(out.drafts) > 0 {
			break // the rest belongs to the next chunk
		}
		out.drafts = append(out.drafts, d)
		out.to = c.entitlement
	}
	return out, nil
}

// people reads who comes after an entitlement, with what other rooms know of them.
func (p *preparation) people(ctx context.Context, tx *db.Tx, r Run, after int64) ([]candidate, error) {
	people, err := dueEntitlements(ctx, tx, r, after, p.b.page)
	if err != nil {
		return nil, err
	}
	if err := p.b.acquaint(ctx, tx, r.County, candidatePointers(people)); err != nil || len(people) == 0 {
		return people, err
	}
	owed, err := owedLines(ctx, tx, r.County, people[0].entitlement, people[len(people)-1].entitlement)
	for i := range people {
		people[i].owed = upTo(owed[people[i].entitlement], r.Month)
	}
	return people, err
}

// chunk computes the next page of people in one transaction, or ends the preparation.
func (p *preparation) chunk(ctx context.Context, tx *db.Tx, id int64) (Run, error) {
	r, err := lockRun(ctx, tx, p.actor.County, id)
	if err != nil || r.State != Preparing {
		return r, err
	}
	now, ok := p.next.take(r.preparedTo)
	if !ok {
		if now, err = p.page(ctx, tx, r, r.preparedTo); err != nil {
			return r, err
		}
	}
	if now.empty {
		r.State = Prepared
		if err := setPrepared(ctx, tx, r); err != nil {
			return r, err
		}
		return r, p.b.audit(ctx, tx, p.actor, "run.prepared", runSubject(r.ID), "month", r.Month.String())
	}
	for i := range now.drafts {
		now.drafts[i].ID, now.drafts[i].Run = tx.NewID(), r.ID
	}
	r.preparedTo = now.to
	r.chunks++
	from := r
	p.next.start(ctx, p.b.db, r.preparedTo, func(ctx context.Context, tx *db.Tx) (page, error) {
		return p.page(ctx, tx, from, from.preparedTo)
	})
	if err := insertChunk(ctx, tx, r, r.chunks); err != nil {
		return r, err
	}
	if err := insertPayments(ctx, tx, r, r.chunks, now.drafts); err != nil {
		return r, err
	}
	return r, setPrepared(ctx, tx, r)
}

func candidatePointers(all []candidate) []*candidate {
	p := make([]*candidate, len(all))
	for i := range all {
		p[i] = &all[i]
	}
	return p
}

// acquaint fills in what other rooms know of the people: name, birth, death, bank account, another pension.
func (b *Benefits) acquaint(ctx context.Context, tx *db.Tx, county civil.County, people []*candidate) error {
	ids := make([]int64, len(people))
	for i, c := range people {
		ids[i] = c.person
	}
	slices.Sort(ids)
	payees, err := b.enrol.PayeesIn(ctx, tx, county, slices.Compact(ids))
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return nil
	}
	first, last := people[0].entitlement, people[0].entitlement
	for _, c := range people {
		first, last = min(first, c.entitlement), max(last, c.entitlement)
	}
	out, err := gaps(ctx, tx, county, first, last)
	if err != nil {
		return err
	}
	less, err := deductions(ctx, tx, county, first, last)
	if err != nil {
		return err
	}
	on := today(tx)
	limits := map[Kind]Thresholds{}
	for _, c := range people {
		p, found := payees[c.person]
		if !found {
			return Damaged.With("what", "entitlement "+strconv.FormatInt(c.entitlement, 10))
		}
		c.name, c.birth, c.died, c.otherPension = p.Name, p.Birth, p.Died, p.EmployeeReceiving
		if _, known := limits[c.kind]; !known {
			limits[c.kind] = ThresholdsOf(county, c.kind, on)
		}
		c.today, c.limits, c.gaps = on, limits[c.kind], out[c.entitlement]
		c.less = less[c.entitlement]
		c.bankAccount, c.accountNumber, c.accountOK = p.Bank.ID, string(p.Bank.Number), p.Bank.ID != 0 && p.Bank.Status == enrolmentOK
	}
	return b.listed(ctx, tx, county, ids, people)
}

// listed fills in what other departments' lists say of the people.
func (b *Benefits) listed(ctx context.Context, tx *db.Tx, county civil.County, ids []int64, people []*candidate) error {
	for _, c := range people {
		c.listed = nil
	}
	for _, l := range b.lists {
		hits, err := l.HitsIn(ctx, tx, county, ids)
		if err != nil {
			return err
		}
		for _, c := range people {
			c.listed = append(c.listed, hits[c.person]...)
		}
	}
	return nil
}

// draft computes a person's payment and asks the gate.
func (p *plans) draft(c candidate, month civil.Month) (draft, error) {
	s := c.due(month)
	fresh, found, err := p.compute(c, s)
	if err != nil {
		return draft{}, err
	}
	again := c.payable()
	lines := append(slices.Clone(again), fresh...)
	s = s.with(again)
	d := draft{inputs: c.inputs, Payment: Payment{Entitlement: c.entitlement, Person: c.person, BankAccount: c.bankAccount, From: s.from, To: s.to,
		State: Ready, Lines: lines, Findings: append(gate(c, s), found...)}}
	for _, l := range lines {
		if d.Basic, err = d.Basic.Add(l.Basic); err != nil {
			return d, err
		}
		if d.AccountPart, err = d.AccountPart.Add(l.AccountPart); err != nil {
			return d, err
		}
	}
	if d.Total, err = money.Sum(d.Basic, d.AccountPart); err != nil {
		return d, err
	}
	d.Findings = append(d.Findings, c.amounts(fresh, d.Total)...)
	if len(d.Findings) > 0 {
		d.State = Held
	}
	return d, nil
}

// runAt gives the run when it stands exactly at want; past it is Already, before it NotYet.
func runAt(r Run, want RunState) (already bool, err error) {
	if r.State == want {
		return false, nil
	}
	if r.State.Reached(want) {
		return true, nil
	}
	return false, NotYet.With("month", r.Month, "state", r.State.Title())
}
