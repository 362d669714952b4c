package policy

import (
	"renshe/civil"
	"renshe/money"
)

// PensionAdjustmentInput 退休人员养老金调整 (yearly rise of pensions): the national total of a year, as information. What one person gets follows the province's scheme.
// 中文: 当年全国总体调整水平，供了解；个人增加多少按本省方案（定额、挂钩、倾斜）计算。
//
//policy:program pension-adjustment prefix=Adjustment from=2014-07
//policy:output rise=Rise fixed_part=Fixed scheme_known=SchemeKnown
type PensionAdjustmentInput struct {
	// Year 年度 (year): the rise counts from January of the year.
	// 中文: 调整从当年1月1日起执行。
	// Range: 2006 .. 2150
	// Example: 2025
	Year Count
}

// AdjustmentMonth 调整起始月份 (month of the rise): January of the year.
// 中文: 当年1月起。
//
// Formula: {year!}
// Law: 社会保险法 第十八条
func AdjustmentMonth(year Count) civil.Month {
	return civil.Month(year) * 12
}

// AdjustmentRise 全国总体调整水平 (national rise): of all pensions together, not of one person.
// 中文: 按全国退休人员月人均基本养老金计算的总体水平，不是个人的涨幅。
//
// Formula: {nationalRise!}
// Law: 社会保险法 第十八条
//
//policy:at nationalRise=pensionAnnualRise adjustmentMonth
func AdjustmentRise(nationalRise Rate) Rate {
	return nationalRise
}

// AdjustmentFixed 个人定额增加 (fixed part of a person's rise): by the scheme of the province; unknown where the scheme is not on file.
// 中文: 本省方案的定额部分；方案未查到的不给出数字。
//
// Formula: {fixedRise!}
// Law: 社会保险法 第十八条
//
//policy:at fixedRise=pensionRiseFixedPart adjustmentMonth
func AdjustmentFixed(fixedRise money.Fen) money.Fen {
	return fixedRise
}

// AdjustmentSchemeKnown 本省方案已录入 (scheme on file): whether a person's amount could be computed.
// 中文: 本省当年方案是否已录入。
//
// Formula: {adjustmentMonth!}
// Law: 社会保险法 第十八条
func AdjustmentSchemeKnown(fixedRiseKnown bool, adjustmentMonth civil.Month) bool {
	return fixedRiseKnown && adjustmentMonth != 0
}
