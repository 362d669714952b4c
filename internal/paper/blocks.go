package paper

import (
	"strconv"
	"strings"

	"renshe/internal/words"
)

const (
	cellX = 8.0 // a cell's inner margin
	cellY = 6.0
)

// paragraph draws wrapped text of width w at x and moves down.
func (p *pen) paragraph(s string, x, w, size float64, c ink, strong bool) error {
	for _, line := range p.lines(s, size, w, strong) {
		if _, err := p.need(size * leading); err != nil {
			return err
		}
		p.y += size * leading
		if err := p.text(line, x, p.y-size*0.38, size, c, strong); err != nil {
			return err
		}
	}
	return nil
}

// title of a block, kept with at least the beginning of what follows.
func (p *pen) title(t words.Text) error {
	if t.IsZero() {
		return nil
	}
	p.where = t
	if _, err := p.need(60); err != nil {
		return err
	}
	p.y += 20
	p.fill(left, p.y-10.5, 3.5, 13, inkBrand)
	if err := p.text(p.in(t), left+10, p.y, sizeBody+1, inkText, true); err != nil {
		return err
	}
	if o := p.other(t); o != "" {
		x := left + 10 + p.width(p.in(t), sizeBody+1, true) + 8
		if err := p.text(o, x, p.y, sizeSmall, inkGrey, false); err != nil {
			return err
		}
	}
	p.y += 10
	return nil
}

func (h Heading) draw(p *pen) error { return p.title(h.Text) }

func (a Para) draw(p *pen) error {
	s := p.in(a.Text, a.Args...)
	size, c := sizeBody, inkText
	if a.Strong {
		size = sizeLarge
	}
	if a.Indent && p.l.Lang == words.Zh {
		s = "　　" + s
	}
	if err := p.paragraph(s, left, span, size, c, a.Strong); err != nil {
		return err
	}
	p.y += 6
	return nil
}

func (s Space) draw(p *pen) error {
	h := float64(s.MM) * mm
	if p.y+h > bottom {
		_, err := p.need(h)
		return err
	}
	p.y += h
	return nil
}

func (l List) draw(p *pen) error {
	for i, item := range l.Items {
		lines := p.lines(p.in(item), sizeBody, span-26, false)
		if _, err := p.need(float64(len(lines)) * sizeBody * leading); err != nil {
			return err
		}
		y := p.y + sizeBody*leading - sizeBody*0.38
		if l.Boxes {
			p.frame(left+3, y-9.5, 10.5, 10.5, 0.9, inkText)
		} else if err := p.text(strconv.Itoa(i+1)+".", left+2, y, sizeBody, inkBrand, true); err != nil {
			return err
		}
		if err := p.paragraph(p.in(item), left+26, span-26, sizeBody, inkText, false); err != nil {
			return err
		}
		p.y += 3
	}
	p.y += 4
	return nil
}

func (f Fields) draw(p *pen) error {
	if err := p.title(f.Title); err != nil {
		return err
	}
	per := 1
	if f.Pairs {
		per = 2
	}
	pair := span / float64(per)
	name := min(pair*0.35, 112)
	for i := 0; i < len(f.Rows); i += per {
		row := f.Rows[i:min(i+per, len(f.Rows))]
		h := 0.0
		for _, one := range row {
			w := pair - name
			if len(row) < per {
				w = span - name
			}
			n := max(len(p.lines(one.Value, sizeBody, w-2*cellX, false)), len(p.lines(p.in(one.Name), sizeTable, name-2*cellX, false)))
			h = max(h, float64(n)*sizeBody*1.4+2*cellY)
		}
		if _, err := p.need(h); err != nil {
			return err
		}
		if err := p.pairs(row, per, pair, name, h); err != nil {
			return err
		}
	}
	p.y += 10
	return nil
}

// pairs is one line of a field table: grounds first, then lines, then words, so that nothing covers a line.
func (p *pen) pairs(row []Field, per int, pair, name, h float64) error {
	for j := range row {
		p.fill(left+float64(j)*pair, p.y, name, h, inkShade)
	}
	for _, y := range []float64{p.y, p.y + h} {
		p.rule(left, right, y, 0.8, inkLine)
	}
	for j := range row {
		p.upright(left+float64(j)*pair, p.y, p.y+h, 0.8, inkLine)
	}
	p.upright(right, p.y, p.y+h, 0.8, inkLine)
	for j, f := range row {
		x, w := left+float64(j)*pair, pair
		if len(row) < per {
			w = span
		}
		p.where = f.Name
		if err := p.cell(p.in(f.Name), x, name, h, sizeTable, inkGrey, false, false); err != nil {
			return err
		}
		if err := p.cell(f.Value, x+name, w-name, h, sizeBody, inkText, false, false); err != nil {
			return err
		}
	}
	p.y += h
	return nil
}

