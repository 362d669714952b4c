package reception

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"renshe/internal/seal"
)

func posted(body, kind string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/desk/case/7/ask?page=2", strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Referer", "http://example.com/desk/case/7/ask")
	return r
}

func TestAFormComesThroughTheSignInPage(t *testing.T) {
	box, now := seal.New(bytes.Repeat([]byte{7}, 32)), time.Unix(1772413200, 0)
	form := url.Values{"grade": {"300"}, "what": {"a", "b"}, "note": {"<b>改为三百元</b>"}}
	sealed := Carry(box, posted(form.Encode(), urlencoded), now)
	if sealed == "" || strings.Contains(sealed, "300") {
		t.Fatalf("carried as %q", sealed)
	}
	c, ok := Uncarry(box, sealed, now.Add(carriedLife))
	if !ok || c.Path != "/desk/case/7/ask?page=2" || c.Page != "/desk/case/7/ask" {
		t.Fatalf("came out as %+v, %v", c, ok)
	}
	want := []Input{{"grade", "300"}, {"note", "<b>改为三百元</b>"}, {"what", "a"}, {"what", "b"}}
	for i, in := range c.Inputs() {
		if in != want[i] {
			t.Errorf("input %d is %+v, want %+v", i, in, want[i])
		}
	}
	if _, ok := Uncarry(box, sealed, now.Add(carriedLife+time.Second)); ok {
		t.Error("a form of more than an hour ago is offered")
	}
	if _, ok := Uncarry(box, sealed, now.Add(-time.Second)); ok {
		t.Error("a form of the future is offered")
	}
	for _, bad := range []string{"", "x", sealed[:len(sealed)-4] + "AAAA", sealed + "!"} {
		if _, ok := Uncarry(box, bad, now); ok {
			t.Errorf("%.20q is taken for a form", bad)
		}
	}
	if _, ok := Uncarry(seal.New(bytes.Repeat([]byte{8}, 32)), sealed, now); ok {
		t.Error("another key opens it")
	}
}

func TestWhatIsNotCarried(t *testing.T) {
	box, now := seal.New(bytes.Repeat([]byte{7}, 32)), time.Unix(1772413200, 0)
	fragment := posted("a=1", urlencoded)
	fragment.Header.Set("HX-Request", "true")
	for name, r := range map[string]*http.Request{"a page": httptest.NewRequest(http.MethodGet, "/desk?a=1", nil), "a part of a page": fragment,
		"a file": posted("a=1", "multipart/form-data; boundary=x"), "a password": posted("login=liu&password=x", urlencoded), "nothing": posted("", urlencoded),
		"a broken form": posted("a=%zz", urlencoded), "too much": posted("a="+strings.Repeat("x", carriedMost), urlencoded)} {
		if Carry(box, r, now) != "" {
			t.Errorf("%s is carried", name)
		}
	}
	if Carry(nil, posted("a=1", urlencoded), now) != "" {
		t.Error("a form is carried without a key")
	}
}
