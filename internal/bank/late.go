package bank

import (
	"bytes"

	"renshe/civil"
	"renshe/money"
)

const lateTag = "RENSHE-BACK"

// Late is a notice of payments that came back after they had been paid (付后退回), perhaps months ago and of several runs: the bank's
// camt.054 or a return file of its own. It is an answer of its own kind: it reopens nothing, it says that money is back.
type Late struct {
	County  civil.County // who ordered
	Account string       // the account that the money is back in
	Notice  string       // the bank's own number
	Value   civil.Date   // the day of the notice
	Lines   []Answer     // each Late, with the day that the money came back
	Total   money.Fen
	Digest  string // of the canonical text
}

// Text writes the canonical text of a notice of late returns, which has a digest like the others.
//
//	RENSHE-BACK|1|<county>|<paying account>|<notice>|<value date>
//	K|<line>|<end-to-end id>|<amount>|<reason>|<day>
//	…
//	T|<lines>|<total>
//	S|<digest>
func (l *Late) Text() ([]byte, error) {
	if l.County <= 0 || !plainText(l.Account) || !plainText(l.Notice) || len(l.Lines) == 0 {
		return nil, Unwritable.With("line", 0, "problem", badText)
	}
	var b bytes.Buffer
	o := newOutput(&b)
	o.text(lateTag)
	o.text("1")
	o.number(int64(l.County))
	o.text(l.Account)
	o.text(l.Notice)
	o.text(l.Value.String())
	if err := o.end(); err != nil {
		return nil, err
	}
	l.Total = 0
	for i, a := range l.Lines {
		var err error
		if a.ID <= 0 || a.Amount <= 0 || !isReason(a.Reason) || a.On == 0 {
			return nil, Unwritable.With("line", i+1, "problem", badStatus)
		}
		if l.Total, err = l.Total.Add(a.Amount); err != nil {
			return nil, Unwritable.With("line", i+1, "problem", badSum)
		}
		o.text("K")
		o.number(int64(i + 1))
		o.number(a.ID)
		o.number(int64(a.Amount))
		o.text(a.Reason)
		o.text(a.On.String())
		if err := o.end(); err != nil {
			return nil, err
		}
	}
	o.text("T")
	o.number(int64(len(l.Lines)))
	o.number(int64(l.Total))
	if err := o.end(); err != nil {
		return nil, err
	}
	var err error
	l.Digest, err = o.close()
	return b.Bytes(), err
}

// readLateText reads the canonical text.
func readLateText(content []byte) (Late, error) {
	var l Late
	in := newInput(bytes.NewReader(content))
	if err := in.header(lateTag, 6); err != nil {
		return l, err
	}
	l.County, l.Account, l.Notice, l.Value = civil.County(in.id32(2)), in.plain(3), in.plain(4), in.date(5)
	seen := map[int64]bool{}
	for in.next() && in.tag() == "K" {
		if in.need(6); in.fault != nil {
			return l, in.fault
		}
		a := Answer{Line: in.id(1), ID: in.id(2), Amount: money.Fen(in.id(3)), Reason: string(in.fields[4]), Late: true, On: in.date(5)}
		in.require(a.Line == int64(len(l.Lines)+1), badOrder)
		in.require(isReason(a.Reason), badStatus)
		in.require(!seen[a.ID], badNumber)
		total, err := l.Total.Add(a.Amount)
		if in.require(err == nil, badSum); in.fault != nil {
			return l, in.fault
		}
		seen[a.ID], l.Total = true, total
		l.Lines = append(l.Lines, a)
	}
	in.expect("T", 3)
	stated := Totals{in.count(1), money.Fen(in.count(2))}
	if in.fault != nil {
		return l, in.fault
	}
	if err := (Totals{int64(len(l.Lines)), l.Total}).same(stated); err != nil {
		return l, err
	}
	if len(l.Lines) == 0 {
		return l, NoLate.With()
	}
	var err error
	l.Digest, err = in.digest()
	return l, err
}

// ReadLate reads the late returns of a bank's file, whatever its format. A file of a run's answers with some late returns among them
// gives these.
func ReadLate(county civil.County, content []byte) (Late, error) {
	r, err := ReadReport(content)
	if err != nil {
		return Late{}, err
	}
	l := Late{County: county, Account: r.Account, Notice: r.Statement, Value: r.Value}
	if c, _, ours := parseBatch(r.Batch); ours && c != county {
		return Late{}, OtherBatch.With("what", r.Batch)
	}
	seen := map[int64]bool{}
	for _, a := range r.Answers {
		if !a.Late {
			continue
		}
		if seen[a.ID] {
			return Late{}, Malformed.With("line", a.Line, "problem", badNumber)
		}
		seen[a.ID] = true
		if a.On == 0 {
			a.On = r.Value
		}
		a.Line = int64(len(l.Lines) + 1)
		l.Lines = append(l.Lines, a)
	}
	if len(l.Lines) == 0 {
		return Late{}, NoLate.With()
	}
	if l.Account == "" {
		return Late{}, OtherBatch.With("what", accountName)
	}
	if _, err := l.Text(); err != nil {
		return Late{}, err
	}
	return l, nil
}

// The program's own text has two kinds of answers; which one a content is, its first line tells.
func readReturnOrLate(content []byte) (Report, error) {
	if !bytes.HasPrefix(content, []byte(lateTag)) {
		return readReturnText(content)
	}
	l, err := readLateText(content)
	if err != nil {
		return Report{}, err
	}
	return Report{Account: l.Account, Statement: l.Notice, Value: l.Value, Answers: l.Lines, RestCount: -1}, nil
}

func writeReturnOrLate(h PaymentHeader, r Report) ([]byte, error) {
	late := 0
	for _, a := range r.Answers {
		if a.Late {
			late++
		}
	}
	if late == 0 {
		return writeReturnText(h, r)
	}
	if late < len(r.Answers) {
		return nil, Unwritable.With("line", late, "problem", badStatus)
	}
	l := Late{County: h.County, Account: h.Account, Notice: r.Statement, Value: r.Value, Lines: make([]Answer, late)}
	for i, a := range r.Answers {
		if a.On == 0 {
			a.On = r.Value
		}
		l.Lines[i] = a
	}
	return l.Text()
}
