package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
)

func text(zh, en string) words.Text { return words.Text{Zh: zh, En: en} }

func sample() Letter {
	return Letter{Agency: text("桃源县人力资源和社会保障局", "Taoyuan County Human Resources and Social Security Bureau"), Title: text("养老待遇核定表", "Pension Decision Sheet"),
		Number: "430725-2026-000123", Operator: "王建国", Station: "漳江街道人社站", At: time.Date(2026, 3, 2, 1, 41, 0, 0, time.UTC), Demo: true,
		Verify: &Verify{URL: "https://rs.example/verify/k3J9vQ2mZpT7xW4aB8cD", Short: "7K2M-9QXP", Site: "rs.example/verify"},
		Blocks: []Block{
			Answer{Label: text("每月领取", "Monthly"), Value: "348.95", Unit: text("元", "yuan"), Note: text("从 4 月起发放。", "From April.")},
			Heading{text("情况", "Facts")},
			Fields{Pairs: true, Rows: []Field{{text("姓名", "Name"), "李桂兰"}, {text("身份证号", "Citizen ID"), "430********0015"}, {text("住址", "Address"), "漳江街道"}}},
			Explanation{Title: text("怎么算的", "How"), Plan: "5f0c2a11", Steps: []Step{
				{Title: text("基础养老金", "Basic"), Value: "215.00", Unit: text("元", "yuan"), Formula: text("163.00 ＋ 52.00", "163.00 + 52.00"), Law: []string{"湘人社规〔2025〕3号"}, Weak: true},
				{Title: text("合计", "Total"), Value: "348.95", Result: true}}},
			Para{Text: text("最晚 {date} 有结果。", "Result by {date}."), Args: []any{"date", "2026-03-16"}, Indent: true},
			List{Boxes: true, Items: []words.Text{text("银行卡", "Bank card")}}, List{Items: []words.Text{text("照片①", "Photograph ①")}},
			Table{Columns: []Column{{Head: text("月份", "Month")}, {Head: text("元", "Yuan"), Right: true}}, Rows: [][]string{{"2026-04", "348.95"}}, Foot: []string{"合计", "348.95"}},
			Space{MM: 20}, Signature{Names: []words.Text{text("签名：", "Signed: ")}},
		}}
}

func print(t *testing.T, l Letter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Print(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pages(pdf []byte) int { return len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1)) }

func TestFontsAreWhatTheListSays(t *testing.T) {
	list, err := os.ReadFile("font/VENDORED.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		f := strings.Fields(line)
		if len(f) < 5 || f[0] == "#" {
			continue
		}
		body, err := fontFiles.ReadFile("font/" + f[0])
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != f[3] {
			t.Errorf("%s is not the font of the list", f[0])
		}
		listed[f[0]] = true
	}
	for _, name := range faceFile {
		if !listed[name] {
			t.Errorf("%s is embedded and not in the list", name)
		}
	}
	for _, name := range []string{"font/LICENSE-Apache-2.0.txt", "font/LICENSE-DejaVu.txt"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

// Every character of the basic block and of Extension A can be printed, and what official papers use beside them.
func TestFontsCoverNames(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	missing := ""
	for r := rune(0x3400); r <= 0x9fa5; r++ {
		if unicode.Is(unicode.Han, r) && r <= 0x4db5 || r >= 0x4e00 {
			if p.find(r, false).face == faceNone {
				missing += string(r)
			}
		}
	}
	if missing != "" {
		t.Errorf("%d characters of names cannot be printed: %.60s", len([]rune(missing)), missing)
	}
	for _, r := range "，。、；：！？（）《》〈〉「」【】〔〕“”‘’—…·～￥¥×÷±≤≥≠→√✓●○■□①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣ℃㎡％＋－＝／" {
		if p.find(r, true).face == faceNone {
			t.Errorf("%c cannot be printed", r)
		}
	}
	for r := rune(0x20); r < 0x7f; r++ {
		if f := p.find(r, false).face; f != faceLatin {
			t.Errorf("%q is printed from face %d", r, f)
		}
	}
}

func TestLetterIsSmallAndWhole(t *testing.T) {
	for _, lang := range []words.Lang{words.Zh, words.En} {
		l := sample()
		l.Lang = lang
		l.Blocks = l.Blocks[:4]
		pdf := print(t, l)
		if !bytes.HasPrefix(pdf, []byte("%PDF-1.")) || !bytes.Contains(pdf[len(pdf)-32:], []byte("%%EOF")) {
			t.Error("no PDF")
		}
		if n := pages(pdf); n != 1 {
			t.Errorf("%d pages, want 1", n)
		}
		if len(pdf) > 130<<10 {
			t.Errorf("%d bytes: more of the fonts than the letter uses", len(pdf))
		}
	}
}

func TestSameLetterSameBytes(t *testing.T) {
	if !bytes.Equal(print(t, sample()), print(t, sample())) {
		t.Error("the same letter printed twice differs: an archive could not tell a copy from another paper")
	}
}

func TestManyAtOnce(t *testing.T) {
	want := print(t, sample())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := Print(&b, sample()); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("printed beside others it differs: %v", err)
			}
		})
	}
	wg.Wait()
}

