package casework

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/workforce"
)

// Why says how somebody came to have a case to do.
type Why string

// The ways to a case.
const (
	ByRemit  Why = "remit"  // it belongs to the reviewer's townships and level
	ByLoad   Why = "load"   // nobody's remit covers it: whoever has the least to do
	Taken    Why = "taken"  // a reviewer took it over
	Handover Why = "handed" // with the work of somebody who left
)

// candidate is a reviewer who might be given a case.
type candidate struct {
	user  int64
	remit *workforce.Remit // nil: none was set
	away  bool
	load  int // cases that he has to do
}

// choose gives a case to a reviewer: never to who worked on the intake, nor to who is away; those first whose remit covers the village,
// of them the skilled alone for a case that computes a benefit; then whoever has the least to do, and of these the one who was added
// first. 0 if nobody can.
func choose(all []candidate, c *Case, village civil.Division, computed bool) (int64, Why) {
	free := slices.DeleteFunc(slices.Clone(all), func(k candidate) bool {
		return k.away || k.user == c.OpenedBy || k.user == c.SavedBy || k.user == c.TakenBy
	})
	if len(free) == 0 {
		return 0, ""
	}
	inCharge := slices.DeleteFunc(slices.Clone(free), func(k candidate) bool {
		return k.remit == nil || !k.remit.Covers(village) || computed && !k.remit.Skilled
	})
	why := ByRemit
	if len(inCharge) == 0 {
		inCharge, why = free, ByLoad
	}
	least := slices.MinFunc(inCharge, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.load, b.load), cmp.Compare(a.user, b.user)) })
	return least.user, why
}

// assignIn gives an accepted case to a reviewer. Nobody else is kept from deciding it: it says whose list it stands on.
func (o *Office) assignIn(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, it *Item, village civil.Division) error {
	all, err := o.candidates(ctx, tx, c.County)
	if err != nil || len(all) == 0 {
		return err
	}
	user, why := choose(all, c, village, it.Entitlement != "")
	if user == 0 {
		return nil
	}
	return assign(ctx, tx, c.County, c.ID, user, why, actor.User)
}

// candidates are the county's reviewers who may sign in.
func (o *Office) candidates(ctx context.Context, tx *db.Tx, county civil.County) ([]candidate, error) {
	users, err := o.Access.UsersIn(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	away, err := o.Workforce.AwayIn(ctx, tx, county, civil.DateIn(tx.Now()))
	if err != nil {
		return nil, err
	}
	remits, err := o.Workforce.RemitsIn(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	loads, err := loadOf(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	var all []candidate
	for _, u := range users {
		if u.Role != access.Reviewer || u.Disabled {
			continue
		}
		k := candidate{user: u.ID, away: away[u.ID], load: loads[u.ID]}
		if r, ok := remits[u.ID]; ok {
			k.remit = &r
		}
		all = append(all, k)
	}
	return all, nil
}

// Whose says whose cases of the queue a list shows.
type Whose string

// The parts of the queue.
const (
	Mine      Whose = "mine"   // assigned to the actor
	Everybody Whose = "all"    // whoever they are assigned to
	OfAbsent  Whose = "absent" // assigned to somebody who is away today
)

// QueueOf is [Office.Queue] for a part of it.
func (o *Office) QueueOf(ctx context.Context, actor access.Actor, whose Whose, p ListPage) ([]Row, string, error) {
	if whose == Everybody {
		return o.Queue(ctx, actor, p)
	}
	if err := actor.May(access.CaseReview); err != nil {
		return nil, "", err
	}
	return o.list(ctx, actor, p, byDue, func(tx *db.Tx) ([]*Case, error) {
		due, after := p.cursor()
		if whose == OfAbsent {
			return waitingOfAbsent(ctx, tx, actor.County, civil.DateIn(tx.Now()), due, after, p.limit())
		}
		return waitingOf(ctx, tx, actor.County, actor.User, due, after, p.limit())
	})
}

// Assignees names who has each of some cases to do; cases of nobody are not in it.
func (o *Office) Assignees(ctx context.Context, actor access.Actor, rows []Row) (map[int64]int64, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	all := map[int64]int64{}
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		for _, r := range rows {
			user, err := assigneeOf(ctx, tx, actor.County, r.ID)
			if err != nil {
				return err
			}
			if user != 0 {
				all[r.ID] = user
			}
		}
		return nil
	})
	return all, err
}

// TakeOver puts a case that waits on the actor's own list: a colleague is away, or busy.
func (o *Office) TakeOver(ctx context.Context, actor access.Actor, id int64) error {
	if err := actor.May(access.CaseReview); err != nil {
		return err
	}
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, _, err := lockCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return err
		}
		if err := reviewing.check(c.State); err != nil {
			return err
		}
		if it.Way() != ByDispute { // no law was found that keeps who took a dispute in from handling it
			if err := apart(it, c, actor.User); err != nil {
				return err
			}
		}
		if err := assign(ctx, tx, actor.County, id, actor.User, Taken, actor.User); err != nil {
			return err
		}
		return o.Access.AuditIn(ctx, tx, actor, "case.taken", access.Subject("case", id), nil)
	})
}

// HandOver is the work of somebody who leaves, given to another.
type HandOver struct {
	From, To int64
	Why      string // for the record; at most 60 characters
}

// Handed says what was handed over, and what could not be.
type Handed struct {
	Drafts  int
	Waiting int      // cases to review, or sent on and awaiting an answer
	Left    []string // numbers of cases that the other may not decide: he took them in
}

const longestWhy = 60

// HandOver gives all drafts and open work of one member of staff to another of the same role. Who did what in them stays: it decides who may
// decide. It is done in one transaction, or not at all.
func (o *Office) HandOver(ctx context.Context, actor access.Actor, h HandOver) (out Handed, err error) {
	if err := actor.May(access.UserManage); err != nil {
		return Handed{}, err
	}
	h.Why = strings.TrimSpace(h.Why)
	if n := utf8.RuneCountInString(h.Why); n == 0 || n > longestWhy {
		return Handed{}, NoHandOver.With().On("why")
	}
	err = o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		out = Handed{}
		users, err := o.Access.UsersIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		role := func(id int64) (access.Role, bool) {
			i := slices.IndexFunc(users, func(u access.User) bool { return u.ID == id })
			if i < 0 {
				return "", false
			}
			return users[i].Role, !users[i].Disabled
		}
		from, _ := role(h.From)
		to, mayWork := role(h.To)
		if h.From == h.To || from != to || !mayWork || to != access.Officer && to != access.Reviewer {
			return NoHandOver.With().On("to")
		}
		cases, err := openWork(ctx, tx, actor.County, h.From)
		if err != nil {
			return err
		}
		for _, c := range cases {
			review := c.State == Submitted || c.State == Review
			if review && (h.To == c.OpenedBy || h.To == c.SavedBy || h.To == c.TakenBy) {
				out.Left = append(out.Left, c.Number)
				continue
			}
			if c.State.Editable() {
				out.Drafts++
			} else {
				out.Waiting++
			}
			if err := assign(ctx, tx, actor.County, c.ID, h.To, Handover, actor.User); err != nil {
				return err
			}
		}
		return o.Access.AuditIn(ctx, tx, actor, "case.handed-over", access.Subject("user", h.From), map[string]string{"to": strconv.FormatInt(h.To, 10),
			"drafts": strconv.Itoa(out.Drafts), "waiting": strconv.Itoa(out.Waiting), "left": strconv.Itoa(len(out.Left)), "why": h.Why})
	})
	return out, err
}
