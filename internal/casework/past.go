package casework

import (
	"context"
	"encoding/json"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Past is a matter that is finished already (历史办件), taken over from what kept it before: who took it in when, who decided it when, and how
// it ended. Its form stays with the older system; here it is empty.
type Past struct {
	Item    string
	Person  int64
	Station int64
	Taken   access.Actor
	Opened  time.Time
	Decider access.Actor // of an item that two persons decide; else the one who took it in
	Decided time.Time
	Ground  string // of a refusal
}

// BadPast is a finished matter that could not have ended so.
var BadPast = fail.Define(fail.Invalid, "casework.bad-past",
	words.Text{Zh: "第 {line} 件历史办件不对：{what}", En: "The past case {line} is not right: {what}"},
	words.Text{Zh: "没有接收任何历史办件。", En: "No past case was taken over."},
	words.Text{Zh: "请更正后重新接收。", En: "Correct it and take them over again."})

var (
	lackOrder    = words.Text{Zh: "办结时间不能早于受理时间，也不能在将来。", En: "It ends after it begins, and not in the future."}
	lackDecider  = words.Text{Zh: "受理人和核定人不能是同一个人。", En: "Who took it in did not decide it."}
	lackGround   = words.Text{Zh: "不予办理要有这个事项的法定理由。", En: "A refusal has one of the item's lawful grounds."}
	lackAssessed = words.Text{Zh: "这个事项的核定依据要由程序计算，不能照抄。", En: "The program computes what this matter rests on; it cannot be copied."}
)

// pastCase is a past matter as it is stored.
type pastCase struct {
	Case
	sealed []byte
	start  Turn // of its clock
	events []Event
	letter Letter
	body   []byte
}

// LoadPastIn takes finished matters over, for building a county and for bringing an older system's: each gets a number, the days of today's
// item, its history and its receipt. Nobody is told, nothing takes effect again, and what an assessment would rest on is not taken over.
func (o *Office) LoadPastIn(ctx context.Context, tx *db.Tx, actor access.Actor, all []Past) error {
	rows := make([]pastCase, len(all))
	l := &pastLoad{o: o, tx: tx, years: map[int]int{}, numbers: map[string]int64{}, kept: map[string]bool{}}
	for i, p := range all {
		it, err := o.items.Get(p.Item)
		if err != nil {
			return err
		}
		if what := p.lacks(it, tx.Now()); !what.IsZero() {
			return BadPast.With("line", i+1, "what", what)
		}
		l.years[civil.DateIn(p.Opened).Year()]++
	}
	for i, p := range all {
		var err error
		if rows[i], err = l.pastIn(ctx, o.items.byCode[p.Item], p); err != nil {
			return err
		}
	}
	if err := insertPast(ctx, tx, actor.County, rows); err != nil {
		return err
	}
	return o.Access.AuditIn(ctx, tx, actor, "case.past", "cases", map[string]string{"count": itoa(len(all))})
}

func (p Past) lacks(it *Item, now time.Time) words.Text {
	_, ground := it.Ground(p.Ground)
	switch {
	case p.Decided.Before(p.Opened) || p.Decided.After(now):
		return lackOrder
	case it.Entitlement != "":
		return lackAssessed
	case it.Way() == ByDecision && p.Taken.User == p.Decider.User, it.Way() != ByDecision && p.Taken.User != p.Decider.User:
		return lackDecider
	case p.Ground != "" && (!ground || it.Way() != ByDecision):
		return lackGround
	}
	return words.Text{}
}

// ended is how a matter of the item's way ended.
func (p Past) ended(it *Item) State {
	switch way := it.Way(); {
	case p.Ground != "":
		return Refused
	case way == Instantly:
		return AtOnce
	case way == ByDecision:
		return Approved
	}
	return Answered
}

// pastLoad is one load: what many cases need is done once.
type pastLoad struct {
	o       *Office
	tx      *db.Tx
	years   map[int]int      // how many cases begin in a year
	numbers map[string]int64 // the last number given of a kind and a year
	kept    map[string]bool  // texts that are stored
}

// next gives the next number of a kind, of those that the load has taken together.
func (l *pastLoad) next(ctx context.Context, kind string, year int) (int64, error) {
	key := kind + "/" + itoa(year)
	if _, taken := l.numbers[key]; !taken {
		last, err := nextMany(ctx, l.tx, l.tx.County(), kind, year, l.years[year])
		if err != nil {
			return 0, err
		}
		l.numbers[key] = last - int64(l.years[year])
	}
	l.numbers[key]++
	return l.numbers[key], nil
}

// keep stores a text that cases rest on.
func (l *pastLoad) keep(ctx context.Context, hash, kind, code, body string) error {
	if l.kept[hash] {
		return nil
	}
	l.kept[hash] = true
	return keepText(ctx, l.tx, l.tx.County(), hash, kind, code, body)
}

func (l *pastLoad) pastIn(ctx context.Context, it *Item, p Past) (x pastCase, err error) {
	o, tx, c := l.o, l.tx, &x.Case
	*c = Case{ID: tx.NewID(), County: tx.County(), Item: it.Code, itemHash: it.hash, Person: p.Person, Station: p.Station, State: p.ended(it), Version: 3,
		OpenedBy: p.Taken.User, OpenedAt: p.Opened, SavedBy: p.Taken.User, SavedAt: p.Opened, TakenBy: p.Taken.User, AcceptedAt: p.Opened,
		Accepted: civil.DateIn(p.Opened), DecidedBy: p.Decider.User, DecidedAt: p.Decided, Ground: p.Ground, changedBy: p.Decider.Name, changedAt: p.Decided}
	x.start = o.startClock(c, it)
	year := c.Accepted.Year()
	n, err := l.next(ctx, "case", year)
	if err != nil {
		return x, err
	}
	c.Number = caseNumber(c.County, year, n)
	if x.sealed, err = o.sealForm(c.County, c.ID, Form{}); err != nil {
		return x, err
	}
	if err := l.keep(ctx, it.hash, "item", it.Code, it.body); err != nil {
		return x, err
	}
	for _, e := range []struct {
		kind string
		by   access.Actor
		at   time.Time
	}{{"opened", p.Taken, p.Opened}, {submitting.name, p.Taken, p.Opened}, {string(c.State), p.Decider, p.Decided}} {
		x.events = append(x.events, Event{Kind: e.kind, At: e.at, By: e.by.User, Name: e.by.Name, Role: string(e.by.Role), Station: e.by.Station,
			Detail: map[string]string{"number": c.Number}})
	}
	return x, l.pastReceipt(ctx, it, p, &x)
}

// pastReceipt is the receipt that the applicant had.
func (l *pastLoad) pastReceipt(ctx context.Context, it *Item, p Past, x *pastCase) error {
	o, tx := l.o, l.tx
	who, err := o.People.GetIn(ctx, tx, x.County, p.Person)
	if err != nil {
		return err
	}
	template, err := o.items.templates.Get(outReceipt)
	if err != nil {
		return err
	}
	in := &intake{c: &x.Case, it: it, facts: &facts{person: who, place: o.People.Places().LocalName(who.Village)}}
	v, err := o.receiptValues(ctx, tx, p.Taken, in)
	if err != nil {
		return err
	}
	year := x.Accepted.Year()
	n, err := l.next(ctx, template.Prefix, year)
	if err != nil {
		return err
	}
	x.letter = Letter{ID: tx.NewID(), Template: template.Code, Number: letterNumber(template.Prefix, x.County, year, n), Case: x.ID, Person: p.Person,
		IssuedBy: p.Taken.User, IssuedAt: p.Opened, Valid: true, templateHash: template.hash}
	v.Fields["number"] = both(x.letter.Number)
	if _, err := template.Fill(v); err != nil {
		return err
	}
	if x.letter.Code, err = freshCode(ctx, tx, x.County); err != nil {
		return err
	}
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	x.body = o.Box.Seal(body, bound("letter", x.County, x.letter.ID))
	return l.keep(ctx, template.hash, "letter", template.Code, template.body)
}
