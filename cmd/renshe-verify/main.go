// Command renshe-verify (账本核验) checks an export of the books of a county's funds, offline: it needs the folder and the public keys,
// and shares no code with the program that wrote them beyond docs/ledger-format.md (a test holds it to the standard library).
//
// # What it checks
//
// The manifest's digests · every leaf recomputed from its row · every checkpoint's signature and its root, which makes all of them
// consistent with one log, and the same once more for the second tree, over SM3 · the witnesses' cosignatures, and what a witness says itself (--witness-note) · gaps · the wall between
// funds, the overdraft, reservations, reversals and corrections, opening balances and movements between funds · what each line says
// stood after it · batches, totals, maker ≠ checker, closed months, time · counters, turnover and the balances at closings against
// replay · the bank's orders and answers against the lines, one to one · who proposed and who confirmed, against the log.
//
// # Shape
//
//	table.go    the columns of each file        stream.go  files in chunks, read ahead, parsed on every core
//	parse.go    lines → columns and leaves      log.go     the order of the log
//	merkle.go   leaves → subtrees → the tree    replay.go, batch.go, reserved.go  the books again
//	signed.go   checkpoints and witnesses         sm3.go, sm2.go  the second tree's hash and signatures
//	proposal.go who proposed and who confirmed
//	bank.go     orders and answers              proof.go   one payment's proof from a slip
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// The exit codes.
const (
	exitClean    = 0
	exitFindings = 1
	exitUsage    = 2
)

// options are the command line's.
type options struct {
	lang     string
	json     bool
	max      int
	keys     []publicKey
	notes    []witnessNote
	progress func(done, total int64)
}

// witnessNote is what a witness gave out: the log it saw.
type witnessNote struct {
	checkpoint
	by      string
	problem string
}

func (o *options) witnessKeys() []string {
	var all []string
	for _, k := range o.keys {
		if k.alg == algCosign {
			all = append(all, k.text)
		}
	}
	return all
}

var (
	usage = text{`用法：
  renshe-verify [选项] 目录          核验一份导出（renshe ledger export 写的目录）
  renshe-verify proof [选项] 文件|-  核验一张待遇单上的凭证（二维码里的文字）
选项：
  --key 公钥|文件          信任的公钥（账本的、见证人的），可重复；不给就用导出里自带的
  --witness-note 文件      见证人自己给出的记录，可重复：用来发现旧账本冒充、整本替换
  --max N                  最多列出几处（默认 100）
  --json                   输出 JSON
  --lang zh|en             语言
退出码：0 完好，1 有问题，2 用法不对或读不了`,
		`Usage:
  renshe-verify [options] DIR           check an export (a folder that renshe ledger export wrote)
  renshe-verify proof [options] FILE|-  check the proof on a payment slip (the text of its QR code)
Options:
  --key KEY|FILE          a public key to trust (the ledger's, a witness's), any number; without one, those in the export
  --witness-note FILE     what a witness itself gave out, any number: finds an older or another log put in the place of this one
  --max N                 list at most N findings (100)
  --json                  write JSON
  --lang zh|en            language
Exit code: 0 clean, 1 findings, 2 wrong usage or unreadable`}
	saysClean = text{"账本完好：%d 条记录，%d 个检查点，根 %s。\n", "The books are whole: %d records, %d checkpoints, root %s.\n"}
	saysSM    = text{"国密树同样完好，根 %s。\n", "So is the second tree, over SM3: root %s.\n"}
	saysOwn   = text{"注意：公钥来自导出本身。请用另外得到的公钥再核一次（--key）。\n", "Note: the keys come from the export itself. Check again with a key that you got elsewhere (--key).\n"}
	saysSeen  = text{"见证人签到第 %d 条。\n", "Witnesses cosigned up to record %d.\n"}
	saysFound = text{"发现 %d 处问题；列出前 %d 处：\n", "%d findings; the first %d:\n"}
	saysOne   = text{"%s %s %s：应为 %q，实为 %q（%s）\n", "%s %s %s: expected %q, found %q (%s)\n"}
	saysBad   = text{"读不了：%v\n", "Unreadable: %v\n"}
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	proof := len(args) > 0 && args[0] == "proof"
	if proof {
		args = args[1:]
	}
	opt, rest, err := parseArgs(args)
	if err != nil || len(rest) != 1 {
		fmt.Fprintln(stderr, usage.in(opt.lang))
		return exitUsage
	}
	opt.progress = func(done, total int64) { fmt.Fprintf(stderr, "%d/%d\n", done, total) }
	if proof {
		return runProof(opt, rest[0], stdin, stdout, stderr)
	}
	r, err := check(rest[0], opt)
	if err != nil {
		fmt.Fprintf(stderr, saysBad.in(opt.lang), err)
		return exitUsage
	}
	if opt.json {
		writeJSON(stdout, r)
	} else {
		say(stdout, opt.lang, r)
	}
	if !r.OK {
		return exitFindings
	}
	return exitClean
}

