package board

import "renshe/internal/words"

// The page and its frame.
var (
	wTitle  = words.Text{Zh: "县级看板", En: "County board"}
	wLead   = words.Text{Zh: "{county} · 统计时间 {at}", En: "{county} · counted at {at}"}
	wToDesk = words.Text{Zh: "回到工作台", En: "To the desk"}
	wDesk   = words.Text{Zh: "工作台", En: "Desk"}
	wReview = words.Text{Zh: "复核办件", En: "Review cases"}
	wRuns   = words.Text{Zh: "发放批次", En: "Payment runs"}
	wBooks  = words.Text{Zh: "基金账簿", En: "Books of the fund"}
	wPrint  = words.Text{Zh: "打印本页", En: "Print this page"}
)

// The five numbers.
var (
	wPeople      = words.Text{Zh: "人", En: "people"}
	wServed      = words.Text{Zh: "服务对象", En: "People served"}
	wServedIs    = words.Text{Zh: "在本县建了档案、没有死亡记录的人。", En: "People with a file in this county and no recorded death."}
	wDrawing     = words.Text{Zh: "正在领居民养老金", En: "Drawing the residents' pension"}
	wDrawingIs   = words.Text{Zh: "待遇资格有效、已到起发月的人。暂停发放的不算；去世后还没有办理停发的仍算在内，发放闸口会拦下。", En: "People whose entitlement is active and has begun. Those suspended are not counted; who died and whose entitlement is not ended yet still is, and the gate holds the payment."}
	wSuspended   = words.Text{Zh: "另有 {n} 人暂停发放", En: "{n} more are suspended"}
	wUnclaimed   = words.Text{Zh: "应领未领", En: "Entitled, not drawing"}
	wUnclaimedIs = words.Text{Zh: "系统每夜批算：已满或下个月满领取年龄、符合领取条件、还没有在领的人，包括待联系的和正在办理的。本人表示不办的不算。",
		En: "Computed every night: people who have reached the age or reach it next month, are entitled and do not draw the pension yet, to be contacted or under way. Those who do not want it are not counted."}
	wUnderWay    = words.Text{Zh: "办理中 {n}", En: "{n} under way"}
	wNeverSwept  = words.Text{Zh: "本月还没有批算过。", En: "No sweep has run this month."}
	wOpenCases   = words.Text{Zh: "在办件", En: "Open cases"}
	wCaseUnit    = words.Text{Zh: "件", En: "cases"}
	wOpenCasesIs = words.Text{Zh: "已受理还没有决定的，加上等申请人补正的；没有提交的草稿不算。超期：过了办结期限还没有决定。",
		En: "Cases accepted and not decided, and those the applicant is completing; drafts are not counted. Overdue: not decided by the day the limit sets."}
	wNoneLate     = words.Text{Zh: "没有超期", En: "none overdue"}
	wSomeLate     = words.Text{Zh: "超期 {n}", En: "{n} overdue"}
	wLastRun      = words.Text{Zh: "最近一批发放", En: "Latest payment run"}
	wLastRunOf    = words.Text{Zh: "{month} 养老金发放", En: "Pensions of {month}"}
	wLastRunIs    = words.Text{Zh: "最近一个月的居民养老金：银行已付到账户的人。退票：银行退回；暂缓：发放闸口拦下、没有放行；差额：余额调节表上银行与账的差，应当是 0。", En: "The residents' pension of the latest month: people the bank has paid. Returned: sent back by the bank. Held: stopped by the gate and not released. Difference: bank against books on the reconciliation statement; it must be 0."}
	wPaidUnit     = words.Text{Zh: "人到账", En: "paid"}
	wWaitingUnit  = words.Text{Zh: "人待发放", En: "to be paid"}
	wRunParts     = words.Text{Zh: "退票 {returned}，暂缓 {held}", En: "{returned} returned, {held} held"}
	wDifferenceOf = words.Text{Zh: "差额 {yuan} 元", En: "difference {yuan} yuan"}
	wNoRun        = words.Text{Zh: "还没有发放批次", En: "There is no payment run yet"}
)

