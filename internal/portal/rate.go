package portal

import (
	"strconv"
	"strings"

	"renshe/internal/casework"
	"renshe/internal/rating"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/ui"
)

const mostCode = 40 // characters of a typed code, with the dashes and blanks that people add

// rateView asks whoever holds a letter how satisfied he is with its matter.
type rateView struct {
	*ui.Page
	code    string
	matter  *casework.Rateable // nil until the code is known
	done    bool
	levels  []ui.Option
	reasons []ui.Option
	level   string
	reason  string
	words   string
}

func (o *Portal) rateView(v *visit) *rateView {
	x := &rateView{Page: v.page(wRate, ""), code: v.r.PathValue("code")}
	for _, l := range rating.Levels() {
		x.levels = append(x.levels, ui.Option{Value: strconv.Itoa(int(l)), Label: l.Title().Capital()})
	}
	for _, r := range rating.Reasons() {
		x.reasons = append(x.reasons, ui.Option{Value: r.Code, Label: r.Title})
	}
	return x
}

// ratePage shows the matter of a code; without one it asks for the code. Nobody signs in.
func (o *Portal) ratePage(v *visit) error {
	x := o.rateView(v)
	if x.code == "" {
		f, err := web.ReadForm(v.r)
		if err != nil {
			return err
		}
		if x.code = f.MaybeText("code", mostCode); x.code == "" {
			if err := f.Err(); err != nil {
				return v.refused(x.Page, err, rateCodeView(x))
			}
			return v.ok(rateCodeView(x))
		}
	}
	var err error
	if x.matter, err = o.Office.Rateable(v.ctx, x.code); err != nil {
		return v.refused(x.Page, err, rateCodeView(x))
	}
	x.done = x.matter.Rated != 0
	return v.ok(rateFormView(x))
}

// rate takes the rating. Somebody who is signed in as staff in this browser rates nobody's matter: it is for those who were served.
func (o *Portal) rate(v *visit) error {
	f, err := web.ReadForm(v.r)
	if err != nil {
		return err
	}
	if _, staff := o.Web.Who(v.ctx, reception.Realm); staff {
		return staffRates.With()
	}
	x := o.rateView(v)
	x.code, x.level, x.reason, x.words = f.Text("code", mostCode), f.Raw("level"), f.Raw("reason"), f.Raw("words")
	if x.matter, err = o.Office.Rateable(v.ctx, x.code); err != nil {
		return v.refused(x.Page, err, rateCodeView(x))
	}
	given := rating.Rating{Reason: strings.TrimSpace(x.reason), Words: f.Lines("words", rating.LongestWords)}
	if n, err := strconv.Atoi(x.level); err == nil {
		given.Level = rating.Level(n)
	}
	if err = f.Err(); err == nil {
		err = o.Office.Rate(v.ctx, x.code, given)
	}
	if err != nil {
		x.done = x.matter.Rated != 0
		return v.refused(x.Page, err, rateFormView(x))
	}
	if x.matter.Rated = given.Level; given.Level.Bad() {
		x.Banner = &ui.Banner{Tone: ui.Good, Title: wRateThanks, Body: wRateWillCall}
	} else {
		x.Banner = &ui.Banner{Tone: ui.Good, Title: wRateThanks}
	}
	x.done = true
	return v.ok(rateFormView(x))
}

func (x *rateView) rows() []ui.Row {
	rows := []ui.Row{{Name: wItem, Value: ui.Say(x.Page, x.matter.Item)}, {Name: wCaseNumberRow, Value: ui.Str(x.matter.Number)},
		{Name: wIssuedBy, Value: ui.Str(x.matter.Station)}, {Name: wRateEnded, Value: ui.Num(x.matter.Ended.String())}}
	if x.matter.Rated != 0 {
		rows = append(rows, ui.Row{Name: wRate, Value: ui.Say(x.Page, x.matter.Rated.Title())})
	}
	return rows
}
