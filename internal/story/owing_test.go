package story

import (
	"context"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"renshe/internal/app"
	"renshe/internal/casework"
	"renshe/internal/demo"
	"renshe/law"
)

// owingItem is put into the materials of an item: a paper that may follow, and one that a commitment replaces. No document in the sources
// at hand allows either for a built-in item, so the documents are this test's.
const owingItem = `materials:
  - name: proof
    title: {zh: 困难证明, en: Proof of hardship}
    form: original
    required: true
    may-follow: {days: 15, kind: calendar, basis: {document: 测试文件, article: 第一条, says: {zh: 可以容缺, en: may follow}, checked: 2026-11-22, confidence: S}}
  - name: unpaid
    title: {zh: 未就业证明, en: Proof of having no work}
    form: original
    required: true
    commitment:
      says: {zh: 本人承诺目前没有就业。, en: I have no work at present.}
      verify: register.phone
      within: 20
      basis: {document: 测试文件, article: 第二条, says: {zh: 可以告知承诺, en: a commitment suffices}, checked: 2026-11-22, confidence: S}
`

// owingLaw is the law that is built in with that item.
func owingLaw(t *testing.T) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(law.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(law.FS, path)
		out[path] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	item := string(out["items/W01.yaml"].Data)
	for _, change := range [][2]string{{"materials:\n", owingItem}, {"papers: {identity: original}", "papers: {identity: original, proof: later, unpaid: commitment}"},
		{"missing: [category, identity]", "missing: [category, proof, unpaid, identity]"}} {
		if !strings.Contains(item, change[0]) {
			t.Fatalf("the item has no %q", change[0])
		}
		item = strings.ReplaceAll(item, change[0], change[1])
	}
	out["items/W01.yaml"] = &fstest.MapFile{Data: []byte(item)}
	return out
}

// owingCounty is the demo county under that law, behind its real handlers.
func owingCounty(t *testing.T) (base string, person int64) {
	t.Helper()
	p := place{dir: t.TempDir()}
	if _, errs, code := p.run(t, "demo", "--no-serve", "--people", people, "--as-of", asOf); code != 0 {
		t.Fatal(errs)
	}
	a, err := app.Open(context.Background(), app.Config{Data: p.dir, Existing: true, Files: owingLaw(t)})
	if err != nil {
		t.Fatal(err)
	}
	officer, err := a.UserNamed(context.Background(), demo.Taoyuan, demo.OfficerLogin)
	if err != nil {
		t.Fatal(err)
	}
	h, err := a.Handler(app.ServeOptions{Site: "http://story.test"})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(func() {
		srv.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return srv.URL, registered(t, a, officer, casework.TrialPerson{Born: "1970-04-10"}, 702)
}

// A paper that may follow and one that a commitment replaces are ticked on the papers page, stay ticked when somebody comes back to it, and
// stand as what is owed on the receipt and the case; there they are settled, and only then is the case decided.
func TestWhatIsOwedByHand(t *testing.T) {
	base, person := owingCounty(t)
	h := &hand{browser: newBrowser(t, base, shotsFolder(t, "owing"))}
	h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))
	h.role("经办员")
	h.open("/desk/work")
	h.sees("worklist", "办领取", "本人不办", "本人表示不办的人")
	h.open(fmt.Sprintf("/desk/person/%d", person))
	h.presses("W01 is offered", `document.querySelector("form[action$='/open'] input[name=item][value=W01]")?.form.querySelector("button")`)
	at := strings.TrimSuffix(h.path(), "/known")
	h.click("核对无误")
	h.fills(map[string]string{"category": "大龄失业人员", "phone": "10012345678"})
	h.click("保存，下一步")
	h.sees("papers", "容缺：先受理，以后补交的材料", "15天内补交（测试文件 第一条）", "以书面承诺代替的材料", "本人承诺目前没有就业。")
	h.run("a telephone's screen", chromedp.EmulateViewport(390, 844))
	h.sees("papers on a telephone", "困难证明", "未就业证明")
	h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))
	h.ticks("received", "identity")
	h.ticks("later", "proof")
	h.ticks("commitment", "unpaid")
	h.click("保存，下一步")
	h.sees("check", "容缺，待补交", "书面承诺")
	h.open(at + "/papers")
	for field, value := range map[string]string{"received": "identity", "later": "proof", "commitment": "unpaid"} {
		if !reads[bool](h.browser, "look at "+field, fmt.Sprintf(`document.querySelector('input[name=%s][value=%s]').checked`, field, value)) {
			t.Errorf("%s is no longer ticked for %s", field, value)
		}
	}
	h.click("保存，下一步")
	h.presses("it is submitted", `document.querySelector("main form[action$='/submit'] button")`)
	h.sees("receipt", "容缺受理，2026-03-17前补交（测试文件 第一条）", "以书面承诺代替，2026-03-30前核实（测试文件 第二条）")
	h.open(at)
	h.sees("owed", "困难证明", "未就业证明", "待补交（核实）", "最迟2026-03-17（测试文件 第一条）", "最迟2026-03-30（测试文件 第二条）")
	h.run("a telephone's screen", chromedp.EmulateViewport(390, 844))
	h.sees("owed on a telephone", "待补交（核实）")
	h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))

	h.click("登记补交")
	h.ticks("material", "proof")
	h.presses("the paper has come", `document.querySelector("main form[action$='/do/met'] button")`)
	h.sees("met", "已补交")
	h.role("复核员")
	h.open(at)
	h.sees("to review", "核定", "开始复核", "核实承诺")
	h.click("开始复核")
	h.open(at)
	h.sees("under review", "复核中")
	h.click("核实承诺")
	h.ticks("material", "unpaid")
	h.ticks("found", "yes")
	h.presses("the commitment is true", `document.querySelector("main form[action$='/do/verify'] button")`)
	h.sees("verified", "已补交", "已核实")
	h.open(at + "/decide")
	h.presses("it is approved", `document.querySelector("main form[action$='/approve'] button")`)
	h.open(at)
	h.sees("approved", "已办结", "已核实")
}
