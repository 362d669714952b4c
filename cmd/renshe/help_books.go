package main

import "renshe/internal/words"

// bookHelp is said of what people propose to the books and confirm.
var bookHelp = map[string]words.Text{
	"closepropose":   {Zh: "提出结账（制单）", En: "propose to close (maker)"},
	"closeconfirm":   {Zh: "确认结账（复核，不能是提出的人）", En: "confirm the closing (checker, never the maker)"},
	"proposereason":  {Zh: "说明", En: "a remark"},
	"open":           {Zh: "提出开立一个账户；另一人确认后才开", En: "propose to open an account; it is opened when another person confirms"},
	"class":          {Zh: "类别：asset、liability、net-assets、income、expense", En: "class: asset, liability, net-assets, income or expense"},
	"owner":          {Zh: "归属，如 county、clearing:往来方；不写姓名和证号", En: "whose it is, e.g. county or clearing:PARTY; never a name or a citizen ID"},
	"titlezh":        {Zh: "中文名称", En: "title in Chinese"},
	"titleen":        {Zh: "英文名称", En: "title in English"},
	"nooverdraft":    {Zh: "不许透支", En: "it may not be overdrawn"},
	"proposals":      {Zh: "待复核事项：结账、开户、凭证、划转", En: "what waits to be confirmed: closings, accounts, vouchers, movements"},
	"proposalsall":   {Zh: "办完的也列出来", En: "list what was decided too"},
	"confirm":        {Zh: "确认一件待复核事项（不能是提出的人）；够数即入账", En: "confirm a proposal (never its maker); with enough confirmations it enters the books"},
	"sendback":       {Zh: "退回一件待复核事项；提出的人可以自己撤回", En: "send a proposal back; its maker may take it back himself"},
	"sendbackreason": {Zh: "退回的原因", En: "why it is sent back"},
	"proposal":       {Zh: "待复核事项的编号", En: "the proposal's number"},
}
