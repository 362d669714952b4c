package policy

import (
	"renshe/civil"
	"renshe/money"
)

// UnitSize 单位规模 (size of the unit): the refund share differs by it.
//
//policy:choice
type UnitSize uint8

// The sizes by the national classification of enterprises.
const (
	UnitLarge UnitSize = iota + 1 // large 大型企业 (large firm)
	UnitSmall                     // small 中小微企业等 (small or medium firm and what counts like it)
)

// RetentionOutcome 稳岗返还判断 (refund outcome): whether the unit qualifies, or the condition that is not met.
//
//policy:choice
type RetentionOutcome uint8

// The outcomes, in the order in which they are checked.
const (
	RetentionPayable     RetentionOutcome = iota + 1 // payable 符合返还条件 (qualifies)
	RetentionPaidShort                               // paid-short 缴费不足规定月数 (paid for too few months)
	RetentionLayoffsHigh                             // layoffs-high 裁员率超过上限 (laid off too many)
)

// monthIf gives the month to look something up at, or none where it does not apply.
func monthIf(applies bool, month civil.Month) civil.Month {
	if !applies {
		return 0
	}
	return month
}

// JobRetentionRefundInput 稳岗返还 (job-retention refund): the largest refund of last year's unemployment premium to a unit that keeps its staff.
// 中文: 参保单位不裁员或少裁员时，上年度失业保险费最多返还多少；实际比例由省在上限内确定。
//
//policy:program job-retention-refund prefix=Retention from=2024-05
//policy:output outcome=Verdict layoff_rate=LayoffRate layoff_limit=LayoffLimit share=Share most=Most
type JobRetentionRefundInput struct {
	// Size 单位规模 (size): large, or small and medium.
	// 中文: 按国家企业划型标准。
	// Example: small
	Size UnitSize
	// Insured 参保职工人数 (insured staff): at the end of the year before last year, by which the lay-off rate is measured.
	// 中文: 计算裁员率所用的期初参保人数。
	// Range: 1 .. 1000000
	// Example: 28
	Insured Count
	// LaidOff 裁员人数 (laid off): in the last year.
	// 中文: 上年度裁减的人数。
	// Range: 0 .. 1000000
	// Example: 3
	LaidOff Count
	// PaidMonths 失业保险缴费月数 (months paid): for which the unit has paid unemployment insurance.
	// 中文: 单位足额缴纳失业保险费的月数。
	// Range: 0 .. 1200
	// Example: 24
	PaidMonths Months
	// Premium 上年度失业保险费 (last year's premium): paid by the unit and its staff.
	// 中文: 单位和职工上年度实际缴纳的失业保险费。
	// Range: 0 .. 100000000000
	// Example: 20160
	Premium money.Fen
	// Raised 本地已提高比例 (share raised): the province has raised the share under the document of 2025.
	// 中文: 本省已按国办发〔2025〕25号提高返还比例。
	// Default: no
	// Example: no
	Raised bool
	// Month 申请月份 (month of the claim): whose rules apply.
	// 中文: 按这个月适用的政策。
	// Default: as-of
	// Range: 2024-05 .. 2150-12
	// Example: 2025-06
	Month civil.Month
}

// RetentionLayoffRate 裁员率 (lay-off rate): laid off by insured staff, rounded down to a millionth.
// 中文: 裁员人数除以期初参保人数。
//
// Formula: {laidOff} ÷ {insured}
// Law: 人社部发〔2024〕40号 稳岗返还
func RetentionLayoffRate(laidOff, insured Count) Rate {
	return Rate(laidOff) * Rate(RateUnit) / Rate(insured)
}

// RetentionOtherMonth 控制目标月份 (month of the national target): the month of the claim for units above the small size; else none.
// 中文: 超过小规模人数的单位按申请月份查全国控制目标。
//
// Formula: {insured!}; {smallUnit!}; {month!}
// Law: 人社部发〔2024〕40号 稳岗返还
//
//policy:at smallUnit=retentionSmallUnit month
func RetentionOtherMonth(insured, smallUnit Count, month civil.Month) civil.Month {
	return monthIf(insured > smallUnit, month)
}

// RetentionLayoffLimit 裁员率上限 (lay-off limit): a share of its own for small units, the national unemployment target for others.
// 中文: 参保人数不超过规定人数的单位适用单独的上限，其他单位按全国城镇调查失业率控制目标。
//
// Formula: {insured!}; {smallUnit!}; {smallLayoffs!}; {otherLayoffs!}
// Law: 人社部发〔2024〕40号 稳岗返还
//
//policy:at smallUnit=retentionSmallUnit month
//policy:at smallLayoffs=retentionSmallLayoffs month
//policy:at otherLayoffs=retentionLayoffs retentionOtherMonth
func RetentionLayoffLimit(insured, smallUnit Count, smallLayoffs, otherLayoffs Rate) Rate {
	if insured <= smallUnit {
		return smallLayoffs
	}
	return otherLayoffs
}

