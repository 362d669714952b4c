package paper

import (
	"slices"

	"github.com/skip2/go-qrcode"
)

// A reader finds a QR code by the three squares in its corners: any row that runs dark, light, dark, light, dark as 1:1:3:1:1, whose column does
// so too. Data look like that by chance, and a reader that takes such a place for a corner reads nothing: of codes masked by the standard's
// marks alone, one in seventy of an address and one in fifteen of a proof was not read by ZXing's port from a perfect picture. So the mask is chosen
// by what readers could mistake for corners, and by the standard's marks where there is nothing.

// symbol is the squares of a QR code of level M, row by row; true is dark.
type symbol [][]bool

// encode makes the QR code of a text, one size larger where none of its own size is without what a reader takes for a corner.
func encode(text string) (symbol, error) {
	qr, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, err
	}
	best, least := clearest(qr)
	if least < costAlike {
		return best, nil
	}
	if qr, err = qrcode.NewWithForcedVersion(text, qr.VersionNumber+1, qrcode.Medium); err == nil { // none is larger than the fortieth
		if other, d := clearest(qr); d < least {
			best = other
		}
	}
	return best, nil
}

// clearest is the code under the mask that leaves the least doubt, and how much that is.
func clearest(qr *qrcode.QRCode) (best symbol, least int) {
	qr.DisableBorder = true
	own := symbol(qr.Bitmap())
	best, least = own, own.doubt()
	for mask := 0; mask < masks && least > 0; mask++ {
		if mask == own.mask() {
			continue
		}
		other := own.masked(mask)
		if d := other.doubt(); d < least {
			best, least = other, d
		}
	}
	return best, least
}

const masks = 8

// flips says whether a mask changes the square at (x, y).
func flips(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	default:
		return ((x+y)%2+x*y%3)%2 == 0
	}
}

// format is the fifteen bits that name level M and a mask.
func format(mask int) int {
	rest := mask
	for range 10 {
		rest = rest<<1 ^ rest>>9*0x537
	}
	return (mask<<10 | rest) ^ 0x5412
}

// formatPlace is where a bit of the format stands, twice: x, y, x, y.
func formatPlace(bit, n int) (place [4]int) {
	switch {
	case bit < 6:
		place = [4]int{8, bit}
	case bit < 8:
		place = [4]int{8, bit + 1}
	case bit == 8:
		place = [4]int{7, 8}
	default:
		place = [4]int{14 - bit, 8}
	}
	if bit < 8 {
		place[2], place[3] = n-1-bit, 8
	} else {
		place[2], place[3] = 8, n-15+bit
	}
	return place
}

// mask is the one that the symbol was made with.
func (s symbol) mask() int {
	bits := 0
	for bit := range 15 {
		if p := formatPlace(bit, len(s)); s[p[1]][p[0]] {
			bits |= 1 << bit
		}
	}
	return (bits ^ 0x5412) >> 10 & 7
}

// masked is the same code under another mask.
func (s symbol) masked(mask int) symbol {
	n, was := len(s), s.mask()
	fixed := fixedSquares(n)
	out := make(symbol, n)
	for y := range s {
		out[y] = slices.Clone(s[y])
		for x := range s[y] {
			if !fixed[y][x] && flips(was, x, y) != flips(mask, x, y) {
				out[y][x] = !s[y][x]
			}
		}
	}
	bits := format(mask)
	for bit := range 15 {
		p, dark := formatPlace(bit, n), bits>>bit&1 == 1
		out[p[1]][p[0]], out[p[3]][p[2]] = dark, dark
	}
	return out
}

// fixedSquares are those that hold no data.
func fixedSquares(n int) symbol {
	out := make(symbol, n)
	version := (n - 17) / 4
	for y := range out {
		out[y] = make([]bool, n)
		for x := range out[y] {
			out[y][x] = x < 9 && (y < 9 || y >= n-8) || y < 9 && x >= n-8 || x == 6 || y == 6 ||
				version >= 7 && (x < 6 && y >= n-11 || y < 6 && x >= n-11)
		}
	}
	centers := alignments(version)
	for _, cy := range centers {
		for _, cx := range centers {
			if cx == 6 && cy == 6 || cx == 6 && cy == n-7 || cx == n-7 && cy == 6 {
				continue // a corner is there
			}
			for y := cy - 2; y <= cy+2; y++ {
				for x := cx - 2; x <= cx+2; x++ {
					out[y][x] = true
				}
			}
		}
	}
	return out
}

// alignments are the rows, and columns, of the small squares that help to find the others.
func alignments(version int) []int {
	if version == 1 {
		return nil
	}
	count, last := version/7+2, 4*version+10
	step := (version*4 + count*2 + 1) / (count*2 - 2) * 2
	if version == 32 {
		step = 26 // the standard's one exception
	}
	out := []int{6}
	for i := count - 2; i >= 0; i-- {
		out = append(out, last-i*step)
	}
	return out
}
