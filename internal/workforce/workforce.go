package workforce

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Kind is what sort of station it is.
type Kind string

// The kinds of station.
const (
	Township  Kind = "township"
	Point     Kind = "point"
	Community Kind = "community"
	Hall      Kind = "hall"
)

var kindTitles = map[Kind]words.Text{
	Township:  {Zh: "乡镇（街道）站", En: "township station"},
	Point:     {Zh: "服务点", En: "service point"},
	Community: {Zh: "社区站", En: "community station"},
	Hall:      {Zh: "县级服务大厅", En: "county service hall"},
}

// Title is the word people read.
func (k Kind) Title() words.Text { return kindTitles[k] }

// Station is one place where an officer sits.
type Station struct {
	ID        int64
	Code      string // "430725101" of a township, "430725101-2" of its service point, twelve digits of a community, six of the hall
	Kind      Kind
	Name      string
	Township  civil.Division   // in which it stands
	OwnOffice bool             // has rooms of its own (单独的办公场所)
	Budget    money.Fen        // working budget of the year; 0 where there is none
	Villages  []civil.Division // what it covers, by code
}

// Education is the highest diploma (文化程度).
type Education string

// The levels the registry tells apart; college and above are "大专以上".
const (
	Secondary Education = "secondary"
	College   Education = "college"
	Bachelor  Education = "bachelor"
	Master    Education = "master"
)

var educationTitles = map[Education]words.Text{
	Secondary: {Zh: "高中（中专）及以下", En: "secondary school or less"},
	College:   {Zh: "大专", En: "college"},
	Bachelor:  {Zh: "本科", En: "bachelor"},
	Master:    {Zh: "研究生", En: "master"},
}

// Title is the word people read.
func (e Education) Title() words.Text { return educationTitles[e] }

// Staff is one person at work in a station.
type Staff struct {
	ID              int64
	Station         int64
	Name            string
	Sex             civil.Sex
	Birth           civil.Date
	Education       Education
	EarnedInService bool // the diploma was earned while at work (在职文凭)
	AtEase          bool // at ease with a computer
	OtherDuties     bool // also holds other government duties (中心工作、包村联点)
	Since           civil.Date
	Left            civil.Date // zero while at work
	User            int64      // the sign-in they use; 0 if none
}

