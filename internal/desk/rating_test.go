package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var verification = regexp.MustCompile(`\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b`)

// ended is a matter that ended at the window, and the code on its letter.
func ended(x *county, b *browser) (code, number string) {
	x.t.Helper()
	letter, base, _ := taken(b, "P02", "wish", "电工")
	code = verification.FindString(letter.text("main"))
	number = regexp.MustCompile(`430725-2026-\d{6}`).FindString(b.get(base).text("main"))
	if code == "" || number == "" {
		x.t.Fatalf("no code or number: %s", letter.text("main"))
	}
	return code, number
}

func TestAMatterIsRatedByTheCodeOnItsLetter(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	code, number := ended(x, b)
	// In the officer's own browser nobody rates.
	b.post("/rate", url.Values{"code": {code}, "level": {"5"}}).wants(http.StatusForbidden).says("不能评价")

	c := x.browser()
	c.get("/verify/"+code).wants(http.StatusOK).follow("a[href^=/rate/]").wants(http.StatusOK).says("求职登记", number)
	c.get("/rate").wants(http.StatusOK).says("核验码", "自愿").wellMade()
	form := c.get("/rate?code="+url.QueryEscape(strings.ToLower(code))).wants(http.StatusOK).says(number, "非常满意")
	form.wellMade()
	if strings.Contains(form.body, "刘") && strings.Contains(form.text("main"), "经办") {
		t.Error("the page names the officer")
	}
	form.submit("form[action=/rate]", "level", "2").wants(http.StatusUnprocessableEntity).says("请选一个原因").wellMade()
	hostile := `"><script>alert(1)</script>`
	form.submit("form[action=/rate]", "level", "9' OR 1=1", "reason", hostile, "words", hostile).wants(http.StatusUnprocessableEntity).silent(hostile)
	form.submit("form[action=/rate]", "level", "1", "reason", "late", "words", hostile).wants(http.StatusOK).says("谢谢", "回访您").silent(hostile)
	form.submit("form[action=/rate]", "level", "5").wants(http.StatusConflict).says("已经评价过")

	r := x.as("fuhe")
	r.get("/desk").says("差评回访")
	p := r.get("/desk/ratings").wants(http.StatusOK).says("回访", number, "超过了说好的时间", "还没有承诺回访期限").silent(hostile)
	p.wellMade()
	p.submit("form[action=/desk/ratings/promise]", "days", "0").wants(http.StatusUnprocessableEntity).wellMade()
	p.submit("form[action=/desk/ratings/promise]", "days", "5").wants(http.StatusOK).says("5个工作日", "不是法律规定")
	action := attr(p.find("main form[action^=/desk/ratings/]"), "action")
	r.post(action, url.Values{"outcome": {"explained"}}).wants(http.StatusUnprocessableEntity).says("都要填").wellMade()
	r.post(action, url.Values{"outcome": {"explained"}, "said": {hostile}}).wants(http.StatusOK).says("回访已办结", "没有等待回访的差评").silent(hostile)
	r.post(action, url.Values{"outcome": {"explained"}, "said": {"again"}}).wants(http.StatusNotFound)
	b.get("/desk/ratings").wants(http.StatusForbidden)
	for _, lang := range []string{"en", "zh-CN"} {
		r.get("/display?back=/desk&lang=" + lang)
		r.get("/desk/ratings").wants(http.StatusOK).wellMade()
		r.get("/board/ratings").wants(http.StatusOK).says("<5").wellMade()
	}
}

func TestRatingIsGuarded(t *testing.T) {
	x := newCounty(t)
	c := x.browser()
	for _, bad := range []string{"D4V5-7K2M-9QXR", "x", strings.Repeat("9", 41), "<script>alert(1)</script>", "' OR 1=1 --"} {
		p := c.get("/rate?code=" + url.QueryEscape(bad))
		if p.status < 400 || p.status >= 500 {
			t.Errorf("%q answers %d", bad, p.status)
		}
		p.silent("<script>alert")
	}
	r, err := http.NewRequest(http.MethodPost, c.base+"/rate", strings.NewReader("code=D4V5-7K2M-9QXR&level=5"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	c.do(r).wants(http.StatusForbidden).says("别的网站")
	limited := false
	for range 30 {
		limited = limited || c.post("/rate", url.Values{"code": {"D4V5-7K2M-9QXR"}, "level": {"5"}}).status == http.StatusTooManyRequests
	}
	if !limited {
		t.Error("codes can be guessed as fast as one likes")
	}
}
