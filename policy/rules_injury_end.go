package policy

import (
	"renshe/civil"
	"renshe/money"
)

// InjuryAgeCategory 适用的人员类别 (category that counts): as given, or a man's.
// 中文: 填写的类别；没有填写的按男职工。
//
// Formula: {category!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func InjuryAgeCategory(category Category) Category {
	if category == 0 {
		return M60
	}
	return category
}

// InjuryCategoryAssumed 按男职工计算（类别未填） (a man assumed, no category given): no category was given though lump sums at the end depend on it.
// 中文: 没有填写类别而两项一次性补助金与退休年龄有关，按男职工算出；女职工必须填写后重算。
//
// Formula: {category!}; {injuryEndGrade!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func InjuryCategoryAssumed(category Category, injuryEndGrade Count) bool {
	return category == 0 && injuryEndGrade > 0
}

// InjuryOriginalMonth 原退休年龄到龄月份 (month of the original age): by the age in the month asked about and the category.
// 中文: 由所问月份和年龄推出出生月份，再加人员类别的原退休年龄。
//
// Formula: {month} − {ageMonth} + {injuryOriginalAge}
// Law: 国发〔1978〕104号 一
//
//policy:at injuryOriginalAge=originalRetirementAge injuryAgeCategory
func InjuryOriginalMonth(month civil.Month, ageMonth, injuryOriginalAge Age) civil.Month {
	return RetirementOriginalMonth(month-civil.Month(ageMonth), injuryOriginalAge)
}

// InjuryDelayedCategory 适用延迟退休的类别 (category with a delay): none where the original age is reached before delayed retirement began.
// 中文: 2025年1月及以后达到原退休年龄的，按人员类别延迟；以前达到的不延迟。
//
// Formula: {injuryAgeCategory!}; {injuryOriginalMonth!}; {delayedRetirementStart!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
func InjuryDelayedCategory(injuryAgeCategory Category, injuryOriginalMonth, delayedRetirementStart civil.Month) Category {
	return RetirementDelayed(RetirementReformed(injuryOriginalMonth, delayedRetirementStart), injuryAgeCategory)
}

// InjuryRetirementMonth 法定退休月份 (month of retirement): the month of the original age plus the delay.
// 中文: 原退休年龄到龄月加延迟月数。
//
// Formula: {injuryOriginalMonth} + min({injuryDelayCap}, ⌊({injuryOriginalMonth} − {delayedRetirementStart}) ÷ {injuryDelayStep}⌋ + 1)
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第一条
//
//policy:at injuryDelayStep=delayedRetirementStep injuryDelayedCategory
//policy:at injuryDelayCap=delayedRetirementCap injuryDelayedCategory
func InjuryRetirementMonth(injuryDelayedCategory Category, injuryOriginalMonth, delayedRetirementStart civil.Month,
	injuryDelayStep, injuryDelayCap Months) civil.Month {
	delay := RetirementDelay(injuryDelayedCategory != 0, injuryOriginalMonth, delayedRetirementStart, injuryDelayStep, injuryDelayCap)
	return RetirementMonth(injuryOriginalMonth, delay)
}

// InjuryEndGrade 享受两项一次性补助金的等级 (grade with lump sums at the end): 5 to 10, before the statutory age and before retiring.
// 中文: 五级至十级，解除劳动关系时有；达到法定退休年龄或者办理退休手续的没有。
//
// Formula: {grade!}; {retired!}; {month!}; {injuryRetirementMonth!}
// Law: 工伤保险条例 第三十六条、第三十七条
func InjuryEndGrade(grade Count, retired bool, month, injuryRetirementMonth civil.Month) Count {
	if grade < 5 || retired || month >= injuryRetirementMonth {
		return 0
	}
	return grade
}

