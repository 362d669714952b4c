package board

import "renshe/internal/words"

// Ratings.
var (
	wRatings          = words.Text{Zh: "好差评", En: "Ratings"}
	wRatingsLead      = words.Text{Zh: "{county} {from} 至 {until}：群众对办完的事怎么评价。", En: "{county}, {from} to {until}: what people say of matters that have ended."}
	wRatingsRule      = words.Text{Zh: "按站所和事项汇总，不按人，不排名；站所按编码排列。不到 5 件的格子写作“<5”，带“≥”的合计只加写出来的数。评价是自愿的，没评价的不算满意。", En: "By station and matter, not by officer, and no ranking: stations stand by their code. A cell of fewer than 5 is written “<5”, and a total with “≥” adds only what is written. Rating is voluntary: silence does not count as content."}
	wRatingsByStation = words.Text{Zh: "按站所", En: "By station"}
	wRatingsByMatter  = words.Text{Zh: "按事项", En: "By matter"}
	wUntilMonth       = words.Text{Zh: "到哪个月（往前共三个月）", En: "Until (three months)"}
	wRated            = words.Text{Zh: "评价（件）", En: "Rated"}
	wRatedDefine      = words.Text{Zh: "三个月里收到的评价，一件事一次", En: "ratings received in three months, one a matter"}
	wRatedGood        = words.Text{Zh: "满意", En: "Satisfied"}
	wRatedMiddle      = words.Text{Zh: "基本满意", En: "Fairly"}
	wRatedBad         = words.Text{Zh: "不满意", En: "Dissatisfied"}
	wRatedBadDefine   = words.Text{Zh: "“不满意”和“非常不满意”", En: "dissatisfied and very dissatisfied"}
	wCalledBack       = words.Text{Zh: "已回访", En: "Called back"}
	wCalledBackDefine = words.Text{Zh: "不满意的里面，回访已办结的", En: "of the dissatisfied: called back and closed"}
	wNoRatings        = words.Text{Zh: "还没有收到评价。", En: "No rating was received."}
	wNoRatingsNext    = words.Text{Zh: "群众在回执和决定书上扫码，自愿评价。", En: "People rate by the code on receipts and decisions, if they like."}
)
