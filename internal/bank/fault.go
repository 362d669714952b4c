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

// The faults of what several files say together.
var (
	WrongCurrency = fail.Define(fail.Invalid, "bank.currency",
		words.Text{Zh: "银行文件第 {line} 行的币种不是人民币（CNY）。", En: "Line {line} of the bank file is not in yuan (CNY)."}, keptNothing, askAgain)
	UnknownFormat = fail.Define(fail.Invalid, "bank.unknown-format",
		words.Text{Zh: "认不出这个银行文件的格式。", En: "The format of this bank file is not known."}, keptNothing,
		words.Text{Zh: "能读的格式见 docs/bank.md；新银行的格式可以写成数据加进去。", En: "docs/bank.md lists the formats; a new bank's format can be added as data."})
	NoSuchFormat = fail.Define(fail.Invalid, "bank.no-such-format",
		words.Text{Zh: "没有名为“{name}”的格式，可用：{names}。", En: "There is no format called \"{name}\"; there are: {names}."},
		words.Text{Zh: "没有生成文件。", En: "No file was made."},
		words.Text{Zh: "请改用列出的格式。", En: "Use one of those listed."})
	NotFinal = fail.Define(fail.Invalid, "bank.not-final",
		words.Text{Zh: "银行还没有办完：第 {line} 行的状态是 {status}。", En: "The bank has not finished: the status in line {line} is {status}."}, keptNothing,
		words.Text{Zh: "请等银行给出最终结果的文件再导入。", En: "Wait for the bank's final report and take that in."})
	OtherBatch = fail.Define(fail.Invalid, "bank.other-batch",
		words.Text{Zh: "银行文件答复的不是这个代发文件（{what}）。", En: "The bank file does not answer this payment file ({what})."}, keptNothing,
		words.Text{Zh: "请核对是哪一批、哪个账户的文件。", En: "Check which batch and account the file is for."})
	Contradiction = fail.Define(fail.Invalid, "bank.contradiction",
		words.Text{Zh: "几个银行文件对第 {line} 笔的说法不一致。", En: "The bank's files contradict each other about answer {line}."}, keptNothing,
		words.Text{Zh: "请让银行说明哪个文件是对的。", En: "Ask the bank which file is right."})
	NoBalance = fail.Define(fail.Invalid, "bank.no-balance",
		words.Text{Zh: "银行文件里没有付款账户的余额，对不了账。", En: "The bank's files do not tell the paying account's balance, so nothing can be reconciled."}, keptNothing,
		words.Text{Zh: "请把当天的账户对账单（camt.053）一起导入。", En: "Take in the account's statement of that day (camt.053) along with it."})
	TwoBalances = fail.Define(fail.Invalid, "bank.two-balances",
		words.Text{Zh: "几个银行文件的账户余额不一致。", En: "The bank's files tell different balances of the paying account."}, keptNothing,
		words.Text{Zh: "请只导入同一天的一份对账单。", En: "Take in one statement of one day."})
	HoldsLate = fail.Define(fail.Invalid, "bank.late-returns",
		words.Text{Zh: "文件里有 {count} 笔是以前批次付出后又退回的，不属于这一批。", En: "The file holds {count} payments of earlier batches that came back after they were paid; they are not of this batch."}, keptNothing,
		words.Text{Zh: "请作为“付后退回”单独导入。", En: "Take them in on their own, as returned after payment."})
	NoLate = fail.Define(fail.Invalid, "bank.no-late-returns",
		words.Text{Zh: "文件里没有付后退回的款项。", En: "The file holds no payment that came back after it was paid."}, keptNothing,
		words.Text{Zh: "请核对选择的文件。", En: "Check which file was chosen."})
	NoStatement = fail.Define(fail.Invalid, "bank.no-statement",
		words.Text{Zh: "这不是能读的对账单。", En: "This is not a statement that can be read."}, keptNothing,
		words.Text{Zh: "能读的对账单格式见 docs/bank.md；新的格式可以写成数据加进去。", En: "docs/bank.md lists the formats of statements; another one can be added as data."})
	BadAdapter = fail.Define(fail.Internal, "bank.adapter",
		words.Text{Zh: "银行格式文件 {file} 有错：{problem}", En: "The bank format file {file} is wrong: {problem}"},
		words.Text{Zh: "没有读写任何银行文件。", En: "No bank file was read or written."},
		words.Text{Zh: "请更正格式文件。", En: "Correct the format file."})
)

