package enrolment

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// BankStatus says whether money can be sent there.
type BankStatus string

// The statuses of a bank account.
const (
	BankOK     BankStatus = "ok"
	BankClosed BankStatus = "closed"
)

var bankTitles = map[BankStatus]words.Text{
	BankOK:     {Zh: "正常", En: "in order"},
	BankClosed: {Zh: "已销户", En: "closed"},
}

// Title is the word people read.
func (s BankStatus) Title() words.Text { return bankTitles[s] }

// BankAccount is where a person's benefits go. Number is whole: a page shows Masked, only the bank file carries it.
type BankAccount struct {
	ID     int64
	Person int64
	Bank   string
	Number civil.BankCard
	Tail   string
	Status BankStatus
	Since  civil.Date
	Until  civil.Date // zero while it is the current one
	At     time.Time
}

// Masked is the number as a page shows it.
func (b BankAccount) Masked() string { return b.Number.Masked() }

const (
	domainBank = "enrolment.bank-account"
	maxBank    = 60
)

// SetBankAccountIn records where a person's benefits go from today on; the account before it becomes history. A failing Luhn sum
// warns, as some old passbooks have none; so does a number that somebody else's benefits go to.
func (r *Rolls) SetBankAccountIn(ctx context.Context, tx *db.Tx, actor access.Actor, person int64, bank, number string) (BankAccount, []civil.Warning, error) {
	if err := mayWrite(actor); err != nil {
		return BankAccount{}, nil, err
	}
	bank = strings.TrimSpace(bank)
	if bank == "" || len([]rune(bank)) > maxBank {
		return BankAccount{}, nil, BadBank.With().On("bank")
	}
	card, warnings, err := civil.ParseBankCard(number)
	if err != nil {
		return BankAccount{}, nil, err
	}
	old, err := r.currentBank(ctx, tx, actor.County, person, tx.LockClause())
	switch {
	case err == nil && old.Number == card && old.Bank == bank && old.Status == BankOK:
		return BankAccount{}, nil, SameBankAccount.With().On("number")
	case err == nil:
		if err := retireBankAccount(ctx, tx, actor.County, old.ID, civil.DateIn(tx.Now())); err != nil {
			return BankAccount{}, nil, err
		}
	case !errors.Is(err, NoBankAccount):
		return BankAccount{}, nil, err
	}
	shared, err := r.SharedAccountIn(ctx, tx, actor.County, person, card)
	if err != nil {
		return BankAccount{}, nil, err
	}
	warnings = append(warnings, shared...)
	b := BankAccount{ID: tx.NewID(), Person: person, Bank: bank, Number: card, Tail: card.Tail(), Status: BankOK, Since: civil.DateIn(tx.Now()), At: tx.Now()}
	if err := insertBankAccount(ctx, tx, actor.County, r.bankRow(actor.County, b, actor.User)); err != nil {
		return BankAccount{}, nil, err
	}
	return b, warnings, r.audit(ctx, tx, actor, "enrolment.bank-account", person, nil)
}

// SharedAccountIn warns of a number that somebody else's benefits go to, and is silent otherwise: a family may share a passbook, but
// whoever takes in a change and whoever decides it should see it.
func (r *Rolls) SharedAccountIn(ctx context.Context, tx *db.Tx, county civil.County, person int64, number civil.BankCard) ([]civil.Warning, error) {
	others, err := countHolders(ctx, tx, county, r.bankHash(number), person)
	if err != nil || others == 0 {
		return nil, err
	}
	return []civil.Warning{{Code: "enrolment.shared-account", Text: words.Text{
		Zh: "另有他人的待遇也发到这个账号，请核对是否本人账户。", En: "Somebody else's benefits go to this number too: check that it is the person's own."}}}, nil
}

// BankAccountClosedIn records that the bank says the current account is closed; the gate then holds payments until there is a new one.
func (r *Rolls) BankAccountClosedIn(ctx context.Context, tx *db.Tx, actor access.Actor, person int64) error {
	if err := mayWrite(actor); err != nil && actor.May(access.RunBank) != nil {
		return err
	}
	b, err := r.currentBank(ctx, tx, actor.County, person, tx.LockClause())
	if err != nil || b.Status == BankClosed {
		return err
	}
	if err := closeBankAccount(ctx, tx, actor.County, b.ID); err != nil {
		return err
	}
	return r.audit(ctx, tx, actor, "enrolment.bank-account-closed", person, nil)
}

// BankAccountIn is the current bank account of a person; [NoBankAccount] if none is recorded.
func (r *Rolls) BankAccountIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) (BankAccount, error) {
	return r.currentBank(ctx, tx, county, person, "")
}

func (r *Rolls) currentBank(ctx context.Context, tx *db.Tx, county civil.County, person int64, end string) (BankAccount, error) {
	row, err := readBankAccount(ctx, tx, county, person, end)
	if db.IsNoRows(err) {
		return BankAccount{}, NoBankAccount.With()
	}
	if err != nil {
		return BankAccount{}, err
	}
	return r.openBank(county, row)
}

// BankAccounts lists the bank accounts of a person, the current one first.
func (r *Rolls) BankAccounts(ctx context.Context, actor access.Actor, person int64) (all []BankAccount, err error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		rows, err := readBankAccounts(ctx, tx, actor.County, person)
		if err != nil {
			return err
		}
		for _, row := range rows {
			b, err := r.openBank(actor.County, row)
			if err != nil {
				return err
			}
			all = append(all, b)
		}
		return nil
	})
	return all, err
}

// bankRow is a bank account as the database holds it.
type bankRow struct {
	id, person int64
	bank       string
	sealed     []byte
	hash       int64
	status     BankStatus
	since      string
	until      *string
	user       int64
	at         int64
}

func (r *Rolls) bankRow(county civil.County, b BankAccount, user int64) bankRow {
	row := bankRow{id: b.ID, person: b.Person, bank: b.Bank, sealed: r.box.Seal([]byte(b.Number), bankBound(county, b.ID)),
		hash: r.bankHash(b.Number), status: b.Status, since: b.Since.String(), user: user, at: b.At.UnixMicro()}
	if !b.Until.IsZero() {
		until := b.Until.String()
		row.until = &until
	}
	return row
}

func (r *Rolls) openBank(county civil.County, row bankRow) (BankAccount, error) {
	number, err := r.openNumber(county, row.id, row.sealed)
	if err != nil {
		return BankAccount{}, err
	}
	b := BankAccount{ID: row.id, Person: row.person, Bank: row.bank, Number: number, Tail: number.Tail(), Status: row.status, At: time.UnixMicro(row.at).UTC()}
	if b.Since, err = civil.ParseDate(row.since); err != nil {
		return BankAccount{}, Damaged.With().From(err)
	}
	if row.until != nil {
		if b.Until, err = civil.ParseDate(*row.until); err != nil {
			return BankAccount{}, Damaged.With().From(err)
		}
	}
	return b, nil
}

func (r *Rolls) openNumber(county civil.County, account int64, sealed []byte) (civil.BankCard, error) {
	plain, err := r.box.Unseal(sealed, bankBound(county, account))
	if err != nil {
		return "", Damaged.With().From(err)
	}
	return civil.BankCard(plain), nil
}

// bankHash is the keyed number under which equal account numbers are found.
func (r *Rolls) bankHash(n civil.BankCard) int64 {
	return int64(binary.BigEndian.Uint64(r.box.Lookup(domainBank, string(n))) >> 1)
}

func bankBound(county civil.County, id int64) []byte {
	return fmt.Appendf(nil, "enrolment/%d/%d/bank", county, id)
}
