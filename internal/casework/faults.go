package casework

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	unchanged = words.Text{Zh: "没有改动任何内容。", En: "Nothing was changed."}
	draftKept = words.Text{Zh: "已填好的内容都保存着，还没提交。", En: "Everything filled in is kept; nothing is submitted yet."}
	caseKept  = words.Text{Zh: "办件保持原样。", En: "The case is as it was."}
	lookAgain = words.Text{Zh: "请重新打开这个办件，看过现在的内容再办。", En: "Open the case again, look at what it holds now, then go on."}
)

// The faults of the law's files.
var (
	// BadLaw is a service item or a letter that the program refuses to work by.
	BadLaw = fail.Define(fail.Internal, "casework.bad-law",
		words.Text{Zh: "法规数据文件 {file} 有错：{what}。", En: "The law file {file} is wrong: {what}."},
		words.Text{Zh: "程序没有启动，数据没有变化。", En: "The program did not start; no data changed."},
		words.Text{Zh: "请更正文件后再启动。", En: "Correct the file and start again."})
	// UnknownItem is a code that no file of law/items has.
	UnknownItem = fail.Define(fail.NotFound, "casework.unknown-item",
		words.Text{Zh: "没有编号为 {item} 的服务事项。", En: "There is no service item {item}."}, unchanged,
		words.Text{Zh: "请从事项目录里选择。", En: "Choose one from the catalogue."})
	// UnknownLetter is a template that no file of law/letters has.
	UnknownLetter = fail.Define(fail.NotFound, "casework.unknown-letter",
		words.Text{Zh: "没有名为 {letter} 的文书。", En: "There is no letter {letter}."}, unchanged,
		words.Text{Zh: "请从办件页面打印。", En: "Print from the page of the case."})
	// BadLetter is a letter that could not be filled completely.
	BadLetter = fail.Define(fail.Internal, "casework.bad-letter",
		words.Text{Zh: "文书 {letter} 缺少内容：{what}。", En: "The letter {letter} lacks {what}."}, unchanged,
		words.Text{Zh: "请把编号告诉县局。", En: "Tell the county."})
)

