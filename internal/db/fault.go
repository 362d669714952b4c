package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// Class is what an engine's error means to a caller.
type Class uint8

// The classes.
const (
	Other      Class = iota // none of these
	NoRows                  // the query found nothing
	Unique                  // a key is taken
	ForeignKey              // what it refers to is not there, or is still referred to
	Check                   // a CHECK or NOT NULL does not hold
	Refused                 // a trigger of ours said no
	Retry                   // a lock or a serialisation failure: run the transaction again
	Lost                    // the connection went: before COMMIT nothing happened, at COMMIT nobody knows
)

var (
	// BadURL is an address of a kind we do not open.
	BadURL = fail.Define(fail.Invalid, "db.bad-url",
		words.Text{Zh: "数据库地址不认识。", En: "The database address is not understood."},
		words.Text{Zh: "没有打开任何数据库。", En: "No database was opened."},
		words.Text{Zh: "请写成 sqlite:/目录/renshe.db 或 postgres://用户@主机/库名。", En: "Write sqlite:/dir/renshe.db or postgres://user@host/name."})
	// CannotOpen is a store that does not answer.
	CannotOpen = fail.Define(fail.Internal, "db.cannot-open",
		words.Text{Zh: "数据库打不开。", En: "The database cannot be opened."},
		words.Text{Zh: "数据没有变动。", En: "The data is unchanged."},
		words.Text{Zh: "请检查目录权限和磁盘，或数据库服务是否在运行。", En: "Check the directory's permissions and the disk, or whether the database server runs."})
	// Busy is a lock that did not come free in time, or a transaction that lost every retry.
	Busy = fail.Define(fail.Busy, "db.busy",
		words.Text{Zh: "系统正忙，这一步没有办成。", En: "The system is busy and this step was not done."},
		words.Text{Zh: "数据没有变动。", En: "The data is unchanged."},
		words.Text{Zh: "请稍等几秒再试。", En: "Try again in a few seconds."})
	// DiskFull is a store that has no room for more, or whose disk refuses to write.
	DiskFull = fail.Define(fail.Busy, "db.disk-full",
		words.Text{Zh: "磁盘满了或写不进去，这一步没有保存。", En: "The disk is full or refuses to write; this step was not saved."},
		words.Text{Zh: "之前保存的都在，没有只存一半的。", En: "Everything saved before is kept, and nothing is half done."},
		words.Text{Zh: "请腾出磁盘空间，再办一次。", En: "Make room on the disk, then do it again."})
	// UnknownOutcome is a COMMIT whose answer was lost: it may have happened.
	UnknownOutcome = fail.Define(fail.Busy, "db.unknown-outcome",
		words.Text{Zh: "保存时与数据库失去联系，不知道是否已保存。", En: "The database was lost while saving; it is not known whether this was saved."},
		words.Text{Zh: "要么全部保存，要么全部没有，不会只存一半。", En: "Either all of it was saved or none; never a half."},
		words.Text{Zh: "请先查看结果，再决定是否重做；重做不会重复入账。", En: "Look first, then repeat if needed; repeating does not book twice."})
	// BadCollation is a PostgreSQL database that sorts or encodes text in another way than the program.
	BadCollation = fail.Define(fail.Blocked, "db.collation",
		words.Text{Zh: "数据库的排序规则或编码不是 C / UTF8（现为 {have}）。", En: "The database's collation or encoding is not C / UTF8 (it is {have})."},
		words.Text{Zh: "没有改动数据库。", En: "The database is unchanged."},
		words.Text{Zh: "请用 CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' 建库。",
			En: "Create it with TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'."})
	// Newer is a database that a newer program has migrated.
	Newer = fail.Define(fail.Blocked, "db.newer",
		words.Text{Zh: "数据库是更新版本的程序升级过的（{have}，本程序到 {want}）。", En: "A newer program has migrated this database ({have}; this program knows {want})."},
		words.Text{Zh: "没有改动数据库。", En: "The database is unchanged."},
		words.Text{Zh: "请换用新版本的程序。", En: "Use the newer program."})
	// BadArgument is a value no column may hold: a float, a time.Time, NUL or broken UTF-8.
	BadArgument = fail.Define(fail.Invalid, "db.bad-argument",
		words.Text{Zh: "内容里有不能保存的字符或数值（{kind}）。", En: "The content holds a character or value that cannot be stored ({kind})."},
		words.Text{Zh: "没有保存。", En: "Nothing was saved."},
		words.Text{Zh: "请重新输入这一项。", En: "Enter it again."})
)

// IsUnique says whether err is a taken key.
func IsUnique(err error) bool { return Classify(err) == Unique }

// IsNoRows says whether err is a query that found nothing.
func IsNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// unopened is why a store does not open: no room for the files that SQLite makes beside its own, or whatever else.
func unopened(err error) error {
	if err := full(err); errors.Is(err, DiskFull) {
		return err
	}
	return CannotOpen.With().From(err)
}

// full turns an engine's "no room left" into [DiskFull]; other errors pass.
func full(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() {
		case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE:
			return DiskFull.With().From(err)
		}
	}
	if errors.Is(err, syscall.ENOSPC) {
		return DiskFull.With().From(err)
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == "53100" {
		return DiskFull.With().From(err)
	}
	return err
}

// Classify reads an engine's error.
func Classify(err error) Class {
	if err == nil {
		return Other
	}
	if errors.Is(err, sql.ErrNoRows) {
		return NoRows
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return classifyPostgres(e.Code)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return classifySQLite(e.Code())
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return Other
	}
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		return Lost
	}
	if _, network := errors.AsType[net.Error](err); network || pgconn.SafeToRetry(err) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return Lost
	}
	return Other
}

func classifyPostgres(code string) Class {
	switch code {
	case "23505":
		return Unique
	case "23503":
		return ForeignKey
	case "23514", "23502":
		return Check
	case "P0001":
		return Refused
	case "40001", "40P01", "55P03":
		return Retry
	case "57P01", "57P02", "57P03":
		return Lost
	}
	if strings.HasPrefix(code, "08") {
		return Lost
	}
	return Other
}

func classifySQLite(code int) Class {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return Unique
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ForeignKey
	case sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_CONSTRAINT_NOTNULL, sqlite3.SQLITE_CONSTRAINT_DATATYPE:
		return Check
	case sqlite3.SQLITE_CONSTRAINT_TRIGGER:
		return Refused
	}
	if c := code & 0xff; c == sqlite3.SQLITE_BUSY || c == sqlite3.SQLITE_LOCKED {
		return Retry
	}
	return Other
}
