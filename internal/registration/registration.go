package registration

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/law"
)

// Entry is one registration of one person.
type Entry struct {
	ID         int64
	Person     int64
	Kind       string
	From       civil.Date
	Until      civil.Date        // the last day; 0 until it is ended
	Case       int64             // that made it; 0 for none
	Attributes map[string]string // by the names of the kind's attributes
	By         int64
	ByName     string
	At         time.Time
	EndedOn    civil.Date // 0 while it lives
	EndedWhy   Why
	EndedName  string
}

// Living says whether it holds on a day.
func (e Entry) Living(on civil.Date) bool {
	return e.EndedOn.IsZero() && (e.Until.IsZero() || on <= e.Until)
}

// Why is the reason for which an entry ended (终止原因).
type Why string

// The reasons.
const (
	Over     Why = "over"     // what it says is so no more
	Expired  Why = "expired"  // its time is over
	Replaced Why = "replaced" // by an entry of another kind
	Mistaken Why = "mistaken" // it never was so
)

var whyTitles = map[Why]words.Text{
	Over: {Zh: "情况终止", En: "over"}, Expired: {Zh: "到期", En: "expired"},
	Replaced: {Zh: "被新的登记代替", En: "replaced by another registration"}, Mistaken: {Zh: "误登", En: "entered by mistake"},
}

// Title is the word people read.
func (w Why) Title() words.Text { return whyTitles[w] }

// Registers is the room.
type Registers struct {
	db     *db.DB
	box    *seal.Box
	access *access.Access
	kinds  []Kind
}

// New opens the room with the kinds that are built in.
func New(d *db.DB, box *seal.Box, acc *access.Access) (*Registers, error) {
	kinds, err := Load(law.FS)
	return &Registers{d, box, acc, kinds}, err
}

// Kinds lists the kinds by code.
func (r *Registers) Kinds() []Kind { return slices.Clone(r.kinds) }

