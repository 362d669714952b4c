// Package witness signs what others' logs were (见证人): a tiny server with a key of its own, for a party outside the administrator's
// control — the finance bureau, the auditor, the bank. It sees hashes only, no books and no people.
//
// # Vocabulary
//
//   - log — 被见证的日志: an origin and the key that signs its checkpoints.
//   - cosignature — 见证签名: the witness's signature under a checkpoint, with the time (C2SP tlog-cosignature).
//
// # Invariants
//
//  1. A checkpoint is cosigned only when the log's key signed it and the log begins with everything that was cosigned before: a log
//     that shrank or forked is refused, with the size that is known.
//  2. The new state is durable before the signature leaves the house. Two processes on one folder cannot both move on: the second is told to
//     ask again.
//  3. A damaged state or key is refused, never replaced.
//
// # Tour
//
//	w, err := witness.Open(dir, "finance.example/witness")
//	err = w.AddLog("renshe/ledger/430725+…")          // the ledger's verifier key, from keys/ledger.pub or an export's key.txt
//	http.ListenAndServe(addr, w.Handler())            // POST /add-checkpoint: C2SP tlog-witness
//	lines, err := witness.Submit(ctx, client, url, old, proof, note) // the ledger's side
//
// Sources, as read at github.com/C2SP/C2SP: tlog-witness (commits 055270b and 8d77562: the same protocol), tlog-cosignature (01194db; of its two
// kinds cosignature/v1 with Ed25519 alone), tlog-checkpoint (2793893), signed-note (0552876).
package witness

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/tlog"
)

// The faults of a witness.
var (
	BadState = fail.Define(fail.Internal, "witness.state",
		words.Text{Zh: "见证人的目录 {dir} 用不了。", En: "The witness's folder {dir} cannot be used."},
		words.Text{Zh: "没有签名，原来的记录没有动。", En: "Nothing was signed, and what is there was not touched."},
		words.Text{Zh: "请检查路径和权限；记录坏了要从备份恢复，不能重建。", En: "Check the path and its permissions; a damaged state is restored from a backup, never made anew."})
	BadLog = fail.Define(fail.Invalid, "witness.log",
		words.Text{Zh: "这不是账本的公钥，或者同名的账本已登记了另一把公钥。", En: "This is no ledger's key, or a log of this name has another key already."},
		words.Text{Zh: "没有登记。", En: "It was not registered."},
		words.Text{Zh: "公钥在导出的 key.txt 里，一行，形如 名字+编号+内容。", En: "The key is in an export's key.txt: one line, name+number+content."})
)

// Log is one log that is witnessed.
type Log struct {
	Origin string    `json:"origin"`
	Key    string    `json:"key"`
	Size   int64     `json:"size"`
	Root   string    `json:"root"` // hexadecimal; empty before the first
	Note   string    `json:"note"` // the checkpoint with the cosignature
	At     time.Time `json:"at"`
}

// Witness is the server's state.
type Witness struct {
	mu      sync.Mutex
	dir     string
	key     *tlog.Cosigner
	version int64
	logs    []Log
	clock   func() time.Time
	visits  map[string]int
	minute  time.Time
}

// Open opens a witness's folder, and makes it with a key under the name on the first day.
func Open(dir, name string) (*Witness, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, BadState.With("dir", dir).From(err)
	}
	w := &Witness{dir: dir, clock: time.Now, visits: map[string]int{}}
	if err := w.openKey(name); err != nil {
		return nil, BadState.With("dir", dir).From(err)
	}
	if err := w.load(); err != nil {
		return nil, BadState.With("dir", dir).From(err)
	}
	return w, nil
}

// openKey reads "name seed"; a new one is written completely under another name and linked into place.
func (w *Witness) openKey(name string) error {
	file := filepath.Join(w.dir, "witness.key")
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		seed := make([]byte, 32)
		rand.Read(seed)
		if _, err := tlog.NewCosigner(name, seed); err != nil {
			return err
		}
		if err := w.put(file, []byte(name+" "+base64.StdEncoding.EncodeToString(seed)+"\n")); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	own, code, _ := strings.Cut(strings.TrimSuffix(string(raw), "\n"), " ")
	seed, err := base64.StdEncoding.DecodeString(code)
	if err != nil {
		return err
	}
	w.key, err = tlog.NewCosigner(own, seed)
	return err
}

// put writes a file that is not there yet, durable and whole, or gives os.ErrExist.
func (w *Witness) put(file string, content []byte) error {
	tmp, err := os.CreateTemp(w.dir, "new-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(content)
	if err == nil {
		err = tmp.Sync()
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Link(tmp.Name(), file)
	}
	if err != nil {
		return err
	}
	d, err := os.Open(w.dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func (w *Witness) stateFile(version int64) string {
	return filepath.Join(w.dir, fmt.Sprintf("state-%019d.json", version))
}

// load reads the newest state.
func (w *Witness) load() error {
	all, err := filepath.Glob(filepath.Join(w.dir, "state-*.json"))
	if err != nil || len(all) == 0 {
		w.version, w.logs = 0, nil
		return err
	}
	slices.Sort(all)
	newest := all[len(all)-1]
	var version int64
	if _, err := fmt.Sscanf(filepath.Base(newest), "state-%d.json", &version); err != nil {
		return err
	}
	raw, err := os.ReadFile(newest)
	if err != nil {
		return err
	}
	var logs []Log
	if err := json.Unmarshal(raw, &logs); err != nil {
		return err
	}
	w.version, w.logs = version, logs
	return nil
}

// save makes the logs durable as the next version; if another process was first, nothing is changed but that its state is loaded.
func (w *Witness) save(logs []Log) error {
	raw, err := json.MarshalIndent(logs, "", "  ")
	if err != nil {
		return err
	}
	if err := w.put(w.stateFile(w.version+1), append(raw, '\n')); err != nil {
		return errors.Join(err, w.load())
	}
	mine := w.version + 1
	if err := w.load(); err != nil {
		return err
	}
	if w.version != mine { // another process went further and has removed the one that ours took the place of
		return os.ErrExist
	}
	_ = os.Remove(w.stateFile(mine - 1)) // the newest counts: one that stays does no harm
	return nil
}

// Key is the witness's verifier key.
func (w *Witness) Key() string { return w.key.Key() }

// Logs lists what is witnessed.
func (w *Witness) Logs() []Log {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.logs)
}

// AddLog registers a log by its verifier key. The same again changes nothing.
func (w *Witness) AddLog(key string) error {
	v, err := note.NewVerifier(key)
	if err != nil {
		return BadLog.With().On("key").From(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.load(); err != nil {
		return BadState.With("dir", w.dir).From(err)
	}
	for _, l := range w.logs {
		if l.Origin == v.Name() {
			if l.Key != key {
				return BadLog.With().On("key")
			}
			return nil
		}
	}
	if err := w.save(append(slices.Clone(w.logs), Log{Origin: v.Name(), Key: key})); err != nil {
		return BadState.With("dir", w.dir).From(err)
	}
	return nil
}
