package benefit

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	unchanged   = words.Text{Zh: "没有变动。", En: "Nothing was changed."}
	nobodyPaid  = words.Text{Zh: "没有发放任何款项，账没有变动。", En: "Nobody was paid and the books are unchanged."}
	returnKept  = words.Text{Zh: "回盘文件没有导入，账和发放状态都没有变动。", En: "The answer was not taken in; the books and the payments are unchanged."}
	checkRun    = words.Text{Zh: "请核对所选的批次。", En: "Check which run was chosen."}
	askBank     = words.Text{Zh: "请向银行索取本批次完整、原样的回盘文件。", En: "Ask the bank for this run's complete, unedited answer."}
	anotherHand = words.Text{Zh: "请由另一位有权限的人办理。", En: "Another person with the permission must do it."}
)

// What a grant may lack.
var (
	lackKind    = words.Text{Zh: "人员、待遇种类或起始月份", En: "the person, the kind or the first month"}
	lackAccount = words.Text{Zh: "个人账户储存额", En: "the account's balance"}
	lackMonths  = words.Text{Zh: "累计缴费月数", En: "the months paid"}
	lackYears   = words.Text{Zh: "退费的年度", En: "the years of the refund"}
	lackAmount  = words.Text{Zh: "金额", En: "the amount"}
	noAmount    = words.Text{Zh: "政策没有给出金额或月数", En: "the policy gives no amount or no number of months"}
	otherAmount = words.Text{Zh: "个人账户养老金与政策计算不符", En: "the account pension is not what the policy gives"}
	otherPlan   = words.Text{Zh: "政策版本与核定时不符", En: "the policy's plan is not the decision's"}
)

var nothingDue = words.Text{Zh: "没有应发的月份", En: "no month is due"}

// The rule of two persons.
const twoPersons = "社会保险经办条例 第三十七条：对重点业务、高风险业务分级审核"

// The faults of entitlements.
var (
	SecondEntitlement = fail.Define(fail.Conflict, "benefit.second-entitlement",
		words.Text{Zh: "此人已有一项正在享受的{kind}（自 {start} 起）。", En: "This person already has a living entitlement to the {kind} (from {start})."}, unchanged,
		words.Text{Zh: "无需再次申领；如需变更，请在原资格上办理。", En: "No second claim is needed; change the existing entitlement instead."})
	MonthsOverlap = fail.Define(fail.Conflict, "benefit.months-overlap",
		words.Text{Zh: "此人以前的资格已发放到 {month} 之前，新的起始月份不能更早。", En: "An earlier entitlement already covers the months before {month}; a new one cannot start earlier."}, unchanged,
		words.Text{Zh: "请把起始月份改为 {month} 或以后。", En: "Start in {month} or later."})
	BadGrant = fail.Define(fail.Invalid, "benefit.bad-grant",
		words.Text{Zh: "待遇核定的数据不完整：{what}。", En: "The decision's data are incomplete: {what}."}, unchanged,
		words.Text{Zh: "请重新核定。", En: "Compute the decision again."})
	NoEntitlement = fail.Define(fail.NotFound, "benefit.no-entitlement",
		words.Text{Zh: "本县没有这项待遇资格。", En: "This county has no such entitlement."}, unchanged,
		words.Text{Zh: "请从人员档案里打开。", En: "Open it from the person's file."})
	WrongStatus = fail.Define(fail.Blocked, "benefit.wrong-status",
		words.Text{Zh: "这项待遇现在是“{status}”，不能这样变更。", En: "This entitlement is now {status}, so this change is not possible."}, unchanged,
		words.Text{Zh: "请先看它的变更记录。", En: "Look at its history first."})
	NoReason = fail.Define(fail.Invalid, "benefit.no-reason",
		words.Text{Zh: "必须写明原因。", En: "A reason is required."}, unchanged,
		words.Text{Zh: "请填写原因后再提交。", En: "Write the reason and submit again."})
	StopsTooEarly = fail.Define(fail.Blocked, "benefit.stops-too-early",
		words.Text{Zh: "{month} 之前的待遇已经发放，不能从更早的月份停发。", En: "The months before {month} are paid, so the entitlement cannot stop earlier."}, unchanged,
		words.Text{Zh: "请从 {month} 起停发；多发的部分另行追回。", En: "Stop it from {month}; what was overpaid is recovered separately."})
)

