package paper

import (
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	goqr "github.com/skip2/go-qrcode"
)

// readBack gives the text that a decoder reads from a perfect picture of the symbol.
func readBack(s symbol) (string, error) {
	const dots = 3
	side := (len(s) + 8) * dots
	img := image.NewGray(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y, row := range s {
		for x, dark := range row {
			for i := 0; dark && i < dots*dots; i++ {
				img.SetGray((x+4)*dots+i%dots, (y+4)*dots+i/dots, color.Gray{})
			}
		}
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	got, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return got.GetText(), nil
}

// Under every mask, in every size, it is the same code; and back again it is the first one.
func TestMasksKeepTheCode(t *testing.T) {
	for version := 1; version <= 40; version++ {
		qr, err := goqr.NewWithForcedVersion("1234567", version, goqr.Medium)
		if err != nil {
			t.Fatal(err)
		}
		qr.DisableBorder = true
		own := symbol(qr.Bitmap())
		fixed := fixedSquares(len(own))
		known, err := decoder.Version_GetVersionForNumber(version)
		if err != nil || !slices.Equal(known.GetAlignmentPatternCenters(), alignments(version)) {
			t.Fatalf("version %d: alignments at %v, %v", version, alignments(version), err)
		}
		free := 0
		for y := range fixed {
			for x := range fixed[y] {
				if !fixed[y][x] {
					free++
				}
			}
		}
		if free/8 != known.GetTotalCodewords() {
			t.Fatalf("version %d: room for %d bits", version, free)
		}
		for mask := range masks {
			s := own.masked(mask)
			if s.mask() != mask {
				t.Fatalf("version %d: mask %d is named %d", version, mask, s.mask())
			}
			back := s.masked(own.mask())
			if !slices.EqualFunc(own, back, slices.Equal) {
				t.Fatalf("version %d: from mask %d it does not come back", version, mask)
			}
			if version%13 == 1 && s.doubt() == 0 {
				if text, err := readBack(s); text != "1234567" {
					t.Errorf("version %d, mask %d: %q, %v", version, mask, text, err)
				}
			}
		}
	}
}

// Codes that a reader took for others as they came, and fifty more, are read.
func TestNoCornerIsMistaken(t *testing.T) {
	const site = "https://renshe.taoyuan.example/verify/"
	texts := []string{site + "17195988114700820297", site + "08123677232788252809", site + "69699242226173776766", site + "37287166373896524468",
		site + "74431763292173736852", site + "19887590394657411335", site + "71587411235984940721"}
	r := rand.New(rand.NewPCG(11, 12))
	for range 50 {
		texts = append(texts, site+fmt.Sprintf("%020d", r.Uint64N(1e19)))
	}
	refused := 0
	for i, text := range texts {
		s, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readBack(s); got != text || s.doubt() >= costAlike {
			t.Errorf("%s: %q, %v, doubt %d", text, got, err, s.doubt())
		}
		plain, err := goqr.New(text, goqr.Medium)
		if err != nil {
			t.Fatal(err)
		}
		plain.DisableBorder = true
		if got, _ := readBack(symbol(plain.Bitmap())); i < 7 && got != text {
			refused++
		}
	}
	if refused == 0 {
		t.Error("the codes are read under any mask: they show nothing")
	}
}
