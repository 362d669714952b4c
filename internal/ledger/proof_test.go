package ledger

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
	"renshe/tlog"
)

// Bytes are written as digits and read back, and no other digits are read.
func TestDigitsAreOneToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		s := digits(b)
		if back, ok := undigits(s); !ok || !bytes.Equal(back, b) {
			t.Fatalf("%x is %s is %x", b, s, back)
		}
		if len(s) > len(b)*17/7+3 || strings.Trim(s, "0123456789") != "" {
			t.Fatalf("%d bytes are %q", len(b), s)
		}
		other := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789+-_x. ")), 0, 60, -1).Draw(t, "text")
		if got, ok := undigits(other); ok && digits(got) != other {
			t.Fatalf("%q is read as %x, which is %q", other, got, digits(got))
		}
	})
}

// Every transfer is read back from its proof as it was written, whatever its texts and numbers are.
func TestProofsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := inclusion{origin: Origin(county), seq: rapid.Int64Range(0, 1<<40).Draw(t, "seq"), sign: bytes.Repeat([]byte{7}, signBytes)}
		in.size = in.seq + rapid.Int64Range(1, 1<<40).Draw(t, "more")
		if rapid.Bool().Draw(t, "transfer") {
			in.row = &transferRow{}
			for _, f := range in.row.fields() {
				switch v := f.(type) {
				case *int64:
					*v = rapid.Int64().Draw(t, "int")
				case *string:
					*v = rapid.OneOf(rapid.String(), rapid.StringMatching(`([0-9a-f]{2})*`)).Draw(t, "text")
				}
			}
			in.row.seq = in.seq
			in.leaf = tlog.LeafHash(in.row.bytes())
		} else {
			in.leaf = sha256.Sum256([]byte("x"))
		}
		for range rapid.IntRange(0, maxPath).Draw(t, "path") {
			in.path = append(in.path, sha256.Sum256([]byte{byte(len(in.path))}))
		}
		if rapid.Bool().Draw(t, "witness") {
			in.witness, in.witnessed, in.cosign = "a.example/w", rapid.Int64Range(0, 1<<40).Draw(t, "at"), bytes.Repeat([]byte{9}, signBytes)
		}
		text := in.proof(0).Text
		back, err := parseProof(text[:9] + " \n" + text[9:])
		if err != nil || back.proof(0).Text != text || back.leaf != in.leaf {
			t.Fatalf("%+v is %+v: %v", in, back, err)
		}
	})
}

func FuzzParseProof(f *testing.F) {
	in := inclusion{origin: Origin(county), size: 9, seq: 3, row: &transferRow{seq: 3, cause: "payment:1/2026-03"}, sign: make([]byte, signBytes)}
	f.Add(in.proof(0).Text)
	f.Add(proofTag)
	f.Add("RSP1 renshe/ledger/430725 1 0 a b c d")
	f.Fuzz(func(t *testing.T, text string) {
		if in, err := parseProof(text); err == nil && in.proof(0).Text != strings.Join(strings.Fields(text), "") {
			t.Fatalf("%q is read as %q", text, in.proof(0).Text)
		}
	})
}

