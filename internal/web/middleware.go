package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"
)

// entry is what one request leaves in the log; handlers below fill it.
type entry struct {
	reference string
	route     string
	code      string
	status    int
	bytes     int64
	sent      bool
}

type entryKey struct{}

// note gives the request's entry; a request outside [Kit.Wrap] (a test of one handler) gets one of its own.
func note(r *http.Request) *entry {
	if n, ok := r.Context().Value(entryKey{}).(*entry); ok {
		return n
	}
	return &entry{reference: reference()}
}

// Reference is the number of the request, for a page that shows it.
func Reference(r *http.Request) string { return note(r).reference }

// Wrap puts the kit around the routes: number, log line, recovery, security headers, cross-origin refusal, body
// ceiling, compression and session.
func (k *Kit) Wrap(routes http.Handler) http.Handler {
	inner := k.sessions.LoadAndSave(withSession(routes))
	withoutSession := routes
	chain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, CeilingBody)
		}
		if strings.HasPrefix(r.URL.Path, "/static/") || strings.HasPrefix(r.URL.Path, "/api/") {
			withoutSession.ServeHTTP(w, r)
			return
		}
		inner.ServeHTTP(w, r)
	})
	guarded := k.cross.Handler(chain)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := k.now()
		n := &entry{reference: reference()}
		r = r.WithContext(context.WithValue(r.Context(), entryKey{}, n))
		k.secureHeaders(w.Header())
		w.Header().Set("X-Request-Id", n.reference)
		rec := newRecorder(w, r, n)
		defer func() {
			k.recover(rec, r, recover())
			rec.close()
			k.line(r, n, k.now().Sub(start))
		}()
		guarded.ServeHTTP(rec, r)
	})
}

// secureHeaders says what the browser may do with our pages.
func (k *Kit) secureHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	h.Set("X-Frame-Options", "DENY")
	if k.secure {
		h.Set("Strict-Transport-Security", hstsValue)
	}
}

// recover answers a panic as an unknown error.
func (k *Kit) recover(w http.ResponseWriter, r *http.Request, v any) {
	if v == nil {
		return
	}
	if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		note(r).code = "web.gone"
		return
	}
	// The panic's value may hold a person's data: its type and the stack are enough to find the line.
	k.log.LogAttrs(r.Context(), slog.LevelError, "panic", slog.String("reference", note(r).reference),
		slog.String("type", fmt.Sprintf("%T", v)), slog.String("stack", string(debug.Stack())))
	k.answer(w, r, errPanic)
}

var errPanic = errors.New("web: panic, see the line before")

// line writes the request's one line. It holds no path, query, address or name.
func (k *Kit) line(r *http.Request, n *entry, took time.Duration) {
	level := slog.LevelInfo
	if n.status >= 500 {
		level = slog.LevelWarn
	}
	if strings.HasPrefix(r.URL.Path, "/static/") {
		level = slog.LevelDebug
	}
	route := n.route
	if route == "" {
		route = "-"
	}
	attrs := []slog.Attr{slog.String("reference", n.reference), slog.String("method", method(r.Method)), slog.String("route", route),
		slog.Int("status", n.status), slog.Int64("bytes", n.bytes), slog.Duration("took", took)}
	if n.code != "" {
		attrs = append(attrs, slog.String("code", n.code))
	}
	k.log.LogAttrs(context.WithoutCancel(r.Context()), level, "request", attrs...)
}

// method keeps invented methods out of the log.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// Client is who the rate limiter counts: the address of the peer, or what a trusted proxy says it forwards for; an
// IPv6 address counts by its /64. It is never logged or stored.
func (k *Kit) Client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	peer, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if k.trusted(peer) {
		// The last address that is not one of our proxies: earlier ones are what the client claims.
		list := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(list) - 1; i >= 0; i-- {
			a, err := netip.ParseAddr(strings.TrimSpace(list[i]))
			if err != nil {
				break
			}
			peer = a
			if !k.trusted(a) {
				break
			}
		}
	}
	peer = peer.Unmap()
	if peer.Is6() {
		if p, err := peer.Prefix(64); err == nil {
			return p.String()
		}
	}
	return peer.String()
}

func (k *Kit) trusted(a netip.Addr) bool {
	for _, p := range k.proxies {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}
