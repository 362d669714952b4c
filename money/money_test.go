package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestParseYuan(t *testing.T) {
	good := map[string]Fen{"0": 0, "193003.56": 19300356, "1,200": 120000, "12,345,678.9": 1234567890, "￥163.5": 16350,
		"１６３．００元": 16300, "-3.05": -305, " 7 ": 700}
	for in, want := range good {
		if got, err := ParseYuan(in); err != nil || got != want {
			t.Errorf("ParseYuan(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", ".", "1.", ".5", "1.234", "1,20", "12,34.5", "1e3", "0x1", "--1", "99999999999999999999", "1 2"} {
		if got, err := ParseYuan(in); err == nil {
			t.Errorf("ParseYuan(%q) = %d, want an error", in, got)
		}
	}
}

func TestPlainRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64().Draw(t, "fen"))
		for _, s := range []string{f.Plain(), f.String()} {
			if f == -1<<63 {
				continue
			}
			if got, err := ParseYuan(s); err != nil || got != f {
				t.Fatalf("ParseYuan(%q) = %d, %v; want %d", s, got, err, f)
			}
		}
	})
}

func TestAddRefusesToWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		want := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
		got, err := Fen(a).Add(Fen(b))
		if want.IsInt64() != (err == nil) || (err == nil && int64(got) != want.Int64()) {
			t.Fatalf("%d + %d = %d, %v", a, b, got, err)
		}
	})
}

// The rounding is compared with arbitrary-precision arithmetic.
func TestMulDivAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "a"), rapid.Int64Range(-1<<30, 1<<30).Draw(t, "b")
		den := rapid.Int64Range(1, 1<<30).Draw(t, "den")
		s := Step{Mode(rapid.IntRange(0, 2).Draw(t, "mode")), rapid.SampledFrom([]int64{1, 10, 100}).Draw(t, "unit")}
		n := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		sign := int64(n.Sign())
		n.Abs(n)
		d := big.NewInt(den * s.Unit)
		q, rem := new(big.Int).QuoRem(n, d, new(big.Int))
		switch {
		case s.Mode == Up && rem.Sign() > 0, s.Mode == HalfUp && rem.Lsh(rem, 1).Cmp(d) >= 0:
			q.Add(q, big.NewInt(1))
		}
		q.Mul(q, big.NewInt(sign*s.Unit))
		if !q.IsInt64() {
			return // out of range: saturation is its own matter
		}
		r, err := NewRounding(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := int64(r.MulDiv(a, b, den)); got != q.Int64() {
			t.Fatalf("%d×%d/%d %+v = %d, want %s", a, b, den, s, got, q)
		}
	})
}

func TestRoundingSequence(t *testing.T) {
	// Drop the li, then fen up to jiao: 10.001 yuan is 10.00, not 10.10.
	r, err := NewRounding(Step{Down, 1}, Step{Up, 10})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Div(10001, 10); got != 1000 {
		t.Errorf("10.001 yuan = %d fen, want 1000", got)
	}
	if got := r.Div(10011, 10); got != 1010 {
		t.Errorf("10.011 yuan = %d fen, want 1010", got)
	}
	if got := (Rounding{}).Div(1862000, 139); got != 13396 {
		t.Errorf("18620.00/139 = %d fen, want 13396", got)
	}
}

// Three factors are compared with arbitrary-precision arithmetic, and with two factors where the third is one.
func TestMul3DivAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		factor := rapid.Int64Range(-1<<31, 1<<31)
		a, b, c, den := factor.Draw(t, "a"), factor.Draw(t, "b"), factor.Draw(t, "c"), rapid.Int64Range(1, 1<<40).Draw(t, "den")
		n := new(big.Int).Mul(new(big.Int).Mul(big.NewInt(a), big.NewInt(b)), big.NewInt(c))
		sign := int64(n.Sign())
		q, rem := new(big.Int).QuoRem(n.Abs(n), big.NewInt(den), new(big.Int))
		if rem.Lsh(rem, 1).Cmp(big.NewInt(den)) >= 0 {
			q.Add(q, big.NewInt(1))
		}
		if q.Mul(q, big.NewInt(sign)); !q.IsInt64() {
			return
		}
		if got := int64((Rounding{}).Mul3Div(a, b, c, den)); got != q.Int64() {
			t.Fatalf("%d×%d×%d/%d = %d, want %s", a, b, c, den, got, q)
		}
		if got, want := (Rounding{}).Mul3Div(a, b, 1, den), (Rounding{}).MulDiv(a, b, den); got != want {
			t.Fatalf("%d×%d/%d = %d, with two factors %d", a, b, den, got, want)
		}
	})
}

// The short way, for a product that fits a word and a single step to the fen, gives what the long way gives: near its edges too.
func TestMulDivShortWay(t *testing.T) {
	edges := []int64{0, 1, -1, 1<<31 - 1, 1 << 31, 1<<32 + 1, 3037000499, 3037000500, 1<<62 - 1, 1<<63 - 1, -1 << 63}
	factor := rapid.OneOf(rapid.Int64(), rapid.Int64Range(0, 1<<33), rapid.SampledFrom(edges))
	rapid.Check(t, func(t *rapid.T) {
		var r Rounding
		if rapid.Bool().Draw(t, "stated") {
			var err error
			if r, err = NewRounding(Step{Mode(rapid.IntRange(0, 2).Draw(t, "mode")), rapid.SampledFrom([]int64{1, 1, 10}).Draw(t, "unit")}); err != nil {
				t.Fatal(err)
			}
		}
		a, b := factor.Draw(t, "a"), factor.Draw(t, "b")
		den := rapid.OneOf(rapid.Int64Range(1, 1<<20), rapid.Int64Range(1, 1<<63-1)).Draw(t, "den")
		if got, want := r.MulDiv(a, b, den), r.mulDiv(a, b, den); got != want {
			t.Fatalf("%d×%d/%d %+v = %d, the long way %d", a, b, den, r, got, want)
		}
	})
}

// A step that does not share its word with the mode is refused.
func TestRoundingUnits(t *testing.T) {
	for _, s := range []Step{{HalfUp, 0}, {HalfUp, -1}, {Up + 1, 1}, {Down, mostUnit + 1}} {
		if _, err := NewRounding(s); err == nil {
			t.Errorf("%+v was taken", s)
		}
	}
	if r, err := NewRounding(Step{Up, mostUnit}); err != nil || r.Div(1, 1) != mostUnit {
		t.Errorf("%v, %v", r, err)
	}
}
