package enrolment

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
)

// AskInIn starts a transfer in, for the decision of a case. The history comes with the other agency's announcement.
func (x *Transfers) AskInIn(ctx context.Context, tx *db.Tx, actor access.Actor, a Asking) (Transfer, error) {
	if err := mayWrite(actor); err != nil {
		return Transfer{}, err
	}
	if err := a.check(); err != nil {
		return Transfer{}, err
	}
	if err := x.mayCome(ctx, tx, actor.County, a.Person); err != nil {
		return Transfer{}, err
	}
	t := Transfer{ID: tx.NewID(), Person: a.Person, Case: a.Case, Direction: In, Route: a.Route, State: TransferAsked, Agency: a.Agency, Place: a.Place, AskedAt: tx.Now()}
	fresh, err := insertTransfer(ctx, tx, actor.County, t)
	if err != nil {
		return t, err
	}
	if !fresh {
		return t, TransferOpen.With()
	}
	return t, x.record(ctx, tx, actor, &t, TransferAct{Kind: actAsked})
}

// mayCome refuses who draws the pension already, and who is insured as an employee here.
func (x *Transfers) mayCome(ctx context.Context, tx *db.Tx, county civil.County, person int64) error {
	switch rel, err := readLiving(ctx, tx, county, person, ResidentPension); {
	case err == nil && rel.State == Receiving:
		return AlreadyDrawing.With().Under(ruleDrawing)
	case err == nil:
		return nil
	case !db.IsNoRows(err):
		return err
	}
	_, err := readLiving(ctx, tx, county, person, EmployeePension)
	if err == nil {
		return OtherScheme.With().Under("国发〔2014〕8号 三、参保范围")
	}
	if db.IsNoRows(err) {
		err = nil
	}
	return err
}

// Announcement is what the other agency says that it sends (转移信息): the history line by line, and its totals.
type Announcement struct {
	Transfer int64
	Version  int64
	Letter   string // number of the letter (转移接续函)
	On       civil.Date
	Joined   civil.Month // 0: January of the first year
	Lines    []HistoryLine
	Said     Sums // the other agency's own totals: Years, Months, the parts that it gives, and Balance
}

// Announce records it. Every line that cannot be is named, and totals that do not agree are. Until the money is credited it may be recorded
// anew; the earlier history stays as it was told.
func (x *Transfers) Announce(ctx context.Context, actor access.Actor, w Announcement) (t Transfer, err error) {
	err = x.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if t, err = x.begin(ctx, tx, actor, w.Transfer, w.Version, In, TransferAsked, TransferAnnounced, TransferArrived); err != nil {
			return err
		}
		today := civil.DateIn(tx.Now())
		w.Letter = strings.TrimSpace(w.Letter)
		if err := checkPaper(w.Letter, w.On, today); err != nil {
			return err
		}
		if err := w.check(t.Route, today); err != nil {
			return err
		}
		t.Revision++
		t.Joined, t.Sums = w.Joined, sumUp(w.Lines, w.Said.Interest, w.Said.Drawn)
		t.Digest = historyDigest(w.Lines, t.Sums)
		if err := insertLines(ctx, tx, actor.County, t.ID, t.Revision, w.Lines); err != nil {
			return err
		}
		return x.record(ctx, tx, actor, &t, TransferAct{Kind: actAnnounced, Paper: w.Letter, On: w.On, Amount: t.Sums.Balance})
	})
	return t, err
}

// The years that a history can have: pensions were paid for by people who live.
const firstYear = 1950

// mostMoney bounds one amount of a history, so that sums of a life stay far from overflow.
const mostMoney = 100_000_000 * money.Yuan

var (
	lineYear    = words.Text{Zh: "年度应在1950年至今年之间", En: "the year lies before 1950 or in the future"}
	lineTwice   = words.Text{Zh: "与前面的行年度重复", En: "the year stands in an earlier line"}
	lineMonths  = words.Text{Zh: "月数应为1至12", En: "the months are 1 to 12"}
	lineAmount  = words.Text{Zh: "金额不能为负，个人缴费应大于零", En: "an amount is below zero, or the personal part is not above it"}
	lineJoined  = words.Text{Zh: "年度在参保时间之前", En: "the year lies before the relation began"}
	lineSubsidy = words.Text{Zh: "职工养老保险只转个人账户，不应有集体补助和补贴", En: "of the employees' pension the individual part alone comes, without grants"}

	sumYears    = words.Text{Zh: "年度数", En: "years"}
	sumMonths   = words.Text{Zh: "月数", En: "months"}
	sumPersonal = words.Text{Zh: "个人缴费", En: "personal part"}
	sumGrants   = words.Text{Zh: "集体补助和政府补贴", En: "grants and subsidies"}
	sumBalance  = words.Text{Zh: "储存额", En: "balance"}
)

