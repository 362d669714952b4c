package books

import "renshe/internal/words"

// Reconciliation.
var (
	wReconcile         = words.Text{Zh: "对账", En: "Reconciliation"}
	wReconcileLead     = words.Text{Zh: "会计账、银行、财政专户逐笔对：对上的勾掉，对不上的列出来，差额精确到分。", En: "The books, the bank and the treasury, line by line: what agrees is matched, what does not is listed to the fen."}
	wUnder             = words.Text{Zh: "对账账户", En: "Accounts"}
	wOpenItems         = words.Text{Zh: "未达账项", En: "Open items"}
	wWaiting           = words.Text{Zh: "待复核的勾对", En: "Waiting for a decision"}
	wHolder            = words.Text{Zh: "对方", En: "Holder"}
	wStatementTo       = words.Text{Zh: "对账单到", En: "Statements to"}
	wBankBalance       = words.Text{Zh: "对账单余额（元）", En: "By the statement (yuan)"}
	wBookBalance       = words.Text{Zh: "账面余额（元）", En: "In the books (yuan)"}
	wOldest            = words.Text{Zh: "最早的未达", En: "Oldest item"}
	wNone              = words.Text{Zh: "无", En: "none"}
	wNothingUnder      = words.Text{Zh: "还没有纳入对账的账户。", En: "No account is under reconciliation yet."}
	wNothingUnderNext  = words.Text{Zh: "请点“把账户纳入对账”，写明账户、对方账号和起始日。", En: "Put an account under reconciliation: its holder's number and a first day."}
	wAlarmOf           = words.Text{Zh: "{account}：{what}", En: "{account}: {what}"}
	wLook              = words.Text{Zh: "去看", En: "Look"}
	wTakeHead          = words.Text{Zh: "导入对账单", En: "Take in a statement"}
	wStatementFile     = words.Text{Zh: "对账单文件", En: "Statement"}
	wStatementHint     = words.Text{Zh: "银行或财政给的原文件（camt.053、CSV、Excel），按日期顺序；导入后自动勾对。", En: "The file as bank or treasury gave it (camt.053, CSV, Excel), by day; it is matched at once."}
	wTakeDo            = words.Text{Zh: "导入并勾对", En: "Take in and match"}
	wTaken             = words.Text{Zh: "{from} 至 {to} 的对账单已导入，{lines} 笔；新勾对 {matches} 组，未达 {open} 笔。", En: "The statement of {from} to {to} was taken in with {lines} movements; {matches} new matches, {open} open items."}
	wTakenAlready      = words.Text{Zh: "这份对账单以前导入过，没有变动。", En: "This statement was taken in before; nothing was changed."}
	wTreasury          = words.Text{Zh: "三方对账", En: "Three sides"}
	wTreasuryOf        = words.Text{Zh: "{month} 三方对账表", En: "Three sides, {month}"}
	wTreasurySay       = words.Text{Zh: "财政专户拨出、支出户收到、会计账记载的拨付，三方逐笔对。", En: "What the treasury allocated, the bank received and the books say, one by one."}
	wTreasuryDo        = words.Text{Zh: "看三方对账表", En: "Show the three sides"}
	wMonthOf           = words.Text{Zh: "月份", En: "Month"}
	wBooked            = words.Text{Zh: "账上拨付（元）", En: "Allocated in the books (yuan)"}
	wByTreasury        = words.Text{Zh: "专户拨出（元）", En: "By the treasury (yuan)"}
	wByBank            = words.Text{Zh: "银行收到（元）", En: "At the bank (yuan)"}
	wAgree             = words.Text{Zh: "三方", En: "All three"}
	wAgrees            = words.Text{Zh: "相符", En: "agree"}
	wDiffers           = words.Text{Zh: "不符：{missing} 处没有对上，{strays} 笔账上没有", En: "differ: {missing} legs missing, {strays} not in the books"}
	wFlows             = words.Text{Zh: "月度发生额", En: "The month's turnover"}
	wRecSide           = words.Text{Zh: "哪一方", En: "By"}
	wOpening           = words.Text{Zh: "期初（元）", En: "Opening (yuan)"}
	wIn                = words.Text{Zh: "收入（元）", En: "In (yuan)"}
	wOut               = words.Text{Zh: "支出（元）", En: "Out (yuan)"}
	wClosing           = words.Text{Zh: "期末（元）", En: "Closing (yuan)"}
	wByBooks           = words.Text{Zh: "会计账", En: "Books"}
	wByStatement       = words.Text{Zh: "对账单", En: "Statement"}
	wAllocations       = words.Text{Zh: "逐笔拨付", En: "Allocations"}
	wNoAllocations     = words.Text{Zh: "这个月没有拨付。", En: "Nothing was allocated in this month."}
	wNoAllocationsNext = words.Text{Zh: "账上和对账单上都没有。", En: "Neither the books nor the statements have any."}
	wWhen              = words.Text{Zh: "日期", En: "Day"}
	wRecYuan           = words.Text{Zh: "金额（元）", En: "Yuan"}
	wTreasuryLeg       = words.Text{Zh: "专户对账单", En: "Treasury's statement"}
	wBankLeg           = words.Text{Zh: "银行对账单", En: "Bank's statement"}
	wLegMissing        = words.Text{Zh: "没有对上", En: "missing"}
	wNotInBooks        = words.Text{Zh: "账上没有", En: "not in the books"}
)

