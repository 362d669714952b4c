package desk

import (
	"renshe/internal/benefit"
	"renshe/internal/words"
)

// Entitlements and their changes.
var (
	wEntitledTitle      = words.Text{Zh: "待遇", En: "Benefits"}
	wEntitledLead       = words.Text{Zh: "谁在领什么、为什么停、多发了多少，都从这里看；改动都要两个人。", En: "Who draws what, why it stopped and what was overpaid; every change takes two persons."}
	wEntitledCounts     = words.Text{Zh: "各种待遇的人数", En: "People by kind of benefit"}
	wEntitledNone       = words.Text{Zh: "没有这样的待遇。", En: "There is no such benefit."}
	wEntitledList       = words.Text{Zh: "名单", En: "List"}
	wKindHead           = words.Text{Zh: "待遇种类", En: "Kind"}
	wAnyKind            = words.Text{Zh: "全部种类", En: "every kind"}
	wAnyState           = words.Text{Zh: "全部状态", En: "every state"}
	wWaitingN           = words.Text{Zh: "{n} 件待办", En: "{n} waiting"}
	wChangesTitle       = words.Text{Zh: "待审的变更", En: "Changes to decide"}
	wChangesLead        = words.Text{Zh: "暂停、恢复、停止：一个人提出，另一个人审。", En: "Suspend, resume, stop: one person asks, another decides."}
	wChangesNone        = words.Text{Zh: "没有待审的变更。", En: "No change waits to be decided."}
	wChangesNext        = words.Text{Zh: "变更从人员的待遇页面提出。", En: "A change is asked for on the page of a person's benefit."}
	wGroundOf           = words.Text{Zh: "事由", En: "Ground"}
	wAskedBy            = words.Text{Zh: "提出人", En: "Asked by"}
	wDecidedByRow       = words.Text{Zh: "审批人", En: "Decided by"}
	wPurposeEntitlement = words.Text{Zh: "办理待遇", En: "Work on a benefit"}
	wEntitlementTitle   = words.Text{Zh: "{name}的{kind}", En: "{name}: {kind}"}
	wOpenChange         = words.Text{Zh: "有一个待审的变更：{action}", En: "A change waits to be decided: {action}"}
	wOpenChangeSay      = words.Text{Zh: "{name} 于 {at} 提出，另一个人审过才生效。", En: "Asked for by {name} at {at}; it counts once another person has decided."}
	wSeeChange          = words.Text{Zh: "看这个变更", En: "Look at it"}
	wClaimDo            = words.Text{Zh: "追回多发的", En: "Claim what was overpaid"}
	wStopMonth          = words.Text{Zh: "停发月", En: "First month not paid"}
	wPaidSoFar          = words.Text{Zh: "本系统已发", En: "Paid by this program"}
	wDecidedAs          = words.Text{Zh: "按哪个月的标准核定", En: "Decided by the rates of"}
	wDecidedKnown       = words.Text{Zh: "以 {day} 已公布的规定为准，规则版本 {plan}", En: "as published on {day}, rules version {plan}"}
	wCase               = words.Text{Zh: "核定的办件", En: "Case that granted it"}
	wConfirmedLast      = words.Text{Zh: "最近一次资格认证", En: "Eligibility last confirmed"}
	wConfirmedFor       = words.Text{Zh: "有效 {n} 个月；没有记录的从核定之日算起", En: "holds {n} months; without a record it counts from the decision"}
	wOwed               = words.Text{Zh: "还欠基金", En: "Still owed to the fund"}
	wDueMonths          = words.Text{Zh: "应发未发的月份", En: "Due and not paid"}
	wDueNone            = words.Text{Zh: "到本月为止都已发放，或没有应发的月份。", En: "Everything up to this month is paid, or nothing is due."}
	wLifeHead           = words.Text{Zh: "变更记录", En: "What happened"}
	wAskedAndDecided    = words.Text{Zh: "{one} 提出，{two} 审批", En: "{one} asked, {two} decided"}
	wMonthlyHead        = words.Text{Zh: "本月标准", En: "This month"}
	wNoMonthly          = words.Text{Zh: "法规数据里没有这个月的标准，请询问经办机构。", En: "The law on file has no value for this month: ask the agency."}

	changeDo = map[benefit.Action]words.Text{
		benefit.Suspend: {Zh: "申请暂停", En: "Ask to suspend"}, benefit.Resume: {Zh: "申请恢复", En: "Ask to resume"}, benefit.Stop: {Zh: "申请停止", En: "Ask to stop"},
	}
	changeSays = map[benefit.Action]words.Text{
		benefit.Suspend: {Zh: "暂停之后，下面这些月份先不发。", En: "Once suspended, these months are not paid for now."},
		benefit.Resume:  {Zh: "恢复之后，下一批补发下面这些月份。", En: "Once resumed, the next run pays these months."},
		benefit.Stop:    {Zh: "停止之后，从停发月起不再发放。", En: "Once stopped, nothing is paid from that month on."},
	}
	monthMeans = map[benefit.Action]words.Text{
		benefit.Suspend: {Zh: "从哪个月起暂停", En: "Suspended from"}, benefit.Resume: {Zh: "从哪个月起恢复", En: "Resumed from"}, benefit.Stop: {Zh: "从哪个月起停发", En: "First month no longer paid"},
	}
)

