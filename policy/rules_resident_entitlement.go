package policy

import "renshe/civil"

// ResidentEntitlementInput 城乡居民养老金领取资格 (entitlement to the residents' pension): whether somebody may draw it in a given month.
// 中文: 某人在某月能否领取城乡居民养老金，不能时说明差什么。
//
//policy:program resident-entitlement prefix=Resident from=2014-07
//policy:output entitled=Entitled reason=Reason reach_month=ReachMonth start_month=StartMonth required_months=RequiredMonths short_months=ShortMonths
type ResidentEntitlementInput struct {
	// Birth 出生年月 (month of birth): as the identity card has it.
	// 中文: 以身份证为准。
	// Range: 1890-01 .. 2100-12
	// Example: 1966-02
	Birth civil.Month
	// PaidMonths 累计缴费月数 (months paid): a paid year counts twelve.
	// 中文: 每缴一年计12个月。
	// Range: 0 .. 1200
	// Example: 180
	PaidMonths Months
	// Month 判断月份 (month asked about): entitled in this month or not yet.
	// 中文: 判断这个月是否符合条件。
	// Default: as-of
	// Range: 1990-01 .. 2150-12
	// Example: 2026-03
	Month civil.Month
	// InEmployeeScheme 在职工养老保险 (in the employees' scheme): insured in, or drawing from, the pension scheme of employees.
	// 中文: 正在参加职工养老保险或已从中领取。
	// Default: no
	// Example: no
	InEmployeeScheme bool
	// Receiving 已领取养老金 (already drawing): draws a basic pension of the state already.
	// 中文: 已领取国家规定的基本养老待遇。
	// Default: no
	// Example: no
	Receiving bool
	// SchemeStart 当地制度实施月份 (month the scheme began locally): from the county's file, where somebody was 45 or older then.
	// 中文: 实施时已满45周岁的，按县里存档填写。
	// Default: 0
	// Range: 2009-01 .. 2013-12
	// Example: 2011-07
	SchemeStart civil.Month
}

// ResidentReachMonth 到龄月份 (month of reaching the age): the month of the birthday that gives the age.
// 中文: 年满领取年龄的月份；不受职工延迟退休影响。
//
// Formula: {birth} + {residentPensionAge}
// Law: 国发〔2014〕8号 七
func ResidentReachMonth(birth civil.Month, residentPensionAge Years) civil.Month {
	return birth + civil.Month(residentPensionAge)*12
}

// ResidentLocalStart 适用的制度实施月份 (local start that is used): the month given with the person, else the one recorded for the place; none if neither is known.
// 中文: 以随人提供的月份为准，没有则用当地登记的月份，均未知则不适用特殊规定。
//
// Formula: {schemeStart!}; {residentSchemeStart!}
// Law: 国发〔2014〕8号 七
func ResidentLocalStart(schemeStart, residentSchemeStart civil.Month) civil.Month {
	if schemeStart != 0 {
		return schemeStart
	}
	return residentSchemeStart
}

// ResidentRequiredMonths 应缴费月数 (months required): the minimum years; for those nearer to the age when the scheme began, the months from then to the age; none for those who had reached it.
// 中文: 一般为最低缴费年限；制度实施时距领取年龄不足最低年限的，为实施月到到龄月；已到龄的不用缴费。
//
// Formula: {residentMinimumYears!}; {residentReachMonth!}; {residentLocalStart!}
// Law: 国发〔2014〕8号 七
func ResidentRequiredMonths(residentReachMonth, residentLocalStart civil.Month, residentMinimumYears Years) Months {
	if residentLocalStart == 0 {
		return residentMinimumYears * 12
	}
	return min(residentMinimumYears*12, max(0, Months(residentReachMonth-residentLocalStart)))
}

// ResidentShortMonths 尚缺月数 (months short): what is still to be paid.
// 中文: 应缴月数减去已缴月数。
//
// Formula: max(0, {residentRequiredMonths} − {paidMonths})
// Law: 国发〔2014〕8号 七
func ResidentShortMonths(residentRequiredMonths, paidMonths Months) Months {
	return max(0, residentRequiredMonths-paidMonths)
}

// ResidentStartMonth 起发月份 (first month paid): the month after reaching the age, never before the scheme began.
// 中文: 到龄次月起发，不早于当地制度实施月份。
//
// Formula: {residentReachMonth} + {residentStartOffset}; {residentLocalStart!}
// Law: 人社部发〔2019〕84号 待遇支付
func ResidentStartMonth(residentReachMonth civil.Month, residentStartOffset Months, residentLocalStart civil.Month) civil.Month {
	return max(residentReachMonth+civil.Month(residentStartOffset), residentLocalStart)
}

// ResidentReason 判断结果 (reason): the first condition that is not met; entitled if all are. Where the local start is unknown and could make the months paid enough, it says that the start must be established first.
// 中文: 依次判断：是否已领取、是否在职工养老保险、是否到龄、缴费是否足月。当地实施月份未知而又可能影响结果的，先核定再判断。
//
// Formula: {receiving!}; {inEmployeeScheme!}; {residentReachMonth!}; {month!}; {residentShortMonths!}
// Law: 国发〔2014〕8号 三
// Law: 国发〔2014〕8号 七
func ResidentReason(receiving, inEmployeeScheme bool, residentReachMonth, month civil.Month, residentShortMonths Months,
	residentLocalStart, residentSchemeEverywhere civil.Month, paidMonths Months) ReasonCode {
	switch {
	case receiving:
		return ReasonReceiving
	case inEmployeeScheme:
		return ReasonEmployeeScheme
	case residentReachMonth > month:
		return ReasonTooYoung
	case residentShortMonths == 0:
		return ReasonEntitled
	case residentLocalStart == 0 && Months(residentReachMonth-residentSchemeEverywhere) <= paidMonths:
		return ReasonSchemeStartUnknown
	}
	return ReasonPaidShort
}

// ResidentEntitled 符合领取条件 (entitled): all conditions are met.
// 中文: 全部条件符合即可按月领取。
//
// Formula: {residentReason}
// Law: 国发〔2014〕8号 七
func ResidentEntitled(residentReason ReasonCode) bool {
	return residentReason == ReasonEntitled
}
