package benefit

import (
	"context"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Action is a change of an entitlement's life.
type Action string

// The actions.
const (
	Suspend Action = "suspend"
	Resume  Action = "resume"
	Stop    Action = "stop"
)

var actionTitles = map[Action]words.Text{
	Suspend: {Zh: "暂停", En: "suspend"}, Resume: {Zh: "恢复", En: "resume"}, Stop: {Zh: "停止", En: "stop"},
}

// Title names the action.
func (a Action) Title() words.Text { return actionTitles[a] }

// Ground is why an entitlement is suspended or stopped (暂停、停止的事由), with its article and what a suspension means for its months.
type Ground struct {
	Code       string
	Action     Action
	Title      words.Text
	Article    string
	NoArrears  bool   // the suspended months are not paid afterwards
	Confidence string // how sure the article is: S read in the text, U to be confirmed
}

var grounds = []Ground{
	{"unconfirmed", Suspend, words.Text{Zh: "逾期未认证", En: "eligibility not confirmed"}, checkEvery, false, "S"},
	{"inquiry", Suspend, words.Text{Zh: "涉嫌丧失资格，调查核实中", En: "under inquiry: eligibility in doubt"}, "社会保险经办条例 第二十六条：对涉嫌丧失社会保险待遇享受资格后继续享受待遇的，社会保险经办机构应当调查核实", false, "S"},
	{"custody", Suspend, words.Text{Zh: "服刑", En: "serving a sentence"}, "国家规定的停发情形（社会保险经办条例 第二十五条）；服刑期间不补发依各地经办规程，原文待核", true, "U"},
	{"account", Suspend, words.Text{Zh: "账户待更正", En: "the account waits to be corrected"}, "社会保险经办条例 第九条：个人参保信息发生变化的，应当及时告知", false, "S"},
	{"death", Stop, words.Text{Zh: "死亡", En: "death"}, stopsAtDeath, false, "S"},
	{"other-scheme", Stop, words.Text{Zh: "领取其他养老待遇", En: "draws another pension"}, noTwoPensions, false, "S"},
	{"moved", Stop, words.Text{Zh: "关系转出", En: "moved to another place"}, "社会保险经办条例 第十二条", false, "S"},
	{"ineligible", Stop, words.Text{Zh: "经调查不符合领取资格", En: "found not to be eligible"}, "社会保险经办条例 第二十六条：经调查确认不符合社会保险待遇享受资格的，停止发放待遇", false, "S"},
	{"employed", Stop, words.Text{Zh: "重新就业", En: "employed again"}, "社会保险法 第五十一条", false, "S"},
	{"cleared", Resume, words.Text{Zh: "暂停原因消除", En: "the ground is gone"}, checkEvery, false, "S"},
}

// Grounds lists why an action may be taken.
func Grounds(a Action) []Ground {
	var all []Ground
	for _, g := range grounds {
		if g.Action == a {
			all = append(all, g)
		}
	}
	return all
}

func groundOf(a Action, code string) (Ground, bool) {
	for _, g := range grounds {
		if g.Action == a && g.Code == code {
			return g, true
		}
	}
	return Ground{}, false
}

// Request is a change that one person asks for and another decides (变更申请).
type Request struct {
	ID          int64
	Entitlement int64
	Action      Action
	Ground      string
	Article     string
	Reason      string
	Month       civil.Month // the first month no longer paid (stop), the first paid again (resume), or that of the suspension
	State       string      // asked, applied, refused
	AskedBy     int64
	AskedName   string
	AskedAt     time.Time
	DecidedBy   int64
	DecidedName string
	DecidedAt   time.Time
	Remark      string
}

// The faults of changes.
var (
	BadRequest = fail.Define(fail.Invalid, "benefit.bad-change",
		words.Text{Zh: "变更申请缺少事由、原因或月份。", En: "The change lacks its ground, reason or month."}, unchanged,
		words.Text{Zh: "请选择事由、写明原因和月份。", En: "Choose the ground and write the reason and the month."})
	RequestOpen = fail.Define(fail.Conflict, "benefit.change-open",
		words.Text{Zh: "这项待遇已有一个待审的变更。", En: "A change of this entitlement is waiting to be decided already."}, unchanged,
		words.Text{Zh: "请先审结那一个。", En: "Decide that one first."})
	NoRequest = fail.Define(fail.NotFound, "benefit.no-change",
		words.Text{Zh: "本县没有这个变更申请。", En: "This county has no such change."}, unchanged,
		words.Text{Zh: "请从待办里打开。", En: "Open it from the worklist."})
	Decided = fail.Define(fail.Conflict, "benefit.change-decided",
		words.Text{Zh: "这个申请已经由{name}审结。", En: "{name} has decided this already."}, unchanged,
		words.Text{Zh: "请刷新。", En: "Load it again."})
	OwnRequest = fail.Define(fail.Denied, "benefit.own-change",
		words.Text{Zh: "这是您自己提出的，必须由另一个人审。", En: "You asked for this; another person must decide it."}, unchanged, anotherHand)
	BeingPrepared = fail.Define(fail.Busy, "benefit.being-prepared",
		words.Text{Zh: "这种待遇的批次正在核算，现在不能改变应发的月份。", En: "A run of this benefit is being prepared; which months are due cannot change now."}, unchanged,
		words.Text{Zh: "请等核算结束后再办。", En: "Try again once it is prepared."})
)

// AskChange asks for a change; it does nothing yet. Another person decides it with [Benefits.DecideChange].
func (b *Benefits) AskChange(ctx context.Context, actor access.Actor, r Request) (Request, error) {
	if actor.May(access.CaseOpen) != nil && actor.May(access.CaseReview) != nil {
		return r, actor.May(access.CaseOpen)
	}
	ground, known := groundOf(r.Action, r.Ground)
	if !known || strings.TrimSpace(r.Reason) == "" || r.Month <= 0 || actor.User <= 0 {
		return r, BadRequest.With()
	}
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		e, err := entitlement(ctx, tx, actor.County, r.Entitlement, true)
		if err != nil {
			return err
		}
		if want := map[Action]Status{Suspend: Active, Resume: Suspended}[r.Action]; want != "" && e.Status != want || e.Status == Stopped {
			return WrongStatus.With("status", e.Status.Title())
		}
		r.ID, r.Article, r.State, r.AskedBy, r.AskedName, r.AskedAt = tx.NewID(), ground.Article, "asked", actor.User, actor.Name, tx.Now()
		fresh, err := insertRequest(ctx, tx, actor.County, r)
		if err != nil {
			return err
		}
		if !fresh {
			return RequestOpen.With()
		}
		return b.audit(ctx, tx, actor, "benefit.ask-"+string(r.Action), "entitlement:"+strconv.FormatInt(r.Entitlement, 10), "ground", r.Ground)
	})
	return r, err
}

