package desk

import (
	"github.com/a-h/templ"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/slip"
	"renshe/ui"
)

// openSlip draws up the slip of the address's payment; the look into the file is recorded.
func (v *visit) openSlip() (*slip.Slip, error) {
	id, err := v.ID()
	if err != nil {
		return nil, err
	}
	return v.d.Slips.Of(v.Ctx, v.Actor, id, wPurposeSlip.Zh)
}

func slipAddress(payment int64) string { return "/desk/payment/" + number(payment) + "/slip" }

// slipLink leads to the slip of what the bank has paid.
func (v *visit) slipLink(q benefit.Payment) templ.Component {
	if q.State != benefit.Paid {
		return nil
	}
	return ui.Anchor(slipAddress(q.ID), wSlip.In(v.Lang))
}

func (d *Desk) slip(v *visit) error {
	s, err := v.openSlip()
	if err != nil {
		return err
	}
	p := v.page(slip.Title)
	p.Back = &ui.Link{Href: "/desk/person/" + number(s.Person)}
	if v.May(access.FundRead) {
		p.Back.Href = "/desk/payment/" + number(s.ID)
	}
	return v.OK(slipPage(p, s, slipAddress(s.ID)))
}

func (d *Desk) slipPDF(v *visit) error {
	s, err := v.openSlip()
	if err != nil {
		return err
	}
	return v.pdf(slip.Title, s.Number(), s.Letter(slip.Press{Lang: v.Lang, Operator: v.Actor.Name, Station: v.station(), At: d.Now()}))
}
