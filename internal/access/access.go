package access

import (
	"context"
	"encoding/json"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/seal"
	"renshe/internal/words"
)

// Access is the room. It is safe for many goroutines.
type Access struct {
	db     *db.DB
	box    *seal.Box
	hashes chan struct{} // turns at argon2id, each of which takes 19 MiB
}

// New opens the room on a migrated store.
func New(d *db.DB, box *seal.Box) *Access {
	return &Access{db: d, box: box, hashes: make(chan struct{}, hashTurns())}
}

// County is a county this installation serves (县区).
type County struct {
	Code   civil.County
	Name   string // "桃源县"
	Opened time.Time
	Demo   bool // its people are invented and its pages say so
}

// ringSetting keeps the fingerprint of the keys a county's data is sealed with.
const ringSetting = "seal.ring"

var (
	// NoCounty is a county that is not served here.
	NoCounty = fail.Define(fail.NotFound, "access.no-county",
		words.Text{Zh: "本系统没有开通县区 {county}。", En: "County {county} is not served by this installation."},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "请核对区划代码，或请管理员开通。", En: "Check the division code, or have the administrator open it."})
	// CountyExists is a county that is opened a second time.
	CountyExists = fail.Define(fail.Conflict, "access.county-exists",
		words.Text{Zh: "县区 {county} 已经开通。", En: "County {county} is open already."},
		words.Text{Zh: "原有数据没有变动。", En: "Its data is unchanged."},
		words.Text{Zh: "直接使用即可。", En: "Use it as it is."})
	// WrongKeys is a key ring that belongs to another database.
	WrongKeys = fail.Define(fail.Blocked, "access.wrong-keys",
		words.Text{Zh: "密钥文件与数据库不配套（县区 {county}）。", En: "The key file does not belong to this database (county {county})."},
		words.Text{Zh: "没有读写任何数据。", En: "No data was read or written."},
		words.Text{Zh: "请从备份恢复原来的 keys/seal.keys。", En: "Restore the keys/seal.keys that belongs to it from its backup."})
)

// OpenCountyIn opens a county in tx, which writes for that county. A zero Opened is now.
func (a *Access) OpenCountyIn(ctx context.Context, tx *db.Tx, c County) error {
	if c.Opened.IsZero() {
		c.Opened = tx.Now()
	}
	fresh, err := insertCounty(ctx, tx, c)
	if err != nil {
		return err
	}
	if !fresh {
		return CountyExists.With("county", c.Code)
	}
	return a.SetSettingIn(ctx, tx, c.Code, ringSetting, a.box.Fingerprint())
}

// County gives one county, or [NoCounty].
func (a *Access) County(ctx context.Context, code civil.County) (County, error) {
	var c County
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		c, err = selectCounty(ctx, tx, code)
		return err
	})
	if db.IsNoRows(err) {
		return County{}, NoCounty.With("county", code)
	}
	return c, err
}

// Counties lists the counties served here, by code.
func (a *Access) Counties(ctx context.Context) ([]County, error) {
	var all []County
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = selectCounties(ctx, tx)
		return err
	})
	return all, err
}

// CheckKeys refuses to go on with a key ring that is not the one the counties' data is sealed with; a program calls it
// once, when it starts.
func (a *Access) CheckKeys(ctx context.Context) error {
	all, err := a.Counties(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		var ring string
		if found, err := a.Setting(ctx, c.Code, ringSetting, &ring); err != nil {
			return err
		} else if !found || ring != a.box.Fingerprint() {
			return WrongKeys.With("county", c.Code)
		}
	}
	return nil
}

// SetSettingIn keeps value, as JSON, under a name of the form "room.name".
func (a *Access) SetSettingIn(ctx context.Context, tx *db.Tx, county civil.County, name string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return upsertSetting(ctx, tx, county, name, string(text))
}

// SettingIn reads what [Access.SetSettingIn] kept into *into, and says whether there was anything.
func (a *Access) SettingIn(ctx context.Context, tx *db.Tx, county civil.County, name string, into any) (bool, error) {
	text, err := selectSetting(ctx, tx, county, name)
	if db.IsNoRows(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal([]byte(text), into)
}

// Setting is SettingIn on its own.
func (a *Access) Setting(ctx context.Context, county civil.County, name string, into any) (found bool, err error) {
	err = a.db.View(ctx, func(tx *db.Tx) (err error) {
		found, err = a.SettingIn(ctx, tx, county, name, into)
		return err
	})
	return found, err
}

// SetSetting is SetSettingIn on its own.
func (a *Access) SetSetting(ctx context.Context, county civil.County, name string, value any) error {
	return a.db.InCounty(ctx, county, func(tx *db.Tx) error { return a.SetSettingIn(ctx, tx, county, name, value) })
}

// sameCounty keeps an actor inside the county a transaction writes for.
func sameCounty(tx *db.Tx, actor Actor) error {
	if tx.County() != actor.County {
		return OtherCounty.With()
	}
	return nil
}
