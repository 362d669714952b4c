package desk

import "renshe/internal/words"

// The way of a case.
var (
	wStepWho       = words.Text{Zh: "核对本人", En: "The person"}
	wStepAsk       = words.Text{Zh: "填写", En: "Questions"}
	wStepPapers    = words.Text{Zh: "材料", En: "Papers"}
	wStepCheck     = words.Text{Zh: "核对提交", En: "Check and submit"}
	wKnownLead     = words.Text{Zh: "下面是登记里已有的，不用再填。请和本人证件核对。", En: "This is on file already and needs no typing. Compare it with the person's card."}
	wKnownWrong    = words.Text{Zh: "有出入的，先不要往下办，请办信息变更。", En: "If something differs, stop here and have the record changed first."}
	wKnownOK       = words.Text{Zh: "核对无误，下一步", En: "It agrees, go on"}
	wAskLead       = words.Text{Zh: "只问登记里没有的。", En: "Only what is not on file is asked."}
	wSaveNext      = words.Text{Zh: "保存，下一步", En: "Save and go on"}
	wPapersLead    = words.Text{Zh: "收到的打勾；登记数据能证明的不用收。", En: "Tick what was handed over; what the records prove is not collected."}
	wPapersNone    = words.Text{Zh: "不用收任何材料。", En: "No paper is needed."}
	wNotNeeded     = words.Text{Zh: "不用收", En: "Not needed"}
	wOriginal      = words.Text{Zh: "原件", En: "original"}
	wCopyPaper     = words.Text{Zh: "复印件", En: "copy"}
	wDataPaper     = words.Text{Zh: "数据", En: "data"}
	wReceivedQ     = words.Text{Zh: "收到的材料", En: "Papers received"}
	wCheckTitle    = words.Text{Zh: "核对后提交", En: "Check, then submit"}
	wSubmitCase    = words.Text{Zh: "提交受理，出回执", En: "Submit and print the receipt"}
	wNoticeDo      = words.Text{Zh: "材料不齐，出一次性告知书", En: "Something is missing: print the one-time notice"}
	wNoticeTitle   = words.Text{Zh: "还缺 {n} 项", En: "{n} things are missing"}
	wInsist        = words.Text{Zh: "申请人要求书面决定，仍要提交", En: "The applicant wants a written decision: submit all the same"}
	wInsistSay     = words.Text{Zh: "县局会依法作出不予办理的决定，并写明理由和救济途径。", En: "The county will refuse it lawfully, with the reason and the ways to appeal."}
	wEntitledNo    = words.Text{Zh: "按现在的数据不符合条件", En: "By today's data the conditions are not met"}
	wMonthlyAnswer = words.Text{Zh: "每月养老金（按现在的标准）", En: "Monthly pension (by today's rates)"}
	wYuanMonth     = words.Text{Zh: "元/月", En: "yuan a month"}
	wSentSay       = words.Text{Zh: "已提交 · 回执号", En: "Submitted · receipt number"}
	wNextPerson    = words.Text{Zh: "接待下一位", En: "Next person"}
	wToPerson      = words.Text{Zh: "回到 {name} 的档案", En: "Back to the file of {name}"}
	wCaseTitle     = words.Text{Zh: "办件", En: "Case"}
	wHistory       = words.Text{Zh: "经过", En: "What happened"}
	wAnswers       = words.Text{Zh: "填写的内容", En: "What was filled in"}
	wPapersGot     = words.Text{Zh: "材料", En: "Papers"}
	wLetters       = words.Text{Zh: "文书", En: "Letters"}
	wDropDraft     = words.Text{Zh: "不办了，撤销草稿", En: "Drop this draft"}
	wDropped       = words.Text{Zh: "草稿已撤销", En: "The draft was dropped"}
	wDropSay       = words.Text{Zh: "没有提交过，撤销后不留办件；填的内容不再显示。", En: "Nothing was submitted; what was filled in will no longer be shown."}
	wVerifyCode    = words.Text{Zh: "核验码", En: "Verification code"}
	wSubmittedAt   = words.Text{Zh: "受理时间", En: "Submitted"}
	wDecidedAt     = words.Text{Zh: "决定时间", En: "Decided"}
	wGround        = words.Text{Zh: "不予办理的理由", En: "Ground of refusal"}
	wFromRegister  = words.Text{Zh: "登记数据", En: "the records"}
)

// Matters: choosing a person first.
var (
	wMattersTitle = words.Text{Zh: "办事", En: "Start a matter"}
	wReplyHead    = words.Text{Zh: "登记对方的答复", En: "Record the answer"}
	wReplySay     = words.Text{Zh: "这件事已转送主管部门。收到答复后在这里登记，系统会通知申请人并打印答复单。", En: "This matter was sent to the authority that owns it. Record its answer here; the applicant is told and the answer is printed."}
	wReplyResult  = words.Text{Zh: "结果", En: "Result"}
	wReplyText    = words.Text{Zh: "答复内容（有文号的写上文号）", En: "What was answered, with its number if it has one"}
	wReplyDo      = words.Text{Zh: "登记答复", En: "Record the answer"}
	wReplied      = words.Text{Zh: "答复已登记", En: "The answer is recorded"}
	wMattersLead  = words.Text{Zh: "先找到人，档案页会列出今天能办的事，已知的都填好。", En: "Find the person first; the file lists what can be done today, with all that is known filled in."}
	wItemsHead    = words.Text{Zh: "能办的事项", En: "Matters at this window"}
)

