package bank

import (
	"encoding/xml"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/money"
)

// The parts of pain.002 in the standard's order and under its names, as the simulated bank writes them.
type (
	statusDocument struct {
		XMLName xml.Name   `xml:"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10 Document"`
		Body    statusBody `xml:"CstmrPmtStsRpt"`
	}
	statusBody struct {
		MsgID   string      `xml:"GrpHdr>MsgId"`
		Created string      `xml:"GrpHdr>CreDtTm"`
		Group   statusGroup `xml:"OrgnlGrpInfAndSts"`
		Info    statusInfo  `xml:"OrgnlPmtInfAndSts"`
	}
	statusGroup struct {
		MsgID  string        `xml:"OrgnlMsgId"`
		Kind   string        `xml:"OrgnlMsgNmId"`
		Count  int64         `xml:"OrgnlNbOfTxs"`
		Total  string        `xml:"OrgnlCtrlSum"`
		Status string        `xml:"GrpSts"`
		Digest string        `xml:"StsRsnInf>AddtlInf"`
		Each   []statusCount `xml:"NbOfTxsPerSts"`
	}
	statusCount struct {
		Count  int64  `xml:"DtldNbOfTxs"`
		Status string `xml:"DtldSts"`
		Total  string `xml:"DtldCtrlSum"`
	}
	statusInfo struct {
		ID      string      `xml:"OrgnlPmtInfId"`
		Account string      `xml:"-"`
		Answers []statusOne `xml:"TxInfAndSts"`
	}
	statusOne struct {
		ID      string        `xml:"OrgnlEndToEndId"`
		Status  string        `xml:"TxSts"`
		Reason  *statusReason `xml:"StsRsnInf"`
		Amount  amount        `xml:"OrgnlTxRef>Amt>InstdAmt"`
		Account string        `xml:"OrgnlTxRef>DbtrAcct>Id>Othr>Id,omitempty"`
	}
	statusReason struct {
		Code string `xml:"Rsn>Cd"`
	}
)

const (
	settled  = "ACSC" // settled on the payer's side
	credited = "ACCC" // credited to the payee
	rejected = "RJCT"
	partly   = "PART"
)

func writePain002(h PaymentHeader, r Report) ([]byte, error) {
	paid, back, err := r.sums()
	if err != nil {
		return nil, err
	}
	all := Totals{paid.Count + back.Count, paid.Total + back.Total}
	if r.Ordered != nil {
		all = *r.Ordered
	}
	status := partly
	if back.Count == 0 && all.Count == paid.Count {
		status = settled
	}
	g := statusGroup{MsgID: h.Batch(), Kind: pain001, Count: all.Count, Total: all.Total.Plain(), Status: status, Digest: digestMark + r.Payment}
	for _, c := range []statusCount{{paid.Count, settled, paid.Total.Plain()}, {back.Count, rejected, back.Total.Plain()}} {
		if c.Count > 0 {
			g.Each = append(g.Each, c)
		}
	}
	info := statusInfo{ID: h.infoID(), Answers: make([]statusOne, len(r.Answers))}
	for i, a := range r.Answers {
		one := statusOne{ID: strconv.FormatInt(a.ID, 10), Status: settled, Amount: amount{"CNY", a.Amount.Plain()}, Account: h.Account}
		if !a.Paid() {
			one.Status, one.Reason = rejected, &statusReason{a.Reason}
		}
		info.Answers[i] = one
	}
	return marshal(statusDocument{Body: statusBody{MsgID: r.Statement, Created: r.Value.String() + ourClock, Group: g, Info: info}})
}

// readPain002 reads what became of the orders. A bank may list every order, or exceptions only, or none when the status of the whole
// says it all; a status that is not final is refused.
func readPain002(content []byte) (Report, error) {
	r := Report{Format: "pain.002", RestCount: -1}
	root, err := readMessage(content, pain002, map[string]func(*node, []*node) error{"TxInfAndSts": func(n *node, _ []*node) error {
		a, err := statusAnswer(n)
		if err != nil {
			return err
		}
		if account := n.at("OrgnlTxRef", "DbtrAcct").account(); account != "" {
			if r.Account != "" && r.Account != account {
				return problem(int(n.line), badOne)
			}
			r.Account = account
		}
		a.Line = int64(len(r.Answers) + 1)
		r.Answers = append(r.Answers, a)
		return nil
	}})
	if err != nil {
		return Report{}, err
	}
	body := root.at("CstmrPmtStsRpt")
	group, infos := body.at("OrgnlGrpInfAndSts"), body.all("OrgnlPmtInfAndSts")
	if len(infos) > 1 {
		return Report{}, problem(int(infos[1].line), badOne)
	}
	if kind := group.value("OrgnlMsgNmId"); kind != pain001 && kind != "pain.001" {
		return Report{}, OtherBatch.With("what", kind)
	}
	r.Batch, r.Statement = group.value("OrgnlMsgId"), body.value("GrpHdr", "MsgId")
	if !plainText(r.Statement) {
		return Report{}, problem(int(body.line), badText)
	}
	if r.Value, err = civil.ParseDate(body.value("GrpHdr", "CreDtTm")[:10]); err != nil {
		return Report{}, problem(int(body.line), badDate)
	}
	if d, there := strings.CutPrefix(group.value("StsRsnInf", "AddtlInf"), digestMark); there {
		r.Payment = d
	}
	return r, r.statusOfAll(group, body.at("OrgnlPmtInfAndSts"))
}