// One account.
var (
	wStandingOf      = words.Text{Zh: "与{holder}对账，对方账号 {number}", En: "With the {holder}, number {number}"}
	wStatementUpTo   = words.Text{Zh: "对账单到：{day}", En: "Statements up to: {day}"}
	wGaps            = words.Text{Zh: "没有对账单的天数", En: "Days without a statement"}
	wGapsSay         = words.Text{Zh: "前后两份对账单之间的空档，余额是相接的。", En: "Days between statements whose balances join."}
	wUnseen          = words.Text{Zh: "还没有勾对过的账", En: "Lines not looked at"}
	wUnseenSay       = words.Text{Zh: "上次勾对以后新记的账。", En: "What was booked since the last matching."}
	wClasses         = words.Text{Zh: "四类未达账项", En: "Open items by class"}
	wClass2          = words.Text{Zh: "类别", En: "Class"}
	wCount           = words.Text{Zh: "笔数", En: "Number"}
	wAged            = words.Text{Zh: "其中 {age}", En: "of these, {age}"}
	wRecAge          = words.Text{Zh: "账龄", En: "Age"}
	wDaysOld         = words.Text{Zh: "{days} 天", En: "{days} days"}
	wTransit         = words.Text{Zh: "在途，次日后已达", En: "in transit, came later"}
	wAskedTag        = words.Text{Zh: "已申请勾对", En: "asked for"}
	wCauseOf         = words.Text{Zh: "摘要", En: "Cause"}
	wRefOf           = words.Text{Zh: "编号", En: "Reference"}
	wPick            = words.Text{Zh: "选", En: "Pick"}
	wPickOf          = words.Text{Zh: "选 {day} {amount} 元", En: "pick {day}, {amount} yuan"}
	wAllMatched      = words.Text{Zh: "没有未达账项。", En: "There are no open items."}
	wAllMatchedSay   = words.Text{Zh: "两边每一笔都对上了。", En: "Every line of both sides is matched."}
	wMoreItems       = words.Text{Zh: "还有 {count} 笔没有列出；余额调节表的 Excel 里有全部。", En: "{count} more are not listed; the workbook of the table has all of them."}
	wRunDo           = words.Text{Zh: "再勾对一次", En: "Match again"}
	wMatched         = words.Text{Zh: "新勾对 {matches} 组，未达 {open} 笔。", En: "{matches} new matches, {open} open items."}
	wByHandSay       = words.Text{Zh: "人工勾对：两边各选几笔，合计必须分毫不差；要由另一人复核。", En: "By hand: choose lines of both sides whose sums are equal to the fen; another person decides."}
	wReason          = words.Text{Zh: "原因", En: "Reason"}
	wReasonHint      = words.Text{Zh: "例如：核对过凭证和回单", En: "e.g. compared with the voucher and the bank's slip"}
	wAskDo           = words.Text{Zh: "申请勾对所选", En: "Ask to match what is chosen"}
	wAskThis         = words.Text{Zh: "申请勾对这几笔", En: "Ask to match these"}
	wAskedNow        = words.Text{Zh: "申请已提交，等待另一人复核。", En: "The request is submitted; another person decides."}
	wProposals       = words.Text{Zh: "勾对建议", En: "Proposals"}
	wProposalsSay    = words.Text{Zh: "程序不猜：有不止一种可能的，由人核对后申请勾对。", En: "The program does not guess: where more than one answer is possible, a person looks and asks."}
	wDiffersBy       = words.Text{Zh: "两边差 {amount} 元，不能勾对，请查明。", En: "The sides differ by {amount} yuan and cannot be matched; find out why."}
	wAskedMatch      = words.Text{Zh: "申请勾对，等待复核", En: "A match is asked for"}
	wAskedUnmatch    = words.Text{Zh: "申请撤销勾对，等待复核", En: "The end of a match is asked for"}
	wAskedBy         = words.Text{Zh: "申请人", En: "Asked by"}
	wRecLines        = words.Text{Zh: "明细", En: "Lines"}
	wRemark          = words.Text{Zh: "复核意见", En: "Remark"}
	wApplyDo         = words.Text{Zh: "同意", En: "Agree"}
	wRefuseDo        = words.Text{Zh: "不同意", En: "Refuse"}
	wApplied         = words.Text{Zh: "已同意，勾对已变更。", En: "Agreed; the match was changed."}
	wRefused         = words.Text{Zh: "未同意，没有变动。", En: "Refused; nothing was changed."}
	wWaitsForOther   = words.Text{Zh: "由申请人以外、有复核权限的人办理。", En: "Somebody else who may check decides it."}
	wTables          = words.Text{Zh: "余额调节表", En: "Reconciliation tables"}
	wNoTables        = words.Text{Zh: "还没有编制过余额调节表。", En: "No table was drawn up yet."}
	wNoTablesNext    = words.Text{Zh: "对账单到月末后，由会计编制、另一人复核签字；没有签字的表，当月不能结账。", En: "Once the statements reach a month's end, the accountant draws it up and another person signs it; without it the month cannot be closed."}
	wAsOfDay         = words.Text{Zh: "截止日期", En: "As of"}
	wLastDay         = words.Text{Zh: "{day}（对账单最后一天）", En: "{day} (last day of the statements)"}
	wDifference      = words.Text{Zh: "差额（元）", En: "Difference (yuan)"}
	wMadeBy          = words.Text{Zh: "编制", En: "Drawn up by"}
	wSignedBy        = words.Text{Zh: "复核", En: "Signed by"}
	wNotSigned       = words.Text{Zh: "待签字", En: "not signed"}
	wExplanation     = words.Text{Zh: "差额说明", En: "Explanation"}
	wExplanationHint = words.Text{Zh: "只有两边仍有差额时才需要。", En: "Needed only where a difference remains."}
	wPrepareDo       = words.Text{Zh: "编制余额调节表", En: "Draw up the table"}
	wPrepared        = words.Text{Zh: "余额调节表已编制，等待另一人复核签字。", En: "The table is drawn up; another person signs it."}
)

