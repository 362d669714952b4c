package desk

import (
	"context"
	"net/http"
	"sync"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/outreach"
	"renshe/internal/person"
	"renshe/internal/rating"
	"renshe/internal/reception"
	"renshe/internal/registration"
	"renshe/internal/slip"
	"renshe/internal/web"
	"renshe/internal/workforce"
	"renshe/ui"
)

// Rooms are what the desk speaks with.
type Rooms struct {
	Web       *web.Kit
	Access    *access.Access
	People    *person.Registry
	Enrolment *enrolment.Rolls
	Workforce *workforce.Force
	Benefit   *benefit.Benefits
	Office    *casework.Office
	Registers *registration.Registers
	Outreach  *outreach.Outreach
	Calls     *callbook.Book
	Ratings   *rating.Ratings
	Books     *ledger.Ledger
	Slips     *slip.Slips

	Now     func() time.Time // nil is time.Now
	Site    string           // where letters say they can be verified, e.g. "https://rs.example"
	Version string

	// Accounts lists the demo accounts of a demo county for the sign-in page; nil where there are none.
	Accounts func(ctx context.Context, county civil.County) []Account
	// Bank is a bank to practise with: it answers a payment file with a return file. Nil where there is a real bank.
	Bank func(ctx context.Context, county civil.County, payment []byte) ([]byte, error)
}

// Account is one demo account as the sign-in page offers it.
type Account struct {
	County                         civil.County // filled by the page
	Login, Password, Name, Station string
	Role                           access.Role
}

// Desk is the room: the pages under /desk.
type Desk struct {
	Rooms
	face      *reception.Face
	preparing *works
	far       sync.Map // how far a recomputation is: its key to a pointer to the last progress
}

// New opens the desk.
func New(r Rooms) *Desk {
	if r.Now == nil {
		r.Now = time.Now
	}
	face := &reception.Face{Web: r.Web, Access: r.Access, Now: r.Now, Shell: ui.ShellDesk, Home: "/desk", Version: r.Version,
		Back: ui.Button{Label: wToToday, Href: "/desk", Icon: ui.IconHome}}
	d := &Desk{Rooms: r, face: face, preparing: newWorks()}
	face.Door = d.Door
	return d
}

// handler is one page or act for somebody who is signed in.
type handler func(v *visit) error

