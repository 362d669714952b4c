package bank

import (
	"encoding/xml"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/money"
)

// The parts of camt.053 and camt.054 in the standard's order and under its names, as the simulated bank writes them.
type (
	accountDocument struct {
		XMLName   xml.Name
		Statement *accountBody `xml:"BkToCstmrStmt"`
		Notice    *accountBody `xml:"BkToCstmrDbtCdtNtfctn"`
	}
	accountBody struct {
		MsgID     string       `xml:"GrpHdr>MsgId"`
		Created   string       `xml:"GrpHdr>CreDtTm"`
		Statement *accountPage `xml:"Stmt"`
		Notice    *accountPage `xml:"Ntfctn"`
	}
	accountPage struct {
		ID       string           `xml:"Id"`
		Created  string           `xml:"CreDtTm"`
		Account  string           `xml:"Acct>Id>Othr>Id"`
		Currency string           `xml:"Acct>Ccy"`
		Balances []accountBalance `xml:"Bal"`
		Summary  accountSummary   `xml:"TxsSummry"`
		Entries  []accountEntry   `xml:"Ntry"`
	}
	accountBalance struct {
		Kind   string `xml:"Tp>CdOrPrtry>Cd"`
		Amount amount `xml:"Amt"`
		Sign   string `xml:"CdtDbtInd"`
		Day    string `xml:"Dt>Dt"`
	}
	accountSummary struct {
		CreditCount int64  `xml:"TtlCdtNtries>NbOfNtries"`
		Credits     string `xml:"TtlCdtNtries>Sum"`
		DebitCount  int64  `xml:"TtlDbtNtries>NbOfNtries"`
		Debits      string `xml:"TtlDbtNtries>Sum"`
	}
	accountEntry struct {
		Amount   amount         `xml:"Amt"`
		Sign     string         `xml:"CdtDbtInd"`
		Reversal bool           `xml:"RvslInd,omitempty"`
		Status   string         `xml:"Sts>Cd"`
		Booked   string         `xml:"BookgDt>Dt"`
		Value    string         `xml:"ValDt>Dt"`
		Domain   string         `xml:"BkTxCd>Domn>Cd"`
		Family   string         `xml:"BkTxCd>Domn>Fmly>Cd"`
		Sub      string         `xml:"BkTxCd>Domn>Fmly>SubFmlyCd"`
		Batch    *accountBatch  `xml:"NtryDtls>Btch"`
		Details  []accountMoved `xml:"NtryDtls>TxDtls"`
	}
	accountBatch struct {
		Info  string `xml:"PmtInfId"`
		Count int64  `xml:"NbOfTxs"`
	}
	accountMoved struct {
		ID     string        `xml:"Refs>EndToEndId"`
		Amount amount        `xml:"Amt"`
		Sign   string        `xml:"CdtDbtInd"`
		Return *returnReason `xml:"RtrInf"`
	}
	returnReason struct {
		Code string `xml:"Rsn>Cd"`
	}
)

const (
	credit  = "CRDT"
	debit   = "DBIT"
	booked  = "BOOK"
	opening = "OPBD"
	earlier = "PRCD" // the day before's closing balance, which some banks give for the opening
	closing = "CLBD"
)

// writeCamt writes the account's day: the batch as one debit, other movements as one entry each, what came back as credits of its own.
func writeCamt(name string, h PaymentHeader, r Report) ([]byte, error) {
	page := &accountPage{ID: r.Statement, Created: r.Value.String() + ourClock, Account: h.Account, Currency: "CNY"}
	var paid accountEntry
	var total money.Fen
	for _, a := range r.Answers {
		moved := accountMoved{ID: strconv.FormatInt(a.ID, 10), Amount: amount{"CNY", a.Amount.Plain()}, Sign: debit}
		switch {
		case a.Late:
			moved.Sign, moved.Return = credit, &returnReason{a.Reason}
			day := a.On
			if day == 0 {
				day = r.Value
			}
			page.Entries = append(page.Entries, entry(a.Amount, credit, day, "RRTN", moved))
		case a.Paid():
			paid.Details = append(paid.Details, moved)
			total += a.Amount
		}
	}
	if len(paid.Details) > 0 {
		details := paid.Details
		paid = entry(total, debit, r.Value, "ESCT", details...)
		paid.Batch = &accountBatch{h.infoID(), int64(len(details))}
		page.Entries = append(page.Entries, paid)
	}
	if b := r.Balance; b != nil && name == camt053 {
		if other := b.Debits - total; other > 0 {
			page.Entries = append(page.Entries, entry(other, debit, r.Value, "OTHR"))
		}
		if credits := b.Credits - page.moved(credit).Total; credits > 0 {
			page.Entries = append(page.Entries, entry(credits, credit, r.Value, "OTHR"))
		}
		page.Balances = []accountBalance{balanceOf(opening, b.Opening, r.Value), balanceOf(closing, b.Closing, r.Value)}
	}
	in, out := page.moved(credit), page.moved(debit)
	page.Summary = accountSummary{in.Count, in.Total.Plain(), out.Count, out.Total.Plain()}
	d := accountDocument{XMLName: xml.Name{Space: spacePrefix + name, Local: "Document"}}
	body := &accountBody{MsgID: r.Statement, Created: page.Created}
	if name == camt053 {
		body.Statement, d.Statement = page, body
	} else {
		body.Notice, d.Notice = page, body
	}
	return marshal(d)
}

