package policy

import "renshe/civil"

// DivisorMethod 计发月数的取法 (how the divisor is found): by whole years of age, or to the month.
//
//policy:choice
type DivisorMethod uint8

// The ways to find a divisor.
const (
	DivisorByYears  DivisorMethod = iota + 1 // by-years 按整岁 (by whole years of age)
	DivisorByMonths                          // by-months 按月折算 (to the month)
	DivisorDisputed                          // disputed-row 按月折算，55岁各月有不同的公开表格，向经办机构核实 (to the month; a public table differs within the year 55: ask the agency)
)

// PensionDivisorInput 个人账户养老金计发月数 (divisor of the individual account): into how many monthly parts the account is divided.
// 中文: 个人账户储存额除以多少个月。
//
//policy:program pension-divisor prefix=Divisor from=2014-07
//policy:output divisor_tenths=Tenths method=MethodUsed
type PensionDivisorInput struct {
	// Age 退休年龄 (age at retirement): years and months.
	// 中文: 退休时的周岁，精确到月。
	// Range: 40 .. 70
	// Example: 61y3m
	Age Age
	// Month 退休月份 (month of retirement): whole years of age count until 2024, months from 2025.
	// 中文: 2024年及以前按整岁，2025年起按月。
	// Default: as-of
	// Range: 2006-01 .. 2150-12
	// Example: 2026-03
	Month civil.Month
}

// DivisorAgeStep 年龄单位 (unit of age): whole years until 2024, months from 2025.
// 中文: 2024年及以前按整岁计，2025年起按月计。
//
// Formula: {stepThen!}
// Law: 国发〔2005〕38号 附件
//
//policy:at stepThen=pensionDivisorAgeStep month
func DivisorAgeStep(stepThen Months) Months {
	return max(stepThen, 1)
}

// DivisorCountedAge 计发年龄 (age that counts): the age in whole years, or to the month from 2025.
// 中文: 2024年及以前舍去不满一岁的月数，2025年起计到月。
//
// Formula: {age}, {divisorAgeStep!}
// Law: 国发〔2005〕38号 附件
func DivisorCountedAge(age Age, divisorAgeStep Months) Age {
	return age - age%Age(divisorAgeStep)
}

// DivisorWholeAge 整岁 (whole years of age): of the age that counts.
// 中文: 计发年龄的整岁数。
//
// Formula: {divisorCountedAge}
// Law: 国发〔2005〕38号 附件
func DivisorWholeAge(divisorCountedAge Age) Count {
	return Count(divisorCountedAge / 12)
}

// DivisorNextAge 下一整岁 (next whole age): the same where the age is whole.
// 中文: 正好整岁的仍为本岁。
//
// Formula: {divisorCountedAge}
// Law: 国发〔2005〕38号 附件
func DivisorNextAge(divisorCountedAge Age) Count {
	return Count((divisorCountedAge + 11) / 12)
}

// DivisorPart 不满一岁的月数 (months beyond the whole age): of the age that counts.
// 中文: 计发年龄减去整岁。
//
// Formula: {divisorCountedAge}
// Law: 国发〔2005〕38号 附件
func DivisorPart(divisorCountedAge Age) Months {
	return Months(divisorCountedAge % 12)
}

// DivisorTenths 计发月数 (divisor): between two whole ages in proportion to the months, half up to a tenth of a month.
// 中文: 相邻整岁之间按月均匀折算，四舍五入到一位小数。
//
// Formula: {divisorHere} − ({divisorHere} − {divisorNext}) × {divisorPart} ÷ 12
// Law: 国发〔2005〕38号 附件
//
//policy:at divisorHere=pensionDivisorTable divisorWholeAge
//policy:at divisorNext=pensionDivisorTable divisorNextAge
func DivisorTenths(divisorHere, divisorNext, divisorPart Months) Tenths {
	twelfths := int64(divisorHere)*12 - int64(divisorHere-divisorNext)*int64(divisorPart)
	return Tenths((twelfths*10 + 6) / 12)
}

// disputedAge is the whole age whose months a public table gives differently: it falls from 170 by 5 a year where the annex falls by 6.
const disputedAge = 55

// DivisorMethodUsed 取法 (method): whether years or months of age decide, and whether another table differs.
// 中文: 按整岁还是按月折算；55岁零1至11个月另有不同的公开表格。
//
// Formula: {divisorCountedAge!}; {divisorAgeStep!}; {divisorPart!}
// Law: 国发〔2005〕38号 附件
func DivisorMethodUsed(divisorCountedAge Age, divisorAgeStep, divisorPart Months) DivisorMethod {
	switch {
	case divisorAgeStep > 1:
		return DivisorByYears
	case divisorCountedAge/12 == disputedAge && divisorPart != 0:
		return DivisorDisputed
	}
	return DivisorByMonths
}