// RetentionVerdict 返还判断 (outcome): the first condition that is not met; payable if all are. The rate is compared without rounding.
// 中文: 依次判断：缴费月数、裁员率。
//
// Formula: {paidMonths!}; {monthsToPay!}; {laidOff!}; {insured!}; {retentionLayoffLimit!}
// Law: 人社部发〔2024〕40号 稳岗返还
// Law: 人社部发〔2025〕18号 稳岗返还
//
//policy:at monthsToPay=retentionPaidMonths month
func RetentionVerdict(paidMonths, monthsToPay Months, laidOff, insured Count, retentionLayoffLimit Rate) RetentionOutcome {
	switch {
	case paidMonths < monthsToPay:
		return RetentionPaidShort
	case int64(laidOff)*RateUnit > int64(insured)*int64(retentionLayoffLimit):
		return RetentionLayoffsHigh
	}
	return RetentionPayable
}

// RetentionPlainLargeMonth 大型企业比例月份 (month of the share of large firms): the month of the claim where this share applies; else none.
// 中文: 适用这一比例的按申请月份查。
//
// Formula: {size!}; {raised!}; {month!}
// Law: 人社部发〔2024〕40号 稳岗返还
func RetentionPlainLargeMonth(size UnitSize, raised bool, month civil.Month) civil.Month {
	return monthIf(size == UnitLarge && !raised, month)
}

// RetentionPlainSmallMonth 中小微企业比例月份 (month of the share of small firms): the month of the claim where this share applies; else none.
// 中文: 适用这一比例的按申请月份查。
//
// Formula: {size!}; {raised!}; {month!}
// Law: 人社部发〔2024〕40号 稳岗返还
func RetentionPlainSmallMonth(size UnitSize, raised bool, month civil.Month) civil.Month {
	return monthIf(size == UnitSmall && !raised, month)
}

// RetentionRaisedLargeMonth 大型企业提高比例月份 (month of the raised share of large firms): the month of the claim where this share applies; else none.
// 中文: 适用这一比例的按申请月份查。
//
// Formula: {size!}; {raised!}; {month!}
// Law: 国办发〔2025〕25号 稳岗返还
func RetentionRaisedLargeMonth(size UnitSize, raised bool, month civil.Month) civil.Month {
	return monthIf(size == UnitLarge && raised, month)
}

// RetentionRaisedSmallMonth 中小微企业提高比例月份 (month of the raised share of small firms): the month of the claim where this share applies; else none.
// 中文: 适用这一比例的按申请月份查。
//
// Formula: {size!}; {raised!}; {month!}
// Law: 国办发〔2025〕25号 稳岗返还
func RetentionRaisedSmallMonth(size UnitSize, raised bool, month civil.Month) civil.Month {
	return monthIf(size == UnitSmall && raised, month)
}

// RetentionShare 返还比例上限 (largest share): by size, and raised where the province has raised it.
// 中文: 按单位规模；已提高的按提高后的上限。四个比例中只有适用的一个不为零。
//
// Formula: {plainLarge} + {plainSmall} + {raisedLarge} + {raisedSmall}
// Law: 人社部发〔2024〕40号 稳岗返还
// Law: 人社部发〔2025〕18号 稳岗返还
// Law: 国办发〔2025〕25号 稳岗返还
//
//policy:at plainLarge=retentionLargeShare retentionPlainLargeMonth
//policy:at plainSmall=retentionSmallShare retentionPlainSmallMonth
//policy:at raisedLarge=retentionRaisedLargeShare retentionRaisedLargeMonth
//policy:at raisedSmall=retentionRaisedSmallShare retentionRaisedSmallMonth
func RetentionShare(plainLarge, plainSmall, raisedLarge, raisedSmall Rate) Rate {
	return plainLarge + plainSmall + raisedLarge + raisedSmall
}

// RetentionMost 返还上限 (largest refund): the share of last year's premium; none where the unit does not qualify.
// 中文: 上年度失业保险费乘以比例上限；不符合条件的为零。
//
// Formula: {premium} × {retentionShare}, {ceilingRounding}; {retentionVerdict!}
// Law: 人社部发〔2024〕40号 稳岗返还
func RetentionMost(premium money.Fen, retentionShare Rate, ceilingRounding money.Rounding, retentionVerdict RetentionOutcome) money.Fen {
	if retentionVerdict != RetentionPayable {
		return 0
	}
	return ceilingRounding.MulDiv(int64(premium), int64(retentionShare), RateUnit)
}

// HiringSubsidyInput 一次性扩岗补助 (hiring subsidy): the largest grant to a unit for people it has hired.
// 中文: 招用符合条件人员的一次性扩岗补助最多多少；人数由经办机构核定。
//
//policy:program hiring-subsidy prefix=Hiring from=2024-05
//policy:output most=Most
type HiringSubsidyInput struct {
	// Hired 招用人数 (hired): people whom the agency has found to qualify, each counted once.
	// 中文: 经办机构核定的符合条件人数，每人只算一次。
	// Range: 0 .. 100000
	// Example: 4
	Hired Count
	// Month 申请月份 (month of the claim): whose rules apply.
	// 中文: 按这个月适用的政策。
	// Default: as-of
	// Range: 2024-05 .. 2150-12
	// Example: 2025-09
	Month civil.Month
}

// HiringMost 补助上限 (largest grant): the amount for each person.
// 中文: 人数乘以每人上限。
//
// Formula: {hired} × {grantEach}
// Law: 国办发〔2025〕25号 一次性扩岗补助
//
//policy:at grantEach=hiringSubsidyAmount month
func HiringMost(hired Count, grantEach money.Fen) money.Fen {
	return money.Fen(hired) * grantEach
}
