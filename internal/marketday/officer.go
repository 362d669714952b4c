package marketday

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"renshe/internal/demo"
)

// The clicks.
const (
	stepSignIn  = "sign-in"
	stepToday   = "today"
	stepWork    = "worklist"
	stepLive    = "find, while typing"
	stepFind    = "find"
	stepPerson  = "person"
	stepOpen    = "open item"
	stepAsk     = "questions"
	stepKeep    = "autosave"
	stepAnswers = "answers"
	stepPapers  = "papers"
	stepSubmit  = "submit"
	stepCase    = "case"
	stepPrint   = "print"
	stepPrints  = "my prints"
	stepQueue   = "queue"
	stepDecide  = "decide"
	stepApprove = "approve"
)

// typing is the time between two questions of the box while somebody types.
const typing = 400 * time.Millisecond

// signIn tries again when the server asks to come back: the day's first work may have the store to itself for a while.
func (v *visitor) signIn(ctx context.Context, a account) error {
	for {
		err := v.enter(ctx, a)
		var wrong wrongPage
		if !errors.As(err, &wrong) || wrong.status != http.StatusServiceUnavailable {
			return err
		}
		if err := pause(ctx, comeBack); err != nil {
			return err
		}
	}
}

// comeBack is how long somebody waits who is asked to come back.
const comeBack = 5 * time.Second

func (v *visitor) enter(ctx context.Context, a account) error {
	if err := v.get(ctx, stepSignIn, "/desk/sign-in", "/desk/sign-in"); err != nil {
		return err
	}
	action, values, found := v.form("/desk/sign-in")
	if !found {
		return wrongPage{stepSignIn, 0, v.at.Path}
	}
	values.Set("login", a.login)
	values.Set("password", demo.Password)
	return v.post(ctx, stepSignIn, action, values, "/desk")
}

// matter is what an officer does for one person at the window, from finding them to the receipt.
func (v *visitor) matter(ctx context.Context) error {
	if err := v.between(ctx); err != nil {
		return err
	}
	found, err := v.find(ctx)
	if err != nil || !found {
		return err
	}
	item := everydayItems[v.random.IntN(len(everydayItems))]
	action, values, possible := v.form("/open", "item", item)
	if !possible || v.random.IntN(10) == 0 { // some only ask
		return v.lookBack(ctx)
	}
	if err := v.after(ctx, stepOpen, action, values, "/known"); err != nil {
		return err
	}
	if err := v.think(ctx); err != nil {
		return err
	}
	base := strings.TrimSuffix(v.at.Path, "/known")
	if err := v.get(ctx, stepAsk, base+"/ask", "/ask"); err != nil {
		return err
	}
	if err := v.answer(ctx, base); err != nil {
		return err
	}
	action, values, _ = v.form("/papers")
	values["received"] = v.boxes("received")
	if err := v.after(ctx, stepPapers, action, values, "/check"); err != nil {
		return err
	}
	action, values, ready := v.form("/submit")
	if !ready {
		return wrongPage{stepSubmit, 0, v.at.Path}
	}
	if err := v.after(ctx, stepSubmit, action, values, "/letter/"); err != nil {
		return err
	}
	v.tally.done(submitted)
	if v.random.IntN(2) == 0 {
		return v.get(ctx, stepPrint, v.at.Path+"/pdf", "/pdf")
	}
	return nil
}