func (n *node) account() string {
	if other := n.value("Id", "Othr", "Id"); other != "" {
		return other
	}
	return n.value("Id", "IBAN")
}

func statusAnswer(n *node) (Answer, error) {
	var a Answer
	var ours bool
	if a.ID, ours = parseID(n.value("OrgnlEndToEndId")); !ours {
		return a, problem(int(n.line), badNumber)
	}
	if given := n.at("OrgnlTxRef", "Amt", "InstdAmt"); given != nil {
		var err error
		if a.Amount, err = given.yuan(); err != nil || a.Amount == 0 {
			return a, Malformed.With("line", n.line, "problem", badAmount).From(err)
		}
	}
	paid, reason, err := final(n.value("TxSts"), n.at("StsRsnInf"), n.line)
	if !paid {
		a.Reason = reason
	}
	return a, err
}

// final tells paid from returned; a returned one has a reason.
func final(status string, why *node, line int64) (paid bool, reason string, err error) {
	switch status {
	case settled, credited:
		return true, "", nil
	case rejected:
		if reason = why.value("Rsn", "Cd"); !isReason(reason) {
			reason = Unexplained
		}
		return false, reason, nil
	}
	return false, "", NotFinal.With("line", line, "status", status)
}

// statusOfAll reads what is said of the batch as a whole and holds the listed answers against it.
func (r *Report) statusOfAll(group, info *node) error {
	if count := group.value("OrgnlNbOfTxs"); count != "" {
		n, err := strconv.ParseInt(count, 10, 64)
		total, ok := decimalFen(group.value("OrgnlCtrlSum"))
		if err != nil || group.at("OrgnlCtrlSum") != nil && !ok {
			return problem(int(group.line), badNumber)
		}
		r.Ordered = &Totals{n, total}
	}
	status, why := group.value("GrpSts"), group.at("StsRsnInf")
	if own := info.value("PmtInfSts"); own != "" {
		status, why = own, info.at("StsRsnInf")
	}
	stated := append(group.all("NbOfTxsPerSts"), info.all("NbOfTxsPerSts")...)
	switch {
	case status != "" && status != partly:
		paid, reason, err := final(status, why, group.line)
		if err != nil {
			return err
		}
		r.Rest = &Answer{Reason: reason}
		for _, a := range r.Answers {
			if a.Paid() != paid {
				return problem(int(group.line), badStatus)
			}
		}
	case status == "" && len(r.Answers) == 0:
		return problem(int(group.line), badMissing)
	}
	return r.perStatus(stated)
}

// perStatus holds the numbers per status against what is listed. A status that is counted but not listed at all is the bank's way to
// name exceptions only.
func (r *Report) perStatus(stated []*node) error {
	paid, back, err := r.sums()
	if err != nil {
		return err
	}
	for _, n := range stated {
		said, reason, err := final(n.value("DtldSts"), nil, n.line)
		if err != nil {
			return err
		}
		counted := back
		if said {
			counted = paid
		}
		count, bad := strconv.ParseInt(n.value("DtldNbOfTxs"), 10, 64)
		if bad != nil {
			return problem(int(n.line), badNumber)
		}
		if counted.Count == 0 && count > 0 && r.Rest == nil && said {
			r.Rest, r.RestCount = &Answer{Reason: reason}, count
			continue
		}
		if r.Rest != nil && len(r.Answers) == 0 {
			r.RestCount = count
			continue
		}
		total := counted.Total
		if sum := n.at("DtldCtrlSum"); sum != nil && r.amounts() {
			ok := false
			if total, ok = decimalFen(sum.text); !ok {
				return problem(int(n.line), badNumber)
			}
		}
		if err := counted.same(Totals{count, total}); err != nil {
			return err
		}
	}
	return nil
}

// amounts says whether every answer states its amount; a status report need not.
func (r *Report) amounts() bool {
	for _, a := range r.Answers {
		if a.Amount == money.Fen(0) {
			return false
		}
	}
	return true
}
