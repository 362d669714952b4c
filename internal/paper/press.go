package paper

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/signintech/gopdf"

	"renshe/internal/words"
)

//go:embed font/*.ttf
var fontFiles embed.FS

// face is one of the embedded fonts.
type face uint8

const (
	faceLatin  face = iota // Open Sans: letters and even digits
	faceStrong             // Open Sans Semibold
	faceHan                // Droid Sans Fallback: every character of GB 18030's first plane that names use
	faceSign               // DejaVu Sans: circled numbers, arrows, ticks
	faceNone
)

var faceFile = [...]string{faceLatin: "OpenSans-Regular.ttf", faceStrong: "OpenSans-Semibold.ttf", faceHan: "DroidSansFallbackFull.ttf",
	faceSign: "DejaVuSans.ttf"}

func (f face) family() string { return [...]string{"latin", "strong", "han", "sign"}[f] }

// glyph is where a character is found and how wide it is, in thousandths of the size.
type glyph struct {
	face  face
	width float64
}

// press holds the parsed fonts and what was measured of them. Parsing takes a tenth of a second, so it is done once.
type press struct {
	fonts gopdf.FontContainer
	mu    sync.Mutex // guards ruler, which is one document and not safe for two
	ruler *gopdf.GoPdf
	seen  map[rune]glyph
	bold  map[rune]glyph
}

var thePress = sync.OnceValues(newPress)

