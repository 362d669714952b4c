package paper

import (
	"io"
	"strings"

	"github.com/signintech/gopdf"

	"renshe/civil"
	"renshe/internal/words"
)

// Measures of an A4 page, in points.
const (
	pageW, pageH = 595.28, 841.89
	left, right  = 56.0, pageW - 56.0
	top          = 52.0
	bottom       = pageH - 62.0
	span         = right - left
	mm           = 72.0 / 25.4

	sizeTitle  = 24.0
	sizeLarge  = 14.0
	sizeBody   = 12.0
	sizeTable  = 11.0
	sizeSmall  = 9.5
	sizeLeast  = 8.0 // smaller is not read
	leading    = 1.6
	verifySize = 64.0
	footAt     = pageH - 46.0
)

type ink [3]uint8

var (
	inkText  = ink{0x1b, 0x2a, 0x2f}
	inkGrey  = ink{0x55, 0x64, 0x6a}
	inkBrand = ink{0x0b, 0x55, 0x66}
	inkAmber = ink{0x8a, 0x4b, 0x00}
	inkLine  = ink{0xc4, 0xcf, 0xd3}
	inkShade = ink{0xf1, 0xf5, 0xf6}
	inkFaint = ink{0xf8, 0xfa, 0xfa}
	inkPaleA = ink{0xff, 0xf4, 0xdc}
)

// pen draws one letter.
type pen struct {
	*press
	pdf   *gopdf.GoPdf
	l     Letter
	y     float64
	page  int
	where words.Text
	have  [len(faceFile)]bool // fonts that are in the document
}

// Print writes the letter as PDF to w. Nothing is written when the letter cannot be printed whole.
func Print(w io.Writer, l Letter) error {
	p, err := thePress()
	if err != nil {
		return err
	}
	pdf := document()
	pdf.SetInfo(gopdf.PdfInfo{Title: l.Title.In(l.Lang), Author: l.Agency.In(l.Lang), Creator: "renshe", Producer: "renshe", CreationDate: l.At.In(civil.Beijing)})
	d := &pen{press: p, pdf: pdf, l: l}
	if err := d.letter(); err != nil {
		return err
	}
	_, err = pdf.WriteTo(w)
	return err
}

func (p *pen) letter() error {
	p.newPage()
	p.where = wHead
	if err := p.head(); err != nil {
		return err
	}
	for _, b := range p.l.Blocks {
		p.where = wBody
		if err := b.draw(p); err != nil {
			return err
		}
	}
	p.where = wFoot
	return p.feet()
}

// newPage begins a page; pages after the first carry the title small, so that loose sheets find each other.
func (p *pen) newPage() {
	p.pdf.AddPage()
	p.page++
	p.y = top
}

// need makes room for h points: on a new page when this one has none.
func (p *pen) need(h float64) (fresh bool, err error) {
	if p.y+h <= bottom {
		return false, nil
	}
	p.newPage()
	name := p.in(p.l.Title) + " " + p.in(wContinued)
	if err := p.text(name, left, p.y+sizeSmall, sizeSmall, inkGrey, false); err != nil {
		return true, err
	}
	if p.l.Number != "" {
		if err := p.textRight(p.in(wNumber)+" "+p.l.Number, right, p.y+sizeSmall, sizeSmall, inkGrey, false); err != nil {
			return true, err
		}
	}
	p.y += sizeSmall + 6
	p.rule(left, right, p.y, 0.6, inkLine)
	p.y += 14
	return true, nil
}

func (p *pen) in(t words.Text, pairs ...any) string { return in(p.l.Lang, t, pairs...) }

// other is the text in the other language, for the small line beside a title; "" when it is the same.
func (p *pen) other(t words.Text) string {
	o := words.En
	if p.l.Lang == words.En {
		o = words.Zh
	}
	if s := t.In(o); s != t.In(p.l.Lang) {
		return s
	}
	return ""
}

// text draws s with its baseline at y.
func (p *pen) text(s string, x, y, size float64, c ink, strong bool) error {
	if !p.l.ShowIDs && holdsWholeID(s) {
		return WholeID.With("where", p.in(p.where))
	}
	list, err := p.runs(s, strong, p.in(p.where))
	if err != nil {
		return err
	}
	p.pdf.SetTextColor(c[0], c[1], c[2])
	for _, r := range list {
		if !p.have[r.face] {
			if err := p.add(p.pdf, r.face); err != nil {
				return err
			}
			p.have[r.face] = true
		}
		if err := p.pdf.SetFont(r.face.family(), "", size); err != nil {
			return err
		}
		p.pdf.SetXY(x+r.shift*size/1000, y)
		if err := p.pdf.Text(r.text); err != nil {
			return err
		}
		x += r.width * size / 1000
	}
	return nil
}

func (p *pen) textRight(s string, x, y, size float64, c ink, strong bool) error {
	return p.text(s, x-p.width(s, size, strong), y, size, c, strong)
}

func (p *pen) textMiddle(s string, x, y, size float64, c ink, strong bool) error {
	return p.text(s, x-p.width(s, size, strong)/2, y, size, c, strong)
}

func (p *pen) rule(x1, x2, y, thick float64, c ink) {
	p.pdf.SetStrokeColor(c[0], c[1], c[2])
	p.pdf.SetLineWidth(thick)
	p.pdf.Line(x1, y, x2, y)
}

