package desk

import "renshe/internal/words"

// Clocks.
var (
	wClockHead        = words.Text{Zh: "办理时限", En: "Time limit"}
	wMoveGround       = words.Text{Zh: "{ground} · {rule}", En: "{ground} · {rule}"}
	wMoveExtended     = words.Text{Zh: "延长{n}天：{ground} · {rule}", En: "by {n} days: {ground} · {rule}"}
	wNoClockRule      = words.Text{Zh: "没有查到依据，只影响本地承诺的时限", En: "no document was found: the local promise alone"}
	wClockStands      = words.Text{Zh: "从{date}起中止计时，恢复后还有{n}天", En: "The clock stands since {date}; {n} days are left when it goes on"}
	wClockWarn        = words.Text{Zh: "从这天起提醒", En: "Urgent from this day"}
	wClockWarned      = words.Text{Zh: "已临近期限", En: "Urgent since this day"}
	wClockDue         = words.Text{Zh: "最迟办结", En: "Decided at the latest"}
	wClockOver        = words.Text{Zh: "最迟办结，已超期{n}天", En: "Decided at the latest: {n} days ago"}
	wClockLegal       = words.Text{Zh: "法定最后期限", En: "The law's last day"}
	wClockProvisional = words.Text{Zh: "{rule} · 暂定：放假安排只公布到{date}", En: "{rule} · provisional: the calendar is published through {date}"}
	wDueProvisional   = words.Text{Zh: "暂定：放假安排只公布到{date}", En: "provisional: the calendar is published through {date}"}
	wClockPause       = words.Text{Zh: "中止计时", En: "Let the clock stand"}
	wClockPauseSay    = words.Text{Zh: "从明天起的日子不计入时限，直到恢复。只有列出的理由可以中止。", En: "The days from tomorrow do not count until it is resumed. Only the grounds listed allow it."}
	wClockResume      = words.Text{Zh: "恢复计时", En: "Let the clock go on"}
	wClockResumeSay   = words.Text{Zh: "从明天起接着算，剩多少还是多少。", En: "From tomorrow the days count again; what was left is left."}
	wClockExtend      = words.Text{Zh: "延长时限", En: "Extend the limit"}
	wExtendSay        = words.Text{Zh: "只能延长一次，申请人会收到告知书。", En: "Once only; the applicant gets a notice."}
	wMoreActs         = words.Text{Zh: "还可以办", En: "What else can be done"}
	wExtendMost       = words.Text{Zh: "最多{n}天（{rule}）。", En: "At most {n} days ({rule})."}
	wClockGround      = words.Text{Zh: "理由", En: "Ground"}
	wClockDays        = words.Text{Zh: "延长几天", En: "By how many days"}
	wClockSays        = words.Text{Zh: "具体情况", En: "What it is about"}
	wClockSaysHint    = words.Text{Zh: "写进告知书，申请人会看到。", En: "It goes into the notice to the applicant."}
	wClockPaused      = words.Text{Zh: "已中止计时 · 告知书号", En: "The clock stands · notice"}
	wClockResumed     = words.Text{Zh: "已恢复计时 · 告知书号", En: "The clock goes on · notice"}
	wClockExtended    = words.Text{Zh: "已延长时限 · 告知书号", En: "The limit is extended · notice"}
	wClocksTitle      = words.Text{Zh: "临期和超期", En: "Urgent and overdue"}
	wClocksCounty     = words.Text{Zh: "全县的办件，按事项看；超期的已经报到县局。", En: "The county's cases by matter; what is overdue was told to the county."}
	wClocksStation    = words.Text{Zh: "本站的办件，按事项看。", En: "This station's cases by matter."}
	wClocksBy         = words.Text{Zh: "按事项", En: "By matter"}
	wClocksOver       = words.Text{Zh: "已超期", En: "Overdue"}
	wClocksToday      = words.Text{Zh: "今天到期", En: "Due today"}
	wClocksSoon       = words.Text{Zh: "临近期限", En: "Urgent"}
	wClocksCases      = words.Text{Zh: "办件，最早到期的在前", En: "Cases, the earliest due date first"}
	wClocksAll        = words.Text{Zh: "看全部事项", En: "All matters"}
	wClocksNone       = words.Text{Zh: "没有临期或者超期的办件。", En: "Nothing is urgent or overdue."}
	wClocksNoneSay    = words.Text{Zh: "还剩五分之一时限的办件会出现在这里。", En: "Cases with a fifth of their limit left appear here."}
	wClocksOpen       = words.Text{Zh: "看临期和超期的办件", En: "See what is urgent and overdue"}
)
