package desk_test

import (
	"net/http"
	"net/url"
	"testing"
)

func TestNothingToComputeAgainSaysSo(t *testing.T) {
	x := newCounty(t)
	maker, checker := x.as("kuaiji"), x.as("shenpi")
	maker.get("/desk/recomputes").wants(http.StatusOK).says("重算一种待遇", "城乡居民养老金").wellMade()
	form := maker.get("/desk/recomputes")
	form.submit("form", "kind", "resident-pension", "reason", "公布了新标准").wants(http.StatusConflict).says("没有一个已发月份有差额").wellMade()
	form.submit("form", "kind", "resident-pension", "day", "2030-01-01", "reason", "x").wants(http.StatusUnprocessableEntity)
	form.submit("form", "kind", "employment-subsidy", "reason", "x").wants(http.StatusUnprocessableEntity)
	form.submit("form", "kind", "resident-pension", "reason", "").wants(http.StatusUnprocessableEntity)
	checker.get("/desk/recomputes").wants(http.StatusOK).silent("重算全县").wellMade()
	checker.post("/desk/recomputes", url.Values{"kind": {"resident-pension"}}).wants(http.StatusForbidden)
	maker.post("/desk/recompute/1/decide", url.Values{"do": {"apply"}}).wants(http.StatusForbidden)
	x.as("liu").get("/desk/recomputes").wants(http.StatusForbidden)
	maker.get("/desk/recompute/999").wants(http.StatusNotFound)
	maker.get("/desk/recompute/999/of/1").wants(http.StatusNotFound)
	maker.get("/desk/recomputes/under/nonsense").wants(http.StatusNotFound)
	if p := maker.get("/desk/recomputes/under/resident-pension"); p.path != "/desk/recomputes" {
		t.Errorf("nothing under way leads to %s", p.path)
	}
}
