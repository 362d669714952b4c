package policy

import "renshe/money"

// EmployeeContributionInput 职工社会保险缴费 (employees' social insurance contributions): what employer and employee pay in a month, insurance by insurance.
// 中文: 单位和个人每月各缴多少，分险种列出。医疗、生育保险由医保部门管理，只供参考。
//
//policy:program employee-contribution prefix=Contribution from=2014-07
//policy:output total.employer=TotalEmployer total.employee=TotalEmployee
//policy:output base=Base lower=Lower upper=Upper
//policy:output pension.employer=PensionEmployer pension.employee=PensionEmployee
//policy:output unemployment.employer=UnemploymentEmployer?UnemploymentStatus unemployment.employee=UnemploymentEmployee?UnemploymentStatus unemployment.status=UnemploymentStatus
//policy:output injury.employer=InjuryEmployer?InjuryStatus injury.employee=InjuryEmployee injury.status=InjuryStatus
//policy:output medical.employer=MedicalEmployer?MedicalStatus medical.employee=MedicalEmployee?MedicalStatus medical.serious_illness=SeriousIllness?MedicalStatus medical.status=MedicalStatus
//policy:output maternity.employer=MaternityEmployer?MedicalStatus maternity.employee=MaternityEmployee
type EmployeeContributionInput struct {
	// Wage 月缴费工资 (monthly wage): the average monthly wage of the year before, or the wage agreed with a new employee.
	// 中文: 本人上年度月平均工资；新进人员按约定工资。
	// Range: 0 .. 10000000
	// Example: 5200.00
	Wage money.Fen
	// RiskClass 行业风险类别 (risk class): the class of the employer's trade for work-injury insurance, 1 to 8.
	// 中文: 用人单位所属行业的工伤风险类别，一类到八类；不知道可不填，工伤保险费就不计算。
	// Default: 0
	// Range: 1 .. 8
	// Example: 1
	RiskClass Count
	// Floating 费率浮动档次 (floating step): the per cent of the base rate that the agency set for the employer.
	// 中文: 经办机构为该单位核定的浮动档次，为基准费率的百分之几。
	// Default: 100
	// Example: 100
	Floating Floating
}

// Floating 工伤费率浮动档次 (floating step of the work-injury rate): the per cent of the base rate.
//
//policy:choice
type Floating uint8

// The steps of floating.
const (
	Floating50  Floating = iota + 1 // 50 下浮至50% (down to 50 %)
	Floating80                      // 80 下浮至80% (down to 80 %)
	Floating100                     // 100 不浮动 (not floated)
	Floating120                     // 120 上浮至120% (up to 120 %)
	Floating150                     // 150 上浮至150% (up to 150 %)
)

// RateStatus 费率情况 (state of a rate): whether a contribution can be computed.
//
//policy:choice
type RateStatus uint8

// The states of a rate.
const (
	RateKnown   RateStatus = iota + 1 // known 费率已知 (the rate is known)
	RateUnknown                       // unknown 费率未知，没有计算，请向经办机构核实 (the rate is unknown, nothing was computed: ask the agency)
)

// InjuryStatus 工伤保险费情况 (state of the work-injury contribution): whether it can be computed.
//
//policy:choice
type InjuryStatus uint8

// The states of the work-injury contribution.
const (
	InjuryKnown       InjuryStatus = iota + 1 // known 费率已知 (the rate is known)
	InjuryNoClass                             // no-class 没有填写行业风险类别，没有计算 (the risk class was not given, nothing was computed)
	InjuryNotFloating                         // not-in-class 一类行业只有100%、120%、150%三档，没有计算 (class 1 has the steps 100, 120 and 150 % only, nothing was computed)
	InjuryUnknown                             // unknown 费率未知，没有计算，请向经办机构核实 (the rate is unknown, nothing was computed: ask the agency)
)

// ContributionLower 缴费基数下限 (lower limit of the base): 60 % of the reference wage, in whole yuan as published.
// 中文: 缴费基准值的60%，按公布口径取整到元。
//
// Formula: {contributionReferenceWage} × {contributionFloorRate}, {contributionLimitRounding}
// Law: 国办发〔2019〕13号 三
func ContributionLower(contributionReferenceWage money.Fen, contributionFloorRate Rate, contributionLimitRounding money.Rounding) money.Fen {
	return contributionLimitRounding.MulDiv(int64(contributionReferenceWage), int64(contributionFloorRate), RateUnit)
}

// ContributionUpper 缴费基数上限 (upper limit of the base): 300 % of the reference wage, in whole yuan as published.
// 中文: 缴费基准值的300%，按公布口径取整到元。
//
// Formula: {contributionReferenceWage} × {contributionCeilingRate}, {contributionLimitRounding}
// Law: 国办发〔2019〕13号 三
func ContributionUpper(contributionReferenceWage money.Fen, contributionCeilingRate Rate, contributionLimitRounding money.Rounding) money.Fen {
	return contributionLimitRounding.MulDiv(int64(contributionReferenceWage), int64(contributionCeilingRate), RateUnit)
}

