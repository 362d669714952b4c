package casework

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Act is one thing that was done to a case beside its steps: given back, moved, transferred, reopened, corrected, delivered, archived; of a
// dispute, also that a stage begins or ends, a task is done, a stage is asked for.
type Act struct {
	Kind  string
	Title words.Text
	On    civil.Date
	Code  string // how it was delivered, on which ground it was reopened, where it went, its archive's class; STAGE, STAGE/END, STAGE/TASK
	Says  string // why, in words
	Name  string // who

	id int64
}

// OfStage says whether the act belongs to the stages of a dispute.
func (a Act) OfStage() bool {
	return a.Kind == beginning || a.Kind == concluding.name || a.Kind == doing.name || a.Kind == askingFor.name
}

// live is a case that somebody acts on, locked.
type live struct {
	c      *Case
	it     *Item
	sealed []byte
}

// acting locks a case for an act that its state allows, at the version that was seen.
func (o *Office) acting(ctx context.Context, actor access.Actor, may error, id, version int64, v verb, fn func(*db.Tx, *live) error) error {
	if may != nil {
		return may
	}
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, sealed, err := lockCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		if err := v.check(c.State); err != nil {
			return err
		}
		if c.Version != version {
			return stale(c)
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return err
		}
		return fn(tx, &live{c, it, sealed})
	})
}

// acted stores an act with its reason and what it made of the case.
func (o *Office) acted(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, a Act, detail map[string]string) error {
	a.On = civil.DateIn(tx.Now())
	if err := o.addAct(ctx, tx, actor, l.c, a); err != nil {
		return err
	}
	return o.keepActed(ctx, tx, actor, l, a.Kind, detail)
}

func (o *Office) keepActed(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, kind string, detail map[string]string) error {
	if fresh, err := keepLife(ctx, tx, actor, l.c); err != nil || !fresh {
		return errors.Join(err, staleUnless(fresh, l.c))
	}
	l.c.Version++
	return o.record(ctx, tx, actor, l.it, l.c, kind, detail)
}

// seen reads a case that the actor may see, with its item.
func (o *Office) seen(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) (*Case, *Item, error) {
	c, _, err := readCase(ctx, tx, actor.County, id)
	if err != nil {
		return nil, nil, err
	}
	if err := o.maySee(actor, c); err != nil {
		return nil, nil, err
	}
	it, err := o.itemOf(ctx, tx, c)
	return c, it, err
}

// Acts lists what was done to a case beside its steps, oldest first.
func (o *Office) Acts(ctx context.Context, actor access.Actor, id int64) ([]Act, error) {
	var list []Act
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		c, it, err := o.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		var sealed [][]byte
		if list, sealed, err = readActs(ctx, tx, c.County, c.ID); err != nil {
			return err
		}
		for i := range list {
			says, err := o.Box.Unseal(sealed[i], bound("act", c.County, list[i].id))
			if err != nil {
				return err
			}
			stage, rest, _ := strings.Cut(list[i].Code, "/")
			list[i].Says, list[i].Title = string(says), it.stageSaid(eventTitles[list[i].Kind], stage, rest, rest)
		}
		return nil
	})
	return list, err
}

// reasoned trims a reason and refuses one that is missing or too long.
func reasoned(says string) (string, error) {
	if says = strings.TrimSpace(says); says == "" {
		return "", NoReason.With().On("says")
	}
	if utf8.RuneCountInString(says) > longestReason {
		return "", TooLong.With("field", wReasonField, "count", longestReason).On("says")
	}
	return says, nil
}

// Return gives an accepted case back to the station to be put right: the clock runs on, and nothing more is asked of the applicant than
// what the one-time notice could have named.
func (o *Office) Return(ctx context.Context, actor access.Actor, id, version int64, says string) (*Outcome, error) {
	says, err := reasoned(says)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = o.acting(ctx, actor, actor.May(access.CaseReview), id, version, returning, func(tx *db.Tx, l *live) error {
		if err := byStages(l.it); err != nil {
			return err
		}
		if err := apart(l.it, l.c, actor.User); err != nil {
			return err
		}
		l.c.State = Returned
		err := o.acted(ctx, tx, actor, l, Act{Kind: returning.name, Says: says}, nil)
		out = &Outcome{Case: *l.c}
		return err
	})
	return out, err
}

