package casework

import (
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/rating"
	"renshe/internal/words"
)

// Rateable is what whoever holds a letter may rate (好差评): the matter it is about, once it has ended.
type Rateable struct {
	County  civil.County
	Item    words.Text
	Number  string
	Station string
	Ended   civil.Date
	Rated   rating.Level // what was said already; 0 if nothing

	c    *Case
	area string
}

// ended says whether a case can be rated: it came to its end, whatever that was.
func (c *Case) ended() bool { return c.State.Done() || c.State == Refused }

// Rateable finds the matter of a letter by its verification code. It needs no actor and names nobody; of a code that it does not know,
// of a revoked letter and of a matter that is under way it says so.
func (o *Office) Rateable(ctx context.Context, typed string) (*Rateable, error) {
	var out *Rateable
	err := o.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = o.rateable(ctx, tx, typed)
		return err
	})
	return out, err
}

func (o *Office) rateable(ctx context.Context, tx *db.Tx, typed string) (*Rateable, error) {
	code, county, err := ParseCode(typed)
	if err != nil {
		return nil, err
	}
	l, err := readByCode(ctx, tx, county, code)
	if err != nil {
		return nil, err
	}
	if l.Case == 0 || !l.Valid {
		return nil, NotRateable.With().On("code")
	}
	c, _, err := readCase(ctx, tx, county, l.Case)
	if err != nil {
		return nil, err
	}
	if !c.ended() {
		return nil, NotEnded.With("state", c.State.Title()).On("code")
	}
	it, err := o.itemOf(ctx, tx, c)
	if err != nil {
		return nil, err
	}
	out := &Rateable{County: county, Item: it.Title, Number: c.Number, Ended: civil.DateIn(c.DecidedAt), c: c, area: it.Area}
	if out.Station, err = o.stationName(ctx, tx, county, c.Station); err != nil {
		return nil, err
	}
	out.Rated, err = o.Ratings.OfIn(ctx, tx, county, c.ID)
	return out, err
}

// Rate keeps what the holder of a letter says of its matter: once, and voluntarily. A bad rating opens a call-back, due by the county's
// own promise where it has made one.
func (o *Office) Rate(ctx context.Context, typed string, given rating.Rating) error {
	_, county, err := ParseCode(typed)
	if err != nil {
		return err
	}
	return o.DB.InCounty(ctx, county, func(tx *db.Tx) error {
		x, err := o.rateable(ctx, tx, typed)
		if err != nil {
			return err
		}
		given.Case, given.Station, given.Item, given.Area = x.c.ID, x.c.Station, x.c.Item, x.area
		due, err := o.callBackDue(ctx, tx, county)
		if err != nil {
			return err
		}
		return o.Ratings.RecordIn(ctx, tx, given, due)
	})
}

// callBackDue is the last day of the county's promise; none without one, or past the loaded calendar.
func (o *Office) callBackDue(ctx context.Context, tx *db.Tx, county civil.County) (civil.Date, error) {
	days, err := o.Ratings.PromiseIn(ctx, tx, county)
	if err != nil || days == 0 {
		return 0, err
	}
	due, err := o.calendar.AddWorkingDays(civil.DateIn(tx.Now()), days)
	if err != nil {
		return 0, nil
	}
	return due, nil
}

// CloseCallBack records what came of a call-back, by somebody who had no part in the matter: nobody looks into a complaint about himself.
func (o *Office) CloseCallBack(ctx context.Context, actor access.Actor, id int64, k rating.Closing) error {
	if err := actor.May(access.CaseReview); err != nil {
		return err
	}
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		back, err := o.Ratings.CallBackIn(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		took, err := o.tookPart(ctx, tx, actor, back.Rating.Case)
		if err != nil {
			return err
		}
		if took {
			return OwnRating.With()
		}
		return o.Ratings.CloseIn(ctx, tx, actor, id, k)
	})
}

// tookPart says whether somebody opened, filled in, took in, reviewed or decided a case, or did anything else of its history.
func (o *Office) tookPart(ctx context.Context, tx *db.Tx, actor access.Actor, caseID int64) (bool, error) {
	c, _, err := readCase(ctx, tx, actor.County, caseID)
	if err != nil {
		return false, err
	}
	if slices.Contains([]int64{c.OpenedBy, c.SavedBy, c.TakenBy, c.Reviewer, c.DecidedBy}, actor.User) {
		return true, nil
	}
	all, err := readEvents(ctx, tx, actor.County, caseID)
	return slices.ContainsFunc(all, func(e Event) bool { return e.By == actor.User }), err
}

// CallBack is a call-back with the matter that it is about.
type CallBack struct {
	rating.CallBack
	Number string
	Item   words.Text
	Person int64
	Own    bool // the actor took part in the matter: somebody else calls back
}

// CallBacks lists the county's call-backs with their matters.
func (o *Office) CallBacks(ctx context.Context, actor access.Actor, closed bool) ([]CallBack, error) {
	all, err := o.Ratings.CallBacks(ctx, actor, closed)
	if err != nil {
		return nil, err
	}
	var list []CallBack
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		list = nil
		for _, k := range all {
			c, _, err := readCase(ctx, tx, actor.County, k.Rating.Case)
			if err != nil {
				return err
			}
			it, err := o.itemOf(ctx, tx, c)
			if err != nil {
				return err
			}
			own, err := o.tookPart(ctx, tx, actor, c.ID)
			if err != nil {
				return err
			}
			if own { // what was said of his own work is not for him to read here
				k.Rating.Words, k.Said = "", ""
			}
			list = append(list, CallBack{CallBack: k, Number: c.Number, Item: it.Title, Person: c.Person, Own: own})
		}
		return nil
	})
	return list, err
}
