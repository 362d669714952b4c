package reconcile

import (
	"strings"

	"renshe/internal/bank"
	"renshe/internal/words"
)

var methodTitles = map[Method]words.Text{
	ByOrder: {Zh: "业务编号相符", En: "by order"}, ByVoucher: {Zh: "凭证号相符", En: "by voucher"}, ByBatch: {Zh: "代发批相符", En: "by batch of orders"},
	Reversed: {Zh: "同方冲销", En: "reversed on one side"}, Exact: {Zh: "金额日期相符", En: "by amount and day"}, Grouped: {Zh: "整批合计相符", En: "a whole voucher or batch"},
	Summed: {Zh: "多笔合计相符", En: "by a sum"}, ByHand: {Zh: "人工勾对", En: "by hand"},
}

// Methods lists the methods in the order in which they are tried.
var Methods = []Method{ByOrder, ByVoucher, ByBatch, Reversed, Exact, Grouped, Summed, ByHand}

// Title names the method.
func (m Method) Title() words.Text { return methodTitles[m] }

var doubtTitles = map[Doubt]words.Text{
	OtherAmount: {Zh: "编号相同、金额不同", En: "the same reference, another amount"},
	SeveralFit:  {Zh: "金额日期都相符的不止一对", En: "more than one pair fits by amount and day"},
	SeveralSums: {Zh: "凑得成同样合计的不止一种", En: "more than one sum fits"},
}

// Title names the doubt.
func (d Doubt) Title() words.Text { return doubtTitles[d] }

var alarmTitles = map[AlarmKind]words.Text{
	NoStatement: {Zh: "对账单没有到 {day}", En: "the statements do not reach {day}"},
	OldItems:    {Zh: "{count} 笔未达账项超过期限，最早 {day}", En: "{count} items are open too long, the oldest since {day}"},
	Difference:  {Zh: "到 {day} 两边相差 {amount} 元，未达账项解释不了", En: "on {day} the balances differ by {amount} yuan that no item explains"},
	NoTableYet:  {Zh: "还没有编制 {day} 的余额调节表", En: "there is no reconciliation table of {day} yet"},
	Unsigned:    {Zh: "{day} 的余额调节表等待复核签字", En: "the reconciliation table of {day} waits for its signature"},
	Waiting:     {Zh: "{count} 个人工勾对申请等待复核", En: "{count} requests by hand wait for a decision"},
}

// Says fills the alarm's sentence.
func (a Alarm) Says() words.Text {
	pairs := []any{"day", a.Day, "count", a.Count, "amount", a.Amount}
	t := alarmTitles[a.Kind]
	return words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}
}

// Title names a table by what it is of.
func (t Table) Title() words.Text {
	if t.Account.Holder == AtTreasury {
		return words.Text{Zh: "财政专户存款余额调节表", En: "Reconciliation of the dedicated account at the treasury"}
	}
	return words.Text{Zh: "银行存款余额调节表", En: "Bank reconciliation"}
}

// The table in print.
var (
	wAccount    = words.Text{Zh: "账户", En: "Account"}
	wNumber     = words.Text{Zh: "对方账号", En: "Holder's number"}
	wDay        = words.Text{Zh: "截止日期", En: "As of"}
	wMade       = words.Text{Zh: "编制", En: "Drawn up by"}
	wSigned     = words.Text{Zh: "复核", En: "Checked by"}
	wNotMade    = words.Text{Zh: "（试算，未编制）", En: "(shown only, not drawn up)"}
	wNotSigned  = words.Text{Zh: "（未签字）", En: "(not signed)"}
	wBookSide   = words.Text{Zh: "单位账", En: "The books"}
	wBankSide   = words.Text{Zh: "对账单", En: "The statement"}
	wYuan       = words.Text{Zh: "金额（元）", En: "Yuan"}
	wBalance    = words.Text{Zh: "余额", En: "Balance"}
	wPlus       = words.Text{Zh: "加：", En: "Plus: "}
	wMinus      = words.Text{Zh: "减：", En: "Less: "}
	wAdjusted   = words.Text{Zh: "调节后余额", En: "Adjusted balance"}
	wDifference = words.Text{Zh: "调节后差额", En: "Difference after adjustment"}
	wExplained  = words.Text{Zh: "差额说明：{text}", En: "Explanation of the difference: {text}"}
	wItems      = words.Text{Zh: "未达账项", En: "Open items"}
	wClass      = words.Text{Zh: "类别", En: "Class"}
	wOn         = words.Text{Zh: "日期", En: "Day"}
	wDays       = words.Text{Zh: "天数", En: "Days"}
	wRef        = words.Text{Zh: "编号", En: "Reference"}
	wCause      = words.Text{Zh: "摘要", En: "Cause"}
	wNoItems    = words.Text{Zh: "没有未达账项。", En: "There are no open items."}
	wMoreItems  = words.Text{Zh: "还有 {count} 笔，见电子表格。", En: "{count} more items are in the workbook."}
	wInTransit  = words.Text{Zh: "在途", En: "in transit"}
)

// What the causes of the books' lines are called, by how they begin.
var causeTitles = []struct {
	begins string
	title  words.Text
}{
	{orderCause, words.Text{Zh: "待遇发放", En: "benefit payment"}}, {"return:", words.Text{Zh: "退款", En: "refund"}}, {"allocation", words.Text{Zh: "拨付", En: "allocation"}},
	{"subsidy", words.Text{Zh: "财政补助", En: "fiscal subsidy"}}, {"interest", words.Text{Zh: "利息", En: "interest"}},
}

// Says names what the item is for: the statement's purpose, or the cause in the books.
func (i Item) Says() words.Text {
	if i.Side == Bank {
		return bank.Purpose(i.Cause).Title()
	}
	for _, c := range causeTitles {
		if strings.HasPrefix(i.Cause, c.begins) {
			return c.title
		}
	}
	return words.Text{Zh: i.Cause, En: i.Cause}
}
