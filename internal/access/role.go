package access

import (
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Role is what a user is; it is stored by this name.
type Role string

// The roles.
const (
	Officer    Role = "officer"    // at a station's counter
	Reviewer   Role = "reviewer"   // at the county: reviews what officers opened
	Accountant Role = "accountant" // prepares payment runs, speaks with the bank, keeps the books
	Approver   Role = "approver"   // approves payment runs and releases what was held
	Supervisor Role = "supervisor" // watches over the whole county
	Admin      Role = "admin"      // keeps the users; sees no files
	Citizen    Role = "citizen"    // sees his own file
	System     Role = "system"     // the program itself, at night
)

// Permission is one thing a role may do.
type Permission string

// The permissions.
const (
	PersonFind    Permission = "person.find"
	PersonRead    Permission = "person.read"
	PersonWrite   Permission = "person.write"
	CaseOpen      Permission = "case.open"
	CaseReview    Permission = "case.review"
	CaseClock     Permission = "case.clock"
	RunPrepare    Permission = "run.prepare"
	RunApprove    Permission = "run.approve"
	RunRelease    Permission = "run.release"
	RunBank       Permission = "run.bank"
	FundRead      Permission = "fund.read"
	LedgerPost    Permission = "ledger.post"
	LedgerConfirm Permission = "ledger.confirm"
	LedgerVerify  Permission = "ledger.verify"

	ReconcileMake  Permission = "reconcile.make"
	ReconcileCheck Permission = "reconcile.check"

	BoardRead  Permission = "board.read"
	SweepRun   Permission = "sweep.run"
	UserManage Permission = "user.manage"
	SelfRead   Permission = "self.read"
)

// roles is the one table of who may do what. Its order is the order in which a refusal names the roles who may.
var roles = []struct {
	role  Role
	title words.Text
	may   []Permission
}{
	{Officer, words.Text{Zh: "经办员", En: "counter officer"},
		[]Permission{PersonFind, PersonRead, PersonWrite, CaseOpen}},
	{Reviewer, words.Text{Zh: "复核员", En: "reviewer"},
		[]Permission{PersonFind, PersonRead, CaseReview, CaseClock, BoardRead}},
	{Accountant, words.Text{Zh: "基金会计", En: "fund accountant"},
		[]Permission{PersonFind, PersonRead, RunPrepare, RunBank, FundRead, LedgerPost, LedgerVerify, ReconcileMake}},
	{Approver, words.Text{Zh: "审批人", En: "approver"},
		[]Permission{PersonFind, PersonRead, RunApprove, RunRelease, FundRead, LedgerConfirm, LedgerVerify, ReconcileCheck, BoardRead}},
	{Supervisor, words.Text{Zh: "监督员", En: "supervisor"},
		[]Permission{PersonFind, PersonRead, FundRead, LedgerVerify, BoardRead, SweepRun}},
	{Admin, words.Text{Zh: "系统管理员", En: "administrator"},
		[]Permission{UserManage, BoardRead}},
	{Citizen, words.Text{Zh: "参保人", En: "citizen"},
		[]Permission{SelfRead}},
	{System, words.Text{Zh: "系统", En: "the program"},
		[]Permission{PersonFind, PersonRead, PersonWrite, CaseOpen, CaseClock, RunPrepare, RunBank, FundRead, LedgerPost, LedgerVerify, ReconcileMake, BoardRead,
			SweepRun}},
}

var permissionTitles = map[Permission]words.Text{
	PersonFind:    {Zh: "查找人员", En: "find people"},
	PersonRead:    {Zh: "查看档案", En: "read a person's file"},
	PersonWrite:   {Zh: "修改档案", En: "change a person's file"},
	CaseOpen:      {Zh: "受理业务", En: "open a case"},
	CaseReview:    {Zh: "复核业务", En: "review a case"},
	CaseClock:     {Zh: "中止、延长办理时限", En: "hold or extend a limit"},
	RunPrepare:    {Zh: "编制发放批次", En: "prepare a payment run"},
	RunApprove:    {Zh: "审批发放批次", En: "approve a payment run"},
	RunRelease:    {Zh: "解除暂缓发放", En: "release a held payment"},
	RunBank:       {Zh: "收发银行文件", En: "exchange files with the bank"},
	FundRead:      {Zh: "查看基金账", En: "read the funds' books"},
	LedgerPost:    {Zh: "记账", En: "post to the books"},
	LedgerConfirm: {Zh: "复核记账", En: "confirm what is posted"},
	LedgerVerify:  {Zh: "核验账本", En: "verify the books"},

	ReconcileMake:  {Zh: "编制对账", En: "reconcile accounts"},
	ReconcileCheck: {Zh: "复核对账", En: "check a reconciliation"},

	BoardRead:  {Zh: "查看看板", En: "read the board"},
	SweepRun:   {Zh: "运行政策找人", En: "run the sweep for people entitled"},
	UserManage: {Zh: "管理用户", En: "manage users"},
	SelfRead:   {Zh: "查看本人档案", En: "read one's own file"},
}

var (
	// NotSignedIn is an operation without anybody who asks.
	NotSignedIn = fail.Define(fail.Denied, "access.not-signed-in",
		words.Text{Zh: "您还没有登录，或登录已过期。", En: "You are not signed in, or your session has ended."},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "请登录后再试。", En: "Sign in and try again."})
	// NotAllowed is a role that may not do this.
	NotAllowed = fail.Define(fail.Denied, "access.not-allowed",
		words.Text{Zh: "您的角色是{role}，不能{what}。", En: "Your role is {role}; it may not {what}."},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "请找有此权限的人办理：{who}。", En: "Ask somebody who may: {who}."})
	// OtherCounty is an actor of one county who reaches into another.
	OtherCounty = fail.Define(fail.Denied, "access.other-county",
		words.Text{Zh: "这不是您所在县区的数据。", En: "This belongs to another county."},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "请由该县区的人员办理。", En: "It is for that county's people to do."})
)