// The faults of a case.
var (
	// NoSuchCase is an identifier this county does not have.
	NoSuchCase = fail.Define(fail.NotFound, "casework.no-such-case",
		words.Text{Zh: "没有这个办件。", En: "There is no such case."}, unchanged,
		words.Text{Zh: "请从待办或人员页面打开。", En: "Open it from the worklist or the person's page."})
	// AlreadyOpen is a second case of one matter for one person.
	AlreadyOpen = fail.Define(fail.Conflict, "casework.already-open",
		words.Text{Zh: "这个人的“{item}”已经有一件在办：{number}（{state}，{station}，{date}）。", En: "“{item}” is under way for this person already: {number} ({state}, {station}, {date})."},
		words.Text{Zh: "没有新开办件，原来的一件不变。", En: "No new case was opened; the other one is unchanged."},
		words.Text{Zh: "请打开原来的办件继续办理。", En: "Open that case and go on with it."})
	// AlreadyReceiving is a claim for a benefit that the person has.
	AlreadyReceiving = fail.Define(fail.Conflict, "casework.already-receiving",
		words.Text{Zh: "这个人已经在领取{benefit}，从{month}起。", En: "This person draws the {benefit} already, since {month}."}, unchanged,
		words.Text{Zh: "不用再申请。要换发放账户，请办“账户维护”；认为金额不对，请县局复核。", En: "No claim is needed. To change the account use account maintenance; if the amount seems wrong, have the county check it."})
	// Changed is a case that somebody else has changed meanwhile.
	Changed = fail.Define(fail.Conflict, "casework.changed",
		words.Text{Zh: "这个办件刚刚被{who}改过（{time}）。", En: "{who} has just changed this case ({time})."},
		words.Text{Zh: "对方保存的内容都在；您这一次填写的没有覆盖它。", En: "What the other person saved is kept; what you entered now did not overwrite it."}, lookAgain)
	// FactsChanged is a decision on figures that are no longer the registers'.
	FactsChanged = fail.Define(fail.Conflict, "casework.facts-changed",
		words.Text{Zh: "核定所依据的数据在您查看之后有变化，已经按现在的数据重新计算。", En: "The data behind this decision changed after you looked; it has been computed again."},
		words.Text{Zh: "还没有作出决定，旧的和新的计算都留在办件的经过里。", En: "No decision was made; the old and the new figures are in the case's history."}, lookAgain)
	// WrongState is a step that the case's state does not allow.
	WrongState = fail.Define(fail.Blocked, "casework.wrong-state",
		words.Text{Zh: "这个办件现在是“{state}”，不能{step}。", En: "The case is “{state}” now and cannot be {step}."}, caseKept, lookAgain)
	// SamePerson is a decision by somebody who worked on the intake.
	SamePerson = fail.Define(fail.Blocked, "casework.same-person",
		words.Text{Zh: "这个办件是您受理（填写）的，不能再由您核定：{says}", En: "You took this case in, so you cannot decide it: {says}"}, caseKept,
		words.Text{Zh: "请另一位复核人员办理。", En: "Another reviewer has to decide it."})
	// NotEntitled is a claim that the rules say no to, before the officer has said that a decision is wanted all the same.
	NotEntitled = fail.Define(fail.Blocked, "casework.not-entitled",
		words.Text{Zh: "按现在的数据不符合条件：{reason}", En: "By the data of today the conditions are not met: {reason}"}, draftKept,
		words.Text{Zh: "可以告诉申请人何时符合；申请人要求书面决定的，勾选“仍要提交”，由县局依法作出不予办理的决定。",
			En: "Tell the applicant when they will be; if a written decision is wanted, choose “submit all the same” and the county refuses it lawfully."})
	// Died is a case about a person who is dead.
	Died = fail.Define(fail.Blocked, "casework.died",
		words.Text{Zh: "登记显示此人已于{date}去世，不能办理“{item}”。", En: "The register says that the person died on {date}; “{item}” is not possible."}, caseKept,
		words.Text{Zh: "登记有误的请先更正；家属可咨询丧葬补助和个人账户余额的继承。", En: "If the register is wrong, have it corrected; the family may ask about the funeral grant and the account's balance."})
	// StillAlive is a matter after a death, about a person of whom the register knows none.
	StillAlive = fail.Define(fail.Blocked, "casework.still-alive",
		words.Text{Zh: "登记里没有此人的死亡信息，不能办理“{item}”。", En: "The register holds no death of this person; “{item}” is not possible."}, caseKept,
		words.Text{Zh: "请先登记死亡信息，再办理。", En: "Record the death first."})
	// NoAnswer is an answer without words.
	NoAnswer = fail.Define(fail.Invalid, "casework.no-answer",
		words.Text{Zh: "请写明对方答复的内容和结果。", En: "Write down what was answered, and with what result."}, caseKept,
		words.Text{Zh: "照答复原文摘要填写。", En: "Summarise the answer as it was given."})
	// NothingGranted is a change of a benefit that the person does not have.
	NothingGranted = fail.Define(fail.Blocked, "casework.nothing-granted",
		words.Text{Zh: "此人没有可以{action}的{benefit}。", En: "The person has no {benefit} to {action}."}, caseKept,
		words.Text{Zh: "请核对待遇的状态。", En: "Look at where the benefit stands."})
	// NoGround is a refusal without one of the item's lawful grounds.
	NoGround = fail.Define(fail.Invalid, "casework.no-ground",
		words.Text{Zh: "不予办理必须选定一个法定理由。", En: "A refusal needs one of the lawful grounds."}, caseKept,
		words.Text{Zh: "请选择理由。", En: "Choose the ground."})
	// GroundNotHeld is a ground that the rules do not bear out.
	GroundNotHeld = fail.Define(fail.Blocked, "casework.ground-not-held",
		words.Text{Zh: "按现在的数据符合条件，不能以“{ground}”为由不予办理。", En: "By the data of today the conditions are met: “{ground}” is no ground to refuse."}, caseKept,
		words.Text{Zh: "请核定发放；数据有误的，先更正数据。", En: "Approve it; if the data is wrong, have it corrected first."})
	// NotApprovable is an approval of a claim that the rules refuse.
	NotApprovable = fail.Define(fail.Blocked, "casework.not-approvable",
		words.Text{Zh: "不符合条件，不能核定发放：{reason}", En: "The conditions are not met, so it cannot be granted: {reason}"}, caseKept,
		words.Text{Zh: "请作出不予办理的决定，或退回核实数据。", En: "Refuse it, or have the data checked."})
	// SheetDiffers is a stored decision that today's program computes otherwise.
	SheetDiffers = fail.Define(fail.Internal, "casework.sheet-differs",
		words.Text{Zh: "核定表重算的结果与当时保存的不一致（{name}）。", En: "The decision sheet computes otherwise than it was stored ({name})."},
		words.Text{Zh: "当时的决定和金额没有变。", En: "The decision and its amounts are unchanged."},
		words.Text{Zh: "请停止打印，并告诉县局。", En: "Do not print it; tell the county."})
	// NoClockRuns is a change of a clock that does not run: the matter has no limit, or is done at once.
	NoClockRuns = fail.Define(fail.Blocked, "casework.no-clock",
		words.Text{Zh: "这个办件没有在走的时限。", En: "No limit runs for this case."}, caseKept, lookAgain)
	// ClockStands is a pause or an extension of a clock that stands already.
	ClockStands = fail.Define(fail.Blocked, "casework.clock-stands",
		words.Text{Zh: "时限从{since}起已经中止。", En: "The clock stands since {since} already."}, caseKept,
		words.Text{Zh: "要继续计时，请先恢复。", En: "To let it go on, resume it first."})
	// ClockRuns is a resumption of a clock that runs.
	ClockRuns = fail.Define(fail.Blocked, "casework.clock-runs",
		words.Text{Zh: "时限正在走，没有中止。", En: "The clock runs; it does not stand."}, caseKept, lookAgain)
	// ClockOver is a pause or an extension after the last day: what is late stays late.
	ClockOver = fail.Define(fail.Blocked, "casework.clock-over",
		words.Text{Zh: "时限已于{due}届满，不能再中止或者延长。", En: "The limit ended on {due}; it can be neither held nor extended any more."}, caseKept,
		words.Text{Zh: "请尽快办结。", En: "Finish the case as soon as possible."})
	// NoPauseGround is a pause without one of the grounds that the law gives this limit.
	NoPauseGround = fail.Define(fail.Invalid, "casework.no-pause-ground",
		words.Text{Zh: "请选择一个可以中止这项时限的理由。", En: "Choose one of the grounds on which this limit may stand."}, caseKept,
		words.Text{Zh: "没有列出理由的，法律不允许中止。", En: "Where none is listed the law does not let it stand."})
	// NoExtensionGround is an extension without one of the grounds that the law gives this limit.
	NoExtensionGround = fail.Define(fail.Invalid, "casework.no-extension-ground",
		words.Text{Zh: "请选择一个可以延长这项时限的理由。", En: "Choose one of the grounds on which this limit may be extended."}, caseKept,
		words.Text{Zh: "没有列出理由的，法律不允许延长。", En: "Where none is listed the law does not extend it."})
	// ExtensionTooLong is an extension by more than the law gives.
	ExtensionTooLong = fail.Define(fail.Invalid, "casework.extension-too-long",
		words.Text{Zh: "最多延长{days}天（{rule}）。", En: "It may be extended by {days} days at most ({rule})."}, caseKept,
		words.Text{Zh: "请改小天数。", En: "Enter fewer days."})
	// ExtendedAlready is a second extension.
	ExtendedAlready = fail.Define(fail.Blocked, "casework.extended-already",
		words.Text{Zh: "时限已经延长过一次，不能再延长。", En: "The limit was extended once; it cannot be extended again."}, caseKept,
		words.Text{Zh: "请在期限内办结。", En: "Finish it within the limit."})
	// NoReason is a change of a clock that does not say what is awaited or why.
	NoReason = fail.Define(fail.Invalid, "casework.no-reason",
		words.Text{Zh: "请写明具体情况，通知书要告诉申请人。", En: "Write down what it is about; the applicant is told so in the notice."}, caseKept,
		words.Text{Zh: "用一两句话写。", En: "A sentence or two will do."})
	// StillMissing is a returned case that is handed in again without everything.
	StillMissing = fail.Define(fail.Invalid, "casework.still-missing",
		words.Text{Zh: "还缺{count}项，先补上“{what}”。", En: "{count} things are still missing, “{what}” among them."}, draftKept,
		words.Text{Zh: "补齐以后再提交；不用重新发一次性告知书。", En: "Fill them in and hand it in again; no new notice is needed."})
	// NoOtherStation is a move to where the case is, or to no station of the county.
	NoOtherStation = fail.Define(fail.Invalid, "casework.no-other-station",
		words.Text{Zh: "请选择本县另一个站点。", En: "Choose another station of the county."}, caseKept,
		words.Text{Zh: "外县的事项请用“转外地办理”。", En: "What belongs to another county is transferred there."})
	// NoOtherCounty is a transfer to a county that there is not.
	NoOtherCounty = fail.Define(fail.Invalid, "casework.no-other-county",
		words.Text{Zh: "请填写另一个县（市、区）现行的六位代码。", En: "Enter the six-digit code of another county in force."}, caseKept,
		words.Text{Zh: "可以查参保地或者户籍地的行政区划代码。", En: "Look up the code of the place of insurance or residence."})
	// NoReopenGround is a reopening without a ground.
	NoReopenGround = fail.Define(fail.Invalid, "casework.no-reopen-ground",
		words.Text{Zh: "重新办理必须选定一个理由。", En: "A reopening needs one of the grounds."}, caseKept,
		words.Text{Zh: "请选择理由。", En: "Choose the ground."})
	// DecidedByYou is a reopening by the person who decided.
	DecidedByYou = fail.Define(fail.Blocked, "casework.decided-by-you",
		words.Text{Zh: "这个决定是您作出的，不能由您重新开启。", En: "You made this decision, so you cannot reopen it."}, caseKept,
		words.Text{Zh: "请另一位复核人员办理。", En: "Another reviewer has to do it."})
	// CannotReopen is a case whose effect has no reverse operation here.
	CannotReopen = fail.Define(fail.Blocked, "casework.cannot-reopen",
		words.Text{Zh: "“{item}”的结果已经生效，不能在这里撤回重办。", En: "What “{item}” did is in force and cannot be taken back here."}, caseKept,
		words.Text{Zh: "请用相应的事项变更、暂停或者停止；文书有误的用“更正”。", En: "Change, suspend or stop it by its own matter; a wrong letter is corrected."})
	// NoDelivery is a delivery that does not say how.
	NoDelivery = fail.Define(fail.Invalid, "casework.no-delivery",
		words.Text{Zh: "请选择送达方式。", En: "Choose how it was delivered."}, caseKept,
		words.Text{Zh: "当面领取、邮寄或者电子送达。", En: "Handed over, posted or sent."})
	// NoDeliveryDay is a delivery without a day that can be read.
	NoDeliveryDay = fail.Define(fail.Invalid, "casework.no-delivery-day",
		words.Text{Zh: "请写明送达日期，如 2026-04-01。", En: "Say on which day it was delivered, for example 2026-04-01."}, caseKept,
		words.Text{Zh: "请核对日期。", En: "Check the date."})
	// BadDelivery is a delivery before the decision, or in the future.
	BadDelivery = fail.Define(fail.Invalid, "casework.bad-delivery",
		words.Text{Zh: "送达日期应在{from}和今天之间。", En: "It was delivered between {from} and today."}, caseKept,
		words.Text{Zh: "请核对日期。", En: "Check the date."})
	// DeliveredAlready is a second delivery.
	DeliveredAlready = fail.Define(fail.Conflict, "casework.delivered-already",
		words.Text{Zh: "已于{date}送达。", En: "It was delivered on {date}."}, caseKept,
		words.Text{Zh: "不用再登记。", En: "Nothing more is needed."})
	// NotDelivered is an archive before the delivery.
	NotDelivered = fail.Define(fail.Blocked, "casework.not-delivered",
		words.Text{Zh: "结果还没有送达，不能归档。", En: "The outcome has not been delivered, so the case is not archived."}, caseKept,
		words.Text{Zh: "请先登记送达。", En: "Record the delivery first."})
	// ArchivedAlready is a second archive.
	ArchivedAlready = fail.Define(fail.Conflict, "casework.archived-already",
		words.Text{Zh: "已于{date}归档。", En: "It was archived on {date}."}, caseKept,
		words.Text{Zh: "不用再办。", En: "Nothing more is needed."})
	// NothingToArchive is a draft that was dropped before it was submitted.
	NothingToArchive = fail.Define(fail.Blocked, "casework.nothing-to-archive",
		words.Text{Zh: "没有受理过的草稿不归档。", En: "A draft that was never accepted is not archived."}, caseKept,
		words.Text{Zh: "不用再办。", En: "Nothing more is needed."})
	// StillOwed is an approval or an archive while something is owed.
	StillOwed = fail.Define(fail.Blocked, "casework.still-owed",
		words.Text{Zh: "“{what}”还没有补交或者核实（最迟{due}）。", En: "“{what}” is still owed (by {due})."}, caseKept,
		words.Text{Zh: "收到后先登记补交；逾期不补的，可以依法不予办理。", En: "Record it when it is here; if it does not come in time the case may be refused lawfully."})
	// NothingOwed is a debt that is not there, or is settled.
	NothingOwed = fail.Define(fail.Conflict, "casework.nothing-owed",
		words.Text{Zh: "没有待补交、待核实的这一项。", En: "Nothing of this is owed."}, caseKept, lookAgain)
	// CommitmentBroken is an approval that would rest on a broken commitment.
	CommitmentBroken = fail.Define(fail.Blocked, "casework.commitment-broken",
		words.Text{Zh: "“{what}”的承诺经核实不实，不能据此核定。", En: "The commitment for “{what}” is not true; nothing is approved on it."}, caseKept,
		words.Text{Zh: "请退回补交材料，或者依法不予办理。", En: "Give it back for the paper, or refuse it lawfully."})
	// NothingCorrected is a correction that changes nothing.
	NothingCorrected = fail.Define(fail.Invalid, "casework.nothing-corrected",
		words.Text{Zh: "更正前后没有差别。", En: "The correction changes nothing."}, caseKept,
		words.Text{Zh: "请先更正登记，或者写明更正后的内容。", En: "Have the register corrected first, or enter what is right."})
	// NoSuchLetter is a verification code that fits nothing.
	NoSuchLetter = fail.Define(fail.NotFound, "casework.no-such-letter",
		words.Text{Zh: "没有这个核验码的文书。", En: "No letter carries this code."}, unchanged,
		words.Text{Zh: "请逐位核对；仍然查不到的，文书可能是假的，请拨打受理站点电话。", En: "Compare it character by character; if it is still not found the letter may be false: call the station."})
	// NotYours is a case that this citizen did not open.
	NotYours = fail.Define(fail.Denied, "casework.not-yours",
		words.Text{Zh: "这不是您的办件。", En: "This is not your case."}, unchanged,
		words.Text{Zh: "请从“我的办件”打开。", En: "Open it from your own list."})
)

