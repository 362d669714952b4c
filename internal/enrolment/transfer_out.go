package enrolment

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

// AskOutIn starts a transfer out, for the decision of a case: the history and the balance are kept as they are, the relation is suspended, and
// nothing more is paid into the account or drawn from it until the transfer ends. Who has drawn the pension is refused.
func (x *Transfers) AskOutIn(ctx context.Context, tx *db.Tx, actor access.Actor, a Asking) (Transfer, error) {
	if err := mayWrite(actor); err != nil {
		return Transfer{}, err
	}
	if err := a.check(); err != nil {
		return Transfer{}, err
	}
	t := Transfer{ID: tx.NewID(), Person: a.Person, Case: a.Case, Direction: Out, Route: a.Route, State: TransferAsked, Agency: a.Agency, Place: a.Place,
		Revision: 1, AskedAt: tx.Now()}
	rel, err := x.leaving(ctx, tx, actor.County, a.Person)
	if err != nil {
		return t, err
	}
	t.Joined = rel.Joined
	if rel.Ended == 0 {
		t.Relation, t.Was = rel.ID, rel.State
	}
	lines, sums, err := x.held(ctx, tx, actor.County, a.Person)
	if err != nil {
		return t, err
	}
	if sums.Balance == 0 {
		return t, NothingToMove.With()
	}
	t.Sums, t.Digest = sums, historyDigest(lines, sums)
	fresh, err := insertTransfer(ctx, tx, actor.County, t)
	if err != nil {
		return t, err
	}
	if !fresh {
		return t, TransferOpen.With()
	}
	if err := insertLines(ctx, tx, actor.County, t.ID, t.Revision, lines); err != nil {
		return t, err
	}
	if t.Was == Paying {
		if err := updateRelation(ctx, tx, actor.County, rel, Suspended, 0); err != nil {
			return t, err
		}
	}
	return t, x.record(ctx, tx, actor, &t, TransferAct{Kind: actAsked})
}

// leaving is the relation that goes: the living one, or the last, whose account may still hold money.
func (x *Transfers) leaving(ctx context.Context, tx *db.Tx, county civil.County, person int64) (Relation, error) {
	rel, err := readLiving(ctx, tx, county, person, ResidentPension)
	if db.IsNoRows(err) {
		all, err := readRelations(ctx, tx, county, person)
		if err != nil {
			return Relation{}, err
		}
		i := slices.IndexFunc(all, func(r Relation) bool { return r.Scheme == ResidentPension })
		if i < 0 {
			return Relation{}, NotEnrolled.With("scheme", ResidentPension.Title())
		}
		return all[i], nil
	}
	if err == nil && rel.State == Receiving {
		err = AlreadyDrawing.With().Under(ruleDrawing)
	}
	return rel, err
}

// held reads what an account holds, year by year, and holds the account until the transaction ends. A pension drawn from it is refused.
func (x *Transfers) held(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]HistoryLine, Sums, error) {
	free := map[int64]money.Fen{}
	if err := readBalances(ctx, tx, county, []Payout{{Person: person}}, free); err != nil {
		return nil, Sums{}, err
	}
	account, err := x.rolls.AccountIn(ctx, tx, county, person)
	if err != nil {
		return nil, Sums{}, err
	}
	if apart := account.Balance - free[person]; apart != 0 {
		return nil, Sums{}, WithdrawalWaits.With("apart", apart)
	}
	entries, err := readEntries(ctx, tx, county, person)
	if err != nil {
		return nil, Sums{}, err
	}
	var pension money.Fen
	for _, e := range entries {
		if e.Kind == PaidOut || e.Kind == Carried || e.Kind == Reversal {
			pension += e.Paid
		}
	}
	if pension != 0 {
		return nil, Sums{}, AlreadyDrawing.With().Under(ruleDrawing)
	}
	var lines []HistoryLine
	for _, c := range yearsOf(person, entries) {
		lines = append(lines, HistoryLine{Year: c.Year, Grade: c.Grade, Personal: c.Personal, Collective: c.Collective, Subsidy: c.Subsidy, Months: c.Months})
	}
	sums := sumUp(lines, account.Interest, account.Paid)
	if sums.Personal != account.Personal || sums.Collective != account.Collective || sums.Subsidy != account.Subsidy || sums.Balance != account.Balance ||
		sums.Months != account.PaidMonths {
		return nil, Sums{}, Unbalanced.With("count", 1)
	}
	return lines, sums, nil
}

