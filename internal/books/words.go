package books

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var tooManyMonths = fail.Define(fail.Invalid, "books.too-many-months",
	words.Text{Zh: "起止月份不对：一张表最多 {max} 个月，起不晚于止。", En: "The span of months is wrong: a table has at most {max} months, the first not after the last."},
	words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
	words.Text{Zh: "请改短一些，分几次看。", En: "Ask for fewer months, several times."})

// The frame.
var (
	wBooks      = words.Text{Zh: "基金账务", En: "Books of the funds"}
	wOverview   = words.Text{Zh: "基金总览", En: "All funds"}
	wToOverview = words.Text{Zh: "回到基金总览", En: "To all funds"}
	wRuns       = words.Text{Zh: "发放批次", En: "Payment runs"}
	wBoard      = words.Text{Zh: "县级看板", En: "County board"}
	wDesk       = words.Text{Zh: "工作台", En: "Desk"}
	wHelp       = words.Text{Zh: "账务帮助", En: "Help with the books"}
	wPrint      = words.Text{Zh: "打印本页", En: "Print this page"}
	wExcel      = words.Text{Zh: "存为 Excel", En: "Save as Excel"}
	wCSV        = words.Text{Zh: "存为 CSV", En: "Save as CSV"}
	wTotalRow   = words.Text{Zh: "合计", En: "Total"}
	wSavedAt    = words.Text{Zh: "{county} · {at} 导出", En: "{county} · saved {at}"}
	wYuan       = words.Text{Zh: "元", En: "yuan"}
	wInYuan     = words.Text{Zh: "{what}（元）", En: "{what} (yuan)"}
	wAll        = words.Text{Zh: "全部", En: "all"}
	wUserNo     = words.Text{Zh: "{n} 号用户", En: "user {n}"}
	wFileGoesOn = words.Text{Zh: "本文件有 {n} 笔；后面的从账序 {next} 之后另存。", En: "This file holds {n} lines; save those after position {next} separately."}
)

