package policy

import (
	"testing"

	"pgregory.net/rapid"

	"renshe/money"
)

// Nothing is lost or made in a conversion: the accounts less the refund come together, and no month counts twice.
func TestConversionKeepsTheMoney(t *testing.T) {
	p, born, asked := compiled(t, "430725", "2026-03", SchemeConversion), month(t, "1960-01"), month(t, "2026-03")
	rapid.Check(t, func(t *rapid.T) {
		months := rapid.Int32Range(0, 400)
		in := SchemeConversionInput{Category: Category(rapid.IntRange(1, 3).Draw(t, "category")), Birth: born.Add(rapid.IntRange(0, 400).Draw(t, "birth")),
			Month: asked, EmployeeMonths: months.Draw(t, "employee"), ResidentMonths: months.Draw(t, "resident"),
			EmployeeAccount: money.Fen(rapid.Int64Range(0, 1e8).Draw(t, "employeeAccount")), ResidentAccount: money.Fen(rapid.Int64Range(0, 1e7).Draw(t, "residentAccount")),
			OverlapMonths: rapid.Int32Range(0, 36).Draw(t, "overlap"), OverlapYears: rapid.Int32Range(1, 3).Draw(t, "years")}
		in.OverlapPaid = money.Fen(rapid.Int64Range(0, int64(in.ResidentAccount)).Draw(t, "paid"))
		f := EvalSchemeConversion(p, in)
		if f.Refund < 0 || f.Refund > in.OverlapPaid {
			t.Fatalf("of %s paid twice %s is refunded", in.OverlapPaid, f.Refund)
		}
		switch f.Direction {
		case ConversionToEmployees, ConversionToResidents:
			if f.MergedAccount+f.Refund != in.EmployeeAccount+in.ResidentAccount || f.TotalDays != f.ContactDays+f.TransferDays+f.ClosingDays {
				t.Fatalf("%+v", f)
			}
			if f.CountedMonths < in.EmployeeMonths || f.CountedMonths > in.EmployeeMonths+in.ResidentMonths || (f.Direction == ConversionToEmployees) != (in.EmployeeMonths >= f.MinimumMonths) {
				t.Fatalf("%+v", f)
			}
		default:
			if f.MergedAccount != 0 || f.CountedMonths != 0 || f.TotalDays != 0 {
				t.Fatalf("nothing is converted, but %+v", f)
			}
		}
	})
}

// The subsidy never exceeds two thirds of what was paid, nor its months those that are left, nor its end the statutory age.
func TestInsuranceSubsidyKeepsWithinItsLimits(t *testing.T) {
	p, born, first := compiled(t, "430725", "2026-03", SocialInsuranceSubsidy), month(t, "1960-01"), month(t, "2020-01")
	rapid.Check(t, func(t *rapid.T) {
		in := SocialInsuranceSubsidyInput{Group: SubsidyGroup(rapid.IntRange(1, 3).Draw(t, "group")), Recognised: rapid.Bool().Draw(t, "recognised"),
			Category: Category(rapid.IntRange(1, 3).Draw(t, "category")), Birth: born.Add(rapid.IntRange(0, 550).Draw(t, "birth")),
			FirstMonth: first.Add(rapid.IntRange(0, 90).Draw(t, "first")), Paid: money.Fen(rapid.Int64Range(0, 1e7).Draw(t, "paid")),
			Months: rapid.Int32Range(1, 60).Draw(t, "months"), Subsidised: rapid.Int32Range(0, 80).Draw(t, "subsidised")}
		in.Graduated = in.FirstMonth.Add(-rapid.IntRange(-3, 40).Draw(t, "since"))
		f := EvalSocialInsuranceSubsidy(p, in)
		if 3*f.Most > 2*in.Paid || f.Most < 0 || f.MonthsPaid < 0 || f.MonthsPaid > in.Months || f.Limit > f.ToAge || f.Limit >= 60 && f.FirstMonth >= p.values.DelayedRetirementStart ||
			in.Subsidised <= f.Limit && f.MonthsPaid+f.LeftMonths+in.Subsidised != f.Limit || (f.Most > 0 && f.Outcome != SubsidyPayable) {
			t.Fatalf("%+v", f)
		}
		if f.LastMonth >= f.RetirementMonth && f.LastMonth != 0 {
			t.Fatalf("subsidised in %s, at the statutory age in %s", f.LastMonth, f.RetirementMonth)
		}
	})
}
