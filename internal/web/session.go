package web

import (
	"context"
	"net/http"

	"renshe/internal/words"
)

// Login is who a session belongs to. Realm keeps the faces apart: a citizen's session opens no desk.
type Login struct {
	Realm  string // "desk", "me", "board"
	County int32
	User   int64 // the user, or the person for a citizen
}

const (
	keyRealm  = "realm"
	keyCounty = "county"
	keyUser   = "user"
	keyFlash  = "flash"
)

// SignIn opens a session for who, under a new token so that an old one cannot be fixed on somebody.
func (k *Kit) SignIn(ctx context.Context, who Login) error {
	if err := k.sessions.RenewToken(ctx); err != nil {
		return err
	}
	k.sessions.Put(ctx, keyRealm, who.Realm)
	k.sessions.Put(ctx, keyCounty, int(who.County))
	k.sessions.Put(ctx, keyUser, who.User)
	return nil
}

// SignOut ends the session.
func (k *Kit) SignOut(ctx context.Context) error { return k.sessions.Destroy(ctx) }

type sessionKey struct{}

// loaded says whether the request has a session. A request that was refused before, or one for a program, has none.
func loaded(ctx context.Context) bool { return ctx.Value(sessionKey{}) != nil }

// withSession marks the requests whose session is loaded.
func withSession(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey{}, true)))
	})
}

// Who gives the session's login for realm. Nobody is signed in where no session was loaded: a request that was refused before, or
// whose handler panicked, still gets its problem page.
func (k *Kit) Who(ctx context.Context, realm string) (Login, bool) {
	if !loaded(ctx) || k.sessions.GetString(ctx, keyRealm) != realm || realm == "" {
		return Login{}, false
	}
	return Login{realm, int32(k.sessions.GetInt(ctx, keyCounty)), k.sessions.GetInt64(ctx, keyUser)}, true
}

// Keep stores a small text in the session, e.g. a step of a wizard; "" removes it.
func (k *Kit) Keep(ctx context.Context, key, value string) {
	if value == "" {
		k.sessions.Remove(ctx, "keep."+key)
		return
	}
	k.sessions.Put(ctx, "keep."+key, value)
}

// Kept gives what [Kit.Keep] stored, or "".
func (k *Kit) Kept(ctx context.Context, key string) string {
	return k.sessions.GetString(ctx, "keep."+key)
}

// Flash is what the next page says once: what was just done.
type Flash struct {
	Tone   string // "good", "warn", "info", "danger"
	Text   words.Text
	Number string // a receipt number to show
	Draft  string // key of the draft that is now submitted
}

// Tell keeps f for the next page.
func (k *Kit) Tell(ctx context.Context, f Flash) {
	k.sessions.Put(ctx, keyFlash, []string{f.Tone, f.Text.Zh, f.Text.En, f.Number, f.Draft})
}

// Told gives the flash of the last request, once; there is none where no session was loaded.
func (k *Kit) Told(ctx context.Context) (Flash, bool) {
	if !loaded(ctx) {
		return Flash{}, false
	}
	s, ok := k.sessions.Pop(ctx, keyFlash).([]string)
	if !ok || len(s) != 5 {
		return Flash{}, false
	}
	return Flash{s[0], words.Text{Zh: s[1], En: s[2]}, s[3], s[4]}, true
}
