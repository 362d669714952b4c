package policy

import (
	"renshe/civil"
	"renshe/money"
)

// InjuryDeathCause 死亡情形 (cause): decides which of the three benefits are due.
//
//policy:choice
type InjuryDeathCause uint8

// The causes of the regulation.
const (
	DeathAtWork        InjuryDeathCause = iota + 1 // work 因工死亡 (died of the accident)
	DeathInTreatment                               // paid-treatment 停工留薪期内因工伤死亡 (died of the injury within the paid treatment)
	DeathAfterGrading                              // grades-1-4 一级至四级停工留薪期满后死亡 (grade 1 to 4, died after the paid treatment)
	MissingFromService                             // missing 因工外出或抢险救灾中下落不明 (missing after an accident on duty or in a rescue)
)

// Dependant 供养亲属类别 (kind of dependant): as the agency has established it.
//
//policy:choice
type Dependant uint8

// The kinds of dependants.
const (
	DependantSpouse     Dependant = iota + 1 // spouse 配偶 (spouse)
	DependantChild                           // child 子女 (child)
	DependantParent                          // parent 父母 (parent)
	DependantOther                           // other 其他亲属 (other relative)
	DependantOrphan                          // orphan 孤儿 (orphan)
	DependantLoneElder                       // lone-elder 孤寡老人 (lone elder)
	DependantLoneSpouse                      // lone-spouse 孤寡配偶 (spouse who is a lone elder)
)

// InjuryDeathBenefitInput 工亡待遇 (benefits for a death at work): the funeral grant, the lump sum, and a monthly amount for each dependant.
// 中文: 丧葬补助金、一次性工亡补助金和供养亲属抚恤金。同时符合养老、失业的丧葬待遇的，只能选一项。
//
//policy:program injury-death-benefit prefix=InjuryDeath from=2014-07
//policy:output lump_sum=LumpSum funeral=Funeral monthly=Monthly monthly_total=MonthlyTotal monthly_start=MonthlyStart rate=RateSum scaled=Scaled payer=Payer provisional=Provisional
type InjuryDeathBenefitInput struct {
	// Month 死亡月份 (month of the death): of a missing worker the month of the accident.
	// 中文: 下落不明的填事故发生的月份。
	// Default: as-of
	// Range: 2011-01 .. 2100-12
	// Example: 2026-03
	Month civil.Month
	// Wage 本人工资 (own wage): average monthly contribution wage of the twelve months before the accident.
	// 中文: 受伤前12个月的平均月缴费工资，不足12个月的按实际月数平均。
	// Range: 0 .. 1000000
	// Example: 6000
	Wage money.Fen
	// Dependants 供养亲属 (dependants): one name for each, in an order; the amounts come in the same order.
	// 中文: 每人写一个类别，用逗号隔开，结果按同样顺序；孤寡的父母写 lone-elder，孤寡的配偶写 lone-spouse。
	// Default: 0
	// Example: spouse,child,lone-elder
	Dependants Dependants
	// Cause 死亡情形 (cause): of the accident itself if nothing else is said.
	// 中文: 不填按因工死亡；下落不明后被法院宣告死亡的，按因工死亡计算，扣除已预支的。
	// Default: work
	// Example: work
	Cause InjuryDeathCause
	// Injured 受伤月份 (month of the injury): its year's average wage bounds the own wage; the month of the death if not given.
	// 中文: 本人工资的上下限用这一年的平均工资；不填按死亡月份。
	// Default: 0
	// Range: 2011-01 .. 2100-12
	// Example: 2025-05
	Injured civil.Month
	// AverageWage 统筹地区月平均工资 (average wage): where it is not on file.
	// 中文: 系统里没有这一年的数时填写，填了就以它为准。
	// Default: 0
	// Range: 1 .. 100000
	// Example: 7694
	AverageWage money.Fen
	// InNeed 生活有困难 (in need): the family of a missing worker may draw half the lump sum in advance.
	// 中文: 下落不明职工的家属生活有困难的，可以预支一次性工亡补助金。
	// Default: no
	// Example: no
	InNeed bool
	// Insured 单位已参加工伤保险 (insured): otherwise the employer pays everything.
	// 中文: 单位应参保而未参保的填否，全部待遇由单位支付。
	// Default: yes
	// Example: yes
	Insured bool
}

// dependantAt takes one dependant out of the packed list; none is 0.
func dependantAt(d Dependants, i int) Dependant { return Dependant(int64(d) >> (4 * i) & 15) }

// dependantRate is the share of the own wage for one dependant.
func dependantRate(d Dependant, spouse, relative, lone Rate) Rate {
	switch d {
	case DependantSpouse:
		return spouse
	case DependantLoneSpouse:
		return spouse + lone
	case DependantOrphan, DependantLoneElder:
		return relative + lone
	}
	return relative
}