// Kind finds a kind by its code.
func (r *Registers) Kind(code string) (Kind, bool) {
	i := slices.IndexFunc(r.kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return r.kinds[i], true
}

var unchanged = words.Text{Zh: "没有改动任何登记。", En: "No registration was changed."}

// The faults of the room.
var (
	UnknownKind = fail.Define(fail.Invalid, "registration.unknown-kind",
		words.Text{Zh: "没有“{kind}”这种登记。", En: "There is no kind of registration “{kind}”."}, unchanged,
		words.Text{Zh: "登记种类由法规数据文件规定，不能自设。", En: "The kinds are those of the law's files; none can be made up."})
	Already = fail.Define(fail.Conflict, "registration.already",
		words.Text{Zh: "已经有“{kind}”，从{from}起。", En: "There is a living registration already: {kind}, since {from}."}, unchanged,
		words.Text{Zh: "不用再登；情况有变的，先终止原来的登记。", En: "It need not be made again; if things have changed, end the old one first."})
	Missing = fail.Define(fail.Invalid, "registration.missing",
		words.Text{Zh: "“{kind}”缺少{attribute}。", En: "The registration “{kind}” lacks {attribute}."}, unchanged,
		words.Text{Zh: "请补上。", En: "Add it."})
	BadAttribute = fail.Define(fail.Invalid, "registration.attribute",
		words.Text{Zh: "“{kind}”没有“{attribute}”这一项，或者写得太长。", En: "The registration “{kind}” has no attribute “{attribute}”, or it is too long."}, unchanged,
		words.Text{Zh: "请核对。", En: "Check it."})
	BadDay = fail.Define(fail.Invalid, "registration.day",
		words.Text{Zh: "登记的日期不能晚于今天，终止不能早于开始。", En: "A registration does not begin after today, nor end before it began."}, unchanged,
		words.Text{Zh: "请核对日期。", En: "Check the day."})
	NoEntry = fail.Define(fail.NotFound, "registration.none",
		words.Text{Zh: "没有这条登记，或者已经终止。", En: "There is no such registration, or it has ended."}, unchanged,
		words.Text{Zh: "请从人员页面打开。", En: "Open it from the person's page."})
	NoReason = fail.Define(fail.Invalid, "registration.no-reason",
		words.Text{Zh: "请选择终止的原因。", En: "Choose why it ends."}, unchanged,
		words.Text{Zh: "情况终止，或者误登。", En: "It is over, or was entered by mistake."})
	NotYourMistake = fail.Define(fail.Denied, "registration.not-your-mistake",
		words.Text{Zh: "这条登记是{who}登的，“误登”由登记人或者复核人员认定。", En: "{who} entered this; that it was a mistake is for them, or for a reviewer, to say."}, unchanged,
		words.Text{Zh: "情况已经变化的，选“情况终止”；确是误登的，请复核人员办理。", En: "If things have changed, choose “over”; if it was a mistake, ask a reviewer."})
	NotYours = fail.Define(fail.Denied, "registration.not-yours",
		words.Text{Zh: "“{kind}”不能由这个岗位终止。", En: "This role may not end the registration “{kind}”."}, unchanged,
		words.Text{Zh: "请交给有权限的岗位办理。", En: "Hand it to somebody who may."})
)

// mayWrite lets through who takes cases in, and who decides them.
func mayWrite(actor access.Actor) error {
	if actor.May(access.CaseReview) == nil {
		return nil
	}
	return actor.May(access.PersonWrite)
}

const longestAttribute = 200 // characters

// RegisterIn makes an entry, inside the transaction of the case that leads to it. Living entries of the kinds it replaces end today; a
// living one of the same kind refuses it.
func (r *Registers) RegisterIn(ctx context.Context, tx *db.Tx, actor access.Actor, e Entry) (Entry, error) {
	if err := mayWrite(actor); err != nil {
		return Entry{}, err
	}
	kind, ok := r.Kind(e.Kind)
	if !ok {
		return Entry{}, UnknownKind.With("kind", e.Kind)
	}
	today := civil.DateIn(tx.Now())
	if e.From.IsZero() {
		e.From = today
	}
	if e.From > today {
		return Entry{}, BadDay.With().On("from")
	}
	if err := kind.check(e.Attributes); err != nil {
		return Entry{}, err
	}
	all, err := r.OfIn(ctx, tx, actor.County, e.Person)
	if err != nil {
		return Entry{}, err
	}
	for _, old := range all {
		switch {
		case !old.EndedOn.IsZero():
		case old.Kind == e.Kind && !old.Living(today):
			err = endEntry(ctx, tx, actor, old.ID, old.Until, Expired)
		case old.Kind == e.Kind:
			return Entry{}, Already.With("kind", kind.Title, "from", old.From)
		case slices.Contains(kind.Replaces, old.Kind):
			err = endEntry(ctx, tx, actor, old.ID, max(today, old.From), Replaced)
		}
		if err != nil {
			return Entry{}, err
		}
	}
	if kind.Months > 0 {
		e.Until = e.From.AddMonths(kind.Months)
	}
	e.ID, e.By, e.ByName, e.At = tx.NewID(), actor.User, actor.Name, tx.Now()
	text, err := json.Marshal(e.Attributes)
	if err != nil {
		return Entry{}, err
	}
	if err := insertEntry(ctx, tx, actor.County, e, r.box.Seal(text, bound(actor.County, e.ID))); err != nil {
		if db.IsUnique(err) {
			return Entry{}, Already.With("kind", kind.Title, "from", "") // somebody was first just now
		}
		return Entry{}, err
	}
	return e, r.audit(ctx, tx, actor, "registration.made", e)
}

// check refuses attributes that the kind does not have, and misses those it needs.
func (k Kind) check(given map[string]string) error {
	for _, a := range k.Attributes {
		if a.Required && given[a.Name] == "" {
			return Missing.With("kind", k.Title, "attribute", a.Title).On(a.Name)
		}
	}
	for name, v := range given {
		if !slices.ContainsFunc(k.Attributes, func(a Attribute) bool { return a.Name == name }) || utf8.RuneCountInString(v) > longestAttribute {
			return BadAttribute.With("kind", k.Title, "attribute", name).On(name)
		}
	}
	return nil
}

// EndIn ends an entry on a day, for a reason; [Mistaken] undoes one that should not have been made, and both stay to be seen.
func (r *Registers) EndIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, on civil.Date, why Why) (Entry, error) {
	if err := mayWrite(actor); err != nil {
		return Entry{}, err
	}
	e, sealed, err := lockEntry(ctx, tx, actor.County, id)
	if db.IsNoRows(err) || err == nil && !e.EndedOn.IsZero() {
		return Entry{}, NoEntry.With()
	}
	if err != nil {
		return Entry{}, err
	}
	kind, _ := r.Kind(e.Kind)
	if !slices.Contains(kind.EndedBy, string(actor.Role)) {
		return Entry{}, NotYours.With("kind", kind.Title)
	}
	if whyTitles[why].IsZero() || on > civil.DateIn(tx.Now()) || on < e.From {
		return Entry{}, BadDay.With().On("ended")
	}
	if err := endEntry(ctx, tx, actor, id, on, why); err != nil {
		return Entry{}, err
	}
	e.EndedOn, e.EndedWhy, e.EndedName = on, why, actor.Name
	if e.Attributes, err = r.open(actor.County, e.ID, sealed); err != nil {
		return Entry{}, err
	}
	return e, r.audit(ctx, tx, actor, "registration."+string(why), e)
}

