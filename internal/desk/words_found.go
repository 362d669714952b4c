package desk

import (
	"renshe/internal/registration"
	"renshe/internal/words"
)

// Who does not want what was found for him, and registrations that end.
var (
	wUnwanted       = words.Text{Zh: "本人不办", En: "Not wanted"}
	wUnwantedSay    = words.Text{Zh: "本人说不办，才从名单里拿掉；以后改了主意，随时可以重新列入，也随时可以来申请。", En: "Take somebody off the list only because they said so; they can be put back, and can apply, at any time."}
	wUnwantedWhy    = words.Text{Zh: "为什么不办", En: "Why not"}
	wUnwantedHead   = words.Text{Zh: "本人表示不办的人", En: "Who does not want it"}
	wUnwantedLead   = words.Text{Zh: "政策找到过、本人说不办的人；改了主意的，从这里重新列入名单。", En: "Found by the policy, and not wanted by the person; who thinks otherwise is put back from here."}
	wUnwantedNone   = words.Text{Zh: "没有表示不办的人。", En: "Nobody has said so."}
	wUnwantedDone   = words.Text{Zh: "已从名单里拿掉。", En: "Taken off the list."}
	wFoundAgain     = words.Text{Zh: "重新列入名单", En: "Put back on the list"}
	wFoundAgainSay  = words.Text{Zh: "本人改了主意：放回“政策找到、还没申请的人”。", En: "They think otherwise now: back among those who were found and have not applied."}
	wFoundAgainDone = words.Text{Zh: "已重新列入名单。", En: "Back on the list."}

	wEndRegister    = words.Text{Zh: "终止登记：{kind}", En: "End the registration: {kind}"}
	wEndRegisterSay = words.Text{Zh: "登记不会删除，只记下哪天、为什么终止。", En: "Nothing is deleted: the day and the reason are added."}
	wEndWhy         = words.Text{Zh: "为什么终止", En: "Why it ends"}
	wRegisterEndOn  = words.Text{Zh: "从哪天起不再是这样", En: "On which day"}
	wEndDo          = words.Text{Zh: "终止登记", En: "End it"}
	wEndedRegister  = words.Text{Zh: "已终止“{kind}”。", En: "“{kind}” is ended."}
	wRegisterFrom   = words.Text{Zh: "从哪天起", En: "Since"}
	wRegisterBy     = words.Text{Zh: "登记人", En: "Entered by"}

	wBeginReview    = words.Text{Zh: "开始复核", En: "Begin the review"}
	wBeginReviewSay = words.Text{Zh: "标明这件由您在复核，别人看得到。", En: "Marks the case as being reviewed by you, for others to see."}
)

var endHints = map[registration.Why]words.Text{
	registration.Over:     {Zh: "情况已经变化，例如已经就业。", En: "Things have changed, for example there is work now."},
	registration.Mistaken: {Zh: "当初就登错了；由登记人或者复核人员认定。", En: "It never was so; who entered it or a reviewer says that."},
}
