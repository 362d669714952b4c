package policy

import (
	"renshe/civil"
	"renshe/money"
)

// ContributionMedicalStatus 医疗、生育保险费率情况 (state of the medical and maternity rates): unknown where no figure was found for the place and month.
// 中文: 没有查到当地当期费率的为未知。
//
// Formula: {medicalUnitRate!}; {maternityUnitRate!}; {medicalPersonalRate!}; {seriousIllnessContribution!}
// Law: 社会保险法 第二十三条
func ContributionMedicalStatus(medicalUnitRateKnown, maternityUnitRateKnown, medicalPersonalRateKnown, seriousIllnessContributionKnown bool) RateStatus {
	return rateStatus(medicalUnitRateKnown && maternityUnitRateKnown && medicalPersonalRateKnown && seriousIllnessContributionKnown)
}

// ContributionMedicalEmployer 医疗保险单位缴费 (employer's medical contribution): advice only; the healthcare security authority decides, on a base of its own.
// 中文: 按同一基数测算，只供参考；缴费基数和费率由医保部门核定。
//
// Formula: {contributionBase} × {medicalUnitRate}, {contributionRounding}
// Law: 社会保险法 第二十三条
func ContributionMedicalEmployer(contributionBase money.Fen, medicalUnitRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(medicalUnitRate), RateUnit)
}

// ContributionMedicalEmployee 医疗保险个人缴费 (employee's medical contribution): advice only; the healthcare security authority decides, on a base of its own.
// 中文: 按同一基数测算，只供参考；缴费基数和费率由医保部门核定。
//
// Formula: {contributionBase} × {medicalPersonalRate}, {contributionRounding}
// Law: 社会保险法 第二十三条
func ContributionMedicalEmployee(contributionBase money.Fen, medicalPersonalRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(medicalPersonalRate), RateUnit)
}

// ContributionSeriousIllness 大病互助缴费 (serious-illness contribution): a fixed amount a month, in no total, since who pays it differs.
// 中文: 每月定额；由单位还是个人缴，以医保部门规定为准，没有计入合计。
//
// Formula: {seriousIllnessContribution}
// Law: 社会保险经办条例 第六十条
func ContributionSeriousIllness(seriousIllnessContribution money.Fen) money.Fen {
	return seriousIllnessContribution
}

// ContributionMaternityEmployer 生育保险单位缴费 (employer's maternity contribution): paid with the medical contribution; advice only.
// 中文: 与医疗保险费一并缴纳；只供参考，由医保部门核定。
//
// Formula: {contributionBase} × {maternityUnitRate}, {contributionRounding}
// Law: 社会保险法 第五十三条
func ContributionMaternityEmployer(contributionBase money.Fen, maternityUnitRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionBase), int64(maternityUnitRate), RateUnit)
}

// ContributionMaternityEmployee 生育保险个人缴费 (employee's maternity contribution): none; the employer pays it alone.
// 中文: 职工不缴纳生育保险费。
//
// Formula: 0
// Law: 社会保险法 第五十三条
func ContributionMaternityEmployee() money.Fen { return 0 }

// MedicalContributionInput 居民医保缴费参考 (medical contributions, advice): what residents pay by the national notice of a year, and the employees' rates of the place.
// 中文: 城乡居民医保当年通知的个人缴费和财政补助，以及当地职工医保费率。医保由医保部门管理，这里只供参考。
//
//policy:program medical-contribution prefix=Medical from=2018-01
//policy:output personal=Personal subsidy=Subsidy financing=Financing household=Household insured_from=InsuredFrom
//policy:output employee.unit=RateOfUnit?RateStatus employee.maternity=RateOfMaternity?RateStatus employee.employer=RateOfEmployer?RateStatus employee.personal=RateOfPerson?RateStatus employee.serious_illness=SeriousIllness?RateStatus employee.status=RateStatus
type MedicalContributionInput struct {
	// People 参保人数 (people): how many of the household pay.
	// 中文: 家里参保缴费的人数。
	// Default: 1
	// Range: 1 .. 30
	// Example: 3
	People Count
	// Month 通知所在月份 (month of the notice): a month of the year of the notice.
	// 中文: 看哪一年的通知，填那一年的任一月份。
	// Default: as-of
	// Range: 2018-01 .. 2100-12
	// Example: 2025-10
	Month civil.Month
}

// MedicalPersonal 居民医保个人缴费 (personal contribution): what one person pays, towards the end of the year of the notice, for the year after.
// 中文: 每人按通知缴纳，一般在当年年底缴下一年度的。
//
// Formula: {medicalPersonalOfYear}
// Law: 社会保险法 第二十五条
//
//policy:at medicalPersonalOfYear=residentMedicalPersonal month
func MedicalPersonal(medicalPersonalOfYear money.Fen) money.Fen { return medicalPersonalOfYear }

