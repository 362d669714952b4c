package ledger

import (
	"context"
	"crypto/sha256"
	_ "embed" // the protections as the migrations make them
	"encoding/hex"
	"slices"
	"strings"

	"renshe/internal/db"
)

// The protections that every database must have, one a line: what, table, name, digest of its text. PostgreSQL writes a
// constraint's definition differently from version to version, so there its name and validity count.
var (
	//go:embed schema.sqlite.txt
	sqliteSchema string
	//go:embed schema.postgres.txt
	postgresSchema string
)

// tables are the ledger's own.
var tables = []string{"account", "transfer", "batch", "period", "snapshot", "turnover", "checkpoint", "log_head", "document", "proposal",
	"proposal_voice", "cosignature", "sm_checkpoint", "sm_head"}

// moves is SQLite's way from a batch's sums to its accounts: what the trigger on it does is part of the protection.
const moves = "account_move"

// guards lists the protections that stand in the database now, as the lines of schema.*.txt.
func guards(ctx context.Context, tx *db.Tx) ([]string, error) {
	var lines []string
	err := triggers(ctx, tx, func(table, name, text string, on bool) {
		if (slices.Contains(tables, table) || table == moves) && on {
			lines = append(lines, "trigger "+table+" "+name+" "+digest(text))
		}
	})
	if err != nil {
		return nil, err
	}
	err = constraints(ctx, tx, func(table, name, text string) {
		if !slices.Contains(tables, table) {
			return
		}
		d := digest(text)
		if tx.Engine() == db.Postgres {
			d = "-"
		}
		lines = append(lines, "constraint "+table+" "+name+" "+d)
	})
	slices.Sort(lines)
	return lines, err
}

// digest is the text's hash, spaces apart.
func digest(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(sum[:8])
}

// schema compares the protections with those that should stand.
func (v *verifier) schema(ctx context.Context) error {
	have, err := guards(ctx, v.tx)
	if err != nil {
		return err
	}
	stands := make(map[string]string, len(have))
	for _, line := range have {
		key, d := cutLast(line)
		stands[key] = d
	}
	want := sqliteSchema
	if v.tx.Engine() == db.Postgres {
		want = postgresSchema
	}
	for line := range strings.Lines(want) {
		key, d := cutLast(strings.TrimSpace(line))
		if stands[key] == d {
			continue
		}
		f := strings.Fields(key)
		v.find(f[1], f[0]+" "+f[2], "schema", d, stands[key], saysSchema)
	}
	return nil
}

func cutLast(line string) (string, string) {
	i := strings.LastIndexByte(line, ' ')
	return line[:i], line[i+1:]
}
