package desk_test

import (
	"net/http"
	"testing"
)

// A petition goes through its stages on its pages: taken up, answered, delivered, reviewed by another organ; each step is one page with one
// form, and an old form ends at the case as it stands.
func TestAPetitionGoesThroughItsStages(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	receipt, base, file := taken(b, "L04", "what", "反映养老金没有按时到账")
	receipt.says("登记回执", "登记，决定是否受理", "15日，信访工作条例 第二十二条、第二十三条").silent("已经受理").wellMade()
	code := verification.FindString(receipt.text("main"))
	anybody := x.browser()
	anybody.get("/verify/"+code).wants(http.StatusOK).says("正在办理", "登记，决定是否受理", "桃源县人力资源和社会保障局", "信访工作条例 第二十二条、第二十三条", "这个阶段之后可能是：办理；作出答复").
		silent("反映养老金").wellMade()
	b.get(base).wants(http.StatusOK).says("办到哪一步", "登记，决定是否受理", "这个阶段之后可能是：办理；作出答复").silent("登记这个阶段的结果", "去核定").wellMade()
	r := x.as("fuhe")
	c := r.get(base).wants(http.StatusOK).says("登记这个阶段的结果")
	c.wellMade()
	if p := r.get(base + "/decide").wants(http.StatusOK); p.path != base {
		t.Errorf("a petition is decided on %s", p.path)
	}
	form := c.follow("#course a[href$=end]").wants(http.StatusOK).says("予以受理", "不予受理", "接下来：办理").silent("提出异议退回")
	form.wellMade()
	action, values := form.form("form")
	r.post(action, values).wants(http.StatusUnprocessableEntity).says("请选择这个阶段的结果").wellMade()
	values["end"] = []string{"not-accepted"}
	r.post(action, values).wants(http.StatusUnprocessableEntity).says("请写明具体情况").wellMade()
	values["end"] = []string{"accepted"}
	r.post(action, values).wants(http.StatusOK).says("阶段告知书", "予以受理", "接下来：办理").wellMade()
	if again := r.post(action, values).wants(http.StatusConflict); again.path != action {
		t.Errorf("an old form ends at %s", again.path)
	}
	r.get(base+"/do/end").wants(http.StatusOK).submit("form", "end", "not-supported", "says", "已核实，银行按时发放。").wants(http.StatusOK).
		says("信访事项处理意见书", "已核实，银行按时发放。", "请求复查", "30日").wellMade()
	done := b.get(base).wants(http.StatusOK).says("已答复", "请求不予支持", "登记复查、复核请求", "自收到书面处理意见之日起30日内")
	done.wellMade()
	anybody.get("/verify/"+code).wants(http.StatusOK).says("已答复", "不服的，可以自收到书面处理意见之日起30日内请求复查，由原办理机关、单位的上一级机关、单位办理").silent("请求不予支持", "银行按时发放").wellMade()
	b.get(base + "/do/deliver").wants(http.StatusOK).submit("form").wants(http.StatusOK)
	ask := b.get(base + "/do/ask").wants(http.StatusOK).says("最迟2026-")
	ask.wellMade()
	ask.submit("form", "says", "不服处理意见").wants(http.StatusOK).says("办件变动告知书", "复查", "原来的意见在作出新的意见以前仍然有效").wellMade()
	anybody.get("/verify/"+code).wants(http.StatusOK).says("复查", "原办理机关、单位的上一级机关、单位", "信访工作条例 第三十五条").wellMade()
	b.get(base).wants(http.StatusOK).says("复查", "原办理机关、单位的上一级机关、单位", "登记这个阶段的结果", "请求不予支持").wellMade()
	over := b.get(base+"/do/end").wants(http.StatusOK).says("该机关作出的日期", "维持原处理意见")
	over.wellMade()
	over.submit("form", "end", "upheld", "says", "复查维持。").wants(http.StatusOK).says("阶段告知书", "请求复核").wellMade()

	// Who does not handle it finds nothing of it on the person's page, or anywhere.
	for _, login := range []string{"kuaiji", "jiandu"} {
		other := x.as(login)
		if n := len(other.get(file).wants(http.StatusOK).silent("登记回执", "处理意见书").all("a[href=" + base + "]")); n != 0 {
			t.Errorf("%s finds the petition on the person's page", login)
		}
		other.get(base).wants(http.StatusNotFound).silent("信访")
	}
	if n := len(b.get(file).wants(http.StatusOK).all("a[href=" + base + "]")); n != 1 {
		t.Errorf("who took it in finds it %d times", n)
	}
}

// Arbitration has tasks with a last day each: done on a day, appointed for a day that leaves time for its notice.
func TestAnArbitrationHasItsTasks(t *testing.T) {
	x := newCounty(t)
	b := x.as("dating")
	_, base, _ := taken(b, "L03", "unit", "某厂", "what", "请求支付双倍工资")
	r := x.as("fuhe")
	r.get(base+"/do/end").wants(http.StatusOK).submit("form", "end", "accepted").wants(http.StatusOK).says("予以受理")
	c := r.get(base).wants(http.StatusOK).says("这个阶段里的任务", "向被申请人送达申请书副本", "前一项完成后开始", "最早可以定在", "劳动争议调解仲裁法 第三十条")
	c.wellMade()
	form := c.follow("#course a[href$=task]").wants(http.StatusOK)
	form.wellMade()
	form.submit("form", "task", "hearing", "says", "第一仲裁庭").wants(http.StatusUnprocessableEntity).says("来不及依法通知", "第一仲裁庭").wellMade()
	form.submit("form", "task", "service").wants(http.StatusOK).says("等当事人", "已完成").wellMade()
	form = r.get(base + "/do/task").wants(http.StatusOK).silent("向被申请人送达申请书副本</")
	form.submit("form", "task", "hearing", "on", "2026-05-20", "says", "第一仲裁庭").wants(http.StatusOK).says("阶段告知书", "开庭：2026-05-20", "2026-05-15", "2026-05-17").wellMade()
	r.get(base).wants(http.StatusOK).says("定于2026-05-20").wellMade()
}
