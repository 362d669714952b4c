package policy

import (
	"testing"

	"pgregory.net/rapid"

	"renshe/law"
	"renshe/money"
	"renshe/policy/internal/lawfile"
)

// The national minimum stands in two files: alone, to show the levels apart, and under the province's standard. They are the same.
func TestNationalMinimumIsTheSameInBothFiles(t *testing.T) {
	rows := func(key string) (list []string) {
		b, err := law.FS.ReadFile("parameters/resident-pension/" + key + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		p, err := lawfile.Parse(key+".yaml", b)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Rows {
			if r.Place == "" {
				list = append(list, r.From.String()+" "+r.Value.Text+" "+r.Published.String()+" "+r.Confidence+" "+r.Cite.Document)
			}
		}
		return list
	}
	alone, under := rows("resident-national-basic"), rows("resident-basic-pension")
	if len(alone) != len(under) || len(alone) == 0 {
		t.Fatalf("%d rows alone, %d under the province's standard", len(alone), len(under))
	}
	for i := range alone {
		if alone[i] != under[i] {
			t.Errorf("alone %s, under the province's standard %s", alone[i], under[i])
		}
	}
}

// Where every level is known the parts add up to the basic pension, and the province's part is never negative.
func TestResidentLevelsAddUp(t *testing.T) {
	places := []string{"", "430725", "440117", "450721"}
	months := []string{"2014-07", "2016-01", "2018-01", "2020-08", "2023-01", "2025-01"}
	rapid.Check(t, func(rt *rapid.T) {
		place, m := rapid.SampledFrom(places).Draw(rt, "place"), rapid.SampledFrom(months).Draw(rt, "month")
		p := compiled(t, place, m, ResidentPension)
		f := EvalResidentPension(p, ResidentPensionInput{Account: money.Fen(rapid.Int64Range(0, 1e10).Draw(rt, "account")),
			PaidMonths: Months(rapid.Int32Range(0, 1200).Draw(rt, "paid"))})
		if f.ProvinceAddition < 0 || f.Basic != max(p.values.ResidentNationalBasic, p.values.ResidentBasicPension)+f.LongAddition || f.Total != f.Basic+f.AccountPart {
			rt.Fatalf("%s %s: %+v", place, m, f)
		}
	})
}

// Tax rises with income, never by more than the income, and by no jump where a bracket begins: the quick deductions fit the rates.
func TestIncomeTaxIsContinuous(t *testing.T) {
	p := compiled(t, "430725", "2026-03", IncomeTax)
	tax := func(income money.Fen) money.Fen {
		return EvalIncomeTax(p, IncomeTaxInput{Income: income, Months: 12}).Due
	}
	rapid.Check(t, func(t *rapid.T) {
		income := money.Fen(rapid.Int64Range(0, 2_000_000_00).Draw(t, "income"))
		more := money.Fen(rapid.Int64Range(1, 1_000_00).Draw(t, "more"))
		low, high := tax(income), tax(income+more)
		if high < low || high-low > more || low < 0 {
			t.Fatalf("%s more than %s raises the tax from %s to %s", more, income, low, high)
		}
	})
	for _, limit := range []money.Fen{p.values.TaxLimit1, p.values.TaxLimit2, p.values.TaxLimit3, p.values.TaxLimit4, p.values.TaxLimit5, p.values.TaxLimit6} {
		at := p.values.TaxBasicDeduction + limit
		if d := tax(at+100) - tax(at); d < 0 || d > 45 {
			t.Errorf("one yuan above %s raises the tax by %s", limit, d)
		}
	}
}

// What a private pension saves is the difference of two income taxes, and lies between nothing and the payment at the top rate.
func TestPrivatePensionSavesTheDifference(t *testing.T) {
	p := compiled(t, "430725", "2026-03", IncomeTax, PrivatePension)
	rapid.Check(t, func(t *rapid.T) {
		taxable := money.Fen(rapid.Int64Range(0, 2_000_000_00).Draw(t, "taxable"))
		paid := money.Fen(rapid.Int64Range(0, 20_000_00).Draw(t, "paid"))
		f := EvalPrivatePension(p, PrivatePensionInput{Paid: paid, Taxable: taxable})
		income := p.values.TaxBasicDeduction + taxable
		before := EvalIncomeTax(p, IncomeTaxInput{Income: income, Months: 12}).Due
		after := EvalIncomeTax(p, IncomeTaxInput{Income: income - f.Deductible, Months: 12}).Due
		if f.Saving != before-after || f.Saving < 0 || f.Saving > f.Deductible || f.Deductible > min(paid, p.values.PrivatePensionLimit) {
			t.Fatalf("taxable %s, paid %s: saves %s of %s − %s", taxable, paid, f.Saving, before, after)
		}
	})
}

// Above the minimum wage a longer time with an employer is never compensated less; what is due against the law is twice what is due within it.
func TestCompensationGrowsWithTime(t *testing.T) {
	p := compiled(t, "430725", "2026-03", EconomicCompensation)
	start := date(t, "2008-01-01")
	rapid.Check(t, func(t *rapid.T) {
		in := EconomicCompensationInput{Start: start.Add(rapid.IntRange(0, 5000).Draw(t, "start")), Wage: money.Fen(rapid.Int64Range(3000_00, 1e7).Draw(t, "wage")),
			AreaAverage: money.Fen(rapid.Int64Range(0, 1e6).Draw(t, "average")), Ending: EndingLawful}
		in.End = in.Start.Add(rapid.IntRange(0, 15000).Draw(t, "days"))
		shorter := EvalEconomicCompensation(p, in)
		in.End = in.End.Add(rapid.IntRange(0, 400).Draw(t, "more"))
		longer := EvalEconomicCompensation(p, in)
		in.Ending = EndingUnlawful
		if unlawful := EvalEconomicCompensation(p, in); longer.Due < shorter.Due || unlawful.Due != 2*longer.Due || longer.Base > in.Wage {
			t.Fatalf("%+v: shorter %s, longer %s, unlawful %s", in, shorter.Due, longer.Due, unlawful.Due)
		}
	})
}
