package ledger

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/tlog"
)

// The faults of witnesses.
var (
	BadWitness = fail.Define(fail.Invalid, "ledger.bad-witness",
		words.Text{Zh: "见证人 {name} 的地址或公钥不对。", En: "The address or the key of the witness {name} is wrong."},
		words.Text{Zh: "没有登记，账没有变动。", En: "It was not registered, and the books are unchanged."},
		words.Text{Zh: "公钥是 renshe witness serve 启动时显示的那一行，地址以 http:// 或 https:// 开头。", En: "The key is the line that renshe witness serve prints; the address begins with http:// or https://."})
	BadCosignature = fail.Define(fail.Invalid, "ledger.bad-cosignature",
		words.Text{Zh: "见证人 {name} 的签名与第 {size} 条检查点不符。", En: "The signature of the witness {name} does not fit the checkpoint at {size}."},
		words.Text{Zh: "没有保存，账没有变动。", En: "It was not kept, and the books are unchanged."},
		words.Text{Zh: "请核对登记的公钥是不是这个见证人的。", En: "Compare the registered key with the witness's own."})
)

// Witness is a party outside the house that cosigns checkpoints (见证人): whom to ask, and how it went last.
type Witness struct {
	Name    string    `json:"name"`
	URL     string    `json:"url"`
	Key     string    `json:"key"`
	Size    int64     `json:"size"`     // what it cosigned last
	AskedAt time.Time `json:"asked_at"` // zero: never
	Problem string    `json:"problem"`  // empty: the last time it answered well

	AnsweredAt time.Time `json:"answered_at"` // when it cosigned last; zero: never
}

// Signed is a checkpoint as it is given to a witness.
type Signed struct {
	tlog.Checkpoint
	Note string
	At   time.Time
}

// SetWitness registers a witness, or its new address; its key stays what it was: another key is another witness.
func (l *Ledger) SetWitness(ctx context.Context, actor access.Actor, w Witness) error {
	if err := actor.May(access.LedgerVerify); err != nil {
		return err
	}
	v, err := tlog.WitnessKey(w.Key)
	if err != nil || w.URL == "" || w.Name == "" || len(w.Name) > MaxText || len(w.URL) > MaxText {
		return BadWitness.With("name", w.Name).On("key").From(err)
	}
	w.Name = v.Name()
	return l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		all, err := witnesses(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		for _, have := range all {
			if have.Name == w.Name && have.Key != w.Key {
				return BadWitness.With("name", w.Name).On("key")
			}
		}
		return putWitness(ctx, tx, actor.County, w)
	})
}

// Witnesses lists a county's witnesses by name.
func (l *Ledger) Witnesses(ctx context.Context, county civil.County) (all []Witness, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all, err = witnesses(ctx, tx, county)
		return err
	})
	return all, err
}

// LastCheckpoint is the county's last signed checkpoint; its Size is 0 when nothing was ever written.
func (l *Ledger) LastCheckpoint(ctx context.Context, county civil.County) (s Signed, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		c, err := lastCheckpoint(ctx, tx, county)
		if err != nil || c.size == 0 {
			return err
		}
		s, err = signedOf(county, c)
		return err
	})
	return s, err
}

func signedOf(county civil.County, c checkpointRow) (Signed, error) {
	root, err := tlog.ParseHash(c.root)
	if err != nil {
		return Signed{}, LogBroken.With().From(err)
	}
	return Signed{tlog.Checkpoint{Origin: Origin(county), Size: c.size, Root: root}, c.note, db.FromMicros(c.at)}, nil
}

// Cosigned keeps what a witness signed under the checkpoint of a size, after it was checked, and that the witness answered well.
func (l *Ledger) Cosigned(ctx context.Context, actor access.Actor, w Witness, size int64, line string) error {
	if err := actor.May(access.LedgerVerify); err != nil {
		return err
	}
	return l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, err := checkpointAt(ctx, tx, actor.County, size)
		if err != nil {
			return err
		}
		s, err := signedOf(actor.County, c)
		if err != nil {
			return err
		}
		at, err := tlog.OpenCosignature(s.Checkpoint, line, w.Key)
		if err != nil {
			return BadCosignature.With("name", w.Name, "size", size).From(err)
		}
		if err := addCosignature(ctx, tx, actor.County, size, w.Key, line, db.Micros(at)); err != nil {
			return err
		}
		return witnessAnswered(ctx, tx, actor.County, w.Name, size, db.Micros(tx.Now()), "")
	})
}

// WitnessFailed keeps that a witness could not be asked, or refused. The books go on: the state is shown.
func (l *Ledger) WitnessFailed(ctx context.Context, actor access.Actor, w Witness, problem string) error {
	if err := actor.May(access.LedgerVerify); err != nil {
		return err
	}
	return l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		return witnessAnswered(ctx, tx, actor.County, w.Name, w.Size, db.Micros(tx.Now()), problem)
	})
}
