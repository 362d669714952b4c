package main

import "renshe/internal/words"

// benefitHelp has the help texts of benefits and of the lists before payment.
var benefitHelp = map[string]words.Text{
	"lists":          {Zh: "发放前核查的名单", En: "the lists that the gate reads before payment"},
	"listsimport":    {Zh: "导入一份部门名单（CSV：身份号码、日期、说明）", En: "take in a department's list (CSV: citizen ID, day, note)"},
	"listsshow":      {Zh: "列出导入过的名单，或看一份", En: "list what was taken in, or show one"},
	"listkind":       {Zh: "名单说的是什么：dead 死亡，custody 在押服刑，duplicate 重复领取，unconfirmed 逾期未认证", En: "what it says: dead, custody, duplicate or unconfirmed"},
	"listsource":     {Zh: "来源部门", En: "the department that gave it"},
	"listpurpose":    {Zh: "用途，会留在记录里", En: "what it is used for; recorded"},
	"listasof":       {Zh: "名单日期", En: "the day it describes"},
	"listfile":       {Zh: "名单文件", En: "the file"},
	"listdry":        {Zh: "只看，不导入", En: "look only"},
	"listpartial":    {Zh: "有错的行跳过，只导入正确的行", En: "leave out the rows that are wrong"},
	"listid":         {Zh: "名单号码", En: "number of a list"},
	"benefit":        {Zh: "待遇：谁在领、为什么停、暂缓了谁、多发了多少", En: "benefits: who draws, why one stopped, who is held, what was overpaid"},
	"benefitlist":    {Zh: "各种待遇的人数；给出种类或状态时列出名单", En: "how many draw each kind; with a kind or status, who"},
	"benefitshow":    {Zh: "一项待遇和它的变更记录", En: "one benefit with what happened to it"},
	"benefitchanges": {Zh: "待审的变更", En: "changes that wait to be decided"},
	"benefitheld":    {Zh: "待复核批次里暂缓的发放", En: "payments held in runs that wait for approval"},
	"benefitover":    {Zh: "多发待遇", En: "overpayments"},
	"benefitkind":    {Zh: "待遇种类", En: "kind of benefit"},
	"benefitstatus":  {Zh: "状态", En: "status"},
	"benefitid":      {Zh: "待遇号码", En: "number of a benefit"},
	"overstate":      {Zh: "只看这个状态", En: "this state only"},
	"after":          {Zh: "从这个号码之后接着列", En: "go on after this number"},
}
