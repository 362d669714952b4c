package desk

import "renshe/internal/words"

// What the bank sent back: the worklist of failed payments.
var (
	wFailedTitle   = words.Text{Zh: "支付失败", En: "Failed payments"}
	wFailedLead    = words.Text{Zh: "银行没有发成功、或发成功后又退回，还没有重发的人。等得最久的在前。", En: "Whose payment the bank could not make, or sent back later, and who is not paid again. Who has waited longest comes first."}
	wFailedMenu    = words.Text{Zh: "谁没发成功、为什么、该怎么办", En: "Who was not paid, why, and what to do"}
	wFailedPeople  = words.Text{Zh: "还没发到的人", En: "People not paid yet"}
	wFailedDefine  = words.Text{Zh: "退票还没有重发成功的人", En: "People whose returned payment has not been paid again"}
	wFailedNone    = words.Text{Zh: "没有支付失败的人。", En: "Nobody's payment has failed."}
	wFailedNoneSay = words.Text{Zh: "银行回盘或付后退回入账后，退回的人会列在这里。", En: "People appear here when the bank's answer or a notice of late returns is booked."}
	wLongest       = words.Text{Zh: "最长等了", En: "Longest wait"}
	wLongestDefine = words.Text{Zh: "从退回那天算起", En: "Counted from the day the money came back"}
	wDaysUnit      = words.Text{Zh: "天", En: "days"}
	wWaited        = words.Text{Zh: "已等（天）", En: "Days waited"}
	wToDo          = words.Text{Zh: "怎么办", En: "What to do"}
	wLook          = words.Text{Zh: "查看", En: "Look"}
	wSaveExcel     = words.Text{Zh: "存成 Excel", En: "Save for Excel"}
	wBackFrom      = words.Text{Zh: "起始月", En: "First month"}
	wBackUntil     = words.Text{Zh: "截止月", En: "Last month"}
	wSavedAt       = words.Text{Zh: "{county}，{at} 存", En: "{county}, saved {at}"}
	wAccountBack   = words.Text{Zh: "个人账户已恢复", En: "Given back to the individual account"}
	wOpenPerson    = words.Text{Zh: "打开档案", En: "Open the file"}
	wRepayDo       = words.Text{Zh: "开退票重发批次", En: "Pay them in an extra run"}
	wBankBack      = words.Text{Zh: "银行退回的", En: "What the bank sent back"}
)

// Extra runs.
var (
	wRunWhich       = words.Text{Zh: "批次", En: "Which"}
	wRunOwn         = words.Text{Zh: "月度", En: "monthly"}
	wRunExtra       = words.Text{Zh: "补发{n}（{purpose}）", En: "extra {n} ({purpose})"}
	wExtraHead      = words.Text{Zh: "开补发批次", En: "An extra run"}
	wExtraLead      = words.Text{Zh: "在已对平的月份之外补发；另由两人办理，同一个人同一个月不会重复发。", En: "Pays beside a reconciled month; by two persons of its own, and no month of a person twice."}
	wExtraMonth     = words.Text{Zh: "补到哪个月", En: "Up to which month"}
	wExtraMonthHint = words.Text{Zh: "选一个已经对平的月份，不发以后的月份。", En: "A month that is reconciled; nothing beyond it is paid."}
	wExtraPurpose   = words.Text{Zh: "用途", En: "What it is for"}
	wExtraCause     = words.Text{Zh: "原因", En: "Why"}
	wExtraCauseHint = words.Text{Zh: "写明为什么不等下一个月度批次，会留在批次里。", En: "Why it does not wait for the next monthly run; it stays with the run."}
	wExtraDo        = words.Text{Zh: "准备补发批次", En: "Prepare the extra run"}
	wBecause        = words.Text{Zh: "补发原因：{cause}", En: "Why there is an extra run: {cause}"}
	wWithdrawHead   = words.Text{Zh: "撤销这一批", En: "Withdraw this run"}
	wWithdrawMore   = words.Text{Zh: "选错了？复核前可以撤销", En: "Wrong? It can be withdrawn before its approval"}
	wWithdrawWhy    = words.Text{Zh: "撤销原因", En: "Why it is withdrawn"}
	wWithdrawDo     = words.Text{Zh: "撤销批次", En: "Withdraw"}
	wWithdrawn      = words.Text{Zh: "已撤销，应发的月份下一批再发", En: "Withdrawn; what is due comes up again in the next run"}
)