// Townships.
var (
	wByTownship    = words.Text{Zh: "各乡镇应领未领", En: "Entitled and not drawing, by township"}
	wSweptSay      = words.Text{Zh: "最近一次批算 {at}，算到 {month} 满领取年龄的人。按区划代码排列；颜色越深，人越多。", En: "Last sweep {at}, up to who reaches the age in {month}. In the order of the townships' codes; the deeper the colour, the more people."}
	wSmallCells    = words.Text{Zh: "您的角色不能查看个人档案：不到 5 人的数写作“<5”，带“≥”的合计只加写出来的数。", En: "Your role may not read people's files: a count of fewer than 5 is written “<5”, and a total with “≥” adds only what is written."}
	wNoTownship    = words.Text{Zh: "没有对应乡镇", En: "No township"}
	wStations      = words.Text{Zh: "服务站", En: "Stations"}
	wStation       = words.Text{Zh: "站点", En: "Station"}
	wToContact     = words.Text{Zh: "待联系", En: "To contact"}
	wDoing         = words.Text{Zh: "办理中", En: "Under way"}
	wDone          = words.Text{Zh: "已了结", En: "Done"}
	wShort         = words.Text{Zh: "年限不足", En: "Short of years"}
	wToCheck       = words.Text{Zh: "年限待核定", En: "To be checked"}
	wNoStation     = words.Text{Zh: "这个乡镇还没有服务站。", En: "This township has no station."}
	wWaitingPeople = words.Text{Zh: "应领未领，待联系", En: "Entitled, to be contacted"}
	wName          = words.Text{Zh: "姓名、身份号码尾号", En: "Name, end of citizen ID"}
	wVillage       = words.Text{Zh: "村（社区）", En: "Village"}
	wReason        = words.Text{Zh: "为什么在名单上", En: "Why on the list"}
	wNobodyWaits   = words.Text{Zh: "没有待联系的人。", En: "Nobody is waiting to be contacted."}
	wMorePeople    = words.Text{Zh: "还有 {n} 人，见各站点的待办。", En: "{n} more are on the stations' worklists."}
	wWholeCounty   = words.Text{Zh: "看全县", En: "The whole county"}
)

// Backlog.
var (
	wBacklog    = words.Text{Zh: "在办件，按事项", En: "Open cases, by matter"}
	wMatter     = words.Text{Zh: "事项", En: "Matter"}
	wWaiting    = words.Text{Zh: "等待决定", En: "To decide"}
	wInReview   = words.Text{Zh: "其中复核中", En: "In review"}
	wDueToday   = words.Text{Zh: "其中今天到期", En: "Due today"}
	wOverdue    = words.Text{Zh: "其中超期", En: "Overdue"}
	wIncomplete = words.Text{Zh: "等补正", En: "Incomplete"}
	wNoBacklog  = words.Text{Zh: "没有在办的件。", En: "No case is open."}
)

// The payment run.
var (
	wRunPeople     = words.Text{Zh: "发放", En: "Payments"}
	wStatement     = words.Text{Zh: "余额调节", En: "Reconciliation"}
	wToPay         = words.Text{Zh: "应发", En: "To be paid"}
	wPaid          = words.Text{Zh: "到账", En: "Paid"}
	wReturned      = words.Text{Zh: "银行退票", En: "Returned by the bank"}
	wHeld          = words.Text{Zh: "闸口暂缓", En: "Held at the gate"}
	wWaitingPay    = words.Text{Zh: "待发放", En: "Still to be paid"}
	wCount         = words.Text{Zh: "{n} 人", En: "{n} people"}
	wNoFundRead    = words.Text{Zh: "金额和对账要有“查看基金账”的权限才能看。", En: "Amounts and reconciliation need the permission to read the funds' books."}
	wNotReconciled = words.Text{Zh: "还没有对账。", En: "Not reconciled yet."}
	wBankBalance   = words.Text{Zh: "银行余额", En: "Bank balance"}
	wBankDay       = words.Text{Zh: "银行 {day} 对账单", En: "bank's statement of {day}"}
	wBankAdjusted  = words.Text{Zh: "调节后银行余额", En: "Bank balance, adjusted"}
	wBookBalance   = words.Text{Zh: "账面余额", En: "Book balance"}
	wBookAdjusted  = words.Text{Zh: "调节后账面余额", En: "Book balance, adjusted"}
	wDifference    = words.Text{Zh: "差额", En: "Difference"}
	wReconciled    = words.Text{Zh: "对账结果", En: "Result"}
	wAgrees        = words.Text{Zh: "账和银行一致", En: "they agree"}
	wDiffers       = words.Text{Zh: "账和银行不一致", En: "they differ"}
	wOpenRun       = words.Text{Zh: "看这一批", En: "Open this run"}
)

