package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
	"renshe/tlog"
)

// DocumentKind is what a file is that postings rest on.
type DocumentKind string

// The kinds of documents.
const (
	PaymentOrder  DocumentKind = "payment-order"  // 代发文件: what the bank was ordered to pay
	BankAnswer    DocumentKind = "bank-answer"    // 回盘文件: what it answered to each order
	BankStatement DocumentKind = "bank-statement" // 对账单: what moved on the account

	proposalPaper DocumentKind = "proposal" // 待复核事项: a proposal as it stood after a step; the ledger's own
)

var documentTitles = map[DocumentKind]words.Text{
	PaymentOrder: {Zh: "代发文件", En: "payment order"}, BankAnswer: {Zh: "回盘文件", En: "bank's answer"}, BankStatement: {Zh: "对账单", En: "bank statement"},
	proposalPaper: {Zh: "待复核事项", En: "proposal"},
}

// Title names the kind.
func (k DocumentKind) Title() words.Text { return documentTitles[k] }

// Document is a file that postings rest on (原始凭证). The room that has the file keeps its bytes; the log keeps what nobody can change
// afterwards without being found: its hash, and the hash of its lines without names and accounts.
type Document struct {
	Fund    Fund
	Kind    DocumentKind
	Account AccountID // the bank account in the books that it is about
	Cause   string    // what it belongs to: that of the batches that rest on it, e.g. "run:81"
	Digest  tlog.Hash // SHA-256 of the file
	List    tlog.Hash // of its lines: [DocumentList]
	Lines   int64
	Total   money.Fen // of all lines

	Seq     int64 // the ledger's from here: its place in the log
	AddedBy int64 // who made or imported it
	AddedAt time.Time
	Already bool // it was in the log before
}

// BadDocument is a document that says too little of itself.
var BadDocument = fail.Define(fail.Invalid, "ledger.bad-document",
	words.Text{Zh: "原始凭证的资料不完整：种类、账户、所属、笔数或金额。", En: "The document is incomplete: its kind, account, cause, lines or total."}, unchanged,
	words.Text{Zh: "请重新生成或导入这份文件。", En: "Make or import the file again."})

// What became of a line of a document.
const (
	ListOrdered  = 0 // an order, or a movement of a statement
	ListPaid     = 1 // answered: paid
	ListReturned = 2 // answered: not paid
)

// DocumentList hashes a document's lines without names and accounts, in the order of their payments: for each the payment, the amount and what
// became of it, as three integers of a leaf.
type DocumentList struct {
	sum  hash.Hash
	last int64
	err  error
}

// Add takes the next line; payments must grow.
func (l *DocumentList) Add(payment int64, amount money.Fen, became int64) {
	if l.sum == nil {
		l.sum = sha256.New()
	} else if payment <= l.last {
		l.err = BadDocument.With().On("lines")
	}
	l.last = payment
	var b [24]byte
	binary.BigEndian.PutUint64(b[:8], uint64(payment))
	binary.BigEndian.PutUint64(b[8:16], uint64(amount))
	binary.BigEndian.PutUint64(b[16:], uint64(became))
	l.sum.Write(b[:])
}

// Sum gives the hash; that of no lines is SHA-256 of nothing.
func (l *DocumentList) Sum() (tlog.Hash, error) {
	if l.sum == nil {
		l.sum = sha256.New()
	}
	return tlog.Hash(l.sum.Sum(nil)), l.err
}

// AddDocumentIn puts a document into the log, in the transaction that keeps its file. The same document again is no error and adds nothing.
func (l *Ledger) AddDocumentIn(ctx context.Context, tx *db.Tx, actor access.Actor, d Document) (Document, error) {
	if err := sameCounty(tx, actor); err != nil {
		return d, err
	}
	if _, err := d.Fund.Def(); err != nil {
		return d, err
	}
	if documentTitles[d.Kind].Zh == "" || d.Kind == proposalPaper || d.Account.Fund() != d.Fund || d.Cause == "" || len(d.Cause) > MaxText || d.Lines < 0 || d.Total < 0 {
		return d, BadDocument.With()
	}
	if _, err := accountOf(ctx, tx, actor.County, d.Account); err != nil {
		return d, err
	}
	return l.addDocument(ctx, tx, actor, d)
}

// addDocument is AddDocumentIn of what is known to be right.
func (l *Ledger) addDocument(ctx context.Context, tx *db.Tx, actor access.Actor, d Document) (Document, error) {
	w, err := l.begin(ctx, tx, actor.County, d.Fund, 0)
	if err != nil {
		return d, err
	}
	all, err := documentsOf(ctx, tx, actor.County, d.Cause)
	if err != nil {
		return d, err
	}
	if i := slices.IndexFunc(all, func(r documentRow) bool { return r.kind == string(d.Kind) && tlog.Hash(r.digest) == d.Digest }); i >= 0 {
		have, err := all[i].document()
		have.Already = true
		return have, err
	}
	r := documentRow{county: int64(w.county), seq: w.edge.Size(), fund: int64(d.Fund), kind: string(d.Kind), account: int64(d.Account), cause: d.Cause,
		digest: d.Digest[:], list: d.List[:], lines: d.Lines, total: int64(d.Total), addedBy: actor.User, addedAt: w.at}
	r.leaf = w.add(r.bytes())
	if _, err := w.seal(ctx, newDocument(&r)); err != nil {
		return d, err
	}
	return r.document()
}

// DocumentsIn lists the documents of a cause in the order of the log.
func (l *Ledger) DocumentsIn(ctx context.Context, tx *db.Tx, county civil.County, cause string) ([]Document, error) {
	rows, err := documentsOf(ctx, tx, county, cause)
	if err != nil {
		return nil, err
	}
	all := make([]Document, len(rows))
	for i := range rows {
		if all[i], err = rows[i].document(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Documents is [Ledger.DocumentsIn] in a transaction of its own.
func (l *Ledger) Documents(ctx context.Context, county civil.County, cause string) (all []Document, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all, err = l.DocumentsIn(ctx, tx, county, cause)
		return err
	})
	return all, err
}

func (r *documentRow) document() (d Document, err error) {
	d = Document{Fund: Fund(r.fund), Kind: DocumentKind(r.kind), Account: AccountID(r.account), Cause: r.cause, Lines: r.lines, Total: money.Fen(r.total),
		Seq: r.seq, AddedBy: r.addedBy, AddedAt: db.FromMicros(r.addedAt)}
	if d.Digest, err = tlog.ParseHash(r.digest); err != nil {
		return d, err
	}
	d.List, err = tlog.ParseHash(r.list)
	return d, err
}
