// Package money holds amounts (金额): integer fen, exact fractions, rounding by rule. No floats, anywhere.
package money

import (
	"errors"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Fen is an amount of money in fen (分), the hundredth of a yuan.
type Fen int64

// Yuan is one yuan in fen.
const Yuan Fen = 100

// ErrAmount says that a text is not an amount in yuan with at most two decimals.
var ErrAmount = errors.New("money: not an amount in yuan with at most two decimals")

// ErrOverflow says that an amount does not fit into int64 fen.
var ErrOverflow = errors.New("money: amount out of range")

// ParseYuan reads an amount as people type it: "193003.56", "1,200", "￥163.5", full-width digits. At most two
// decimals: a third is refused, never rounded.
func ParseYuan(s string) (Fen, error) {
	s = strings.TrimSpace(strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7",
		"８", "8", "９", "9", "．", ".", "，", ",", "￥", "", "¥", "", "元", "").Replace(s))
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, dot := strings.Cut(s, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) {
				return 0, ErrAmount
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" || len(frac) > 2 || (dot && frac == "") || !digits(whole) || !digits(frac) {
		return 0, ErrAmount
	}
	n, err := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64)
	if err != nil {
		return 0, ErrOverflow
	}
	if negative {
		n = -n
	}
	return Fen(n), nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Plain writes the amount in yuan with two decimals and no grouping, as files and forms carry it: "193003.56".
func (f Fen) Plain() string {
	sign, u := "", uint64(f)
	if f < 0 {
		sign, u = "-", -u
	}
	c := strconv.FormatUint(u%100, 10)
	if len(c) == 1 {
		c = "0" + c
	}
	return sign + strconv.FormatUint(u/100, 10) + "." + c
}

// String writes the amount as people read it: "193,003.56".
func (f Fen) String() string {
	p := f.Plain()
	sign := ""
	if p[0] == '-' {
		sign, p = "-", p[1:]
	}
	whole, frac, _ := strings.Cut(p, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range []byte(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(c)
	}
	return b.String() + "." + frac
}

// Add gives f+g and refuses to wrap around.
func (f Fen) Add(g Fen) (Fen, error) {
	s := f + g
	if (s > f) != (g > 0) {
		if g != 0 {
			return 0, ErrOverflow
		}
	}
	return s, nil
}

// Sum adds amounts and refuses to wrap around.
func Sum(amounts ...Fen) (Fen, error) {
	var total Fen
	for _, a := range amounts {
		var err error
		if total, err = total.Add(a); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// Mode is one way of rounding an exact fraction to a multiple of a unit.
type Mode uint8

// The modes of rounding that the rules use.
const (
	HalfUp Mode = iota // 四舍五入
	Down               // 舍去
	Up                 // 进位
)

// Step rounds to a multiple of Unit (1 = fen, 10 = jiao, 100 = yuan).
type Step struct {
	Mode Mode
	Unit int64
}

// Rounding is a dated, cited parameter: a sequence of steps, applied in order (drop the li, then fen up to jiao).
// The zero Rounding is half up to the fen.
type Rounding struct{ steps [3]Step }

// NewRounding makes a rounding of one to three steps.
func NewRounding(steps ...Step) (Rounding, error) {
	var r Rounding
	if len(steps) == 0 || len(steps) > len(r.steps) {
		return r, errors.New("money: a rounding has one to three steps")
	}
	for i, s := range steps {
		if s.Unit <= 0 || s.Mode > Up {
			return r, errors.New("money: a rounding step needs a mode and a positive unit")
		}
		r.steps[i] = s
	}
	return r, nil
}

// Div rounds num/den. den must be positive.
func (r Rounding) Div(num, den int64) Fen { return r.MulDiv(num, 1, den) }

// MulDiv rounds a×b/den with a 128-bit product. den must be positive; a result outside int64 saturates, which no
// amount of a county reaches and every range check refuses.
func (r Rounding) MulDiv(a, b, den int64) Fen {
	first := r.steps[0]
	if first.Unit == 0 {
		first.Unit = 1
	}
	q := mulDiv(a, b, den, first)
	for _, s := range r.steps[1:] {
		if s.Unit == 0 {
			break
		}
		q = mulDiv(q, 1, 1, s)
	}
	return Fen(q)
}

// mulDiv rounds a×b/den to a multiple of s.Unit, away from zero for HalfUp's half and for Up.
func mulDiv(a, b, den int64, s Step) int64 {
	negative := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	dhi, d := bits.Mul64(uint64(den), uint64(s.Unit))
	if dhi != 0 || hi >= d {
		return saturated(negative)
	}
	return rounded(hi, lo, d, s, negative)
}

// rounded divides two words by d, which is den×s.Unit and greater than hi, and gives a multiple of s.Unit.
func rounded(hi, lo, d uint64, s Step, negative bool) int64 {
	q, rem := bits.Div64(hi, lo, d)
	switch s.Mode {
	case HalfUp:
		if rem >= d-rem {
			q++
		}
	case Up:
		if rem > 0 {
			q++
		}
	}
	over, v := bits.Mul64(q, uint64(s.Unit))
	if over != 0 || v > math.MaxInt64 {
		return saturated(negative)
	}
	if negative {
		return -int64(v)
	}
	return int64(v)
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

func saturated(negative bool) int64 {
	if negative {
		return math.MinInt64
	}
	return math.MaxInt64
}

// Mul3Div rounds a×b×c/den with an exact 192-bit product. den must be positive; a result outside int64 saturates.
func (r Rounding) Mul3Div(a, b, c, den int64) Fen {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	negative := (a < 0) != (b < 0) != (c < 0)
	h1, l1 := bits.Mul64(hi, magnitude(c))
	h0, l0 := bits.Mul64(lo, magnitude(c))
	mid, carry := bits.Add64(l1, h0, 0)
	top := h1 + carry
	first := r.steps[0]
	if first.Unit == 0 {
		first.Unit = 1
	}
	dhi, d := bits.Mul64(uint64(den), uint64(first.Unit))
	if dhi != 0 || top != 0 || mid >= d {
		return Fen(saturated(negative))
	}
	q := rounded(mid, l0, d, first, negative)
	for _, s := range r.steps[1:] {
		if s.Unit == 0 {
			break
		}
		q = mulDiv(q, 1, 1, s)
	}
	return Fen(q)
}
