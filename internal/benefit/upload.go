package benefit

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Upload is a bank's file that was uploaded for a run and is not taken in yet (待导入的银行文件): an answer may come in parts.
type Upload struct {
	ID      int64
	Name    string
	Format  string
	Digest  string
	Bytes   int64
	ByName  string
	At      time.Time
	Content []byte // filled when it is kept

	sealed []byte
}

// Preview is what the uploaded files will do to a run when they are taken in: counted, nothing is booked.
type Preview struct {
	Orders   int64
	Ordered  money.Fen
	Paid     int64
	PaidFen  money.Fen
	Back     int64
	BackFen  money.Fen
	Reasons  []ReasonSum // why, the most frequent first
	Day      civil.Date
	Bank     string    // the bank's number of its statement
	Closing  money.Fen // the bank's balance afterwards
	Book     money.Fen // the books' balance once the answer is booked
	Gap      money.Fen // Closing − Book
	Explains bool      // the gap is a movement that stands on the bank's statement and in no books
}

// ReasonSum counts the payments that came back for one reason.
type ReasonSum struct {
	Code  string
	Count int64
	Total money.Fen
}

// Text says the reason in words.
func (r ReasonSum) Text() words.Text { return returnText(r.Code) }

// maxUploads bounds how many files a run's answer may have: a status report and a statement, or an answer in parts.
const maxUploads = 50

// The faults of uploads.
var (
	NoUploads = fail.Define(fail.Blocked, "benefit.no-uploads",
		words.Text{Zh: "还没有上传银行文件。", En: "No file of the bank was uploaded yet."}, unchanged,
		words.Text{Zh: "请先上传银行给的文件。", En: "Upload the files that the bank gave."})
	TooManyUploads = fail.Define(fail.Invalid, "benefit.too-many-uploads",
		words.Text{Zh: "一个批次最多放 {most} 个银行文件。", En: "A run takes {most} files of the bank at most."}, unchanged,
		words.Text{Zh: "请先移除不要的文件。", En: "Take out those that are not needed first."})
	BadUpload = fail.Define(fail.Invalid, "benefit.bad-upload",
		words.Text{Zh: "文件“{file}”不能用：{why}", En: "The file {file} cannot be used: {why}"},
		words.Text{Zh: "文件没有导入，这次上传的也都没有留下；账和发放状态都没有变动。", En: "Nothing was taken in and none of the files uploaded now was kept; the books and the payments are unchanged."},
		words.Text{Zh: "请换成银行给的完整、原样的文件后重新上传。", En: "Replace it by the bank's complete, unedited file and upload again."})
)

// KeepUploads keeps files of the bank for a run until they are taken in: each is read whole first, in the format that is named or that its
// content says, and one that can be no part of the run's answer is refused. The same file again changes nothing.
func (b *Benefits) KeepUploads(ctx context.Context, actor access.Actor, run int64, files []Upload) ([]Upload, error) {
	if err := actor.May(access.RunBank); err != nil {
		return nil, err
	}
	for i := range files {
		f := &files[i]
		report, err := bank.ReadReportAs(f.Format, f.Content)
		if err != nil {
			return nil, BadUpload.With("file", f.Name, "why", why{err}).On("file").From(err)
		}
		sum := sha256.Sum256(f.Content)
		f.Format, f.Digest, f.Bytes = report.Format, hex.EncodeToString(sum[:]), int64(len(f.Content))
	}
	if err := b.mayComplete(ctx, actor, run, files); err != nil {
		return nil, err
	}
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		r, err := lockRun(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		if r.State != Filed {
			return NotYet.With("month", r.Month, "state", r.State.Title())
		}
		have, err := uploads(ctx, tx, r)
		if err != nil {
			return err
		}
		for _, f := range files {
			if slices.ContainsFunc(have, func(h Upload) bool { return h.Digest == f.Digest }) {
				continue
			}
			if len(have) == maxUploads {
				return TooManyUploads.With("most", maxUploads).On("file")
			}
			f.ID, f.ByName, f.At = tx.NewID(), actor.Name, tx.Now()
			if err := insertUpload(ctx, tx, r, f, b.box.Seal(f.Content, uploadBound(r, f.ID)), actor.User); err != nil {
				return err
			}
			have = append(have, f)
			if err := b.audit(ctx, tx, actor, "run.upload", runSubject(run), "digest", f.Digest, "format", f.Format); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.Uploads(ctx, actor, run)
}

// mayComplete refuses files that no further one can make a right answer of: of another run, with a foreign line or another sum. What may
// still come is a part or the statement; the program's own text is a whole answer.
func (b *Benefits) mayComplete(ctx context.Context, actor access.Actor, run int64, files []Upload) error {
	return b.db.View(ctx, func(tx *db.Tx) error {
		r, err := runByID(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		if r.State != Filed {
			return NotYet.With("month", r.Month, "state", r.State.Title())
		}
		all, err := b.uploaded(ctx, tx, r)
		if err != nil && !errors.Is(err, NoUploads) {
			return err
		}
		whole := false
		for _, f := range files {
			whole = whole || f.Format == bank.Canonical
			if !slices.ContainsFunc(all, func(had []byte) bool { return bytes.Equal(had, f.Content) }) {
				all = append(all, f.Content)
			}
		}
		_, err = b.preview(ctx, tx, r, all)
		if errors.Is(err, bank.NoBalance) || errors.Is(err, MissingLines) && !whole {
			return nil
		}
		return err
	})
}

// why lets a fault speak another one's first sentence.
type why struct{ err error }

// In gives the sentence in language l.
func (w why) In(l words.Lang) string { return fail.As(w.err).Say(l).What }

func uploadBound(r Run, id int64) []byte {
	return fmt.Appendf(nil, "benefit/%d/%d/upload/%d", r.County, r.ID, id)
}

// Uploads lists the files that are kept for a run, in the order in which they came.
func (b *Benefits) Uploads(ctx context.Context, actor access.Actor, run int64) ([]Upload, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []Upload
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = uploads(ctx, tx, Run{County: actor.County, ID: run})
		return err
	})
	return all, err
}

// DropUpload takes a kept file out again, before it is taken in.
func (b *Benefits) DropUpload(ctx context.Context, actor access.Actor, run, id int64) error {
	if err := actor.May(access.RunBank); err != nil {
		return err
	}
	return b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		r, err := lockRun(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		if err := deleteUploads(ctx, tx, r, id); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "run.drop-upload", runSubject(run))
	})
}

