package policy

import (
	"renshe/civil"
	"renshe/money"
)

// AccountInterestYearInput 个人账户一年利息 (account interest of a year): what an employee's individual account earns in one year.
// 中文: 职工养老保险个人账户某一年的利息；几年连算用 account-interest。
//
//policy:program account-interest-year prefix=Interest from=2014-07
//policy:output interest=Earned closing=Closing rate=Rate
type AccountInterestYearInput struct {
	// Balance 年初储存额 (balance at the start of the year): with all interest of earlier years.
	// 中文: 上年末本息合计。
	// Range: 0 .. 100000000
	// Example: 85298.25
	Balance money.Fen
	// Contributions 当年记账额 (contributions of the year): taken as booked evenly in each month counted.
	// 中文: 当年记入个人账户的缴费，按各月均匀记账计算。
	// Default: 0
	// Range: 0 .. 10000000
	// Example: 6515.52
	Contributions money.Fen
	// Year 年度 (year): whose rate counts.
	// 中文: 按该年度公布的记账利率。
	// Range: 2006 .. 2150
	// Example: 2025
	Year Count
	// Months 计息月数 (months of interest): fewer than twelve in the year of retirement.
	// 中文: 一般为12；退休当年按实际月数。
	// Default: 12
	// Range: 1 .. 12
	// Example: 12
	Months Months
}

// InterestMonth 年度首月 (first month of the year): stands for the year.
// 中文: 该年1月，用来取当年利率。
//
// Formula: {year!}
// Law: 人社部发〔2017〕31号 记账利率
func InterestMonth(year Count) civil.Month {
	return civil.Month(year) * 12
}

// InterestRate 记账利率 (rate): of the year; a year that is not published has none.
// 中文: 当年公布的记账利率，未公布的不用其他年度代替。
//
// Formula: {rateOfYear!}
// Law: 人社部发〔2017〕31号 记账利率
//
//policy:at rateOfYear=accountInterestRate interestMonth
func InterestRate(rateOfYear Rate) Rate {
	return rateOfYear
}

// InterestContributionMonth 当年记账判断月份 (month of the contributions): of the year if something was booked in it, else none.
// 中文: 当年有记账的才计算当年记账额的利息。
//
// Formula: {contributions!}; {interestMonth!}
// Law: 劳办发〔1997〕116号 附件二
func InterestContributionMonth(contributions money.Fen, interestMonth civil.Month) civil.Month {
	if contributions == 0 {
		return 0
	}
	return interestMonth
}

// InterestEarned 利息 (interest): the balance over all months, and the contributions, booked evenly, each from its month to the last one.
// 中文: 年初储存额计全部月数；当年记账额按月积数，各月从记账当月计到最后一月。
//
// Formula: ({balance} × {months} + {contributions} × ({months} − 1 + 2 × {firstMonthCounts}) ÷ 2) ÷ 12 × {interestRate}, {accountInterestRounding}
// Law: 劳办发〔1997〕116号 附件二
//
//policy:at firstMonthCounts=accountContributionFirstMonth interestContributionMonth
func InterestEarned(balance, contributions money.Fen, months, firstMonthCounts Months, interestRate Rate, accountInterestRounding money.Rounding) money.Fen {
	halfMonths := int64(balance)*2*int64(months) + int64(contributions)*int64(months-1+2*firstMonthCounts)
	return accountInterestRounding.MulDiv(halfMonths, int64(interestRate), 24*RateUnit)
}

// InterestClosing 期末储存额 (closing balance): the balance, the contributions and the interest together.
// 中文: 年初储存额加当年记账额加利息。
//
// Formula: {balance} + {contributions} + {interestEarned}
// Law: 劳办发〔1997〕116号 附件二
func InterestClosing(balance, contributions, interestEarned money.Fen) money.Fen {
	return balance + contributions + interestEarned
}
