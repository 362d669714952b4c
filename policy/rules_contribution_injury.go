package policy

import "renshe/money"

// InjuryRateInput 工伤保险费率 (work-injury rate): the rate an employer pays, by risk class and floating step.
// 中文: 按行业风险类别和浮动档次查用人单位的工伤保险费率；不选地区时给出全国基准费率。
//
//policy:program injury-rate prefix=InjuryRate from=2014-07
//policy:output base_rate=OfClass?Status rate=OfUnit?Status status=Status
type InjuryRateInput struct {
	// RiskClass 行业风险类别 (risk class): the class of the employer's trade, 1 to 8; 1 to 3 for provincial units before October 2015.
	// 中文: 用人单位所属行业的工伤风险类别，一类到八类；2015年10月前的省本级单位为一类到三类。
	// Range: 1 .. 8
	// Example: 1
	RiskClass Count
	// Floating 费率浮动档次 (floating step): the per cent of the base rate that the agency set for the employer.
	// 中文: 经办机构为该单位核定的浮动档次，为基准费率的百分之几。
	// Default: 100
	// Example: 100
	Floating Floating
	// ProvincialUnit 省本级参保单位 (provincial unit): insured with the province itself, which had three classes of its own before October 2015.
	// 中文: 在省本级参保的单位；2015年10月前省本级按三类费率执行。
	// Default: no
	// Example: no
	ProvincialUnit bool
}

// ContributionInjuryStatus 工伤保险费情况 (state of the work-injury contribution): whether the class, its rate and the step are known.
// 中文: 依次判断：是否填写类别、费率是否已知、一类行业是否填了下浮档次。
//
// Formula: {riskClass!}; {floating!}; {injuryClassRateHere!}
// Law: 人社部发〔2015〕71号 三
//
//policy:at injuryClassRateHere=injuryClassRate riskClass
//policy:at injuryFloatingOfStep=injuryFloating floating
func ContributionInjuryStatus(riskClass Count, floating Floating, injuryClassRateHereKnown, injuryFloatingOfStepKnown bool) InjuryStatus {
	switch {
	case riskClass == 0:
		return InjuryNoClass
	case !injuryClassRateHereKnown || !injuryFloatingOfStepKnown:
		return InjuryUnknown
	case riskClass == 1 && floating < Floating100:
		return InjuryNotFloating
	}
	return InjuryKnown
}

// ContributionInjuryRate 工伤保险费率 (work-injury rate): the base rate of the class, floated.
// 中文: 行业基准费率乘浮动档次。
//
// Formula: {injuryClassRateHere} × {injuryFloatingOfStep}
// Law: 社会保险法 第三十四条
// Law: 人社部发〔2015〕71号 二
// Law: 人社部发〔2015〕71号 三
func ContributionInjuryRate(injuryClassRateHere, injuryFloatingOfStep Rate) Rate {
	return injuryClassRateHere * injuryFloatingOfStep / Rate(RateUnit)
}

// ContributionInjuryEmployer 工伤保险单位缴费 (employer's work-injury contribution): the base times the employer's rate; nothing where the rate cannot be told.
// 中文: 缴费基数乘单位的工伤保险费率；费率定不下来的不计算。
//
// Formula: {contributionInjuryStatus!}; {contributionBase} × {contributionInjuryRate}, {contributionRounding}
// Law: 社会保险法 第三十五条
func ContributionInjuryEmployer(contributionInjuryStatus InjuryStatus, contributionBase money.Fen, contributionInjuryRate Rate, contributionRounding money.Rounding) money.Fen {
	if contributionInjuryStatus != InjuryKnown {
		return 0
	}
	return contributionRounding.MulDiv(int64(contributionBase), int64(contributionInjuryRate), RateUnit)
}

// ContributionInjuryEmployee 工伤保险个人缴费 (employee's work-injury contribution): none; the employer pays it alone.
// 中文: 职工不缴纳工伤保险费。
//
// Formula: 0
// Law: 社会保险法 第三十三条
func ContributionInjuryEmployee() money.Fen { return 0 }

// InjuryRateProvincialKey 省本级类别 (class of a provincial unit): the class given for a provincial unit; none for others.
// 中文: 省本级单位填写的类别；其他单位没有。
//
// Formula: {riskClass!}; {provincialUnit!}
// Law: 人社部发〔2015〕71号 一
func InjuryRateProvincialKey(riskClass Count, provincialUnit bool) Count {
	if provincialUnit {
		return riskClass
	}
	return 0
}

// InjuryRateStatus 费率情况 (state of the rate): whether the rate of the class is known.
// 中文: 省本级单位看三类费率，其他单位看八类费率。
//
// Formula: {provincialUnit!}; {contributionInjuryStatus!}
// Law: 人社部发〔2015〕71号 一
//
//policy:at injuryProvincialRateOfClass=injuryProvincialUnitRate injuryRateProvincialKey
func InjuryRateStatus(provincialUnit bool, contributionInjuryStatus InjuryStatus, injuryProvincialRateOfClassKnown bool) InjuryStatus {
	switch {
	case !provincialUnit:
		return contributionInjuryStatus
	case injuryProvincialRateOfClassKnown:
		return InjuryKnown
	}
	return InjuryUnknown
}

// InjuryRateOfClass 基准费率 (base rate): that of the class, before floating.
// 中文: 该类行业的基准费率；省本级单位查三类费率，其他单位查八类费率。
//
// Formula: {provincialUnit!}; {injuryProvincialRateOfClass!}; {injuryClassRateHere!}
// Law: 社会保险法 第三十四条
func InjuryRateOfClass(provincialUnit bool, injuryProvincialRateOfClass, injuryClassRateHere Rate, injuryProvincialRateOfClassKnown, injuryClassRateHereKnown bool) Rate {
	switch {
	case provincialUnit && injuryProvincialRateOfClassKnown:
		return injuryProvincialRateOfClass
	case !provincialUnit && injuryClassRateHereKnown:
		return injuryClassRateHere
	}
	return 0
}

// InjuryRateOfUnit 单位费率 (rate of the employer): the base rate, floated; the three classes of provincial units did not float by these steps.
// 中文: 基准费率乘浮动档次；省本级三类费率不按这些档次浮动。
//
// Formula: {provincialUnit!}; {injuryRateOfClass} × {injuryFloatingOfStep}
// Law: 人社部发〔2015〕71号 三
func InjuryRateOfUnit(provincialUnit bool, injuryRateOfClass, injuryFloatingOfStep Rate, injuryFloatingOfStepKnown bool) Rate {
	if provincialUnit || !injuryFloatingOfStepKnown {
		return injuryRateOfClass
	}
	return injuryRateOfClass * injuryFloatingOfStep / Rate(RateUnit)
}
