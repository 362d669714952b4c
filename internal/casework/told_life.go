package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// ToldAttachment is a file of the case, without its content.
type ToldAttachment struct {
	Attachment string `json:"attachment"`
	Material   string `json:"material"`
	Name       string `json:"name" doc:"as it was brought"`
	Kind       string `json:"kind" doc:"what it is by its content"`
	Bytes      int64  `json:"bytes" doc:"as it is kept, which need not be what was sent: pictures are drawn anew"`
	Digest     string `json:"digest" doc:"SHA-256 of what is kept, hexadecimal"`
	At         string `json:"at" doc:"UTC"`
	By         string `json:"by"`
}

// ToldAct is one thing that was done beside the steps to the outcome.
type ToldAct struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	On    string `json:"on"`
	Code  string `json:"code,omitempty" doc:"how it was delivered, on which ground it was reopened, where it went, under which class it is archived"`
	Says  string `json:"says,omitempty"`
	By    string `json:"by"`
}

// ToldDebt is what an accepted case owes or has owed.
type ToldDebt struct {
	Kind     string `json:"kind" enum:"paper,commitment"`
	Material string `json:"material"`
	Title    string `json:"title"`
	Due      string `json:"due"`
	Article  string `json:"article"`
	State    string `json:"state" enum:"open,met,verified,broken,void"`
	Says     string `json:"says" doc:"the state in words"`
	Settled  string `json:"settled,omitempty"`
	By       string `json:"by,omitempty" doc:"who settled it"`
}

// ToldClock is how the limit runs.
type ToldClock struct {
	Standing  string       `json:"standing,omitempty" doc:"the day since which it stands"`
	Known     string       `json:"known,omitempty" doc:"the due date is provisional: the calendar is published through this day"`
	Extension int          `json:"extension" doc:"days by which the law lets it be extended, once; 0: it does not"`
	Extended  bool         `json:"extended" doc:"it was, since it began"`
	Pauses    []ToldGround `json:"pauses" doc:"grounds on which the actor may let it stand now"`
	Extends   []ToldGround `json:"extends" doc:"grounds on which the actor may extend it now"`
	Turns     []ToldTurn   `json:"turns" doc:"oldest first; they are added, never changed"`
}

// ToldGround is a ground of law/clocks.yaml.
type ToldGround struct {
	Code    string `json:"code"`
	Title   string `json:"title"`
	Article string `json:"article,omitempty" doc:"empty: no document was found, our own promise alone is touched"`
}

// ToldTurn is one row of the clock, with what followed from it.
type ToldTurn struct {
	Kind     TurnKind `json:"kind"`
	Title    string   `json:"title"`
	On       string   `json:"on"`
	Ground   string   `json:"ground,omitempty"`
	Days     int      `json:"days,omitempty" doc:"of an extension"`
	Article  string   `json:"article,omitempty"`
	Due      string   `json:"due,omitempty" doc:"empty while it stands"`
	LegalDue string   `json:"legal_due,omitempty"`
	By       string   `json:"by,omitempty" doc:"empty: the program"`
}

// tellLife adds the files, the acts, what is owed and the clock.
func (o *Office) tellLife(ctx context.Context, actor access.Actor, v *View, l words.Lang, t *Told) error {
	acts, err := o.Acts(ctx, actor, v.ID)
	if err != nil {
		return err
	}
	for _, a := range acts {
		t.Acts = append(t.Acts, ToldAct{a.Kind, a.Title.In(l), a.On.String(), a.Code, a.Says, a.Name})
	}
	debts, err := o.Debts(ctx, actor, v.ID)
	if err != nil {
		return err
	}
	for _, d := range debts {
		t.Debts = append(t.Debts, ToldDebt{d.Kind, d.Material, d.Title.In(l), d.Due.String(), d.Rule, d.State, d.Says().In(l), dayText(d.Settled), d.Name})
	}
	clock, err := o.Clock(ctx, actor, v.ID)
	if err != nil {
		return err
	}
	if clock != nil {
		t.Clock = clock.told(l)
	}
	t.Attachments, err = o.toldAttachments(ctx, actor, v)
	return err
}

// toldAttachments lists the files with the digests of their contents, which are opened one at a time and go no further.
func (o *Office) toldAttachments(ctx context.Context, actor access.Actor, v *View) ([]ToldAttachment, error) {
	files, err := o.Attachments(ctx, actor, v.ID)
	if err != nil {
		return nil, err
	}
	list := make([]ToldAttachment, 0, len(files))
	for _, a := range files {
		var body []byte
		err := o.DB.View(ctx, func(tx *db.Tx) (err error) {
			body, err = o.contentOf(ctx, tx, &v.Case, a.ID)
			return err
		})
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(body)
		list = append(list, ToldAttachment{text(a.ID), a.Material, a.Name, string(a.Kind), a.Bytes, hex.EncodeToString(sum[:]), utc(a.At), a.ByName})
	}
	return list, nil
}

func (c *ClockView) told(l words.Lang) *ToldClock {
	t := &ToldClock{Known: dayText(c.Now.Known), Extension: c.Most, Pauses: toldGrounds(c.Pauses, l), Extends: toldGrounds(c.Extends, l), Turns: []ToldTurn{}}
	clock := replay(Clock{}, c.Turns)
	t.Extended = clock.Extra > 0
	if clock.stands() {
		t.Standing = dayText(clock.Pauses[len(clock.Pauses)-1].From)
	}
	for _, m := range c.Turns {
		t.Turns = append(t.Turns, ToldTurn{m.Kind, m.Kind.Title().In(l), m.On.String(), m.Ground, m.Days, m.Rule, dayText(m.Due), dayText(m.LegalDue), m.Name})
	}
	return t
}

func toldGrounds(list []ClockGround, l words.Lang) []ToldGround {
	out := []ToldGround{}
	for _, g := range list {
		t := ToldGround{Code: g.Code, Title: g.Title.In(l)}
		if g.Lawful() {
			t.Article = g.Basis.String()
		}
		out = append(out, t)
	}
	return out
}
