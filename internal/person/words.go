package person

import "renshe/internal/words"

var kinTitles = map[Kin]words.Text{
	Head:       {Zh: "户主", En: "head of the household"},
	Spouse:     {Zh: "配偶", En: "spouse"},
	Child:      {Zh: "子女", En: "child"},
	Parent:     {Zh: "父母", En: "parent"},
	Grandchild: {Zh: "孙辈", En: "grandchild"},
	Other:      {Zh: "其他成员", En: "other member"},
}

// Title is the word people read.
func (k Kin) Title() words.Text {
	if t, ok := kinTitles[k]; ok {
		return t
	}
	return kinTitles[Other]
}

var matchTitles = map[Match]words.Text{
	ByName:     {Zh: "姓名", En: "name"},
	ByPinyin:   {Zh: "全拼", En: "pinyin"},
	ByInitials: {Zh: "拼音首字母", En: "initials"},
	ByCitizen:  {Zh: "身份证号", En: "citizen ID"},
	ByIDTail:   {Zh: "身份证后四位", En: "tail of the citizen ID"},
	ByPhone:    {Zh: "电话", En: "phone"},
	ByTail:     {Zh: "手机后四位", En: "tail of the phone"},
	ByBirth:    {Zh: "出生日期", En: "birth date"},
	ByVillage:  {Zh: "村（社区）", En: "village"},
}

// Title is the word people read.
func (m Match) Title() words.Text { return matchTitles[m] }

var fieldTitles = map[string]words.Text{
	"registered": {Zh: "建档", En: "file opened"},
	"name":       {Zh: "姓名", En: "name"},
	"phone":      {Zh: "电话", En: "phone"},
	"village":    {Zh: "住址（村、社区）", En: "village"},
	"household":  {Zh: "户", En: "household"},
	"kin":        {Zh: "与户主关系", En: "kin"},
	"died":       {Zh: "死亡日期", En: "date of death"},
}

// FieldTitle is the word people read for a field of [Change].
func FieldTitle(field string) words.Text { return fieldTitles[field] }
