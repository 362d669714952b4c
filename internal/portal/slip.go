package portal

import (
	"io"
	"strconv"

	"renshe/internal/paper"
	"renshe/internal/slip"
	"renshe/internal/web"
)

func slipAddress(payment int64) string {
	return "/me/payments/" + strconv.FormatInt(payment, 10) + "/slip"
}

// ownSlip draws up the slip of the address's payment, if it is this person's.
func (o *Portal) ownSlip(v *visit) (*slip.Slip, error) {
	id, err := web.PathID(v.r, "id")
	if err != nil {
		return nil, err
	}
	return o.Slips.Of(v.ctx, v.actor, id, wOwnFile.Zh)
}

func (o *Portal) slip(v *visit) error {
	s, err := o.ownSlip(v)
	if err != nil {
		return err
	}
	base := slipAddress(s.ID)
	return v.ok(slipView(v.page(slip.Title, "/me/payments/"+strconv.FormatInt(s.ID, 10)), s, base))
}

// slipQR is one component's code as a picture.
func (o *Portal) slipQR(v *visit) error {
	id, err := web.PathID(v.r, "id")
	if err != nil {
		return err
	}
	seq, err := web.PathID(v.r, "seq")
	if err != nil {
		return err
	}
	png, err := o.Slips.QR(v.ctx, v.actor, id, seq)
	if err != nil {
		return err
	}
	f := web.File{Name: strconv.FormatInt(seq, 10) + ".png", Kind: web.KindPNG, Inline: true}
	return web.Send(v.w, f, func(w io.Writer) error { _, err := w.Write(png); return err })
}

func (o *Portal) slipPDF(v *visit) error {
	s, err := o.ownSlip(v)
	if err != nil {
		return err
	}
	f := web.File{Name: slip.Title.In(v.lang) + " " + s.Number() + ".pdf", Kind: web.KindPDF, Inline: true}
	return web.Send(v.w, f, func(w io.Writer) error {
		return paper.Print(w, s.Letter(slip.Press{Lang: v.lang, At: o.Now(), Site: o.Site}))
	})
}
