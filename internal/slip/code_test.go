package slip

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/seal"
)

var county civil.County = 430725

func drawn(t *rapid.T) string {
	o := New(Rooms{Box: seal.New([]byte("a key"))})
	return o.codeFor(county, rapid.Int64Range(1, 1<<62).Draw(t, "payment"))
}

// Whatever one digit is wrong, whichever two neighbours are exchanged, left out or doubled: the code is refused before anything is looked up.
func TestEveryMistypedCodeIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := drawn(t)
		if !wholeCode(code) || strings.Trim(code, "0123456789") != "" {
			t.Fatalf("%s is no code", code)
		}
		for i := range code {
			for c := byte('0'); c <= '9'; c++ {
				if wrong := code[:i] + string(c) + code[i+1:]; c != code[i] && wholeCode(wrong) {
					t.Fatalf("%s passes for %s", wrong, code)
				}
			}
			if i > 0 && code[i] != code[i-1] && wholeCode(code[:i-1]+code[i:i+1]+code[i-1:i]+code[i+1:]) {
				t.Fatalf("%s passes with digits %d and %d exchanged", code, i, i+1)
			}
			if wholeCode(code[:i]+code[i+1:]) || wholeCode(code[:i]+code[i:i+1]+code[i:]) {
				t.Fatalf("%s passes with digit %d left out or doubled", code, i+1)
			}
		}
	})
}

// People type with blanks, strokes, full-width digits, letters for digits.
func TestCodesAsPeopleTypeThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := drawn(t)
		typed := groupCode(code)
		if len(typed) != codeDigits+4 || strings.Count(typed, "-") != 4 {
			t.Fatalf("printed as %q", typed)
		}
		wide := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return '　'
		}, typed)
		for _, s := range []string{typed, code, " " + strings.ReplaceAll(typed, "-", " ") + "\n", wide, strings.NewReplacer("0", "O", "1", "l", "-", "—").Replace(typed)} {
			if digits, ok := digitsIn(s); !ok || digits != code || !Mine(s) {
				t.Fatalf("%q is read as %q", s, digits)
			}
		}
	})
	for s, mine := range map[string]bool{"D4V5-7K2M-9QXR": false, "0123-4567-8901": false, "": false, "RSP2:123": true, "RSP1 x": true, "https://rs.example/verify/RSP2:1": true,
		"6988-6366-6535-7672-781": true, "<script>": false, "12345678901234567890123456": true} {
		if Mine(s) != mine {
			t.Errorf("%q: %v", s, !mine)
		}
	}
}

// A code is of one payment, one county and one key; without the key the next payment's cannot be told from this one's.
func TestCodesTellNothingOfEachOther(t *testing.T) {
	a, b := New(Rooms{Box: seal.New([]byte("a key"))}), New(Rooms{Box: seal.New([]byte("b key"))})
	seen := map[string]bool{}
	var heads [10]int
	const n = 20000
	for p := int64(1); p <= n; p++ {
		code := a.codeFor(county, p)
		if seen[code] || code == b.codeFor(county, p) || code == a.codeFor(county+1, p) || code != a.codeFor(county, p) {
			t.Fatalf("payment %d: %s", p, code)
		}
		seen[code] = true
		heads[code[0]-'0']++
	}
	for d, k := range heads {
		if k < n/10*9/10 || k > n/10*11/10 { // six deviations from a tenth
			t.Errorf("%d of %d codes begin with %d", k, n, d)
		}
	}
}