// The faults of stages.
var (
	// NoStages is an end, a task or a request in a matter that has no stages.
	NoStages = fail.Define(fail.Blocked, "casework.no-stages",
		words.Text{Zh: "“{item}”不分阶段办理。", En: "“{item}” has no stages."}, caseKept, lookAgain)
	// ByStages is a decision or a return of a matter that goes through stages.
	ByStages = fail.Define(fail.Blocked, "casework.by-stages",
		words.Text{Zh: "“{item}”按阶段办理，不走复核、核定。", En: "“{item}” goes through stages; it is not reviewed and decided."}, caseKept,
		words.Text{Zh: "请在办件页登记阶段的结果。", En: "Record how its stage ends, on the case's page."})
	// NoSuchEnd is a stage that is ended without one of its ends.
	NoSuchEnd = fail.Define(fail.Invalid, "casework.no-such-end",
		words.Text{Zh: "请选择这个阶段的结果。", En: "Choose how this stage ends."}, caseKept,
		words.Text{Zh: "结果只能从列出的里面选。", En: "There are no others than those listed."})
	// EndNotPossible is an end that the form's answers do not allow.
	EndNotPossible = fail.Define(fail.Invalid, "casework.end-not-possible",
		words.Text{Zh: "按登记的情况，不能选“{end}”。", En: "By what was answered “{end}” is not possible."}, caseKept, lookAgain)
	// EndTooLate is an end after the last day on which it is possible.
	EndTooLate = fail.Define(fail.Invalid, "casework.end-too-late",
		words.Text{Zh: "“{end}”最迟应在{due}提出（{rule}）。", En: "“{end}” was possible until {due} ({rule})."}, caseKept,
		words.Text{Zh: "请选择别的结果。", En: "Choose another end."})
	// BadStageDay is a day before the stage began, or in the future.
	BadStageDay = fail.Define(fail.Invalid, "casework.bad-stage-day",
		words.Text{Zh: "日期应在{from}和{until}之间。", En: "The day lies between {from} and {until}."}, caseKept,
		words.Text{Zh: "请核对日期。", En: "Check the date."})
	// NoSuchTask is a task that the stage does not have.
	NoSuchTask = fail.Define(fail.Invalid, "casework.no-such-task",
		words.Text{Zh: "这个阶段没有这项任务。", En: "The stage has no such task."}, caseKept, lookAgain)
	// TaskDone is a task that was done before.
	TaskDone = fail.Define(fail.Conflict, "casework.task-done",
		words.Text{Zh: "已于{date}完成。", En: "It was done on {date}."}, caseKept,
		words.Text{Zh: "不用再登记。", En: "Nothing more is needed."})
	// TaskWaits is a task whose clock has not begun.
	TaskWaits = fail.Define(fail.Blocked, "casework.task-waits",
		words.Text{Zh: "要先完成“{task}”。", En: "“{task}” comes first."}, caseKept,
		words.Text{Zh: "请先登记它。", En: "Record it first."})
	// TooSoonForNotice is an appointed day for which no notice can be given in time.
	TooSoonForNotice = fail.Define(fail.Invalid, "casework.too-soon-for-notice",
		words.Text{Zh: "来不及依法通知：最早可以定在{first}（{rule}）。", En: "Notice could not be given in time: the earliest day is {first} ({rule})."}, caseKept,
		words.Text{Zh: "请定在那天或以后。", En: "Appoint that day or a later one."})
	// NothingToAsk is a request after an end that nobody can ask about further.
	NothingToAsk = fail.Define(fail.Blocked, "casework.nothing-to-ask",
		words.Text{Zh: "这个结果之后，没有可以在这里请求的下一阶段。", En: "After this end there is no stage to ask for here."}, caseKept,
		words.Text{Zh: "文书上写明了其他救济途径。", En: "The letter names the other remedies."})
)