// MedicalSubsidy 居民医保财政补助 (public subsidy): what governments add for a person in the year of the notice, at least.
// 中文: 各级财政当年对每人的补助，不低于这个数。
//
// Formula: {medicalSubsidyOfYear}
// Law: 社会保险法 第二十五条
//
//policy:at medicalSubsidyOfYear=residentMedicalSubsidy month
func MedicalSubsidy(medicalSubsidyOfYear money.Fen) money.Fen { return medicalSubsidyOfYear }

// MedicalFinancing 居民医保筹资标准 (financing of a person): the personal contribution and the subsidy of one notice together.
// 中文: 同一通知的个人缴费加财政补助。
//
// Formula: {medicalPersonal} + {medicalSubsidy}
// Law: 社会保险法 第二十五条
func MedicalFinancing(medicalPersonal, medicalSubsidy money.Fen) money.Fen {
	return medicalPersonal + medicalSubsidy
}

// MedicalHousehold 全家个人缴费 (household's contribution): the personal contribution of everybody in the household who pays.
// 中文: 个人缴费乘参保人数。
//
// Formula: {medicalPersonal} × {people}
// Law: 社会保险法 第二十五条
func MedicalHousehold(medicalPersonal money.Fen, people Count) money.Fen {
	return medicalPersonal * money.Fen(people)
}

// MedicalInsuredFrom 享受待遇起始月 (first month insured): January of the year after the notice, for which the personal contribution pays.
// 中文: 个人缴费一般用于通知的下一年度，从一月起享受待遇。
//
// Formula: {month!}
// Law: 社会保险法 第二十五条
func MedicalInsuredFrom(month civil.Month) civil.Month {
	return civil.MonthOf(month.Year()+1, 1)
}

// MedicalRateStatus 职工医保费率情况 (state of the employees' rates): unknown where no figure was found for the place and month.
// 中文: 没有查到当地当期费率的为未知。
//
// Formula: {medicalUnitRate!}; {maternityUnitRate!}; {medicalPersonalRate!}; {seriousIllnessContribution!}
// Law: 社会保险法 第二十三条
func MedicalRateStatus(medicalUnitRateKnown, maternityUnitRateKnown, medicalPersonalRateKnown, seriousIllnessContributionKnown bool) RateStatus {
	return rateStatus(medicalUnitRateKnown && maternityUnitRateKnown && medicalPersonalRateKnown && seriousIllnessContributionKnown)
}

// MedicalRateOfUnit 职工医保单位费率 (employer's rate): of the employees' medical insurance.
// 中文: 职工基本医疗保险的单位缴费比例。
//
// Formula: {medicalUnitRate}
// Law: 社会保险法 第二十三条
func MedicalRateOfUnit(medicalUnitRate Rate) Rate { return medicalUnitRate }

// MedicalRateOfMaternity 生育保险单位费率 (employer's maternity rate): collected with the employees' medical insurance.
// 中文: 随职工医保一并征收的生育保险缴费比例。
//
// Formula: {maternityUnitRate}
// Law: 社会保险法 第五十三条
func MedicalRateOfMaternity(maternityUnitRate Rate) Rate { return maternityUnitRate }

// MedicalRateOfEmployer 单位合计费率 (employer's rate together): medical and maternity insurance are collected together.
// 中文: 职工医保和生育保险合并征收的单位费率。
//
// Formula: {medicalRateOfUnit} + {medicalRateOfMaternity}
// Law: 社会保险法 第二十三条
func MedicalRateOfEmployer(medicalRateOfUnit, medicalRateOfMaternity Rate) Rate {
	return medicalRateOfUnit + medicalRateOfMaternity
}

// MedicalRateOfPerson 职工医保个人费率 (employee's rate): of the employees' medical insurance.
// 中文: 职工基本医疗保险的个人缴费比例。
//
// Formula: {medicalPersonalRate}
// Law: 社会保险法 第二十三条
func MedicalRateOfPerson(medicalPersonalRate Rate) Rate { return medicalPersonalRate }

// MedicalSeriousIllness 大病互助每月缴费 (serious-illness contribution): a fixed amount a month.
// 中文: 每月定额，由单位还是个人缴以医保部门规定为准。
//
// Formula: {seriousIllnessContribution}
// Law: 社会保险经办条例 第六十条
func MedicalSeriousIllness(seriousIllnessContribution money.Fen) money.Fen {
	return seriousIllnessContribution
}
