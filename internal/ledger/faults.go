package ledger

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Rules that the faults quote. Where the wording is known and the article's number was not checked, it says so.
const (
	ruleDedicated  = "社会保险法 第六十四条：社会保险基金专款专用，任何组织和个人不得侵占或者挪用"
	ruleTwoPersons = "社会保险经办条例 第三十七条：对重点业务、高风险业务分级审核；制单与复核为不相容岗位，应当分离（社会保险经办机构内部控制规定，条号待核）"
	ruleAgency     = "社会保险法 第六十九条：社会保险基金不得用于平衡其他政府预算，不得用于支付人员经费、运行费用、管理费用"
	ruleClosed     = "社会保险基金财务制度：按期结账（条号待核）"
)

var unchanged = words.Text{Zh: "账没有变动，这一批一笔也没有记。", En: "The books are unchanged; nothing of this batch was posted."}

// The faults of the ledger. {line} is the line's number as people count, from 1.
var (
	UnknownFund = fail.Define(fail.NotFound, "ledger.unknown-fund",
		words.Text{Zh: "没有编号为 {fund} 的基金。", En: "There is no fund {fund}."}, unchanged,
		words.Text{Zh: "请从基金目录（law/funds）中选择。", En: "Choose one from the list of funds (law/funds)."})
	FundEnded = fail.Define(fail.Blocked, "ledger.fund-ended",
		words.Text{Zh: "{fund}已于 {until} 并入其他基金，此后不再开户、记账。", En: "The {fund} ended on {until}; no account is opened and nothing is booked in it for later days."}, unchanged,
		words.Text{Zh: "请在并入的基金中办理。", En: "Use the fund that took its place."})
	FundNotYet = fail.Define(fail.Blocked, "ledger.fund-not-yet",
		words.Text{Zh: "{fund}从 {from} 起才有，不能开在更早的日子。", En: "The {fund} exists from {from}; nothing is opened or booked in it for earlier days."}, unchanged,
		words.Text{Zh: "请检查记账日期（起息日）和基金。", En: "Check the value date and the fund."})
	BadAccount = fail.Define(fail.Invalid, "ledger.bad-account",
		words.Text{Zh: "账户 {account} 的资料不完整或不一致。", En: "Account {account} is incomplete or contradicts itself."},
		words.Text{Zh: "没有开户。", En: "No account was opened."},
		words.Text{Zh: "请检查编号、基金、类别、归属和中英文名称。", En: "Check its number, fund, class, owner and both titles."})
	AccountTaken = fail.Define(fail.Conflict, "ledger.account-taken",
		words.Text{Zh: "账户 {account} 已经开立，资料与这次不同。", En: "Account {account} exists already, and differs."},
		words.Text{Zh: "原账户没有变动。", En: "The account is unchanged."},
		words.Text{Zh: "账户开立后不能改；请换一个编号。", En: "An account is never changed: choose another number."})
	UnknownAccount = fail.Define(fail.NotFound, "ledger.unknown-account",
		words.Text{Zh: "没有账户 {account}。", En: "There is no account {account}."}, unchanged,
		words.Text{Zh: "请先开户，或检查账户编号。", En: "Open it first, or check its number."})
	BadBatch = fail.Define(fail.Invalid, "ledger.bad-batch",
		words.Text{Zh: "这一批缺少必要内容：{what}。", En: "The batch lacks something it needs: {what}."}, unchanged,
		words.Text{Zh: "请补齐后再记账。", En: "Complete it and post again."})
	BadLine = fail.Define(fail.Invalid, "ledger.bad-line",
		words.Text{Zh: "第 {line} 行不对：{what}。", En: "Line {line} is wrong: {what}."}, unchanged,
		words.Text{Zh: "请改正这一行后再记账。", En: "Correct the line and post again."})
	TooManyLines = fail.Define(fail.Invalid, "ledger.too-many-lines",
		words.Text{Zh: "一批最多 {max} 行，这一批有 {lines} 行。", En: "A batch takes at most {max} lines; this one has {lines}."}, unchanged,
		words.Text{Zh: "请分成几批。", En: "Split it into several batches."})
	WrongTotal = fail.Define(fail.Invalid, "ledger.wrong-total",
		words.Text{Zh: "各行合计 {sum} 元，与控制总数 {total} 元不符。", En: "The lines add up to {sum} yuan, not to the control total of {total} yuan."}, unchanged,
		words.Text{Zh: "请核对缺少、多出或金额不对的行。", En: "Look for a missing, an extra or a wrong line."})
	TooMuch = fail.Define(fail.Invalid, "ledger.amount-out-of-range",
		words.Text{Zh: "金额超出账本能记的范围。", En: "The amount is beyond what the books can hold."}, unchanged,
		words.Text{Zh: "请检查金额的单位（元或分）。", En: "Check the unit (yuan or fen)."})
	CrossFund = fail.Define(fail.Blocked, "ledger.cross-fund",
		words.Text{Zh: "第 {line} 行的账户 {account} 不属于{fund}，基金之间不能转账。", En: "Line {line}: account {account} is not of the {fund}; money never crosses funds."}, unchanged,
		words.Text{Zh: "依法的资金划转请在两个基金各记一批，经各自的往来账户。", En: "Book a lawful movement as two batches, one in each fund, through its clearing account."})
	SamePerson = fail.Define(fail.Blocked, "ledger.same-person",
		words.Text{Zh: "制单人和复核人是同一个人。", En: "Maker and checker are the same person."}, unchanged,
		words.Text{Zh: "请由另一位工作人员复核。", En: "Let another officer check it."})
	TakesTwo = fail.Define(fail.Denied, "ledger.takes-two",
		words.Text{Zh: "记账要一人制单、另一人复核，一个人办不成。", En: "A posting takes two persons: one makes it, another checks it."}, unchanged,
		words.Text{Zh: "请先提交待复核，由另一位有权限的人确认。", En: "Propose it; another person with the permission confirms it."})
	PeriodClosed = fail.Define(fail.Blocked, "ledger.period-closed",
		words.Text{Zh: "{fund} {month} 已经结账，不能再记账。", En: "{month} of the {fund} is closed and takes no more postings."}, unchanged,
		words.Text{Zh: "请记入未结账的月份，并注明原凭证。", En: "Post into an open month and name the old voucher."})
	CloseEarly = fail.Define(fail.Blocked, "ledger.close-early",
		words.Text{Zh: "{month} 还没有到，不能结账。", En: "{month} has not come yet and cannot be closed."},
		words.Text{Zh: "没有结账。", En: "Nothing was closed."},
		words.Text{Zh: "请检查月份。", En: "Check the month."})
	StillOpen = fail.Define(fail.Blocked, "ledger.still-open",
		words.Text{Zh: "{fund}截至 {month} 还有 {n} 笔在途没有落定，不能结账。", En: "In the {fund}, {n} reservation(s) up to {month} are neither posted nor voided; the month cannot be closed."},
		words.Text{Zh: "没有结账。", En: "Nothing was closed."},
		words.Text{Zh: "请先等银行回盘入账，或作废在途，再结账。", En: "Take in the bank's answer first, or void what is reserved; then close."})
	NotClosed = fail.Define(fail.Blocked, "ledger.not-closed",
		words.Text{Zh: "第 {line} 行要更正的第 {ref} 号记录在 {month}，这个月还没有结账。", En: "Line {line} corrects record {ref} of {month}, which is not closed."}, unchanged,
		words.Text{Zh: "未结账的月份请先冲正原记录，再按正确内容记账。", En: "In an open month, reverse the wrong record and post it anew."})
	LateOpening = fail.Define(fail.Blocked, "ledger.late-opening",
		words.Text{Zh: "{fund}已经有其他记账，不能再记期初余额。", En: "The {fund} has other postings already; its opening balances cannot be booked any more."}, unchanged,
		words.Text{Zh: "期初余额只能最先记；以后的差错请按更正办理。", En: "Opening balances come first; book what was wrong as a correction."})
	BadMove = fail.Define(fail.Invalid, "ledger.bad-move",
		words.Text{Zh: "基金之间的划转不成立：{what}。", En: "The movement between funds does not hold: {what}."}, unchanged,
		words.Text{Zh: "划出和划入各记一批：不同基金、同一依据、金额相等，都经往来账户。", En: "Book one batch out and one in: two funds, one reference, one total, each through a clearing account."})
	UnlawfulMove = fail.Define(fail.Blocked, "ledger.unlawful-move",
		words.Text{Zh: "{from}的钱不能划到{to}。", En: "Money of the {from} may not go to the {to}."}, unchanged,
		words.Text{Zh: "基金不得用于平衡预算或经办经费；财政拨款只用于拨款的用途。", En: "A fund never pays for the budget or its agency; granted money serves what it was granted for."})
	BadSpan = fail.Define(fail.Invalid, "ledger.bad-span",
		words.Text{Zh: "起止日期或月份不对。", En: "The span of days or months is wrong."}, unchanged,
		words.Text{Zh: "请按日期或按月份之一查询，起不晚于止。", En: "Ask by days or by months, not both, with the first not after the last."})
	BatchTaken = fail.Define(fail.Conflict, "ledger.batch-taken",
		words.Text{Zh: "批次 {batch} 已经记过账，内容与这次不同。", En: "Batch {batch} was posted before with other content."},
		words.Text{Zh: "原来记的账不变，这次没有记。", En: "What was posted stays; nothing was posted now."},
		words.Text{Zh: "请查看已记的批次；若确是另一批，换一个批次号。", En: "Look at what was posted; if this is another batch, give it another number."})
	UnknownRef = fail.Define(fail.NotFound, "ledger.unknown-ref",
		words.Text{Zh: "第 {line} 行所指的第 {ref} 号记录不存在，或不是可以这样处理的种类。", En: "Line {line} refers to record {ref}, which is not there or cannot be treated so."}, unchanged,
		words.Text{Zh: "请核对原记录的序号。", En: "Check the number of the original record."})
	NoBatch = fail.Define(fail.NotFound, "ledger.no-batch",
		words.Text{Zh: "账上没有第 {batch} 号凭证。", En: "The books hold no batch {batch}."}, unchanged,
		words.Text{Zh: "请从科目或分录的页面打开。", En: "Open it from the page of an account or of a transfer."})
	NoCheckpoint = fail.Define(fail.NotFound, "ledger.no-checkpoint",
		words.Text{Zh: "没有第 {size} 条处的检查点。", En: "There is no checkpoint at {size} records."}, unchanged,
		words.Text{Zh: "请从检查点清单里打开。", En: "Open it from the list of checkpoints."})
	RefDiffers = fail.Define(fail.Invalid, "ledger.ref-differs",
		words.Text{Zh: "第 {line} 行的账户或金额与第 {ref} 号记录不符。", En: "Line {line} does not agree with record {ref} in account or amount."}, unchanged,
		words.Text{Zh: "账户要与原记录一致，金额不能超过原金额；冲正要全额、方向相反。", En: "Use its accounts and at most its amount; a reversal is whole and the other way round."})
	RefDone = fail.Define(fail.Conflict, "ledger.ref-done",
		words.Text{Zh: "第 {line} 行所指的第 {ref} 号记录已经处理过。", En: "Line {line}: record {ref} was settled or reversed already."}, unchanged,
		words.Text{Zh: "请查看它的处理结果；每笔只能处理一次。", En: "Look how it was settled; that happens once."})
	Overdraft = fail.Define(fail.Blocked, "ledger.overdraft",
		words.Text{Zh: "账户 {account}（{title}）余额不足，差 {short} 元。", En: "Account {account} ({title}) would be overdrawn by {short} yuan."}, unchanged,
		words.Text{Zh: "请先拨入资金，或减少这一批。", En: "Bring money in first, or make the batch smaller."})
	LogBroken = fail.Define(fail.Blocked, "ledger.log-broken",
		words.Text{Zh: "账本日志与最后一个签名检查点不一致，已停止记账。", En: "The log does not agree with its last signed checkpoint; posting has stopped."}, unchanged,
		words.Text{Zh: "请保留现场，运行 renshe ledger verify，并报告监督人员。", En: "Keep everything as it is, run renshe ledger verify and tell the supervisor."})
	BadPage = fail.Define(fail.Invalid, "ledger.bad-page",
		words.Text{Zh: "一页最多 {max} 行。", En: "A page has at most {max} lines."},
		words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
		words.Text{Zh: "请减少每页行数。", En: "Ask for fewer lines."})
	BadKeys = fail.Define(fail.Internal, "ledger.bad-keys",
		words.Text{Zh: "账本签名密钥读不出来或不完整。", En: "The ledger's signing key cannot be read or is damaged."},
		words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
		words.Text{Zh: "请从备份恢复 keys 目录，不要新建密钥。", En: "Restore the keys directory from its backup; do not make a new key."})
)

