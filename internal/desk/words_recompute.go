package desk

import "renshe/internal/words"

// Paid months computed again.
var (
	wRecomputeLead      = words.Text{Zh: "新标准晚公布、追溯到以前的月份时，把已发的月份重算一遍：少发的补，多发的追。", En: "When a standard is published late and counts back, paid months are computed again: what was too little is made up, what was too much is claimed."}
	wRecomputeNone      = words.Text{Zh: "还没有重算过。", En: "Nothing was computed again yet."}
	wRecomputeNext      = words.Text{Zh: "新标准录入法规数据之后，在下面重算。", En: "Once a new standard is on file, compute below."}
	wRecomputeAsk       = words.Text{Zh: "重算一种待遇", En: "Compute a kind again"}
	wRecomputeAskSay    = words.Text{Zh: "只列出有差额的人和月份，不补也不追；另一个人批准后才执行。", En: "Lists who and which months differ; nothing is paid or claimed until another person approves."}
	wKnownDay           = words.Text{Zh: "以哪天已公布的规定为准", En: "As published on"}
	wKnownDayHint       = words.Text{Zh: "不晚于今天", En: "not later than today"}
	wRecomputeWhy       = words.Text{Zh: "公布了什么", En: "What was published"}
	wRecomputeWhyHint   = words.Text{Zh: "例如：湖南省2025年计发基数的通知", En: "for example: the notice of the province's base of 2025"}
	wRecomputeDo        = words.Text{Zh: "重算全县", En: "Compute the county"}
	wRecomputeUnder     = words.Text{Zh: "正在重算", En: "Computing"}
	wRecomputed         = words.Text{Zh: "重算完成：{people} 人、{months} 个月有差额，等另一个人批准", En: "Computed: {people} people, {months} months differ; another person decides"}
	wPeopleHead         = words.Text{Zh: "涉及人数", En: "People"}
	wMonthsCount        = words.Text{Zh: "涉及月数", En: "Months"}
	wUpYuan             = words.Text{Zh: "应补（元）", En: "To be made up (yuan)"}
	wDownYuan           = words.Text{Zh: "应追（元）", En: "To be claimed (yuan)"}
	wUpDefine           = words.Text{Zh: "批准后成为补差，随补差批次一次发放", En: "becomes one payment each, in an extra run of differences"}
	wDownDefine         = words.Text{Zh: "批准后成为多发待遇，逐人出具退回通知书", En: "becomes overpayments, each with its notice"}
	wRecomputeOf        = words.Text{Zh: "重算：{kind}", En: "Computed again: {kind}"}
	wRecomputeOfLead    = words.Text{Zh: "谁、哪些月份、原来多少、现在多少；点开看每个月怎么算的。", En: "Who, which months, before and after; open a person for how each month is computed."}
	wRecomputePeople    = words.Text{Zh: "有差额的人", En: "Who differs"}
	wBeforeYuan         = words.Text{Zh: "原来（元）", En: "Before (yuan)"}
	wAfterYuan          = words.Text{Zh: "现在（元）", En: "After (yuan)"}
	wDifferYuan         = words.Text{Zh: "差额（元）", En: "Difference (yuan)"}
	wRecomputeWaits     = words.Text{Zh: "等待审批人批准", En: "Waiting for an approver"}
	wRecomputeDecide    = words.Text{Zh: "审这次重算", En: "Decide this recomputation"}
	wRecomputeDecideSay = words.Text{Zh: "批准后，少发的每人一笔补差，等补差批次发放；多发的记入应收。", En: "Approved, what was too little becomes one payment each, and what was too much a receivable."}
	wRecomputeApplyDo   = words.Text{Zh: "批准补发 {amount} 元", En: "Approve {amount} yuan"}
	wRecomputeApplied   = words.Text{Zh: "已批准，补差等补差批次发放", En: "Approved; the differences wait for their run"}
	wRecomputeRefused   = words.Text{Zh: "没有批准，什么都没有变", En: "Refused; nothing changed"}
	wRecomputeDeciding  = words.Text{Zh: "正在执行，稍后刷新看结果", En: "Being applied; load the page again in a moment"}
	wRecomputedFor      = words.Text{Zh: "{name}的重算", En: "{name}: computed again"}
	wComputedThen       = words.Text{Zh: "原来怎么算的（以 {day} 已公布的为准）", En: "How it was computed (as published on {day})"}
	wComputedNow        = words.Text{Zh: "现在怎么算（以 {day} 已公布的为准）", En: "How it is computed now (as published on {day})"}
	wMadeUpBefore       = words.Text{Zh: "这个月以前重算补过差，原来的数在那一次重算里解释。", En: "This month was made up before; that recomputation explains what it was."}
)
