package policy

import "renshe/money"

// InjuryMealsInput 住院伙食补助费 (hospital meals): for the days in hospital with a work injury.
// 中文: 住院治疗工伤的伙食补助，由工伤保险基金支付；跨标准调整月份的，分段计算再相加。
//
//policy:program injury-meals prefix=InjuryMeals from=2014-07
//policy:output meals=Amount
type InjuryMealsInput struct {
	// Days 住院天数 (days in hospital): all under one rate.
	// 中文: 同一标准期间内的住院天数。
	// Range: 0 .. 3660
	// Example: 23
	Days Days
}

// InjuryMealsAmount 住院伙食补助费 (hospital meals): the daily rate for the days.
// 中文: 日标准乘以住院天数。
//
// Formula: {injuryMealAllowance} × {days}
// Law: 工伤保险条例 第三十条
func InjuryMealsAmount(days Days, injuryMealAllowance money.Fen) money.Fen {
	return injuryMealAllowance * money.Fen(days)
}
