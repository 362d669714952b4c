package ledger

import (
	"sync"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
	"renshe/tlog"
)

const (
	// MaxLines is how many lines one batch takes: the run is split into batches of it by the caller. More gains
	// nothing (measured) and makes a transaction, its locks and its memory long.
	MaxLines = 8190
	// MaxText is how many bytes a text of a line, a batch or an account may have.
	MaxText = 2000
	// MaxPage is how many lines a page of a statement may have.
	MaxPage = 1000
)

// The kinds of batches that have rules of their own.
const (
	Opening = "opening"  // 期初余额: posts only, before any other batch of its fund
	MoveOut = "move-out" // 划出: one half of a [Move], in the fund that gives
	MoveIn  = "move-in"  // 划入: the other half, in the fund that takes
)

// Clearing is the owner of a clearing account (往来账户), alone or followed by ":" and the other side's reference: what leaves a fund
// lawfully, or comes to it from outside, goes through one.
const Clearing = "clearing"

// Class is what an account stands for (会计要素); it decides on which side a balance is normal.
type Class int8

// The classes of 社会保险基金会计制度.
const (
	Asset     Class = 1 // 资产
	Liability Class = 2 // 负债
	NetAssets Class = 3 // 净资产
	Income    Class = 4 // 收入
	Expense   Class = 5 // 支出
)

var classTitles = map[Class]words.Text{
	Asset: {Zh: "资产", En: "asset"}, Liability: {Zh: "负债", En: "liability"}, NetAssets: {Zh: "净资产", En: "net assets"},
	Income: {Zh: "收入", En: "income"}, Expense: {Zh: "支出", En: "expense"},
}

// Title names the class.
func (c Class) Title() words.Text { return classTitles[c] }

// DebitSide says whether a balance of this class normally stands on the debit side.
func (c Class) DebitSide() bool { return c == Asset || c == Expense }

// Kind is what a line does (分录种类).
type Kind int8

// The kinds of lines.
const (
	Post        Kind = 1 // 过账: moves the money; with Ref it corrects a transfer of a closed month (更正)
	Pending     Kind = 2 // 待付: reserves it, until one PostPending, Void or Expire
	PostPending Kind = 3 // 兑付: moves what is reserved, or a part of it; the rest is released
	Void        Kind = 4 // 作废: releases what was reserved
	Expire      Kind = 5 // 到期: releases what was reserved, because its time is over
	Reversal    Kind = 6 // 冲正: undoes a Post, PostPending, Part or Reversal, once, wholly
	Part        Kind = 7 // 分次兑付: moves a part of a reserved amount; the rest stays reserved under this line's own place
)

var kindTitles = map[Kind]words.Text{
	Post: {Zh: "过账", En: "post"}, Pending: {Zh: "待付", En: "pending"}, PostPending: {Zh: "兑付", En: "post pending"},
	Void: {Zh: "作废", En: "void"}, Expire: {Zh: "到期", En: "expire"}, Reversal: {Zh: "冲正", En: "reversal"}, Part: {Zh: "分次兑付", En: "part"},
}

// Title names the kind.
func (k Kind) Title() words.Text { return kindTitles[k] }

// Account is one account of one fund (账户).
type Account struct {
	ID          AccountID
	Fund        Fund
	Class       Class
	Owner       string // whose it is, as a reference: "county", "bank:…", "station:…", "clearing:…" ([Clearing]); never a name or a citizen ID
	Title       words.Text
	NoOverdraft bool // what leaves it, with what is reserved to leave, may not exceed what came in
}

// Line is one transfer as the caller asks for it: one debit, one credit, so it cannot be unbalanced.
type Line struct {
	Debit, Credit AccountID // for a line with Ref they may be left 0: the ledger takes them from the transfer named
	Amount        money.Fen // > 0; with Ref it may be left 0: the whole amount
	Kind          Kind
	Ref           int64      // the place of the transfer that is settled, reversed or corrected; after a Part, that of the Part
	Code          string     // what it is for, from the caller's list, e.g. "resident-pension.basic"
	ValueDate     civil.Date // the day it counts for; 0: the day of posting (北京时间)
	Cause         string     // e.g. the payment's identifier
	Plan          string     // where law computed the amount: the plan's hash
	Inputs        string     // and its inputs (JSON without personal data, or a digest)
}

// Batch is one posting (记账批次): lines of one fund with one cause, one maker and one checker.
type Batch struct {
	ID      int64 // chosen by the caller, e.g. db.NewID kept with the run: the batch's permanent idempotency key
	Fund    Fund
	Kind    string // what it belongs to, e.g. "payment-run", "bank-return", "voucher", or [Opening]
	Maker   int64  // who made it
	Checker int64  // who checked it: another person
	Cause   string // the case, run, contribution or voucher
	Period  civil.Month
	Total   money.Fen // control total: if not 0, the lines must add up to it
	Lines   []Line

	half string   // MoveOut or MoveIn, set by Move alone
	said referred // what the transfers say that the lines name, if it is known
}

// Persons are the two of an act in the books (制单、复核): who made it and who checked it, never one.
type Persons struct {
	Maker, Checker int64
}

// Receipt is what was posted.
type Receipt struct {
	Batch    int64
	FirstSeq int64     // of the first transfer as stored (sorted by account)
	LastSeq  int64     // of the last transfer
	Seqs     []int64   // the sequence number of each line, in the order of Batch.Lines
	Size     int64     // the log's size after this batch
	Root     tlog.Hash // and its root
	Replayed bool      // the same batch had been posted before; nothing was written now

	said referred // by [Ledger.StoredIn]: what its transfers say
}

// Ledger is the room's door.
type Ledger struct {
	db    *db.DB
	keys  Signer
	pens  sync.Map // civil.County → *pen
	guard CloseGuard
	tells Booker

	smPens sync.Map // the pens of the second tree
}

// New makes the ledger of a store; keys sign the checkpoints ([OpenKeys]).
func New(d *db.DB, keys Signer) *Ledger { return &Ledger{db: d, keys: keys} }

// counters are an account's running sums in fen; each only grows.
type counters struct {
	debits, credits                  int64
	debitsReserved, debitsReleased   int64
	creditsReserved, creditsReleased int64
	lastSeq                          int64
}

// Balance is an account's position at the end of the log.
type Balance struct {
	Account        Account
	Debits         money.Fen // everything ever posted on the debit side
	Credits        money.Fen
	PendingDebits  money.Fen // reserved and not yet posted, voided or expired
	PendingCredits money.Fen
	LastSeq        int64 // the last transfer that touched it, or its opening; as of a point it is left 0
}

// Net is debits less credits.
func (b Balance) Net() money.Fen { return b.Debits - b.Credits }

// Own is the balance on the account's normal side: an asset's debits less credits, an income's credits less debits.
func (b Balance) Own() money.Fen {
	if b.Account.Class.DebitSide() {
		return b.Debits - b.Credits
	}
	return b.Credits - b.Debits
}

// Available is what may still leave the account: Own less what is reserved to leave.
func (b Balance) Available() money.Fen {
	if b.Account.Class.DebitSide() {
		return b.Own() - b.PendingCredits
	}
	return b.Own() - b.PendingDebits
}
