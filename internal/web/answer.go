package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"renshe/internal/fail"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Show draws c whole and then sends it with status; an error while drawing is returned with nothing sent.
func Show(w http.ResponseWriter, r *http.Request, status int, c Renderer) error {
	b := buffers.Get().(*bytes.Buffer)
	defer func() { b.Reset(); buffers.Put(b) }()
	if err := c.Render(r.Context(), b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store") // pages hold personal data: no copy on the station's disk
	}
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return gone(err)
}

// gone drops an error of a connection the client has closed: there is nobody to answer.
func gone(err error) error {
	if err != nil {
		return fail.As(errGone).From(err)
	}
	return nil
}

var errGone = errors.New("web: the client has gone")

// JSON sends v.
func JSON(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err = w.Write(append(body, '\n'))
	return gone(err)
}

// See sends the browser to a path of this site after a form was done (303; for htmx, HX-Redirect).
func See(w http.ResponseWriter, r *http.Request, path string) error {
	path = Local(path, "/")
	if IsFragment(r) {
		w.Header().Set("HX-Redirect", path)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// Local gives path when it is a path of this site, and otherwise the given one: nobody is sent elsewhere.
func Local(path, otherwise string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t\x00") {
		return otherwise
	}
	return path
}

// IsFragment says whether htmx asks for a part of a page (a boosted or restored page is whole).
func IsFragment(r *http.Request) bool {
	return r.Header.Get("HX-Request") == "true" && r.Header.Get("HX-Boosted") != "true" &&
		r.Header.Get("HX-History-Restore-Request") != "true"
}

// wantsJSON says whether a program asks.
func wantsJSON(r *http.Request) bool {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		return true
	}
	accept := r.Header.Get("Accept")
	return strings.Contains(accept, "json") && !strings.Contains(accept, "text/html")
}

// answer is the one place that answers an error.
func (k *Kit) answer(w http.ResponseWriter, r *http.Request, err error) {
	n := note(r)
	e, all := k.translate(r, err)
	n.code = e.Code
	if errors.Is(err, errGone) || errors.Is(r.Context().Err(), context.Canceled) && e.Kind == fail.Internal {
		n.code = "web.gone"
		return
	}
	p := Problem{Err: e, All: all, Status: status(e), Fragment: IsFragment(r)}
	if e.Kind == fail.Internal {
		p.Reference = n.reference
		// The cause alone: Error() strings of rooms hold no personal data, the filled sentences might.
		k.log.LogAttrs(r.Context(), slog.LevelError, "unknown error", slog.String("reference", n.reference),
			slog.String("route", n.route), slog.String("code", e.Code), slog.String("cause", cause(e)))
	}
	if n.sent {
		return // the answer had begun: nothing sensible can follow it
	}
	clearFile(w.Header())
	if wantsJSON(r) {
		k.answerJSON(w, r, p)
		return
	}
	if p.Fragment {
		w.Header().Set("HX-Retarget", "#faults")
		w.Header().Set("HX-Reswap", "innerHTML show:top")
	}
	if drawn := Show(w, r.WithContext(context.WithoutCancel(r.Context())), p.Status, k.problem(r, p)); drawn != nil && !n.sent {
		k.log.LogAttrs(r.Context(), slog.LevelError, "problem page failed", slog.String("reference", n.reference), slog.String("cause", drawn.Error()))
		http.Error(w, e.Say(Display(r).Lang).What+"\n"+n.reference, p.Status)
	}
}

// translate makes a fault of err, and lists every failure inside it.
func (k *Kit) translate(r *http.Request, err error) (*fail.Error, []*fail.Error) {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		e := TooLarge.With("limit", size(large.Limit)).From(err)
		return e, []*fail.Error{e}
	case errors.Is(err, context.DeadlineExceeded) && r.Context().Err() != nil:
		e := TimedOut.With().From(err)
		return e, []*fail.Error{e}
	}
	all := fail.Each(err)
	worst := all[0]
	for _, e := range all {
		if e.Kind == fail.Internal {
			worst = e
		}
	}
	return worst, all
}

func status(e *fail.Error) int {
	switch e.Fault {
	case TooLarge:
		return http.StatusRequestEntityTooLarge
	case TooMany:
		return http.StatusTooManyRequests
	case WrongMethod:
		return http.StatusMethodNotAllowed
	case SignInFirst:
		return http.StatusUnauthorized
	}
	return e.Kind.HTTP()
}

func cause(e *fail.Error) string {
	if e.Cause != nil {
		return e.Cause.Error()
	}
	return e.Code
}

// problemJSON is an error for programs: RFC 9457, with the house's three sentences.
type problemJSON struct {
	Type     string         `json:"type"`
	Title    string         `json:"title"`
	Status   int            `json:"status"`
	Detail   string         `json:"detail,omitempty"`
	Instance string         `json:"instance,omitempty"`
	Code     string         `json:"code"`
	Kept     string         `json:"kept,omitempty"`
	Next     string         `json:"next,omitempty"`
	Rule     string         `json:"rule,omitempty"`
	Field    string         `json:"field,omitempty"`
	Errors   []problemField `json:"errors,omitempty"`
}

type problemField struct {
	Field  string `json:"field,omitempty"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (k *Kit) answerJSON(w http.ResponseWriter, r *http.Request, p Problem) {
	lang := Display(r).Lang
	m := p.Err.Say(lang)
	x := problemJSON{Type: "about:blank#" + p.Err.Code, Title: p.Err.Kind.Slug(), Status: p.Status, Detail: m.What, Code: m.Code,
		Kept: m.Kept, Next: m.Next, Rule: m.Rule, Field: m.Field}
	if p.Reference != "" {
		x.Instance = "urn:renshe:reference:" + p.Reference
	}
	if len(p.All) > 1 {
		for _, e := range p.All {
			s := e.Say(lang)
			x.Errors = append(x.Errors, problemField{s.Field, s.Code, s.What})
		}
	}
	body, err := json.Marshal(x)
	if err != nil {
		body = []byte(`{"status":500,"code":"internal"}`)
	}
	w.Header().Set("Content-Type", "application/problem+json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(body, '\n'))
}

// size writes a number of bytes as people say it.
func size(n int64) string {
	if n >= 1<<20 {
		return strconv.FormatInt(n>>20, 10) + " MB"
	}
	return strconv.FormatInt(max(n>>10, 1), 10) + " KB"
}

func decimal(n int) string { return strconv.Itoa(n) }
