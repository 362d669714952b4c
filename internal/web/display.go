package web

import (
	"net/http"
	"strconv"
	"strings"

	"renshe/internal/words"
)

// Choices is how a reader wants the pages: language, text size, elder mode.
type Choices struct {
	Lang  words.Lang
	Size  int // CSS pixels; 0: the shell's own
	Elder bool
}

const displayCookie = "display"

// sizes are the text sizes that may be chosen.
var sizes = map[int]bool{18: true, 20: true, 22: true, 24: true, 28: true}

// Display reads the reader's choices from the cookie. Without one a page is Chinese, the language of the counter,
// whatever the browser of the station was installed with; a program is answered in the language it asks for.
func Display(r *http.Request) Choices {
	if c, err := r.Cookie(displayCookie); err == nil {
		return parseChoices(c.Value)
	}
	if wantsJSON(r) {
		return Choices{Lang: words.ParseLang(strings.TrimSpace(r.Header.Get("Accept-Language")))}
	}
	return Choices{}
}

// parseChoices reads "en.22.1"; anything unknown falls back to the default.
func parseChoices(s string) Choices {
	part := strings.Split(s, ".")
	if len(part) != 3 {
		return Choices{}
	}
	c := Choices{Lang: words.ParseLang(part[0]), Elder: part[2] == "1"}
	if n, err := strconv.Atoi(part[1]); err == nil && sizes[n] {
		c.Size = n
	}
	return c
}

func (c Choices) String() string {
	lang, elder := "zh", "0"
	if c.Lang == words.En {
		lang = "en"
	}
	if c.Elder {
		elder = "1"
	}
	return lang + "." + strconv.Itoa(c.Size) + "." + elder
}

// Display is the handler that keeps a choice (lang, size, elder) and returns to back. It takes GET as well, so that the
// switches are plain links: it changes nothing but how this browser shows the pages.
func (k *Kit) Display(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		return WrongMethod.With()
	}
	c := Display(r)
	if v := r.FormValue("lang"); v != "" {
		c.Lang = words.ParseLang(v)
	}
	if n, err := strconv.Atoi(r.FormValue("size")); err == nil && sizes[n] {
		c.Size = n
	}
	if v := r.FormValue("elder"); v != "" {
		c.Elder = v == "1"
	}
	http.SetCookie(w, &http.Cookie{Name: displayCookie, Value: c.String(), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true,
		Secure: k.secure, SameSite: http.SameSiteLaxMode})
	return See(w, r, Local(r.FormValue("back"), "/"))
}
