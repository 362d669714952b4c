package policy

import (
	"renshe/civil"
	"renshe/money"
)

// DisabilityTier 病残津贴档次 (tier): which standard applies. The first three numbers are the keys of the table of parts.
//
//policy:choice
type DisabilityTier uint8

// The tiers.
const (
	DisabilityFormula DisabilityTier = iota + 1 // pension-formula 已满最低缴费年限且距法定退休年龄不超过5年，按基本养老金计发办法 (minimum years paid and at most five years to the age: the pension formula)
	DisabilityFar                               // far-from-age 已满最低缴费年限，距法定退休年龄5年以上，按基础养老金计发办法 (minimum years paid, more than five years to the age: the basic pension alone)
	DisabilityShort                             // years-short 未满最低缴费年限 (the minimum years are not paid)
	DisabilityNone                              // not-fully-disabled 未经鉴定为完全丧失劳动能力 (not certified as having lost all capacity to work)
	DisabilityAged                              // age-reached 已达法定退休年龄，按退休办理 (the statutory age is reached: retirement)
)

// DisabilityAllowanceInput 病残津贴 (disability allowance): the monthly allowance of somebody who lost all capacity to work before the statutory age, outside work injury.
// 中文: 因病或非因工致残、经市级鉴定完全丧失劳动能力的，未到法定退休年龄时每月领多少；领取期间不再缴费，到龄时办理退休，养老金不再重算。
//
//policy:program disability-allowance prefix=Disability from=2025-01
//policy:output monthly=Monthly tier=TierReached months_left=MonthsLeft minimum_months=Minimum provisional=Provisional
type DisabilityAllowanceInput struct {
	// FullyDisabled 完全丧失劳动能力 (no capacity to work): certified by the city's committee.
	// 中文: 以市级劳动能力鉴定结论为准。
	// Example: yes
	FullyDisabled bool
	// StatutoryMonth 法定退休月份 (statutory month): from the calculator retirement-age.
	// 中文: 按 retirement-age 算出的法定退休月份。
	// Range: 2006-01 .. 2150-12
	// Example: 2029-06
	StatutoryMonth civil.Month
	// Index 平均缴费工资指数 (average index): as for the pension.
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
	// DeemedYears 视同缴费年限 (deemed years): as recognised.
	// 中文: 以认定的为准。
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
	// Account 个人账户储存额 (account balance): contributions and interest when the allowance begins.
	// 中文: 申领时个人账户本息合计。
	// Range: 0 .. 100000000
	// Example: 85298.25
	Account money.Fen
	// Age 申领时年龄 (age): years and months when the allowance begins.
	// 中文: 申领时的周岁，精确到月。
	// Range: 16 .. 70
	// Example: 57y4m
	Age Age
	// BaseYear 计发基数年度 (year of the base): given, that year's base and no other.
	// 中文: 填写的只用该年基数；不填的用当年的，未公布的先用上年的。
	// Default: 0
	// Range: 2006 .. 2150
	// Example: 2025
	BaseYear Count
	// Month 申领月份 (month of the claim): when the allowance begins.
	// 中文: 申领病残津贴的月份。
	// Default: as-of
	// Range: 2025-01 .. 2150-12
	// Example: 2026-03
	Month civil.Month
}

// DisabilityMonthsLeft 距法定退休月数 (months to the statutory age): none once it is reached.
// 中文: 申领月到法定退休月的月数，已到的为0。
//
// Formula: max(0, {statutoryMonth} − {month})
// Law: 人社部发〔2024〕72号 第三条
func DisabilityMonthsLeft(statutoryMonth, month civil.Month) Months {
	return max(0, Months(statutoryMonth-month))
}

// DisabilityMinimum 最低缴费月数 (minimum months): of the month of the claim.
// 中文: 按申领当年的标准。
//
// Formula: {pensionMinimumMonths!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
func DisabilityMinimum(pensionMinimumMonths Months) Months {
	return pensionMinimumMonths
}

// DisabilityTierReached 病残津贴档次 (tier): from the certificate, the years paid and the time to the statutory age.
// 中文: 依次判断鉴定结论、是否到龄、缴费年限、距法定退休年龄的时间。
//
// Formula: {fullyDisabled!}; {disabilityMonthsLeft!}; {pensionConditionReached!}; {disabilityAllowanceYears!}
// Law: 人社部发〔2024〕72号 第三条
func DisabilityTierReached(fullyDisabled bool, disabilityMonthsLeft Months, pensionConditionReached PensionCondition, disabilityAllowanceYears Years) DisabilityTier {
	switch {
	case !fullyDisabled:
		return DisabilityNone
	case disabilityMonthsLeft == 0:
		return DisabilityAged
	case pensionConditionReached != PensionMet:
		return DisabilityShort
	case disabilityMonthsLeft <= disabilityAllowanceYears*12:
		return DisabilityFormula
	}
	return DisabilityFar
}

// DisabilityStandard 待遇标准档 (standard): the tier, or none where there is no allowance.
// 中文: 能领的按档次取标准，不能领的没有。
//
// Formula: {disabilityTierReached!}
// Law: 人社部发〔2024〕72号 第三条
func DisabilityStandard(disabilityTierReached DisabilityTier) DisabilityTier {
	if disabilityTierReached > DisabilityShort {
		return 0
	}
	return disabilityTierReached
}

// DisabilityMonthly 病残津贴 (allowance): near the age the whole pension of the formula, further from it the basic pension alone; unknown for those short of the minimum years.
// 中文: 距龄5年以内按全部养老金，5年以上只按基础养老金；未满最低缴费年限的标准未查到，不给出数字。
//
// Formula: {partsOfTier!}; {pensionBasic!}; {pensionTotal!}
// Law: 人社部发〔2024〕72号 第三条
// Law: 人社部发〔2024〕72号 第四条
//
//policy:at partsOfTier=disabilityAllowanceParts disabilityStandard
func DisabilityMonthly(pensionBasic, pensionTotal money.Fen, partsOfTier Count) money.Fen {
	switch partsOfTier {
	case 0:
		return 0
	case 1:
		return pensionBasic
	}
	return pensionTotal
}

// DisabilityProvisional 预发 (provisional): the amount rests on last year's base and is computed again when this year's is published.
// 中文: 金额按上年基数计算，当年基数公布后重算补差。
//
// Formula: {pensionProvisional!}; {disabilityTierReached!}
// Law: 人社部发〔2024〕72号 第三条
func DisabilityProvisional(pensionProvisional, partsOfTierKnown bool, partsOfTier Count, disabilityTierReached DisabilityTier) bool {
	return pensionProvisional && partsOfTierKnown && partsOfTier != 0 && disabilityTierReached <= DisabilityFar
}
