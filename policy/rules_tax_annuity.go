package policy

import "renshe/money"

// AnnuityOutcome 企业年金方案判断 (annuity outcome): the first limit that a plan breaks.
//
//policy:choice
type AnnuityOutcome uint8

// The outcomes, in the order in which they are checked.
const (
	AnnuityWithin      AnnuityOutcome = iota + 1 // within 符合限额 (within the limits)
	AnnuityUnitAbove                             // unit-above 单位缴费超过上限 (the unit pays more than the limit)
	AnnuityTotalAbove                            // total-above 合计缴费超过上限 (unit and staff together pay more than the limit)
	AnnuityUneven                                // uneven 单个账户分配超过平均数的倍数 (one account gets more than the multiple of the average)
	AnnuityVestingLong                           // vesting-long 归属年限过长 (vesting takes too long)
)

// EnterpriseAnnuityInput 企业年金限额 (enterprise annuity): whether a plan keeps within the limits of the measures.
// 中文: 企业年金方案的缴费、分配和归属是否符合限额；供咨询。
//
//policy:program enterprise-annuity prefix=Annuity from=2018-02
//policy:output outcome=Verdict unit_limit=UnitLimit total_limit=TotalLimit highest_limit=HighestLimit vesting_limit_years=VestingLimit
type EnterpriseAnnuityInput struct {
	// Payroll 全年工资总额 (wage bill of the year): of the staff of the unit.
	// 中文: 本单位职工全年工资总额。
	// Range: 0 .. 100000000000
	// Example: 2000000
	Payroll money.Fen
	// Unit 单位缴费 (the unit's contribution): of the year.
	// 中文: 单位全年缴费。
	// Range: 0 .. 100000000000
	// Example: 150000
	Unit money.Fen
	// Staff 职工缴费 (the staff's contributions): of the year, all together.
	// 中文: 职工个人全年缴费合计。
	// Range: 0 .. 100000000000
	// Example: 60000
	Staff money.Fen
	// Average 单位缴费人均分配额 (average credited): of the unit's contribution to one account.
	// 中文: 单位缴费计入个人账户的平均数；不填则不判断分配。
	// Default: 0
	// Range: 0 .. 1000000000
	// Example: 3000
	Average money.Fen
	// Highest 单位缴费最高分配额 (highest credited): of the unit's contribution to one account.
	// 中文: 单位缴费计入个人账户的最高数。
	// Default: 0
	// Range: 0 .. 1000000000
	// Example: 12000
	Highest money.Fen
	// VestingYears 归属年限 (vesting): years until the unit's part belongs to the worker in full.
	// 中文: 单位缴费完全归属个人所需的年数。
	// Default: 0
	// Range: 0 .. 60
	// Example: 8
	VestingYears Years
}

// AnnuityUnitLimit 单位缴费上限 (limit of the unit): a share of the wage bill.
// 中文: 不超过工资总额的规定比例。
//
// Formula: {payroll} × {annuityUnitShare}, {ceilingRounding}
// Law: 企业年金办法 第十五条
func AnnuityUnitLimit(payroll money.Fen, annuityUnitShare Rate, ceilingRounding money.Rounding) money.Fen {
	return ceilingRounding.MulDiv(int64(payroll), int64(annuityUnitShare), RateUnit)
}

// AnnuityTotalLimit 合计缴费上限 (limit together): a share of the wage bill.
// 中文: 单位和职工合计不超过工资总额的规定比例。
//
// Formula: {payroll} × {annuityTotalShare}, {ceilingRounding}
// Law: 企业年金办法 第十五条
func AnnuityTotalLimit(payroll money.Fen, annuityTotalShare Rate, ceilingRounding money.Rounding) money.Fen {
	return ceilingRounding.MulDiv(int64(payroll), int64(annuityTotalShare), RateUnit)
}

// AnnuityHighestLimit 单个账户分配上限 (limit of one account): a multiple of the average credited.
// 中文: 不超过平均数的规定倍数。
//
// Formula: {average} × {annuityHighestMultiple}
// Law: 企业年金办法 第十八条
func AnnuityHighestLimit(average money.Fen, annuityHighestMultiple Count) money.Fen {
	return average * money.Fen(annuityHighestMultiple)
}

// AnnuityVestingLimit 最长归属年限 (longest vesting): the unit's part belongs to the worker by then.
// 中文: 单位缴费最迟在此年限内完全归属个人。
//
// Formula: {annuityVestingYears}
// Law: 企业年金办法 第十九条
func AnnuityVestingLimit(annuityVestingYears Years) Years { return annuityVestingYears }

// AnnuityVerdict 方案判断 (outcome): the first limit that is broken; within if none is.
// 中文: 依次判断：单位缴费、合计缴费、单个账户分配、归属年限。
//
// Formula: {unit!}; {annuityUnitLimit!}; {staff!}; {annuityTotalLimit!}; {highest!}; {annuityHighestLimit!}; {vestingYears!}; {annuityVestingLimit!}
// Law: 企业年金办法 第十五条
// Law: 企业年金办法 第十八条
// Law: 企业年金办法 第十九条
func AnnuityVerdict(unit, annuityUnitLimit, staff, annuityTotalLimit, average, highest, annuityHighestLimit money.Fen, vestingYears, annuityVestingLimit Years) AnnuityOutcome {
	switch {
	case unit > annuityUnitLimit:
		return AnnuityUnitAbove
	case unit+staff > annuityTotalLimit:
		return AnnuityTotalAbove
	case average > 0 && highest > annuityHighestLimit:
		return AnnuityUneven
	case vestingYears > annuityVestingLimit:
		return AnnuityVestingLong
	}
	return AnnuityWithin
}
