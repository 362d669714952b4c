package policy

import (
	"renshe/civil"
	"renshe/money"
)

// Ending 解除性质 (ending): whether the contract was ended within the law.
//
//policy:choice
type Ending uint8

// The ways a contract ends.
const (
	EndingLawful   Ending = iota + 1 // lawful 依法解除或终止 (within the law, with compensation due)
	EndingUnlawful                   // unlawful 违法解除或终止 (against the law)
)

// WageCap 工资封顶判断 (wage cap): whether the wage lies above the multiple of the area's average.
//
//policy:choice
type WageCap uint8

// The outcomes of the comparison with the area's average wage.
const (
	WageCapUnchecked WageCap = iota + 1 // unchecked 未填当地平均工资，未判断是否封顶 (the area average was not given: not checked)
	WageCapBelow                        // below 未超过封顶线 (not above the cap)
	WageCapAbove                        // above 超过封顶线，工资和年限都封顶 (above the cap: wage and years are capped)
)

// EconomicCompensationInput 经济补偿 (economic compensation): what an employer owes when a contract ends, and the double wage without a written one.
// 中文: 解除或终止劳动合同的经济补偿、违法解除的赔偿金，以及未签书面合同的双倍工资差额；供咨询，以仲裁或法院认定为准。
//
//policy:program economic-compensation prefix=Compensation from=2014-07
//policy:output due=Due half_months=HalfMonths base=Base floor=Floor standard=Standard cap=Cap double_wage_months=DoubleMonths double_wage=DoubleWage
type EconomicCompensationInput struct {
	// Start 入职日期 (first day of work): the first day with this employer.
	// 中文: 在本单位工作的第一天。
	// Range: 1950-01-01 .. 2100-12-31
	// Example: 2018-03-05
	Start civil.Date
	// End 离职日期 (last day of work): the last day with this employer.
	// 中文: 在本单位工作的最后一天。
	// Range: 1950-01-01 .. 2100-12-31
	// Example: 2026-02-28
	End civil.Date
	// Wage 离职前十二个月平均工资 (mean monthly wage): of the twelve months before the end, before deductions.
	// 中文: 应发工资，含奖金津贴；工作不满十二个月的按实际月数平均。
	// Range: 0 .. 10000000
	// Example: 5200
	Wage money.Fen
	// AreaAverage 当地上年度职工月平均工资 (area average): as the city has published it; 0 if it is not to be checked.
	// 中文: 设区的市公布的数；不填则不判断是否封顶。
	// Default: 0
	// Range: 0 .. 1000000
	// Example: 7000
	AreaAverage money.Fen
	// Ending 解除性质 (ending): within or against the law.
	// 中文: 依法解除或终止且应当补偿，还是违法解除或终止。
	// Default: lawful
	// Example: lawful
	Ending Ending
	// UnwrittenMonths 未签书面合同的月数 (months without a written contract): whole months from the first day of work on.
	// 中文: 自用工之日起算的整月数。
	// Default: 0
	// Range: 0 .. 600
	// Example: 0
	UnwrittenMonths Months
}

// CompensationFirstDay 起算日 (first day counted): the first day of work for damages; for compensation not before the law came into force.
// 中文: 经济补偿自劳动合同法施行之日起算，此前按当时规定；赔偿金自用工之日起算。
//
// Formula: {start!}; {compensationFrom!}; {ending!}
// Law: 劳动合同法 第九十七条
// Law: 劳动合同法实施条例 第二十五条
func CompensationFirstDay(start civil.Date, compensationFrom civil.Month, ending Ending) civil.Date {
	if ending == EndingUnlawful {
		return start
	}
	return max(start, compensationFrom.FirstDay())
}

// CompensationHalfMonths 补偿的半月数 (half months compensated): two for each full year, two more for a rest of six months and above, one for a smaller rest.
// 中文: 每满一年计一个月；余下满六个月按一年，不满六个月计半个月。
//
// Formula: {compensationFirstDay!}; {end!}
// Law: 劳动合同法 第四十七条
func CompensationHalfMonths(compensationFirstDay, end civil.Date) Count {
	from, after := compensationFirstDay, end+1
	if after <= from {
		return 0
	}
	months := Count(after.Month() - from.Month())
	whole := after.Day() == from.Day() || after.Day() == 1 && from.Day() > end.Day() // a month without that day ends with its last
	if after.Day() < from.Day() {
		months--
	}
	halves := months / 12 * 2
	switch rest := months % 12; {
	case rest >= 6:
		halves += 2
	case rest > 0 || !whole:
		halves++
	}
	return halves
}

// CompensationCapWage 工资封顶线 (wage cap): the multiple of the area's average wage.
// 中文: 当地上年度职工月平均工资的三倍。
//
// Formula: {areaAverage} × {compensationCapMultiple}
// Law: 劳动合同法 第四十七条
func CompensationCapWage(areaAverage money.Fen, compensationCapMultiple Count) money.Fen {
	return areaAverage * money.Fen(compensationCapMultiple)
}

// CompensationEndMonth 离职月份 (month of the end): whose minimum wage is the floor.
// 中文: 按这个月的最低工资保底。
//
// Formula: {end}
// Law: 劳动合同法实施条例 第二十七条
func CompensationEndMonth(end civil.Date) civil.Month { return end.Month() }