// Statements, tables and lines.
var (
	wStatements        = words.Text{Zh: "已导入的对账单", En: "Statements taken in"}
	wStatementsSay     = words.Text{Zh: "每份的期初余额必须等于上一份的期末余额。", En: "Each begins with the balance that the one before ended with."}
	wNoStatements      = words.Text{Zh: "还没有导入对账单。", En: "No statement was taken in yet."}
	wNoStatementsNext  = words.Text{Zh: "回到对账页导入银行或财政的对账单。", En: "Take in what bank or treasury gave, on the page before."}
	wNumberOf          = words.Text{Zh: "对账单编号", En: "Number"}
	wRecFrom           = words.Text{Zh: "从", En: "From"}
	wRecTo             = words.Text{Zh: "到", En: "To"}
	wNotice            = words.Text{Zh: "借贷记通知", En: "notice"}
	wGapBefore         = words.Text{Zh: "{from} 起 {days} 天没有", En: "none for {days} days from {from}"}
	wPDF               = words.Text{Zh: "打开 PDF", En: "Open as PDF"}
	wLineOf            = words.Text{Zh: "项目", En: "Item"}
	wBalanceOn         = words.Text{Zh: "余额", En: "Balance"}
	wAdd               = words.Text{Zh: "加：{what}", En: "Plus: {what}"}
	wLess              = words.Text{Zh: "减：{what}", En: "Less: {what}"}
	wAdjustedBalance   = words.Text{Zh: "调节后余额", En: "Adjusted balance"}
	wNumberAt          = words.Text{Zh: "对方账号", En: "Holder's number"}
	wDifferenceNone    = words.Text{Zh: "调节后两边相等，差额 0.00 元。", En: "After adjustment both sides are equal; the difference is 0.00 yuan."}
	wDifferenceSome    = words.Text{Zh: "调节后两边仍差 {amount} 元。", En: "After adjustment the sides differ by {amount} yuan."}
	wOnlyShown         = words.Text{Zh: "这是试算，还没有人编制。", En: "This is only shown; nobody has drawn it up."}
	wWaitsForSignature = words.Text{Zh: "等待编制人以外的人复核签字。", En: "It waits for the signature of somebody other than its maker."}
	wSignHead          = words.Text{Zh: "复核签字", En: "Sign the table"}
	wSignSay           = words.Text{Zh: "签字表示您核对过余额和每一笔未达账项；签字以后不能改，只能重新编制。", En: "By signing you say that you have looked at the balances and at every item; a signed table is never changed, only drawn up anew."}
	wSignDo            = words.Text{Zh: "复核签字", En: "Sign the table"}
	wSignedNow         = words.Text{Zh: "已签字。", En: "Signed."}
	wLineTitle         = words.Text{Zh: "{side}明细 {ref}", En: "{side}, line {ref}"}
	wCameIn            = words.Text{Zh: "收入（元）", En: "Came in (yuan)"}
	wWentOut           = words.Text{Zh: "支出（元）", En: "Went out (yuan)"}
	wOrderOf           = words.Text{Zh: "业务编号", En: "Order"}
	wVoucherOf         = words.Text{Zh: "凭证号", En: "Voucher"}
	wBatchOf           = words.Text{Zh: "代发批", En: "Batch of orders"}
	wRecSeq            = words.Text{Zh: "账序", En: "Place in the log"}
	wLineOpen          = words.Text{Zh: "这一笔还没有对上。", En: "This line is not matched yet."}
	wMatchOf           = words.Text{Zh: "勾对", En: "Match"}
	wMatchHow          = words.Text{Zh: "勾对方式：{how}", En: "How: {how}"}
	wUnmatchHead       = words.Text{Zh: "撤销这个勾对", En: "End this match"}
	wUnmatchDo         = words.Text{Zh: "申请撤销", En: "Ask to end it"}
	wUnmatchAsked      = words.Text{Zh: "已有人申请撤销，等待复核。", En: "Its end is asked for and waits for a decision."}
)
