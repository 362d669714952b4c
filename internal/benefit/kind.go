package benefit

import (
	"renshe/internal/ledger"
	"renshe/internal/words"
)

// Kind is a benefit that is paid (待遇种类).
type Kind string

// ResidentPension is the residents' monthly pension; the other kinds stand in the table of [Kinds].
const ResidentPension Kind = "resident-pension"

// kindDef is a kind as data: what computes a month, and the fund and accounts it is paid from.
type kindDef struct {
	title   words.Text
	fund    ledger.Fund
	expense int64      // the expense account's number within the fund
	booked  words.Text // and its title
	once    bool       // one payment in one month
}

var kinds = map[Kind]kindDef{
	ResidentPension: {title: words.Text{Zh: "城乡居民养老金", En: "residents' pension"}, fund: ledger.ResidentPension,
		expense: 5001, booked: words.Text{Zh: "基础养老金支出", En: "basic pensions paid"}},
}