// CompensationFloor 最低工资 (minimum wage): of the place at the end; unknown where it is not on file.
// 中文: 离职时当地月最低工资；没有登记的不保底，请另行核对。
//
// Formula: {wageFloor}
// Law: 劳动合同法实施条例 第二十七条
//
//policy:at wageFloor=minimumWage compensationEndMonth
func CompensationFloor(wageFloor money.Fen) money.Fen { return wageFloor }

// CompensationMonthly 计算用月工资 (wage counted): the mean wage, or the minimum wage where that is higher and on file.
// 中文: 平均工资低于当地最低工资的，按最低工资。
//
// Formula: max({wage}, {wageFloor})
// Law: 劳动合同法实施条例 第二十七条
//
//policy:at wageFloor=minimumWage compensationEndMonth
func CompensationMonthly(wage, wageFloor money.Fen, wageFloorKnown bool) money.Fen {
	if !wageFloorKnown {
		return wage
	}
	return max(wage, wageFloor)
}

// CompensationCap 封顶判断 (cap): whether the wage lies above the cap; not checked without the area's average.
// 中文: 月工资高于当地平均工资三倍的封顶。
//
// Formula: {compensationMonthly!}; {compensationCapWage!}
// Law: 劳动合同法 第四十七条
func CompensationCap(compensationMonthly, areaAverage, compensationCapWage money.Fen) WageCap {
	switch {
	case areaAverage == 0:
		return WageCapUnchecked
	case compensationMonthly > compensationCapWage:
		return WageCapAbove
	}
	return WageCapBelow
}

// CompensationBase 补偿工资 (wage that is compensated): the wage counted, or the cap.
// 中文: 计算用月工资；封顶的按封顶线。
//
// Formula: {compensationMonthly!}; {compensationCapWage!}; {compensationCap!}
// Law: 劳动合同法 第四十七条
func CompensationBase(compensationMonthly, compensationCapWage money.Fen, compensationCap WageCap) money.Fen {
	if compensationCap == WageCapAbove {
		return compensationCapWage
	}
	return compensationMonthly
}

// CompensationPaidHalves 计发的半月数 (half months paid): all of them, or at most those of twelve years where the wage is capped.
// 中文: 工资封顶的，年限最高十二年。
//
// Formula: {compensationHalfMonths!}; {compensationCap!}; {compensationCapYears!}
// Law: 劳动合同法 第四十七条
func CompensationPaidHalves(compensationHalfMonths Count, compensationCap WageCap, compensationCapYears Years) Count {
	if compensationCap == WageCapAbove {
		return min(compensationHalfMonths, compensationCapYears*2)
	}
	return compensationHalfMonths
}

// CompensationStandard 经济补偿标准 (compensation standard): a month's wage for each year, half a month's for a rest under six months.
// 中文: 补偿工资乘以补偿月数。
//
// Formula: {compensationBase} × {compensationPaidHalves} ÷ 2, {labourRounding}
// Law: 劳动合同法 第四十七条
func CompensationStandard(compensationBase money.Fen, compensationPaidHalves Count, labourRounding money.Rounding) money.Fen {
	return labourRounding.MulDiv(int64(compensationBase), int64(compensationPaidHalves), 2)
}

// CompensationDue 应付补偿或赔偿金 (due): the standard, or twice the standard where the contract was ended against the law.
// 中文: 依法解除的按标准支付经济补偿；违法解除的按标准的二倍支付赔偿金，不再另付经济补偿。
//
// Formula: {compensationStandard!}; {ending!}; {compensationDamagesMultiple!}
// Law: 劳动合同法 第四十七条
// Law: 劳动合同法 第八十七条
// Law: 劳动合同法实施条例 第二十五条
func CompensationDue(compensationStandard money.Fen, ending Ending, compensationDamagesMultiple Count) money.Fen {
	if ending == EndingUnlawful {
		return compensationStandard * money.Fen(compensationDamagesMultiple)
	}
	return compensationStandard
}

// CompensationDoubleMonths 双倍工资月数 (months of double wage): from the second month without a written contract to the end of the first year.
// 中文: 自用工满一个月的次日起，至满一年的前一日止，最多十一个月。
//
// Formula: max(0, min({unwrittenMonths}, {doubleWageUntil}) − {doubleWageGrace})
// Law: 劳动合同法 第八十二条
// Law: 劳动合同法实施条例 第七条
func CompensationDoubleMonths(unwrittenMonths, doubleWageGrace, doubleWageUntil Months) Months {
	return max(0, min(unwrittenMonths, doubleWageUntil)-doubleWageGrace)
}

// CompensationDoubleWage 双倍工资差额 (second wage): the wage once more for each of these months; the first was paid as wage.
// 中文: 每月再支付一倍工资，另一倍是已付的工资。
//
// Formula: {wage} × {compensationDoubleMonths}
// Law: 劳动合同法 第八十二条
func CompensationDoubleWage(wage money.Fen, compensationDoubleMonths Months) money.Fen {
	return wage * money.Fen(compensationDoubleMonths)
}
