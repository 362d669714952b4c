package demo

import (
	"math/rand/v2"
	"strings"

	"renshe/civil"
)

// The lists hold common characters only. Weights are the order: the earlier, the more frequent (see pickEarly).
var (
	surnames = split("张 李 王 刘 陈 杨 罗 周 黄 彭 吴 唐 邓 胡 谢 曾 肖 朱 郭 谭 文 廖 龙 贺 袁 何 熊 徐 宋 高 汪 姚 向 全 聂 燕 郑 丁 冯 余 印 佘 覃 马 " +
		"田 石 钟 夏 董 蒋 程 易 孙 赵 戴 雷 梁 毛 葛 萧 尹 鲁 万 汤 段 颜 翟 沈 金 邹 史 童 游 解 单 查 柳 龚 黎 樊 庄 欧阳")
	clan = "翦" // the Uygur families of 枫树 and 青林 have it

	malesOld      = split("德 明 国 文 志 长 大 云 光 玉 正 新 家 世 永 金 春 华 清 福 兴 立 成 庭 生 仁 义 安 远 祥 贵 昌 松 初 启 善 伯 仲 运 林")
	femalesOld    = split("桂 秀 玉 菊 兰 英 梅 香 珍 春 淑 云 凤 莲 金 翠 贞 月 元 冬 腊 银 枝 娥 满 良 爱 美 清 华 芝 巧 友 妹 香 姣 先 蓉 珠 元")
	malesMiddle   = split("建 国 军 平 华 志 新 明 卫 东 文 春 永 生 红 兵 辉 忠 强 光 林 云 波 跃 进 爱 民 友 贵 斌 勇 海 清 山 和 胜 利 祥 松 初")
	femalesMiddle = split("丽 红 英 梅 芳 华 玲 珍 兰 霞 艳 琼 秀 平 菊 云 燕 萍 春 凤 桂 香 群 娥 慧 琴 琳 先 元 爱 美 蓉 满 友 月 腊 枝 玉 芬 翠")
	malesYoung    = split("浩 宇 杰 伟 磊 鹏 俊 涛 超 凯 鑫 博 文 轩 龙 飞 斌 毅 峰 帅 亮 阳 晨 健 志 豪 翔 威 彬 明 康 晓 旭 航 哲 涵 睿 林 泽 立")
	femalesYoung  = split("婷 静 欣 雨 佳 怡 颖 慧 敏 娟 雪 倩 玲 琳 丹 梦 思 雅 蕾 瑶 莹 洁 璐 晶 晓 薇 诗 涵 嘉 妍 媛 悦 蓉 娜 岚 琪 莎 甜 宁 菲")
)

// avoid are combinations that would read as somebody everybody knows.
var avoid = map[string]bool{"贺龙": true, "毛岸英": true, "彭德怀": true, "宋教仁": true, "李先念": true, "张国华": true, "杨勇": true,
	"陈云": true, "王震": true, "李鹏": true, "胡春华": true, "陈永贵": true, "王明": true, "朱德": true, "李宁": true, "刘德华": true, "张杰": true,
	"王菲": true, "黄晓明": true, "陈道明": true, "周杰伦": true, "刘翔": true, "姚明": true, "杨利伟": true, "李娜": true, "胡军": true}

func split(s string) []string { return strings.Fields(s) }

// pickEarly draws from a list, its beginning more often than its end.
func pickEarly(r *rand.Rand, list []string) string {
	a, b := r.IntN(len(list)), r.IntN(len(list))
	return list[min(a, b)]
}

// givenName draws a given name as people of that year and sex were called.
func givenName(r *rand.Rand, sex civil.Sex, born int) string {
	list := malesMiddle
	switch {
	case sex == civil.Male && born < 1958:
		list = malesOld
	case sex == civil.Male && born >= 1985:
		list = malesYoung
	case sex == civil.Female && born < 1958:
		list = femalesOld
	case sex == civil.Female && born >= 1985:
		list = femalesYoung
	case sex == civil.Female:
		list = femalesMiddle
	}
	first := list[r.IntN(len(list))]
	if r.IntN(100) < 22 {
		return first
	}
	second := list[r.IntN(len(list))]
	if second == first && r.IntN(10) > 0 {
		second = list[r.IntN(len(list))]
	}
	return first + second
}

// fullName draws until the name is nobody's whom everybody knows.
func fullName(r *rand.Rand, surname string, sex civil.Sex, born int) string {
	for {
		if name := surname + givenName(r, sex, born); !avoid[name] {
			return name
		}
	}
}