// cell draws wrapped text in the middle of a cell's height.
func (p *pen) cell(s string, x, w, h, size float64, c ink, strong, toRight bool) error {
	lines := p.lines(s, size, w-2*cellX, strong)
	step := size * 1.4
	y := p.y + (h-float64(len(lines))*step)/2 + size*1.06
	for _, line := range lines {
		var err error
		if toRight {
			err = p.textRight(line, x+w-cellX, y, size, c, strong)
		} else {
			err = p.text(line, x+cellX, y, size, c, strong)
		}
		if err != nil {
			return err
		}
		y += step
	}
	return nil
}

func (t Table) draw(p *pen) error {
	for _, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return BadTable.With()
		}
	}
	if len(t.Columns) == 0 || t.Foot != nil && len(t.Foot) != len(t.Columns) {
		return BadTable.With()
	}
	if err := p.title(t.Title); err != nil {
		return err
	}
	l := laid{t, t.layout(p)}
	if err := l.heads(p); err != nil {
		return err
	}
	for i, row := range t.Rows {
		if err := l.row(p, row, i%2 == 1, false); err != nil {
			return err
		}
	}
	if t.Foot != nil {
		if err := l.row(p, t.Foot, false, true); err != nil {
			return err
		}
	}
	p.rule(left, right, p.y, 1, inkBrand)
	p.y += 12
	return nil
}

// laid is a table with its columns' left sides and its right end.
type laid struct {
	Table
	x []float64
}

// layout finds the columns' left sides and the right end: by their shares, but no column narrower than its longest number or word while
// another has room to give.
func (t Table) layout(p *pen) []float64 {
	all := 0
	for _, c := range t.Columns {
		all += max(c.Share, 1)
	}
	width, least := make([]float64, len(t.Columns)), t.least(p)
	lack, spare := 0.0, 0.0
	for i, c := range t.Columns {
		width[i] = span * float64(max(c.Share, 1)) / float64(all)
		lack += max(0, least[i]-width[i])
		spare += max(0, width[i]-least[i])
	}
	x := []float64{left}
	for i, w := range width {
		if lack > 0 && lack <= spare {
			if w < least[i] {
				w = least[i]
			} else {
				w -= lack * (w - least[i]) / spare
			}
		}
		x = append(x, x[i]+w)
	}
	return x
}

// least is the width of each column's longest piece that a line does not end within.
func (t Table) least(p *pen) []float64 {
	least := make([]float64, len(t.Columns))
	widen := func(i int, s string, strong bool) {
		for para := range strings.SplitSeq(s, "\n") {
			for _, piece := range pieces(para) {
				// A hair more, because the same sum in another order rounds otherwise.
				least[i] = max(least[i], p.width(strings.TrimRight(piece, " "), sizeTable, strong)+2*cellX+0.01)
			}
		}
	}
	for i, c := range t.Columns {
		widen(i, p.in(c.Head), true)
		for _, row := range t.Rows {
			widen(i, row[i], false)
		}
		if t.Foot != nil {
			widen(i, t.Foot[i], true)
		}
	}
	return least
}

func (t laid) heads(p *pen) error {
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = p.in(c.Head)
	}
	h := t.height(p, heads, true)
	if _, err := p.need(h + 24); err != nil {
		return err
	}
	p.fill(left, p.y, span, h, inkShade)
	p.rule(left, right, p.y, 1, inkBrand)
	if err := t.cells(p, heads, h, inkText, true); err != nil {
		return err
	}
	p.y += h
	p.rule(left, right, p.y, 0.8, inkLine)
	return nil
}

func (t laid) height(p *pen, row []string, strong bool) float64 {
	x, n := t.x, 1
	for i, s := range row {
		n = max(n, len(p.lines(s, sizeTable, x[i+1]-x[i]-2*cellX, strong)))
	}
	return float64(n)*sizeTable*1.4 + 2*(cellY-1)
}

func (t laid) row(p *pen, row []string, shade, strong bool) error {
	h := t.height(p, row, strong)
	fresh, err := p.need(h)
	if err != nil {
		return err
	}
	if fresh {
		if err := t.heads(p); err != nil {
			return err
		}
	}
	if shade {
		p.fill(left, p.y, span, h, inkFaint)
	}
	if strong {
		p.rule(left, right, p.y, 0.8, inkText)
	} else {
		p.rule(left, right, p.y, 0.5, inkLine) // again: the ground has covered half of it
	}
	if err := t.cells(p, row, h, inkText, strong); err != nil {
		return err
	}
	p.y += h
	p.rule(left, right, p.y, 0.5, inkLine)
	return nil
}

func (t laid) cells(p *pen, row []string, h float64, c ink, strong bool) error {
	x := t.x
	for i, s := range row {
		p.where = t.Columns[i].Head
		if err := p.cell(s, x[i], x[i+1]-x[i], h, sizeTable, c, strong, t.Columns[i].Right); err != nil {
			return err
		}
	}
	return nil
}

