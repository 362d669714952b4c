package desk

import "renshe/internal/words"

// The person's file.
var (
	wFile          = words.Text{Zh: "一人一档", En: "Personal file"}
	wCanToday      = words.Text{Zh: "今天能办的", En: "What can be done today"}
	wCanTodaySay   = words.Text{Zh: "按登记数据和政策算出来的；不能办的也写明原因。", En: "Worked out from the records and the law; what is not possible says why."}
	wContinue      = words.Text{Zh: "接着办", En: "Go on"}
	wIdentityHead  = words.Text{Zh: "身份", En: "Identity"}
	wCitizenID     = words.Text{Zh: "公民身份号码", En: "Citizen ID"}
	wPhone         = words.Text{Zh: "手机", En: "Phone"}
	wNoPhone       = words.Text{Zh: "没有登记", En: "none on file"}
	wTailOf        = words.Text{Zh: "尾号 {tail}", En: "ends in {tail}"}
	wBirth         = words.Text{Zh: "出生日期", En: "Date of birth"}
	wStationOf     = words.Text{Zh: "服务站点", En: "Station"}
	wRegistered    = words.Text{Zh: "建档时间", En: "File opened"}
	wAreaOf        = words.Text{Zh: "{area}：{n}项可办", En: "{area}: {n} possible"}
	wRegistersHead = words.Text{Zh: "登记与认定", En: "Registrations"}
	wNoRegister    = words.Text{Zh: "没有失业、就业等登记。", En: "No registration is on file."}
	wRegisterHolds = words.Text{Zh: "有效", En: "holds"}
	wHouseholdHead = words.Text{Zh: "同户的人", En: "Household"}
	wKin           = words.Text{Zh: "与户主关系", En: "Kin"}
	wNoHousehold   = words.Text{Zh: "没有登记同户的人。", En: "Nobody else is on file in this household."}
	wRelationsHead = words.Text{Zh: "参保关系", En: "Insured relations"}
	wScheme        = words.Text{Zh: "险种", En: "Scheme"}
	wJoined        = words.Text{Zh: "参保", En: "Joined"}
	wEnded         = words.Text{Zh: "终止", En: "Ended"}
	wNoRelation    = words.Text{Zh: "没有参保登记。", En: "No insured relation is on file."}
	wAccountHead   = words.Text{Zh: "缴费和个人账户", En: "Contributions and individual account"}
	wBalance       = words.Text{Zh: "个人账户储存额", En: "Individual account"}
	wPaidMonths    = words.Text{Zh: "累计缴费", En: "Paid in all"}
	wMonthsN       = words.Text{Zh: "{n} 个月", En: "{n} months"}
	wYearsMonths   = words.Text{Zh: "{y} 年 {m} 个月", En: "{y} years {m} months"}
	wYearsOnly     = words.Text{Zh: "{y} 年", En: "{y} years"}
	wApart         = words.Text{Zh: "其中已核定待支付", En: "Of it granted, not paid"}
	wOutOf         = words.Text{Zh: "从个人账户支取", En: "Out of the individual account"}
	wOutOfWhat     = words.Text{Zh: "支取", En: "What"}
	wHolder        = words.Text{Zh: "从谁的个人账户支取", En: "Out of whose account"}
	wToHolder      = words.Text{Zh: "看账户所有人的档案", En: "the account holder's file"}
	wOutYuan       = words.Text{Zh: "个人账户支取（元）", En: "Out of the account (yuan)"}
	wByYear        = words.Text{Zh: "逐年缴费", En: "Year by year"}
	wYear          = words.Text{Zh: "年度", En: "Year"}
	wGrade         = words.Text{Zh: "档次（元）", En: "Grade (yuan)"}
	wPersonal      = words.Text{Zh: "个人缴费（元）", En: "Personal (yuan)"}
	wSubsidy       = words.Text{Zh: "政府补贴（元）", En: "Subsidy (yuan)"}
	wCollective    = words.Text{Zh: "集体补助（元）", En: "Collective (yuan)"}
	wNoContrib     = words.Text{Zh: "没有缴费记录。", En: "No contribution is on file."}
	wBankHead      = words.Text{Zh: "发放账户", En: "Account for benefits"}
	wBank          = words.Text{Zh: "银行", En: "Bank"}
	wBankTail      = words.Text{Zh: "账号", En: "Account"}
	wBankSince     = words.Text{Zh: "启用", En: "Since"}
	wNoBank        = words.Text{Zh: "没有登记发放账户", En: "No account is on file"}
	wNoBankSay     = words.Text{Zh: "有待遇要发之前，须先登记本人的社保卡或银行卡。", En: "Before a benefit can be paid, the person's own card has to be registered."}
	wBenefitHead   = words.Text{Zh: "待遇", En: "Benefits"}
	wNoBenefit     = words.Text{Zh: "没有在领的待遇。", En: "No benefit is being drawn."}
	wSince         = words.Text{Zh: "起发月", En: "First month"}
	wPayments      = words.Text{Zh: "发放记录", En: "Payments"}
	wCasesHead     = words.Text{Zh: "办件", En: "Cases"}
	wNoCases       = words.Text{Zh: "没有办过事。", En: "No case is on file."}
	wLooksHead     = words.Text{Zh: "谁看过这份档案", En: "Who looked at this file"}
	wLooksSay      = words.Text{Zh: "每次打开都有记录，本人在手机上也能看到。", En: "Every opening is recorded, and the person sees it too."}
	wPurpose       = words.Text{Zh: "用途", En: "Purpose"}
	wHistoryHead   = words.Text{Zh: "档案变更", En: "Changes of the file"}
	wWas           = words.Text{Zh: "原来", En: "Was"}
	wBecame        = words.Text{Zh: "改为", En: "Became"}
)

// Purposes of a look, as the person will read them.
var (
	wPurposeWindow = words.Text{Zh: "窗口办事", En: "Business at the window"}
)

// The rest of the file.
var (
	wDueFrom    = words.Text{Zh: "下次从哪月发", En: "Next due from"}
	wNoPayments = words.Text{Zh: "还没有发放过。", En: "Nothing has been paid yet."}
	wPaidOn     = words.Text{Zh: "到账日", En: "Paid on"}
	wWhat       = words.Text{Zh: "内容", En: "What"}
	wNotNow     = words.Text{Zh: "现在不能办", En: "Not possible now"}
	wCanNow     = words.Text{Zh: "可以办", En: "Possible"}
	wUnderWay   = words.Text{Zh: "在办", En: "Under way"}
	wEstimate   = words.Text{Zh: "按现在的标准每月 {amount} 元", En: "{amount} yuan a month by today's rates"}
	wBackFind   = words.Text{Zh: "查别的人", En: "Find somebody else"}
)
