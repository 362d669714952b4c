// Package web is the HTTP kit of the faces (网页工具): it holds no domain, no page and no SQL.
//
// # Vocabulary
//
//   - handler (处理): a [Handler] answers a request or returns an error; it never writes an error page itself.
//   - problem (出错页): what the one place ([Kit.Handle]) answers when a handler returned an error: a page in the face's
//     shell, a fragment for htmx, or problem+json for programs.
//   - reference (编号): the request's number, shown to the person and written in the log, by which the county finds an
//     unknown error.
//   - display (显示): language, text size and elder mode, kept in one cookie.
//
// # Invariants
//
//   - A page is drawn whole before its first byte is sent: an error while drawing is an error page, not half a page.
//   - A line of the log holds method, route pattern, status, time, size and the fault's code; never a path, a query, a
//     form value, an address or a name.
//   - An unknown error is logged once, where it is answered.
//   - Every answer carries a content security policy without inline script or style and without any other host.
//   - A state-changing request from another site is refused (net/http's CrossOriginProtection); there is no token to forget.
//   - The rate limiter counts in this process alone: several processes behind one address each allow the rate.
//
// # Tour
//
//	kit, err := web.New(web.Config{Log: log, Store: access.SessionStore(), Problem: desk.ProblemPage})
//	mux := http.NewServeMux()
//	mux.Handle("GET /static/", web.Static(ui.Assets()))
//	mux.Handle("/display", kit.Handle(kit.Display))
//	mux.Handle("POST /desk/sign-in", kit.Handle(d.signIn, web.Rate(web.PerMinute(10))))
//	srv := web.Server(addr, kit.Wrap(mux))
//
//	func (d *Desk) signIn(w http.ResponseWriter, r *http.Request) error {
//		f, err := web.ReadForm(r)
//		if err != nil {
//			return err
//		}
//		login, password := f.Text("login", 40), f.Secret("password", 200)
//		if err := f.Err(); err != nil {
//			return d.showSignIn(w, r, err) // the page again, the faults on it
//		}
//		…
//		return web.See(w, r, "/desk")
//	}
package web