// Move hands a case that is under way to another station of the county. Its clock runs on.
func (o *Office) Move(ctx context.Context, actor access.Actor, id, version, station int64, says string) (*Outcome, error) {
	says, err := reasoned(says)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = o.acting(ctx, actor, mayAnswer(actor), id, version, moving, func(tx *db.Tx, l *live) error {
		known, err := stationKnown(ctx, tx, l.c.County, station)
		if err != nil {
			return err
		}
		if !known || station == l.c.Station {
			return NoOtherStation.With().On("station")
		}
		l.c.Station = station
		err = o.acted(ctx, tx, actor, l, Act{Kind: moving.name, Code: itoa(int(station)), Says: says}, nil)
		out = &Outcome{Case: *l.c}
		return err
	})
	return out, err
}

// Transferring sends a case to the county whose matter it is.
type Transferring struct {
	Case    int64
	Version int64
	County  string // its code, six digits
	Says    string
}

// Transfer ends a case here because it belongs to another county: the notice names that county and the authority that owns the matter
// there, and the applicant takes it with him.
func (o *Office) Transfer(ctx context.Context, actor access.Actor, t Transferring) (*Outcome, error) {
	says, err := reasoned(t.Says)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = o.acting(ctx, actor, mayAnswer(actor), t.Case, t.Version, transferring, func(tx *db.Tx, l *live) error {
		place, known := civil.RegionOf(strings.TrimSpace(t.County))
		if !known || place.Status != civil.RegionCurrent || len(place.Code) != 6 || place.Code == string(l.c.County.Division()) {
			return NoOtherCounty.With().On("county")
		}
		l.c.State = Transferred
		if err := o.endsHere(ctx, tx, actor, l.it, l.c); err != nil {
			return err
		}
		if err := voidDebts(ctx, tx, l.c.County, l.c.ID, actor, civil.DateIn(tx.Now())); err != nil {
			return err
		}
		if err := o.acted(ctx, tx, actor, l, Act{Kind: transferring.name, Code: place.Code, Says: says}, map[string]string{"to": place.Code}); err != nil {
			return err
		}
		if err := revokeLetters(ctx, tx, l.c.County, l.c.ID, revokedTransferred, db.Micros(tx.Now())); err != nil {
			return err
		}
		owner := fill(o.items.authorities[l.it.Authority].Title, []any{"county", place.Name})
		out, err = o.caseNotice(ctx, tx, actor, l, eventTitles[transferring.name], says, fill(wTransferMeans, []any{"owner", owner}))
		return err
	})
	return out, err
}

// Reopening takes a decided case up again.
type Reopening struct {
	Case    int64
	Version int64
	Ground  string // of [ReopenGrounds]
	Says    string
}

// ReopenGround is why a decided case is taken up again. The list is this program's: no common rule was found in the sources at hand.
type ReopenGround struct {
	Code  string
	Title words.Text
}

// ReopenGrounds lists them all.
func ReopenGrounds() []ReopenGround {
	return []ReopenGround{
		{"new-facts", words.Text{Zh: "有新的事实或者证据", En: "new facts or evidence"}},
		{"mistake", words.Text{Zh: "原决定认定事实或者适用依据有误", En: "the decision was mistaken in fact or in law"}},
		{"remedy", words.Text{Zh: "复议、诉讼要求重新作出", En: "reconsideration or a court asks for a new decision"}},
	}
}

