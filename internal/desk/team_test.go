package desk_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"renshe/internal/demo"
)

func (x *county) id(login string) string {
	x.t.Helper()
	a, err := x.app.UserNamed(context.Background(), demo.Taoyuan, login)
	if err != nil {
		x.t.Fatal(err)
	}
	return strconv.FormatInt(a.User, 10)
}

func TestAnAbsenceIsEnteredAndEnded(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	p := b.get("/desk/team").wants(http.StatusOK).says("不在岗", "没有登记不在岗的人").silent("离岗交接")
	p.wellMade()
	p.submit("form[action=/desk/team/absence]", "from", "2026-03-02", "until", "2026-03-01").wants(http.StatusUnprocessableEntity).wellMade()
	p.submit("form[action=/desk/team/absence]", "kind", "leave", "user", x.id("zhan-430725102")).wants(http.StatusForbidden).says("只能登记本人")
	in := p.submit("form[action=/desk/team/absence]", "kind", "loan", "until", "2026-03-06").wants(http.StatusOK).says("借调", "2026-03-06")
	in.wellMade()
	in.submit("form[action^=/desk/team/back/]").wants(http.StatusOK).says("已登记回岗", "没有登记不在岗的人")
	for _, path := range []string{"/desk/team/remit", "/desk/team/hand-over"} {
		b.post(path, url.Values{"reviewer": {"1"}, "leaver": {"1"}}).wants(http.StatusForbidden)
	}
}

// A claim goes to the reviewer; he approves it with others of its kind in one act, once the administrator says that he is skilled.
func TestCasesAreSharedOutAndApprovedAtOnce(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := submitted(b)
	r := x.as("fuhe")
	q := r.get("/desk/review?whose=mine").wants(http.StatusOK).says("分给我的", "不在岗同事的", "分给")
	q.wellMade()
	if len(q.all("main table tbody tr")) == 0 || !strings.Contains(q.body, base) {
		t.Error("the case is on nobody's list")
	}
	r.get("/desk/review?whose=absent").wants(http.StatusOK).silent(base + "/decide").wellMade()
	r.get("/desk/review/batch?item=R07").wants(http.StatusForbidden).says("熟练")
	admin := x.as("guanli")
	team := admin.get("/desk/team").wants(http.StatusOK).says("复核分管范围", "离岗交接")
	team.wellMade()
	team.submit("form[action=/desk/team/remit]", "reviewer", x.id("liu")).wants(http.StatusUnprocessableEntity).says("只给复核员").wellMade()
	team.submit("form[action=/desk/team/remit]", "reviewer", x.id("fuhe"), "skilled", "1").wants(http.StatusOK).says("分管范围已保存", "全县")
	list := r.get("/desk/review/batch?item=R07").wants(http.StatusOK).says("要核定通过的办件", "元")
	list.wellMade()
	box := attr(list.find("main input[name=case]"), "value")
	r.post("/desk/review/batch", url.Values{"item": {"R07"}}).wants(http.StatusUnprocessableEntity).says("请勾选")
	r.post("/desk/review/batch", url.Values{"item": {"R07"}, "case": {"1.x'"}}).wants(http.StatusNotFound)
	done := r.post("/desk/review/batch", url.Values{"item": {"R07"}, "case": {box, box}}).wants(http.StatusOK).says("核定通过", "没有办，留在原处")
	done.wellMade()
	b.get(base).wants(http.StatusOK).says("已办结")
}

func TestWorkIsHandedOver(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := begun(b)
	admin := x.as("guanli")
	team := admin.get("/desk/team")
	other := x.id("zhan-430725102")
	team.submit("form[action=/desk/team/hand-over]", "leaver", x.id("liu"), "successor", x.id("fuhe"), "why", "调离").wants(http.StatusUnprocessableEntity).says("同一角色").wellMade()
	team.submit("form[action=/desk/team/hand-over]", "leaver", x.id("liu"), "successor", other, "why", "调离").wants(http.StatusOK).says("草稿 1 件")
	if !strings.Contains(x.as("zhan-430725102").get("/desk/work").wants(http.StatusOK).body, base) || strings.Contains(b.get("/desk/work").text("#drafts"), "已填写") {
		t.Error("the draft is not on the successor's list alone")
	}
}
