package books

import "renshe/internal/words"

// Closing.
var (
	wCloseMonths = words.Text{Zh: "结账", En: "Closing"}
	wClosingLead = words.Text{Zh: "一个月由两个人结账：基金会计提交，有复核权的人确认。结了账的月份不再记账。", En: "Two persons close a month: the accountant proposes, somebody who may confirm confirms. A closed month takes nothing more."}
	wNext        = words.Text{Zh: "下一步", En: "Next"}
	wClosedLater = words.Text{Zh: "随后面的月份结账", En: "closed with a later month"}
	wCloseMonth  = words.Text{Zh: "结账 {month}", En: "close {month}"}
	wCloseTitle  = words.Text{Zh: "{month} 结账", En: "Close {month}"}
	wCloseSay    = words.Text{Zh: "先核对下面的科目余额表。提交以后还没有结账，要另一个人确认；结账以后不能撤销，差错在以后的月份更正。还有在途的，不能提交。", En: "Compare the trial balance first. Proposing closes nothing: another person confirms. A closing is for good; what was wrong is corrected in a later month. While something is reserved it cannot be proposed."}
	wCloseDo     = words.Text{Zh: "提交 {month} 结账，待复核", En: "Propose to close {month}"}
)

// What a month still has open.
var (
	wLeftOpen        = words.Text{Zh: "还没有了结的", En: "What is still open"}
	wNothingOpen     = words.Text{Zh: "没有", En: "nothing"}
	wBarsClosing     = words.Text{Zh: "了结后才能结账", En: "must be settled before closing"}
	wRefusedAfter    = words.Text{Zh: "结账后不能再复核入账", En: "cannot be confirmed once it is closed"}
	wVouchersWaiting = words.Text{Zh: "待复核的凭证", En: "Vouchers to be confirmed"}
	wRunOf           = words.Text{Zh: "发放批次：{kind} {month}", En: "Payment run: {kind} {month}"}
	wTableOf         = words.Text{Zh: "余额调节表：{account}", En: "Reconciliation table: {account}"}
	wTableMissing    = words.Text{Zh: "还没有编制", En: "not drawn up"}
	wTableUnsigned   = words.Text{Zh: "待复核签字", En: "waits for its signature"}
	wTableDiffers    = words.Text{Zh: "有差额，没有说明", En: "differs, without an explanation"}
	wTableExplained  = words.Text{Zh: "已签字，差额有说明", En: "signed, the difference explained"}
	wTableSigned     = words.Text{Zh: "已签字，无差额", En: "signed, no difference"}
	wOpenYuan        = words.Text{Zh: "金额、差额（元）", En: "Amount or difference (yuan)"}
	wBarRule         = words.Text{Zh: "{next}依据：{rule}。", En: "{next} Rule: {rule}."}
)

