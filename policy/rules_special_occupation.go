package policy

import "renshe/civil"

// SpecialKind 特殊工种类别 (kind of special occupation): as the state's list of jobs names it. Its numbers are the keys of the table of years.
//
//policy:choice
type SpecialKind uint8

// The kinds.
const (
	SpecialHeight      SpecialKind = iota + 1 // height 高空 (work at height)
	SpecialHeavy                              // heavy-labour 特别繁重体力劳动 (specially heavy labour)
	SpecialUnderground                        // underground 井下 (underground)
	SpecialHeat                               // high-temperature 高温 (high temperature)
	SpecialHarm                               // other-harmful 其他有害身体健康 (other work that harms the health)
	SpecialElevation                          // high-elevation 高海拔地区 (work at high elevation)
)

// SpecialOutcome 特殊工种提前退休判断 (outcome): whether an early retirement can be asked for.
//
//policy:choice
type SpecialOutcome uint8

// The outcomes, the first that applies.
const (
	SpecialYearsShort SpecialOutcome = iota + 1 // job-years-short 从事特殊工种的年限不足 (too few years in the special occupation)
	SpecialOrdinary                             // statutory-age 已达法定退休年龄，按正常退休办理 (the statutory age is reached: ordinary retirement)
	SpecialPaidShort                            // paid-short 未满最低缴费年限 (the minimum years are not paid)
	SpecialYoung                                // too-young 年限符合，尚未到特殊工种退休年龄 (the years suffice, the age is not reached yet)
	SpecialUnknown                              // ask-agency 该类工种的年限未查到，请向经办机构核实 (the years of this kind are not on file: ask the agency)
	SpecialAllowed                              // can-apply 可以申请提前退休，由市以上人社部门审批 (may apply for early retirement, which the city or province decides)
)

// SpecialOccupationInput 特殊工种提前退休 (special occupations): whether somebody may retire early for a special occupation, and from which month.
// 中文: 从事特殊工种的职工能否提前退休，从何时起；岗位须在国家规定的名录内并经审批。
//
//policy:program special-occupation prefix=Special from=2014-07
//policy:output eligible=Eligible outcome=OutcomeReached from_month=FromMonth age=AgeNeeded required_years=YearsNeeded minimum_months=MinimumMonths statutory_month=StatutoryMonth
type SpecialOccupationInput struct {
	// Kind 特殊工种类别 (kind): the heaviest that the years reach.
	// 中文: 按档案认定的工种。
	// Example: underground
	Kind SpecialKind
	// JobYears 从事年限 (years in it): added up, two decimals.
	// 中文: 累计从事该类工种的年限，两位小数。
	// Or: JobMonths
	// Range: 0 .. 60
	// Example: 9
	JobYears Centiyears
	// JobMonths 从事月数 (months in it): the same in months.
	// 中文: 以月填写的从事年限。
	// Or: JobYears
	// Range: 0 .. 720
	// Example: 108
	JobMonths Months
	// Category 人员类别 (category): men, women originally 55, women originally 50.
	// 中文: 特殊工种只分男女，类别用来比较正常退休时间。
	// Example: M60
	Category Category
	// Birth 出生年月 (month of birth): as recorded in the file.
	// 中文: 以档案和身份证认定的为准。
	// Range: 1900-01 .. 2100-12
	// Example: 1971-05
	Birth civil.Month
	// PaidMonths 累计缴费月数 (months paid): with the deemed months; 0 if it is not to be checked.
	// 中文: 含视同缴费月数；填0不检查。
	// Default: 0
	// Range: 0 .. 840
	// Example: 240
	PaidMonths Months
	// Month 判断月份 (month asked about): whether early retirement is possible in this month.
	// 中文: 判断这个月能否提前退休。
	// Default: as-of
	// Range: 2014-07 .. 2150-12
	// Example: 2026-05
	Month civil.Month
}

// SpecialAllYears 从事年限 (years in the occupation): as given, or the months in years with two decimals.
// 中文: 以月填写的折算为年，两位小数。
//
// Formula: {jobYears} + {jobMonths} ÷ 12
// Law: 国发〔1978〕104号 一（二）
func SpecialAllYears(jobYears Centiyears, jobMonths Months) Centiyears {
	return jobYears + centiyears(jobMonths)
}

// SpecialYearsNeeded 最低从事年限 (years needed): of the kind.
// 中文: 高空、特别繁重体力10年，井下、高温9年，其他有害8年。
//
// Formula: {yearsOfKind!}
// Law: 国发〔1978〕104号 一（二）
//
//policy:at yearsOfKind=specialOccupationYears kind
func SpecialYearsNeeded(yearsOfKind Years) Years {
	return yearsOfKind
}

