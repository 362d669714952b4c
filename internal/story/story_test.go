package story

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"
)

// found is somebody whom the program noticed, as the worklist tells of him.
type found struct {
	name, tail, place, phone, id, amount string
	page                                 string // address of the file
}

// story is one telling, on one engine.
type story struct {
	t    *testing.T
	p    place
	base string

	late   found             // is past 60 and never applied: arrears are due
	next   found             // reaches 60 next month: the program noticed in time
	cases  map[string]string // addresses
	number string            // of the next one's case
}

// TestStory tells the whole story by plain form posts, on both engines.
func TestStory(t *testing.T) {
	eachPlace(t, func(t *testing.T, p place) {
		s := &story{t: t, p: p, cases: map[string]string{}}
		s.base = p.served(t, "demo", "--people", people, "--as-of", asOf)
		s.noticed()
		s.counter()
		s.decision()
		s.march()
		s.months()
		s.citizen()
		s.proof()
	})
}

// who opens a browser for somebody.
func (s *story) who(name string) *visitor {
	s.t.Helper()
	return newVisitor(s.t, name, s.base)
}

// at signs a member of the staff in.
func (s *story) at(login string) *visitor {
	s.t.Helper()
	v := s.who(login)
	v.get("/desk").sees("登录经办台")
	return v.press("登录", "login", login, "password", password).sees("今日", "当前登录")
}

// noticed: the sweep found people; each is on the worklist of his own station with the reason, and anybody finds him in one box.
func (s *story) noticed() {
	demo := s.who("visitor").get("/demo").sees("演示手机", "2026-03-02")
	v := s.at("liu")
	v.get("/desk/work").sees("政策找到、还没申请的人")
	s.late = s.read(v, demo, "2026-01", "从2026-02起补发")
	s.next = s.read(v, demo, comesNext, "还没有申请")
	short := v.row(comesNext, "还差48个月")
	if find(short, func(n *tag) bool { return n.Data == "button" }) != nil {
		s.t.Error("the claim of somebody who is short of years is offered")
	}
	v.open(v.row(s.next.tail)).sees("今天能办的", "从2026-05起可以按月领取", s.next.amount)
	s.next.page, s.next.phone = v.at.Path, phoneTail.FindStringSubmatch(v.text())[1]
	s.found(v)
	s.notFound(v)
}

var (
	amountOf  = regexp.MustCompile(`每月([\d,]+\.\d\d)元`)
	phoneTail = regexp.MustCompile(`手机尾号 (\d{4})`)
)

// read takes a person from the worklist, and his invented number from the demo's own page.
func (s *story) read(v, demo *visitor, words ...string) found {
	s.t.Helper()
	row := v.row(words...)
	cells := elements(row, "th", "td")
	f := found{name: textOf(cells[0]), tail: textOf(cells[1]), place: textOf(cells[2])}
	f.amount = amountOf.FindStringSubmatch(textOf(row))[1]
	f.page = attr(first(row, "a"), "href")
	f.id = textOf(elements(demo.row(f.name, f.tail), "th", "td")[1])
	return f
}

// found finds one person by everything that people say at a counter.
func (s *story) found(v *visitor) {
	initials := initials(s.next.name)
	spelled := strings.Join(pinyin.LazyPinyin(s.next.name, pinyin.NewArgs()), "")
	village := strings.TrimPrefix(s.next.place, "陬市镇")
	for _, q := range []string{s.next.name, initials, strings.ToUpper(initials), spelled, s.next.tail, s.next.phone, s.next.id,
		village + " " + string([]rune(s.next.name)[:1]), village + " " + s.next.tail} {
		v.get("/desk/today-is-no-page").want(http.StatusNotFound)
		v.get("/desk").press("查人", "q", q).sees("的结果")
		hit := find(v.page, func(n *tag) bool { return n.Data == "a" && attr(n, "href") == s.next.page })
		if hit == nil || !strings.Contains(textOf(hit.Parent), s.next.name) {
			s.t.Errorf("the one box does not find %s's file by %d characters of what is known of him:\n%s", s.next.page, len(q), v.text())
		}
	}
	v.get("/desk").press("查人", "q", village).sees("的结果", village)
}