// DecideChange applies a change or refuses it; never its own asker.
func (b *Benefits) DecideChange(ctx context.Context, actor access.Actor, id int64, apply bool, remark string) (Request, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return Request{}, err
	}
	var r Request
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		if r, err = request(ctx, tx, actor.County, id); err != nil {
			return err
		}
		if r.State != "asked" {
			return Decided.With("name", r.DecidedName)
		}
		if r.AskedBy == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		r.State, r.DecidedBy, r.DecidedName, r.DecidedAt, r.Remark = "refused", actor.User, actor.Name, tx.Now(), remark
		if apply {
			r.State = "applied"
		}
		// Runs are locked before the entitlement, and this before the request, by everybody.
		if apply {
			if err := b.applyChange(ctx, tx, actor, r); err != nil {
				return err
			}
		}
		moved, err := decideRequest(ctx, tx, actor.County, r)
		if err == nil && !moved {
			err = Decided.With("name", "")
		}
		if err != nil || !apply {
			return err
		}
		return b.tellOf(ctx, tx, actor, Notice{Code: NoticeChange, Request: r})
	})
	return r, err
}

func (b *Benefits) applyChange(ctx context.Context, tx *db.Tx, actor access.Actor, r Request) (err error) {
	switch r.Action {
	case Suspend:
		_, err = b.SuspendIn(ctx, tx, actor, r.Entitlement, r.Reason)
	case Stop:
		_, err = b.StopIn(ctx, tx, actor, r.Entitlement, r.Month, r.Reason)
	case Resume:
		if err = b.leaveOut(ctx, tx, actor.County, r); err == nil {
			_, err = b.ResumeIn(ctx, tx, actor, r.Entitlement, r.Reason)
		}
	}
	return err
}

// leaveOut takes the suspended months out of what is due, where the suspension's ground gives no arrears.
func (b *Benefits) leaveOut(ctx context.Context, tx *db.Tx, county civil.County, r Request) error {
	ordered, err := lockOrdered(ctx, tx, county, r.Entitlement)
	if err != nil {
		return err
	}
	last, found, err := lastSuspension(ctx, tx, county, r.Entitlement)
	if err != nil || !found {
		return err
	}
	ground, _ := groundOf(Suspend, last.Ground)
	if !ground.NoArrears || last.Month >= r.Month {
		return nil
	}
	e, err := entitlement(ctx, tx, county, r.Entitlement, true)
	if err != nil {
		return err
	}
	from := max(last.Month, e.DueFrom, ordered+1)
	out, err := gaps(ctx, tx, county, e.ID, e.ID)
	if err != nil {
		return err
	}
	for inside(out[e.ID], from) {
		from++ // set off before the suspension
	}
	if from >= r.Month {
		return nil
	}
	return b.takeOut(ctx, tx, county, e, span{from, r.Month - 1}, r.ID)
}

// Requests lists the changes that wait to be decided.
func (b *Benefits) Requests(ctx context.Context, actor access.Actor) ([]Request, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	var all []Request
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = requests(ctx, tx, actor.County, `state='asked'`)
		return err
	})
	return all, err
}
