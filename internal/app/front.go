package app

import (
	"context"
	"net/http"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/desk"
	"renshe/internal/fail"
	"renshe/internal/notify"
	"renshe/internal/outreach"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// front is the front door: who are you, the style page, and in a demo county the page of accounts, phone and time.
type front struct {
	a   *App
	web *web.Kit
}

func (f *front) routes(mux *http.ServeMux) {
	mux.Handle("GET /{$}", f.web.Handle(f.door))
	mux.Handle("GET /style", f.web.Handle(f.style))
	mux.Handle("GET /demo", f.web.Handle(f.demo))
	mux.Handle("POST /demo/month", f.web.Handle(f.nextMonth))
	mux.Handle("/", f.web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}

var (
	wDoor        = words.Text{Zh: "人社服务系统", En: "Social security services"}
	wDoorSub     = words.Text{Zh: "请选择您的入口。", En: "Choose your way in."}
	wMe          = words.Text{Zh: "我是群众", En: "I am a citizen"}
	wMeBody      = words.Text{Zh: "查待遇、看明细、算养老金", En: "benefits, payments and why, calculators"}
	wDesk        = words.Text{Zh: "我是工作人员", En: "I work here"}
	wDeskBody    = words.Text{Zh: "窗口、复核、发放", En: "counter, review, payments"}
	wBoard       = words.Text{Zh: "县级看板", En: "County board"}
	wBoardBody   = words.Text{Zh: "五个数、各乡镇、基金对账", En: "five numbers, townships, reconciliation"}
	wDemo        = words.Text{Zh: "演示说明", En: "About this demo"}
	wDemoBody    = words.Text{Zh: "账号、演示手机、时间", En: "accounts, demo phone, time"}
	wProblem     = words.Text{Zh: "没有办成", En: "That did not work"}
	wDemoSub     = words.Text{Zh: "桃源县的地名是真的，人全是编的：证号用从未启用的区划 430799，电话和银行卡号都不可能属于任何人。", En: "The places of Taoyuan are real; every person is made up, with numbers that can belong to nobody."}
	wTime        = words.Text{Zh: "演示时间", En: "Demo time"}
	wTimeBody    = words.Text{Zh: "演示县有自己的时间，只能往前走。", En: "The demo county has a time of its own, which only moves forward."}
	wNextMonth   = words.Text{Zh: "走到下个月第一个工作日", En: "Go to the next month's first working day"}
	wMoved       = words.Text{Zh: "演示时间已走到 {month}，并重新找了一遍人。", En: "Demo time is now {month}; the sweep has run again."}
	wAccounts    = words.Text{Zh: "工作人员账号", En: "Staff accounts"}
	wLogin       = words.Text{Zh: "登录名", En: "Login"}
	wRole        = words.Text{Zh: "角色", En: "Role"}
	wName        = words.Text{Zh: "姓名", En: "Name"}
	wStation     = words.Text{Zh: "单位", En: "Where"}
	wPassword    = words.Text{Zh: "密码都是 {password}", En: "the password is {password} for all"}
	wCitizens    = words.Text{Zh: "可以用来登录手机页的人", En: "People who can sign in on the phone pages"}
	wCitizenID   = words.Text{Zh: "公民身份号码（编的）", En: "Citizen ID (made up)"}
	wWhy         = words.Text{Zh: "说明", En: "Why"}
	wPhone       = words.Text{Zh: "演示手机", En: "Demo phone"}
	wPhoneSub    = words.Text{Zh: "发给群众的短信都到这里；真实县没有这个页面。", En: "Messages to citizens arrive here; a real county has no such page."}
	wNoMessages  = words.Text{Zh: "还没有短信。", En: "No messages yet."}
	wTo          = words.Text{Zh: "收件人", En: "To"}
	wMessage     = words.Text{Zh: "内容", En: "Text"}
	wReceiving   = words.Text{Zh: "{month} 已发 {yuan} 元", En: "paid {yuan} yuan for {month}"}
	wStyleTitle  = words.Text{Zh: "界面规范", En: "Style"}
	wNoDemoHere  = words.Text{Zh: "这里没有演示县。", En: "There is no demo county here."}
	wNothing     = words.Text{Zh: "没有任何变动。", En: "Nothing has changed."}
	wToDoor      = words.Text{Zh: "请回首页。", En: "Go back to the front page."}
	noDemoFault  = fail.Define(fail.NotFound, "app.no-demo", wNoDemoHere, wNothing, wToDoor)
	demoMessages = 20
	demoPeople   = 8
)

func (f *front) page(r *http.Request, title words.Text) *ui.Page {
	c := web.Display(r)
	p := &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellBare, Title: title, Path: web.Here(r), Home: "/", Version: Version}
	if t, ok := f.web.Told(r.Context()); ok {
		p.Banner = &ui.Banner{Tone: ui.Good, Title: t.Text}
	}
	return p
}

func (f *front) problem(r *http.Request, x web.Problem) web.Renderer {
	p := f.page(r, wProblem)
	p.Banner = nil
	return ui.ProblemPage(p, ui.Problem{Message: x.Err.Say(p.Lang), Status: x.Status, Reference: x.Reference,
		Actions: []ui.Button{{Label: wDoor, Href: "/", Icon: ui.IconHome}}})
}

func (f *front) door(w http.ResponseWriter, r *http.Request) error {
	p := f.page(r, wDoor)
	p.Narrow = true
	menu := []ui.MenuItem{{Href: "/me/", Label: wMe, Body: wMeBody, Icon: ui.IconPhone}, {Href: "/desk", Label: wDesk, Body: wDeskBody, Icon: ui.IconWork},
		{Href: "/board", Label: wBoard, Body: wBoardBody, Icon: ui.IconChart}}
	if c, err := f.county(r.Context()); err == nil {
		p.Demo, p.County = true, ui.Plain(c.Name)
		menu = append(menu, ui.MenuItem{Href: "/demo", Label: wDemo, Body: wDemoBody, Icon: ui.IconInfo})
	}
	return web.Show(w, r, http.StatusOK, doorView(p, menu))
}

func (f *front) style(w http.ResponseWriter, r *http.Request) error {
	return web.Show(w, r, http.StatusOK, ui.StylePage(f.page(r, wStyleTitle)))
}

// county is the demo county of this installation; there is one at most.
func (f *front) county(ctx context.Context) (access.County, error) {
	all, err := f.a.Access.Counties(ctx)
	if err != nil {
		return access.County{}, err
	}
	for _, c := range all {
		if c.Demo {
			return c, nil
		}
	}
	return access.County{}, noDemoFault.With()
}

// demoPage is what a visitor of the demo needs.
type demoPage struct {
	*ui.Page
	now      string
	accounts []desk.Account
	citizens []demoCitizen
	messages []notify.Message
}

type demoCitizen struct {
	name, id string
	why      words.Text
}

func (f *front) demo(w http.ResponseWriter, r *http.Request) error {
	c, err := f.county(r.Context())
	if err != nil {
		return err
	}
	s := &demoPage{Page: f.page(r, wDemo), now: civil.DateIn(f.a.Clock.Now()).String(), accounts: f.a.DemoAccounts(r.Context(), c.Code)}
	s.Demo, s.County = true, ui.Plain(c.Name)
	if s.citizens, err = f.a.demoCitizens(r.Context(), c.Code); err != nil {
		return err
	}
	if s.messages, err = f.a.Notify.Recent(r.Context(), c.Code, demoMessages); err != nil {
		return err
	}
	return web.Show(w, r, http.StatusOK, demoView(s))
}

func (f *front) nextMonth(w http.ResponseWriter, r *http.Request) error {
	c, err := f.county(r.Context())
	if err != nil {
		return err
	}
	month := civil.DateIn(f.a.Clock.Now()).Month().Add(1)
	if err := demo.AdvanceTo(r.Context(), f.a.DB, f.a.Access, f.a.Clock, c.Code, month); err != nil {
		return err
	}
	if _, err := f.a.SweepAhead(r.Context(), c.Code); err != nil {
		return err
	}
	f.web.Tell(r.Context(), web.Flash{Tone: "good", Text: ui.Fill(wMoved, "month", month)})
	return web.See(w, r, "/demo")
}

// DemoAccounts lists one account of each role of a demo county, for its sign-in page; none elsewhere.
func (a *App) DemoAccounts(ctx context.Context, county civil.County) []desk.Account {
	c, err := a.Access.County(ctx, county)
	if err != nil || !c.Demo {
		return nil
	}
	users, err := a.Access.Users(ctx, county)
	if err != nil {
		return nil // the page does without its help
	}
	seen := map[access.Role]bool{}
	var list []desk.Account
	take := func(u access.User) {
		if seen[u.Role] && u.Role != access.Approver { // three of them release what is above the threshold
			return
		}
		seen[u.Role] = true
		x := desk.Account{Login: u.Login, Password: demo.Password, Name: u.Name, Role: u.Role}
		if st, err := a.Workforce.Station(ctx, county, u.Station); err == nil {
			x.Station = st.Name
		}
		list = append(list, x)
	}
	for _, u := range users {
		if u.Login == demo.OfficerLogin {
			take(u)
		}
	}
	for _, u := range users {
		take(u)
	}
	return list
}

// demoCitizens are invented people whom a visitor can be: some that the sweep found, some that are paid.
func (a *App) demoCitizens(ctx context.Context, county civil.County) ([]demoCitizen, error) {
	officer, err := a.UserNamed(ctx, county, demo.OfficerLogin)
	if err != nil {
		return nil, err
	}
	system := access.TheSystem(county)
	found, _, err := a.Outreach.Worklist(ctx, officer, outreach.Filter{Kind: outreach.Unclaimed}, outreach.ListPage{Limit: demoPeople})
	if err != nil {
		return nil, err
	}
	who, why := []int64{}, []words.Text{}
	for _, t := range found {
		who, why = append(who, t.Person), append(why, t.Says)
	}
	runs, err := a.Benefit.Runs(ctx, system, benefit.ResidentPension, 1)
	if err != nil {
		return nil, err
	}
	for _, r := range runs {
		paid, err := a.Benefit.Payments(ctx, system, benefit.Filter{Run: r.ID, State: benefit.Paid, Limit: demoPeople})
		if err != nil {
			return nil, err
		}
		for _, p := range paid.Payments {
			who, why = append(who, p.Person), append(why, ui.Fill(wReceiving, "month", r.Month, "yuan", p.Total))
		}
	}
	var list []demoCitizen
	err = a.DB.View(ctx, func(tx *db.Tx) error {
		for i, id := range who {
			p, err := a.People.GetIn(ctx, tx, county, id)
			if err != nil {
				return err
			}
			number, phone, err := a.People.Identity(ctx, tx, county, id)
			if err != nil {
				return err
			}
			if phone == "" {
				continue // the code would go nowhere
			}
			list = append(list, demoCitizen{p.Name, string(number), why[i]})
		}
		return nil
	})
	return list, err
}
