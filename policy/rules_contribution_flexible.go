package policy

import "renshe/money"

// FlexibleContributionInput 灵活就业人员养老保险缴费 (flexible workers' pension contributions): what somebody without an employer pays for some months of one year.
// 中文: 灵活就业人员自选缴费基数，缴一年内若干个月要多少钱，其中多少记入个人账户。
//
//policy:program flexible-contribution prefix=Contribution from=2014-07
//policy:output contribution=FlexibleTotal?FlexibleRange base=FlexibleBase?FlexibleRange to_account=FlexibleToAccount?FlexibleRange monthly=FlexibleMonthly?FlexibleRange
//policy:output lower=Lower upper=Upper range=FlexibleRange
type FlexibleContributionInput struct {
	// Share 缴费比例档次 (share): the chosen base as a share of the reference wage.
	// 中文: 选择的缴费基数是缴费基准值的多少倍，如0.6就是60%档。
	// Or: Base
	// Range: 0.6 .. 3
	// Example: 0.6
	Share Index
	// Base 缴费基数 (contribution base): the chosen base itself, a month.
	// 中文: 直接填写选择的月缴费基数。
	// Or: Share
	// Range: 0.01 .. 10000000
	// Example: 4072.00
	Base money.Fen
	// Months 缴费月数 (months): how many months of the year are paid; another year has another reference wage.
	// 中文: 当年缴几个月；跨年的分年计算，因为每年的基准值不同。
	// Range: 1 .. 12
	// Example: 12
	Months Months
}

// FlexibleRange 基数范围 (range of the base): whether the chosen base lies between the limits.
//
//policy:choice
type FlexibleRange uint8

// Where a chosen base lies.
const (
	FlexibleWithin FlexibleRange = iota + 1 // within 在上下限之间 (between the limits)
	FlexibleBelow                           // below 低于缴费基数下限，不能按此缴费 (below the lower limit: not a base that may be chosen)
	FlexibleAbove                           // above 高于缴费基数上限，不能按此缴费 (above the upper limit: not a base that may be chosen)
)

// ContributionFlexibleBase 选择的缴费基数 (chosen base): the base given, or the share of the reference wage in whole yuan like the limits.
// 中文: 填了基数的用该基数；填档次的用缴费基准值乘档次，与上下限一样取整到元。
//
// Formula: {base!}; {contributionReferenceWage} × {share}, {contributionLimitRounding}
// Law: 国办发〔2019〕13号 三
func ContributionFlexibleBase(base, contributionReferenceWage money.Fen, share Index, contributionLimitRounding money.Rounding) money.Fen {
	if base > 0 {
		return base
	}
	return contributionLimitRounding.MulDiv(int64(contributionReferenceWage), int64(share), IndexUnit)
}

// ContributionFlexibleRange 基数是否在范围内 (whether the base is within the limits): one below 60 % or above 300 % cannot be chosen.
// 中文: 只能在上下限之间选择；超出的不予按此计算，也不代为改成上下限。
//
// Formula: {contributionFlexibleBase!}; {contributionLower!}; {contributionUpper!}
// Law: 国办发〔2019〕13号 三
func ContributionFlexibleRange(contributionFlexibleBase, contributionLower, contributionUpper money.Fen) FlexibleRange {
	switch {
	case contributionFlexibleBase < contributionLower:
		return FlexibleBelow
	case contributionFlexibleBase > contributionUpper:
		return FlexibleAbove
	}
	return FlexibleWithin
}

// ContributionFlexibleMonthly 每月缴费 (contribution a month): the base times the flexible workers' rate.
// 中文: 缴费基数乘灵活就业人员缴费比例，全部由个人缴纳。
//
// Formula: {contributionFlexibleBase} × {flexibleWorkerRate}, {contributionRounding}
// Law: 国发〔2005〕38号 三
// Law: 社会保险法 第十条
func ContributionFlexibleMonthly(contributionFlexibleBase money.Fen, flexibleWorkerRate Rate, contributionRounding money.Rounding) money.Fen {
	return contributionRounding.MulDiv(int64(contributionFlexibleBase), int64(flexibleWorkerRate), RateUnit)
}

// ContributionFlexibleTotal 应缴合计 (contribution): a month's contribution times the months.
// 中文: 每月缴费乘月数。
//
// Formula: {contributionFlexibleMonthly} × {months}
// Law: 国发〔2005〕38号 三
func ContributionFlexibleTotal(contributionFlexibleMonthly money.Fen, months Months) money.Fen {
	return contributionFlexibleMonthly * money.Fen(months)
}

// ContributionFlexibleToAccount 记入个人账户 (part for the account): the base times the account's rate, month by month; the rest goes to the pool.
// 中文: 缴费基数乘记账比例，逐月记入个人账户，其余进入统筹基金。
//
// Formula: {contributionFlexibleBase} × {flexibleWorkerAccountRate}, {contributionRounding}, × {months}
// Law: 国发〔2005〕38号 三
func ContributionFlexibleToAccount(contributionFlexibleBase money.Fen, flexibleWorkerAccountRate Rate, contributionRounding money.Rounding, months Months) money.Fen {
	return contributionRounding.MulDiv(int64(contributionFlexibleBase), int64(flexibleWorkerAccountRate), RateUnit) * money.Fen(months)
}
