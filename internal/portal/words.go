package portal

import "renshe/internal/words"

var (
	wHome     = words.Text{Zh: "首页", En: "Home"}
	wMine     = words.Text{Zh: "我的社保", En: "My insurance"}
	wCalc     = words.Text{Zh: "算一算", En: "Calculate"}
	wStations = words.Text{Zh: "服务站点", En: "Stations"}
	wHelp     = words.Text{Zh: "要帮忙、要投诉：找服务站", En: "Help or complaint: your station"}
	wBack     = words.Text{Zh: "返回", En: "Back"}
	wProblem  = words.Text{Zh: "没有办成", En: "That did not work"}

	wWelcome    = words.Text{Zh: "人社服务", En: "Social security services"}
	wWelcomeSub = words.Text{Zh: "查待遇、看明细、算养老金，都在这里。", En: "See your benefits, every payment and why, and calculate a pension."}
	wMineBody   = words.Text{Zh: "缴了多少年，账户有多少钱，什么时候能领", En: "years paid, account, when the pension starts"}
	wPayBody    = words.Text{Zh: "哪个月发了多少，为什么是这个数", En: "what was paid when, and why that amount"}
	wCalcBody   = words.Text{Zh: "不用登录，自己算一算", En: "no sign-in needed"}
	wLooksBody  = words.Text{Zh: "谁、什么时候、为什么看过", En: "who, when and why"}
	wCasesBody  = words.Text{Zh: "办到哪一步了，最迟哪天办好", En: "where it stands, and by when it is due"}
	wStatBody   = words.Text{Zh: "到哪里办、归哪个站管", En: "where to go"}

	wSignIn        = words.Text{Zh: "登录", En: "Sign in"}
	wSignInSub     = words.Text{Zh: "先核对身份，再把验证码发到您在服务站登记的手机。", En: "First your identity, then a code to the phone your station has on file."}
	wSignOut       = words.Text{Zh: "退出登录", En: "Sign out"}
	wCounty        = words.Text{Zh: "县区", En: "County"}
	wName          = words.Text{Zh: "姓名", En: "Name"}
	wCitizenID     = words.Text{Zh: "公民身份号码", En: "Citizen ID number"}
	wCitizenIDHint = words.Text{Zh: "18 位；最后一位可能是 X", En: "18 characters; the last may be X"}
	wConsent       = words.Text{Zh: "您的号码只用来核对身份，不会显示给别人，也不写进日志。谁看过您的档案，您登录后都能看到。",
		En: "Your number is used to check who you are, is shown to nobody and written into no log. Once signed in you see everybody who opened your file."}
	wAgree       = words.Text{Zh: "我同意为查询本人社保核对身份", En: "I agree that my identity is checked to show my own records"}
	wSendCode    = words.Text{Zh: "获取验证码", En: "Send me a code"}
	wCode        = words.Text{Zh: "输入验证码", En: "Enter the code"}
	wCodeSub     = words.Text{Zh: "如果身份号码和姓名与档案一致，验证码已发到档案里登记的手机。", En: "If number and name agree with a file, a code was sent to the phone in that file."}
	wCodeField   = words.Text{Zh: "六位验证码", En: "six-digit code"}
	wEnter       = words.Text{Zh: "确认登录", En: "Sign in"}
	wCodeNone    = words.Text{Zh: "没有收到？手机换号了请到服务站更新；也可以返回重新获取。", En: "No message? If your phone changed, have the station update it; or go back and ask again."}
	wCodeMessage = words.Text{Zh: "【人社服务】登录验证码，{minutes}分钟内有效，请勿告诉他人：{code}", En: "Your sign-in code, good for {minutes} minutes; tell it to nobody: {code}"}

	wOwnFile     = words.Text{Zh: "本人查询", En: "own file"}
	wReceiving   = words.Text{Zh: "正在领取养老金", En: "You draw the pension"}
	wLastPaid    = words.Text{Zh: "最近一次：{months}，{total} 元，{state}", En: "Latest payment: {months}, {total} yuan, {state}"}
	wYuanMonth   = words.Text{Zh: "元/月", En: "yuan a month"}
	wPaidYears   = words.Text{Zh: "已经缴费", En: "Paid so far"}
	wYears       = words.Text{Zh: "{years}年", En: "{years} years"}
	wYearsMonths = words.Text{Zh: "{years}年{months}个月", En: "{years} years {months} months"}
	wStillShort  = words.Text{Zh: "按现行规定还差 {length}", En: "By the law in force, {length} are still to be paid"}
	wEnough      = words.Text{Zh: "缴费年限已经够了", En: "Enough years are paid"}
	wStartsIn    = words.Text{Zh: "符合条件的，从 {month} 起按月领取", En: "If entitled, paid monthly from {month}"}
	wBalance     = words.Text{Zh: "个人账户", En: "Individual account"}
	wBankAccount = words.Text{Zh: "发放账户", En: "Bank account"}
	wNoBank      = words.Text{Zh: "没有登记，请到服务站登记", En: "none on file; see your station"}
	wPlace       = words.Text{Zh: "所在村（社区）", En: "Village"}
	wYearly      = words.Text{Zh: "每年缴费", En: "Contributions by year"}
	wYear        = words.Text{Zh: "年度", En: "Year"}
	wPersonal    = words.Text{Zh: "本人缴", En: "own"}
	wSubsidy     = words.Text{Zh: "政府补", En: "subsidy"}
	wNoYears     = words.Text{Zh: "还没有缴费记录。", En: "No contribution is recorded."}
	wNotEnrolled = words.Text{Zh: "没有参加城乡居民养老保险。", En: "You are not enrolled in the residents' pension."}

	wPayments  = words.Text{Zh: "发放明细", En: "Payments"}
	wPayment   = words.Text{Zh: "这一笔", En: "This payment"}
	wNoPay     = words.Text{Zh: "还没有发放记录。", En: "Nothing has been paid yet."}
	wNoPayBody = words.Text{Zh: "到了领取年龄请向所在村或服务站申领；办好后这里每月都能看到。", En: "At pension age apply at your village or station; each month then appears here."}
	wMonth     = words.Text{Zh: "月份", En: "Month"}
	wAmount    = words.Text{Zh: "金额（元）", En: "Amount (yuan)"}
	wState     = words.Text{Zh: "状态", En: "State"}
	wPaidOn    = words.Text{Zh: "到账日", En: "Paid on"}
	wBasic     = words.Text{Zh: "基础养老金", En: "Basic pension"}
	wAccount   = words.Text{Zh: "个人账户养老金", En: "Account pension"}
	wTotal     = words.Text{Zh: "合计", En: "Total"}
	wForMonths = words.Text{Zh: "{from} 至 {to}", En: "{from} to {to}"}
	wHeldWhy   = words.Text{Zh: "暂缓原因", En: "Why it is held"}
	wReturned  = words.Text{Zh: "银行退回原因", En: "Why the bank returned it"}
	wWhyMonth  = words.Text{Zh: "{month} 为什么是这个数", En: "{month}: why this amount"}

	wCases       = words.Text{Zh: "我的办件", En: "My cases"}
	wNoCases     = words.Text{Zh: "没有正在办或办过的事项。", En: "You have no cases."}
	wItem        = words.Text{Zh: "事项", En: "Matter"}
	wNumber      = words.Text{Zh: "编号", En: "Number"}
	wDue         = words.Text{Zh: "最迟办结", En: "Due by"}
	wClockStands = words.Text{Zh: "从{date}起中止计时", En: "the clock stands since {date}"}
	wProvisional = words.Text{Zh: "暂定：放假安排只公布到{date}", En: "provisional: the calendar is published through {date}"}
	wLooks       = words.Text{Zh: "谁看过我的档案", En: "Who looked at my file"}
	wLooksSub    = words.Text{Zh: "每一次打开都有记录，改不掉。", En: "Every opening is recorded and cannot be removed."}
	wNoLooks     = words.Text{Zh: "还没有人看过。", En: "Nobody has looked."}
	wWhen        = words.Text{Zh: "时间", En: "When"}
	wWho         = words.Text{Zh: "谁", En: "Who"}
	wWhere       = words.Text{Zh: "单位", En: "Where"}
	wWhat        = words.Text{Zh: "用途", En: "Purpose"}
	wTimes       = words.Text{Zh: "次数", En: "Times"}
	wCountySee   = words.Text{Zh: "县局", En: "county"}

	wCalcSub      = words.Text{Zh: "和窗口用的是同一套算法，只算不存。", En: "The same rules as at the window; nothing is kept."}
	wAsOfMonth    = words.Text{Zh: "按哪个月的规定", En: "The month whose law applies"}
	wCalcNow      = words.Text{Zh: "算一下", En: "Calculate"}
	wExample      = words.Text{Zh: "例如：{example}", En: "For example: {example}"}
	wOneOf        = words.Text{Zh: "与“{other}”只填一项。", En: "Give this or “{other}”, not both."}
	wYes          = words.Text{Zh: "是", En: "Yes"}
	wNo           = words.Text{Zh: "否", En: "No"}
	wNoNumber     = words.Text{Zh: "给不出数字", En: "No number can be given"}
	wCalcAgain    = words.Text{Zh: "换个数再算", En: "Calculate again"}
	wUnconfirmed  = words.Text{Zh: "其中有未经官方核实的数，仅供参考：{why}", En: "Rests on figures not officially confirmed: {why}"}
	wBadMonth     = words.Text{Zh: "月份写得不对。", En: "The month cannot be read."}
	wNothingKept  = words.Text{Zh: "没有计算。", En: "Nothing was calculated."}
	wBadMonthNext = words.Text{Zh: "请写成 2026-03 这样。", En: "Write it like 2026-03."}

	wStationsSub = words.Text{Zh: "按乡镇排列。本系统还没有各站的电话，请以站点公示为准。", En: "By township. Telephone numbers are not on file yet; see the notice at the station."}
	wStation     = words.Text{Zh: "站点", En: "Station"}
	wCovers      = words.Text{Zh: "服务村（社区）", En: "Villages served"}
	wNoStations  = words.Text{Zh: "还没有登记服务站。", En: "No station is on file."}

	wVerify      = words.Text{Zh: "核验凭条、文书", En: "Check a slip or a letter"}
	wVerifySub   = words.Text{Zh: "看手里的支付凭条、文书是不是真的，钱是不是在县里的账上。不用登录。", En: "Is the payment slip or letter in your hand genuine, and does the payment stand in the county's books? No sign-in."}
	wVerifyCode  = words.Text{Zh: "核验码，或二维码里的文字", En: "Short code, or the text of the QR code"}
	wVerifyHint  = words.Text{Zh: "凭条的核验码是 20 位数字，四位一组；文书的是 12 位", En: "a slip's code has 20 digits in groups of four; a letter's has 12 characters"}
	wVerifyWhere = words.Text{Zh: "码在哪里，怎么输", En: "Where the codes are, and how to type them"}
	wVerifySlip  = words.Text{Zh: "支付凭条：右上角小码，扫了直接打开本页；下面 20 位数字可以照着输，空格、横线不要紧。下方大码是证明本身，扫出以 RSP2 开头的文字，整段粘贴到上面。",
		En: "Payment slip: scanning the small code at the top opens this page; the 20 digits under it can be typed, with or without blanks. The large codes are the proof itself: scan one and paste the whole text, which begins with RSP2, above."}
	wVerifyLetter = words.Text{Zh: "受理回执、告知书、核定表：右上角小码，或下面 12 位的核验码。", En: "Receipts, notices and decision sheets: the small code at the top, or the 12 characters under it."}
	wVerifySafe   = words.Text{Zh: "这里只说凭条上已经写着的内容，姓名只显示姓。", En: "This page says nothing but what the slip itself says; of the name, only the family name."}
	wVerifyKey    = words.Text{Zh: "不联网自己核验大码：renshe-verify proof --key 公钥 文件。本县账本的公钥（请再从财政或审计部门核对一遍）：",
		En: "To check a large code offline: renshe-verify proof --key KEY FILE. The public key of this county's log (compare it with the finance bureau's or the auditor's):"}
	wPayCheck      = words.Text{Zh: "核验结果", En: "Result"}
	wStands        = words.Text{Zh: "有效：这笔钱在县里的账上", En: "Valid: the payment stands in the county's books"}
	wStandsBody    = words.Text{Zh: "{county}于 {at} 记账，{yuan} 元。", En: "{county} booked it at {at}: {yuan} yuan."}
	wStandsNoMore  = words.Text{Zh: "凭条是真的，但钱后来退回了", En: "The slip is genuine, but the money came back later"}
	wPaidTo        = words.Text{Zh: "领取人", En: "Paid to"}
	wBenefit       = words.Text{Zh: "待遇", En: "Benefit"}
	wFund          = words.Text{Zh: "支付基金", En: "Fund"}
	wPostedAt      = words.Text{Zh: "记账时间", En: "Posted at"}
	wPlaces        = words.Text{Zh: "账序 {places}", En: "record {places}"}
	wBookedBack    = words.Text{Zh: "账上冲回", En: "Booked back"}
	wProves        = words.Text{Zh: "这个二维码证明的", En: "What this QR code proves"}
	wProvesOne     = words.Text{Zh: "其中一笔：{month}，{yuan} 元，账序 {seq}", En: "one transfer of it: {month}, {yuan} yuan, record {seq}"}
	wSigned        = words.Text{Zh: "账本签名", En: "Signatures of the log"}
	wVerifyNow     = words.Text{Zh: "核验", En: "Verify"}
	wValid         = words.Text{Zh: "有效", En: "Valid"}
	wRevoked       = words.Text{Zh: "已失效", En: "Revoked"}
	wIssuedBy      = words.Text{Zh: "出具单位所在县", En: "County"}
	wLetter        = words.Text{Zh: "文书", En: "Letter"}
	wIssued        = words.Text{Zh: "出具日期", En: "Issued"}
	wPersonMasked  = words.Text{Zh: "办理人", En: "Person"}
	wStage         = words.Text{Zh: "办到哪一步", En: "Stage"}
	wStageBy       = words.Text{Zh: "由谁办理", En: "With whom"}
	wStageNext     = words.Text{Zh: "接下来", En: "What may come next"}
	wCaseState     = words.Text{Zh: "办理状态", En: "State of the case"}
	wCaseNumberRow = words.Text{Zh: "办件编号", En: "Case number"}
)
