package ui

import (
	"github.com/a-h/templ"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// The living style page's own words and examples: invented people, real components.
var (
	wsTitle    = words.Text{Zh: "界面样例", En: "Style page"}
	wsLead     = words.Text{Zh: "每个部件各一个，文字和数字都是举例。", En: "One of every component; words and figures are examples."}
	wsAnswer   = words.Text{Zh: "先说答案", En: "The answer first"}
	wsNotices  = words.Text{Zh: "通知与状态", En: "Notices and status"}
	wsForms    = words.Text{Zh: "填表", En: "Forms"}
	wsLists    = words.Text{Zh: "清单与表格", En: "Lists and tables"}
	wsWay      = words.Text{Zh: "进度", En: "Ways and time"}
	wsNumbers  = words.Text{Zh: "数字", En: "Numbers"}
	wsActs     = words.Text{Zh: "动作", En: "Acts"}
	wsMonthly  = words.Text{Zh: "每月可领", En: "Each month"}
	wsMonthly2 = words.Text{Zh: "从 2026 年 4 月起，每月 15 日前发到农商行尾号 4471 的卡。", En: "From April 2026, before the 15th, to the card ending 4471."}
	wsFind     = words.Text{Zh: "查人", En: "Find"}
	wsWork     = words.Text{Zh: "办事", En: "Cases"}
	wsTodo     = words.Text{Zh: "待办", En: "To do"}
	wsPrint    = words.Text{Zh: "打印", En: "Print"}
	wsName     = words.Text{Zh: "姓名", En: "Name"}
	wsID       = words.Text{Zh: "身份证号", En: "Citizen ID"}
	wsIDHint   = words.Text{Zh: "18 位，最后一位可能是 X", En: "18 characters; the last may be X"}
	wsAmount   = words.Text{Zh: "缴费金额", En: "Amount paid"}
	wsBirth    = words.Text{Zh: "出生日期", En: "Date of birth"}
	wsFile     = words.Text{Zh: "参保登记", En: "the enrolment file"}
	wsBank     = words.Text{Zh: "开户银行", En: "Bank"}
	wsBank1    = words.Text{Zh: "农村商业银行", En: "Rural commercial bank"}
	wsBank2    = words.Text{Zh: "邮政储蓄银行", En: "Postal savings bank"}
	wsWho      = words.Text{Zh: "谁来办", En: "Who applies"}
	wsSelf     = words.Text{Zh: "本人", En: "The person"}
	wsProxy    = words.Text{Zh: "家人代办", En: "A relative"}
	wsProxyH   = words.Text{Zh: "要带双方身份证", En: "Both citizen IDs are needed"}
	wsNeeds    = words.Text{Zh: "已带的材料", En: "Papers brought"}
	wsNeed1    = words.Text{Zh: "身份证原件", En: "Citizen ID, original"}
	wsNeed2    = words.Text{Zh: "银行卡", En: "Bank card"}
	wsRemark   = words.Text{Zh: "备注", En: "Remark"}
	wsConfirm  = words.Text{Zh: "确认待遇申领", En: "Confirm the pension claim"}
	wsLater    = words.Text{Zh: "存起来，以后再办", En: "Keep it for later"}
	wsStop     = words.Text{Zh: "撤销申请", En: "Withdraw the claim"}
	wsCan      = words.Text{Zh: "今天能办", En: "Possible today"}
	wsClaim    = words.Text{Zh: "申领居民养老待遇", En: "Claim the residents' pension"}
	wsClaimWhy = words.Text{Zh: "2026 年 3 月满 60 岁，已缴 15 年", En: "Turns 60 in March 2026, 15 years paid"}
	wsCard     = words.Text{Zh: "改发放账户", En: "Change the bank account"}
	wsCardWhy  = words.Text{Zh: "还没有开始领取，不用改", En: "Nothing is paid yet, nothing to change"}
	wsTable    = words.Text{Zh: "待办", En: "Worklist"}
	wsMatter   = words.Text{Zh: "事项", En: "Matter"}
	wsDue      = words.Text{Zh: "期限", En: "Due"}
	wsDone     = words.Text{Zh: "已受理", En: "Accepted"}
	wsPeople   = words.Text{Zh: "人", En: "people"}
	wsTown     = words.Text{Zh: "乡镇", En: "Township"}
	wsWaiting  = words.Text{Zh: "到龄未申领", En: "Of age, not claimed"}
	wsFault    = words.Text{Zh: "身份证号的校验位不对。", En: "The check character of the ID is wrong."}
	wsFaultNxt = words.Text{Zh: "请对着证件再输一次。", En: "Type it again from the card."}
	wsKept     = words.Text{Zh: "已填的内容都在。", En: "What you typed is kept."}
	wsUndo     = words.Text{Zh: "今天 18:00 以前可以恢复", En: "It can be undone until 18:00 today"}
	wsEmpty    = words.Text{Zh: "今天没有到期的事", En: "Nothing is due today"}
	wsEmpty2   = words.Text{Zh: "可以看看本站到龄未申领的人。", En: "See who is of age and has not claimed."}
)

const (
	styleName    = "李桂兰"
	styleArticle = "社会保险法 第七十四条"
)

func styleIdent() Ident {
	return Ident{Name: styleName, Facts: []string{"女", "59 岁", "漳江街道 渔父祠社区"}, ID: "430********0015",
		Tags: []Tag{{Tone: Good, Text: wsDone}, {Tone: Warn, Text: wUnconfirmed}}}
}

func styleHits() []Ident {
	return []Ident{
		{Name: "王桂香", Facts: []string{"女", "61 岁", "陬市镇 观音寺村"}, ID: "…2027", Href: "#r1"},
		{Name: "王国根", Facts: []string{"男", "59 岁", "漆河镇 三合村"}, ID: "…3312", Href: "#r2"},
	}
}

// styleNav is the desk's four buttons as every desk page has them.
func styleNav() []NavItem {
	return []NavItem{
		{Href: "#find", Label: wsFind, Icon: IconSearch, Key: "F2"},
		{Href: "#work", Label: wsWork, Icon: IconWork, Key: "F4", Current: true},
		{Href: "#todo", Label: wsTodo, Icon: IconInbox, Key: "F8", Count: 7},
		{Href: "#print", Label: wsPrint, Icon: IconPrint, Key: "F9"},
	}
}

// StylePage is the living style page: every component once, in the shell that p names, so that one looks at what the
// faces really use. It holds no data of anybody.
func StylePage(p *Page) templ.Component {
	q := *p
	q.Title = wsTitle
	if q.Shell != ShellBare {
		q.Nav = styleNav()
	}
	if q.Shell == ShellDesk || q.Shell == ShellBoard {
		q.Search = &Search{Action: "#", Name: "q"}
		q.User = User{Name: "王建国", Role: Plain("经办员"), Station: "漳江街道", SignOut: "#out"}
	}
	q.Back = &Link{Href: "/"}
	q.Faults = append(q.Faults, styleFault(p.Lang))
	return stylePage(&q)
}

func styleFault(l words.Lang) fail.Message {
	return fail.Message{What: wsFault.In(l), Kept: wsKept.In(l), Next: wsFaultNxt.In(l), Field: "id", Code: "civil.checksum",
		Rule: "GB 11643-1999"}
}

func styleExplanation() Explanation {
	unit := words.Text{Zh: "元/月", En: "yuan a month"}
	return Explanation{Plan: "5f0c2a11b3d95f0c2a11b3d9", AsOf: "2026-03", Steps: []ExplainStep{
		{Title: words.Text{Zh: "基础养老金", En: "Basic pension"}, Value: "215.00", Unit: unit,
			Formula: words.Text{Zh: "国家 163.00 ＋ 省 20.00 ＋ 县 32.00", En: "nation 163.00 + province 20.00 + county 32.00"},
			Law:     []Citation{{Text: "湘人社规〔2025〕3号 第一条", Href: "#law"}}},
		{Title: words.Text{Zh: "个人账户养老金", En: "Account part"}, Value: "133.95", Unit: unit,
			Formula: words.Text{Zh: "账户储存额 18,620.00 ÷ 139", En: "account 18,620.00 ÷ 139"}, Law: []Citation{{Text: "国发〔2014〕8号 第六条"}}},
		{Title: words.Text{Zh: "缴费年限加发", En: "Extra for long payment"}, Value: "0.00", Unit: unit, Weak: true,
			Note: words.Text{Zh: "县里的标准还没有查到原文", En: "The county's figure was not yet seen in its source"}},
		{Title: words.Text{Zh: "每月合计", En: "Each month"}, Value: "348.95", Unit: unit, Result: true,
			Formula: words.Text{Zh: "215.00 ＋ 133.95 ＋ 0.00", En: "215.00 + 133.95 + 0.00"}},
	}}
}

func styleTable(p *Page) Table {
	row := func(name, facts string, d Due, paid money.Fen, tone Tone) TableRow {
		return TableRow{Href: "#person", Tone: tone, Cells: []templ.Component{Str(name), Str(facts), Say(p, wsClaim), DueDate(p, d), Amount(paid)}}
	}
	return Table{Caption: wsTable, Results: true,
		Columns: []Column{{Head: wsName, Main: true}, {Head: wsTown, Hide: true}, {Head: wsMatter}, {Head: wsDue}, {Head: Plain("元"), Num: true}},
		Rows: []TableRow{
			row("李桂兰", "漳江街道 渔父祠", Due{On: "2026-03-12", Left: -2, Working: true}, 34895, Danger),
			row("王建国", "陬市镇 观音寺", Due{On: "2026-03-18", Left: 1, Working: true}, 1234567, Warn),
			row("张翠英", "漆河镇 三合", Due{On: "2026-04-02", Left: 12}, 0, Neutral),
			row("刘大勇", "架桥镇 栖凤山", Due{On: "2026-04-02", Paused: true}, 500000, Neutral),
		},
		Foot: []templ.Component{Say(p, wTotal), nil, nil, nil, Amount(1769462)},
	}
}

func styleChart() Chart {
	return Chart{Caption: wsWaiting, Unit: wsPeople, Name: wsTown, Bars: []Bar{
		{Label: Plain("漳江街道"), Value: 182, Text: "182"}, {Label: Plain("陬市镇"), Value: 141, Text: "141"},
		{Label: Plain("漆河镇"), Value: 97, Text: "97", Tone: Warn}, {Label: Plain("枫树维吾尔族回族乡"), Value: 23, Text: "23"},
	}}
}

func styleTiles() []Tile {
	names := []string{"漳江街道", "浔阳街道", "陬市镇", "盘塘镇", "热市镇", "黄石镇", "漆河镇", "理公港镇", "观音寺镇", "龙潭镇", "三阳港镇", "剪市镇"}
	tiles := make([]Tile, len(names))
	for i, n := range names {
		tiles[i] = Tile{Label: Plain(n), Value: Group(int64(1234 - i*97)), Note: words.Text{Zh: "人", En: "people"}, Level: 5 - i/2, Href: "#tile"}
	}
	return tiles
}

func styleStats() []Stat {
	return []Stat{
		{Label: words.Text{Zh: "参保率", En: "Enrolled"}, Value: "96.2%", Target: Plain("95%"), Change: words.Text{Zh: "比上月多 0.3", En: "0.3 up"}, Tone: Good,
			Define: words.Text{Zh: "应参保人数里已经参保的比例。", En: "Share of those who should be enrolled that are."}, AsOf: "2026-03-02", Href: "#stat"},
		{Label: wsWaiting, Value: "1,204", Unit: wsPeople, Target: Plain("0"), Change: words.Text{Zh: "比上周少 36", En: "36 fewer"}, Tone: Warn},
		{Label: words.Text{Zh: "本月应发", En: "To pay this month"}, Value: "31,204,118.50", Unit: wYuan, Tone: Info},
		{Label: words.Text{Zh: "超期未办", En: "Overdue"}, Value: "3", Unit: words.Text{Zh: "件", En: "cases"}, Tone: Danger,
			Change: words.Text{Zh: "最长 4 天", En: "longest 4 days"}},
	}
}

func styleRows(p *Page) []Row {
	return []Row{
		{Name: wsName, Value: Str("李桂兰"), Change: "#name"},
		{Name: wsID, Value: Mono("430********0015"), Note: words.Text{Zh: "已核对原件", En: "original seen"}},
		{Name: wsAmount, Value: Yuan(p, 300000), Change: "#amount"},
		{Name: wsRemark, Value: nil},
	}
}

func styleSteps() []StepItem {
	return []StepItem{
		{Label: words.Text{Zh: "核对身份", En: "Identity"}, State: StepDone, Href: "#1"},
		{Label: words.Text{Zh: "填写申请", En: "The claim"}, State: StepDone},
		{Label: words.Text{Zh: "核对", En: "Check"}, State: StepNow},
		{Label: words.Text{Zh: "打印回执", En: "Receipt"}, State: StepLater},
	}
}

func styleEvents() []Event {
	return []Event{
		{At: "2026-03-02 09:41", Title: wsDone, Who: "漳江街道 王建国", Tone: Good},
		{At: "2026-03-04", Title: words.Text{Zh: "县里复核", En: "Review at the county"}, Who: "乡居保中心 陈敏", Tone: Info, Now: true,
			Note: words.Text{Zh: "最晚 2026-03-16 有结果", En: "Result by 2026-03-16"}},
		{Title: words.Text{Zh: "发放到卡", En: "Paid to the card"}},
	}
}
