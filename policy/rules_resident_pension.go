package policy

import "renshe/money"

// ResidentPensionInput 城乡居民养老金 (residents' pension): the monthly pension of somebody who is entitled to it.
// 中文: 已符合领取条件的人，每月发多少。
//
//policy:program resident-pension prefix=Resident from=2014-07
//policy:output basic=Basic account=AccountPart total=Total province_part=ProvinceAddition
type ResidentPensionInput struct {
	// Account 个人账户储存额 (account balance): contributions, subsidies and interest on the day the pension starts.
	// 中文: 起发时个人账户内的缴费、补贴和利息合计。
	// Range: 0 .. 100000000
	// Example: 18620.00
	Account money.Fen
	// PaidMonths 累计缴费月数 (months paid): a paid year counts twelve.
	// 中文: 每缴一年计12个月。
	// Range: 0 .. 1200
	// Example: 180
	PaidMonths Months
}

// ResidentYearsBeyond 超过最低年限的整年数 (years beyond the minimum): whole years paid beyond the minimum, which may earn an addition.
// 中文: 缴费满最低年限后，每多缴一整年计一年。
//
// Formula: max(0, ⌊{paidMonths} ÷ 12⌋ − {residentMinimumYears})
// Law: 国发〔2014〕8号 六
func ResidentYearsBeyond(paidMonths Months, residentMinimumYears Years) Years {
	return max(0, paidMonths/12-residentMinimumYears)
}

// ResidentLongAddition 长缴加发 (addition for long contribution): the addition of the place for every year beyond the minimum.
// 中文: 对长期缴费的，当地按年加发基础养老金。
//
// Formula: {residentYearsBeyond} × {residentYearAddition}
// Law: 国发〔2014〕8号 六
func ResidentLongAddition(residentYearsBeyond Years, residentYearAddition money.Fen) money.Fen {
	return money.Fen(residentYearsBeyond) * residentYearAddition
}

// ResidentProvinceAddition 省级提高部分 (province's part): what the province's standard is above the national minimum.
// 中文: 本省标准超过全国最低标准的部分；未登记本省标准的为零。
//
// Formula: max(0, {residentBasicPension} − {residentNationalBasic})
// Law: 国发〔2014〕8号 六
func ResidentProvinceAddition(residentBasicPension, residentNationalBasic money.Fen) money.Fen {
	return max(0, residentBasicPension-residentNationalBasic)
}

// ResidentBasic 基础养老金 (basic pension): the national minimum, what province, city and county add, and the addition for long contribution.
// 中文: 全国最低标准加省、市、县提高部分和长缴加发；由政府全额支付，与个人账户无关。
//
// Formula: {residentNationalBasic} + {residentProvinceAddition} + {residentCityTopUp} + {residentCountyTopUp} + {residentLongAddition}
// Law: 国发〔2014〕8号 六
func ResidentBasic(residentNationalBasic, residentProvinceAddition, residentCityTopUp, residentCountyTopUp, residentLongAddition money.Fen) money.Fen {
	return residentNationalBasic + residentProvinceAddition + residentCityTopUp + residentCountyTopUp + residentLongAddition
}

// ResidentAccountPart 个人账户养老金 (account pension): the whole balance of the individual account divided by the divisor.
// 中文: 个人账户全部储存额除以计发月数，终身按月发给。
//
// Formula: {account} ÷ {residentAccountDivisor}, {residentPensionRounding}
// Law: 国发〔2014〕8号 六
func ResidentAccountPart(account money.Fen, residentAccountDivisor Months, residentPensionRounding money.Rounding) money.Fen {
	return residentPensionRounding.Div(int64(account), int64(residentAccountDivisor))
}

// ResidentTotal 月养老金 (monthly pension): the basic pension and the account pension together.
// 中文: 基础养老金加个人账户养老金。
//
// Formula: {residentBasic} + {residentAccountPart}
// Law: 国发〔2014〕8号 六
func ResidentTotal(residentBasic, residentAccountPart money.Fen) money.Fen {
	return residentBasic + residentAccountPart
}
