package policy

import (
	"renshe/civil"
	"renshe/money"
)

// PensionCondition 领取条件 (condition): whether the years paid carry a monthly pension. The amount is computed all the same.
//
//policy:choice
type PensionCondition uint8

// The conditions.
const (
	PensionMet        PensionCondition = iota + 1 // minimum-met 已满最低缴费年限 (the minimum years are paid)
	PensionShort                                  // minimum-short 未满最低缴费年限，不能按月领取，金额仅供参考 (the minimum years are not paid: no monthly pension yet, the amount is for orientation)
	PensionDeemedLong                             // deemed-too-long 视同缴费年限超过全部缴费年限，请核对 (the deemed years exceed all years: check them)
)

// EmployeePensionInput 企业职工基本养老金 (employees' pension): the monthly pension at retirement, with the base in force and known.
// 中文: 退休时每月领多少；当年计发基数未公布的，先按上年基数预发，公布后重算补差。
//
//policy:program employee-pension prefix=Pension from=2014-07
//policy:output basic=Basic account=AccountPart transition=Transition total=Total divisor_tenths=DivideBy base=Base provisional=Provisional base_year=UsedYear condition=ConditionReached minimum_months=MinimumMonths divisor_method=DivisorMethod
type EmployeePensionInput struct {
	// Index 平均缴费工资指数 (average index): the mean of the yearly contribution wages, each divided by the average wage of its year.
	// 中文: 本人平均缴费工资指数，四位小数。
	// Range: 0 .. 10
	// Example: 1.0324
	Index Index
	// Years 全部缴费年限 (years paid): with the deemed years, two decimals.
	// 中文: 含视同缴费年限，两位小数。
	// Or: PaidMonths
	// Range: 0 .. 70
	// Example: 31.33
	Years Centiyears
	// PaidMonths 全部缴费月数 (months paid): with the deemed months.
	// 中文: 含视同缴费月数。
	// Or: Years
	// Range: 0 .. 840
	// Example: 376
	PaidMonths Months
	// DeemedYears 视同缴费年限 (deemed years): worked before individual accounts began, as the county recognised them.
	// 中文: 建立个人账户以前的连续工龄，以认定的为准。
	// Default: 0
	// Or: DeemedMonths
	// Range: 0 .. 60
	// Example: 8.17
	DeemedYears Centiyears
	// DeemedMonths 视同缴费月数 (deemed months): the same in months.
	// 中文: 以月填写的视同缴费年限。
	// Default: 0
	// Or: DeemedYears
	// Range: 0 .. 720
	// Example: 98
	DeemedMonths Months
	// Account 个人账户储存额 (account balance): contributions and interest at retirement.
	// 中文: 退休时个人账户本息合计。
	// Range: 0 .. 100000000
	// Example: 85298.25
	Account money.Fen
	// Age 退休年龄 (age at retirement): years and months.
	// 中文: 退休时的周岁，精确到月。
	// Range: 40 .. 70
	// Example: 60y0m
	Age Age
	// BaseYear 计发基数年度 (year of the base): given, that year's base and no other; else the one of the month of retirement, or last year's until it is known.
	// 中文: 填写的只用该年基数；不填的用退休当年的，未公布的先用上年的。
	// Default: 0
	// Range: 2006 .. 2150
	// Example: 2025
	BaseYear Count
	// Month 退休月份 (month of retirement): the first month of the pension's year.
	// 中文: 办理退休的月份。
	// Default: as-of
	// Range: 2006-01 .. 2150-12
	// Example: 2026-03
	Month civil.Month
	// StatutoryMonth 法定退休月份 (statutory month): only for a late retirement, whose minimum years are those of this month.
	// 中文: 弹性延迟退休的填写，最低缴费年限按法定退休当年。
	// Default: 0
	// Range: 2006-01 .. 2150-12
	// Example: 2026-03
	StatutoryMonth civil.Month
}

// centiyears gives months as years with two decimals, half up.
func centiyears(m Months) Centiyears {
	return Centiyears((int64(m)*100 + 6) / 12)
}

