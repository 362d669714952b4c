package bank

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"renshe/internal/fail"
)

func adapter(t testing.TB, name string) *Adapter {
	t.Helper()
	all, err := adapters()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if a.Name == name {
			return a
		}
	}
	t.Fatalf("no adapter %s", name)
	return nil
}

// TestBadAdaptersAreRefused: a format by which money could be read wrongly never becomes one.
func TestBadAdaptersAreRefused(t *testing.T) {
	good, err := adapterFiles.ReadFile("adapters/fixed-gb18030.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseAdapter("good", good); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string][2]string{
		"unknown key":        {"kind: fixed", "kind: fixed\ncolour: red"},
		"unknown kind":       {"kind: fixed", "kind: punched"},
		"no unit":            {"money: fen", "money: jiao"},
		"no encoding":        {"encoding: gb18030", "encoding: big5"},
		"no newline":         {"newline: crlf", "newline: cr"},
		"no date":            {"date: YYYYMMDD", "date: DDMMYY"},
		"unknown column":     {"is: payee-name,", "is: nickname,"},
		"column twofold":     {"{text: CNY}", "{text: CNY, is: currency, width: 3}"},
		"no width":           {"{is: created, width: 8}", "{is: created}"},
		"no control total":   {"    - {is: total, width: 18, align: right}\n    - {is: digest", "    - {is: digest"},
		"digest not last":    {"    - {is: count, width: 8, align: right}\n    - {is: total, width: 18, align: right}\n    - {is: digest, width: 64}", "    - {is: digest, width: 64}\n    - {is: count, width: 8, align: right}\n    - {is: total, width: 18, align: right}"},
		"half a balance":     {"    - {is: credits, width: 18, align: right}\n", ""},
		"no way to be known": {"    - {text: H1}\n", ""},
		"code twice":         {`bank: "1002"`, `bank: "1001"`},
		"reason unknown":     {"is: AC06}", "is: XX99}"},
		"paid late":          {`is: AC01, late: true`, `is: paid, late: true`},
		"nobody paid":        {`{bank: "0000", is: paid}`, `{bank: "0000", is: MS03}`},
	} {
		text := strings.Replace(string(good), c[0], c[1], 1)
		if text == string(good) {
			t.Fatalf("%s: the file has no %q", what, c[0])
		}
		if _, err := ParseAdapter(what, []byte(text)); !errors.Is(err, BadAdapter) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestFixedWidthInBytes: widths are bytes of the encoding; a name that does not fit is refused and never cut.
func TestFixedWidthInBytes(t *testing.T) {
	f := adapter(t, "fixed-gb18030").Format()
	p, _ := fixture(t)
	p.Orders[0].Name = strings.Repeat("王", 60)
	content, err := f.writePayment(p)
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Split(content, []byte("\r\n")); len(lines[1]) != 1+8+19+32+120+15 || len(lines[1]) != len(lines[2]) {
		t.Errorf("lines of %d and %d bytes", len(lines[1]), len(lines[2]))
	}
	p.Orders[0].Name += "国"
	if _, err := f.writePayment(p); !errors.Is(err, Unwritable) {
		t.Errorf("a name of 61 characters: %v", err)
	}
}

// TestFilledInOtherwise: what a bank's program or a person's hand makes of a text is refused, with its line.
func TestFilledInOtherwise(t *testing.T) {
	p, r := fixture(t)
	for what, c := range map[string]struct {
		format, old, new string
		want             *fail.Fault
	}{
		"thousands":            {"bar-gb18030", "|200.00|", "|2,00.00|", Malformed},
		"plus":                 {"bar-gb18030", "|200.00|", "|+200.00|", Malformed},
		"unknown code":         {"bar-gb18030", "|02|", "|77|", Malformed},
		"paid for returned":    {"bar-gb18030", "|02|", "|00|", WrongTotal},
		"total":                {"bar-gb18030", "|800.06|", "|800.07|", WrongTotal},
		"line left out":        {"bar-gb18030", "2|1001|200.01|02|\n", "", Malformed},
		"quotes for nothing":   {"csv-utf8", "已销户", `"已销户"`, Malformed},
		"half a quotation":     {"csv-utf8", "已销户", `"已销户`, Malformed},
		"titles":               {"csv-utf8", "序号", "编号", Malformed},
		"line feeds":           {"csv-utf8", "\r\n", "\n", Malformed},
		"byte order mark":      {"csv-utf8", "回盘", "\xef\xbb\xbf回盘", UnknownFormat},
		"impossible day":       {"csv-utf8", "2026-03-02", "2026-02-30", Malformed},
		"another's batch":      {"csv-utf8", "RS430725-77", "RS4307-77", Malformed},
		"full width digits":    {"csv-utf8", ",200.00,", ",２00.00,", Malformed},
		"something after it":   {"csv-utf8", "户名不符,\r\n", "户名不符,\r\nx", Truncated},
		"an empty line at end": {"csv-utf8", "户名不符,\r\n", "户名不符,\r\n\r\n", Malformed},
	} {
		f := adapter(t, c.format).Format()
		good, err := f.writeReport(p.PaymentHeader, r)
		if err != nil {
			t.Fatal(err)
		}
		spoilt := bytes.Replace(good, []byte(c.old), []byte(c.new), 1)
		if bytes.Equal(spoilt, good) {
			t.Fatalf("%s: no %q in\n%s", what, c.old, good)
		}
		if _, err := ReadReport(spoilt); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", what, err, c.want.Code)
		}
	}
}

// TestNoFormula: nobody's name becomes a formula, and a workbook with one is refused.
func TestNoFormula(t *testing.T) {
	p, r := fixture(t)
	for _, name := range []string{`=HYPERLINK("http://127.0.0.1")`, "+1", "-1", "@SUM(A1)"} {
		p.Orders[0].Name = name
		for _, format := range []string{"xlsx", "csv-utf8"} {
			if _, err := adapter(t, format).Format().writePayment(p); !errors.Is(err, Unwritable) {
				t.Errorf("%s in %s: %v", name, format, err)
			}
		}
	}
	p, _ = fixture(t)
	f := adapter(t, "xlsx").Format()
	good, err := f.writePayment(p)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	if v, err := book.GetCellValue("代发", "D3"); err != nil || v != p.Orders[0].Account {
		t.Errorf("the account is %q, %v", v, err)
	}
	if kind, err := book.GetCellType("代发", "E3"); err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
		t.Errorf("an amount is a cell of type %v, %v", kind, err)
	}
	answer, err := f.writeReport(p.PaymentHeader, r)
	if err != nil {
		t.Fatal(err)
	}
	sheet := func(change func(b *excelize.File) error) []byte {
		b, err := excelize.OpenReader(bytes.NewReader(answer))
		if err != nil {
			t.Fatal(err)
		}
		if err := change(b); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := b.Write(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	for what, c := range map[string]func(b *excelize.File) error{
		"a formula":        func(b *excelize.File) error { return b.SetCellFormula("代发", "C3", "200+0") },
		"a second sheet":   func(b *excelize.File) error { _, err := b.NewSheet("x"); return err },
		"another sheet":    func(b *excelize.File) error { return b.SetSheetName("代发", "x") },
		"an amount typed":  func(b *excelize.File) error { return b.SetCellStr("代发", "C3", "200.001") },
		"a column more":    func(b *excelize.File) error { return b.SetCellStr("代发", "H3", "x") },
		"a total by hand":  func(b *excelize.File) error { return b.SetCellStr("代发", "C7", "1.00") },
		"a row in between": func(b *excelize.File) error { return b.InsertRows("代发", 4, 1) },
	} {
		_, err := ReadReport(sheet(c))
		if err == nil || fail.KindOf(err) != fail.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := ReadReport(sheet(func(b *excelize.File) error { return b.SetCellStr("代发", "E3", "已入账") })); err != nil {
		t.Errorf("a note: %v", err)
	}
	if _, err := ReadReport(bomb(t)); !errors.Is(err, Malformed) {
		t.Errorf("a small file that unpacks to gigabytes: %v", err)
	}
}

// bomb is a package that unpacks to more than is let in.
func bomb(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(w, zeros{}, maxUnpacked+1<<20); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// TestNothingPersonalInFaults: no refusal repeats a name or an account number.
func TestNothingPersonalInFaults(t *testing.T) {
	p, _ := fixture(t)
	p.Orders[1].Name = "=" + p.Orders[1].Name
	all, err := Formats()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if !f.Pays {
			continue
		}
		if _, err := f.writePayment(p); err != nil {
			if text := fmt.Sprint(err); strings.Contains(text, "阿不都") || strings.Contains(text, "62170000") {
				t.Errorf("%s: %s", f.Name, text)
			}
		}
	}
}
