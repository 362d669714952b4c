package desk_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/demo"
)

// send uploads a list with its form.
func (b *browser) send(content []byte, pairs ...string) *page {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			b.t.Fatal(err)
		}
	}
	f, err := w.CreateFormFile("file", "list.csv")
	if err == nil {
		_, err = f.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, b.base+"/desk/lists", &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.do(r)
}

// citizens gives the citizen IDs of some who draw the residents' pension.
func (x *county) citizens(n int) (ids []string) {
	x.t.Helper()
	actor := access.Actor{County: demo.Taoyuan, User: 1, Login: "t", Role: access.Accountant}
	list, err := x.app.Benefit.Entitled(x.t.Context(), actor, benefit.EntitledFilter{Kind: benefit.ResidentPension, Status: benefit.Active, Limit: n})
	if err != nil {
		x.t.Fatal(err)
	}
	for _, e := range list.List {
		err := x.app.DB.View(x.t.Context(), func(tx *db.Tx) error {
			id, _, err := x.app.People.Identity(x.t.Context(), tx, demo.Taoyuan, e.Person)
			ids = append(ids, string(id))
			return err
		})
		if err != nil {
			x.t.Fatal(err)
		}
	}
	return ids
}

func TestAListIsLookedAtBeforeItCounts(t *testing.T) {
	x := newCounty(t)
	b := x.as("kuaiji")
	b.get("/desk/lists").wants(http.StatusOK).silent("桃源县司法局").wellMade()
	ids := x.citizens(2)
	head := []string{"kind", "custody", "source", "桃源县司法局", "purpose", "3月发放前核查", "as-of", "2026-03-01"}
	b.send([]byte("id,day,note\n"), head...).wants(http.StatusUnprocessableEntity).says("没有数据行")
	b.send([]byte{0xff, 0xfe, 0, 1}, head...).wants(http.StatusUnprocessableEntity)
	b.send([]byte("x"), "kind", "nonsense", "source", "", "purpose", "", "as-of", "9999").wants(http.StatusUnprocessableEntity).wellMade()
	content := "身份号码,日期,说明\n" + ids[0] + ",2026-02-01,<script>alert(1)</script>\nabc,2026-02-01,\n" + string(civil.MakeCitizenID("110101", civil.DateOf(1950, 5, 5), 7)) + ",2026-02-01,\n"
	p := b.send([]byte(content), head...).wants(http.StatusOK).says("预览名单", "1 行有错", "公民身份号码不正确", "只导入正确的 2 行", "桃源县司法局").silent("<script>alert", ids[0])
	p.wellMade()
	b.get("/desk/lists").silent("桃源县司法局")
	x.as("shenpi").get(p.path).wants(http.StatusForbidden)
	p.submit("form", "do", "take").wants(http.StatusUnprocessableEntity).says("名单有 1 行有错")
	one := p.submit("form", "do", "good").wants(http.StatusOK).says("已导入，本县在册 1 人", "有效，闸口在用", "桃源县司法局")
	one.wellMade()
	one.silent("<script>alert", ids[0])
	b.get(p.path).wants(http.StatusNotFound)
	again := b.send([]byte("id,day\n"+ids[1]+",2026-02-01\n"), head...).wants(http.StatusOK)
	again.submit("form", "do", "drop").wants(http.StatusOK).says("已放弃")
	newer := b.send([]byte("id,day\n"+ids[1]+",2026-02-01\n"), append(head[:7:7], "2026-03-02")...).wants(http.StatusOK)
	newer.submit("form", "do", "take").wants(http.StatusOK)
	b.get("/desk/lists").says("已由新名单代替", "有效，闸口在用").wellMade()
	// The run holds who is on the newer list, and not who was on the older one.
	run := prepared(b).path
	held := b.get("/desk/held?hold=list-custody").wants(http.StatusOK).says("桃源县司法局", "服刑人员名单")
	held.wellMade()
	if n := strings.Count(held.text("main table"), "桃源县司法局"); n != 1 {
		t.Errorf("%d are held by the list", n)
	}
	b.get("/desk/held?hold=%22%3E&after=zz").wants(http.StatusOK).says("现在没有暂缓的发放")
	b.get("/desk/unconfirmed").wants(http.StatusOK).says("没有逾期未认证的人").wellMade()
	b.get(run).wants(http.StatusOK)

	officer := x.as("liu")
	for _, path := range []string{"/desk/lists", "/desk/held", "/desk/unconfirmed", "/desk/list/1"} {
		officer.get(path).wants(http.StatusForbidden)
	}
	officer.send([]byte(content), head...).wants(http.StatusForbidden)
	x.as("shenpi").send([]byte(content), head...).wants(http.StatusForbidden)
	b.get("/desk/list/999").wants(http.StatusNotFound)
	b.post("/desk/lists/preview/999", url.Values{"do": {"take"}}).wants(http.StatusNotFound)
}

// Above the limit three different persons must say yes: each reads which voice he is and what is still missing.
func TestThreeVoicesReadWhatIsMissing(t *testing.T) {
	x := newCounty(t)
	var at string
	for _, row := range x.as("shenpi").get("/desk/held?hold=over").wants(http.StatusOK).all("main table tbody tr") {
		for d := range row.Descendants() {
			if href := attr(d, "href"); strings.HasPrefix(href, "/desk/payment/") && strings.Contains(words(row), "73,281.00") {
				at = href
			}
		}
	}
	if at == "" {
		t.Fatal("the demo holds no funeral grant that three release")
	}
	for n, want := range []string{"您是第 1 位，共需 3 个不同的人；您确认后还缺 2 人", "您是第 2 位，共需 3 个不同的人；您确认后还缺 1 人", "您是最后一位（共 3 人），您确认后放行"} {
		b := x.as([]string{"shenpi", "shenpi2", "shenpi3"}[n])
		p := b.get(at).wants(http.StatusOK).says(want, "集体会审", "谁能放行", "制单人", "怎么办")
		p.wellMade()
		said := p.submit("form", "reason", "核对了申请材料").wants(http.StatusOK)
		if n == 2 {
			said.says("已放行", "待发放")
			break
		}
		said.says("现有 "+strconv.Itoa(n+1)+" 人，还缺 "+strconv.Itoa(2-n)+" 个不同的人", "您已经确认过", "第三十七条")
		if len(said.all("main form")) != 0 {
			t.Error("who has confirmed sees the form again")
		}
		b.post(at+"/release", url.Values{"reason": {"再确认一次"}}).wants(http.StatusForbidden).says("您已经确认过这笔放行", "第三十七条")
	}
	if held := x.as("shenpi").get("/desk/held?hold=over").wants(http.StatusOK); strings.Contains(held.text("main table"), "73,281.00") {
		t.Error("what three have released is still held")
	}
}