// The faults of the room.
var (
	NoStation = fail.Define(fail.NotFound, "workforce.no-station",
		words.Text{Zh: "没有找到这个站所，或这个村没有划归任何站所。", En: "There is no such station, or no station covers this village."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请县局管理员核对站所和服务范围。", En: "Ask the county's administrator to check the stations and what they cover."})
	Covered = fail.Define(fail.Conflict, "workforce.covered",
		words.Text{Zh: "{village}已由另一个站所服务。", En: "{village} is covered by another station already."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请先调整原站所的服务范围。", En: "Change what that station covers first."})
	OutOfTownship = fail.Define(fail.Invalid, "workforce.out-of-township",
		words.Text{Zh: "站所只服务本乡镇（街道）的村和社区。", En: "A station covers villages of its own township only."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请重新选择村和社区。", En: "Choose the villages again."})
	CodeTaken = fail.Define(fail.Conflict, "workforce.code-taken",
		words.Text{Zh: "站所编码 {code} 已经用过。", En: "The station code {code} is taken."},
		words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."},
		words.Text{Zh: "请换一个编码，或打开已有站所。", En: "Use another code, or open that station."})
)

// Force is the room.
type Force struct {
	db     *db.DB
	access *access.Access
}

// New opens the room on a store.
func New(d *db.DB, acc *access.Access) *Force { return &Force{d, acc} }

// OpenStationIn opens a station with the villages it covers. s.ID 0 lets the program number it.
func (f *Force) OpenStationIn(ctx context.Context, tx *db.Tx, actor access.Actor, s Station) (int64, error) {
	if err := actor.May(access.UserManage); err != nil {
		return 0, err
	}
	if s.Township.County() != actor.County {
		return 0, OutOfTownship.With()
	}
	for _, v := range s.Villages {
		if !v.IsVillage() || v.Township() != s.Township {
			return 0, OutOfTownship.With()
		}
	}
	if s.ID == 0 {
		s.ID = tx.NewID()
	}
	if fresh, err := insertStation(ctx, tx, actor.County, s); err != nil || !fresh {
		if err == nil {
			err = CodeTaken.With("code", s.Code).On("code")
		}
		return 0, err
	}
	for _, v := range s.Villages {
		if fresh, err := insertCoverage(ctx, tx, actor.County, s.ID, v); err != nil || !fresh {
			if err == nil {
				err = Covered.With("village", v)
			}
			return 0, err
		}
	}
	return s.ID, f.access.AuditIn(ctx, tx, actor, "workforce.station-opened", access.Subject("station", s.ID), map[string]string{"code": s.Code})
}

// HireIn enters a member of staff. s.ID 0 lets the program number them.
func (f *Force) HireIn(ctx context.Context, tx *db.Tx, actor access.Actor, s Staff) (int64, error) {
	if err := actor.May(access.UserManage); err != nil {
		return 0, err
	}
	if _, err := readStation(ctx, tx, actor.County, s.Station); err != nil {
		return 0, err
	}
	if s.ID == 0 {
		s.ID = tx.NewID()
	}
	if err := insertStaff(ctx, tx, actor.County, s); err != nil {
		return 0, err
	}
	return s.ID, f.access.AuditIn(ctx, tx, actor, "workforce.hired", access.Subject("staff", s.ID), map[string]string{"station": strconv.FormatInt(s.Station, 10)})
}

// StationOf is the station that serves a village.
func (f *Force) StationOf(ctx context.Context, county civil.County, village civil.Division) (s Station, err error) {
	err = f.db.View(ctx, func(tx *db.Tx) error {
		s, err = f.StationOfIn(ctx, tx, county, village)
		return err
	})
	return s, err
}

// StationOfIn is StationOf inside a transaction.
func (f *Force) StationOfIn(ctx context.Context, tx *db.Tx, county civil.County, village civil.Division) (Station, error) {
	id, err := readCoverage(ctx, tx, county, village)
	if err != nil {
		return Station{}, err
	}
	return readStation(ctx, tx, county, id)
}

// Station is one station by its identifier.
func (f *Force) Station(ctx context.Context, county civil.County, id int64) (s Station, err error) {
	err = f.db.View(ctx, func(tx *db.Tx) error {
		s, err = readStation(ctx, tx, county, id)
		return err
	})
	return s, err
}

// KindOfIn is what sort of station it is.
func (f *Force) KindOfIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Kind, error) {
	return readKind(ctx, tx, county, id)
}

// NearestIn names a station of a kind: the one of the township, or the county's if the kind is [Hall]; "" if there is none.
func (f *Force) NearestIn(ctx context.Context, tx *db.Tx, county civil.County, kind Kind, township civil.Division) (string, error) {
	return readNearest(ctx, tx, county, kind, township)
}

// Stations lists the county's stations by code; the hall covers no village.
func (f *Force) Stations(ctx context.Context, county civil.County) (all []Station, err error) {
	err = f.db.View(ctx, func(tx *db.Tx) error {
		all, err = readStations(ctx, tx, county)
		return err
	})
	return all, err
}

// CoverageIn maps every village of the county to its station, for sweeps over the whole county.
func (f *Force) CoverageIn(ctx context.Context, tx *db.Tx, county civil.County) (map[civil.Division]int64, error) {
	return readAllCoverage(ctx, tx, county)
}

// Staff lists who works at a station; station 0 means the whole county.
func (f *Force) Staff(ctx context.Context, actor access.Actor, station int64) (all []Staff, err error) {
	if err := actor.May(access.BoardRead); err != nil {
		return nil, err
	}
	err = f.db.View(ctx, func(tx *db.Tx) error {
		all, err = readStaff(ctx, tx, actor.County, station)
		return err
	})
	return all, err
}
