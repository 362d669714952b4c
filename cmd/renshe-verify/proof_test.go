package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// asked runs the proof command on a text.
func asked(t *testing.T, s string, args ...string) (int, proved) {
	t.Helper()
	var out, msg strings.Builder
	code := run(append([]string{"proof", "--json", "--lang", "en"}, append(args, "-")...), strings.NewReader(s), &out, &msg)
	var p proved
	if code != exitUsage {
		must(t, json.Unmarshal([]byte(out.String()), &p))
	}
	return code, p
}

// The proof of a payment holds for every place in the log and says what the transfer is; a cosigned one says by whom.
func TestProofOfOnePayment(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		w.live()
		key, err := w.books.VerifierKey(county)
		must(t, err)
		last, err := w.books.LastCheckpoint(ctx, county)
		must(t, err)
		transfers := 0
		for seq := range last.Size {
			p, err := w.books.ProveRecord(ctx, county, seq)
			must(t, err)
			code, got := asked(t, p.Text, "--key", key)
			if code != exitClean || !got.OK || got.Index != seq || got.Root != last.Root.String() || got.Witness != "" || got.Witnessed {
				t.Fatalf("place %d: exit %d, %+v", seq, code, got)
			}
			if got.Transfer != nil {
				transfers++
			}
		}
		if transfers < 10 {
			t.Errorf("%d proofs say their transfer", transfers)
		}
		p := w.paid(t)
		_, got := asked(t, p.Text, "--key", key)
		if x := got.Transfer; x == nil || x.AmountFen != 163_00 || x.Cause != "payment:11/2026-03" || x.Fund != int64(fund) || x.County != int64(county) || x.Seq != p.Seq {
			t.Errorf("%+v", x)
		}
		seen := w.cosign()
		if code, got := asked(t, p.Text, "--key", key, "--key", seen.key); code != exitFindings || got.Why == "" {
			t.Errorf("no witness signed, and one was asked for: exit %d, %+v", code, got)
		}
		p = w.paid(t)
		if code, got := asked(t, p.Text, "--key", key, "--key", seen.key); code != exitClean || !got.Witnessed || got.Witness != "finance.example/witness" || p.Witness != got.Witness {
			t.Errorf("exit %d, %+v", code, got)
		}
		if code, got := asked(t, p.Text, "--key", key); code != exitClean || got.Witnessed {
			t.Errorf("without the witness's key: exit %d, %+v", code, got)
		}
		if code, _ := asked(t, p.Text); code != exitUsage {
			t.Errorf("without a key: exit %d", code)
		}
		before := p.Text
		w.post(fund, "voucher", "voucher:7", march+1, ledger.Line{Debit: bankAcc, Credit: income, Amount: 100, Kind: ledger.Post, Cause: "more"})
		if again := w.paid(t); again.Text != before {
			t.Error("a cosigned proof changes when the log grows: a slip printed again would not be the same paper")
		}
		file := filepath.Join(t.TempDir(), "proof")
		must(t, os.WriteFile(file, []byte(p.Text[:40]+"\r\n "+p.Text[40:]+"\n"), 0o600))
		for lang, want := range map[string][]string{"zh": {"凭证有效", "163.00 元", "账期 2026-03", "见证人"}, "en": {"The proof holds", "163.00 yuan", "signed at"}} {
			var out, msg strings.Builder
			if code := run([]string{"proof", "--lang", lang, "--key", key, "--key", seen.key, file}, nil, &out, &msg); code != exitClean {
				t.Errorf("exit %d, %s%s", code, &out, &msg)
			}
			for _, s := range want {
				if !strings.Contains(out.String(), s) {
					t.Errorf("%s: %q is not said: %s", lang, s, &out)
				}
			}
		}
	})
}

// No character of the text can be changed, left out, doubled or exchanged, and no byte even by somebody who writes the check sum anew.
func TestChangedProofsAreRefused(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		w.live()
		key, err := w.books.VerifierKey(county)
		must(t, err)
		seen := w.cosign()
		keys := []string{"--key", key, "--key", seen.key}
		text := w.paid(t).Text
		if code, _ := asked(t, text, keys...); code != exitClean {
			t.Fatal("the proof itself is refused")
		}
		tried := 0
		refused := func(what, s string) {
			tried++
			if code, got := asked(t, s, keys...); code == exitClean {
				t.Errorf("%s is taken: %+v", what, got)
			}
		}
		for i := range text {
			for c := byte('0'); c <= '9'; c++ {
				if text[i] != c {
					refused(fmt.Sprintf("%c at %d", c, i), text[:i]+string(c)+text[i+1:])
				}
			}
			refused(fmt.Sprintf("%d left out", i), text[:i]+text[i+1:])
			if i > 0 && text[i] != text[i-1] {
				refused(fmt.Sprintf("%d exchanged", i), text[:i-1]+text[i:i+1]+text[i-1:i]+text[i+1:])
			}
		}
		raw, ok := bytesOf(text[len(proofTag):])
		if !ok {
			t.Fatal("not read back")
		}
		body := raw[:len(raw)-checkSize]
		for i := range body {
			for _, by := range []byte{1, 2, 4, 8, 16, 32, 64, 128, byte(1 + rand.IntN(255))} {
				forged := append([]byte(nil), body...)
				forged[i] ^= by
				sum := sha256.Sum256(append([]byte(proofTag), forged...))
				refused(fmt.Sprintf("byte %d forged", i), proofTag+digitsOf(append(forged, sum[:checkSize]...)))
			}
		}
		for _, s := range []string{"", proofTag, "RSP1" + text[4:], text + "0", strings.Repeat("9", 5000), proofTag + strings.Repeat("9", 17), proofTag + strings.Repeat("0", 17*200),
			proofTag + "-" + text[6:], proofTag + "１" + text[6:], "\x00", text + text} {
			refused(fmt.Sprintf("%.20q", s), s)
		}
		t.Logf("%d changed texts of %d characters refused", tried, len(text))
	})
}

// paid is the proof of the payment that the bank of the kit carried out.
func (w *world) paid(t *testing.T) ledger.Proof {
	t.Helper()
	last, err := w.books.LastCheckpoint(ctx, county)
	must(t, err)
	for seq := range last.Size {
		p, err := w.books.ProveRecord(ctx, county, seq)
		must(t, err)
		if s, err := parseProof(p.Text); err == nil && s.transfer != nil && s.transfer.Kind == 3 && s.transfer.Cause == "payment:11/2026-03" {
			return p
		}
	}
	t.Fatal("payment 11 was not paid")
	return ledger.Proof{}
}

// digitsOf writes bytes as the house does, from the page that describes it.
func digitsOf(b []byte) string {
	s := ""
	for len(b) > 0 {
		n := min(7, len(b))
		v := uint64(0)
		for _, x := range b[:n] {
			v = v<<8 | uint64(x)
		}
		s += fmt.Sprintf("%0*d", widths[n], v)
		b = b[n:]
	}
	return s
}
