package words

import "testing"

func TestFill(t *testing.T) {
	hello := Text{Zh: "{name}，{day}好", En: "{day}, {name}"}
	day := Text{Zh: "早上", En: "good morning"}
	if got := hello.Fill(Zh, "name", "王建国", "day", day); got != "王建国，早上好" {
		t.Error(got)
	}
	if got := hello.Fill(En, "name", "Wang", "day", day); got != "good morning, Wang" {
		t.Error(got)
	}
	if got := hello.Fill(Zh, "name"); got != hello.Zh {
		t.Errorf("a name without a value changed the text: %s", got)
	}
}

func TestParseLang(t *testing.T) {
	for s, want := range map[string]Lang{"en": En, "en-GB": En, "EN_us": En, "zh": Zh, "zh-CN": Zh, "": Zh, "fr": Zh, "C": Zh} {
		if got := ParseLang(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
	if Zh.String() != "zh-CN" || En.String() != "en" {
		t.Error(Zh.String(), En.String())
	}
}

func TestOneLanguageStandsInForTheOther(t *testing.T) {
	if got := (Text{Zh: "桃源县"}).In(En); got != "桃源县" {
		t.Error(got)
	}
	if !(Text{}).IsZero() || (Text{En: "x"}).IsZero() {
		t.Error("IsZero")
	}
}

func TestCapital(t *testing.T) {
	for in, want := range map[string]string{"monthly pension": "Monthly pension", "S2": "S2", "": "", "196.00 yuan": "196.00 yuan", "élan": "élan"} {
		if got := (Text{Zh: "月养老金", En: in}).Capital(); got.En != want || got.Zh != "月养老金" {
			t.Errorf("%q begins a line as %q, want %q", in, got.En, want)
		}
	}
}
