package main

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// proofTag begins the proof of a payment slip; docs/ledger-format.md describes it.
const proofTag = "RSP1"

// slip is one record's proof: it stands at index of the log of size, whose checkpoint key signed.
type slip struct {
	origin      string
	size, index int64
	leaf        hash
	path        []hash
	sign        []byte
	short       string
}

var (
	errProof    = errors.New("not a proof of " + proofTag)
	errNoKey    = errors.New("--key: the ledger's public key is needed")
	saysProved  = text{"凭证有效：第 %d 条记录在 %s 的账上（共 %d 条，已签名），短码 %s。\n", "The proof holds: record %d is in the log %s (of %d records, signed), short code %s.\n"}
	saysNoProof = text{"凭证无效：%s\n", "The proof does not hold: %s\n"}
	whyShort    = text{"短码与内容不符", "the short code does not fit"}
	whyPath     = text{"路径长度不对", "the path has a wrong length"}
	whySign     = text{"签名与记录不符，或不是这把公钥签的", "the signature is not this key's, or not for this record"}
)

// proved is the outcome as JSON.
type proved struct {
	OK     bool   `json:"ok"`
	Origin string `json:"origin"`
	Size   int64  `json:"size"`
	Index  int64  `json:"index"`
	Leaf   string `json:"leaf"`
	Root   string `json:"root"`
	Short  string `json:"short"`
	Why    string `json:"why,omitempty"`
}

// shortCode is what a person can compare: eight characters of the proof's hash.
func shortCode(body string) string {
	sum := sha256.Sum256([]byte(body))
	s := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding).EncodeToString(sum[:5])
	return s[:4] + "-" + s[4:]
}

func parseProof(s string) (slip, string, error) {
	s = strings.TrimSpace(s)
	f := strings.Split(s, " ")
	if len(f) != 8 || f[0] != proofTag {
		return slip{}, "", errProof
	}
	size, ok1 := integer([]byte(f[2]))
	index, ok2 := integer([]byte(f[3]))
	leaf, err1 := base64.RawURLEncoding.DecodeString(f[4])
	path, err2 := base64.RawURLEncoding.DecodeString(f[5])
	sign, err3 := base64.RawURLEncoding.DecodeString(f[6])
	if !ok1 || !ok2 || errors.Join(err1, err2, err3) != nil || index < 0 || index >= size || len(leaf) != sha256.Size || len(path)%sha256.Size != 0 {
		return slip{}, "", errProof
	}
	p := slip{origin: f[1], size: size, index: index, leaf: hash(leaf), sign: sign, short: f[7]}
	for ; len(path) > 0; path = path[sha256.Size:] {
		p.path = append(p.path, hash(path[:sha256.Size]))
	}
	return p, strings.Join(f[:7], " "), nil
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
	var body string
	if err == nil {
		p, body, err = parseProof(string(raw))
	}
	if err == nil && !hasLedger(opt.keys) {
		err = errNoKey
	}
	if err != nil {
		fmt.Fprintf(stderr, saysBad.in(opt.lang), err)
		return exitUsage
	}
	out := proved{Origin: p.origin, Size: p.size, Index: p.index, Leaf: p.leaf.String(), Short: p.short}
	root, whole := climb(p.path, p.index, p.size, p.leaf)
	out.Root = root.String()
	switch {
	case shortCode(body) != p.short:
		out.Why = whyShort.in(opt.lang)
	case !whole:
		out.Why = whyPath.in(opt.lang)
	case !p.signedBy(opt.keys, root):
		out.Why = whySign.in(opt.lang)
	default:
		out.OK = true
	}
	switch {
	case opt.json:
		writeJSON(stdout, out)
	case out.OK:
		fmt.Fprintf(stdout, saysProved.in(opt.lang), p.index, p.origin, p.size, p.short)
	default:
		fmt.Fprintf(stdout, saysNoProof.in(opt.lang), out.Why)
	}
	if !out.OK {
		return exitFindings
	}
	return exitClean
}

// signedBy says whether a trusted key of the log signed the checkpoint that the proof leads to.
func (p *slip) signedBy(keys []publicKey, root hash) bool {
	text := checkpoint{p.origin, p.size, root}.text()
	for i := range keys {
		k := &keys[i]
		if _, ok := k.verify(text, signature{p.origin, k.id, p.sign}); ok && k.alg == algEd25519 {
			return true
		}
	}
	return false
}
