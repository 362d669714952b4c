package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/money"
)

// countyRoles are the users of the county's own office.
var countyRoles = []struct {
	login string
	role  access.Role
}{
	{ReviewerLogin, access.Reviewer}, {"kuaiji", access.Accountant}, {"shenpi", access.Approver}, {"jiandu", access.Supervisor}, {"guanli", access.Admin},
}

// voices are the approvers beside the first: what is above the threshold is released by three.
var voices = []string{"shenpi2", "shenpi3"}

// OfficerLogin is the officer whom the story needs: he sits at the station where the cast lives.
const OfficerLogin = "liu"

// HallLogin is the officer at the county's own window.
const HallLogin = "dating"

// ReviewerLogin is the reviewer who decides the county's matters.
const ReviewerLogin = "fuhe"

// openCounty makes the county, its users, stations and staff, in one transaction, and marks it as being built.
func (b *builder) openCounty(ctx context.Context, stations []workforce.Station) error {
	b.progress(stepCounty, 0, 1)
	err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		b.report.Users, b.report.Stations, b.head = nil, len(stations), nil // a retried transaction begins anew
		name := b.People.Places().CountyName(b.o.County)
		if err := b.Access.OpenCountyIn(ctx, tx, access.County{Code: b.o.County, Name: name, Opened: tx.Now(), Demo: true}); err != nil {
			return err
		}
		if err := b.Access.SetSettingIn(ctx, tx, b.o.County, setting, b.status(Half)); err != nil {
			return err
		}
		rng := seeded(b.o.Seed, "staff")
		for _, r := range countyRoles {
			u := access.User{Login: r.login, Role: r.role, Name: fullName(rng, pickEarly(rng, surnames), civil.Male, 1975)}
			if err := b.addUser(ctx, tx, u, ""); err != nil {
				return err
			}
		}
		if err := b.openStations(ctx, tx, rng, stations); err != nil {
			return err
		}
		if err := b.openHall(ctx, tx, int64(len(stations)+1)); err != nil {
			return err
		}
		rng = seeded(b.o.Seed, "voices")
		for _, login := range voices {
			if err := b.addUser(ctx, tx, access.User{Login: login, Role: access.Approver, Name: fullName(rng, pickEarly(rng, surnames), civil.Female, 1980)}, ""); err != nil {
				return err
			}
		}
		return nil
	})
	b.progress(stepCounty, 1, 1)
	return err
}

func (b *builder) addUser(ctx context.Context, tx *db.Tx, u access.User, place string) error {
	u.County, u.Hash = b.o.County, b.hash
	id, err := b.Access.AddUserIn(ctx, tx, u)
	if err != nil {
		return err
	}
	b.head = fmt.Appendf(b.head, "user %s %s %s %d\n", u.Login, u.Name, u.Role, u.Station)
	user := User{id, u.Login, u.Name, u.Role, place}
	b.users[u.Login] = user
	if u.Station != 0 {
		b.stations[u.Login] = u.Station
	}
	b.report.Users = append(b.report.Users, user)
	return nil
}

// openStations opens the stations with the article's shares of rooms and budgets, and puts one officer into each.
func (b *builder) openStations(ctx context.Context, tx *db.Tx, rng *rand.Rand, stations []workforce.Station) error {
	admin := b.actor("guanli", access.Admin)
	n := len(stations)
	office, budget := shares(rng, n, percent(n, 67)), shares(rng, n, percent(n, 6))
	team := drawStaff(rng, n, b.today)
	for i, s := range stations {
		s.ID, s.OwnOffice = int64(i+1), office[i]
		if budget[i] {
			s.Budget = money.Fen(10000+rng.IntN(21)*1000) * money.Yuan
		}
		b.head = fmt.Appendf(b.head, "station %+v\n", s)
		if _, err := b.Force.OpenStationIn(ctx, tx, admin, s); err != nil {
			return err
		}
		member, login := team[i], "zhan-"+s.Code
		if s.Code == storyStation {
			login = OfficerLogin
			member.Name = "刘" + strings.TrimPrefix(member.Name, string([]rune(member.Name)[:1]))
		}
		u := access.User{Login: login, Role: access.Officer, Name: member.Name, Station: s.ID}
		if err := b.addUser(ctx, tx, u, s.Name); err != nil {
			return err
		}
		member.ID, member.Station = s.ID, s.ID
		b.head = fmt.Appendf(b.head, "staff %+v\n", member)
		member.User = b.users[login].ID
		if _, err := b.Force.HireIn(ctx, tx, admin, member); err != nil {
			return err
		}
	}
	return nil
}