// The bank's files.
var (
	wReturnFiles    = words.Text{Zh: "选择银行给的文件（可以多选）", En: "The bank's files (several at once)"}
	wFormat         = words.Text{Zh: "文件格式", En: "Format"}
	wFormatHint     = words.Text{Zh: "不选就按内容自动识别。", En: "Left open, the content says it."}
	wFormatAuto     = words.Text{Zh: "自动识别", En: "Recognised by its content"}
	wFormatOwn      = words.Text{Zh: "本系统文本", En: "The program's own text"}
	wFormatOut      = words.Text{Zh: "银行要的格式（不选为本系统文本）", En: "The format that the bank wants (left open: the program's own text)"}
	wUploaded       = words.Text{Zh: "已上传 {n} 个文件，还没有入账", En: "{n} files uploaded; nothing is booked yet"}
	wFileName       = words.Text{Zh: "文件", En: "File"}
	wKilobytes      = words.Text{Zh: "大小（KB）", En: "Size (KB)"}
	wUploadedBy     = words.Text{Zh: "谁上传的", En: "Uploaded by"}
	wUploadedBefore = words.Text{Zh: "这些文件已经上传过，没有变化", En: "These files were uploaded before; nothing changed"}
	wDropFile       = words.Text{Zh: "移除", En: "Take out"}
	wUploadDropped  = words.Text{Zh: "已移除，没有入账", En: "Taken out; nothing was booked"}
	wForeseenHead   = words.Text{Zh: "导入后会怎样", En: "What taking them in will do"}
	wForeseenLead   = words.Text{Zh: "已经逐笔核对，还没有入账。看过再导入。", En: "Every line is checked and nothing is booked yet. Look, then take them in."}
	wLinesNote      = words.Text{Zh: "{n} 笔", En: "{n} lines"}
	wWillPost       = words.Text{Zh: "将入账", En: "Will be posted"}
	wWillReturn     = words.Text{Zh: "将退回、转支付失败", En: "Will be returned and listed"}
	wBookAfter      = words.Text{Zh: "入账后账面余额", En: "Balance of the books afterwards"}
	wNoGap          = words.Text{Zh: "账和银行一分不差", En: "Books and bank will agree to the fen"}
	wGapExplained   = words.Text{Zh: "相差 {gap} 元，对账单上有这笔收付，单位还没有入账", En: "{gap} yuan apart: a movement on the bank's statement that is not booked yet"}
	wGapOpen        = words.Text{Zh: "相差 {gap} 元，原因不明，对账时要查清", En: "{gap} yuan apart without an explanation; the reconciliation will ask for it"}
	wWhyReturned    = words.Text{Zh: "为什么退回", En: "Why they come back"}
	wTakeIn         = words.Text{Zh: "确认导入并入账", En: "Take in and book"}
	wNoUndo         = words.Text{Zh: "导入前可以移除文件重来；入账后不能撤销，银行更正的按付后退回办理。", En: "Until then files can be taken out again. What is booked stays; what the bank corrects later comes as a late return."}
)

