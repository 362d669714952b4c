package desk

import "renshe/internal/words"

// Colleagues: absences, remits, hand-over, several cases at once.
var (
	wTeam           = words.Text{Zh: "同事和交接", En: "Colleagues and hand-over"}
	wTeamLead       = words.Text{Zh: "谁不在岗、谁分管哪里；新受理的办件按这些分给复核员。", En: "Who is away and who reviews what; accepted cases are shared out by it."}
	wNameRole       = words.Text{Zh: "{name}（{role}）", En: "{name} ({role})"}
	wAway           = words.Text{Zh: "不在岗", En: "Away"}
	wNobodyAway     = words.Text{Zh: "今天起没有登记不在岗的人。", En: "Nobody is entered as away from today on."}
	wAwayLine       = words.Text{Zh: "{name}：{kind}，{from} 至 {until}", En: "{name}: {kind}, {from} to {until}"}
	wIsBack         = words.Text{Zh: "今天已回岗", En: "Is back today"}
	wBackSaved      = words.Text{Zh: "已登记回岗", En: "The return is entered"}
	wAwayFrom       = words.Text{Zh: "从哪天", En: "From"}
	wAwayUntil      = words.Text{Zh: "到哪天（含）", En: "Until, that day too"}
	wAbsenceSave    = words.Text{Zh: "登记不在岗", En: "Enter the absence"}
	wAbsenceSaved   = words.Text{Zh: "不在岗已登记；这几天的新办件分给别的复核员", En: "The absence is entered; new cases of these days go to others"}
	wRemits         = words.Text{Zh: "复核分管范围", En: "Who reviews what"}
	wNoRemit        = words.Text{Zh: "还没有设置分管范围，新办件按手头件数分。", En: "No remit is set; new cases go to whoever has the least to do."}
	wRemitSay       = words.Text{Zh: "先按乡镇和熟练程度分，再分给手头最少的人；经手受理的人永远不分到自己的件。分到谁，别的复核员也可以办。", En: "Cases go by township and skill, then to whoever has the least to do, and never to who took them in. Another reviewer may still decide them."}
	wRemitTowns     = words.Text{Zh: "分管乡镇（街道）", En: "Townships"}
	wRemitTownsHint = words.Text{Zh: "一个不选就是全县", En: "none chosen is the whole county"}
	wAllTowns       = words.Text{Zh: "全县", En: "the whole county"}
	wRemitSkilled   = words.Text{Zh: "熟练：核定待遇金额，可以批量核定", En: "Skilled: decides benefits, and several cases at once"}
	wRemitSet       = words.Text{Zh: "设置分管范围", En: "Set a remit"}
	wRemitSave      = words.Text{Zh: "保存分管范围", En: "Save the remit"}
	wRemitSaved     = words.Text{Zh: "分管范围已保存，从今天起按它分", En: "The remit is saved and holds from today on"}
	wHandOver       = words.Text{Zh: "离岗交接", En: "Hand over the work of who leaves"}
	wHandOverSay    = words.Text{Zh: "交出人的草稿、待补齐、待复核、待答复的办件全部转给接手人；谁经手过什么照原样留着，经手受理的人不会分到自己受理的复核件。", En: "All drafts, cases to complete, to review and awaiting an answer go to the successor. Who did what stays on record, and nobody gets a case to review that he took in."}
	wLeaver         = words.Text{Zh: "交出人", En: "Who leaves"}
	wSuccessor      = words.Text{Zh: "接手人", En: "Who takes over"}
	wHandOverDo     = words.Text{Zh: "交接全部办件", En: "Hand over all cases"}
	wHandedOver     = words.Text{Zh: "已交接：草稿 {drafts} 件，在办 {waiting} 件；{left} 件因接手人经手过受理，仍留在原处。", En: "Handed over: {drafts} drafts and {waiting} open cases; {left} stay where they are, for the successor took them in."}
	wTakenOver      = words.Text{Zh: "这件已转到您的名下", En: "The case is on your list now"}
	wTakeOver       = words.Text{Zh: "转到我名下办", En: "Take it over"}
	wAssignedTo     = words.Text{Zh: "分给", En: "Assigned to"}
	wQueueMine      = words.Text{Zh: "分给我的", En: "Mine"}
	wQueueAll       = words.Text{Zh: "全部", En: "Everybody's"}
	wQueueAbsent    = words.Text{Zh: "不在岗同事的", En: "Of absent colleagues"}
	wBatch          = words.Text{Zh: "批量核定", En: "Several at once"}
	wBatchLead      = words.Text{Zh: "只列没有任何提醒、规则算下来符合条件的办件。每一件单独核对、单独出决定书；办不成的写明原因，留在原处。", En: "Only cases that nothing warns of and that the rules allow. Each is checked by itself and has its own letter; one that fails is named and left."}
	wBatchShow      = words.Text{Zh: "列出可以批量核定的", En: "List the simple ones"}
	wBatchCases     = words.Text{Zh: "要核定通过的办件", En: "Cases to approve"}
	wBatchLine      = words.Text{Zh: "{name}（尾号 {tail}） {number}", En: "{name} (ID …{tail}) {number}"}
	wBatchAmount    = words.Text{Zh: "{place}，每月 {amount} 元", En: "{place}, {amount} yuan a month"}
	wBatchApprove   = words.Text{Zh: "核定勾选的办件", En: "Approve what is ticked"}
	wBatchNone      = words.Text{Zh: "这个事项没有可以批量核定的办件。", En: "No case of this item can be approved so."}
	wBatchDone      = words.Text{Zh: "批量核定的结果", En: "What became of each"}
	wBatchApproved  = words.Text{Zh: "核定通过", En: "approved"}
	wBatchLeft      = words.Text{Zh: "没有办，留在原处", En: "left as it was"}
)
