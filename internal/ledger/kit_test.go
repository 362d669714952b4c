package ledger

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/internal/words"
	"renshe/money"
)

const county civil.County = 430725

var (
	ctx   = context.Background()
	march = civil.MonthOf(2026, 3)
	maker = access.Actor{County: county, User: 7, Role: access.System} // the program itself, in the name of
	hands = Persons{7, 8}

	bank    = ResidentPension.Account(1)
	expense = ResidentPension.Account(2)
	income  = ResidentPension.Account(3)
	other   = Unemployment.Account(1)

	gives = ResidentPension.Account(4) // the clearing accounts of a move
	takes = Unemployment.Account(4)
)

func account(id AccountID, class Class, closed bool) Account {
	return Account{ID: id, Fund: id.Fund(), Class: class, Owner: "county", NoOverdraft: closed,
		Title: words.Text{Zh: "账户" + id.String(), En: "account " + id.String()}}
}

// books makes a ledger with a bank account that may not be overdrawn, expense, income, and one account of another fund.
func books(t testing.TB, d *db.DB) *Ledger {
	t.Helper()
	keys, err := OpenKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	l := New(d, keys)
	must(t, l.OpenAccounts(ctx, maker, hands, account(bank, Asset, true), account(expense, Expense, false), account(income, Income, false),
		account(other, Asset, true), account(Unemployment.Account(3), Income, false), clearing(gives), clearing(takes)))
	return l
}

func clearing(id AccountID) Account {
	a := account(id, Liability, false)
	a.Owner = Clearing + ":" + id.String()
	return a
}

// move is money that goes from one fund to the other, as batches id and id+1000.
func move(id int64, amount money.Fen) Move {
	in := batch(id+1000, Line{Debit: takes, Credit: Unemployment.Account(3), Amount: amount, Kind: Post})
	out := batch(id, Line{Debit: expense, Credit: gives, Amount: amount, Kind: Post})
	in.Fund, out.Period, in.Period = Unemployment, march+1, march+1
	return Move{Reference: "decision:9", Out: out, In: in}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func batch(id int64, lines ...Line) Batch {
	return Batch{ID: id, Fund: ResidentPension, Kind: "voucher", Maker: 7, Checker: 8, Cause: "test", Period: march, Lines: lines}
}

// fill brings money into the bank account.
func fill(t testing.TB, l *Ledger, id int64, amount money.Fen) Receipt {
	t.Helper()
	r, err := l.Post(ctx, maker, batch(id, Line{Debit: bank, Credit: income, Amount: amount, Kind: Post, Code: "subsidy"}))
	must(t, err)
	return r
}

// lockHead takes the county's turn.
func lockHead(ctx context.Context, tx *db.Tx, county civil.County) (h headRow, err error) {
	var found bool
	err = tx.QueryAll(ctx, []db.Question{lockedHead(tx, county, &h, &found)})
	return h, err
}

func clean(t testing.TB, l *Ledger) Report {
	t.Helper()
	r, err := l.Verify(ctx, county, nil)
	must(t, err)
	for _, f := range r.Findings {
		t.Errorf("found in clean books: %+v", f)
	}
	if !r.OK && len(r.Findings) == 0 {
		t.Error("not OK without a finding")
	}
	return r
}

// The protections of a fresh database are those that Verify asks for. After a migration of ledger tables:
// RENSHE_GOLDEN=1 go test ./internal/ledger -run TestGuards
func TestGuards(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		var have []string
		must(t, d.View(ctx, func(tx *db.Tx) (err error) {
			have, err = guards(ctx, tx)
			return err
		}))
		text := strings.Join(have, "\n") + "\n"
		want := map[db.Engine]string{db.SQLite: sqliteSchema, db.Postgres: postgresSchema}[d.Engine()]
		if os.Getenv("RENSHE_GOLDEN") != "" {
			must(t, os.WriteFile("schema."+string(d.Engine())+".txt", []byte(text), 0o644))
			return
		}
		if text != want {
			t.Errorf("the guards are\n%s\nnot\n%s", text, want)
		}
		for _, name := range []string{"transfer_no_update", "transfer_no_delete", "batch_moves", "account_only_grows", "checkpoint_no_delete"} {
			if !slices.ContainsFunc(have, func(l string) bool { return strings.Contains(l, name) }) {
				t.Errorf("no %s", name)
			}
		}
	})
}
