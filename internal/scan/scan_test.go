package scan

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"renshe/internal/fail"
)

func drawn(w, h int, noise bool) image.Image {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	rng := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			c := color.RGBA{uint8(255 * x / w), uint8(255 * y / h), 90, 255}
			if noise {
				c = color.RGBA{uint8(rng.Uint32()), uint8(rng.Uint32()), uint8(rng.Uint32()), 255}
			}
			p.SetRGBA(x, y, c)
		}
	}
	return p
}

func asJPEG(t testing.TB, p image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif puts a camera's notes into a photograph: how it was held, and where it was taken.
func exif(body []byte, turn uint16) []byte {
	tiff := binary.BigEndian.AppendUint16([]byte("MM\x00*\x00\x00\x00\x08\x00\x02"), orientation)
	tiff = append(tiff, 0, 3, 0, 0, 0, 1, byte(turn>>8), byte(turn), 0, 0)
	tiff = append(tiff, "\x88\x25\x00\x02\x00\x00\x00\x04GPS!\x00\x00\x00\x00LAT 28.9 LON 111.4"...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, byte((len(segment)+2)>>8), byte(len(segment)+2))
	return append(append(out, segment...), body[2:]...)
}

// A photograph of 20 MB becomes a page of a few hundred kilobytes; what the camera noted is gone, and the picture stands upright.
func TestAPhotographIsDrawnAnew(t *testing.T) {
	large := asJPEG(t, drawn(4200, 3000, true), 100)
	if len(large) < 20<<20 {
		t.Fatalf("the photograph has only %d bytes", len(large))
	}
	k, err := Keep("大照片.jpg", large)
	if err != nil || k.Kind != JPEG || k.Width != LongEdge || k.Height != 1428 || len(k.Body) > 3<<20 {
		t.Fatalf("%d bytes, %d×%d %s: %v", len(k.Body), k.Width, k.Height, k.Kind, err)
	}
	for turn, want := range map[uint16]struct{ w, h, x, y int }{1: {300, 200, 295, 5}, 3: {300, 200, 5, 195}, 6: {200, 300, 195, 295}, 8: {200, 300, 5, 5}, 9: {300, 200, 295, 5}} {
		k, err := Keep("x.jpg", exif(asJPEG(t, drawn(300, 200, false), 90), turn))
		if err != nil || bytes.Contains(k.Body, []byte("GPS!")) || bytes.Contains(k.Body, []byte("Exif")) {
			t.Fatalf("turned %d: %v, or the camera's notes are kept", turn, err)
		}
		p, err := jpeg.Decode(bytes.NewReader(k.Body))
		if err != nil || k.Width != want.w || k.Height != want.h {
			t.Fatalf("turned %d: %d×%d %v", turn, k.Width, k.Height, err)
		}
		// The upper right corner as it was taken: much red, little green.
		if r, g, _, _ := p.At(want.x, want.y).RGBA(); r>>8 < 230 || g>>8 > 30 {
			t.Errorf("turned %d: the corner is at another place: %d %d", turn, r>>8, g>>8)
		}
	}
}

// A PNG is drawn on white, and becomes a JPEG as well.
func TestAScanIsDrawnOnWhite(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 60, 40))); err != nil {
		t.Fatal(err)
	}
	k, err := Keep("扫描.pdf", b.Bytes()) // the name is wrong, the content is not
	if err != nil || k.Kind != JPEG {
		t.Fatal(err)
	}
	p, err := jpeg.Decode(bytes.NewReader(k.Body))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, bl, _ := p.At(30, 20).RGBA(); r>>8 < 250 || g>>8 < 250 || bl>>8 < 250 {
		t.Errorf("what was empty is not white: %d %d %d", r>>8, g>>8, bl>>8)
	}
}

