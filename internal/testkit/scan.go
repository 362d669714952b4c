package testkit

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Scanned is one QR code as it was read from paper.
type Scanned struct {
	Text   string
	Width  float64 // on paper, in millimetres
	Module float64 // one of its squares, in millimetres
}

// Paper is how badly a page is scanned.
type Paper struct {
	DPI   float64 // dots to the inch
	Tilt  float64 // degrees by which the sheet lies askew
	Noise int     // how far a dot's brightness strays, of 255
	Stain float64 // radius of a stain on the middle of each code, as a part of its width
}

// ScanCodes prints a PDF of this house on paper, lays it on a scanner and reads its QR codes with a decoder that is not ours: from the top down, from the left.
// It fails the test for a code that cannot be read.
func ScanCodes(t testing.TB, pdf []byte, p Paper) []Scanned {
	t.Helper()
	var all []Scanned
	for _, box := range darkBoxes(t, pdf) {
		text, err := box.read(p)
		if err != nil {
			t.Fatalf("a code of %.0f mm, scanned at %.0f dots to the inch, is not read: %v", box.width()/pointsMM, p.DPI, err)
		}
		squares := math.Round(box.width() / (box.module - hair))
		all = append(all, Scanned{text, box.width() / pointsMM, box.width() / squares / pointsMM})
	}
	return all
}

const (
	pointsMM = 72 / 25.4 // points to a millimetre
	near     = 7.0       // points: whatever is black and no further apart belongs to one code
	hair     = 0.05      // points by which the house draws a square taller than it is
	fine     = 24        // dots to a point of the page before it is scanned
)

// rectangle is one black rectangle of a page, in points from its lower left corner.
type rectangle struct{ x, y, w, h float64 }

// darkBox is the black rectangles that belong together.
type darkBox struct {
	all                    []rectangle
	left, low, right, high float64
	module                 float64
}

func (b *darkBox) width() float64 { return b.right - b.left }

var (
	streamed = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	blackBox = regexp.MustCompile(`0\.000 0\.000 0\.000 rg\nq\n([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+) re f`)
)

// darkBoxes finds what is drawn in black squares, page after page.
func darkBoxes(t testing.TB, pdf []byte) []*darkBox {
	t.Helper()
	var all []*darkBox
	for _, m := range streamed.FindAllSubmatch(pdf, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // a font's stream, which is no content
		}
		content, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		var page []*darkBox
		for _, r := range blackBox.FindAllSubmatch(content, -1) {
			var n [4]float64
			for i := range n {
				if n[i], err = strconv.ParseFloat(string(r[i+1]), 64); err != nil {
					t.Fatal(err)
				}
			}
			page = join(page, rectangle{n[0], n[1], n[2], n[3]})
		}
		slices.SortFunc(page, func(a, b *darkBox) int {
			if math.Abs(a.high-b.high) > near {
				return int(b.high - a.high)
			}
			return int(a.left - b.left)
		})
		all = append(all, page...)
	}
	return all
}

// join puts a rectangle to the box that is near it, and boxes together that it touches both.
func join(boxes []*darkBox, r rectangle) []*darkBox {
	in := &darkBox{all: []rectangle{r}, left: r.x, low: r.y, right: r.x + r.w, high: r.y + r.h, module: r.h}
	var rest []*darkBox
	for _, b := range boxes {
		if b.left > in.right+near || b.right < in.left-near || b.low > in.high+near || b.high < in.low-near {
			rest = append(rest, b)
			continue
		}
		in = &darkBox{append(b.all, in.all...), min(b.left, in.left), min(b.low, in.low), max(b.right, in.right), max(b.high, in.high), min(b.module, in.module)}
	}
	return append(rest, in)
}

// read scans the box with some white around it and decodes what the scanner saw.
func (b *darkBox) read(p Paper) (string, error) {
	margin := 6 * b.module
	side := int((b.width() + 2*margin) * fine)
	dark := make([]bool, side*side)
	for _, r := range b.all {
		x0, y0 := int((r.x-b.left+margin)*fine), int((b.high-r.y-r.h+margin)*fine)
		for y := y0; y < y0+int(r.h*fine); y++ {
			for x := x0; x < x0+int(r.w*fine); x++ {
				dark[y*side+x] = true
			}
		}
	}
	step := fine * 72 / p.DPI // fine dots to one of the scanner's
	n := int(float64(side) / step)
	img := image.NewGray(image.Rect(0, 0, n, n))
	sin, cos := math.Sincos(p.Tilt * math.Pi / 180)
	random := rand.New(rand.NewPCG(1, 2))
	stain, middle := p.Stain*b.width()*fine, float64(side)/2
	for y := range n {
		for x := range n {
			black, of := 0, 0
			for dy := 0.0; dy < 1; dy += 0.2 {
				for dx := 0.0; dx < 1; dx += 0.2 {
					u, v := (float64(x)+dx)*step-middle, (float64(y)+dy)*step-middle
					px, py := int(u*cos-v*sin+middle), int(u*sin+v*cos+middle)
					of++
					if px >= 0 && py >= 0 && px < side && py < side && dark[py*side+px] && math.Hypot(u, v) > stain {
						black++
					}
				}
			}
			light := 235 - 200*black/of
			if p.Noise > 0 {
				light += random.IntN(2*p.Noise) - p.Noise
			}
			img.SetGray(x, y, color.Gray{Y: uint8(min(max(light, 0), 255))})
		}
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: 60}); err != nil {
		return "", err
	}
	seen, err := jpeg.Decode(&file)
	if err != nil {
		return "", err
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(seen)
	if err != nil {
		return "", err
	}
	got, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return got.GetText(), nil
}
