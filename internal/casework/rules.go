package casework

import (
	"slices"

	"renshe/internal/words"
)

// State is where a case stands (办件状态).
type State string

// The states. A living case is one of the first six; the others are its ends.
const (
	Draft       State = "draft"      // filled in, not submitted
	Incomplete  State = "incomplete" // a one-time notice was given; it can be completed
	Returned    State = "returned"   // accepted, and given back to the station by the reviewer to be put right; its clock runs on
	Submitted   State = "submitted"  // accepted: it has a number, a receipt and a due date
	Review      State = "review"     // a reviewer has it open
	Referred    State = "referred"   // sent to the authority that owns it; its answer is awaited
	Approved    State = "approved"
	Refused     State = "refused"
	AtOnce      State = "done"     // done at the window
	Answered    State = "answered" // advised, or the authority's answer is recorded
	Withdrawn   State = "withdrawn"
	Transferred State = "transferred" // sent to the place whose matter it is
)

var stateTitles = map[State]words.Text{
	Draft:       {Zh: "已填写，还没提交", En: "filled in, not submitted"},
	Incomplete:  {Zh: "待补齐", En: "to be completed"},
	Returned:    {Zh: "退回站点更正", En: "given back to be put right"},
	Submitted:   {Zh: "已受理，待复核", En: "accepted, to be reviewed"},
	Review:      {Zh: "复核中", En: "under review"},
	Referred:    {Zh: "已转送，待答复", En: "referred, answer awaited"},
	Approved:    {Zh: "已办结", En: "approved"},
	Refused:     {Zh: "不予办理", En: "refused"},
	AtOnce:      {Zh: "已即办", En: "done at once"},
	Answered:    {Zh: "已答复", En: "answered"},
	Withdrawn:   {Zh: "已撤回", En: "withdrawn"},
	Transferred: {Zh: "已转外地办理", En: "transferred to another place"},
}

// Title says the state to a person.
func (s State) Title() words.Text { return stateTitles[s] }

// Living says whether the case is still under way.
func (s State) Living() bool {
	return s.Editable() || s == Submitted || s == Review || s == Referred
}

// Submitted says whether the case has been taken in.
func (s State) Submitted() bool { return s != Draft && s != Incomplete }

// Editable says whether the form can be filled in.
func (s State) Editable() bool { return s == Draft || s == Incomplete || s == Returned }

// Done says whether the matter has ended as it was wanted.
func (s State) Done() bool { return s == Approved || s == AtOnce || s == Answered }

// verb is one step of a case: where it may begin and where it ends.
type verb struct {
	name string
	from []State
	to   State
	what words.Text // fills "cannot be …"
}

// ended are the states with an outcome that the applicant gets.
var ended = []State{Approved, Refused, AtOnce, Answered}

var (
	saving      = verb{"save", []State{Draft, Incomplete, Returned}, "", words.Text{Zh: "再填写", En: "filled in"}}
	submitting  = verb{"submitted", []State{Draft, Incomplete, Returned}, Submitted, words.Text{Zh: "提交", En: "submitted"}}
	noticing    = verb{"incomplete", []State{Draft, Incomplete}, Incomplete, words.Text{Zh: "提交", En: "submitted"}}
	reviewing   = verb{"review", []State{Submitted, Review}, Review, words.Text{Zh: "复核", En: "reviewed"}}
	approving   = verb{"approved", []State{Submitted, Review}, Approved, words.Text{Zh: "核定", En: "decided"}}
	refusing    = verb{"refused", []State{Submitted, Review}, Refused, words.Text{Zh: "核定", En: "decided"}}
	answering   = verb{"answered", []State{Referred}, Answered, words.Text{Zh: "登记答复", En: "answered"}}
	clocking    = verb{"clock", []State{Returned, Submitted, Review, Referred}, "", words.Text{Zh: "变动时限", En: "given another clock"}}
	withdrawing = verb{"withdrawn", []State{Draft, Incomplete, Returned, Submitted, Review, Referred}, Withdrawn, words.Text{Zh: "撤回", En: "withdrawn"}}

	returning    = verb{"returned", []State{Submitted, Review}, Returned, words.Text{Zh: "退回更正", En: "given back"}}
	moving       = verb{"moved", []State{Returned, Submitted, Review, Referred}, "", words.Text{Zh: "转站点", En: "moved to another station"}}
	transferring = verb{"transferred", []State{Returned, Submitted, Review}, Transferred, words.Text{Zh: "转外地", En: "transferred"}}
	reopening    = verb{"reopened", []State{Approved, Refused, Answered}, "", words.Text{Zh: "重新办理", En: "reopened"}}
	correcting   = verb{"corrected", ended, "", words.Text{Zh: "更正", En: "corrected"}}
	delivering   = verb{"delivered", ended, "", words.Text{Zh: "送达", En: "delivered"}}
	archiving    = verb{"archived", append([]State{Withdrawn, Transferred}, ended...), "", words.Text{Zh: "归档", En: "archived"}}
	settling     = verb{"settled", append([]State{Returned, Submitted, Review}, ended...), "", words.Text{Zh: "登记", En: "settled"}}
)

