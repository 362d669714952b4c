package main

import "renshe/internal/words"

// proofHelp is what the commands of the proof say of themselves.
var proofHelp = map[string]words.Text{
	"booksexport":   {Zh: "把账本导出成文本文件，给审计和外人核验（renshe-verify）", En: "write the books as plain text files, for auditors and renshe-verify"},
	"prove":         {Zh: "给一笔到账的发放开凭证：每笔转账一行二维码文字，renshe-verify proof 不联网也能核验；也可写成凭条", En: "prove one payment that arrived: a QR code's text for each of its transfers, which renshe-verify proof checks offline; or the slip itself"},
	"slippdf":       {Zh: "把支付凭条写成 PDF", En: "write the payment slip as PDF"},
	"slipsite":      {Zh: "凭条上印的核验网址；不给就不印", En: "where the slip says it can be checked; none is printed without it"},
	"paymentid":     {Zh: "发放编号", En: "the payment's number"},
	"cosign":        {Zh: "请见证人签名（--witness 和 --key 登记一个）", En: "ask the witnesses for their signature (--witness and --key register one)"},
	"witnessstate":  {Zh: "见证人的情况，和账本公钥", En: "how the witnesses stand, and the ledger's key"},
	"sm":            {Zh: "国密树：同一本账再算一棵 SM3 树，SM2 签名（--on 打开）", En: "the second tree of the same books: SM3, signed by SM2 (--on begins it)"},
	"smon":          {Zh: "打开国密树；以前的记录一起算进去，打开后不能关", En: "begin the second tree, over the records so far too; it cannot be ended"},
	"provesm":       {Zh: "在国密树里证明", En: "prove in the second tree, over SM3"},
	"witnessurl":    {Zh: "见证人的网址", En: "the witness's address"},
	"witnesskey":    {Zh: "见证人的公钥", En: "the witness's key"},
	"witness":       {Zh: "见证人：给财政、审计或银行用，见证账本没有被换过", En: "a witness, for the finance bureau, the auditor or the bank: sees that the log is never replaced"},
	"witnessserve":  {Zh: "开见证服务", En: "serve as a witness"},
	"witnesslog":    {Zh: "登记要见证的账本", En: "register a log to witness"},
	"witnessstatus": {Zh: "见到哪里了", En: "what was seen"},
	"witnessdir":    {Zh: "见证人自己的目录：钥匙和记录", En: "the witness's own folder: its key and what it has seen"},
	"witnessname":   {Zh: "见证人的名字，第一次用时写进钥匙", En: "the witness's name, written into its key on the first day"},
	"logkey":        {Zh: "账本的公钥（renshe ledger witness-status 显示）", En: "the ledger's key (shown by renshe ledger witness-status)"},
	"exportout":     {Zh: "新目录，导出写在这里", En: "a new folder to write into"},
}
