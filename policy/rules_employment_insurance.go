package policy

import (
	"renshe/civil"
	"renshe/money"
)

// SubsidyGroup 补贴对象 (group): whose social insurance is subsidised.
//
//policy:choice
type SubsidyGroup uint8

// The groups. Who belongs to them in a place is recognised by the office.
const (
	GroupFortyFifty   SubsidyGroup = iota + 1 // forty-fifty 就业困难人员中的大龄人员（4050人员） (older hard-to-employ people)
	GroupHardToEmploy                         // hard-to-employ 其他就业困难人员 (other hard-to-employ people)
	GroupGraduate                             // graduate 离校未就业高校毕业生 (graduates without a job)
)

// SubsidyOutcome 社会保险补贴判断 (subsidy outcome): whether the subsidy is payable, or why not.
//
//policy:choice
type SubsidyOutcome uint8

// The outcomes, in the order in which they are checked.
const (
	SubsidyPayable       SubsidyOutcome = iota + 1 // payable 可以补贴 (payable)
	SubsidyNotRecognised                           // not-recognised 未经认定，先到窗口申请认定 (not recognised: apply for recognition first)
	SubsidyGraduation                              // graduation 离校月份未填、晚于初次核定或早于规定年限 (the month of leaving school is missing, after the approval, or too long ago)
	SubsidyRetired                                 // retired 已到法定退休年龄 (has reached the statutory age)
	SubsidyUsedUp                                  // used-up 补贴月数已用完 (had the subsidy for all its months)
)

// SocialInsuranceSubsidyInput 灵活就业社会保险补贴 (social-insurance subsidy): for hard-to-employ people and graduates in flexible work who pay their own social insurance.
// 中文: 就业困难人员、离校未就业毕业生灵活就业并自己缴纳社会保险费的补贴上限和期限；是否属于对象由经办机构认定。
//
//policy:program social-insurance-subsidy prefix=InsuranceSubsidy from=2017-10
//policy:output outcome=Outcome most=Most share_index=Share months_paid=MonthsPaid limit_months=Limit left_months=LeftMonths
//policy:output near_retirement=Near last_month=LastMonth estimate=Estimate
type SocialInsuranceSubsidyInput struct {
	// Group 补贴对象 (group): as recognised.
	// 中文: 按认定结果填写。
	// Example: forty-fifty
	Group SubsidyGroup
	// Recognised 已认定 (recognised): the office has recognised the person as one of the group.
	// 中文: 经办机构已认定为就业困难人员，或已核实为离校未就业毕业生。
	// Example: yes
	Recognised bool
	// Category 人员类别 (category): decides the statutory age.
	// 中文: 灵活就业的女性原为55岁。
	// Example: F55
	Category Category
	// Birth 出生年月 (month of birth): as recorded in the file.
	// 中文: 以档案和身份证认定的为准。
	// Range: 1900-01 .. 2100-12
	// Example: 1973-05
	Birth civil.Month
	// FirstMonth 初次核定月份 (month of the first approval): from which the time of the subsidy runs.
	// 中文: 第一次核定享受补贴的月份。
	// Default: as-of
	// Range: 2002-01 .. 2150-12
	// Example: 2026-03
	FirstMonth civil.Month
	// Graduated 离校月份 (month of leaving school): of graduates; 0 for others.
	// 中文: 毕业生填写，其他人不填。
	// Default: 0
	// Range: 2000-01 .. 2150-12
	// Example: 2025-06
	Graduated civil.Month
	// Paid 本次实际缴费 (paid): social-insurance contributions paid for the months claimed.
	// 中文: 本次申请的月份里实际缴纳的社会保险费合计。
	// Range: 0 .. 1000000
	// Example: 9600
	Paid money.Fen
	// Months 本次申请月数 (months claimed): for which this was paid.
	// 中文: 上项缴费对应的月数。
	// Range: 1 .. 60
	// Example: 12
	Months Months
	// Subsidised 已补贴月数 (months subsidised): before this claim, since the first approval.
	// 中文: 初次核定以来已经补贴过的月数。
	// Default: 0
	// Range: 0 .. 600
	// Example: 0
	Subsidised Months
	// Local 按本省比例估算 (estimate by the province's share): only where the province's share is on file.
	// 中文: 同时按登记的本省比例估算；没有登记的不给数字。
	// Default: no
	// Example: no
	Local bool
}