// PreviewAnswer says what the kept files would do. An error says why they cannot be taken in as they are, e.g. that a part is missing.
func (b *Benefits) PreviewAnswer(ctx context.Context, actor access.Actor, run int64) (Preview, error) {
	if err := actor.May(access.FundRead); err != nil {
		return Preview{}, err
	}
	var x Preview
	err := b.db.View(ctx, func(tx *db.Tx) error {
		r, err := runByID(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		if r.State != Filed {
			return NotYet.With("month", r.Month, "state", r.State.Title())
		}
		files, err := b.uploaded(ctx, tx, r)
		if err != nil {
			return err
		}
		x, err = b.preview(ctx, tx, r, files)
		return err
	})
	return x, err
}

func (b *Benefits) preview(ctx context.Context, tx *db.Tx, r Run, files [][]byte) (Preview, error) {
	order, open, err := b.openOrders(ctx, tx, r)
	if err != nil {
		return Preview{}, err
	}
	content, err := bank.Assemble(order.Content, files...)
	if err != nil {
		return Preview{}, err
	}
	sum, err := compareAnswer(r, order, open, content)
	if err != nil {
		return Preview{}, err
	}
	if err := likelyDay(r, sum.Value, today(tx)); err != nil {
		return Preview{}, err
	}
	book, err := b.books.BalanceIn(ctx, tx, r.County, BooksOf(r.Kind).Bank)
	if err != nil {
		return Preview{}, err
	}
	x := Preview{Orders: order.Orders, Ordered: order.Total, Paid: sum.Paid, PaidFen: sum.PaidFen, Back: sum.Returned, BackFen: sum.ReturnedFen, Day: sum.Value,
		Bank: sum.Statement, Closing: sum.Balance.Closing, Book: book.Own() - sum.PaidFen}
	x.Gap = x.Closing - x.Book
	_, x.Explains = unbooked(storedFile{credits: sum.Balance.Credits, debits: sum.Balance.Debits, paidFen: sum.PaidFen}, x.Gap)
	reasons := map[string]*ReasonSum{}
	_, err = bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error {
		if a.Paid() {
			return nil
		}
		s := reasons[a.Reason]
		if s == nil {
			s = &ReasonSum{Code: a.Reason}
			reasons[a.Reason] = s
		}
		s.Count, s.Total = s.Count+1, s.Total+a.Amount
		return nil
	})
	for _, s := range reasons {
		x.Reasons = append(x.Reasons, *s)
	}
	slices.SortFunc(x.Reasons, func(a, b ReasonSum) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code)) })
	return x, err
}

// uploaded opens the kept files.
func (b *Benefits) uploaded(ctx context.Context, tx *db.Tx, r Run) ([][]byte, error) {
	all, err := uploadsWith(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, NoUploads.With()
	}
	files := make([][]byte, len(all))
	for i, f := range all {
		if files[i], err = b.box.Unseal(f.sealed, uploadBound(r, f.ID)); err != nil {
			return nil, Damaged.With("what", f.Name).From(err)
		}
	}
	return files, nil
}

// ImportUploads takes the kept files in, as [Benefits.ImportReturn] does; once the answer stands they are not kept any longer.
func (b *Benefits) ImportUploads(ctx context.Context, actor access.Actor, run int64) (Step, error) {
	if err := actor.May(access.RunBank); err != nil {
		return Step{}, err
	}
	var files [][]byte
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		files, err = b.uploaded(ctx, tx, Run{County: actor.County, ID: run})
		return err
	})
	if err != nil {
		return Step{}, err
	}
	step, err := b.ImportReturn(ctx, actor, run, files...)
	if err != nil {
		return step, err
	}
	return step, b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error { return deleteUploads(ctx, tx, step.Run, 0) })
}
