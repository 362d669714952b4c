package policy

import "renshe/civil"

// Category 人员类别 (category): which original age applies. Post and employment decide, not the sex alone, so it is asked and never read from a number.
//
//policy:choice
type Category uint8

// The categories of the measures of 2024.
const (
	M60 Category = iota + 1 // M60 男职工，原60岁 (men, originally 60)
	F55                     // F55 女职工，原55岁 (women, originally 55)
	F50                     // F50 女职工，原50岁 (women, originally 50)
)

// RetirementAgeInput 法定退休年龄 (statutory retirement age): when somebody reaches it, and from when to when retirement is flexible.
// 中文: 某人何时达到法定退休年龄，弹性提前和弹性延迟各到何时。
//
//policy:program retirement-age prefix=Retirement from=2014-07
//policy:output age=StatutoryAge month=Month delay_months=Delay earliest_month=EarliestMonth latest_month=LatestMonth minimum_months=MinimumMonths earliest_age=EarliestAge earliest_minimum_months=EarliestMinimumMonths early_notice_month=EarlyNotice late_agreement_month=LateAgreement
type RetirementAgeInput struct {
	// Category 人员类别 (category): men, women originally 55, women originally 50.
	// 中文: 按岗位和身份认定，灵活就业的女性原为55岁。
	// Example: M60
	Category Category
	// Birth 出生年月 (month of birth): as recorded in the file.
	// 中文: 以档案和身份证认定的为准。
	// Range: 1900-01 .. 2100-12
	// Example: 1965-12
	Birth civil.Month
}

// RetirementOriginalMonth 原退休年龄到龄月份 (month of the original age): when the age of the old rule is reached.
// 中文: 出生月加原法定退休年龄。
//
// Formula: {birth} + {originalAge}
// Law: 国发〔1978〕104号 一
//
//policy:at originalAge=originalRetirementAge category
func RetirementOriginalMonth(birth civil.Month, originalAge Age) civil.Month {
	return birth + civil.Month(originalAge)
}

// RetirementReformed 适用延迟退休 (delayed retirement applies): the original age is reached in or after the first month of delayed retirement.
// 中文: 2025年1月及以后达到原退休年龄的适用新规定，以前达到的按原规定。
//
// Formula: {retirementOriginalMonth} ≥ {delayedRetirementStart}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func RetirementReformed(retirementOriginalMonth, delayedRetirementStart civil.Month) bool {
	return delayedRetirementStart != 0 && retirementOriginalMonth >= delayedRetirementStart
}

// RetirementDelayed 延迟退休的人员类别 (category that is delayed): none by the old rule.
// 中文: 适用延迟退休的按其人员类别，按原规定退休的没有。
//
// Formula: {retirementReformed!}; {category!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func RetirementDelayed(retirementReformed bool, category Category) Category {
	if !retirementReformed {
		return 0
	}
	return category
}

// RetirementDelay 延迟月数 (delay): one month for every started step of months since delayed retirement began, up to the cap.
// 中文: 每满一个间隔延迟一个月，不足一个间隔的按一个月，不超过上限。
//
// Formula: min({delayCap}, ⌊({retirementOriginalMonth} − {delayedRetirementStart}) ÷ {delayStep}⌋ + 1)
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
//
//policy:at delayStep=delayedRetirementStep retirementDelayed
//policy:at delayCap=delayedRetirementCap retirementDelayed
func RetirementDelay(retirementReformed bool, retirementOriginalMonth, delayedRetirementStart civil.Month, delayStep, delayCap Months) Months {
	if !retirementReformed {
		return 0
	}
	return min(delayCap, Months(retirementOriginalMonth-delayedRetirementStart)/max(delayStep, 1)+1)
}

// RetirementMonth 法定退休月份 (month of retirement): the month of the original age plus the delay.
// 中文: 原退休年龄到龄月加延迟月数。
//
// Formula: {retirementOriginalMonth} + {retirementDelay}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func RetirementMonth(retirementOriginalMonth civil.Month, retirementDelay Months) civil.Month {
	return retirementOriginalMonth + civil.Month(retirementDelay)
}

// RetirementStatutoryAge 法定退休年龄 (retirement age): the age in the month of retirement.
// 中文: 法定退休月份时的周岁，精确到月。
//
// Formula: {retirementMonth} − {birth}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func RetirementStatutoryAge(birth, retirementMonth civil.Month) Age {
	return Age(retirementMonth - birth)
}

// RetirementFlexible 弹性退休的基准月份 (month that flexible retirement is counted from): the statutory month; none by the old rule.
// 中文: 从法定退休月份向前、向后计算；按原规定退休的没有弹性。
//
// Formula: {retirementReformed!}; {retirementMonth!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第三条
func RetirementFlexible(retirementReformed bool, retirementMonth civil.Month) civil.Month {
	if !retirementReformed {
		return 0
	}
	return retirementMonth
}

// RetirementEarliestMonth 最早弹性退休月份 (earliest flexible month): so many months before the statutory age, never before the original age; none by the old rule.
// 中文: 最多提前三年，不早于原法定退休年龄；按原规定退休的没有。
//
// Formula: max({retirementOriginalMonth}, {retirementFlexible} − {earlyLimit})
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第三条
//
//policy:at earlyLimit=earlyRetirementLimit retirementFlexible
func RetirementEarliestMonth(retirementOriginalMonth, retirementFlexible civil.Month, earlyLimit Months) civil.Month {
	if retirementFlexible == 0 {
		return 0
	}
	return max(retirementOriginalMonth, retirementFlexible-civil.Month(earlyLimit))
}

