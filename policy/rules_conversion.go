package policy

import (
	"renshe/civil"
	"renshe/money"
)

// ConversionWay 衔接去向 (way of the conversion): into which scheme somebody's two pension relations come together, or why they do not yet.
//
//policy:choice
type ConversionWay uint8

// The outcomes, in the order in which they are checked.
const (
	ConversionReceiving   ConversionWay = iota + 1 // receiving 已领取养老保险待遇，不再办理衔接 (draws a pension already: no conversion)
	ConversionNoEmployee                           // no-employee-years 没有职工养老保险缴费，不需要衔接 (nothing paid to the employees' scheme: nothing to convert)
	ConversionTooYoung                             // too-young 未到法定退休年龄，到龄后申请 (not yet at the statutory age: apply then)
	ConversionToEmployees                          // to-employees 转入职工养老保险 (into the employees' scheme)
	ConversionToResidents                          // to-residents 转入城乡居民养老保险 (into the residents' scheme)
	ConversionNoResident                           // no-resident-relation 缴费已满且没有居民养老保险，不需要衔接 (paid enough and in no residents' scheme: nothing to convert)
)

// SchemeConversionInput 城乡养老保险制度衔接 (conversion between pension schemes): into which scheme accounts and years come together at the statutory age.
// 中文: 职工养老保险和城乡居民养老保险之间的衔接：转向哪边、账户和年限怎么算、重复缴费怎么退、多久办结。
//
//policy:program scheme-conversion prefix=Conversion from=2014-07
//policy:output way=Direction age_month=AgeMonth minimum_months=MinimumMonths counted_months=CountedMonths merged_account=MergedAccount
//policy:output resident_age_month=ResidentAgeMonth resident_short_months=ResidentShort refund=Refund contact_days=ContactDays transfer_days=TransferDays closing_days=ClosingDays total_days=TotalDays
type SchemeConversionInput struct {
	// Category 人员类别 (category): decides the statutory age.
	// 中文: 按岗位和身份认定，灵活就业的女性原为55岁。
	// Example: M60
	Category Category
	// Birth 出生年月 (month of birth): as recorded in the file.
	// 中文: 以档案和身份证认定的为准。
	// Range: 1900-01 .. 2100-12
	// Example: 1965-12
	Birth civil.Month
	// EmployeeMonths 职工养老保险缴费月数 (months in the employees' scheme): paid and deemed, in all places, with what was paid after the age.
	// 中文: 各地合计，含视同缴费和到龄后延长缴费。
	// Range: 0 .. 1200
	// Example: 96
	EmployeeMonths Months
	// ResidentMonths 居民养老保险缴费月数 (months in the residents' scheme): a paid year counts twelve.
	// 中文: 每缴一年计12个月。
	// Range: 0 .. 1200
	// Example: 120
	ResidentMonths Months
	// EmployeeAccount 职工养老保险个人账户 (account in the employees' scheme): the whole balance.
	// 中文: 个人账户全部储存额。
	// Range: 0 .. 100000000
	// Example: 25600.00
	EmployeeAccount money.Fen
	// ResidentAccount 居民养老保险个人账户 (account in the residents' scheme): the whole balance with subsidies, before a refund.
	// 中文: 个人账户全部储存额，含政府补贴，未扣退费。
	// Range: 0 .. 100000000
	// Example: 8200.00
	ResidentAccount money.Fen
	// OverlapMonths 重复缴费月数 (overlapping months): paid to both schemes.
	// 中文: 同时在两个制度缴费的月数。
	// Default: 0
	// Range: 0 .. 1200
	// Example: 6
	OverlapMonths Months
	// OverlapPaid 重复年度的居民缴费 (paid in the overlapping years): personal contributions and collective aid to the residents' scheme, without subsidies.
	// 中文: 发生重复的年度里，居民养老保险的个人缴费和集体补助合计，不含政府补贴。
	// Default: 0
	// Range: 0 .. 1000000
	// Example: 300
	OverlapPaid money.Fen
	// OverlapYears 重复年度数 (overlapping years): for how many years this was paid.
	// 中文: 上项缴费对应的年度数。
	// Default: 1
	// Range: 1 .. 60
	// Example: 1
	OverlapYears Years
	// Receiving 已领取养老保险待遇 (drawing a pension): from either scheme.
	// 中文: 已按国家规定领取任一养老保险待遇。
	// Default: no
	// Example: no
	Receiving bool
	// Month 申请月份 (month of the application): at the statutory age or after it.
	// 中文: 提出申请的月份。
	// Default: as-of
	// Range: 2014-07 .. 2150-12
	// Example: 2026-03
	Month civil.Month
}

