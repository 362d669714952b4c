package policy

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/law"
)

// testdata/policy-facts.json holds the figures of law as they were collected, each with its source. Every number of it that has a
// source must occur in a case: typed, expected, or as a legal parameter that the result rests on.

// answeredBy names the calculators whose cases may show the numbers of a section, longest section first.
var answeredBy = []struct{ section, calculators string }{
	{"retirement", "retirement-age minimum-years special-occupation employee-pension"},
	{"pension_divisor_months", "pension-divisor employee-pension"},
	{"hunan_employee_pension/survivor_benefit", "survivor-benefit"},
	{"hunan_employee_pension/account_interest_rate", "account-interest"},
	{"hunan_employee_pension/annual_adjustment", "pension-adjustment"},
	{"hunan_employee_pension/contribution_base", "flexible-contribution employee-contribution"},
	{"hunan_employee_pension/rates", "flexible-contribution employee-contribution"},
	{"hunan_employee_pension", "employee-pension"},
	{"residents_pension/conversion", "scheme-conversion statutory-limit"},
	{"residents_pension", "resident-pension resident-entitlement resident-contribution"},
	{"unemployment/rate", "employee-contribution"},
	{"unemployment/skills_subsidy", "skill-subsidy"},
	{"unemployment/stable_job_refund", "job-retention-refund"},
	{"unemployment/expansion_subsidy_max", "hiring-subsidy"},
	{"unemployment", "unemployment-benefit"},
	{"work_injury/national_class_rates_pct", "employee-contribution injury-rate"},
	{"work_injury/hunan_class_rates_pct", "employee-contribution injury-rate"},
	{"work_injury/hunan_2012_provincial_units_pct", "employee-contribution injury-rate"},
	{"work_injury/floating", "employee-contribution injury-rate"},
	{"work_injury/deadlines", "statutory-limit injury-death-benefit"},
	{"work_injury/hospital_meal_per_day", "injury-meals"},
	{"work_injury", "injury-benefit injury-death-benefit"},
	{"medical_maternity/maternity_leave", "maternity-allowance"},
	{"medical_maternity", "medical-contribution employee-contribution"},
	{"housing_fund", "housing-fund-contribution housing-fund-loan statutory-limit"},
	{"minimum_wage", "minimum-wage minimum-wage-tier"},
	{"time_limits", "statutory-limit"},
	{"holidays/vectors_working_days", "working-day-limit"},
	{"holidays/vectors_calendar_days", "calendar-limit"},
	{"id_rules/gb11643", "citizen-id"},
	{"id_rules/gb32100", "credit-code"},
	{"id_rules/luhn", "bank-card"},
	{"tax_and_private_pension/private_pension", "private-pension"},
	{"tax_and_private_pension/enterprise_annuity", "enterprise-annuity"},
	{"tax_and_private_pension", "income-tax"},
	{"employment_services/loan", "startup-loan"},
	{"employment_services/unemployment_registration_hunan", "statutory-limit"},
	{"employment_services", "social-insurance-subsidy"},
}

// leaf is one value of the facts with its path.
type leaf struct{ path, text string }

// leaves lists the numbers below v; a text counts where it is a limit, a day or a number that identifies something.
func leaves(at string, v any) []leaf {
	var list []leaf
	switch v := v.(type) {
	case map[string]any:
		for key, one := range v {
			list = append(list, leaves(path.Join(at, key), one)...)
		}
	case []any:
		for i, one := range v {
			list = append(list, leaves(path.Join(at, strconv.Itoa(i)), one)...)
		}
	case json.Number:
		list = append(list, leaf{at, v.String()})
	case string:
		if measured.MatchString(at) {
			for _, n := range digits.FindAllString(v, -1) {
				list = append(list, leaf{at, n})
			}
		}
		if identified.MatchString(at) {
			list = append(list, leaf{at, v})
		}
	}
	return list
}

var (
	digits     = regexp.MustCompile(`\d+`)
	measured   = regexp.MustCompile(`/limit$`)
	identified = regexp.MustCompile(`(^id_rules/.*(valid|invalid|examples)/\d+|vectors_.*/(due|raw_due|rolled_due))$`)
)

// shown collects every text and number that the passing cases of a calculator show, as exact fractions in every unit that a
// person might have written them in.
type shown struct {
	numbers map[string]bool // canonical fractions
	texts   map[string]bool
}

func (s shown) add(text string, scales ...int64) {
	s.texts[text] = true
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return
	}
	for _, scale := range append(scales, 1) {
		s.numbers[new(big.Rat).Quo(n, big.NewRat(scale, 1)).RatString()] = true
	}
}

