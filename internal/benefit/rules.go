package benefit

import (
	"encoding/json"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/words"
	"renshe/money"
)

// Kind is a monthly benefit (待遇种类).
type Kind string

// The kinds that are paid.
const ResidentPension Kind = "resident-pension"

var kinds = map[Kind]struct{ title words.Text }{
	ResidentPension: {words.Text{Zh: "城乡居民养老金", En: "residents' pension"}},
}

// Status of an entitlement.
type Status string

// The statuses.
const (
	Active    Status = "active"
	Suspended Status = "suspended"
	Stopped   Status = "stopped"
)

// RunState is how far a run has come.
type RunState string

// The states of a run, in order.
const (
	Preparing  RunState = "preparing"
	Prepared   RunState = "prepared"
	Approved   RunState = "approved"
	Pended     RunState = "pended"
	Filed      RunState = "filed"
	Answered   RunState = "answered"
	Settled    RunState = "settled"
	Reconciled RunState = "reconciled"
)

var runOrder = map[RunState]int{Preparing: 0, Prepared: 1, Approved: 2, Pended: 3, Filed: 4, Answered: 5, Settled: 6, Reconciled: 7}

// Reached says whether the run has come as far as s.
func (s RunState) Reached(other RunState) bool { return runOrder[s] >= runOrder[other] }

// PaymentState is what became of a payment.
type PaymentState string

// The states of a payment.
const (
	Held     PaymentState = "held"
	Ready    PaymentState = "ready"
	Pending  PaymentState = "pending"
	Paid     PaymentState = "paid"
	Returned PaymentState = "returned"
	Lapsed   PaymentState = "lapsed"
)

// candidate is what the gate knows of a person when a payment is prepared, released or approved.
type candidate struct {
	entitlement   int64
	person        int64
	start         civil.Month
	stop          civil.Month // the first month not due; 0 while it is open
	dueFrom       civil.Month
	status        Status
	reason        string
	accountPart   money.Fen
	inputs        string
	refused       int64  // the bank account that the bank refused last; 0 none
	refusedCode   string // and why
	name          string
	birth         civil.Date
	died          civil.Date // 0 alive
	bankAccount   int64      // 0 none
	accountOK     bool
	accountNumber string
	otherPension  bool
}

// span is the months of a payment, both ends included; empty when to < from.
type span struct{ from, to civil.Month }

func (s span) empty() bool { return s.to < s.from }

// due gives the months that a run for month pays a person: everything unpaid up to the run's month, the month before the
// entitlement stops, and the month of death.
// Law: 国发〔2014〕8号 七 (on death payment stops from the next month).
func (c candidate) due(month civil.Month) span {
	s := span{c.dueFrom, month}
	if c.stop != 0 {
		s.to = min(s.to, c.stop-1)
	}
	if c.died != 0 {
		s.to = min(s.to, c.died.Month())
	}
	s.to = max(s.to, s.from-1)
	return s
}

// Check is one question of the gate before payment.
type Check struct {
	Code   string
	Title  words.Text // what it finds, in a few words
	Reason words.Text // why a payment is held; {detail} is filled from the finding
	Rule   string     // the article it rests on
	hit    func(c candidate, s span) (detail string, held, hard bool)
}

// Finding is a check that a payment did not pass. A hard one cannot be released: its cause must go.
type Finding struct {
	Code   string `json:"code"`
	Detail string `json:"detail,omitempty"`
	Hard   bool   `json:"hard,omitempty"`
}

// Text is the reason in words.
func (f Finding) Text(l words.Lang) string {
	var detail any = f.Detail
	if f.Code == "account-refused" {
		detail = bank.ReasonText(f.Detail)
	}
	return checkOf[f.Code].Reason.Fill(l, "detail", detail)
}

// findingText lets a fault speak a finding in its reader's language.
type findingText struct{ Finding }

// In gives the reason in language l.
func (f findingText) In(l words.Lang) string { return f.Text(l) }

// Rule is the article that the check rests on; "" if it is plain prudence.
func (f Finding) Rule() string { return checkOf[f.Code].Rule }

const (
	stopsAtDeath  = "国发〔2014〕8号 七：参保人死亡，从次月起停止支付其养老金"
	noTwoPensions = "人社部发〔2014〕17号：不得同时领取职工养老保险和居民养老保险待遇"
	checkEvery    = "社会保险经办条例 第二十六条：核实领取待遇资格"
)

