package desk

import "renshe/internal/words"

// Payment runs.
var (
	wRunsTitle     = words.Text{Zh: "发放批次", En: "Payment runs"}
	wRunsLead      = words.Text{Zh: "一个月一批：制单 → 闸口 → 第二个人复核 → 银行 → 对账。做到哪一步断了，重来接着做，不会重复发。", En: "One run a month: prepare, gate, second person, bank, reconcile. If it stops anywhere it goes on from there and pays nobody twice."}
	wRunsNone      = words.Text{Zh: "还没有发放批次。", En: "There is no run yet."}
	wRunsNext      = words.Text{Zh: "制单人员选一个月份，开始第一批。", En: "The accountant chooses a month and prepares the first."}
	wPrepareHead   = words.Text{Zh: "制单：准备一个月的发放", En: "Prepare a month's payments"}
	wPrepareMonth  = words.Text{Zh: "发放月份", En: "Month to pay"}
	wPrepareDo     = words.Text{Zh: "准备这个月的发放", En: "Prepare this month"}
	wPreparing     = words.Text{Zh: "正在准备 {month} 的发放", En: "Preparing {month}"}
	wPreparingSay  = words.Text{Zh: "可以离开这个页面，做好后在批次里看。", En: "You may leave this page; the run will be in the list."}
	wPreparingDone = words.Text{Zh: "已处理的人", En: "People handled"}
	wPrepared      = words.Text{Zh: "{month} 的发放已准备好", En: "{month} is prepared"}
	wRunTitle      = words.Text{Zh: "{month} {kind}发放", En: "{month}, {kind}"}
	wRunTotal      = words.Text{Zh: "本批应发", En: "To be paid"}
	wRunPeople     = words.Text{Zh: "发放人数", En: "People"}
	wRunHeld       = words.Text{Zh: "闸口暂缓", En: "Held at the gate"}
	wRunBasic      = words.Text{Zh: "基础养老金", En: "Basic pension"}
	wRunAccount    = words.Text{Zh: "个人账户养老金", En: "Account pension"}
	wRunPosted     = words.Text{Zh: "已入账", En: "Posted"}
	wRunReturned   = words.Text{Zh: "银行退票", En: "Returned"}
	wRunDiff       = words.Text{Zh: "对账差额", En: "Difference"}
	wMaker         = words.Text{Zh: "制单", En: "Maker"}
	wChecker       = words.Text{Zh: "复核", En: "Checker"}
	wStepPrepare   = words.Text{Zh: "制单", En: "Prepare"}
	wStepApprove   = words.Text{Zh: "复核", En: "Approve"}
	wStepBank      = words.Text{Zh: "送银行", En: "To the bank"}
	wStepAnswer    = words.Text{Zh: "银行回盘", En: "Bank's answer"}
	wStepRecon     = words.Text{Zh: "对账", En: "Reconcile"}
	wApproveHead   = words.Text{Zh: "复核这一批", En: "Approve this run"}
	wApproveSay    = words.Text{Zh: "复核后，基金里记在途，可以送银行。制单的人不能复核。", En: "On approval the fund reserves the money and the file can go to the bank. Who prepared may not approve."}
	wApproveDo     = words.Text{Zh: "复核通过 {total} 元", En: "Approve {total} yuan"}
	wRunApproved   = words.Text{Zh: "复核通过，凭证号", En: "Approved, voucher"}
	wRunWaits      = words.Text{Zh: "等待第二个人复核", En: "Waiting for the second person"}
	wRunWaitsSay   = words.Text{Zh: "制单的人不能自己复核。请复核人员登录后打开这一批。", En: "Who prepared may not approve. Ask the approver to sign in and open this run."}
	wBankHeadRun   = words.Text{Zh: "送银行", En: "To the bank"}
	wBankFileSay   = words.Text{Zh: "文件带合计和摘要，银行按它发放。可以重复下载，内容一样。", En: "The file carries totals and a digest. It may be downloaded again and is the same."}
	wBankFileDo    = words.Text{Zh: "下载代发文件", En: "Download the bank file"}
	wReturnFile    = words.Text{Zh: "银行回盘文件", En: "The bank's return file"}
	wReturnUpload  = words.Text{Zh: "导入回盘文件", En: "Take in the return file"}
	wReturnHint    = words.Text{Zh: "原样上传，不要改动；重复上传不会重复记账。", En: "Upload it as it came; uploading it twice posts nothing twice."}
	wDemoBank      = words.Text{Zh: "让演示银行回盘", En: "Let the demo bank answer"}
	wDemoBankSay   = words.Text{Zh: "演示县没有真银行。演示银行按固定规则让少数账户失败。", En: "The demo county has no real bank. The demo bank fails a few accounts by a fixed rule."}
	wReturnedInSay = words.Text{Zh: "入账 {posted} 笔，退票 {returned} 笔。", En: "{posted} posted, {returned} returned."}
	wHeldHead      = words.Text{Zh: "闸口暂缓的人", En: "Held at the gate"}
	wHeldLead      = words.Text{Zh: "发放前逐个检查：死亡、重复、停发、没有有效账户。核实后按姓名放行，写明理由。", En: "Each is checked before payment: death, duplicate, suspension, no valid account. Release by name, with a reason."}
	wHeldNone      = words.Text{Zh: "闸口没有拦下任何人。", En: "The gate held nobody."}
	wReleaseTitle  = words.Text{Zh: "放行 {name}", En: "Release {name}"}
	wConfirmedBy   = words.Text{Zh: "会审确认（第 {n} 人，共需 {of} 人）", En: "Confirmed ({n} of {of})"}
	wHeldReason    = words.Text{Zh: "原因", En: "Why"}
	wHeldDo        = words.Text{Zh: "怎么办", En: "What to do"}
	wHeldRule      = words.Text{Zh: "依据", En: "It rests on"}
	wHeldWho       = words.Text{Zh: "谁能放行", En: "Who may release it"}
	wWhoOne        = words.Text{Zh: "任何一位{role}，制单人{maker}除外", En: "any {role}, but not {maker}, who prepared the run"}
	wWhoThree      = words.Text{Zh: "{of} 位不同的{role}都同意（集体会审），制单人{maker}除外；现在有 {n} 位同意", En: "{of} different persons ({role}) together, but not {maker}, who prepared the run; {n} have agreed so far"}
	wWhoNobody     = words.Text{Zh: "现在谁也不能放行：原因消除以后，应发的月份下一批再发", En: "nobody now: once the cause is gone, what is due is paid with the next run"}
	wReleaseWhy    = words.Text{Zh: "放行理由", En: "Reason for the release"}
	wReleaseHint   = words.Text{Zh: "写明核实了什么、向谁核实，会留在账里。", En: "What was checked, and with whom; it stays with the books."}
	wReleaseDo     = words.Text{Zh: "放行这一笔", En: "Release this payment"}
	wReleased      = words.Text{Zh: "已放行", En: "Released"}
	wPaymentsHead  = words.Text{Zh: "发放明细", En: "Payments"}
	wPaymentsNone  = words.Text{Zh: "这一批没有发放明细。", En: "This run holds no payment."}
	wReturnedHead  = words.Text{Zh: "银行退票", En: "Returned by the bank"}
	wReturnedNone  = words.Text{Zh: "没有退票，全部发到。", En: "Nothing was returned; all were paid."}
	wStatementHead = words.Text{Zh: "余额调节表", En: "Reconciliation statement"}
	wReconcileDo   = words.Text{Zh: "和银行对账", En: "Reconcile with the bank"}
	wStatementDo   = words.Text{Zh: "看余额调节表", En: "Reconciliation statement"}
	wStatementOK   = words.Text{Zh: "账和银行一分不差", En: "Books and bank agree to the fen"}
	wStatementBad  = words.Text{Zh: "账和银行不一致", En: "Books and bank differ"}
	wStatementNot  = words.Text{Zh: "还没有银行回盘，不能对账。", En: "The bank has not answered; there is nothing to reconcile yet."}
	wItem          = words.Text{Zh: "项目", En: "Item"}
	wAllPayments   = words.Text{Zh: "看全部明细", En: "All payments"}
	wAllHeld       = words.Text{Zh: "看暂缓的人", En: "Who is held"}
	wAllReturned   = words.Text{Zh: "看退票", En: "Who was returned"}
	wNothingNew    = words.Text{Zh: "这个月已经准备过，没有变化", En: "This month was prepared before; nothing changed"}
)

