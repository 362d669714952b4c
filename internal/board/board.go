package board

import (
	"net/http"
	"time"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/ledger"
	"renshe/internal/outreach"
	"renshe/internal/person"
	"renshe/internal/rating"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/internal/workforce"
	"renshe/ui"
)

// Rooms are what the board speaks with.
type Rooms struct {
	Web       *web.Kit
	Access    *access.Access
	People    *person.Registry
	Workforce *workforce.Force
	Benefit   *benefit.Benefits
	Office    *casework.Office
	Outreach  *outreach.Outreach
	Calls     *callbook.Book
	Ratings   *rating.Ratings
	Books     *ledger.Ledger

	Now     func() time.Time
	Version string
}

// Board is the room: the page under /board.
type Board struct {
	Rooms
	face *reception.Face
}

// New opens the board.
func New(r Rooms) *Board {
	if r.Now == nil {
		r.Now = time.Now
	}
	face := &reception.Face{Web: r.Web, Access: r.Access, Now: r.Now, Shell: ui.ShellBoard, Home: "/board", Version: r.Version,
		Back: ui.Button{Label: wToDesk, Href: "/desk", Icon: ui.IconHome}}
	return &Board{Rooms: r, face: face}
}

// Routes adds the board's address to mux.
func (b *Board) Routes(mux *http.ServeMux) {
	home := b.Web.Handle(b.face.SignedIn(access.BoardRead, func(in *reception.Visit) error { return b.home(&visit{in, b}) }))
	mux.Handle("GET /board", home)
	mux.Handle("GET /board/workload", b.Web.Handle(b.face.SignedIn(access.BoardRead, func(in *reception.Visit) error { return b.workload(&visit{in, b}) })))
	mux.Handle("GET /board/{$}", home)
	mux.Handle("GET /board/ratings", b.Web.Handle(b.face.SignedIn(access.BoardRead, func(in *reception.Visit) error { return b.ratings(&visit{in, b}) })))
	mux.Handle("/board/", b.Web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}
