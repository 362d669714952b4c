package ledger

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// journal is the export for people (流水账): hledger's plain text, a transfer a transaction, on the day it was posted, with its value
// date as the second date. Every posting asserts the account's balance after it; what is reserved stands in brackets under the account.
type journal struct {
	f        *ExportFile
	names    map[int64]string
	closings []periodRow
	next     int
	day      string // of the last transaction
}

const reservedName = ":待付"

func newJournal(ctx context.Context, tx *db.Tx, e *Export) (*journal, error) {
	f, err := e.file("journal.hledger")
	if err != nil {
		return nil, err
	}
	j := &journal{f: f, names: map[int64]string{}}
	j.say("; ", Origin(e.County), ", ", strconv.FormatInt(e.head.Size, 10), " records, root ", e.head.Root.String(), "\n",
		"commodity 1000.00 CNY\n\n")
	types := map[Class]string{Asset: "A", Liability: "L", NetAssets: "E", Income: "R", Expense: "X"}
	err = everyAccount(ctx, tx, e.County, func(r *accountRow) {
		id, class := AccountID(r.id), Class(r.class)
		name := strconv.FormatInt(int64(id.Fund()), 10) + ":" + class.Title().Zh + ":" + id.String() + " " + journalText(r.titleZh)
		j.names[r.id] = name
		j.say("account ", name, "  ; type:", types[class], ", ", journalText(r.titleEn), "\n",
			"account ", name, reservedName, "\n")
	})
	if err != nil {
		return nil, err
	}
	return j, closings(ctx, tx, e.County, func(r *periodRow) { j.closings = append(j.closings, *r) })
}

// journalText is a text without what has a meaning in a journal.
func journalText(s string) string {
	s = strings.NewReplacer(":", "：", ";", "；", "|", "／", "[", "［", "]", "］", "(", "（", ")", "）", ",", "，").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func (j *journal) say(parts ...string) {
	for _, p := range parts {
		if _, err := j.f.out.WriteString(p); err != nil && j.f.failed == nil {
			j.f.failed = err
		}
	}
}

// transfer writes one row of table transfer, its columns as transferNames has them.
func (j *journal) transfer(record []any) error {
	n := func(column int) int64 { return *record[column].(*int64) }
	text := func(column int) string { return *record[column].(*string) }
	seq, kind := n(1), kindOf(n(9))
	j.closed(seq)
	j.day = civil.DateIn(db.FromMicros(n(17))).String()
	mark := " * "
	if kind == Pending {
		mark = " ! "
	}
	j.say("\n", j.day, "=", text(16), mark, "(", strconv.FormatInt(seq, 10), ") ", journalText(text(11)+" "+text(12)),
		"  ; ", kind.Title().Zh, ", batch:", strconv.FormatInt(n(2), 10), ", period:", civil.Month(n(15)).String())
	if ref := n(10); ref > 0 {
		j.say(", ref:", strconv.FormatInt(ref, 10))
	}
	j.say("\n")
	amount, released := n(7), n(8)
	if kind.moves() {
		j.posting(n(5), amount, n(18))
		j.posting(n(6), -amount, n(19))
	}
	if reserved := kind.left(amount, released) - released; reserved != 0 {
		j.reserve(n(5), reserved)
		j.reserve(n(6), -reserved)
	}
	j.f.done.Records++
	return j.f.failed
}

func (j *journal) posting(account, amount, after int64) {
	j.say("    ", j.names[account], "  ", plainYuan(amount), " = ", plainYuan(after), "\n")
}

func (j *journal) reserve(account, amount int64) {
	j.say("    [", j.names[account], reservedName, "]  ", plainYuan(amount), "\n")
}

// plainYuan writes an amount without separators between thousands.
func plainYuan(fen int64) string {
	return strings.ReplaceAll(money.Fen(fen).String(), ",", "") + " CNY"
}

// closed notes the closings that stand before a place in the log.
func (j *journal) closed(seq int64) {
	for ; j.next < len(j.closings) && j.closings[j.next].seq < seq; j.next++ {
		r := &j.closings[j.next]
		j.say("\n; ", strconv.FormatInt(r.seq, 10), " 结账: fund ", strconv.FormatInt(r.fund, 10), ", ", civil.Month(r.month).String(), "\n")
	}
}

// close asserts every account's stored balance once more.
func (j *journal) close(ctx context.Context, tx *db.Tx) error {
	j.closed(1<<63 - 1)
	var ids []int64
	for id := range j.names {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if j.day != "" && len(ids) > 0 {
		j.say("\n", j.day, " * 期末余额\n")
		j.f.done.Records++
		err := everyAccount(ctx, tx, j.f.export.County, func(r *accountRow) {
			j.posting(r.id, 0, r.debits-r.credits)
			j.say("    [", j.names[r.id], reservedName, "]  ", plainYuan(0), " = ",
				plainYuan(r.debitsReserved-r.debitsReleased-r.creditsReserved+r.creditsReleased), "\n")
		})
		if err != nil {
			return err
		}
	}
	return j.f.Close()
}
