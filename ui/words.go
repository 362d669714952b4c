package ui

import "renshe/internal/words"

// The kit's own words. A page's words stand with the page.
var (
	wSkip       = words.Text{Zh: "跳到正文", En: "Skip to content"}
	wService    = words.Text{Zh: "人社服务", En: "Social security service"}
	wDeskName   = words.Text{Zh: "人社经办台", En: "Officer's desk"}
	wBoardName  = words.Text{Zh: "县局总览", En: "County board"}
	wMyName     = words.Text{Zh: "我的人社", En: "My social security"}
	wDemo       = words.Text{Zh: "演示县：人和数据都是生成的，不是真人", En: "Demo county: people and figures are generated, none is real"}
	wGlyph      = words.Text{Zh: "字", En: "Aa"}
	wSize       = words.Text{Zh: "字号", En: "Text size"}
	wSizeOf     = words.Text{Zh: "字号 {n}", En: "Text size {n}"}
	wElderOn    = words.Text{Zh: "长辈版", En: "Large text"}
	wElderOff   = words.Text{Zh: "普通版", En: "Normal text"}
	wSettings   = words.Text{Zh: "显示设置", En: "Display"}
	wSignOut    = words.Text{Zh: "退出", En: "Sign out"}
	wSignedIn   = words.Text{Zh: "当前登录", En: "Signed in"}
	wMainNav    = words.Text{Zh: "主要功能", En: "Main"}
	wCrumbs     = words.Text{Zh: "位置", En: "You are here"}
	wBack       = words.Text{Zh: "返回", En: "Back"}
	wHelp       = words.Text{Zh: "投诉与建议", En: "Complaint or advice"}
	wVersion    = words.Text{Zh: "版本 {v}", En: "Version {v}"}
	wWaiting    = words.Text{Zh: "{n} 件待办", En: "{n} waiting"}
	wSearch     = words.Text{Zh: "查人", En: "Find a person"}
	wSearchHint = words.Text{Zh: "姓名、拼音首字母、身份证或手机尾号、村名", En: "Name, pinyin initials, ID or phone tail, village"}

	wInBrackets  = words.Text{Zh: "（{x}）", En: "({x})"}
	wFaultsOne   = words.Text{Zh: "有 1 处需要改", En: "There is 1 thing to correct"}
	wFaultsMany  = words.Text{Zh: "有 {n} 处需要改", En: "There are {n} things to correct"}
	wFaultPrefix = words.Text{Zh: "错误：", En: "Error: "}
	wTitleFault  = words.Text{Zh: "有错误：", En: "Error: "}
	wRule        = words.Text{Zh: "依据", En: "Rule"}
	wReference   = words.Text{Zh: "编号", En: "Reference"}
	wCode        = words.Text{Zh: "代码", En: "Code"}

	wOptional = words.Text{Zh: "（选填）", En: "(optional)"}
	wYuan     = words.Text{Zh: "元", En: "yuan"}
	wPick     = words.Text{Zh: "请选择", En: "Choose"}
	wDateHint = words.Text{Zh: "例如 1966-03-02，也可以写 19660302", En: "For example 1966-03-02 or 19660302"}
	wMonHint  = words.Text{Zh: "例如 2026-03，也可以写 202603", En: "For example 2026-03 or 202603"}
	wFrom     = words.Text{Zh: "来源：{source}", En: "From: {source}"}
	wChange   = words.Text{Zh: "修改", En: "Change"}

	wNotYetSent     = words.Text{Zh: "已填好，还没提交", En: "Filled in, not submitted yet"}
	wNotYetSentBody = words.Text{Zh: "请核对下面的内容，再按最下面的按钮提交。", En: "Check what follows, then submit with the button at the end."}
	wSent           = words.Text{Zh: "已提交 · 回执号", En: "Submitted · receipt number"}

	wStep      = words.Text{Zh: "第 {n} 步，共 {of} 步", En: "Step {n} of {of}"}
	wStepDone  = words.Text{Zh: "已完成", En: "done"}
	wStepNow   = words.Text{Zh: "进行中", En: "now"}
	wStepLater = words.Text{Zh: "未开始", En: "not started"}
	wStepStop  = words.Text{Zh: "已停止", En: "stopped"}
	wSteps     = words.Text{Zh: "进度", En: "Progress"}

	wPages     = words.Text{Zh: "翻页", En: "Pages"}
	wPrev      = words.Text{Zh: "上一页", En: "Previous"}
	wNextPage  = words.Text{Zh: "下一页", En: "Next"}
	wShown     = words.Text{Zh: "本页 {n} 条", En: "{n} on this page"}
	wShownOf   = words.Text{Zh: "本页 {n} 条，共 {of} 条", En: "{n} on this page, {of} in all"}
	wResults   = words.Text{Zh: "用 ↑ ↓ 选择，回车打开", En: "Choose with ↑ ↓, open with Enter"}
	wNoRows    = words.Text{Zh: "没有记录", En: "No records"}
	wFilter    = words.Text{Zh: "筛选", En: "Filter"}
	wClear     = words.Text{Zh: "清除", En: "Clear"}
	wCopy      = words.Text{Zh: "复制", En: "Copy"}
	wCopied    = words.Text{Zh: "已复制", En: "Copied"}
	wTotal     = words.Text{Zh: "合计", En: "Total"}
	wDefine    = words.Text{Zh: "这个数怎么来的", En: "What this number means"}
	wTarget    = words.Text{Zh: "目标", En: "Target"}
	wAsOf      = words.Text{Zh: "截至 {t}", En: "As of {t}"}
	wFor       = words.Text{Zh: "名称", En: "Name"}
	wNothing   = words.Text{Zh: "无", En: "None"}
	wPercent   = words.Text{Zh: "完成 {n}%", En: "{n}% done"}
	wNewWindow = words.Text{Zh: "（在新窗口打开）", En: "(opens in a new window)"}

	wDueLeft        = words.Text{Zh: "还有 {n} 天", En: "Days left: {n}"}
	wDueLeftWorking = words.Text{Zh: "还有 {n} 个工作日", En: "Working days left: {n}"}
	wDueToday       = words.Text{Zh: "今天到期", En: "Due today"}
	wDueOver        = words.Text{Zh: "已超期 {n} 天", En: "Days overdue: {n}"}
	wDueOverWorking = words.Text{Zh: "已超期 {n} 个工作日", En: "Working days overdue: {n}"}
	wDuePaused      = words.Text{Zh: "计时暂停", En: "Clock stopped"}
	wDueDone        = words.Text{Zh: "已办结", En: "Finished"}
	wDueOn          = words.Text{Zh: "{date} 截止", En: "due {date}"}

	wExplain     = words.Text{Zh: "怎么算的", En: "How it was worked out"}
	wFormula     = words.Text{Zh: "算法", En: "Formula"}
	wArticle     = words.Text{Zh: "依据", En: "Article"}
	wUnconfirmed = words.Text{Zh: "待核实", En: "Unconfirmed"}
	wPlan        = words.Text{Zh: "规则版本 {hash}", En: "Rules version {hash}"}
	wCannot      = words.Text{Zh: "现在不能办", En: "Not possible now"}
	wCancel      = words.Text{Zh: "不办了，返回", En: "Do not do this, go back"}

	wKeptHere  = words.Text{Zh: "已保存在本机", En: "Kept on this computer"}
	wSaved     = words.Text{Zh: "已自动保存", En: "Saved"}
	wRestored  = words.Text{Zh: "找回了上次没提交的内容", En: "What you typed last time is back"}
	wDiscard   = words.Text{Zh: "清空重填", En: "Discard it"}
	wOffline   = words.Text{Zh: "网络断了。填的内容都在，网络恢复后再提交。", En: "The connection is gone. What you typed is kept; submit when it is back."}
	wSaveLater = words.Text{Zh: "暂时没存到服务器，本机留着", En: "Not saved on the server yet; kept here"}
)

// langNames are the languages as their readers call them: a switch names where it leads, in that language.
var langNames = map[words.Lang]string{words.Zh: "中文", words.En: "English"}