// The fund and its log.
var (
	wFund          = words.Text{Zh: "基金账", En: "The fund's books"}
	wBalances      = words.Text{Zh: "余额", En: "Balances"}
	wPending       = words.Text{Zh: "另有在途 {yuan} 元", En: "{yuan} yuan pending besides"}
	wDebitCredit   = words.Text{Zh: "借贷", En: "Debits and credits"}
	wBalanced      = words.Text{Zh: "借贷相等", En: "equal"}
	wUnbalanced    = words.Text{Zh: "借贷不相等", En: "they differ"}
	wBothSides     = words.Text{Zh: "借 {debit} 元，贷 {credit} 元", En: "debits {debit} yuan, credits {credit} yuan"}
	wLastClosed    = words.Text{Zh: "最近结账月份", En: "Last closed month"}
	wNoneClosed    = words.Text{Zh: "还没有结账", En: "none yet"}
	wLogHealth     = words.Text{Zh: "账本日志", En: "Log of the books"}
	wLog           = words.Text{Zh: "日志", En: "Log"}
	wLogSize       = words.Text{Zh: "{n} 条记录", En: "{n} records"}
	wLogEmpty      = words.Text{Zh: "还没有记录", En: "no record yet"}
	wLogBroken     = words.Text{Zh: "与检查点不一致", En: "broken"}
	wLogBrokenNext = words.Text{Zh: "日志与最后一个签名检查点对不上，已停止记账。请保留现场，运行 renshe ledger verify。", En: "The log does not agree with its last signed checkpoint; posting has stopped. Keep everything as it is and run renshe ledger verify."}
	wCheckpoint    = words.Text{Zh: "最近签名检查点", En: "Last signed checkpoint"}
	wAgo           = words.Text{Zh: "{time}前（{at}）", En: "{time} ago ({at})"}
	wJustNow       = words.Text{Zh: "刚刚（{at}）", En: "just now ({at})"}
	wSigned        = words.Text{Zh: "签名有效", En: "signature holds"}
	wDays          = words.Text{Zh: "{n} 天", En: "{n} days"}
	wHours         = words.Text{Zh: "{n} 小时", En: "{n} hours"}
	wMinutes       = words.Text{Zh: "{n} 分钟", En: "{n} minutes"}
)

// Workload.
var (
	wWorkload           = words.Text{Zh: "接待工作量", En: "Calls received"}
	wWorkloadLead       = words.Text{Zh: "{county} {month}：各站所接待了多少人次，什么事。", En: "{county}, {month}: how many calls each station received, and about what."}
	wWorkloadRule       = words.Text{Zh: "按站所和事项统计，不按人，不排名；站所按编码排列。不到 5 人次的格子写作“<5”，带“≥”的合计只加写出来的数；全县合计里藏着的格子很多，推不出任何一格，所以写准数。", En: "By station and matter, not by officer, and no ranking: stations stand by their code. A cell of fewer than 5 calls is written “<5”, and a total with “≥” adds only what is written; the county’s sum is exact where so many cells are hidden that it gives none away."}
	wOfMonth            = words.Text{Zh: "月份", En: "Month"}
	wCalls              = words.Text{Zh: "接待（人次）", En: "Calls"}
	wCallsDefine        = words.Text{Zh: "登记的接待：窗口、电话、上门、到村，已经结束的", En: "calls that were logged and have ended: at the window, by telephone, at home, in the village"}
	wAskedOnly          = words.Text{Zh: "只咨询（人次）", En: "Only asked"}
	wAskedDefine        = words.Text{Zh: "没有开办件的接待", En: "calls from which no case came"}
	wCallHours          = words.Text{Zh: "时长（小时）", En: "Hours"}
	wCallHoursDefine    = words.Text{Zh: "按操作计或经办员更正的时长合计", En: "by the desk's flow, or as officers corrected it"}
	wStationsWith       = words.Text{Zh: "有登记的站所", En: "Stations that logged any"}
	wStationsWithDefine = words.Text{Zh: "这个月至少登记过一次接待的站所", En: "stations that logged at least one call in the month"}
	wAreaUnsaid         = words.Text{Zh: "没有填", En: "Not said"}
	wNoCalls            = words.Text{Zh: "这个月还没有接待登记。", En: "No call was logged in this month."}
	wNoCallsNext        = words.Text{Zh: "经办员在窗口办事，接待会自动登记。", En: "Calls are logged as officers work at their windows."}
)
