package books

import (
	"net/http"
	"time"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/ledger"
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

	Now     func() time.Time // nil is time.Now
	Version string
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
	face := &reception.Face{Web: r.Web, Access: r.Access, Now: r.Now, Shell: ui.ShellBoard, Home: "/books", Version: r.Version,
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
	b.reconcileRoutes(on)
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
	on("GET /books/held", access.FundRead, b.held)
	on("GET /books/proofs", access.FundRead, b.proofs)
	on("GET /books/proofs/{size}", access.FundRead, b.checkpoint)
	on("GET /books/help", access.FundRead, b.help)
}
