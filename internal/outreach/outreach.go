package outreach

import (
	"context"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/money"
	"renshe/policy"
)

// Kind is what was found.
type Kind string

// The kinds.
const (
	Unclaimed Kind = "unclaimed"
	Short     Kind = "short"
	Check     Kind = "check"
)

var kindTitles = map[Kind]words.Text{
	Unclaimed: {Zh: "应领未领", En: "entitled, not claimed"},
	Short:     {Zh: "缴费年限不足", En: "short of years"},
	Check:     {Zh: "年限待核定", En: "years to be established"},
}

// Title is the word people read.
func (k Kind) Title() words.Text { return kindTitles[k] }

// State is where a finding stands.
type State string

// The states.
const (
	Open       State = "open"
	InProgress State = "in-progress"
	Done       State = "done"
	Unwanted   State = "not-wanted"
)

var stateTitles = map[State]words.Text{
	Open:       {Zh: "待联系", En: "to be contacted"},
	InProgress: {Zh: "正在办理", En: "under way"},
	Done:       {Zh: "已了结", En: "done"},
	Unwanted:   {Zh: "本人不办", En: "not wanted"},
}

// Title is the word people read.
func (s State) Title() words.Text { return stateTitles[s] }

// Why says why a finding is done or not wanted.
type Why string

// The reasons. An officer gives Declined or Elsewhere; the others are found.
const (
	Granted   Why = "granted"
	Refused   Why = "refused"
	Died      Why = "died"
	NoLonger  Why = "no-longer"
	Declined  Why = "declined"
	Elsewhere Why = "elsewhere"
)

var whyTitles = map[Why]words.Text{
	Granted:   {Zh: "已核定发放", En: "granted"},
	Refused:   {Zh: "依法不予办理", En: "refused by decision"},
	Died:      {Zh: "已去世", En: "died"},
	NoLonger:  {Zh: "按现在的数据不再符合", En: "no longer found"},
	Declined:  {Zh: "本人表示不办", En: "the person does not want it"},
	Elsewhere: {Zh: "在外地或其他制度领取", En: "draws a pension elsewhere"},
}

// Title is the word people read.
func (w Why) Title() words.Text { return whyTitles[w] }

// Finding is one person that the sweep found.
type Finding struct {
	ID          int64
	Person      int64
	Kind        Kind
	Station     int64 // of the person's own village
	Village     civil.Division
	Reach       civil.Month // of reaching the age
	Start       civil.Month // first month that would be paid
	PaidMonths  int
	ShortMonths int
	Estimate    money.Fen // a month, by the rates of the sweep's month; 0 unless unclaimed
	Plan        string    // hash of the rules that found it
	State       State
	Why         Why
	Case        int64       // the claim, while in progress or granted
	Month       civil.Month // the sweep's month
	Version     int64
	FoundAt     time.Time
	ChangedAt   time.Time
	ChangedBy   int64
}

var (
	saysComing = words.Text{Zh: "{reach}满60周岁，已缴费{paid}个月，符合领取条件，还没有申请。预计每月{amount}元。", En: "Reaches 60 in {reach}, has paid {paid} months, is entitled and has not applied. About {amount} yuan a month."}
	saysPast   = words.Text{Zh: "{reach}已满60周岁，已缴费{paid}个月，符合领取条件，一直没有申请。预计每月{amount}元，从{start}起补发。", En: "Reached 60 in {reach}, has paid {paid} months, is entitled and never applied. About {amount} yuan a month, with arrears from {start}."}
	saysShort  = words.Text{Zh: "{reach}满60周岁，累计缴费{paid}个月，还差{short}个月，可以补缴。", En: "Reaches 60 in {reach}; {paid} months are paid, {short} are missing and may be paid."}
	saysCheck  = words.Text{Zh: "{reach}满60周岁，累计缴费{paid}个月，不足最低年限；制度实施时可能已满45周岁，请核定当地实施月份。", En: "Reached 60 in {reach} with {paid} months paid, less than the minimum; may have been 45 when the scheme began: establish its local start."}
)

// Reason says why the person is on the list, with their own numbers.
func (f Finding) Reason() words.Text {
	t := saysComing
	switch {
	case f.Kind == Short:
		t = saysShort
	case f.Kind == Check:
		t = saysCheck
	case f.Reach < f.Month:
		t = saysPast
	}
	pairs := []any{"reach", f.Reach, "start", f.Start, "paid", f.PaidMonths, "short", f.ShortMonths, "amount", f.Estimate}
	return words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}
}