func writeJSON(w io.Writer, v any) {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // standard output that cannot be written has nobody to tell
}

func say(w io.Writer, lang string, r report) {
	if r.OwnKeys {
		fmt.Fprint(w, saysOwn.in(lang))
	}
	if r.OK {
		fmt.Fprintf(w, saysClean.in(lang), r.Records, r.Checkpoints, r.Root)
		if r.SMRoot != "" {
			fmt.Fprintf(w, saysSM.in(lang), r.SMRoot)
		}
		if r.Cosigned > 0 {
			fmt.Fprintf(w, saysSeen.in(lang), r.Cosigned)
		}
		return
	}
	fmt.Fprintf(w, saysFound.in(lang), int64(len(r.Findings))+r.More, len(r.Findings))
	for _, f := range r.Findings {
		fmt.Fprintf(w, saysOne.in(lang), f.Table, f.Record, f.Column, f.Expected, f.Actual, f.What)
	}
}

// lines of a repeatable flag.
type many []string

func (m *many) String() string     { return strings.Join(*m, " ") }
func (m *many) Set(s string) error { *m = append(*m, s); return nil }

func parseArgs(args []string) (options, []string, error) {
	opt := options{lang: "zh"}
	if l := os.Getenv("RENSHE_LANG") + os.Getenv("LC_ALL") + os.Getenv("LANG"); strings.HasPrefix(l, "en") {
		opt.lang = "en"
	}
	var keys, notes many
	f := flag.NewFlagSet("renshe-verify", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&opt.lang, "lang", opt.lang, "")
	f.BoolVar(&opt.json, "json", false, "")
	f.IntVar(&opt.max, "max", 100, "")
	f.Var(&keys, "key", "")
	f.Var(&notes, "witness-note", "")
	if err := f.Parse(args); err != nil {
		return opt, nil, err
	}
	rest := f.Args()
	if len(rest) > 1 { // options may follow what they are about
		if err := f.Parse(rest[1:]); err != nil || f.NArg() > 0 {
			return opt, nil, errors.Join(err, flag.ErrHelp)
		}
		rest = rest[:1]
	}
	if opt.max < 1 || opt.lang != "zh" && opt.lang != "en" {
		return opt, nil, flag.ErrHelp
	}
	for _, k := range keys {
		if err := opt.trust(k); err != nil {
			return opt, nil, err
		}
	}
	for _, n := range notes {
		if err := opt.witness(n); err != nil {
			return opt, nil, err
		}
	}
	return opt, rest, nil
}

// trust takes a key, or the keys of a file, one a line.
func (o *options) trust(s string) error {
	lines := []string{s}
	if raw, err := os.ReadFile(s); err == nil {
		lines = strings.Fields(string(raw))
	}
	for _, line := range lines {
		k, err := parseKey(line)
		if err != nil {
			return err
		}
		o.keys = append(o.keys, k)
	}
	return nil
}

// witness reads a note that a witness gave out: it must be cosigned by a trusted witness.
func (o *options) witness(file string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	n := witnessNote{problem: "signed by a trusted witness"}
	body, all, err := openNote(string(raw))
	if err == nil {
		n.checkpoint, err = parseCheckpoint(body)
	}
	if err != nil {
		return err
	}
	for _, s := range all {
		for i := range o.keys {
			if _, ok := o.keys[i].verify(body, s); ok && o.keys[i].alg == algCosign {
				n.by, n.problem = s.name, ""
			}
		}
	}
	o.notes = append(o.notes, n)
	return nil
}