// The overview.
var (
	wOverviewLead = words.Text{Zh: "每只基金的钱单独记账，互不相通。点任何一个数字，看它由哪些分录合成。", En: "Each fund is booked apart; money never crosses. Any figure leads to the transfers that add up to it."}
	wDay          = words.Text{Zh: "余额算到哪一天（起息日）", En: "Balances up to which value date"}
	wFund         = words.Text{Zh: "基金", En: "Fund"}
	wAssetsOn     = words.Text{Zh: "{day} 资产余额", En: "Assets on {day}"}
	wAssetsIs     = words.Text{Zh: "资产类科目（银行存款、财政专户等）的余额合计：起息日不晚于这一天的都算，按现在账上所知。", En: "What the asset accounts (bank, treasury) have together: everything with a value date up to that day, as the books know it now."}
	wReceivedIn   = words.Text{Zh: "{month} 收入", En: "Received in {month}"}
	wReceivedIs   = words.Text{Zh: "记入这个会计月份的收入类科目发生额，已减去冲回。期初余额不算收入。", En: "What was posted to the income accounts in this accounting month, less what was taken back. Opening balances are no income."}
	wPaidIn       = words.Text{Zh: "{month} 支出", En: "Paid in {month}"}
	wPaidIs       = words.Text{Zh: "记入这个会计月份的支出类科目发生额，已减去退回。", En: "What was posted to the expense accounts in this accounting month, less what came back."}
	wPending      = words.Text{Zh: "在途", En: "Reserved"}
	wPendingIs    = words.Text{Zh: "已经复核、送银行，还没有入账也没有作废的金额。", En: "Approved and sent to the bank, neither posted nor voided yet."}
	wHeld         = words.Text{Zh: "闸口暂缓", En: "Held at the gate"}
	wHeldIs       = words.Text{Zh: "最近一个月的发放里，闸口拦下、还没有放行的金额。还没有进账，所以不在余额和在途里。", En: "Of the latest month's payments, what the gate holds and nobody released. It is not in the books yet, so neither in the balance nor among what is reserved."}
	wNotCompared  = words.Text{Zh: "还没有对过账", En: "not reconciled yet"}
	wOpenItemsIs  = words.Text{Zh: "银行、财政专户和账簿逐笔勾对以后，只在一边出现的项目。", En: "What stands on one side alone after bank, treasury and books were matched line by line."}
	wLastClosed   = words.Text{Zh: "已结账到", En: "Closed up to"}
	wClosedIs     = words.Text{Zh: "这个月和以前的月份不再记账，余额已经固定在签名的日志里。", En: "Nothing is posted any more into this month and those before; their balances stand in the signed log."}
	wNoneClosed   = words.Text{Zh: "还没有结过账", En: "no month is closed"}
	wNoBooks      = words.Text{Zh: "本县还没有开账的基金。", En: "No fund of this county has books yet."}
	wNoBooksNext  = words.Text{Zh: "开立科目、记入期初余额之后，这里会列出每只基金。", En: "Once accounts are opened and opening balances are booked, every fund is listed here."}
	wProofHead    = words.Text{Zh: "账本可以验证到哪里", En: "How far the books are proven"}
	wLog          = words.Text{Zh: "日志记录", En: "Records in the log"}
	wLogIs        = words.Text{Zh: "本县账本的每个科目、分录、凭证和结账，都是日志里的一条，改动任何一条都会被发现。", En: "Every account, transfer, batch and closing of this county is a record of the log; a change of any of them is found."}
	wLogEmpty     = words.Text{Zh: "日志还是空的", En: "the log is empty"}
	wLogBroken    = words.Text{Zh: "日志与签名不符，请立即报告", En: "the log does not agree with its signature: report it at once"}
	wSigned       = words.Text{Zh: "签名有效", En: "signature holds"}
	wRecords      = words.Text{Zh: "条", En: "records"}
	wCheckpoint   = words.Text{Zh: "最近检查点", En: "Last checkpoint"}
	wCheckpointIs = words.Text{Zh: "检查点：县里用自己的密钥给日志的长度和根签名，每次记账都签。", En: "A checkpoint: the county's key signs the log's length and root, at every posting."}
	wCosigned     = words.Text{Zh: "最近外部见证", En: "Last cosigned"}
	wCosignedIs   = words.Text{Zh: "县外的见证人（财政、审计、银行）确认：日志只增长，没有被换过。", En: "A witness outside the county (finance bureau, auditor, bank) confirms that the log only grew and was not replaced."}
	wNoWitness    = words.Text{Zh: "还没有见证人签名", En: "no witness has signed"}
	wBehind       = words.Text{Zh: "之后又有 {n} 条", En: "{n} records since"}
	wJustNow      = words.Text{Zh: "刚刚", En: "just now"}
	wMinutesAgo   = words.Text{Zh: "{n} 分钟前", En: "{n} minutes ago"}
	wHoursAgo     = words.Text{Zh: "{n} 小时前", En: "{n} hours ago"}
	wDaysAgo      = words.Text{Zh: "{n} 天前", En: "{n} days ago"}
	wAssetsYuan   = words.Text{Zh: "资产（元）", En: "Assets (yuan)"}
	wHeldYuan     = words.Text{Zh: "暂缓（元）", En: "Held (yuan)"}
	wUncompared   = words.Text{Zh: "未对账", En: "not reconciled"}
	wUnclosed     = words.Text{Zh: "未结账", En: "none"}
	wOverviewOf   = words.Text{Zh: "资产算到 {day}；收入、支出是 {month} 的。", En: "Assets on {day}; received and paid in {month}."}
	wFigures      = words.Text{Zh: "这些数怎么来的", En: "What these numbers mean"}
	wReceivedYuan = words.Text{Zh: "收入（元）", En: "Received (yuan)"}
	wPaidYuan     = words.Text{Zh: "支出（元）", En: "Paid (yuan)"}
	wPendingYuan  = words.Text{Zh: "在途（元）", En: "Reserved (yuan)"}
)

