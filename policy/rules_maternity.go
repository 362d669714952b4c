package policy

import "renshe/money"

// MaternityEvent 生育情形 (event): decides the days of leave.
//
//policy:choice
type MaternityEvent uint8

// The events of the rules on women workers.
const (
	MaternityBirth            MaternityEvent = iota + 1 // birth 生育 (birth)
	MaternityMiscarriageEarly                           // miscarriage-early 怀孕未满四个月流产 (miscarriage before four months)
	MaternityMiscarriageLate                            // miscarriage-late 怀孕满四个月流产 (miscarriage from four months)
)

// MaternityPayer 津贴支付方 (payer): who pays the allowance.
//
//policy:choice
type MaternityPayer uint8

// The payers of the maternity allowance.
const (
	MaternityPaidByFund     MaternityPayer = iota + 1 // fund 生育保险基金 (the maternity fund)
	MaternityPaidByEmployer                           // employer 用人单位 (the employer)
)

// MaternityAllowanceInput 产假和生育津贴 (maternity leave and allowance): the days of leave and what is paid for them. For advice: healthcare security decides.
// 中文: 仅供参考，生育保险自2018年起由医疗保障部门管理，以其核定为准。省增加的产假由谁支付，各地不同，所以另列只按国家规定天数的津贴。
//
//policy:program maternity-allowance prefix=Maternity from=2014-07
//policy:output allowance=Pay days=Days national_days=NationalDays province_days=AddedDays before_days=BeforeDays partner_days=PartnerDays payer=PayerOf national_allowance=NationalPay
type MaternityAllowanceInput struct {
	// Wage 月平均工资 (monthly wage): the employer's average of all workers in the year before; the woman's own before the leave if the employer did not insure her.
	// 中文: 参保的，填单位上年度职工月平均工资；没有参保的，填本人产假前工资。
	// Range: 0 .. 1000000
	// Example: 6000
	Wage money.Fen
	// Event 生育情形 (event): a birth if nothing else is said.
	// 中文: 不填按生育。
	// Default: birth
	// Example: birth
	Event MaternityEvent
	// Dystocia 难产 (difficult birth): as certified.
	// 中文: 以医疗机构证明为准。
	// Default: no
	// Example: no
	Dystocia bool
	// Children 本次生育子女数 (children born): two for twins.
	// 中文: 双胞胎填2。
	// Default: 1
	// Range: 1 .. 8
	// Example: 1
	Children Count
	// Insured 已参加生育保险 (insured): otherwise the employer pays.
	// 中文: 没有参加的由单位支付。
	// Default: yes
	// Example: yes
	Insured bool
}

// MaternityNationalDays 国家规定产假 (leave by national rule): days of a birth with what dystocia and further children add, or of a miscarriage.
// 中文: 生育98天，难产加15天，多胞胎每多一个加15天；流产按孕期15天或42天。
//
// Formula: {event!}; {maternityLeaveDays!}; {dystocia!}; {maternityDystociaDays!}; {children!}; {maternityChildDays!}; {miscarriageEarlyDays!}; {miscarriageLateDays!}
// Law: 女职工劳动保护特别规定 第七条
func MaternityNationalDays(event MaternityEvent, dystocia bool, children Count, maternityLeaveDays, maternityDystociaDays, maternityChildDays,
	miscarriageEarlyDays, miscarriageLateDays Days) Days {
	switch event {
	case MaternityMiscarriageEarly:
		return miscarriageEarlyDays
	case MaternityMiscarriageLate:
		return miscarriageLateDays
	}
	days := maternityLeaveDays + maternityChildDays*(children-1)
	if dystocia {
		days += maternityDystociaDays
	}
	return days
}

// MaternityAddedDays 省增加的产假 (days the province adds): for a birth that the law on population allows.
// 中文: 符合法定生育条件的，省里增加的天数；流产没有。
//
// Formula: {maternityProvinceDays}; {event!}
// Law: 人口与计划生育法 第二十五条
func MaternityAddedDays(event MaternityEvent, maternityProvinceDays Days) Days {
	if event != MaternityBirth {
		return 0
	}
	return maternityProvinceDays
}

// MaternityDays 产假天数 (days of leave): by national rule and by the province.
// 中文: 国家规定的天数加省增加的天数。
//
// Formula: {maternityNationalDays} + {maternityAddedDays}
// Law: 女职工劳动保护特别规定 第七条
func MaternityDays(maternityNationalDays, maternityAddedDays Days) Days {
	return maternityNationalDays + maternityAddedDays
}

// MaternityBeforeDays 产前可休天数 (days before the birth): of the leave.
// 中文: 产假中可以在产前休的天数；流产没有。
//
// Formula: {maternityPrenatalDays}; {event!}
// Law: 女职工劳动保护特别规定 第七条
func MaternityBeforeDays(event MaternityEvent, maternityPrenatalDays Days) Days {
	if event != MaternityBirth {
		return 0
	}
	return maternityPrenatalDays
}

// MaternityPartnerDays 配偶护理假 (leave of the father): by the province.
// 中文: 由省规定；流产没有。
//
// Formula: {partnerLeaveDays}; {event!}
// Law: 人口与计划生育法 第二十五条
func MaternityPartnerDays(event MaternityEvent, partnerLeaveDays Days) Days {
	if event != MaternityBirth {
		return 0
	}
	return partnerLeaveDays
}

// MaternityPay 生育津贴 (maternity allowance): the monthly wage by the day, for the days of leave.
// 中文: 月平均工资除以30天，乘以产假天数；省增加的天数由谁支付，以医保部门核定为准。
//
// Formula: {wage} ÷ {maternityDayDivisor} × {maternityDays}, {benefitRounding}
// Law: 社会保险法 第五十六条
// Law: 女职工劳动保护特别规定 第八条
func MaternityPay(wage money.Fen, maternityDays, maternityDayDivisor Days, benefitRounding money.Rounding) money.Fen {
	return benefitRounding.MulDiv(int64(wage), int64(maternityDays), int64(maternityDayDivisor))
}

// MaternityNationalPay 国家规定天数的津贴 (allowance for the leave by national rule): without the days the province adds.
// 中文: 只按国家规定的产假天数计算的津贴。
//
// Formula: {wage} ÷ {maternityDayDivisor} × {maternityNationalDays}, {benefitRounding}
// Law: 社会保险法 第五十六条
func MaternityNationalPay(wage money.Fen, maternityNationalDays, maternityDayDivisor Days, benefitRounding money.Rounding) money.Fen {
	return benefitRounding.MulDiv(int64(wage), int64(maternityNationalDays), int64(maternityDayDivisor))
}

// MaternityPayerOf 津贴支付方 (payer): the fund; the employer who did not insure her.
// 中文: 参加了生育保险的由基金支付，没有参加的由用人单位支付。
//
// Formula: {insured!}
// Law: 女职工劳动保护特别规定 第八条
func MaternityPayerOf(insured bool) MaternityPayer {
	if insured {
		return MaternityPaidByFund
	}
	return MaternityPaidByEmployer
}
