package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"renshe/internal/bank"
	"renshe/internal/fail"
	"renshe/internal/words"
)

var description = words.Text{Zh: "基层人社服务系统：一个程序，一个县。", En: "Grass-roots social security: one program, one county."}

var helpTexts = map[string]words.Text{
	"demo":       {Zh: "建一个演示县并打开网页（桃源县，人名和证号都是编的）", En: "build a demo county and open its pages (Taoyuan; every person is made up)"},
	"serve":      {Zh: "打开已有数据目录的网页服务", En: "serve the pages of an existing data folder"},
	"sweep":      {Zh: "政策找人：列出下月到龄、够条件、还没申领的人，并派到各站", En: "find who reaches 60 in the coming month, is entitled and has not applied; put them on their stations' worklists"},
	"payrun":     {Zh: "按月发放：分步办，制单人和复核人各用自己的登录名；演示县可以一条命令办完", En: "pay a month: step by step, maker and checker each under their own login; a demo county in one command"},
	"ledger":     {Zh: "基金账", En: "the books of the funds"},
	"verify":     {Zh: "从头重算账本日志，找出被改动的第一处", En: "recompute the log of the books and name the first altered record"},
	"balance":    {Zh: "一个账户的余额：现在、某个起息日、或某天为止已入账的", En: "the balance of an account: now, by value date, or as it was known on a day"},
	"statement":  {Zh: "一个账户的明细：期初、逐笔、期末", En: "an account's statement: opening, lines, closing"},
	"trial":      {Zh: "一个基金的试算平衡表：现在、某月、或某天", En: "a fund's trial balance: now, of a month, or as of a day"},
	"close":      {Zh: "结一个基金的一个月，一人提出、另一人确认：此后不再记入，各账户余额留存并进日志", En: "close a month of a fund for good, proposed by one person and confirmed by another; every account's balance is kept and logged"},
	"account":    {Zh: "账户：基金号-户号，如 3-1", En: "account: fund number and its own, e.g. 3-1"},
	"fund":       {Zh: "基金：代码或编号，如 resident-pension", En: "fund: its code or number, e.g. resident-pension"},
	"valueon":    {Zh: "只算起息日到这一天为止的", En: "only what counts for days up to this one"},
	"bookedon":   {Zh: "只算到这一天结束时已经入账的", En: "only what was in the books at the end of this day"},
	"logsize":    {Zh: "只算日志的前 N 条记录", En: "only the first N records of the log"},
	"from":       {Zh: "起息日从", En: "first value date"},
	"to":         {Zh: "起息日到", En: "last value date"},
	"first":      {Zh: "会计月份从", En: "first accounting month"},
	"last":       {Zh: "会计月份到", En: "last accounting month"},
	"after":      {Zh: "接着上一页：已看到的最后一个序号", En: "next page: the last sequence number seen"},
	"lines":      {Zh: "一页几行", En: "lines a page"},
	"trialmonth": {Zh: "这个会计月份的期初、发生额、期末", En: "opening, turnover and closing of this accounting month"},
	"closemonth": {Zh: "要结的月份，连同以前未结的", En: "the month to close, and every earlier open one"},
	"calc":       {Zh: "算一算：不带参数列出全部计算器", En: "calculate; without arguments, list the calculators"},
	"law":        {Zh: "法规数据", En: "the law as data"},
	"lawtest":    {Zh: "跑全部政策案例，并按条款打印覆盖", En: "run every case of the law and print coverage by article"},
	"lawlint":    {Zh: "检查法规数据：到期未更新的数、缺出处的数、没有案例的数；有错误才以非零退出", En: "check the law files: values that are due, without a source or without a case; fails on errors only"},
	"lawshow":    {Zh: "看一个法定参数的历次数、来源和在用值；不给名称就列出全部", En: "show a legal parameter: every value with its source, and the one in force; without a key, list them"},
	"lawdiff":    {Zh: "对比两个方案：改了的数、换了的规则、受影响的计算", En: "compare two plans: values, rules and calculators that differ"},
	"lawbook":    {Zh: "打印规则手册，或其中一个计算器的一章", En: "print the rule book, or the chapter of one calculator"},
	"lintall":    {Zh: "说明也列出来", En: "list the remarks too"},
	"lintdir":    {Zh: "检查这个目录里的 law 文件，不给就是程序自带的", En: "check the law files of this folder instead of the built-in ones"},
	"lintday":    {Zh: "按这一天判断是否到期；不给就是今天", En: "judge what is due by this day; today by default"},
	"showkey":    {Zh: "参数名，如 resident-basic-pension", En: "key of the parameter, e.g. resident-basic-pension"},
	"diffplan":   {Zh: "方案：[地区代码@]年-月[@已知截止日]，如 430725@2026-03", En: "plan: [PLACE@]YYYY-MM[@KNOWN-ON], e.g. 430725@2026-03"},
	"bookname":   {Zh: "计算器名；不给就是整本", En: "calculator; the whole book by default"},
	"bookout":    {Zh: "把两种文字的手册和图写到这个目录", En: "write the book in both languages and its drawings to this folder"},
	"reform":     {Zh: "试算改革方案", En: "try a reform"},
	"reformrun":  {Zh: "用一批人试算一个方案：花多少、谁受益、谁受损，按乡镇和年龄", En: "try a reform on people: its cost, winners and losers by township and age"},
	"reformlist": {Zh: "列出自带的方案例子", En: "list the example reforms"},
	"reformfile": {Zh: "方案文件（YAML），或自带例子的名字", En: "the reform's file (YAML), or the name of an example"},
	"reformpeople": {Zh: "人员文件（CSV）：第一行是列名，即计算器的填写项，加 township（代码或名称）和 birth",
		En: "people (CSV); its first line names the columns: inputs of the calculator, township (code or name) and birth"},
	"reformdemo":    {Zh: "用演示县（这么多人）里领取养老金的人", En: "people of the demo county, of this size, who draw the pension"},
	"reformprogram": {Zh: "算哪一项（计算器名）", En: "what to compute (name of a calculator)"},
	"reformoutput":  {Zh: "比较哪个金额；不给就是合计", En: "the amount to compare; the total by default"},
	"reformmonth":   {Zh: "按哪个月算；不给就是方案起始的月份", En: "the month to compute; the reform's first month by default"},
	"reformchart":   {Zh: "把图写到这个文件（SVG）", En: "write the chart to this file (SVG)"},
	"skipbad":       {Zh: "读不了的行略去，不停下", En: "leave out lines that cannot be read instead of stopping"},
	"version":       {Zh: "版本", En: "version"},
	"lang":          {Zh: "语言：zh 或 en", En: "language: zh or en"},
	"data":          {Zh: "数据目录（数据库和密钥）", En: "data folder (database and keys)"},
	"database":      {Zh: "数据库地址；不给就是数据目录里的 SQLite。postgres://… 用 PostgreSQL", En: "database URL; SQLite in the data folder by default, postgres://… for PostgreSQL"},
	"json":          {Zh: "输出 JSON，给程序读", En: "answer in JSON, for programs"},
	"county":        {Zh: "县级区划代码，如 430725", En: "county code (GB/T 2260), e.g. 430725"},
	"sweepmonth":    {Zh: "到龄月份；不给就是下个月", En: "month in which the age is reached; the coming month by default"},
	"month":         {Zh: "月份，如 2026-03", En: "month, e.g. 2026-03"},
	"people":        {Zh: "演示县人数；534000 是全县", En: "people in the demo county; 534000 is the whole county"},
	"seed":          {Zh: "随机种子；同一种子在任何机器上数据相同", En: "seed; the same seed gives the same data on every machine"},
	"asof":          {Zh: "演示县的当前月份", En: "the demo county's present month"},
	"listen":        {Zh: "网页地址", En: "address to listen on"},
	"keep":          {Zh: "数据目录；不给就用临时目录，退出时删掉", En: "data folder to keep; by default a temporary one, removed at exit"},
	"secure":        {Zh: "由 HTTPS 代理对外服务：Cookie 只走 HTTPS", En: "served over HTTPS by a proxy: cookies travel over HTTPS only"},
	"site":          {Zh: "对外网址，印在文书上供核验", En: "public address, printed on letters for verification"},
	"proxy":         {Zh: "可信的前置代理网段", En: "networks of proxies whose X-Forwarded-For is believed"},
	"noserve":       {Zh: "建好就退出，不开网页", En: "build, then exit without serving pages"},
	"maker":         {Zh: "制单人登录名", En: "login of the person who prepares"},
	"checker":       {Zh: "复核人登录名，不能与制单人相同", En: "login of the person who approves; never the maker"},
	"bank":          {Zh: "银行回盘文件；演示县可写 sim，由模拟银行回答", En: "the bank's return file; \"sim\" lets the demo county's simulated bank answer"},
	"out":           {Zh: "把银行代发文件写到这里", En: "write the bank file here"},
	"payformat":     {Zh: "--out 的格式：{formats}", En: "format of --out: {formats}"},
	"banksim":       {Zh: "模拟银行：读一个代发文件，按给定比率（万分之几）制造退票和差错，写出回盘文件", En: "a bank to practise with: read a payment file, answer it with returns and faults at given rates (of ten thousand)"},
	"simin":         {Zh: "代发文件，任何格式", En: "payment file, of any format"},
	"simout":        {Zh: "把银行给的文件写到这个目录", En: "write what the bank gives to this folder"},
	"simformat":     {Zh: "回盘格式：{answers}", En: "format of the answer: {answers}"},
	"simagain":      {Zh: "重复回盘的格式；不给就用同一格式", En: "format of a repeated answer; the same by default"},
	"simseed":       {Zh: "随机种子；同一种子同一文件，回盘相同", En: "seed; the same seed answers the same file alike"},
	"simday":        {Zh: "银行记账日；不给就是代发日", En: "day on which the bank books; the day of the order by default"},
	"simopening":    {Zh: "付款账户期初余额；不给就正好够付", En: "the paying account's balance before; just enough by default"},
	"simclosed":     {Zh: "已销户的账户", En: "accounts that are closed"},
	"simname":       {Zh: "户名不符的账户", En: "accounts of another name"},
	"simfrozen":     {Zh: "被冻结的账户", En: "accounts that are frozen"},
	"simmissing":    {Zh: "漏答的明细", En: "orders that are not answered"},
	"simrepeated":   {Zh: "重复的明细", En: "answers that stand twice"},
	"simforeign":    {Zh: "不属于本批的明细", En: "answers to orders that nobody gave"},
	"simchanged":    {Zh: "金额被改的明细", En: "answers about another amount"},
	"simlate":       {Zh: "付出三个月后退回的明细", En: "payments that come back three months later"},
	"simreordered":  {Zh: "打乱顺序的文件（万分之几）", En: "files whose lines stand in another order"},
	"simwrongsum":   {Zh: "合计不对的文件（万分之几）", En: "files with wrong totals"},
	"simtruncated":  {Zh: "被截断的文件（万分之几）", En: "files that are cut off"},
	"simtwice":      {Zh: "重复回盘的文件（万分之几）", En: "files that come twice"},
	"asofcalc":      {Zh: "按哪个月的法规算", En: "the month whose law applies"},
	"knownon":       {Zh: "只用这一天以前公布的数", En: "use only what was published by this day"},
	"calcname":      {Zh: "计算器名", En: "calculator"},
	"calcargs":      {Zh: "项目=值；钱按元写，如 account=18620.00", En: "name=value; money in yuan, e.g. account=18620.00"},
	"flags":         {Zh: "选项：", En: "Flags:"},
	"commands":      {Zh: "命令：", En: "Commands:"},
	"usage":         {Zh: "用法：", En: "Usage:"},
	"args":          {Zh: "参数：", En: "Arguments:"},
	"more":          {Zh: "“renshe 命令 --help” 看每个命令的说明。", En: "\"renshe COMMAND --help\" explains a command."},
	"help":          {Zh: "看说明", En: "show this help"},
}