// One fund.
var (
	wFundNone     = words.Text{Zh: "这只基金在本县还没有开账。", En: "This fund has no books in this county."}
	wFundNoneNext = words.Text{Zh: "开立科目之后，这里会有余额和分录。", En: "Balances and transfers appear once accounts are opened."}
	wAccounts     = words.Text{Zh: "科目", En: "Accounts"}
	wAccountsOf   = words.Text{Zh: "{fund} 科目", En: "{fund}: accounts"}
	wAccount      = words.Text{Zh: "科目", En: "Account"}
	wClass        = words.Text{Zh: "类别", En: "Class"}
	wDebits       = words.Text{Zh: "借方（元）", En: "Debit (yuan)"}
	wCredits      = words.Text{Zh: "贷方（元）", En: "Credit (yuan)"}
	wOwn          = words.Text{Zh: "余额（元）", En: "Balance (yuan)"}
	wHistory      = words.Text{Zh: "逐月收支和余额", En: "Month by month"}
	wSurplusYuan  = words.Text{Zh: "收支结余（元）", En: "Surplus (yuan)"}
	wAssetsEnd    = words.Text{Zh: "月末资产（元）", En: "Assets at the end (yuan)"}
	wChartBalance = words.Text{Zh: "{fund}：月末资产", En: "{fund}: assets at the end of the month"}
	wChartFlows   = words.Text{Zh: "{fund}：每月收入（向上）和支出（向下）", En: "{fund}: received (up) and paid (down) each month"}
	wMoreOf       = words.Text{Zh: "这只基金的账表", En: "The books of this fund"}
	wTerms        = words.Text{Zh: "这只基金的依据", En: "What this fund rests on"}
	wOwner        = words.Text{Zh: "谁的基金", En: "Whose it is"}
	wBasis        = words.Text{Zh: "依据", En: "Basis"}
)

// Trial balance, months.
var (
	wTrial         = words.Text{Zh: "科目余额表", En: "Trial balance"}
	wTrialOf       = words.Text{Zh: "{fund} 科目余额表", En: "{fund}: trial balance"}
	wTrialSay      = words.Text{Zh: "任何一天的余额，也可以看当时账上所知的", En: "the balances of any day, also as they were known at the time"}
	wValueAxis     = words.Text{Zh: "余额算到哪一天（起息日）", En: "What counts up to (value date)"}
	wValueAxisHint = words.Text{Zh: "不填：全部都算", En: "empty: everything counts"}
	wKnownAxis     = words.Text{Zh: "当时账上所知（入账日）", En: "As known on (day of posting)"}
	wKnownAxisHint = words.Text{Zh: "不填：按现在所知；填了，就不算那天以后才入账的", En: "empty: as known now; else what was posted after that day does not count"}
	wValueNow      = words.Text{Zh: "起息日：全部", En: "value dates: all"}
	wValueOn       = words.Text{Zh: "起息日不晚于 {day}", En: "value dates up to {day}"}
	wKnownNow      = words.Text{Zh: "按现在所知", En: "as known now"}
	wKnownOn       = words.Text{Zh: "按 {day} 当天所知", En: "as known on {day}"}
	wDebitBalance  = words.Text{Zh: "借方余额（元）", En: "Debit balance (yuan)"}
	wCreditBalance = words.Text{Zh: "贷方余额（元）", En: "Credit balance (yuan)"}
	wBalanced      = words.Text{Zh: "借贷相等", En: "Debits equal credits"}
	wUnbalanced    = words.Text{Zh: "借贷不相等，请立即报告", En: "Debits and credits differ: report it at once"}
	wSumOfClass    = words.Text{Zh: "{class}类科目合计", En: "All accounts of class {class}"}
	wMonthTrial    = words.Text{Zh: "{month} 科目余额表", En: "Trial balance of {month}"}
	wMonthTrialOf  = words.Text{Zh: "{fund} {month} 科目余额表", En: "{fund}: trial balance of {month}"}
	wMonthTrialSay = words.Text{Zh: "期初、本期发生、期末，按会计月份", En: "what every account had, what moved, what it has, by accounting month"}
	wOpeningYuan   = words.Text{Zh: "期初余额（元）", En: "Opening (yuan)"}
	wClosingYuan   = words.Text{Zh: "期末余额（元）", En: "Closing (yuan)"}
	wClosedMonth   = words.Text{Zh: "已结账", En: "closed"}
	wOpenMonth     = words.Text{Zh: "未结账", En: "open"}
	wMonths        = words.Text{Zh: "收支表", En: "Receipts and payments"}
	wMonthsOf      = words.Text{Zh: "{fund} 收支表", En: "{fund}: receipts and payments"}
	wMonthsLead    = words.Text{Zh: "收入和支出按科目、按会计月份", En: "what came in and went out, by account and accounting month"}
	wMonthsSay     = words.Text{Zh: "按会计月份（记账的月份）统计，结账以后不再变化。起息日在别的月份的，也算在记账的月份里。", En: "By accounting month, in which a line was posted; a closed month no longer changes. A line with a value date of another month counts in the month it was posted into."}
	wItem          = words.Text{Zh: "项目", En: "Item"}
	wTotalYuan     = words.Text{Zh: "合计（元）", En: "Total (yuan)"}
	wReceipts      = words.Text{Zh: "收入合计", En: "All receipts"}
	wPayments      = words.Text{Zh: "支出合计", En: "All payments"}
	wSurplus       = words.Text{Zh: "收支结余", En: "Surplus"}
	wAssetsBefore  = words.Text{Zh: "月初资产", En: "Assets at the beginning"}
	wAssetsAfter   = words.Text{Zh: "月末资产", En: "Assets at the end"}
)