// ContributionBase 缴费基数 (contribution base): the wage, the lower limit for those below it, the upper limit for those above it.
// 中文: 工资低于下限的按下限，高于上限的按上限，其余按本人工资。
//
// Formula: min(max({wage}, {contributionLower}), {contributionUpper})
// Law: 国办发〔2019〕13号 三
func ContributionBase(wage, contributionLower, contributionUpper money.Fen) money.Fen {
	return min(max(wage, contributionLower), contributionUpper)
}

// ContributionPensionEmployer 养老保险单位缴费 (employer's pension contribution): the base times the employer's rate.
// 中文: 缴费基数乘单位缴费比例，进入统筹基金。
//
// Formula: {contributionBase} × {pensionUnitRate}, {contributionRounding}
// Law: 社会保险法 第十二条
// Law: 国办发〔2019〕13号 一
func ContributionPensionEmployer(contributionBase money.Fen, pensionUnitRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(pensionUnitRate), RateUnit)
}

// ContributionPensionEmployee 养老保险个人缴费 (employee's pension contribution): the base times the employee's rate, all of it for the individual account.
// 中文: 缴费基数乘个人缴费比例，全部记入个人账户。
//
// Formula: {contributionBase} × {pensionPersonalRate}, {contributionRounding}
// Law: 社会保险法 第十二条
func ContributionPensionEmployee(contributionBase money.Fen, pensionPersonalRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(pensionPersonalRate), RateUnit)
}

// ContributionUnemploymentStatus 失业保险费率情况 (state of the unemployment rate): unknown where no document in force was found.
// 中文: 没有查到现行文件的，费率未知。
//
// Formula: {unemploymentUnitRate!}; {unemploymentPersonalRate!}
// Law: 社会保险法 第四十四条
func ContributionUnemploymentStatus(unemploymentUnitRateKnown, unemploymentPersonalRateKnown bool) RateStatus {
	return rateStatus(unemploymentUnitRateKnown && unemploymentPersonalRateKnown)
}

// ContributionUnemploymentEmployer 失业保险单位缴费 (employer's unemployment contribution): the base times the employer's rate.
// 中文: 缴费基数乘单位缴费比例。
//
// Formula: {contributionBase} × {unemploymentUnitRate}, {contributionRounding}
// Law: 社会保险法 第四十四条
func ContributionUnemploymentEmployer(contributionBase money.Fen, unemploymentUnitRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(unemploymentUnitRate), RateUnit)
}

// ContributionUnemploymentEmployee 失业保险个人缴费 (employee's unemployment contribution): the base times the employee's rate.
// 中文: 缴费基数乘个人缴费比例。
//
// Formula: {contributionBase} × {unemploymentPersonalRate}, {contributionRounding}
// Law: 社会保险法 第四十四条
func ContributionUnemploymentEmployee(contributionBase money.Fen, unemploymentPersonalRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(unemploymentPersonalRate), RateUnit)
}

// ContributionTotalEmployer 单位合计 (employer's total): what is known of the employer's parts; a part that is unknown is left out.
// 中文: 各险种单位缴费之和；未知的险种没有计入。
//
// Formula: {contributionPensionEmployer} + {contributionUnemploymentEmployer} + {contributionInjuryEmployer} + {contributionMedicalEmployer} + {contributionMaternityEmployer}
// Law: 社会保险法 第六十条
func ContributionTotalEmployer(contributionPensionEmployer, contributionUnemploymentEmployer, contributionInjuryEmployer, contributionMedicalEmployer,
	contributionMaternityEmployer money.Fen) money.Fen {
	return contributionPensionEmployer + contributionUnemploymentEmployer + contributionInjuryEmployer + contributionMedicalEmployer + contributionMaternityEmployer
}

// ContributionTotalEmployee 个人合计 (employee's total): what is known of the employee's parts; a part that is unknown is left out.
// 中文: 各险种个人缴费之和；未知的险种没有计入，大病互助由谁缴各地不同，也没有计入。
//
// Formula: {contributionPensionEmployee} + {contributionUnemploymentEmployee} + {contributionInjuryEmployee} + {contributionMedicalEmployee} + {contributionMaternityEmployee}
// Law: 社会保险法 第六十条
func ContributionTotalEmployee(contributionPensionEmployee, contributionUnemploymentEmployee, contributionInjuryEmployee, contributionMedicalEmployee,
	contributionMaternityEmployee money.Fen) money.Fen {
	return contributionPensionEmployee + contributionUnemploymentEmployee + contributionInjuryEmployee + contributionMedicalEmployee + contributionMaternityEmployee
}

// rateStatus says what a known or unknown rate means for a contribution.
func rateStatus(known bool) RateStatus {
	if known {
		return RateKnown
	}
	return RateUnknown
}
