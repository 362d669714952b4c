package rating

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/seal"
	"renshe/internal/words"
)

// Level is how content somebody is: 1, very dissatisfied, to 5, very satisfied.
type Level int

const worst, best, lastBad = Level(1), Level(5), Level(2)

var levelTitles = map[Level]words.Text{
	5: {Zh: "非常满意", En: "very satisfied"},
	4: {Zh: "满意", En: "satisfied"},
	3: {Zh: "基本满意", En: "fairly satisfied"},
	2: {Zh: "不满意", En: "dissatisfied"},
	1: {Zh: "非常不满意", En: "very dissatisfied"},
}

// Levels lists them, the best first.
func Levels() []Level { return []Level{5, 4, 3, 2, 1} }

// Title is the word people read.
func (l Level) Title() words.Text { return levelTitles[l] }

// Bad says whether a call-back follows.
func (l Level) Bad() bool { return l <= lastBad }

// Reason is why somebody rates badly.
type Reason struct {
	Code  string
	Title words.Text
}

var reasons = []Reason{
	{"waited", words.Text{Zh: "等得太久", En: "The wait was too long"}},
	{"papers", words.Text{Zh: "要的材料太多，或者不该要", En: "Too many papers were asked for, or needless ones"}},
	{"back-and-forth", words.Text{Zh: "来回跑了几趟", En: "I was sent back and forth"}},
	{"unclear", words.Text{Zh: "没有说清楚", En: "It was not explained clearly"}},
	{"manner", words.Text{Zh: "态度不好", En: "I was not treated well"}},
	{"late", words.Text{Zh: "超过了说好的时间", En: "It took longer than was said"}},
	{"other", words.Text{Zh: "其他", En: "Something else"}},
}

// Reasons lists them in the order in which the form offers them.
func Reasons() []Reason { return slices.Clone(reasons) }

// ReasonTitle says a reason to people.
func ReasonTitle(code string) words.Text {
	for _, r := range reasons {
		if r.Code == code {
			return r.Title
		}
	}
	return words.Text{}
}

// Rating is what somebody said of a matter.
type Rating struct {
	Case    int64
	Station int64
	Item    string
	Area    string
	Level   Level
	Reason  string // of a bad one
	Words   string // at most [LongestWords] characters
}

// LongestWords is how much somebody may write.
const LongestWords = 300

// Outcome is how a call-back ended.
type Outcome string

// The outcomes.
const (
	PutRight   Outcome = "put-right"
	Explained  Outcome = "explained"
	NotReached Outcome = "not-reached"
	NoWish     Outcome = "no-wish"
)

var outcomeTitles = map[Outcome]words.Text{
	PutRight:   {Zh: "已经改正", En: "put right"},
	Explained:  {Zh: "已经解释，本人理解", En: "explained and understood"},
	NotReached: {Zh: "三次没有联系上", En: "not reached three times"},
	NoWish:     {Zh: "本人不需要回访", En: "the person wants no call-back"},
}

// Outcomes lists them.
func Outcomes() []Outcome { return []Outcome{PutRight, Explained, NotReached, NoWish} }

// Title is the word people read.
func (o Outcome) Title() words.Text { return outcomeTitles[o] }

// CallBack is a bad rating that is asked about.
type CallBack struct {
	ID      int64 // of the rating
	Rating  Rating
	At      time.Time
	Due     civil.Date // by the county's promise; zero without one
	Outcome Outcome    // "" while it is open
	Said    string     // what came of it
	ByName  string
	Closed  time.Time
}

// Closing ends a call-back.
type Closing struct {
	Outcome Outcome
	Words   string
}

