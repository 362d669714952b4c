package policy

import "renshe/internal/words"

// ReasonCode says which condition decided (判断结果). A refusal is a decision with an appeal, not an error.
type ReasonCode uint8

// The reasons of an entitlement decision.
const (
	ReasonEntitled           ReasonCode = iota // 符合领取条件
	ReasonReceiving                            // 已领取基本养老待遇
	ReasonEmployeeScheme                       // 属于职工养老保险
	ReasonTooYoung                             // 未到领取年龄
	ReasonPaidShort                            // 缴费月数不足
	ReasonSchemeStartUnknown                   // 需核定当地制度实施月份
)

var reasons = [...]struct {
	slug  string
	title words.Text
}{
	ReasonEntitled:       {"entitled", words.Text{Zh: "符合领取条件", En: "entitled"}},
	ReasonReceiving:      {"receiving", words.Text{Zh: "已领取国家规定的基本养老待遇", En: "already draws a basic pension of the state"}},
	ReasonEmployeeScheme: {"employee-scheme", words.Text{Zh: "属于职工基本养老保险，应先办理制度衔接", En: "belongs to the employees' pension scheme: the transfer between schemes comes first"}},
	ReasonTooYoung:       {"too-young", words.Text{Zh: "尚未达到领取年龄", En: "has not reached the age yet"}},
	ReasonPaidShort:      {"paid-short", words.Text{Zh: "累计缴费年限不足", En: "the years paid are short"}},
	ReasonSchemeStartUnknown: {"scheme-start-unknown", words.Text{Zh: "缴费不足最低年限，但制度实施时可能已满45周岁，需核定当地实施月份后再判断",
		En: "paid less than the minimum, but may have been 45 or older when the scheme began: the local start must be established first"}},
}

// Reasons lists every reason code.
func Reasons() []ReasonCode {
	all := make([]ReasonCode, len(reasons))
	for i := range all {
		all[i] = ReasonCode(i)
	}
	return all
}

// ParseReason reads the stable name.
func ParseReason(slug string) (ReasonCode, bool) {
	for i := range reasons {
		if reasons[i].slug == slug {
			return ReasonCode(i), true
		}
	}
	return 0, false
}

// String is the stable name in JSON and files: "paid-short".
func (r ReasonCode) String() string { return reasons[r].slug }

// Title is what people read.
func (r ReasonCode) Title() words.Text { return reasons[r].title }

// MarshalText writes the stable name.
func (r ReasonCode) MarshalText() ([]byte, error) { return []byte(r.String()), nil }
