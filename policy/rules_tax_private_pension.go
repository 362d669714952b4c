package policy

import "renshe/money"

// PrivatePensionInput 个人养老金税收优惠 (private pension): what may be paid in and deducted, the tax it saves, and the tax when it is drawn.
// 中文: 个人养老金缴费的税前扣除、节税额和领取时的税；供咨询。
//
//policy:program private-pension prefix=Private from=2024-01
//policy:output deductible=Deductible saving=Saving withdrawal_tax=WithdrawalTax paid_out=PaidOut
type PrivatePensionInput struct {
	// Paid 当年缴费 (paid this year): payments into the private pension account.
	// 中文: 当年向个人养老金资金账户缴的数。
	// Default: 0
	// Range: 0 .. 1000000
	// Example: 12000
	Paid money.Fen
	// Taxable 扣除前应纳税所得额 (taxable income before it): of the year, before the private pension is deducted.
	// 中文: 扣除个人养老金以前的全年应纳税所得额。
	// Default: 0
	// Range: 0 .. 1000000000
	// Example: 60000
	Taxable money.Fen
	// Withdrawal 领取额 (drawn): what is taken out of the account.
	// 中文: 从个人养老金账户领取的数。
	// Default: 0
	// Range: 0 .. 1000000000
	// Example: 0
	Withdrawal money.Fen
}

// PrivateDeductible 可扣除缴费 (deductible): what was paid, up to the limit of the year and the taxable income.
// 中文: 不超过年度限额据实扣除，也不超过应纳税所得额。
//
// Formula: min({paid}, {privatePensionLimit}, {taxable})
// Law: 财政部 税务总局公告2024年第21号 一
func PrivateDeductible(paid, privatePensionLimit, taxable money.Fen) money.Fen {
	return min(paid, privatePensionLimit, taxable)
}

// PrivateBracketBefore 扣除前级数 (bracket before): of the taxable income before the deduction.
// 中文: 扣除前应纳税所得额所在级数。
//
// Formula: {taxable!}; {taxLimit1!}; {taxLimit2!}; {taxLimit3!}; {taxLimit4!}; {taxLimit5!}; {taxLimit6!}
// Law: 个人所得税法 第三条 税率表一
func PrivateBracketBefore(taxable, taxLimit1, taxLimit2, taxLimit3, taxLimit4, taxLimit5, taxLimit6 money.Fen) Count {
	return bracketOf(taxable, taxLimit1, taxLimit2, taxLimit3, taxLimit4, taxLimit5, taxLimit6)
}

// PrivateBracketAfter 扣除后级数 (bracket after): of the taxable income after the deduction.
// 中文: 扣除后应纳税所得额所在级数。
//
// Formula: {taxable!}; {privateDeductible!}; {taxLimit1!}; {taxLimit2!}; {taxLimit3!}; {taxLimit4!}; {taxLimit5!}; {taxLimit6!}
// Law: 个人所得税法 第三条 税率表一
func PrivateBracketAfter(taxable, privateDeductible, taxLimit1, taxLimit2, taxLimit3, taxLimit4, taxLimit5, taxLimit6 money.Fen) Count {
	return bracketOf(taxable-privateDeductible, taxLimit1, taxLimit2, taxLimit3, taxLimit4, taxLimit5, taxLimit6)
}

// PrivateSaving 节税额 (tax saved): the tax before the deduction less the tax after it.
// 中文: 扣除前应纳税额减扣除后应纳税额。
//
// Formula: ({taxable} × {rateBefore} − {quickBefore}) − (({taxable} − {privateDeductible}) × {rateAfter} − {quickAfter}), {taxRounding}
// Law: 财政部 税务总局公告2024年第21号 一
//
//policy:at rateBefore=taxBracketRate privateBracketBefore
//policy:at quickBefore=taxBracketQuick privateBracketBefore
//policy:at rateAfter=taxBracketRate privateBracketAfter
//policy:at quickAfter=taxBracketQuick privateBracketAfter
func PrivateSaving(taxable, privateDeductible money.Fen, rateBefore, rateAfter Rate, quickBefore, quickAfter money.Fen, taxRounding money.Rounding) money.Fen {
	before := taxRounding.MulDiv(int64(taxable), int64(rateBefore), RateUnit) - quickBefore
	after := taxRounding.MulDiv(int64(taxable-privateDeductible), int64(rateAfter), RateUnit) - quickAfter
	return before - after
}

// PrivateWithdrawalTax 领取应纳税 (tax on what is drawn): a rate of its own, not added to other income.
// 中文: 不并入综合所得，单独计税。
//
// Formula: {withdrawal} × {privatePensionRate}, {taxRounding}
// Law: 财政部 税务总局公告2024年第21号 一
func PrivateWithdrawalTax(withdrawal money.Fen, privatePensionRate Rate, taxRounding money.Rounding) money.Fen {
	return taxRounding.MulDiv(int64(withdrawal), int64(privatePensionRate), RateUnit)
}

// PrivatePaidOut 领取到手额 (paid out): what is drawn less the tax.
// 中文: 领取额减应纳税。
//
// Formula: {withdrawal} − {privateWithdrawalTax}
// Law: 财政部 税务总局公告2024年第21号 一
func PrivatePaidOut(withdrawal, privateWithdrawalTax money.Fen) money.Fen {
	return withdrawal - privateWithdrawalTax
}
