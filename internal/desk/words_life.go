package desk

import "renshe/internal/words"

// A case's life beside its steps.
var (
	wActsHead        = words.Text{Zh: "送达、归档和变动", En: "Delivery, archive and changes"}
	wTransferStands  = words.Text{Zh: "关系转移", En: "Transfer of the relation"}
	wActReason       = words.Text{Zh: "原因", En: "Why"}
	wDeliver         = words.Text{Zh: "登记送达", En: "Record the delivery"}
	wDeliverSay      = words.Text{Zh: "申请人拿到结果的那一天；复议、诉讼的期限从这天起算。", En: "The day on which the applicant got the outcome; the limits of the remedies run from it."}
	wDeliverHow      = words.Text{Zh: "怎样送达", En: "How"}
	wDeliverOn       = words.Text{Zh: "哪天送达", En: "On which day"}
	wDelivered       = words.Text{Zh: "已登记送达", En: "The delivery is recorded"}
	wArchive         = words.Text{Zh: "归档", En: "Archive"}
	wArchiveSay      = words.Text{Zh: "办结并送达以后归档；档案还能查看，不再变动。", En: "After the delivery the file is archived: it can be read, and does not change."}
	wArchiveClass    = words.Text{Zh: "归档类别", En: "Class"}
	wArchived        = words.Text{Zh: "已归档", En: "Archived"}
	wArchivedUnder   = words.Text{Zh: "{class} · {length}", En: "{class} · {length}"}
	wReturnCase      = words.Text{Zh: "退回站点更正", En: "Give back to the station"}
	wReturnCaseSay   = words.Text{Zh: "时限照常走；站点改好后用原编号再提交。", En: "The clock runs on; the station hands it in again under its number."}
	wReturnedCase    = words.Text{Zh: "已退回站点", En: "Given back"}
	wMoveCase        = words.Text{Zh: "转到另一站点", En: "Move to another station"}
	wMoveCaseSay     = words.Text{Zh: "受理编号和时限都不变。", En: "Number and clock stay as they are."}
	wMovedCase       = words.Text{Zh: "已转到另一站点", En: "Moved"}
	wStation         = words.Text{Zh: "站点", En: "Station"}
	wTransferCase    = words.Text{Zh: "转外地办理", En: "Transfer to another county"}
	wTransferCaseSay = words.Text{Zh: "这件事归外地办理时用：本地办件结束，打印告知书，写明到哪里、找谁办。", En: "When the matter belongs elsewhere: the case ends here, and a notice says where it is handled and by whom."}
	wTransferTo      = words.Text{Zh: "哪个县（市、区），六位代码", En: "Which county, by its six digits"}
	wTransferToHint  = words.Text{Zh: "例如 430703 是鼎城区。", En: "430703 for instance is Dingcheng."}
	wTransferredCase = words.Text{Zh: "已转外地 · 告知书号", En: "Transferred · notice"}
	wReopenCase      = words.Text{Zh: "重新办理", En: "Reopen"}
	wReopenCaseSay   = words.Text{Zh: "由作出决定以外的人开启；原决定书作废，时限重新起算。", En: "By another person than the one who decided; the decision's letter becomes invalid and the clock begins anew."}
	wReopenedCase    = words.Text{Zh: "已重新办理 · 告知书号", En: "Reopened · notice"}
	wCorrectCase     = words.Text{Zh: "更正文书", En: "Correct the letter"}
	wCorrectCaseSay  = words.Text{Zh: "决定不变，只改写错的内容：原文书作废，换发新的。登记已经更正的，只写原因即可。", En: "The decision stays; what was written wrong is put right: the old letter becomes invalid and a new one is printed. If the register was corrected, the reason is enough."}
	wCorrectWhat     = words.Text{Zh: "哪一项写错了", En: "Which answer is wrong"}
	wCorrectWhatHint = words.Text{Zh: "登记里的姓名等已经更正的，不用选。", En: "Leave it open when the register was corrected."}
	wCorrectRight    = words.Text{Zh: "正确的内容", En: "What is right"}
	wCorrectedCase   = words.Text{Zh: "已更正 · 告知书号", En: "Corrected · notice"}
	wDebtWhat        = words.Text{Zh: "哪一项", En: "Which"}
	wDebtDue         = words.Text{Zh: "最迟{date}（{rule}）", En: "by {date} ({rule})"}
	wDebtMet         = words.Text{Zh: "登记补交", En: "Record the paper that followed"}
	wDebtMetSay      = words.Text{Zh: "容缺受理时说好补交的材料收到了。", En: "A paper that was to follow is here."}
	wDebtMetTold     = words.Text{Zh: "已登记补交", En: "Recorded"}
	wCommitment      = words.Text{Zh: "核实承诺", En: "Verify a commitment"}
	wCommitmentSay   = words.Text{Zh: "对照记录核实申请人的承诺；不实的按规定处理，并告知本人。", En: "Hold the applicant's commitment against the record; one that is not true is handled, and he is told."}
	wCommitmentTold  = words.Text{Zh: "已登记核实结果", En: "Recorded"}
	wCommitmentFound = words.Text{Zh: "核实结果", En: "Found"}
	wCommitmentTrue  = words.Text{Zh: "属实", En: "It is true"}
	wCommitmentFalse = words.Text{Zh: "不实", En: "It is not true"}
	wCommitmentHint  = words.Text{Zh: "不实的写明查到了什么。", En: "If it is not true: what was found."}
	wLaterQ          = words.Text{Zh: "容缺：先受理，以后补交的材料", En: "To follow after the acceptance"}
	wCommitmentQ     = words.Text{Zh: "以书面承诺代替的材料", En: "Replaced by a written commitment"}
	wLaterHint       = words.Text{Zh: "{n}天内补交（{rule}）", En: "within {n} days ({rule})"}
	wPaperLater      = words.Text{Zh: "容缺，待补交", En: "to follow"}
	wPaperCommitted  = words.Text{Zh: "书面承诺", En: "commitment"}
)