func (p *pen) upright(x, y1, y2, thick float64, c ink) {
	p.pdf.SetStrokeColor(c[0], c[1], c[2])
	p.pdf.SetLineWidth(thick)
	p.pdf.Line(x, y1, x, y2)
}

func (p *pen) fill(x, y, w, h float64, c ink) {
	p.pdf.SetFillColor(c[0], c[1], c[2])
	p.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "F")
}

func (p *pen) frame(x, y, w, h, thick float64, c ink) {
	p.pdf.SetStrokeColor(c[0], c[1], c[2])
	p.pdf.SetLineWidth(thick)
	p.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "D")
}

// head is the agency, the number, the title.
func (p *pen) head() error {
	if p.l.Demo {
		w := p.width(p.in(wDemo), sizeSmall, false) + 16
		p.fill(right-w, p.y-18, w, 16, inkPaleA)
		if err := p.text(p.in(wDemo), right-w+8, p.y-6.5, sizeSmall, inkAmber, false); err != nil {
			return err
		}
	}
	p.y += 12
	number := ""
	if p.l.Number != "" {
		number = p.in(wNumber) + " " + p.l.Number
	}
	agency, size := p.in(p.l.Agency), sizeBody
	for size > sizeLeast && p.width(agency, size, true)+p.width(number, sizeTable, true)+16 > span {
		size -= 0.5
	}
	if err := p.text(agency, left, p.y, size, inkBrand, true); err != nil {
		return err
	}
	if err := p.textRight(number, right, p.y, sizeTable, inkText, true); err != nil {
		return err
	}
	p.y += 9
	p.rule(left, right, p.y, 1.6, inkBrand)
	under, room := p.y+10, span
	if p.l.Verify != nil {
		if err := p.verify(under); err != nil {
			return err
		}
		room = span - 2*(verifySize+16) // the title stays in the middle of the sheet
		p.y += 6
	}
	if err := p.heading(room); err != nil {
		return err
	}
	if p.l.Verify != nil {
		p.y = max(p.y, under+verifySize+23)
	}
	p.y += 10
	return nil
}

// heading is the title in the middle, the other language small beneath it, and the subtitle.
func (p *pen) heading(room float64) error {
	p.y += 20 + sizeTitle
	for _, line := range p.lines(p.in(p.l.Title), sizeTitle, room, true) {
		if err := p.textMiddle(line, pageW/2, p.y, sizeTitle, inkText, true); err != nil {
			return err
		}
		p.y += sizeTitle * 1.35
	}
	p.y -= sizeTitle*1.35 - 17
	if o := p.other(p.l.Title); o != "" {
		if err := p.textMiddle(o, pageW/2, p.y, sizeTable, inkGrey, false); err != nil {
			return err
		}
		p.y += 15
	}
	for _, line := range p.lines(p.in(p.l.Subtitle), sizeBody, room, false) {
		if line == "" {
			continue
		}
		p.y += 4
		if err := p.textMiddle(line, pageW/2, p.y, sizeBody, inkText, false); err != nil {
			return err
		}
		p.y += 13
	}
	return nil
}

// verify is the code to scan and the short one to type, at the right of the title: it costs the letter no room, and
// the sheet that carries the title is the one people show.
func (p *pen) verify(y float64) error {
	v := p.l.Verify
	if err := p.code(v.URL, right-verifySize, y, verifySize); err != nil {
		return err
	}
	// The quiet zone of a QR code is four modules wide: the short code keeps its distance. One that is wider ends at the margin all the same.
	if p.width(v.Short, sizeTable, true) > verifySize {
		return p.textRight(v.Short, right, y+verifySize+16, sizeTable, inkBrand, true)
	}
	return p.textMiddle(v.Short, right-verifySize/2, y+verifySize+16, sizeTable, inkBrand, true)
}

// feet writes the foot of every page, once their number is known.
func (p *pen) feet() error {
	var who []string
	if p.l.Operator != "" {
		who = append(who, p.in(wOperator)+" "+p.l.Operator)
	}
	if p.l.Station != "" {
		who = append(who, p.l.Station)
	}
	if !p.l.At.IsZero() {
		who = append(who, p.in(wPrinted)+" "+civil.Clock(p.l.At))
	}
	for n := 1; n <= p.page; n++ {
		if err := p.pdf.SetPage(n); err != nil {
			return err
		}
		p.rule(left, right, footAt, 0.6, inkLine)
		if err := p.text(strings.Join(who, "　"), left, footAt+14, sizeSmall, inkGrey, false); err != nil {
			return err
		}
		if err := p.textRight(p.in(wPage, "n", n, "of", p.page), right, footAt+14, sizeSmall, inkGrey, false); err != nil {
			return err
		}
		if v := p.l.Verify; v != nil {
			how := p.in(wVerifyHow, "site", v.Site, "code", v.Short)
			if err := p.text(how, left, footAt+27, sizeSmall, inkGrey, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// holdsWholeID says whether a valid citizen ID of 18 characters stands in s.
func holdsWholeID(s string) bool {
	token := strings.FieldsFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != 'X' && r != 'x' })
	for _, t := range token {
		if len(t) != 18 {
			continue
		}
		if _, _, err := civil.ParseCitizenID(t); err == nil {
			return true
		}
	}
	return false
}
