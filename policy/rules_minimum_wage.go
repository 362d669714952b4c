package policy

import "renshe/money"

// MinimumWageInput 最低工资标准 (minimum wage): the minimum wage of a place in a month, and how far a wage falls short of it.
// 中文: 某地某月的月最低工资和小时最低工资；填了工资的，看差多少。
//
//policy:program minimum-wage prefix=MinimumWage from=2010-07
//policy:output monthly=Monthly hourly=ByHour short=Short
type MinimumWageInput struct {
	// Wage 月工资 (monthly wage): the wage to compare, without overtime and special allowances.
	// 中文: 要比较的月工资，不含加班工资和特殊津贴；不比较可不填。
	// Default: 0
	// Range: 0.01 .. 10000000
	// Example: 1700.00
	Wage money.Fen
}

// MinimumWageMonthly 月最低工资 (monthly minimum wage): for full-time work.
// 中文: 适用于全日制就业。
//
// Formula: {minimumWage}
// Law: 劳动法 第四十八条
// Law: 最低工资规定 第五条
func MinimumWageMonthly(minimumWage money.Fen) money.Fen { return minimumWage }

// MinimumWageByHour 小时最低工资 (hourly minimum wage): for work that is not full-time.
// 中文: 适用于非全日制就业。
//
// Formula: {minimumWageHourly}
// Law: 最低工资规定 第五条
func MinimumWageByHour(minimumWageHourly money.Fen) money.Fen { return minimumWageHourly }

// MinimumWageShort 低于最低工资的差额 (short of the minimum): what a wage below the minimum lacks; none where no wage was given.
// 中文: 工资低于最低工资的，应补足的差额；没有填写工资的为0。
//
// Formula: {wage!}; max(0, {minimumWageMonthly} − {wage})
// Law: 劳动合同法 第八十五条
func MinimumWageShort(wage, minimumWageMonthly money.Fen) money.Fen {
	if wage == 0 {
		return 0
	}
	return max(0, minimumWageMonthly-wage)
}

// MinimumWageTierInput 分档最低工资 (minimum wage by tier): the province's minimum wage of a tier; cities choose the tier of each county.
// 中文: 本省某一档的最低工资；各县执行哪一档由市里确定。
//
//policy:program minimum-wage-tier prefix=MinimumWageTier from=2010-07
//policy:output monthly=Monthly hourly=ByHour?HourKnown hourly_known=HourKnown
type MinimumWageTierInput struct {
	// Tier 档次 (tier): counted from the highest, 1.
	// 中文: 从最高一档数起，一档填1。
	// Range: 1 .. 5
	// Example: 3
	Tier Count
}

// MinimumWageTierMonthly 该档月最低工资 (monthly minimum wage of the tier): for full-time work.
// 中文: 适用于全日制就业。
//
// Formula: {minimumWageOfTier}
// Law: 最低工资规定 第七条
//
//policy:at minimumWageOfTier=minimumWageTiers tier
func MinimumWageTierMonthly(minimumWageOfTier money.Fen) money.Fen { return minimumWageOfTier }

// MinimumWageTierByHour 该档小时最低工资 (hourly minimum wage of the tier): for work that is not full-time.
// 中文: 适用于非全日制就业。
//
// Formula: {minimumWageHourlyOfTier}
// Law: 最低工资规定 第七条
//
//policy:at minimumWageHourlyOfTier=minimumWageHourlyTiers tier
func MinimumWageTierByHour(minimumWageHourlyOfTier money.Fen) money.Fen {
	return minimumWageHourlyOfTier
}

// MinimumWageTierHourKnown 小时标准是否已知 (whether the hourly standard is known): some years have the monthly standard on file only.
// 中文: 个别年份只有月标准。
//
// Formula: {minimumWageHourlyOfTier}
// Law: 最低工资规定 第七条
func MinimumWageTierHourKnown(minimumWageHourlyOfTierKnown bool) bool {
	return minimumWageHourlyOfTierKnown
}
