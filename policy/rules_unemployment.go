package policy

import (
	"renshe/civil"
	"renshe/money"
)

// UnemploymentOutcome 失业保险金结论 (unemployment outcome): whether the benefit is due and what decided its length.
//
//policy:choice
type UnemploymentOutcome uint8

// The outcomes of a claim for unemployment benefit.
const (
	UnemploymentEntitled        UnemploymentOutcome = iota + 1 // entitled 符合领取条件 (entitled)
	UnemploymentContinued                                      // continued 本次缴费不满一年，继续领取前次剩余月数 (paid less than a year this time: the unused months of before go on)
	UnemploymentExtended                                       // extended 期满时距退休不足一年，延长至法定退休年龄 (less than a year from the statutory age at the end: goes on to that age)
	UnemploymentUntilRetirement                                // until-retirement 只能领取到法定退休年龄 (ends at the statutory age)
	UnemploymentPaidShort                                      // paid-short 不符合：缴费不满一年，也没有剩余月数 (not entitled: paid less than a year and no month left)
	UnemploymentOwnWill                                        // own-will 不符合：因本人意愿中断就业 (not entitled: left work by own will)
	UnemploymentUnregistered                                   // unregistered 不符合：没有失业登记或没有求职要求 (not entitled: not registered or not seeking work)
)

// UnemploymentBenefitInput 失业保险金 (unemployment benefit): for how many months at most, and how much a month.
// 中文: 最长领取几个月、每月多少。
//
//policy:program unemployment-benefit prefix=Unemployment from=2014-07
//policy:output months=Months monthly=Monthly outcome=Result entitled=IsEntitled counted_months=Counted carried_months=Carried amount_known=AmountKnown
type UnemploymentBenefitInput struct {
	// PaidMonths 累计缴费月数 (months paid): employer and worker together, since the benefit was last drawn; all if it never was.
	// 中文: 单位和本人累计缴费的月数，按规定视同缴费的工龄也算；领取过失业保险金的，从重新就业后算起。
	// Range: 0 .. 720
	// Example: 70
	PaidMonths Months
	// Spells 以前的失业经历 (earlier spells): months paid before each and months drawn in it, "36/5,70/18", earliest first, four at most.
	// 中文: 每段写“缴费月数/已领月数”，按先后用逗号隔开，最多四段；更多的，改填“前次剩余月数”。
	// Default: 0
	// Or: Unused
	// Example: 36/5,70/18
	Spells Spells
	// Unused 前次剩余月数 (unused months): due in the spell before and not drawn.
	// 中文: 前次失业应当领取而尚未领取的月数。
	// Default: 0
	// Or: Spells
	// Range: 0 .. 24
	// Example: 7
	Unused Months
	// ToRetirement 距法定退休月数 (months to the statutory age): from the first month drawn; needed by those who are near it.
	// 中文: 从领取的第一个月算起，距法定退休年龄还有几个月；离退休还早的不用填。
	// Default: 0
	// Range: 1 .. 600
	// Example: 20
	ToRetirement Months
	// Month 领取月份 (month drawn): its minimum wage counts.
	// 中文: 按这个月的最低工资计算。
	// Default: as-of
	// Range: 2014-07 .. 2100-12
	// Example: 2026-03
	Month civil.Month
	// Tier 最低工资档次 (tier): where the tier of the place is known and its amount is not on file.
	// 中文: 本地最低工资没有登记，但知道执行第几档的，填写档次。
	// Default: 0
	// Range: 1 .. 5
	// Example: 1
	Tier Count
	// OwnWill 本人意愿中断就业 (left by own will): resigned without a ground that the law accepts.
	// 中文: 主动辞职而没有法定理由的，填是。
	// Default: no
	// Example: no
	OwnWill bool
	// Registered 已失业登记并求职 (registered and seeking work): both are conditions.
	// 中文: 已办理失业登记，并有求职要求。
	// Default: yes
	// Example: yes
	Registered bool
}

// spellAt takes one earlier spell out of the packed list; the first is 0. A spell always has months paid.
func spellAt(s Spells, i int) (paid, drawn Months) {
	bits := int64(s) >> (14 * i)
	return Months(bits & 511), Months(bits >> 9 & 31)
}

// unemploymentBand gives the longest term for months paid: none, or that of one of three bands.
func unemploymentBand(paid Months, years [3]Years, months [3]Months) Months {
	for i := 2; i >= 0; i-- {
		if paid >= 12*years[i] {
			return months[i]
		}
	}
	return 0
}

// unemploymentHistory goes through the earlier spells. Months paid start anew after a spell in which the benefit was drawn on
// them; paid months that gave nothing, or were not drawn on, stay.
func unemploymentHistory(spells Spells, years [3]Years, months [3]Months, most Months) (unused, kept Months) {
	for i := range 4 {
		paid, drawn := spellAt(spells, i)
		kept += paid
		term := unemploymentBand(kept, years, months)
		switch {
		case drawn == 0:
		case term == 0:
			unused = max(0, unused-drawn)
		default:
			unused, kept = max(0, min(most, unused+term)-drawn), 0
		}
	}
	return unused, kept
}