// Who shows a proof learns whether it stands: damaged, of another house, genuine, genuine and gone from the books.
func TestCheckProof(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 500_00)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 163_00, Kind: Post, Code: "resident-pension.basic", Cause: "payment:81/2026-03"}))
		must(t, err)
		p, err := l.ProveRecord(ctx, county, r.Seqs[0])
		must(t, err)
		got, err := l.CheckProof(ctx, p.Text)
		must(t, err)
		if got.County != county || got.Entry.Amount != 163_00 || got.Entry.Cause != "payment:81/2026-03" || got.Size != p.Size || !got.At.Equal(p.At) || got.Witness != "" {
			t.Errorf("%+v", got)
		}
		w, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("s", 32)))
		must(t, err)
		fin := Witness{Name: "finance.example/witness", URL: "http://127.0.0.1:1", Key: w.Key()}
		must(t, l.SetWitness(ctx, maker, fin))
		last, err := l.LastCheckpoint(ctx, county)
		must(t, err)
		at := time.Date(2026, 3, 21, 9, 0, 0, 0, time.UTC)
		must(t, l.Cosigned(ctx, maker, fin, last.Size, w.Cosign(last.Checkpoint, at)))
		fill(t, l, 3, 100)
		p, err = l.ProveRecord(ctx, county, r.Seqs[0])
		must(t, err)
		got, err = l.CheckProof(ctx, p.Text)
		if err != nil || p.Size != last.Size || got.Witness != "finance.example/witness" || !got.Witnessed.Equal(at) {
			t.Errorf("%+v: %v", got, err)
		}

		in, err := parseProof(p.Text)
		must(t, err)
		forged := func(change func(in *inclusion)) string {
			x := in
			row := *in.row
			x.row, x.path = &row, append(tlog.Proof(nil), in.path...)
			x.sign, x.cosign = bytes.Clone(in.sign), bytes.Clone(in.cosign)
			change(&x)
			return x.proof(0).Text
		}
		account, err := l.ProveRecord(ctx, county, 0)
		must(t, err)
		for what, c := range map[string]struct {
			text string
			want error
		}{
			"a digit":          {p.Text[:100] + string('0'+('9'-p.Text[100])) + p.Text[101:], ProofDamaged},
			"half":             {p.Text[:len(p.Text)/2], ProofDamaged},
			"nothing":          {"", ProofDamaged},
			"the old form":     {"RSP1 renshe/ledger/430725 5 1 a b c d", ProofDamaged},
			"too much":         {p.Text + "123", ProofDamaged},
			"long":             {proofTag + strings.Repeat("0", 1<<20), ProofDamaged},
			"the amount":       {forged(func(x *inclusion) { x.row.amount++ }), ProofUnknown},
			"the cause":        {forged(func(x *inclusion) { x.row.cause = "payment:82/2026-03" }), ProofUnknown},
			"the county":       {forged(func(x *inclusion) { x.origin = Origin(430726) }), ProofUnknown},
			"another's origin": {forged(func(x *inclusion) { x.origin = "evil.example/ledger" }), ProofUnknown},
			"no number":        {forged(func(x *inclusion) { x.origin = "renshe/ledger/43072x" }), ProofUnknown},
			"the size":         {forged(func(x *inclusion) { x.size++ }), ProofUnknown},
			"the path":         {forged(func(x *inclusion) { x.path[0][0] ^= 1 }), ProofUnknown},
			"no path":          {forged(func(x *inclusion) { x.path = nil }), ProofUnknown},
			"the signature":    {forged(func(x *inclusion) { x.sign[5] ^= 1 }), ProofUnknown},
			"the witness":      {forged(func(x *inclusion) { x.cosign[5] ^= 1 }), ProofUnknown},
			"its time":         {forged(func(x *inclusion) { x.witnessed++ }), ProofUnknown},
			"no transfer":      {account.Text, ProofUnknown},
		} {
			if got, err := l.CheckProof(ctx, c.text); !errors.Is(err, c.want) {
				t.Errorf("%s: %+v, %v", what, got, err)
			}
		}
		unknown := forged(func(x *inclusion) { x.witness = "stranger.example/w" })
		if got, err := l.CheckProof(ctx, unknown); err != nil || got.Witness != "" {
			t.Errorf("the signature of a witness that nobody registered is passed on: %+v, %v", got, err)
		}
	})
}

// A proof that this house signed, of what its books no longer have, is the sign that they were replaced.
func TestAProofOutlivesReplacedBooks(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		r := fill(t, l, 1, 500_00)
		p, err := l.ProveRecord(ctx, county, r.Seqs[0])
		must(t, err)
		for name, amount := range map[string]money.Fen{"other content": 400_00, "nothing yet": 0} {
			fresh := testkit.SQLite
			if d.Engine() == db.Postgres {
				fresh = testkit.Postgres
			}
			old := New(testkit.Open(t, fresh(t)), l.keys)
			must(t, old.OpenAccounts(ctx, maker, hands, account(bank, Asset, true), account(expense, Expense, false), account(income, Income, false),
				account(other, Asset, true), account(Unemployment.Account(3), Income, false), clearing(gives), clearing(takes)))
			if amount > 0 {
				fill(t, old, 1, amount)
			}
			if _, err := old.CheckProof(ctx, p.Text); !errors.Is(err, ProofLost) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// The proofs of a county's log of a month, a year and ten years, with a witness: how many digits a QR code has to take.
func TestAProofFitsACode(t *testing.T) {
	for _, c := range []struct {
		records int64
		most    int
	}{{600_000, 2400}, {7_200_000, 2650}, {72_000_000, 2950}} {
		last := c.records - 1
		row := &transferRow{county: int64(county), seq: last, batch: 1<<62 + 12345, line: 8189, fund: int64(ResidentPension), debit: int64(ResidentPension.Account(5001)),
			credit: int64(ResidentPension.Account(1004)), amount: 196_00, released: 196_00, kind: int64(PostPending), ref: last - 300_000, code: "resident-pension.basic",
			cause: "payment:816112652547816704/2026-03", period: int64(march), valueDate: "2026-03-02", postedAt: 1_772_413_200_000_000, debitAfter: 1 << 40, creditAfter: 1 << 40}
		in := inclusion{origin: Origin(county), size: c.records, seq: last, row: row, sign: make([]byte, signBytes), witness: "finance.taoyuan.example/witness", witnessed: 1_772_413_200,
			cosign: make([]byte, signBytes)}
		for n := c.records - 1; n > 0; n >>= 1 { // the longest path that a log of this size has
			in.path = append(in.path, tlog.Hash{})
		}
		n := len(in.proof(0).Text) - len(proofTag)
		if n > c.most {
			t.Errorf("%d records: %d digits, more than %d", c.records, n, c.most)
		}
		t.Logf("%d records: a path of %d hashes, %d digits", c.records, len(in.path), n)
	}
}
