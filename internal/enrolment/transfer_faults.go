package enrolment

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

// ruleDrawing is the document that lets nobody transfer who draws the pension; its article was not found.
const ruleDrawing = "国发〔2014〕8号"

// The faults of transfers.
var (
	NoTransfer = fail.Define(fail.NotFound, "enrolment.no-transfer",
		words.Text{Zh: "没有第 {id} 号关系转移。", En: "There is no transfer {id}."}, nothingSaved,
		words.Text{Zh: "请从关系转移清单里打开。", En: "Open it from the list of transfers."})
	TransferOpen = fail.Define(fail.Conflict, "enrolment.transfer-open",
		words.Text{Zh: "这个人已有一笔关系转移正在办理。", En: "A transfer of this person is under way already."}, nothingSaved,
		words.Text{Zh: "请先办完或取消那一笔。", En: "Finish or cancel that one first."})
	TransferChanged = fail.Define(fail.Conflict, "enrolment.transfer-changed",
		words.Text{Zh: "这笔转移刚被别人办过一步。", En: "Somebody has just taken a step of this transfer."}, nothingSaved,
		words.Text{Zh: "请刷新后再看。", En: "Look at it again."})
	TransferWaits = fail.Define(fail.Blocked, "enrolment.transfer-waits",
		words.Text{Zh: "“{step}”正等待另一人复核。", En: "“{step}” waits for another person."}, nothingSaved,
		words.Text{Zh: "请先在待复核里确认或退回。", En: "Have it confirmed or sent back first."})
	WrongTransferState = fail.Define(fail.Blocked, "enrolment.transfer-state",
		words.Text{Zh: "这笔转移现在是“{state}”，不能办这一步。", En: "The transfer is “{state}”; this step cannot be taken now."}, nothingSaved,
		words.Text{Zh: "请按页面上可以办的步骤办理。", En: "Take one of the steps that its page offers."})
	Moving = fail.Define(fail.Blocked, "enrolment.moving",
		words.Text{Zh: "养老保险关系正在转出，缴费记录和个人账户已经冻结。", En: "The relation is being transferred; history and account are frozen."}, nothingSaved,
		words.Text{Zh: "请在新参保地办理；转移取消后再在本县办。", En: "Have it done at the new place, or here once the transfer is cancelled."})
	AlreadyDrawing = fail.Define(fail.Blocked, "enrolment.drawing",
		words.Text{Zh: "已经领取养老待遇，关系不再转移。", En: "Who has drawn the pension keeps the relation where it is."}, nothingSaved,
		words.Text{Zh: "待遇继续由原参保地发放。", En: "The place that pays the pension goes on paying it."})
	NothingToMove = fail.Define(fail.Blocked, "enrolment.nothing-to-move",
		words.Text{Zh: "个人账户没有余额，没有可以转移的资金。", En: "The account is empty: there is no money to transfer."}, nothingSaved,
		words.Text{Zh: "可以直接在新参保地参保，本县办理注销登记。", En: "Join at the new place, and cancel the membership here."})
	BadJoined = fail.Define(fail.Invalid, "enrolment.joined",
		words.Text{Zh: "参保时间应在1950年至本月之间。", En: "The relation began neither before 1950 nor after this month."}, nothingSaved,
		words.Text{Zh: "请对照对方的函件。", En: "Compare it with the other agency's letter."})
	BadAgency = fail.Define(fail.Invalid, "enrolment.agency",
		words.Text{Zh: "请写明对方经办机构和地区（60字以内）。", En: "Name the other agency and its place, in at most 60 characters."}, nothingSaved,
		words.Text{Zh: "按联系函上的全称填写。", En: "Write them as on the letter."})
	BadAgencyAccount = fail.Define(fail.Invalid, "enrolment.agency-account",
		words.Text{Zh: "对方收款账户要有户名、开户行和8至34位账号（数字、字母或短横）。", En: "The other agency's account takes a holder, a bank and a number of 8 to 34 digits, letters or hyphens."}, nothingSaved,
		words.Text{Zh: "按联系函上的收款信息填写。", En: "Write it as on the letter."})
	NoAgencyAccount = fail.Define(fail.Blocked, "enrolment.no-agency-account",
		words.Text{Zh: "还没有登记对方收款账户。", En: "The other agency's account is not on file."}, nothingSaved,
		words.Text{Zh: "请在“函告对方”一步登记。", En: "Record it where the other agency is told."})
	BadPaper = fail.Define(fail.Invalid, "enrolment.paper",
		words.Text{Zh: "请写明文号或银行流水号（60字以内）和日期，日期不能晚于今天；说明不超过200字。", En: "Give the number of the letter or the bank's reference (60 characters at most) and its day, which is not later than today; a remark has 200 characters at most."}, nothingSaved,
		words.Text{Zh: "请对照函件或银行回单。", En: "Compare it with the letter or the bank's slip."})
	BadMoney = fail.Define(fail.Invalid, "enrolment.transfer-money",
		words.Text{Zh: "到账金额应大于零。", En: "The amount that came is above zero."}, nothingSaved,
		words.Text{Zh: "请对照银行回单。", En: "Compare it with the bank's slip."})
	BadLine = fail.Define(fail.Invalid, "enrolment.transfer-line",
		words.Text{Zh: "第{line}行：{what}。", En: "Line {line}: {what}."}, nothingSaved,
		words.Text{Zh: "请对照对方的缴费明细改正这一行。", En: "Correct the line by the other agency's history."})
	BadTotals = fail.Define(fail.Invalid, "enrolment.transfer-totals",
		words.Text{Zh: "{what}：明细合计 {sum}，对方写的是 {said}。", En: "{what}: the lines add up to {sum}, the announcement says {said}."}, nothingSaved,
		words.Text{Zh: "请核对有没有漏行或写错。", En: "Look for a line left out or written wrong."})
	BadTransferFile = fail.Define(fail.Invalid, "enrolment.transfer-file",
		words.Text{Zh: "这不是一份完整的转移信息文件：{what}。", En: "This is no whole transfer file: {what}."}, nothingSaved,
		words.Text{Zh: "请向对方重新要一份。", En: "Ask the other agency for it again."})
	TransferDiffers = fail.Define(fail.Blocked, "enrolment.transfer-differs",
		words.Text{Zh: "函告 {announced} 元，到账 {arrived} 元，不一致，不能记入。", En: "{announced} yuan were announced and {arrived} have come: it cannot be credited."}, nothingSaved,
		words.Text{Zh: "请让对方补足，或更正函告，或退还对方。", En: "Have the rest paid or the announcement corrected, or send the money back."})
	YearsTwice = fail.Define(fail.Blocked, "enrolment.years-twice",
		words.Text{Zh: "这些年度本县已有缴费：{years}，同一年度不能记两次。", En: "These years are paid here already: {years}. No year counts twice."}, nothingSaved,
		words.Text{Zh: "请先办理重复缴费退费（R16），或请对方更正函告。", En: "Have the double contributions refunded first (R16), or the announcement corrected."})
	HistoryMoved = fail.Define(fail.Conflict, "enrolment.history-moved",
		words.Text{Zh: "个人账户与函告对方的明细不一致了。", En: "The account is no longer what the other agency was told."}, nothingSaved,
		words.Text{Zh: "请撤销列支、取消这笔转移，重新核定。", En: "Undo the order, cancel the transfer and decide it anew."})
)