// between is what is looked at from time to time between two people.
func (v *visitor) between(ctx context.Context) error {
	var err error
	switch v.random.IntN(8) {
	case 0, 1:
		err = v.get(ctx, stepToday, "/desk", "/desk")
	case 2:
		err = v.get(ctx, stepWork, "/desk/work", "/desk/work")
	case 3:
		err = v.get(ctx, stepPrints, "/desk/prints", "/desk/prints")
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return v.think(ctx)
}

// after thinks and then sends a form.
func (v *visitor) after(ctx context.Context, what, action string, values url.Values, want string) error {
	if err := v.think(ctx); err != nil {
		return err
	}
	return v.post(ctx, what, action, values, want)
}

// find types a question into the box, and opens the file of one of those who are found.
func (v *visitor) find(ctx context.Context) (bool, error) {
	q := v.question()
	letters := []rune(q)
	for n := 1; n < len(letters); n += max(1, len(letters)/3) {
		if err := v.post(ctx, stepLive, "/desk/find/live", url.Values{"q": {string(letters[:n])}}, ""); err != nil {
			return false, err
		}
		if v.plan.Think > 0 {
			time.Sleep(typing)
		}
	}
	if err := v.post(ctx, stepFind, "/desk/find", url.Values{"q": {q}}, "/desk/find"); err != nil {
		return false, err
	}
	files := v.links(func(path string) bool { return strings.HasPrefix(path, "/desk/person/") })
	if len(files) == 0 {
		return false, wrongPage{stepFind + " " + q, 0, v.at.Path}
	}
	if err := v.think(ctx); err != nil {
		return false, err
	}
	return true, v.get(ctx, stepPerson, files[v.random.IntN(len(files))], "/desk/person/")
}

// question is how somebody is asked for: by name, by name and village, by the ID's tail and the name, by telephone, by initials.
func (v *visitor) question() string {
	who := v.plan.people[v.random.IntN(len(v.plan.people))]
	switch v.random.IntN(6) {
	case 0:
		return who.Name + " " + who.IDTail
	case 1:
		return who.Name + " " + v.plan.places(who.Village)
	case 2:
		if who.PhoneTail != "" {
			return who.PhoneTail
		}
	case 3:
		return who.Initials
	case 4:
		return who.IDTail
	}
	return who.Name
}

// lookBack opens one of the person's earlier cases.
func (v *visitor) lookBack(ctx context.Context) error {
	cases := v.links(func(path string) bool {
		return strings.HasPrefix(path, "/desk/case/") && strings.Count(path, "/") == 3
	})
	if len(cases) == 0 {
		return nil
	}
	if err := v.think(ctx); err != nil {
		return err
	}
	return v.get(ctx, stepCase, cases[v.random.IntN(len(cases))], "/desk/case/")
}

// answer fills in what the registers do not know; one answer may bring up another question.
func (v *visitor) answer(ctx context.Context, base string) error {
	for range 3 {
		action, values, found := v.form("/ask")
		if !found {
			return wrongPage{stepAnswers, 0, v.at.Path}
		}
		for name := range values {
			if said := v.says(name); said != "" {
				values.Set(name, said)
			}
		}
		values.Set("why", "new-card") // no choice is made before somebody makes it
		if !strings.Contains(values.Get("shown"), "why") {
			values.Del("why")
		}
		if err := v.think(ctx); err != nil {
			return err
		}
		if err := v.post(ctx, stepKeep, base+"/autosave", values, "/autosave"); err != nil {
			return err
		}
		if err := v.post(ctx, stepAnswers, action, values, base); err != nil {
			return err
		}
		if strings.HasSuffix(v.at.Path, "/papers") {
			return nil
		}
	}
	return wrongPage{stepAnswers, 0, v.at.Path}
}

// says is what people answer.
func (v *visitor) says(question string) string {
	switch question {
	case "phone":
		return "100" + strconv.Itoa(10_000_000+v.random.IntN(90_000_000))
	case "bank-name":
		return "演示农商银行"
	case "bank-number":
		return card(v.random.IntN(1_000_000_000))
	case "question":
		return "附近有什么岗位，怎样报名培训？"
	case "answer":
		return "介绍了三个岗位和下一期培训的报名办法。"
	}
	return ""
}

// card is a number with a right check digit that no bank has given out.
func card(n int) string {
	s := "620000" + strconv.Itoa(1_000_000_000 + n)[1:]
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return s + strconv.Itoa((10-sum%10)%10)
}

// review decides one of the cases that wait, if there is one.
func (v *visitor) review(ctx context.Context) error {
	if err := v.get(ctx, stepQueue, "/desk/review", "/desk/review"); err != nil {
		return err
	}
	waiting := v.links(func(path string) bool { return strings.HasSuffix(path, "/decide") })
	if err := v.think(ctx); err != nil || len(waiting) == 0 {
		return err
	}
	if err := v.get(ctx, stepDecide, waiting[v.random.IntN(len(waiting))], "/desk/case/"); err != nil {
		return err
	}
	action, values, found := v.form("/approve")
	if !found {
		return nil // another reviewer was first
	}
	if err := v.after(ctx, stepApprove, action, values, "/desk/"); err != nil {
		return err
	}
	v.tally.done(decided)
	return nil
}

// steady does something again and again until the time is over, or so often; that somebody was first ends one matter and no more.
func (v *visitor) steady(ctx context.Context, times int, one func(context.Context) error) {
	for n := 0; ctx.Err() == nil && (times == 0 || n < times); n++ {
		err := one(ctx)
		if first := (conflict{}); err != nil && ctx.Err() == nil && !errors.As(err, &first) {
			v.tally.error(err)
		}
		_ = v.think(ctx) // ended with the time: seen above
	}
}
