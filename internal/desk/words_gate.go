package desk

import "renshe/internal/words"

// Lists of other departments, and what the gate holds.
var (
	wListsTitle      = words.Text{Zh: "核查名单", En: "Lists for the gate"}
	wListsLead       = words.Text{Zh: "公安、法院、司法、医保等部门给的名单：先预览，再导入；同一来源的新名单代替旧名单。", En: "Lists of the police, the courts, other agencies: look first, then take in; a newer list of the same source takes an older one's place."}
	wListsNone       = words.Text{Zh: "还没有导入过名单。", En: "No list was taken in yet."}
	wListsNext       = words.Text{Zh: "会计拿到部门名单后，在下面选择文件。", En: "The accountant chooses a department's file below."}
	wListSays        = words.Text{Zh: "名单内容", En: "What it says"}
	wListSource      = words.Text{Zh: "来源部门", En: "Source"}
	wListSourceHint  = words.Text{Zh: "例如：县公安局", En: "for example: the county's police"}
	wListPurposeHint = words.Text{Zh: "例如：3 月发放前核查；会留在记录里", En: "for example: check before March is paid; it is recorded"}
	wListDay         = words.Text{Zh: "名单日期", En: "Day of the list"}
	wListDayHint     = words.Text{Zh: "名单说的是哪一天的情况", En: "the day it describes"}
	wListFile        = words.Text{Zh: "名单文件", En: "File"}
	wListFileHint    = words.Text{Zh: "UTF-8 的 CSV 文件", En: "a CSV file in UTF-8"}
	wListImport      = words.Text{Zh: "导入名单", En: "Take in a list"}
	wListFormat      = words.Text{Zh: "第一行是标题；每行三列：公民身份号码、日期（死亡、收监、首次领取或最近认证的日期）、说明（可空）。", En: "The first line is a heading; then three columns: citizen ID, day (of death, arrest, first payment elsewhere or last confirmation), note (may be empty)."}
	wListLook        = words.Text{Zh: "先预览", En: "Look at it first"}
	wListRows        = words.Text{Zh: "数据行", En: "Rows"}
	wListMatched     = words.Text{Zh: "本县在册", En: "On file here"}
	wListUnknown     = words.Text{Zh: "不在本县", En: "Not on file"}
	wListUnknownSay  = words.Text{Zh: "不在本县的人，什么也不保存", En: "of them nothing is kept"}
	wListBad         = words.Text{Zh: "有错的行", En: "Bad rows"}
	wListDraws       = words.Text{Zh: "正在领待遇", En: "Draws a benefit"}
	wListDrawsSay    = words.Text{Zh: "导入后，下一次核查会暂停这些人的发放", En: "once taken in, the next check holds their payments"}
	wListBy          = words.Text{Zh: "导入人", En: "Taken in by"}
	wListCurrent     = words.Text{Zh: "有效，闸口在用", En: "in force: the gate reads it"}
	wListReplaced    = words.Text{Zh: "已由新名单代替", En: "replaced by a newer one"}
	wPreviewTitle    = words.Text{Zh: "预览名单", En: "Preview of a list"}
	wPreviewLead     = words.Text{Zh: "还没有导入，闸口还没有用它。一天内不决定就作废。", En: "It is not taken in and the gate does not read it yet. Undecided, it is thrown away after a day."}
	wListBadHead     = words.Text{Zh: "有错的行", En: "Rows with a fault"}
	wListBadTitle    = words.Text{Zh: "{n} 行有错", En: "{n} rows are wrong"}
	wListBadSay      = words.Text{Zh: "漏掉一个死亡人员就会多发一个人。最好请来源部门更正后重新导入。", En: "A death that is left out is paid. Better have the source correct them and take the list in again."}
	wListLine        = words.Text{Zh: "文件行号", En: "Line"}
	wListTake        = words.Text{Zh: "导入这份名单", En: "Take this list in"}
	wListTakeGood    = words.Text{Zh: "只导入正确的 {n} 行", En: "Take in the {n} good rows alone"}
	wListDrop        = words.Text{Zh: "放弃", En: "Throw it away"}
	wListDropped     = words.Text{Zh: "已放弃，没有导入", En: "Thrown away; nothing was taken in"}
	wListTaken       = words.Text{Zh: "已导入，本县在册 {n} 人", En: "Taken in; {n} people are on file here"}
	wListAlready     = words.Text{Zh: "这份文件以前导入过，没有变化", En: "This file was taken in before; nothing changed"}
	wListPeople      = words.Text{Zh: "名单上本县的人", En: "People of this county on it"}
	wListNobody      = words.Text{Zh: "名单上没有本县在册的人。", En: "Nobody on it is on file here."}
	wListSince       = words.Text{Zh: "发生日期", En: "Since"}
	wListNote        = words.Text{Zh: "说明", En: "Note"}
	wListOneLead     = words.Text{Zh: "谁给的、哪天的、谁导入的，名单上有本县哪些人。", En: "Who gave it, of which day, who took it in, and who of this county is on it."}
	wHeldTitle       = words.Text{Zh: "暂缓的发放", En: "Held payments"}
	wHeldTitleLead   = words.Text{Zh: "待复核的批次里被闸口拦下的人：看原因和证据，核实后按姓名放行。", En: "Who the gate stopped in runs that wait: look at reason and evidence, then release by name."}
	wHeldNow         = words.Text{Zh: "现在没有暂缓的发放。", En: "Nothing is held now."}
	wHeldNowSay      = words.Text{Zh: "批次复核之后，没有放行的转入下期。", En: "Once a run is approved, what was not released is held over to the next."}
	wAnyReason       = words.Text{Zh: "全部原因", En: "every reason"}
	wRunTitleShort   = words.Text{Zh: "批次", En: "Run"}
	wWaitingMore     = words.Text{Zh: "超过 {n} 件待办", En: "more than {n} waiting"}

	wUnconfirmedTitle = words.Text{Zh: "逾期未认证的人", En: "Eligibility not confirmed"}
	wUnconfirmedLead  = words.Text{Zh: "超过 {n} 个月没有资格认证、还在领的人；核算时闸口会暂停他们。", En: "Who draws without a confirmation for more than {n} months; the gate holds them when a run is prepared."}
	wUnconfirmedSay   = words.Text{Zh: "按本系统的认证记录算，不用导入。", En: "By the confirmations on file; nothing to take in."}
	wUnconfirmedNone  = words.Text{Zh: "没有逾期未认证的人。", En: "Nobody is late."}

	wReleaseMaker = words.Text{Zh: "这个批次是您核算的，必须由另一个人放行", En: "You prepared this run; another person must release"}
	wVoiceNext    = words.Text{Zh: "集体会审：您是第 {n} 位，共需 {of} 个不同的人；您确认后还缺 {left} 人，缺人时不会放行", En: "Collective review: you are number {n} of {of} different persons; after you {left} are still missing, and until then nothing is released"}
	wVoiceLast    = words.Text{Zh: "集体会审：您是最后一位（共 {of} 人），您确认后放行", En: "Collective review: you are the last of {of}; your confirmation releases it"}
	wVoiceMine    = words.Text{Zh: "集体会审：您已经确认过，现有 {n} 人确认，共需 {of} 个不同的人，还缺 {left} 人", En: "Collective review: you have confirmed; {n} of {of} different persons have, {left} are missing"}
	wVoiceRule    = words.Text{Zh: "社会保险经办条例 第三十七条：对重点业务、高风险业务分级审核。金额达到集体会审限额的，要三个不同的人都确认。", En: "Social insurance agency regulations art. 37: key and high-risk work is reviewed in grades. From the limit of collective review on, three different persons must confirm."}
	wVoiceDo      = words.Text{Zh: "确认（第 {n} 人，共 {of} 人）", En: "Confirm ({n} of {of})"}
	wVoiceHeard   = words.Text{Zh: "已记下您的确认，现有 {n} 人，还缺 {left} 个不同的人，暂不放行", En: "Your confirmation is recorded: {n} so far, {left} different persons are missing; nothing is released yet"}
)
