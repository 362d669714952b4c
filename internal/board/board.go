package board

import (
	"net/http"
	"time"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/ledger"
	"renshe/internal/outreach"
	"renshe/internal/person"
	"renshe/internal/web"
	"renshe/internal/workforce"
)

// Realm is whose session the board reads: staff sign in at the desk.
const Realm = "desk"

// Rooms are what the board speaks with.
type Rooms struct {
	Web       *web.Kit
	Access    *access.Access
	People    *person.Registry
	Workforce *workforce.Force
	Benefit   *benefit.Benefits
	Office    *casework.Office
	Outreach  *outreach.Outreach
	Books     *ledger.Ledger

	Now     func() time.Time
	Version string
}

// Board is the room: the page under /board.
type Board struct{ Rooms }

// New opens the board.
func New(r Rooms) *Board {
	if r.Now == nil {
		r.Now = time.Now
	}
	return &Board{r}
}

// Routes adds the board's address to mux.
func (b *Board) Routes(mux *http.ServeMux) {
	mux.Handle("GET /board", b.Web.Handle(b.home))
	mux.Handle("GET /board/{$}", b.Web.Handle(b.home))
	mux.Handle("/board/", b.Web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}
