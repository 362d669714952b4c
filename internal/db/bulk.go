package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
)

const (
	bulkVariables = 32766 // SQLite's limit of parameters in one statement
	bulkRows      = 256   // more rows in a statement gain nothing
)

var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Bulk inserts the rows that next gives until it says false, and counts them: COPY on PostgreSQL, many rows a statement on
// SQLite. A row may be reused by next, which does not use the transaction; a broken constraint ends the transaction.
func (t *Tx) Bulk(ctx context.Context, table string, columns []string, next func() ([]any, bool)) (int64, error) {
	for _, name := range append([]string{table}, columns...) {
		if !plainName.MatchString(name) {
			return 0, fmt.Errorf("db: %q is not a name", name)
		}
	}
	if t.db.engine == Postgres {
		return t.bulkCopy(ctx, table, columns, next)
	}
	return t.bulkInsert(ctx, table, columns, next)
}

func (t *Tx) bulkCopy(ctx context.Context, table string, columns []string, next func() ([]any, bool)) (int64, error) {
	var n int64
	err := t.conn.Raw(func(raw any) error {
		var err error
		n, err = raw.(*pgConn).c.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
			row, more := next()
			if !more {
				return nil, nil
			}
			if len(row) != len(columns) {
				return nil, fmt.Errorf("db: %d values for %d columns of %s", len(row), len(columns), table)
			}
			return plainAll(row)
		}))
		return err
	})
	return n, err
}

// part is what one statement of a bulk inserts: its rows' values, and whether rows may follow.
type part struct {
	args []driver.NamedValue
	more bool
	err  error
}

// bulkInsert talks to the driver itself: database/sql would look at every value of a row once more, which costs as much as storing it. While
// one statement stores its rows, next is asked for those of the following, by one goroutine at a time.
func (t *Tx) bulkInsert(ctx context.Context, table string, columns []string, next func() ([]any, bool)) (n int64, err error) {
	chunk := min(bulkRows, bulkVariables/len(columns))
	var spare []driver.NamedValue
	p := nextPart(table, columns, chunk, next, nil)
	for p.err == nil && len(p.args) > 0 {
		following := make(chan part, 1)
		if p.more {
			go func(args []driver.NamedValue) { following <- nextPart(table, columns, chunk, next, args) }(spare)
		} else {
			following <- part{}
		}
		rows := len(p.args) / len(columns)
		err := t.conn.Raw(func(raw any) error {
			s, err := raw.(driver.ConnPrepareContext).PrepareContext(ctx, insertText(table, columns, rows))
			if err != nil {
				return err
			}
			_, err = s.(driver.StmtExecContext).ExecContext(ctx, p.args)
			return errors.Join(err, s.Close())
		})
		spare, p = p.args[:0], <-following
		if err != nil {
			return n, err
		}
		n += int64(rows)
	}
	return n, p.err
}

// nextPart collects the rows of one statement in args, which is empty.
func nextPart(table string, columns []string, rows int, next func() ([]any, bool), args []driver.NamedValue) part {
	for len(args) < rows*len(columns) {
		row, more := next()
		if !more {
			return part{args: args}
		}
		if len(row) != len(columns) {
			return part{err: fmt.Errorf("db: %d values for %d columns of %s", len(row), len(columns), table)}
		}
		for _, a := range row {
			v, err := plain(a)
			if err != nil {
				return part{err: err}
			}
			args = append(args, driver.NamedValue{Ordinal: len(args) + 1, Value: v})
		}
	}
	return part{args: args, more: true}
}

// insertText writes "?" and not "$n": the driver asks SQLite for each parameter's name, and SQLite walks its list of names for
// each, which for thousands of named parameters was four fifths of a load's time.
func insertText(table string, columns []string, rows int) string {
	row := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES %s", table, strings.Join(columns, ","), strings.TrimSuffix(strings.Repeat(row+",", rows), ","))
}

// plainAll reduces arguments to what every driver treats alike; pgx and modernc read named types, Stringers and times differently.
func plainAll(args []any) ([]any, error) {
	out := make([]any, len(args))
	for i, a := range args {
		v, err := plain(a)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func plain(a any) (any, error) {
	switch v := a.(type) {
	case nil, bool, int64, []byte:
		return v, nil
	case int:
		return int64(v), nil
	case string:
		return plainText(v)
	case time.Time:
		return nil, BadArgument.With("kind", "time.Time")
	case driver.Valuer:
		inner, err := v.Value()
		if err != nil {
			return nil, err
		}
		return plain(inner)
	}
	v := reflect.ValueOf(a)
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if v.Uint() > 1<<63-1 {
			return nil, BadArgument.With("kind", v.Type())
		}
		return int64(v.Uint()), nil
	case reflect.Bool:
		return v.Bool(), nil
	case reflect.String:
		return plainText(v.String())
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return v.Bytes(), nil
		}
	case reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			b := make([]byte, v.Len())
			reflect.Copy(reflect.ValueOf(b), v)
			return b, nil
		}
	case reflect.Pointer:
		if v.IsNil() {
			return nil, nil
		}
		return plain(v.Elem().Interface())
	}
	return nil, BadArgument.With("kind", v.Type())
}

func plainText(s string) (any, error) {
	if !utf8.ValidString(s) {
		return nil, BadArgument.With("kind", "UTF-8")
	}
	if strings.IndexByte(s, 0) >= 0 {
		return nil, BadArgument.With("kind", "NUL")
	}
	return s, nil
}