var (
	unchanged = words.Text{Zh: "没有改动任何内容。", En: "Nothing was changed."}
	// NoSuchFinding is an identifier that this county does not have.
	NoSuchFinding = fail.Define(fail.NotFound, "outreach.no-such-finding",
		words.Text{Zh: "没有这条找人结果。", En: "There is no such finding."}, unchanged,
		words.Text{Zh: "请从待办里打开。", En: "Open it from the worklist."})
	// Changed is a finding that somebody else changed meanwhile.
	Changed = fail.Define(fail.Conflict, "outreach.changed",
		words.Text{Zh: "这条找人结果刚刚有变化，现在是“{state}”。", En: "This finding has just changed; it is “{state}” now."}, unchanged,
		words.Text{Zh: "请刷新待办再办。", En: "Reload the worklist, then go on."})
	// BadWhy is a reason that an officer cannot give.
	BadWhy = fail.Define(fail.Invalid, "outreach.why",
		words.Text{Zh: "请选择本人不办的原因。", En: "Choose why it is not wanted."}, unchanged,
		words.Text{Zh: "联系不上的请保留在待办里。", En: "Leave it on the worklist if the person could not be reached."})
	// WrongState is a finding that is under way or done.
	WrongState = fail.Define(fail.Blocked, "outreach.wrong-state",
		words.Text{Zh: "这条找人结果现在是“{state}”，不能这样改。", En: "The finding is “{state}” now and cannot be changed so."}, unchanged,
		words.Text{Zh: "请打开办件查看。", En: "Look at the case."})
)

// Claims says who has a living claim for a benefit; the room of the cases answers, wired by app.
type Claims interface {
	ClaimsIn(ctx context.Context, tx *db.Tx, county civil.County, benefit string, fn func(person, caseID int64) error) error
}

// Rooms are the rooms below that outreach works with.
type Rooms struct {
	DB        *db.DB
	Access    *access.Access
	People    *person.Registry
	Enrolment *enrolment.Rolls
	Benefit   *benefit.Benefits
	Workforce *workforce.Force
	Law       *policy.Set
}

// Outreach is the room.
type Outreach struct {
	Rooms
	claims Claims
}

// New opens the room. Until [Outreach.ClaimsFrom] is called nobody counts as having applied.
func New(rooms Rooms) *Outreach { return &Outreach{Rooms: rooms} }

// ClaimsFrom sets who says who has applied; only while the program is wired.
func (o *Outreach) ClaimsFrom(c Claims) { o.claims = c }

// CaseMovedIn follows a claim: opened puts the finding in progress, granted or refused ends it, withdrawn opens it again. state
// is the case's state as casework names it.
func (o *Outreach) CaseMovedIn(ctx context.Context, tx *db.Tx, actor access.Actor, person, caseID int64, about, state string) error {
	if about != string(benefit.ResidentPension) {
		return nil
	}
	all, err := findingsOf(ctx, tx, actor.County, person, tx.LockClause())
	if err != nil {
		return err
	}
	for _, f := range all {
		to, why, with := f.State, f.Why, caseID
		switch state {
		case "draft", "incomplete", "returned", "submitted", "review":
			to, why = InProgress, ""
		case "approved":
			to, why = Done, Granted
		case "refused":
			to, why = Done, Refused
		case "withdrawn", "transferred":
			to, why, with = Open, "", 0
		}
		if f.State == to && f.Why == why && f.Case == with || f.State == Unwanted && to == Open {
			continue
		}
		f.State, f.Why, f.Case = to, why, with
		if err := update(ctx, tx, actor.County, f, actor.User); err != nil {
			return err
		}
	}
	return nil
}

// FoundIn says what the sweep found about a person, for the form of the claim; empty if nothing.
func (o *Outreach) FoundIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) (words.Text, error) {
	all, err := findingsOf(ctx, tx, county, person, "")
	for _, f := range all {
		if f.Kind == Unclaimed && (f.State == Open || f.State == InProgress) {
			return f.Reason(), err
		}
	}
	return words.Text{}, err
}

// Reasons are those for which an officer takes a finding off the list.
func Reasons() []Why { return []Why{Declined, Elsewhere} }

// NotWanted takes a finding off the list because the person said so.
func (o *Outreach) NotWanted(ctx context.Context, actor access.Actor, id, version int64, why Why) error {
	if !slices.Contains(Reasons(), why) {
		return BadWhy.With().On("why")
	}
	return o.change(ctx, actor, id, version, Open, func(f *Finding) { f.State, f.Why = Unwanted, why })
}

// Reopen puts a finding back on the list that was marked as not wanted.
func (o *Outreach) Reopen(ctx context.Context, actor access.Actor, id, version int64) error {
	return o.change(ctx, actor, id, version, Unwanted, func(f *Finding) { f.State, f.Why = Open, "" })
}

func (o *Outreach) change(ctx context.Context, actor access.Actor, id, version int64, from State, set func(*Finding)) error {
	if err := actor.May(access.CaseOpen); err != nil {
		return err
	}
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		f, err := lockFinding(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if f.Version != version {
			return Changed.With("state", f.State.Title())
		}
		if f.State != from {
			return WrongState.With("state", f.State.Title())
		}
		set(&f)
		if err := update(ctx, tx, actor.County, f, actor.User); err != nil {
			return err
		}
		return o.Access.AuditIn(ctx, tx, actor, "outreach."+string(f.State), access.Subject("finding", f.ID), map[string]string{"why": string(f.Why)})
	})
}
