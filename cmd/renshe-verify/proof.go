package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// slip is one record's proof: it stands at index of the log of size, whose checkpoint the ledger's key signed.
type slip struct {
	origin      string
	size, index int64
	transfer    *transfer // nil: a record that is told by its leaf alone
	leaf        hash
	path        []hash
	sign        []byte
	witness     string // "": nobody cosigned
	witnessed   int64  // seconds
	cosign      []byte
}

var (
	errProof    = errors.New("not a proof of " + proofTag + ", or damaged")
	errNoKey    = errors.New("--key: the ledger's public key is needed")
	saysProved  = text{"凭证有效：%s 的账上第 %d 条记录（从 0 数起，共 %d 条，已签名）。\n", "The proof holds: record %d (from 0) of the log %s of %d records, signed.\n"}
	saysPaid    = text{"%s 元，基金 %d，事由 %s，账期 %s，起息日 %s，%s 记账。\n", "%s yuan of fund %d, cause %s, month %s, value date %s, posted at %s.\n"}
	saysSigner  = text{"见证人 %s 于 %s 签名。\n", "The witness %s signed at %s.\n"}
	saysUnasked = text{"带有见证人 %s 的签名；没有给它的公钥（--key），没有核。\n", "It has a signature of the witness %s, which was not checked: its key was not given (--key).\n"}
	saysAlone   = text{"没有见证人的签名：只证明账本自己签过。\n", "No witness signed: it proves what the ledger itself signed.\n"}
	saysNoProof = text{"凭证无效：%s\n", "The proof does not hold: %s\n"}
	whyPath     = text{"路径长度不对", "the path has a wrong length"}
	whySign     = text{"签名与记录不符，或不是这把公钥签的", "the signature is not this key's, or not for this record"}
	whyWitness  = text{"没有所给见证人的签名，或签名不符", "it has no signature of a witness whose key was given, or one that does not fit"}
	chinaTime   = time.FixedZone("China", 8*60*60)
)

// proved is the outcome as JSON. Witness is who cosigned, Witnessed whether that was checked with a key that was given.
type proved struct {
	OK        bool      `json:"ok"`
	Origin    string    `json:"origin"`
	Size      int64     `json:"size"`
	Index     int64     `json:"index"`
	Leaf      string    `json:"leaf"`
	Root      string    `json:"root"`
	Transfer  *transfer `json:"transfer,omitempty"`
	Witness   string    `json:"witness,omitempty"`
	Witnessed bool      `json:"witnessed"`
	At        string    `json:"witnessed_at,omitempty"`
	Why       string    `json:"why,omitempty"`
}

func runProof(opt options, name string, stdin io.Reader, stdout, stderr io.Writer) int {
	var raw []byte
	var err error
	if name == "-" {
		raw, err = io.ReadAll(io.LimitReader(stdin, 1<<16))
	} else {
		raw, err = os.ReadFile(name)
	}
	var p slip
	if err == nil {
		p, err = parseProof(string(raw))
	}
	if err == nil && !slices.ContainsFunc(opt.keys, func(k publicKey) bool { return k.alg == algEd25519 || k.alg == algSM }) {
		err = errNoKey
	}
	if err != nil {
		fmt.Fprintf(stderr, saysBad.in(opt.lang), err)
		return exitUsage
	}
	out := p.check(opt)
	if opt.json {
		writeJSON(stdout, out)
	} else {
		p.say(stdout, opt.lang, out)
	}
	if !out.OK {
		return exitFindings
	}
	return exitClean
}

// check follows the proof from the record to the signatures.
func (p *slip) check(opt options) proved {
	out := proved{Origin: p.origin, Size: p.size, Index: p.index, Leaf: p.leaf.String(), Transfer: p.transfer, Witness: p.witness}
	root, whole := treeOver(p.origin).climb(p.path, p.index, p.size, p.leaf)
	out.Root = root.String()
	text := checkpoint{p.origin, p.size, root}.text()
	if p.witness != "" {
		out.At = time.Unix(p.witnessed, 0).UTC().Format(time.RFC3339)
	}
	wanted := false // whoever gives a witness's key wants its signature
	for i := range opt.keys {
		if k := &opt.keys[i]; k.alg == algCosign {
			wanted = true
			out.Witnessed = out.Witnessed || p.witness == k.name && k.cosigned(text, p.witnessed, p.cosign)
		}
	}
	switch {
	case !whole:
		out.Why = whyPath.in(opt.lang)
	case !slices.ContainsFunc(opt.keys, func(k publicKey) bool { return k.signs(p.origin, text, p.sign) }):
		out.Why = whySign.in(opt.lang)
	case wanted && !out.Witnessed:
		out.Why = whyWitness.in(opt.lang)
	default:
		out.OK = true
	}
	return out
}

// signs says whether this is the key of the log and made the signature.
func (k *publicKey) signs(origin, text string, sign []byte) bool {
	_, ok := k.verify(text, signature{origin, k.id, sign})
	if treeOver(origin) != nil {
		return ok && k.alg == algSM
	}
	return ok && k.alg == algEd25519
}

// treeOver is the hash function of the tree that an origin names.
func treeOver(origin string) sum {
	if strings.HasPrefix(origin, "renshe/"+smRole+"/") {
		return sm3
	}
	return nil
}

// cosigned says whether this witness signed the text at that second.
func (k *publicKey) cosigned(text string, at int64, sign []byte) bool {
	raw := append(bigEndian(uint64(at)), sign...)
	_, ok := k.verify(text, signature{k.name, k.id, raw})
	return ok
}

func (p *slip) say(w io.Writer, lang string, out proved) {
	if !out.OK {
		fmt.Fprintf(w, saysNoProof.in(lang), out.Why)
		return
	}
	if lang == "en" {
		fmt.Fprintf(w, saysProved.in(lang), p.index, p.origin, p.size)
	} else {
		fmt.Fprintf(w, saysProved.in(lang), p.origin, p.index, p.size)
	}
	if t := p.transfer; t != nil {
		fmt.Fprintf(w, saysPaid.in(lang), yuan(t.AmountFen), t.Fund, t.Cause, month(t.Period), t.ValueDate,
			time.UnixMicro(t.PostedAt).In(chinaTime).Format("2006-01-02 15:04:05"))
	}
	switch {
	case p.witness == "":
		fmt.Fprint(w, saysAlone.in(lang))
	case out.Witnessed:
		fmt.Fprintf(w, saysSigner.in(lang), p.witness, time.Unix(p.witnessed, 0).In(chinaTime).Format("2006-01-02 15:04:05"))
	default:
		fmt.Fprintf(w, saysUnasked.in(lang), p.witness)
	}
}

// yuan writes fen as people do.
func yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	return fmt.Sprintf("%s%d.%02d", sign, fen/100, fen%100)
}

// month writes year × 12 + month − 1.
func month(m int64) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
