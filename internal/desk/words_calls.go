package desk

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

// The record of calls.
var (
	wCallHead       = words.Text{Zh: "接待登记", En: "Calls"}
	wCallNow        = words.Text{Zh: "正在接待，{at} 开始", En: "being received since {at}"}
	wCallNowOf      = words.Text{Zh: "正在接待 {name}，{at} 开始", En: "receiving {name} since {at}"}
	wCallEnd        = words.Text{Zh: "接待完了", En: "The call has ended"}
	wCallEnded      = words.Text{Zh: "接待已记完", En: "The call has ended and is logged"}
	wCallAsked      = words.Text{Zh: "只是来问，登记一次", En: "Only asked: log it"}
	wCallLogged     = words.Text{Zh: "已登记一次接待，{n} 分钟（{by}）。可以在日结单里更正。", En: "A call of {n} minutes is logged ({by}). It can be corrected on the end-of-day account."}
	wCallEnter      = words.Text{Zh: "补记接待", En: "Enter a call afterwards"}
	wCallCorrect    = words.Text{Zh: "更正接待", En: "Correct a call"}
	wCallOwn        = words.Text{Zh: "这是您自己的工作记录，只有您看得到、改得了；县局只看各站所的合计。", En: "This is your own record of work: only you see and correct it; the county sees the stations' sums."}
	wCallNobody     = words.Text{Zh: "不记名", En: "nobody named"}
	wAreaUnsaid     = words.Text{Zh: "（不填）", En: "(not said)"}
	wCallAt         = words.Text{Zh: "开始", En: "Began"}
	wCallAtHint     = words.Text{Zh: "24小时制，例如 9:30", En: "24 hours, such as 9:30"}
	wCallWhat       = words.Text{Zh: "什么事", En: "About"}
	wCallChannel    = words.Text{Zh: "方式", En: "How"}
	wCallMinutes    = words.Text{Zh: "时长（分钟）", En: "Minutes"}
	wCallHow        = words.Text{Zh: "时长来源", En: "Minutes by"}
	wCallCases      = words.Text{Zh: "办件", En: "Cases"}
	wCallOn         = words.Text{Zh: "接待中", En: "under way"}
	wCallSave       = words.Text{Zh: "保存接待记录", En: "Save the call"}
	wCallSaved      = words.Text{Zh: "接待记录已保存", En: "The call is saved"}
	wCallLeave      = words.Text{Zh: "不改了", En: "Leave it"}
	wCallMistake    = words.Text{Zh: "记错了，没有这次接待", En: "A mistake: there was no such call"}
	wCallMistakeSay = words.Text{Zh: "撤回后不再计入您的工作量；办件不受影响。", En: "Taken back it counts no more as your work; cases are not touched."}
	wCallTakeBack   = words.Text{Zh: "撤回这次接待", En: "Take the call back"}
	wCallGone       = words.Text{Zh: "接待记录已撤回", En: "The call was taken back"}
	wCallsHead      = words.Text{Zh: "这一天的接待", En: "The day's calls"}
	wCallsNone      = words.Text{Zh: "这一天还没有接待记录。", En: "No call is logged for this day."}
	wCallsNext      = words.Text{Zh: "给人开办件会自动登记；只是来问的，在“今日”或本人档案上点一下。", En: "Opening a case logs the call; for a mere question, one click on Today or on the person's file."}
	wMinutesUnit    = words.Text{Zh: "分钟", En: "minutes"}
	wTimesUnit      = words.Text{Zh: "人次", En: "calls"}
	wLettersUnit    = words.Text{Zh: "份", En: "letters"}

	badHour = fail.Define(fail.Invalid, "desk.hour",
		words.Text{Zh: "时间没有读懂。", En: "The time of day is not understood."}, words.Text{Zh: "填写的内容都在。", En: "What you entered is kept."},
		words.Text{Zh: "请按24小时制填写，例如 9:30 或 14:05。", En: "Enter it in 24 hours, such as 9:30 or 14:05."})
)

