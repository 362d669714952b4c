package story

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/internal/testkit"
)

// byBrowser is how many items are worked by mouse and keyboard; all of them are by casework's own generated test.
const byBrowser = 40

// worked is one item's own test on its way through the browser.
type worked struct {
	it     *casework.Item
	trial  casework.Trial
	person int64
	at     string // address of its case
}

// share is which part of the forty is worked where nobody asked for everything: every fourth, of every way.
const share = 4

// TestItemsByHand works forty items in Chromium, each by a test of its own file: opened on the person's page, asked, handed in, submitted;
// done, answered, or decided by somebody else; ended where the file says, with a letter. Unless CI=true it works a part of them.
func TestItemsByHand(t *testing.T) {
	testkit.Need(t, "time for forty matters in Chromium", !testing.Short())
	p := place{dir: t.TempDir()}
	if _, errs, code := p.run(t, "demo", "--no-serve", "--people", people, "--as-of", asOf); code != 0 {
		t.Fatal(errs)
	}
	list := peopleOfItems(t, p)
	if len(list) < byBrowser {
		t.Fatalf("only %d items", len(list))
	}
	if !testkit.Everything() {
		for i := range len(list) / share {
			list[i] = list[i*share]
		}
		list = list[:len(list)/share]
	}
	base := p.served(t, "serve")
	h := &hand{browser: newBrowser(t, base, shotsFolder(t, "items"))}
	h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))
	h.role("经办员")
	for i := range list {
		h.intake(&list[i])
	}
	h.role("复核员")
	for _, x := range list {
		switch x.it.Way() {
		case casework.ByDecision:
			h.decides(x)
		case casework.ByDispute:
			h.walks(x)
		}
	}
	for _, x := range list {
		h.ended(x)
	}
}

// turnOf orders the items: those that go through stages, then those that are decided or done here, then those that are sent on.
var turnOf = map[casework.Way]int{casework.ByDispute: 0, casework.ByDecision: 1, casework.Instantly: 1, casework.ByAdvice: 1, casework.ByReferral: 2}

// peopleOfItems picks a test of every item that ends well and puts its person into the registers, as the exchange with the registers
// would.
func peopleOfItems(t *testing.T, p place) []worked {
	t.Helper()
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Data: p.dir, Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	officer, err := a.UserNamed(ctx, demo.Taoyuan, demo.OfficerLogin)
	if err != nil {
		t.Fatal(err)
	}
	reviewer, err := a.UserNamed(ctx, demo.Taoyuan, "fuhe")
	if err != nil {
		t.Fatal(err)
	}
	hall, err := a.UserNamed(ctx, demo.Taoyuan, demo.HallLogin) // takes in every item
	if err != nil {
		t.Fatal(err)
	}
	var list []worked
	for _, turn := range []int{0, 1, 2} {
		for _, it := range a.Office.Items().All() {
			if turnOf[it.Way()] != turn || len(list) == byBrowser || !slices.Contains(it.Accept, casework.Township) {
				continue // what the township's officer takes in; the rest goes the same way at the county's window
			}
			for _, trial := range it.Trials {
				if trial.Expect.Blocked == "" && trial.Expect.Ends.Done() {
					id := registered(t, a, officer, trial.Person, 700+2*len(list))
					if trial.Person.Draws {
						draws(t, a, officer, reviewer, id, trial.Person.Suspended)
					}
					if x := trial.Person.Lost; x.CitizenID != "" {
						lost(t, a, officer, reviewer, x)
					}
					for _, code := range trial.Person.After {
						before(t, a, hall, reviewer, id, code)
					}
					dies(t, a, officer, id, trial.Person.Died)
					list = append(list, worked{it: it, trial: trial, person: id})
					break
				}
			}
		}
	}
	return list
}