// openHall opens the county's own window, in the county town, with one officer: what is taken in at the county alone is taken in there.
func (b *builder) openHall(ctx context.Context, tx *db.Tx, id int64) error {
	rng := seeded(b.o.Seed, "hall")
	town := b.People.Places().Townships(b.o.County)[0]
	s := workforce.Station{ID: id, Code: string(b.o.County.Division()), Kind: workforce.Hall, Township: town, OwnOffice: true,
		Name: b.People.Places().CountyName(b.o.County) + "人力资源和社会保障服务大厅"}
	b.head = fmt.Appendf(b.head, "station %+v\n", s)
	if _, err := b.Force.OpenStationIn(ctx, tx, b.actor("guanli", access.Admin), s); err != nil {
		return err
	}
	u := access.User{Login: HallLogin, Role: access.Officer, Name: fullName(rng, pickEarly(rng, surnames), civil.Female, 1988), Station: s.ID}
	return b.addUser(ctx, tx, u, s.Name)
}

// percent is the share of n, to the nearest person.
func percent(n, of100 int) int { return (n*of100 + 50) / 100 }

// shares marks k of n, drawn.
func shares(rng *rand.Rand, n, k int) []bool {
	marked := make([]bool, n)
	for _, i := range rng.Perm(n)[:k] {
		marked[i] = true
	}
	return marked
}

// drawStaff gives a team with the field study's shares: 35 % aged 50 and over, 57 % 36 to 49, 54 % with a college diploma or more (most
// earned in service), 40 % not at ease with a computer, over 70 % with other government duties.
func drawStaff(rng *rand.Rand, n int, today civil.Date) []workforce.Staff {
	old, middle := percent(n, 35), percent(n, 57)
	college, inService := percent(n, 54), percent(n, 38)
	ease, duties := shares(rng, n, n-percent(n, 40)), shares(rng, n, percent(n, 72))
	age, schooled := rng.Perm(n), rng.Perm(n)
	team := make([]workforce.Staff, n)
	for i := range team {
		s := &team[i]
		years := 26 + rng.IntN(10)
		switch {
		case age[i] < old:
			years = 50 + rng.IntN(10)
		case age[i] < old+middle:
			years = 36 + rng.IntN(14)
		}
		s.Sex = civil.Male
		if rng.IntN(100) < 45 {
			s.Sex = civil.Female
		}
		s.Birth = civil.DateOf(today.Year()-years, today.Month().Number(), today.Day()).Add(-1 - rng.IntN(300))
		s.Name = fullName(rng, pickEarly(rng, surnames[:60]), s.Sex, s.Birth.Year())
		s.Education = workforce.Secondary
		if schooled[i] < college {
			s.Education, s.EarnedInService = workforce.College, schooled[i] < inService
			if schooled[i]%4 == 3 {
				s.Education = workforce.Bachelor
			}
		}
		s.AtEase, s.OtherDuties = ease[i], duties[i]
		s.Since = today.Add(-365 - rng.IntN(365*min(years-22, 25)))
	}
	return team
}

// actor is one of the demo's users, acting.
func (b *builder) actor(login string, role access.Role) access.Actor {
	u := b.users[login]
	return access.Actor{County: b.o.County, User: u.ID, Login: u.Login, Name: u.Name, Role: role}
}

const suspendBatch = 200

