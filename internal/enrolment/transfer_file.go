package enrolment

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
)

// transferFormat names the file in which a history goes from one agency to another.
const transferFormat = "renshe-transfer/1"

// maxTransferFile bounds what is read as one: a life has fewer years than fit in it.
const maxTransferFile = 256 << 10

// Paper is a transfer as one agency tells it to the other (转移信息表): with its totals and, over everything, a digest. Amounts are whole fen.
type Paper struct {
	Format    string        `json:"format"`
	Transfer  int64         `json:"transfer,string"`
	County    civil.County  `json:"county"`
	Route     Route         `json:"route"`
	Agency    string        `json:"to_agency"`
	Place     string        `json:"to_place"`
	Name      string        `json:"name"`
	CitizenID string        `json:"citizen_id"`
	Scheme    Scheme        `json:"scheme"`
	Joined    civil.Month   `json:"-"`
	Since     string        `json:"joined"` // YYYY-MM
	Letter    string        `json:"letter"`
	LetterOn  string        `json:"letter_on"`
	Lines     []HistoryLine `json:"lines"`
	Totals    Sums          `json:"totals"`
	Digest    string        `json:"digest"` // SHA-256 of [Paper.text], hexadecimal
}

// historyDigest is the digest of a history and its sums, without anything that names a person: the books keep it with each posting.
func historyDigest(lines []HistoryLine, s Sums) string {
	var b strings.Builder
	writeHistory(&b, lines, s)
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

func writeHistory(b *strings.Builder, lines []HistoryLine, s Sums) {
	for _, l := range lines {
		fmt.Fprintf(b, "%d|%d|%d|%d|%d|%d\n", l.Year, l.Grade, l.Personal, l.Collective, l.Subsidy, l.Months)
	}
	fmt.Fprintf(b, "%d|%d|%d|%d|%d|%d|%d|%d\n", len(lines), s.Months, s.Personal, s.Collective, s.Subsidy, s.Interest, s.Drawn, s.Balance)
}

// text is what the file's digest is of.
func (p Paper) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%d|%d|%s|%q|%q|%q|%s|%s|%s|%q|%s\n", p.Format, p.Transfer, p.County, p.Route, p.Agency, p.Place, p.Name, p.CitizenID, p.Scheme, p.Since, p.Letter, p.LetterOn)
	writeHistory(&b, p.Lines, p.Totals)
	return b.String()
}

func (p Paper) digest() string {
	sum := sha256.Sum256([]byte(p.text()))
	return hex.EncodeToString(sum[:])
}

// JSON writes the file.
func (p Paper) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(p, "", "  ")
	return append(text, '\n'), err
}

// Paper makes what the other agency is told of a transfer out. It names the person in full: the look is logged.
func (x *Transfers) Paper(ctx context.Context, actor access.Actor, id int64, purpose string) (p Paper, err error) {
	for _, need := range []access.Permission{access.FundRead, access.PersonRead} {
		if err := actor.May(need); err != nil {
			return p, err
		}
	}
	err = x.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		f, err := x.fileIn(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if f.Direction != Out || f.State == TransferCancelled {
			return WrongTransferState.With("state", f.State.Title())
		}
		who, err := x.people.GetIn(ctx, tx, actor.County, f.Person)
		if err != nil {
			return err
		}
		citizen, _, err := x.people.Identity(ctx, tx, actor.County, f.Person)
		if err != nil {
			return err
		}
		p = Paper{Format: transferFormat, Transfer: f.ID, County: actor.County, Route: f.Route, Agency: f.Agency, Place: f.Place, Name: who.Name, CitizenID: string(citizen),
			Scheme: ResidentPension, Joined: f.Joined, Since: f.Joined.String(), Lines: f.Lines, Totals: f.Sums}
		for _, a := range f.Acts {
			if a.Kind == actTold {
				p.Letter, p.LetterOn = a.Paper, a.On.String()
			}
		}
		p.Digest = p.digest()
		if err := x.rolls.access.LookedIn(ctx, tx, actor, f.Person, purpose); err != nil {
			return err
		}
		return x.rolls.access.AuditIn(ctx, tx, actor, "transfer.exported", access.Subject("transfer", id), map[string]string{"digest": p.Digest})
	})
	return p, err
}