// Routes adds the desk's addresses to mux.
func (d *Desk) Routes(mux *http.ServeMux) {
	open := func(pattern string, h web.Handler, opts ...web.Option) { mux.Handle(pattern, d.Web.Handle(h, opts...)) }
	open("GET /desk/sign-in", d.signInPage)
	open("POST /desk/sign-in", d.signIn, web.Rate(web.PerMinute(30)))
	open("POST /desk/sign-out", d.signOut)

	on := func(pattern string, need access.Permission, h handler, opts ...web.Option) {
		mux.Handle(pattern, d.Web.Handle(d.face.SignedIn(need, func(in *reception.Visit) error { return h(&visit{Visit: in, d: d}) }), opts...))
	}
	on("GET /desk", reception.Anybody, d.today)
	on("GET /desk/{$}", reception.Anybody, d.today)
	on("GET /desk/find", access.PersonFind, d.find)
	on("POST /desk/find", access.PersonFind, d.askFind)
	on("POST /desk/find/live", access.PersonFind, d.findLive)
	on("GET /desk/person/{id}", access.PersonRead, d.person)
	on("GET /desk/matters", access.CaseOpen, d.matters)
	on("POST /desk/person/{id}/open", access.CaseOpen, d.openCase)
	on("GET /desk/work", access.CaseOpen, d.work)
	d.caseRoutes(on)
	d.unwantedRoutes(on)
	d.registerRoutes(on)
	d.callRoutes(on)
	d.ratingRoutes(on)
	d.actRoutes(on)
	d.teamRoutes(on)
	d.runRoutes(on)
	d.changeRoutes(on)
	d.overpaidRoutes(on)
	d.gateRoutes(on)
	d.recomputeRoutes(on)
	on("GET /desk/prints", reception.Anybody, d.prints)
	on("GET /desk/settings", reception.Anybody, d.settings)
	on("POST /desk/settings", reception.Anybody, d.saveSettings)
	on("GET /desk/help", reception.Anybody, d.help)
	mux.Handle("/desk/", d.Web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}

type registrar func(pattern string, need access.Permission, h handler, opts ...web.Option)

func (d *Desk) caseRoutes(on registrar) {
	on("GET /desk/case/{id}", access.PersonRead, d.caseFile)
	on("GET /desk/case/{id}/known", access.CaseOpen, d.known)
	on("GET /desk/case/{id}/ask", access.CaseOpen, d.ask)
	on("POST /desk/case/{id}/ask", access.CaseOpen, d.saveAsk)
	on("GET /desk/case/{id}/papers", access.CaseOpen, d.papers)
	on("POST /desk/case/{id}/papers", access.CaseOpen, d.savePapers, web.Body(web.CeilingBody), web.Within(longWork))
	on("GET /desk/case/{id}/file/{file}", access.PersonRead, d.attachment)
	on("POST /desk/case/{id}/file/{file}/remove", access.CaseOpen, d.detach)
	on("POST /desk/case/{id}/autosave", access.CaseOpen, d.autosave)
	on("GET /desk/case/{id}/check", access.CaseOpen, d.check)
	on("POST /desk/case/{id}/submit", access.CaseOpen, d.submit)
	on("POST /desk/case/{id}/withdraw", access.CaseOpen, d.withdraw)
	on("POST /desk/case/{id}/answer", access.PersonRead, d.answerCase)
	on("GET /desk/case/{id}/letter/{letter}", access.PersonRead, d.letter)
	on("GET /desk/case/{id}/letter/{letter}/pdf", access.PersonRead, d.letterPDF)
	on("GET /desk/review", access.CaseReview, d.reviews)
	on("POST /desk/case/{id}/begin", access.CaseReview, d.beginReview)
	on("GET /desk/case/{id}/decide", access.CaseReview, d.decide)
	on("GET /desk/case/{id}/refuse", access.CaseReview, d.refusePage)
	on("POST /desk/case/{id}/approve", access.CaseReview, d.approveCase)
	on("POST /desk/case/{id}/refuse", access.CaseReview, d.refuseCase)
}

func (d *Desk) runRoutes(on registrar) {
	on("GET /desk/runs", access.FundRead, d.runs)
	on("POST /desk/runs", access.RunPrepare, d.prepare)
	on("GET /desk/runs/extra", access.RunPrepare, d.extraRun)
	on("POST /desk/runs/extra", access.RunPrepare, d.prepareExtra)
	on("POST /desk/run/{id}/withdraw", access.RunPrepare, d.withdrawRun)
	on("GET /desk/runs/preparing/{month}", access.RunPrepare, d.preparingPage)
	on("GET /desk/run/{id}", access.FundRead, d.run)
	on("GET /desk/run/{id}/payments", access.FundRead, d.payments)
	on("GET /desk/payment/{id}", access.FundRead, d.payment)
	on("GET /desk/payment/{id}/slip", access.PersonRead, d.slip)
	on("GET /desk/payment/{id}/slip/pdf", access.PersonRead, d.slipPDF)
	on("GET /desk/payment/{id}/slip/qr/{seq}", access.PersonRead, d.slipQR)
	on("POST /desk/payment/{id}/release", access.RunRelease, d.release)
	on("POST /desk/run/{id}/approve", access.RunApprove, d.approveRun, web.Within(longWork))
	on("GET /desk/run/{id}/bank-file", access.RunBank, d.bankFile, web.Within(longWork))
	on("POST /desk/run/{id}/return-file", access.RunBank, d.returnFile, web.Body(web.CeilingBody), web.Within(longWork))
	on("POST /desk/run/{id}/take-in", access.RunBank, d.takeInUploads, web.Within(longWork))
	on("POST /desk/run/{id}/drop/{upload}", access.RunBank, d.dropUpload)
	on("POST /desk/run/{id}/demo-bank", access.RunBank, d.demoBank, web.Within(longWork))
	on("POST /desk/run/{id}/reconcile", access.RunBank, d.reconcile)
	on("GET /desk/run/{id}/statement", access.FundRead, d.statement)
	on("GET /desk/run/{id}/statement/pdf", access.FundRead, d.statementPDF)
	on("GET /desk/failed", access.PersonRead, d.failed)
	on("GET /desk/late", access.FundRead, d.lates)
	on("POST /desk/late", access.RunBank, d.enterLate, web.Body(web.CeilingBody), web.Within(longWork))
	on("GET /desk/late/{id}", access.FundRead, d.late)
	on("POST /desk/late/{id}/decide", access.RunApprove, d.decideLate, web.Within(longWork))
	on("POST /desk/late/{id}/take-back", access.RunBank, d.takeBackLate)
	on("POST /desk/late/{id}/clear", access.RunBank, d.clearLate)
	on("POST /desk/payment/{id}/fate", access.PersonRead, d.askFate)
	on("POST /desk/fate/{id}", access.RunApprove, d.decideFate)
}
