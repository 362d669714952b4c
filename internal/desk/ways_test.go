package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// taken opens an item for the first person of the worklist, or at the county's window for one of the cast, fills it in and submits it; it gives the letter's page and the case's address.
func taken(b *browser, item string, answers ...string) (*page, string, string) {
	b.t.Helper()
	work, file := b.get("/desk/work").wants(http.StatusOK), (*page)(nil)
	if len(work.all("#found table a")) > 0 {
		file = work.follow("#found table a").wants(http.StatusOK)
	} else {
		file = b.get("/desk/person/5").wants(http.StatusOK)
	}
	base := strings.TrimSuffix(b.post(file.path+"/open", url.Values{"item": {item}}).wants(http.StatusOK).path, "/known")
	b.get(base+"/ask").submit("form", answers...).wants(http.StatusOK)
	b.get(base+"/papers").submit("form", "received", "identity").wants(http.StatusOK)
	return b.get(base + "/check").submit("form").wants(http.StatusOK), base, file.path
}

// What is taken in at the county alone is said to be on a township's page, and offered at the county's own window.
func TestTheFileSaysWhereAMatterIsTakenIn(t *testing.T) {
	x := newCounty(t)
	low, hall := x.as("liu"), x.as("dating")
	low.get("/desk/person/5").wants(http.StatusOK).says("在县级受理").wellMade()
	low.post("/desk/person/5/open", url.Values{"item": {"I03"}}).wants(http.StatusConflict).says("服务大厅").wellMade()
	hall.get("/desk/person/5").wants(http.StatusOK).silent("在县级受理").wellMade()
	hall.get("/desk/work").wants(http.StatusOK).silent("没有挂到站点").wellMade()
	taken(hall, "I03", "injury", "测试0001")
}

func TestTheFileListsEveryMatterByArea(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	file := b.get("/desk/work").follow("#found table a").wants(http.StatusOK)
	file.says("领养老金", "换发放账户", "劳动权益和信访：3项可办", "其他部门的事项", "登记里没有死亡信息", "登记与认定", "没有失业、就业等登记")
	file.wellMade()
	b.get("/desk/matters").wants(http.StatusOK).says("工伤保险", "劳动能力鉴定申请", "没有查到法律规定的办理期限").wellMade()
}

func TestAMatterIsSentOnAndItsAnswerRecorded(t *testing.T) {
	x := newCounty(t)
	b := x.as("dating")
	letter, base, _ := taken(b, "I02", "unit", "某厂", "on", "2026-02-20", "what", "作业时摔伤")
	letter.says("受理转送单", "统筹地区社会保险行政部门", "60日").wellMade()
	c := b.get(base).wants(http.StatusOK).says("已转送，待答复", "登记对方的答复")
	c.wellMade()
	action, form := c.form("form[action$=/answer]")
	b.post(action, form).wants(http.StatusUnprocessableEntity).says("请写明对方答复的内容和结果").wellMade()
	form["result"], form["says"] = []string{"settled"}, []string{"已作出认定"}
	b.post(action, form).wants(http.StatusOK).says("转送事项答复单", "已作出认定", "答复已登记").wellMade()
	// A second click, or the back button, ends at the case as it stands.
	b.post(action, form).wants(http.StatusOK).says("已答复").silent("登记对方的答复")
}

func TestARegistrationIsMadeAtTheWindow(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	letter, base, file := taken(b, "P02", "wish", "电工")
	letter.says("即办办结单", "已登记“求职登记”").wellMade()
	b.get(base).wants(http.StatusOK).says("已即办").wellMade()
	b.get(file).wants(http.StatusOK).says("登记与认定", "有效", "已有“求职登记”").wellMade()
}
