package policy

import "renshe/money"

// LeaveOutcome 年休假判断 (annual leave outcome): whether there is annual leave this year, or why not.
//
//policy:choice
type LeaveOutcome uint8

// The outcomes, in the order in which they are checked.
const (
	LeaveEntitled      LeaveOutcome = iota + 1 // entitled 享受年休假 (has annual leave)
	LeaveUnderAYear                            // under-a-year 连续工作不满一年 (has not worked for a year without a break)
	LeaveSchoolHoliday                         // school-holiday 寒暑假多于年休假 (has longer school holidays)
	LeavePersonal                              // personal-leave 带薪事假已达天数 (has had as many days of paid personal leave)
	LeaveSick                                  // sick-leave 病假已达月数 (has had as many months of sick leave)
)

// AnnualLeaveInput 带薪年休假 (annual leave): days of leave in a year, and the pay for days not taken.
// 中文: 当年应休天数和应休未休的工资报酬。职工书面提出不休的、当年新入职和离职折算的，不在此列。
//
//policy:program annual-leave prefix=AnnualLeave from=2014-07
//policy:output days=Days outcome=Outcome untaken_days=Untaken daily=Daily pay=Pay beyond_wage=BeyondWage
type AnnualLeaveInput struct {
	// WorkMonths 累计工作月数 (months of work in all): with every employer.
	// 中文: 在各单位工作的累计月数，不只是本单位。
	// Range: 0 .. 720
	// Example: 128
	WorkMonths Months
	// Continuous 连续工作满一年 (a year without a break): has worked for twelve months without a break.
	// 中文: 连续工作满十二个月，可以跨单位。
	// Default: yes
	// Example: yes
	Continuous bool
	// Taken 已休天数 (days taken): days of annual leave taken this year.
	// 中文: 当年已经休的天数。
	// Default: 0
	// Range: 0 .. 366
	// Example: 4
	Taken Days
	// Wage 月工资 (monthly wage): the mean of the last twelve months without overtime pay.
	// 中文: 前十二个月剔除加班工资后的月平均工资。
	// Default: 0
	// Range: 0 .. 10000000
	// Example: 4350
	Wage money.Fen
	// SchoolHoliday 寒暑假多于年休假 (longer school holidays): has school holidays longer than the annual leave.
	// 中文: 依法享受寒暑假，且天数多于年休假天数。
	// Default: no
	// Example: no
	SchoolHoliday bool
	// PersonalDays 带薪事假天数 (paid personal leave): days of personal leave this year for which the wage was paid.
	// 中文: 当年请事假累计、且单位没有扣工资的天数。
	// Default: 0
	// Range: 0 .. 366
	// Example: 0
	PersonalDays Days
	// SickMonths 病假月数 (sick leave): months of sick leave this year.
	// 中文: 当年请病假累计的整月数。
	// Default: 0
	// Range: 0 .. 12
	// Example: 0
	SickMonths Months
}

// AnnualLeaveStep 年休假档次 (step): the first from one year, the second from ten, the third from twenty years of work; 0 before.
// 中文: 满一年为第一档，满十年为第二档，满二十年为第三档。
//
// Formula: {workMonths!}; {annualLeaveFirstYears!}; {annualLeaveSecondYears!}; {annualLeaveThirdYears!}
// Law: 职工带薪年休假条例 第三条
func AnnualLeaveStep(workMonths Months, annualLeaveFirstYears, annualLeaveSecondYears, annualLeaveThirdYears Years) Count {
	switch {
	case workMonths >= annualLeaveThirdYears*12:
		return 3
	case workMonths >= annualLeaveSecondYears*12:
		return 2
	case workMonths >= annualLeaveFirstYears*12:
		return 1
	}
	return 0
}

