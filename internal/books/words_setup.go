package books

import "renshe/internal/words"

// Putting an account under reconciliation.
var (
	wBeginTitle         = words.Text{Zh: "把账户纳入对账", En: "Put an account under reconciliation"}
	wBeginLead          = words.Text{Zh: "从起始日起，账上每一笔都要和银行或财政的对账单对上。起始日和对方账号定了就不能改。", En: "From the first day on every line of the books is held against the statements of bank or treasury. First day and number stay as they are."}
	wAccountOf          = words.Text{Zh: "{account}（{fund}）", En: "{account} ({fund})"}
	wNumberAtHint       = words.Text{Zh: "与对账单上写的一样", En: "as it stands on the statements"}
	wBeginFrom          = words.Text{Zh: "起始日", En: "First day"}
	wBeginFromHint      = words.Text{Zh: "第一份对账单从这一天起；不晚于今天", En: "the first statement begins on it; no later than today"}
	wBeginDo            = words.Text{Zh: "纳入对账", En: "Put it under reconciliation"}
	wBegun              = words.Text{Zh: "{account} 从 {from} 起对账。", En: "{account} is under reconciliation from {from} on."}
	wNothingToBegin     = words.Text{Zh: "没有可以纳入对账的账户。", En: "There is no account to put under reconciliation."}
	wNothingToBeginNext = words.Text{Zh: "资产类科目都已纳入，或还没有开账。", En: "Every asset is under it already, or there are no books yet."}
)

// The rules of reconciliation.
var (
	wRulesTitle    = words.Text{Zh: "对账设置", En: "Rules of reconciliation"}
	wRulesLead     = words.Text{Zh: "这些数是县里自己定的，不是法规规定。改了以后，已经勾对的不变。", En: "These figures are the county's own, not the law's. What was matched stays when they change."}
	wRulesChange   = words.Text{Zh: "修改设置", En: "Change the rules"}
	wWindow        = words.Text{Zh: "同一笔两边日期最多差几天", En: "Days that two records of one movement may differ by"}
	wWindowSay     = words.Text{Zh: "没有编号可对时，按金额和日期勾对，日期在这个范围内才算同一笔。", En: "Where there is no reference, amount and day decide: only days within this range are one movement."}
	wWindowHint    = words.Text{Zh: "0 至 31", En: "0 to 31"}
	wAlarmAfter    = words.Text{Zh: "未达账项超过几天提醒", En: "Days after which an open item raises an alarm"}
	wAlarmAfterSay = words.Text{Zh: "对账页用红色列出。", En: "The page of reconciliation shows it in red."}
	wAlarmHint     = words.Text{Zh: "1 至 366", En: "1 to 366"}
	wCloseNeeds    = words.Text{Zh: "结账前必须有签了字的余额调节表", En: "No month is closed without the signed tables"}
	wCloseNeedsSay = words.Text{Zh: "每个纳入对账的账户，月末那天的表都要签字。", En: "Every account under reconciliation needs the table of the month's last day, signed."}
	wNeeded        = words.Text{Zh: "必须", En: "required"}
	wNotNeeded     = words.Text{Zh: "不要求", En: "not required"}
	wRulesDo       = words.Text{Zh: "保存设置", En: "Save the rules"}
	wRulesSet      = words.Text{Zh: "设置已保存。", En: "The rules are saved."}
	wRulesWho      = words.Text{Zh: "由有复核对账权限的人修改。", En: "Somebody who may check reconciliations changes them."}
)
