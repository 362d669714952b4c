package casework

import (
	"context"
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

// TransferRelation starts the transfer of a relation of the residents' pension (关系转移): enrolment.AskOutIn or AskInIn. What follows, the letters
// and the money, is the accountant's and a second person's; the case is decided when the transfer is accepted.
const TransferRelation = "transfer"

// The fields of a transfer, and which way each answer goes.
const (
	directionField = "direction"
	agencyField    = "agency"
	placeField     = "place"

	schemeConversion    = "scheme-conversion" // the calculator
	categoryField       = "category"
	employeeMonthsField = "employee-months"
)

// ways of a transfer: what the answer of the direction means.
var transferWays = map[string]struct {
	direction enrolment.Direction
	route     enrolment.Route
	turns     string // what the calculator of the conversion has to say
}{
	"out":         {enrolment.Out, enrolment.Place, ""},
	"in":          {enrolment.In, enrolment.Place, ""},
	"to-employee": {enrolment.Out, enrolment.Employees, "to-employees"},
	"to-resident": {enrolment.In, enrolment.Employees, "to-residents"},
}

type transferEffect struct{}

var (
	wGoesOut = words.Text{Zh: "同意转出到{agency}：缴费记录和个人账户从今天起冻结；下一步由本县函告对方、付款，付款后关系终止",
		En: "the transfer to {agency} is accepted: history and account are frozen from today; the other agency is told and paid next, and the relation ends when it is paid"}
	wComesIn = words.Text{Zh: "同意从{agency}转入：下一步由对方函告缴费明细、汇款，到账核对一致后记入个人账户",
		En: "the transfer from {agency} is accepted: it announces the history and sends the money next, which is credited once it agrees"}
	offerAway    = words.Text{Zh: "关系正在转移：{state}。", En: "A transfer is under way: {state}."}
	offerTwoWays = words.Text{Zh: "可以转出到外地，也可以从外地转入。", En: "It may go to another place, or come from one."}
)

// NotConverted is a conversion that the rules do not give, or give the other way.
var NotConverted = fail.Define(fail.Blocked, "casework.not-converted",
	words.Text{Zh: "按填写的情况不能这样衔接：{says}。", En: "By what is filled in it cannot be converted in this way: {says}."}, draftKept,
	words.Text{Zh: "请核对职工缴费月数、人员类别和方向；未到法定退休年龄的到龄后再办。", En: "Check the months paid as an employee, the category and the direction; before the statutory age, apply then."})

func (transferEffect) ways() []Way { return []Way{ByDecision} }

func (transferEffect) check(l *lawFaults, file string, it *Item, known Known) {
	l.must(it.Effect.Scheme == string(enrolment.ResidentPension), file, "no other scheme's relation is moved here than the residents'")
	way, ok := it.Field(directionField)
	l.must(ok && way.Required && way.Kind == OneOf, file, "it does not ask in which direction the relation goes")
	for _, name := range []string{agencyField, placeField} {
		f, ok := it.Field(name)
		l.must(ok && f.Required && f.Kind == Text, file, "it does not ask for the field "+name)
	}
	for _, c := range way.Choices {
		w, ok := transferWays[c.Code]
		l.must(ok, file, "no relation goes "+c.Code)
		if w.route == enrolment.Employees {
			months, asked := it.Field(employeeMonthsField)
			category, said := it.Field(categoryField)
			l.must(asked && months.Required && said && category.Required, file, "a conversion asks for the months paid as an employee and for the category")
			l.must(known.Calculator(schemeConversion), file, "no calculator says which way a conversion goes")
		}
	}
}

func (transferEffect) excluded(it *Item, f *facts) error {
	if rel, ok := f.file.Relation(enrolment.ResidentPension); ok && rel.State == enrolment.Receiving || f.receiving {
		return enrolment.AlreadyDrawing.With()
	}
	if f.file.Transfer != nil {
		return enrolment.TransferOpen.With()
	}
	return nil
}

func (transferEffect) stands(it *Item, f *facts) words.Text {
	if f.file.Transfer != nil {
		return fill(offerAway, []any{"state", f.file.Transfer.State.Title()})
	}
	if rel, ok := f.file.Relation(enrolment.Scheme(it.Effect.Scheme)); ok {
		return fill(offerMembers, []any{"scheme", rel.Scheme.Title(), "state", rel.State.Title(), "amount", f.account})
	}
	return offerTwoWays
}

// contradicted holds the direction against the registers, and a conversion against its rules.
func (e transferEffect) contradicted(_ context.Context, _ *db.Tx, o *Office, r *review) error {
	w, ok := transferWays[r.values[directionField]]
	if !ok {
		return nil
	}
	if w.direction == enrolment.Out {
		switch {
		case len(r.facts.file.Relations) == 0:
			return enrolment.NotEnrolled.With("scheme", enrolment.ResidentPension.Title()).On(directionField)
		case r.facts.account == 0:
			return enrolment.NothingToMove.With().On(directionField)
		}
	}
	if w.turns == "" || r.values[employeeMonthsField] == "" || r.values[categoryField] == "" {
		return nil
	}
	return conversion(o.Law, r.c.County, r.facts, r.values, w.turns)
}

// conversion asks the rules which way two relations come together (人社部发〔2014〕17号 第二条、第三条). Of the employees' account nothing is known here, and
// the direction does not depend on it.
func conversion(set *policy.Set, county civil.County, f *facts, values map[string]string, turns string) error {
	month := f.today.Month()
	result, err := set.Calculate(schemeConversion, policy.Query{County: county, AsOf: month, KnownOn: f.today}, map[string]string{
		"category": values[categoryField], "birth": f.person.Birth.Month().String(), "employee-months": values[employeeMonthsField],
		"resident-months": strconv.Itoa(f.paidMonths), "employee-account": "0", "resident-account": f.account.Plain(), "month": month.String()})
	if err != nil {
		if e := fail.As(err); e.Field == "category" || e.Field == "employee-months" {
			return err
		}
		return fmt.Errorf("casework: the conversion is not computed: %w", err)
	}
	way, _ := result.Output("way")
	if fmt.Sprint(way.Value) != turns {
		return NotConverted.With("says", way.Shown).On(directionField).Under("人社部发〔2014〕17号 第二条、第三条")
	}
	return nil
}

func (e transferEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	if err := e.contradicted(ctx, tx, o, r); err != nil {
		return done{}, err
	}
	w := transferWays[r.values[directionField]]
	ask, result := o.Transfers.AskOutIn, wGoesOut
	if w.direction == enrolment.In {
		ask, result = o.Transfers.AskInIn, wComesIn
	}
	t, err := ask(ctx, tx, actor, enrolment.Asking{Person: r.c.Person, Case: r.c.ID, Route: w.route, Agency: r.values[agencyField], Place: r.values[placeField]})
	return done{id: t.ID, result: fill(result, []any{"agency", t.Agency})}, err
}

// transferOf is the transfer that a case started; nil where it started none.
func (o *Office) transferOf(ctx context.Context, tx *db.Tx, it *Item, c *Case) (*enrolment.Transfer, error) {
	if it.Effect.Kind != TransferRelation || c.Effect == 0 {
		return nil, nil
	}
	t, found, err := o.Transfers.OfCaseIn(ctx, tx, c.County, c.ID)
	if err != nil || !found {
		return nil, err
	}
	return &t, nil
}
