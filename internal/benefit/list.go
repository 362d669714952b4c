package benefit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// ListKind is what a list says of the people on it (名单种类).
type ListKind string

// The kinds of lists.
const (
	ListDead      ListKind = "dead"
	ListCustody   ListKind = "custody"
	ListDuplicate ListKind = "duplicate"
	// ListUnconfirmed names whose eligibility another system has not seen confirmed; the day is that of the last confirmation it knows.
	ListUnconfirmed ListKind = "unconfirmed"
)

var listTitles = map[ListKind]words.Text{
	ListDead:        {Zh: "死亡人员", En: "people who died"},
	ListCustody:     {Zh: "在押服刑人员", En: "people in custody"},
	ListDuplicate:   {Zh: "在其他制度或地方领取待遇的人员", En: "people who draw in another scheme or place"},
	ListUnconfirmed: {Zh: "逾期未做资格认证的人员", En: "people whose eligibility is not confirmed in time"},
}

// ListKinds lists what a list may say.
func ListKinds() []ListKind { return []ListKind{ListDead, ListCustody, ListDuplicate, ListUnconfirmed} }

// Title names what the list says.
func (k ListKind) Title() words.Text { return listTitles[k] }

// ListHit is a person found on a list.
type ListHit struct {
	Kind   ListKind
	Source string     // the department
	AsOf   civil.Date // of the list
	Since  civil.Date // of the event: death, arrest, first payment elsewhere
	Note   string
}

// text is what a finding says of it.
func (h ListHit) text() string {
	text := h.Source + " " + h.AsOf.String() + ": " + h.Since.String()
	if h.Note != "" {
		text += " " + h.Note
	}
	return text
}

// Lists is where the gate learns what other departments know of people: imported files now, a department's own service later.
// HitsIn tells about many people at once; who is on no list is absent.
type Lists interface {
	HitsIn(ctx context.Context, tx *db.Tx, county civil.County, people []int64) (map[int64][]ListHit, error)
}

// files are the lists that were imported.
type files struct{}

// HitsIn looks the people up in the newest list of each source and kind.
func (files) HitsIn(ctx context.Context, tx *db.Tx, county civil.County, people []int64) (map[int64][]ListHit, error) {
	return listHits(ctx, tx, county, people)
}

// Ask adds a source of lists to the gate, before the room is used.
func (b *Benefits) Ask(l Lists) { b.lists = append(b.lists, l) }

// ListFile is a list to take in: CSV with the columns citizen ID, day of the event, note (may be empty); the first line is a heading.
type ListFile struct {
	Kind    ListKind
	Source  string     // the department that gave it
	Purpose string     // what it is used for; logged
	AsOf    civil.Date // the day it describes; a newer list of the same source and kind takes its place
	Content []byte
	Partial bool // take the good rows though some are bad
}

// BadRow is a row that cannot be taken in, by its line in the file; the citizen ID is not repeated.
type BadRow struct {
	Line int
	What words.Text
}

// ListReport is what became of a list.
type ListReport struct {
	ID      int64 // 0 when it was not taken in
	Rows    int
	Matched int // people of this county
	Unknown int // nobody on file here
	Bad     []BadRow
	Already bool // the same file was taken in before; nothing changed
}

const maxListRows = 200_000

var (
	badID     = words.Text{Zh: "公民身份号码不正确", En: "the citizen ID is not valid"}
	badDay    = words.Text{Zh: "日期不正确，应为 2026-03-01 的形式，且不晚于名单日期", En: "the day is not valid: write 2026-03-01, not later than the list's own day"}
	badWidth  = words.Text{Zh: "列数不对，应为身份号码、日期、说明三列", En: "the row has not the three columns citizen ID, day, note"}
	twiceHere = words.Text{Zh: "与前面的行重复", En: "the person stands on an earlier row already"}
	longNote  = words.Text{Zh: "说明过长", En: "the note is too long"}

	BadList = fail.Define(fail.Invalid, "benefit.bad-list",
		words.Text{Zh: "名单不能导入：{what}。", En: "The list cannot be taken in: {what}."}, unchanged,
		words.Text{Zh: "请更正后重新导入。", En: "Correct it and import it again."})
	BadRows = fail.Define(fail.Invalid, "benefit.bad-list-rows",
		words.Text{Zh: "名单有 {count} 行有错，第一处在第 {line} 行：{what}。", En: "{count} rows of the list are wrong, the first on line {line}: {what}."}, unchanged,
		words.Text{Zh: "请更正这些行，或选择只导入正确的行。", En: "Correct these rows, or take in the good ones alone."})

	lackSource = words.Text{Zh: "缺少种类、来源、用途或名单日期", En: "its kind, source, purpose or day is missing"}
	lackRows   = words.Text{Zh: "没有数据行，或行数过多", En: "it has no rows, or too many"}
	lackCSV    = words.Text{Zh: "不是 UTF-8 的 CSV 文件", En: "it is not a CSV file in UTF-8"}
	futureList = words.Text{Zh: "名单日期在今天之后", En: "its day lies in the future"}
)

