package books

import "renshe/internal/words"

// Transfers of relations.
var (
	wRelationMoves    = words.Text{Zh: "关系转移", En: "Relation transfers"}
	wRelationsLead    = words.Text{Zh: "城乡居民养老保险关系转出、转入的办理进度。办件核定以后，函告、付款、收款、记入都在这里办；动钱的每一步由另一人复核。", En: "Relations of the residents' pension that go and come. After the case is decided, letters and money are handled here; each step that moves money takes a second person."}
	wRelationOf       = words.Text{Zh: "{direction}：{agency}", En: "Transfer {direction}: {agency}"}
	wRelationsNone    = words.Text{Zh: "没有正在办理的关系转移。", En: "No transfer is under way."}
	wRelationsNoneSay = words.Text{Zh: "办件“关系转移”（R14）、“制度衔接”（R15）核定以后出现在这里。", En: "They appear once a case of R14 or R15 is decided."}
	wRelationsAll     = words.Text{Zh: "也看已办完的", En: "Also the finished ones"}
	wRelationsOpen    = words.Text{Zh: "只看正在办的", En: "Only those under way"}
	wDirection        = words.Text{Zh: "方向", En: "Direction"}
	wRouteOf          = words.Text{Zh: "对方制度", En: "Other side"}
	wOtherAgency      = words.Text{Zh: "对方经办机构", En: "Other agency"}
	wAgeDays          = words.Text{Zh: "已办天数", En: "Days under way"}
	wBalanceMoved     = words.Text{Zh: "转移金额", En: "Amount transferred"}
	wWaitsFor         = words.Text{Zh: "待复核：{step}", En: "to be confirmed: {step}"}
	wMissingAccounts  = words.Text{Zh: "还没有关系转移用的科目", En: "The accounts of transfers are not open"}
	wMissingSay       = words.Text{Zh: "在途转移基金、转移收入、转移支出三个科目要先开立，由另一人复核。", En: "Three accounts have to be opened first: in transit, transferred in, transferred out. Another person confirms."}
	wMissingDo        = words.Text{Zh: "提交开立科目，待复核", En: "Propose to open them"}
	wMissingDone      = words.Text{Zh: "已提交开立科目，等另一人复核", En: "Proposed; another person confirms"}

	wMovedPerson    = words.Text{Zh: "参保人", En: "Person"}
	wLooksMove      = words.Text{Zh: "办理关系转移", En: "transfer of the relation"}
	wJoinedSince    = words.Text{Zh: "参保时间", En: "Insured since"}
	wNextOf         = words.Text{Zh: "接下来", En: "What follows"}
	wCaseOf         = words.Text{Zh: "办件", En: "Case"}
	wAgencyAccount  = words.Text{Zh: "对方收款账户", En: "The other agency's account"}
	wArrivedSum     = words.Text{Zh: "已到账", En: "Arrived"}
	wCameDiffers    = words.Text{Zh: "到账与函告不一致", En: "What came is not what was announced"}
	wDiffersSay     = words.Text{Zh: "函告 {announced} 元，到账 {arrived} 元，差 {difference} 元。差额没有解决以前不能记入：请对方补足、更正函告，或退还对方。", En: "{announced} yuan were announced and {arrived} have come: {difference} differ. Nothing is credited until the rest is paid, the announcement is corrected, or the money is sent back."}
	wOverlapHead    = words.Text{Zh: "有重复缴费的年度", En: "Years are paid on both sides"}
	wOverlapSay     = words.Text{Zh: "本县和对方都有缴费的年度：{years}。同一年度不能记两次，先办重复缴费退费（R16）或请对方更正函告。", En: "Paid here and there: {years}. No year counts twice: have the double contributions refunded (R16), or the announcement corrected."}
	wWaitsHead      = words.Text{Zh: "等另一人复核：{step}", En: "Waits for another person: {step}"}
	wWaitsSay       = words.Text{Zh: "复核或退回以前不能办别的。", En: "Nothing else can be done before it is confirmed or sent back."}
	wHistoryOf      = words.Text{Zh: "缴费明细", En: "Contribution history"}
	wHistoryNone    = words.Text{Zh: "还没有缴费明细。", En: "There is no history yet."}
	wHistoryNext    = words.Text{Zh: "对方函告以后登记。", En: "It is recorded when the other agency announces it."}
	wYearOf         = words.Text{Zh: "年度", En: "Year"}
	wGradeOf        = words.Text{Zh: "档次", En: "Grade"}
	wPersonalPart   = words.Text{Zh: "个人缴费", En: "Personal"}
	wCollectivePart = words.Text{Zh: "集体补助", En: "Collective"}
	wSubsidyPart    = words.Text{Zh: "政府补贴", En: "Subsidy"}
	wInterestPart   = words.Text{Zh: "利息", En: "Interest"}
	wDrawnPart      = words.Text{Zh: "已支取", En: "Withdrawn"}
	wMonthsPaid     = words.Text{Zh: "月数", En: "Months"}
	wDigestOf       = words.Text{Zh: "明细校验码", En: "Digest of the history"}
	wDoneSoFar      = words.Text{Zh: "办理经过", En: "What was done"}
	wRelationFile   = words.Text{Zh: "存转移信息文件", En: "Save the transfer file"}
	wRelationPaper  = words.Text{Zh: "打印转移信息表", En: "Print the transfer sheet"}
	wPaperTitle     = words.Text{Zh: "城乡居民养老保险关系转移信息表", En: "Transfer sheet of the residents' pension"}
	wPaperSign      = words.Text{Zh: "{county}社会保险经办机构（盖章）　　制表：　　　　复核：　　　　日期：", En: "Insurance agency of {county} (seal)    Made by:      Checked by:      Date:"}
	wCitizenNo      = words.Text{Zh: "公民身份号码", En: "Citizen ID"}
	wCitizenInFile  = words.Text{Zh: "全号写在转移信息文件里", En: "whole in the transfer file"}
	wLetterNo       = words.Text{Zh: "函号", En: "Letter"}
	wLetterDay      = words.Text{Zh: "函件日期", En: "Day of the letter"}
	wBankReference  = words.Text{Zh: "银行流水号", En: "The bank's reference"}
	wBankDay        = words.Text{Zh: "银行记账日期", En: "The bank's day"}
	wRemarkOf       = words.Text{Zh: "说明", En: "Remark"}

	wTellHead     = words.Text{Zh: "函告对方", En: "Tell the other agency"}
	wTellAgain    = words.Text{Zh: "重新函告对方", En: "Tell the other agency anew"}
	wTellSay      = words.Text{Zh: "打印转移信息表并发函，登记函号和对方收款账户。", En: "Print the transfer sheet, send the letter, and record its number and the account that takes the money."}
	wHolderOf     = words.Text{Zh: "收款户名", En: "Account holder"}
	wBankOf       = words.Text{Zh: "开户银行", En: "Bank"}
	wAgencyNumber = words.Text{Zh: "收款账号", En: "Account number"}
	wTellDo       = words.Text{Zh: "登记函告", En: "Record the letter"}
	wTold         = words.Text{Zh: "已登记函告", En: "The letter is recorded"}
	wAnnounceHead = words.Text{Zh: "登记对方函告的缴费明细", En: "Record the announced history"}
	wAnnounceFile = words.Text{Zh: "对方的转移信息文件（JSON）", En: "The other agency's transfer file (JSON)"}
	wAnnounceTake = words.Text{Zh: "读入文件", En: "Take the file in"}
	wAnnounceType = words.Text{Zh: "或者手工录入", En: "Or type it"}
	wLinesOfYears = words.Text{Zh: "每年一行", En: "A line a year"}
	wLinesHint    = words.Text{Zh: "年度 档次 个人缴费 集体补助 政府补贴 月数，用逗号或空格隔开，金额以元计。如：2018, 100, 100, 0, 30, 12", En: "year, grade, personal, collective, subsidy, months; amounts in yuan. For instance: 2018, 100, 100, 0, 30, 12"}
	wSaidYears    = words.Text{Zh: "对方写的年度数", En: "Years, as announced"}
	wSaidMonths   = words.Text{Zh: "对方写的月数合计", En: "Months, as announced"}
	wSaidInterest = words.Text{Zh: "利息合计", En: "Interest"}
	wSaidBalance  = words.Text{Zh: "对方写的储存额合计", En: "Balance, as announced"}
	wAnnounceDo   = words.Text{Zh: "登记函告明细", En: "Record the history"}
	wAnnounced    = words.Text{Zh: "已登记对方函告的明细", En: "The history is recorded"}
	wStepSay      = words.Text{Zh: "提交以后由另一人在“待复核”里确认，确认后才入账。", En: "Another person confirms it under the proposals; only then it is booked."}
	wStepDo       = words.Text{Zh: "提交“{step}”，待复核", En: "Propose: {step}"}
	wCameAmount   = words.Text{Zh: "到账金额（元）", En: "Amount that came (yuan)"}
	wCancelHead   = words.Text{Zh: "取消这笔转移", En: "Cancel the transfer"}
	wCancelSay    = words.Text{Zh: "钱还没有动的可以取消：转出的，关系恢复原状。", En: "Before money moves it can be cancelled: a relation that was to go lives on as it was."}
	wCancelWhy    = words.Text{Zh: "取消原因", En: "Why"}
	wCancelDo     = words.Text{Zh: "取消转移", En: "Cancel the transfer"}
	wCancelled    = words.Text{Zh: "已取消", En: "Cancelled"}
)
