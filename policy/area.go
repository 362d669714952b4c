package policy

import (
	"slices"
	"strings"

	"renshe/internal/words"
)

// Area is a field of social security with the calculators that belong to it, in the order in which people look for them (领域).
type Area struct {
	Title       words.Text
	Calculators []*Calculator
}

var areas = []struct {
	title words.Text
	names string
}{
	{words.Text{Zh: "养老", En: "Pensions"}, "retirement-age minimum-years special-occupation employee-pension pension-recompute pension-divisor account-interest account-interest-year pension-adjustment disability-allowance resident-entitlement resident-pension scheme-conversion survivor-benefit enterprise-annuity private-pension"},
	{words.Text{Zh: "缴费", En: "Contributions"}, "employee-contribution flexible-contribution resident-contribution medical-contribution injury-rate late-fee housing-fund-contribution housing-fund-loan income-tax"},
	{words.Text{Zh: "失业、工伤、生育", En: "Unemployment, injury, maternity"}, "unemployment-benefit injury-benefit injury-death-benefit injury-meals maternity-allowance"},
	{words.Text{Zh: "就业和用工", En: "Work"}, "minimum-wage minimum-wage-tier social-insurance-subsidy skill-subsidy job-retention-refund hiring-subsidy startup-loan economic-compensation annual-leave"},
	{words.Text{Zh: "期限和号码", En: "Time limits and numbers"}, "working-day-limit calendar-limit statutory-limit citizen-id credit-code bank-card"},
}

// Areas lists all calculators by area; those that stand in none come last.
func Areas() []Area {
	left := Calculators()
	var list []Area
	for _, a := range areas {
		area := Area{Title: a.title}
		for name := range strings.FieldsSeq(a.names) {
			if i := slices.IndexFunc(left, func(c *Calculator) bool { return c.Name == name }); i >= 0 {
				area.Calculators = append(area.Calculators, left[i])
				left = slices.Delete(left, i, i+1)
			}
		}
		if len(area.Calculators) > 0 {
			list = append(list, area)
		}
	}
	if len(left) > 0 {
		list = append(list, Area{words.Text{Zh: "其他", En: "Others"}, left})
	}
	return list
}

// Main is the result people came for: the total where there is one, otherwise the first that is given.
func (r *Result) Main() (main Output) {
	for i, o := range r.Outputs {
		switch {
		case o.Name == "total_fen" && o.Value != nil:
			return o
		case i == 0 || main.Value == nil:
			main = o
		}
	}
	return main
}
