package casework

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Letter is one thing that was printed (文书), under its number and its verification code.
type Letter struct {
	ID         int64
	Template   string
	Number     string
	Code       string // ungrouped; [GroupCode] writes it as it is printed
	Case       int64  // 0 when it is about something else
	Subject    string // what it is about when there is no case, e.g. [AboutOverpayment]
	Person     int64
	IssuedBy   int64
	IssuedAt   time.Time
	Valid      bool
	RevokedAt  time.Time
	RevokedWhy words.Text
	Page       Page

	templateHash string
	revoked      string
}

// Why a letter is no longer valid.
const (
	revokedCompleted = "completed"
	revokedReplaced  = "replaced"
	revokedWithdrawn = "withdrawn"

	revokedTransferred = "transferred"
	revokedReopened    = "reopened"
	revokedCorrected   = "corrected"
)

var revokedTitles = map[string]words.Text{
	revokedCompleted: {Zh: "已补齐并受理", En: "completed and accepted"},
	revokedReplaced:  {Zh: "已由新的告知书代替", En: "replaced by a newer notice"},
	revokedWithdrawn: {Zh: "申请已撤回", En: "the application was withdrawn"},

	revokedTransferred: {Zh: "已转外地办理", En: "transferred to another place"},
	revokedReopened:    {Zh: "已重新办理", En: "the case was reopened"},
	revokedCorrected:   {Zh: "已更正，由新的文书代替", En: "corrected and replaced"},
}

// issue prints the letter of a case's outcome.
func (o *Office) issue(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, it *Item, outcome string, v Values) (Letter, error) {
	return o.write(ctx, tx, actor, addressee{county: c.County, caseID: c.ID, person: c.Person}, it.Letters[outcome], v)
}

// freshCode draws a code that no letter of the county has.
func freshCode(ctx context.Context, tx *db.Tx, county civil.County) (string, error) {
	for {
		var random [5]byte
		if _, err := rand.Read(random[:]); err != nil {
			return "", err
		}
		code := makeCode(county, random)
		taken, err := codeTaken(ctx, tx, county, code)
		if err != nil || !taken {
			return code, err
		}
	}
}

// page fills a stored letter again, with the template it was printed from.
func (o *Office) page(ctx context.Context, tx *db.Tx, county civil.County, l *Letter, sealed []byte) error {
	x := o.items.templates.byCode[l.Template]
	if x == nil || x.hash != l.templateHash {
		body, err := readText(ctx, tx, county, l.templateHash)
		if err != nil {
			return err
		}
		if x, err = parseTemplate(body); err != nil {
			return err
		}
	}
	plain, err := o.Box.Unseal(sealed, bound("letter", county, l.ID))
	if err != nil {
		return fmt.Errorf("casework: letter %d: %w", l.ID, err)
	}
	var v Values
	if err := json.Unmarshal(plain, &v); err != nil {
		return fmt.Errorf("casework: letter %d: %w", l.ID, err)
	}
	if l.Page, err = x.Fill(v); err != nil {
		return err
	}
	l.Page.Number, l.Page.Code = l.Number, GroupCode(l.Code)
	l.RevokedWhy = revokedTitles[l.revoked]
	return nil
}

// validLetter is the newest valid letter of a template for a case.
func (o *Office) validLetter(ctx context.Context, tx *db.Tx, c *Case, template string) (Letter, error) {
	l, sealed, err := readValidLetter(ctx, tx, c.County, c.ID, template)
	if err != nil {
		return Letter{}, err
	}
	return l, o.page(ctx, tx, c.County, &l, sealed)
}

// Letter opens a letter for printing again; the look is logged. The numbers of a decision sheet are computed again first and
// must be those that were decided.
func (o *Office) Letter(ctx context.Context, actor access.Actor, id int64) (*Letter, error) {
	var out *Letter
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		l, sealed, err := readLetter(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := actor.MaySee(l.Person); err != nil {
			return err
		}
		purpose := ""
		if l.Case != 0 {
			c, _, err := readCase(ctx, tx, actor.County, l.Case)
			if err != nil {
				return err
			}
			if err := o.maySee(actor, c); err != nil {
				return err
			}
			if o.disputed(c) {
				purpose = wSomeCase.Zh
			}
			if c.State == Approved {
				if _, err := o.again(c); err != nil {
					return err
				}
			}
		}
		if err := o.page(ctx, tx, actor.County, &l, sealed); err != nil {
			return err
		}
		out = &l
		return o.Access.LookedIn(ctx, tx, actor, l.Person, cmp.Or(purpose, l.Page.Title.Zh))
	})
	return out, err
}

