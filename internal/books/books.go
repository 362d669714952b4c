package books

import (
	"net/http"
	"time"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/ledger"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/ui"
)

// Rooms are what the face speaks with.
type Rooms struct {
	Web     *web.Kit
	Access  *access.Access
	Ledger  *ledger.Ledger
	Benefit *benefit.Benefits

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
	mux.Handle("/books/", b.Web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}

func (b *Books) fundRoutes(on registrar) {
	on("GET /books/fund/{fund}", access.FundRead, b.fund)
}