var (
	badCommandLine = fail.Define(fail.Invalid, "cli.command-line",
		words.Text{Zh: "命令写得不对：{detail}", En: "The command line is wrong: {detail}"},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "用 renshe --help 看写法。", En: "See renshe --help."})
	noData = fail.Define(fail.Invalid, "cli.no-data",
		words.Text{Zh: "没有给数据目录。", En: "No data folder was given."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "请写 --data 目录，或设 RENSHE_DATA；用 renshe demo --data 目录 可以建一个演示县。",
			En: "Give --data DIR or set RENSHE_DATA; renshe demo --data DIR builds a demo county."})
	interrupted = fail.Define(fail.Busy, "cli.interrupted",
		words.Text{Zh: "被中断了。", En: "Interrupted."},
		words.Text{Zh: "已经记下的都在，没有做到一半的账。", En: "What was recorded is kept; nothing is half posted."},
		words.Text{Zh: "再运行一次同样的命令，会接着做完。", En: "Run the same command again: it goes on where it stopped."})
)

// helpVars gives kong the help texts in one language.
func helpVars(l words.Lang) kong.Vars {
	tag := "zh"
	if l == words.En {
		tag = "en"
	}
	v := kong.Vars{"lang": tag, "listen": defaultListen}
	for _, texts := range []map[string]words.Text{helpTexts, payHelp, benefitHelp, proofHelp, reconcileHelp, bookHelp, caseHelp, transferHelp} {
		for name, t := range texts {
			v["help_"+name] = t.Fill(l, "formats", formatNames(bank.Paying), "answers", formatNames(bank.Answering), "statements", bank.StatementNames())
		}
	}
	return v
}

