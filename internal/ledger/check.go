package ledger

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/tlog"
)

var nothingDone = words.Text{Zh: "核验不改任何数据。", En: "Checking changes nothing."}

// The faults of a proof that somebody shows.
var (
	// ProofDamaged is a text that is not a proof, or of which a character is wrong or missing.
	ProofDamaged = fail.Define(fail.Invalid, "ledger.proof-damaged",
		words.Text{Zh: "这段二维码文字不完整，或有字符错了。", En: "This text of a QR code is not whole, or a character of it is wrong."},
		nothingDone,
		words.Text{Zh: "请重新扫码，把文字从头到尾复制过来；或改用凭条上的核验码。", En: "Scan the code again and copy the text from its beginning to its end; or use the slip's short code."})
	// ProofUnknown is a text in the form of a proof that this house's key did not sign.
	ProofUnknown = fail.Define(fail.NotFound, "ledger.proof-unknown",
		words.Text{Zh: "这段凭证不是本系统签发的：签名对不上。", En: "This proof was not issued here: its signature does not fit."},
		nothingDone,
		words.Text{Zh: "请当作无效凭证处理；如果是县局给您的，请带上原件向县局或财政、审计部门反映。", En: "Treat it as invalid. If the county gave it to you, take the paper to the county, the finance bureau or the auditor."})
	// ProofLost is a proof that this house signed of something that its books do not have: they were changed, or an old copy was put back.
	ProofLost = fail.Define(fail.Conflict, "ledger.proof-lost",
		words.Text{Zh: "凭证的签名是真的，但现在的账上没有这一笔。", En: "The proof's signature is genuine, but the books as they are now do not have this transfer."},
		words.Text{Zh: "您的凭证有效，请保存好。", En: "Your proof is good: keep it."},
		words.Text{Zh: "账可能被改动过，或恢复了旧的备份。请把凭证交财政或审计部门核查。", En: "The books may have been changed, or an old copy put back. Take the proof to the finance bureau or the auditor."})
)

// Confirmed is a genuine proof of a transfer that stands in the books as the proof says it.
type Confirmed struct {
	Proof
	County civil.County
	Entry  Entry
}

// CheckProof checks the text of a proof as a stranger would, and then against the books themselves. It needs no actor: whoever holds a
// proof may ask.
func (l *Ledger) CheckProof(ctx context.Context, text string) (c Confirmed, err error) {
	in, err := parseProof(text)
	if err != nil {
		return c, ProofDamaged.With().On("code")
	}
	g, county, known := treeOf(in.origin)
	if !known || in.row == nil {
		return c, ProofUnknown.With().On("code")
	}
	c.County = county
	trusted, err := l.verifierOf(ctx, g, county)
	if err != nil {
		return c, err
	}
	root, err := g.hash.Reach(in.path, in.seq, in.size, in.leaf)
	point := tlog.Checkpoint{Origin: in.origin, Size: in.size, Root: root}
	if err != nil || !trusted.Verify([]byte(point.Text()), in.sign) {
		return c, ProofUnknown.With().On("code")
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all, err := witnesses(ctx, tx, c.County)
		if err != nil {
			return err
		}
		if !in.witnessedBy(all, point) {
			return ProofUnknown.With().On("code")
		}
		rows, err := placedRows(ctx, tx, c.County, in.seq)
		if err != nil {
			return err
		}
		if len(rows) != 1 || g.hash.Leaf(rows[0].bytes()) != in.leaf {
			return ProofLost.With()
		}
		if c.Entry, err = rows[0].entry(0); err != nil {
			return err
		}
		row, err := g.signed(ctx, tx, c.County, in.size)
		if db.IsNoRows(err) || err == nil && string(row.root) != string(root[:]) {
			return ProofLost.With()
		}
		c.Proof = in.place(row.at)
		return err
	})
	return c, err
}

// verifierOf gives the key of a tree that a stranger named. Nothing is kept or made for a county that he may have invented.
func (l *Ledger) verifierOf(ctx context.Context, g *grown, county civil.County) (note.Verifier, error) {
	if g == firstTree {
		_, v, err := l.keys.For(Origin(county))
		if err != nil {
			return nil, BadKeys.With().From(err)
		}
		return v, nil
	}
	s, err := l.SMState(ctx, county)
	if err != nil {
		return nil, err
	}
	if !s.On {
		return nil, ProofUnknown.With().On("code")
	}
	p, err := l.smPen(county)
	if err != nil {
		return nil, err
	}
	return p.verifier, nil
}

// witnessedBy checks the proof's cosignature by the registered key of that name. A witness that is registered no more cannot be checked
// here and is left out of the answer: its signature is no longer a word of somebody known.
func (in *inclusion) witnessedBy(all []Witness, point tlog.Checkpoint) bool {
	if in.witness == "" {
		return true
	}
	for _, w := range all {
		if name, _, _ := strings.Cut(w.Key, "+"); name != in.witness {
			continue
		}
		key, err := tlog.WitnessKey(w.Key)
		if err != nil {
			return false
		}
		raw := binary.BigEndian.AppendUint32(nil, key.KeyHash())
		raw = append(binary.BigEndian.AppendUint64(raw, uint64(in.witnessed)), in.cosign...)
		at, err := tlog.OpenCosignature(point, "— "+in.witness+" "+base64.StdEncoding.EncodeToString(raw)+"\n", w.Key)
		return err == nil && at.Equal(time.Unix(in.witnessed, 0))
	}
	in.witness = ""
	return true
}

// CoverIn says under which checkpoint a record stands, and who cosigned it: what a proof of it would lead to.
func (l *Ledger) CoverIn(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (Proof, error) {
	in, _, at, err := l.cover(ctx, tx, county, seq)
	if err != nil {
		return Proof{}, err
	}
	return in.place(at), nil
}
