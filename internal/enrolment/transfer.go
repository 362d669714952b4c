package enrolment

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/money"
)

// Direction says whether a transfer takes a relation away or brings one.
type Direction string

// The directions.
const (
	Out Direction = "out"
	In  Direction = "in"
)

var directionTitles = map[Direction]words.Text{Out: {Zh: "转出", En: "out"}, In: {Zh: "转入", En: "in"}}

// Title is the word people read.
func (d Direction) Title() words.Text { return directionTitles[d] }

// Route says to or from where: the residents' pension of another place, or the employees' pension (制度衔接).
type Route string

// The routes.
const (
	Place     Route = "place"
	Employees Route = "employee"
)

var routeTitles = map[Route]words.Text{
	Place:     {Zh: "城乡居民养老保险（跨地区）", En: "residents' pension of another place"},
	Employees: {Zh: "企业职工养老保险（制度衔接）", En: "employees' pension (conversion)"},
}

// Title is the word people read.
func (r Route) Title() words.Text { return routeTitles[r] }

// TransferState is where a transfer stands.
type TransferState string

// The states: out goes asked → told → ordered → paid, in goes asked → announced → arrived → credited.
const (
	TransferAsked     TransferState = "asked"
	TransferTold      TransferState = "told"
	TransferOrdered   TransferState = "ordered"
	TransferPaid      TransferState = "paid"
	TransferAnnounced TransferState = "announced"
	TransferArrived   TransferState = "arrived"
	TransferCredited  TransferState = "credited"
	TransferCancelled TransferState = "cancelled"
)

var transferTitles = map[TransferState]words.Text{
	TransferAsked:     {Zh: "已核定", En: "decided"},
	TransferTold:      {Zh: "已函告对方", En: "the other agency is told"},
	TransferOrdered:   {Zh: "已列转移支出，待付", En: "ordered, to be paid"},
	TransferPaid:      {Zh: "已付，关系已转出", En: "paid, the relation has gone"},
	TransferAnnounced: {Zh: "对方已函告", En: "announced"},
	TransferArrived:   {Zh: "款项已到，待记入", En: "the money is here"},
	TransferCredited:  {Zh: "已记入个人账户", En: "credited"},
	TransferCancelled: {Zh: "已取消", En: "cancelled"},
}

// Title is the word people read.
func (s TransferState) Title() words.Text { return transferTitles[s] }

// Open says whether anything is still to be done.
func (s TransferState) Open() bool {
	return s != TransferPaid && s != TransferCredited && s != TransferCancelled
}

// Sums are what an account consists of: Balance is Personal + Collective + Subsidy + Interest − Drawn.
type Sums struct {
	Years      int       `json:"years"`
	Months     int32     `json:"months"`
	Personal   money.Fen `json:"personal_fen"`
	Collective money.Fen `json:"collective_fen"`
	Subsidy    money.Fen `json:"subsidy_fen"`
	Interest   money.Fen `json:"interest_fen"`
	Drawn      money.Fen `json:"drawn_fen"` // taken from the account by what is no pension
	Balance    money.Fen `json:"balance_fen"`
}

// HistoryLine is what was paid for one year.
type HistoryLine struct {
	Year       int       `json:"year"`
	Grade      money.Fen `json:"grade_fen"` // 0 of a year paid as an employee
	Personal   money.Fen `json:"personal_fen"`
	Collective money.Fen `json:"collective_fen"`
	Subsidy    money.Fen `json:"subsidy_fen"`
	Months     int32     `json:"months"`
}

// AgencyAccount is where the other agency takes money (对方收款账户); it is sealed.
type AgencyAccount struct {
	Holder string `json:"holder"`
	Bank   string `json:"bank"`
	Number string `json:"number"`
}

// Masked is the number as a page shows it.
func (a AgencyAccount) Masked() string {
	if len(a.Number) <= 8 {
		return a.Number
	}
	return a.Number[:4] + strings.Repeat("*", len(a.Number)-8) + a.Number[len(a.Number)-4:]
}

