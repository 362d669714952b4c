package policy

import (
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// numberTools are the calculators that check the numbers on people's documents.
func numberTools() []*Calculator {
	number := func(title words.Text, example string) []InputDef {
		return []InputDef{{Name: "number", Title: title, Text: words.Text{Zh: "照证件所印填写", En: "as printed on the document"}, Kind: KindText, Required: true, Example: example, Secret: true}}
	}
	valid := OutputDef{"valid", words.Text{Zh: "有效", En: "valid"}, KindYesNo}
	why := OutputDef{"reasons", words.Text{Zh: "原因与提醒", En: "reasons and warnings"}, KindCodes}
	place := OutputDef{"place", words.Text{Zh: "地区代码", En: "place code"}, KindText}
	return []*Calculator{
		{Name: "citizen-id", Title: words.Text{Zh: "身份证号校验", En: "citizen ID check"}, Text: words.Text{Zh: "按 GB 11643 校验。", En: "Checked by GB 11643."},
			Inputs:  number(words.Text{Zh: "身份证号", En: "citizen ID"}, "430799196501150013"),
			Outputs: []OutputDef{valid, why, {"birth", words.Text{Zh: "出生日期", En: "date of birth"}, KindDate}, {"sex", words.Text{Zh: "性别", En: "sex"}, KindText}, place},
			compute: checkCitizenID},
		{Name: "credit-code", Title: words.Text{Zh: "统一社会信用代码校验", En: "credit code check"}, Text: words.Text{Zh: "按 GB 32100 校验。", En: "Checked by GB 32100."},
			Inputs: number(words.Text{Zh: "统一社会信用代码", En: "credit code"}, "91430799MA00000075"), Outputs: []OutputDef{valid, why, place}, compute: checkCreditCode},
		{Name: "bank-card", Title: words.Text{Zh: "银行账号校验", En: "bank account check"}, Text: words.Text{Zh: "检查位数和校验位。", En: "Length and check digit."},
			Inputs: number(words.Text{Zh: "银行账号", En: "bank account"}, "6200000000000005"), Outputs: []OutputDef{valid, why}, compute: checkBankCard},
	}
}

// checked is the common answer of the number checks: a wrong number is an answer here, not a fault.
func checked(name, standard string, warnings []civil.Warning, err error) *Result {
	r := &Result{Confidence: Confirmed, Plan: toolPlan(name, "")}
	codes := []string{}
	add := func(code string, t words.Text) {
		codes = append(codes, code)
		r.Explanation = append(r.Explanation, Step{Name: code, Title: words.Text{Zh: "说明", En: "remark"}, Source: SourceRule, Kind: KindText, Value: code,
			Raw: code, Shown: t, Formula: t, Law: []Citation{lawOf(standard, "")}})
	}
	for _, e := range fail.Each(err) {
		add(e.Code, words.Text{Zh: e.Say(words.Zh).What, En: e.Say(words.En).What})
	}
	for _, w := range warnings {
		add(w.Code, w.Text)
	}
	r.Outputs = []Output{{"valid", words.Text{Zh: "有效", En: "valid"}, KindYesNo, err == nil, KindYesNo.show(number(err == nil))},
		{"reasons", words.Text{Zh: "原因与提醒", En: "reasons and warnings"}, KindCodes, codes, codesShown(r.Explanation)}}
	return r
}

func codesShown(steps []Step) words.Text {
	var t words.Text
	for _, s := range steps {
		t = join(t, s.Shown)
	}
	if t.IsZero() {
		return words.Text{Zh: "无", En: "none"}
	}
	return t
}

// textOutput is a text, or nothing where the number is invalid.
func textOutput(name string, title words.Text, kind Kind, ok bool, value string, shown words.Text) Output {
	if !ok {
		return Output{name, title, kind, nil, words.Text{Zh: "无", En: "none"}}
	}
	return Output{name, title, kind, value, shown}
}

func placeOutput(ok bool, code string) Output {
	shown := same(code)
	if r, known := civil.RegionOf(code); known {
		shown = same(code + " " + r.Name)
	}
	return textOutput("place", words.Text{Zh: "地区代码", En: "place code"}, KindText, ok, code, shown)
}

func checkCitizenID(_ *Set, _ Query, in inputs) (*Result, error) {
	id, warnings, err := civil.ParseCitizenID(in.text["number"])
	r := checked("citizen-id", "GB 11643", warnings, err)
	var birth, sex, code string
	var sexTitle words.Text
	if err == nil {
		birth, sex, sexTitle, code = id.Birth().String(), string(id.Sex()), id.Sex().Title(), id.Region()
		r.Explanation = append(checksumSteps(id.Sum()), r.Explanation...)
	}
	r.Outputs = append(r.Outputs,
		textOutput("birth", words.Text{Zh: "出生日期", En: "date of birth"}, KindDate, err == nil, birth, same(birth)),
		textOutput("sex", words.Text{Zh: "性别", En: "sex"}, KindText, err == nil, sex, sexTitle), placeOutput(err == nil, code))
	return r, nil
}

// checksumSteps tell how the check character comes about.
func checksumSteps(sum int) []Step {
	count := func(name string, title, formula words.Text, n int) Step {
		return Step{Name: name, Title: title, Source: SourceRule, Kind: KindCount, Value: strconv.Itoa(n), Raw: int64(n), Shown: same(strconv.Itoa(n)), Formula: formula,
			Law: []Citation{lawOf("GB 11643", "")}}
	}
	return []Step{
		count("sum", words.Text{Zh: "前17位加权和", En: "weighted sum of the first 17 digits"},
			words.Text{Zh: fmt.Sprintf("各位数字乘以权数 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 后相加 = %d", sum), En: fmt.Sprintf("the digits times 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, added = %d", sum)}, sum),
		count("remainder", words.Text{Zh: "除以11的余数", En: "remainder by 11"},
			words.Text{Zh: fmt.Sprintf("%d ÷ 11 余 %d，在 10X98765432 中取第 %d 个，与末位相符", sum, sum%11, sum%11+1),
				En: fmt.Sprintf("%d ÷ 11 leaves %d: character %d of 10X98765432, as the last one is", sum, sum%11, sum%11+1)}, sum%11)}
}

func checkCreditCode(_ *Set, _ Query, in inputs) (*Result, error) {
	code, warnings, err := civil.ParseCreditCode(in.text["number"])
	r := checked("credit-code", "GB 32100", warnings, err)
	region := ""
	if err == nil {
		region = code.Region()
	}
	r.Outputs = append(r.Outputs, placeOutput(err == nil, region))
	return r, nil
}

func checkBankCard(_ *Set, _ Query, in inputs) (*Result, error) {
	_, warnings, err := civil.ParseBankCard(in.text["number"])
	r := checked("bank-card", "Luhn", warnings, err)
	if len(warnings) > 0 { // the counter takes such a number; the question here is whether it passes the check
		r.Outputs[0].Value, r.Outputs[0].Shown = false, KindYesNo.show(0)
	}
	return r, nil
}
