package benefit

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/words"
)

// ListInfo is a list that was taken in (名单).
type ListInfo struct {
	ID      int64
	Kind    ListKind
	Source  string
	Purpose string
	AsOf    civil.Date
	Rows    int
	Matched int // people on file here
	Unknown int // nobody on file; nothing of them is kept
	Bad     int // rows that were left out
	By      int64
	ByName  string
	At      time.Time
	Current bool // no newer list of the same source and kind has taken its place: the gate reads it
}

// ListedPerson is somebody of the county on a list.
type ListedPerson struct {
	Line    int
	Person  int64
	Name    string
	Village civil.Division
	Since   civil.Date
	Note    string
	Draws   bool // has an entitlement that is not stopped
}

// ListPreview is a list that somebody looks at before it counts (预览): it waits sealed for a day.
type ListPreview struct {
	ID     int64
	File   ListFile // without its content
	Report ListReport
	Draws  int // of those matched, who draw a benefit here
}

const (
	draftsKept   = 24 * time.Hour // a list that nobody decided on is thrown away then
	maxListBytes = 16 << 20
)

// NoList is a list that is not there.
var NoList = fail.Define(fail.NotFound, "benefit.no-list",
	words.Text{Zh: "没有这份名单，或者预览已过期。", En: "There is no such list, or its preview has ended."}, unchanged,
	words.Text{Zh: "请从名单页面打开，或重新选择文件。", En: "Open it from the lists, or choose the file again."})

// StageList keeps a list for a look before it counts; nothing of it is used by the gate. Its rows are told as [Benefits.ImportList] would.
func (b *Benefits) StageList(ctx context.Context, actor access.Actor, f ListFile) (ListPreview, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return ListPreview{}, err
	}
	if err := f.complete(); err != nil {
		return ListPreview{}, err
	}
	p := ListPreview{File: f}
	var err error
	if p.Report, p.Draws, err = b.readPreview(ctx, actor, f); err != nil {
		return ListPreview{}, err
	}
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if f.AsOf > today(tx) {
			return BadList.With("what", futureList).On("as-of")
		}
		if err := dropOldDrafts(ctx, tx, actor.County, tx.Now().Add(-draftsKept)); err != nil {
			return err
		}
		p.ID = tx.NewID()
		return insertListDraft(ctx, tx, actor, p.ID, f, b.box.Seal(f.Content, boundDraft(actor.County, p.ID)))
	})
	p.File.Content = nil
	return p, err
}

func boundDraft(county civil.County, id int64) []byte {
	return []byte("benefit/gate-list/" + county.String() + "/" + strconv.FormatInt(id, 10))
}

// complete refuses a list that does not say what it is.
func (f ListFile) complete() error {
	if _, known := listTitles[f.Kind]; !known || strings.TrimSpace(f.Source) == "" || strings.TrimSpace(f.Purpose) == "" || f.AsOf <= 0 || len(f.Content) > maxListBytes {
		return BadList.With("what", lackSource)
	}
	return nil
}

// readPreview reads a list as the import does, and says how many of the people on it draw a benefit.
func (b *Benefits) readPreview(ctx context.Context, actor access.Actor, f ListFile) (ListReport, int, error) {
	rows, report, err := readList(f)
	if err != nil {
		return report, 0, err
	}
	if err := b.match(ctx, actor.County, rows, &report); err != nil {
		return report, 0, err
	}
	draws := 0
	err = b.db.View(ctx, func(tx *db.Tx) error {
		draws = 0
		drawing, err := drawingOf(ctx, tx, actor.County, peopleOf(rows))
		for _, r := range rows {
			if drawing[r.person] {
				draws++
			}
		}
		return err
	})
	return report, draws, err
}

// match finds who on a list is on file here.
func (b *Benefits) match(ctx context.Context, county civil.County, rows []listRow, report *ListReport) error {
	for i := range rows {
		p, err := b.people.ByCitizenID(ctx, county, rows[i].citizen)
		switch {
		case errors.Is(err, person.NotFound):
			report.Unknown++
		case err != nil:
			return err
		default:
			rows[i].person = p.ID
			report.Matched++
		}
	}
	return nil
}