// An account and its lines.
var (
	wOpeningBalance = words.Text{Zh: "期初余额", En: "Opening balance"}
	wDebitsIn       = words.Text{Zh: "借方发生", En: "Debits"}
	wCreditsIn      = words.Text{Zh: "贷方发生", En: "Credits"}
	wClosingBalance = words.Text{Zh: "期末余额", En: "Closing balance"}
	wSumOfLines     = words.Text{Zh: "所选分录合计", En: "The lines chosen add up to"}
	wLines          = words.Text{Zh: "分录", En: "Transfers"}
	wNoLines        = words.Text{Zh: "没有这样的分录。", En: "There is no such transfer."}
	wNoLinesNext    = words.Text{Zh: "换一个月份或放宽条件再看。", En: "Try another month, or ask for less."}
	wSeq            = words.Text{Zh: "账序", En: "Position"}
	wValueDate      = words.Text{Zh: "起息日", En: "Value date"}
	wKind           = words.Text{Zh: "种类", En: "Kind"}
	wCause          = words.Text{Zh: "事由", En: "Cause"}
	wCauseHint      = words.Text{Zh: "如 run:81 或 payment:81", En: "such as run:81 or payment:81"}
	wOtherSide      = words.Text{Zh: "对方科目", En: "Other account"}
	wAfter          = words.Text{Zh: "之后余额（元）", En: "Balance after (yuan)"}
	wReservedLine   = words.Text{Zh: "{kind} {yuan}", En: "{kind} {yuan}"}
	wReservedSay    = words.Text{Zh: "待付、作废、到期不动余额，金额写在种类旁边。", En: "What reserves, voids or expires moves nothing; its amount stands beside its kind."}
	wCausePayment   = words.Text{Zh: "发放 {month}", En: "payment {month}"}
	wCauseRun       = words.Text{Zh: "发放批次", En: "payment run"}
	wChoose         = words.Text{Zh: "换个条件看", En: "Choose other lines"}
	wChooseSay      = words.Text{Zh: "月份指会计月份；起止日期指起息日，按日期只列动了余额的分录。月份和日期二选一。", En: "Months are accounting months; days are value dates, and by days only what moved is listed. Give months or days, not both."}
	wFirst          = words.Text{Zh: "从月份", En: "From month"}
	wLast           = words.Text{Zh: "到月份", En: "To month"}
	wFrom           = words.Text{Zh: "起息日从", En: "Value date from"}
	wTo             = words.Text{Zh: "起息日到", En: "Value date to"}
	wKnown          = words.Text{Zh: "当时账上所知（入账日）", En: "As known on"}
	wSide           = words.Text{Zh: "借贷", En: "Side"}
	wDebitSide      = words.Text{Zh: "借方", En: "Debit"}
	wCreditSide     = words.Text{Zh: "贷方", En: "Credit"}
	wKindMoved      = words.Text{Zh: "动了余额的", En: "what moved"}
	wKindEvery      = words.Text{Zh: "全部，连同在途", En: "all, with what reserves"}
	wKindReserved   = words.Text{Zh: "记在途的", En: "what reserves"}
	wKindEnded      = words.Text{Zh: "作废、到期的", En: "what was voided or expired"}
	wKindUndone     = words.Text{Zh: "冲正", En: "reversals"}
	wLow            = words.Text{Zh: "金额不少于（元）", En: "At least (yuan)"}
	wHigh           = words.Text{Zh: "金额不多于（元）", En: "At most (yuan)"}
	wSearchedTo     = words.Text{Zh: "已经找到账序 {seq}", En: "Looked up to position {seq}"}
	wSearchOn       = words.Text{Zh: "分录很多，一次只找一段。点“下一页”接着找，或者先选月份。", En: "There are many transfers and a page looks through a part. Go to the next page to go on, or choose a month."}
	wPeriod         = words.Text{Zh: "会计月份", En: "Accounting month"}
)