// The worklist.
var (
	wWorkTitle    = words.Text{Zh: "待办", En: "To do"}
	wWorkLead     = words.Text{Zh: "本站要办的，急的在前。", En: "What this station has to do, the most urgent first."}
	wFoundHead    = words.Text{Zh: "政策找到、还没申请的人", En: "Found by the policy, not applied yet"}
	wFoundLead    = words.Text{Zh: "到龄、符合条件、没有申请。打电话或上门告诉本人，点“领养老金”就能办。", En: "They reach the age, meet the conditions and have not applied. Call or visit; the claim opens with one click."}
	wFoundNone    = words.Text{Zh: "没有漏掉的人。", En: "Nobody is missed."}
	wFoundNoneSay = words.Text{Zh: "每天夜里重新找一遍，找到的会出现在这里。", En: "The search runs again each night; whoever is found appears here."}
	wReturnHead   = words.Text{Zh: "退票，要更正账户", En: "Returned payments: correct the account"}
	wDraftHead    = words.Text{Zh: "已填好，还没提交", En: "Filled in, not submitted"}
	wDraftNone    = words.Text{Zh: "没有草稿。", En: "No drafts."}
	wSubmitHead   = words.Text{Zh: "已提交，等县局决定", En: "Submitted, waiting for the county"}
	wSubmitNone   = words.Text{Zh: "没有在等的办件。", En: "Nothing waits at the county."}
	wReach        = words.Text{Zh: "满60周岁", En: "Reaches 60"}
	wOpenClaim    = words.Text{Zh: "办领取", En: "Open the claim"}
	wFixAccount   = words.Text{Zh: "换账户", En: "Change the account"}
	wAct          = words.Text{Zh: "办理", En: "Act"}
	wNoStation    = words.Text{Zh: "您的账号没有挂到站点", En: "Your account belongs to no station"}
	wNoStationSay = words.Text{Zh: "请县局管理员把账号挂到站点，待办才会派给您。", En: "Ask the county's administrator to assign one; then work will reach you."}
)

// Review and decision.
var (
	wReviewTitle  = words.Text{Zh: "等待核定的办件", En: "Cases waiting for a decision"}
	wReviewLead   = words.Text{Zh: "受理和核定必须是两个人。自己受理的，请别的复核人员办。", En: "Intake and decision are made by two persons. Cases you took in yourself are for somebody else."}
	wReviewNone   = words.Text{Zh: "没有等待核定的办件。", En: "Nothing waits for a decision."}
	wReviewNext   = words.Text{Zh: "站点提交后会出现在这里，急的在前。", En: "What stations submit appears here, the most urgent first."}
	wReviewed     = words.Text{Zh: "最近作出的决定", En: "Decided lately"}
	wDecide       = words.Text{Zh: "核定", En: "Decide"}
	wApproveClaim = words.Text{Zh: "同意，核定发放", En: "Approve and grant"}
	wApproveOther = words.Text{Zh: "同意，办结", En: "Approve and finish"}
	wRefuseOpen   = words.Text{Zh: "不予办理", En: "Refuse"}
	wRefuseDo     = words.Text{Zh: "作出不予办理的决定", En: "Decide to refuse"}
	wRefuseSay    = words.Text{Zh: "决定书会写明理由、依据和复议、诉讼的途径。", En: "The decision will give the ground, the article and the ways to appeal."}
	wRefuseNote   = words.Text{Zh: "查明的情况（写进决定书）", En: "Facts found (they go into the decision)"}
	wWhyDue       = words.Text{Zh: "为什么可以领", En: "Why it is due"}
	wHowMuch      = words.Text{Zh: "怎样算出来", En: "How it is computed"}
	wFinished     = words.Text{Zh: "已办结", En: "Approved and finished"}
	wApprovedFrom = words.Text{Zh: "已核定发放，从 {month} 起发 · 核定表号", En: "Approved and granted from {month} · sheet number"}
	wDecideTitle  = words.Text{Zh: "核定：{item}", En: "Decide: {item}"}
	wNoneDecided  = words.Text{Zh: "还没有作出过决定。", En: "Nothing was decided yet."}
	wRefused      = words.Text{Zh: "已作出不予办理的决定", En: "Refused"}
	wNextReview   = words.Text{Zh: "下一件", En: "Next case"}
	wOwnCase      = words.Text{Zh: "这件是您受理的，要由别的复核人员核定", En: "You took this one in: somebody else decides it"}
)

// wPaperHint says in which form a paper is wanted, and why.
var wPaperHint = words.Text{Zh: "{form} · {basis}", En: "{form} · {basis}"}

// paperForms are the forms a material may be wanted in.
var paperForms = map[string]words.Text{"original": wOriginal, "copy": wCopyPaper, "data": wDataPaper,
	"later": wPaperLater, "commitment": wPaperCommitted}

// How a paper was taken.
var (
	wTaken       = words.Text{Zh: "已收（{form}）", En: "taken ({form})"}
	wNotTaken    = words.Text{Zh: "还没收到", En: "not here yet"}
	wCorrect     = words.Text{Zh: "回去改", En: "Go back and correct"}
	wWarnings    = words.Text{Zh: "请留意", En: "Please note"}
	wWithdraw    = words.Text{Zh: "申请人撤回申请", En: "The applicant withdraws"}
	wWithdrawSay = words.Text{Zh: "还没有决定的办件可以撤回；回执随之作废，以后可以重新申请。", En: "A case that is not decided may be withdrawn; its receipt becomes invalid, and a new application may follow."}
)