var checks = []Check{
	{"dead", words.Text{Zh: "人已死亡", En: "the person died"},
		words.Text{Zh: "已于 {detail} 死亡，只能发到死亡当月", En: "died on {detail}; payable up to the month of death only"}, stopsAtDeath,
		func(c candidate, s span) (string, bool, bool) {
			if c.died == 0 {
				return "", false, false
			}
			return c.died.String(), true, s.empty() || s.to > c.died.Month()
		}},
	{"duplicate", words.Text{Zh: "在其他制度领取养老待遇", En: "draws another pension"},
		words.Text{Zh: "正在领取职工基本养老金，不得重复领取", En: "draws the employees' pension; nobody may draw both"}, noTwoPensions,
		func(c candidate, _ span) (string, bool, bool) { return "", c.otherPension, false }},
	{"stopped", words.Text{Zh: "资格已停止", En: "the entitlement stopped"},
		words.Text{Zh: "资格从 {detail} 起已停止", En: "the entitlement stopped from {detail}"}, checkEvery,
		func(c candidate, s span) (string, bool, bool) {
			return c.stop.String(), c.stop != 0 && s.to >= c.stop, true
		}},
	{"suspended", words.Text{Zh: "资格暂停", En: "the entitlement is suspended"},
		words.Text{Zh: "待遇已暂停：{detail}", En: "the entitlement is suspended: {detail}"}, checkEvery,
		func(c candidate, _ span) (string, bool, bool) { return c.reason, c.status == Suspended, true }},
	{"account-refused", words.Text{Zh: "账户上次被银行退回", En: "the bank refused this account last time"},
		words.Text{Zh: "上次被银行退回（{detail}），账户尚未更正", En: "the bank returned the last payment ({detail}) and the account has not been corrected"}, "",
		func(c candidate, _ span) (string, bool, bool) {
			return c.refusedCode, c.bankAccount != 0 && c.refused == c.bankAccount, false
		}},
	{"account-missing", words.Text{Zh: "没有可用的银行账户", En: "no usable bank account"},
		words.Text{Zh: "没有可用的银行账户", En: "there is no usable bank account"}, "",
		func(c candidate, _ span) (string, bool, bool) {
			return "", c.bankAccount == 0 || !c.accountOK || !bank.PayableAccount(c.accountNumber), true
		}},
	{"identity", words.Text{Zh: "身份信息有问题", En: "something is wrong with the identity"},
		words.Text{Zh: "登记的姓名不能写入银行文件", En: "the registered name cannot be written into a bank file"}, "",
		func(c candidate, _ span) (string, bool, bool) { return "", !bank.PayableName(c.name), true }},
	tooYoung, noParameter,
}

// tooYoung and noParameter are found while the amounts are computed, where the policy is at hand.
var (
	tooYoung = Check{"too-young", words.Text{Zh: "年龄与资格不符", En: "the age does not fit the entitlement"},
		words.Text{Zh: "按登记的出生日期，{detail} 才到领取年龄", En: "by the registered birth date the age is reached in {detail} only"}, "国发〔2014〕8号 七",
		func(candidate, span) (string, bool, bool) { return "", false, false }}
	noParameter = Check{"no-parameter", words.Text{Zh: "有月份没有公布参数", En: "a month without a published parameter"},
		words.Text{Zh: "{detail} 的基础养老金标准没有公布数据", En: "no basic pension is on record for {detail}"}, "",
		func(candidate, span) (string, bool, bool) { return "", false, false }}
)

var checkOf = func() map[string]Check {
	m := map[string]Check{}
	for _, c := range checks {
		m[c.Code] = c
	}
	return m
}()

// Checks lists the gate, in the order in which its reasons are shown.
func Checks() []Check { return append([]Check(nil), checks...) }

// gate asks every check.
func gate(c candidate, s span) []Finding {
	var found []Finding
	for _, k := range checks {
		if detail, held, hard := k.hit(c, s); held {
			found = append(found, Finding{k.Code, detail, hard})
		}
	}
	return found
}

// withheld are the findings that still hold a payment of which some were released by name.
func withheld(found, released []Finding) []Finding {
	var left []Finding
	for _, f := range found {
		known := false
		for _, r := range released {
			known = known || (r.Code == f.Code && r.Detail == f.Detail)
		}
		if f.Hard || !known {
			left = append(left, f)
		}
	}
	return left
}

func findingsText(found []Finding) string {
	if len(found) == 0 {
		return ""
	}
	text, err := json.Marshal(found)
	if err != nil {
		return "" // strings and booleans always marshal
	}
	return string(text)
}

func parseFindings(text string) []Finding {
	var found []Finding
	if text == "" || json.Unmarshal([]byte(text), &found) != nil {
		return nil
	}
	return found
}