// UnemploymentCarried 前次剩余月数 (months carried): what earlier spells left undrawn.
// 中文: 以前各次失业应当领取而尚未领取的月数，逐次合并，每次最长不超过上限。
//
// Formula: {spells!}; {unused!}; {unemploymentMonthsCap!}
// Law: 社会保险法 第四十六条
func UnemploymentCarried(spells Spells, unused Months, unemploymentYearsFirst, unemploymentYearsSecond, unemploymentYearsThird Years,
	unemploymentMonthsFirst, unemploymentMonthsSecond, unemploymentMonthsThird, unemploymentMonthsCap Months) Months {
	left, _ := unemploymentHistory(spells, [3]Years{unemploymentYearsFirst, unemploymentYearsSecond, unemploymentYearsThird},
		[3]Months{unemploymentMonthsFirst, unemploymentMonthsSecond, unemploymentMonthsThird}, unemploymentMonthsCap)
	return left + unused
}

// UnemploymentCounted 计算用缴费月数 (months counted): paid this time, and before where nothing was drawn on it.
// 中文: 本次缴费月数，加上以前没有据以领取过的缴费月数；领取过的，缴费时间重新计算。
//
// Formula: {paidMonths} + {spells!}
// Law: 社会保险法 第四十六条
// Law: 实施社会保险法若干规定 第十四条
func UnemploymentCounted(paidMonths Months, spells Spells, unemploymentYearsFirst, unemploymentYearsSecond, unemploymentYearsThird Years,
	unemploymentMonthsFirst, unemploymentMonthsSecond, unemploymentMonthsThird, unemploymentMonthsCap Months) Months {
	_, kept := unemploymentHistory(spells, [3]Years{unemploymentYearsFirst, unemploymentYearsSecond, unemploymentYearsThird},
		[3]Months{unemploymentMonthsFirst, unemploymentMonthsSecond, unemploymentMonthsThird}, unemploymentMonthsCap)
	return paidMonths + kept
}

// UnemploymentTerm 本次缴费对应月数 (term of this spell): by the band of the months counted.
// 中文: 满一年不足五年、满五年不足十年、十年以上三档；不满一年的没有。
//
// Formula: {unemploymentCounted}: {unemploymentYearsFirst}–{unemploymentYearsSecond} {unemploymentMonthsFirst}, {unemploymentYearsSecond}–{unemploymentYearsThird} {unemploymentMonthsSecond}, ≥ {unemploymentYearsThird} {unemploymentMonthsThird}
// Law: 社会保险法 第四十六条
func UnemploymentTerm(unemploymentCounted Months, unemploymentYearsFirst, unemploymentYearsSecond, unemploymentYearsThird Years,
	unemploymentMonthsFirst, unemploymentMonthsSecond, unemploymentMonthsThird Months) Months {
	return unemploymentBand(unemploymentCounted, [3]Years{unemploymentYearsFirst, unemploymentYearsSecond, unemploymentYearsThird},
		[3]Months{unemploymentMonthsFirst, unemploymentMonthsSecond, unemploymentMonthsThird})
}

// UnemploymentMerged 合并计算月数 (merged months): this spell's term and the months carried, up to the cap.
// 中文: 本次月数与前次剩余月数合并，最长不超过上限。
//
// Formula: min({unemploymentMonthsCap}, {unemploymentTerm} + {unemploymentCarried})
// Law: 社会保险法 第四十六条
func UnemploymentMerged(unemploymentTerm, unemploymentCarried, unemploymentMonthsCap Months) Months {
	return min(unemploymentMonthsCap, unemploymentTerm+unemploymentCarried)
}

// UnemploymentNearMonth 临近退休规定所用月份 (month of the rule for those near retirement): the month drawn, where the months to the statutory age are given.
// 中文: 填写了距法定退休月数的，查领取月份的规定。
//
// Formula: {month!}; {toRetirement!}
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第七条
func UnemploymentNearMonth(month civil.Month, toRetirement Months) civil.Month {
	if toRetirement == 0 {
		return 0
	}
	return month
}

