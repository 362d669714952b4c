package bank

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	keptNothing = words.Text{Zh: "文件没有导入，账和发放状态都没有变动。", En: "The file was not taken in; the books and the payments are unchanged."}
	askAgain    = words.Text{Zh: "请向银行重新索取完整的原始文件，不要手工修改。", En: "Ask the bank for the complete original file again; do not edit it by hand."}
)

// The faults of a file.
var (
	Truncated = fail.Define(fail.Invalid, "bank.truncated",
		words.Text{Zh: "银行文件不完整：第 {line} 行之后缺少内容。", En: "The bank file is cut off after line {line}."}, keptNothing, askAgain)
	Malformed = fail.Define(fail.Invalid, "bank.malformed",
		words.Text{Zh: "银行文件第 {line} 行格式不对：{problem}。", En: "Line {line} of the bank file is not in the agreed form: {problem}."}, keptNothing, askAgain)
	WrongKind = fail.Define(fail.Invalid, "bank.wrong-kind",
		words.Text{Zh: "这不是所需要的银行文件（应以 {want} 开头，版本 1）。", En: "This is not the bank file wanted here (it must begin with {want}, version 1)."}, keptNothing,
		words.Text{Zh: "请核对选择的文件。", En: "Check which file was chosen."})
	WrongDigest = fail.Define(fail.Invalid, "bank.digest",
		words.Text{Zh: "银行文件的摘要与内容不符：文件在途中被改动或损坏。", En: "The bank file's digest does not fit its content: it was changed or damaged on its way."}, keptNothing, askAgain)
	WrongTotal = fail.Define(fail.Invalid, "bank.total",
		words.Text{Zh: "银行文件的合计不符：{what}，文件写 {stated}，逐行合计 {counted}。", En: "The bank file does not add up: {what} is stated as {stated}, the lines give {counted}."}, keptNothing, askAgain)
	Trailing = fail.Define(fail.Invalid, "bank.trailing",
		words.Text{Zh: "银行文件在结束行之后还有内容（第 {line} 行起）。", En: "The bank file goes on after its last line (from line {line})."}, keptNothing, askAgain)
	Unwritable = fail.Define(fail.Invalid, "bank.unwritable",
		words.Text{Zh: "第 {line} 笔不能写入银行文件：{problem}。", En: "Order {line} cannot be written into a bank file: {problem}."},
		words.Text{Zh: "没有生成文件。", En: "No file was made."},
		words.Text{Zh: "请先更正该人的登记信息。", En: "Correct the person's record first."})
)

// What is wrong with a line, in words.
var (
	badFields = words.Text{Zh: "字段个数不对", En: "wrong number of fields"}
	badNumber = words.Text{Zh: "数字不规范", En: "a number is not in canonical form"}
	badAmount = words.Text{Zh: "金额必须大于零", En: "an amount must be above zero"}
	badOrder  = words.Text{Zh: "行号不连续", En: "line numbers must count up by one"}
	badTag    = words.Text{Zh: "行标记不认识", En: "unknown line mark"}
	badStatus = words.Text{Zh: "状态或原因代码不对", En: "wrong status or reason code"}
	badText   = words.Text{Zh: "文字为空、过长或含有不允许的字符", En: "a text is empty, too long or holds a forbidden character"}
	badAcct   = words.Text{Zh: "账号只能是 8 至 32 位数字或字母", En: "an account has 8 to 32 digits or letters"}
	badDate   = words.Text{Zh: "日期或月份不对", En: "a date or month is wrong"}
	badDigest = words.Text{Zh: "摘要须为 64 位小写十六进制", En: "a digest has 64 lower-case hexadecimal digits"}
	badSum    = words.Text{Zh: "合计超出范围", En: "a total is out of range"}
	countName = words.Text{Zh: "笔数", En: "the number of lines"}
	totalName = words.Text{Zh: "金额", En: "the amount"}
	paidName  = words.Text{Zh: "成功笔数或金额", En: "the number or amount paid"}
	backName  = words.Text{Zh: "退回笔数或金额", En: "the number or amount returned"}
	closeName = words.Text{Zh: "期末余额", En: "the closing balance"}
)

// ReasonText says in words why a bank returned a payment. Codes are those of ISO 20022's external code set; an unknown
// code is shown as it came, never dropped.
func ReasonText(code string) words.Text {
	if t, ok := reasons[code]; ok {
		return t
	}
	return words.Text{Zh: "银行退回（代码 " + code + "）", En: "returned by the bank (code " + code + ")"}
}

// The reason codes that the program's own bank uses.
const (
	ClosedAccount = "AC04"
	NameMismatch  = "BE01"
)

var reasons = map[string]words.Text{
	"AC01":        {Zh: "账号不存在", En: "no such account"},
	ClosedAccount: {Zh: "账户已销户", En: "the account is closed"},
	"AC06":        {Zh: "账户已冻结", En: "the account is frozen"},
	"AC07":        {Zh: "账户状态不能入账", En: "the account cannot be credited"},
	"AG01":        {Zh: "该账户不允许此类交易", En: "the account does not allow this kind of transfer"},
	"AM04":        {Zh: "付款账户余额不足", En: "the paying account has too little money"},
	NameMismatch:  {Zh: "户名与账号不符", En: "the name does not fit the account"},
	"MD07":        {Zh: "收款人已死亡", En: "the payee has died"},
	"MS03":        {Zh: "银行退回，未说明原因", En: "returned by the bank without a reason"},
}