// ConversionAgeMonth 法定退休到龄月份 (month of the statutory age): the employees' statutory age, also for who ends up with the residents.
// 中文: 职工养老保险的法定退休月份，转入居民的也以此为准。
//
// Formula: {retirementMonth}
// Law: 人社部发〔2014〕17号 第三条
func ConversionAgeMonth(retirementMonth civil.Month) civil.Month { return retirementMonth }

// ConversionMinimumMonths 职工最低缴费月数 (minimum months of employees): those of the year of the statutory age.
// 中文: 到龄当年的最低缴费年限：15年，2030年起逐年提高；文件原文为15年。
//
// Formula: {retirementMinimumMonths}
// Law: 人社部发〔2014〕17号 第三条
func ConversionMinimumMonths(retirementMinimumMonths Months) Months { return retirementMinimumMonths }

// ConversionDirection 衔接去向 (way): into the employees' scheme with the minimum months, else into the residents' scheme, where the person has not gone on paying.
// 中文: 到龄后职工缴费满最低年限的转入职工，不满的可转入居民；也可以选择延长缴费，不转。
//
// Formula: {receiving!}; {employeeMonths!}; {conversionAgeMonth!}; {month!}; {conversionMinimumMonths!}; {residentMonths!}; {residentAccount!}
// Law: 人社部发〔2014〕17号 第二条
// Law: 人社部发〔2014〕17号 第三条
func ConversionDirection(receiving bool, employeeMonths Months, conversionAgeMonth, month civil.Month, conversionMinimumMonths, residentMonths Months,
	residentAccount money.Fen) ConversionWay {
	switch {
	case receiving:
		return ConversionReceiving
	case employeeMonths == 0:
		return ConversionNoEmployee
	case conversionAgeMonth > month:
		return ConversionTooYoung
	case employeeMonths < conversionMinimumMonths:
		return ConversionToResidents
	case residentMonths == 0 && residentAccount == 0:
		return ConversionNoResident
	}
	return ConversionToEmployees
}

// ConversionRefund 重复缴费退还 (refund): the personal contributions and collective aid of the overlapping months; the subsidy of the government stays.
// 中文: 按月计算重复时段的个人缴费和集体补助，退还本人；政府补贴不退。
//
// Formula: {overlapPaid} × {overlapMonths} ÷ (12 × {overlapYears}), {conversionRounding}
// Law: 人社部发〔2014〕17号 第七条
func ConversionRefund(overlapPaid money.Fen, overlapMonths Months, overlapYears Years, conversionRounding money.Rounding) money.Fen {
	whole := 12 * overlapYears
	return conversionRounding.MulDiv(int64(overlapPaid), int64(min(overlapMonths, whole)), int64(whole))
}

// ConversionMergedAccount 合并后的个人账户 (merged account): both balances, less the refund; none where nothing is converted.
// 中文: 两个账户的全部储存额合并，扣除退还的重复缴费；不办理衔接的为零。
//
// Formula: {employeeAccount} + {residentAccount} − {conversionRefund}; {conversionDirection!}
// Law: 人社部发〔2014〕17号 第五条
// Law: 人社部发〔2014〕17号 第六条
func ConversionMergedAccount(employeeAccount, residentAccount, conversionRefund money.Fen, conversionDirection ConversionWay) money.Fen {
	if !converts(conversionDirection) {
		return 0
	}
	return employeeAccount + max(0, residentAccount-conversionRefund)
}

// converts says whether the relations come together.
func converts(way ConversionWay) bool {
	return way == ConversionToEmployees || way == ConversionToResidents
}

