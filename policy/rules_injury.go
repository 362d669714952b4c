package policy

import (
	"renshe/civil"
	"renshe/money"
)

// NursingNeed 生活自理障碍程度 (need of nursing): as the appraisal committee found it.
//
//policy:choice
type NursingNeed uint8

// The three needs of nursing.
const (
	NursingFull   NursingNeed = iota + 1 // full 生活完全不能自理 (cannot look after oneself at all)
	NursingMostly                        // mostly 生活大部分不能自理 (mostly cannot)
	NursingPartly                        // partly 生活部分不能自理 (partly cannot)
)

// InjuryPayer 支付方 (payer): who pays a work-injury benefit.
//
//policy:choice
type InjuryPayer uint8

// The payers.
const (
	InjuryPaidByFund     InjuryPayer = iota + 1 // fund 工伤保险基金 (the work-injury fund)
	InjuryPaidByEmployer                        // employer 用人单位 (the employer)
	InjuryPaidByNobody                          // nobody 没有这一项 (there is nothing to pay)
)

// InjuryBenefitInput 工伤伤残待遇 (work-injury benefit): the lump sum, the monthly allowance, nursing, and the lump sums when the employment ends.
// 中文: 一次性伤残补助金、伤残津贴、生活护理费，以及解除劳动关系时的一次性工伤医疗补助金和一次性伤残就业补助金。五级、六级按月领津贴的，保留劳动关系，解除后才有后两项。
//
//policy:program injury-benefit prefix=Injury from=2014-07
//policy:output lump_sum=LumpSum monthly=Monthly medical=Medical employment=Employment nursing=NursingAllowance own_wage=OwnWage deduction=Deduction retirement_month=RetirementMonth lump_sum_payer=LumpSumPayer monthly_payer=MonthlyPayer amounts_known=AmountsKnown category_assumed=CategoryAssumed provisional=Provisional
type InjuryBenefitInput struct {
	// Grade 伤残等级 (grade): 1 is the gravest, 10 the lightest.
	// 中文: 劳动能力鉴定结论的等级，一级最重，十级最轻。
	// Range: 1 .. 10
	// Example: 7
	Grade Count
	// Wage 本人工资 (own wage): average monthly contribution wage of the twelve months before the accident.
	// 中文: 受伤前12个月的平均月缴费工资，不足12个月的按实际月数平均。
	// Range: 0 .. 1000000
	// Example: 6000
	Wage money.Fen
	// AgeMonth 年龄 (age): in years and months, in the month asked about; decides the deduction from the lump sums at the end.
	// 中文: 所问月份的周岁年龄，写到月；离退休不足五年的，两项一次性补助金要扣减。
	// Range: 16y .. 75y
	// Example: 45y6m
	AgeMonth Age
	// Category 人员类别 (category): decides the statutory age; for a woman give F55 or F50.
	// 中文: 决定法定退休年龄；不填按男职工算并提示，女职工请填 F55 或 F50。
	// Default: 0
	// Example: M60
	Category Category
	// Month 所问月份 (month asked about): when the employment ends or the allowance is paid.
	// 中文: 解除劳动关系或者发放津贴的月份。
	// Default: as-of
	// Range: 2011-01 .. 2100-12
	// Example: 2026-03
	Month civil.Month
	// Injured 受伤月份 (month of the injury): its year's average wage bounds the own wage; the month asked about if not given.
	// 中文: 本人工资的上下限用这一年的平均工资；不填按所问月份。
	// Default: 0
	// Range: 2011-01 .. 2100-12
	// Example: 2025-05
	Injured civil.Month
	// AverageWage 统筹地区月平均工资 (average wage): where it is not on file.
	// 中文: 系统里没有这一年的数时填写，填了就以它为准。
	// Default: 0
	// Range: 1 .. 100000
	// Example: 7694
	AverageWage money.Fen
	// Nursing 生活自理障碍程度 (need of nursing): if the committee found one.
	// 中文: 鉴定结论确认需要生活护理的，填写程度。
	// Default: 0
	// Example: partly
	Nursing NursingNeed
	// SuitableWork 已安排适当工作 (suitable work given): grades 5 and 6 draw the allowance only where the employer has none.
	// 中文: 五级、六级，单位安排了适当工作的填是，没有安排的按月发伤残津贴。
	// Default: no
	// Example: no
	SuitableWork bool
	// OldWound 军人旧伤复发 (old wound of a soldier): a disabled veteran's wound of service that came back at work.
	// 中文: 因战因公致残的退役军人，到单位后旧伤复发视同工伤的，没有一次性伤残补助金。
	// Default: no
	// Example: no
	OldWound bool
	// Retired 已办理退休手续 (retired): the retirement is granted.
	// 中文: 已经办理退休手续。
	// Default: no
	// Example: no
	Retired bool
	// Pension 月基本养老金 (monthly pension): of somebody of grade 1 to 4 who has retired.
	// 中文: 一级至四级退休后每月的基本养老金。
	// Default: 0
	// Range: 0 .. 100000
	// Example: 3200
	Pension money.Fen
	// Insured 单位已参加工伤保险 (insured): otherwise the employer pays everything.
	// 中文: 单位应参保而未参保的填否，全部待遇由单位支付。
	// Default: yes
	// Example: yes
	Insured bool
}