// A transfer and its batch.
var (
	wTransferNo     = words.Text{Zh: "第 {seq} 号分录", En: "Transfer {seq}"}
	wPostedAt       = words.Text{Zh: "入账时间", En: "Posted at"}
	wCode           = words.Text{Zh: "用途代码", En: "Code"}
	wBatch          = words.Text{Zh: "凭证", En: "Batch"}
	wBatchIn        = words.Text{Zh: "{kind} {month}", En: "{kind} {month}"}
	wBatchNo        = words.Text{Zh: "凭证号 {id}", En: "batch {id}"}
	wBatches        = words.Text{Zh: "凭证清单", En: "Batches"}
	wBatchesOf      = words.Text{Zh: "{fund} {month} 凭证", En: "{fund}: batches of {month}"}
	wBatchesSay     = words.Text{Zh: "每个月记了哪些凭证，谁制单，谁复核", En: "what was posted each month, by whom, checked by whom"}
	wNoBatches      = words.Text{Zh: "这个月没有凭证。", En: "No batch was posted in this month."}
	wBatchTotal     = words.Text{Zh: "凭证金额", En: "Total of the batch"}
	wLineCount      = words.Text{Zh: "笔数", En: "Lines"}
	wMaker          = words.Text{Zh: "制单", En: "Maker"}
	wChecker        = words.Text{Zh: "复核", En: "Checker"}
	wAmountYuan     = words.Text{Zh: "金额（元）", En: "Amount (yuan)"}
	wRelations      = words.Text{Zh: "前后关联的分录", En: "Transfers that belong together"}
	wRelation       = words.Text{Zh: "关系", En: "Relation"}
	wRefersSettles  = words.Text{Zh: "本笔了结的在途", En: "the reservation that this ends"}
	wRefersUndoes   = words.Text{Zh: "本笔冲正的原分录", En: "what this reverses"}
	wRefersCorrects = words.Text{Zh: "本笔更正的原分录", En: "what this corrects"}
	wSettledBy      = words.Text{Zh: "了结本笔的分录", En: "what ended this reservation"}
	wReversedBy     = words.Text{Zh: "冲正本笔的分录", En: "what reversed this"}
	wCorrectedBy    = words.Text{Zh: "更正本笔的分录", En: "what corrected this"}
	wLawHead        = words.Text{Zh: "金额怎么来的", En: "Where the amount comes from"}
	wPlanHash       = words.Text{Zh: "计算方案（政策版本的摘要）", En: "Plan (digest of the law in force)"}
	wInputs         = words.Text{Zh: "计算所用数据", En: "Inputs"}
	wComputed       = words.Text{Zh: "{month} 这一笔按政策怎么算", En: "How the law computes {month}"}
	wPayment        = words.Text{Zh: "所属发放", En: "Payment"}
	wPaymentNo      = words.Text{Zh: "第 {id} 号发放", En: "payment {id}"}
	wLogHead        = words.Text{Zh: "在签名日志里的位置", En: "Place in the signed log"}
	wPlace          = words.Text{Zh: "账序（日志位置）", En: "Position in the log"}
	wPlaceIs        = words.Text{Zh: "从 0 数起，永远不变", En: "counted from 0; it never changes"}
	wLeaf           = words.Text{Zh: "记录摘要（叶）", En: "Leaf (hash of the record)"}
	wFirstSigned    = words.Text{Zh: "最早覆盖它的检查点", En: "First checkpoint over it"}
	wFirstCosigned  = words.Text{Zh: "最早覆盖它的外部见证", En: "First cosignature over it"}
	wNotCosigned    = words.Text{Zh: "还没有", En: "none yet"}
	wProofDo        = words.Text{Zh: "下载这一笔的证明", En: "Download the proof"}
	wSlip           = words.Text{Zh: "发放凭条", En: "Payment slip"}
)