// Asking for a change and deciding it.
var (
	wAskTitle       = words.Text{Zh: "申请{action}：{kind}", En: "Ask to {action}: {kind}"}
	wAskChangeLead  = words.Text{Zh: "先看影响，再提出。提出之后什么都没有变，要等另一个人审。", En: "See what it comes to, then ask. Nothing changes until another person has decided."}
	wChangeWhy      = words.Text{Zh: "具体原因", En: "Reason in full"}
	wChangeWhyHint  = words.Text{Zh: "写明查到了什么、从哪里查到，会给本人看到。", En: "What was found and where; the person will read it."}
	wLookEffect     = words.Text{Zh: "先看影响", En: "See what it comes to"}
	wAskNow         = words.Text{Zh: "提出申请", En: "Ask for it"}
	wAsked          = words.Text{Zh: "已提出{action}，等另一个人审", En: "Asked to {action}; another person decides"}
	wEffectHead     = words.Text{Zh: "对钱的影响", En: "What it comes to in money"}
	wEffectMonths   = words.Text{Zh: "各个月份会怎样", En: "What becomes of each month"}
	wMonthlyNow     = words.Text{Zh: "本月标准", En: "This month"}
	wMonthlyDefine  = words.Text{Zh: "按现行规定一个月的待遇", En: "a month's benefit by the law in force"}
	wNextRun        = words.Text{Zh: "下一批发放", En: "Paid by the next run"}
	wNextRunDefine  = words.Text{Zh: "到本月为止应发的月份", En: "the months due up to this one"}
	wWaitingMoney   = words.Text{Zh: "暂不发放", En: "Not paid for now"}
	wLostMoney      = words.Text{Zh: "不再发放", En: "No longer paid"}
	wLostDefine     = words.Text{Zh: "依法不发的月份", En: "months that are lawfully not paid"}
	wOverpaidMoney  = words.Text{Zh: "已多发，应追回", En: "Overpaid, to be claimed"}
	wOverpaidDefine = words.Text{Zh: "停止之后由会计另行追收", En: "claimed by the accountant once it is stopped"}
	wPaidLater      = words.Text{Zh: "恢复后补发", En: "paid after the resumption"}
	wNotPaidLater   = words.Text{Zh: "恢复后不补发", En: "not paid after the resumption"}
	wGroundSays     = words.Text{Zh: "{law}（{after}）", En: "{law} ({after})"}
	wUnconfirmed    = words.Text{Zh: "{law}【依据待核】", En: "{law} [basis to be confirmed]"}
	wDraftFalls     = words.Text{Zh: "待复核的批次里有此人的一笔，批准变更后那一笔转入下期重新核算。", En: "A run that waits for approval has a payment for this person; once this is decided it is held over and computed anew."}
	wNothingDueNow  = words.Text{Zh: "到本月为止没有应发未发的月份。", En: "No month up to this one is due and unpaid."}
	wWhatBecomes    = words.Text{Zh: "会怎样", En: "Becomes"}
	wBecomesPaid    = words.Text{Zh: "下一批发放", En: "paid by the next run"}
	wBecomesWaiting = words.Text{Zh: "暂不发放", En: "not paid for now"}
	wBecomesLost    = words.Text{Zh: "不发", En: "not paid"}
	wBecomesClaim   = words.Text{Zh: "已发，追回", En: "paid, to be claimed"}
	wChangeTitle    = words.Text{Zh: "{action}：{name}", En: "{name}: {action}"}
	wChangeOwn      = words.Text{Zh: "这是您提出的，必须由另一个人审", En: "You asked for this; another person must decide it"}
	wChangeOwnRule  = words.Text{Zh: "社会保险经办条例 第三十七条：对重点业务、高风险业务分级审核", En: "Social insurance agency regulations art. 37: key and high-risk work is reviewed in grades"}
	wChangeWaits    = words.Text{Zh: "等待复核员审", En: "Waiting for a reviewer"}
	wChangeWaitsSay = words.Text{Zh: "现在什么都没有变。", En: "Nothing has changed yet."}
	wDecideHead     = words.Text{Zh: "审这个变更", En: "Decide this change"}
	wRemark         = words.Text{Zh: "意见", En: "Remark"}
	wRemarkHint     = words.Text{Zh: "不批准时必填", En: "needed when it is refused"}
	wApplyChange    = words.Text{Zh: "批准", En: "Approve"}
	wRefuseChange   = words.Text{Zh: "不批准", En: "Refuse"}
	wChangeApplied  = words.Text{Zh: "已{action}", En: "Done: {action}"}
	wChangeRefused  = words.Text{Zh: "没有批准，待遇没有变动", En: "Refused; the benefit is unchanged"}
	wToEntitlement  = words.Text{Zh: "看这项待遇", En: "To the benefit"}
)
