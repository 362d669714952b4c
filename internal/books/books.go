package books

import (
	"net/http"
	"time"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/reception"
	"renshe/internal/reconcile"
	"renshe/internal/web"
	"renshe/policy"
	"renshe/ui"
)

// Rooms are what the face speaks with.
type Rooms struct {
	Web     *web.Kit
	Access  *access.Access
	Ledger  *ledger.Ledger
	Benefit *benefit.Benefits
	Law     *policy.Set // explains how an amount was computed

	Reconcile *reconcile.Reconcile
	Transfers *enrolment.Transfers
	People    *person.Registry

	Now     func() time.Time // nil is time.Now
	Version string

	Door func(w http.ResponseWriter, r *http.Request) (shown bool, err error) // the desk's, for forms that were sent after their session
}

// Books is the room: the pages under /books.
type Books struct {
	Rooms
	face *reception.Face
}

// New opens the face.
func New(r Rooms) *Books {
	if r.Now == nil {
		r.Now = time.Now
	}
	face := &reception.Face{Web: r.Web, Access: r.Access, Now: r.Now, Shell: ui.ShellBoard, Home: "/books", Version: r.Version, Door: r.Door,
		Back: ui.Button{Label: wToOverview, Href: "/books", Icon: ui.IconScale}}
	return &Books{Rooms: r, face: face}
}

// handler is one page or act for somebody who is signed in.
type handler func(v *visit) error

type registrar func(pattern string, need access.Permission, h handler, opts ...web.Option)

// Routes adds the face's addresses to mux.
func (b *Books) Routes(mux *http.ServeMux) {
	on := func(pattern string, need access.Permission, h handler, opts ...web.Option) {
		mux.Handle(pattern, b.Web.Handle(b.face.SignedIn(need, func(in *reception.Visit) error { return h(&visit{in, b}) }), opts...))
	}
	on("GET /books", access.FundRead, b.overview)
	on("GET /books/{$}", access.FundRead, b.overview)
	b.fundRoutes(on)
	b.actRoutes(on)
	b.reconcileRoutes(on)
	b.relationRoutes(on)
	mux.Handle("/books/", b.Web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}

func (b *Books) fundRoutes(on registrar) {
	on("GET /books/fund/{fund}", access.FundRead, b.fund)
	on("GET /books/fund/{fund}/chart/{chart}", access.FundRead, b.drawing)
	on("GET /books/fund/{fund}/trial", access.FundRead, b.trial)
	on("GET /books/fund/{fund}/months", access.FundRead, b.months)
	on("GET /books/fund/{fund}/month/{month}", access.FundRead, b.monthTrial)
	on("GET /books/fund/{fund}/batches", access.FundRead, b.batches)
	on("GET /books/fund/{fund}/reserved", access.FundRead, b.reserved)
	on("GET /books/account/{account}", access.FundRead, b.account)
	on("GET /books/transfer/{seq}", access.FundRead, b.transfer)
	on("GET /books/transfer/{seq}/proof", access.LedgerVerify, b.proof)
	on("GET /books/batch/{id}", access.FundRead, b.batch)
	on("GET /books/batch/{id}/voucher", access.FundRead, b.voucherPaper)
	on("GET /books/held", access.FundRead, b.held)
	on("GET /books/proofs", access.FundRead, b.proofs)
	on("GET /books/proofs/{size}", access.FundRead, b.checkpoint)
	on("GET /books/help", access.FundRead, b.help)
}

// actRoutes are what people do to the books: one proposes, another confirms.
func (b *Books) actRoutes(on registrar) {
	on("GET /books/closing", access.FundRead, b.closing)
	on("GET /books/fund/{fund}/close/{month}", access.LedgerPost, b.closeMonth)
	on("POST /books/fund/{fund}/close/{month}", access.LedgerPost, b.proposeClose)
	on("GET /books/proposals", access.FundRead, b.proposals)
	on("GET /books/proposal/{id}", access.FundRead, b.proposal)
	on("POST /books/proposal/{id}/confirm", access.FundRead, b.confirm)
	on("POST /books/proposal/{id}/send-back", access.FundRead, b.sendBack)
	on("GET /books/vouchers", access.LedgerPost, b.vouchers)
	on("GET /books/voucher", access.LedgerPost, b.voucher)
	on("POST /books/voucher", access.LedgerPost, b.proposeVoucher)
	on("GET /books/move", access.LedgerPost, b.move)
	on("POST /books/move", access.LedgerPost, b.proposeMove)
	on("GET /books/accounts/new", access.LedgerPost, b.openAccount)
	on("POST /books/accounts/new", access.LedgerPost, b.proposeAccount)
	on("GET /books/transfer/{seq}/reverse", access.LedgerPost, b.reversal)
	on("POST /books/transfer/{seq}/reverse", access.LedgerPost, b.proposeReversal)
	on("GET /books/transfer/{seq}/correct", access.LedgerPost, b.correction)
	on("POST /books/transfer/{seq}/correct", access.LedgerPost, b.proposeCorrection)
}
