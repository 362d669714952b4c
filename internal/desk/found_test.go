package desk_test

import (
	"net/http"
	"strings"
	"testing"
)

// Who does not want what was found is taken off the list with a reason, stands on a list of its own, and is put back from there.
func TestWhoDoesNotWantItIsTakenOffTheListAndPutBack(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	work := b.get("/desk/work").wants(http.StatusOK)
	before := len(work.all("#found tbody tr"))
	name := words(work.find("#found table a"))
	b.get("/desk/found").wants(http.StatusOK).says("没有表示不办的人").wellMade()
	form := work.follow("#found a[href^=/desk/found/]").wants(http.StatusOK).says(name, "本人不办", "本人表示不办", "在外地或其他制度领取")
	form.wellMade()
	action, values := form.form("form[action$=not-wanted]")
	b.post(action, values).wants(http.StatusUnprocessableEntity).wellMade()
	values["why"] = []string{"lazy"}
	b.post(action, values).wants(http.StatusUnprocessableEntity)
	values["why"] = []string{"declined"}
	off := b.post(action, values).wants(http.StatusOK).says("已从名单里拿掉")
	if off.path != "/desk/work" || len(off.all("#found tbody tr")) != before-1 {
		t.Errorf("%d people at %s, were %d", len(off.all("#found tbody tr")), off.path, before)
	}
	// A second click, or the back button, ends at the finding as it stands.
	again := b.post(action, values).wants(http.StatusOK).says("重新列入名单", "本人表示不办")
	again.wellMade()
	list := b.get("/desk/found").wants(http.StatusOK).says(name, "本人表示不办")
	list.wellMade()
	back := list.follow("table a").wants(http.StatusOK).submit("form[action$=again]").wants(http.StatusOK).says("已重新列入名单")
	if len(back.all("#found tbody tr")) != before {
		t.Errorf("%d people after one was put back, were %d", len(back.all("#found tbody tr")), before)
	}
	for _, login := range []string{"fuhe", "kuaiji"} {
		x.as(login).get("/desk/found").wants(http.StatusForbidden)
		x.as(login).post(action, values).wants(http.StatusForbidden)
	}
	b.get("/desk/found/12345").wants(http.StatusNotFound)
}

// A registration is ended from the person's page with its day and reason, stays on the file, and is ended once.
func TestARegistrationIsEndedFromTheFile(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, _, file := taken(b, "P02", "wish", "电工")
	page := b.get(file).wants(http.StatusOK)
	form := page.follow("#registers a[href$=/end]").wants(http.StatusOK).says("终止登记：求职登记", "电工", "误登")
	form.wellMade()
	action, values := form.form("form[action$=/end]")
	b.post(action, values).wants(http.StatusUnprocessableEntity).says("请选择终止的原因").wellMade()
	values["why"] = []string{"expired"} // time's own reason, nobody's to give
	b.post(action, values).wants(http.StatusUnprocessableEntity).says("请选择终止的原因")
	values["why"] = []string{"over"}
	for _, day := range []string{"2027-01-01", "2020-01-01", "someday", ""} {
		values["on"] = []string{day}
		b.post(action, values).wants(http.StatusUnprocessableEntity).wellMade()
	}
	values["on"] = []string{"2026-03-02"}
	// Another officer did not enter it, so he does not say that it was a mistake.
	values["why"] = []string{"mistaken"}
	x.as("dating").post(action, values).wants(http.StatusForbidden).says("由登记人或者复核人员认定")
	values["why"] = []string{"over"}
	for _, login := range []string{"kuaiji", "jiandu", "guanli"} {
		x.as(login).get(action).wants(http.StatusForbidden)
		x.as(login).post(action, values).wants(http.StatusForbidden)
	}
	done := b.post(action, values).wants(http.StatusOK).says("已终止“求职登记”", "情况终止")
	if done.path != file || len(done.all("#registers a[href$=/end]")) != 0 {
		t.Errorf("it ends at %s", done.path)
	}
	if again := b.post(action, values).wants(http.StatusOK); again.path != file {
		t.Errorf("a second click ends at %s", again.path)
	}
	if again := b.get(action).wants(http.StatusOK); again.path != file {
		t.Errorf("the back button ends at %s", again.path)
	}
	b.get("/desk/registration/12345/end").wants(http.StatusNotFound)
}

// A reviewer takes a submitted case into review with one click, and comes to what there is to decide; a second click, and a colleague who
// comes second, end at the case as it stands.
func TestAReviewIsBegunOnTheCasesPage(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := submitted(b)
	b.get(base).wants(http.StatusOK).silent("开始复核").wellMade()
	b.post(base+"/begin", nil).wants(http.StatusForbidden)
	r := x.as("fuhe")
	page := r.get(base).wants(http.StatusOK).says("开始复核")
	page.wellMade()
	action, values := page.form("form[action$=begin]")
	begun := r.post(action, values).wants(http.StatusOK)
	if !strings.HasSuffix(begun.path, "/decide") {
		t.Errorf("begun, it ends at %s", begun.path)
	}
	now := r.get(base).wants(http.StatusOK).says("复核中", "开始复核")
	if len(now.all("form[action$=begin]")) != 0 {
		t.Error("what is under review is offered again")
	}
	again := r.post(action, values).wants(http.StatusOK).says("改过")
	if again.path != base {
		t.Errorf("a second click ends at %s", again.path)
	}
	r.get(base + "/decide").submit("form[action$=approve]").wants(http.StatusOK)
}