// The end-of-day account.
var (
	wDayTitle          = words.Text{Zh: "{date} 日结单", En: "Account of {date}"}
	wDayOf             = words.Text{Zh: "日期", En: "Day"}
	wDayMine           = words.Text{Zh: "我经手的", En: "By me"}
	wDayStation        = words.Text{Zh: "本站合计", En: "This station"}
	wDayLead           = words.Text{Zh: "按记录自动汇总，不用填。", En: "Drawn from the records; nothing is typed."}
	wDayNone           = words.Text{Zh: "这一天还没有经手办件。", En: "No case was handled on this day."}
	wDayNext           = words.Text{Zh: "有人来时，从“查人”开始。", En: "When somebody comes, begin with Find."}
	wDayBefore         = words.Text{Zh: "上一次日结是 {day}：结转草稿 {drafts} 件，到期和超期 {due} 件。", En: "The last day closed is {day}: {drafts} drafts were carried over, and {due} cases due or overdue."}
	wDayCalls          = words.Text{Zh: "接待", En: "Calls"}
	wDayCallsDefine    = words.Text{Zh: "您登记的接待，含正在接待的", En: "calls that you logged, the one under way too"}
	wDayAsked          = words.Text{Zh: "其中只咨询", En: "Of them only asked"}
	wDayAskedDefine    = words.Text{Zh: "没有开办件的接待", En: "calls from which no case came"}
	wDayMinutes        = words.Text{Zh: "接待时长", En: "Time with people"}
	wDayMinutesDefine  = words.Text{Zh: "按操作计或您更正的分钟数合计", En: "minutes by the desk's flow, or as you corrected them"}
	wDayTaken          = words.Text{Zh: "受理", En: "Taken in"}
	wDayTakenDefine    = words.Text{Zh: "这一天由您受理的办件", En: "cases that you took in on this day"}
	wDayFinished       = words.Text{Zh: "办结", En: "Finished"}
	wDayFinishedDefine = words.Text{Zh: "由您核定、即办或答复的办件", En: "cases that you decided, did at once or answered"}
	wDayReturned       = words.Text{Zh: "一次性告知", En: "Given a notice"}
	wDayReturnedDefine = words.Text{Zh: "缺材料、告知后等补齐的办件", En: "cases that lack something and wait to be completed"}
	wDayLetters        = words.Text{Zh: "出具文书", En: "Letters"}
	wDayLettersDefine  = words.Text{Zh: "由您出具的回执、告知书和决定书", En: "receipts, notices and decisions that you issued"}
	wDayOpen           = words.Text{Zh: "还没完的，结转到下一天", En: "Still open, carried over"}
	wDayOpenSay        = words.Text{Zh: "日结不会关掉任何一件：没办完的照样在待办里。", En: "Closing the day closes no case: what is open stays in To do."}
	wDayDue            = words.Text{Zh: "下一个工作日前到期", En: "Due by the next working day"}
	wDayDueDefine      = words.Text{Zh: "由您受理或复核、到下一个工作日为止到期的办件", En: "cases that you took in or review, due until the next working day"}
	wDayOverdueDefine  = words.Text{Zh: "由您受理或复核、已经超期的办件", En: "cases that you took in or review, past their limit"}
	wDayLeft           = words.Text{Zh: "结转的办件", En: "Cases carried over"}
	wDayNoneLeft       = words.Text{Zh: "没有要结转的办件。", En: "No case is carried over."}
	wDaySteps          = words.Text{Zh: "这一天的办件步骤", En: "The day's steps"}
	wDayEnding         = words.Text{Zh: "日结", En: "Close the day"}
	wDayNote           = words.Text{Zh: "交接说明", En: "Note"}
	wDayNoteHint       = words.Text{Zh: "写给明天的自己：设备、票据、要回的电话。不要写对群众的评价。", En: "For yourself tomorrow: equipment, vouchers, calls to return. Nothing about what people are like."}
	wDayEndDo          = words.Text{Zh: "日结这一天", En: "Close this day"}
	wDayDone           = words.Text{Zh: "{day} 已日结", En: "{day} is closed"}
	wDayClosedAt       = words.Text{Zh: "{at} 已日结", En: "Closed at {at}"}
	wDayUndo           = words.Text{Zh: "撤回日结", En: "Take the closing back"}
	wDayUndone         = words.Text{Zh: "{day} 的日结已撤回", En: "The closing of {day} was taken back"}
)