// AnnualLeaveOutcome 年休假判断 (outcome): the first reason against annual leave this year; entitled if there is none.
// 中文: 依次判断：是否连续工作满一年、寒暑假、带薪事假、病假。
//
// Formula: {annualLeaveStep!}; {continuous!}; {schoolHoliday!}; {personalDays!}; {sickMonths!}
// Law: 职工带薪年休假条例 第二条
// Law: 职工带薪年休假条例 第四条
//
//policy:at sickMonthsOfStep=annualLeaveSickMonths annualLeaveStep
func AnnualLeaveOutcome(annualLeaveStep Count, continuous, schoolHoliday bool, personalDays, annualLeavePersonalDays Days,
	sickMonths, sickMonthsOfStep Months) LeaveOutcome {
	switch {
	case annualLeaveStep == 0 || !continuous:
		return LeaveUnderAYear
	case schoolHoliday:
		return LeaveSchoolHoliday
	case personalDays >= annualLeavePersonalDays:
		return LeavePersonal
	case sickMonths >= sickMonthsOfStep:
		return LeaveSick
	}
	return LeaveEntitled
}

// AnnualLeaveDays 应休天数 (days of leave): by step; none where there is a reason against it.
// 中文: 5天、10天或15天，法定节假日和休息日不计入。
//
// Formula: {daysOfStep!}; {annualLeaveOutcome!}
// Law: 职工带薪年休假条例 第三条
//
//policy:at daysOfStep=annualLeaveStepDays annualLeaveStep
func AnnualLeaveDays(daysOfStep Days, annualLeaveOutcome LeaveOutcome) Days {
	if annualLeaveOutcome != LeaveEntitled {
		return 0
	}
	return daysOfStep
}

// AnnualLeaveUntaken 未休天数 (days not taken): what is left of the days.
// 中文: 应休天数减已休天数。
//
// Formula: max(0, {annualLeaveDays} − {taken})
// Law: 职工带薪年休假条例 第五条
func AnnualLeaveUntaken(annualLeaveDays, taken Days) Days {
	return max(0, annualLeaveDays-taken)
}

// AnnualLeaveDaily 日工资 (daily wage): the month's wage divided by the paid days of a month.
// 中文: 月工资除以月计薪天数。
//
// Formula: {wage} ÷ {paidDaysMonth}, {labourRounding}
// Law: 企业职工带薪年休假实施办法 第十一条
func AnnualLeaveDaily(wage money.Fen, paidDaysMonth Index, labourRounding money.Rounding) money.Fen {
	return labourRounding.MulDiv(int64(wage), IndexUnit, int64(paidDaysMonth))
}

// AnnualLeavePay 未休年休假工资报酬 (pay for days not taken): three times the daily wage for each; the normal wage of the day is within.
// 中文: 按日工资的300%支付，其中已含正常工作的工资；日工资不先取整。
//
// Formula: {wage} ÷ {paidDaysMonth} × {annualLeavePayShare} × {annualLeaveUntaken}, {labourRounding}
// Law: 职工带薪年休假条例 第五条
func AnnualLeavePay(wage money.Fen, paidDaysMonth Index, annualLeavePayShare Rate, annualLeaveUntaken Days, labourRounding money.Rounding) money.Fen {
	return labourRounding.Mul3Div(int64(wage), int64(annualLeavePayShare), int64(annualLeaveUntaken)*IndexUnit, int64(paidDaysMonth)*RateUnit)
}

// AnnualLeaveBeyondWage 工资以外应付部分 (part beyond the wage): what is still owed where the normal wage of these days was paid.
// 中文: 正常工资已付的，还应支付的差额（日工资的200%）。
//
// Formula: {wage} ÷ {paidDaysMonth} × ({annualLeavePayShare} − 100%) × {annualLeaveUntaken}, {labourRounding}
// Law: 企业职工带薪年休假实施办法 第十条
func AnnualLeaveBeyondWage(wage money.Fen, paidDaysMonth Index, annualLeavePayShare Rate, annualLeaveUntaken Days, labourRounding money.Rounding) money.Fen {
	return labourRounding.Mul3Div(int64(wage), int64(annualLeavePayShare)-RateUnit, int64(annualLeaveUntaken)*IndexUnit, int64(paidDaysMonth)*RateUnit)
}