// Parts of a run's pages.
var (
	wTotalRow     = words.Text{Zh: "合计", En: "Total"}
	wYuan         = words.Text{Zh: "元", En: "yuan"}
	wLinesUnit    = words.Text{Zh: "笔", En: "lines"}
	wLookAgain    = words.Text{Zh: "看进度", En: "Look again"}
	wSumsHead     = words.Text{Zh: "按状态合计", En: "Totals by state"}
	wBasicYuan    = words.Text{Zh: "基础养老金（元）", En: "Basic (yuan)"}
	wAccountYuan  = words.Text{Zh: "个人账户（元）", En: "Account (yuan)"}
	wBankFileName = words.Text{Zh: "代发文件", En: "Bank file"}
	wDigest       = words.Text{Zh: "文件摘要", En: "Digest of the file"}
	wPurposePay   = words.Text{Zh: "核对发放", En: "Checking a payment"}
	wSlip         = words.Text{Zh: "凭条", En: "slip"}
	wPurposeSlip  = words.Text{Zh: "打印支付凭条", En: "print a payment slip"}
	wPaymentOf    = words.Text{Zh: "{name}的发放", En: "Payment to {name}"}
	wHard         = words.Text{Zh: "不能放行，要先消除原因", En: "cannot be released: remove the cause first"}
	wUnderWayRun  = words.Text{Zh: "正在处理，页面会自己更新", En: "Under way; this page updates itself"}
	wUnderWaySay  = words.Text{Zh: "可以离开这个页面，不会中断。", En: "You may leave this page; nothing is interrupted."}
	wGoOn         = words.Text{Zh: "接着做完", En: "Go on with it"}
	wStopped      = words.Text{Zh: "上次没有做完", En: "It stopped midway"}
	wStoppedSay   = words.Text{Zh: "从停下的地方接着做，已做的不会重复。", En: "It goes on where it stopped; nothing is done twice."}
	wGate         = words.Text{Zh: "为什么暂缓", En: "Why it is held"}
	wMonthsHead   = words.Text{Zh: "每月怎么算的", En: "How each month is computed"}
)

