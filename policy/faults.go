package policy

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	nothingComputed = words.Text{Zh: "没有计算，也没有保存任何内容。", En: "Nothing was computed and nothing was saved."}
	otherMonth      = words.Text{Zh: "请换一个月份，或等新标准发布并录入后再算。", En: "Choose another month, or wait until the value is published and entered."}
)

// The faults of a question that the law on file cannot answer.
var (
	NoParameter = fail.Define(fail.Invalid, "policy.no-parameter",
		words.Text{Zh: "{month} 没有已发布的“{parameter}”。", En: "No {parameter} is published for {month}."}, nothingComputed, otherMonth)
	UnknownValue = fail.Define(fail.Blocked, "policy.unknown-value",
		words.Text{Zh: "{month} 的“{parameter}”未知，不给出数字。{note}", En: "The {parameter} of {month} is unknown, so no number is given. {note}"}, nothingComputed,
		words.Text{Zh: "请向经办机构核实。", En: "Ask the agency."})
	NoValue = fail.Define(fail.Blocked, "policy.no-value",
		words.Text{Zh: "没有“{parameter}”的已发布数值，不给出数字。", En: "No value is on file for {parameter}, so no number is given."}, nothingComputed,
		words.Text{Zh: "请向经办机构核实，或核对填写的内容。", En: "Ask the agency, or check what was filled in."})
	NoRule = fail.Define(fail.Invalid, "policy.no-rule",
		words.Text{Zh: "“{program}”的规则不适用于 {month}。", En: "The rules of {program} are not in force in {month}."}, nothingComputed,
		words.Text{Zh: "请换一个月份。", En: "Choose another month."})
	PlaceUnknown = fail.Define(fail.Invalid, "policy.place",
		words.Text{Zh: "没有代码为 {place} 的地区。", En: "There is no place with the code {place}."}, nothingComputed,
		words.Text{Zh: "请核对六位县级代码。", En: "Check the six-digit county code."})
	PlaceNeeded = fail.Define(fail.Invalid, "policy.place-needed",
		words.Text{Zh: "“{parameter}”由地方规定，先要说明是哪个地方。", En: "Places set the {parameter} themselves: say which place is meant."}, nothingComputed,
		words.Text{Zh: "请写明六位区划代码，如 430725；命令行写 --county 430725。", En: "Give the six-digit code, like 430725; on the command line --county 430725."})
	MonthMissing = fail.Define(fail.Invalid, "policy.month",
		words.Text{Zh: "需要说明按哪个月份的政策计算，写作 2026-03。", En: "Say which month's law to apply, like 2026-03."}, nothingComputed,
		words.Text{Zh: "请填写月份。", En: "Give the month."})
)

// The faults of what people type into a calculator.
var (
	CalculatorUnknown = fail.Define(fail.NotFound, "policy.calculator",
		words.Text{Zh: "没有名为“{name}”的计算器。{near}", En: "There is no calculator called {name}. {near}"}, nothingComputed,
		words.Text{Zh: "可用的有：{known}。", En: "There are: {known}."})
	InputMissing = fail.Define(fail.Invalid, "policy.input-missing",
		words.Text{Zh: "缺少“{title}”（{input}）：应填{expected}，例如 {example}。", En: "{title} ({input}) is missing: expected {expected}, for example {example}."}, nothingComputed,
		words.Text{Zh: "请补充后再算。", En: "Add it and try again."})
	InputEither = fail.Define(fail.Invalid, "policy.input-either",
		words.Text{Zh: "缺少“{title}”（{input}）：应填{expected}，例如 {example}；也可以改填{other}。", En: "{title} ({input}) is missing: expected {expected}, for example {example}; or give {other} instead."}, nothingComputed,
		words.Text{Zh: "请填其中一项。", En: "Give one of the two."})
	InputTwice = fail.Define(fail.Invalid, "policy.input-twice",
		words.Text{Zh: "“{title}”（{input}）和{other}只能填一项。", En: "Give either {title} ({input}) or {other}, not both."}, nothingComputed,
		words.Text{Zh: "请去掉其中一项。", En: "Leave one of them out."})
	InputBad = fail.Define(fail.Invalid, "policy.input",
		words.Text{Zh: "“{title}”（{input}）不对：应填{expected}，例如 {example}。", En: "{title} ({input}) is wrong: expected {expected}, for example {example}."}, nothingComputed,
		words.Text{Zh: "请更正后再算。", En: "Correct it and try again."})
	InputUnknown = fail.Define(fail.Invalid, "policy.input-unknown",
		words.Text{Zh: "这个计算器没有“{input}”这一项。", En: "This calculator has no input {input}."}, nothingComputed,
		words.Text{Zh: "可填的有：{known}。", En: "Inputs are: {known}."})
	RequestBad = fail.Define(fail.Invalid, "policy.request",
		words.Text{Zh: "请求第 {at} 个字节处有错：{problem}。", En: "The request is wrong at byte {at}: {problem}."}, nothingComputed,
		words.Text{Zh: "请更正请求后再试。", En: "Correct the request and try again."})
	RecordBad = fail.Define(fail.Invalid, "policy.record",
		words.Text{Zh: "留存的计算记录读不出来。", En: "The stored record of the calculation cannot be read."},
		words.Text{Zh: "原记录没有变动。", En: "The stored record is unchanged."},
		words.Text{Zh: "请把编号告诉县局。", En: "Give the reference to the county."})
)
