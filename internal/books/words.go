package books

import "renshe/internal/words"

// The frame.
var (
	wBooks      = words.Text{Zh: "基金账务", En: "Books of the funds"}
	wOverview   = words.Text{Zh: "基金总览", En: "All funds"}
	wToOverview = words.Text{Zh: "回到基金总览", En: "To all funds"}
	wRuns       = words.Text{Zh: "发放批次", En: "Payment runs"}
	wBoard      = words.Text{Zh: "县级看板", En: "County board"}
	wDesk       = words.Text{Zh: "工作台", En: "Desk"}
	wPrint      = words.Text{Zh: "打印本页", En: "Print this page"}
	wExcel      = words.Text{Zh: "存为 Excel", En: "Save as Excel"}
	wCSV        = words.Text{Zh: "存为 CSV", En: "Save as CSV"}
	wTotalRow   = words.Text{Zh: "合计", En: "Total"}
	wSavedAt    = words.Text{Zh: "{county} · {at} 导出", En: "{county} · saved {at}"}
)

// The overview.
var (
	wOverviewLead = words.Text{Zh: "每只基金的钱单独记账，互不相通。点任何一个数字，看它由哪些分录合成。", En: "Each fund is booked apart; money never crosses. Any figure leads to the transfers that add up to it."}
	wFund         = words.Text{Zh: "基金", En: "Fund"}
	wBalance      = words.Text{Zh: "资产余额（元）", En: "Assets (yuan)"}
	wPending      = words.Text{Zh: "在途（元）", En: "Reserved (yuan)"}
	wLastClosed   = words.Text{Zh: "已结账到", En: "Closed up to"}
	wNoneClosed   = words.Text{Zh: "还没有结过账", En: "No month is closed"}
	wNoBooks      = words.Text{Zh: "本县还没有开账的基金。", En: "No fund of this county has books yet."}
	wNoBooksNext  = words.Text{Zh: "开立科目、记入期初余额之后，这里会列出每只基金。", En: "Once accounts are opened and opening balances are booked, every fund is listed here."}
)

// One fund.
var (
	wFundNone     = words.Text{Zh: "这只基金在本县还没有开账。", En: "This fund has no books in this county."}
	wFundNoneNext = words.Text{Zh: "开立科目之后，这里会有余额和分录。", En: "Balances and transfers appear once accounts are opened."}
	wAccounts     = words.Text{Zh: "科目", En: "Accounts"}
	wAccount      = words.Text{Zh: "科目", En: "Account"}
	wClass        = words.Text{Zh: "类别", En: "Class"}
	wDebits       = words.Text{Zh: "借方（元）", En: "Debit (yuan)"}
	wCredits      = words.Text{Zh: "贷方（元）", En: "Credit (yuan)"}
	wOwn          = words.Text{Zh: "余额（元）", En: "Balance (yuan)"}
)
