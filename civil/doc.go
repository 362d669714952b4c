// Package civil holds the identifiers and the calendar that every office of the county shares (标识与日历): citizen ID,
// unified social credit code, bank card, division codes, months, days, working days. It is pure: no clock, no I/O beyond
// the file system it is handed, no floats.
//
// # Vocabulary
//
//	CitizenID — 公民身份号码 (GB 11643)       CreditCode — 统一社会信用代码 (GB 32100)
//	BankCard — 银行卡号 (Luhn)                County — 县级行政区 (GB/T 2260)
//	Division — 乡镇、村的统计用区划代码        Month — 月份, Date — 日期
//	Calendar — 工作日历 (节假日与调休)          Warning — 提醒: shown, never a refusal
//
// # Invariants
//
//   - A parser answers a value that is well formed, or a [renshe/internal/fail.Error] that says what was expected and never
//     repeats what was typed: identifiers are personal data.
//   - What the law does not make invalid is not refused: a legacy or unassigned region prefix, a bank number without a Luhn
//     check digit are warnings.
//   - A working day outside the loaded years is a fault, never a guess.
//   - A rest day is any day on which offices rest: weekends too, make-up days not.
//
// # Tour
//
//	id, warnings, err := civil.ParseCitizenID("43242620990215002x") // pre-1988 Taoyuan prefix: one warning, no error
//	id.Birth().Month().Add(60 * 12)                                 // the month of the 60th birthday
//	cal, err := civil.LoadCalendar(law.FS, "calendar")
//	due, err := cal.AddWorkingDays(accepted, 20)                    // 受理次日起算，20个工作日
//	due, raw, err := cal.AddMonths(served, 6, true)                 // 六个月，末日遇休息日顺延
//	div, err := civil.LoadDivisions(law.FS, "divisions")
//	div.FullName("430725105001")                                    // 湖南省常德市桃源县漆河镇…
package civil

//go:generate go run ./internal/gen
