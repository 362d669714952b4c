package workforce

import (
	"context"
	"slices"
	"strconv"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// AbsenceKind is why somebody is away.
type AbsenceKind string

// The kinds of absence.
const (
	OnLeave    AbsenceKind = "leave"
	OnLoan     AbsenceKind = "loan"
	InTraining AbsenceKind = "training"
)

var absenceTitles = map[AbsenceKind]words.Text{
	OnLeave:    {Zh: "请假", En: "on leave"},
	OnLoan:     {Zh: "借调", En: "on loan"},
	InTraining: {Zh: "培训", En: "in training"},
}

// AbsenceKinds lists them.
func AbsenceKinds() []AbsenceKind { return []AbsenceKind{OnLeave, OnLoan, InTraining} }

// Title is the word people read.
func (k AbsenceKind) Title() words.Text { return absenceTitles[k] }

// Absence is when somebody who signs in is away (不在岗): from a day until a day, both counted.
type Absence struct {
	ID     int64
	User   int64
	Kind   AbsenceKind
	From   civil.Date
	Until  civil.Date
	ByName string
	At     time.Time
	Back   civil.Date // zero, or the day on which they came back early
}

// On says whether somebody is away on a day.
func (a Absence) On(day civil.Date) bool {
	return a.From <= day && day <= a.Until && (a.Back.IsZero() || day < a.Back)
}

// Remit is what a reviewer decides (分管范围): the cases of some townships, or of all; the skilled those that compute a benefit, too, and
// several simple ones at once.
type Remit struct {
	User      int64
	Townships []civil.Division // none is all
	Skilled   bool
}

// Covers says whether a village belongs to the remit.
func (r Remit) Covers(village civil.Division) bool {
	return len(r.Townships) == 0 || slices.Contains(r.Townships, village.Township())
}

const longestAbsence = 366 // days

// The faults of absences and remits.
var (
	BadAbsence = fail.Define(fail.Invalid, "workforce.absence",
		words.Text{Zh: "请填写不在岗的原因和起止日期，最长{days}天。", En: "Give the reason of the absence and its days, at most {days}."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请核对后重新填写。", En: "Check them and enter them again."})
	NotYourColleague = fail.Define(fail.Denied, "workforce.not-your-colleague",
		words.Text{Zh: "只能登记本人和本站所同事的不在岗；其他人由县局登记。", En: "You enter your own absence and your station's; the county enters others."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请告诉县局管理员。", En: "Tell the county's administrator."})
	NoAbsence = fail.Define(fail.NotFound, "workforce.no-absence",
		words.Text{Zh: "没有这条不在岗记录，或已经结束。", En: "There is no such absence, or it has ended."},
		words.Text{Zh: "没有改动任何内容。", En: "Nothing was changed."},
		words.Text{Zh: "请刷新后再看。", En: "Reload the page."})
	NoReviewer = fail.Define(fail.Invalid, "workforce.no-reviewer",
		words.Text{Zh: "分管范围只给复核员，乡镇须是本县的。", En: "A remit is a reviewer's, and of this county's townships."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请重新选择。", En: "Choose again."})
)

// EnterAbsence enters that somebody is, or will be, away: his own, a colleague's of the station, or by the county's administrator anybody's.
func (f *Force) EnterAbsence(ctx context.Context, actor access.Actor, a Absence) error {
	if a.Kind.Title().IsZero() || a.From.IsZero() || a.Until < a.From || a.Until-a.From >= longestAbsence {
		return BadAbsence.With("days", longestAbsence).On("from")
	}
	return f.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if err := f.colleague(ctx, tx, actor, a.User); err != nil {
			return err
		}
		a.ID = tx.NewID()
		if err := insertAbsence(ctx, tx, actor, a); err != nil {
			return err
		}
		return f.access.AuditIn(ctx, tx, actor, "workforce.absence", access.Subject("user", a.User),
			map[string]string{"kind": string(a.Kind), "from": a.From.String(), "until": a.Until.String()})
	})
}

// ComeBack ends an absence before its time: from a day on somebody is at work again.
func (f *Force) ComeBack(ctx context.Context, actor access.Actor, id int64, day civil.Date) error {
	return f.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		a, err := lockAbsence(ctx, tx, actor.County, id)
		if db.IsNoRows(err) || err == nil && (!a.Back.IsZero() || day > a.Until) {
			return NoAbsence.With()
		}
		if err != nil {
			return err
		}
		if err := f.colleague(ctx, tx, actor, a.User); err != nil {
			return err
		}
		if err := comeBack(ctx, tx, actor.County, id, max(day, a.From)); err != nil {
			return err
		}
		return f.access.AuditIn(ctx, tx, actor, "workforce.back", access.Subject("user", a.User), map[string]string{"day": day.String()})
	})
}

// colleague says whether the actor may say where somebody is.
func (f *Force) colleague(ctx context.Context, tx *db.Tx, actor access.Actor, user int64) error {
	if actor.User == 0 || actor.Role == access.Citizen {
		return access.NotSignedIn.With()
	}
	all, err := f.access.UsersIn(ctx, tx, actor.County)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(u access.User) bool { return u.ID == user && u.Role != access.Citizen })
	if i < 0 {
		return access.NoUser.With()
	}
	if user == actor.User || actor.Role.May(access.UserManage) || actor.Station != 0 && all[i].Station == actor.Station {
		return nil
	}
	return NotYourColleague.With()
}

// Absences lists who is away on a day or later, the earliest first.
func (f *Force) Absences(ctx context.Context, actor access.Actor, day civil.Date) (list []Absence, err error) {
	if actor.User == 0 || actor.Role == access.Citizen {
		return nil, access.NotSignedIn.With()
	}
	err = f.db.View(ctx, func(tx *db.Tx) error {
		list, err = readAbsences(ctx, tx, actor.County, day)
		return err
	})
	return list, err
}

// AwayIn names who is away on a day.
func (f *Force) AwayIn(ctx context.Context, tx *db.Tx, county civil.County, day civil.Date) (map[int64]bool, error) {
	all, err := readAbsences(ctx, tx, county, day)
	away := map[int64]bool{}
	for _, a := range all {
		if a.On(day) {
			away[a.User] = true
		}
	}
	return away, err
}

// SetRemit sets what a reviewer decides from today on; what it was stays, with its days.
func (f *Force) SetRemit(ctx context.Context, actor access.Actor, r Remit) error {
	if err := actor.May(access.UserManage); err != nil {
		return err
	}
	return f.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		all, err := f.access.UsersIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, func(u access.User) bool { return u.ID == r.User && u.Role == access.Reviewer }) {
			return NoReviewer.With().On("user")
		}
		towns := r.Townships
		if len(towns) == 0 {
			towns = []civil.Division{""}
		}
		if err := endRemits(ctx, tx, actor.County, r.User); err != nil {
			return err
		}
		for _, t := range towns {
			if t != "" && (len(t) != 9 || t.County() != actor.County) {
				return NoReviewer.With().On("township")
			}
			if err := insertRemit(ctx, tx, actor, r.User, t, r.Skilled); err != nil {
				return err
			}
		}
		return f.access.AuditIn(ctx, tx, actor, "workforce.remit", access.Subject("user", r.User), map[string]string{"townships": strconv.Itoa(len(r.Townships)), "skilled": strconv.FormatBool(r.Skilled)})
	})
}

// RemitsIn lists what reviewers decide, by user.
func (f *Force) RemitsIn(ctx context.Context, tx *db.Tx, county civil.County) (map[int64]Remit, error) {
	return readRemits(ctx, tx, county)
}

// Remits is RemitsIn on its own.
func (f *Force) Remits(ctx context.Context, actor access.Actor) (all map[int64]Remit, err error) {
	if actor.User == 0 || actor.Role == access.Citizen {
		return nil, access.NotSignedIn.With()
	}
	err = f.db.View(ctx, func(tx *db.Tx) error {
		all, err = readRemits(ctx, tx, actor.County)
		return err
	})
	return all, err
}