// PensionAllYears 全部缴费年限 (years paid): as given, or the months in years with two decimals, half up.
// 中文: 以月填写的折算为年，四舍五入到两位小数。
//
// Formula: {years} + {paidMonths} ÷ 12
// Law: 国发〔2005〕38号 六
func PensionAllYears(years Centiyears, paidMonths Months) Centiyears {
	return years + centiyears(paidMonths)
}

// PensionAllDeemed 视同缴费年限 (deemed years): as given, or the months in years with two decimals, half up.
// 中文: 以月填写的折算为年，四舍五入到两位小数。
//
// Formula: {deemedYears} + {deemedMonths} ÷ 12
// Law: 国发〔2005〕38号 六
func PensionAllDeemed(deemedYears Centiyears, deemedMonths Months) Centiyears {
	return deemedYears + centiyears(deemedMonths)
}

// PensionBaseAsked 指定基数年度 (year of the base is given): then no other year's base stands in.
// 中文: 指定了年度的，只用该年基数。
//
// Formula: {baseYear!}
// Law: 国发〔2005〕38号 六
func PensionBaseAsked(baseYear Count) bool {
	return baseYear != 0
}

// PensionBaseMonth 计发基数所属月份 (month of the base): January of the year given, else the month of retirement.
// 中文: 指定年度的取该年1月，否则取退休月份。
//
// Formula: {baseYear!}; {month!}
// Law: 国发〔2005〕38号 六
func PensionBaseMonth(baseYear Count, month civil.Month) civil.Month {
	if baseYear != 0 {
		return civil.Month(baseYear) * 12
	}
	return month
}

// PensionBase 计发基数 (calculation base): of the year, or last year's until this year's is published.
// 中文: 退休当年的计发基数；未公布的先用上年的。
//
// Formula: {calculationBase!}
// Law: 国发〔2005〕38号 六
//
//policy:at calculationBase=pensionCalculationBase pensionBaseMonth strict=pensionBaseAsked
func PensionBase(calculationBase money.Fen) money.Fen {
	return calculationBase
}

// PensionProvisional 预发 (provisional): last year's base stands in; the pension is computed again and made up when this year's is published.
// 中文: 用的是上年基数，当年基数公布后重算补差。
//
// Formula: {calculationBase!}
// Law: 国发〔2005〕38号 六
func PensionProvisional(calculationBase money.Fen, calculationBaseProvisional bool) bool {
	return calculationBaseProvisional && calculationBase != 0
}

// PensionUsedYear 所用基数的年度 (year of the base used): the year before where last year's base stands in.
// 中文: 预发的为上一年。
//
// Formula: {pensionBaseMonth!}; {pensionProvisional!}
// Law: 国发〔2005〕38号 六
func PensionUsedYear(pensionBaseMonth civil.Month, pensionProvisional bool) Count {
	if pensionProvisional {
		return Count(pensionBaseMonth/12) - 1
	}
	return Count(pensionBaseMonth / 12)
}

// PensionBasic 基础养老金 (basic pension): the mean of the base and the base times the index, one per cent for each year paid.
// 中文: 计发基数与本人指数化月平均缴费工资的平均值，缴费每满一年发给百分之一。
//
// Formula: ({pensionBase} + {pensionBase} × {index}) ÷ 2 × {pensionAllYears} × {basicPensionRate}, {employeePensionRounding}
// Law: 国发〔2005〕38号 六
func PensionBasic(pensionBase money.Fen, index Index, pensionAllYears Centiyears, basicPensionRate Rate, employeePensionRounding money.Rounding) money.Fen {
	return employeePensionRounding.MulDiv(int64(pensionBase)*(IndexUnit+int64(index)), int64(pensionAllYears)*int64(basicPensionRate), 2*IndexUnit*100*RateUnit)
}

// PensionDivideBy 计发月数 (divisor): of the age at retirement.
// 中文: 按退休年龄确定。
//
// Formula: {divisorTenths!}
// Law: 国发〔2005〕38号 附件
func PensionDivideBy(divisorTenths Tenths) Tenths {
	return divisorTenths
}

