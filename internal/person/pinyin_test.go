package person

import (
	"testing"
	"unicode"
)

func TestSpelling(t *testing.T) {
	for name, want := range map[string][2]string{
		"王建国": {"wangjianguo", "wjg"}, "单春梅": {"shanchunmei", "scm"}, "曾国强": {"zengguoqiang", "zgq"}, "解小红": {"xiexiaohong", "xxh"},
		"查良": {"zhaliang", "zl"}, "仇英": {"qiuying", "qy"}, "区伟": {"ouwei", "ow"}, "覃秀": {"qinxiu", "qx"}, "任重": {"renchong", "rc"},
		"万里": {"wanli", "wl"}, "翟志刚": {"zhaizhigang", "zzg"}, "朴实": {"piaoshi", "ps"}, "乐曾": {"yuezeng", "yz"}, "吕娜": {"lvna", "ln"},
		"欧阳修": {"ouyangxiu", "oyx"}, "诸葛亮": {"zhugeliang", "zgl"}, "尉迟恭": {"yuchigong", "ycg"}, "单于": {"shanyu", "sy"},
		"长孙皇": {"zhangsunhuang", "zsh"}, "翦阿里·买": {"jianalimai", "jalm"}, "John Smith": {"johnsmith", "js"},
	} {
		full, initials := spelling(name)
		if full != want[0] || initials != want[1] {
			t.Errorf("%s: %s %s, want %v", name, full, initials, want)
		}
	}
}

func TestIsPinyin(t *testing.T) {
	for s, want := range map[string]bool{"wang": true, "wangji": true, "wangjianguo": true, "xian": true, "xi": true, "zh": true, "lvbu": true, "fangan": true,
		"wjg": false, "john": false, "wangx": true, "wangxq": false} {
		if isPinyin(s) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
}

func TestSurnameTableIsSound(t *testing.T) {
	for r, s := range surnameReadings {
		if !unicode.Is(unicode.Han, r) || s == "" {
			t.Errorf("%c: %q", r, s)
		}
	}
	if len(otherReadings["tan"]) == 0 || len(otherReadings["ceng"]) == 0 {
		t.Error("the other readings of 覃 and 曾 are not offered")
	}
}

func TestPlaceNames(t *testing.T) {
	places, err := lawPlaces()
	if err != nil {
		t.Fatal(err)
	}
	g := newGazetteer(places, 430725)
	if len(g.places) != 29+430 {
		t.Fatalf("%d places", len(g.places))
	}
	for _, p := range g.places {
		if p.pinyin == "" || p.short == "" {
			t.Errorf("%s has no spelling", p.name)
		}
	}
	if got := g.byHan("陬市"); len(got) == 0 || got[0].name != "陬市镇" {
		t.Errorf("陬市: %v", got)
	}
	if got := g.byLatin("zoushi"); len(got) == 0 || got[0].name != "陬市镇" {
		t.Errorf("zoushi: %v", got)
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{"王建国 陬市", "wjg0015", "001X", "430799196501150013", "ü", "'", "王·", "10012345678 x", "\x00\xff", "lyu nü"} {
		f.Add(s)
	}
	places, err := lawPlaces()
	if err != nil {
		f.Fatal(err)
	}
	g := newGazetteer(places, 430725)
	f.Fuzz(func(t *testing.T, typed string) {
		ways := understand(splitWords(typed), g, func(string, string) int64 { return 1 })
		if len(ways) > maxAlternatives {
			t.Fatalf("%d ways to read %q", len(ways), typed)
		}
		for _, u := range ways {
			for n, c := range u {
				if !c.equal && c.from >= c.to {
					t.Fatalf("%q: an empty range %q–%q", typed, c.from, c.to)
				}
				if n > 0 && u[n-1].cost > c.cost {
					t.Fatalf("%q: the dearest condition leads", typed)
				}
			}
		}
	})
}
