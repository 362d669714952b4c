package desk

import "renshe/internal/words"

// Navigation and what every page shares.
var (
	wToday     = words.Text{Zh: "今日", En: "Today"}
	wFind      = words.Text{Zh: "查人", En: "Find"}
	wMatters   = words.Text{Zh: "办事", En: "Start"}
	wWaiting   = words.Text{Zh: "待办", En: "To do"}
	wPrints    = words.Text{Zh: "打印", En: "Print"}
	wReviews   = words.Text{Zh: "核定", En: "Decide"}
	wRuns      = words.Text{Zh: "发放", En: "Pay"}
	wBooks     = words.Text{Zh: "账簿", En: "Books"}
	wHelp      = words.Text{Zh: "帮助和快捷键", En: "Help and keys"}
	wSettings  = words.Text{Zh: "显示设置", En: "Display settings"}
	wBoard     = words.Text{Zh: "县级看板", En: "County board"}
	wBoardLead = words.Text{Zh: "五个数、各乡镇、发放与对账。", En: "Five numbers, the townships, payments and reconciliation."}
	wDayEnd    = words.Text{Zh: "日结单", En: "End-of-day account"}
	wYears     = words.Text{Zh: "{n} 岁", En: "aged {n}"}
	wDied      = words.Text{Zh: "已于 {date} 去世", En: "died on {date}"}
	wYes       = words.Text{Zh: "是", En: "Yes"}
	wNo        = words.Text{Zh: "否", En: "No"}
	wOpenIt    = words.Text{Zh: "打开", En: "Open"}
	wWho       = words.Text{Zh: "姓名", En: "Name"}
	wWhen      = words.Text{Zh: "时间", En: "When"}
	wState     = words.Text{Zh: "状态", En: "State"}
	wReason    = words.Text{Zh: "原因", En: "Reason"}
	wVillage   = words.Text{Zh: "村（社区）", En: "Village"}
	wNumber    = words.Text{Zh: "编号", En: "Number"}
	wMatter    = words.Text{Zh: "事项", En: "Matter"}
	wDueHead   = words.Text{Zh: "时限", En: "Due"}
	wAmount    = words.Text{Zh: "金额（元）", En: "Amount (yuan)"}
	wMonth     = words.Text{Zh: "月份", En: "Month"}
	wCount     = words.Text{Zh: "人数", En: "People"}
	wPDF       = words.Text{Zh: "打印（PDF）", En: "Print (PDF)"}
	wPrintIt   = words.Text{Zh: "打印本页", En: "Print this page"}
)

// Sign-in.
var (
	wSignIn         = words.Text{Zh: "登录经办台", En: "Sign in to the desk"}
	wSignInLead     = words.Text{Zh: "用县局发给您的账号登录。", En: "Use the account the county gave you."}
	wSignInDo       = words.Text{Zh: "登录", En: "Sign in"}
	wCounty         = words.Text{Zh: "县（市、区）", En: "County"}
	wLogin          = words.Text{Zh: "账号", En: "Login"}
	wPassword       = words.Text{Zh: "密码", En: "Password"}
	wDemoAccounts   = words.Text{Zh: "演示账号", En: "Demo accounts"}
	wDemoAccountSay = words.Text{Zh: "这是演示县，人和数据都是生成的。点一个账号就能登录试用，密码都是 {password}。", En: "This is a demo county: its people and figures are generated. Choose an account to try it; every password is {password}."}
	wDemoAs         = words.Text{Zh: "以{role}登录", En: "Sign in as {role}"}
	wRole           = words.Text{Zh: "岗位", En: "Role"}
	wSessionOver    = words.Text{Zh: "登录已到时", En: "You have been signed out"}
	wSessionOverSay = words.Text{Zh: "您刚才填的还没有保存，但没有丢。请重新登录，登录后按一下就接着办。", En: "What you filled in is not saved yet, and not lost. Sign in again, then one press goes on with it."}
	wCarried        = words.Text{Zh: "您刚才填的还在", En: "What you filled in is still here"}
	wCarriedSay     = words.Text{Zh: "登录到时的那一页还没有保存。", En: "The page that you were signed out on is not saved yet."}
	wCarriedDo      = words.Text{Zh: "接着保存", En: "Save it and go on"}
	wCarriedBack    = words.Text{Zh: "不要了，回到那一页", En: "Drop it and go back to the page"}
	wNeedSignIn     = words.Text{Zh: "请先登录", En: "Please sign in first"}
	wNeedSignInSay  = words.Text{Zh: "登录后回到您要打开的页面；已保存的草稿都在。", En: "You will return to the page you asked for; saved drafts are kept."}
	wSignedOut      = words.Text{Zh: "已退出", En: "Signed out"}
	wSignedOutSay   = words.Text{Zh: "公用电脑上请关闭窗口。", En: "On a shared computer, close the window."}
	wForgot         = words.Text{Zh: "忘记密码，请打电话给县局管理员重设。", En: "If the password is forgotten, call the county's administrator."}
)

