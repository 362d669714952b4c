package bank

import (
	"encoding/xml"
	"strconv"
	"strings"

	"renshe/civil"
)

// The parts of pain.001 in the standard's order and under its names.
type (
	painDocument struct {
		XMLName xml.Name `xml:"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09 Document"`
		Body    painBody `xml:"CstmrCdtTrfInitn"`
	}
	painBody struct {
		Head painHead `xml:"GrpHdr"`
		Info painInfo `xml:"PmtInf"`
	}
	painHead struct {
		MsgID   string `xml:"MsgId"`
		Created string `xml:"CreDtTm"`
		Digest  string `xml:"Authstn>Prtry"`
		Count   int64  `xml:"NbOfTxs"`
		Total   string `xml:"CtrlSum"`
		Party   party  `xml:"InitgPty"`
	}
	painInfo struct {
		ID       string    `xml:"PmtInfId"`
		Method   string    `xml:"PmtMtd"`
		Booking  bool      `xml:"BtchBookg"`
		Count    int64     `xml:"NbOfTxs"`
		Total    string    `xml:"CtrlSum"`
		Purpose  string    `xml:"PmtTpInf>CtgyPurp>Cd"`
		Day      string    `xml:"ReqdExctnDt>Dt"`
		Debtor   party     `xml:"Dbtr"`
		Account  string    `xml:"DbtrAcct>Id>Othr>Id"`
		Currency string    `xml:"DbtrAcct>Ccy"`
		Agent    string    `xml:"DbtrAgt>FinInstnId>Othr>Id"`
		Charges  string    `xml:"ChrgBr"`
		Orders   []painOne `xml:"CdtTrfTxInf"`
	}
	painOne struct {
		ID      string `xml:"PmtId>EndToEndId"`
		Amount  amount `xml:"Amt>InstdAmt"`
		Name    string `xml:"Cdtr>Nm"`
		Account string `xml:"CdtrAcct>Id>Othr>Id"`
	}
	party struct {
		ID string `xml:"Id>OrgId>Othr>Id"`
	}
	amount struct {
		Currency string `xml:"Ccy,attr"`
		Yuan     string `xml:",chardata"`
	}
)

const (
	digestMark    = "sha256:" // how the canonical digest stands in a message
	ourClock      = "T09:00:00+08:00"
	socialBenefit = "SSBE"        // ISO external category purpose: social security benefit
	notProvided   = "NOTPROVIDED" // the standard's word for a reference that there is not
	maxName       = 140           // characters of a name in a message
	maxAccount    = 34
)

// writePain001 writes the batch as pain.001.001.09. The canonical digest stands in GrpHdr/Authstn, where the standard keeps a key to
// check the order by: a message that was changed on its way back to us is found.
func writePain001(p Payment) ([]byte, error) {
	_, sum, err := p.Text()
	if err != nil {
		return nil, err
	}
	if len(p.Orders) == 0 || len(p.Account) > maxAccount || len(p.County.String()) != 6 {
		return nil, Unwritable.With("line", 0, "problem", badMissing)
	}
	us, total := party{p.County.String()}, sum.Total.Plain()
	d := painDocument{Body: painBody{
		Head: painHead{MsgID: p.Batch(), Created: p.Created.String() + ourClock, Digest: digestMark + sum.Digest, Count: sum.Orders, Total: total, Party: us},
		Info: painInfo{ID: p.infoID(), Method: "TRF", Booking: true, Count: sum.Orders, Total: total, Purpose: socialBenefit, Day: p.Created.String(),
			Debtor: us, Account: p.Account, Currency: "CNY", Agent: notProvided, Charges: "SLEV", Orders: make([]painOne, len(p.Orders))}}}
	for i, o := range p.Orders {
		if len([]rune(o.Name)) > maxName {
			return nil, Unwritable.With("line", i+1, "problem", badWidth)
		}
		d.Body.Info.Orders[i] = painOne{strconv.FormatInt(o.ID, 10), amount{"CNY", o.Amount.Plain()}, o.Name, o.Account}
	}
	return marshal(d)
}

func marshal(v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), body...), '\n'), nil
}

// infoID is the PmtInfId: the batch and its month, 35 characters at most.
func (h PaymentHeader) infoID() string {
	return h.Batch() + "-" + strings.ReplaceAll(h.Period.String(), "-", "")
}