// The faults of runs.
var (
	NeedsPerson = fail.Define(fail.Denied, "benefit.needs-person",
		words.Text{Zh: "发放批次必须由具体的人编制。", En: "A payment run is prepared by a person, not by the program."}, nobodyPaid,
		words.Text{Zh: "请由基金会计登录后办理。", En: "Let a fund accountant sign in and prepare it."})
	NoRun = fail.Define(fail.NotFound, "benefit.no-run",
		words.Text{Zh: "本县没有这个发放批次。", En: "This county has no such payment run."}, unchanged, checkRun)
	NoPayment = fail.Define(fail.NotFound, "benefit.no-payment",
		words.Text{Zh: "本县没有这笔发放。", En: "This county has no such payment."}, unchanged, checkRun)
	TooEarly = fail.Define(fail.Blocked, "benefit.too-early",
		words.Text{Zh: "现在是 {now}，最多可以核算到 {latest}，不能提前发放 {month} 的待遇。", En: "It is {now}: a run may reach {latest} at most; {month} cannot be paid in advance."}, nobodyPaid,
		words.Text{Zh: "请选择 {latest} 或以前的月份。", En: "Choose {latest} or an earlier month."})
	RunUnderWay = fail.Define(fail.Blocked, "benefit.run-under-way",
		words.Text{Zh: "{month} 的批次还没有办完（{state}），不能开始另一个月。", En: "The run of {month} is not finished ({state}); another month cannot begin."}, nobodyPaid,
		words.Text{Zh: "请先把 {month} 的批次办到对平。", En: "Finish the run of {month} up to its reconciliation first."})
	NotYet = fail.Define(fail.Blocked, "benefit.not-yet",
		words.Text{Zh: "{month} 的批次现在是“{state}”，这一步还不能办。", En: "The run of {month} is {state}; this step cannot be done yet."}, unchanged,
		words.Text{Zh: "请先完成前面的步骤。", En: "Do the steps before it first."})
	TooLate = fail.Define(fail.Blocked, "benefit.too-late",
		words.Text{Zh: "{month} 的批次已经复核，名单不能再改。", En: "The run of {month} is approved and its list is closed."}, unchanged,
		words.Text{Zh: "未放行的月份会自动进入下一期。", En: "Months that were not released come up again in the next run."})
	SamePerson = fail.Define(fail.Denied, "benefit.same-person",
		words.Text{Zh: "这个批次是您核算的，复核和放行必须由另一个人办。", En: "You prepared this run; another person must approve it and release payments."}, nobodyPaid, anotherHand)
	NotHeld = fail.Define(fail.Conflict, "benefit.not-held",
		words.Text{Zh: "这笔发放现在是“{state}”，没有被暂停。", En: "This payment is {state}, not held."}, unchanged,
		words.Text{Zh: "请刷新名单。", En: "Load the list again."})
	CannotRelease = fail.Define(fail.Blocked, "benefit.cannot-release",
		words.Text{Zh: "这笔不能放行：{reason}。", En: "This payment cannot be released: {reason}."}, nobodyPaid,
		words.Text{Zh: "请先消除原因；否则这些月份转入下一期。", En: "Remove the cause first; otherwise the months come up again in the next run."})
	NewlyHeld = fail.Define(fail.Conflict, "benefit.newly-held",
		words.Text{Zh: "核算之后情况有变：又有 {people} 人被暂停。", En: "Things changed since the run was prepared: {people} more people are held now."},
		words.Text{Zh: "已把他们转为暂停；还没有发放任何款项。", En: "They were put on hold; nobody has been paid."},
		words.Text{Zh: "请重新看过名单和合计后再复核。", En: "Look at the list and its totals again, then approve."})
	FundShort = fail.Define(fail.Blocked, "benefit.fund-short",
		words.Text{Zh: "基金存款不足：需要 {need} 元，可用 {have} 元。", En: "The fund's bank account is short: {need} yuan are needed, {have} are available."}, nobodyPaid,
		words.Text{Zh: "请先申请财政拨款入账，再复核。", En: "Have the fiscal transfer booked first, then approve."})
)

