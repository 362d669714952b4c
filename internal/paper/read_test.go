package paper

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	object   = regexp.MustCompile(`(?s)(\d+) 0 obj\s(.*?)\nendobj`)
	stream   = regexp.MustCompile(`(?s)stream\n(.*)\nendstream`)
	fontName = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	toText   = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	mapping  = regexp.MustCompile(`<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]+)>`)
	shown    = regexp.MustCompile(`/(F\d+) [0-9.]+ Tf|\[<([0-9A-F]+)>\] TJ`)
)

// read gives the text of a PDF as a reading machine finds it: through each font's own table of characters.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	objects := map[string][]byte{}
	var contents [][]byte
	for _, m := range object.FindAllSubmatch(pdf, -1) {
		objects[string(m[1])] = m[2]
		if s := stream.FindSubmatch(m[2]); s != nil && bytes.Contains(m[2][:40], []byte("Filter/FlateDecode")) {
			z, err := zlib.NewReader(bytes.NewReader(s[1]))
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			contents = append(contents, body)
		}
	}
	tables := map[string]map[string]string{}
	for _, o := range objects {
		for _, f := range fontName.FindAllSubmatch(o, -1) {
			table := map[string]string{}
			if to := toText.FindSubmatch(objects[string(f[2])]); to != nil {
				for _, m := range mapping.FindAllSubmatch(objects[string(to[1])], -1) {
					table[string(m[1])] = unhex(t, string(m[2]))
				}
			}
			tables[string(f[1])] = table
		}
	}
	var out strings.Builder
	for _, body := range contents {
		font := ""
		for _, m := range shown.FindAllSubmatch(body, -1) {
			if len(m[1]) > 0 {
				font = string(m[1])
				continue
			}
			for i := 0; i+4 <= len(m[2]); i += 4 {
				out.WriteString(tables[font][string(m[2][i:i+4])])
			}
		}
	}
	return out.String()
}

func unhex(t *testing.T, s string) string {
	t.Helper()
	var units []uint16
	for i := 0; i+4 <= len(s); i += 4 {
		n, err := strconv.ParseUint(s[i:i+4], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, uint16(n))
	}
	return string(utf16.Decode(units))
}

// What is printed can be searched, copied and read out: the characters stand in the file, in order.
func TestPrintedTextCanBeRead(t *testing.T) {
	got := strings.ReplaceAll(read(t, print(t, sample())), " ", "")
	for _, want := range []string{"养老待遇核定表PensionDecisionSheet", "桃源县人力资源和社会保障局编号430725-2026-000123", "姓名李桂兰身份证号430********0015",
		"348.95元", "湘人社规〔2025〕3号", "最晚2026-03-16有结果。", "7K2M-9QXP", "经办王建国", "打印时间2026-03-0209:41", "第2页，共2页", "演示数据，不作凭证",
		"待核实", "照片①"} {
		if !strings.Contains(got, want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	if strings.Contains(got, "\ufffd") {
		t.Error("a character without a meaning")
	}
}
