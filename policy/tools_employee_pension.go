package policy

import (
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// pensionTools compose evaluations of the pension's programs.
func pensionTools() []*Calculator {
	return []*Calculator{accountInterestTool(), pensionRecomputeTool()}
}

// accountInterestTool computes the interest of several years, each by the program account-interest-year.
func accountInterestTool() *Calculator {
	year := programTable[AccountInterestYear].inputs
	inputs := []InputDef{
		like(year, "balance", "balance"), like(year, "contributions", "contributions"),
		like(year, "year", "from-year"), like(year, "year", "to-year"), like(year, "months", "months")}
	inputs[1].Text = words.Text{Zh: "每年记入个人账户的缴费，各年相同；各年不同的用 account-interest-year 逐年算", En: "booked in each of the years; where years differ, compute them one by one with account-interest-year"}
	inputs[2].Title, inputs[2].Text = words.Text{Zh: "起始年度", En: "first year"}, words.Text{Zh: "从这一年的年初起算", En: "counted from its start"}
	inputs[3].Title, inputs[3].Text = words.Text{Zh: "终止年度", En: "last year"}, words.Text{Zh: "含这一年", En: "this year included"}
	inputs[4].Title, inputs[4].Text = words.Text{Zh: "终止年度的计息月数", En: "months of the last year"}, words.Text{Zh: "一般为12；退休当年按实际月数", En: "twelve, or fewer in the year of retirement"}
	return &Calculator{Name: "account-interest", Title: words.Text{Zh: "个人账户利息", En: "account interest"},
		Text:   words.Text{Zh: "职工养老保险个人账户从某年初到某年末的利息，逐年计算。", En: "What an employee's individual account earns from the start of one year to the end of another, year by year."},
		Inputs: inputs, Outputs: []OutputDef{{"interest_fen", interestTitle, KindMoney}, {"closing_fen", closingTitle, KindMoney}}, compute: accountInterest, dated: true}
}

var (
	interestTitle = words.Text{Zh: "利息合计", En: "interest in all"}
	closingTitle  = words.Text{Zh: "期末储存额", En: "closing balance"}
)

// interestLines are what is told of each year; account-interest-year tells the rest.
var interestLines = []string{"rateOfYear", "interestEarned", "interestClosing"}

// like gives an input of a program under a name of its own.
func like(inputs []InputDef, of, name string) InputDef {
	for _, d := range inputs {
		if d.Name == of {
			d.Name = name
			return d
		}
	}
	panic("policy: there is no input " + of)
}

func accountInterest(s *Set, q Query, in inputs) (*Result, error) {
	first, last := in.num["from-year"], in.num["to-year"]
	if last < first {
		d := like(programTable[AccountInterestYear].inputs, "year", "to-year")
		return nil, InputBad.With("title", words.Text{Zh: "终止年度", En: "last year"}, "input", "to-year",
			"expected", words.Text{Zh: "不早于起始年度的年度", En: "a year that is not before the first"}, "example", d.Example).On("to-year")
	}
	sh, err := s.sheet(AccountInterestYear, q)
	if err != nil {
		return s.unknownOf(AccountInterestYear, q), err
	}
	out := &Result{Confidence: Confirmed, Plan: toolPlan("account-interest", sh.plan.Hash())}
	balance, interest := in.num["balance"], int64(0)
	for year := first; year <= last; year++ {
		months := int64(12)
		if year == last {
			months = in.num["months"]
		}
		r, err := s.explain(sh, []int64{balance, in.num["contributions"], year, months})
		if err != nil {
			return r, err
		}
		n := strconv.FormatInt(year, 10)
		r.Explanation = slices.DeleteFunc(r.Explanation, func(st Step) bool { return !slices.Contains(interestLines, st.Name) })
		out.add(r, n, words.Text{Zh: n + "年", En: n + ": "})
		earned, closing := r.Outputs[0].Value.(int64), r.Outputs[1].Value.(int64)
		interest, balance = interest+earned, closing
	}
	out.Outputs = []Output{moneyOutput("interest_fen", interestTitle, interest), moneyOutput("closing_fen", closingTitle, balance)}
	return out, nil
}

// add takes the explanation of a part into the whole, under a name and a title of its own.
func (r *Result) add(part *Result, name string, title words.Text) {
	for _, st := range part.Explanation {
		st.Name += name
		st.Title = words.Text{Zh: title.Zh + st.Title.Zh, En: title.En + st.Title.En}
		r.Explanation = append(r.Explanation, st)
	}
	for _, n := range part.Notes {
		r.Notes = append(r.Notes, words.Text{Zh: title.Zh + n.Zh, En: title.En + n.En})
	}
	r.Confidence = max(r.Confidence, part.Confidence)
}

func moneyOutput(name string, title words.Text, fen int64) Output {
	return Output{name, title, KindMoney, fen, KindMoney.show(fen)}
}

// placeOf is the place of a question; "" is the nation.
func placeOf(q Query) civil.Division {
	if q.County == 0 {
		return ""
	}
	return q.County.Division()
}

// pensionRecomputeTool computes an employees' pension as it was first known and as it is known now.
func pensionRecomputeTool() *Calculator {
	var inputs []InputDef
	for _, d := range programTable[EmployeePension].inputs {
		if d.Name != "base-year" { // with a given base there is nothing to compute again
			inputs = append(inputs, d)
		}
	}
	inputs = append(inputs,
		InputDef{Name: "first-known-on", Title: words.Text{Zh: "原核定日", En: "day of the first computation"}, Kind: KindDate, Required: true, Example: "2026-03-31",
			Text: words.Text{Zh: "当时按这一天已公布的数计算", En: "with what was published by then"}},
		InputDef{Name: "paid-from", Title: words.Text{Zh: "起发月份", En: "first month paid"}, Kind: KindMonth, Required: true, Example: "2026-04", Lowest: "2014-07", Highest: "2150-12",
			Text: words.Text{Zh: "按原数发放的第一个月", En: "the first one at the first amount"}},
		InputDef{Name: "paid-to", Title: words.Text{Zh: "止发月份", En: "last month paid"}, Kind: KindMonth, Required: true, Example: "2026-10", Lowest: "2014-07", Highest: "2150-12",
			Text: words.Text{Zh: "按原数发放的最后一个月", En: "the last one at the first amount"}})
	return &Calculator{Name: "pension-recompute", Title: words.Text{Zh: "养老金重算补差", En: "pension computed again"},
		Text:   words.Text{Zh: "预发的养老金在计发基数公布后重算，得出每月差额和应补金额。", En: "A provisional pension computed again when the base is published: the difference a month and what is to be made up."},
		Inputs: inputs, Outputs: []OutputDef{{"difference_fen", differenceTitle, KindMoney}, {"back_pay_fen", backPayTitle, KindMoney}, {"months", paidTitle, KindMonths},
			{"before_fen", beforeTitle, KindMoney}, {"after_fen", afterTitle, KindMoney}, {"final", finalTitle, KindYesNo}}, compute: recomputeTool, dated: true}
}

func recomputeTool(s *Set, q Query, in inputs) (*Result, error) {
	given := make([]int64, 0, len(programTable[EmployeePension].inputs))
	for _, d := range programTable[EmployeePension].inputs {
		given = append(given, in.num[d.Name])
	}
	from, to := civil.Month(in.num["paid-from"]), civil.Month(in.num["paid-to"])
	first := Query{q.County, q.AsOf, civil.Date(in.num["first-known-on"])}
	if err := checkPaid(from, to, first.KnownOn, q.KnownOn); err != nil {
		return nil, err
	}
	before, err := s.ruled(EmployeePension, first, given)
	if err != nil {
		return before, err
	}
	after, err := s.ruled(EmployeePension, q, given)
	if err != nil {
		return after, err
	}
	return recomputed(before, after, from, to).Result(), nil
}

// totalOf is the monthly pension of an employee-pension result.
func totalOf(r *Result) money.Fen {
	o, _ := r.Output("total_fen")
	return money.Fen(o.Value.(int64))
}
