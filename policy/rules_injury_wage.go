package policy

import (
	"renshe/civil"
	"renshe/money"
)

// InjuryClampMonth 本人工资上下限所用月份 (month of the bounds): the injury's; none where the average wage is given.
// 中文: 以受伤的年份为准；直接填写了平均工资的不用查。
//
// Formula: {injured!}; {month!}; {averageWage!}
// Law: 工伤保险条例 第六十四条
func InjuryClampMonth(injured, month civil.Month, averageWage money.Fen) civil.Month {
	switch {
	case averageWage > 0:
		return 0
	case injured > 0:
		return injured
	}
	return month
}

// InjuryBoundWage 上下限用平均工资 (average wage of the bounds): as given, or on file for the month.
// 中文: 填写的平均工资；没有填写的用登记的。
//
// Formula: {averageWage!}; {injuryBoundAverage!}
// Law: 工伤保险条例 第六十四条
//
//policy:at injuryBoundAverage=injuryAverageWage injuryClampMonth
func InjuryBoundWage(averageWage, injuryBoundAverage money.Fen) money.Fen {
	if averageWage > 0 {
		return averageWage
	}
	return injuryBoundAverage
}

// InjuryOwnWage 计算用本人工资 (own wage that counts): the wage, not below and not above the bounds by the average of the area.
// 中文: 低于统筹地区职工平均工资60%的按60%，高于300%的按300%。
//
// Formula: {wage}; {injuryBoundWage} × {injuryWageFloor} … {injuryBoundWage} × {injuryWageCeiling}, {benefitRounding}
// Law: 工伤保险条例 第六十四条
func InjuryOwnWage(wage, injuryBoundWage money.Fen, injuryWageFloor, injuryWageCeiling Rate, benefitRounding money.Rounding) money.Fen {
	lowest := benefitRounding.MulDiv(int64(injuryBoundWage), int64(injuryWageFloor), RateUnit)
	highest := benefitRounding.MulDiv(int64(injuryBoundWage), int64(injuryWageCeiling), RateUnit)
	return min(max(wage, lowest), highest)
}
