package benefit

import "renshe/internal/words"

// Title is the kind's name.
func (k Kind) Title() words.Text { return kinds[k].title }

// Title is the status in words.
func (s Status) Title() words.Text { return statusTitles[s] }

var statusTitles = map[Status]words.Text{
	Active:    {Zh: "正常发放", En: "in payment"},
	Suspended: {Zh: "暂停发放", En: "suspended"},
	Stopped:   {Zh: "停止发放", En: "stopped"},
}

// Title is the run's state in words.
func (s RunState) Title() words.Text { return runTitles[s] }

var runTitles = map[RunState]words.Text{
	Preparing:   {Zh: "正在核算", En: "being prepared"},
	Prepared:    {Zh: "待复核", En: "waiting for approval"},
	Approved:    {Zh: "已复核，正在记账", En: "approved, being booked"},
	Pended:      {Zh: "已冻结资金", En: "money reserved"},
	Filed:       {Zh: "已生成银行文件", En: "bank file made"},
	Answered:    {Zh: "银行已回盘，正在入账", En: "bank answered, being posted"},
	Settled:     {Zh: "已入账，待对账", En: "posted, to be reconciled"},
	Reconciled:  {Zh: "已对平", En: "reconciled"},
	Withdrawn:   {Zh: "已撤销，没有发放", En: "withdrawn, nothing paid"},
	Recomputing: {Zh: "正在重算", En: "being computed again"},
}

// Title is the payment's state in words.
func (s PaymentState) Title() words.Text { return paymentTitles[s] }

var paymentTitles = map[PaymentState]words.Text{
	Held:     {Zh: "暂停，待核实", En: "held"},
	Ready:    {Zh: "待发放", En: "to be paid"},
	Pending:  {Zh: "银行处理中", En: "with the bank"},
	Paid:     {Zh: "已发放", En: "paid"},
	Returned: {Zh: "银行退回，下期补发", En: "returned, due again"},
	Lapsed:   {Zh: "未放行，转入下期", En: "held over to the next run"},
}

// Title is the open item's name on the statement.
func (k ItemKind) Title() words.Text { return itemTitles[k] }

var itemTitles = map[ItemKind]words.Text{
	BookedLater:  {Zh: "单位已记账、银行对账单尚未列入", En: "in the books, not yet on the bank's statement"},
	BankCredit:   {Zh: "银行已收、单位未入账", En: "received by the bank, not yet in the books"},
	BankDebit:    {Zh: "银行已付、单位未入账", En: "paid by the bank, not yet in the books"},
	DueAgain:     {Zh: "银行退回，待更正账户后补发（不影响余额）", En: "returned, due again once the account is corrected (does not move the balance)"},
	StillPending: {Zh: "已冻结、尚未支付", En: "reserved and not yet paid"},
	Unexplained:  {Zh: "原因不明的差额", En: "difference without an explanation"},
}

// StateTitle is where a change stands, in words.
func (r Request) StateTitle() words.Text { return decisionTitles[r.State] }

// StateTitle is where an agreement stands, in words.
func (a Agreement) StateTitle() words.Text { return decisionTitles[a.State] }

// StateTitle is where money that came back stands, in words.
func (r Return) StateTitle() words.Text { return returnTitles[r.State] }

var returnTitles = map[string]words.Text{
	"entered": {Zh: "待复核", En: "to be checked"},
	"booked":  {Zh: "已入账", En: "booked"},
	"refused": {Zh: "未通过", En: "refused"},
}

// StateTitle is where a recomputation stands, in words.
func (r Recomputation) StateTitle() words.Text { return decisionTitles[r.State] }

var decisionTitles = map[string]words.Text{
	"asked":    {Zh: "待审", En: "to be decided"},
	"proposed": {Zh: "待审", En: "to be decided"},
	"applied":  {Zh: "已执行", En: "applied"},
	"refused":  {Zh: "未批准", En: "refused"},
}

// StateTitle is where an overpayment stands, in words.
func (o Overpayment) StateTitle() words.Text { return overpaymentTitles[o.State] }

var overpaymentTitles = map[string]words.Text{
	"found":   {Zh: "待认定", En: "to be decided"},
	"open":    {Zh: "追收中", En: "owed"},
	"settled": {Zh: "已还清", En: "paid back"},
	"dropped": {Zh: "不予追收", En: "dropped"},
}