// UnemploymentResult 结论 (outcome): the first condition that is not met, else what decides the length.
// 中文: 依次看是否非自愿失业、是否登记求职、是否缴费满一年；再看离法定退休年龄多远。
//
// Formula: {ownWill!}; {registered!}; {unemploymentTerm!}; {unemploymentMerged!}; {toRetirement!}; {unemploymentNear!}
// Law: 社会保险法 第四十五条
// Law: 失业保险金申领发放办法 第十五条
// Law: 国务院关于渐进式延迟法定退休年龄的办法 第七条
//
//policy:at unemploymentNear=unemploymentNearRetirement unemploymentNearMonth
func UnemploymentResult(ownWill, registered bool, unemploymentTerm, unemploymentMerged, toRetirement, unemploymentNear Months) UnemploymentOutcome {
	switch {
	case ownWill:
		return UnemploymentOwnWill
	case !registered:
		return UnemploymentUnregistered
	case unemploymentMerged == 0:
		return UnemploymentPaidShort
	case toRetirement > 0 && toRetirement < unemploymentMerged:
		return UnemploymentUntilRetirement
	case toRetirement > unemploymentMerged && toRetirement-unemploymentMerged < unemploymentNear:
		return UnemploymentExtended
	case unemploymentTerm == 0:
		return UnemploymentContinued
	}
	return UnemploymentEntitled
}

// UnemploymentIsEntitled 符合领取条件 (entitled): all conditions are met.
// 中文: 非自愿失业、已登记求职、缴费满一年或有剩余月数。
//
// Formula: {unemploymentResult}
// Law: 社会保险法 第四十五条
func UnemploymentIsEntitled(unemploymentResult UnemploymentOutcome) bool {
	return unemploymentResult <= UnemploymentUntilRetirement
}

// UnemploymentMonths 最长领取月数 (months): the longest term; re-employment, military service, moving abroad or refusing suitable work ends it earlier.
// 中文: 法定最长月数；重新就业、应征服兵役、移居境外、享受基本养老保险待遇、无正当理由拒绝工作或培训的，提前停止。
//
// Formula: {unemploymentResult!}; {unemploymentMerged!}; {toRetirement!}
// Law: 社会保险法 第四十六条
// Law: 社会保险法 第五十一条
func UnemploymentMonths(unemploymentResult UnemploymentOutcome, unemploymentMerged, toRetirement Months) Months {
	switch unemploymentResult {
	case UnemploymentEntitled, UnemploymentContinued:
		return unemploymentMerged
	case UnemploymentExtended, UnemploymentUntilRetirement:
		return toRetirement
	}
	return 0
}

// UnemploymentWageMonth 最低工资所用月份 (month of the minimum wage): the month drawn; none where there is no benefit or the tier is given.
// 中文: 按领取月份；没有待遇或者填写了档次的不用查。
//
// Formula: {month!}; {unemploymentMonths!}; {tier!}
// Law: 社会保险法 第四十七条
func UnemploymentWageMonth(month civil.Month, unemploymentMonths Months, tier Count) civil.Month {
	if unemploymentMonths == 0 || tier > 0 {
		return 0
	}
	return month
}

// UnemploymentBaseWage 计算用最低工资 (minimum wage that counts): of the tier that was given, or of the place.
// 中文: 填写了档次的按档次，没有填写的按本地登记的。
//
// Formula: {tier!}; {unemploymentTierWage!}; {unemploymentWage!}
// Law: 社会保险法 第四十七条
//
//policy:at unemploymentWage=minimumWage unemploymentWageMonth
//policy:at unemploymentTierWage=minimumWageTiers tier
func UnemploymentBaseWage(tier Count, unemploymentWage, unemploymentTierWage money.Fen) money.Fen {
	if tier > 0 {
		return unemploymentTierWage
	}
	return unemploymentWage
}

// UnemploymentMonthly 每月失业保险金 (monthly benefit): the province's share of the minimum wage of the place.
// 中文: 当地最低工资标准乘以省定比例；不符合条件的没有。
//
// Formula: {unemploymentBaseWage} × {unemploymentBenefitRate}, {benefitRounding}; {unemploymentMonths!}
// Law: 社会保险法 第四十七条
// Law: 失业保险条例 第十八条
func UnemploymentMonthly(unemploymentMonths Months, unemploymentBaseWage money.Fen, unemploymentBenefitRate Rate, benefitRounding money.Rounding) money.Fen {
	if unemploymentMonths == 0 {
		return 0
	}
	return benefitRounding.MulDiv(int64(unemploymentBaseWage), int64(unemploymentBenefitRate), RateUnit)
}

// UnemploymentAmountKnown 金额有据可算 (amount on file): the province's share and the minimum wage of the place are both known.
// 中文: 本省比例和本地最低工资都有登记；否则月数照算，金额请向经办机构核实。
//
// Formula: {unemploymentBenefitRate!}; {unemploymentWage!}; {unemploymentTierWage!}
// Law: 社会保险法 第四十七条
func UnemploymentAmountKnown(unemploymentBenefitRate Rate, unemploymentWage, unemploymentTierWage money.Fen, unemploymentBenefitRateKnown,
	unemploymentWageKnown, unemploymentTierWageKnown bool) bool {
	return unemploymentBenefitRateKnown && unemploymentWageKnown && unemploymentTierWageKnown
}
