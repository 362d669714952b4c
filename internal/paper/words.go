package paper

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	wNumber    = words.Text{Zh: "编号", En: "No."}
	wOperator  = words.Text{Zh: "经办", En: "Operator"}
	wPrinted   = words.Text{Zh: "打印时间", En: "Printed"}
	wPage      = words.Text{Zh: "第 {n} 页，共 {of} 页", En: "Page {n} of {of}"}
	wDemo      = words.Text{Zh: "演示数据，不作凭证", En: "Demonstration data, no evidence"}
	wVerifyHow = words.Text{Zh: "核验真伪：扫首页右上角的码，或在 {site} 输入 {code}", En: "To verify: scan the code on the first page, or type {code} at {site}"}
	wWeak      = words.Text{Zh: "待核实", En: "unconfirmed"}
	wLaw       = words.Text{Zh: "依据：", En: "By: "}
	wPlan      = words.Text{Zh: "规则版本 {hash}", En: "Rules version {hash}"}
	wContinued = words.Text{Zh: "（续）", En: "(continued)"}
	wHead      = words.Text{Zh: "抬头", En: "the head"}
	wFoot      = words.Text{Zh: "页脚", En: "the foot"}
	wBody      = words.Text{Zh: "正文", En: "the text"}
)

var (
	notPrinted = words.Text{Zh: "没有打印，记录没有变动。", En: "Nothing was printed; the records are unchanged."}

	// NoGlyph: a character the fonts lack. The print stops: an empty box on a legal paper names nobody.
	NoGlyph = fail.Define(fail.Blocked, "paper.no-glyph",
		words.Text{Zh: "“{where}”里的“{char}”（{code}）字库里没有，打印不出来。", En: "“{char}” ({code}) in “{where}” is not in the printing font."},
		notPrinted,
		words.Text{Zh: "请核对这个字；若确实是这个字，请手写开具并报县局补字。", En: "Check the character; if it is right, write the paper by hand and ask the county to add it to the font."})
	// WholeID: a citizen ID that is not masked.
	WholeID = fail.Define(fail.Internal, "paper.whole-id",
		words.Text{Zh: "“{where}”里有没有遮挡的身份证号。", En: "“{where}” holds a citizen ID that is not masked."},
		notPrinted,
		words.Text{Zh: "请把编号告诉县局。", En: "Tell the county."})
	// BadTable: a row with another number of cells than there are columns.
	BadTable = fail.Define(fail.Internal, "paper.bad-table",
		words.Text{Zh: "表格的列数对不上。", En: "A table's cells do not match its columns."},
		notPrinted,
		words.Text{Zh: "请把编号告诉县局。", En: "Tell the county."})
	// LongCode: more than a QR code holds.
	LongCode = fail.Define(fail.Internal, "paper.long-code",
		words.Text{Zh: "“{where}”的内容太长，二维码放不下。", En: "What “{where}” holds is more than a QR code takes."},
		notPrinted,
		words.Text{Zh: "请把编号告诉县局。", En: "Tell the county."})
)