// InjuryDeathFuneralMonth 丧葬补助金平均工资所用月份 (month of the funeral average): the death's; none for a missing worker or where the average is given.
// 中文: 按死亡月份；下落不明的暂无丧葬补助金；直接填写了平均工资的不用查。
//
// Formula: {month!}; {cause!}; {averageWage!}
// Law: 工伤保险条例 第三十九条
func InjuryDeathFuneralMonth(month civil.Month, cause InjuryDeathCause, averageWage money.Fen) civil.Month {
	if cause == MissingFromService || averageWage > 0 {
		return 0
	}
	return month
}

// InjuryDeathFuneralWage 丧葬补助金用平均工资 (average wage of the funeral grant): as given, or on file for the month.
// 中文: 填写的平均工资；没有填写的用登记的。
//
// Formula: {averageWage!}; {injuryFuneralAverage!}
// Law: 工伤保险条例 第三十九条
//
//policy:at injuryFuneralAverage=injuryAverageWage injuryDeathFuneralMonth
func InjuryDeathFuneralWage(averageWage, injuryFuneralAverage money.Fen) money.Fen {
	if averageWage > 0 {
		return averageWage
	}
	return injuryFuneralAverage
}

// InjuryDeathFuneral 丧葬补助金 (funeral grant): so many months of the area's average wage.
// 中文: 6个月的统筹地区上年度职工月平均工资；下落不明的，宣告死亡后再发。
//
// Formula: {injuryDeathFuneralWage} × {injuryFuneralMonths}; {cause!}
// Law: 工伤保险条例 第三十九条
func InjuryDeathFuneral(cause InjuryDeathCause, injuryDeathFuneralWage money.Fen, injuryFuneralMonths Months) money.Fen {
	if cause == MissingFromService {
		return 0
	}
	return injuryDeathFuneralWage * money.Fen(injuryFuneralMonths)
}

// InjuryDeathIncomeMonth 可支配收入所用年份 (year of the income): January of the year before the death, where a lump sum is due.
// 中文: 死亡的上一年度；没有一次性工亡补助金的不用查。
//
// Formula: {month!}; {cause!}; {inNeed!}
// Law: 工伤保险条例 第三十九条
func InjuryDeathIncomeMonth(month civil.Month, cause InjuryDeathCause, inNeed bool) civil.Month {
	if cause == DeathAfterGrading || cause == MissingFromService && !inNeed {
		return 0
	}
	return month - month%12 - 12
}

// InjuryDeathFinal 不用旧数代替 (no stand-in): the lump sum is paid once, so the income of the year itself is waited for.
// 中文: 一次性工亡补助金发放后不再调整，上一年度收入没有公布的，等公布后再算。
//
// Formula: {injuryDeathIncomeMonth!}
// Law: 工伤保险条例 第三十九条
func InjuryDeathFinal(injuryDeathIncomeMonth civil.Month) bool { return injuryDeathIncomeMonth != 0 }

// InjuryDeathLumpSum 一次性工亡补助金 (lump sum): twenty yearly incomes; the advance for a missing worker; none after the paid treatment of grades 1 to 4.
// 中文: 上一年度全国城镇居民人均可支配收入的20倍；下落不明且生活有困难的预支一半；一级至四级停工留薪期满后死亡的没有。
//
// Formula: {injuryDeathIncome} × {injuryDeathIncomes}; {cause!}; {injuryAdvanceRate}, {benefitRounding}
// Law: 工伤保险条例 第三十九条
// Law: 工伤保险条例 第四十一条
//
//policy:at injuryDeathIncome=urbanDisposableIncome injuryDeathIncomeMonth strict=injuryDeathFinal
func InjuryDeathLumpSum(cause InjuryDeathCause, injuryDeathIncome money.Fen, injuryDeathIncomes Count, injuryAdvanceRate Rate, benefitRounding money.Rounding) money.Fen {
	whole := injuryDeathIncome * money.Fen(injuryDeathIncomes)
	if cause == MissingFromService {
		return benefitRounding.MulDiv(int64(whole), int64(injuryAdvanceRate), RateUnit)
	}
	return whole
}

// InjuryDeathRateSum 供养亲属比例合计 (sum of the rates): of all dependants.
// 中文: 配偶40%，其他亲属每人30%，孤寡老人或孤儿再加10个百分点。
//
// Formula: {dependants!}; {injurySpouseRate}; {injuryRelativeRate}; {injuryLoneAddition}
// Law: 工伤保险条例 第三十九条
func InjuryDeathRateSum(dependants Dependants, injurySpouseRate, injuryRelativeRate, injuryLoneAddition Rate) Rate {
	var sum Rate
	for i := 0; dependantAt(dependants, i) != 0; i++ {
		sum += dependantRate(dependantAt(dependants, i), injurySpouseRate, injuryRelativeRate, injuryLoneAddition)
	}
	return sum
}