// Reserved, and held at the gate.
var (
	wReservedTitle   = words.Text{Zh: "在途明细", En: "What is reserved"}
	wReservedOf      = words.Text{Zh: "{fund} 在途", En: "{fund}: reserved"}
	wReservedBy      = words.Text{Zh: "按凭证和天数", En: "By batch and age"}
	wReservedYuan    = words.Text{Zh: "在途金额（元）", En: "Reserved (yuan)"}
	wNothingReserved = words.Text{Zh: "没有在途。", En: "Nothing is reserved."}
	wAge             = words.Text{Zh: "已过天数", En: "Days"}
	wHeldTitle       = words.Text{Zh: "闸口暂缓", En: "Held at the gate"}
	wHeldLead        = words.Text{Zh: "各基金各种原因暂缓发放的金额和人数。", En: "What the gate holds, by fund and reason."}
	wHeldNone        = words.Text{Zh: "没有暂缓的发放。", En: "The gate holds nothing."}
	wHeldFor         = words.Text{Zh: "暂缓原因", En: "Held because"}
	wWhatFor         = words.Text{Zh: "待遇", En: "Benefit"}
	wState           = words.Text{Zh: "状态", En: "State"}
	wPeople          = words.Text{Zh: "人数", En: "People"}
)

// Proofs.
var (
	wProofs        = words.Text{Zh: "证明", En: "Proofs"}
	wProofsLead    = words.Text{Zh: "账本怎么证明自己没有被改过，县外的人怎么自己核验。", En: "How the books prove that nothing was changed, and how somebody outside checks it alone."}
	wAuditor       = words.Text{Zh: "审计怎么自己核验", En: "How an auditor checks alone"}
	wAuditorSay    = words.Text{Zh: "核验用另一个小程序 renshe-verify，不联网，不用本系统的代码，只要导出的文件和公钥。", En: "It takes another small program, renshe-verify: offline, without this system's code, from the exported files and the public keys alone."}
	wWitnesses     = words.Text{Zh: "见证人", En: "Witnesses"}
	wWitness       = words.Text{Zh: "见证人", En: "Witness"}
	wWitnessCount  = words.Text{Zh: "见证数", En: "Cosigned"}
	wNoWitnessNext = words.Text{Zh: "请管理员用 renshe ledger cosign --witness 登记财政、审计或银行的见证服务。", En: "Have the administrator register one with renshe ledger cosign --witness: the finance bureau's, the auditor's or the bank's."}
	wAskedAt       = words.Text{Zh: "最近联系", En: "Asked last"}
	wAnswered      = words.Text{Zh: "正常", En: "answered"}
	wNeverAsked    = words.Text{Zh: "还没有请它签过", En: "never asked"}
	wDidNotAnswer  = words.Text{Zh: "没有签成，要联系它", En: "did not sign: get in touch"}
	wCheckpoints   = words.Text{Zh: "检查点", En: "Checkpoints"}
	wCheckpointOf  = words.Text{Zh: "{n} 条处的检查点", En: "Checkpoint at {n} records"}
	wSignedAt      = words.Text{Zh: "签名时间", En: "Signed at"}
	wRoot          = words.Text{Zh: "根", En: "Root"}
	wOrigin        = words.Text{Zh: "账本名", En: "Origin"}
	wCosignatures  = words.Text{Zh: "外部见证签名", En: "Cosignatures"}
	wNote          = words.Text{Zh: "签名原文", En: "The signed note"}
	wNoteDo        = words.Text{Zh: "下载签名原文和见证", En: "Download the note with its cosignatures"}
)