// initials are what an officer types first.
func initials(name string) string {
	return strings.Join(pinyin.LazyPinyin(name, pinyin.Args{Style: pinyin.FirstLetter}), "")
}

// notFound: what is mistyped is told, and nobody is found for it.
func (s *story) notFound(v *visitor) {
	last := s.next.id[len(s.next.id)-1:]
	wrong := s.next.id[:17] + map[bool]string{true: "1", false: "0"}[last == "0"]
	if last == "X" {
		wrong = s.next.id[:17] + "3"
	}
	v.get("/desk").press("查人", "q", wrong).refused(http.StatusUnprocessableEntity, "校验")
	v.get("/desk").press("查人", "q", "430725209902300016").refused(http.StatusUnprocessableEntity)
	v.get("/desk").press("查人", "q", "没有这个人").sees("没有找到")
	v.get("/desk/person/1").want(http.StatusOK)
	v.get("/desk/person/999999999").want(http.StatusNotFound)
	v.get("/desk/person/abc").want(http.StatusNotFound)
}

// counter: both claims are taken in; what is known is filled in already, what is missing is told once and in writing.
func (s *story) counter() {
	v := s.at("liu")
	v.get(s.next.page)
	v.press("领养老金").sees("核对本人", s.next.name, "192", "政策找人提示").misses(s.next.id)
	v.follow("核对无误").sees("只问登记里没有的", "来源：登记数据")
	for field, want := range map[string]string{"applicant": "self", "pay-to": "registered", "other-pension": "no"} {
		if got := v.value(field); got != want {
			s.t.Errorf("%s is filled in as %q, want %q", field, got, want)
		}
	}
	if got := v.value("phone"); !strings.HasSuffix(got, s.next.phone) {
		s.t.Error("the telephone on file is not filled in")
	}
	v.press("保存，下一步", "phone", "1234").refused(http.StatusUnprocessableEntity, "电话号码应为11位手机号")
	if got := v.value("phone"); got != "1234" {
		s.t.Errorf("what was typed is gone: %q", got)
	}
	v.press("保存，下一步", "phone", "10012345678").sees("收到的材料", "不用收", "户口簿")
	v.press("保存，下一步").sees("核对后提交", "还缺 1 项", "居民身份证或社会保障卡", s.next.amount)
	s.notice(v)
	s.receipt(v)
	s.second(v)

	v.get(s.late.page).press("领养老金").follow("核对无误").press("保存，下一步")
	v.press("保存，下一步", "received", "identity").sees("核对后提交", s.late.amount)
	v.press("提交受理，出回执").sees("已提交", "受理回执")
	s.cases["late"] = caseOf(v)
}

// notice: an incomplete submission ends in a one-time notice that names what is missing, and loses nothing.
func (s *story) notice(v *visitor) {
	v.press("一次性告知书").sees("一次性告知书", "还缺下列1项", "不会再要别的", "居民身份证或社会保障卡")
	letter := v.at.Path
	s.verify(v, "有效")
	v.pdf("打印（PDF）")
	v.get(letter)
	v.get("/desk/work").sees("待补齐")
	v.open(v.row(s.next.name, "待补齐")).sees("核对本人")
	v.follow("核对无误")
	if got := v.value("phone"); got != "10012345678" {
		s.t.Errorf("the draft lost the telephone: %q", got)
	}
	v.press("保存，下一步")
}

// receipt: complete, the case is submitted; a second click changes nothing.
func (s *story) receipt(v *visitor) {
	v.press("保存，下一步", "received", "identity").sees("核对后提交").misses("还缺")
	form, _ := v.formOf(v.page, "提交受理")
	again, target := filled(form), v.resolve(attr(form, "action"))
	v.press("提交受理").sees("已提交", "受理回执", "最迟", "2026-03-30")
	s.cases["next"], s.number = caseOf(v), numberOf.FindString(v.text())
	code := s.verify(v, "有效")
	letter := v.at.Path
	if len(v.pdf("打印（PDF）")) < 5000 {
		s.t.Error("the receipt's print is nearly empty")
	}
	v.post(target, again).want(http.StatusOK)
	if v.at.Path != s.cases["next"] {
		s.t.Errorf("a second click ends at %s", v.at.Path)
	}
	v.sees("已受理，待复核", "还有 28 天")
	v.get(letter).sees(code)
}