// Transfer is a relation of the residents' pension that goes to another place or scheme, or comes from one (关系转移).
type Transfer struct {
	ID        int64
	Person    int64
	Case      int64 // the case that decided it
	Direction Direction
	Route     Route
	State     TransferState
	Version   int64  // what a change must be given
	Relation  int64  // out: the relation that goes; 0 if only what an ended one left goes
	Was       State  // and its state before
	Agency    string // the other agency (对方经办机构)
	Place     string
	Joined    civil.Month // since when the relation is, as it goes or is announced
	Sums      Sums        // 0 until there is a history
	Revision  int         // of the history
	Digest    string      // of the history, 64 hexadecimal characters
	Arrived   money.Fen   // in: the money that has come and is not credited yet
	Step      Step        // what waits for a second person; "" nothing
	Proposal  int64       // the proposal in the books that does
	AskedAt   time.Time

	sealed []byte
	chain  []byte
}

// Difference is what has come beyond what was announced (above zero) or lacks (below); 0 before any money came.
func (t Transfer) Difference() money.Fen {
	if t.Direction == Out || t.Arrived == 0 {
		return 0
	}
	return t.Arrived - t.Sums.Balance
}

// Age is for how many days the transfer has been under way.
func (t Transfer) Age(today civil.Date) int { return int(today - civil.DateIn(t.AskedAt)) }

var nextWords = map[Direction]map[TransferState]words.Text{
	Out: {
		TransferAsked:     {Zh: "由本县函告转入地", En: "the other agency is told next"},
		TransferTold:      {Zh: "已函告转入地，准备付款", En: "the other agency is told; the money is paid next"},
		TransferOrdered:   {Zh: "正在付款", En: "the money is being paid"},
		TransferPaid:      {Zh: "已付款，关系已转出，请向转入地核对是否到账", En: "paid, and the relation has gone: ask the new place whether it has arrived"},
		TransferCancelled: {Zh: "转移已取消，关系留在本县", En: "the transfer is cancelled; the relation stays here"},
	},
	In: {
		TransferAsked:     {Zh: "等待转出地函告缴费明细", En: "waits for the history from the other agency"},
		TransferAnnounced: {Zh: "转出地已函告，等待款项到账", En: "announced; waits for the money"},
		TransferArrived:   {Zh: "款项已到，正在核对", En: "the money has come and is being checked"},
		TransferCredited:  {Zh: "已记入个人账户", En: "credited to the individual account"},
		TransferCancelled: {Zh: "转移已取消", En: "the transfer is cancelled"},
	},
}

// Next says where the transfer stands and what follows, as its person is told it: without figures.
func (t Transfer) Next() words.Text { return nextWords[t.Direction][t.State] }

// The kinds of acts.
const (
	actAsked     = "asked"
	actTold      = "told"
	actAnnounced = "announced"
	actProposed  = "proposed"
	actConfirmed = "confirmed"
	actRefused   = "refused"
	actCancelled = "cancelled"
)

var actTitles = map[string]words.Text{
	actAsked:     {Zh: "办件核定，开始转移", En: "decided by a case"},
	actTold:      {Zh: "函告对方", En: "the other agency is told"},
	actAnnounced: {Zh: "登记对方函告的缴费明细", En: "the announcement is recorded"},
	actProposed:  {Zh: "提交复核", En: "proposed"},
	actConfirmed: {Zh: "复核通过，已记账", En: "confirmed and booked"},
	actRefused:   {Zh: "复核退回", En: "sent back"},
	actCancelled: {Zh: "取消", En: "cancelled"},
}

// TransferAct is one line of what was done.
type TransferAct struct {
	ID     int64
	Kind   string
	Step   Step  // of a proposal
	Batch  int64 // what was booked, when it was confirmed
	Amount money.Fen
	Paper  string // number of the letter or the bank's reference
	On     civil.Date
	Says   string
	Digest string // of the history that it was done with
	By     int64
	Name   string
	At     time.Time

	account string // keyed digest of the other agency's account, where it was recorded
	chain   []byte
}

// Title is the word people read.
func (a TransferAct) Title() words.Text { return actTitles[a.Kind] }

