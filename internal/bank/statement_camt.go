package bank

import (
	"encoding/xml"
	"strings"

	"renshe/money"
)

// The parts of a statement of many movements, in the standard's order and under its names.
type (
	statementDocument struct {
		XMLName   xml.Name
		Statement *statementBody `xml:"BkToCstmrStmt"`
		Notice    *statementBody `xml:"BkToCstmrDbtCdtNtfctn"`
	}
	statementBody struct {
		MsgID     string         `xml:"GrpHdr>MsgId"`
		Created   string         `xml:"GrpHdr>CreDtTm"`
		Statement *statementPage `xml:"Stmt"`
		Notice    *statementPage `xml:"Ntfctn"`
	}
	statementPage struct {
		ID       string           `xml:"Id"`
		Created  string           `xml:"CreDtTm"`
		From     string           `xml:"FrToDt>FrDtTm"`
		To       string           `xml:"FrToDt>ToDtTm"`
		Account  string           `xml:"Acct>Id>Othr>Id"`
		Currency string           `xml:"Acct>Ccy"`
		Balances []accountBalance `xml:"Bal"`
		Summary  accountSummary   `xml:"TxsSummry"`
		Entries  []statementEntry `xml:"Ntry"`
	}
	statementEntry struct {
		Amount   amount          `xml:"Amt"`
		Sign     string          `xml:"CdtDbtInd"`
		Reversal bool            `xml:"RvslInd,omitempty"`
		Status   string          `xml:"Sts>Cd"`
		Booked   string          `xml:"BookgDt>Dt"`
		Ref      string          `xml:"AcctSvcrRef,omitempty"`
		Purpose  string          `xml:"BkTxCd>Prtry>Cd"`
		Refs     *statementTexts `xml:"NtryDtls>TxDtls>Refs"`
	}
	statementTexts struct {
		Batch   string `xml:"PmtInfId,omitempty"`
		Order   string `xml:"EndToEndId,omitempty"`
		Voucher string `xml:"AcctOwnrTxId,omitempty"`
	}
)

// unsaid is the code of a movement whose purpose the practice bank does not say.
const unsaid = "other"

// writeCamtStatement writes a statement with one entry for each movement.
func writeCamtStatement(name string, s Statement) ([]byte, error) {
	page := &statementPage{ID: s.ID, Created: s.To.String() + ourClock, From: s.From.String() + "T00:00:00+08:00", To: s.To.String() + "T23:59:59+08:00",
		Account: s.Account, Currency: "CNY", Entries: make([]statementEntry, len(s.Movements))}
	var in, out Totals
	for i, m := range s.Movements {
		e := statementEntry{Amount: amount{"CNY", m.Amount.Plain()}, Sign: credit, Reversal: m.Back, Status: booked, Booked: m.Day.String(), Ref: m.Ref,
			Purpose: string(m.Purpose)}
		t := &in
		if m.Amount < 0 {
			e.Amount.Yuan, e.Sign, t = (-m.Amount).Plain(), debit, &out
		}
		t.Count, t.Total = t.Count+1, t.Total+max(m.Amount, -m.Amount)
		if e.Purpose == "" {
			e.Purpose = unsaid
		}
		if m.Order+m.Voucher+m.Batch != "" {
			e.Refs = &statementTexts{m.Batch, m.Order, m.Voucher}
		}
		page.Entries[i] = e
	}
	page.Summary = accountSummary{in.Count, in.Total.Plain(), out.Count, out.Total.Plain()}
	d := statementDocument{XMLName: xml.Name{Space: spacePrefix + name, Local: "Document"}}
	body := &statementBody{MsgID: s.ID, Created: page.Created}
	if name == camt054 {
		body.Notice, d.Notice = page, body
		return marshal(d)
	}
	if s.Balance == nil {
		return nil, Unwritable.With("line", 0, "problem", badSum)
	}
	page.Balances = []accountBalance{balanceOf(opening, s.Balance.Opening, s.From), balanceOf(closing, s.Balance.Closing, s.To)}
	body.Statement, d.Statement = page, body
	return marshal(d)
}

// statementReader gathers the movements of a message beside the checks of [accountReader].
type statementReader struct {
	accountReader
	s    Statement
	open []Movement // of the entry that is being read
	odd  bool       // a detail goes the other way than its entry
}

// readCamtStatement reads camt.053 and camt.054 as movements: an entry with details is one movement for each of them.
func readCamtStatement(content []byte, name string) (Statement, error) {
	x := &statementReader{accountReader: accountReader{r: Report{RestCount: -1}}}
	root, err := readMessage(content, name, map[string]func(*node, []*node) error{
		"TxDtls": x.moved, "Ntry": func(n *node, _ []*node) error { return x.booking(n) },
	})
	if err != nil {
		return Statement{}, err
	}
	body := root.kids[0]
	page, err := onePage(body)
	if err != nil {
		return Statement{}, err
	}
	x.s.ID, x.s.Account = page.value("Id"), page.at("Acct").account()
	if err := x.summary(page.at("TxsSummry")); err != nil {
		return Statement{}, err
	}
	if name == camt053 {
		if err := x.balance(page); err != nil {
			return Statement{}, err
		}
		x.s.Balance = x.r.Balance
	}
	return x.s, x.days(page)
}

