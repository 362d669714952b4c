package policy

import (
	"renshe/civil"
	"renshe/money"
)

// SkillLevel 技能等级 (skill level): of the certificate.
//
//policy:choice
type SkillLevel uint8

// The levels that earn the subsidy.
const (
	SkillJunior SkillLevel = iota + 1 // junior 初级（五级） (junior, level five)
	SkillMiddle                       // middle 中级（四级） (middle, level four)
	SkillSenior                       // senior 高级（三级） (senior, level three)
)

// SkillOutcome 技能提升补贴判断 (skill subsidy outcome): whether the subsidy is payable, or why not.
//
//policy:choice
type SkillOutcome uint8

// The outcomes, in the order in which they are checked.
const (
	SkillPayable      SkillOutcome = iota + 1 // payable 可以补贴 (payable)
	SkillNotQualified                         // not-qualified 参保或证书条件未核定 (insurance or certificate not found to qualify)
	SkillSameBefore                           // same-before 同一职业同一等级已补贴过 (had it for this occupation and level before)
	SkillTraining                             // training-subsidy 同一证书已享受培训补贴 (had a training subsidy for this certificate)
	SkillUsedUp                               // used-up 当年次数已用完 (had it as often as a year allows)
)

// SkillSubsidyInput 技能提升补贴 (skill subsidy): the subsidy from the unemployment fund for a certificate.
// 中文: 参保职工或领取失业保险金人员取得职业资格或技能等级证书的补贴，金额为全国上限。
//
//policy:program skill-subsidy prefix=Skill from=2024-05
//policy:output outcome=Verdict most=Most left_this_year=LeftThisYear
type SkillSubsidyInput struct {
	// Level 技能等级 (level): of the certificate.
	// 中文: 证书上的等级。
	// Example: middle
	Level SkillLevel
	// Qualified 参保和证书条件已核定 (qualified): the agency has found that the time insured and the certificate qualify.
	// 中文: 参保年限、证书和申请期限由失业保险经办机构核定。
	// Example: yes
	Qualified bool
	// UsedThisYear 当年已补贴次数 (subsidies this year): had already in this calendar year.
	// 中文: 本自然年内已经领过的次数。
	// Default: 0
	// Range: 0 .. 100
	// Example: 1
	UsedThisYear Count
	// SameBefore 同职业同等级补贴过 (same before): had the subsidy for this occupation and level before.
	// 中文: 同一职业（工种）同一等级领过技能提升补贴。
	// Default: no
	// Example: no
	SameBefore bool
	// TrainingSubsidy 已享受培训补贴 (training subsidy): had a training subsidy for the same certificate.
	// 中文: 同一证书已享受职业培训补贴。
	// Default: no
	// Example: no
	TrainingSubsidy bool
}

// SkillVerdict 补贴判断 (outcome): the first reason against it; payable if there is none.
// 中文: 依次判断：条件核定、同职业同等级、培训补贴、当年次数。
//
// Formula: {qualified!}; {sameBefore!}; {trainingSubsidy!}; {usedThisYear!}; {skillSubsidyTimes!}
// Law: 人社部发〔2024〕40号 技能提升补贴
func SkillVerdict(qualified, sameBefore, trainingSubsidy bool, usedThisYear, skillSubsidyTimes Count) SkillOutcome {
	switch {
	case !qualified:
		return SkillNotQualified
	case sameBefore:
		return SkillSameBefore
	case trainingSubsidy:
		return SkillTraining
	case usedThisYear >= skillSubsidyTimes:
		return SkillUsedUp
	}
	return SkillPayable
}

// SkillMost 补贴上限 (largest subsidy): by level; none where there is a reason against it.
// 中文: 按等级；不能补贴的为零。
//
// Formula: {amountOfLevel!}; {skillVerdict!}
// Law: 人社部发〔2024〕40号 技能提升补贴
//
//policy:at amountOfLevel=skillSubsidyAmount level
func SkillMost(amountOfLevel money.Fen, skillVerdict SkillOutcome) money.Fen {
	if skillVerdict != SkillPayable {
		return 0
	}
	return amountOfLevel
}

// SkillLeftThisYear 当年剩余次数 (times left this year): after this one, if it is payable.
// 中文: 本次可补贴的，扣除本次。
//
// Formula: {skillSubsidyTimes!}; {usedThisYear!}; {skillVerdict!}
// Law: 人社部发〔2024〕40号 技能提升补贴
func SkillLeftThisYear(skillSubsidyTimes, usedThisYear Count, skillVerdict SkillOutcome) Count {
	left := skillSubsidyTimes - usedThisYear
	if skillVerdict == SkillPayable {
		left--
	}
	return max(0, left)
}

// LoanApplicant 借款人类别 (applicant): the limit differs by it.
//
//policy:choice
type LoanApplicant uint8

// The applicants for a guaranteed start-up loan.
const (
	ApplicantPerson      LoanApplicant = iota + 1 // person 个人 (one person)
	ApplicantPartnership                          // partnership 合伙创业 (partnership)
	ApplicantFirm                                 // firm 小微企业 (small firm)
)

// StartupOutcome 创业担保贷款判断 (start-up loan outcome): whether the wish lies within the limits.
//
//policy:choice
type StartupOutcome uint8

// The outcomes, in the order in which they are checked.
const (
	StartupWithin     StartupOutcome = iota + 1 // within 在额度以内 (within the limit)
	StartupTimesUsed                            // times-used 贷款次数已用完 (had the loan as often as allowed)
	StartupAboveLimit                           // above-limit 超过额度，按额度计 (above the limit: the limit counts)
)

