package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// A problem page asks who is signed in and what was just done; it is drawn also where no session was loaded.
func TestAProblemPageMayAskWhoIsSignedIn(t *testing.T) {
	var k *Kit
	asked := 0
	k, _ = newKit(t, func(c *Config) {
		draw := c.Problem
		c.Problem = func(r *http.Request, p Problem) Renderer {
			asked++
			if _, ok := k.Who(r.Context(), "desk"); ok {
				t.Error("somebody is signed in")
			}
			if _, ok := k.Told(r.Context()); ok {
				t.Error("something was done")
			}
			return draw(r, p)
		}
	})
	h := k.Wrap(k.Handle(func(http.ResponseWriter, *http.Request) error { panic("of a handler") }))
	for name, r := range map[string]*http.Request{
		"another site": crossSite(httptest.NewRequest(http.MethodPost, "/desk/x", nil)),
		"a panic":      httptest.NewRequest(http.MethodGet, "/desk/x", nil),
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusForbidden && w.Code != http.StatusInternalServerError || w.Body.Len() == 0 {
			t.Errorf("%s: %d %q", name, w.Code, w.Body)
		}
	}
	if asked != 2 {
		t.Errorf("%d problems were drawn", asked)
	}
}

func crossSite(r *http.Request) *http.Request {
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	return r
}