// RetirementEarliestAge 最早弹性退休年龄 (earliest flexible age): the age in the earliest month; the statutory age by the old rule.
// 中文: 最早弹性退休月份时的周岁；按原规定退休的即法定退休年龄。
//
// Formula: {retirementEarliestMonth!}; {retirementStatutoryAge!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第三条
func RetirementEarliestAge(birth, retirementEarliestMonth civil.Month, retirementStatutoryAge Age) Age {
	if retirementEarliestMonth == 0 {
		return retirementStatutoryAge
	}
	return Age(retirementEarliestMonth - birth)
}

// RetirementLatestMonth 最晚弹性退休月份 (latest flexible month): so many months after the statutory age, if employer and worker agree; none by the old rule.
// 中文: 与单位协商一致可延迟，最多三年，只能一次；按原规定退休的没有，公务员和国有单位领导人员、其他管理人员不适用。
//
// Formula: {retirementFlexible} + {lateLimit}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第三条
//
//policy:at lateLimit=lateRetirementLimit retirementFlexible
func RetirementLatestMonth(retirementFlexible civil.Month, lateLimit Months) civil.Month {
	return retirementFlexible + civil.Month(lateLimit)
}

// RetirementMinimumMonths 最低缴费月数 (minimum months): those of the year of the statutory age, which also count for a late retirement.
// 中文: 按法定退休当年的标准；弹性延迟的也按法定退休当年。
//
// Formula: {monthsAtRetirement!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
//
//policy:at monthsAtRetirement=minimumContributionMonths retirementMonth
func RetirementMinimumMonths(monthsAtRetirement Months) Months {
	return monthsAtRetirement
}

// RetirementEarliestMinimumMonths 最早弹性退休的最低缴费月数 (minimum months for the earliest month): those of the year that is chosen; 0 by the old rule.
// 中文: 弹性提前的，按本人选择退休当年的标准。
//
// Formula: {monthsAtEarliest!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第三条
//
//policy:at monthsAtEarliest=minimumContributionMonths retirementEarliestMonth
func RetirementEarliestMinimumMonths(monthsAtEarliest Months) Months {
	return monthsAtEarliest
}

// RetirementEarlyNotice 最早弹性退休的告知月份 (month of notice for the earliest month): by then the worker tells the employer in writing; none by the old rule.
// 中文: 选择最早月份退休的，最迟在这个月书面告知单位。
//
// Formula: {retirementEarliestMonth} − {noticeMonths}
// Law: 人社部发〔2024〕94号 弹性提前退休
//
//policy:at noticeMonths=earlyRetirementNotice retirementEarliestMonth
func RetirementEarlyNotice(retirementEarliestMonth civil.Month, noticeMonths Months, noticeMonthsKnown bool) civil.Month {
	if !noticeMonthsKnown {
		return 0
	}
	return retirementEarliestMonth - civil.Month(noticeMonths)
}

// RetirementLateAgreement 弹性延迟的约定月份 (month of the agreement to retire late): by then both sides have agreed in writing; none by the old rule.
// 中文: 要弹性延迟的，最迟在这个月与单位书面约定。
//
// Formula: {retirementFlexible} − {agreementMonths}
// Law: 人社部发〔2024〕94号 弹性延迟退休
//
//policy:at agreementMonths=lateRetirementNotice retirementFlexible
func RetirementLateAgreement(retirementFlexible civil.Month, agreementMonths Months, agreementMonthsKnown bool) civil.Month {
	if !agreementMonthsKnown {
		return 0
	}
	return retirementFlexible - civil.Month(agreementMonths)
}

// MinimumYearsInput 最低缴费年限 (minimum years): how long somebody who retires in a month must have paid.
// 中文: 某月退休的人，至少要缴费多久才能按月领取职工养老金。
//
//policy:program minimum-years prefix=Minimum from=2014-07
//policy:output minimum_months=Months years=InYears
type MinimumYearsInput struct {
	// Month 退休月份 (month of retirement): early retirement counts by the month chosen, late retirement by the statutory month.
	// 中文: 弹性提前的填选定的月份，弹性延迟的填法定退休月份。
	// Default: as-of
	// Range: 1997-07 .. 2150-12
	// Example: 2030-01
	Month civil.Month
}

// MinimumMonths 最低缴费月数 (minimum months): 15 years, from 2030 half a year more each year, 20 years from 2039.
// 中文: 15年；2030年起每年提高6个月，2039年起为20年。
//
// Formula: {monthsNeeded!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
//
//policy:at monthsNeeded=minimumContributionMonths month
func MinimumMonths(monthsNeeded Months) Months {
	return monthsNeeded
}

// MinimumInYears 最低缴费年数 (minimum years): the months in years with two decimals.
// 中文: 月数折算为年，两位小数。
//
// Formula: {minimumMonths} ÷ 12
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
func MinimumInYears(minimumMonths Months) Centiyears {
	return centiyears(minimumMonths)
}