var (
	fileFormat = words.Text{Zh: "格式不是" + transferFormat, En: "its format is not " + transferFormat}
	fileBroken = words.Text{Zh: "内容读不出来，或多出不认识的项", En: "it cannot be read, or has entries that nobody knows"}
	fileDigest = words.Text{Zh: "内容与校验码不符", En: "its content and its digest differ"}
	filePerson = words.Text{Zh: "姓名或公民身份号码与办件的人不符", En: "name or citizen ID are not those of the person of the case"}
	fileRoute  = words.Text{Zh: "不是转到城乡居民养老保险的", En: "it does not go to the residents' pension"}
)

// ReadPaper reads a file that another agency made. What was altered on the way does not agree with its digest; that alone proves nothing
// about who made it: the letter and the money do.
func ReadPaper(raw []byte) (p Paper, err error) {
	if len(raw) > maxTransferFile {
		return p, BadTransferFile.With("what", fileBroken).On("file")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return p, BadTransferFile.With("what", fileBroken).On("file")
	}
	if _, err := d.Token(); err != io.EOF { // what the digest does not cover
		return p, BadTransferFile.With("what", fileBroken).On("file")
	}
	if p.Format != transferFormat {
		return p, BadTransferFile.With("what", fileFormat).On("file")
	}
	if p.Joined, err = civil.ParseMonth(p.Since); err != nil {
		return p, BadTransferFile.With("what", fileBroken).On("file")
	}
	if p.digest() != p.Digest {
		return p, BadTransferFile.With("what", fileDigest).On("file")
	}
	return p, nil
}

// Announced makes an announcement of a file, for a transfer in whose person it has to name.
func (x *Transfers) Announced(ctx context.Context, actor access.Actor, id int64, p Paper) (w Announcement, err error) {
	if err := actor.May(access.LedgerPost); err != nil {
		return w, err
	}
	err = x.db.View(ctx, func(tx *db.Tx) error {
		t, err := readTransfer(ctx, tx, actor.County, id, "")
		if err != nil {
			return noTransfer(err, id)
		}
		if p.Route != Place || t.Route != Place {
			return BadTransferFile.With("what", fileRoute).On("file")
		}
		who, err := x.people.GetIn(ctx, tx, actor.County, t.Person)
		if err != nil {
			return err
		}
		citizen, _, err := x.people.Identity(ctx, tx, actor.County, t.Person)
		if err != nil {
			return err
		}
		if string(citizen) != p.CitizenID || who.Name != p.Name {
			return BadTransferFile.With("what", filePerson).On("file")
		}
		w = Announcement{Transfer: id, Version: t.Version, Letter: p.Letter, Joined: p.Joined, Lines: p.Lines, Said: p.Totals}
		if p.LetterOn != "" {
			if w.On, err = civil.ParseDate(p.LetterOn); err != nil {
				return BadTransferFile.With("what", fileBroken).On("file")
			}
		}
		return nil
	})
	return w, err
}

var lineParts = words.Text{Zh: "应有6项：年度、档次、个人缴费、集体补助、政府补贴、月数，用逗号或空格隔开，金额以元计", En: "six parts are wanted: year, grade, personal, collective, subsidy, months, with commas or blanks between; amounts in yuan"}

// ParseHistory reads a history that was typed: a line a year, with year, grade, personal part, collective grant, subsidy (yuan) and months. Every
// line that cannot be read is named.
func ParseHistory(text string) (all []HistoryLine, err error) {
	var bad []error
	n := 0
	for line := range strings.Lines(text) {
		parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",，;；\t \r\n", r) })
		if len(parts) == 0 {
			continue
		}
		n++
		l, ok := historyLine(parts)
		if !ok {
			bad = append(bad, BadLine.With("line", n, "what", lineParts).On("lines"))
		}
		all = append(all, l)
	}
	return all, errors.Join(bad...)
}

func historyLine(parts []string) (l HistoryLine, ok bool) {
	if len(parts) != 6 {
		return l, false
	}
	var err error
	if l.Year, err = strconv.Atoi(parts[0]); err != nil {
		return l, false
	}
	for i, into := range []*money.Fen{&l.Grade, &l.Personal, &l.Collective, &l.Subsidy} {
		if *into, err = money.ParseYuan(parts[i+1]); err != nil {
			return l, false
		}
	}
	months, err := strconv.ParseInt(parts[5], 10, 32)
	l.Months = int32(months)
	return l, err == nil
}
