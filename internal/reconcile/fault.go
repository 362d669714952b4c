package reconcile

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	unchanged   = words.Text{Zh: "没有变动。", En: "Nothing was changed."}
	notTaken    = words.Text{Zh: "对账单没有导入。", En: "The statement was not taken in."}
	anotherHand = words.Text{Zh: "请由另一位有权限的人办理。", En: "Another person with the permission must do it."}
	lookAgain   = words.Text{Zh: "请刷新后再看。", En: "Look again; it has moved on."}
)

// The faults of accounts and rules.
var (
	BadLine = fail.Define(fail.Internal, "reconcile.bad-line",
		words.Text{Zh: "对账明细 {line} 的方向、编号或金额不对。", En: "Line {line} has no side, a number twice, or an impossible amount."}, unchanged,
		words.Text{Zh: "请核验账本（renshe ledger verify）。", En: "Verify the books (renshe ledger verify)."})
	BadAccount = fail.Define(fail.Invalid, "reconcile.bad-account",
		words.Text{Zh: "账户 {account} 不能这样纳入对账。", En: "Account {account} cannot be put under reconciliation like this."}, unchanged,
		words.Text{Zh: "须是资产类账户，写明对方（银行或财政专户）、对方账号和不晚于今天的起始日。", En: "It must be an asset, with its holder (bank or treasury), the holder's number and a first day no later than today."})
	AccountTaken = fail.Define(fail.Conflict, "reconcile.account-taken",
		words.Text{Zh: "账户 {account} 已从 {from} 起按账号“{number}”对账，与这次不同。", En: "Account {account} is under reconciliation from {from} on as \"{number}\", which differs."}, unchanged,
		words.Text{Zh: "起始日和账号定了就不能改。", En: "Its first day and number stay as they are."})
	NotBegun = fail.Define(fail.NotFound, "reconcile.not-begun",
		words.Text{Zh: "账户 {account} 还没有纳入对账。", En: "Account {account} is not under reconciliation."}, unchanged,
		words.Text{Zh: "请先设定对方账号和起始日。", En: "Give its holder's number and its first day first."})
	BadRules = fail.Define(fail.Invalid, "reconcile.bad-rules",
		words.Text{Zh: "对账设置超出范围：日期差 0–31 天，提醒 1–366 天。", En: "The rules are out of range: days apart 0–31, alarm after 1–366 days."}, unchanged,
		words.Text{Zh: "请改正后再保存。", En: "Correct them and save again."})
	NeedsPerson = fail.Define(fail.Denied, "reconcile.needs-person",
		words.Text{Zh: "这一步要由具体的人办理。", En: "This step is a person's."}, unchanged,
		words.Text{Zh: "请登录后办理。", En: "Sign in to do it."})
	Damaged = fail.Define(fail.Internal, "reconcile.damaged",
		words.Text{Zh: "对账记录（{what}）不完整或被改动。", En: "The records of the reconciliation ({what}) are incomplete or were changed."}, unchanged,
		words.Text{Zh: "请核验账本（renshe ledger verify）。", En: "Verify the books (renshe ledger verify)."})
)

// The faults of statements.
var (
	UnknownNumber = fail.Define(fail.NotFound, "reconcile.unknown-number",
		words.Text{Zh: "没有账户按“{number}”对账。", En: "No account is under reconciliation as \"{number}\"."}, notTaken,
		words.Text{Zh: "请核对文件，或先把这个账户纳入对账。", En: "Check the file, or put the account under reconciliation first."})
	Future = fail.Define(fail.Invalid, "reconcile.future",
		words.Text{Zh: "{day} 还没有到（今天 {today}）。", En: "{day} is yet to come (today is {today})."}, unchanged,
		words.Text{Zh: "请核对日期。", En: "Check the day."})
	BeforeBeginning = fail.Define(fail.Blocked, "reconcile.before-beginning",
		words.Text{Zh: "对账单从 {from} 起，早于本账户的对账起始日 {begin}。", En: "The statement begins on {from}, before the account's first day, {begin}."}, notTaken,
		words.Text{Zh: "请导入从起始日开始的对账单。", En: "Take in statements from the first day on."})
	Overlaps = fail.Define(fail.Conflict, "reconcile.overlaps",
		words.Text{Zh: "{from} 至 {to} 的对账单与已导入的重叠（已到 {last}，编号 {number}）。", En: "The statement of {from} to {to} overlaps what was taken in up to {last} (number {number})."}, notTaken,
		words.Text{Zh: "如银行更正了对账单，请让银行出一份从 {last} 次日起的更正明细。", En: "If the bank has corrected its statement, ask for the correction as movements of days after {last}."})
	BrokenChain = fail.Define(fail.Blocked, "reconcile.broken-chain",
		words.Text{Zh: "期初余额 {opening} 元与上一份对账单（到 {last}）的期末余额 {closing} 元不符，差 {difference} 元。", En: "The opening balance of {opening} yuan is not the {closing} yuan with which the statement up to {last} ended; {difference} yuan lie between."}, notTaken,
		words.Text{Zh: "{last} 之后、{from} 之前的对账单可能缺了：请向对方索取后按顺序导入。", En: "A statement of the days after {last} and before {from} is probably missing: ask for it and take them in by day."})
	NoticeMissing = fail.Define(fail.Conflict, "reconcile.notice-missing",
		words.Text{Zh: "{from} 至 {to} 的对账单里缺少先前通知过的 {count} 笔。", En: "The statement of {from} to {to} lacks {count} movements that were notified before."}, notTaken,
		words.Text{Zh: "请向对方问清楚哪一份是对的。", En: "Ask the holder which is right."})
	NoticedTwice = fail.Define(fail.Conflict, "reconcile.noticed-twice",
		words.Text{Zh: "第 {line} 笔（{day}）先前已经通知过。", En: "Movement {line} ({day}) was notified before."}, notTaken,
		words.Text{Zh: "请核对是不是同一份通知。", En: "Check whether it is the same notice."})
)

