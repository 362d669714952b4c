package desk

import "renshe/internal/words"

// The print centre.
var (
	wPrintsTitle = words.Text{Zh: "打印", En: "Print"}
	wPrintsLead  = words.Text{Zh: "今天的文书都在这里，可以重打；每份都有核验码。", En: "Today's letters, to print again; each carries a verification code."}
	wPrintsNone  = words.Text{Zh: "今天还没有文书。", En: "There are no letters today."}
	wPrintsNext  = words.Text{Zh: "受理、告知、核定之后，文书会列在这里。", En: "Receipts, notices and decisions appear here."}
	wLetter      = words.Text{Zh: "文书", En: "Letter"}
)

// wOther heads what is needed now and then.
var wOther = words.Text{Zh: "其他", En: "Other"}

// Settings.
var (
	wSettingsTitle = words.Text{Zh: "显示设置", En: "Display settings"}
	wSettingsLead  = words.Text{Zh: "只影响这台电脑上您看到的页面。", En: "It changes only what you see on this computer."}
	wTextSize      = words.Text{Zh: "字号", En: "Text size"}
	wSizeN         = words.Text{Zh: "{n} 号字", En: "{n} px"}
	wSizeUsual     = words.Text{Zh: "平常大小", En: "the usual size"}
	wLanguage      = words.Text{Zh: "语言", En: "Language"}
	wChinese       = words.Text{Zh: "简体中文", En: "Simplified Chinese"}
	wEnglish       = words.Text{Zh: "英文", En: "English"}
	wSaveSettings  = words.Text{Zh: "保存显示设置", En: "Save the settings"}
	wSaved         = words.Text{Zh: "显示设置已保存", En: "The settings are saved"}
)

// Help.
var (
	wHelpTitle = words.Text{Zh: "帮助", En: "Help"}
	wHelpLead  = words.Text{Zh: "键盘就能办完所有事；按键也印在按钮上。", En: "Everything can be done by keyboard; keys are printed on the buttons."}
	wKeys      = words.Text{Zh: "快捷键", En: "Keys"}
	wKey       = words.Text{Zh: "按键", En: "Key"}
	wDoes      = words.Text{Zh: "作用", En: "What it does"}
	wSituation = words.Text{Zh: "常见情况", En: "What to do when"}
	wCallHelp  = words.Text{Zh: "还是不会办？打电话给县局业务股；出错的页面上有编号，一起报给他们。", En: "Still stuck? Call the county's service section; a page with an error carries a reference number, give it to them."}
)

// keys are what the keyboard does, in the order people need them.
var keys = []struct {
	Key  string
	Does words.Text
}{
	{"F2", words.Text{Zh: "跳到查人的框", En: "Go to the search box"}},
	{"↑ ↓", words.Text{Zh: "在结果里上下选", En: "Move through the results"}},
	{"Enter", words.Text{Zh: "打开选中的人，或按下当前按钮", En: "Open what is chosen, or press the button"}},
	{"F9", words.Text{Zh: "打印", En: "Print"}},
	{"Esc", words.Text{Zh: "返回上一页，草稿不丢", En: "Go back; the draft is kept"}},
	{"F4", words.Text{Zh: "办事（会计、审批：发放）", En: "Start a matter (accountant, approver: payment runs)"}},
	{"F8", words.Text{Zh: "待办（复核：核定；会计、审批：账簿）", En: "To do (reviewer: decisions; accountant, approver: books)"}},
	{"Tab", words.Text{Zh: "到下一个框或按钮", En: "Go to the next box or button"}},
}

