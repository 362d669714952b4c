package enrolment

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var nothingSaved = words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."}

// The faults of the room.
var (
	NotEnrolled = fail.Define(fail.NotFound, "enrolment.not-enrolled",
		words.Text{Zh: "没有参加{scheme}，或关系已经终止。", En: "There is no living relation with the {scheme}."}, nothingSaved,
		words.Text{Zh: "请先办理参保登记，或查明关系转到了哪里。", En: "Enrol the person first, or find out where the relation went."})
	EnrolledAlready = fail.Define(fail.Conflict, "enrolment.enrolled-already",
		words.Text{Zh: "已经参加{scheme}，不能重复参保。", En: "There is a living relation with the {scheme} already."}, nothingSaved,
		words.Text{Zh: "请在已有关系上办理。", En: "Work on that relation."})
	OtherScheme = fail.Define(fail.Blocked, "enrolment.other-scheme",
		words.Text{Zh: "正在参加企业职工基本养老保险，不能同时参加城乡居民基本养老保险。", En: "A member of the employees' pension cannot join the residents' pension at the same time."}, nothingSaved,
		words.Text{Zh: "离开单位、职工关系中断后再参保；达到年龄时两段可以衔接。", En: "Join after the employment ends; the two are joined together at pension age."})
	YearPaid = fail.Define(fail.Conflict, "enrolment.year-paid",
		words.Text{Zh: "{year}年已经缴过费。", En: "The year {year} has been contributed already."}, nothingSaved,
		words.Text{Zh: "请核对年度；多缴的由税务部门退还。", En: "Check the year; what was paid twice is refunded by the tax authority."})
	YearRange = fail.Define(fail.Invalid, "enrolment.year-range",
		words.Text{Zh: "{year}年在参保之前，或还没有到。", En: "The year {year} lies before the enrolment or in the future."}, nothingSaved,
		words.Text{Zh: "请核对缴费年度。", En: "Check the year."})
	BadAmount = fail.Define(fail.Invalid, "enrolment.amount",
		words.Text{Zh: "金额不对：档次和个人缴费应大于零，补助和补贴不能为负，月数为1至12。", En: "An amount is wrong: grade and personal part are above zero, grants are not negative, months are 1 to 12."}, nothingSaved,
		words.Text{Zh: "请对照缴费凭证。", En: "Compare it with the payment voucher."})
	NoMoreContribution = fail.Define(fail.Blocked, "enrolment.receiving",
		words.Text{Zh: "已经领取待遇，不再缴费。", En: "Who draws the pension contributes no more."}, nothingSaved,
		words.Text{Zh: "若领取有误，请先停发再更正。", En: "If drawing it was a mistake, stop the benefit first."})
	BadState = fail.Define(fail.Invalid, "enrolment.state",
		words.Text{Zh: "参保关系不能这样变更。", En: "A relation cannot change in this way."}, nothingSaved,
		words.Text{Zh: "请核对关系的状态和月份。", En: "Check the relation's state and the month."})
	NoBankAccount = fail.Define(fail.NotFound, "enrolment.no-bank-account",
		words.Text{Zh: "没有登记发放账户。", En: "No bank account is recorded."}, nothingSaved,
		words.Text{Zh: "请办理发放账户维护。", En: "Record one: matter R03."})
	SameBankAccount = fail.Define(fail.Conflict, "enrolment.same-bank-account",
		words.Text{Zh: "这就是现在登记的账户，状态正常。", En: "This is the account on record, and it is in order."}, nothingSaved,
		words.Text{Zh: "无需再办。", En: "Nothing more to do."})
	BadBank = fail.Define(fail.Invalid, "enrolment.bank",
		words.Text{Zh: "请写明开户银行。", En: "Name the bank."}, nothingSaved,
		words.Text{Zh: "按银行卡或存折上的全称填写。", En: "Write it as on the card or passbook."})
	Unbalanced = fail.Define(fail.Internal, "enrolment.unbalanced",
		words.Text{Zh: "个人账户与明细不符（{count}户）。", En: "Individual accounts differ from their entries ({count})."},
		words.Text{Zh: "数据没有变动。", En: "The data is unchanged."},
		words.Text{Zh: "请立即告诉县局，并核验账本。", En: "Tell the county at once, and verify the books."})
	Damaged = fail.Define(fail.Internal, "enrolment.damaged",
		words.Text{Zh: "发放账户的加密内容打不开。", En: "The sealed bank account cannot be opened."},
		words.Text{Zh: "数据没有变动。", En: "The data is unchanged."},
		words.Text{Zh: "请告诉县局管理员核对密钥目录。", En: "Tell the county's administrator to check the key directory."})
)