// Letters lists what was printed about a case, oldest first, without the pages.
func (o *Office) Letters(ctx context.Context, actor access.Actor, caseID int64) ([]Letter, error) {
	var list []Letter
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		c, _, err := readCase(ctx, tx, actor.County, caseID)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		if list, err = readLetters(ctx, tx, actor.County, caseID); err != nil {
			return err
		}
		o.title(list)
		return nil
	})
	return list, err
}

// title gives the letters of a list what a list shows of them.
func (o *Office) title(list []Letter) {
	for i := range list {
		l := &list[i]
		l.RevokedWhy = revokedTitles[l.revoked]
		if x := o.items.templates.byCode[l.Template]; x != nil {
			l.Page.Title = x.Title
		}
	}
}

const maxLetters = 200 // of one day at one desk

// LettersOn lists what the actor printed on a day, latest first, without the pages, to print it again.
func (o *Office) LettersOn(ctx context.Context, actor access.Actor, day civil.Date, limit int) ([]Letter, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	y, m, d := day.Year(), time.Month(day.Month().Number()), day.Day()
	from := time.Date(y, m, d, 0, 0, 0, 0, civil.Beijing)
	var list []Letter
	err := o.DB.View(ctx, func(tx *db.Tx) (err error) {
		list, err = lettersBy(ctx, tx, actor.County, actor.User, db.Micros(from), db.Micros(from.AddDate(0, 0, 1)), min(max(limit, 1), maxLetters))
		o.title(list)
		return err
	})
	return list, err
}

// Verified is what anybody may learn about a letter from its code: that it is ours, whether it is valid, and whose it is, masked.
type Verified struct {
	Valid      bool
	RevokedWhy words.Text // of one that is not valid any more
	County     string
	Title      words.Text
	Number     string
	Issued     civil.Date
	Item       words.Text
	Person     string // "王**"
	IDMasked   string
	CaseNumber string // "" before acceptance
	State      words.Text
	Due        civil.Date // 0 before acceptance and after the decision
	Ended      bool       // the matter has ended and can be rated
	Known      civil.Date // the day through which the calendar is published, when Due is provisional
	Standing   civil.Date // the clock stands since this day

	// Of a dispute: where it stands, with whom, by which article it is due, and what may follow.
	Stage words.Text
	By    words.Text
	Rule  string
	Next  words.Text
}

// Verify answers the public page. It needs no actor, names nobody and says the same of every code that it does not know.
func (o *Office) Verify(ctx context.Context, typed string) (*Verified, error) {
	code, county, err := ParseCode(typed)
	if err != nil {
		return nil, err
	}
	var v *Verified
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		l, err := readByCode(ctx, tx, county, code)
		if err != nil {
			return err
		}
		p, err := o.People.GetIn(ctx, tx, county, l.Person)
		if err != nil {
			return err
		}
		x, err := o.items.templates.Get(l.Template)
		if err != nil {
			return err
		}
		v = &Verified{Valid: l.Valid, RevokedWhy: revokedTitles[l.revoked], County: o.People.Places().CountyName(county), Title: x.Title,
			Number: l.Number, Issued: civil.DateIn(l.IssuedAt), Item: x.Title, Person: p.NameMasked(), IDMasked: p.IDMasked}
		if l.Case == 0 {
			return nil
		}
		return o.verifyCase(ctx, tx, l.Case, county, v)
	})
	return v, err
}

// verifyCase adds what anybody may learn of the case that a letter is about.
func (o *Office) verifyCase(ctx context.Context, tx *db.Tx, id int64, county civil.County, v *Verified) error {
	c, sealed, err := readCase(ctx, tx, county, id)
	if err != nil {
		return err
	}
	it, err := o.itemOf(ctx, tx, c)
	if err != nil {
		return err
	}
	v.Item, v.CaseNumber, v.State, v.Ended = it.Title, c.Number, c.State.Title(), c.ended()
	if c.State.Living() {
		v.Due, v.Known, v.Standing = c.Due, c.Known, c.Standing
	}
	if t, err := o.transferOf(ctx, tx, it, c); err != nil || t != nil {
		if t != nil {
			v.Next = t.Next()
		}
		return err
	}
	if it.Way() != ByDispute || c.Stage == "" {
		return nil
	}
	k, err := o.courseOf(ctx, tx, &live{c, it, sealed})
	if err != nil {
		return err
	}
	at := o.courseView(k, civil.DateIn(tx.Now()))
	if v.Next = at.Next(); at.Now != nil {
		v.State, v.Stage, v.By, v.Rule = wUnderWay, at.Now.Title, at.Now.By, at.Rule
	}
	return nil
}

// wUnderWay is the state of a dispute in one of its stages: what it is called in law is the stage's.
var wUnderWay = words.Text{Zh: "正在办理", En: "under way"}
