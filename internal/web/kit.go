package web

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/alexedwards/scs/v2"

	"renshe/internal/fail"
)

// Handler answers a request, or returns an error for the one place that answers errors.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Renderer draws a page or a fragment; every templ component is one.
type Renderer interface {
	Render(ctx context.Context, w io.Writer) error
}

// Problem is an error as a page shows it.
type Problem struct {
	Err       *fail.Error
	All       []*fail.Error // every failure, when there are several
	Status    int
	Reference string // set when the error is unknown (kind Internal)
	Fragment  bool   // htmx asked: draw only the summary, not a page
}

// Config is what the kit is made of.
type Config struct {
	Log     *slog.Logger
	Store   scs.Store                                 // where sessions are kept
	Problem func(r *http.Request, p Problem) Renderer // draws a problem in the shell of the request's face
	Secure  bool                                      // served over HTTPS: Secure cookies and HSTS
	Proxies []netip.Prefix                            // whose X-Forwarded-For is believed
	Origins []string                                  // other origins that may post here; normally none
	Idle    time.Duration                             // a session ends after so long unused; 0 is 2 h
	Life    time.Duration                             // and at the latest after; 0 is 12 h
	Now     func() time.Time                          // nil is time.Now
}

// Limits the kit holds everywhere, each with its reason.
const (
	DefaultBody   = 1 << 20          // a form of text never comes near it
	CeilingBody   = 32 << 20         // a scanned file of 20 MB with its form around it
	RequestTime   = 30 * time.Second // a page is quick; long work is a job
	HeaderTime    = 10 * time.Second // a slow village line still sends its headers in that
	readTime      = 90 * time.Second // 20 MB at 2 Mbit/s
	writeTime     = 90 * time.Second
	idleTime      = 2 * time.Minute
	headerBytes   = 64 << 10
	sessionCookie = "renshe"
	defaultIdle   = 2 * time.Hour
	defaultLife   = 12 * time.Hour
	hstsValue     = "max-age=31536000; includeSubDomains"
	policy        = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

// Kit is the wiring shared by the faces.
type Kit struct {
	log      *slog.Logger
	sessions *scs.SessionManager
	problem  func(*http.Request, Problem) Renderer
	secure   bool
	proxies  []netip.Prefix
	cross    *http.CrossOriginProtection
	now      func() time.Time
	limits   *limiter
}

// New makes the kit.
func New(c Config) (*Kit, error) {
	if c.Log == nil || c.Store == nil || c.Problem == nil {
		return nil, errors.New("web: Log, Store and Problem are needed")
	}
	k := &Kit{log: c.Log, problem: c.Problem, secure: c.Secure, proxies: c.Proxies, now: c.Now}
	if k.now == nil {
		k.now = time.Now
	}
	k.limits = newLimiter(k.now)
	k.cross = http.NewCrossOriginProtection()
	for _, o := range c.Origins {
		if err := k.cross.AddTrustedOrigin(o); err != nil {
			return nil, err
		}
	}
	k.cross.SetDenyHandler(k.Handle(func(http.ResponseWriter, *http.Request) error { return CrossOrigin.With() }))
	k.sessions = scs.New()
	k.sessions.Store = c.Store
	k.sessions.Lifetime = positive(c.Life, defaultLife)
	k.sessions.IdleTimeout = positive(c.Idle, defaultIdle)
	k.sessions.Cookie.Name = sessionCookie
	k.sessions.Cookie.Secure = c.Secure
	k.sessions.Cookie.SameSite = http.SameSiteLaxMode
	k.sessions.Cookie.Persist = false
	k.sessions.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) { k.answer(w, r, err) }
	return k, nil
}

func positive(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}

// Server is an http.Server with the kit's times and sizes.
func Server(addr string, h http.Handler) *http.Server {
	return &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: HeaderTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: headerBytes}
}

// Option changes how one route is handled.
type Option func(*route)

type route struct {
	body int64
	rate Quota
	time time.Duration
}

// Body allows a route a larger body, at most [CeilingBody] bytes.
func Body(most int64) Option { return func(o *route) { o.body = min(most, CeilingBody) } }

// Rate limits a route to q for each client.
func Rate(q Quota) Option { return func(o *route) { o.rate = q } }

// Within allows a route another time than [RequestTime].
func Within(d time.Duration) Option { return func(o *route) { o.time = d } }

// Handle adapts h: it bounds body, time and rate, and answers the error h returns.
func (k *Kit) Handle(h Handler, opts ...Option) http.Handler {
	o := route{body: DefaultBody, time: RequestTime}
	for _, opt := range opts {
		opt(&o)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note(r).route = r.Pattern
		if wait := k.limits.take(o.rate, k.Client(r)+" "+r.Pattern); wait > 0 {
			seconds := int(wait/time.Second) + 1
			w.Header().Set("Retry-After", decimal(seconds))
			k.answer(w, r, TooMany.With("seconds", seconds))
			return
		}
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, o.body)
		}
		ctx, stop := context.WithTimeout(r.Context(), o.time)
		defer stop()
		r = r.WithContext(ctx)
		defer func() {
			if r.MultipartForm != nil { // the server cleans up after its own request, and this is a copy
				_ = r.MultipartForm.RemoveAll() // left-over files are the temporary folder's business
			}
		}()
		if err := h(w, r); err != nil {
			k.answer(w, r, err)
		}
	})
}

// reference is a request's number: short enough to read out on the telephone, no letters that look alike.
func reference() string {
	const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ" // 31: no 0 O 1 I L
	var raw [10]byte
	_, _ = rand.Read(raw[:]) // crypto/rand never fails since Go 1.24
	b := make([]byte, 0, 11)
	for i, c := range raw {
		if i == 5 {
			b = append(b, '-')
		}
		b = append(b, letters[int(c)%len(letters)])
	}
	return string(b)
}