func registered(t *testing.T, a *app.App, officer access.Actor, who casework.TrialPerson, seq int) (id int64) {
	t.Helper()
	ctx := context.Background()
	birth, err := civil.ParseDate(who.Born)
	if err != nil {
		t.Fatal(err)
	}
	id = entered(t, a, officer, civil.MakeCitizenID("430799", birth, seq))
	contributed(t, a, officer, id, who.PaidYears)
	err = a.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
		if who.Account {
			if _, _, err := a.Enrolment.SetBankAccountIn(ctx, tx, officer, id, "桃源农商银行", "6200000000000005"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// contributed enrols somebody and books the contributions of years, up to last year; 0 does nothing.
func contributed(t *testing.T, a *app.App, officer access.Actor, id int64, years int) {
	t.Helper()
	if years == 0 {
		return
	}
	ctx := context.Background()
	err := a.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
		first := 2026 - years
		if _, err := a.Enrolment.EnrolIn(ctx, tx, officer, id, enrolment.ResidentPension, civil.MonthOf(first, 1)); err != nil {
			return err
		}
		for y := first; y < 2026; y++ {
			if err := a.Enrolment.ContributeIn(ctx, tx, officer, enrolment.Contribution{Person: id, Year: y, Grade: 30000, Personal: 30000, Subsidy: 4000, Months: 12}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// lost puts the person into the register whom a test says somebody has lost, with what is on their account.
func lost(t *testing.T, a *app.App, officer, reviewer access.Actor, x casework.TrialLoss) {
	t.Helper()
	id := entered(t, a, officer, civil.CitizenID(x.CitizenID))
	contributed(t, a, officer, id, x.PaidYears)
	dies(t, a, officer, id, x.Died)
	if !x.Cancelled {
		return
	}
	err := a.DB.InCounty(context.Background(), demo.Taoyuan, func(tx *db.Tx) error {
		return a.Enrolment.SetStateIn(context.Background(), tx, reviewer, id, enrolment.ResidentPension, enrolment.Ended, civil.DateIn(tx.Now()).Month())
	})
	if err != nil {
		t.Fatal(err)
	}
}

// entered puts somebody into the register.
func entered(t *testing.T, a *app.App, officer access.Actor, citizen civil.CitizenID) (id int64) {
	t.Helper()
	ctx := context.Background()
	err := a.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
		neighbour, err := a.People.GetIn(ctx, tx, demo.Taoyuan, 5)
		if err != nil {
			return err
		}
		n, _, err := a.People.RegisterIn(ctx, tx, officer, person.Registration{Name: "测试人", Phone: "10012345678", Village: neighbour.Village, CitizenID: string(citizen)})
		id = n.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// dies records the death of somebody whose test has one.
func dies(t *testing.T, a *app.App, officer access.Actor, id int64, died string) {
	t.Helper()
	if died == "" {
		return
	}
	day, err := civil.ParseDate(died)
	if err == nil {
		err = a.DB.InCounty(context.Background(), demo.Taoyuan, func(tx *db.Tx) error {
			return a.People.ReportDeathIn(context.Background(), tx, officer, id, day)
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// before does another item for somebody at the office itself, by its first test that ends well.
func before(t *testing.T, a *app.App, officer, reviewer access.Actor, id int64, code string) {
	t.Helper()
	ctx := context.Background()
	it, err := a.Office.Items().Get(code)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(it.Trials, func(x casework.Trial) bool { return x.Expect.Blocked == "" && x.Expect.Ends.Done() })
	v, err := a.Office.Open(ctx, officer, code, id)
	if err != nil {
		t.Fatal(err)
	}
	version, err := a.Office.Save(ctx, officer, casework.Saving{Case: v.ID, Version: v.Version, Form: casework.Form{Fields: it.Trials[i].Answers, Materials: it.Trials[i].Papers}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := a.Office.Submit(ctx, officer, casework.Submission{Case: v.ID, Version: version})
	if err == nil && it.Way() == casework.ByDecision {
		out, err = a.Office.Decide(ctx, reviewer, casework.Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
	}
	if err != nil || !out.Case.State.Done() {
		t.Fatalf("%s: %+v %v", code, out, err)
	}
}

// draws grants somebody the residents' pension by the office's own claim.
func draws(t *testing.T, a *app.App, officer, reviewer access.Actor, id int64, suspended bool) {
	t.Helper()
	ctx := context.Background()
	v, err := a.Office.Open(ctx, officer, "R07", id)
	if err != nil {
		t.Fatal(err)
	}
	version, err := a.Office.Save(ctx, officer, casework.Saving{Case: v.ID, Version: v.Version, Form: casework.Form{Materials: map[string]string{"identity": "original"}}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := a.Office.Submit(ctx, officer, casework.Submission{Case: v.ID, Version: version})
	if err != nil {
		t.Fatal(err)
	}
	done, err := a.Office.Decide(ctx, reviewer, casework.Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
	if err != nil {
		t.Fatal(err)
	}
	if suspended {
		err = a.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
			_, err := a.Benefit.SuspendIn(ctx, tx, reviewer, done.Case.Effect, "测试")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// presses clicks the button that a script finds, and holds the status of the page that it leads to.
func (h *hand) presses(what, find string) {
	h.t.Helper()
	h.leads(what, 200, chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		ok, err := chromedp.Evaluate[bool](fmt.Sprintf(`(() => { const b = %s; if (!b) return false; for (let d = b.closest("details"); d; d = d.parentElement.closest("details")) d.open = true; b.click(); return true })()`, find))(ctx, page)
		if err == nil && !ok {
			err = fmt.Errorf("there is no %s", find)
		}
		return err
	}))
}

// fills types the answers that the page asks for, and says how many it asks for.
func (h *hand) fills(answers map[string]string) int {
	h.t.Helper()
	b, err := json.Marshal(answers)
	if err != nil {
		h.t.Fatal(err)
	}
	return reads[int](h.browser, "fill in", fmt.Sprintf(`((answers) => { let n = 0; for (const [name, value] of Object.entries(answers || {})) {
  const all = [...document.querySelectorAll("main [name='" + name + "']")];
  if (!all.length) continue;
  n++;
  if (all[0].type === "radio" || all[0].type === "checkbox") { const one = all.find((el) => el.value === value); if (!one) throw new Error(name + " has no " + value); one.checked || one.click(); continue }
  all[0].focus(); all[0].value = value; all[0].dispatchEvent(new Event("input", {bubbles: true})); all[0].dispatchEvent(new Event("change", {bubbles: true}));
} return n })(%s)`, b))
}

// intake takes a matter in.
func (h *hand) intake(x *worked) {
	h.t.Helper()
	name := x.it.Code
	h.open(fmt.Sprintf("/desk/person/%d", x.person))
	h.presses(name+" is offered", fmt.Sprintf(`document.querySelector("form[action$='/open'] input[name=item][value=%s]")?.form.querySelector("button")`, name))
	x.at = strings.TrimSuffix(h.path(), "/known")
	h.click("核对无误")
	for turn := 0; strings.Contains(h.path(), "/ask"); turn++ {
		if turn > 4 {
			h.fatal(name + ": the questions do not end")
		}
		h.fills(x.trial.Answers)
		h.click("保存，下一步")
	}
	for paper := range x.trial.Papers {
		h.ticks("received", paper)
	}
	h.click("保存，下一步")
	if x.trial.Insist {
		h.ticks("insist", "1")
	}
	h.presses(name+" is submitted", `document.querySelector("main form[action$='/submit'] button")`)
	h.sees(name + " submitted")
	if x.it.Way() == casework.ByReferral {
		h.open(x.at)
		h.fills(map[string]string{"result": string(x.trial.Reply), "says": "已按规定办理。"})
		h.presses(name+" is answered", `document.querySelector("main form[action$='/answer'] button")`)
	}
}

// decides is the second person's part.
func (h *hand) decides(x worked) {
	h.t.Helper()
	h.open(x.at + "/decide")
	h.presses(x.it.Code+" is decided", `document.querySelector("main form[action$='/approve'] button")`)
}

// walks takes a dispute through its stages, each step on its own page.
func (h *hand) walks(x worked) {
	h.t.Helper()
	for i, step := range x.trial.Walk {
		name, act := fmt.Sprintf("%s step %d", x.it.Code, i+1), "end"
		answers := map[string]string{"end": step.End, "says": "已按规定办理。"}
		switch {
		case step.Task != "":
			act, answers = "task", map[string]string{"task": step.Task, "says": "第一仲裁庭"}
		case step.Ask != "":
			act, answers = "ask", map[string]string{"says": "不服处理意见"}
		}
		h.open(x.at)
		h.sees(name)
		h.open(x.at + "/do/" + act)
		h.fills(answers)
		if step.Ahead > 0 {
			h.run("a day ahead", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
				_, err := chromedp.Evaluate[bool](fmt.Sprintf(`(() => { const d = document.querySelector("main [name=on]"); const t = new Date(d.value + "T00:00:00Z"); t.setUTCDate(t.getUTCDate() + %d); d.value = t.toISOString().slice(0, 10); return true })()`, step.Ahead))(ctx, page)
				return err
			}))
		}
		h.sees(name + " form")
		h.presses(name, fmt.Sprintf(`document.querySelector("main form[action$='/do/%s'] button")`, act))
		h.sees(name + " done")
	}
}

// ended holds where the file says that it ends.
func (h *hand) ended(x worked) {
	h.t.Helper()
	h.open(x.at)
	h.sees(x.it.Code+" ended", x.trial.Expect.Ends.Title().Zh)
	if n := reads[int](h.browser, "letters", `document.querySelectorAll("main a[href*='/letter/']").length`); n == 0 {
		h.t.Errorf("%s ends without a letter", x.it.Code)
	}
}