// Today.
var (
	wTodayHello      = words.Text{Zh: "{name}，今天是 {date} {weekday}", En: "{name}, today is {weekday}, {date}"}
	wDueToday        = words.Text{Zh: "今天到期", En: "Due today"}
	wDueTodayDefine  = words.Text{Zh: "按承诺或法定时限，今天必须作出决定的办件。", En: "Cases that have to be decided today by the limit."}
	wOverdue         = words.Text{Zh: "已超期", En: "Overdue"}
	wOverdueDefine   = words.Text{Zh: "过了时限还没作出决定的办件。", En: "Cases past their limit and not decided."}
	wAtStation       = words.Text{Zh: "本站在办", En: "Under way here"}
	wAtStationDefine = words.Text{Zh: "本站开了、还没有决定的办件，草稿也算。", En: "Cases of this station that are not decided, drafts included."}
	wWaitingFirst    = words.Text{Zh: "最先要办的", En: "First to do"}
	wAllWaiting      = words.Text{Zh: "看全部待办", En: "All that waits"}
	wNothingToDo     = words.Text{Zh: "没有待办，都办完了。", En: "Nothing waits; all is done."}
	wNothingNext     = words.Text{Zh: "有人来时，在上面的框里输入姓名或尾号。", En: "When somebody comes, type a name or a tail in the box above."}
	wFoundCount      = words.Text{Zh: "政策找到、还没申请", En: "Found, not applied yet"}
	wFoundDefine     = words.Text{Zh: "本站服务的村里，到龄、符合条件、还没有申请居民养老金的人。", En: "People of this station's villages who reach 60, meet the conditions and have not applied."}
	wDraftCount      = words.Text{Zh: "没提交的草稿", En: "Drafts not submitted"}
	wDraftDefine     = words.Text{Zh: "已填好，还没提交的办件。", En: "Cases filled in and not submitted."}
	wReviewCount     = words.Text{Zh: "等待核定", En: "Waiting for a decision"}
	wReviewDefine    = words.Text{Zh: "已受理、还没作出决定的办件。", En: "Cases taken in and not decided."}
	wPeopleUnit      = words.Text{Zh: "人", En: "people"}
	wCaseUnit        = words.Text{Zh: "件", En: "cases"}
)

// weekdays begin with Sunday, as [time.Weekday] does.
var weekdays = [7]words.Text{
	{Zh: "星期日", En: "Sunday"}, {Zh: "星期一", En: "Monday"}, {Zh: "星期二", En: "Tuesday"}, {Zh: "星期三", En: "Wednesday"},
	{Zh: "星期四", En: "Thursday"}, {Zh: "星期五", En: "Friday"}, {Zh: "星期六", En: "Saturday"},
}

// The one box.
var (
	wFindTitle   = words.Text{Zh: "查人", En: "Find a person"}
	wFindLead    = words.Text{Zh: "一个框什么都能输：姓名、拼音首字母（wjg）、全拼、身份证尾号、手机尾号、村名；几个词用空格隔开。", En: "One box for all: name, pinyin initials (wjg), full pinyin, tail of the ID or phone, village; several words with spaces."}
	wFindFor     = words.Text{Zh: "“{q}”的结果", En: "Results for “{q}”"}
	wFindSame    = words.Text{Zh: "同名的人，请核对年龄、性别、村和身份证尾号。", En: "Tell namesakes apart by age, sex, village and the tail of the ID."}
	wFindNone    = words.Text{Zh: "没有找到“{q}”", En: "Nobody found for “{q}”"}
	wFindNoneSay = words.Text{Zh: "试试只输姓名，或身份证后四位加村名。确实没有档案的，请县局建档。", En: "Try the name alone, or the last four of the ID with the village. If there is no file, ask the county to open one."}
	wFindStart   = words.Text{Zh: "请输入要找的人", En: "Type whom you look for"}
	wFindStarted = words.Text{Zh: "例如：王建国、wjg、0015、桃花源村 王。", En: "For example: (王建国), wjg, 0015, or a village and a surname."}
	wFindMore    = words.Text{Zh: "只显示前 {n} 个，请再加一个词，比如村名。", En: "Only the first {n} are shown; add a word, such as the village."}
	wTail        = words.Text{Zh: "身份证尾号", En: "ID tail"}
	wPhoneOf     = words.Text{Zh: "手机尾号 {tail}", En: "phone ends in {tail}"}
	wAge         = words.Text{Zh: "年龄", En: "Age"}
	wSex         = words.Text{Zh: "性别", En: "Sex"}
)

// Problems.
var (
	wToToday = words.Text{Zh: "回到今日", En: "Back to Today"}
)

// wFindBox labels the box where it stands in the middle of a page.
var wFindBox = words.Text{Zh: "姓名、拼音首字母、身份证或手机尾号、村名", En: "Name, pinyin initials, tail of the ID or phone, village"}