// Roles lists the roles in the table's order.
func Roles() []Role {
	all := make([]Role, len(roles))
	for i, r := range roles {
		all[i] = r.role
	}
	return all
}

// ParseRole reads a stored or typed role.
func ParseRole(s string) (Role, bool) {
	r := Role(s)
	return r, slices.Contains(Roles(), r)
}

// Title names the role to people.
func (r Role) Title() words.Text {
	for _, row := range roles {
		if row.role == r {
			return row.title
		}
	}
	return words.Text{Zh: "未知角色", En: "unknown role"}
}

// Permissions lists what the role may do.
func (r Role) Permissions() []Permission {
	for _, row := range roles {
		if row.role == r {
			return slices.Clone(row.may)
		}
	}
	return nil
}

// May says whether the role has the permission.
func (r Role) May(p Permission) bool {
	for _, row := range roles {
		if row.role == r {
			return slices.Contains(row.may, p)
		}
	}
	return false
}

// Title names the permission to people, as a verb.
func (p Permission) Title() words.Text { return permissionTitles[p] }

// Actor is who asks for an operation.
type Actor struct {
	County  civil.County
	User    int64  // 0 for [System]
	Login   string // what he signs in with
	Name    string // his name; staff, or a citizen in his own session
	Role    Role
	Station int64 // an officer's station; 0 is none
	Person  int64 // a citizen's own file; 0 is none
	Lang    words.Lang
}

// TheSystem is the program itself acting for a county: the nightly sweep, the demo's builder.
func TheSystem(county civil.County) Actor {
	return Actor{County: county, Login: "system", Name: "系统", Role: System}
}

// IsZero says whether nobody is signed in.
func (a Actor) IsZero() bool { return a.Role == "" }

// May refuses unless the actor's role has the permission; the refusal names the role and the roles that have it.
func (a Actor) May(p Permission) error {
	if a.IsZero() {
		return NotSignedIn.With()
	}
	if a.Role.May(p) {
		return nil
	}
	return NotAllowed.With("role", a.Role.Title(), "what", p.Title(), "who", WhoMay(p))
}

// MaySee refuses unless the actor may read the person's file: by permission, or because it is his own.
func (a Actor) MaySee(person int64) error {
	if a.Role == Citizen && a.Person != 0 && a.Person == person {
		return nil
	}
	return a.May(PersonRead)
}

// WhoMay lists the human roles with a permission, in both languages.
func WhoMay(p Permission) words.Text {
	var zh, en []string
	for _, row := range roles {
		if row.role != System && slices.Contains(row.may, p) {
			zh, en = append(zh, row.title.Zh), append(en, row.title.En)
		}
	}
	return words.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}
