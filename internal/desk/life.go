package desk

import (
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// lifeActs are what may be done to a case beside its steps: given back, moved, transferred, reopened, corrected, delivered, archived.
var lifeActs = map[string]act{
	"deliver": {need: access.PersonRead, label: wDeliver, say: wDeliverSay, told: wDelivered, inputs: deliverInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			d := casework.Delivery{Case: id, Version: f.ID("version"), How: casework.How(f.Raw("how")), On: f.Date("on")}
			if err := f.Err(); err != nil {
				return nil, err
			}
			return v.d.Office.Deliver(v.Ctx, v.Actor, d)
		}},
	"archive": {need: access.PersonRead, label: wArchive, say: wArchiveSay, told: wArchived, inputs: archiveInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.Archive(v.Ctx, v.Actor, id, f.ID("version"))
		}},
	"return": {need: access.CaseReview, label: wReturnCase, say: wReturnCaseSay, told: wReturnedCase, inputs: whenIn(casework.Submitted, casework.Review),
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.Return(v.Ctx, v.Actor, id, f.ID("version"), f.Lines("says", maxLines))
		}},
	"move": {need: access.PersonRead, label: wMoveCase, say: wMoveCaseSay, told: wMovedCase, inputs: moveInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			station, _ := strconv.ParseInt(f.Raw("station"), 10, 64) // none chosen is told by the operation
			return v.d.Office.Move(v.Ctx, v.Actor, id, f.ID("version"), station, f.Lines("says", maxLines))
		}},
	"transfer": {need: access.PersonRead, label: wTransferCase, say: wTransferCaseSay, told: wTransferredCase, weight: ui.Dangerous, inputs: transferInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.Transfer(v.Ctx, v.Actor, casework.Transferring{Case: id, Version: f.ID("version"), County: f.MaybeText("county", 20), Says: f.Lines("says", maxLines)})
		}},
	"reopen": {need: access.CaseReview, label: wReopenCase, say: wReopenCaseSay, told: wReopenedCase, inputs: reopenInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.Reopen(v.Ctx, v.Actor, casework.Reopening{Case: id, Version: f.ID("version"), Ground: f.Raw("ground"), Says: f.Lines("says", maxLines)})
		}},
	"correct": {need: access.CaseReview, label: wCorrectCase, say: wCorrectCaseSay, told: wCorrectedCase, inputs: correctInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			x := casework.Correction{Case: id, Version: f.ID("version"), Says: f.Lines("says", maxLines)}
			if name := f.Raw("fields"); name != "" {
				x.Fields = map[string]string{name: f.Lines("right", maxLines)}
			}
			return v.d.Office.Correct(v.Ctx, v.Actor, x)
		}},
	"met": {need: access.PersonRead, label: wDebtMet, say: wDebtMetSay, told: wDebtMetTold, inputs: debtInputs(casework.DebtPaper),
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.MeetDebt(v.Ctx, v.Actor, casework.Settling{Case: id, Version: f.ID("version"), Material: f.Raw("material")})
		}},
	"verify": {need: access.CaseReview, label: wCommitment, say: wCommitmentSay, told: wCommitmentTold, inputs: debtInputs(casework.DebtCommitment),
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.VerifyCommitment(v.Ctx, v.Actor, casework.Settling{Case: id, Version: f.ID("version"), Material: f.Raw("material"),
				Broken: f.Raw("found") == "no", Says: f.Lines("says", maxLines)})
		}},
}

func (v *visit) works() bool { return v.May(access.CaseOpen) || v.May(access.CaseReview) }

var outcomes = []casework.State{casework.Approved, casework.Refused, casework.AtOnce, casework.Answered}

// whenIn asks for the reason alone, in some states of what is reviewed and decided.
func whenIn(states ...casework.State) func(*visit, *casework.View) ([]input, error) {
	return func(_ *visit, c *casework.View) ([]input, error) {
		if !slices.Contains(states, c.State) || c.Def.Way() == casework.ByDispute {
			return nil, nil
		}
		return []input{reasonInput()}, nil
	}
}

func reasonInput() input {
	return input{Kind: lines, Field: ui.Field{Name: "says", Label: wActReason, Max: 300}}
}

func deliverInputs(v *visit, c *casework.View) ([]input, error) {
	if !slices.Contains(outcomes, c.State) || !c.Delivered.IsZero() || !v.works() {
		return nil, nil
	}
	how := input{Kind: pick, Field: ui.Field{Name: "how", Label: wDeliverHow, Value: string(casework.InPerson)}}
	for _, h := range casework.Hows() {
		how.Options = append(how.Options, ui.Option{Value: string(h), Label: h.Title()})
	}
	return []input{how, {Kind: onDay, Field: ui.Field{Name: "on", Label: wDeliverOn, Value: v.Today().String()}}}, nil
}

func archiveInputs(v *visit, c *casework.View) ([]input, error) {
	ends := slices.Contains(outcomes, c.State) && !c.Delivered.IsZero() || c.Number != "" && (c.State == casework.Withdrawn || c.State == casework.Transferred)
	if !ends || !c.Archived.IsZero() || !v.works() {
		return nil, nil
	}
	class := v.d.Office.RetentionOf(c.Def)
	return []input{{Kind: pick, Field: ui.Field{Name: "class", Label: wArchiveClass, Value: class.Code}, Options: []ui.Option{{Value: class.Code, Label: class.Title, Hint: class.Length()}}}}, nil
}

