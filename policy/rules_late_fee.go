package policy

import (
	"renshe/civil"
	"renshe/money"
)

// LateFeeInput 社会保险费滞纳金 (late fee): what an employer that paid contributions late owes on top.
// 中文: 用人单位未按时足额缴纳社会保险费的，自欠缴之日起按日加收滞纳金。
//
//policy:program late-fee prefix=LateFee from=2014-07
//policy:output fee=Fee days=Days last_day=LastDay over_amount=OverAmount
type LateFeeInput struct {
	// Amount 欠缴金额 (amount owed): the contributions that were not paid in time.
	// 中文: 没有按时缴纳的社会保险费，不含滞纳金。
	// Range: 0.01 .. 10000000000
	// Example: 10000.00
	Amount money.Fen
	// Due 缴费截止日 (due date): the last day on which the contributions were in time; not before the law was in force.
	// 中文: 规定的最后缴费日，次日起为欠缴；社会保险法2011年7月1日起施行，以前的欠费不适用。
	// Range: 2011-07-01 .. 2100-12-31
	// Example: 2025-10-15
	Due civil.Date
	// Paid 实际缴费日 (day of payment): the day on which they were paid.
	// 中文: 实际缴清的日期，当日计入。
	// Range: 2011-07-01 .. 2100-12-31
	// Example: 2025-11-04
	Paid civil.Date
	// BaseDifference 补缴基数差额 (difference of the base): only makes up the difference that the late announcement of the reference wage left.
	// 中文: 只是因缴费基准值公布晚而补缴的差额；在规定月份前补缴的不收滞纳金。
	// Default: no
	// Example: no
	BaseDifference bool
}

// LateFeeMakeupMonth 差额所属月份 (month of the difference): the month of the due date where a difference of the base is made up; none otherwise.
// 中文: 补缴基数差额的，为缴费截止日所在月份；其他情况没有。
//
// Formula: {due!}; {baseDifference!}
// Law: 社会保险法 第八十六条
func LateFeeMakeupMonth(due civil.Date, baseDifference bool) civil.Month {
	if !baseDifference {
		return 0
	}
	return due.Month()
}

// LateFeeLastDay 不计滞纳金的最后一日 (last day without late fee): the due date, or the end of the month up to which differences may be made up.
// 中文: 一般为缴费截止日；补缴基数差额的为规定月份的最后一日。
//
// Formula: {due!}; {lateFeeMakeupEnd!}
// Law: 社会保险法 第八十六条
//
//policy:at lateFeeMakeupEnd=contributionMakeupEnd lateFeeMakeupMonth
func LateFeeLastDay(due civil.Date, lateFeeMakeupEnd civil.Month) civil.Date {
	if lateFeeMakeupEnd == 0 {
		return due
	}
	return max(due, lateFeeMakeupEnd.LastDay())
}

// LateFeeDays 欠缴天数 (days in default): from the day after the last day without late fee to the day of payment, both counted.
// 中文: 自欠缴之日起算到实际缴费日，首尾都计入；按时缴的为0。
//
// Formula: max(0, {paid} − {lateFeeLastDay})
// Law: 社会保险法 第八十六条
func LateFeeDays(paid, lateFeeLastDay civil.Date) Days {
	return Days(max(0, paid-lateFeeLastDay))
}

// LateFeeFee 滞纳金 (late fee): the amount owed times the daily rate times the days; no interest on the fee itself.
// 中文: 欠缴金额乘日比例乘天数，不计复利。
//
// Formula: {amount} × {lateFeeRate} × {lateFeeDays}, {lateFeeRounding}
// Law: 社会保险法 第八十六条
func LateFeeFee(amount money.Fen, lateFeeRate Rate, lateFeeDays Days, lateFeeRounding money.Rounding) money.Fen {
	return lateFeeRounding.Mul3Div(int64(amount), int64(lateFeeRate), int64(lateFeeDays), RateUnit)
}

// LateFeeOverAmount 超过本金 (more than what was owed): whether the fee exceeds the amount owed, which the law on administrative enforcement caps for such charges.
// 中文: 滞纳金是否已超过欠缴金额。行政强制法规定加处的滞纳金不得超出本金，是否适用于社会保险费请向征缴机构核实；这里没有封顶。
//
// Formula: {lateFeeFee!}; {amount!}
// Law: 行政强制法 第四十五条
func LateFeeOverAmount(lateFeeFee, amount money.Fen) bool { return lateFeeFee > amount }
