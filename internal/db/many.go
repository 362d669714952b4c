package db

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
)

// manyArgs is from how many arguments on SQLite's statements are kept and bound by place. The driver asks SQLite for the name of each
// parameter, and "$7" is a name that SQLite seeks in a list: with hundreds of them parsing and binding take longer than the statement.
const manyArgs = 32

// stmt is a long statement, compiled once for the transaction; nil for a short one and on PostgreSQL, whose driver keeps its own.
func (t *Tx) stmt(ctx context.Context, q string, args int) (*sql.Stmt, error) {
	if t.db.engine != SQLite || args < manyArgs {
		return nil, nil
	}
	if s := t.kept[q]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(ctx, byPlace(q, args))
	if err != nil {
		return nil, err
	}
	if t.kept == nil {
		t.kept = map[string]*sql.Stmt{}
	}
	t.kept[q] = s // the transaction closes it
	return s, nil
}

// byPlace writes $1 … $n as question marks if they stand in their order, each once; else q stays as it is.
func byPlace(q string, n int) string {
	var b strings.Builder
	b.Grow(len(q))
	next, from := 1, 0
	for i := 0; i < len(q); i++ {
		if q[i] == '\'' { // a text may hold a dollar
			for i++; i < len(q) && q[i] != '\''; i++ {
			}
			continue
		}
		if q[i] != '$' {
			continue
		}
		end := i + 1
		for end < len(q) && q[end] >= '0' && q[end] <= '9' {
			end++
		}
		if q[i+1:end] != strconv.Itoa(next) {
			return q
		}
		b.WriteString(q[from:i])
		b.WriteByte('?')
		next, from = next+1, end
		i = end - 1
	}
	if next != n+1 {
		return q
	}
	b.WriteString(q[from:])
	return b.String()
}
