package main

import "renshe/internal/words"

// caseHelp has the help texts of the cases.
var caseHelp = map[string]words.Text{
	"case":     {Zh: "办件：开办、查看、办一步，各用自己的登录名", En: "cases: open, show, take a step, each under one's own login"},
	"caseopen": {Zh: "给一个人开办一个事项，或接着办自己的草稿", En: "begin a matter for a person, or go on with one's own draft of it"},
	"caseshow": {Zh: "看一个办件：填写项、材料和附件、还缺什么、到期日和依据、欠什么、办过什么", En: "show a case: answers, papers and files, what is missing, the due date with its article, what is owed and what was done"},
	"casestep": {
		Zh: "办一步：save 保存、submit 提交、begin 开始复核、approve 核定、refuse 不予办理、answer 登记答复、withdraw 撤回；pause 中止计时、resume 恢复、extend 延长；return 退回站点更正、move 转站点、transfer 转外地；met 材料补到、verified 承诺属实、broken 承诺不实；deliver 送达、archive 归档、correct 更正、reopen 重新办理；end 登记阶段结果、task 登记任务、ask 登记复查复核请求",
		En: "take a step: save, submit, begin (the review), approve, refuse, answer, withdraw; pause, resume, extend (the clock); return (to the station), move (to another station), transfer (to another county); met (a paper that was owed), verified, broken (a commitment); deliver, archive, correct, reopen; of a dispute: end (its stage), task (in it), ask (for a review)"},
	"lawitems":     {Zh: "事项目录：全部事项，或一个事项；给目录就检查那里的 law 文件，列出全部错误", En: "the catalogue of service items, or one item; with a folder, check the law files there and list everything wrong"},
	"itemsdir":     {Zh: "读这个目录里的 law 文件，不给就是程序自带的", En: "read the law files of this folder instead of the built-in ones"},
	"caseitem":     {Zh: "事项编号，如 R07", En: "code of the service item, e.g. R07"},
	"caseperson":   {Zh: "人员编号（不是身份证号）", En: "the person's number in the registry, not the citizen ID"},
	"caseid":       {Zh: "办件号", En: "number of the case"},
	"casestepname": {Zh: "这一步的名称", En: "name of the step"},
	"caseversion":  {Zh: "看到的是第几版；别人改过就不办，也不覆盖", En: "version that was read; if somebody changed the case since, nothing is done or overwritten"},
	"caseset":      {Zh: "save、correct：一个填写项，可以写几次；留空是清除", En: "save, correct: one answer; may be repeated; an empty value clears it"},
	"casepaper":    {Zh: "save：收到的一份材料，可以写几次；留空是没有收", En: "save: one paper that was handed over; may be repeated; empty takes it back"},
	"casein":       {Zh: "从 JSON 文件读这一步；- 是标准输入。证号、卡号从这里给，不写在命令行上", En: "read the step from a JSON file, - is standard input; IDs and card numbers belong here, not on a command line"},
	"caseinsist":   {Zh: "submit：不符合条件也要书面决定", En: "submit: a written decision is wanted although the rules say no"},
	"caseground":   {Zh: "refuse、pause、extend、reopen：理由的代码", En: "refuse, pause, extend, reopen: code of the ground"},
	"casefacts":    {Zh: "refuse：查明的情况，写进决定书", En: "refuse: what was found, for the letter"},
	"caseresult":   {Zh: "answer：主管部门办理的结果", En: "answer: how it ended with the authority"},
	"casesays":     {Zh: "answer：答复内容；其他步骤：原因，一两句话", En: "answer: what the authority wrote; other steps: why, in a sentence or two"},
	"casedays":     {Zh: "extend：延长几天", En: "extend: how many days more"},
	"caseto":       {Zh: "move：站点编号；transfer：外县的六位代码", En: "move: number of the station; transfer: six-digit code of the county"},
	"casematerial": {Zh: "met、verified、broken：材料的名称", En: "met, verified, broken: name of the paper"},
	"casehow":      {Zh: "deliver：怎样送达：handed 当面领取、posted 邮寄、sent 电子送达", En: "deliver: how the outcome was handed over"},
	"caseon":       {Zh: "deliver：送达日期；task：做完的或定下的日期；ask：收到请求的日期；end：其他机关作出的日期", En: "deliver: the day of the delivery; task: the day on which it was done or that is appointed; ask: the day of the request; end: the day on which another organ decided"},
	"caseend":      {Zh: "end：阶段结果的代码，case show 会列出", En: "end: code of the end of the stage, as case show lists them"},
	"casetask":     {Zh: "task：任务的名称", En: "task: its name"},
}