// InjuryYearsShort 距退休不足的年数 (years short): of the years that give the whole lump sums; a year begun counts as a year.
// 中文: 距法定退休年龄比全额所需的五年少几年，不满一年的按一年算（所见文件没有写明，最高扣除九成的规定只有这样算才用得上）。
//
// Formula: ⌈({injuryFullYears} × 12 − ({injuryRetirementMonth} − {month})) ÷ 12⌉
// Law: 工伤保险条例 第三十六条、第三十七条
func InjuryYearsShort(injuryEndGrade Count, month, injuryRetirementMonth civil.Month, injuryFullYears Years) Years {
	short := 12*injuryFullYears - Months(injuryRetirementMonth-month)
	if injuryEndGrade == 0 || short <= 0 {
		return 0
	}
	return (short + 11) / 12
}

// InjuryDeduction 一次性补助金扣除比例 (deduction): so much for each year short, up to the cap.
// 中文: 每少一年扣一份，最高扣除额不超过上限。
//
// Formula: min({injuryDeductionCap}, {injuryYearsShort} × {injuryYearDeduction})
// Law: 工伤保险条例 第三十六条、第三十七条
func InjuryDeduction(injuryYearsShort Years, injuryYearDeduction, injuryDeductionCap Rate) Rate {
	return min(injuryDeductionCap, Rate(injuryYearsShort)*injuryYearDeduction)
}

// InjuryMedical 一次性工伤医疗补助金 (medical lump sum): when the employment ends, paid by the fund.
// 中文: 五级、六级本人提出，七级至十级合同期满或本人提出，与单位解除或终止劳动关系时，由基金支付。
//
// Formula: {injuryOwnWage} × {injuryMedicalLump} × (1 − {injuryDeduction}), {benefitRounding}
// Law: 工伤保险条例 第三十六条、第三十七条
//
//policy:at injuryMedicalLump=injuryMedicalMonths injuryEndGrade
func InjuryMedical(injuryOwnWage money.Fen, injuryMedicalLump Months, injuryDeduction Rate, benefitRounding money.Rounding) money.Fen {
	return benefitRounding.MulDiv(int64(injuryOwnWage)*int64(injuryMedicalLump), RateUnit-int64(injuryDeduction), RateUnit)
}

// InjuryEmployment 一次性伤残就业补助金 (employment lump sum): when the employment ends, paid by the employer.
// 中文: 与一次性工伤医疗补助金同时，由用人单位支付。
//
// Formula: {injuryOwnWage} × {injuryEmploymentLump} × (1 − {injuryDeduction}), {benefitRounding}
// Law: 工伤保险条例 第三十六条、第三十七条
//
//policy:at injuryEmploymentLump=injuryEmploymentMonths injuryEndGrade
func InjuryEmployment(injuryOwnWage money.Fen, injuryEmploymentLump Months, injuryDeduction Rate, benefitRounding money.Rounding) money.Fen {
	return benefitRounding.MulDiv(int64(injuryOwnWage)*int64(injuryEmploymentLump), RateUnit-int64(injuryDeduction), RateUnit)
}

// InjuryAmountsKnown 各项标准有据可算 (standards on file): the minimum wage of the place and the lump sums of the province are known.
// 中文: 本地最低工资和本省两项一次性补助金的标准都有登记；没有登记的那一项显示未知，请向经办机构核实，其余照算。
//
// Formula: {injuryMinimumWage!}; {injuryMedicalLump!}; {injuryEmploymentLump!}; {injuryFullYears!}
// Law: 工伤保险条例 第三十六条、第三十七条
func InjuryAmountsKnown(injuryMinimumWage money.Fen, injuryMedicalLump, injuryEmploymentLump Months, injuryFullYears Years, injuryMinimumWageKnown,
	injuryMedicalLumpKnown, injuryEmploymentLumpKnown, injuryFullYearsKnown, injuryYearDeductionKnown, injuryDeductionCapKnown bool) bool {
	return injuryMinimumWageKnown && injuryMedicalLumpKnown && injuryEmploymentLumpKnown && injuryFullYearsKnown && injuryYearDeductionKnown &&
		injuryDeductionCapKnown
}