// InjuryLumpGrade 有一次性伤残补助金的等级 (grade with a lump sum): every grade, but not for an old wound that came back.
// 中文: 一级至十级都有；退役军人旧伤复发视同工伤的没有。
//
// Formula: {grade!}; {oldWound!}
// Law: 工伤保险条例 第十五条
func InjuryLumpGrade(grade Count, oldWound bool) Count {
	if oldWound {
		return 0
	}
	return grade
}

// InjuryLumpSum 一次性伤残补助金 (disability lump sum): the own wage for the months of the grade.
// 中文: 本人工资乘以等级对应的月数，由工伤保险基金支付。
//
// Formula: {injuryOwnWage} × {injuryLump}
// Law: 工伤保险条例 第三十五条、第三十六条、第三十七条
//
//policy:at injuryLump=injuryLumpMonths injuryLumpGrade
func InjuryLumpSum(injuryOwnWage money.Fen, injuryLump Months) money.Fen {
	return injuryOwnWage * money.Fen(injuryLump)
}

// InjuryAllowanceGrade 享受伤残津贴的等级 (grade with an allowance): 1 to 6; none beyond, and none in grades 5 and 6 with suitable work or after retiring.
// 中文: 一级至四级都有；五级、六级难以安排工作的才有，退休后没有；七级以上没有。
//
// Formula: {grade!}; {suitableWork!}; {retired!}
// Law: 工伤保险条例 第三十五条、第三十六条
func InjuryAllowanceGrade(grade Count, suitableWork, retired bool) Count {
	if grade > 6 || grade > 4 && (suitableWork || retired) {
		return 0
	}
	return grade
}

// InjuryFloorMonth 最低工资所用月份 (month of the minimum wage): the month asked about, where an allowance is due.
// 中文: 有伤残津贴的，用所问月份的最低工资。
//
// Formula: {month!}; {injuryAllowanceGrade!}
// Law: 工伤保险条例 第三十五条、第三十六条
func InjuryFloorMonth(month civil.Month, injuryAllowanceGrade Count) civil.Month {
	if injuryAllowanceGrade == 0 {
		return 0
	}
	return month
}

// InjuryAllowance 伤残津贴标准 (disability allowance): the own wage by the rate of the grade, not below the minimum wage.
// 中文: 本人工资乘以等级比例，低于当地最低工资的补足到最低工资。
//
// Formula: max({injuryOwnWage} × {injuryRate}, {injuryMinimumWage}), {benefitRounding}
// Law: 工伤保险条例 第三十五条、第三十六条
//
//policy:at injuryRate=injuryAllowanceRate injuryAllowanceGrade
//policy:at injuryMinimumWage=minimumWage injuryFloorMonth
func InjuryAllowance(injuryOwnWage money.Fen, injuryRate Rate, injuryMinimumWage money.Fen, benefitRounding money.Rounding) money.Fen {
	return max(benefitRounding.MulDiv(int64(injuryOwnWage), int64(injuryRate), RateUnit), injuryMinimumWage)
}