// Proposals.
var (
	wToConfirm        = words.Text{Zh: "待复核", En: "To be confirmed"}
	wProposalsLead    = words.Text{Zh: "一个人提交、等另一个人确认的事：在确认之前，账上什么也没有。", En: "What one person proposed and another is to confirm: until then nothing is in the books."}
	wNothingWaits     = words.Text{Zh: "没有等待复核的事。", En: "Nothing waits to be confirmed."}
	wNothingWaitsNext = words.Text{Zh: "基金会计在“结账”和“凭证”里提交。", En: "The accountant proposes under Closing and Vouchers."}
	wOnlyWaiting      = words.Text{Zh: "只看待复核的", En: "Only what waits"}
	wAlsoDecided      = words.Text{Zh: "也看已办的", En: "Also what was decided"}
	wOpenProposal     = words.Text{Zh: "去复核", En: "open the proposal"}
	wAct              = words.Text{Zh: "事项", En: "What"}
	wProposedWhy      = words.Text{Zh: "理由", En: "Reason"}
	wMadeAt           = words.Text{Zh: "提交时间", En: "Proposed at"}
	wAmount           = words.Text{Zh: "金额", En: "Amount"}
	wProposed         = words.Text{Zh: "已提交，等另一个人复核。编号", En: "Proposed; another person confirms. Number"}
	wProposedBefore   = words.Text{Zh: "同样的事已经提交过，没有变化。编号", En: "The same was proposed before; nothing changed. Number"}
	wConfirmed        = words.Text{Zh: "已复核，已经入账。编号", En: "Confirmed, and in the books. Number"}
	wOneVoice         = words.Text{Zh: "已确认（{n}/{of}），还要别人确认。编号", En: "Confirmed ({n} of {of}); others must confirm. Number"}
	wSentBack         = words.Text{Zh: "已退回，账上没有变动。编号", En: "Sent back; the books are unchanged. Number"}
	wVoice            = words.Text{Zh: "复核（第 {n} 人，共需 {of} 人）", En: "Confirmed ({n} of {of})"}
	wNeeds            = words.Text{Zh: "集体会审", En: "Collective review"}
	wNeedsSay         = words.Text{Zh: "金额超过阈值，要 {n} 个人确认", En: "above the threshold: {n} persons must confirm"}
	wSentBackBy       = words.Text{Zh: "退回人", En: "Sent back by"}
	wBackWhy          = words.Text{Zh: "退回原因", En: "Why it is sent back"}
	wConfirmHead      = words.Text{Zh: "复核", En: "Confirm"}
	wConfirmSay       = words.Text{Zh: "确认以后马上入账，您和制单人的名字都记在凭证上。", En: "It is posted at once; your name and the maker's stand on the record."}
	wConfirmDo        = words.Text{Zh: "确认{what}", En: "Confirm: {what}"}
	wNeedsOther       = words.Text{Zh: "等另一个人复核", En: "Another person confirms"}
	wNeedsOtherSay    = words.Text{Zh: "制单人不能复核自己的。请有复核权的人登录后打开“待复核”。", En: "Who proposed may not confirm. Ask somebody who may to open the proposals."}
	wSendBackHead     = words.Text{Zh: "退回", En: "Send it back"}
	wSendBackDo       = words.Text{Zh: "退回这一份", En: "Send this back"}
	wMoveOut          = words.Text{Zh: "划出", En: "Moved out"}
	wMoveIn           = words.Text{Zh: "划入", En: "Moved in"}
	wAccountOwner     = words.Text{Zh: "归属", En: "Owner"}
	wOverdraft        = words.Text{Zh: "透支", En: "Overdraft"}
	wMayOverdraw      = words.Text{Zh: "不限制", En: "not limited"}
	wMayNotOverdraw   = words.Text{Zh: "不许透支", En: "May not be overdrawn"}
)

