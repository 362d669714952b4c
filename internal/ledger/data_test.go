package ledger

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/mod/sumdb/note"

	"renshe/civil"
	"renshe/tlog"
)

// The published vectors of the leaf's format: an independent verifier must come to the same bytes.
func TestLeafVectors(t *testing.T) {
	raw, err := os.ReadFile("testdata/leaves.json")
	must(t, err)
	var want []struct{ Table, Bytes, Leaf string }
	must(t, json.Unmarshal(raw, &want))
	rows := map[string]leafBytes{
		"account": (&accountRow{county: 430725, id: 3<<48 | 1, seq: 0, fund: 3, class: 1, owner: "county", titleZh: "银行存款", titleEn: "Bank",
			noOverdraft: 1, openedBy: 7, openedAt: 1772413200000000}).bytes(),
		"transfer": (&transferRow{county: 430725, seq: 2, batch: 81, line: 0, fund: 3, debit: 3<<48 | 2, credit: 3<<48 | 1, amount: 16300,
			kind: 2, code: "resident-pension.basic", cause: "payment:1", plan: "ab12", inputs: "{}", period: 24314, valueDate: "2026-03-10",
			postedAt: 1772413200000000, debitAfter: -5, creditAfter: 100000}).bytes(),
		"batch": (&batchRow{county: 430725, id: 81, seq: 3, firstSeq: 2, fund: 3, kind: "payment-run", requestHash: []byte{1, 2, 3}, lines: 1,
			total: 16300, maker: 7, checker: 8, cause: "run:81", period: 24314, postedAt: 1772413200000000}).bytes(),
		"period": (&periodRow{county: 430725, fund: 3, month: 24314, seq: 4, accounts: 3, debits: 100000, credits: 100000,
			root: make([]byte, 32), closedBy: 7, closedAt: 1772413200000000}).bytes(),
		"account 02": (&accountRow{county: 430725, id: 3<<48 | 1, seq: 0, fund: 3, class: 1, owner: "county", titleZh: "银行存款", titleEn: "Bank",
			noOverdraft: 1, openedBy: 7, openedAt: 1772413200000000, checker: 8}).bytes(),
		"period 02": (&periodRow{county: 430725, fund: 3, month: 24314, seq: 4, accounts: 3, debits: 100000, credits: 100000,
			root: make([]byte, 32), closedBy: 7, closedAt: 1772413200000000, checker: 8}).bytes(),
		"document": (&documentRow{county: 430725, seq: 5, fund: 3, kind: "bank-answer", account: 3<<48 | 1, cause: "run:81", digest: countUp(0),
			list: countUp(32), lines: 2, total: 38300, addedBy: 7, addedAt: 1772413200000000}).bytes(),
		"proposal": (&proposalRow{county: 430725, id: 6, act: "close", fund: 3, subject: 24314, content: "{}", reason: "三月", total: 5, needs: 1, voices: 1,
			state: "confirmed", maker: 7, makerName: "甲", madeAt: 1772413200000000, decidedBy: 8, decidedName: "乙", decidedAt: 1772413200000001, remark: "", seq: 9}).bytes(),
		"voice": (&voiceRow{county: 430725, proposal: 6, maker: 7, by: 8, name: "乙", at: 1772413200000001}).bytes(),
	}
	if len(want) != len(rows) {
		t.Fatalf("%d vectors for %d tables", len(want), len(rows))
	}
	for _, w := range want {
		b := rows[w.Table]
		if hex.EncodeToString(b) != w.Bytes || tlog.LeafHash(b).String() != w.Leaf {
			t.Errorf("%s: bytes %x leaf %v", w.Table, []byte(b), tlog.LeafHash(b))
		}
	}
}

// countUp is 32 bytes that count up.
func countUp(from byte) []byte {
	b := make([]byte, 32)
	for i := range b {
		b[i] = from + byte(i)
	}
	return b
}

// Every field of a row is in its leaf, but the leaf itself and the counters.
func TestLeafHoldsEveryField(t *testing.T) {
	for _, row := range []interface{ bytes() leafBytes }{&accountRow{}, &transferRow{}, &batchRow{}, &periodRow{}, &documentRow{}, &proposalRow{}, &voiceRow{}} {
		base := string(row.bytes())
		v := reflect.ValueOf(row).Elem()
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "leaf" || name == "counters" {
				continue
			}
			f := reflect.NewAt(v.Field(i).Type(), v.Field(i).Addr().UnsafePointer()).Elem()
			old := reflect.ValueOf(f.Interface())
			switch f.Kind() {
			case reflect.Int64:
				f.SetInt(1)
			case reflect.String:
				f.SetString("x")
			default:
				f.SetBytes([]byte{1})
			}
			if string(row.bytes()) == base {
				t.Errorf("%T.%s is not in the leaf", row, name)
			}
			f.Set(old)
		}
	}
}