// Reopen takes a decided case up again, by another person than the one who decided it. The letter of the decision becomes invalid, a
// registration that it made is ended as mistaken, and the clock begins anew. What cannot be undone here is changed by its own matter.
func (o *Office) Reopen(ctx context.Context, actor access.Actor, r Reopening) (*Outcome, error) {
	says, err := reasoned(r.Says)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(ReopenGrounds(), func(g ReopenGround) bool { return g.Code == r.Ground }) {
		return nil, NoReopenGround.With().On("ground")
	}
	var out *Outcome
	err = o.acting(ctx, actor, actor.May(access.CaseReview), r.Case, r.Version, reopening, func(tx *db.Tx, l *live) error {
		if actor.User == l.c.DecidedBy {
			return DecidedByYou.With()
		}
		if err := o.undo(ctx, tx, actor, l); err != nil {
			return err
		}
		if err := o.underway(ctx, tx, actor, l, Act{Kind: reopening.name, Code: r.Ground, Says: says}); err != nil {
			return err
		}
		out, err = o.caseNotice(ctx, tx, actor, l, eventTitles[reopening.name], says, fill(wReopenMeans, []any{"due", l.c.dueWords()}))
		return err
	})
	return out, err
}

// undo takes back what an approval made, by the reverse operation of the room that owns it.
func (o *Office) undo(ctx context.Context, tx *db.Tx, actor access.Actor, l *live) error {
	if l.it.Way() != ByDecision && l.it.Way() != ByReferral && l.it.Way() != ByDispute {
		return CannotReopen.With("item", l.it.Title)
	}
	if l.c.Effect == 0 && (l.c.State != Approved || l.it.Effect.Kind == Certify) {
		return nil
	}
	back, ok := l.it.effect().(undoer)
	if !ok {
		return CannotReopen.With("item", l.it.Title)
	}
	return back.undo(ctx, tx, actor, o, l.c)
}

// underway puts a decided case back under way, with a new clock.
func (o *Office) underway(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, a Act) error {
	c := l.c
	living, err := livingCase(ctx, tx, c.County, c.Person, c.Item)
	if err != nil {
		return err
	}
	if living != nil {
		return o.alreadyOpen(ctx, tx, l.it, living)
	}
	was := c.State
	c.State, c.DecidedBy, c.Ground, c.Effect, c.Delivered, c.Archived = Submitted, 0, "", 0, 0, 0
	if l.it.Way() == ByReferral {
		c.State = Referred
	}
	if err := revokeLetters(ctx, tx, c.County, c.ID, revokedReopened, db.Micros(tx.Now())); err != nil {
		return err
	}
	if err := o.acted(ctx, tx, actor, l, a, map[string]string{"was": string(was), "ground": a.Code}); err != nil {
		return err
	}
	if l.it.Way() == ByDispute {
		return o.againFrom(ctx, tx, actor, l)
	}
	clock := clockOf(l.it, c)
	clock.Started = civil.DateIn(tx.Now())
	m := Turn{Kind: Starts, On: clock.Started, Rule: clock.Promise.Cite(), Reckoning: clock.Reckon(o.calendar)}
	if m.Warn.IsZero() {
		return nil
	}
	if err := insertTurn(ctx, tx, c, m, actor); err != nil {
		return err
	}
	if fresh, err := setClock(ctx, tx, actor, c, m.Reckoning); err != nil || !fresh {
		return errors.Join(err, staleUnless(fresh, c))
	}
	c.Version++
	c.runs(m.Reckoning)
	return nil
}

// Delivery is how and when the applicant got the outcome (送达).
type Delivery struct {
	Case    int64
	Version int64
	How     How
	On      civil.Date
}

// How a letter reaches somebody.
type How string

// The ways of delivery.
const (
	InPerson How = "handed" // at the window
	Posted   How = "posted"
	Sent     How = "sent" // by electronic means
)

var howTitles = map[How]words.Text{
	InPerson: {Zh: "当面领取", En: "handed over"},
	Posted:   {Zh: "邮寄", En: "posted"},
	Sent:     {Zh: "电子送达", En: "sent electronically"},
}

// Title is the word people read.
func (h How) Title() words.Text { return howTitles[h] }

// Hows lists them in the order in which a page offers them.
func Hows() []How { return []How{InPerson, Posted, Sent} }

