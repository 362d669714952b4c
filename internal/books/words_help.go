package books

import "renshe/internal/words"

var (
	wHelpLead = words.Text{Zh: "基金会计和监督人员每个月做什么，一步一步。", En: "What accountants and supervisors do every month, step by step."}
	wRules    = words.Text{Zh: "账本的规矩", En: "What the books hold to"}
)

// auditorCommands are what an auditor types; {county} is filled in.
var auditorCommands = []struct {
	line string
	why  words.Text
}{
	{"renshe ledger export --county {county} --out /media/usb/books", words.Text{Zh: "在县里的机器上，把账本导出成文本文件，拷到自己的盘上：", En: "On the county's machine, write the books as plain text files to your own disk:"}},
	{"renshe ledger witness-status --county {county}", words.Text{Zh: "抄下账本的公钥（以后每次都应当一样）：", En: "Write down the ledger's public key (it should be the same every time):"}},
	{"renshe-verify --key PUBLIC-KEY /media/usb/books", words.Text{Zh: "在自己的电脑上核验全部记录、签名、见证、基金隔离和余额：", En: "On your own computer, check all records, signatures, cosignatures, the wall between funds and every balance:"}},
	{"renshe-verify proof --key PUBLIC-KEY proof.txt", words.Text{Zh: "核验某一笔的证明（在分录页面下载）：", En: "Check the proof of one transfer (downloaded from its page):"}},
}

// tutorial is what the accountant and the supervisor do, step by step.
var tutorial = []struct {
	when words.Text
	do   []words.Text
}{
	{words.Text{Zh: "月初：看上个月钱怎么走的", En: "At the beginning of a month: see how the last one went"}, []words.Text{
		{Zh: "打开“基金总览”，看每只基金的余额、收入、支出、在途和暂缓。", En: "Open All funds: balance, received, paid, reserved and held of each."},
		{Zh: "点任何数字，一层层看到分录；点事由，看到是哪个人的哪笔发放、按哪条政策算的。", En: "Any figure leads down to transfers; the cause leads to the payment and to the law that computed it."},
		{Zh: "“在途”里超过 7 天的，问银行回盘；“暂缓”里的，请审批人核实放行。", En: "Ask the bank about what is reserved for more than 7 days; have the approver look at what is held."}}},
	{words.Text{Zh: "查一笔账", En: "Find one transfer"}, []words.Text{
		{Zh: "打开基金 → 科目，选会计月份或起息日，再按金额、种类、事由缩小。", En: "Open the fund, then the account; choose months or value dates, then amount, kind, cause."},
		{Zh: "要看“当时账上怎么写的”，填“当时账上所知”：那天以后才入账的就不算。", En: "To see what the books said at the time, fill in “as known on”: what was posted later does not count."}}},
	{words.Text{Zh: "月末：结账（两个人）", En: "At the end of a month: close it (two persons)"}, []words.Text{
		{Zh: "基金会计：打开“结账”，选基金和月份，核对科目余额表，提交待复核。还有在途的不能结。", En: "Accountant: open Closing, choose fund and month, compare the trial balance, propose. While something is reserved it cannot be closed."},
		{Zh: "另一个有复核权的人：打开“待复核”，再看一遍同一张表，确认或者写明原因退回。", En: "Another person who may confirm: open the proposals, look at the same table, confirm or send it back with a reason."},
		{Zh: "结了账的月份不再记账；发现错了，在未结账的月份更正，并指明原分录。", En: "A closed month takes nothing more: a mistake is corrected in an open month, naming the old transfer."}}},
	{words.Text{Zh: "记凭证、冲正、更正、划转", En: "Vouchers, reversals, corrections, movements"}, []words.Text{
		{Zh: "“凭证”里选一种，填好提交：这时还没有进账。", En: "Choose one under Vouchers, fill it in and propose it: nothing is in the books yet."},
		{Zh: "另一个人在“待复核”里确认，才入账；制单人和复核人都记在凭证上，同一个人系统会拒绝。", En: "It is posted when another person confirms it; both stand on the batch, and the same person is refused."},
		{Zh: "冲正和更正从原分录的页面开始，系统会带出科目和金额。", En: "A reversal or a correction begins on the page of the transfer, which gives accounts and amount."}}},
	{words.Text{Zh: "监督：账有没有被动过", En: "Supervision: whether the books were touched"}, []words.Text{
		{Zh: "打开“证明”，看日志签名是否有效、最近一次外部见证是什么时候。", En: "Open Proofs: whether the log's signature holds and when a witness last signed."},
		{Zh: "按页面上的四条命令导出，在自己的电脑上用 renshe-verify 核验，不用相信县里的程序。", En: "With the four commands there, export and check with renshe-verify on your own computer, without trusting the county's program."}}},
}

// rules are what the books hold to, in words.
var rules = []words.Text{
	{Zh: "基金之间的钱不相通，数据库自己会拒绝。依法的划转是两张凭证，各经往来账户。", En: "Money never crosses funds; the database itself refuses it. A lawful movement is two batches, each through a clearing account."},
	{Zh: "分录从不修改、从不删除。错了就冲正或更正，原来的和后来的都在。", En: "A transfer is never changed and never deleted. A mistake is reversed or corrected, and both stay."},
	{Zh: "有两条时间：起息日是这笔钱算哪一天的；入账日是账上哪天知道的。", En: "There are two times: the value date is the day the money counts for, the day of posting is when the books learned of it."},
}
