package policy

import (
	"renshe/civil"
	"renshe/money"
)

// HousingFundContributionInput 住房公积金缴存 (housing fund contribution): what employer and employee pay into the housing fund in a month.
// 中文: 单位和个人每月各缴多少公积金。公积金由住房公积金管理中心管理，这里只供参考。
//
//policy:program housing-fund-contribution prefix=Housing from=2014-07
//policy:output base=Base?ContributionState employer=Employer?ContributionState employee=Employee?ContributionState total=Total?ContributionState state=ContributionState account_rate=AccountInterest
type HousingFundContributionInput struct {
	// Wage 上年度月平均工资 (average monthly wage of the year before): of the employee.
	// 中文: 职工本人上一年度月平均工资。
	// Range: 0 .. 10000000
	// Example: 5200.00
	Wage money.Fen
	// EmployerRate 单位缴存比例 (employer's rate): as registered with the housing fund centre.
	// 中文: 在公积金中心核定的单位缴存比例。
	// Range: 0% .. 100%
	// Example: 8%
	EmployerRate Rate
	// EmployeeRate 职工缴存比例 (employee's rate): as registered with the housing fund centre.
	// 中文: 在公积金中心核定的职工缴存比例。
	// Range: 0% .. 100%
	// Example: 8%
	EmployeeRate Rate
}

// HousingState 缴存能否计算 (state of a housing fund contribution): whether it can be computed.
//
//policy:choice
type HousingState uint8

// The states of a housing fund contribution.
const (
	HousingKnown         HousingState = iota + 1 // known 可以计算 (it can be computed)
	HousingRateLow                               // rate-low 缴存比例低于最低比例，没有计算 (a rate is below the lowest, nothing was computed)
	HousingRateHigh                              // rate-high 缴存比例高于最高比例，没有计算 (a rate is above the highest, nothing was computed)
	HousingLimitsUnknown                         // limits-unknown 缴存基数上下限未知，没有计算，请向公积金中心核实 (the limits of the base are unknown, nothing was computed: ask the housing fund centre)
)

// HousingContributionState 能否计算 (whether it can be computed): both rates between the lowest and the highest, and the limits of the base known.
// 中文: 单位和职工的比例都不得低于最低比例、高于最高比例；当地当年的基数上下限未知的不计算。
//
// Formula: {employerRate!}; {employeeRate!}; {housingMinimumRate!}; {housingMaximumRate!}; {housingBaseFloor!}; {housingBaseCeiling!}
// Law: 住房公积金管理条例 第十八条
// Law: 建金管〔2005〕5号 缴存比例
func HousingContributionState(employerRate, employeeRate, housingMinimumRate, housingMaximumRate Rate, housingBaseFloorKnown, housingBaseCeilingKnown bool) HousingState {
	switch {
	case min(employerRate, employeeRate) < housingMinimumRate:
		return HousingRateLow
	case max(employerRate, employeeRate) > housingMaximumRate:
		return HousingRateHigh
	case !housingBaseFloorKnown || !housingBaseCeilingKnown:
		return HousingLimitsUnknown
	}
	return HousingKnown
}

// HousingBase 缴存基数 (base): last year's average wage within the limits of the city.
// 中文: 上年度月平均工资，低于下限的按下限，高于上限的按上限。
//
// Formula: min(max({wage}, {housingBaseFloor}), {housingBaseCeiling})
// Law: 住房公积金管理条例 第十六条
func HousingBase(wage, housingBaseFloor, housingBaseCeiling money.Fen) money.Fen {
	return min(max(wage, housingBaseFloor), housingBaseCeiling)
}

// HousingEmployer 单位月缴存额 (employer's part): the base times the employer's rate.
// 中文: 缴存基数乘单位缴存比例。
//
// Formula: {housingBase} × {employerRate}, {housingRounding}
// Law: 住房公积金管理条例 第十六条
func HousingEmployer(housingBase money.Fen, employerRate Rate, housingRounding money.Rounding) money.Fen {
	return housingRounding.MulDiv(int64(housingBase), int64(employerRate), RateUnit)
}

// HousingEmployee 职工月缴存额 (employee's part): the base times the employee's rate.
// 中文: 缴存基数乘职工缴存比例。
//
// Formula: {housingBase} × {employeeRate}, {housingRounding}
// Law: 住房公积金管理条例 第十六条
func HousingEmployee(housingBase money.Fen, employeeRate Rate, housingRounding money.Rounding) money.Fen {
	return housingRounding.MulDiv(int64(housingBase), int64(employeeRate), RateUnit)
}

// HousingTotal 月缴存合计 (both parts): all of it belongs to the employee.
// 中文: 单位和职工两部分合计，都归职工个人所有。
//
// Formula: {housingEmployer} + {housingEmployee}
// Law: 住房公积金管理条例 第三条
func HousingTotal(housingEmployer, housingEmployee money.Fen) money.Fen {
	return housingEmployer + housingEmployee
}

// HousingAccountInterest 账户年利率 (account's yearly rate): what the balance earns in a year.
// 中文: 账户余额的年利率。
//
// Formula: {housingAccountRate}
// Law: 住房公积金管理条例 第二十一条
func HousingAccountInterest(housingAccountRate Rate) Rate { return housingAccountRate }

