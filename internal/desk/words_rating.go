package desk

import "renshe/internal/words"

// Ratings and call-backs.
var (
	wCallBacks       = words.Text{Zh: "差评回访", En: "Call-backs"}
	wCallBacksLead   = words.Text{Zh: "群众不满意的事，由没有经手的人回访、改正、记结果。", En: "What people were dissatisfied with: somebody who had no part in it calls back, puts right what can be, and records it."}
	wNoCallBacks     = words.Text{Zh: "没有等待回访的差评。", En: "No call-back waits."}
	wNoCallBacksNext = words.Text{Zh: "群众在回执上扫码评价，不满意的会列在这里。", En: "People rate by the code on their letter; who is dissatisfied appears here."}
	wCallBacksMore   = words.Text{Zh: "还有更多，办完上面的再列出。", En: "More follow when these are closed."}
	wCallBackTo      = words.Text{Zh: "回访 {name}", En: "Call {name} back"}
	wCallBackOwn     = words.Text{Zh: "这件事您经手过，由没有经手的同事回访；评价的原话不给经手人看。", En: "You took part in this matter: a colleague calls back, and what was written is not shown to you."}
	wRatingLevel     = words.Text{Zh: "满意程度", En: "Satisfaction"}
	wRatingWords     = words.Text{Zh: "原话", En: "In their words"}
	wRatedAt         = words.Text{Zh: "评价时间", En: "Rated at"}
	wOutcome         = words.Text{Zh: "回访结果", En: "How it ended"}
	wChooseOutcome   = words.Text{Zh: "请选择", En: "Choose"}
	wSaid            = words.Text{Zh: "怎么处理的", En: "What was done"}
	wCallBackClose   = words.Text{Zh: "记下回访结果", En: "Record the call-back"}
	wCallBackDone    = words.Text{Zh: "回访已办结", En: "The call-back is closed"}
	wCallBacksClosed = words.Text{Zh: "已办结的回访", En: "Closed call-backs"}
	wNoneClosed      = words.Text{Zh: "还没有办结的回访。", En: "No call-back is closed yet."}
	wPromiseHead     = words.Text{Zh: "本县承诺的回访期限", En: "The county's promise"}
	wPromiseSay      = words.Text{Zh: "没有查到法律规定的回访期限，由县里自己承诺；只对以后的评价起算。", En: "No law was found that sets a limit; the county promises one itself. It holds for ratings from now on."}
	wPromiseField    = words.Text{Zh: "回访期限", En: "Call back within"}
	wWorkingDays     = words.Text{Zh: "个工作日", En: "working days"}
	wPromiseSave     = words.Text{Zh: "保存承诺", En: "Save the promise"}
	wPromiseSaved    = words.Text{Zh: "承诺期限已保存", En: "The promise is saved"}
	wPromiseNone     = words.Text{Zh: "县里还没有承诺回访期限，所以不显示到期日。", En: "The county has promised no time, so no due date is shown."}
	wPromiseDays     = words.Text{Zh: "本县承诺：{n}个工作日内回访（这是本县的承诺，不是法律规定）。", En: "The county promises to call back within {n} working days (its own promise, not a limit of law)."}
	wPromiseHouse    = words.Text{Zh: "本县承诺，不是法律规定", En: "the county's own promise, not law"}
	wRateHow         = words.Text{Zh: "办完后请自愿评价：扫右上角的码，点“评价”；或在 {site} 输入核验码。", En: "When the matter has ended you may rate it: scan the code, choose Rate; or type the code at {site}."}
)