// yearsOf nets an account's entries to what stands for each year, the earliest first: what left with a transfer stands no more, what came with
// one does.
func yearsOf(person int64, entries []Entry) (all []Contribution) {
	at := map[int]int{}
	for _, e := range entries {
		if e.Personal == 0 && e.Collective == 0 && e.Subsidy == 0 && e.Months == 0 {
			continue
		}
		year := e.Period.Year()
		i, seen := at[year]
		if !seen {
			i = len(all)
			at[year] = i
			all = append(all, Contribution{Person: person, Year: year})
		}
		c := &all[i]
		c.Personal += e.Personal
		c.Collective += e.Collective
		c.Subsidy += e.Subsidy
		c.Months += e.Months
		if e.Months > 0 {
			c.Grade, c.On = e.Grade, max(c.On, e.On)
		}
	}
	all = slices.DeleteFunc(all, func(c Contribution) bool {
		return c.Months == 0 && c.Personal == 0 && c.Collective == 0 && c.Subsidy == 0
	})
	slices.SortFunc(all, func(a, b Contribution) int { return a.Year - b.Year })
	return all
}

// sumUp adds up a history.
func sumUp(lines []HistoryLine, interest, drawn money.Fen) Sums {
	s := Sums{Years: len(lines), Interest: interest, Drawn: drawn}
	for _, l := range lines {
		s.Personal += l.Personal
		s.Collective += l.Collective
		s.Subsidy += l.Subsidy
		s.Months += l.Months
	}
	s.Balance = s.Personal + s.Collective + s.Subsidy + s.Interest - s.Drawn
	return s
}

// Telling is the letter by which the other agency is told the history and the balance (转移接续函), and where it takes the money.
type Telling struct {
	Transfer int64
	Version  int64
	Letter   string
	On       civil.Date
	Account  AgencyAccount
}

// A number of an account as banks and treasuries write them.
var agencyNumber = regexp.MustCompile(`^[0-9A-Za-z-]{8,34}$`)

// Tell records that letter. Until money is ordered it may be recorded anew.
func (x *Transfers) Tell(ctx context.Context, actor access.Actor, w Telling) (t Transfer, err error) {
	w.Letter = strings.TrimSpace(w.Letter)
	a := &w.Account
	a.Holder, a.Bank, a.Number = strings.TrimSpace(a.Holder), strings.TrimSpace(a.Bank), strings.ReplaceAll(a.Number, " ", "")
	if !named(a.Holder, maxAgency) || !named(a.Bank, maxAgency) || !agencyNumber.MatchString(a.Number) {
		return t, BadAgencyAccount.With().On("number")
	}
	err = x.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if t, err = x.begin(ctx, tx, actor, w.Transfer, w.Version, Out, TransferAsked, TransferTold); err != nil {
			return err
		}
		if err := checkPaper(w.Letter, w.On, civil.DateIn(tx.Now())); err != nil {
			return err
		}
		if t.sealed, err = x.sealAccount(actor.County, t.ID, w.Account); err != nil {
			return err
		}
		return x.record(ctx, tx, actor, &t, TransferAct{Kind: actTold, Paper: w.Letter, On: w.On, account: x.accountDigest(w.Account)})
	})
	return t, err
}

// Cancelling ends a transfer before money moved, with the reason.
type Cancelling struct {
	Transfer int64
	Version  int64
	Says     string
}

// Cancel does: of a transfer out the relation lives on as it was.
func (x *Transfers) Cancel(ctx context.Context, actor access.Actor, c Cancelling) (t Transfer, err error) {
	c.Says = strings.TrimSpace(c.Says)
	if !named(c.Says, maxSays) {
		return t, BadPaper.With().On("says")
	}
	err = x.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if t, err = readTransfer(ctx, tx, actor.County, c.Transfer, tx.LockClause()); err != nil {
			return noTransfer(err, c.Transfer)
		}
		if t, err = x.begin(ctx, tx, actor, c.Transfer, c.Version, t.Direction, TransferAsked, TransferTold, TransferAnnounced); err != nil {
			return err
		}
		if t.Direction == Out && t.Relation != 0 {
			rel, err := readRelation(ctx, tx, actor.County, t.Relation)
			if err != nil {
				return err
			}
			if rel.State != t.Was && rel.Ended == 0 {
				if err := updateRelation(ctx, tx, actor.County, rel, t.Was, 0); err != nil {
					return err
				}
			}
		}
		return x.record(ctx, tx, actor, &t, TransferAct{Kind: actCancelled, Says: c.Says})
	})
	return t, err
}

