package paper

import (
	"bytes"
	"errors"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"renshe/internal/testkit"
)

// digitText is as much as the proof of a log of ten years holds.
func digitText(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, seed))
	b := []byte("RSP2:")
	for range n {
		b = append(b, byte('0'+r.IntN(10)))
	}
	return string(b)
}

// Codes are read from paper scanned at 300 dots to the inch: a clean sheet, an askew and noisy one, a stained one; one of a young log at 200 too.
func TestCodesAreReadFromPaper(t *testing.T) {
	l := sample()
	long, short := digitText(1, 2900), digitText(2, 1400)
	l.Blocks = []Block{Codes{Title: text("证明", "Proof"), Items: []Code{{long, text("基础养老金", "basic")}, {short, text("个人账户", "account")}, {short, text("再一个", "one more")}},
		Beside: []Para{{Text: text("核验码", "Code")}, {Text: text("1234 5678", "1234 5678"), Strong: true}}, Below: []Para{{Text: text("大码", "Large")}}}}
	pdf := print(t, l)
	if n := pages(pdf); n != 1 {
		t.Errorf("%d pages", n)
	}
	for _, p := range []testkit.Paper{{DPI: 300}, {DPI: 300, Tilt: 1.5, Noise: 40}, {DPI: 300, Stain: 0.1}} {
		got := testkit.ScanCodes(t, pdf, p)
		want := []string{l.Verify.URL, long, short, short}
		for i, w := range want {
			if i >= len(got) || got[i].Text != w {
				t.Fatalf("%+v: code %d of %d is not what was printed", p, i, len(got))
			}
		}
		if got[1].Width < 55.9 || got[1].Width > 56.1 || got[1].Module < 0.40 {
			t.Errorf("the long code is %.1f mm wide with modules of %.2f mm", got[1].Width, got[1].Module)
		}
	}
}

func TestSmallCodesAreReadFromACheapScanner(t *testing.T) {
	l := sample()
	short := digitText(4, 1450)
	l.Blocks = []Block{Codes{Items: []Code{{short, text("基础养老金", "basic")}}}}
	got := testkit.ScanCodes(t, print(t, l), testkit.Paper{DPI: 200, Tilt: -1, Noise: 30})
	if len(got) != 2 || got[0].Text != l.Verify.URL || got[1].Text != short || got[1].Module < 0.55 {
		t.Errorf("%+v", got)
	}
}

// The picture for the screen is the same code, with its border.
func TestTheCodeOnTheScreen(t *testing.T) {
	text := digitText(3, 2500)
	b, err := CodePNG(text)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 12<<10 {
		t.Errorf("%d bytes", len(b))
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	got, err := qrcode.NewQRCodeReader().Decode(bits, nil)
	if err != nil || got.GetText() != text {
		t.Errorf("not read: %v", err)
	}
}

func TestTooMuchForACode(t *testing.T) {
	l := sample()
	l.Blocks = []Block{Codes{Items: []Code{{Text: strings.Repeat("x", 5000), Caption: text("证明", "Proof")}}}}
	if err := Print(&bytes.Buffer{}, l); !errors.Is(err, LongCode) {
		t.Error(err)
	}
	if _, err := CodePNG(strings.Repeat("x", 5000)); !errors.Is(err, LongCode) {
		t.Error(err)
	}
}