// The faults of the bank's answer; those of its form are package bank's.
var (
	OtherRun = fail.Define(fail.Invalid, "benefit.answer-other-run",
		words.Text{Zh: "这是另一个批次的回盘文件（{what}）。", En: "This answer belongs to another run ({what})."}, returnKept, checkRun)
	OtherFile = fail.Define(fail.Invalid, "benefit.answer-other-file",
		words.Text{Zh: "回盘文件所答复的代发文件不是本批次生成的那一份（摘要不同）。", En: "The answer is to a payment file other than the one this run made (the digests differ)."}, returnKept, askBank)
	ForeignLine = fail.Define(fail.Invalid, "benefit.answer-foreign-line",
		words.Text{Zh: "回盘文件第 {line} 笔不在本批次内。", En: "Answer {line} is not of this run."}, returnKept, askBank)
	RepeatedLine = fail.Define(fail.Invalid, "benefit.answer-repeated-line",
		words.Text{Zh: "回盘文件第 {line} 笔与前面重复。", En: "Answer {line} repeats an earlier one."}, returnKept, askBank)
	ChangedAmount = fail.Define(fail.Invalid, "benefit.answer-amount",
		words.Text{Zh: "回盘文件第 {line} 笔金额 {stated} 与代发金额 {ordered} 不同。", En: "Answer {line} says {stated} where {ordered} were ordered."}, returnKept, askBank)
	MissingLines = fail.Define(fail.Invalid, "benefit.answer-missing",
		words.Text{Zh: "回盘文件缺 {missing} 笔：代发 {ordered} 笔，只答复 {answered} 笔。", En: "The answer lacks {missing} lines: {ordered} were ordered, {answered} are answered."}, returnKept, askBank)
	OddDay = fail.Define(fail.Invalid, "benefit.answer-day",
		words.Text{Zh: "回盘文件的记账日 {day} 离复核日太远，应在 {first} 到 {last} 之间。", En: "The answer says it was booked on {day}; a day from {first} to {last} was expected."}, returnKept, askBank)
	AnotherAnswer = fail.Define(fail.Conflict, "benefit.another-answer",
		words.Text{Zh: "本批次已经导入过另一份回盘文件，内容不同。", En: "This run has taken in another answer already, with other content."}, returnKept,
		words.Text{Zh: "请与银行核对哪一份有效。", En: "Clear up with the bank which one holds."})
	BankFailed = fail.Define(fail.Busy, "benefit.bank-failed",
		words.Text{Zh: "银行没有答复。", En: "The bank did not answer."},
		words.Text{Zh: "资金已冻结，代发文件已生成，没有重复发放。", En: "The money stays reserved and the file is made; nothing is paid twice."},
		words.Text{Zh: "请稍后再运行同一命令，会从这里继续。", En: "Run the same command again later; it goes on from here."})
	Unbalanced = fail.Define(fail.Blocked, "benefit.unbalanced",
		words.Text{Zh: "{month} 的余额调节表不平，相差 {difference} 元。", En: "The reconciliation of {month} does not balance: it is {difference} yuan off."},
		words.Text{Zh: "款项已按银行回盘入账；调节表已留存。", En: "Payments are posted as the bank answered; the statement is kept."},
		words.Text{Zh: "请按所列未达账项查明；账上有错的，补记一张更正凭证，记账日期不晚于银行对账日，再对账。", En: "Clear up the open items listed; where the books are wrong, post a correcting voucher dated no later than the bank's statement; then reconcile again."})
	Damaged = fail.Define(fail.Internal, "benefit.damaged",
		words.Text{Zh: "已存的数据与记录不符：{what}。", En: "Stored data do not fit their record: {what}."}, unchanged,
		words.Text{Zh: "请停止操作并告知县局，运行 renshe ledger verify。", En: "Stop, tell the county, and run renshe ledger verify."})
)
