package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// exactRooms compute law or money: in integers only, generated files and generators included.
var exactRooms = []string{"policy", "law", "money", "civil", "internal/ledger", "internal/benefit", "internal/enrolment", "internal/bank"}

// floatNames are types, functions and methods that bring in a float. The methods of a duration answer in float64.
var floatNames = []string{"float32", "float64", "complex64", "complex128", "ParseFloat", "FormatFloat", "AppendFloat", "ParseComplex", "FormatComplex",
	"Float32", "Float64", "NormFloat64", "ExpFloat64", "SetFloat64", "NewFloat", "Float", "Seconds", "Minutes", "Hours"}

// integerMath is what of package math has to do with integers.
var integerMath = []string{"MaxInt", "MinInt", "MaxInt8", "MinInt8", "MaxInt16", "MinInt16", "MaxInt32", "MinInt32", "MaxInt64", "MinInt64", "MaxUint", "MaxUint8",
	"MaxUint16", "MaxUint32", "MaxUint64"}

// floatsIn lists the floats of a file: types, literals, functions that take or give them.
func floatsIn(f *ast.File) map[token.Pos]string {
	found := map[token.Pos]string{}
	mathName := ""
	for _, im := range f.Imports {
		if path, _ := strconv.Unquote(im.Path.Value); path == "math" {
			mathName = "math"
			if im.Name != nil {
				mathName = im.Name.Name
			}
			if mathName == "." {
				found[im.Pos()] = "import . \"math\""
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Ident:
			if slices.Contains(floatNames, x.Name) {
				found[x.Pos()] = x.Name
			}
		case *ast.BasicLit:
			if x.Kind == token.FLOAT || x.Kind == token.IMAG {
				found[x.Pos()] = x.Value
			}
		case *ast.SelectorExpr:
			if room, ok := x.X.(*ast.Ident); ok && room.Name == mathName && !slices.Contains(integerMath, x.Sel.Name) {
				found[x.Pos()] = "math." + x.Sel.Name
			}
		}
		return true
	})
	return found
}

func TestNoFloatsNearMoneyOrLaw(t *testing.T) {
	read := map[string]int{}
	eachFile(t, func(rel, full string) {
		room := slices.IndexFunc(exactRooms, func(r string) bool { return strings.HasPrefix(rel, r+"/") })
		if room < 0 || !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return // a test may hold a wrong input, and a benchmark a ratio
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, full, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		read[exactRooms[room]]++
		for at, what := range floatsIn(f) {
			t.Errorf("%s:%d: %s: law and money are counted in integers", rel, fset.Position(at).Line, what)
		}
	})
	for _, room := range exactRooms {
		if read[room] == 0 {
			t.Errorf("no file of %s was read: the test looks in the wrong place", room)
		}
	}
	if src, err := os.ReadFile(root(t) + "/policy/gen_frames.go"); err != nil || !generated(src) {
		t.Errorf("the generated rules are not where they are read: %v", err)
	}
}

func TestFloatsAreFound(t *testing.T) {
	for src, want := range map[string]int{
		"package p; var a float64":                                               1,
		"package p; var a = 1.5":                                                 1,
		"package p; var a = 1e3":                                                 1,
		"package p; var a = 0x1p-2":                                              1,
		"package p; var a = 2i":                                                  1,
		"package p; func f[T ~float32](T)":                                       1,
		"package p; import \"math\"; var a = math.Round(2)":                      1,
		"package p; import m \"math\"; var a = m.Pi":                             1,
		"package p; import . \"math\"":                                           1,
		"package p; import \"math\"; var a = math.MaxInt64":                      0,
		"package p; import \"strconv\"; var a, _ = strconv.ParseFloat(\"1\", 8)": 1,
		"package p; import \"time\"; var a = time.Second.Seconds()":              1,
		"package p; import \"math/big\"; var a big.Float":                        1,
		"package p; import \"math/rand/v2\"; var a = rand.Float64()":             1,
		"package p; // float64 1.5\nvar a, b = \"float64\", 15":                  0,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := floatsIn(f); len(got) != want {
			t.Errorf("%s: found %v, want %d", src, got, want)
		}
	}
}
