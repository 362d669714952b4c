package reconcile

import (
	"context"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/money"
)

// Holder is who keeps the other record of an account.
type Holder string

// The holders.
const (
	AtBank     Holder = "bank"     // 银行: the spending account
	AtTreasury Holder = "treasury" // 财政: the dedicated account
)

var holders = map[Holder]words.Text{AtBank: {Zh: "银行", En: "bank"}, AtTreasury: {Zh: "财政专户", En: "treasury"}}

// Title names the holder.
func (h Holder) Title() words.Text { return holders[h] }

// Account is a ledger account that is held against somebody else's record of it (对账账户).
type Account struct {
	ID     ledger.AccountID
	Title  words.Text
	Holder Holder
	Number string     // how the holder calls it in his statements
	From   civil.Date // the first day that is compared

	fromSize int64     // of the log, when it was begun
	opening  money.Fen // in the books before From
	seen     int64     // the first place in the log that no matching has looked at
}

// Rules are what a county sets for its reconciliation.
type Rules struct {
	Window     int  `json:"window_days"`       // by how many days two records of one movement may differ
	AlarmDays  int  `json:"alarm_days"`        // an item that is open longer is on the worklist in red
	CloseNeeds bool `json:"close_needs_table"` // no month is closed without the signed tables of its accounts
}

// DefaultRules are ours, not the law's.
var DefaultRules = Rules{Window: 3, AlarmDays: 30, CloseNeeds: true}

const rulesSetting = "reconcile.rules"

// twoPersons is the rule that keeps who matches or draws up apart from who confirms.
const twoPersons = "社会保险经办条例 第三十七条：对重点业务、高风险业务分级审核"

// Reconcile is the room's door.
type Reconcile struct {
	db     *db.DB
	box    *seal.Box
	access *access.Access
	books  *ledger.Ledger
}

// New opens the room.
func New(d *db.DB, box *seal.Box, acc *access.Access, books *ledger.Ledger) *Reconcile {
	return &Reconcile{db: d, box: box, access: acc, books: books}
}

func today(tx *db.Tx) civil.Date { return civil.DateIn(tx.Now()) }

// Begin puts an account under reconciliation from a day on. What the books have before it, and their opening balances, are compared with
// the first statement's opening balance. The same account again changes nothing.
func (r *Reconcile) Begin(ctx context.Context, actor access.Actor, a Account) error {
	if err := actor.May(access.ReconcileMake); err != nil {
		return err
	}
	return r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error { return r.BeginIn(ctx, tx, actor, a) })
}

// BeginIn is [Reconcile.Begin] inside a transaction.
func (r *Reconcile) BeginIn(ctx context.Context, tx *db.Tx, actor access.Actor, a Account) error {
	have, err := r.books.BalanceIn(ctx, tx, actor.County, a.ID)
	if err != nil {
		return err
	}
	number := strings.TrimSpace(a.Number)
	if holders[a.Holder].IsZero() || number == "" || len(number) > 64 || a.From <= 0 || a.From > today(tx) || have.Account.Class != ledger.Asset {
		return BadAccount.With("account", a.ID)
	}
	if was, found, err := accountByID(ctx, tx, actor.County, a.ID, false); err != nil {
		return err
	} else if found {
		if was.Number != number || was.Holder != a.Holder || was.From != a.From {
			return AccountTaken.With("account", a.ID, "number", was.Number, "from", was.From)
		}
		return nil
	}
	if a.fromSize, err = r.books.SizeIn(ctx, tx, actor.County); err != nil {
		return err
	}
	before, err := r.books.BalanceAsOfIn(ctx, tx, actor.County, a.ID, ledger.AsOf{Value: a.From - 1})
	if err != nil {
		return err
	}
	a.Number, a.opening = number, before.Own()
	if err := insertAccount(ctx, tx, actor, a); err != nil {
		return err
	}
	return r.audit(ctx, tx, actor, "reconcile.begin", accountSubject(a.ID), "number", a.Number, "from", a.From.String())
}

func accountSubject(id ledger.AccountID) string { return access.Subject("account", int64(id)) }

func (r *Reconcile) audit(ctx context.Context, tx *db.Tx, actor access.Actor, action, subject string, pairs ...string) error {
	detail := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		detail[pairs[i]] = pairs[i+1]
	}
	return r.access.AuditIn(ctx, tx, actor, action, subject, detail)
}

// RulesIn reads the county's rules.
func (r *Reconcile) RulesIn(ctx context.Context, tx *db.Tx, county civil.County) (Rules, error) {
	rules := DefaultRules
	_, err := r.access.SettingIn(ctx, tx, county, rulesSetting, &rules)
	return rules, err
}

// Rules reads the county's rules.
func (r *Reconcile) Rules(ctx context.Context, actor access.Actor) (rules Rules, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return rules, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		rules, err = r.RulesIn(ctx, tx, actor.County)
		return err
	})
	return rules, err
}

// SetRules changes the county's rules. What was matched stays.
func (r *Reconcile) SetRules(ctx context.Context, actor access.Actor, rules Rules) error {
	if err := actor.May(access.ReconcileCheck); err != nil {
		return err
	}
	if rules.Window < 0 || rules.Window > 31 || rules.AlarmDays < 1 || rules.AlarmDays > 366 {
		return BadRules.With()
	}
	return r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if err := r.access.SetSettingIn(ctx, tx, actor.County, rulesSetting, rules); err != nil {
			return err
		}
		needs := "no"
		if rules.CloseNeeds {
			needs = "yes"
		}
		return r.audit(ctx, tx, actor, "reconcile.rules", access.Subject("county", int64(actor.County)), "close-needs-table", needs)
	})
}

// Accounts lists the accounts under reconciliation, by number.
func (r *Reconcile) Accounts(ctx context.Context, actor access.Actor) (all []Account, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		all, err = r.accountsIn(ctx, tx, actor.County)
		return err
	})
	return all, err
}

func (r *Reconcile) accountsIn(ctx context.Context, tx *db.Tx, county civil.County) ([]Account, error) {
	all, err := accounts(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	for i := range all {
		b, err := r.books.BalanceIn(ctx, tx, county, all[i].ID)
		if err != nil {
			return nil, err
		}
		all[i].Title = b.Account.Title
	}
	return all, nil
}

// accountIn reads one account under reconciliation; lock keeps others from matching it meanwhile.
func (r *Reconcile) accountIn(ctx context.Context, tx *db.Tx, county civil.County, id ledger.AccountID, lock bool) (Account, error) {
	a, found, err := accountByID(ctx, tx, county, id, lock)
	if err != nil {
		return a, err
	}
	if !found {
		return a, NotBegun.With("account", id).On("account")
	}
	b, err := r.books.BalanceIn(ctx, tx, county, id)
	a.Title = b.Account.Title
	return a, err
}

// Statement is a statement as it was taken in.
type Statement struct {
	ID       int64
	Account  ledger.AccountID
	N        int // its place among the account's statements, from 1; 0: a notice of movements
	Number   string
	Format   string
	Digest   string
	From, To civil.Date
	Balance  bank.Balance
	Lines    int64
	ByName   string
	At       time.Time
	GapFrom  civil.Date // the first day before it that no statement speaks of; 0: none
	Already  bool       // it had been taken in before
}

// Gap is how many days before the statement no statement speaks of.
func (s Statement) Gap() int {
	if s.GapFrom == 0 {
		return 0
	}
	return int(s.From - s.GapFrom)
}