// What the batch or line faults name.
var (
	lackID       = words.Text{Zh: "批次号", En: "its number"}
	lackKind     = words.Text{Zh: "种类", En: "its kind"}
	lackCause    = words.Text{Zh: "事由", En: "its cause"}
	lackPeople   = words.Text{Zh: "制单人或复核人", En: "maker or checker"}
	lackPeriod   = words.Text{Zh: "会计月份", En: "the accounting month"}
	lackMove     = words.Text{Zh: "划转的另一半（请用“基金划转”办理）", En: "the other half of the movement (use Move)"}
	moveSameFund = words.Text{Zh: "两批是同一基金或同一批次号", En: "both batches are of one fund or have one number"}
	moveTotals   = words.Text{Zh: "两批金额不等", En: "the two totals differ"}
	moveClearing = words.Text{Zh: "没有经过往来账户", En: "a line does not go through a clearing account"}
	lackLines    = words.Text{Zh: "分录", En: "lines"}
	wrongKind    = words.Text{Zh: "分录种类不认识", En: "its kind is unknown"}
	wrongAmount  = words.Text{Zh: "金额必须大于零", En: "its amount must be above zero"}
	wrongSides   = words.Text{Zh: "借方和贷方不能是同一账户", En: "debit and credit are one account"}
	wrongRef     = words.Text{Zh: "这一种类必须（或不得）指明原记录", En: "its kind must (or must not) name an earlier record"}
	wrongPlain   = words.Text{Zh: "期初余额和划转只能直接过账", En: "opening balances and movements are plain posts"}
	wrongText    = words.Text{Zh: "文字过长", En: "a text is too long"}
	wrongDate    = words.Text{Zh: "记账日期超出范围", En: "its value date is out of range"}
)