func entry(sum money.Fen, sign string, day civil.Date, code string, details ...accountMoved) accountEntry {
	return accountEntry{Amount: amount{"CNY", sum.Plain()}, Sign: sign, Reversal: code == "RRTN", Status: booked, Booked: day.String(), Value: day.String(),
		Domain: "PMNT", Family: "ICDT", Sub: code, Details: details}
}

func (p *accountPage) moved(sign string) Totals {
	var t Totals
	for _, e := range p.Entries {
		if f, ok := decimalFen(e.Amount.Yuan); ok && e.Sign == sign {
			t.Count, t.Total = t.Count+1, t.Total+f
		}
	}
	return t
}

func balanceOf(kind string, f money.Fen, day civil.Date) accountBalance {
	b := accountBalance{Kind: kind, Sign: credit, Day: day.String(), Amount: amount{"CNY", f.Plain()}}
	if f < 0 {
		b.Sign, b.Amount.Yuan = debit, (-f).Plain()
	}
	return b
}

// accountReader adds up an account's page as its entries come.
type accountReader struct {
	r       Report
	in, out Totals
	details Totals // of the entry that is open
	bare    bool   // a detail of the open entry has no amount of its own
}

// readCamt reads camt.053 and camt.054: of the account's movements those that carry an id of ours are answers. Money that went out is a
// payment made; money that came back with a reason or as a reversal is a payment returned after it was made.
func readCamt(content []byte, name string) (Report, error) {
	x := &accountReader{r: Report{Format: name[:8], RestCount: -1}}
	root, err := readMessage(content, name, map[string]func(*node, []*node) error{
		"TxDtls": func(n *node, above []*node) error { return x.detail(n, above[len(above)-2]) },
		"Ntry":   func(n *node, _ []*node) error { return x.entry(n) },
	})
	if err != nil {
		return Report{}, err
	}
	body := root.kids[0]
	pages := append(body.all("Stmt"), body.all("Ntfctn")...)
	if len(pages) != 1 {
		return Report{}, problem(int(pages[1].line), badOne)
	}
	page := pages[0]
	for _, n := range []*node{page.at("StmtPgntn"), page.at("NtfctnPgntn"), body.at("GrpHdr", "MsgPgntn")} {
		if n != nil && (n.value("PgNb") != "1" || n.value("LastPgInd") != "true") {
			return Report{}, problem(int(n.line), badOne)
		}
	}
	if ccy := page.at("Acct", "Ccy"); ccy != nil && ccy.text != "CNY" {
		return Report{}, WrongCurrency.With("line", ccy.line)
	}
	x.r.Statement, x.r.Account = page.value("Id"), page.at("Acct").account()
	if !plainText(x.r.Statement) || !plainText(x.r.Account) {
		return Report{}, problem(int(page.line), badText)
	}
	if err := x.summary(page.at("TxsSummry")); err != nil {
		return Report{}, err
	}
	if name == camt053 {
		return x.r, x.balance(page)
	}
	created := page.value("CreDtTm")
	if created == "" {
		created = body.value("GrpHdr", "CreDtTm")
	}
	x.r.Value, err = civil.ParseDate(created[:10])
	return x.r, err
}