// A name with a character the fonts lack stops the print: the fault names the character and the field.
func TestMissingGlyphStopsThePrint(t *testing.T) {
	l := sample()
	l.Blocks = append(l.Blocks, Fields{Rows: []Field{{text("申请人", "Applicant"), "𠮷田"}}})
	var b bytes.Buffer
	err := Print(&b, l)
	if !errors.Is(err, NoGlyph) || b.Len() != 0 {
		t.Fatalf("%v, %d bytes written", err, b.Len())
	}
	m := fail.As(err).Say(words.Zh)
	if m.What != "“申请人”里的“𠮷”（U+20BB7）字库里没有，打印不出来。" {
		t.Error(m.What)
	}
	for where, l := range map[string]Letter{
		"抬头": {Title: text("𬍛", "x")},
		"页脚": {Title: text("回执", "x"), Operator: "𬍛"},
		"正文": {Title: text("回执", "x"), Blocks: []Block{Para{Text: text("𬍛", "x")}}},
		"月份": {Title: text("回执", "x"), Blocks: []Block{Table{Columns: []Column{{Head: text("月份", "x")}}, Rows: [][]string{{"𬍛"}}}}},
	} {
		err := Print(&bytes.Buffer{}, l)
		if !errors.Is(err, NoGlyph) || !strings.Contains(fail.As(err).Say(words.Zh).What, "“"+where+"”") {
			t.Errorf("%s: %v", where, err)
		}
	}
}

func TestWholeIDIsRefused(t *testing.T) {
	birth, err := civil.ParseDate("1966-03-02")
	if err != nil {
		t.Fatal(err)
	}
	id := string(civil.MakeCitizenID("430725", birth, 1))
	for _, s := range []string{id, "身份证" + id + "，", strings.ToLower(id)} {
		l := sample()
		l.Blocks = []Block{Para{Text: text(s, s)}}
		if err := Print(&bytes.Buffer{}, l); !errors.Is(err, WholeID) {
			t.Errorf("printed: %v", err)
		}
		if err := Print(&bytes.Buffer{}, l); err != nil && strings.Contains(err.Error(), id) {
			t.Error("the fault repeats the ID")
		}
		l.ShowIDs = true
		print(t, l)
	}
	for _, s := range []string{"621700000000000447", "430725-2026-000123", strings.Repeat("1", 18)} {
		l := sample()
		l.Blocks = []Block{Para{Text: text(s, s)}}
		print(t, l)
	}
}