// onePage refuses a message of several accounts or pages.
func onePage(body *node) (*node, error) {
	pages := append(body.all("Stmt"), body.all("Ntfctn")...)
	if len(pages) != 1 {
		return nil, problem(int(pages[1].line), badOne)
	}
	page := pages[0]
	for _, n := range []*node{page.at("StmtPgntn"), page.at("NtfctnPgntn"), body.at("GrpHdr", "MsgPgntn")} {
		if n != nil && (n.value("PgNb") != "1" || n.value("LastPgInd") != "true") {
			return nil, problem(int(n.line), badOne)
		}
	}
	if ccy := page.at("Acct", "Ccy"); ccy != nil && ccy.text != "CNY" {
		return nil, WrongCurrency.With("line", ccy.line)
	}
	return page, nil
}

// days finds which days the message speaks of: what it says, or the days of its entries up to that of its closing balance.
func (x *statementReader) days(page *node) error {
	x.s.From, x.s.To = x.r.Value, x.r.Value
	if span := page.at("FrToDt"); span != nil {
		from, ok := dayOnly(span.value("FrDtTm"))
		to, fits := dayOnly(span.value("ToDtTm"))
		if !ok || !fits || x.s.Balance != nil && to != x.s.To {
			return problem(int(span.line), badDate)
		}
		x.s.From, x.s.To = from, to
		return nil
	}
	for _, m := range x.s.Movements {
		if x.s.From == 0 || m.Day < x.s.From {
			x.s.From = m.Day
		}
		if x.s.Balance == nil && m.Day > x.s.To {
			x.s.To = m.Day
		}
	}
	return nil
}

// moved is one movement within an entry.
func (x *statementReader) moved(n *node, above []*node) error {
	entry, details := above[len(above)-2], above[len(above)-1]
	if err := x.detail(n, entry); err != nil || entry.value("Sts", "Cd") != booked {
		return err
	}
	given := n.at("Amt")
	if given == nil {
		given = entry.at("Amt")
	}
	f, err := given.yuan()
	if err != nil {
		return err
	}
	sign := n.value("CdtDbtInd")
	x.odd = x.odd || sign != "" && sign != entry.value("CdtDbtInd")
	m := Movement{Line: n.line, Amount: f, Order: n.value("Refs", "EndToEndId"), Voucher: n.value("Refs", "AcctOwnrTxId"), Batch: n.value("Refs", "PmtInfId"),
		Ref: n.value("Refs", "AcctSvcrRef"), Back: n.at("RtrInf") != nil}
	if m.Order == notProvided {
		m.Order = ""
	}
	if m.Batch == "" {
		m.Batch = details.value("Btch", "PmtInfId")
	}
	m.Batch = ourBatch(m.Batch)
	x.open = append(x.open, m)
	return nil
}

// ourBatch is the batch in a PmtInfId of ours, which has the month behind it; other people's numbers stay as they are.
func ourBatch(info string) string {
	if i := strings.LastIndexByte(info, '-'); i > 0 {
		if _, _, ours := parseBatch(info[:i]); ours {
			return info[:i]
		}
	}
	return info
}

// booking closes an entry.
func (x *statementReader) booking(n *node) error {
	all, odd := x.open, x.odd
	x.open, x.odd = nil, false
	if err := x.entry(n); err != nil || n.value("Sts", "Cd") != booked {
		return err
	}
	if odd {
		return problem(int(n.line), badValue)
	}
	day, err := entryDay(n)
	if err != nil {
		return err
	}
	f, err := n.at("Amt").yuan()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		all = []Movement{{Line: n.line, Amount: f}}
	}
	code := Purpose(n.value("BkTxCd", "Prtry", "Cd"))
	if purposes[code].IsZero() {
		code = ""
	}
	reversal := n.value("RvslInd")
	for _, m := range all {
		m.Day, m.Purpose = day, code
		m.Back = m.Back || reversal == "true" || reversal == "1"
		if m.Ref == "" {
			m.Ref = n.value("AcctSvcrRef")
		}
		if n.value("CdtDbtInd") == debit {
			m.Amount = -m.Amount
		}
		x.s.Movements = append(x.s.Movements, m)
	}
	return nil
}

// sums adds up what came in and what went out.
func (s Statement) sums() (in, out money.Fen) {
	for _, m := range s.Movements {
		if m.Amount > 0 {
			in += m.Amount
		} else {
			out -= m.Amount
		}
	}
	return in, out
}
