package ledger

import (
	"crypto/sha256"
	"errors"
	"testing"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/tlog"
)

// A document is a leaf of the log, once, in the transaction that keeps its file; what it says of itself must hold together.
func TestDocuments(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		before := clean(t, l)
		order := addDocument(t, l, document(PaymentOrder, "run:81"))
		answer := addDocument(t, l, document(BankAnswer, "run:81"))
		if again := addDocument(t, l, document(BankAnswer, "run:81")); !again.Already || again.Seq != answer.Seq || again.AddedBy != maker.User {
			t.Errorf("again: %+v", again)
		}
		other := addDocument(t, l, document(BankAnswer, "run:82"))
		if order.Already || answer.Seq != order.Seq+1 || other.Seq != answer.Seq+1 || order.Lines != 2 || order.Total != 700 || order.AddedAt.IsZero() {
			t.Errorf("%+v, %+v, %+v", order, answer, other)
		}
		all, err := l.Documents(ctx, county, "run:81")
		must(t, err)
		if len(all) != 2 || all[0] != order || all[1] != answer {
			t.Errorf("%+v", all)
		}
		after := clean(t, l)
		if after.Entries != before.Entries+3 || after.Documents != 3 || after.Checkpoints != before.Checkpoints+3 {
			t.Errorf("%+v after %+v", after, before)
		}
		if _, err := l.ProveRecord(ctx, county, answer.Seq); err != nil {
			t.Errorf("its proof: %v", err)
		}
		for name, c := range map[string]func(*Document){
			"no kind": func(x *Document) { x.Kind = "letter" }, "no cause": func(x *Document) { x.Cause = "" }, "less than nothing": func(x *Document) { x.Total = -1 },
			"no lines": func(x *Document) { x.Lines = -1 }, "another fund's account": func(x *Document) { x.Fund = Unemployment },
			"no account": func(x *Document) { x.Account = ResidentPension.Account(66) }, "no fund": func(x *Document) { x.Fund = 99 },
		} {
			bad := document(BankAnswer, "run:83")
			c(&bad)
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := l.AddDocumentIn(ctx, tx, maker, bad)
				return err
			})
			if !errors.Is(err, BadDocument) && !errors.Is(err, UnknownAccount) && !errors.Is(err, UnknownFund) {
				t.Errorf("%s: %v", name, err)
			}
		}
		err = d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := l.AddDocumentIn(ctx, tx, access.TheSystem(430702), document(BankAnswer, "run:83"))
			return err
		})
		wants(t, "another county's", err, access.OtherCounty)
		if last := clean(t, l); last.Root != after.Root {
			t.Error("a refusal changed the log")
		}
	})
}

// The hash of a document's lines is that of their integers, one after the other.
func TestDocumentList(t *testing.T) {
	var l, none, wrong DocumentList
	l.Add(11, 163_00, ListPaid)
	l.Add(12, 220_00, ListReturned)
	have, err := l.Sum()
	must(t, err)
	if want := sha256.Sum256(leafBytes(nil).ints(11, 16300, 1, 12, 22000, 2)); have != tlog.Hash(want) {
		t.Errorf("%v, want %x", have, want)
	}
	if h, err := none.Sum(); err != nil || h != sha256.Sum256(nil) {
		t.Errorf("%v, %v", h, err)
	}
	wrong.Add(12, 1, 0)
	wrong.Add(12, 1, 0)
	if _, err := wrong.Sum(); !errors.Is(err, BadDocument) {
		t.Errorf("a payment twice: %v", err)
	}
	for _, k := range []DocumentKind{PaymentOrder, BankAnswer, BankStatement} {
		if k.Title().Zh == "" || k.Title().En == "" {
			t.Errorf("%s has no title", k)
		}
	}
}

// Books of the format's version 01, which one person could write, verify as they were signed; once version 02 stands, none of it follows.
func TestVersionOne(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		keys, err := OpenKeys(t.TempDir())
		must(t, err)
		l := New(d, keys)
		must(t, d.InCounty(ctx, county, func(tx *db.Tx) error { return newHead(ctx, tx, county) }))
		alone := func(n int64, want string) {
			t.Helper()
			attack(t, d, func(tx *db.Tx) {
				defer restore(t, tx)
				w, err := l.begin(ctx, tx, county, ResidentPension, 0)
				must(t, err)
				id := ResidentPension.Account(n)
				a := accountRow{county: int64(county), id: int64(id), seq: w.edge.Size(), fund: 3, class: 1, owner: "county", titleZh: "甲", titleEn: "A", openedBy: 7, openedAt: w.at}
				a.leaf = w.add(a.bytes())
				_, err = w.seal(ctx, newAccount(&a))
				must(t, err)
				p := periodRow{county: int64(county), fund: 3, month: int64(march) - 9, seq: w.edge.Size(), closedBy: 7, closedAt: w.at}
				must(t, w.snapshot(ctx, &p))
				p.leaf = w.add(p.bytes())
				_, err = w.seal(ctx, newPeriod(&p))
				must(t, err)
				found := verifyIn(t, l, tx)
				if want == "" && len(found) > 0 {
					t.Errorf("books of version 01: %+v", found)
				}
				if want != "" && (len(found) != 2 || found[0].Column != want || found[1].Column != want) {
					t.Errorf("version 01 after version 02: %+v", found)
				}
				if want == "" && string(a.bytes()[:16]) != "renshe-ledger-01" {
					t.Errorf("%q", a.bytes()[:16])
				}
			})
		}
		alone(1, "")
		must(t, l.OpenAccounts(ctx, maker, hands, account(bank, Asset, true)))
		alone(70, "checker")
	})
}