// A file is what its content says; what is refused is named by what it is.
func TestWhatIsRefusedIsNamed(t *testing.T) {
	huge := asJPEG(t, drawn(20, 10, false), 80)
	i := bytes.Index(huge, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(huge[i+5:], 60000)
	binary.BigEndian.PutUint16(huge[i+7:], 60000)
	cut := asJPEG(t, drawn(200, 100, false), 80)
	for _, c := range []struct{ name, body, code, says string }{
		{"照片.jpg", "MZ\x90\x00" + strings.Repeat("x", 100), "scan.not-kept", "Windows 程序"},
		{"photo.png", "\x7fELF\x02", "scan.not-kept", "Linux 程序"},
		{"证明.pdf", "PK\x03\x04zip", "scan.not-kept", "压缩包或 Office"},
		{"证明.pdf", "<!DOCTYPE html><script>alert(1)</script>", "scan.not-kept", "网页"},
		{"图.jpg", `<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`, "scan.not-kept", "带脚本的图形"},
		{"说明.jpg", "身份证复印件", "scan.not-kept", "文本文件"},
		{"IMG_1.jpg", "\x00\x00\x00\x18ftypheic", "scan.not-kept", "HEIC"},
		{"a.jpg", "#!/bin/sh\nrm -rf /", "scan.not-kept", "脚本"},
		{"a.jpg", "GIF89a", "scan.not-kept", "GIF"},
		{"a.jpg", "\x01\x02\x03\x04", "scan.not-kept", "无法识别"},
		{"a.jpg", "", "scan.not-kept", "空文件"},
		{"a.jpg", string(cut[:len(cut)/2]), "scan.broken", "损坏"},
		{"a.jpg", string(huge), "scan.too-many-pixels", "60000×60000"},
		{"a.jpg", "\xff\xd8\xff" + strings.Repeat("x", MostBytes), "scan.too-large", "24.0 MB"},
		{"a.pdf", "%PDF-1.4\n" + strings.Repeat("x", MostPDF), "scan.too-large", "6.0 MB"},
		{"a.pdf", "%PDF-1.4\n1 0 obj", "scan.broken", "损坏"},
	} {
		_, err := Keep(c.name, []byte(c.body))
		if err == nil {
			t.Errorf("%s of %.20q is kept", c.name, c.body)
			continue
		}
		e := fail.As(err)
		if said := e.Say(0).What; e.Code != c.code || !strings.Contains(said, c.says) || !strings.Contains(said, c.name) {
			t.Errorf("%s of %.20q: %s %s", c.name, c.body, e.Code, said)
		}
	}
}

func packed(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	fmt.Fprint(z, s)
	z.Close()
	return b.String()
}

func pdf(objects ...string) string {
	return "%PDF-1.7\n" + strings.Join(objects, "\n") + "\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
}

const page = "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n4 0 obj << /Length 9 >> stream\nBT ET /JS\nendstream endobj"

// A PDF is kept as it came, unless something in it can act, in the open, by another spelling, or packed away.
func TestAPDFMayNotAct(t *testing.T) {
	k, err := Keep("证明.pdf", []byte(pdf(page)))
	if err != nil || k.Kind != PDF || string(k.Body) != pdf(page) {
		t.Fatalf("a plain PDF: %v", err)
	}
	objects := func(s string) string {
		return "7 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >> stream\n" + packed(s) + "\nendstream endobj"
	}
	if _, err := Keep("证明.pdf", []byte(pdf(page, objects("8 0 << /Type /Font >>")))); err != nil {
		t.Fatalf("a PDF with packed objects: %v", err)
	}
	for what, body := range map[string]string{
		"a script":                     pdf(page, "5 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj"),
		"by another spelling":          pdf(page, "5 0 obj << /S /Java#53cript >> endobj"),
		"a start of a program":         pdf(page, "5 0 obj << /S /Launch /F (cmd.exe) >> endobj"),
		"a file inside":                pdf(page, "5 0 obj << /Type /EmbeddedFile /Length 2 >> stream\nMZ\nendstream endobj"),
		"packed away":                  pdf(page, objects("8 0 << /S /JavaScript /JS (x) >>")),
		"packed away, otherwise spelt": pdf(page, strings.Replace(objects("8 0 << /S /Launch >>"), "/ObjStm", "/Obj#53tm", 1)),
		"packed twice":                 pdf(page, "7 0 obj << /Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode] >> stream\n"+fmt.Sprintf("%x>", packed("8 0 << /S /Launch >>"))+"\nendstream endobj"),
		"behind a false beginning":     pdf(page, "5 0 obj << /X (stream\n) >> endobj "+objects("8 0 << /S /Launch >>")),
		"after a false end":            pdf(page, "5 0 obj << /Length 40 >> stream\nx endstream 6 0 obj << /S /Launch >>\nendstream endobj"),
		"after the last part":          pdf(page, "") + "9 0 obj << /S /JavaScript >> endobj %%EOF",
		"encrypted":                    pdf(page, "5 0 obj << /Filter /Standard >> endobj trailer << /Encrypt 5 0 R >>"),
		"a form with programs":         pdf(page, "5 0 obj << /XFA 6 0 R >> endobj"),
		"unfolding for ever":           pdf(page, objects(strings.Repeat("0", mostInflated+1))),
	} {
		if _, err := Keep("证明.pdf", []byte(body)); err == nil || fail.As(err).Code != "scan.active" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Whatever is sent, it ends in a kept file or in a fault of this room.
func FuzzKeep(f *testing.F) {
	f.Add([]byte(pdf(page)))
	f.Add(exif(asJPEG(f, drawn(8, 8, false), 80), 6))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		k, err := Keep("x", body)
		switch {
		case err != nil && !strings.HasPrefix(fail.As(err).Code, "scan."):
			t.Errorf("%v", err)
		case err == nil && k.Kind == JPEG:
			if p, err := jpeg.DecodeConfig(bytes.NewReader(k.Body)); err != nil || p.Width != k.Width {
				t.Errorf("what is kept does not open: %v", err)
			}
		case err == nil && !bytes.Equal(k.Body, body):
			t.Error("a PDF was changed")
		}
	})
}