// InsuranceSubsidyToAge 距法定退休月数 (months to the statutory age): from the first approval, by the ages of delayed retirement.
// 中文: 初次核定月份距法定退休月份的月数，按延迟退休后的年龄。
//
// Formula: max(0, {retirementMonth} − {firstMonth})
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyToAge(retirementMonth, firstMonth civil.Month) Months {
	return Months(max(0, retirementMonth-firstMonth))
}

// InsuranceSubsidyAgeThen 核定时的法定退休月份 (statutory month at the approval): by the original age where the approval came before delayed retirement.
// 中文: 以初次核定时的法定退休年龄为准：延迟退休施行前核定的按原年龄。
//
// Formula: {firstMonth!}; {delayedRetirementStart!}; {retirementOriginalMonth!}; {retirementMonth!}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyAgeThen(firstMonth, delayedRetirementStart, retirementOriginalMonth, retirementMonth civil.Month) civil.Month {
	if firstMonth < delayedRetirementStart {
		return retirementOriginalMonth
	}
	return retirementMonth
}

// InsuranceSubsidyNear 距退休不足规定年限 (near retirement): less than the years to the statutory age at the first approval; not for graduates.
// 中文: 初次核定时距法定退休年龄不足五年的就业困难人员。
//
// Formula: {insuranceSubsidyAgeThen} − {firstMonth} < {insuranceSubsidyNearYears} × 12; {group!}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyNear(insuranceSubsidyAgeThen, firstMonth civil.Month, insuranceSubsidyNearYears Years, group SubsidyGroup) bool {
	return group != GroupGraduate && Months(insuranceSubsidyAgeThen-firstMonth) < insuranceSubsidyNearYears*12
}

// InsuranceSubsidyLimit 最长补贴月数 (months at most): to the statutory age where that is near, else the years of the group, never past the age.
// 中文: 距退休不足五年的到退休为止；其他就业困难人员最长三年；毕业生最长两年。
//
// Formula: {group!}; {insuranceSubsidyNear!}; {insuranceSubsidyToAge!}; {insuranceSubsidyYears!}; {insuranceSubsidyGraduateYears!}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyLimit(group SubsidyGroup, insuranceSubsidyNear bool, insuranceSubsidyToAge Months, insuranceSubsidyYears, insuranceSubsidyGraduateYears Years) Months {
	switch {
	case insuranceSubsidyNear:
		return insuranceSubsidyToAge
	case group == GroupGraduate:
		return min(insuranceSubsidyToAge, insuranceSubsidyGraduateYears*12)
	}
	return min(insuranceSubsidyToAge, insuranceSubsidyYears*12)
}

// InsuranceSubsidyOutcome 补贴判断 (outcome): the first reason against it; payable if there is none.
// 中文: 依次判断：认定、离校年限、法定退休年龄、已补贴月数。
//
// Formula: {recognised!}; {group!}; {graduated!}; {firstMonth!}; {insuranceSubsidyToAge!}; {subsidised!}; {insuranceSubsidyLimit!}
// Law: 就业促进法 第五十二条
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyOutcome(recognised bool, group SubsidyGroup, graduated, firstMonth civil.Month, insuranceSubsidyGraduateYears Years,
	insuranceSubsidyToAge, subsidised, insuranceSubsidyLimit Months) SubsidyOutcome {
	switch {
	case !recognised:
		return SubsidyNotRecognised
	case group == GroupGraduate && (graduated > firstMonth || Months(firstMonth-graduated) > insuranceSubsidyGraduateYears*12):
		return SubsidyGraduation
	case insuranceSubsidyToAge == 0:
		return SubsidyRetired
	case subsidised >= insuranceSubsidyLimit:
		return SubsidyUsedUp
	}
	return SubsidyPayable
}

// InsuranceSubsidyMonthsPaid 本次补贴月数 (months paid now): those claimed, up to what is left; none where it is not payable.
// 中文: 本次申请月数，不超过剩余月数。
//
// Formula: min({months}, {insuranceSubsidyLimit} − {subsidised}); {insuranceSubsidyOutcome!}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyMonthsPaid(months, insuranceSubsidyLimit, subsidised Months, insuranceSubsidyOutcome SubsidyOutcome) Months {
	if insuranceSubsidyOutcome != SubsidyPayable {
		return 0
	}
	return min(months, insuranceSubsidyLimit-subsidised)
}

