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
	if f, ok := parsePlain(s); ok {
		return f, nil
	}
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

// parsePlain reads what [Fen.Plain] writes and machines send, "193003.56" or "1200", without looking for anything else.
func parsePlain(s string) (f Fen, ok bool) {
	whole, frac, dot := s, "", len(s)-3
	if dot > 0 && s[dot] == '.' {
		whole, frac = s[:dot], s[dot+1:]
	}
	if len(whole) == 0 || len(whole) > 15 || !digits(whole) || !digits(frac) {
		return 0, false
	}
	for i := range len(whole) {
		f = f*10 + Fen(whole[i]-'0')
	}
	f *= Yuan
	if frac != "" {
		f += Fen(frac[0]-'0')*10 + Fen(frac[1]-'0')
	}
	return f, true
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
func (f Fen) Plain() string { return string(f.AppendPlain(make([]byte, 0, 24))) }

// AppendPlain appends what [Fen.Plain] writes.
func (f Fen) AppendPlain(b []byte) []byte {
	u := uint64(f)
	if f < 0 {
		b, u = append(b, '-'), -u
	}
	b = strconv.AppendUint(b, u/100, 10)
	return append(b, '.', '0'+byte(u/10%10), '0'+byte(u%10))
}

// String writes the amount as people read it: "193,003.56".
func (f Fen) String() string { return string(f.Append(make([]byte, 0, 32))) }

// Append appends what [Fen.String] writes.
func (f Fen) Append(b []byte) []byte {
	var plain [24]byte
	p := f.AppendPlain(plain[:0])
	if p[0] == '-' {
		b, p = append(b, '-'), p[1:]
	}
	for whole := len(p) - len(".00"); whole > 3; {
		group := (whole-1)%3 + 1
		b = append(append(b, p[:group]...), ',')
		p, whole = p[group:], whole-group
	}
	return append(b, p...)
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
type Rounding struct{ first, second, third packed }

// packed is a step in one word, so that a Rounding travels in registers: the unit, and the mode in the two lowest bits. Zero is
// no step.
type packed uint64

func (s packed) mode() Mode   { return Mode(s & 3) }
func (s packed) unit() uint64 { return uint64(s >> 2) }

// whole says whether a step rounds to the unit of what is counted itself; the zero step does.
func (s packed) whole() bool { return s < 2<<2 }

// mostUnit bounds the unit of a step, which shares a word with the mode.
const mostUnit = math.MaxInt64 >> 2

// NewRounding makes a rounding of one to three steps.
func NewRounding(steps ...Step) (Rounding, error) {
	var list [3]packed
	if len(steps) == 0 || len(steps) > len(list) {
		return Rounding{}, errors.New("money: a rounding has one to three steps")
	}
	for i, s := range steps {
		if s.Unit <= 0 || s.Unit > mostUnit || s.Mode > Up {
			return Rounding{}, errors.New("money: a rounding step needs a mode and a positive unit")
		}
		list[i] = packed(s.Unit)<<2 | packed(s.Mode)
	}
	return Rounding{list[0], list[1], list[2]}, nil
}

// Div rounds num/den. den must be positive.
func (r Rounding) Div(num, den int64) Fen { return r.MulDiv(num, 1, den) }

// MulDiv rounds a×b/den with a 128-bit product. den must be positive; a result outside int64 saturates, which no
// amount of a county reaches and every range check refuses.
func (r Rounding) MulDiv(a, b, den int64) Fen {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if a|b|int64(lo) >= 0 && hi == 0 && den > 0 && r.second == 0 && r.first.whole() {
		return Fen((lo + r.first.lift(uint64(den))) / uint64(den))
	}
	return r.mulDiv(a, b, den)
}

// lift is what to add to a dividend so that dividing, which drops, rounds to the mode.
func (s packed) lift(den uint64) uint64 {
	switch s.mode() {
	case HalfUp:
		return den / 2
	case Up:
		return den - 1
	}
	return 0
}

// mulDiv is MulDiv for every case.
func (r Rounding) mulDiv(a, b, den int64) Fen {
	return r.rest(mulDiv(a, b, den, r.first))
}

// rest applies the steps after the first.
func (r Rounding) rest(q int64) Fen {
	for _, s := range [...]packed{r.second, r.third} {
		if s == 0 {
			break
		}
		q = mulDiv(q, 1, 1, s)
	}
	return Fen(q)
}

// mulDiv rounds a×b/den to a multiple of the step's unit, away from zero for HalfUp's half and for Up.
func mulDiv(a, b, den int64, s packed) int64 {
	negative := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	dhi, d := bits.Mul64(uint64(den), max(1, s.unit()))
	if dhi != 0 || hi >= d {
		return saturated(negative)
	}
	return rounded(hi, lo, d, s, negative)
}

// rounded divides two words by d, which is den × unit and greater than hi, and gives a multiple of the unit.
func rounded(hi, lo, d uint64, s packed, negative bool) int64 {
	q, rem := bits.Div64(hi, lo, d)
	switch s.mode() {
	case HalfUp:
		if rem >= d-rem {
			q++
		}
	case Up:
		if rem > 0 {
			q++
		}
	}
	over, v := bits.Mul64(q, max(1, s.unit()))
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
	dhi, d := bits.Mul64(uint64(den), max(1, r.first.unit()))
	if dhi != 0 || top != 0 || mid >= d {
		return Fen(saturated(negative))
	}
	return r.rest(rounded(mid, l0, d, r.first, negative))
}
