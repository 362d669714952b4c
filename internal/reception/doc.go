// Package reception receives those who work here (接待): it turns a session into a visit and draws the frame that every face of the
// staff has around its pages, so that a desk, a board and the books do it alike.
//
// # Vocabulary
//
//   - face — 界面: one set of pages: desk, board, books. The staff sign in once, at the desk, for all of them.
//   - visit — 来访: one request of somebody who is signed in: who he is, whose county, in which language.
//   - frame — 页框: what stands around a page: county, user, what was just done.
//
// # Invariants
//
//   - A visit is of the actor's own county, read again from the records for each request: an account that was closed, or a role that
//     was changed, holds from the next request on.
//   - A permission is asked here to answer early; the operations ask again.
//
// # Tour
//
//	face := &reception.Face{Web: kit, Access: a, Now: now, Shell: ui.ShellDesk, Home: "/desk", Back: back, Version: version}
//	mux.Handle("GET /desk", kit.Handle(face.SignedIn(reception.Anybody, func(v *reception.Visit) error { return v.OK(page(v.Page(title))) })))
package reception