// The faults of the room.
var (
	unsaid = words.Text{Zh: "评价没有提交。", En: "The rating was not given."}
	open   = words.Text{Zh: "回访还没有办结。", En: "The call-back is not closed."}

	NoLevel = fail.Define(fail.Invalid, "rating.level",
		words.Text{Zh: "请选择一个满意程度。", En: "Choose how satisfied you are."}, unsaid,
		words.Text{Zh: "五个里选一个；不想评价可以直接离开。", En: "Choose one of five; to give none, just leave the page."})
	NoReason = fail.Define(fail.Invalid, "rating.reason",
		words.Text{Zh: "不满意请选一个原因，我们好改正并回访您。", En: "Choose why, so that it can be put right and you can be called back."}, unsaid,
		words.Text{Zh: "请选择原因；想多说几句的写在下面。", En: "Choose a reason; add some words below if you like."})
	TooLong = fail.Define(fail.Invalid, "rating.words",
		words.Text{Zh: "最多写{most}个字。", En: "At most {most} characters."}, words.Text{Zh: "还没有保存。", En: "It is not saved yet."},
		words.Text{Zh: "请写短一些。", En: "Make it shorter."})
	Rated = fail.Define(fail.Conflict, "rating.rated",
		words.Text{Zh: "这件事已经评价过了，一件事评价一次。", En: "This matter has been rated already; one matter is rated once."},
		words.Text{Zh: "原来的评价不变。", En: "The first rating stands."},
		words.Text{Zh: "还有意见的，请拨打站所电话或到窗口反映。", En: "If there is more to say, call the station or come to its window."})
	NoCallBack = fail.Define(fail.NotFound, "rating.no-call-back",
		words.Text{Zh: "没有这件待回访的评价，或已经办结。", En: "There is no such call-back, or it is closed."}, words.Text{Zh: "没有改动任何内容。", En: "Nothing was changed."},
		words.Text{Zh: "请从回访列表里打开。", En: "Open it from the list."})
	NoOutcome = fail.Define(fail.Invalid, "rating.outcome",
		words.Text{Zh: "请选择回访结果，并写明怎么处理的。", En: "Choose how the call-back ended and write down what was done."}, open,
		words.Text{Zh: "结果和说明都要填。", En: "Both are needed."})
	BadPromise = fail.Define(fail.Invalid, "rating.promise",
		words.Text{Zh: "承诺期限应为1至{most}个工作日。", En: "A promise is 1 to {most} working days."}, words.Text{Zh: "原来的承诺不变。", En: "The promise is as it was."},
		words.Text{Zh: "请重新填写天数。", En: "Enter the days again."})
)

// Ratings is the room.
type Ratings struct {
	db     *db.DB
	box    *seal.Box
	access *access.Access
}

// New opens the room on a store.
func New(d *db.DB, box *seal.Box, acc *access.Access) *Ratings { return &Ratings{d, box, acc} }

// RecordIn keeps a rating; a bad one opens a call-back that is due on a day, or has no due date. It asks nobody who he is: the room of
// the cases has looked at the letter.
func (r *Ratings) RecordIn(ctx context.Context, tx *db.Tx, given Rating, due civil.Date) error {
	given.Words = strings.TrimSpace(given.Words)
	switch {
	case given.Level < worst || given.Level > best:
		return NoLevel.With().On("level")
	case given.Level.Bad() && ReasonTitle(given.Reason).IsZero():
		return NoReason.With().On("reason")
	case utf8.RuneCountInString(given.Words) > LongestWords:
		return TooLong.With("most", LongestWords).On("words")
	}
	if !given.Level.Bad() {
		given.Reason, due = "", 0
	}
	id := tx.NewID()
	fresh, err := insertRating(ctx, tx, id, given, r.seal(tx.County(), id, "words", given.Words), due)
	if err == nil && !fresh {
		err = Rated.With()
	}
	return err
}

// OfIn is the level that a case was given; 0 if none yet.
func (r *Ratings) OfIn(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (Level, error) {
	return levelOf(ctx, tx, county, caseID)
}

// Which call-backs a list shows.
const (
	Open   = false
	Closed = true
)

const mostShown = 200

// CallBacks lists the county's call-backs, the earliest due date first, closed ones the latest first, for those who decide cases.
func (r *Ratings) CallBacks(ctx context.Context, actor access.Actor, closed bool) (list []CallBack, err error) {
	if err := actor.May(access.CaseReview); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		rows, err := callBacks(ctx, tx, actor.County, closed, mostShown)
		if err != nil {
			return err
		}
		list = nil
		for _, k := range rows {
			if err := r.unseal(actor.County, &k); err != nil {
				return err
			}
			list = append(list, k.CallBack)
		}
		return nil
	})
	return list, err
}

