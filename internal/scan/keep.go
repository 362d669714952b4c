package scan

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strconv"
)

// Kept is a file as it is stored.
type Kept struct {
	Kind          Kind // JPEG or PDF
	Body          []byte
	Width, Height int // of a picture
}

// quality of the JPEG that is kept: print stays readable, and a page has a few hundred kilobytes.
const quality = 80

// decoding bounds how many pictures are in memory at once: one of the largest takes 250 MB while it is drawn.
var decoding = make(chan struct{}, 1)

// Keep makes a file safe to keep. Its name is repeated in faults and used for nothing else.
func Keep(name string, body []byte) (Kept, error) {
	if len(body) > MostBytes {
		return Kept{}, TooLarge.With("name", name, "size", megabytes(len(body)), "limit", megabytes(MostBytes))
	}
	kind, what := kindOf(body)
	switch kind {
	case JPEG, PNG:
		return picture(name, kind, body)
	case PDF:
		if len(body) > MostPDF {
			return Kept{}, TooLarge.With("name", name, "size", megabytes(len(body)), "limit", megabytes(MostPDF))
		}
		if err := passive(name, body); err != nil {
			return Kept{}, err
		}
		return Kept{Kind: PDF, Body: body}, nil
	}
	return Kept{}, NotKept.With("name", name, "what", what)
}

func megabytes(n int) string {
	tenths := (n*10 + 1<<19) >> 20
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + " MB"
}

// picture decodes a photograph and draws it anew.
func picture(name string, kind Kind, body []byte) (Kept, error) {
	config, decode := jpeg.DecodeConfig, jpeg.Decode
	if kind == PNG {
		config, decode = png.DecodeConfig, png.Decode
	}
	c, err := config(bytes.NewReader(body))
	if err != nil {
		return Kept{}, Broken.With("name", name).From(err)
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > MostPixels/c.Height {
		return Kept{}, TooManyPixels.With("name", name, "width", c.Width, "height", c.Height)
	}
	decoding <- struct{}{}
	defer func() { <-decoding }()
	full, err := decode(bytes.NewReader(body))
	if err != nil {
		return Kept{}, Broken.With("name", name).From(err)
	}
	small := upright(shrunk(full), turn(kind, body))
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
		return Kept{}, Broken.With("name", name).From(err)
	}
	return Kept{Kind: JPEG, Body: out.Bytes(), Width: small.Rect.Dx(), Height: small.Rect.Dy()}, nil
}

// shrunk draws a picture on white, with its longer edge at most [LongEdge]: each new pixel is the mean of those that it stands for.
func shrunk(full image.Image) *image.RGBA {
	b := full.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > LongEdge {
		w, h = max(1, w*LongEdge/long), max(1, h*LongEdge/long)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	band := image.NewRGBA(image.Rect(0, 0, b.Dx(), 0))
	for y := range h {
		top, bottom := b.Min.Y+y*b.Dy()/h, b.Min.Y+(y+1)*b.Dy()/h
		if rows := max(bottom-top, 1); band.Rect.Dy() != rows {
			band = image.NewRGBA(image.Rect(0, 0, b.Dx(), rows))
		}
		draw.Draw(band, band.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(band, band.Rect, full, image.Pt(b.Min.X, top), draw.Over)
		for x := range w {
			small.SetRGBA(x, y, mean(band, x*b.Dx()/w, max((x+1)*b.Dx()/w, x*b.Dx()/w+1)))
		}
	}
	return small
}

// mean is the mean colour of a band's columns from left to before right.
func mean(band *image.RGBA, left, right int) color.RGBA {
	var r, g, b, n int
	for y := range band.Rect.Dy() {
		row := band.Pix[y*band.Stride+left*4 : y*band.Stride+right*4]
		for i := 0; i < len(row); i += 4 {
			r, g, b, n = r+int(row[i]), g+int(row[i+1]), b+int(row[i+2]), n+1
		}
	}
	return color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255}
}

// upright turns a picture as its camera noted that it was held: the note itself is not kept.
func upright(p *image.RGBA, turn int) *image.RGBA {
	if turn < 2 || turn > 8 {
		return p
	}
	w, h := p.Rect.Dx(), p.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch turn {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			out.SetRGBA(tx, ty, p.RGBAAt(x, y))
		}
	}
	return out
}