// What is wrong with a line, in words.
var (
	badXML      = words.Text{Zh: "不是完好的 XML", En: "it is not well-formed XML"}
	badEncoding = words.Text{Zh: "编码不对", En: "the encoding is wrong"}
	badMark     = words.Text{Zh: "文件开头有字节顺序标记（BOM）", En: "the file begins with a byte order mark"}
	badSize     = words.Text{Zh: "文件太大", En: "the file is too large"}
	badDepth    = words.Text{Zh: "元素嵌套太深，或根元素不止一个", En: "elements are nested too deeply, or there is more than one root"}
	badComment  = words.Text{Zh: "报文里不能有注释", En: "a message must hold no comment"}
	badDoctype  = words.Text{Zh: "不允许文档类型、实体或处理指令", En: "document types, entities and processing instructions are refused"}
	badSpace    = words.Text{Zh: "命名空间不对", En: "the namespace is wrong"}
	badElement  = words.Text{Zh: "元素不该出现在这里、重复或顺序不对", En: "an element does not belong here, stands twice or out of order"}
	badMissing  = words.Text{Zh: "缺少必填的元素", En: "a required element is missing"}
	badAttr     = words.Text{Zh: "属性不对", En: "an attribute is wrong"}
	badValue    = words.Text{Zh: "内容不符合约定", En: "a value is not as agreed"}
	badOne      = words.Text{Zh: "一个文件只能有一批、一个账户、一页", En: "a file must have one batch, one account and one page"}
	badBatch    = words.Text{Zh: "批次号不是本系统的", En: "the batch number is not one of this program"}
	badOutcome  = words.Text{Zh: "银行的结果代码没有对应", En: "the bank's outcome code has no counterpart"}
	badFormula  = words.Text{Zh: "表格里不能有公式", En: "a sheet must hold no formula"}
	badWidth    = words.Text{Zh: "内容超过约定的宽度或位数", En: "it is wider than agreed"}
	badSheet    = words.Text{Zh: "不是完好的表格文件", En: "it is not a whole workbook"}
	batchName   = words.Text{Zh: "批次号", En: "the batch number"}
	accountName = words.Text{Zh: "付款账户", En: "the paying account"}
	digestName  = words.Text{Zh: "代发文件的摘要", En: "the payment file's digest"}
	entryName   = words.Text{Zh: "一笔记账的明细合计", En: "the details of an entry"}
	badFields   = words.Text{Zh: "字段个数不对", En: "wrong number of fields"}
	badNumber   = words.Text{Zh: "数字不规范", En: "a number is not in canonical form"}
	badAmount   = words.Text{Zh: "金额必须大于零", En: "an amount must be above zero"}
	badOrder    = words.Text{Zh: "行号不连续", En: "line numbers must count up by one"}
	badTag      = words.Text{Zh: "行标记不认识", En: "unknown line mark"}
	badStatus   = words.Text{Zh: "状态或原因代码不对", En: "wrong status or reason code"}
	badText     = words.Text{Zh: "文字为空、过长或含有不允许的字符", En: "a text is empty, too long or holds a forbidden character"}
	badAcct     = words.Text{Zh: "账号只能是 8 至 32 位数字或字母", En: "an account has 8 to 32 digits or letters"}
	badDate     = words.Text{Zh: "日期或月份不对", En: "a date or month is wrong"}
	badDigest   = words.Text{Zh: "摘要须为 64 位小写十六进制", En: "a digest has 64 lower-case hexadecimal digits"}
	badSum      = words.Text{Zh: "合计超出范围", En: "a total is out of range"}
	countName   = words.Text{Zh: "笔数", En: "the number of lines"}
	totalName   = words.Text{Zh: "金额", En: "the amount"}
	paidName    = words.Text{Zh: "成功笔数或金额", En: "the number or amount paid"}
	backName    = words.Text{Zh: "退回笔数或金额", En: "the number or amount returned"}
	creditName  = words.Text{Zh: "收入合计", En: "the total that came in"}
	debitName   = words.Text{Zh: "支出合计", En: "the total that went out"}
	runningName = words.Text{Zh: "逐笔余额", En: "the running balance"}
	closeName   = words.Text{Zh: "期末余额", En: "the closing balance"}
)