// check refuses a step that the state does not allow.
func (v verb) check(s State) error {
	if slices.Contains(v.from, s) {
		return nil
	}
	return WrongState.With("state", s.Title(), "step", v.what)
}

// byStages refuses to decide what goes through stages.
func byStages(it *Item) error {
	if it.Way() == ByDispute {
		return ByStages.With("item", it.Title)
	}
	return nil
}

// apart refuses a decision by somebody who opened the case, filled it in last or took it in.
func apart(it *Item, c *Case, user int64) error {
	if user != c.TakenBy && user != c.OpenedBy && user != c.SavedBy {
		return nil
	}
	return SamePerson.With("says", it.Apart.Says).Under(it.Apart.String())
}

var eventTitles = map[string]words.Text{
	"opened":      {Zh: "开始填写", En: "opened"},
	"incomplete":  {Zh: "一次性告知", En: "one-time notice given"},
	"submitted":   {Zh: "已受理", En: "accepted"},
	"review":      {Zh: "开始复核", En: "review begun"},
	"reassessed":  {Zh: "数据有变，重新计算", En: "computed again on changed data"},
	"referred":    {Zh: "已转送", En: "referred"},
	"done":        {Zh: "已即办", En: "done at once"},
	"answered":    {Zh: "已答复", En: "answered"},
	"approved":    {Zh: "核定通过", En: "approved"},
	"refused":     {Zh: "不予办理", En: "refused"},
	"withdrawn":   {Zh: "撤回", En: "withdrawn"},
	"paused":      {Zh: "中止计时", En: "the clock stands"},
	"resumed":     {Zh: "恢复计时", En: "the clock goes on"},
	"extended":    {Zh: "延长时限", En: "the limit is extended"},
	"recounted":   {Zh: "按新公布的日历重算时限", En: "the limit is counted again on a new calendar"},
	"soon":        {Zh: "临近期限，已提醒", En: "near its last day, called to mind"},
	"returned":    {Zh: "退回站点更正", En: "given back to the station"},
	"moved":       {Zh: "转到另一站点", En: "moved to another station"},
	"transferred": {Zh: "转外地办理", En: "transferred to another place"},
	"reopened":    {Zh: "重新办理", En: "reopened"},
	"corrected":   {Zh: "更正，换发文书", En: "corrected, the letter replaced"},
	"delivered":   {Zh: "已送达", En: "delivered"},
	"archived":    {Zh: "已归档", En: "archived"},
	"reminded":    {Zh: "提醒补交或核查", En: "reminded of what is owed"},
	"met":         {Zh: "容缺材料已补交", En: "the paper that was owed is here"},
	"verified":    {Zh: "承诺已核实", En: "the commitment is verified"},
	"broken":      {Zh: "承诺不实，已处理", En: "the commitment is broken"},
	"begun":       {Zh: "阶段开始", En: "a stage begins"},
	"ended":       {Zh: "阶段结束", En: "a stage ends"},
	"task":        {Zh: "登记任务", En: "a task is recorded"},
	"asked":       {Zh: "当事人请求", En: "a party asks"},
	"overdue":     {Zh: "已超期，报县局", En: "overdue, told to the county"},
}

var limitKinds = map[string]words.Text{
	Working:   {Zh: "{days}个工作日", En: "{days} working days"},
	Calendar:  {Zh: "{days}日", En: "{days} days"},
	Immediate: {Zh: "当场办结", En: "at once"},
}