// SpecialAgeNeeded 特殊工种退休年龄 (age of early retirement): men 55, women 45; delayed retirement does not move it.
// 中文: 男55岁、女45岁，不随延迟退休推后。
//
// Formula: {ageOfSpecial!}
// Law: 国发〔1978〕104号 一（二）
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第八条
//
//policy:at ageOfSpecial=specialOccupationAge category
func SpecialAgeNeeded(ageOfSpecial Age) Age {
	return ageOfSpecial
}

// SpecialAgeMonth 到龄月份 (month of the age): when the age of early retirement is reached.
// 中文: 出生月加特殊工种退休年龄。
//
// Formula: {birth} + {specialAgeNeeded}
// Law: 国发〔1978〕104号 一（二）
func SpecialAgeMonth(birth civil.Month, specialAgeNeeded Age) civil.Month {
	return birth + civil.Month(specialAgeNeeded)
}

// SpecialEnough 从事年限符合 (enough years): the years in the occupation reach what is needed.
// 中文: 从事年限达到规定。
//
// Formula: {specialAllYears} ≥ {yearsOfKind}
// Law: 国发〔1978〕104号 一（二）
func SpecialEnough(specialAllYears Centiyears, yearsOfKind Years, yearsOfKindKnown bool) bool {
	return yearsOfKindKnown && int64(specialAllYears) >= int64(yearsOfKind)*100
}

// SpecialFromMonth 可提前退休月份 (first month of early retirement): when the age is reached, if the years suffice; otherwise none.
// 中文: 年限符合的，到龄当月起可以申请；不符合的没有。
//
// Formula: {specialEnough!}; {specialAgeMonth!}
// Law: 国发〔1978〕104号 一（二）
func SpecialFromMonth(specialEnough bool, specialAgeMonth civil.Month) civil.Month {
	if !specialEnough {
		return 0
	}
	return specialAgeMonth
}

// SpecialRetireMonth 退休月份 (month of retirement): the month asked about, or when the age is reached if that is later.
// 中文: 判断月份；尚未到龄的为到龄月份。
//
// Formula: max({specialAgeMonth}, {month})
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
func SpecialRetireMonth(specialAgeMonth, month civil.Month) civil.Month {
	return max(specialAgeMonth, month)
}

// SpecialMinimumMonths 最低缴费月数 (minimum months): those of the year of retirement.
// 中文: 按实际退休当年的标准。
//
// Formula: {monthsForSpecial!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第二条
//
//policy:at monthsForSpecial=minimumContributionMonths specialRetireMonth
func SpecialMinimumMonths(monthsForSpecial Months) Months {
	return monthsForSpecial
}

// SpecialStatutoryMonth 法定退休月份 (statutory month): without early retirement.
// 中文: 不提前的正常退休月份。
//
// Formula: {retirementMonth!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func SpecialStatutoryMonth(retirementMonth civil.Month) civil.Month {
	return retirementMonth
}

// SpecialOutcomeReached 判断结果 (outcome): the first condition that is not met; otherwise an application is possible.
// 中文: 依次判断从事年限、是否已到法定年龄、缴费年限、是否到龄。
//
// Formula: {specialEnough!}; {specialStatutoryMonth!}; {paidMonths!}; {specialMinimumMonths!}; {specialAgeMonth!}; {month!}
// Law: 国发〔1978〕104号 一（二）
func SpecialOutcomeReached(specialEnough, yearsOfKindKnown bool, paidMonths, specialMinimumMonths Months, specialAgeMonth, specialStatutoryMonth, month civil.Month) SpecialOutcome {
	switch {
	case !yearsOfKindKnown:
		return SpecialUnknown
	case !specialEnough:
		return SpecialYearsShort
	case month >= specialStatutoryMonth:
		return SpecialOrdinary
	case paidMonths != 0 && paidMonths < specialMinimumMonths:
		return SpecialPaidShort
	case specialAgeMonth > month:
		return SpecialYoung
	}
	return SpecialAllowed
}

// SpecialEligible 可以申请 (may apply): in the month asked about.
// 中文: 判断月份可以申请提前退休。
//
// Formula: {specialOutcomeReached}
// Law: 国发〔1978〕104号 一（二）
func SpecialEligible(specialOutcomeReached SpecialOutcome) bool {
	return specialOutcomeReached == SpecialAllowed
}
