package scan

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"

	"renshe/internal/words"
)

// forbidden are the names that let a PDF act (ISO 32000-1, 7.11.4, 12.6.4 and annexes), with what they are.
var forbidden = []struct {
	name string
	what words.Text
}{
	{"JavaScript", wScript}, {"JS", wScript},
	{"Launch", words.Text{Zh: "启动程序的动作", En: "an action that starts a program"}},
	{"EmbeddedFile", wInside}, {"EmbeddedFiles", wInside}, {"Filespec", wInside},
	{"GoToE", wInside},
	{"SubmitForm", words.Text{Zh: "往外发送内容的动作", En: "an action that sends something away"}},
	{"ImportData", words.Text{Zh: "读取别的文件的动作", En: "an action that reads another file"}},
	{"RichMedia", wMedia}, {"Rendition", wMedia}, {"Movie", wMedia}, {"Sound", wMedia}, {"3D", wMedia},
	{"XFA", words.Text{Zh: "带程序的表单（XFA）", En: "a form with programs (XFA)"}},
	{"Encrypt", words.Text{Zh: "密码或加密，里面的内容无法检查", En: "a password or encryption, so that it cannot be looked into"}},
}

var (
	wScript = words.Text{Zh: "脚本", En: "a script"}
	wInside = words.Text{Zh: "夹带的文件", En: "a file inside"}
	wMedia  = words.Text{Zh: "影音内容", En: "sound or film"}
	wHidden = words.Text{Zh: "无法检查的部分", En: "parts that cannot be looked into"}
)

// mostInflated bounds what the packed parts of one PDF may unfold to, so that a small file cannot fill the memory.
const mostInflated = 64 << 20

var (
	streams = regexp.MustCompile(`stream\r?\n`)
	escaped = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	names   = regexp.MustCompile(`/[^\x00\t\n\f\r ()<>\[\]{}/%]+`)
)

// passive refuses a PDF in which something can act, or that cannot be looked into. It errs on the side of refusing: a page that only speaks
// of a script in the wrong place is refused as well, and can be printed to a new PDF.
func passive(name string, body []byte) error {
	if !bytes.Contains(body[max(0, len(body)-2048):], []byte("%%EOF")) {
		return Broken.With("name", name)
	}
	left := int64(mostInflated)
	last := 0
	for _, at := range streams.FindAllIndex(body, -1) {
		if at[0] < last {
			continue // the word stands inside the stream before
		}
		head := body[last:at[0]]
		if i := bytes.LastIndex(head, []byte("obj")); i >= 0 {
			head = head[i:]
		}
		end := len(body)
		if i := bytes.Index(body[at[1]:], []byte("endstream")); i >= 0 {
			end = at[1] + i
		}
		for _, found := range []*words.Text{acts(body[last:at[0]], 0), inStream(head, body[at[1]:end], &left), within(body[at[1]:end])} {
			if found != nil {
				return Active.With("name", name, "what", *found)
			}
		}
		last = min(end+len("endstream"), len(body))
	}
	if found := acts(body[last:], 0); found != nil {
		return Active.With("name", name, "what", *found)
	}
	return nil
}

// certain is from how many letters on a name is no accident of packed bytes.
const certain = 5

// inStream looks into one packed part. Objects stand in object streams; one that cannot be unfolded is refused. Pictures and pages are
// no objects and are left packed.
func inStream(head, body []byte, left *int64) *words.Text {
	plain := plainNames(head)
	switch {
	case !strings.Contains(plain, "/ObjStm"):
		return nil
	case !strings.Contains(plain, "/Filter"):
		return acts(body, 0)
	}
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return &wHidden
	}
	unfolded, err := io.ReadAll(io.LimitReader(z, *left+1))
	if *left -= int64(len(unfolded)); *left < 0 || err != nil {
		return &wHidden
	}
	return acts(unfolded, 0)
}

// within looks at a packed part as it lies there: it holds no names, unless two readers disagree on where it begins and ends. Objects
// between a false beginning and a true end are refused.
func within(body []byte) *words.Text {
	if strings.Contains(plainNames(body), "/ObjStm") {
		return &wHidden
	}
	return acts(body, certain)
}

// plainNames writes names without their escapes: /J#53 is /JS.
func plainNames(b []byte) string {
	return escaped.ReplaceAllStringFunc(string(b), func(s string) string {
		var c byte
		for _, d := range []byte(strings.ToLower(s[1:])) {
			if d >= 'a' {
				d = d - 'a' + '0' + 10
			}
			c = c<<4 | (d - '0')
		}
		return string(rune(c))
	})
}

// acts finds a name of at least so many letters that lets the PDF act.
func acts(b []byte, letters int) *words.Text {
	for _, n := range names.FindAllString(plainNames(b), -1) {
		for i := range forbidden {
			if len(n) > letters && n[1:] == forbidden[i].name {
				return &forbidden[i].what
			}
		}
	}
	return nil
}