// situations are the questions the county hears most, with their answers.
var situations = []struct{ When, Do words.Text }{
	{words.Text{Zh: "停电、断网、电脑重启", En: "Power cut, no network, restart"},
		words.Text{Zh: "填过的都自动保存。重新登录，从“待办 → 已填好，还没提交”接着办。", En: "All that was typed is kept. Sign in again and go on from To do, under what is filled in and not submitted."}},
	{words.Text{Zh: "不小心按了两次提交", En: "Submit was pressed twice"},
		words.Text{Zh: "只会受理一件，第二次会显示同一个回执号。", En: "Only one case is accepted; the second press shows the same receipt."}},
	{words.Text{Zh: "材料不齐", En: "A paper is missing"},
		words.Text{Zh: "打印一次性告知书，一次说清缺什么；草稿留着，补齐后接着办。", En: "Print the one-time notice; the draft stays, and goes on when all is there."}},
	{words.Text{Zh: "同名同姓", En: "Two people of one name"},
		words.Text{Zh: "看年龄、性别、村，再核对身份证尾号。", En: "Look at age, sex and village, then the tail of the ID."}},
	{words.Text{Zh: "交错了，想改", En: "Something wrong was submitted"},
		words.Text{Zh: "还没决定的，打开办件，在最下面点“申请人撤回申请”，再重新办；已经决定的，打电话给县局。", En: "Before the decision, open the case, withdraw it at its end and begin again; after it, call the county."}},
	{words.Text{Zh: "养老金没到账", En: "A pension did not arrive"},
		words.Text{Zh: "打开“支付失败”，每个人写着原因和怎么办。多数是账户的事：请本人确认，点“换账户”受理，另一人审核。更正后下一批自动重发；等不及的，会计开一个“退票重发”批次。", En: "Open Failed payments: for each person it says why and what to do. Mostly it is the account: have the person confirm another, take the change in, another person decides. The next run pays it then; if that is too late, the accountant opens an extra run."}},
	{words.Text{Zh: "钱发成功了，几个月后又被银行退回", En: "Money was paid and came back months later"},
		words.Text{Zh: "会计在“付后退回”里导入银行的通知，审批人入账：原来的月份和凭证不改，在当月冲回，个人账户一并恢复，月份列入“支付失败”等待重发。凭条上写着哪天退回、之后怎样。", En: "The accountant takes the bank's notice in under Late returns and the approver books it: the old month stays as it was, the money is taken back in the open month, the individual account is restored and the months wait to be paid again. The slip says when it came back and what became of it."}},
	{words.Text{Zh: "银行文件传错了", En: "The wrong file of the bank was uploaded"},
		words.Text{Zh: "没有入账以前都能反悔：回盘文件点“移除”，付后退回通知点“撤回这份通知”。入账之后不能撤销，按银行的更正通知办。", En: "Until it is booked it can be undone: take the answer's file out, or take the notice back. What is booked stays; a correction by the bank is taken in as its notice."}},
	{words.Text{Zh: "银行文件不完整、打不开，或者传了两遍", En: "The bank's file is cut off, does not open, or came twice"},
		words.Text{Zh: "不完整、改动过或不是这一批的文件一律不收，页面会写明是哪个文件、错在哪里、账有没有变动、下一步做什么；请银行重发原样的文件。传两遍不要紧，同一份文件只入账一次。", En: "A file that is incomplete, was changed or is of another run is refused: the page says which file, what is wrong, that nothing was changed and what to do next; ask the bank for it once more. Uploading one twice does no harm: it is booked once."}},
}

// Letters.
var (
	wAgency    = words.Text{Zh: "{county}人力资源和社会保障局", En: "Human resources and social security bureau of {county}"}
	wByLaw     = words.Text{Zh: "依据：{law}", En: "By: {law}"}
	wSignHere  = words.Text{Zh: "申请人（签收）", En: "Received by"}
	wInvalid   = words.Text{Zh: "这份文书已经作废", En: "This letter is no longer valid"}
	wValid     = words.Text{Zh: "有效", En: "valid"}
	wNoLetters = words.Text{Zh: "还没有文书。", En: "Nothing was printed."}
	wToCase    = words.Text{Zh: "看办件", En: "The case"}
)
