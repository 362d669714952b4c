package policy

import (
	"renshe/civil"
	"renshe/money"
)

// IncomeTaxInput 综合所得个人所得税 (income tax): the tax of a year on wages and other comprehensive income, for advice; without the deduction for serious illness and bonuses taxed apart.
// 中文: 居民个人全年综合所得应纳税额的估算，供咨询；以税务机关为准。不含大病医疗扣除和全年一次性奖金单独计税。基本养老金免税（个人所得税法第四条），不填入收入。
//
//policy:program income-tax prefix=Tax from=2023-01
//policy:output tax=Due special=Special taxable=Taxable bracket=Bracket rate=Rate quick=Quick
type IncomeTaxInput struct {
	// Income 全年收入额 (income of the year): wages before deductions and other comprehensive income; without pensions of the state.
	// 中文: 工资薪金等综合所得的收入额，不含免税的基本养老金。
	// Range: 0 .. 1000000000
	// Example: 120000
	Income money.Fen
	// Insurance 三险一金个人缴费 (insurance and housing fund): what the person paid in the year.
	// 中文: 全年个人缴纳的基本养老、医疗、失业保险费和住房公积金。
	// Default: 0
	// Range: 0 .. 100000000
	// Example: 18000
	Insurance money.Fen
	// Children 子女教育人数 (children in education): counted whole where the other parent deducts nothing.
	// 中文: 由本人全额扣除的子女人数。
	// Default: 0
	// Range: 0 .. 20
	// Example: 1
	Children Count
	// Infants 三岁以下婴幼儿人数 (children under three): counted whole where the other parent deducts nothing.
	// 中文: 由本人全额扣除的婴幼儿人数。
	// Default: 0
	// Range: 0 .. 20
	// Example: 0
	Infants Count
	// OnlyChild 独生子女 (only child): has no brothers or sisters to share the deduction for parents with.
	// 中文: 赡养老人的扣除由本人全额享受。
	// Default: no
	// Example: no
	OnlyChild bool
	// Elderly 每月赡养老人扣除额 (deduction for parents, a month): all of it for an only child, else the share agreed.
	// 中文: 独生子女填全额，非独生子女填分摊的数；超过上限的按上限。
	// Default: 0
	// Range: 0 .. 3000
	// Example: 1500
	Elderly money.Fen
	// Loan 首套房贷利息 (interest on the first home): has a loan for the first home and deducts its interest.
	// 中文: 由本人扣除首套住房贷款利息。
	// Default: no
	// Example: no
	Loan bool
	// Rent 住房租金 (rent): rents a home in the city of work and owns none there.
	// 中文: 在主要工作城市没有自有住房而租房。
	// Default: no
	// Example: yes
	Rent bool
	// Study 学历继续教育 (continuing education): studies for a degree.
	// 中文: 在学历（学位）继续教育期间。
	// Default: no
	// Example: no
	Study bool
	// Months 专项附加扣除月数 (months of the special deductions): how many months of the year they apply.
	// 中文: 当年符合条件的月数。
	// Default: 12
	// Range: 0 .. 12
	// Example: 12
	Months Months
	// PrivatePension 个人养老金缴费 (payments into a private pension): of the year.
	// 中文: 当年向个人养老金账户缴的数。
	// Default: 0
	// Range: 0 .. 1000000
	// Example: 0
	PrivatePension money.Fen
	// Month 所属月份 (month of the year asked about): its year is the tax year.
	// 中文: 按这个月所在的年度计算。
	// Default: as-of
	// Range: 2019-01 .. 2150-12
	// Example: 2026-03
	Month civil.Month
}

// TaxRentMonth 租金标准月份 (month of the rent deduction): the month asked about where there is rent; else none.
// 中文: 租房的按所问月份查标准。
//
// Formula: {rent!}; {month!}
// Law: 国发〔2018〕41号 第十七条
func TaxRentMonth(rent bool, month civil.Month) civil.Month {
	return monthIf(rent, month)
}

// TaxHousing 住房扣除 (deduction for housing, a month): rent or interest on a loan, never both; the higher counts.
// 中文: 住房租金和住房贷款利息只能扣一项，按较高的算。
//
// Formula: {loan!}; {taxLoanDeduction!}; {rentDeduction!}
// Law: 国发〔2018〕41号 第二十条
//
//policy:at rentDeduction=taxRentDeduction taxRentMonth
func TaxHousing(loan bool, taxLoanDeduction, rentDeduction money.Fen) money.Fen {
	if loan {
		return max(taxLoanDeduction, rentDeduction)
	}
	return rentDeduction
}

// TaxStudyPart 继续教育扣除 (deduction for study, a month): for the months of studying.
// 中文: 学历继续教育期间每月定额。
//
// Formula: {study!}; {taxStudyDeduction!}
// Law: 国发〔2018〕41号 第八条
func TaxStudyPart(study bool, taxStudyDeduction money.Fen) money.Fen {
	if study {
		return taxStudyDeduction
	}
	return 0
}

