package desk_test

import (
	"net/http"
	"strings"
	"testing"
)

// A case lives on its pages: given back and handed in again, moved, decided, delivered, corrected, reopened and archived; a second click
// or the back button ends at the case as it stands.
func TestACaseLivesOnItsPages(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := submitted(b)
	r := x.as("fuhe")
	form := r.get(base).wants(http.StatusOK).says("退回站点更正").follow("#acts a[href$=return]").wants(http.StatusOK)
	form.wellMade()
	action, values := form.form("form")
	r.post(action, values).wants(http.StatusUnprocessableEntity).says("请写明具体情况").wellMade()
	values["says"] = []string{"电话和本人说的不一致"}
	r.post(action, values).wants(http.StatusOK).says("退回站点更正", "电话和本人说的不一致").wellMade()
	if again := r.post(action, values).wants(http.StatusOK); again.path != base {
		t.Errorf("a second click ends at %s", again.path)
	}
	b.get("/desk/work").wants(http.StatusOK).wellMade()
	b.get(base + "/known").wants(http.StatusOK).wellMade()
	back := b.get(base + "/check").submit("form").wants(http.StatusOK)
	if back.path != base {
		t.Errorf("handed in again, it ends at %s", back.path)
	}
	back.says("已受理，待复核").silent("还缺")
	r.get(base + "/decide").submit("form[action$=approve]").wants(http.StatusOK)

	delivery := b.get(base+"/do/deliver").wants(http.StatusOK).says("当面领取", "邮寄")
	delivery.wellMade()
	delivery.submit("form").wants(http.StatusOK).says("已送达").wellMade()
	b.get(base+"/do/archive").wants(http.StatusOK).says("未确认").submit("form").wants(http.StatusOK).says("已归档", "不销毁").wellMade()
	for _, act := range []string{"move", "transfer", "reopen", "pause", "met", "verify"} {
		if p := r.get(base + "/do/" + act).wants(http.StatusOK); !strings.HasPrefix(p.path, base) || strings.Contains(p.path, "/do/") {
			t.Errorf("%s is offered for an archived pension: %s", act, p.path)
		}
	}
}

// What belongs elsewhere is moved or transferred, each on its page, and the notice names the place.
func TestACaseIsSentToTheRightPlace(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := submitted(b)
	form := b.get(base + "/do/move").wants(http.StatusOK)
	form.wellMade()
	form.submit("form", "station", attr(form.all("select option")[1], "value"), "says", "住在另一个镇").wants(http.StatusOK).says("转到另一站点").wellMade()
	form = b.get(base + "/do/transfer").wants(http.StatusOK)
	form.wellMade()
	form.submit("form", "county", "12", "says", "参保在外地").wants(http.StatusUnprocessableEntity).says("六位代码").wellMade()
	form.submit("form", "county", "430703", "says", "参保在外地").wants(http.StatusOK).says("办件变动告知书", "鼎城区").wellMade()
	b.get(base).wants(http.StatusOK).says("已转外地办理", "参保在外地").wellMade()
}