// The reconciliation statement.
var (
	wApprovedBefore = words.Text{Zh: "这一批已经复核过，没有变化", En: "This run was approved before; nothing changed"}
	wAnswerBefore   = words.Text{Zh: "这份回盘已经导入过，没有变化", En: "This return file was taken in before; nothing changed"}
	wStatementOf    = words.Text{Zh: "{month} 余额调节表", En: "Reconciliation statement, {month}"}
	wBankSideHead   = words.Text{Zh: "银行一侧", En: "The bank's side"}
	wBookSideHead   = words.Text{Zh: "账簿一侧", En: "The books' side"}
	wBankBalance    = words.Text{Zh: "银行对账单余额", En: "Balance on the bank's statement"}
	wBankAdd        = words.Text{Zh: "加：单位已记、银行未记", En: "Plus: booked, not yet at the bank"}
	wBookBalance    = words.Text{Zh: "账面余额", En: "Balance of the books"}
	wBookAdd        = words.Text{Zh: "加：银行已记、单位未记", En: "Plus: at the bank, not yet booked"}
	wAdjusted       = words.Text{Zh: "调节后余额", En: "Adjusted balance"}
	wOrdered        = words.Text{Zh: "代发金额", En: "Ordered"}
	wStillPending   = words.Text{Zh: "在途", En: "Still pending"}
	wBankDay        = words.Text{Zh: "银行记账日", En: "Bank's value date"}
	wBankRef        = words.Text{Zh: "银行回单号", En: "Bank's reference"}
	wDrawnBy        = words.Text{Zh: "编制人", En: "Drawn up by"}
	wOpenItems      = words.Text{Zh: "未达账项和说明", En: "Open items and notes"}
	wNoOpenItems    = words.Text{Zh: "没有未达账项。", En: "There are no open items."}
	wReference      = words.Text{Zh: "凭据", En: "Reference"}
)
