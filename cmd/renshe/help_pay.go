package main

import "renshe/internal/words"

// payHelp has the help texts of the steps of a payment run and of the long trials.
var payHelp = map[string]words.Text{
	"paymonth":     {Zh: "演示县发一个月的养老金：核算、闸口、两人复核、银行文件、回盘、对账（真实的县由两个人分步办）", En: "pay one month of a demo county: compute, gate, two persons, bank file, bank's answer, reconciliation (a real county's two persons do it step by step)"},
	"payprepare":   {Zh: "制单：核算全月，过发放前核查", En: "prepare: compute the month and ask the gate"},
	"paywithdraw":  {Zh: "撤销复核前的补发批次，应发的月份下一批再发", En: "give up an extra run before its approval; what is due comes up again"},
	"paykind":      {Zh: "待遇种类", En: "kind of benefit"},
	"payserial":    {Zh: "这个月的第几个补发批次；0 是月度批次", En: "which extra run of the month; 0 is the month's own run"},
	"payextra":     {Zh: "在已对平的月份之外开补发批次：arrears 补发，repay 退票重发", En: "prepare an extra run beside a finished month: arrears, or repay what the bank returned"},
	"paycause":     {Zh: "原因，留在批次里", En: "why; it stays with the run"},
	"payapprove":   {Zh: "复核：由制单人以外的人批准，冻结资金；没放行的转入下期", En: "approve, never as the maker, and reserve the money; what is still held goes to the next run"},
	"payexport":    {Zh: "写出银行代发文件；再写一次还是同样的内容", En: "write the bank's payment file; the same bytes again if it was written before"},
	"payimport":    {Zh: "导入银行回盘，逐笔入账", En: "take in the bank's answer and book it line by line"},
	"payreconcile": {Zh: "编余额调节表；差额为零才算办完", En: "draw up the reconciliation statement; the run is finished at a difference of 0"},
	"paylate":      {Zh: "付后退回：导入银行通知（--in），由另一人审核入账（--book）或退回（--refuse）；不带参数列出通知", En: "money that came back after it was paid: take in the bank's notice (--in), another person books (--book) or refuses it (--refuse); without these, list the notices"},
	"latein":       {Zh: "银行的通知文件，格式自动识别", En: "the bank's notice, of any format"},
	"latebook":     {Zh: "把这份通知里相符的款项入账", En: "book what fits of this notice"},
	"laterefuse":   {Zh: "退回这份通知", En: "refuse this notice"},
	"paystatus":    {Zh: "列出各月发放批次办到哪一步", En: "list the runs and where each stands"},
	"as":           {Zh: "以谁的登录名办；密码从 --password-fd、环境变量 RENSHE_PASSWORD 或终端读", En: "login to act as; its password comes from --password-fd, RENSHE_PASSWORD or the terminal"},
	"passwordfd":   {Zh: "从这个文件描述符读一行密码", En: "read one line with the password from this file descriptor"},
	"bankfiles":    {Zh: "银行给的文件，可以写几次；演示县可写 sim", En: "a file that the bank gave; may be repeated; \"sim\" in a demo county"},
	"statusmonth":  {Zh: "只看这个月", En: "this month only"},
	"bench":        {Zh: "长时间的试验", En: "long trials"},
	"benchfaults":  {Zh: "故障试验：随机时刻杀掉发放进程、磁盘写满、两个进程同时办，再续办并核对；用临时数据", En: "fault trial: kill paying processes at random moments, fill the disk, run two at once; then go on and compare; on temporary data"},
	"kills":        {Zh: "要杀中多少次", En: "how many kills have to hit"},
	"engine":       {Zh: "数据库：sqlite 或 postgres", En: "database: sqlite or postgres"},
	"faultserver":  {Zh: "PostgreSQL 服务器地址，用户要能建库", En: "address of the PostgreSQL server, of a user who may create databases"},
	"faultdisk":    {Zh: "一块小盘上的空目录，试验会把它写满（如 mount -t tmpfs -o size=256m；PostgreSQL 时目录要属于服务器的用户）", En: "an empty folder on a small disk, which the trial fills up (e.g. mount -t tmpfs -o size=256m; for PostgreSQL the folder belongs to the server's user)"},
}