// Vouchers.
var (
	wVouchers         = words.Text{Zh: "凭证", En: "Vouchers"}
	wVouchersLead     = words.Text{Zh: "人工记的账都在这里提交，由另一个人复核后入账。发放的凭证由发放批次自动生成，不在这里记。", En: "What people post by hand is proposed here and posted when another person confirms it. Payment runs make their own batches."}
	wVoucherSay       = words.Text{Zh: "收到拨款、利息、退款等", En: "subsidies, interest, money that came back"}
	wOpeningSay       = words.Text{Zh: "开账时最先记，只能记一次", En: "before everything else of the fund"}
	wMoveSay          = words.Text{Zh: "依法在两只基金之间划转", En: "a lawful movement to another fund"}
	wOpenSay          = words.Text{Zh: "开立新科目", En: "a new account"}
	wWithoutBooks     = words.Text{Zh: "还没有开账的基金", En: "Funds without books yet"}
	wAmendSay         = words.Text{Zh: "冲正和更正：打开那笔分录，从它的页面开始。", En: "A reversal or a correction begins on the page of the transfer itself."}
	wProposeSay       = words.Text{Zh: "提交以后还没有入账，要另一个人复核。", En: "Proposing posts nothing: another person confirms."}
	wProposeDo        = words.Text{Zh: "提交{what}，待复核", En: "Propose: {what}"}
	wVoucherDo        = words.Text{Zh: "提交凭证，待复核", En: "Propose the voucher"}
	wReference        = words.Text{Zh: "凭据", En: "Reference"}
	wReferenceHint    = words.Text{Zh: "文号、回单号等，记在每笔分录上", En: "the paper it rests on; it stands on every line"}
	wChooseAccount    = words.Text{Zh: "请选科目", En: "choose an account"}
	wDebitLine        = words.Text{Zh: "第 {n} 行 借方", En: "Line {n}: debit"}
	wCreditLine       = words.Text{Zh: "第 {n} 行 贷方", En: "Line {n}: credit"}
	wAmountLine       = words.Text{Zh: "第 {n} 行 金额", En: "Line {n}: amount"}
	wReverseSay       = words.Text{Zh: "冲正把整笔反过来记一次，一笔只能冲正一次。原来的分录还在。", En: "A reversal posts the whole the other way round, once. The old transfer stays."}
	wCorrectSay       = words.Text{Zh: "已结账的月份不能动：在未结账的月份记一笔更正，指明原分录，至少用到它的一个科目。", En: "A closed month is not touched: a correction goes into an open month, names the old transfer and uses at least one of its accounts."}
	wMoveRule         = words.Text{Zh: "两只基金各记一张凭证，都经往来账户，同一个凭据；要么都入账，要么都不入账。保险基金的钱不能划给预算资金。", En: "One batch in each fund, through their clearing accounts, with one reference: both or neither. Insurance money never goes to a budget."}
	wMoveTo           = words.Text{Zh: "划到哪只基金", En: "To which fund"}
	wMoveNext         = words.Text{Zh: "下一步：填金额和科目", En: "Next: amount and accounts"}
	wMoveOutOf        = words.Text{Zh: "划出：{fund}", En: "Out of the {fund}"}
	wMoveInto         = words.Text{Zh: "划入：{fund}", En: "Into the {fund}"}
	wCreditClearing   = words.Text{Zh: "贷方（往来账户）", En: "Credit (clearing account)"}
	wDebitClearing    = words.Text{Zh: "借方（往来账户）", En: "Debit (clearing account)"}
	wVoucherPaper     = words.Text{Zh: "记账凭证", En: "Accounting voucher"}
	wOpenVoucher      = words.Text{Zh: "看这张凭证", En: "Open the voucher"}
	wPrintVoucher     = words.Text{Zh: "打印凭证", En: "Print the voucher"}
	wPrintOf          = words.Text{Zh: "打印凭证：{what}", En: "Print the voucher: {what}"}
	wSummaryOf        = words.Text{Zh: "摘要", En: "Particulars"}
	wLinesOf          = words.Text{Zh: "{kind} {n} 笔", En: "{kind}: {n} transfers"}
	wSummedSay        = words.Text{Zh: "本凭证共 {n} 笔分录，这里按科目汇总；逐笔明细见电子账页。", En: "This voucher has {n} transfers; they are added up by accounts here and listed one by one in the electronic books."}
	wAttached         = words.Text{Zh: "附件张数", En: "Papers attached"}
	wNoClearing       = words.Text{Zh: "还没有往来账户。", En: "There is no clearing account yet."}
	wNoClearingNext   = words.Text{Zh: "两只基金都要有归属为 clearing 的科目，请先开立。", En: "Each of the two funds needs an account whose owner is clearing: open them first."}
	wOpenRule         = words.Text{Zh: "科目开立以后不能改、不能删，请核对编号、类别和名称。", En: "An account is never changed or deleted: check its number, class and titles."}
	wAccountNo        = words.Text{Zh: "科目编号", En: "Number within the fund"}
	wAccountNoHint    = words.Text{Zh: "如 1005", En: "such as 1005"}
	wTitleZh          = words.Text{Zh: "中文名称", En: "Title in Chinese"}
	wTitleEn          = words.Text{Zh: "英文名称", En: "Title in English"}
	wAccountOwnerHint = words.Text{Zh: "county；往来账户写 clearing 或 clearing:对方；不写人名和证件号", En: "county; of a clearing account clearing, or clearing:the other side; never a person's name or number"}
)
