package bank

import "renshe/internal/words"

// The reason codes that the program itself acts on; all are of ISO 20022's external code sets.
const (
	NoSuchAccount = "AC01"
	ClosedAccount = "AC04"
	FrozenAccount = "AC06"
	ShortOfMoney  = "AM04"
	NameMismatch  = "BE01"
	PayeeDead     = "MD07"
	Unexplained   = "MS03"
)

// Remedy is what is to be done about a returned payment (处理办法), for worklists.
type Remedy string

// The remedies.
const (
	CorrectAccount Remedy = "correct-account" // take another account of the same person
	ContactPerson  Remedy = "contact-person"  // the person must sort it out with the bank, or tell why
	TryAgain       Remedy = "try-again"       // nothing is wrong with the payee
	AskBank        Remedy = "ask-bank"        // the code does not say enough
	CheckLife      Remedy = "check-life"      // find out whether the person is alive before anything is paid
)

// Reason is one reason why a payment came back.
type Reason struct {
	Code   string     `json:"code"`
	Title  words.Text `json:"title"`
	Next   words.Text `json:"next"`
	Remedy Remedy     `json:"remedy"`
	Retry  bool       `json:"retry"` // may be paid again without any correction
}

var remedies = map[Remedy]words.Text{
	CorrectAccount: {Zh: "请与本人核对，登记本人名下有效的账户后再发。", En: "Check with the person, record a valid account in their own name, then pay again."},
	ContactPerson:  {Zh: "请联系本人到开户行处理，账户恢复后再发。", En: "Ask the person to settle it with their bank; pay again when the account works."},
	TryAgain:       {Zh: "收款人没有问题，下一批重发。", En: "Nothing is wrong with the payee: pay again in the next run."},
	AskBank:        {Zh: "请向代发银行问清原因后再处理。", En: "Ask the paying bank for the reason first."},
	CheckLife:      {Zh: "请先核实本人是否在世，在此之前停发。", En: "Find out whether the person is alive; pay nothing until then."},
}

// Text says what to do.
func (r Remedy) Text() words.Text { return remedies[r] }

var reasons = map[string]struct {
	title  words.Text
	remedy Remedy
	retry  bool
}{
	"AC01": {words.Text{Zh: "账号不存在", En: "no such account"}, CorrectAccount, false},
	"AC03": {words.Text{Zh: "收款账号无效", En: "the payee's account number is invalid"}, CorrectAccount, false},
	"AC04": {words.Text{Zh: "账户已销户", En: "the account is closed"}, CorrectAccount, false},
	"AC06": {words.Text{Zh: "账户已冻结", En: "the account is frozen"}, ContactPerson, false},
	"AC07": {words.Text{Zh: "账户状态不能入账", En: "the account cannot be credited"}, ContactPerson, false},
	"AC14": {words.Text{Zh: "账户类型不能收款", En: "an account of this type cannot receive the money"}, CorrectAccount, false},
	"AG01": {words.Text{Zh: "该账户不允许此类交易", En: "the account does not allow this kind of transfer"}, CorrectAccount, false},
	"AG09": {words.Text{Zh: "银行没有收到这笔付款", En: "the bank never received the payment"}, TryAgain, true},
	"AM02": {words.Text{Zh: "超过账户的收款限额", En: "the amount is above the account's limit"}, ContactPerson, false},
	"AM04": {words.Text{Zh: "付款账户余额不足", En: "the paying account has too little money"}, TryAgain, true},
	"AM05": {words.Text{Zh: "银行认为是重复付款", En: "the bank takes it for a payment made twice"}, AskBank, false},
	"AM09": {words.Text{Zh: "金额不对", En: "the amount is wrong"}, AskBank, false},
	"BE01": {words.Text{Zh: "户名与账号不符", En: "the name does not fit the account"}, CorrectAccount, false},
	"BE04": {words.Text{Zh: "收款人信息不全", En: "the payee's particulars are incomplete"}, CorrectAccount, false},
	"BE06": {words.Text{Zh: "银行查无此人", En: "the bank does not know the payee"}, CorrectAccount, false},
	"CUST": {words.Text{Zh: "收款人要求退回", En: "the payee asked for it to be returned"}, ContactPerson, false},
	"ED05": {words.Text{Zh: "清算失败", En: "settlement failed"}, TryAgain, true},
	"FOCR": {words.Text{Zh: "应追回要求退回", En: "returned because it was recalled"}, AskBank, false},
	"MD07": {words.Text{Zh: "收款人已死亡", En: "the payee has died"}, CheckLife, false},
	"MS03": {words.Text{Zh: "银行退回，未说明原因", En: "returned by the bank without a reason"}, AskBank, false},
	"RC01": {words.Text{Zh: "收款行行号不对", En: "the payee's bank is not identified correctly"}, CorrectAccount, false},
	"RR04": {words.Text{Zh: "监管原因退回", En: "returned for a regulatory reason"}, AskBank, false},
	"TM01": {words.Text{Zh: "过了银行截止时间", En: "it came after the bank's closing time"}, TryAgain, true},
}

// ReasonOf explains a code. An unknown code is shown as it came, never dropped, and nobody is paid again because of it before the bank
// was asked.
func ReasonOf(code string) Reason {
	r, known := reasons[code]
	if !known {
		r.title, r.remedy = words.Text{Zh: "银行退回（代码 " + code + "）", En: "returned by the bank (code " + code + ")"}, AskBank
	}
	return Reason{Code: code, Title: r.title, Next: r.remedy.Text(), Remedy: r.remedy, Retry: r.retry}
}

// ReasonText says in words why a bank returned a payment.
func ReasonText(code string) words.Text { return ReasonOf(code).Title }