func TestFunds(t *testing.T) {
	consts := map[string]Fund{"enterprise-pension": EnterprisePension, "public-pension": PublicPension, "resident-pension": ResidentPension,
		"employee-medical": EmployeeMedical, "resident-medical": ResidentMedical, "injury": Injury, "unemployment": Unemployment,
		"employment-subsidy": EmploymentSubsidy, "relief": Relief, "working-budget": WorkingBudget}
	for code, number := range consts {
		def, err := FundNamed(code)
		must(t, err)
		if def.Number != number {
			t.Errorf("%s is %d in law/funds and %d in the program", code, def.Number, number)
		}
		if back, err := number.Def(); err != nil || back != def {
			t.Errorf("%s by number: %v", code, err)
		}
	}
	medical, _ := FundNamed("employee-medical")
	before, _ := medical.On(civil.DateOf(2018, 1, 1))
	after, _ := medical.On(civil.DateOf(2026, 1, 1))
	if len(before.Merges) != 0 || fmt.Sprint(after.Merges) != "[maternity]" || before.Title == after.Title {
		t.Errorf("medical and maternity: %+v, %+v", before, after)
	}
	if _, found := medical.On(civil.DateOf(1990, 1, 1)); found {
		t.Error("terms before the first")
	}
	if _, err := FundNamed("pocket"); !errors.Is(err, UnknownFund) {
		t.Errorf("an unknown fund: %v", err)
	}
	good := `{code: a, number: 1, kind: insurance, history: [{from: "2020-01-01", title: {zh: 甲, en: A}, owner: {zh: 县, en: C}, law: [{document: d, article: "1"}], confidence: S}]}`
	if _, err := LoadFunds(fstest.MapFS{"f/a.yaml": {Data: []byte(good)}}, "f"); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"number": strings.Replace(good, "number: 1", "number: 40000", 1), "kind": strings.Replace(good, "insurance", "x", 1),
		"law": strings.Replace(good, `{document: d, article: "1"}`, "", 1), "title": strings.Replace(good, "en: A", `en: ""`, 1),
		"date": strings.Replace(good, "2020-01-01", "2020-13-01", 1), "unknown field": strings.Replace(good, "kind:", "kindd: 1, kind:", 1),
		"name": strings.Replace(good, "code: a", "code: b", 1),
	} {
		if _, err := LoadFunds(fstest.MapFS{"f/a.yaml": {Data: []byte(bad)}}, "f"); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	twice := fstest.MapFS{"f/a.yaml": {Data: []byte(good)}, "f/b.yaml": {Data: []byte(strings.Replace(good, "code: a", "code: b", 1))}}
	if _, err := LoadFunds(twice, "f"); err == nil {
		t.Error("two funds with one number were accepted")
	}
	if _, err := LoadFunds(fstest.MapFS{}, "f"); err == nil {
		t.Error("no funds were accepted")
	}
}

func TestAccountID(t *testing.T) {
	id := ResidentPension.Account(17)
	if id.Fund() != ResidentPension || id.Number() != 17 || id.String() != "3-17" {
		t.Errorf("%v %v %v", id, id.Fund(), id.Number())
	}
	if back, err := ParseAccountID("3-17"); err != nil || back != id {
		t.Errorf("%v %v", back, err)
	}
	if lastFund.Account(1<<48-1) < 0 {
		t.Error("the last account's number is negative")
	}
	for _, s := range []string{"", "3", "3-", "-3-1", "0-1", "3-0", "3-17x", "03-17", "40000-1", "3-281474976710656"} {
		if id, err := ParseAccountID(s); err == nil {
			t.Errorf("%q is %v", s, id)
		}
	}
}

func TestKeys(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	texts := make([]string, 8)
	for i := range texts { // several processes on the first day: one key wins
		wg.Go(func() {
			k, err := OpenKeys(dir)
			if err != nil {
				t.Error(err)
				return
			}
			texts[i], _ = k.VerifierKey(430725)
		})
	}
	wg.Wait()
	for _, s := range texts {
		if s != texts[0] || s == "" {
			t.Errorf("two keys: %q, %q", s, texts[0])
		}
	}
	file := filepath.Join(dir, "keys", "ledger.key")
	info, err := os.Stat(file)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the key's mode is %v", info.Mode())
	}
	left, err := os.ReadDir(filepath.Join(dir, "keys"))
	must(t, err)
	if len(left) != 2 {
		t.Errorf("files %v", left)
	}
	keys, err := OpenKeys(dir)
	must(t, err)
	signer, verifier, err := keys.For("renshe/ledger/430725")
	must(t, err)
	msg, err := note.Sign(&note.Note{Text: "x\n"}, signer)
	must(t, err)
	public, err := note.NewVerifier(texts[0]) // what an auditor has
	must(t, err)
	for _, v := range []note.Verifier{verifier, public} {
		if _, err := note.Open(msg, note.VerifierList(v)); err != nil {
			t.Error(err)
		}
	}
	must(t, os.WriteFile(file, []byte("PRIVATE+KEY+half"), 0o600))
	if _, err := OpenKeys(dir); !errors.Is(err, BadKeys) {
		t.Errorf("a damaged key: %v", err)
	}
	if raw, _ := os.ReadFile(file); string(raw) != "PRIVATE+KEY+half" {
		t.Error("a damaged key was replaced")
	}
}
