package policy

import "renshe/money"

// ResidentContributionInput 城乡居民养老保险缴费 (residents' pension contribution): what a year's contribution brings to the individual account.
// 中文: 选一个缴费档次，全国规定至少补贴多少、一年至少记入个人账户多少；当地补贴未知的请向经办机构核实。
//
//policy:program resident-contribution prefix=ResidentContribution from=2014-07
//policy:output contribution=Paid minimum_subsidy=LeastSubsidy?Standing minimum_total=LeastTotal?Standing standing=Standing
//policy:output subsidy=Subsidy?LocalKnown total=Total?LocalKnown local_known=LocalKnown
type ResidentContributionInput struct {
	// Grade 缴费档次 (grade): the amount chosen for the year.
	// 中文: 选择的年缴费金额。
	// Range: 1 .. 100000
	// Example: 500.00
	Grade money.Fen
}

// GradeStanding 档次情况 (standing of a grade): whether a grade is one of the nation's twelve.
//
//policy:choice
type GradeStanding uint8

// Where a grade stands.
const (
	GradeNational GradeStanding = iota + 1 // national 国家规定的十二档之一 (one of the twelve national grades)
	GradeOther                             // other 不在国家规定的十二档之内，当地是否设此档请向经办机构核实 (not one of the twelve national grades; ask the agency whether the place has it)
)

// noGrade is the key of an amount that no table of grades holds.
const noGrade Count = 1<<31 - 1

// ResidentContributionPaid 个人缴费 (personal contribution): the grade.
// 中文: 按所选档次缴纳。
//
// Formula: {grade}
// Law: 国发〔2014〕8号 四
func ResidentContributionPaid(grade money.Fen) money.Fen { return grade }

// ResidentContributionKey 档次（元） (grade in yuan): the grade as tables of grades name it; grades are whole yuan.
// 中文: 查补贴表用的档次；档次都是整元。
//
// Formula: {grade}
// Law: 国发〔2014〕8号 四
func ResidentContributionKey(grade money.Fen) Count {
	if grade%money.Yuan != 0 {
		return noGrade
	}
	return Count(grade / money.Yuan)
}

// ResidentContributionStanding 是否国家档次 (standing of the grade): the nation has twelve grades; provinces may add others, and may drop low ones.
// 中文: 全国统一设十二档，省级可以增设；本省现行档次以经办机构答复为准。
//
// Formula: {residentLeastSubsidy!}
// Law: 国发〔2014〕8号 四
//
//policy:at residentLeastSubsidy=residentMinimumSubsidy residentContributionKey
func ResidentContributionStanding(residentLeastSubsidyKnown bool) GradeStanding {
	if residentLeastSubsidyKnown {
		return GradeNational
	}
	return GradeOther
}

// ResidentContributionLeastSubsidy 全国最低补贴 (least subsidy): what the place must at least add for the year.
// 中文: 选最低档的每年不低于30元，选500元及以上档次的不低于60元。
//
// Formula: {residentLeastSubsidy}
// Law: 国发〔2014〕8号 四
func ResidentContributionLeastSubsidy(residentLeastSubsidy money.Fen) money.Fen {
	return residentLeastSubsidy
}

// ResidentContributionLeastTotal 至少记入个人账户 (least total): the contribution and the least subsidy of the year.
// 中文: 个人缴费加全国最低补贴；集体补助、其他资助另计。
//
// Formula: {residentContributionPaid} + {residentContributionLeastSubsidy}
// Law: 国发〔2014〕8号 五
func ResidentContributionLeastTotal(residentContributionPaid, residentContributionLeastSubsidy money.Fen) money.Fen {
	return residentContributionPaid + residentContributionLeastSubsidy
}

// ResidentContributionLocalKnown 当地补贴是否已知 (whether the local subsidy is known): whether the place's own subsidy of the grade is on file.
// 中文: 当地该档次的补贴标准是否已录入。
//
// Formula: {residentSubsidyHere}
// Law: 国发〔2014〕8号 四
//
//policy:at residentSubsidyHere=residentGradeSubsidy residentContributionKey
func ResidentContributionLocalKnown(residentSubsidyHereKnown bool) bool {
	return residentSubsidyHereKnown
}

// ResidentContributionSubsidy 当地补贴 (local subsidy): what the place adds, never less than the nation demands.
// 中文: 当地该档次的补贴，不低于全国最低。
//
// Formula: max({residentSubsidyHere}, {residentContributionLeastSubsidy})
// Law: 国发〔2014〕8号 四
func ResidentContributionSubsidy(residentSubsidyHere, residentContributionLeastSubsidy money.Fen) money.Fen {
	return max(residentSubsidyHere, residentContributionLeastSubsidy)
}

// ResidentContributionTotal 当年记入个人账户 (total to the account): the contribution and the local subsidy of the year.
// 中文: 个人缴费加当地补贴；集体补助、其他资助另计。
//
// Formula: {residentContributionPaid} + {residentContributionSubsidy}
// Law: 国发〔2014〕8号 五
func ResidentContributionTotal(residentContributionPaid, residentContributionSubsidy money.Fen) money.Fen {
	return residentContributionPaid + residentContributionSubsidy
}
