package slip

import "renshe/internal/words"

// Title names the slip.
var Title = words.Text{Zh: "待遇支付凭条", En: "Payment slip"}

var (
	wSpan     = words.Text{Zh: "{from} 至 {to}", En: "{from} to {to}"}
	wDecided  = words.Text{Zh: "金额由核定决定确定", En: "the amount was fixed by the decision"}
	wPaid     = words.Text{Zh: "已发放到账", En: "paid"}
	wCameBack = words.Text{Zh: "发放后被银行退回", En: "paid, then returned by the bank"}
	wReversed = words.Text{Zh: "发放后已冲正", En: "paid, then reversed in the books"}

	wBackOn     = words.Text{Zh: "退回日", En: "Back on"}
	wBackPosted = words.Text{Zh: "账上冲回", En: "Taken back in the books"}
	wBackPlaces = words.Text{Zh: "账序 {places}", En: "records {places} of the log"}
	wNext       = words.Text{Zh: "之后", En: "What becomes of it"}
	wNextPaid   = words.Text{Zh: "已于 {on} 重发到账，看那一张凭条", En: "paid again on {on}: see that slip"}
	wNextGoes   = words.Text{Zh: "正在重发，等银行回盘", En: "being paid again; the bank has not answered yet"}
	wNextWaits  = words.Text{Zh: "等待重发：账户没有问题的下一批自动重发，有问题的更正后重发", En: "to be paid again: by the next run, or as soon as the account is corrected"}
	wNextStays  = words.Text{Zh: "经两人审核退回基金，不再发放", En: "kept by the fund, by two persons; not paid again"}
	wNextNobody = words.Text{Zh: "死亡次月以后的月份，不再发放", En: "months after the month of death; not paid again"}
	wInstead    = words.Text{Zh: "重发的是", En: "Pays again"}
	wInsteadOf  = words.Text{Zh: "{months} 的发放，于 {on} 被退回", En: "the payment of {months} that came back on {on}"}

	wAgency    = words.Text{Zh: "{county}人力资源和社会保障局", En: "{county} Human Resources and Social Security Bureau"}
	wYuan      = words.Text{Zh: "元", En: "yuan"}
	wAmount    = words.Text{Zh: "实发金额", En: "Amount paid"}
	wWho       = words.Text{Zh: "领取人", En: "Paid to"}
	wID        = words.Text{Zh: "公民身份号码", En: "Citizen ID"}
	wScheme    = words.Text{Zh: "待遇", En: "Benefit"}
	wFund      = words.Text{Zh: "支付基金", En: "Fund"}
	wMonths    = words.Text{Zh: "所属月份", En: "Months"}
	wPaidOn    = words.Text{Zh: "银行入账日", En: "Paid on"}
	wAccount   = words.Text{Zh: "收款账户", En: "Account"}
	wNoAccount = words.Text{Zh: "未登记", En: "not on record"}
	wStaff     = words.Text{Zh: "经办", En: "Taken through by"}
	wTwoShort  = words.Text{Zh: "制单、复核", En: "By"}
	wRoles     = words.Text{Zh: "{maker}、{checker}", En: "{maker}, {checker}"}
	wTwo       = words.Text{Zh: "{maker}制单，{checker}复核", En: "prepared by a {maker}, approved by a {checker}"}
	wTwoOnly   = words.Text{Zh: "两人分别制单、复核", En: "two persons: one prepared, another approved"}
	wState     = words.Text{Zh: "状态", En: "State"}
	wPosted    = words.Text{Zh: "记账时间", En: "Posted at"}
	wPlaces    = words.Text{Zh: "账序", En: "Place in the log"}
	wPlaceNote = words.Text{Zh: "本县账本日志中的第几条记录，从 0 数起", En: "which record of the county's log it is, counted from 0"}

	wParts     = words.Text{Zh: "这笔钱由哪几部分组成，各依据什么", En: "What it is made of, and by which article"}
	wPart      = words.Text{Zh: "组成", En: "Component"}
	wMonth     = words.Text{Zh: "月份", En: "Month"}
	wFen       = words.Text{Zh: "金额（元）", En: "Yuan"}
	wHow       = words.Text{Zh: "怎么算的", En: "How"}
	wLaw       = words.Text{Zh: "依据", En: "Article"}
	wWhyMonth  = words.Text{Zh: "{month} 的完整算式", En: "{month}: every step"}
	wWeak      = words.Text{Zh: "待核实", En: "unconfirmed"}
	wProofs    = words.Text{Zh: "这笔钱在账上的证明", En: "Proof that it stands in the books"}
	wCodeOf    = words.Text{Zh: "{title}　账序 {seq}", En: "{title}, record {seq}"}
	wCodeOfSM  = words.Text{Zh: "{title}　账序 {seq}　国密", En: "{title}, record {seq}, SM3"}
	wShortCode = words.Text{Zh: "核验码", En: "Short code"}
	wTypeIt    = words.Text{Zh: "扫右上角的小码，或上网输入核验码，就能看到这笔钱在不在县里的账上；窗口也可以代查。", En: "Scan the small code at the top, or type the short code on the page: it says whether this payment stands in the books. A window does it for you too."}
	wOnScreen  = words.Text{Zh: "凭核验码，谁都可以在公开核验页上看到这笔钱在不在县里的账上，不用登录。", En: "With the short code anybody sees on the public page whether this payment stands in the county's books, without signing in."}
	wBelow     = words.Text{Zh: "下面每个二维码就是一笔转账的证明本身：扫出的文字，谁都可以不联网核验（renshe-verify proof）。", En: "Each QR code below is the proof of one transfer itself: anybody can check its text offline (renshe-verify proof)."}
	wScanIt    = words.Text{Zh: "大码就是证明本身：扫出的文字，谁都可以不联网核验（renshe-verify proof）。", En: "The large codes are the proof itself: anybody can check their text offline (renshe-verify proof)."}
	wOnlyLast  = words.Text{Zh: "这里印了 {of} 笔中最后 {n} 笔的码，其余的在网页上。", En: "Printed here: the codes of the last {n} of {of} transfers; the others are on the page."}
	wCovered   = words.Text{Zh: "账本签到第 {size} 条（{at}）。", En: "The log is signed up to {size} records ({at})."}
	wCosigned  = words.Text{Zh: "账本签到第 {size} 条（{at}），见证人 {witness} 已于 {when} 同签。", En: "The log is signed up to {size} records ({at}); the witness {witness} cosigned at {when}."}
	wCoveredSM = words.Text{Zh: "国密树（SM3）签到第 {size} 条（{at}，SM2 签名）；见证人签的是另一棵树。", En: "The second tree, over SM3, is signed by SM2 up to {size} records ({at}); witnesses sign the other tree."}
	wAlone     = words.Text{Zh: "还没有见证人同签。", En: "No witness has cosigned yet."}
	wOneProof  = words.Text{Zh: "{title} {month} 的二维码和文字", En: "{title} {month}: QR code and its text"}
	wQRAlt     = words.Text{Zh: "证明的二维码，账序 {seq}", En: "QR code of the proof, record {seq}"}
	wCheck     = words.Text{Zh: "公开核验页", En: "Public page to check it"}
	wPDF       = words.Text{Zh: "打印凭条（PDF）", En: "Print the slip (PDF)"}
)