func TestTablesBreakOverPages(t *testing.T) {
	l := sample()
	tab := Table{Title: text("明细", "Details"), Columns: []Column{{Head: text("月份", "Month"), Share: 2}, {Head: text("摘要", "Note"), Share: 5}, {Head: text("元", "Yuan"), Right: true}}}
	for i := range 200 {
		tab.Rows = append(tab.Rows, []string{fmt.Sprint(i), "城乡居民养老保险个人缴费", "100.00"})
	}
	l.Blocks = []Block{tab}
	if n := pages(print(t, l)); n < 5 || n > 9 {
		t.Errorf("200 rows on %d pages", n)
	}
	tab.Rows[3] = []string{"a", "b"}
	l.Blocks = []Block{tab}
	if err := Print(&bytes.Buffer{}, l); !errors.Is(err, BadTable) {
		t.Error(err)
	}
	l.Blocks = []Block{Table{Rows: nil}}
	if err := Print(&bytes.Buffer{}, l); !errors.Is(err, BadTable) {
		t.Error(err)
	}
	l.Blocks = nil
	for range 40 {
		l.Blocks = append(l.Blocks, sample().Blocks...)
	}
	if n := pages(print(t, l)); n < 15 {
		t.Errorf("forty letters' blocks on %d pages", n)
	}
}

func TestLinesBreakAsChineseDoes(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"您的申请（R07）已经受理，到期前会有结果；结果会发到您的手机，也可以凭本回执到任意一个人社站查询。",
		"《城乡居民基本养老保险经办规程》（人社部发〔2019〕84号）第三十五条：符合条件的，从次月起发放待遇。",
		"Your application has been accepted and the result will be sent to your telephone before the due date.",
		"https://rs.example/verify/" + strings.Repeat("k3J9vQ2mZpT7xW4aB8cD", 6),
	} {
		for width := 60.0; width < 420; width += 7 {
			lines := p.lines(s, 12, width, false)
			for i, line := range lines {
				r := []rune(line)
				if i > 0 && len(r) > 0 && strings.ContainsRune(neverFirst, r[0]) {
					t.Fatalf("width %.0f: a line begins with %c: %q", width, r[0], lines)
				}
				if i < len(lines)-1 && len(r) > 0 && strings.ContainsRune(neverLast, r[len(r)-1]) {
					t.Fatalf("width %.0f: a line ends with %c: %q", width, r[len(r)-1], lines)
				}
				if w := p.width(line, 12, false); w > width+0.01 {
					t.Fatalf("width %.0f: a line of %.1f: %q", width, w, line)
				}
			}
			squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if squeeze(strings.Join(lines, "")) != squeeze(s) {
				t.Fatalf("width %.0f: text was lost: %q", width, lines)
			}
		}
	}
	if got := p.lines("一\n二\n\n三", 12, 100, false); len(got) != 4 {
		t.Errorf("%q", got)
	}
}

func TestNumbersStayWholeInColumns(t *testing.T) {
	pr, err := newPress()
	if err != nil {
		t.Fatal(err)
	}
	p := &pen{press: pr}
	long := strings.Repeat("长", 60)
	table := Table{Columns: []Column{{Head: text("项目", "Item"), Share: 24}, {Head: text("结果", "Result"), Share: 1}, {Head: text("依据", "Law"), Share: 24}},
		Rows: [][]string{{long, "1966-04", long}, {long, "5,280.00", long}}}
	x := table.layout(p)
	if x[0] != left || x[3] < right-0.01 || x[3] > right+0.01 {
		t.Errorf("the table ends at %v, the page at %v", x, right)
	}
	for _, row := range table.Rows {
		if lines := p.lines(row[1], sizeTable, x[2]-x[1]-2*cellX, false); len(lines) != 1 {
			t.Errorf("%q is broken: %q", row[1], lines)
		}
	}
	// What no width is enough for leaves the shares as they are.
	table.Rows = [][]string{{strings.Repeat("a", 200), strings.Repeat("b", 200), "c"}}
	if x := table.layout(p); x[1]-x[0] < 23*(x[2]-x[1]) {
		t.Errorf("a hopeless table is laid out at %v", x)
	}
}
