package desk_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// sent is a file as a browser sends it.
type sent struct{ field, name, body string }

// papersWith posts the papers' form with files, as the button of a value does.
func (p *page) papersWith(button string, received []string, files ...sent) *page {
	p.b.t.Helper()
	action, v := p.form("form[action$=/papers]")
	v["received"] = received
	v.Set("act", button)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, all := range v {
		for _, one := range all {
			if err := w.WriteField(name, one); err != nil {
				p.b.t.Fatal(err)
			}
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile(f.field, f.name)
		if err == nil {
			_, err = part.Write([]byte(f.body))
		}
		if err != nil {
			p.b.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		p.b.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, p.b.base+action, &body)
	if err != nil {
		p.b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return p.b.do(r)
}

func photograph(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 3000, 2000)), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A paper is photographed at the papers page; what is no photograph is refused by the name of what it is, and nothing that was ticked is lost.
func TestPapersArePhotographed(t *testing.T) {
	x := newCounty(t)
	liu := x.as("liu")
	known := liu.post("/desk/person/5/open", url.Values{"item": {"R04"}}).wants(http.StatusOK)
	base := strings.TrimSuffix(known.path, "/known")
	papers := liu.get(base+"/papers").wants(http.StatusOK).says("附照片或扫描件", "24 MB")
	photo := photograph(t)

	kept := papers.papersWith("stay", nil, sent{"file-identity", "身份证.png", photo}, sent{"file-identity", "反面.jpg", photo}).wants(http.StatusOK)
	if kept.path != base+"/papers" {
		t.Errorf("the button to stay leads to %s", kept.path)
	}
	kept.says("2 份附件已保存", "身份证.png", "反面.jpg")
	if !has(kept.find("input[name=received][value=identity]"), "checked") {
		t.Error("the paper that was photographed is not ticked")
	}

	for name, c := range map[string]struct{ body, says string }{
		"照片.jpg": {"MZ\x90\x00 a program", "Windows 程序"},
		"证明.pdf": {"%PDF-1.4\n1 0 obj << /S /JavaScript /JS (x) >> endobj\n%%EOF", "里有脚本"},
		"页面.jpg": {"<html><script>1</script>", "网页"},
		"大.jpg":  {"\xff\xd8\xff" + strings.Repeat("x", 25<<20), "24.0 MB"},
	} {
		p := kept.papersWith("", []string{"identity"}, sent{"file-identity", name, c.body})
		p.wants(http.StatusUnprocessableEntity).says(name, c.says, "没有保存", "身份证.png")
		if !has(p.find("input[name=received][value=identity]"), "checked") || !has(p.find("input[name=file-identity]"), "aria-invalid") {
			t.Errorf("%s: the tick is gone, or the fault does not stand at its control", name)
		}
	}
	if p := kept.papersWith("", []string{"identity"}, sent{"file-identity", "太大.jpg", "\xff\xd8\xff" + strings.Repeat("x", 33<<20)}); p.status != http.StatusRequestEntityTooLarge {
		t.Errorf("more than a form may hold: %d", p.status)
	}

	links := kept.all("main a[href^=" + base + "/file/]")
	if len(links) != 2 {
		t.Fatalf("%d files", len(links))
	}
	file := attr(links[0], "href")
	a := liu.get(file).wants(http.StatusOK)
	for name, want := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
		if a.header.Get(name) != want {
			t.Errorf("%s: %s", name, a.header.Get(name))
		}
	}
	if d := a.header.Get("Content-Disposition"); !strings.HasPrefix(d, "inline") || !strings.Contains(d, ".jpg") {
		t.Errorf("Content-Disposition: %s", d)
	}
	if c, err := jpeg.DecodeConfig(strings.NewReader(a.body)); err != nil || c.Width != 2000 {
		t.Errorf("what is sent is no picture made small: %v %v", c, err)
	}
	x.as("fuhe").get(file).wants(http.StatusOK)
	x.as("guanli").get(file).wants(http.StatusForbidden)
	x.browser().get(file).silent("JFIF")
	x.as("fuhe").post(file+"/remove", url.Values{}).wants(http.StatusForbidden)
	liu.post(file+"/remove", url.Values{}).wants(http.StatusOK).says("附件已删去", "反面.jpg").silent("身份证.png")
	liu.get(file).wants(http.StatusNotFound)
	liu.get(base + "/check").says("反面.jpg")
}