// TransferFile is a transfer with everything about it.
type TransferFile struct {
	Transfer
	Account AgencyAccount
	Lines   []HistoryLine // by year
	Acts    []TransferAct // oldest first
	Overlap []int         // in: years that the account holds already; they keep it from being credited
}

// Transfers is the part of the room that moves relations and their money. It hears from the books what became of what it proposed.
type Transfers struct {
	db     *db.DB
	box    *seal.Box
	rolls  *Rolls
	people *person.Registry
	books  *ledger.Ledger
}

// NewTransfers opens it; app tells the books of it ([ledger.Ledger.TellBookings]).
func NewTransfers(rolls *Rolls, people *person.Registry, books *ledger.Ledger) *Transfers {
	return &Transfers{rolls.db, rolls.box, rolls, people, books}
}

// Asking starts a transfer.
type Asking struct {
	Person int64
	Case   int64
	Route  Route
	Agency string
	Place  string
}

const maxAgency = 60

func (a *Asking) check() error {
	a.Agency, a.Place = strings.TrimSpace(a.Agency), strings.TrimSpace(a.Place)
	for field, text := range map[string]string{"agency": a.Agency, "place": a.Place} {
		if !named(text, maxAgency) {
			return BadAgency.With().On(field)
		}
	}
	if routeTitles[a.Route].IsZero() {
		return BadState.With().On("route")
	}
	return nil
}

// named says whether a text names something in at most so many characters, all of them such as are written: none that controls or turns the rest.
func named(text string, most int) bool {
	return text != "" && utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf) })
}

// List gives a county's transfers: those under way, the oldest first, or all, the latest first; from after a number on (0: the first page).
func (x *Transfers) List(ctx context.Context, actor access.Actor, open bool, after int64, limit int) (all []Transfer, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = x.db.View(ctx, func(tx *db.Tx) error {
		all, err = readTransfers(ctx, tx, actor.County, open, after, min(max(limit, 1), maxTransfers))
		return err
	})
	return all, err
}

const maxTransfers = 500

// Get reads one with its history, and what was done. Who may read the books may, and who may read the person's file.
func (x *Transfers) Get(ctx context.Context, actor access.Actor, id int64) (f TransferFile, err error) {
	if actor.May(access.FundRead) != nil {
		if err := actor.May(access.PersonRead); err != nil {
			return f, err
		}
	}
	err = x.db.View(ctx, func(tx *db.Tx) error {
		f, err = x.fileIn(ctx, tx, actor.County, id)
		return err
	})
	return f, err
}

