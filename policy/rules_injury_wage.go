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

// InjuryOwnWage 计算用本人工资 (own wage that counts): the wage, not below and not above the bounds by the average of the area.
// 中文: 低于统筹地区职工平均工资60%的按60%，高于300%的按300%。
//
// Formula: {wage}; ({averageWage} + {injuryBoundAverage}) × {injuryWageFloor} … {injuryWageCeiling}, {benefitRounding}
// Law: 工伤保险条例 第六十四条
//
//policy:at injuryBoundAverage=injuryAverageWage injuryClampMonth
func InjuryOwnWage(wage, averageWage, injuryBoundAverage money.Fen, injuryWageFloor, injuryWageCeiling Rate, benefitRounding money.Rounding) money.Fen {
	average := int64(averageWage + injuryBoundAverage)
	lowest := benefitRounding.MulDiv(average, int64(injuryWageFloor), RateUnit)
	highest := benefitRounding.MulDiv(average, int64(injuryWageCeiling), RateUnit)
	return min(max(wage, lowest), highest)
}
