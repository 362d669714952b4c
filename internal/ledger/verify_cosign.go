package ledger

import (
	"context"
	"strconv"

	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/tlog"
)

var saysCosigned = words.Text{Zh: "见证人的签名不符", En: "the witness's signature does not hold"}

// cosignedRow is a cosignature with the root of its checkpoint; there is none: nil.
type cosignedRow struct {
	size          int64
	witness, line string
	at            int64
	root          []byte
}

// cosignatures holds each witness's signatures against the checkpoints that they are under, and asks for the last of each witness that the
// county has registered. The checkpoints themselves were held against the log before.
func (v *verifier) cosignatures(ctx context.Context) error {
	type under struct {
		witness string
		size    int64
	}
	have := map[under]bool{}
	err := eachCosigned(ctx, v.tx, v.county, func(r *cosignedRow) {
		name := "size " + strconv.FormatInt(r.size, 10) + ", " + r.witness
		have[under{r.witness, r.size}] = true
		root, err := tlog.ParseHash(r.root)
		if err != nil {
			v.find("cosignature", name, "size", "a checkpoint's", strconv.FormatInt(r.size, 10), saysExtra)
			return
		}
		at, err := tlog.OpenCosignature(tlog.Checkpoint{Origin: Origin(v.county), Size: r.size, Root: root}, r.line, r.witness)
		if err != nil {
			v.find("cosignature", name, "line", "signed by "+r.witness, r.line, saysCosigned)
		} else if db.Micros(at) != r.at {
			v.findInt("cosignature", name, "at", db.Micros(at), r.at, saysCosigned)
		}
	})
	if err != nil {
		return err
	}
	known, err := witnesses(ctx, v.tx, v.county)
	for _, w := range known {
		if w.Size > 0 && !have[under{w.Key, w.Size}] {
			size := strconv.FormatInt(w.Size, 10)
			v.find("cosignature", "size "+size+", "+w.Key, "size", size, "", saysMissing)
		}
	}
	return err
}