func parseInfoID(s, batch string) (civil.Month, bool) {
	rest, ours := strings.CutPrefix(s, batch+"-")
	if !ours || len(rest) != 6 {
		return 0, false
	}
	m, err := civil.ParseMonth(rest[:4] + "-" + rest[4:])
	return m, err == nil
}

// readPain001 reads what writePain001 writes: the definition is checked, then what it cannot say: one batch of ours, in CNY, totals and
// control sums, ids that are used once, and the canonical digest where the message carries one.
func readPain001(content []byte) (Payment, error) {
	var p Payment
	seen := map[int64]bool{}
	root, err := readMessage(content, pain001, map[string]func(*node, []*node) error{"CdtTrfTxInf": func(n *node, _ []*node) error {
		o := Order{Line: int64(len(p.Orders) + 1), Account: n.value("CdtrAcct", "Id", "Othr", "Id"), Name: n.value("Cdtr", "Nm")}
		var ours bool
		o.ID, ours = parseID(n.value("PmtId", "EndToEndId"))
		amount, err := n.at("Amt", "InstdAmt").yuan()
		switch {
		case err != nil:
			return err
		case !ours || seen[o.ID]:
			return problem(int(n.line), badNumber)
		case amount == 0:
			return problem(int(n.line), badAmount)
		case !PayableAccount(o.Account):
			return problem(int(n.line), badAcct)
		case !PayableName(o.Name):
			return problem(int(n.line), badText)
		}
		o.Amount, seen[o.ID] = amount, true
		p.Orders = append(p.Orders, o)
		return nil
	}})
	if err != nil {
		return Payment{}, err
	}
	if err := p.painHeader(root.at("CstmrCdtTrfInitn")); err != nil {
		return Payment{}, err
	}
	return p, p.painTotals(root.at("CstmrCdtTrfInitn"))
}

func (p *Payment) painHeader(body *node) error {
	head, infos := body.at("GrpHdr"), body.all("PmtInf")
	if len(infos) != 1 {
		return problem(1, badOne)
	}
	info, ok := infos[0], false
	if p.County, p.Run, ok = parseBatch(head.value("MsgId")); !ok {
		return problem(int(head.line), badBatch)
	}
	if p.Period, ok = parseInfoID(info.value("PmtInfId"), p.Batch()); !ok {
		return problem(int(info.line), badBatch)
	}
	created, err := civil.ParseDate(info.value("ReqdExctnDt", "Dt"))
	if err != nil || head.value("CreDtTm") != created.String()+ourClock {
		return problem(int(info.line), badDate)
	}
	p.Created, p.Account = created, info.value("DbtrAcct", "Id", "Othr", "Id")
	us := p.County.String()
	for _, said := range [][2]string{{info.value("PmtMtd"), "TRF"}, {info.value("BtchBookg"), "true"}, {info.value("DbtrAcct", "Ccy"), "CNY"},
		{info.value("PmtTpInf", "CtgyPurp", "Cd"), socialBenefit}, {info.value("ChrgBr"), "SLEV"}, {info.value("DbtrAgt", "FinInstnId", "Othr", "Id"), notProvided},
		{info.value("Dbtr", "Id", "OrgId", "Othr", "Id"), us}, {head.value("InitgPty", "Id", "OrgId", "Othr", "Id"), us}} {
		if said[0] != said[1] {
			return problem(int(info.line), badValue)
		}
	}
	if !plainText(p.Account) {
		return problem(int(info.line), badText)
	}
	return nil
}

func (p *Payment) painTotals(body *node) error {
	counted, err := p.totals()
	if err != nil {
		return err
	}
	for _, n := range []*node{body.at("GrpHdr"), body.at("PmtInf")} {
		if err := counted.stated(n.value("NbOfTxs"), n.value("CtrlSum")); err != nil {
			return err
		}
	}
	stated, there := strings.CutPrefix(body.value("GrpHdr", "Authstn", "Prtry"), digestMark)
	if !there {
		return WrongDigest.With()
	}
	if _, sum, err := p.Text(); err != nil || sum.Digest != stated {
		return WrongDigest.With().From(err)
	}
	return nil
}

// stated holds a message's number of payments and control sum, both of which must be there, against the counted ones.
func (t Totals) stated(count, sum string) error {
	n, bad := strconv.ParseInt(count, 10, 64)
	total, ok := decimalFen(sum)
	if bad != nil || !ok {
		return WrongTotal.With("what", countName, "stated", count+" / "+sum, "counted", both(t.Count, t.Total))
	}
	return t.same(Totals{n, total})
}