func (a Answer) draw(p *pen) error {
	p.where = a.Label
	note := p.in(a.Note)
	lines := 0
	if note != "" {
		lines = len(p.lines(note, sizeTable, span-36, false))
	}
	h := 66 + float64(lines)*sizeTable*leading
	if _, err := p.need(h + 8); err != nil {
		return err
	}
	p.y += 4
	p.fill(left, p.y, span, h, inkShade)
	p.fill(left, p.y, 4, h, inkBrand)
	if err := p.text(p.in(a.Label), left+18, p.y+22, sizeBody, inkGrey, false); err != nil {
		return err
	}
	if err := p.text(a.Value, left+18, p.y+51, 26, inkBrand, true); err != nil {
		return err
	}
	if err := p.text(p.in(a.Unit), left+18+p.width(a.Value, 26, true)+8, p.y+51, sizeBody, inkGrey, false); err != nil {
		return err
	}
	end := p.y + h
	p.y += 58
	if note != "" {
		if err := p.paragraph(note, left+18, span-36, sizeTable, inkText, false); err != nil {
			return err
		}
	}
	p.y = end + 10
	return nil
}

func (x Explanation) draw(p *pen) error {
	if err := p.title(x.Title); err != nil {
		return err
	}
	p.rule(left, right, p.y, 1, inkBrand)
	for i, s := range x.Steps {
		if err := s.draw(p, i+1); err != nil {
			return err
		}
	}
	p.rule(left, right, p.y, 1, inkBrand)
	if x.Plan != "" {
		p.y += 14
		if err := p.text(p.in(wPlan, "hash", x.Plan), left, p.y, sizeSmall, inkGrey, false); err != nil {
			return err
		}
	}
	p.y += 12
	return nil
}

// draw is one line of an explanation: name and value, formula, article.
func (s Step) draw(p *pen, n int) error {
	p.where = s.Title
	size := sizeBody
	if s.Result {
		size = sizeLarge
	}
	value := s.Value
	if u := p.in(s.Unit); u != "" {
		value += " " + u
	}
	valueW := p.width(value, size, true)
	titles := p.lines(p.in(s.Title), size, span-valueW-60, s.Result)
	formula := p.lines(p.in(s.Formula), sizeTable, span-34, false)
	law := p.lines(p.in(wLaw)+strings.Join(s.Law, "；"), sizeSmall, span-34, false)
	if p.in(s.Formula) == "" {
		formula = nil
	}
	if len(s.Law) == 0 {
		law = nil
	}
	h := 16 + float64(len(titles))*size*1.45 + float64(len(formula))*sizeTable*1.5 + float64(len(law))*sizeSmall*1.55
	if _, err := p.need(h); err != nil {
		return err
	}
	if s.Result {
		p.fill(left, p.y, span, h, inkShade)
	}
	y := p.y + 6 + size*1.1
	if err := p.text(strconv.Itoa(n), left+8, y, sizeTable, inkBrand, true); err != nil {
		return err
	}
	if err := p.textRight(value, right-8, y, size, inkText, true); err != nil {
		return err
	}
	for i, line := range titles {
		if err := p.text(line, left+26, y, size, inkText, s.Result); err != nil {
			return err
		}
		if i == len(titles)-1 && s.Weak {
			if err := p.weak(left+26+p.width(line, size, s.Result)+8, y); err != nil {
				return err
			}
		}
		y += size * 1.45
	}
	y -= size*1.45 - sizeTable*1.55
	for _, line := range formula {
		if err := p.text(line, left+26, y, sizeTable, inkGrey, false); err != nil {
			return err
		}
		y += sizeTable * 1.5
	}
	for _, line := range law {
		if err := p.text(line, left+26, y-1, sizeSmall, inkBrand, false); err != nil {
			return err
		}
		y += sizeSmall * 1.55
	}
	p.y += h
	p.rule(left, right, p.y, 0.5, inkLine)
	return nil
}

// weak is the mark of a figure that is not confirmed.
func (p *pen) weak(x, y float64) error {
	w := p.width(p.in(wWeak), sizeSmall, false) + 10
	p.fill(x, y-10.5, w, 14, inkPaleA)
	return p.text(p.in(wWeak), x+5, y, sizeSmall, inkAmber, false)
}

func (s Signature) draw(p *pen) error {
	if len(s.Names) == 0 {
		return nil
	}
	if _, err := p.need(40); err != nil { // what follows the lines may be the page's end
		return err
	}
	p.y += 34
	w := span / float64(len(s.Names))
	for i, n := range s.Names {
		p.where = n
		x := left + float64(i)*w
		label := p.in(n)
		if err := p.text(label, x, p.y, sizeBody, inkText, false); err != nil {
			return err
		}
		start := x + p.width(label, sizeBody, false) + 6
		p.rule(start, x+w-16, p.y+3, 0.8, inkText)
	}
	p.y += 22
	return nil
}