// StartupLoanInput 创业担保贷款 (start-up loan): limit, rate and term of the guaranteed loan by place and month.
// 中文: 创业担保贷款的额度、利率和期限；是否符合条件由经办机构和银行审核，贴息不在此列。
//
//policy:program startup-loan prefix=Startup from=2017-08
//policy:output outcome=Verdict limit=Limit loan=Lent rate=RateMost term_years=Term interest_year=InterestYear
type StartupLoanInput struct {
	// Applicant 借款人类别 (applicant): person, partnership or small firm.
	// 中文: 个人、合伙创业或小微企业。
	// Example: person
	Applicant LoanApplicant
	// Wanted 申请金额 (amount wanted): of the loan.
	// 中文: 想借的数。
	// Range: 0 .. 100000000
	// Example: 150000
	Wanted money.Fen
	// Earlier 以往贷款次数 (earlier loans): guaranteed start-up loans had and repaid.
	// 中文: 已经享受过的创业担保贷款次数。
	// Default: 0
	// Range: 0 .. 100
	// Example: 0
	Earlier Count
	// PrimeRate 贷款市场报价利率 (loan prime rate): LPR of the term on the day of the contract; 0 if the rate is not asked.
	// 中文: 签约时相应期限的LPR；不填则不算利率。
	// Default: 0
	// Range: 0 .. 20
	// Example: 3
	PrimeRate Rate
	// Month 申请月份 (month of the application): whose ceiling of the rate applies.
	// 中文: 按这个月的加点上限。
	// Default: as-of
	// Range: 2017-08 .. 2150-12
	// Example: 2026-03
	Month civil.Month
}

// StartupLimit 额度 (limit): of the place for the applicant.
// 中文: 当地对该类借款人的最高额度。
//
// Formula: {limitOfApplicant}
// Law: 财金〔2023〕75号 贷款额度
//
//policy:at limitOfApplicant=startupLoanLimit applicant
func StartupLimit(limitOfApplicant money.Fen) money.Fen { return limitOfApplicant }

// StartupTimesMonth 次数限制月份 (month of the limit of times): the month asked about where there were earlier loans; else none.
// 中文: 以往贷过的按所问月份查次数限制。
//
// Formula: {earlier!}; {month!}
// Law: 财金〔2023〕75号 贷款次数
func StartupTimesMonth(earlier Count, month civil.Month) civil.Month {
	return monthIf(earlier > 0, month)
}

// StartupVerdict 贷款判断 (outcome): times first, then the limit.
// 中文: 依次判断：次数、额度。
//
// Formula: {earlier!}; {timesAllowed!}; {wanted!}; {limitOfApplicant!}
// Law: 财金〔2023〕75号 贷款额度
// Law: 财金〔2023〕75号 贷款次数
//
//policy:at timesAllowed=startupLoanTimes startupTimesMonth
func StartupVerdict(earlier, timesAllowed Count, wanted, limitOfApplicant money.Fen) StartupOutcome {
	switch {
	case earlier > 0 && earlier >= timesAllowed:
		return StartupTimesUsed
	case wanted > limitOfApplicant:
		return StartupAboveLimit
	}
	return StartupWithin
}

// StartupLent 可贷金额 (loan): what is wanted, up to the limit.
// 中文: 申请金额不超过额度。
//
// Formula: min({wanted}, {startupLimit}); {startupVerdict!}
// Law: 财金〔2023〕75号 贷款额度
func StartupLent(wanted, startupLimit money.Fen, startupVerdict StartupOutcome) money.Fen {
	if startupVerdict == StartupTimesUsed {
		return 0
	}
	return min(wanted, startupLimit)
}

// StartupRateMonth 加点月份 (month of the spread): the month asked about where the prime rate is given; else none.
// 中文: 填了LPR的按所问月份查加点。
//
// Formula: {primeRate!}; {month!}
// Law: 财金〔2023〕75号 贷款利率
func StartupRateMonth(primeRate Rate, month civil.Month) civil.Month {
	return monthIf(primeRate > 0, month)
}

// StartupRateMost 利率上限 (highest rate): the prime rate and the spread.
// 中文: LPR加点。
//
// Formula: {primeRate} + {spreadAllowed}
// Law: 财金〔2023〕75号 贷款利率
//
//policy:at spreadAllowed=startupLoanSpread startupRateMonth
func StartupRateMost(primeRate, spreadAllowed Rate) Rate { return primeRate + spreadAllowed }

// StartupTerm 最长期限 (longest term): of the place for the applicant.
// 中文: 当地对该类借款人的最长期限。
//
// Formula: {termOfApplicant}
// Law: 财金〔2023〕75号 贷款期限
//
//policy:at termOfApplicant=startupLoanYears applicant
func StartupTerm(termOfApplicant Years) Years { return termOfApplicant }

// StartupInterestYear 首年利息上限 (interest of a year): the loan at the highest rate, before any interest subsidy.
// 中文: 可贷金额乘以利率上限，未扣贴息。
//
// Formula: {startupLent} × {startupRateMost}, {ceilingRounding}
// Law: 财金〔2023〕75号 贷款利率
func StartupInterestYear(startupLent money.Fen, startupRateMost Rate, ceilingRounding money.Rounding) money.Fen {
	return ceilingRounding.MulDiv(int64(startupLent), int64(startupRateMost), RateUnit)
}
