package policy

import (
	"renshe/civil"
	"renshe/money"
)

// SurvivorOutcome 遗属待遇结论 (outcome): whether the whole benefit is due or contributions limit it.
//
//policy:choice
type SurvivorOutcome uint8

// The outcomes of a claim for survivor benefits.
const (
	SurvivorWhole       SurvivorOutcome = iota + 1 // whole 全额享受 (the whole benefit)
	SurvivorLimited                                // limited 缴费不足五年，以个人缴费之和为限 (paid less than five years: limited to the own contributions)
	SurvivorToBeChecked                            // contributions-needed 缴费不足五年，需填写个人缴费之和才能定限额 (paid less than five years: the own contributions are needed for the limit)
)

// SurvivorBenefitInput 企业职工遗属待遇 (survivor benefit): the funeral grant and the allowance when an insured employee or pensioner dies, not of work.
// 中文: 参加企业职工养老保险的在职或退休人员因病或非因工死亡，遗属领取的丧葬补助金和抚恤金，都是一次性的。
//
//policy:program survivor-benefit prefix=Survivor from=2021-09
//policy:output funeral=Funeral allowance=Allowance total=Total allowance_months=WholeMonths allowance_twelfths=RestTwelfths outcome=OutcomeOf
type SurvivorBenefitInput struct {
	// PaidMonths 缴费月数 (months paid): actual and deemed.
	// 中文: 实际缴费和视同缴费的月数合计。
	// Range: 0 .. 720
	// Example: 345
	PaidMonths Months
	// Retired 已退休 (retired): drew a pension.
	// 中文: 已领取基本养老金的填是。
	// Default: no
	// Example: yes
	Retired bool
	// DrawnMonths 已领养老金月数 (months of pension drawn): each reduces the allowance by a twelfth of a month.
	// 中文: 退休人员已领取基本养老金的月数，每领一年减少一个月，算到月。
	// Default: 0
	// Range: 0 .. 840
	// Example: 42
	DrawnMonths Months
	// Month 死亡月份 (month of the death): decides the year of the income.
	// 中文: 决定用哪一年的收入。
	// Default: as-of
	// Range: 2021-09 .. 2100-12
	// Example: 2026-03
	Month civil.Month
	// Income 本省上年人均可支配收入 (income of the province): of an urban resident in the year before the death, for the whole year.
	// 中文: 死亡上一年本省城镇居民人均可支配收入（全年数）；系统里没有的，请填写统计部门公布的数。
	// Default: 0
	// Range: 10000 .. 500000
	// Example: 33822
	Income money.Fen
	// Contributed 个人缴费之和 (own contributions): needed if less than five years were paid; of the self-employed the part that went to the account.
	// 中文: 缴费不足五年的填写；灵活就业人员只算记入个人账户的部分。
	// Default: 0
	// Range: 0 .. 1000000
	// Example: 9600
	Contributed money.Fen
	// FuneralElsewhere 另领丧葬补助金 (funeral grant taken elsewhere): where work injury or unemployment also gives one, only one is paid.
	// 中文: 同时符合养老、工伤、失业丧葬补助金条件，选领了别的一项的，填是。
	// Default: no
	// Example: no
	FuneralElsewhere bool
}

// SurvivorIncomeMonth 可支配收入所用年份 (year of the income): January of the year before the death; none where the income is given.
// 中文: 死亡的上一年度；直接填写了收入的不用查。
//
// Formula: {month!}; {income!}
// Law: 人社部发〔2021〕18号 第四条
func SurvivorIncomeMonth(month civil.Month, income money.Fen) civil.Month {
	if income > 0 {
		return 0
	}
	return month - month%12 - 12
}

// SurvivorBase 计算用年收入 (income that counts): given, or on file for the province.
// 中文: 填写的收入，或者登记的本省收入。
//
// Formula: {income} + {survivorProvinceIncome}
// Law: 人社部发〔2021〕18号 第四条
//
//policy:at survivorProvinceIncome=provinceUrbanIncome survivorIncomeMonth
func SurvivorBase(income, survivorProvinceIncome money.Fen) money.Fen {
	return income + survivorProvinceIncome
}

// SurvivorTwelfths 抚恤金发放月数（以十二分之一个月计） (twelfths of the allowance months): by bands to fifteen years, then a twelfth more for each month; a pensioner's less a twelfth for each month drawn.
// 中文: 不满5年3个月，满5年6个月，满10年9个月，超过15年的每多缴一年加一个月，最高24个月；退休人员每领一年养老金减一个月，最低9个月；都算到月。
//
// Formula: {paidMonths!}; {retired!}; {drawnMonths!}; {survivorMonthsFirst!}; {survivorMonthsSecond!}; {survivorMonthsThird!}; {survivorMonthsMost!}; {survivorMonthsLeast!}
// Law: 人社部发〔2021〕18号 第五条
func SurvivorTwelfths(paidMonths Months, retired bool, drawnMonths Months, survivorYearsFirst, survivorYearsSecond, survivorYearsThird Years,
	survivorMonthsFirst, survivorMonthsSecond, survivorMonthsThird, survivorMonthsMost, survivorMonthsLeast Months) Count {
	var twelfths Count
	switch {
	case paidMonths < 12*survivorYearsFirst:
		twelfths = 12 * survivorMonthsFirst
	case paidMonths < 12*survivorYearsSecond:
		twelfths = 12 * survivorMonthsSecond
	default:
		twelfths = min(12*survivorMonthsMost, 12*survivorMonthsThird+max(0, paidMonths-12*survivorYearsThird))
	}
	if !retired {
		return twelfths
	}
	return max(12*survivorMonthsLeast, twelfths-drawnMonths)
}