// listRow is a row that reads well.
type listRow struct {
	line    int
	citizen civil.CitizenID
	since   civil.Date
	note    string
	person  int64
}

// ImportList takes in a list: who gave it, what for, of which day, and who on it is on file here. Of people who are not, nothing is kept.
// Bad rows are named; unless Partial is set they refuse the whole list, for a death that is left out is paid.
func (b *Benefits) ImportList(ctx context.Context, actor access.Actor, f ListFile) (ListReport, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return ListReport{}, err
	}
	if err := f.complete(); err != nil {
		return ListReport{}, err
	}
	rows, report, err := readList(f)
	if err != nil {
		return report, err
	}
	if len(report.Bad) > 0 && !f.Partial {
		return report, BadRows.With("count", len(report.Bad), "line", report.Bad[0].Line, "what", report.Bad[0].What)
	}
	if err := b.match(ctx, actor.County, rows, &report); err != nil {
		return report, err
	}
	sum := sha256.Sum256(f.Content)
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if f.AsOf > today(tx) {
			return BadList.With("what", futureList)
		}
		id, fresh, err := insertList(ctx, tx, actor, f, hex.EncodeToString(sum[:]), report)
		if report.ID, report.Already = id, !fresh; err != nil || !fresh {
			return err
		}
		if err := insertListRows(ctx, tx, actor.County, id, rows); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "gate.list", "list:"+strconv.FormatInt(id, 10), "kind", string(f.Kind), "source", f.Source, "purpose", f.Purpose,
			"as-of", f.AsOf.String(), "matched", strconv.Itoa(report.Matched))
	})
	return report, err
}

func readList(f ListFile) ([]listRow, ListReport, error) {
	var report ListReport
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Content, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = -1
	if _, err := r.Read(); err != nil {
		return nil, report, BadList.With("what", lackCSV)
	}
	var rows []listRow
	seen := map[civil.CitizenID]bool{}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, report, BadList.With("what", lackCSV)
		}
		line, _ := r.FieldPos(0)
		report.Rows++
		row, bad := readListRow(fields, f.AsOf, seen)
		if bad != (words.Text{}) {
			report.Bad = append(report.Bad, BadRow{line, bad})
			continue
		}
		row.line = line
		rows = append(rows, row)
	}
	if report.Rows == 0 || report.Rows > maxListRows {
		return nil, report, BadList.With("what", lackRows)
	}
	return rows, report, nil
}

func readListRow(fields []string, asOf civil.Date, seen map[civil.CitizenID]bool) (row listRow, bad words.Text) {
	if len(fields) < 2 || len(fields) > 3 {
		return row, badWidth
	}
	citizen, _, err := civil.ParseCitizenID(strings.TrimSpace(fields[0]))
	if err != nil {
		return row, badID
	}
	since, err := civil.ParseDate(strings.TrimSpace(fields[1]))
	if err != nil || since > asOf {
		return row, badDay
	}
	if seen[citizen] {
		return row, twiceHere
	}
	seen[citizen] = true
	row = listRow{citizen: citizen, since: since}
	if len(fields) == 3 {
		row.note = strings.TrimSpace(fields[2])
	}
	if len(row.note) > 200 || strings.ContainsRune(row.note, 0) {
		return row, longNote
	}
	return row, words.Text{}
}
