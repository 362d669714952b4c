package callbook

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

var (
	unchanged = words.Text{Zh: "接待登记没有改动。", En: "The record of calls is unchanged."}
	again     = words.Text{Zh: "请打开“今天的接待”看过再改。", En: "Open the day's calls, look, and change it again."}

	// NoStation is somebody who receives nobody: he has no station.
	NoStation = fail.Define(fail.Blocked, "callbook.no-station",
		words.Text{Zh: "您的账号没有站所，不登记接待。", En: "Your account has no station; it logs no calls."}, unchanged,
		words.Text{Zh: "需要登记的，请县局管理员给账号设置站所。", En: "If it should, ask the county's administrator to set the station."})
	// NoMatter is an item or an area that is not.
	NoMatter = fail.Define(fail.Invalid, "callbook.no-matter",
		words.Text{Zh: "没有这个事项或分类。", En: "There is no such item or area."}, unchanged,
		words.Text{Zh: "请从列表里选。", En: "Choose it from the list."})
	// NoPerson is somebody whom the registry does not have.
	NoPerson = fail.Define(fail.NotFound, "callbook.no-person",
		words.Text{Zh: "登记里没有这个人。", En: "The registry has no such person."}, unchanged,
		words.Text{Zh: "请先查人；没有的按“不记名”登记。", En: "Find the person first; if there is none, log the call without a name."})
	// NoChannel is a way of receiving that is not.
	NoChannel = fail.Define(fail.Invalid, "callbook.no-channel",
		words.Text{Zh: "请选择接待方式。", En: "Choose how the person was received."}, unchanged,
		words.Text{Zh: "窗口、电话、上门、到村（社区）选一个。", En: "One of window, telephone, at home, in the village."})
	// BadMinutes is no length of a call.
	BadMinutes = fail.Define(fail.Invalid, "callbook.minutes",
		words.Text{Zh: "时长应为1至{most}分钟。", En: "A call takes 1 to {most} minutes."}, unchanged,
		words.Text{Zh: "请重新填写分钟数。", En: "Enter the minutes again."})
	// BadDay is a call in the future, or too long ago.
	BadDay = fail.Define(fail.Invalid, "callbook.day",
		words.Text{Zh: "只能补记{days}天以内、已经结束的接待。", En: "Only calls that have ended, of the last {days} days, are entered."}, unchanged,
		words.Text{Zh: "请核对日期和时间。", En: "Check day and time."})
	// NoCall is a call that is not the officer's, or not there.
	NoCall = fail.Define(fail.NotFound, "callbook.no-call",
		words.Text{Zh: "没有这次接待，或不是您登记的。", En: "There is no such call, or it is not yours."}, unchanged, again)
	// Changed is a call that was changed in another window.
	Changed = fail.Define(fail.Conflict, "callbook.changed",
		words.Text{Zh: "这次接待刚刚在别处改过。", En: "This call was just changed elsewhere."}, unchanged, again)
	// DayClosed is a change in a day that was closed.
	DayClosed = fail.Define(fail.Blocked, "callbook.day-closed",
		words.Text{Zh: "{day}已经日结，不能再改。", En: "{day} is closed and cannot be changed."}, unchanged,
		words.Text{Zh: "请先在日结单上撤回日结。", En: "Take the closing back on the end-of-day account first."})
	// NotOpenDay is a closing of a day that has not come or is long past, or is closed already.
	NotOpenDay = fail.Define(fail.Blocked, "callbook.not-open-day",
		words.Text{Zh: "{day}不能日结：已经结过，或者不是最近{days}天。", En: "{day} cannot be closed: it is closed, or not one of the last {days} days."},
		words.Text{Zh: "日结单没有改动。", En: "The account is unchanged."},
		words.Text{Zh: "请核对日期。", En: "Check the day."})
	// NotClosed is a closing to be taken back that is not there, or of another day than today.
	NotClosed = fail.Define(fail.Blocked, "callbook.not-closed",
		words.Text{Zh: "{day}没有可以撤回的日结。", En: "{day} has no closing that can be taken back."},
		words.Text{Zh: "日结单没有改动。", En: "The account is unchanged."},
		words.Text{Zh: "日结当天可以撤回；过后请县局更正说明。", En: "A closing is taken back on the day it was made; after that, have the county note the correction."})
	// LongNote is a note that is too long.
	LongNote = fail.Define(fail.Invalid, "callbook.long-note",
		words.Text{Zh: "说明最多{most}个字。", En: "A note has at most {most} characters."},
		words.Text{Zh: "还没有日结。", En: "The day is not closed."},
		words.Text{Zh: "请写短一些。", En: "Make it shorter."})
)