// suspend stops the benefits of those who have not been confirmed alive, in the reviewer's name.
func (b *builder) suspend(ctx context.Context) error {
	reviewer := b.actor(ReviewerLogin, access.Reviewer)
	for start := 0; start < len(b.suspended); start += suspendBatch {
		part := b.suspended[start:min(start+suspendBatch, len(b.suspended))]
		if err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
			for _, p := range part {
				all, err := b.Benefits.EntitlementsIn(ctx, tx, b.o.County, p)
				if err != nil {
					return err
				}
				if _, err := b.Benefits.SuspendIn(ctx, tx, reviewer, all[0].ID, suspendedBecause); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		b.progress(stepSuspended, start+len(part), len(b.suspended))
	}
	return nil
}

const suspendedBecause = "逾期未办理领取待遇资格认证"

// monthsInBank is how many months of pensions the disbursement account opens with: enough to run a year and more before anybody
// books a subsidy.
const monthsInBank = 24

// finish opens the books, writes the opening balance and marks the county as ready.
func (b *builder) finish(ctx context.Context) error {
	b.progress(stepBooks, 0, 1)
	err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		if err := b.openBooks(ctx, tx); err != nil {
			return err
		}
		if err := b.Access.SetSettingIn(ctx, tx, b.o.County, setting, b.status(Ready)); err != nil {
			return err
		}
		return b.Access.AuditIn(ctx, tx, b.system, "demo.built", access.Subject("county", int64(b.o.County)),
			map[string]string{"seed": fmt.Sprint(b.o.Seed), "people": fmt.Sprint(b.report.People), "fingerprint": b.report.Fingerprint})
	})
	b.progress(stepBooks, 1, 1)
	return err
}

// openBooks opens the fund's accounts and posts what the county brought with it: months of pensions at the bank, and the
// individual accounts in the treasury's dedicated account.
func (b *builder) openBooks(ctx context.Context, tx *db.Tx) error {
	accountant := b.actor("kuaiji", access.Accountant)
	by := ledger.Persons{Maker: b.users["kuaiji"].ID, Checker: b.users["shenpi"].ID}
	if err := b.Benefits.OpenBooksIn(ctx, tx, accountant, by, benefit.ResidentPension); err != nil {
		return err
	}
	if err := b.Transfers.OpenBooksIn(ctx, tx, accountant, by); err != nil {
		return err
	}
	a := benefit.BooksOf(benefit.ResidentPension)
	treasury, fund := a.Fund.Account(1003), a.Fund.Account(3001)
	for _, open := range []ledger.Account{
		{ID: treasury, Fund: a.Fund, Class: ledger.Asset, Owner: "county", NoOverdraft: true, Title: words.Text{Zh: "财政专户存款", En: "dedicated account at the treasury"}},
		{ID: fund, Fund: a.Fund, Class: ledger.NetAssets, Owner: "county", Title: words.Text{Zh: "基金结余", En: "fund balance"}},
	} {
		if err := b.Books.OpenAccountIn(ctx, tx, accountant, by, open); err != nil {
			return err
		}
	}
	on := (b.o.AsOf - 1).FirstDay() - 1 // brought from before the month whose statements the county can have
	_, err := b.Books.PostIn(ctx, tx, accountant, ledger.Batch{ID: tx.NewID(), Fund: a.Fund, Kind: "opening", Maker: by.Maker,
		Checker: by.Checker, Cause: "opening", Period: b.o.AsOf, Lines: []ledger.Line{
			{Debit: a.Bank, Credit: fund, Amount: wholeWan(b.report.Monthly * monthsInBank), Kind: ledger.Post, Code: "opening", ValueDate: on, Cause: "opening"},
			{Debit: treasury, Credit: fund, Amount: b.report.Accounts, Kind: ledger.Post, Code: "opening", ValueDate: on, Cause: "opening"},
		}})
	return err
}

// wholeWan rounds up to ten thousand yuan.
func wholeWan(f money.Fen) money.Fen {
	const wan = 10000 * money.Yuan
	return (f + wan - 1) / wan * wan
}
