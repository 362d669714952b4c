package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/witness"
	"renshe/internal/words"
	"renshe/tlog"
)

// The books are cosigned by a witness that is there; one that is down, or that knows more than the books, stops nothing and is shown.
func TestCosign(t *testing.T) {
	const county civil.County = 430725
	ctx := t.Context()
	actor := access.Actor{County: county, User: 7, Role: access.System}
	a, err := Open(ctx, Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	opened := int64(0)
	open := func(n int64) {
		t.Helper()
		for range n {
			opened++
			id := ledger.ResidentPension.Account(opened)
			if err := a.Books.OpenAccounts(ctx, actor, ledger.Account{ID: id, Fund: id.Fund(), Class: ledger.Asset, Owner: "county",
				Title: words.Text{Zh: "账户", En: "account"}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	cosign := func() ledger.Witness {
		t.Helper()
		all, err := a.Cosign(ctx, county)
		if err != nil || len(all) != 1 {
			t.Fatalf("%v, %v", all, err)
		}
		return all[0]
	}
	w, err := witness.Open(t.TempDir(), "finance.example/witness")
	if err != nil {
		t.Fatal(err)
	}
	key, err := a.Books.VerifierKey(county)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.AddLog(key); err != nil {
		t.Fatal(err)
	}
	up := true
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !up {
			http.Error(rw, "down", http.StatusServiceUnavailable)
			return
		}
		w.Handler().ServeHTTP(rw, r)
	}))
	defer s.Close()
	if err := a.Books.SetWitness(ctx, actor, ledger.Witness{Name: "x", URL: s.URL, Key: w.Key()}); err != nil {
		t.Fatal(err)
	}
	if one := cosign(); one.Size != 0 || one.Problem != "" {
		t.Errorf("an empty log: %+v", one)
	}
	open(3)
	if one := cosign(); one.Size != 3 || one.Problem != "" || one.AskedAt.IsZero() {
		t.Errorf("%+v", one)
	}
	up = false
	open(2)
	if one := cosign(); one.Size != 3 || !strings.Contains(one.Problem, "503") {
		t.Errorf("down: %+v", one)
	}
	up = true
	open(700) // past complete subtrees of 256, whose roots are kept
	if one := cosign(); one.Size != 705 || one.Problem != "" {
		t.Errorf("up again: %+v", one)
	}
	open(1)
	if one := cosign(); one.Size != 706 || w.Logs()[0].Size != 706 {
		t.Errorf("%+v", one)
	}
	for _, seq := range []int64{0, 255, 256, 704, 705} {
		p, err := a.Books.ProveRecord(ctx, county, seq)
		if err != nil || p.Size != 706 || !strings.HasSuffix(p.Text, p.Short) {
			t.Errorf("%d: %+v, %v", seq, p, err)
		}
	}
	forged, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("f", 32)))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Books.SetWitness(ctx, actor, ledger.Witness{Name: "x", URL: s.URL, Key: forged.Key()}); err == nil {
		t.Error("a witness got another key")
	}
}
