package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

const (
	codeSize = 56 * mm // of a code of 3,000 digits a module is 0.4 mm: a telephone and a scanner of 200 dpi read it
	codeGap  = 5 * mm  // more than the four modules that must stay empty around a code
	codesRow = 2

	titleHeight = 30 // of a block
	captionGap  = 8
	captionLine = sizeSmall * 1.45
)

// code draws the QR code as rectangles, so that it stays sharp at any printer's resolution. Of its words 15 % may be unreadable (level M).
func (p *pen) code(text string, x, y, size float64) error {
	bits, err := encode(text)
	if err != nil {
		return LongCode.With("where", p.in(p.where)).From(err)
	}
	cell := size / float64(len(bits))
	for i, row := range bits {
		for j := 0; j < len(row); {
			if !row[j] {
				j++
				continue
			}
			k := j
			for k < len(row) && row[k] {
				k++
			}
			// A hair taller than its cell, or printers show white lines between the rows.
			p.fill(x+float64(j)*cell, y+float64(i)*cell, float64(k-j)*cell, cell+0.05, ink{0, 0, 0})
			j = k
		}
	}
	return nil
}

// CodePNG is a QR code as a picture for the screen, four dots to a module, with its empty border.
func CodePNG(text string) ([]byte, error) {
	bits, err := encode(text)
	if err != nil {
		return nil, LongCode.With("where", "").From(err)
	}
	const dots, border = 4, 4
	side := (len(bits) + 2*border) * dots
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y, row := range bits {
		for x, dark := range row {
			for i := 0; dark && i < dots*dots; i++ {
				img.SetColorIndex((x+border)*dots+i%dots, (y+border)*dots+i/dots, 1)
			}
		}
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img)
	return b.Bytes(), err
}

func (c Codes) draw(p *pen) error {
	for i := 0; i < len(c.Items); i += codesRow {
		row := c.Items[i:min(i+codesRow, len(c.Items))]
		h := codeSize
		for _, one := range row {
			h = max(h, codeSize+captionGap+float64(len(p.lines(p.in(one.Caption), sizeSmall, codeSize, false)))*captionLine)
		}
		if _, err := p.need(h + titleHeight); err != nil { // the title goes where its codes go
			return err
		}
		if i == 0 {
			if err := p.title(c.Title); err != nil {
				return err
			}
		}
		top := p.y
		for j, one := range row {
			p.y = top
			if err := p.captioned(one, left+float64(j)*(codeSize+codeGap)); err != nil {
				return err
			}
		}
		if i == 0 {
			p.y = top - 4
			if err := p.small(c.Beside, left+float64(len(row))*(codeSize+codeGap)); err != nil {
				return err
			}
		}
		p.y = max(p.y, top+h) + 2
	}
	return p.small(c.Below, left)
}

// captioned is one code and what is written under it.
func (p *pen) captioned(c Code, x float64) error {
	p.where = c.Caption
	if err := p.code(c.Text, x, p.y, codeSize); err != nil {
		return err
	}
	p.y += codeSize + captionGap
	for _, line := range p.lines(p.in(c.Caption), sizeSmall, codeSize, false) {
		if err := p.textMiddle(line, x+codeSize/2, p.y+sizeSmall, sizeSmall, inkText, false); err != nil {
			return err
		}
		p.y += captionLine
	}
	return nil
}

// small writes notes from x to the right margin.
func (p *pen) small(all []Para, x float64) error {
	for _, a := range all {
		size := sizeSmall
		if a.Strong {
			size = sizeLarge
		}
		if err := p.paragraph(p.in(a.Text, a.Args...), x, right-x, size, inkText, a.Strong); err != nil {
			return err
		}
		p.y += 2
	}
	return nil
}
