package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestACallIsLoggedByOneClickAndCorrected(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	home := b.get("/desk").wants(http.StatusOK).says("接待登记", "只是来问，登记一次")
	home.wellMade()
	home.submit("form[action=/desk/calls/asked]", "channel", "telephone", "area", "card").wants(http.StatusOK).says("已登记一次接待", "估计")
	day := b.get("/desk/day").wants(http.StatusOK).says("不记名", "电话", "社会保障卡", "上一次日结是", "其中只咨询")
	day.wellMade()
	edit := day.follow("main table a[href^=/desk/calls/]").wants(http.StatusOK).says("更正接待", "只有您看得到")
	edit.wellMade()
	edit.submit("form[action^=/desk/calls/]", "minutes", "0").wants(http.StatusUnprocessableEntity).wellMade()
	edit.submit("form[action^=/desk/calls/]", "minutes", "17", "channel", "home").wants(http.StatusOK).says("接待记录已保存", "上门", "17", "已更正")
	// The page that was open before is refused: it does not overwrite.
	edit.submit("form[action^=/desk/calls/]", "minutes", "99").wants(http.StatusConflict).says("刚刚在别处改过")
	if p := x.as("zhan-430725102").get(edit.path); p.status != http.StatusNotFound {
		t.Errorf("another officer opens the call: %d", p.status)
	}
	b.post("/desk/calls/asked", url.Values{"channel": {"<script>"}}).wants(http.StatusUnprocessableEntity).silent("<script>")
	b.post("/desk/calls/asked", url.Values{"person": {"1' OR 1=1"}}).wants(http.StatusNotFound)
	b.post("/desk/calls/asked", url.Values{"person": {"999999"}, "channel": {"window"}}).wants(http.StatusNotFound)
	again := b.get(edit.path)
	again.submit("form[action$=/take-back]").wants(http.StatusOK).says("接待记录已撤回").silent("上门")
}

// A case opened from the file belongs to the call under way, which nobody clicked for.
func TestOpeningCasesMakesOneCall(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	file := b.get("/desk/work").follow("#found table a").wants(http.StatusOK)
	for _, item := range []string{"R07", "P02"} {
		b.post(file.path+"/open", url.Values{"item": {item}}).wants(http.StatusOK)
	}
	b.get(file.path).wants(http.StatusOK).says("正在接待").wellMade()
	day := b.get("/desk/day").wants(http.StatusOK).says("接待中", "还没完的，结转到下一天", "城乡居民养老保险待遇申领")
	day.wellMade()
	if !strings.Contains(day.text("main"), "接待中 2") {
		t.Errorf("the call does not say its two cases: %s", day.text("main"))
	}
	b.get("/desk").says("正在接待").submit("form[action$=/finish]").wants(http.StatusOK).says("接待已记完").silent("正在接待")
}

func TestADayIsClosedAndTakenBack(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	b.get("/desk").submit("form[action=/desk/calls/asked]").wants(http.StatusOK)
	day := b.get("/desk/day")
	hostile := `<script>alert(1)</script>`
	closed := day.submit("form[action=/desk/day/close]", "note", hostile).wants(http.StatusOK).says("已日结", "撤回日结").silent(hostile)
	closed.wellMade()
	if len(closed.all("main table a[href^=/desk/calls/]")) != 0 {
		t.Error("the calls of a closed day are still offered for correction")
	}
	day.submit("form[action=/desk/day/close]").wants(http.StatusConflict).says("不能日结")
	closed.submit("form[action=/desk/day/reopen]").wants(http.StatusOK).says("日结已撤回").wellMade()
	b.post("/desk/day/close", url.Values{"day": {"2026-03-09"}}).wants(http.StatusConflict)
	b.post("/desk/day/close", url.Values{"day": {"2026-03-02"}, "note": {strings.Repeat("长", 501)}}).wants(http.StatusUnprocessableEntity)
	b.post("/desk/day/reopen", url.Values{"day": {"2026-02-02"}}).wants(http.StatusConflict)
	r := x.as("fuhe").get("/desk/day").wants(http.StatusOK).says("办结").silent("接待时长")
	r.wellMade()
}

func TestACallIsEnteredAfterwards(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	file := b.get("/desk/work").follow("#found table a").wants(http.StatusOK)
	form := file.follow("a[href^=/desk/calls/new]").wants(http.StatusOK).says("补记接待")
	form.wellMade()
	form.submit("form[action=/desk/calls/new]", "day", "2026-03-01", "at", "25:00", "minutes", "30").wants(http.StatusUnprocessableEntity).says("时间没有读懂").wellMade()
	form.submit("form[action=/desk/calls/new]", "day", "2026-03-03", "at", "9:00", "minutes", "30").wants(http.StatusUnprocessableEntity).says("只能补记")
	name := strings.TrimPrefix(file.text("main h1"), "一人一档 ")
	form.submit("form[action=/desk/calls/new]", "day", "2026-03-01", "at", "9:00", "minutes", "30", "channel", "home", "area", "rights").wants(http.StatusOK).
		says("接待记录已保存", "上门", "劳动权益和信访", name)
}
