package person

import (
	"strings"
	"unicode"

	pinyin "github.com/mozillazg/go-pinyin"
)

// compoundSurnames are the surnames of two characters, with their own readings.
var compoundSurnames = map[string][2]string{
	"欧阳": {"ou", "yang"}, "司马": {"si", "ma"}, "上官": {"shang", "guan"}, "诸葛": {"zhu", "ge"}, "东方": {"dong", "fang"},
	"皇甫": {"huang", "fu"}, "尉迟": {"yu", "chi"}, "公孙": {"gong", "sun"}, "令狐": {"ling", "hu"}, "慕容": {"mu", "rong"},
	"司徒": {"si", "tu"}, "司空": {"si", "kong"}, "夏侯": {"xia", "hou"}, "长孙": {"zhang", "sun"}, "宇文": {"yu", "wen"},
	"轩辕": {"xuan", "yuan"}, "独孤": {"du", "gu"}, "南宫": {"nan", "gong"}, "西门": {"xi", "men"}, "呼延": {"hu", "yan"},
	"端木": {"duan", "mu"}, "百里": {"bai", "li"}, "东郭": {"dong", "guo"}, "单于": {"chan", "yu"}, "万俟": {"mo", "qi"},
	"澹台": {"tan", "tai"}, "钟离": {"zhong", "li"}, "申屠": {"shen", "tu"}, "太史": {"tai", "shi"}, "闻人": {"wen", "ren"},
	"赫连": {"he", "lian"}, "濮阳": {"pu", "yang"}, "淳于": {"chun", "yu"}, "拓跋": {"tuo", "ba"}, "纳兰": {"na", "lan"},
}

// surnameReadings are the characters that are read otherwise as a surname than as a word.
var surnameReadings = map[rune]string{
	'单': "shan", '曾': "zeng", '解': "xie", '查': "zha", '仇': "qiu", '区': "ou", '尉': "wei", '万': "wan", '缪': "miao", '朴': "piao",
	'覃': "qin", '乐': "yue", '洗': "xian", '折': "she", '种': "chong", '繁': "po", '员': "yun", '适': "kuo", '召': "shao", '秘': "bi",
	'那': "na", '能': "nai", '盖': "gai", '长': "zhang", '黑': "hei", '哈': "ha", '都': "du", '祭': "zhai", '隗': "kui", '纪': "ji",
	'任': "ren", '沈': "shen", '石': "shi", '翟': "zhai", '薄': "bo", '逄': "pang", '钭': "tou", '佴': "nai", '宓': "mi", '卜': "bu",
	'贾': "jia", '柏': "bai", '盛': "sheng", '燕': "yan", '应': "ying", '令': "ling", '牟': "mou", '句': "gou", '重': "chong", '粘': "nian",
	'过': "guo", '华': "hua", '车': "che", '谌': "chen", '葛': "ge", '郇': "xun", '訾': "zi", '幺': "yao",
}

// givenReadings are characters whose reading within a given name is not the dictionary's first.
var givenReadings = map[rune]string{
	'长': "chang", '曾': "zeng", '单': "dan", '乐': "le", '朝': "chao", '行': "xing", '重': "chong", '茜': "qian", '柏': "bai",
	'晟': "sheng", '盛': "sheng", '参': "can", '省': "xing", '朴': "pu", '仇': "chou", '娜': "na", '传': "chuan", '调': "diao",
	'伽': "jia", '少': "shao", '大': "da", '还': "huan", '中': "zhong", '兴': "xing", '冠': "guan", '藏': "cang", '艾': "ai",
}

// spelling gives the full pinyin ("wangjianguo", ü as v) and the initials ("wjg") of a name, lower case. A surname is read as
// a surname. Letters of a foreign name stand for themselves; a character without a reading is left out.
func spelling(name string) (full, initials string) {
	var f, i strings.Builder
	add := func(syllable string) {
		if syllable != "" {
			f.WriteString(syllable)
			i.WriteByte(syllable[0])
		}
	}
	runes := []rune(name)
	start := 0
	if len(runes) > 2 {
		if two, ok := compoundSurnames[string(runes[:2])]; ok {
			add(two[0])
			add(two[1])
			start = 2
		}
	}
	inWord := false
	for n := start; n < len(runes); n++ {
		r := runes[n]
		switch {
		case unicode.Is(unicode.Han, r):
			add(reading(r, n == 0))
			inWord = false
		case unicode.IsLetter(r):
			l := latin(r)
			if inWord {
				f.WriteString(l)
			} else {
				add(l)
			}
			inWord = l != ""
		default:
			inWord = false
		}
	}
	return f.String(), i.String()
}

// reading is one character's syllable.
func reading(r rune, surname bool) string {
	if surname {
		if s, ok := surnameReadings[r]; ok {
			return s
		}
	} else if s, ok := givenReadings[r]; ok {
		return s
	}
	if all := readings(r); len(all) > 0 {
		return all[0]
	}
	return ""
}

var everyReading = func() pinyin.Args {
	a := pinyin.NewArgs()
	a.Heteronym = true
	return a
}()

// readings are all syllables of a character, plain letters.
func readings(r rune) []string {
	all := pinyin.SinglePinyin(r, everyReading)
	for n, s := range all {
		all[n] = strings.Map(func(c rune) rune {
			if c == 'ü' {
				return 'v'
			}
			return c
		}, s)
	}
	return all
}

// latin lowers a letter and drops what is not a–z (accents of a foreign name are dropped with their letter's mark by the
// edge's normalisation; what remains unknown gives nothing).
func latin(r rune) string {
	if r = unicode.ToLower(r); r >= 'a' && r <= 'z' {
		return string(r)
	}
	if r == 'ü' {
		return "v"
	}
	return ""
}

// otherReadings lists, for each first syllable that people may type, the surnames that are stored under another one: "tan" finds
// 覃, which Hunan reads both ways, and "dan" finds 单 for who does not know better.
var otherReadings = func() map[string][]otherReading {
	m := map[string][]otherReading{}
	for r, stored := range surnameReadings {
		for _, s := range readings(r) {
			if s != stored {
				m[s] = append(m[s], otherReading{string(r), stored})
			}
		}
	}
	return m
}()

type otherReading struct{ surname, stored string }

// syllables are the syllables of Mandarin, without tones, ü as v.
var syllables = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(
		"a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng " +
			"cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu " +
			"cuan cui cun cuo da dai dan dang dao de den deng di dian diao die ding diu dong dou du duan dui dun duo e ei en " +
			"eng er fa fan fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan " +
			"guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian " +
			"jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan " +
			"kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan " +
			"lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao " +
			"ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei " +
			"pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran " +
			"rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang " +
			"shao she shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai " +
			"tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi " +
			"xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan " +
			"yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua " +
			"zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo") {
		m[s] = true
	}
	return m
}()

// beginnings are all beginnings of syllables.
var beginnings = func() map[string]bool {
	m := map[string]bool{}
	for s := range syllables {
		for n := range len(s) {
			m[s[:n+1]] = true
		}
	}
	return m
}()

// isPinyin says whether letters can be the beginning of somebody's full pinyin: syllables, the last perhaps unfinished.
func isPinyin(s string) bool {
	reached := map[int]bool{0: true} // where a syllable may begin
	for from := range len(s) {
		if !reached[from] {
			continue
		}
		if beginnings[s[from:]] {
			return true
		}
		for n := 1; n <= 6 && from+n <= len(s); n++ {
			if syllables[s[from:from+n]] {
				reached[from+n] = true
			}
		}
	}
	return reached[len(s)]
}
