package ledger

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/tlog"
)

// exportFormat is the first line of every manifest; docs/ledger-format.md describes every byte below it.
const exportFormat = "renshe-export 1"

// manifestName is the file that lists the others.
const manifestName = "manifest.txt"

// The faults of an export.
var (
	ExportThere = fail.Define(fail.Conflict, "ledger.export-there",
		words.Text{Zh: "目录 {dir} 已经存在。", En: "The folder {dir} exists already."},
		words.Text{Zh: "里面的文件没有动。", En: "What is in it was not touched."},
		words.Text{Zh: "请换一个新目录：旧的导出是证据，不覆盖。", En: "Name a new one: an older export is evidence and is never written over."})
	ExportFailed = fail.Define(fail.Internal, "ledger.export-failed",
		words.Text{Zh: "写不了目录 {dir}。", En: "The folder {dir} cannot be written."},
		words.Text{Zh: "没有留下半份导出，账没有变动。", En: "No half export was left, and the books are unchanged."},
		words.Text{Zh: "请检查磁盘空间和权限。", En: "Check the disk's space and permissions."})
)

// Export is a folder of plain text files under way (导出): written beside its place and moved there at the end, so that it is whole or not
// there at all.
type Export struct {
	County civil.County
	dir    string
	temp   string
	files  []Exported
	head   Exporting
}

// Exporting is the place in the log that an export ends at.
type Exporting struct {
	Size int64
	Root tlog.Hash
}

// Exported is one file of an export.
type Exported struct {
	Name    string `json:"name"`
	Records int64  `json:"records"`
	Bytes   int64  `json:"bytes"`
	Digest  string `json:"sha256"` // "-": the log's leaves bind every byte of it
}

// NewExport begins an export into a folder that does not exist yet.
func NewExport(county civil.County, dir string) (*Export, error) {
	dir = filepath.Clean(dir)
	if _, err := os.Lstat(dir); err == nil {
		return nil, ExportThere.With("dir", dir).On("--out")
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), filepath.Base(dir)+".partial-*")
	if err != nil {
		return nil, ExportFailed.With("dir", dir).On("--out").From(err)
	}
	return &Export{County: county, dir: dir, temp: temp}, nil
}

// Abort removes what was written; after [Export.Finish] it does nothing.
func (e *Export) Abort() { os.RemoveAll(e.temp) }

// Finish writes the manifest, makes everything durable and moves the folder to its place.
func (e *Export) Finish() ([]Exported, error) {
	f, err := e.file(manifestName)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(f.out, "%s\ncounty %06d\norigin %s\nsize %d\nroot %v\n", exportFormat, e.County, Origin(e.County), e.head.Size, e.head.Root)
	for _, x := range e.files {
		fmt.Fprintf(f.out, "file %s %d %d %s\n", x.Name, x.Records, x.Bytes, x.Digest)
	}
	all := e.files
	if err := f.Close(); err != nil {
		return nil, err
	}
	if err := syncDir(e.temp); err != nil {
		return nil, e.failed(err)
	}
	if _, err := os.Lstat(e.dir); err == nil { // a rename would replace an empty folder
		return nil, ExportThere.With("dir", e.dir).On("--out")
	}
	if err := os.Rename(e.temp, e.dir); err != nil {
		return nil, e.failed(err)
	}
	if err := os.Chmod(e.dir, 0o750); err != nil {
		return nil, e.failed(err)
	}
	return all, syncDir(filepath.Dir(e.dir))
}

func (e *Export) failed(err error) error {
	return ExportFailed.With("dir", e.dir).On("--out").From(err)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// ExportFile is one file of an export: a record a line, its columns separated by tabs. Errors wait for Close.
type ExportFile struct {
	export *Export
	file   *os.File
	out    *bufio.Writer
	sum    hash.Hash
	done   Exported
	line   []byte
	first  bool
	bound  bool // the log binds every byte: no digest is taken
	failed error
}

// noDigest stands in the manifest for the digest of a file whose every byte the log binds.
const noDigest = "-"

func (e *Export) file(name string) (*ExportFile, error) {
	f, err := os.OpenFile(filepath.Join(e.temp, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return nil, e.failed(err)
	}
	x := &ExportFile{export: e, file: f, sum: sha256.New(), done: Exported{Name: name}, first: true}
	x.out = bufio.NewWriterSize(counted{x}, 1<<18)
	return x, nil
}

// Table begins a file whose first line names its columns.
func (e *Export) Table(name string, columns ...string) (*ExportFile, error) {
	f, err := e.file(name)
	if err != nil {
		return nil, err
	}
	for _, c := range columns {
		f.Text(c)
	}
	f.End()
	f.done.Records = 0
	return f, nil
}

// counted passes bytes to the file and the digest.
type counted struct{ f *ExportFile }

func (c counted) Write(p []byte) (int, error) {
	if !c.f.bound {
		c.f.sum.Write(p)
	}
	c.f.done.Bytes += int64(len(p))
	return c.f.file.Write(p)
}

func (f *ExportFile) next() {
	if !f.first {
		f.line = append(f.line, '\t')
	}
	f.first = false
}

// Int writes an integer column.
func (f *ExportFile) Int(n int64) {
	f.next()
	f.line = strconv.AppendInt(f.line, n, 10)
}

// Hex writes a column of bytes.
func (f *ExportFile) Hex(b []byte) {
	f.next()
	f.line = hex.AppendEncode(f.line, b)
}

// Text writes a column of text; a tab, a line's end and a backslash become two characters.
func (f *ExportFile) Text(s string) {
	f.next()
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\t':
			f.line = append(f.line, '\\', 't')
		case '\n':
			f.line = append(f.line, '\\', 'n')
		case '\r':
			f.line = append(f.line, '\\', 'r')
		case '\\':
			f.line = append(f.line, '\\', '\\')
		default:
			f.line = append(f.line, c)
		}
	}
}

// End ends the record.
func (f *ExportFile) End() {
	f.line = append(f.line, '\n')
	if _, err := f.out.Write(f.line); err != nil && f.failed == nil {
		f.failed = err
	}
	f.line, f.first = f.line[:0], true
	f.done.Records++
}

// Close makes the file durable and takes it into the manifest.
func (f *ExportFile) Close() error {
	err := f.failed
	for _, step := range []func() error{f.out.Flush, f.file.Sync, f.file.Close} {
		if e := step(); err == nil {
			err = e
		}
	}
	if err != nil {
		return f.export.failed(err)
	}
	if f.done.Digest = hex.EncodeToString(f.sum.Sum(nil)); f.bound {
		f.done.Digest = noDigest
	}
	f.export.files = append(f.export.files, f.done)
	return nil
}

var _ io.Writer = counted{}
