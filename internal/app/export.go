package app

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

// Export writes a county's books into a new folder, as of one moment, for renshe-verify and for people; whole or not at all.
func (a *App) Export(ctx context.Context, county civil.County, dir string, books, files func(done, total int64)) ([]ledger.Exported, error) {
	e, err := ledger.NewExport(county, dir)
	if err != nil {
		return nil, err
	}
	defer e.Abort()
	err = a.DB.View(ctx, func(tx *db.Tx) error {
		if err := a.Books.ExportIn(ctx, tx, e, books); err != nil {
			return err
		}
		return a.Benefit.ExportIn(ctx, tx, e, files)
	})
	if err != nil {
		return nil, err
	}
	return e.Finish()
}
