package desk

import (
	"io"

	"github.com/a-h/templ"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/slip"
	"renshe/internal/web"
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
	if q.PaidOn.IsZero() {
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

// slipQR is one component's code as a picture; the page that shows it has recorded the look.
func (d *Desk) slipQR(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	seq, err := web.PathID(v.R, "seq")
	if err != nil {
		return err
	}
	png, err := v.d.Slips.QR(v.Ctx, v.Actor, id, seq)
	if err != nil {
		return err
	}
	return web.Send(v.W, web.File{Name: number(seq) + ".png", Kind: web.KindPNG, Inline: true}, func(w io.Writer) error { _, err := w.Write(png); return err })
}

func (d *Desk) slipPDF(v *visit) error {
	s, err := v.openSlip()
	if err != nil {
		return err
	}
	return v.pdf(slip.Title, s.Number(), s.Letter(slip.Press{Lang: v.Lang, Operator: v.Actor.Name, Station: v.station(), At: d.Now(), Site: d.Site}))
}
