package portal

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/notify"
	"renshe/internal/person"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// signIn is the page that asks who is there.
type signIn struct {
	*ui.Page
	county   string
	counties []ui.Option
	name     string
	back     string
}

const (
	keptPerson = "me.person" // whose code was sent; "0" when the numbers agreed with no file
	keptCounty = "me.county"
	keptBack   = "me.back"
)

func (o *Portal) signInForm(v *visit) (*signIn, error) {
	s := &signIn{Page: v.page(wSignIn, "/me/"), back: v.r.FormValue("back")}
	all, err := o.Access.Counties(v.ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		s.counties = append(s.counties, ui.Option{Value: strconv.Itoa(int(c.Code)), Label: ui.Plain(c.Name)})
	}
	if len(all) == 1 {
		s.county = s.counties[0].Value
	}
	return s, nil
}

func (o *Portal) signInPage(v *visit) error {
	s, err := o.signInForm(v)
	if err != nil {
		return err
	}
	return v.ok(signInView(s))
}

// askCode sends a code to the phone of the file whose citizen ID and name agree. The answer is the same when none does.
func (o *Portal) askCode(v *visit) error {
	f, err := web.ReadForm(v.r)
	if err != nil {
		return err
	}
	s, err := o.signInForm(v)
	if err != nil {
		return err
	}
	county := civil.County(f.Int("county", 100000, 999999))
	id := web.Parse(f, "citizen_id", func(text string) (civil.CitizenID, error) {
		id, _, err := civil.ParseCitizenID(text)
		return id, err
	})
	s.name = f.Text("name", 60)
	s.county = f.Raw("county")
	f.Agreed("agree")
	if err := f.Err(); err != nil {
		return v.refused(s.Page, err, signInView(s))
	}
	if _, err := o.Access.County(v.ctx, county); err != nil {
		return v.refused(s.Page, err, signInView(s))
	}
	began := time.Now()
	found, err := o.sendCode(v.ctx, county, id, s.name)
	if err != nil {
		return err
	}
	noSooner(v.ctx, began.Add(evenly))
	o.Web.Keep(v.ctx, keptPerson, strconv.FormatInt(found, 10))
	o.Web.Keep(v.ctx, keptCounty, strconv.Itoa(int(county)))
	o.Web.Keep(v.ctx, keptBack, web.Local(f.Raw("back"), "/me/insurance"))
	return v.see("/me/code")
}

// evenly is how long asking for a code takes, whatever it finds: several times what the slowest way takes on a small machine.
const evenly = 150 * time.Millisecond

// noSooner waits until then. A file that is there takes a message more to write, and the time would tell so.
func noSooner(ctx context.Context, then time.Time) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Until(then)):
	}
}

// sendCode gives the person the code went to, or 0. A file of another name, a file without a phone and too many codes all give
// no message.
func (o *Portal) sendCode(ctx context.Context, county civil.County, id civil.CitizenID, name string) (int64, error) {
	found := int64(0)
	p, err := o.People.ByCitizenID(ctx, county, id)
	switch {
	case err == nil && p.Alive() && same(p.Name, name):
		found = p.ID
	case err != nil && !errors.Is(err, person.NotFound):
		return 0, err
	}
	err = o.DB.InCounty(ctx, county, func(tx *db.Tx) error {
		code, err := o.Access.IssueCodeIn(ctx, tx, county, found)
		if err != nil || found == 0 {
			return err
		}
		_, phone, err := o.People.Identity(ctx, tx, county, found)
		if err != nil || phone == "" {
			return err
		}
		return o.Notify.QueueIn(ctx, tx, notify.Message{County: county, Person: found, Channel: notify.SMS, To: phone,
			Text: codeMessage(code)})
	})
	if errors.Is(err, access.TooManyCodes) {
		return found, nil // the latest code stays good; saying so would tell that the file exists
	}
	return found, err
}

// codeMessage is what the phone gets; it promises no more minutes than the code has.
func codeMessage(code string) string {
	return wCodeMessage.Fill(words.Zh, "minutes", int(access.CodeLife/time.Minute), "code", code)
}

func same(a, b string) bool {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return squeeze(a) == squeeze(b)
}

func (o *Portal) codePage(v *visit) error {
	if o.Web.Kept(v.ctx, keptPerson) == "" {
		return v.see("/me/sign-in")
	}
	return v.ok(codeView(v.page(wCode, "/me/sign-in")))
}

func (o *Portal) redeem(v *visit) error {
	f, err := web.ReadForm(v.r)
	if err != nil {
		return err
	}
	p := v.page(wCode, "/me/sign-in")
	code := f.Text("code", 12)
	if err := f.Err(); err != nil {
		return v.refused(p, err, codeView(p))
	}
	who, err := strconv.ParseInt(o.Web.Kept(v.ctx, keptPerson), 10, 64)
	if err != nil {
		return v.see("/me/sign-in") // the session ended in between
	}
	county, err := strconv.Atoi(o.Web.Kept(v.ctx, keptCounty))
	if err != nil {
		return v.see("/me/sign-in")
	}
	actor, err := o.Access.RedeemCode(v.ctx, civil.County(county), who, code)
	if err == nil && who == 0 {
		err = access.WrongCode.With().On("code") // nobody's file
	}
	if err != nil {
		return v.refused(p, err, codeView(p))
	}
	back := web.Local(o.Web.Kept(v.ctx, keptBack), "/me/insurance")
	for _, key := range []string{keptPerson, keptCounty, keptBack} {
		o.Web.Keep(v.ctx, key, "")
	}
	if err := o.Web.SignIn(v.ctx, web.Login{Realm: Realm, County: int32(actor.County), User: actor.Person}); err != nil {
		return err
	}
	return v.see(back)
}

func (o *Portal) signOut(v *visit) error {
	if err := o.Web.SignOut(v.ctx); err != nil {
		return err
	}
	return v.see("/me/")
}