// The faults of a rating.
var (
	// NotRateable is a letter that was revoked, or that is about no matter of the office.
	NotRateable = fail.Define(fail.Blocked, "casework.not-rateable",
		words.Text{Zh: "这份文书已经作废，或不是办件的文书，不能用来评价。", En: "This letter was revoked, or belongs to no matter; it cannot be used to rate one."}, unchanged,
		words.Text{Zh: "请用最后拿到的回执或决定书上的核验码。", En: "Use the code of the last receipt or decision that you were given."})
	// NotEnded is a matter that is under way.
	NotEnded = fail.Define(fail.Blocked, "casework.not-ended",
		words.Text{Zh: "这件事还没有办完（{state}），办完后再评价。", En: "This matter has not ended ({state}); it can be rated afterwards."}, unchanged,
		words.Text{Zh: "办完后用同一个核验码评价；现在有意见请拨打站所电话。", En: "Use the same code when it has ended; if something is wrong now, call the station."})
	// OwnRating is a call-back by somebody who took part in the matter.
	OwnRating = fail.Define(fail.Blocked, "casework.own-rating",
		words.Text{Zh: "这件事您经手过，不能由您回访。", En: "You took part in this matter, so you cannot call back about it."}, words.Text{Zh: "回访还没有办结。", En: "The call-back is not closed."},
		words.Text{Zh: "请没有经手的同事回访。", En: "A colleague who took no part has to do it."})
)

