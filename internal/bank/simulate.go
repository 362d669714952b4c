package bank

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"renshe/civil"
	"renshe/money"
)

// Simulation is a bank to practise with: it pays every order but a few, always the same few for one seed.
type Simulation struct {
	Seed          uint64     // another seed, other failures
	ClosedIn10000 int        // how many accounts of ten thousand are closed (AC04)
	NameIn10000   int        // how many names of ten thousand do not fit (BE01)
	Opening       money.Fen  // the paying account's balance before the file
	Credits       money.Fen  // what else came in on that day
	Value         civil.Date // the day the bank books

	Refused map[string]string // reasons by account: these fail whatever the seed says
}

// Simulate answers a payment file with a return file, a pure function of both arguments. Whether an order fails hangs on
// the seed and the payee's account alone, so that a closed account stays closed in the next run until it is corrected.
// Orders the paying account cannot cover are returned with AM04, as a bank does.
func Simulate(payment []byte, s Simulation) ([]byte, error) {
	// The lines come before the totals are known to fit, so the file is read once to be believed and once to be answered.
	sum, err := ReadPayment(bytes.NewReader(payment), func(Order) error { return nil })
	if err != nil {
		return nil, err
	}
	var answer bytes.Buffer
	answer.Grow(len(payment))
	w, err := NewReturnWriter(&answer, ReturnHeader{Run: sum.Run, County: sum.County, Account: sum.Account, Period: sum.Period,
		Payment: sum.Digest, Statement: "ST" + strconv.FormatInt(sum.Run, 10), Value: s.Value})
	if err != nil {
		return nil, err
	}
	left := s.Opening + s.Credits
	_, err = ReadPayment(bytes.NewReader(payment), func(o Order) error {
		reason := s.reason(o.Account)
		if reason == "" && o.Amount > left {
			reason = "AM04"
		}
		if reason == "" {
			left -= o.Amount
		}
		return w.Answer(Answer{ID: o.ID, Amount: o.Amount, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	paid := w.Totals().PaidFen
	_, err = w.Close(Balance{Opening: s.Opening, Credits: s.Credits, Debits: paid, Closing: s.Opening + s.Credits - paid})
	return answer.Bytes(), err
}

func (s Simulation) reason(account string) string {
	if reason := s.Refused[account]; reason != "" {
		return reason
	}
	var seed [8]byte
	binary.BigEndian.PutUint64(seed[:], s.Seed)
	sum := sha256.Sum256(append(seed[:], account...))
	switch n := int(binary.BigEndian.Uint64(sum[:8]) % 10000); {
	case n < s.ClosedIn10000:
		return ClosedAccount
	case n < s.ClosedIn10000+s.NameIn10000:
		return NameMismatch
	}
	return ""
}