// ConversionCountedMonths 转入后计算的月数 (months counted): in the employees' scheme its own months alone; in the residents' scheme both, overlapping months once.
// 中文: 转入职工的，居民缴费年限不合并；转入居民的，职工缴费年限合并计算，重复的只算一次。
//
// Formula: {employeeMonths!}; {residentMonths!}; {overlapMonths!}; {conversionDirection!}
// Law: 人社部发〔2014〕17号 第五条
// Law: 人社部发〔2014〕17号 第六条
// Law: 人社部发〔2014〕17号 第七条
func ConversionCountedMonths(employeeMonths, residentMonths, overlapMonths Months, conversionDirection ConversionWay) Months {
	switch conversionDirection {
	case ConversionToEmployees:
		return employeeMonths
	case ConversionToResidents:
		return employeeMonths + max(0, residentMonths-overlapMonths)
	}
	return 0
}

// ConversionResidentAgeMonth 居民养老金到龄月份 (month of the residents' age): from when the residents' pension may be drawn after the conversion; none for others.
// 中文: 转入居民的，年满60周岁才能领取；其他情形没有。
//
// Formula: {residentReachMonth!}; {conversionDirection!}
// Law: 人社部发〔2014〕17号 第三条
// Law: 国发〔2014〕8号 七
func ConversionResidentAgeMonth(residentReachMonth civil.Month, conversionDirection ConversionWay) civil.Month {
	return monthIf(conversionDirection == ConversionToResidents, residentReachMonth)
}

// ConversionResidentShort 转入居民后尚缺月数 (months short in the residents' scheme): what is still to be paid there; none for others.
// 中文: 转入居民后，合并年限不足居民最低缴费年限的差额；制度实施时已满45周岁的另有规定。
//
// Formula: {residentMinimumYears!}; {conversionCountedMonths!}; {conversionDirection!}
// Law: 国发〔2014〕8号 七
func ConversionResidentShort(residentMinimumYears Years, conversionCountedMonths Months, conversionDirection ConversionWay) Months {
	if conversionDirection != ConversionToResidents {
		return 0
	}
	return max(0, residentMinimumYears*12-conversionCountedMonths)
}

// ConversionContactDays 发联系函时限（工作日） (contact letter, working days): working days for the agency that takes over to write to the other one.
// 中文: 转入地受理审核后，向转出地发出联系函。
//
// Formula: {conversionLetterDays!}; {conversionDirection!}
// Law: 人社部发〔2014〕17号 第九条
func ConversionContactDays(conversionLetterDays Days, conversionDirection ConversionWay) Days {
	return daysIf(converts(conversionDirection), conversionLetterDays)
}

// ConversionTransferDays 办理转出时限（工作日） (transfer, working days): working days for the other agency to send file and money.
// 中文: 转出地办理转移手续。
//
// Formula: {conversionSendingDays!}; {conversionDirection!}
// Law: 人社部发〔2014〕17号 第九条
func ConversionTransferDays(conversionSendingDays Days, conversionDirection ConversionWay) Days {
	return daysIf(converts(conversionDirection), conversionSendingDays)
}

// ConversionClosingDays 办结时限（工作日） (closing, working days): working days for the agency that takes over to merge the accounts and tell the person.
// 中文: 转入地收到后办结，并告知本人。
//
// Formula: {conversionMergingDays!}; {conversionDirection!}
// Law: 人社部发〔2014〕17号 第九条
func ConversionClosingDays(conversionMergingDays Days, conversionDirection ConversionWay) Days {
	return daysIf(converts(conversionDirection), conversionMergingDays)
}

// daysIf gives a time limit, or none where the step is not taken.
func daysIf(applies bool, days Days) Days {
	if !applies {
		return 0
	}
	return days
}

// ConversionTotalDays 全程时限（工作日） (in all, working days): the three steps together, in working days.
// 中文: 三个环节合计的工作日。
//
// Formula: {conversionContactDays} + {conversionTransferDays} + {conversionClosingDays}
// Law: 人社部发〔2014〕17号 第九条
func ConversionTotalDays(conversionContactDays, conversionTransferDays, conversionClosingDays Days) Days {
	return conversionContactDays + conversionTransferDays + conversionClosingDays
}