// PensionDivisorMethod 计发月数的取法 (how the divisor is found): says where a public table gives another divisor.
// 中文: 55岁零1至11个月另有不同的公开表格，会说明。
//
// Formula: {divisorMethodUsed!}
// Law: 国发〔2005〕38号 附件
func PensionDivisorMethod(divisorMethodUsed DivisorMethod) DivisorMethod {
	return divisorMethodUsed
}

// PensionAccountPart 个人账户养老金 (account pension): the balance divided by the divisor.
// 中文: 个人账户储存额除以计发月数。
//
// Formula: {account} ÷ {pensionDivideBy}, {employeePensionRounding}
// Law: 国发〔2005〕38号 六
func PensionAccountPart(account money.Fen, pensionDivideBy Tenths, employeePensionRounding money.Rounding) money.Fen {
	return employeePensionRounding.MulDiv(int64(account), 10, int64(pensionDivideBy))
}

// PensionTransitionMonth 过渡性养老金判断月份 (month of the transition pension): the month of retirement if there are deemed years, else none.
// 中文: 有视同缴费年限的才有过渡性养老金。
//
// Formula: {pensionAllDeemed!}; {month!}
// Law: 国发〔2005〕38号 六
func PensionTransitionMonth(pensionAllDeemed Centiyears, month civil.Month) civil.Month {
	if pensionAllDeemed == 0 {
		return 0
	}
	return month
}

// PensionTransition 过渡性养老金 (transition pension): the base times the index for each deemed year, with the coefficient of the province.
// 中文: 本人指数化月平均缴费工资，视同缴费每满一年按本省系数发给。
//
// Formula: {pensionBase} × {index} × {pensionAllDeemed} × {coefficient}, {employeePensionRounding}
// Law: 国发〔2005〕38号 六
//
//policy:at coefficient=transitionCoefficient pensionTransitionMonth
func PensionTransition(pensionBase money.Fen, index Index, pensionAllDeemed Centiyears, coefficient Rate, employeePensionRounding money.Rounding) money.Fen {
	return employeePensionRounding.MulDiv(int64(pensionBase)*int64(index), int64(pensionAllDeemed)*int64(coefficient), IndexUnit*100*RateUnit)
}

// PensionTotal 月养老金 (monthly pension): the parts, each rounded, together.
// 中文: 各部分分别取整后相加。
//
// Formula: {pensionBasic} + {pensionAccountPart} + {pensionTransition}
// Law: 国发〔2005〕38号 六
func PensionTotal(pensionBasic, pensionAccountPart, pensionTransition money.Fen) money.Fen {
	return pensionBasic + pensionAccountPart + pensionTransition
}

// PensionMinimumMonth 最低缴费年限所属月份 (month of the minimum years): the month of retirement; the statutory month if that was earlier.
// 中文: 按退休月份；弹性延迟的按法定退休月份。
//
// Formula: {month!}; {statutoryMonth!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第三条
func PensionMinimumMonth(month, statutoryMonth civil.Month) civil.Month {
	if statutoryMonth != 0 {
		return min(month, statutoryMonth)
	}
	return month
}

// PensionMinimumMonths 最低缴费月数 (minimum months): of the month that counts.
// 中文: 当年按月领取所需的缴费月数。
//
// Formula: {minimumThen!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
//
//policy:at minimumThen=minimumContributionMonths pensionMinimumMonth
func PensionMinimumMonths(minimumThen Months) Months {
	return minimumThen
}

// PensionConditionReached 领取条件 (condition): whether the years paid reach the minimum, and whether the deemed years can be right.
// 中文: 缴费年限是否达到最低年限；视同年限不能多于全部年限。
//
// Formula: {pensionAllYears!}; {pensionMinimumMonths!}; {pensionAllDeemed!}
// Law: 社会保险法 第十六条
func PensionConditionReached(pensionAllYears, pensionAllDeemed Centiyears, pensionMinimumMonths Months) PensionCondition {
	switch {
	case pensionAllDeemed > pensionAllYears:
		return PensionDeemedLong
	case int64(pensionAllYears)*12 >= int64(pensionMinimumMonths)*100:
		return PensionMet
	}
	return PensionShort
}