// scales are the units that a kind's integers may be written in: fen in yuan, months in years, ppm as a share or per cent.
var scales = map[Kind][]int64{KindMoney: {100}, KindMonths: {12}, KindAge: {12}, KindRate: {10_000, 1_000_000}, KindIndex: {10_000, 100},
	KindCentiyears: {100}, KindTenths: {10}}

func (s shown) addCase(c Case, res *Result) {
	for _, v := range c.Person {
		s.add(strings.TrimSuffix(v, "%"))
	}
	for name, v := range c.Expect {
		s.add(v)
		if strings.HasSuffix(name, "_fen") {
			s.add(v, 100)
		}
	}
	s.addMonth(c.Query.AsOf)
	for _, st := range res.Explanation {
		for _, t := range st.rows {
			s.addMonth(t.row.From)
			if e, ok := t.row.Value.At(t.key); ok {
				s.add(strconv.FormatInt(t.key, 10))
				s.add(strconv.FormatInt(e.Int, 10), scales[st.Kind]...)
			} else {
				s.add(strconv.FormatInt(t.row.Value.Int, 10), scales[st.Kind]...)
			}
		}
		switch v := st.Raw.(type) {
		case int64:
			s.add(strconv.FormatInt(v, 10), scales[st.Kind]...)
		case AgeJSON:
			s.add(strconv.FormatInt(v.Years, 10))
			s.add(strconv.FormatInt(v.Months, 10))
			s.add(strconv.FormatInt(v.Years*12+v.Months, 10))
		case string:
			s.texts[v] = true
			if m, err := civil.ParseMonth(v); err == nil {
				s.addMonth(m)
			}
		}
	}
}

func (s shown) addMonth(m civil.Month) {
	if m != 0 {
		s.add(strconv.Itoa(m.Year()))
	}
}

func (s shown) has(text string) bool {
	n, ok := new(big.Rat).SetString(text)
	return s.texts[text] || ok && s.numbers[n.RatString()]
}

func TestEverySourcedNumberIsInACase(t *testing.T) {
	b, err := os.ReadFile("testdata/policy-facts.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(b)))
	decoder.UseNumber()
	var facts map[string]any
	if err := decoder.Decode(&facts); err != nil {
		t.Fatal(err)
	}
	byCalculator := casesShown(t)
	checked := 0
	var absent []string
	for section, v := range facts {
		for _, l := range leaves(section, v) {
			i := slices.IndexFunc(answeredBy, func(a struct{ section, calculators string }) bool { return strings.HasPrefix(l.path, a.section) })
			if i < 0 || notLaw.MatchString(l.path) || slices.Contains(quotedBeside, l) {
				continue
			}
			checked++
			if !slices.ContainsFunc(strings.Fields(answeredBy[i].calculators), func(name string) bool { return byCalculator[name].has(l.text) }) {
				absent = append(absent, fmt.Sprintf("%s = %s is in no case of %s", l.path, l.text, answeredBy[i].calculators))
			}
		}
	}
	slices.Sort(absent)
	for _, line := range absent {
		t.Error(line)
	}
	if checked < 600 {
		t.Errorf("only %d numbers were looked for: the facts are read wrongly", checked)
	}
	t.Logf("%d numbers of the facts are in cases", checked-len(absent))
}

// notLaw are numbers that no case can show: names of sheets, the weights of check digits (whose sums the cases show), the articles
// and the year that a limit's text quotes beside its days, two thirds written as a decimal, and the sum of two rates.
var notLaw = regexp.MustCompile(`^(hunan_employee_pension/worked_cases/\d+/(id|sheet)|id_rules/.*/weights/\d+|employment_services/subsidy_share_max|` +
	`unemployment/rate/national_total)$`)

// quotedBeside are the numbers of the one limit whose text quotes other laws.
var quotedBeside = []leaf{{"time_limits/27/limit", "16"}, {"time_limits/27/limit", "50"}, {"time_limits/27/limit", "1999"}}

func casesShown(t *testing.T) map[string]shown {
	t.Helper()
	set := defaultSet(t)
	cases, err := ReadCases(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]shown{}
	for _, c := range cases {
		if _, seen := all[c.Calculator]; !seen {
			all[c.Calculator] = shown{map[string]bool{}, map[string]bool{}}
		}
		res, err := set.calculate(c.Calculator, c.Query, c.Person)
		if res == nil || err != nil && len(fail.Each(err)) == 0 {
			continue
		}
		all[c.Calculator].addCase(c, res)
	}
	return all
}