// printHelp is kong's help in the person's language; kong's own printer speaks English only.
func printHelp(l words.Lang) kong.HelpPrinter {
	label := func(name string) string { return helpTexts[name].In(l) }
	return func(_ kong.HelpOptions, ctx *kong.Context) error {
		node := ctx.Selected()
		top := node == nil
		if top {
			node = ctx.Model.Node
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s\n\n", label("usage"), node.Summary())
		if node.Help != "" {
			fmt.Fprintf(&b, "%s\n\n", node.Help)
		}
		var rows [][2]string
		for _, p := range node.Positional {
			rows = append(rows, [2]string{p.Summary(), p.Help})
		}
		section(&b, label("args"), rows)
		rows = nil
		for _, c := range node.Children {
			if !c.Hidden {
				rows = append(rows, [2]string{c.Name, c.Help})
			}
		}
		section(&b, label("commands"), rows)
		rows = nil
		for _, group := range node.AllFlags(true) {
			for _, f := range group {
				help := f.Help
				if f.Name == "help" {
					help = label("help")
				}
				if f.HasDefault && f.Default != "" {
					help += " [" + f.Default + "]"
				}
				rows = append(rows, [2]string{f.String(), help})
			}
		}
		section(&b, label("flags"), rows)
		if top {
			fmt.Fprintln(&b, label("more"))
		}
		_, err := fmt.Fprint(ctx.Stdout, b.String())
		return err
	}
}

func section(b *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r[0]))
	}
	fmt.Fprintln(b, title)
	for _, r := range rows {
		fmt.Fprintf(b, "  %-*s  %s\n", width, r[0], r[1])
	}
	fmt.Fprintln(b)
}
