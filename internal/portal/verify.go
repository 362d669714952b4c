package portal

import (
	"net/url"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/casework"
	"renshe/internal/slip"
	"renshe/internal/web"
	"renshe/ui"
)

// mostTyped is longer than the text of any QR code that a slip has.
const mostTyped = 8000

// verified is the public answer about a printed letter, or about a payment.
type verified struct {
	*ui.Page
	typed  string
	letter *casework.Verified
	paid   *slip.Answer
	rate   string // where the matter of a letter is rated, once it has ended
	key    string // the public key by which anybody checks a proof himself; "" where it is not known whose
}

// verify answers whoever holds a paper, without asking who he is.
func (o *Portal) verify(v *visit) error {
	s := &verified{Page: v.page(wVerify, ""), typed: v.r.PathValue("code")}
	if v.county.Code != 0 {
		var err error
		if s.key, err = o.Slips.PublicKey(v.county.Code); err != nil {
			return err
		}
	}
	if s.typed == "" {
		f, err := web.ReadForm(v.r)
		if err != nil {
			return err
		}
		s.typed = strings.TrimSpace(f.Lines("code", mostTyped))
		err = f.Err()
		if s.typed == "" && err == nil {
			if v.r.Method != "POST" {
				return v.ok(verifyView(s))
			}
			err = web.Missing.With().On("code")
		}
		if err != nil {
			return v.refused(s.Page, err, verifyView(s))
		}
	}
	var err error
	if slip.Mine(s.typed) {
		s.paid, err = o.Slips.Verify(v.ctx, s.typed)
	} else {
		s.letter, err = o.Office.Verify(v.ctx, s.typed)
	}
	if err != nil {
		return v.refused(s.Page, err, verifyView(s))
	}
	if s.letter != nil && s.letter.Ended && s.letter.Valid {
		s.rate = "/rate/" + url.PathEscape(s.typed)
	}
	return v.ok(verifyView(s))
}

func (s *verified) answer() ui.Answer {
	if s.paid != nil {
		return s.paidAnswer()
	}
	if s.letter.Valid {
		return ui.Answer{Label: wVerify, Value: s.T(wValid), Tone: ui.Good}
	}
	return ui.Answer{Label: wVerify, Value: s.T(wRevoked), Body: s.letter.RevokedWhy, Tone: ui.Danger}
}

func (s *verified) rows() []ui.Row {
	if s.paid != nil {
		return s.paidRows()
	}
	l := s.letter
	rows := []ui.Row{{Name: wIssuedBy, Value: ui.Str(l.County)}, {Name: wLetter, Value: ui.Say(s.Page, l.Title), Note: ui.Plain(l.Number)},
		{Name: wIssued, Value: ui.Str(l.Issued.String())}, {Name: wItem, Value: ui.Say(s.Page, l.Item)}, {Name: wPersonMasked, Value: ui.Str(l.Person + " " + l.IDMasked)}}
	if l.CaseNumber != "" {
		rows = append(rows, ui.Row{Name: wCaseNumberRow, Value: ui.Str(l.CaseNumber)})
	}
	rows = append(rows, ui.Row{Name: wCaseState, Value: ui.Say(s.Page, l.State)})
	if !l.Stage.IsZero() {
		rows = append(rows, ui.Row{Name: wStage, Value: ui.Say(s.Page, l.Stage)}, ui.Row{Name: wStageBy, Value: ui.Say(s.Page, l.By)})
	}
	switch {
	case !l.Standing.IsZero():
		rows = append(rows, ui.Row{Name: wDue, Value: ui.Say(s.Page, ui.Fill(wClockStands, "date", l.Standing))})
	case !l.Known.IsZero():
		rows = append(rows, ui.Row{Name: wDue, Value: ui.Str(l.Due.String()), Note: ui.Fill(wProvisional, "date", l.Known)})
	case !l.Due.IsZero():
		rows = append(rows, ui.Row{Name: wDue, Value: ui.Str(l.Due.String()), Note: ui.Plain(l.Rule)})
	}
	if !l.Next.IsZero() {
		rows = append(rows, ui.Row{Name: wStageNext, Value: ui.Say(s.Page, l.Next)})
	}
	return rows
}

// paidAnswer says in one sentence whether the payment stands in the county's books.
func (s *verified) paidAnswer() ui.Answer {
	if s.paid.Back {
		return ui.Answer{Label: wPayCheck, Value: s.T(wStandsNoMore), Body: s.paid.Standing, Tone: ui.Danger}
	}
	return ui.Answer{Label: wPayCheck, Value: s.T(wStands), Body: ui.Fill(wStandsBody, "county", s.paid.County, "yuan", s.paid.Total, "at", civil.Clock(s.paid.PostedAt)), Tone: ui.Good}
}

func (s *verified) paidRows() []ui.Row {
	a := s.paid
	places := make([]string, len(a.Places))
	for i, n := range a.Places {
		places[i] = strconv.FormatInt(n, 10)
	}
	rows := []ui.Row{{Name: wIssuedBy, Value: ui.Str(a.County)}, {Name: wPaidTo, Value: ui.Str(a.Person)}, {Name: wBenefit, Value: ui.Say(s.Page, a.Kind)},
		{Name: wFund, Value: ui.Say(s.Page, a.Fund)}, {Name: wMonth, Value: ui.Say(s.Page, a.Span)}, {Name: wTotal, Value: ui.Yuan(s.Page, a.Total)}}
	if !a.PaidOn.IsZero() {
		rows = append(rows, ui.Row{Name: wPaidOn, Value: ui.Num(a.PaidOn.String())})
	}
	rows = append(rows, ui.Row{Name: wPostedAt, Value: ui.Num(civil.Clock(a.PostedAt)), Note: ui.Fill(wPlaces, "places", strings.Join(places, ", "))})
	if !a.BackAt.IsZero() {
		rows = append(rows, ui.Row{Name: wBookedBack, Value: ui.Yuan(s.Page, a.TotalBack), Note: ui.Plain(civil.Clock(a.BackAt))})
	}
	if a.Of != nil {
		rows = append(rows, ui.Row{Name: wProves, Value: ui.Say(s.Page, wProvesOne, "month", a.Of.Month, "yuan", a.Of.Amount, "seq", a.Of.Seq)})
	}
	return append(rows, ui.Row{Name: wSigned, Value: ui.Say(s.Page, slip.Covered(a.Cover))})
}
