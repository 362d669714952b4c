package desk

import "renshe/internal/words"

// Disputes: complaints, mediations, arbitrations, petitions.
var (
	wCourseHead     = words.Text{Zh: "办到哪一步", En: "Where it stands"}
	wStageDue       = words.Text{Zh: "正在办理，最迟{date}有结果（{rule}）", En: "under way, ends by {date} at the latest ({rule})"}
	wStageStands    = words.Text{Zh: "正在办理，从{date}起中止计时（{rule}）", En: "under way; the clock stands since {date} ({rule})"}
	wStageNoLimit   = words.Text{Zh: "正在办理。{why}", En: "under way; {why}"}
	wStageEnded     = words.Text{Zh: "{date}：{end}。{says}", En: "{date}: {end}. {says}"}
	wStageAhead     = words.Text{Zh: "可能的下一步，{limit}", En: "may follow; {limit}"}
	wStageAsked     = words.Text{Zh: "{title}（{date}请求）", En: "{title} (asked for on {date})"}
	wStageAskedLate = words.Text{Zh: "{title}（{date}请求，已过最后日期，是否受理由该机关决定）", En: "{title} (asked for on {date}, after the last day: whether it is admitted is for that organ)"}

	wTasksHead     = words.Text{Zh: "这个阶段里的任务", En: "Tasks of this stage"}
	wTask          = words.Text{Zh: "任务", En: "Task"}
	wTaskDue       = words.Text{Zh: "最迟", En: "At the latest"}
	wTaskRule      = words.Text{Zh: "依据", En: "Basis"}
	wTaskOpen      = words.Text{Zh: "待办", En: "to do"}
	wTaskParty     = words.Text{Zh: "等当事人", En: "waits for the party"}
	wTaskWaits     = words.Text{Zh: "前一项完成后开始", En: "begins when the one before is done"}
	wTaskDoneOn    = words.Text{Zh: "{date}已完成", En: "done on {date}"}
	wTaskLate      = words.Text{Zh: "已过最后日期", En: "past its last day"}
	wTaskAppointed = words.Text{Zh: "定于{date}", En: "appointed for {date}"}
	wTaskNotice    = words.Text{Zh: "{notice}前通知（{rule}）；{postponed}前可请求延期（{postponed-rule}）", En: "told by {notice} ({rule}); a postponement is asked for by {postponed} ({postponed-rule})"}
	wTaskFirst     = words.Text{Zh: "最早可以定在{date}（{rule}）", En: "{date} at the earliest ({rule})"}

	wEndStage     = words.Text{Zh: "登记这个阶段的结果", En: "Record how this stage ends"}
	wEndStageSay  = words.Text{Zh: "选一个结果；当事人会收到文书，上面写明理由、接下来的阶段和救济途径。", En: "Choose one; the party gets a letter with the reasons, what comes next and what can be done about it."}
	wEndStageTold = words.Text{Zh: "已登记阶段结果 · 文书号", En: "The stage has ended · letter"}
	wEndHow       = words.Text{Zh: "结果", En: "How it ends"}
	wEndNext      = words.Text{Zh: "{says} 接下来：{stage}。", En: "{says} Next: {stage}."}
	wEndNeeds     = words.Text{Zh: "{says} 要写理由。", En: "{says} Reasons are needed."}
	wEndUntil     = words.Text{Zh: "{says} 最迟{date}可以选。", En: "{says} Possible until {date}."}
	wEndSays      = words.Text{Zh: "理由，或者处理的内容", En: "Reasons, or what was decided"}
	wEndSaysHint  = words.Text{Zh: "写进文书；上面标明要写理由的必须写。", En: "It goes into the letter; an end that says so needs it."}
	wEndOn        = words.Text{Zh: "该机关作出的日期", En: "The day on which that organ decided"}
	wDoTask       = words.Text{Zh: "登记任务", En: "Record a task"}
	wDoTaskSay    = words.Text{Zh: "做完的，写做完的那天；开庭这样要定日子的，写定在哪天。", En: "Enter the day on which it was done; of a hearing, the day that is appointed."}
	wDoTaskTold   = words.Text{Zh: "已登记任务", En: "Recorded"}
	wDoTaskOn     = words.Text{Zh: "日期", En: "Day"}
	wDoTaskSays   = words.Text{Zh: "地点、经过（可以不填）", En: "Where, how (may be left out)"}
	wAskDo        = words.Text{Zh: "登记复查、复核请求", En: "Record a request for review"}
	wAskSay       = words.Text{Zh: "当事人不服，请求上一级机关复查或者复核。逾期的照样登记，是否受理由该机关决定。", En: "The party disagrees and asks the organ above. A late request is recorded all the same; whether it is admitted is for that organ."}
	wAskTold      = words.Text{Zh: "已登记请求 · 告知书号", En: "The request is recorded · notice"}
	wAskOn        = words.Text{Zh: "收到请求的日期", En: "The day on which it was received"}
	wAskUntil     = words.Text{Zh: "最迟{date}（{rule}）。", En: "Until {date} ({rule})."}
	wAskUntilLate = words.Text{Zh: "最后日期{date}已经过了（{rule}），照样登记。", En: "The last day, {date}, has passed ({rule}); it is recorded all the same."}
	wAskUntilLong = words.Text{Zh: "{long}（{rule}）；登记送达后能算出最后日期。", En: "{long} ({rule}); the last day is computed once the delivery is recorded."}
	wAskWhat      = words.Text{Zh: "请求的内容", En: "What is asked for"}
)