// detail is one movement within an entry.
func (x *accountReader) detail(n, entry *node) error {
	if entry.value("Sts", "Cd") != booked {
		return nil
	}
	given := n.at("Amt")
	if given == nil {
		given, x.bare = entry.at("Amt"), true
	}
	f, err := given.yuan()
	if err != nil {
		return err
	}
	x.details.Count++
	if x.details.Total, err = x.details.Total.Add(f); err != nil {
		return problem(int(n.line), badSum)
	}
	id, ours := parseID(n.value("Refs", "EndToEndId"))
	if !ours {
		return nil // the account has movements besides ours
	}
	sign := n.value("CdtDbtInd")
	if sign == "" {
		sign = entry.value("CdtDbtInd")
	}
	a := Answer{Line: int64(len(x.r.Answers) + 1), ID: id, Amount: f}
	if sign == credit {
		back := n.at("RtrInf")
		reversal := entry.value("RvslInd")
		if back == nil && reversal != "true" && reversal != "1" {
			return nil
		}
		if a.Reason = back.value("Rsn", "Cd"); !isReason(a.Reason) {
			a.Reason = Unexplained
		}
		a.Late = true
		if a.On, err = entryDay(entry); err != nil {
			return err
		}
	}
	x.r.Answers = append(x.r.Answers, a)
	return nil
}

func entryDay(entry *node) (civil.Date, error) {
	for _, name := range []string{"BookgDt", "ValDt"} {
		text := entry.value(name, "Dt")
		if text == "" {
			text = entry.value(name, "DtTm")
		}
		if text != "" {
			return civil.ParseDate(text[:10])
		}
	}
	return 0, problem(int(entry.line), badDate)
}

// entry closes an entry: its details, if it has any, add up to it.
func (x *accountReader) entry(n *node) error {
	details, bare := x.details, x.bare
	x.details, x.bare = Totals{}, false
	if n.value("Sts", "Cd") != booked {
		return nil
	}
	f, err := n.at("Amt").yuan()
	if err != nil {
		return err
	}
	t := &x.out
	if n.value("CdtDbtInd") == credit {
		t = &x.in
	}
	t.Count++
	if t.Total, err = t.Total.Add(f); err != nil {
		return problem(int(n.line), badSum)
	}
	if details.Count > 1 && bare {
		return problem(int(n.line), badMissing) // several movements share an amount: none of them has one
	}
	if details.Count > 0 && details.Total != f {
		return WrongTotal.With("what", entryName, "stated", f, "counted", details.Total)
	}
	for _, d := range n.all("NtryDtls") {
		if count := d.value("Btch", "NbOfTxs"); count != "" && details.Count > 0 && count != strconv.FormatInt(details.Count, 10) {
			return WrongTotal.With("what", countName, "stated", count, "counted", details.Count)
		}
		if info := d.value("Btch", "PmtInfId"); strings.HasPrefix(info, "RS") && x.r.Batch == "" {
			if i := strings.LastIndexByte(info, '-'); i > 0 {
				x.r.Batch = info[:i]
			}
		}
	}
	return nil
}

func (x *accountReader) summary(n *node) error {
	for _, side := range []struct {
		name    string
		counted Totals
	}{{"TtlCdtNtries", x.in}, {"TtlDbtNtries", x.out}} {
		said := side.counted
		s := n.at(side.name)
		if count := s.value("NbOfNtries"); count != "" {
			var err error
			if said.Count, err = strconv.ParseInt(count, 10, 64); err != nil {
				return problem(int(s.line), badNumber)
			}
		}
		if sum := s.value("Sum"); sum != "" {
			var ok bool
			if said.Total, ok = decimalFen(sum); !ok {
				return problem(int(s.line), badNumber)
			}
		}
		if err := side.counted.same(said); err != nil {
			return err
		}
	}
	return nil
}

// balance reads opening and closing balance and holds the movements between them.
func (x *accountReader) balance(page *node) error {
	b := Balance{Credits: x.in.Total, Debits: x.out.Total}
	found := map[string]bool{}
	for _, n := range page.all("Bal") {
		kind := n.value("Tp", "CdOrPrtry", "Cd")
		if kind == earlier {
			kind = opening
		}
		if kind != opening && kind != closing {
			continue // interim and available balances
		}
		f, err := n.at("Amt").yuan()
		if err != nil {
			return err
		}
		if n.value("CdtDbtInd") == debit {
			f = -f
		}
		if found[kind] {
			return problem(int(n.line), badOne)
		}
		found[kind] = true
		if kind == opening {
			b.Opening = f
			continue
		}
		day := n.value("Dt", "Dt")
		if day == "" {
			day = n.value("Dt", "DtTm")
		}
		if b.Closing, x.r.Value, err = f, 0, nil; day != "" {
			x.r.Value, err = civil.ParseDate(day[:10])
		}
		if err != nil || x.r.Value == 0 {
			return problem(int(n.line), badDate)
		}
	}
	if !found[opening] || !found[closing] {
		return problem(int(page.line), badMissing)
	}
	if !b.adds() {
		return WrongTotal.With("what", closeName, "stated", b.Closing, "counted", b.Opening+b.Credits-b.Debits)
	}
	x.r.Balance = &b
	return nil
}