func moveInputs(v *visit, c *casework.View) ([]input, error) {
	if !slices.Contains([]casework.State{casework.Returned, casework.Submitted, casework.Review, casework.Referred}, c.State) || !v.works() {
		return nil, nil
	}
	all, err := v.d.Workforce.Stations(v.Ctx, v.Actor.County)
	if err != nil {
		return nil, err
	}
	to := input{Kind: choose, Field: ui.Field{Name: "station", Label: wStation}}
	for _, s := range all {
		if s.ID != c.Station {
			to.Options = append(to.Options, ui.Option{Value: number(s.ID), Label: ui.Plain(s.Name)})
		}
	}
	if len(to.Options) == 0 {
		return nil, nil
	}
	return []input{to, reasonInput()}, nil
}

func transferInputs(v *visit, c *casework.View) ([]input, error) {
	if !slices.Contains([]casework.State{casework.Returned, casework.Submitted, casework.Review}, c.State) || !v.works() {
		return nil, nil
	}
	return []input{{Kind: oneLine, Field: ui.Field{Name: "county", Label: wTransferTo, Hint: wTransferToHint, Chars: 8, Max: 20}}, reasonInput()}, nil
}

func reopenInputs(v *visit, c *casework.View) ([]input, error) {
	way := c.Def.Way()
	if !slices.Contains(outcomes, c.State) || way != casework.ByDecision && way != casework.ByReferral && way != casework.ByDispute || v.Actor.User == c.DecidedBy {
		return nil, nil
	}
	why := input{Kind: pick, Field: ui.Field{Name: "ground", Label: wClockGround}}
	for _, g := range casework.ReopenGrounds() {
		why.Options = append(why.Options, ui.Option{Value: g.Code, Label: g.Title})
	}
	return []input{why, reasonInput()}, nil
}

func correctInputs(_ *visit, c *casework.View) ([]input, error) {
	if !slices.Contains(outcomes, c.State) {
		return nil, nil
	}
	what := input{Kind: choose, Field: ui.Field{Name: "fields", Label: wCorrectWhat, Hint: wCorrectWhatHint, Optional: true}}
	for _, q := range c.Questions {
		if q.Asked && !q.Locked {
			what.Options = append(what.Options, ui.Option{Value: q.Name, Label: q.Title})
		}
	}
	return []input{what, {Kind: lines, Field: ui.Field{Name: "right", Label: wCorrectRight, Optional: true, Max: 2000}}, reasonInput()}, nil
}

// debtInputs offers the open debts of a kind.
func debtInputs(kind string) func(*visit, *casework.View) ([]input, error) {
	return func(v *visit, c *casework.View) ([]input, error) {
		all, err := v.d.Office.Debts(v.Ctx, v.Actor, c.ID)
		if err != nil || !v.works() {
			return nil, err
		}
		what := input{Kind: pick, Field: ui.Field{Name: "material", Label: wDebtWhat}}
		for _, d := range all {
			if d.Kind == kind && d.State == casework.DebtOpen {
				what.Options = append(what.Options, ui.Option{Value: d.Material, Label: d.Title, Hint: ui.Fill(wDebtDue, "date", d.Due, "rule", d.Rule)})
			}
		}
		switch {
		case len(what.Options) == 0:
			return nil, nil
		case kind == casework.DebtPaper:
			return []input{what}, nil
		}
		found := input{Kind: pick, Field: ui.Field{Name: "found", Label: wCommitmentFound}, Options: []ui.Option{{Value: "yes", Label: wCommitmentTrue}, {Value: "no", Label: wCommitmentFalse}}}
		says := reasonInput()
		says.Optional, says.Hint = true, wCommitmentHint
		return []input{what, found, says}, nil
	}
}

// lifeRows is what a case's page says of its life beside its steps: where it went, what is owed, how it was delivered, under which class it
// is archived.
func (v *visit) lifeRows(c *casework.View) ([]ui.Row, error) {
	acts, err := v.d.Office.Acts(v.Ctx, v.Actor, c.ID)
	if err != nil {
		return nil, err
	}
	var rows []ui.Row
	if t := c.Transfer; t != nil {
		row := ui.Row{Name: wTransferStands, Value: ui.Say(v.Plain(), t.State.Title()), Note: t.Next()}
		if v.May(access.FundRead) {
			row.Value = ui.Anchor("/books/relation/"+number(t.ID), v.Plain().T(t.State.Title()))
		}
		rows = append(rows, row)
	}
	for _, a := range acts {
		if a.OfStage() {
			continue
		}
		rows = append(rows, ui.Row{Name: a.Title, Value: ui.Str(a.On.String() + " " + a.Name), Note: actNote(v, c, a)})
	}
	debts, err := v.d.Office.Debts(v.Ctx, v.Actor, c.ID)
	for _, d := range debts {
		tone := ui.Good
		switch {
		case d.State == casework.DebtBroken, d.State == casework.DebtOpen && v.Today() > d.Due:
			tone = ui.Danger
		case d.State == casework.DebtOpen:
			tone = ui.Warn
		}
		rows = append(rows, ui.Row{Name: d.Title, Value: ui.Status(v.Plain(), ui.Tag{Tone: tone, Text: d.Says()}), Note: ui.Fill(wDebtDue, "date", d.Due, "rule", d.Rule)})
	}
	return rows, err
}

func actNote(v *visit, c *casework.View, a casework.Act) words.Text {
	switch how := casework.How(a.Code).Title(); {
	case !how.IsZero():
		return how
	case a.Kind == "archived":
		class := v.d.Office.RetentionOf(c.Def)
		return ui.Fill(wArchivedUnder, "class", class.Title, "length", class.Length())
	case a.Kind == "transferred":
		if place, ok := civil.RegionOf(a.Code); ok {
			return ui.Fill(wMoveGround, "ground", ui.Plain(place.Name), "rule", a.Says)
		}
	}
	return ui.Plain(a.Says)
}