// InjuryMonthly 每月伤残津贴 (monthly allowance): the allowance; after retiring, what the pension falls short of it.
// 中文: 退休前发伤残津贴；一级至四级退休后停发津贴，养老金低于津贴的补足差额。
//
// Formula: {injuryAllowance}; {retired!}; {pension!}
// Law: 工伤保险条例 第三十五条、第三十六条
func InjuryMonthly(injuryAllowance money.Fen, retired bool, pension money.Fen) money.Fen {
	if retired {
		return max(0, injuryAllowance-pension)
	}
	return injuryAllowance
}

// InjuryLumpSumPayer 一次性伤残补助金支付方 (payer of the lump sum): the fund; the employer who should have insured and did not. It pays nursing and the medical lump sum too.
// 中文: 基金支付；应参保未参保的由单位支付。生活护理费、一次性工伤医疗补助金相同；一次性伤残就业补助金总由单位支付。
//
// Formula: {insured!}
// Law: 工伤保险条例 第三十五条、第三十六条、第三十七条
// Law: 工伤保险条例 第六十二条
func InjuryLumpSumPayer(insured bool) InjuryPayer {
	if insured {
		return InjuryPaidByFund
	}
	return InjuryPaidByEmployer
}

// InjuryMonthlyPayer 伤残津贴支付方 (payer of the allowance): the fund for grades 1 to 4, the employer for 5 and 6.
// 中文: 一级至四级由基金支付，五级、六级由单位支付。
//
// Formula: {injuryMonthly!}; {grade!}; {injuryLumpSumPayer!}
// Law: 工伤保险条例 第三十五条、第三十六条
func InjuryMonthlyPayer(injuryMonthly money.Fen, grade Count, injuryLumpSumPayer InjuryPayer) InjuryPayer {
	switch {
	case injuryMonthly == 0:
		return InjuryPaidByNobody
	case grade > 4:
		return InjuryPaidByEmployer
	}
	return injuryLumpSumPayer
}

// InjuryNursingMonth 护理费平均工资所用月份 (month of the nursing average): the month asked about, where nursing is needed and no average is given.
// 中文: 需要护理而没有直接填写平均工资的，查所问月份的。
//
// Formula: {month!}; {nursing!}; {averageWage!}
// Law: 工伤保险条例 第三十四条
func InjuryNursingMonth(month civil.Month, nursing NursingNeed, averageWage money.Fen) civil.Month {
	if nursing == 0 || averageWage > 0 {
		return 0
	}
	return month
}

// InjuryNursingWage 护理费用平均工资 (average wage of the nursing allowance): as given, or on file for the month.
// 中文: 填写的平均工资；没有填写的用登记的。
//
// Formula: {averageWage!}; {injuryNursingAverage!}
// Law: 工伤保险条例 第三十四条
//
//policy:at injuryNursingAverage=injuryAverageWage injuryNursingMonth
func InjuryNursingWage(averageWage, injuryNursingAverage money.Fen) money.Fen {
	if averageWage > 0 {
		return averageWage
	}
	return injuryNursingAverage
}

// InjuryNursingAllowance 生活护理费 (nursing allowance): the average wage of the area by the rate of the need.
// 中文: 统筹地区上年度职工月平均工资乘以比例，按月由基金支付。
//
// Formula: {injuryNursingWage} × {injuryNursingShare}, {benefitRounding}
// Law: 工伤保险条例 第三十四条
//
//policy:at injuryNursingShare=injuryNursingRate nursing
func InjuryNursingAllowance(injuryNursingWage money.Fen, injuryNursingShare Rate, benefitRounding money.Rounding) money.Fen {
	return benefitRounding.MulDiv(int64(injuryNursingWage), int64(injuryNursingShare), RateUnit)
}

// InjuryProvisional 暂按上年平均工资 (provisional): the average wage of the year is not published yet, and that of the year before stands in.
// 中文: 当年统筹地区平均工资还没有公布，暂按上一年的算，公布后重算补差。
//
// Formula: {injuryBoundAverage!}; {injuryNursingAverage!}
// Law: 工伤保险条例 第六十四条
func InjuryProvisional(injuryBoundAverage, injuryNursingAverage money.Fen, injuryBoundAverageProvisional, injuryNursingAverageProvisional bool) bool {
	return injuryBoundAverageProvisional || injuryNursingAverageProvisional
}