// Money that came back after it had been paid.
var (
	wLateTitle     = words.Text{Zh: "付后退回", En: "Late returns"}
	wLateLead      = words.Text{Zh: "发放成功以后银行又退回的钱。一人导入，另一人审核入账；对不上的逐笔查清。", En: "Money that came back after it was paid. One person takes the notice in, another books it; what does not fit is cleared up line by line."}
	wLateMenu      = words.Text{Zh: "发成功后又退回的钱：导入、审核、查清", En: "Money back after it was paid: take in, decide, clear up"}
	wPayingAccount = words.Text{Zh: "退回到的账户", En: "Account it is back in"}
	wLateWaiting   = words.Text{Zh: "付后退回待审", En: "Late returns to decide"}
	wNoticeUnit    = words.Text{Zh: "份", En: "notices"}
	wLateNotices   = words.Text{Zh: "银行通知", En: "The bank's notices"}
	wLateNone      = words.Text{Zh: "还没有付后退回。", En: "Nothing came back yet."}
	wLateNoneSay   = words.Text{Zh: "银行来了通知，制单人员在下面上传。", En: "When the bank sends a notice the accountant uploads it below."}
	wLateEntered   = words.Text{Zh: "待审核", En: "waits to be decided"}
	wLateBooked    = words.Text{Zh: "已入账", En: "booked"}
	wLateRefused   = words.Text{Zh: "已退回不用", En: "refused"}
	wLateOf        = words.Text{Zh: "付后退回 {notice}", En: "Late returns {notice}"}
	wLateFits      = words.Text{Zh: "与原发放相符", En: "Fit their payments"}
	wLateFitsNone  = words.Text{Zh: "没有一笔相符。", En: "Nothing fits."}
	wLateOpen      = words.Text{Zh: "对不上，待查", En: "Do not fit, to clear up"}
	wLateDay       = words.Text{Zh: "退回日", En: "Back on"}
	wLateEnter     = words.Text{Zh: "导入银行通知", En: "Take in a notice"}
	wLateFiles     = words.Text{Zh: "银行的退回通知（可以多选）", En: "The bank's notices (several at once)"}
	wLateHint      = words.Text{Zh: "原样上传；格式自动识别；重复上传不会重复入账。", En: "As they came; the format is recognised; uploading one twice books nothing twice."}
	wLateEnterDo   = words.Text{Zh: "上传并逐笔核对", En: "Upload and check"}
	wLateTaken     = words.Text{Zh: "已导入 {n} 份，等另一人审核", En: "{n} taken in; another person decides"}
	wLateBefore    = words.Text{Zh: "这份通知以前导入过，没有变化", En: "This notice was taken in before; nothing changed"}
	wTakeBackHead  = words.Text{Zh: "传错了？入账前可以撤回", En: "Wrong file? It can be taken back before it is booked"}
	wTakeBackSay   = words.Text{Zh: "撤回后这份通知不再留着，账没有变动；审计日志记下谁在何时撤回。对的通知可以再导入。", En: "The notice is not kept then and the books are unchanged; the audit log keeps who took it back and when. The right one can be taken in after it."}
	wTakeBackDo    = words.Text{Zh: "撤回这份通知", En: "Take the notice back"}
	wTakenBack     = words.Text{Zh: "已撤回，没有入账", En: "Taken back; nothing was booked"}
	wLateWaits     = words.Text{Zh: "等待另一人审核", En: "Waiting for another person"}
	wLateWaitsSay  = words.Text{Zh: "导入的人不能自己审核。请复核人员登录后打开。", En: "Who took it in may not decide. Ask the approver to sign in and open it."}
	wLateDecide    = words.Text{Zh: "审核", En: "Decide"}
	wLateDecideSay = words.Text{Zh: "入账后：钱回到基金账户，这些发放改为退回，个人账户冲回，月份待重发；对不上的不入账。", En: "Booked, the money is back in the fund's account, these payments are returned, individual accounts are restored and the months are due again; what does not fit is not booked."}
	wLateBook      = words.Text{Zh: "相符的入账", En: "Book what fits"}
	wLateRefuse    = words.Text{Zh: "退回不用", En: "Refuse"}
	wClearHead     = words.Text{Zh: "查清了？记下结果", En: "Cleared up? Record how"}
	wClearWhy      = words.Text{Zh: "怎么查清的", En: "How it was cleared up"}
	wClearDo       = words.Text{Zh: "记为已查清", En: "Record it"}
	wCleared       = words.Text{Zh: "已记为查清", En: "Recorded"}
	wCameBackOn    = words.Text{Zh: "付后退回", En: "Back after it was paid"}
	wFateHead      = words.Text{Zh: "退款去向待审", En: "What becomes of it: to decide"}
	wFateIs        = words.Text{Zh: "退款去向", En: "What becomes of it"}
	wFateAsk       = words.Text{Zh: "申请退回基金", En: "Ask that the fund keeps it"}
	wFateAskBack   = words.Text{Zh: "申请仍发给本人", En: "Ask that the person gets it after all"}
	wFateMore      = words.Text{Zh: "不应再发？申请退回基金，另一人审核", En: "Not to be paid again? Ask that the fund keeps it; another person decides"}
	wFateMoreBack  = words.Text{Zh: "还是应发？申请发给本人，另一人审核", En: "Due after all? Ask that it is paid; another person decides"}
	wFateWhy       = words.Text{Zh: "理由", En: "Why"}
	wFateAsked     = words.Text{Zh: "已申请，等另一人审核", En: "Asked; another person decides"}
	wFateDecided   = words.Text{Zh: "已审结", En: "Decided"}
	wFateApply     = words.Text{Zh: "同意", En: "Agree"}
	wFateRefuse    = words.Text{Zh: "不同意", En: "Refuse"}
)