// CallBackIn locks an open call-back inside a transaction.
func (r *Ratings) CallBackIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (CallBack, error) {
	k, err := lockCallBack(ctx, tx, county, id)
	if db.IsNoRows(err) {
		return CallBack{}, NoCallBack.With()
	}
	if err == nil {
		err = r.unseal(county, &k)
	}
	return k.CallBack, err
}

// CloseIn ends a call-back that [Ratings.CallBackIn] locked.
func (r *Ratings) CloseIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, k Closing) error {
	if err := actor.May(access.CaseReview); err != nil {
		return err
	}
	k.Words = strings.TrimSpace(k.Words)
	switch {
	case k.Outcome.Title().IsZero(), k.Words == "":
		return NoOutcome.With().On("outcome")
	case utf8.RuneCountInString(k.Words) > LongestWords:
		return TooLong.With("most", LongestWords).On("said")
	}
	done, err := closeCallBack(ctx, tx, actor, id, k.Outcome, r.seal(actor.County, id, "said", k.Words))
	if err == nil && !done {
		err = NoCallBack.With()
	}
	if err != nil {
		return err
	}
	return r.access.AuditIn(ctx, tx, actor, "rating.closed", access.Subject("rating", id), map[string]string{"outcome": string(k.Outcome)})
}

const (
	promiseSetting = "rating.call-back-days"
	longestPromise = 60
)

// PromiseIn is the county's own promise in working days for a call-back; 0 if it has made none.
func (r *Ratings) PromiseIn(ctx context.Context, tx *db.Tx, county civil.County) (days int, err error) {
	_, err = r.access.SettingIn(ctx, tx, county, promiseSetting, &days)
	return days, err
}

// Promise is PromiseIn on its own.
func (r *Ratings) Promise(ctx context.Context, county civil.County) (days int, err error) {
	err = r.db.View(ctx, func(tx *db.Tx) error {
		days, err = r.PromiseIn(ctx, tx, county)
		return err
	})
	return days, err
}

// SetPromise sets the county's promise from now on; what is open keeps its due date.
func (r *Ratings) SetPromise(ctx context.Context, actor access.Actor, days int) error {
	if err := actor.May(access.CaseReview); err != nil {
		return err
	}
	if days < 1 || days > longestPromise {
		return BadPromise.With("most", longestPromise).On("days")
	}
	return r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if err := r.access.SetSettingIn(ctx, tx, actor.County, promiseSetting, days); err != nil {
			return err
		}
		return r.access.AuditIn(ctx, tx, actor, "rating.promise", access.Subject("county", int64(actor.County)), map[string]string{"days": fmt.Sprint(days)})
	})
}

// Sum is what people said of a station's matters of an area.
type Sum struct {
	Station int64
	Area    string
	Good    int // levels 5 and 4
	Middle  int // level 3
	Bad     int // levels 2 and 1
	Called  int // of the bad ones: called back and closed
}

// Sums counts the ratings of a span of days, both counted, by station and area. No officer stands in it.
func (r *Ratings) Sums(ctx context.Context, actor access.Actor, from, until civil.Date) (list []Sum, err error) {
	if err := actor.May(access.BoardRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		list, err = sums(ctx, tx, actor.County, from, until)
		return err
	})
	return list, err
}

func (r *Ratings) seal(county civil.County, id int64, part, text string) []byte {
	return r.box.Seal([]byte(text), fmt.Appendf(nil, "rating/%s/%s/%d", part, county, id))
}

func (r *Ratings) unseal(county civil.County, k *stored) error {
	for _, part := range []struct {
		name   string
		sealed []byte
		into   *string
	}{{"words", k.words, &k.Rating.Words}, {"said", k.said, &k.Said}} {
		if part.sealed == nil {
			continue
		}
		b, err := r.box.Unseal(part.sealed, fmt.Appendf(nil, "rating/%s/%s/%d", part.name, county, k.ID))
		if err != nil {
			return fmt.Errorf("rating: %s of %d: %w", part.name, k.ID, err)
		}
		*part.into = string(b)
	}
	return nil
}