// TaxElderlyPart 赡养老人扣除 (deduction for parents, a month): what is claimed, up to the amount of an only child, or of a share.
// 中文: 独生子女不超过全额，非独生子女不超过每人分摊上限。
//
// Formula: {elderly!}; {onlyChild!}; {taxElderlyDeduction!}; {taxElderlyShare!}
// Law: 国发〔2023〕13号 三
func TaxElderlyPart(elderly money.Fen, onlyChild bool, taxElderlyDeduction, taxElderlyShare money.Fen) money.Fen {
	if onlyChild {
		return min(elderly, taxElderlyDeduction)
	}
	return min(elderly, taxElderlyShare)
}

// TaxSpecial 专项附加扣除 (special deductions): of the year.
// 中文: 每月各项之和乘以月数。
//
// Formula: ({children} × {taxChildDeduction} + {infants} × {taxInfantDeduction} + {taxElderlyPart} + {taxHousing} + {taxStudyPart}) × {months}
// Law: 国发〔2023〕13号 一
// Law: 国发〔2023〕13号 二
func TaxSpecial(children, infants Count, taxChildDeduction, taxInfantDeduction, taxElderlyPart, taxHousing, taxStudyPart money.Fen, months Months) money.Fen {
	monthly := money.Fen(children)*taxChildDeduction + money.Fen(infants)*taxInfantDeduction + taxElderlyPart + taxHousing + taxStudyPart
	return monthly * money.Fen(months)
}

// TaxPrivateMonth 个人养老金限额月份 (month of the limit of private pensions): the month asked about where something was paid; else none.
// 中文: 当年有个人养老金缴费的，按所问月份查限额。
//
// Formula: {privatePension!}; {month!}
// Law: 财政部 税务总局公告2024年第21号 一
func TaxPrivateMonth(privatePension money.Fen, month civil.Month) civil.Month {
	return monthIf(privatePension > 0, month)
}

// TaxPrivate 个人养老金扣除 (deduction for a private pension): what was paid, up to the limit of the year.
// 中文: 不超过年度限额据实扣除。
//
// Formula: min({privatePension}, {privateLimit})
// Law: 财政部 税务总局公告2024年第21号 一
//
//policy:at privateLimit=privatePensionLimit taxPrivateMonth
func TaxPrivate(privatePension, privateLimit money.Fen) money.Fen {
	return min(privatePension, privateLimit)
}

// TaxTaxable 应纳税所得额 (taxable income): income less the basic deduction, insurance, special deductions and the private pension; never negative.
// 中文: 收入额减除费用、专项扣除、专项附加扣除和个人养老金。
//
// Formula: max(0, {income} − {taxBasicDeduction} − {insurance} − {taxSpecial} − {taxPrivate})
// Law: 个人所得税法 第六条
func TaxTaxable(income, taxBasicDeduction, insurance, taxSpecial, taxPrivate money.Fen) money.Fen {
	return max(0, income-taxBasicDeduction-insurance-taxSpecial-taxPrivate)
}

// bracketOf finds the bracket of a yearly taxable income: an income at the upper end of a bracket still lies in it.
func bracketOf(taxable money.Fen, limits ...money.Fen) Count {
	for i, limit := range limits {
		if taxable <= limit {
			return Count(i + 1)
		}
	}
	return Count(len(limits) + 1)
}

// TaxBracket 税率级数 (bracket): the bracket in which the taxable income lies.
// 中文: 应纳税所得额所在的级数，等于上限的仍属本级。
//
// Formula: {taxTaxable!}; {taxLimit1!}; {taxLimit2!}; {taxLimit3!}; {taxLimit4!}; {taxLimit5!}; {taxLimit6!}
// Law: 个人所得税法 第三条 税率表一
func TaxBracket(taxTaxable, taxLimit1, taxLimit2, taxLimit3, taxLimit4, taxLimit5, taxLimit6 money.Fen) Count {
	return bracketOf(taxTaxable, taxLimit1, taxLimit2, taxLimit3, taxLimit4, taxLimit5, taxLimit6)
}

// TaxRate 适用税率 (rate): of the bracket.
// 中文: 所在级数的税率。
//
// Formula: {rateOfBracket}
// Law: 个人所得税法 第三条 税率表一
//
//policy:at rateOfBracket=taxBracketRate taxBracket
func TaxRate(rateOfBracket Rate) Rate { return rateOfBracket }

// TaxQuick 速算扣除数 (quick deduction): of the bracket.
// 中文: 所在级数的速算扣除数。
//
// Formula: {quickOfBracket}
// Law: 个人所得税法 第三条 税率表一
//
//policy:at quickOfBracket=taxBracketQuick taxBracket
func TaxQuick(quickOfBracket money.Fen) money.Fen { return quickOfBracket }

// TaxDue 应纳税额 (tax due): taxable income at the rate of its bracket, less the quick deduction.
// 中文: 应纳税所得额乘以适用税率，减速算扣除数。
//
// Formula: {taxTaxable} × {rateOfBracket} − {quickOfBracket}, {taxRounding}
// Law: 个人所得税法 第三条 税率表一
func TaxDue(taxTaxable money.Fen, rateOfBracket Rate, quickOfBracket money.Fen, taxRounding money.Rounding) money.Fen {
	return taxRounding.MulDiv(int64(taxTaxable), int64(rateOfBracket), RateUnit) - quickOfBracket
}