// Reasons are those that a person gives; the others follow from time and from other registrations.
func Reasons() []Why { return []Why{Over, Mistaken} }

// Ends says whether the actor's role may end a registration of this kind.
func (k Kind) Ends(actor access.Actor) bool {
	return mayWrite(actor) == nil && slices.Contains(k.EndedBy, string(actor.Role))
}

// End ends an entry at the desk. That it never was so is said by who entered it, or by who reviews: it takes back what was decided.
func (r *Registers) End(ctx context.Context, actor access.Actor, id int64, on civil.Date, why Why) (e Entry, err error) {
	if err := mayWrite(actor); err != nil {
		return Entry{}, err
	}
	if !slices.Contains(Reasons(), why) {
		return Entry{}, NoReason.With().On("why")
	}
	err = r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if why == Mistaken && actor.May(access.CaseReview) != nil {
			made, _, err := lockEntry(ctx, tx, actor.County, id)
			switch {
			case db.IsNoRows(err):
				return NoEntry.With()
			case err != nil:
				return err
			case made.By != actor.User:
				return NotYourMistake.With("who", made.ByName).On("why")
			}
		}
		e, err = r.EndIn(ctx, tx, actor, id, on, why)
		return err
	})
	return e, err
}

// One is an entry by its identifier.
func (r *Registers) One(ctx context.Context, actor access.Actor, id int64) (e Entry, err error) {
	err = r.db.View(ctx, func(tx *db.Tx) error {
		var sealed []byte
		if e, sealed, err = readEntry(ctx, tx, actor.County, id); err != nil {
			return err
		}
		if err := actor.MaySee(e.Person); err != nil {
			return err
		}
		e.Attributes, err = r.open(actor.County, e.ID, sealed)
		return err
	})
	if db.IsNoRows(err) {
		return Entry{}, NoEntry.With()
	}
	return e, err
}

// Of lists a person's registrations, the latest first, those that have ended too.
func (r *Registers) Of(ctx context.Context, actor access.Actor, person int64) (all []Entry, err error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		all, err = r.OfIn(ctx, tx, actor.County, person)
		return err
	})
	return all, err
}

// OfIn is Of for rooms above, inside their transaction.
func (r *Registers) OfIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]Entry, error) {
	all, sealed, err := entriesOf(ctx, tx, county, person)
	for i := 0; i < len(all) && err == nil; i++ {
		all[i].Attributes, err = r.open(county, all[i].ID, sealed[i])
	}
	return all, err
}

func (r *Registers) open(county civil.County, id int64, sealed []byte) (map[string]string, error) {
	b, err := r.box.Unseal(sealed, bound(county, id))
	var m map[string]string
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		return nil, fmt.Errorf("registration: attributes of %d: %w", id, err)
	}
	return m, nil
}

// bound ties the sealed attributes to their row.
func bound(county civil.County, id int64) []byte {
	return fmt.Appendf(nil, "registration/%d/%d", county, id)
}

func (r *Registers) audit(ctx context.Context, tx *db.Tx, actor access.Actor, action string, e Entry) error {
	return r.access.AuditIn(ctx, tx, actor, action, access.Subject("person", e.Person), map[string]string{"kind": e.Kind})
}