func newPress() (*press, error) {
	p := &press{seen: map[rune]glyph{}, bold: map[rune]glyph{}}
	for f, name := range faceFile {
		data, err := fontFiles.ReadFile("font/" + name)
		if err != nil {
			return nil, err
		}
		if err := p.fonts.AddTTFFontData(face(f).family(), data); err != nil {
			return nil, fmt.Errorf("paper: font %s: %w", name, err)
		}
	}
	p.ruler = document()
	for f := range faceFile {
		if err := p.add(p.ruler, face(f)); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// document is an empty A4 document.
func document() *gopdf.GoPdf {
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	return pdf
}

// add puts a font into a document; a letter gets only those it uses.
func (p *press) add(pdf *gopdf.GoPdf, f face) error {
	if err := pdf.AddTTFFontFromFontContainer(f.family(), &p.fonts); err != nil {
		return fmt.Errorf("paper: font %s: %w", faceFile[f], err)
	}
	return nil
}

// find gives the character's glyph, or faceNone.
func (p *press) find(r rune, strong bool) glyph {
	if same, ok := alike[r]; ok {
		r = same
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	known := p.seen
	if strong {
		known = p.bold
	}
	if g, ok := known[r]; ok {
		return g
	}
	g := glyph{face: faceNone}
	for _, f := range order(r, strong) {
		if w, ok := p.measure(f, r); ok {
			g = glyph{f, w}
			break
		}
	}
	known[r] = g
	return g
}

// order is where to look for a character: Chinese punctuation shared with Latin (quotes, dashes) belongs to Han text.
func order(r rune, strong bool) []face {
	latin := faceLatin
	if strong {
		latin = faceStrong
	}
	if r < 0x2000 || r >= 0x20a0 && r < 0x2150 {
		return []face{latin, faceHan, faceSign}
	}
	return []face{faceHan, latin, faceSign}
}

func (p *press) measure(f face, r rune) (float64, bool) {
	if p.ruler.SetFont(f.family(), "", 1000) != nil {
		return 0, false
	}
	if ok, err := p.ruler.IsCurrFontContainGlyph(r); !ok || err != nil {
		return 0, false
	}
	w, err := p.ruler.MeasureTextWidth(string(r))
	return w, err == nil
}

// run is a stretch of text in one font.
type run struct {
	face  face
	text  string
	width float64 // thousandths of the size
	shift float64 // thousandths of the size by which it is drawn aside
}

// aside moves the marks that the Han font sets in the middle of their square, as Taipei writes them, to where Beijing
// writes them: a comma leans on the character before it, a bracket on what it holds.
var aside = map[rune]float64{'，': -280, '；': -280, '：': -280, '！': -280, '？': -220, '（': 230, '）': -230, '〔': 230, '〕': -230}

// alike are marks the fonts have under another number with the same look.
var alike = map[rune]rune{'〈': '⟨', '〉': '⟩'}

// runs splits s by font. A character no font has is a fault that names it and where it stands.
func (p *press) runs(s string, strong bool, where string) ([]run, error) {
	var list []run
	for _, r := range s {
		if same, ok := alike[r]; ok {
			r = same
		}
		if unicode.Is(unicode.Mn, r) && r >= 0xfe00 && r <= 0xfe0f {
			continue // a variation selector asks for another drawing of the same character
		}
		g := p.find(r, strong)
		if g.face == faceNone {
			return nil, NoGlyph.With("where", where, "char", string(r), "code", fmt.Sprintf("U+%04X", r))
		}
		shift := aside[r]
		if n := len(list); n > 0 && list[n-1].face == g.face && list[n-1].shift == shift {
			list[n-1].text += string(r)
			list[n-1].width += g.width
			continue
		}
		list = append(list, run{g.face, string(r), g.width, shift})
	}
	return list, nil
}

// width of s at size, in points; a missing character counts nothing, it is refused when drawn.
func (p *press) width(s string, size float64, strong bool) float64 {
	var w float64
	for _, r := range s {
		w += p.find(r, strong).width
	}
	return w * size / 1000
}

const (
	neverFirst = "，。、；：！？）》」』】〕〉”’％%)]},.;:!?·…—～元℃"
	neverLast  = "（《「『【〔〈“‘([{¥￥"
)

// lines breaks s into lines no wider than width: between Chinese characters, but not before a closing mark or after an
// opening one; Latin words and numbers stay whole unless they are longer than a line.
func (p *press) lines(s string, size, width float64, strong bool) []string {
	var out []string
	for para := range strings.SplitSeq(s, "\n") {
		out = append(out, p.wrap(pieces(para), size, width, strong)...)
	}
	return out
}

func (p *press) wrap(parts []string, size, width float64, strong bool) []string {
	var out []string
	line, used := "", 0.0
	for _, part := range parts {
		w := p.width(part, size, strong)
		if line != "" && used+p.width(strings.TrimRight(part, " "), size, strong) > width {
			out = append(out, strings.TrimRight(line, " "))
			line, used = "", 0
			part = strings.TrimLeft(part, " ")
			w = p.width(part, size, strong)
		}
		for w > width && len([]rune(part)) > 1 {
			head := p.fit(part, size, width-used, strong)
			out = append(out, line+head)
			line, used = "", 0
			part = part[len(head):]
			w = p.width(part, size, strong)
		}
		line += part
		used += w
	}
	return append(out, strings.TrimRight(line, " "))
}

// fit is as much of s as goes into width, at least one character.
func (p *press) fit(s string, size, width float64, strong bool) string {
	used := 0.0
	for i, r := range s {
		used += p.find(r, strong).width * size / 1000
		if used > width && i > 0 {
			return s[:i]
		}
	}
	return s
}

// pieces cuts text where a line may end.
func pieces(s string) []string {
	var out []string
	var cur strings.Builder
	var last rune
	for _, r := range s {
		if cur.Len() > 0 && mayBreak(last, r) {
			out = append(out, cur.String())
			cur.Reset()
		}
		cur.WriteRune(r)
		last = r
	}
	return append(out, cur.String())
}

func mayBreak(a, b rune) bool {
	if strings.ContainsRune(neverFirst, b) || strings.ContainsRune(neverLast, a) {
		return false
	}
	return a == ' ' && b != ' ' || wide(a) && b != ' ' || wide(b)
}

// wide says whether r is a character of Chinese text, between which a line may end anywhere.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x30ff || r >= 0xff00 && r <= 0xffef
}

// in is a text of the letter's language with its places filled.
func in(l words.Lang, t words.Text, pairs ...any) string { return t.Fill(l, pairs...) }
