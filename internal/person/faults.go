package person

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	nothingSaved = words.Text{Zh: "没有保存任何内容。", En: "Nothing was saved."}
	fileAsItWas  = words.Text{Zh: "档案没有变动。", En: "The file is unchanged."}
)

// The faults of the registry. None repeats a number that was typed.
var (
	NotFound = fail.Define(fail.NotFound, "person.not-found",
		words.Text{Zh: "本县没有这份档案。", En: "This county has no such file."}, nothingSaved,
		words.Text{Zh: "请用姓名、拼音首字母、身份证后四位、手机后四位或村名再查一次。", En: "Search again by name, pinyin initials, the tail of the ID or phone, or the village."})
	AlreadyHere = fail.Define(fail.Conflict, "person.already-here",
		words.Text{Zh: "这个身份证号在本县已有档案：{name}，{village}。", En: "This citizen ID already has a file in this county: {name}, {village}."}, nothingSaved,
		words.Text{Zh: "请打开已有档案办理；若姓名不符，请核对证件后在档案里更正。", En: "Open that file; if the name differs, check the document and correct it there."})
	AlreadyElsewhere = fail.Define(fail.Conflict, "person.already-elsewhere",
		words.Text{Zh: "这个身份证号在另一个县（{county}）已有档案。", En: "This citizen ID already has a file in another county ({county})."}, nothingSaved,
		words.Text{Zh: "请办理关系转移，不要重新建档。", En: "Transfer the file; do not register the person again."})
	BadName = fail.Define(fail.Invalid, "person.name",
		words.Text{Zh: "姓名应为1至50个字，只用汉字、字母、间隔号和空格。", En: "A name has 1 to 50 characters: Han characters, letters, the middle dot and spaces."}, nothingSaved,
		words.Text{Zh: "请按身份证上的写法输入。", En: "Type it as on the identity card."})
	BadPhone = fail.Define(fail.Invalid, "person.phone",
		words.Text{Zh: "电话应为11位手机号，或带区号的固定电话。", En: "A phone is an 11-digit mobile number, or a landline with its area code."}, nothingSaved,
		words.Text{Zh: "请重新输入；没有电话可以留空。", En: "Type it again; leave it empty if there is none."})
	UnknownVillage = fail.Define(fail.Invalid, "person.village",
		words.Text{Zh: "本县没有这个村或社区。", En: "This county has no such village or community."}, nothingSaved,
		words.Text{Zh: "请从列表中选择。", En: "Choose it from the list."})
	UnknownHousehold = fail.Define(fail.Invalid, "person.household",
		words.Text{Zh: "本县没有这一户。", En: "This county has no such household."}, nothingSaved,
		words.Text{Zh: "请先查到户主，再把人加到户里。", En: "Find the head of the household first, then add the person to it."})
	BornLater = fail.Define(fail.Invalid, "person.born-later",
		words.Text{Zh: "身份证上的出生日期在今天之后。", En: "The birth date in the citizen ID lies after today."}, nothingSaved,
		words.Text{Zh: "请对照证件核对。", En: "Compare it with the document."})
	NoReason = fail.Define(fail.Invalid, "person.no-reason",
		words.Text{Zh: "更正档案要写明原因。", En: "Correcting a file needs a reason."}, fileAsItWas,
		words.Text{Zh: "请填写原因和依据的材料。", En: "Write the reason and the document it rests on."})
	Changed = fail.Define(fail.Conflict, "person.changed",
		words.Text{Zh: "这份档案刚被别人改过。", En: "Somebody else has just changed this file."}, fileAsItWas,
		words.Text{Zh: "请重新打开档案，看过最新内容再改。", En: "Open it again and look before you change it."})
	NothingToChange = fail.Define(fail.Invalid, "person.nothing-to-change",
		words.Text{Zh: "填写的内容与档案相同，没有要更正的。", En: "What was entered equals the file: there is nothing to change."}, fileAsItWas,
		words.Text{Zh: "无需再办。", En: "Nothing more to do."})
	DeadAlready = fail.Define(fail.Conflict, "person.dead-already",
		words.Text{Zh: "档案已登记死亡，日期是 {date}。", En: "The file already records a death, on {date}."}, fileAsItWas,
		words.Text{Zh: "日期有误请走更正，并附死亡证明。", En: "If the date is wrong, correct it with the death certificate."})
	DeathDate = fail.Define(fail.Invalid, "person.death-date",
		words.Text{Zh: "死亡日期应在出生之后，且不晚于今天。", En: "The date of death lies after birth and not after today."}, fileAsItWas,
		words.Text{Zh: "请对照死亡证明核对。", En: "Compare it with the death certificate."})
	ShortSearch = fail.Define(fail.Invalid, "person.short-search",
		words.Text{Zh: "没有可以查的内容。", En: "There is nothing to search for."},
		words.Text{Zh: "没有查询。", En: "Nothing was searched."},
		words.Text{Zh: "请输入姓名、拼音首字母（wjg）、身份证后四位或全号、手机后四位、村名，也可几个词一起。",
			En: "Type a name, pinyin initials (wjg), the tail of an ID or the whole of it, the tail of a phone, a village, or several words together."})
	Damaged = fail.Define(fail.Internal, "person.damaged",
		words.Text{Zh: "档案里的加密内容打不开。", En: "The sealed part of the file cannot be opened."},
		words.Text{Zh: "档案没有变动。", En: "The file is unchanged."},
		words.Text{Zh: "请告诉县局管理员核对密钥目录。", En: "Tell the county's administrator to check the key directory."})
)