// check names every line that cannot be, and then every total that does not agree.
func (w *Announcement) check(route Route, today civil.Date) error {
	var all []error
	seen := map[int]bool{}
	bad := func(i int, what words.Text) { all = append(all, BadLine.With("line", i+1, "what", what).On("lines")) }
	for i, l := range w.Lines {
		switch {
		case l.Year < firstYear || l.Year > today.Year():
			bad(i, lineYear)
		case seen[l.Year]:
			bad(i, lineTwice)
		case w.Joined != 0 && l.Year < w.Joined.Year():
			bad(i, lineJoined)
		case l.Months < 1 || l.Months > 12:
			bad(i, lineMonths)
		case min(l.Grade, l.Collective, l.Subsidy) < 0 || l.Personal <= 0 || max(l.Grade, l.Personal, l.Collective, l.Subsidy) > mostMoney:
			bad(i, lineAmount)
		case route == Employees && (l.Collective != 0 || l.Subsidy != 0):
			bad(i, lineSubsidy)
		}
		seen[l.Year] = true
	}
	if len(w.Lines) == 0 {
		return BadTotals.With("what", sumYears, "sum", 0, "said", w.Said.Years).On("lines")
	}
	if len(all) > 0 {
		return errors.Join(all...)
	}
	if min(w.Said.Interest, w.Said.Drawn) < 0 || max(w.Said.Interest, w.Said.Drawn) > mostMoney {
		return BadMoney.With().On("interest")
	}
	slices.SortFunc(w.Lines, func(a, b HistoryLine) int { return a.Year - b.Year })
	if w.Joined == 0 {
		w.Joined = civil.MonthOf(w.Lines[0].Year, 1)
	}
	if w.Joined.Year() < firstYear || w.Joined > today.Month() {
		return BadJoined.With().On("joined")
	}
	return w.agree()
}

// agree holds the totals against the lines. Parts that the other agency does not give (0) are not held against them; years, months and balance
// always are.
func (w *Announcement) agree() error {
	sum, said := sumUp(w.Lines, w.Said.Interest, w.Said.Drawn), w.Said
	var all []error
	differ := func(what words.Text, on string, sum, said any) {
		all = append(all, BadTotals.With("what", what, "sum", sum, "said", said).On(on))
	}
	if sum.Years != said.Years {
		differ(sumYears, "years", sum.Years, said.Years)
	}
	if sum.Months != said.Months {
		differ(sumMonths, "months", sum.Months, said.Months)
	}
	if said.Personal != 0 && sum.Personal != said.Personal {
		differ(sumPersonal, "lines", sum.Personal, said.Personal)
	}
	if grants := said.Collective + said.Subsidy; grants != 0 && sum.Collective+sum.Subsidy != grants {
		differ(sumGrants, "lines", sum.Collective+sum.Subsidy, grants)
	}
	if sum.Balance != said.Balance || sum.Balance <= 0 {
		differ(sumBalance, "balance", sum.Balance, said.Balance)
	}
	return errors.Join(all...)
}

// overlap lists the years of a history that an account holds already and whose contribution is not paid back here (R16): what is granted and not
// paid may still fall away.
func overlap(ctx context.Context, tx *db.Tx, county civil.County, person int64, lines []HistoryLine) (years []int, err error) {
	entries, err := readEntries(ctx, tx, county, person)
	if err != nil {
		return nil, err
	}
	refunded, err := paidBackYears(ctx, tx, county, person)
	if err != nil {
		return nil, err
	}
	held := map[int]bool{}
	for _, c := range yearsOf(person, entries) {
		held[c.Year] = true
	}
	for _, l := range lines {
		if held[l.Year] && !slices.Contains(refunded, l.Year) {
			years = append(years, l.Year)
		}
	}
	return years, nil
}

// creditable refuses to credit a year twice, and whom [Transfers.AskInIn] would refuse now.
func (x *Transfers) creditable(ctx context.Context, tx *db.Tx, county civil.County, t Transfer) error {
	if err := x.mayCome(ctx, tx, county, t.Person); err != nil {
		return err
	}
	lines, err := readLines(ctx, tx, county, t.ID, t.Revision)
	if err != nil {
		return err
	}
	years, err := overlap(ctx, tx, county, t.Person, lines)
	if err != nil || len(years) == 0 {
		return err
	}
	said := make([]string, len(years))
	for i, y := range years {
		said[i] = strconv.Itoa(y)
	}
	return YearsTwice.With("years", strings.Join(said, ", "))
}

// bring opens the relation, or goes on with the one that lives, and credits the account, each year with its own.
func (x *Transfers) bring(ctx context.Context, tx *db.Tx, actor access.Actor, t Transfer) error {
	_, err := readLiving(ctx, tx, actor.County, t.Person, ResidentPension)
	if db.IsNoRows(err) {
		var fresh bool
		fresh, err = insertRelation(ctx, tx, actor.County, Relation{ID: tx.NewID(), Person: t.Person, Scheme: ResidentPension, State: Paying, Joined: t.Joined})
		if err == nil && !fresh { // the person joined in the moment between, and may have paid
			err = x.creditable(ctx, tx, actor.County, t)
		}
	}
	if err != nil {
		return err
	}
	if err := openAccount(ctx, tx, actor.County, t.Person); err != nil {
		return err
	}
	lines, err := x.beside(ctx, tx, actor.County, t)
	if err != nil {
		return err
	}
	return x.enter(ctx, tx, actor.County, t, MovedIn, 1, lines, civil.DateIn(tx.Now()))
}

// beside is the history as it goes beside what the account holds, which is held until the transaction ends.
func (x *Transfers) beside(ctx context.Context, tx *db.Tx, county civil.County, t Transfer) ([]HistoryLine, error) {
	if err := readBalances(ctx, tx, county, []Payout{{Person: t.Person}}, map[int64]money.Fen{}); err != nil {
		return nil, err
	}
	lines, err := readLines(ctx, tx, county, t.ID, t.Revision)
	if err != nil {
		return nil, err
	}
	entries, err := readEntries(ctx, tx, county, t.Person)
	return once(lines, yearsOf(t.Person, entries)), err
}

// once lets no year have more than its twelve months: of one that was refunded here, or came from elsewhere, the months stand already.
func once(lines []HistoryLine, held []Contribution) []HistoryLine {
	months := map[int]int32{}
	for _, c := range held {
		months[c.Year] = c.Months
	}
	for i, l := range lines {
		lines[i].Months = min(l.Months, 12-months[l.Year])
	}
	return lines
}
