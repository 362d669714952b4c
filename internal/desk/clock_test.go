package desk_test

import (
	"net/http"
	"testing"
)

// A county's reviewer lets a clock stand, go on and be extended, each on its own page; the case shows it with articles, and the notice is
// printed.
func TestAClockIsHeldOnItsPages(t *testing.T) {
	x := newCounty(t)
	b := x.as("dating")
	_, base, _ := taken(b, "I02", "unit", "某厂", "on", "2026-02-20", "what", "作业时摔伤")
	b.get(base).wants(http.StatusOK).says("办理时限", "开始计时", "从这天起提醒", "最迟办结", "工伤保险条例 第二十条").silent("中止计时", "延长时限").wellMade()
	b.get(base + "/do/pause").wants(http.StatusForbidden)
	r := x.as("fuhe")
	c := r.get(base).wants(http.StatusOK).says("还可以办", "中止计时")
	c.wellMade()
	form := c.follow("#acts a[href$=pause]").wants(http.StatusOK).says("等待司法机关或者有关行政主管部门的结论", "工伤保险条例 第二十条")
	form.wellMade()
	action, values := form.form("form")
	r.post(action, values).wants(http.StatusUnprocessableEntity).says("请写明具体情况").wellMade()
	values["says"] = []string{"等待交警部门事故认定"}
	r.post(action, values).wants(http.StatusUnprocessableEntity).says("请选择一个可以中止这项时限的理由", "等待交警部门事故认定").wellMade()
	values["ground"] = []string{"awaiting-conclusion"}
	r.post(action, values).wants(http.StatusOK).says("办理时限变动告知书", "等待交警部门事故认定", "中止计时").wellMade()
	// A second click, or the back button, ends at the case as it stands.
	again := r.post(action, values).wants(http.StatusOK)
	if again.path != base {
		t.Errorf("an old form ends at %s", again.path)
	}
	again.says("恢复后还有").wellMade()
	form = again.follow("#acts a[href$=resume]").wants(http.StatusOK)
	form.submit("form", "says", "已收到认定书").wants(http.StatusOK).says("恢复计时").wellMade()
	r.get(base).wants(http.StatusOK).says("恢复计时", "最迟办结").wellMade()
	r.get(base + "/do/nothing").wants(http.StatusNotFound)
	r.get(base + "/do/extend").wants(http.StatusOK).says("办理时限") // the law does not extend this limit: the case as it stands

	_, other, _ := taken(b, "I03", "injury", "测试0001")
	form = r.get(other+"/do/extend").wants(http.StatusOK).says("最多30天", "鉴定有必要延长")
	form.wellMade()
	form.submit("form", "days", "31", "ground", "necessary-appraisal", "says", "需要会诊").wants(http.StatusUnprocessableEntity).says("最多延长30天")
	form.submit("form", "days", "15", "ground", "necessary-appraisal", "says", "需要会诊").wants(http.StatusOK).says("延长时限").wellMade()
	r.get(other).wants(http.StatusOK).says("延长15天").wellMade()
}

// What is urgent or overdue is listed by matter, for the county and for the station; nobody's name but the applicant's is there.
func TestTheUrgentAndTheOverdueAreListedByMatter(t *testing.T) {
	x := newCounty(t)
	b := x.as("dating")
	b.get("/desk/clocks").wants(http.StatusOK).says("没有临期或者超期的办件").wellMade()
	_, base, _ := taken(b, "I02", "unit", "某厂", "on", "2026-02-20", "what", "作业时摔伤")
	x.app.Clock.Set(x.app.Clock.Now().AddDate(0, 0, 80))
	for _, login := range []string{"dating", "fuhe"} {
		b = x.as(login)
		p := b.get("/desk/clocks").wants(http.StatusOK).says("工伤", "已超期")
		p.wellMade()
		p.follow("table a").wants(http.StatusOK).says("看全部事项", "430725-2026-").wellMade()
		b.get(base).wants(http.StatusOK).says("已超期").wellMade()
	}
	x.as("kuaiji").get("/desk/clocks").wants(http.StatusForbidden)
}
