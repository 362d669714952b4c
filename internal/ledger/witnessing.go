package ledger

import (
	"context"
	"errors"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/words"
)

// WitnessWithin is how long ago the last cosignature may be: each checkpoint is cosigned when it is made, and every day once more.
const WitnessWithin = 24 * time.Hour

// ErrDisagrees is the problem of a witness that has seen a longer or another log than this one: a backup was put back, or the log was replaced.
var ErrDisagrees = errors.New("witness: it has seen a longer or another log than this one")

// The alarms of [Witnessing].
var (
	alarmNobody = words.Text{Zh: "没有登记见证人：账被换掉，外人看不出来。请财政、审计或银行开一个（renshe witness serve），再登记（renshe ledger cosign --witness 网址 --key 公钥）。",
		En: "No witness is registered: nobody outside could tell that the books were replaced. Let the finance bureau, the auditor or the bank run one (renshe witness serve) and register it (renshe ledger cosign --witness URL --key KEY)."}
	alarmNever = words.Text{Zh: "见证人还从来没有签过。请核对网址和公钥，看它开着没有。",
		En: "No witness has ever signed. Compare its address and key, and see whether it runs."}
	alarmOld = words.Text{Zh: "见证人一天多没有签过了。账照常记，程序会继续请它签；请看它开着没有、网络通不通。",
		En: "No witness has signed for more than a day. The books go on and it is asked again by itself; see whether it runs and can be reached."}
	alarmDisagrees = words.Text{Zh: "见证人见过的账比这里的长，或者不一样：可能恢复了旧备份，或者账被换过。请停止发放，保留现场，立即报告财政和审计。",
		En: "A witness has seen a longer or another log than this one: an old backup may have been put back, or the books were replaced. Stop payments, keep everything as it is, and tell the finance bureau and the auditor at once."}
)

// Witnessing is how far parties outside the house have seen the books (见证情况).
type Witnessing struct {
	Witnesses []Witness     `json:"witnesses"`
	Size      int64         `json:"size"`      // records in the log, up to its last checkpoint
	Seen      int64         `json:"seen"`      // of them cosigned, by the witness that is furthest
	SeenAt    time.Time     `json:"seen_at"`   // when a witness signed last; zero: never
	Age       time.Duration `json:"age_ns"`    // since then; 0: never
	Disagrees bool          `json:"disagrees"` // a witness has seen a longer or another log
	Alarm     words.Text    `json:"alarm"`     // what to do about it; empty: all is well
}

// Witnessing says how old the last cosigned checkpoint is, with an alarm when that is more than [WitnessWithin], when there is nobody to
// sign, and when a witness disagrees. An empty log needs no witness.
func (l *Ledger) Witnessing(ctx context.Context, county civil.County) (w Witnessing, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		w = Witnessing{}
		if w.Witnesses, err = witnesses(ctx, tx, county); err != nil {
			return err
		}
		last, err := lastCheckpoint(ctx, tx, county)
		if err != nil {
			return err
		}
		w.Size = last.size
		w.judge(tx.Now())
		return nil
	})
	return w, err
}

func (w *Witnessing) judge(now time.Time) {
	for _, one := range w.Witnesses {
		w.Disagrees = w.Disagrees || one.Problem == ErrDisagrees.Error()
		if one.AnsweredAt.IsZero() {
			continue
		}
		w.Seen = max(w.Seen, one.Size)
		if one.AnsweredAt.After(w.SeenAt) {
			w.SeenAt = one.AnsweredAt
		}
	}
	if !w.SeenAt.IsZero() {
		w.Age = max(0, now.Sub(w.SeenAt))
	}
	switch {
	case w.Disagrees:
		w.Alarm = alarmDisagrees
	case w.Size == 0:
	case len(w.Witnesses) == 0:
		w.Alarm = alarmNobody
	case w.SeenAt.IsZero():
		w.Alarm = alarmNever
	case w.Age > WitnessWithin:
		w.Alarm = alarmOld
	}
}
