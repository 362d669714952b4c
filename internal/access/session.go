package access

import (
	"context"
	"time"

	"renshe/internal/db"
)

// Sessions keeps browsers' sessions in the database, for scs (it is an scs.CtxStore and an scs.Store). The token is kept as a
// keyed hash and the data sealed, so that a copy of the database signs nobody in.
type Sessions struct{ a *Access }

// SessionStore gives the store for scs.SessionManager.Store.
func (a *Access) SessionStore() *Sessions { return &Sessions{a} }

func (s *Sessions) key(token string) []byte { return s.a.box.Lookup("access.session", token) }

// FindCtx gives a session's data; unknown, expired and altered ones are not found.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	key := s.key(token)
	var sealed []byte
	err := s.a.db.View(ctx, func(tx *db.Tx) (err error) {
		sealed, err = selectSession(ctx, tx, key)
		return err
	})
	if db.IsNoRows(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	data, err := s.a.box.Unseal(sealed, key)
	if err != nil {
		return nil, false, nil
	}
	return data, true, nil
}

// CommitCtx keeps a session's data until it expires, in place of what was there.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	key := s.key(token)
	sealed := s.a.box.Seal(data, key)
	return s.a.db.InCounty(ctx, 0, func(tx *db.Tx) error { return upsertSession(ctx, tx, key, sealed, expires) })
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	key := s.key(token)
	return s.a.db.InCounty(ctx, 0, func(tx *db.Tx) error { return deleteSession(ctx, tx, key) })
}

// Purge removes the sessions that have expired and says how many; the nightly job calls it.
func (s *Sessions) Purge(ctx context.Context) (n int64, err error) {
	err = s.a.db.InCounty(ctx, 0, func(tx *db.Tx) error {
		n, err = deleteExpiredSessions(ctx, tx)
		return err
	})
	return n, err
}

// Find is FindCtx, as scs.Store asks for it.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx, as scs.Store asks for it.
func (s *Sessions) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}

// Delete is DeleteCtx, as scs.Store asks for it.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
