package benefit

import (
	"fmt"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/words"
	"renshe/money"
)

// Check is one question of the gate before payment.
type Check struct {
	Code   string
	Title  words.Text // what it finds, in a few words
	Reason words.Text // why a payment is held; {detail} is filled from the finding
	Do     words.Text // what to do about it
	Rule   string     // the article it rests on
	hit    func(c candidate, s span) (detail string, held, hard bool)
	drawn  bool // found while the amounts are computed; stays found as long as they are what they are
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

// Title is what the check finds, in a few words.
func (f Finding) Title() words.Text { return checkOf[f.Code].Title }

// Do says what to do about it.
func (f Finding) Do() words.Text { return checkOf[f.Code].Do }

const (
	stopsAtDeath  = "国发〔2014〕8号 七：参保人死亡，从次月起停止支付其养老金"
	noTwoPensions = "人社部发〔2014〕17号：不得同时领取职工养老保险和居民养老保险待遇"
	checkEvery    = "社会保险经办条例 第二十六条：应当通过信息比对、自助认证等方式，核验社会保险待遇享受资格"
	toldStop      = "社会保险经办条例 第二十五条：核实后应当停止发放相应的社会保险待遇"
	sharedFacts   = "社会保险经办条例 第八条：公安、民政、卫生健康、司法行政等部门应当将个人的出生、死亡以及户口登记、迁移、注销等信息与社会保险经办机构共享"
	gradedReview  = "社会保险经办条例 第三十七条：对重点业务、高风险业务分级审核"
)

var (
	askFamily   = words.Text{Zh: "向家属或村（社区）核实；属实的登记死亡，不属实的写明理由放行", En: "ask the family or the village; record the death, or release with the reason"}
	askAccount  = words.Text{Zh: "请本人提供正确的账户，更正后下期补发", En: "have the person give the right account; the months are paid with the next run"}
	askEvidence = words.Text{Zh: "核对核定依据和计算过程，无误的写明理由放行", En: "go through the decision and its computation; if right, release with the reason"}
	askSource   = words.Text{Zh: "向名单来源部门核实；属实的暂停待遇，不属实的写明理由放行", En: "ask the department that gave the list; suspend the entitlement, or release with the reason"}
	askConfirm  = words.Text{Zh: "请本人认证，或上门、电话核实后登记认证；行动不便的应上门服务", En: "have eligibility confirmed, at home or by phone where needed, and record it"}
)

func never(candidate, span) (string, bool, bool) { return "", false, false }

var checks = []Check{
	{Code: "dead", Title: words.Text{Zh: "人已死亡", En: "the person died"}, Rule: stopsAtDeath,
		Reason: words.Text{Zh: "已于 {detail} 死亡，只能发到死亡当月", En: "died on {detail}; payable up to the month of death only"},
		Do:     words.Text{Zh: "停止待遇；死亡当月及以前应发未发的核实领取人后放行", En: "stop the entitlement; release what was due up to the month of death once it is clear who receives it"},
		hit: func(c candidate, s span) (string, bool, bool) {
			if c.died == 0 {
				return "", false, false
			}
			return c.died.String(), true, s.empty() || s.to > c.died.Month() && !kinds[c.kind].once
		}},
	{Code: "duplicate", Title: words.Text{Zh: "在其他制度领取养老待遇", En: "draws another pension"}, Rule: noTwoPensions,
		Reason: words.Text{Zh: "正在领取职工基本养老金，不得重复领取", En: "draws the employees' pension; nobody may draw both"},
		Do:     words.Text{Zh: "终止居民养老保险关系，已重复领取的追回", En: "end the residents' relation and recover what was drawn twice"},
		hit: func(c candidate, _ span) (string, bool, bool) {
			return "", c.otherPension && c.kind == ResidentPension, false
		}},
	{Code: "stopped", Title: words.Text{Zh: "资格已停止", En: "the entitlement stopped"}, Rule: toldStop,
		Reason: words.Text{Zh: "资格从 {detail} 起已停止", En: "the entitlement stopped from {detail}"},
		Do:     words.Text{Zh: "无需办理，本笔不再发放", En: "nothing: it is not paid"},
		hit: func(c candidate, s span) (string, bool, bool) {
			return c.stop.String(), c.stop != 0 && s.to >= c.stop, true
		}},
	{Code: "suspended", Title: words.Text{Zh: "资格暂停", En: "the entitlement is suspended"}, Rule: checkEvery,
		Reason: words.Text{Zh: "待遇已暂停：{detail}", En: "the entitlement is suspended: {detail}"},
		Do:     words.Text{Zh: "原因消除后办理恢复，两人办结", En: "once its cause is gone, have it resumed by two persons"},
		hit:    func(c candidate, _ span) (string, bool, bool) { return c.reason, c.status == Suspended, true }},
	{Code: "months-changed", Title: words.Text{Zh: "应发月份已变", En: "other months are due now"}, Rule: "",
		Reason: words.Text{Zh: "核算之后应发月份已变，现从 {detail} 起", En: "other months are due than were computed: from {detail} on"},
		Do:     words.Text{Zh: "本笔转入下期重新核算", En: "it comes up again, newly computed, in the next run"},
		hit: func(c candidate, s span) (string, bool, bool) {
			return c.dueFrom.String(), s.from > c.dueFrom, true // what is before it came back after it had been paid
		}},
	{Code: "list-dead", Title: words.Text{Zh: "名单显示已死亡", En: "a list says the person died"}, Rule: sharedFacts,
		Reason: words.Text{Zh: "在死亡名单上（{detail}），系统尚未登记死亡", En: "on a list of the dead ({detail}); no death is on record here"}, Do: askFamily,
		hit: func(c candidate, _ span) (string, bool, bool) {
			detail, on := c.on(ListDead)
			return detail, on && c.died == 0, false
		}},
	{Code: "list-custody", Title: words.Text{Zh: "名单显示在押服刑", En: "a list says the person is in custody"}, Rule: checkEvery,
		Reason: words.Text{Zh: "在服刑人员名单上（{detail}）", En: "on a list of people in custody ({detail})"}, Do: askSource,
		hit: func(c candidate, _ span) (string, bool, bool) {
			detail, on := c.on(ListCustody)
			return detail, on && !c.kind.Withdraws(), false // what is inherited or refunded is the person's wherever they are
		}},
	{Code: "list-duplicate", Title: words.Text{Zh: "名单显示在别处领取", En: "a list says it is drawn elsewhere"}, Rule: noTwoPensions,
		Reason: words.Text{Zh: "在其他制度或地方领取（{detail}）", En: "draws in another scheme or place ({detail})"}, Do: askSource,
		hit: func(c candidate, _ span) (string, bool, bool) {
			detail, on := c.on(ListDuplicate)
			return detail, on && !c.kind.Withdraws(), false
		}},
	{Code: "list-unconfirmed", Title: words.Text{Zh: "名单显示逾期未认证", En: "a list says the eligibility is not confirmed"}, Rule: checkEvery,
		Reason: words.Text{Zh: "在逾期未认证名单上（{detail}），此后没有认证记录", En: "on a list of people not confirmed ({detail}), and not confirmed here since"}, Do: askConfirm,
		hit: func(c candidate, _ span) (string, bool, bool) {
			for _, h := range c.listed {
				if h.Kind == ListUnconfirmed && c.confirmed <= h.AsOf && !c.kind.Withdraws() {
					return h.text(), true, false
				}
			}
			return "", false, false
		}},
	{Code: "unconfirmed", Title: words.Text{Zh: "逾期未认证", En: "eligibility not confirmed in time"}, Rule: checkEvery,
		Reason: words.Text{Zh: "最近一次资格确认是 {detail}，已超过规定期限", En: "eligibility was last confirmed on {detail}, too long ago"}, Do: askConfirm,
		hit: func(c candidate, _ span) (string, bool, bool) {
			return c.confirmed.String(), !kinds[c.kind].once && c.today > c.confirmed.AddMonths(c.limits.ConfirmedMonths), false
		}},
	{Code: "account-refused", Title: words.Text{Zh: "账户上次被银行退回", En: "the bank refused this account last time"},
		Reason: words.Text{Zh: "上次被银行退回（{detail}），账户尚未更正", En: "the bank returned the last payment ({detail}) and the account has not been corrected"}, Do: askAccount,
		hit: func(c candidate, _ span) (string, bool, bool) {
			return c.refusedCode, c.bankAccount != 0 && c.refused == c.bankAccount && !bank.ReasonOf(c.refusedCode).Retry, false
		}},
	{Code: "account-missing", Title: words.Text{Zh: "没有可用的银行账户", En: "no usable bank account"},
		Reason: words.Text{Zh: "没有可用的银行账户", En: "there is no usable bank account"}, Do: askAccount,
		hit: func(c candidate, _ span) (string, bool, bool) {
			return "", c.bankAccount == 0 || !c.accountOK || !bank.PayableAccount(c.accountNumber), true
		}},
	{Code: "account-check", Title: words.Text{Zh: "账号校验位不符", En: "the account number's check digit is wrong"},
		Reason: words.Text{Zh: "账号不符合校验规则，可能抄错", En: "the account number fails its check digit and may be miscopied"}, Do: askAccount,
		hit: func(c candidate, _ span) (string, bool, bool) {
			return "", c.limits.HoldLuhn && c.bankAccount != 0 && !luhn(c.accountNumber), false
		}},
	{Code: "identity", Title: words.Text{Zh: "身份信息有问题", En: "something is wrong with the identity"},
		Reason: words.Text{Zh: "登记的姓名不能写入银行文件", En: "the registered name cannot be written into a bank file"},
		Do:     words.Text{Zh: "核对并更正人员档案里的姓名", En: "check and correct the name in the person's file"},
		hit:    func(c candidate, _ span) (string, bool, bool) { return "", !bank.PayableName(c.name), true }},
	{Code: "set-off", Title: words.Text{Zh: "抵扣大于当月待遇", En: "more is set off than the month comes to"}, Rule: payBack,
		Reason: words.Text{Zh: "{detail} 的抵扣大于当月应发", En: "more is set off against {detail} than the month comes to"},
		Do:     words.Text{Zh: "核对抵扣和当月标准后再发", En: "check the set-off and the month's standard"}, hit: never, drawn: true},
	{Code: "withdrawn", Title: words.Text{Zh: "所在批次已撤销", En: "its run was withdrawn"}, Reason: words.Text{Zh: "所在的补发批次在复核前撤销", En: "the extra run was withdrawn before its approval"},
		Do: words.Text{Zh: "无需办理，应发的月份下一批再发", En: "nothing: what is due comes up again in the next run"}, hit: never},
	tooYoung, noParameter, firstPayment, amountChanged, overThreshold,
}

// These are found while the amounts are computed, where the policy and the months are at hand.
var (
	tooYoung = Check{Code: "too-young", Title: words.Text{Zh: "年龄与资格不符", En: "the age does not fit the entitlement"},
		Reason: words.Text{Zh: "按登记的出生日期，{detail} 才到领取年龄", En: "by the registered birth date the age is reached in {detail} only"}, Rule: "国发〔2014〕8号 七",
		Do: words.Text{Zh: "核对出生日期；核定有误的停止待遇", En: "check the birth date; stop the entitlement if the decision was wrong"}, hit: never, drawn: true}
	noParameter = Check{Code: "no-parameter", Title: words.Text{Zh: "有月份没有公布参数", En: "a month without a published parameter"},
		Reason: words.Text{Zh: "{detail} 的待遇标准没有公布数据", En: "no standard is on record for {detail}"},
		Do:     words.Text{Zh: "等标准公布录入后下期补发", En: "wait until the standard is on record; the next run pays"}, hit: never, drawn: true}
	firstPayment = Check{Code: "first", Title: words.Text{Zh: "首次发放且金额较大", En: "a first payment, and a large one"},
		Reason: words.Text{Zh: "首次发放 {detail} 元", En: "a first payment of {detail} yuan"}, Rule: gradedReview, Do: askEvidence, hit: never, drawn: true}
	amountChanged = Check{Code: "changed", Title: words.Text{Zh: "月待遇变动过大", En: "the monthly amount changed much"},
		Reason: words.Text{Zh: "月待遇变动：{detail}", En: "the monthly amount changed: {detail}"}, Rule: gradedReview, Do: askEvidence, hit: never, drawn: true}
	overThreshold = Check{Code: "over", Title: words.Text{Zh: "单笔金额过大", En: "a large payment"},
		Reason: words.Text{Zh: "本笔 {detail} 元，超过审核限额", En: "{detail} yuan in one payment, over the limit for review"}, Rule: gradedReview, Do: askEvidence, hit: never, drawn: true}
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

// amounts asks what only the computed months can answer; months that came back were asked about when they were computed.
func (c candidate) amounts(lines []Line, total money.Fen) []Finding {
	var found []Finding
	if len(lines) > 0 && c.dueFrom == c.start && total > c.limits.FirstAbove && !kinds[c.kind].once {
		found = append(found, Finding{Code: firstPayment.Code, Detail: total.Plain()})
	}
	if was := c.lastPaid; was > 0 && len(lines) > 0 && !kinds[c.kind].once { // a single payment has no month before it
		last := lines[len(lines)-1]
		was += c.less[c.dueFrom-1] // what is set off is no change of the amount
		if now := last.Total() + c.less[last.Month]; changedBy(was, now) > c.limits.ChangedPercent {
			found = append(found, Finding{Code: amountChanged.Code, Detail: fmt.Sprintf("%s → %s", was.Plain(), now.Plain())})
		}
	}
	if total > c.limits.Above {
		found = append(found, Finding{Code: overThreshold.Code, Detail: total.Plain()})
	}
	return found
}

// changedBy is by how many hundredths of the first amount the second differs, rounded up: 30.01 % is more than 30.
func changedBy(was, now money.Fen) int64 {
	d := int64(now - was)
	if d < 0 {
		d = -d
	}
	return (d*100 + int64(was) - 1) / int64(was)
}

// on looks for the person on a kind of list.
func (c candidate) on(k ListKind) (detail string, listed bool) {
	for _, h := range c.listed {
		if h.Kind == k {
			return h.text(), true
		}
	}
	return "", false
}

// luhn says whether a card number's check digit is right.
func luhn(number string) bool {
	_, warnings, err := civil.ParseBankCard(number)
	return err == nil && len(warnings) == 0
}
