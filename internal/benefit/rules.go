package benefit

import (
	"encoding/json"

	"renshe/civil"
	"renshe/money"
)

// Status of an entitlement.
type Status string

// The statuses.
const (
	Active    Status = "active"
	Suspended Status = "suspended"
	Stopped   Status = "stopped"
)

// RunState is how far a run has come.
type RunState string

// The states of a run, in order.
const (
	Preparing  RunState = "preparing"
	Prepared   RunState = "prepared"
	Approved   RunState = "approved"
	Pended     RunState = "pended"
	Filed      RunState = "filed"
	Answered   RunState = "answered"
	Settled    RunState = "settled"
	Reconciled RunState = "reconciled"
	Withdrawn  RunState = "withdrawn" // an extra run that was given up before its approval

	// Recomputing is what [Watch] is told of a recomputation; no run is ever in it.
	Recomputing RunState = "recomputing"
)

var runOrder = map[RunState]int{Withdrawn: -1, Preparing: 0, Prepared: 1, Approved: 2, Pended: 3, Filed: 4, Answered: 5, Settled: 6, Reconciled: 7}

// Reached says whether the run has come as far as s.
func (s RunState) Reached(other RunState) bool { return runOrder[s] >= runOrder[other] }

// PaymentState is what has become of a payment. Pending and Paid stand nowhere: a payment that is Ready goes as far as its chunk's [step] is.
type PaymentState string

// The states of a payment.
const (
	Held     PaymentState = "held"
	Ready    PaymentState = "ready"
	Pending  PaymentState = "pending"
	Paid     PaymentState = "paid"
	Returned PaymentState = "returned"
	Lapsed   PaymentState = "lapsed"
)

// candidate is what the gate knows of a person when a payment is prepared, released or approved.
type candidate struct {
	entitlement   int64
	person        int64
	start         civil.Month
	stop          civil.Month // the first month not due; 0 while it is open
	dueFrom       civil.Month
	status        Status
	reason        string
	accountPart   money.Fen
	inputs        string
	refused       int64  // the bank account that the bank refused last; 0 none
	refusedCode   string // and why
	name          string
	birth         civil.Date
	died          civil.Date // 0 alive
	bankAccount   int64      // 0 none
	accountOK     bool
	accountNumber string
	otherPension  bool
	kind          Kind
	confirmed     civil.Date // the day on which the eligibility was confirmed last, or the decision made
	lastPaid      money.Fen  // what the month before the due ones was paid; 0 none
	today         civil.Date
	limits        Thresholds
	gaps          []span                    // months that are lawfully not paid
	listed        []ListHit                 // on what lists of other departments the person stands
	less          map[civil.Month]money.Fen // what is set off of months that are due
	owed          []Line                    // months that came back after they had been paid, as they were computed then
}

// span is the months of a payment, both ends included; empty when to < from.
type span struct{ from, to civil.Month }

func (s span) empty() bool { return s.to < s.from }

// due gives the months that a run for month pays a person: everything unpaid up to the run's month, the month before the
// entitlement stops, and the month of death.
// Law: 国发〔2014〕8号 七 (on death payment stops from the next month).
func (c candidate) due(month civil.Month) span {
	s := span{c.dueFrom, month}
	if c.stop != 0 {
		s.to = min(s.to, c.stop-1)
	}
	if c.died != 0 && !kinds[c.kind].once {
		s.to = min(s.to, c.died.Month())
	}
	s.to = max(s.to, s.from-1)
	return s
}

// payable leaves of the months that came back those that are the person's: none after the month of death.
func (c candidate) payable() []Line {
	if c.died == 0 || kinds[c.kind].once {
		return c.owed
	}
	var all []Line
	for _, l := range c.owed {
		if l.Month <= c.died.Month() {
			all = append(all, l)
		}
	}
	return all
}

// upTo leaves of lines in the order of their months those that are not after a month.
func upTo(lines []Line, month civil.Month) []Line {
	for i, l := range lines {
		if l.Month > month {
			return lines[:i]
		}
	}
	return lines
}

// with widens a span to months that came back.
func (s span) with(owed []Line) span {
	if len(owed) == 0 {
		return s
	}
	first, last := owed[0].Month, owed[len(owed)-1].Month
	if s.empty() {
		return span{first, last}
	}
	return span{min(s.from, first), max(s.to, last)}
}

// gate asks every check.
func gate(c candidate, s span) []Finding {
	var found []Finding
	for _, k := range checks {
		if detail, held, hard := k.hit(c, s); held {
			found = append(found, Finding{k.Code, detail, hard})
		}
	}
	return found
}

// withheld are the findings that still hold a payment of which some were released by name.
func withheld(found, released []Finding) []Finding {
	var left []Finding
	for _, f := range found {
		known := false
		for _, r := range released {
			known = known || (r.Code == f.Code && r.Detail == f.Detail)
		}
		if f.Hard || !known {
			left = append(left, f)
		}
	}
	return left
}

func findingsText(found []Finding) string {
	if len(found) == 0 {
		return ""
	}
	text, err := json.Marshal(found)
	if err != nil {
		return "" // strings and booleans always marshal
	}
	return string(text)
}

func parseFindings(text string) []Finding {
	var found []Finding
	if text == "" || json.Unmarshal([]byte(text), &found) != nil {
		return nil
	}
	return found
}
