package portal

import (
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Ratings.
var (
	wRate         = words.Text{Zh: "评价", En: "Rate"}
	wRateSub      = words.Text{Zh: "这件事办得怎么样？自愿评价，不用登录。", En: "How was this matter handled? Rating is voluntary; no sign-in."}
	wRateRule     = words.Text{Zh: "一件事评价一次。评价按站所和事项汇总，不显示是谁办的，也不影响您以后办事。", En: "One matter is rated once. Ratings are added up by station and matter, name no officer, and change nothing for you later."}
	wRateCode     = words.Text{Zh: "核验码", En: "Code of the letter"}
	wRateCodeHint = words.Text{Zh: "回执或决定书上的12位核验码，例如 D4V5-7K2M-9QXR", En: "the twelve characters on the receipt or decision, such as D4V5-7K2M-9QXR"}
	wRateFind     = words.Text{Zh: "找到这件事", En: "Find the matter"}
	wRateEnded    = words.Text{Zh: "办完", En: "Ended"}
	wRateHow      = words.Text{Zh: "您满意吗？", En: "How satisfied are you?"}
	wRateWhy      = words.Text{Zh: "原因", En: "Why"}
	wRateWhyHint  = words.Text{Zh: "选“不满意”或“非常不满意”的，请选一个原因；我们会回访。", En: "If you are dissatisfied, choose why; you will be called back."}
	wRateWords    = words.Text{Zh: "想说的话", En: "In your words"}
	wRateGive     = words.Text{Zh: "提交评价", En: "Give the rating"}
	wRateThanks   = words.Text{Zh: "谢谢，评价已收到", En: "Thank you: the rating is received"}
	wRateWillCall = words.Text{Zh: "县局会安排没有经手这件事的人回访您。", En: "Somebody of the county who had no part in the matter will call you back."}
	wRateOnce     = words.Text{Zh: "这件事已经评价过了。", En: "This matter has been rated."}
	wRateLink     = words.Text{Zh: "评价这件事办得怎么样", En: "Rate how the matter was handled"}

	staffRates = fail.Define(fail.Denied, "portal.staff-rates",
		words.Text{Zh: "这个浏览器里登录着工作人员账号，不能评价。", En: "A member of staff is signed in in this browser and cannot rate."},
		words.Text{Zh: "评价没有提交。", En: "The rating was not given."},
		words.Text{Zh: "请让办事群众用自己的手机或窗口平板评价。", En: "Let the person use his own phone, or the tablet at the window."})
)