// InsuranceSubsidyLeftMonths 剩余月数 (months left): after this claim.
// 中文: 扣除已补贴和本次补贴的月数。
//
// Formula: max(0, {insuranceSubsidyLimit} − {subsidised} − {insuranceSubsidyMonthsPaid})
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyLeftMonths(insuranceSubsidyLimit, subsidised, insuranceSubsidyMonthsPaid Months) Months {
	return max(0, insuranceSubsidyLimit-subsidised-insuranceSubsidyMonthsPaid)
}

// InsuranceSubsidyLastMonth 最后补贴月份 (last month): if the subsidy runs without a break from the first approval; it ends before the statutory age.
// 中文: 自初次核定月起连续享受时的最后一个月，不含到龄当月。
//
// Formula: {firstMonth} + {insuranceSubsidyLimit} − 1
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyLastMonth(firstMonth civil.Month, insuranceSubsidyLimit Months) civil.Month {
	if insuranceSubsidyLimit == 0 {
		return 0
	}
	return firstMonth + civil.Month(insuranceSubsidyLimit) - 1
}

// InsuranceSubsidyShare 补贴比例上限 (largest share): two thirds, shown with four decimals; amounts are computed with the fraction.
// 中文: 三分之二，显示四位小数；金额按分数计算。
//
// Formula: {insuranceSubsidyShareParts} ÷ {insuranceSubsidyShareOf}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyShare(insuranceSubsidyShareParts, insuranceSubsidyShareOf Count) Index {
	return (2*Index(insuranceSubsidyShareParts)*Index(IndexUnit) + Index(insuranceSubsidyShareOf)) / (2 * Index(insuranceSubsidyShareOf))
}

// InsuranceSubsidyMost 补贴上限 (largest subsidy): two thirds of what was paid for the months that count.
// 中文: 不超过实际缴费的三分之二，按补贴月数折算；各地在此以内确定比例。
//
// Formula: {paid} × {insuranceSubsidyMonthsPaid} ÷ {months} × {insuranceSubsidyShareParts} ÷ {insuranceSubsidyShareOf}, {ceilingRounding}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyMost(paid money.Fen, insuranceSubsidyMonthsPaid, months Months, insuranceSubsidyShareParts, insuranceSubsidyShareOf Count, ceilingRounding money.Rounding) money.Fen {
	return ceilingRounding.MulDiv(int64(paid), int64(insuranceSubsidyMonthsPaid)*int64(insuranceSubsidyShareParts), int64(months)*int64(insuranceSubsidyShareOf))
}

// InsuranceSubsidyLocalGroup 本省比例对象 (group of the province's share): the group where the estimate is wanted; else none.
// 中文: 要按本省比例估算的按对象查。
//
// Formula: {local!}; {group!}
// Law: 财社〔2017〕164号 社会保险补贴
func InsuranceSubsidyLocalGroup(local bool, group SubsidyGroup) SubsidyGroup {
	if !local {
		return 0
	}
	return group
}

// InsuranceSubsidyEstimate 按本省比例估算的补贴（不估算的为零） (estimate, nought where it is not wanted): the province's share of what was paid, never above the largest subsidy; none where it is not wanted.
// 中文: 按登记的本省比例估算，不超过上限；不估算的为零。
//
// Formula: min({insuranceSubsidyMost}, {paid} × {insuranceSubsidyMonthsPaid} ÷ {months} × {localShare})
// Law: 财社〔2017〕164号 社会保险补贴
//
//policy:at localShare=insuranceSubsidyLocalShare insuranceSubsidyLocalGroup
func InsuranceSubsidyEstimate(insuranceSubsidyMost, paid money.Fen, insuranceSubsidyMonthsPaid, months Months, localShare Rate, ceilingRounding money.Rounding) money.Fen {
	return min(insuranceSubsidyMost, ceilingRounding.Mul3Div(int64(paid), int64(insuranceSubsidyMonthsPaid), int64(localShare), int64(months)*RateUnit))
}