// unchanged refuses a payment of something else than what the account holds.
func (x *Transfers) unchanged(ctx context.Context, tx *db.Tx, county civil.County, t Transfer) error {
	lines, sums, err := x.held(ctx, tx, county, t.Person)
	if err != nil {
		return err
	}
	if historyDigest(lines, sums) != t.Digest {
		return HistoryMoved.With()
	}
	return nil
}

// leave empties the account and ends the relation: the years go with the person.
func (x *Transfers) leave(ctx context.Context, tx *db.Tx, actor access.Actor, t Transfer, on civil.Date) error {
	lines, err := readLines(ctx, tx, actor.County, t.ID, t.Revision)
	if err != nil {
		return err
	}
	if err := x.enter(ctx, tx, actor.County, t, MovedOut, -1, lines, on); err != nil || t.Relation == 0 {
		return err
	}
	rel, err := readRelation(ctx, tx, actor.County, t.Relation)
	if err != nil {
		return err
	}
	return updateRelation(ctx, tx, actor.County, rel, Ended, max(on.Month(), rel.Joined))
}

// comeBack gives the account what the bank returned, to the fen, and lets the relation live on, held as before it was paid. A year that came from
// elsewhere meanwhile keeps its twelve months.
func (x *Transfers) comeBack(ctx context.Context, tx *db.Tx, actor access.Actor, t Transfer, on civil.Date) error {
	lines, err := x.beside(ctx, tx, actor.County, t)
	if err != nil {
		return err
	}
	if err := x.enter(ctx, tx, actor.County, t, MovedBack, 1, lines, on); err != nil || t.Relation == 0 {
		return err
	}
	return reopenRelation(ctx, tx, actor.County, t.Relation)
}

// enter books a history on the account, a line a year and one of what is of no year: its kind and sign say which way.
func (x *Transfers) enter(ctx context.Context, tx *db.Tx, county civil.County, t Transfer, kind Kind, sign int, lines []HistoryLine, on civil.Date) error {
	parts, err := readParts(ctx, tx, county, t.Person, kind)
	if err != nil {
		return err
	}
	by := money.Fen(sign)
	var all []Entry
	for _, l := range lines {
		all = append(all, Entry{Period: civil.MonthOf(l.Year, 1), Grade: l.Grade, Personal: by * l.Personal, Collective: by * l.Collective, Subsidy: by * l.Subsidy,
			Months: int32(sign) * l.Months})
	}
	rest := Entry{Period: on.Month(), Interest: by * t.Sums.Interest, Paid: by * t.Sums.Drawn}
	if kind != MovedIn { // what was drawn here stays drawn, so that it can come back here
		rest.Interest, rest.Paid = by*(t.Sums.Interest-t.Sums.Drawn), 0
	}
	if rest.Interest != 0 || rest.Paid != 0 {
		all = append(all, rest)
	}
	sum := Entry{Person: t.Person} // the account moves once: half of a history may be more than its balance
	for _, e := range all {
		e.Person, e.Kind, e.On, e.Cause, e.Part = t.Person, kind, on, t.ID, parts[e.Period]
		parts[e.Period]++
		fresh, err := insertEntry(ctx, tx, county, e)
		if err == nil && !fresh {
			err = Unbalanced.With("count", 1)
		}
		if err != nil {
			return err
		}
		sum.Personal, sum.Collective, sum.Subsidy = sum.Personal+e.Personal, sum.Collective+e.Collective, sum.Subsidy+e.Subsidy
		sum.Interest, sum.Paid, sum.Months = sum.Interest+e.Interest, sum.Paid+e.Paid, sum.Months+e.Months
	}
	return addToAccount(ctx, tx, county, sum)
}