// Deliver records that the applicant has got the outcome. The limits of the remedies run from that day.
func (o *Office) Deliver(ctx context.Context, actor access.Actor, d Delivery) (*Outcome, error) {
	if d.How.Title().IsZero() {
		return nil, NoDelivery.With().On("how")
	}
	var out *Outcome
	err := o.acting(ctx, actor, mayAnswer(actor), d.Case, d.Version, delivering, func(tx *db.Tx, l *live) error {
		if !l.c.Delivered.IsZero() {
			return DeliveredAlready.With("date", l.c.Delivered)
		}
		if d.On < civil.DateIn(l.c.DecidedAt) || d.On > civil.DateIn(tx.Now()) {
			return BadDelivery.With("from", civil.DateIn(l.c.DecidedAt)).On("on")
		}
		l.c.Delivered = d.On
		err := o.acted(ctx, tx, actor, l, Act{Kind: delivering.name, Code: string(d.How)}, map[string]string{"how": string(d.How), "on": d.On.String()})
		out = &Outcome{Case: *l.c}
		return err
	})
	return out, err
}

// Archive closes the file of a case that has ended, under its item's class of law/retention.yaml.
func (o *Office) Archive(ctx context.Context, actor access.Actor, id, version int64) (*Outcome, error) {
	var out *Outcome
	err := o.acting(ctx, actor, mayAnswer(actor), id, version, archiving, func(tx *db.Tx, l *live) error {
		switch {
		case !l.c.Archived.IsZero():
			return ArchivedAlready.With("date", l.c.Archived)
		case l.c.Number == "":
			return NothingToArchive.With()
		case slices.Contains(ended, l.c.State) && l.c.Delivered.IsZero():
			return NotDelivered.With()
		}
		owed, err := readDebts(ctx, tx, l.c.County, l.c.ID)
		if err != nil {
			return err
		}
		if d := openDebt(owed, ""); d != nil {
			return StillOwed.With("what", debtTitle(l.it, *d), "due", d.Due)
		}
		class := o.items.retentionOf(l.it)
		l.c.Archived = civil.DateIn(tx.Now())
		err = o.acted(ctx, tx, actor, l, Act{Kind: archiving.name, Code: class.Code}, map[string]string{"class": class.Code})
		out = &Outcome{Case: *l.c}
		return err
	})
	return out, err
}

// RetentionOf is the class under which the item's cases are archived.
func (o *Office) RetentionOf(it *Item) Retention { return o.items.retentionOf(it) }

// caseNotice is the letter about something that changes a case: what, why, and what it means.
const caseNotice = "case-notice"

var (
	wTransferMeans = words.Text{Zh: "这件事由{owner}办理，请持本通知和原来的材料到那里申请；本地的办件到此结束。", En: "The matter belongs to {owner}: apply there with this notice and your papers. The case here ends."}
	wReopenMeans   = words.Text{Zh: "原来的决定书作废，重新办理，最迟办结：{due}。", En: "The earlier decision is invalid; the case is worked on again and decided at the latest: {due}."}
	tellNotice     = words.Text{Zh: "您申请的“{item}”（{number}）：{what}。通知请到受理站点领取。", En: "Your application “{item}” ({number}): {what}. The notice is at your station."}
)

// caseNotice prints the notice and sends a message.
func (o *Office) caseNotice(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, what words.Text, says string, means words.Text) (*Outcome, error) {
	c, it := l.c, l.it
	f, err := o.factsIn(ctx, tx, c.County, c.Person)
	if err != nil {
		return nil, err
	}
	form, err := o.openForm(c.County, c.ID, l.sealed)
	if err != nil {
		return nil, err
	}
	values, _, err := checkAnswers(answers(it, form, f.known()))
	if err != nil {
		return nil, err
	}
	fields, err := o.common(ctx, tx, actor, c, it, f)
	if err != nil {
		return nil, err
	}
	fields["what"], fields["on"], fields["says"], fields["means"] = what, both(civil.DateIn(tx.Now())), both(says), means
	letter, err := o.write(ctx, tx, actor, addressee{county: c.County, caseID: c.ID, person: c.Person}, caseNotice, Values{Fields: fields})
	if err != nil {
		return nil, err
	}
	if err := o.tellOnce(ctx, tx, c, f, values, "notice"+letter.Number, tellNotice, "item", it.Title, "number", c.Number, "what", what); err != nil {
		return nil, err
	}
	return &Outcome{Case: *c, Letter: letter}, nil
}