var numberOf = regexp.MustCompile(`430725-2026-\d{6}`)

var codeOf = regexp.MustCompile(`核验码 ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})`)

// verify asks the public page about the letter that is shown, as somebody who holds it in his hand.
func (s *story) verify(v *visitor, state string) string {
	s.t.Helper()
	m := codeOf.FindStringSubmatch(v.text())
	if m == nil {
		s.t.Fatalf("no code on the letter:\n%s", v.text())
	}
	public := s.who("anybody")
	public.get("/verify/"+m[1]).sees(state, "桃源县", s.next.tail).misses(s.next.id)
	public.get("/verify").press("核验", "code", strings.ToLower(strings.ReplaceAll(m[1], "-", ""))).sees(state)
	wrong := m[1][:len(m[1])-1] + map[bool]string{true: "0", false: "1"}[m[1][len(m[1])-1] != '0']
	public.get("/verify/"+wrong).refused(http.StatusNotFound, "没有这个核验码的文书")
	return m[1]
}

// second: a second claim of the same person is refused and names the first.
func (s *story) second(v *visitor) {
	v.get(s.next.page).sees("在办")
	if b := find(v.page, func(n *tag) bool { return n.Data == "button" && strings.Contains(textOf(n), "领养老金") }); b != nil {
		s.t.Error("a second claim is offered")
	}
	v.post(s.next.page+"/open", url.Values{"item": {"R07"}}).refused(http.StatusConflict, "已经有一件在办", s.number, "陬市镇", "原来的一件不变")
	v.get(s.next.page).post(s.next.page+"/open", url.Values{"item": {"R99"}}).refused(http.StatusNotFound, "没有编号为 R99 的服务事项")
}

func caseOf(v *visitor) string {
	before, _, _ := strings.Cut(v.at.Path, "/letter/")
	return before
}

// decision: another person decides, with every number explained; who took the case in cannot.
func (s *story) decision() {
	liu := s.at("liu")
	decide := s.cases["next"] + "/decide"
	liu.get(decide).refused(http.StatusForbidden, "经办员")
	liu.get(s.cases["next"]).post(s.cases["next"]+"/approve", url.Values{"version": {"1"}}).refused(http.StatusForbidden, "经办员")

	v := s.at("fuhe")
	v.get("/desk/review").sees(s.next.name, s.late.name)
	v.open(v.row(s.next.name, s.next.tail)).sees(s.next.amount, "为什么可以领", "怎样算出来", "÷ 139", "国发〔2014〕8号", "192", "2026-05")
	version := v.value("version")
	v.press("同意，核定发放").sees("已核定发放，从 2026-05 起发", "核定表", s.next.amount)
	v.pdf("打印（PDF）")
	v.get(decide).sees("城乡居民养老保险待遇申领")
	if v.at.Path != s.cases["next"] {
		s.t.Errorf("a decided case is offered for decision at %s", v.at.Path)
	}
	v.post(s.cases["next"]+"/approve", url.Values{"version": {version}}).sees("已办结", "核定通过")
	v.get("/desk/review")
	if find(v.page, func(n *tag) bool { return attr(n, "href") == decide }) != nil {
		s.t.Error("a decided case still waits")
	}
	v.open(v.row(s.late.name, s.late.tail)).press("同意，核定发放").sees("从 2026-02 起发")

	liu.get("/desk/work").misses(s.next.name, s.late.name)
	liu.get(s.next.page).sees("城乡居民养老金", "2026-05")
	liu.post(s.next.page+"/open", url.Values{"item": {"R07"}}).refused(http.StatusConflict, "已经在领取")
}
