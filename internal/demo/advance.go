package demo

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// NotThere is a county without a finished demo.
var NotThere = fail.Define(fail.NotFound, "demo.not-there",
	words.Text{Zh: "{county} 没有建好的演示县。", En: "There is no finished demo county {county}."},
	words.Text{Zh: "没有改动任何数据。", En: "Nothing was changed."},
	words.Text{Zh: "用 renshe demo 建一个。", En: "Build one with renshe demo."})

// AdvanceTo moves the demo's time forward to the first working morning of a month and keeps it. Time never goes back: a month that
// has begun already leaves the clock as it is.
func AdvanceTo(ctx context.Context, d *db.DB, acc *access.Access, clock *Clock, county civil.County, m civil.Month) error {
	morning, err := Morning(m)
	if err != nil {
		return err
	}
	var offset time.Duration
	err = d.InCounty(ctx, county, func(tx *db.Tx) error {
		var s Status
		found, err := acc.SettingIn(ctx, tx, county, setting, &s)
		if err != nil {
			return err
		}
		if !found || s.State != Ready {
			return NotThere.With("county", county)
		}
		offset = clock.Offset()
		if ahead := morning.Sub(clock.Now()); ahead > 0 {
			offset = (offset + ahead).Truncate(time.Microsecond)
		}
		s.Offset = offset
		return acc.SetSettingIn(ctx, tx, county, setting, s)
	})
	if err == nil {
		clock.Restore(offset)
	}
	return err
}
