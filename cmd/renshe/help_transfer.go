package main

import "renshe/internal/words"

// transferHelp is said of the transfers of relations.
var transferHelp = map[string]words.Text{
	"transfer":         {Zh: "关系转移：转出、转入的函告和资金", En: "transfers of relations: letters and money, out and in"},
	"transferlist":     {Zh: "正在办理的关系转移，旧的在前", En: "transfers under way, the oldest first"},
	"transferall":      {Zh: "办完的也列出来，新的在前", En: "list finished ones too, the latest first"},
	"transfershow":     {Zh: "一笔转移：明细、经过、下一步", En: "one transfer: history, what was done, what is next"},
	"transferpaper":    {Zh: "写出给对方的转移信息文件（JSON，含姓名和公民身份号码，查看会留痕）", En: "write the file for the other agency (JSON, with name and citizen ID; the look is logged)"},
	"transfertell":     {Zh: "登记已函告对方，以及对方的收款账户", En: "record that the other agency is told, and where it takes the money"},
	"transferannounce": {Zh: "登记对方函告的缴费明细：文件或每年一行", En: "record the announced history: a file, or a line a year"},
	"transferstep":     {Zh: "提出动钱的一步；另一人用 ledger confirm 确认后才入账", En: "propose a step that moves money; it is booked when another person confirms it by ledger confirm"},
	"transfercancel":   {Zh: "钱没有动以前取消", En: "cancel before money moved"},
	"transferid":       {Zh: "转移的编号", En: "the transfer's number"},
	"transferversion":  {Zh: "看到的版本", En: "the version that was seen"},
	"transferletter":   {Zh: "函号", En: "number of the letter"},
	"transferon":       {Zh: "函件日期", En: "day of the letter"},
	"transferholder":   {Zh: "对方收款户名", En: "holder of the other agency's account"},
	"transferbank":     {Zh: "对方开户银行", En: "its bank"},
	"transfernumber":   {Zh: "对方收款账号", En: "its number"},
	"transferfile":     {Zh: "对方的转移信息文件", En: "the other agency's transfer file"},
	"transferlines":    {Zh: "缴费明细：年度,档次,个人,集体,补贴,月数，每年一行", En: "a history: year,grade,personal,collective,subsidy,months, a line a year"},
	"transferjoined":   {Zh: "参保时间", En: "since when the relation is"},
	"transferyears":    {Zh: "对方写的年度数", En: "years, as announced"},
	"transfermonths":   {Zh: "对方写的月数合计", En: "months, as announced"},
	"transferinterest": {Zh: "利息合计", En: "interest"},
	"transferbalance":  {Zh: "对方写的储存额合计", En: "balance, as announced"},
	"transferstepname": {Zh: "order、pay、come-back、reverse（转出），receive、credit、send-back（转入）", En: "order, pay, come-back, reverse (out); receive, credit, send-back (in)"},
	"transferbankref":  {Zh: "银行流水号", En: "the bank's reference"},
	"transferbankday":  {Zh: "银行记账日期", En: "the bank's day"},
	"transferamount":   {Zh: "到账金额（receive）", En: "the amount that came (receive)"},
	"transfersays":     {Zh: "说明", En: "a remark"},
	"transferwhy":      {Zh: "取消的原因", En: "why"},
}