// OfCaseIn is the transfer that a case started; false: it started none.
func (x *Transfers) OfCaseIn(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (Transfer, bool, error) {
	t, err := readTransferOfCase(ctx, tx, county, caseID)
	if db.IsNoRows(err) {
		return Transfer{}, false, nil
	}
	return t, err == nil, err
}

func (x *Transfers) fileIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (f TransferFile, err error) {
	if f.Transfer, err = readTransfer(ctx, tx, county, id, ""); err != nil {
		return f, noTransfer(err, id)
	}
	if f.Account, err = x.openAccount(county, f.Transfer); err != nil {
		return f, err
	}
	if f.Lines, err = readLines(ctx, tx, county, id, f.Revision); err != nil {
		return f, err
	}
	f.Sums.Years = len(f.Lines)
	if f.Acts, err = readActs(ctx, tx, county, id); err != nil {
		return f, err
	}
	if f.Direction == In && f.State.Open() {
		f.Overlap, err = overlap(ctx, tx, county, f.Person, f.Lines)
	}
	return f, err
}

func noTransfer(err error, id int64) error {
	if db.IsNoRows(err) {
		return NoTransfer.With("id", id)
	}
	return err
}

// begin locks a transfer for a change by somebody who saw a version of it, in one of the states, with nothing waiting for a second person.
func (x *Transfers) begin(ctx context.Context, tx *db.Tx, actor access.Actor, id, version int64, d Direction, from ...TransferState) (Transfer, error) {
	if err := actor.May(access.LedgerPost); err != nil {
		return Transfer{}, err
	}
	t, err := readTransfer(ctx, tx, actor.County, id, tx.LockClause())
	if err != nil {
		return t, noTransfer(err, id)
	}
	if t.Version != version {
		return t, TransferChanged.With()
	}
	if t.Step != "" {
		return t, TransferWaits.With("step", t.Step.Title())
	}
	for _, s := range from {
		if t.Direction == d && t.State == s {
			return t, nil
		}
	}
	return t, WrongTransferState.With("state", t.State.Title())
}

// record adds what was done, bound to what was done before, and keeps the transfer as it is now.
func (x *Transfers) record(ctx context.Context, tx *db.Tx, actor access.Actor, t *Transfer, a TransferAct) error {
	a.ID, a.By, a.Name, a.At, a.Digest = tx.NewID(), actor.User, actor.Name, tx.Now(), t.Digest
	t.State, t.Arrived = a.after(t.Direction, t.State, t.Arrived)
	a.chain = x.link(actor.County, t, a)
	t.chain = a.chain
	if err := insertAct(ctx, tx, actor.County, t.ID, a); err != nil {
		return err
	}
	fresh, err := updateTransfer(ctx, tx, actor.County, *t)
	if err == nil && !fresh {
		err = TransferChanged.With()
	}
	if db.IsUnique(err) { // another transfer of the person began in the moment between
		err = TransferOpen.With().From(err)
	}
	if err != nil {
		return err
	}
	t.Version++
	detail := map[string]string{"direction": string(t.Direction), "state": string(t.State)}
	if a.Step != "" {
		detail["step"] = string(a.Step)
	}
	return x.rolls.access.AuditIn(ctx, tx, actor, "transfer."+a.Kind, access.Subject("transfer", t.ID), detail)
}

// after is what an act makes of a transfer's state and of the money that has come.
func (a TransferAct) after(d Direction, s TransferState, arrived money.Fen) (TransferState, money.Fen) {
	switch a.Kind {
	case actAsked:
		return TransferAsked, 0
	case actTold:
		return TransferTold, arrived
	case actAnnounced:
		if arrived > 0 {
			return TransferArrived, arrived
		}
		return TransferAnnounced, arrived
	case actCancelled:
		return TransferCancelled, arrived
	case actConfirmed:
		return a.Step.after(s, arrived, a.Amount)
	}
	return s, arrived
}

// link is the keyed digest of an act and of the one before it: nobody without the county's key can alter, leave out or add one.
func (x *Transfers) link(county civil.County, t *Transfer, a TransferAct) []byte {
	return x.box.Lookup("enrolment.transfer-act", fmt.Sprintf("%x|%d|%d|%d|%s|%s|%d|%q|%q|%d|%s|%d|%s|%s|%d|%d|%q|%s|%q|%s|%s|%d|%q|%d", t.chain, county, t.ID, t.Person,
		t.Direction, t.Route, t.Case, t.Agency, t.Place, t.Relation, t.Was, a.ID, a.Kind, a.Step, a.Batch, a.Amount, a.Paper, dayText(a.On), a.Says, a.Digest, a.account,
		a.By, a.Name, a.At.UnixMicro()))
}

// accountDigest is the keyed digest of the other agency's account, "" without one.
func (x *Transfers) accountDigest(a AgencyAccount) string {
	if a == (AgencyAccount{}) {
		return ""
	}
	return hex.EncodeToString(x.box.Lookup("enrolment.agency-account", fmt.Sprintf("%q|%q|%q", a.Holder, a.Bank, a.Number)))
}

func dayText(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (x *Transfers) sealAccount(county civil.County, id int64, a AgencyAccount) ([]byte, error) {
	plain, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return x.box.Seal(plain, transferBound(county, id)), nil
}

func (x *Transfers) openAccount(county civil.County, t Transfer) (a AgencyAccount, err error) {
	if len(t.sealed) == 0 {
		return a, nil
	}
	plain, err := x.box.Unseal(t.sealed, transferBound(county, t.ID))
	if err == nil {
		err = json.Unmarshal(plain, &a)
	}
	if err != nil {
		return a, Damaged.With().From(err)
	}
	return a, nil
}

func transferBound(county civil.County, id int64) []byte {
	return fmt.Appendf(nil, "enrolment/%d/%d/agency-account", county, id)
}
