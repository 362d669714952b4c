package reception

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"renshe/internal/seal"
	"renshe/internal/web"
)

const (
	carriedLife = time.Hour
	carriedMost = 64 << 10 // bytes of a form; a longer one is not typed at a counter
	urlencoded  = "application/x-www-form-urlencoded"
)

// Carried is a form that was sent when its session had ended (随身表单). It travels through the sign-in page, sealed and kept nowhere, and is
// offered to whoever signs in: one press of a button sends it where it was meant to go, where the operation asks for the permission as always.
type Carried struct {
	Path   string     `json:"path"`
	Page   string     `json:"page"` // where it was filled in
	Values url.Values `json:"values"`
	At     int64      `json:"at"` // Unix seconds
}

var carriedBound = []byte("reception.carried")

// Carry takes the form of a request that nobody is signed in for; "" if there is none that could be sent again.
func Carry(box *seal.Box, r *http.Request, now time.Time) string {
	if box == nil || r.Method != http.MethodPost || web.IsFragment(r) || !strings.HasPrefix(r.Header.Get("Content-Type"), urlencoded) || r.ContentLength > carriedMost {
		return ""
	}
	if r.ParseForm() != nil || len(r.PostForm) == 0 || r.PostForm.Has("password") { // a password is typed again
		return ""
	}
	text, err := json.Marshal(Carried{Path: r.URL.RequestURI(), Page: web.Here(r), Values: r.PostForm, At: now.Unix()})
	if err != nil || len(text) > carriedMost {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(box.Seal(text, carriedBound))
}

// Uncarry opens what [Carry] gave the sign-in page; false for anything else, and for what was sent more than an hour ago.
func Uncarry(box *seal.Box, sealed string, now time.Time) (Carried, bool) {
	var c Carried
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || sealed == "" || box == nil {
		return c, false
	}
	text, err := box.Unseal(raw, carriedBound)
	if err != nil || json.Unmarshal(text, &c) != nil {
		return c, false
	}
	age := now.Sub(time.Unix(c.At, 0))
	return c, age >= 0 && age <= carriedLife && web.Local(c.Path, "") != ""
}

// Input is one value of a form.
type Input struct{ Name, Value string }

// Inputs lists the values, in the order of their names.
func (c Carried) Inputs() (list []Input) {
	for _, name := range slices.Sorted(maps.Keys(c.Values)) {
		for _, v := range c.Values[name] {
			list = append(list, Input{name, v})
		}
	}
	return list
}