func peopleOf(rows []listRow) []int64 {
	var ids []int64
	for _, r := range rows {
		if r.person != 0 {
			ids = append(ids, r.person)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// StagedList shows a list that waits to be taken in; only who brought it sees it.
func (b *Benefits) StagedList(ctx context.Context, actor access.Actor, id int64) (ListPreview, error) {
	f, err := b.staged(ctx, actor, id)
	if err != nil {
		return ListPreview{}, err
	}
	p := ListPreview{ID: id, File: f}
	p.Report, p.Draws, err = b.readPreview(ctx, actor, f)
	p.File.Content = nil
	return p, err
}

func (b *Benefits) staged(ctx context.Context, actor access.Actor, id int64) (ListFile, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return ListFile{}, err
	}
	var f ListFile
	err := b.db.View(ctx, func(tx *db.Tx) error {
		file, sealed, by, err := listDraft(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if by != actor.User {
			return NoList.With()
		}
		f = file
		f.Content, err = b.box.Unseal(sealed, boundDraft(actor.County, id))
		return err
	})
	return f, err
}

// TakeStaged takes in a list that was looked at, and throws the preview away; give it up with [Benefits.DropStaged].
func (b *Benefits) TakeStaged(ctx context.Context, actor access.Actor, id int64, partial bool) (ListReport, error) {
	f, err := b.staged(ctx, actor, id)
	if err != nil {
		return ListReport{}, err
	}
	f.Partial = partial
	report, err := b.ImportList(ctx, actor, f)
	if err != nil {
		return report, err
	}
	return report, b.DropStaged(ctx, actor, id)
}

// DropStaged throws a preview away; one that is gone is none to complain of.
func (b *Benefits) DropStaged(ctx context.Context, actor access.Actor, id int64) error {
	if err := actor.May(access.RunPrepare); err != nil {
		return err
	}
	return b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error { return dropListDraft(ctx, tx, actor, id) })
}

// GateLists lists what was taken in, the latest first.
func (b *Benefits) GateLists(ctx context.Context, actor access.Actor, limit int) ([]ListInfo, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []ListInfo
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = gateLists(ctx, tx, actor.County, 0, between(1, limit, MaxPage))
		return err
	})
	return all, err
}

// GateList shows one list with who of the county is on it.
func (b *Benefits) GateList(ctx context.Context, actor access.Actor, id int64) (ListInfo, []ListedPerson, error) {
	if err := actor.May(access.FundRead); err != nil {
		return ListInfo{}, nil, err
	}
	var info ListInfo
	var people []ListedPerson
	err := b.db.View(ctx, func(tx *db.Tx) error {
		found, err := gateLists(ctx, tx, actor.County, id, 1)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return NoList.With()
		}
		info = found[0]
		if people, err = listedPeople(ctx, tx, actor.County, id, MaxPage); err != nil {
			return err
		}
		ids := make([]int64, len(people))
		for i, p := range people {
			ids[i] = p.Person
		}
		slices.Sort(ids)
		payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, ids)
		if err != nil {
			return err
		}
		drawing, err := drawingOf(ctx, tx, actor.County, ids)
		for i := range people {
			p := &people[i]
			p.Name, p.Village, p.Draws = payees[p.Person].Name, payees[p.Person].Village, drawing[p.Person]
		}
		return err
	})
	return info, people, err
}

// HeldPayments lists what the gate holds in every run that waits for approval, of all kinds; hold "" is every reason. After is the last id
// of the page before.
func (b *Benefits) HeldPayments(ctx context.Context, actor access.Actor, hold string, after int64, limit int) (Page, error) {
	if err := actor.May(access.FundRead); err != nil {
		return Page{}, err
	}
	size := between(1, limit, MaxPage)
	var page Page
	err := b.db.View(ctx, func(tx *db.Tx) error {
		all, err := heldPayments(ctx, tx, actor.County, hold, after, size+1)
		page = Page{Payments: all}
		if len(all) > size {
			page.Payments, page.Next = all[:size], all[size-1].ID
		}
		return err
	})
	return page, err
}

// Unconfirmed lists who draws a kind and whose eligibility was not confirmed in time on the day, a page at a time by the entitlement.
func (b *Benefits) Unconfirmed(ctx context.Context, actor access.Actor, k Kind, after int64, limit int) (EntitledPage, error) {
	if err := actor.May(access.FundRead); err != nil {
		return EntitledPage{}, err
	}
	size := between(1, limit, MaxPage)
	var page EntitledPage
	err := b.db.View(ctx, func(tx *db.Tx) error {
		since := today(tx).AddMonths(-ThresholdsOf(actor.County, k, today(tx)).ConfirmedMonths)
		all, err := unconfirmed(ctx, tx, actor.County, k, since, after, size+1)
		if err != nil {
			return err
		}
		page = EntitledPage{}
		if len(all) > size {
			all = all[:size]
			page.Next = all[size-1].ID
		}
		return b.nameAll(ctx, tx, actor.County, all, &page)
	})
	return page, err
}
