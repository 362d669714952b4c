package board

import (
	"net/http"

	"renshe/internal/access"
	"renshe/internal/web"
)

func (b *Board) home(w http.ResponseWriter, r *http.Request) error {
	v, err := b.visit(r)
	if err != nil {
		return err
	}
	if v == nil {
		return web.See(w, r, signIn(r))
	}
	if err := v.actor.May(access.BoardRead); err != nil {
		return err
	}
	return web.Show(w, r, http.StatusOK, homeView(v.page(wTitle)))
}