// The faults of sharing the work.
var (
	// NotSkilled is a batch by a reviewer whose remit does not say so.
	NotSkilled = fail.Define(fail.Denied, "casework.not-skilled",
		words.Text{Zh: "批量核定只给分管范围里标明“熟练”的复核员。", En: "Several cases at once are approved by reviewers whose remit says that they are skilled."}, caseKept,
		words.Text{Zh: "请一件一件核定；需要批量的，请管理员设置分管范围。", En: "Decide them one by one; for more, have the administrator set the remit."})
	// BadBatch is a batch of no case, or of too many.
	BadBatch = fail.Define(fail.Invalid, "casework.batch",
		words.Text{Zh: "一次批量核定1至{most}件。", En: "A batch has 1 to {most} cases."}, caseKept,
		words.Text{Zh: "请勾选要核定的办件。", En: "Tick the cases to approve."})
	// OtherItem is a case of another matter in a batch.
	OtherItem = fail.Define(fail.Invalid, "casework.other-item",
		words.Text{Zh: "这一件是另一个事项，一次只批量核定一个事项。", En: "This case is of another item; a batch is of one."}, caseKept, lookAgain)
	// NotSimple is a case that needs a look of its own.
	NotSimple = fail.Define(fail.Blocked, "casework.not-simple",
		words.Text{Zh: "这一件有需要看的地方，不能批量核定。", En: "There is something to look at in this case; it is not approved in a batch."}, caseKept,
		words.Text{Zh: "请打开这一件，看过提醒再核定。", En: "Open it, look at what it warns of, then decide it."})
	// NoHandOver is work that cannot be handed over so.
	NoHandOver = fail.Define(fail.Invalid, "casework.hand-over",
		words.Text{Zh: "交接要选两个同一角色、没有停用接手账号的人，并写明原因（60字以内）。", En: "Work is handed to somebody of the same role whose account is open, with a reason of at most 60 characters."},
		words.Text{Zh: "没有交接任何办件。", En: "Nothing was handed over."},
		words.Text{Zh: "请重新选择交出人和接手人。", En: "Choose both again."})
)

