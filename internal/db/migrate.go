package db

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing/fstest"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// versionTable is goose's own; it stands on no county because the whole database has one version.
const versionTable = "schema_version"

// Migrate brings the schema to the program's version; on a database that is there already it does nothing. Several
// processes may call it at once.
func (d *DB) Migrate(ctx context.Context) error {
	src, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	return d.migrate(ctx, src)
}

func (d *DB) migrate(ctx context.Context, src fs.FS) error {
	if err := d.checkDatabase(ctx); err != nil {
		return err
	}
	texts, err := translateAll(src, d.engine)
	if err != nil {
		return err
	}
	opts := []goose.ProviderOption{goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger())}
	dialect := goose.DialectSQLite3
	if d.engine == Postgres {
		dialect = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // ask each second, for five minutes
		if err != nil {
			return err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, d.write, texts, opts...)
	if err != nil {
		return fmt.Errorf("db: read the migrations: %w", err)
	}
	done, err := d.takeWriter(ctx)
	if err != nil {
		return err
	}
	defer done()
	return full(up(ctx, p))
}

// up applies what is missing. Goose decides what that is before it takes SQLite's lock, so of two programs that start at once
// one fails on the other's tables: as long as the version has grown meanwhile, it looks again.
func up(ctx context.Context, p *goose.Provider) error {
	sources := p.ListSources()
	want := sources[len(sources)-1].Version
	have, err := p.GetDBVersion(ctx)
	for {
		if err != nil {
			return fmt.Errorf("db: read the schema's version: %w", err)
		}
		if have > want {
			return Newer.With("have", have, "want", want)
		}
		_, failed := p.Up(ctx)
		if failed == nil {
			return nil
		}
		before := have
		if have, err = p.GetDBVersion(ctx); err == nil && have <= before {
			return fmt.Errorf("db: migrate: %w", failed)
		}
	}
}

// checkDatabase refuses a PostgreSQL database whose texts would sort otherwise than SQLite's.
func (d *DB) checkDatabase(ctx context.Context) error {
	if d.engine != Postgres {
		return nil
	}
	var collate, encoding string
	err := d.write.QueryRowContext(ctx, `SELECT datcollate, pg_encoding_to_char(encoding)
		FROM pg_database WHERE datname=current_database()`).Scan(&collate, &encoding)
	if err != nil {
		return lost(err)
	}
	if (collate != "C" && collate != "POSIX") || encoding != "UTF8" {
		return BadCollation.With("have", collate+" / "+encoding)
	}
	return nil
}

func translateAll(src fs.FS, engine Engine) (fs.FS, error) {
	out := fstest.MapFS{}
	names, err := fs.Glob(src, "*.sql")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(src, name)
		if err != nil {
			return nil, err
		}
		sql, err := Translate(string(text), engine)
		if err != nil {
			return nil, fmt.Errorf("db: %s: %w", name, err)
		}
		out[name] = &fstest.MapFile{Data: []byte(sql), Mode: 0o444}
	}
	return out, nil
}

var (
	bigint  = regexp.MustCompile(`(?i)\b(BIGINT|BOOLEAN)\b`)
	bytea   = regexp.MustCompile(`(?i)\bBYTEA\b`)
	endings = regexp.MustCompile(`(?m)^\)\s*;`)
	created = regexp.MustCompile(`(?i)\bCREATE\s+TABLE\b`)
)

// Translate gives a migration's text as engine runs it: the other engine's blocks left out, this engine's marked as one
// statement each, and the types and STRICT of SQLite put in.
func Translate(text string, engine Engine) (string, error) {
	var out, shared strings.Builder
	out.WriteString("-- +goose Up\n")
	flush := func() error {
		part := shared.String()
		shared.Reset()
		if engine == SQLite {
			if n, m := len(created.FindAllString(part, -1)), len(endings.FindAllString(part, -1)); n != m {
				return fmt.Errorf("%d CREATE TABLE but %d closing lines \");\"", n, m)
			}
			part = bytea.ReplaceAllString(bigint.ReplaceAllString(part, "INTEGER"), "BLOB")
			part = endings.ReplaceAllString(part, ") STRICT;")
		}
		out.WriteString(part)
		return nil
	}
	only := "" // the engine whose block we are in
	for line := range strings.Lines(text) {
		mark := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(mark, "-- only "):
			only = strings.TrimPrefix(mark, "-- only ")
			if Engine(only) != SQLite && Engine(only) != Postgres {
				return "", fmt.Errorf("unknown engine %q", only)
			}
			if err := flush(); err != nil {
				return "", err
			}
			if Engine(only) == engine {
				out.WriteString("-- +goose StatementBegin\n")
			}
		case mark == "-- end":
			if only == "" {
				return "", fmt.Errorf("-- end without -- only")
			}
			if Engine(only) == engine {
				out.WriteString("-- +goose StatementEnd\n")
			}
			only = ""
		case only == "":
			shared.WriteString(line)
		case Engine(only) == engine:
			out.WriteString(line)
		}
	}
	if only != "" {
		return "", fmt.Errorf("-- only %s is not closed", only)
	}
	if err := flush(); err != nil {
		return "", err
	}
	return out.String(), nil
}