// SurvivorWholeMonths 抚恤金整月数 (whole months of the allowance): without the twelfths.
// 中文: 发放月数的整数部分。
//
// Formula: ⌊{survivorTwelfths} ÷ 12⌋
// Law: 人社部发〔2021〕18号 第五条
func SurvivorWholeMonths(survivorTwelfths Count) Months { return survivorTwelfths / 12 }

// SurvivorRestTwelfths 抚恤金不满一个月的十二分之几 (twelfths beyond whole months): of a month.
// 中文: 发放月数不满一个月的部分，以十二分之一个月计。
//
// Formula: {survivorTwelfths} − 12 × {survivorWholeMonths}
// Law: 人社部发〔2021〕18号 第五条
func SurvivorRestTwelfths(survivorTwelfths Count, survivorWholeMonths Months) Count {
	return survivorTwelfths - 12*survivorWholeMonths
}

// SurvivorFullFuneral 丧葬补助金标准 (funeral grant before the limit): twice the monthly income, unless taken elsewhere.
// 中文: 上一年度本省城镇居民月人均可支配收入的2倍；已选领别的丧葬补助金的没有。
//
// Formula: {survivorBase} ÷ 12 × {survivorFuneralMonths}, {benefitRounding}; {funeralElsewhere!}
// Law: 人社部发〔2021〕18号 第四条
// Law: 社会保险法 第四十九条
func SurvivorFullFuneral(funeralElsewhere bool, survivorBase money.Fen, survivorFuneralMonths Months, benefitRounding money.Rounding) money.Fen {
	if funeralElsewhere {
		return 0
	}
	return benefitRounding.MulDiv(int64(survivorBase), int64(survivorFuneralMonths), 12)
}

// SurvivorFullAllowance 抚恤金标准 (allowance before the limit): the monthly income for the months.
// 中文: 月人均可支配收入乘以发放月数。
//
// Formula: {survivorBase} ÷ 12 × {survivorTwelfths} ÷ 12, {benefitRounding}
// Law: 人社部发〔2021〕18号 第五条
func SurvivorFullAllowance(survivorBase money.Fen, survivorTwelfths Count, benefitRounding money.Rounding) money.Fen {
	return benefitRounding.MulDiv(int64(survivorBase), int64(survivorTwelfths), 144)
}

// SurvivorOutcomeOf 结论 (outcome): paid less than the first band, the benefit is not more than the own contributions.
// 中文: 缴费不足五年的，遗属待遇不超过个人缴费之和。
//
// Formula: {paidMonths!}; {contributed!}; {survivorFullFuneral!}; {survivorFullAllowance!}
// Law: 人社部发〔2021〕18号 缴费年限不足5年的限额
func SurvivorOutcomeOf(paidMonths Months, survivorYearsFirst Years, contributed, survivorFullFuneral, survivorFullAllowance money.Fen) SurvivorOutcome {
	switch {
	case paidMonths >= 12*survivorYearsFirst:
		return SurvivorWhole
	case contributed == 0:
		return SurvivorToBeChecked
	case survivorFullFuneral+survivorFullAllowance > contributed:
		return SurvivorLimited
	}
	return SurvivorWhole
}

// SurvivorFuneral 丧葬补助金 (funeral grant): up to the limit.
// 中文: 有限额的，先算丧葬补助金。
//
// Formula: {survivorFullFuneral!}; {contributed!}; {survivorOutcomeOf!}
// Law: 人社部发〔2021〕18号 第四条
func SurvivorFuneral(survivorOutcomeOf SurvivorOutcome, survivorFullFuneral, contributed money.Fen) money.Fen {
	if survivorOutcomeOf == SurvivorLimited {
		return min(survivorFullFuneral, contributed)
	}
	return survivorFullFuneral
}

// SurvivorAllowance 抚恤金 (allowance): what the limit leaves after the funeral grant.
// 中文: 有限额的，限额减去丧葬补助金的余额为止。
//
// Formula: {survivorFullAllowance!}; {contributed!}; {survivorFuneral!}; {survivorOutcomeOf!}
// Law: 人社部发〔2021〕18号 第五条
func SurvivorAllowance(survivorOutcomeOf SurvivorOutcome, survivorFullAllowance, contributed, survivorFuneral money.Fen) money.Fen {
	if survivorOutcomeOf == SurvivorLimited {
		return min(survivorFullAllowance, contributed-survivorFuneral)
	}
	return survivorFullAllowance
}

// SurvivorTotal 遗属待遇合计 (survivor benefit): both together; the balance of the individual account is inherited besides.
// 中文: 丧葬补助金加抚恤金；个人账户余额另可继承。
//
// Formula: {survivorFuneral} + {survivorAllowance}
// Law: 人社部发〔2021〕18号 第三条
func SurvivorTotal(survivorFuneral, survivorAllowance money.Fen) money.Fen {
	return survivorFuneral + survivorAllowance
}
