package web

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	keptNothing = words.Text{Zh: "什么都没有改动。", En: "Nothing was changed."}
	keptTyped   = words.Text{Zh: "已填的内容都在。", En: "What you typed is kept."}
)

// The kit's faults.
var (
	NoPage = fail.Define(fail.NotFound, "web.no-page",
		words.Text{Zh: "没有这个页面。", En: "There is no such page."},
		keptNothing,
		words.Text{Zh: "请检查地址，或者回到首页。", En: "Check the address, or go to the home page."})
	WrongMethod = fail.Define(fail.NotFound, "web.wrong-method",
		words.Text{Zh: "这个地址不能这样打开。", En: "This address cannot be used that way."},
		keptNothing,
		words.Text{Zh: "请从页面上的按钮进入。", En: "Use the buttons on the pages."})
	CrossOrigin = fail.Define(fail.Denied, "web.cross-origin",
		words.Text{Zh: "这个提交来自别的网站，已经拒绝。", En: "This was sent from another site and is refused."},
		keptNothing,
		words.Text{Zh: "请在本系统的页面里重新提交。", En: "Submit it again from a page of this service."})
	TooLarge = fail.Define(fail.Invalid, "web.too-large",
		words.Text{Zh: "内容太大，最多 {limit}。", En: "This is too large; the most is {limit}."},
		keptTyped,
		words.Text{Zh: "请换小一点的文件，或分几次提交。", En: "Use a smaller file, or send it in parts."})
	TooManyFiles = fail.Define(fail.Invalid, "web.too-many-files",
		words.Text{Zh: "一次最多 {limit} 个文件。", En: "At most {limit} files at once."},
		keptTyped,
		words.Text{Zh: "请分几次提交。", En: "Send them in parts."})
	BadForm = fail.Define(fail.Invalid, "web.bad-form",
		words.Text{Zh: "表单没有完整收到。", En: "The form did not arrive whole."},
		keptTyped,
		words.Text{Zh: "请再提交一次。", En: "Submit it again."})
	TooMany = fail.Define(fail.Busy, "web.too-many",
		words.Text{Zh: "操作太快了。", En: "That was too many requests at once."},
		keptTyped,
		words.Text{Zh: "请等 {seconds} 秒再试。", En: "Wait {seconds} seconds and try again."})
	TimedOut = fail.Define(fail.Busy, "web.timed-out",
		words.Text{Zh: "这一步用的时间太长，已经停下。", En: "This took too long and was stopped."},
		keptTyped,
		words.Text{Zh: "请稍后再试。", En: "Try again shortly."})
	SignInFirst = fail.Define(fail.Denied, "web.sign-in",
		words.Text{Zh: "请先登录。", En: "Sign in first."},
		keptTyped,
		words.Text{Zh: "登录后会回到这一页。", En: "After signing in you return to this page."})
	BadPlace = fail.Define(fail.Invalid, "web.bad-place",
		words.Text{Zh: "翻页的位置不对。", En: "The place in the list is not valid."},
		keptNothing,
		words.Text{Zh: "请从第一页重新看。", En: "Start again from the first page."})
)

// The faults of a form's fields.
var (
	Missing = fail.Define(fail.Invalid, "web.missing",
		words.Text{Zh: "这一项要填。", En: "This is needed."}, keptTyped, words.Text{Zh: "请填写。", En: "Fill it in."})
	NotAgreed = fail.Define(fail.Invalid, "web.not-agreed",
		words.Text{Zh: "还没有勾选同意。", En: "You have not agreed yet."}, keptTyped,
		words.Text{Zh: "同意请打勾再继续；不同意可以到服务站办理。", En: "Tick the box to go on; if you do not agree, your station can do it with you."})
	TooLong = fail.Define(fail.Invalid, "web.too-long",
		words.Text{Zh: "最多 {max} 个字，现在有 {n} 个。", En: "At most {max} characters; there are {n}."}, keptTyped,
		words.Text{Zh: "请写短一些。", En: "Make it shorter."})
	BadText = fail.Define(fail.Invalid, "web.bad-text",
		words.Text{Zh: "里面有不能用的字符。", En: "It holds characters that cannot be used."}, keptTyped,
		words.Text{Zh: "请删掉后重新输入。", En: "Delete them and type again."})
	BadNumber = fail.Define(fail.Invalid, "web.bad-number",
		words.Text{Zh: "要填整数。", En: "This must be a whole number."}, keptTyped,
		words.Text{Zh: "请填 {min} 到 {max} 之间的数。", En: "Give a number from {min} to {max}."})
	BadMoney = fail.Define(fail.Invalid, "web.bad-money",
		words.Text{Zh: "金额不对。", En: "The amount is not right."}, keptTyped,
		words.Text{Zh: "请按元填写，最多两位小数，例如 1234.50。", En: "Write yuan with at most two decimals, for example 1234.50."})
	MoneyRange = fail.Define(fail.Invalid, "web.money-range",
		words.Text{Zh: "金额要在 {min} 元到 {max} 元之间。", En: "The amount must be from {min} to {max} yuan."}, keptTyped,
		words.Text{Zh: "请核对后重填。", En: "Check it and write it again."})
	BadDate = fail.Define(fail.Invalid, "web.bad-date",
		words.Text{Zh: "日期不对。", En: "The date is not right."}, keptTyped,
		words.Text{Zh: "请写成 1966-03-02 或 19660302。", En: "Write it as 1966-03-02 or 19660302."})
	BadMonth = fail.Define(fail.Invalid, "web.bad-month",
		words.Text{Zh: "月份不对。", En: "The month is not right."}, keptTyped,
		words.Text{Zh: "请写成 2026-03 或 202603。", En: "Write it as 2026-03 or 202603."})
	BadChoice = fail.Define(fail.Invalid, "web.bad-choice",
		words.Text{Zh: "请选其中一项。", En: "Choose one of the given."}, keptTyped,
		words.Text{Zh: "请重新选择。", En: "Choose again."})
	BadID = fail.Define(fail.NotFound, "web.bad-id",
		words.Text{Zh: "没有这条记录。", En: "There is no such record."}, keptNothing,
		words.Text{Zh: "请从列表重新进入。", En: "Open it again from the list."})
)