// The faults of matching by hand.
var (
	BadMatch = fail.Define(fail.Invalid, "reconcile.bad-match",
		words.Text{Zh: "勾对要选 2 至 {max} 笔。", En: "A match takes 2 to {max} lines."}, unchanged,
		words.Text{Zh: "请重新选择。", En: "Choose again."})
	NotOpen = fail.Define(fail.Conflict, "reconcile.not-open",
		words.Text{Zh: "第 {line} 号明细不是未达账项，或选了两次。", En: "Line {line} is not open, or was chosen twice."}, unchanged, lookAgain)
	SumsDiffer = fail.Define(fail.Invalid, "reconcile.sums-differ",
		words.Text{Zh: "两边合计不等：账上 {book} 元，对账单 {bank} 元，差 {difference} 元。", En: "The sides differ: {book} yuan in the books, {bank} yuan in the statement, {difference} yuan apart."}, unchanged,
		words.Text{Zh: "两边合计必须分毫不差；差额请查明原因后由会计入账。", En: "Both sides must be equal to the fen; find what the difference is and let it be booked."})
	NoMatch = fail.Define(fail.NotFound, "reconcile.no-match",
		words.Text{Zh: "没有编号 {match} 的勾对。", En: "There is no match {match}."}, unchanged, lookAgain)
	NoLine = fail.Define(fail.NotFound, "reconcile.no-line",
		words.Text{Zh: "没有编号 {line} 的明细。", En: "There is no line {line}."}, unchanged, lookAgain)
	NoReason = fail.Define(fail.Invalid, "reconcile.no-reason",
		words.Text{Zh: "要写明原因（{max} 字节以内）。", En: "It needs a reason (at most {max} bytes)."}, unchanged,
		words.Text{Zh: "请填写后再提交。", En: "Write it and submit again."})
	AskedAlready = fail.Define(fail.Conflict, "reconcile.asked-already",
		words.Text{Zh: "{line} 已有人申请，等待复核。", En: "{line} stands in a request that waits for a decision."}, unchanged, anotherHand)
	NoRequest = fail.Define(fail.NotFound, "reconcile.no-request",
		words.Text{Zh: "没有编号 {request} 的申请。", En: "There is no request {request}."}, unchanged, lookAgain)
	Decided = fail.Define(fail.Conflict, "reconcile.decided",
		words.Text{Zh: "这个申请已经办过了。", En: "The request was decided before."}, unchanged, lookAgain)
	OwnRequest = fail.Define(fail.Denied, "reconcile.own-request",
		words.Text{Zh: "这是您自己提出的申请，不能由您复核。", En: "You asked for this yourself, so you cannot decide it."}, unchanged, anotherHand)
)

// The faults of tables.
var (
	NotCovered = fail.Define(fail.Blocked, "reconcile.not-covered",
		words.Text{Zh: "对账单只到 {last}，做不出 {day} 的余额调节表。", En: "The statements reach {last} only, so there is no table of {day}."}, unchanged,
		words.Text{Zh: "请先导入到这一天的对账单。", En: "Take in the statements up to that day first."})
	Unexplained = fail.Define(fail.Blocked, "reconcile.unexplained",
		words.Text{Zh: "调节后两边还差 {difference} 元，没有说明。", En: "After adjustment {difference} yuan differ, without an explanation."}, unchanged,
		words.Text{Zh: "请查明并写出说明。", En: "Find out why and write it down."})
	NoTable = fail.Define(fail.NotFound, "reconcile.no-table",
		words.Text{Zh: "没有编号 {table} 的余额调节表。", En: "There is no table {table}."}, unchanged, lookAgain)
	OwnTable = fail.Define(fail.Denied, "reconcile.own-table",
		words.Text{Zh: "这张表是您编制的，不能由您复核签字。", En: "You drew this table up, so you cannot sign it."}, unchanged, anotherHand)
	SignedAlready = fail.Define(fail.Conflict, "reconcile.signed-already",
		words.Text{Zh: "这张表已由{name}签字。", En: "The table was signed by {name}."}, unchanged, lookAgain)
	Outdated = fail.Define(fail.Conflict, "reconcile.outdated",
		words.Text{Zh: "{day} 的表编制以后，账或勾对又有变动。", En: "The books or the matches have changed since the table of {day} was drawn up."}, unchanged,
		words.Text{Zh: "请编制人重新编制。", En: "Let its maker draw it up again."})
	TableMissing = fail.Define(fail.Blocked, "reconcile.table-missing",
		words.Text{Zh: "账户 {account} 还没有 {day} 的余额调节表，{month} 不能结账。", En: "Account {account} has no reconciliation table of {day}; {month} cannot be closed."}, unchanged,
		words.Text{Zh: "请编制余额调节表并由另一人签字；县里也可以在对账设置里取消这一条。", En: "Draw the table up and let another person sign it; a county may switch this off in the rules of reconciliation."})
	TableUnsigned = fail.Define(fail.Blocked, "reconcile.table-unsigned",
		words.Text{Zh: "账户 {account} {month} 的余额调节表由{name}编制，还没有人复核签字，不能结账。", En: "The table of account {account} for {month}, drawn up by {name}, is not signed; the month cannot be closed."}, unchanged,
		words.Text{Zh: "请由编制人以外的人复核签字。", En: "Let somebody other than its maker sign it."})
)