// InjuryDeathScaled 超过本人工资 (above the wage): the rates together are more than the whole wage, so all amounts are reduced in proportion.
// 中文: 各人之和高于职工生前工资的，按比例减到刚好等于工资。
//
// Formula: {injuryDeathRateSum} > 100%
// Law: 工伤保险条例 第三十九条
func InjuryDeathScaled(injuryDeathRateSum Rate) bool { return int64(injuryDeathRateSum) > RateUnit }

// InjuryDeathMonthly 供养亲属抚恤金 (monthly amounts): the own wage by each dependant's rate; where the rates reach the whole wage, shares that add up to it exactly.
// 中文: 本人工资乘以各人比例；合计达到本人工资的，按各人比例分配本人工资，总和一分不差（按比例减是通行做法，条例只写“之和不应高于”）。
//
// Formula: {injuryOwnWage} × ({injurySpouseRate}, {injuryRelativeRate}, + {injuryLoneAddition}) ÷ max(100%, {injuryDeathRateSum}), {benefitRounding}; {dependants!}
// Law: 工伤保险条例 第三十九条
func InjuryDeathMonthly(injuryOwnWage money.Fen, dependants Dependants, injurySpouseRate, injuryRelativeRate, injuryLoneAddition, injuryDeathRateSum Rate,
	benefitRounding money.Rounding) Amounts {
	var list Amounts
	if int64(injuryDeathRateSum) < RateUnit {
		for i := 0; dependantAt(dependants, i) != 0; i++ {
			rate := dependantRate(dependantAt(dependants, i), injurySpouseRate, injuryRelativeRate, injuryLoneAddition)
			list.add(benefitRounding.MulDiv(int64(injuryOwnWage), int64(rate), RateUnit))
		}
		return list
	}
	// The shares are the steps between rounded running totals: their sum is the wage whatever the rounding.
	var running Rate
	var given money.Fen
	for i := 0; dependantAt(dependants, i) != 0; i++ {
		running += dependantRate(dependantAt(dependants, i), injurySpouseRate, injuryRelativeRate, injuryLoneAddition)
		total := benefitRounding.MulDiv(int64(injuryOwnWage), int64(running), int64(injuryDeathRateSum))
		list.add(total - given)
		given = total
	}
	return list
}

// InjuryDeathMonthlyTotal 抚恤金合计 (sum of the monthly amounts): never above the own wage.
// 中文: 各供养亲属每月抚恤金之和，不高于职工生前的工资。
//
// Formula: Σ {injuryDeathMonthly}
// Law: 工伤保险条例 第三十九条
func InjuryDeathMonthlyTotal(injuryDeathMonthly Amounts) money.Fen {
	var sum money.Fen
	for _, f := range injuryDeathMonthly.All() {
		sum += f
	}
	return sum
}

// InjuryDeathMonthlyStart 抚恤金起发月份 (first month of the amounts): for a missing worker the fourth month from the accident; otherwise the regulation names none.
// 中文: 下落不明的，头三个月照发工资，第四个月起发抚恤金；其他情形条例没有写明，由经办机构核定。
//
// Formula: {cause!}; {month!}; {injuryMissingMonths!}
// Law: 工伤保险条例 第四十一条
func InjuryDeathMonthlyStart(month civil.Month, cause InjuryDeathCause, injuryMissingMonths Months) civil.Month {
	if cause != MissingFromService {
		return 0
	}
	return month + civil.Month(injuryMissingMonths)
}

// InjuryDeathPayer 工亡待遇支付方 (payer): the fund; the employer who should have insured and did not.
// 中文: 由工伤保险基金支付；应参保未参保的由单位支付。
//
// Formula: {insured!}
// Law: 工伤保险条例 第六十二条
func InjuryDeathPayer(insured bool) InjuryPayer {
	if insured {
		return InjuryPaidByFund
	}
	return InjuryPaidByEmployer
}

// InjuryDeathProvisional 暂按上年平均工资 (provisional): the average wage of the year is not published yet, and that of the year before stands in.
// 中文: 当年统筹地区平均工资还没有公布，暂按上一年的算，公布后重算补差。
//
// Formula: {injuryBoundAverage!}; {injuryFuneralAverage!}
// Law: 工伤保险条例 第六十四条
func InjuryDeathProvisional(injuryBoundAverage, injuryFuneralAverage money.Fen, injuryBoundAverageProvisional, injuryFuneralAverageProvisional bool) bool {
	return injuryBoundAverageProvisional || injuryFuneralAverageProvisional
}