// HousingFundLoanInput 住房公积金贷款 (housing fund loan, advice): the yearly rate of a loan and the interest of its first month.
// 中文: 公积金贷款执行的年利率和首月利息；由公积金管理中心办理，这里只供参考。
//
//policy:program housing-fund-loan prefix=HousingLoan from=2024-05
//policy:output rate=Rate interest=Interest at_least=AtLeast rate_month=RateMonth
type HousingFundLoanInput struct {
	// Amount 贷款金额 (amount): what is lent.
	// 中文: 贷款本金。
	// Range: 1 .. 100000000
	// Example: 300000.00
	Amount money.Fen
	// Term 贷款年限 (term): in whole years.
	// 中文: 贷款期限，整年。
	// Range: 1 .. 30
	// Example: 20
	Term Years
	// Home 首套或二套 (home): whether it is the first home or the second.
	// 中文: 购买首套还是第二套住房。
	// Example: first
	Home Home
	// Granted 发放日期 (day granted): the day on which the loan was or is paid out.
	// 中文: 贷款发放的日期。
	// Range: 2000-01-01 .. 2100-12-31
	// Example: 2025-06-10
	Granted civil.Date
	// Month 查询月份 (month asked about): the rate that counts in this month.
	// 中文: 看这个月执行的利率。
	// Default: as-of
	// Range: 2024-05 .. 2100-12
	// Example: 2026-03
	Month civil.Month
}

// Home 住房套数 (home): the first or the second.
//
//policy:choice
type Home uint8

// The homes.
const (
	HomeFirst  Home = iota + 1 // first 首套 (first home)
	HomeSecond                 // second 第二套 (second home)
)

// HousingLoanGrantedMonth 发放月份 (month granted): the month of the day on which the loan was paid out.
// 中文: 贷款发放日所在月份。
//
// Formula: {granted}
// Law: 中国人民银行下调个人住房公积金贷款利率通知 2025年5月8日
func HousingLoanGrantedMonth(granted civil.Date) civil.Month { return granted.Month() }

// HousingLoanRateMonth 适用利率的月份 (month whose rate counts): that of granting, before the day a new rate began the month before; from the month in which existing loans change, that month at the earliest.
// 中文: 一般为发放月份，发放日早于当月新利率执行日的为上月；存量贷款自规定月份起执行新利率。
//
// Formula: {granted!}; {month!}; {housingLoanDay!}; {housingLoanExistingFrom!}
// Law: 中国人民银行下调个人住房公积金贷款利率通知 2025年5月8日
//
//policy:at housingLoanDay=housingLoanRateDay housingLoanGrantedMonth
func HousingLoanRateMonth(granted civil.Date, housingLoanGrantedMonth, month civil.Month, housingLoanDay Days, housingLoanDayKnown bool,
	housingLoanExistingFrom civil.Month, housingLoanExistingFromKnown bool) civil.Month {
	own := housingLoanGrantedMonth
	if housingLoanDayKnown && granted.Day() < int(housingLoanDay) {
		own--
	}
	if housingLoanExistingFromKnown && month >= housingLoanExistingFrom {
		own = max(own, housingLoanExistingFrom)
	}
	return own
}

// HousingLoanRate 贷款年利率 (yearly rate): by home and term, of the month whose rate counts.
// 中文: 按首套、二套和年限，取适用月份的利率。
//
// Formula: {home!}; {term!}; {housingLoanFirstShortThen!}; {housingLoanFirstLongThen!}; {housingLoanSecondShortThen!}; {housingLoanSecondLongThen!}
// Law: 中国人民银行下调个人住房公积金贷款利率通知 2024年5月18日
//
//policy:at housingLoanFirstShortThen=housingLoanFirstShort housingLoanRateMonth
//policy:at housingLoanFirstLongThen=housingLoanFirstLong housingLoanRateMonth
//policy:at housingLoanSecondShortThen=housingLoanSecondShort housingLoanRateMonth
//policy:at housingLoanSecondLongThen=housingLoanSecondLong housingLoanRateMonth
func HousingLoanRate(home Home, term, housingLoanShortTerm Years, housingLoanFirstShortThen, housingLoanFirstLongThen, housingLoanSecondShortThen, housingLoanSecondLongThen Rate) Rate {
	short := term <= housingLoanShortTerm
	switch {
	case home == HomeFirst && short:
		return housingLoanFirstShortThen
	case home == HomeFirst:
		return housingLoanFirstLongThen
	case short:
		return housingLoanSecondShortThen
	}
	return housingLoanSecondLongThen
}

// HousingLoanAtLeast 利率为下限 (whether the rate is a floor): for a second home the rate is not below it, but may be above.
// 中文: 第二套住房的利率不低于此，实际可能更高。
//
// Formula: {home}
// Law: 中国人民银行下调个人住房公积金贷款利率通知 2025年5月8日
func HousingLoanAtLeast(home Home) bool { return home == HomeSecond }

// HousingLoanInterest 首月利息 (interest of the first month): the whole amount for a twelfth of the year.
// 中文: 贷款本金乘年利率除以12；首月不足一个月的按日计，以中心为准。
//
// Formula: {amount} × {housingLoanRate} ÷ 12, {housingRounding}
// Law: 住房公积金管理条例 第二十六条
func HousingLoanInterest(amount money.Fen, housingLoanRate Rate, housingRounding money.Rounding) money.Fen {
	return housingRounding.MulDiv(int64(amount), int64(housingLoanRate), 12*RateUnit)
}
