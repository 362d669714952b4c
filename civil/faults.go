package civil

import (
	"strings"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// Warning is something the person should look at that forbids nothing (提醒).
type Warning struct {
	Code string     `json:"code"` // "civil.region-legacy"
	Text words.Text `json:"text"`
}

var (
	nothingSaved = words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."}
	lookAtCard   = words.Text{Zh: "请对照证件逐位核对后重新输入。", En: "Compare it with the document digit by digit and type it again."}
)

// The faults of identifiers. They never repeat what was typed.
var (
	CitizenIDLength = fail.Define(fail.Invalid, "civil.citizen-id-length",
		words.Text{Zh: "身份证号应为18位（旧证15位），现在是{count}位。", En: "A citizen ID has 18 characters (15 on old cards); this one has {count}."}, nothingSaved, lookAtCard)
	CitizenIDCharacters = fail.Define(fail.Invalid, "civil.citizen-id-characters",
		words.Text{Zh: "身份证号第{place}位不对：前17位应为数字，最后一位为数字或X。", En: "Character {place} of the citizen ID is wrong: the first 17 are digits, the last is a digit or X."}, nothingSaved, lookAtCard)
	CitizenIDDate = fail.Define(fail.Invalid, "civil.citizen-id-date",
		words.Text{Zh: "身份证号第7至14位不是一个存在的日期。", En: "Characters 7 to 14 of the citizen ID are not a date that exists."}, nothingSaved, lookAtCard)
	CitizenIDChecksum = fail.Define(fail.Invalid, "civil.citizen-id-checksum",
		words.Text{Zh: "身份证号校验位不符，至少有一位输错。", En: "The check digit of the citizen ID does not match: at least one character is wrong."}, nothingSaved, lookAtCard)
	CreditCodeLength = fail.Define(fail.Invalid, "civil.credit-code-length",
		words.Text{Zh: "统一社会信用代码应为18位，现在是{count}位。", En: "A unified social credit code has 18 characters; this one has {count}."}, nothingSaved, lookAtCard)
	CreditCodeCharacters = fail.Define(fail.Invalid, "civil.credit-code-characters",
		words.Text{Zh: "统一社会信用代码第{place}位不对：只用数字和大写字母，且不用I、O、S、V、Z。", En: "Character {place} of the credit code is wrong: digits and capital letters without I, O, S, V, Z."}, nothingSaved, lookAtCard)
	CreditCodeChecksum = fail.Define(fail.Invalid, "civil.credit-code-checksum",
		words.Text{Zh: "统一社会信用代码校验位不符，至少有一位输错。", En: "The check character of the credit code does not match: at least one character is wrong."}, nothingSaved, lookAtCard)
	BankCardLength = fail.Define(fail.Invalid, "civil.bank-card-length",
		words.Text{Zh: "银行账号应为10至21位数字，现在是{count}位。", En: "A bank account number has 10 to 21 digits; this one has {count}."}, nothingSaved, lookAtCard)
	BankCardCharacters = fail.Define(fail.Invalid, "civil.bank-card-characters",
		words.Text{Zh: "银行账号第{place}位不是数字。", En: "Character {place} of the bank account number is not a digit."}, nothingSaved, lookAtCard)
)

// The faults of dates and places.
var (
	BadDate = fail.Define(fail.Invalid, "civil.date",
		words.Text{Zh: "日期应写作 2026-03-02 这样，并且是存在的日期。", En: "A date is written like 2026-03-02 and must exist."}, nothingSaved,
		words.Text{Zh: "请按年-月-日重新输入。", En: "Type it again as year-month-day."})
	BadMonth = fail.Define(fail.Invalid, "civil.month",
		words.Text{Zh: "月份应写作 2026-03 这样。", En: "A month is written like 2026-03."}, nothingSaved,
		words.Text{Zh: "请按年-月重新输入。", En: "Type it again as year-month."})
	BadCounty = fail.Define(fail.Invalid, "civil.county",
		words.Text{Zh: "县级代码应为6位数字，例如桃源县 430725。", En: "A county code has six digits, for example 430725 for Taoyuan."}, nothingSaved,
		words.Text{Zh: "请按 GB/T 2260 代码输入。", En: "Use the GB/T 2260 code."})
	BadDivision = fail.Define(fail.Invalid, "civil.division",
		words.Text{Zh: "区划代码应为6位（县）、9位（乡镇）或12位（村）数字。", En: "A division code has six digits (county), nine (township) or twelve (village)."}, nothingSaved,
		words.Text{Zh: "请从列表中选择。", En: "Choose it from the list."})
	CalendarYearMissing = fail.Define(fail.Invalid, "civil.calendar-year",
		words.Text{Zh: "{year}年的放假安排没有载入，不能推算工作日。", En: "The holiday notice of {year} is not loaded, so working days cannot be counted there."}, nothingSaved,
		words.Text{Zh: "国务院办公厅发布后，由县局更新日历；在此之前请人工确定。", En: "The county adds the year when the State Council has published it; until then decide by hand."})
	BadSpan = fail.Define(fail.Invalid, "civil.days",
		words.Text{Zh: "天数应为1至3650之间的整数。", En: "The number of days is a whole number from 1 to 3650."}, nothingSaved,
		words.Text{Zh: "请重新输入天数。", En: "Type the number of days again."})
	BadMonths = fail.Define(fail.Invalid, "civil.months",
		words.Text{Zh: "月数应为1至120之间的整数。", En: "The number of months is a whole number from 1 to 120."}, nothingSaved,
		words.Text{Zh: "请重新输入月数。", En: "Type the number of months again."})
	BadData = fail.Define(fail.Internal, "civil.data",
		words.Text{Zh: "基础数据文件 {file} 有错。", En: "The data file {file} is wrong."},
		words.Text{Zh: "程序没有启动，数据没有变化。", En: "The program did not start; no data changed."},
		words.Text{Zh: "请更正文件后再启动。", En: "Correct the file and start again."})
)

// fold turns what phones and input methods produce into plain characters: full-width letters, digits and signs, small letters;
// blanks that people use to group digits are dropped. Invisible marks stay and are refused: they can hide what is really there.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r += '!' - '！'
		}
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '\u3000':
			return -1
		case r >= 'a' && r <= 'z':
			return r + 'A' - 'a'
		}
		return r
	}, s)
}