// The faults of a form.
var (
	// UnknownField is an answer to a question the item does not ask.
	UnknownField = fail.Define(fail.Invalid, "casework.unknown-field",
		words.Text{Zh: "这个事项没有“{field}”这一项。", En: "This item has no field “{field}”."}, draftKept,
		words.Text{Zh: "请刷新页面再填。", En: "Reload the page and fill it in again."})
	// LockedField is an answer to a question that the registers answer.
	LockedField = fail.Define(fail.Blocked, "casework.locked-field",
		words.Text{Zh: "“{field}”来自登记数据，不能在这里改。", En: "“{field}” comes from the register and is not changed here."}, draftKept,
		words.Text{Zh: "登记有误的，请先办信息变更。", En: "If the register is wrong, have it changed first."})
	// NoChoice is an answer that is none of the choices.
	NoChoice = fail.Define(fail.Invalid, "casework.no-choice",
		words.Text{Zh: "“{field}”请从列出的选项里选。", En: "Choose “{field}” from the list."}, draftKept,
		words.Text{Zh: "请重新选择。", En: "Choose again."})
	// BadPhone is not a telephone number.
	BadPhone = fail.Define(fail.Invalid, "casework.phone",
		words.Text{Zh: "电话号码应为11位手机号，或带区号的固定电话。", En: "A phone number has 11 digits, or is a landline with its area code."}, draftKept,
		words.Text{Zh: "请逐位核对后重新输入。", En: "Compare it and type it again."})
	// BadNumber is not a count: a whole number, not below zero.
	BadNumber = fail.Define(fail.Invalid, "casework.number",
		words.Text{Zh: "“{field}”应为零或者正整数。", En: "“{field}” is a whole number, zero or more."}, draftKept,
		words.Text{Zh: "请重新输入。", En: "Type it again."})
	// BadMoney is not an amount in yuan.
	BadMoney = fail.Define(fail.Invalid, "casework.money",
		words.Text{Zh: "“{field}”应为金额（元），最多两位小数。", En: "“{field}” is an amount in yuan with at most two decimals."}, draftKept,
		words.Text{Zh: "请重新输入。", En: "Type it again."})
	// TooLong is more text than the field takes.
	TooLong = fail.Define(fail.Invalid, "casework.too-long",
		words.Text{Zh: "“{field}”最多{count}个字。", En: "“{field}” takes at most {count} characters."}, draftKept,
		words.Text{Zh: "请写短一些。", En: "Make it shorter."})
	// SamePersonAgent is an agent who is the applicant.
	SamePersonAgent = fail.Define(fail.Invalid, "casework.agent-is-self",
		words.Text{Zh: "代办人和申请人是同一个人。", En: "The agent is the applicant."}, draftKept,
		words.Text{Zh: "请改选“本人”，或填写代办人的证件号。", En: "Choose “the person”, or enter the agent's ID."})
)
