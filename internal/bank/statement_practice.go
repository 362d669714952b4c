package bank

import (
	"cmp"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/money"
)

// StatementPractice is a bank, or a treasury, to practise reconciliation with (模拟对账单): it gives a statement for each day on which
// something moved, and for the last one, with faults at given rates of ten thousand movements. The same seed gives the same faults.
type StatementPractice struct {
	Seed     uint64
	Account  string     // the account, as its holder calls it
	From, To civil.Date // the days to give
	Opening  money.Fen  // before the first of them
	Format   string     // of the files
	Missing  int        // movements that are left out
	Doubled  int        // movements that stand twice
	Changed  int        // movements of another amount, by a few fen
	Delayed  int        // movements that are booked a day later
	Foreign  int        // movements that are nobody's here
}

// StatementFaults are the names under which [GivenStatements] counts what a practice bank does wrong.
var StatementFaults = []string{"missing", "doubled", "changed", "delayed", "foreign"}

// GivenStatements is what a practice bank gives, and what it did wrong, by the movements' place in the list given: so a test knows what must be found.
type GivenStatements struct {
	Account    string           `json:"account"`
	Movements  int              `json:"movements"`
	Opening    money.Fen        `json:"opening_fen"`
	Closing    money.Fen        `json:"closing_fen"`
	Faults     map[string]int   `json:"faults"`
	At         map[string][]int `json:"-"`
	Files      []GivenFile      `json:"files"`
	Statements []Statement      `json:"-"`
}

// Give writes the statements of the movements that truly happened.
func (p StatementPractice) Give(truth []Movement) (GivenStatements, error) {
	out := GivenStatements{Account: p.Account, Opening: p.Opening, Closing: p.Opening, Faults: map[string]int{}, At: map[string][]int{}}
	told := p.disturb(truth, &out)
	slices.SortStableFunc(told, func(a, b Movement) int { return cmp.Compare(a.Day, b.Day) })
	for len(told) > 0 && told[0].Day < p.From {
		told = told[1:]
	}
	for day := p.From; day <= p.To; day++ {
		n := 0
		for n < len(told) && told[n].Day == day {
			n++
		}
		s := Statement{Account: p.Account, ID: "DZ" + day.String(), From: day, To: day, Movements: told[:n:n]}
		told = told[n:]
		if n == 0 && day < p.To {
			continue
		}
		for i := range s.Movements {
			s.Movements[i].Line = int64(i + 1)
			s.Movements[i].Ref = "LS" + day.String() + "-" + strconv.Itoa(i+1)
		}
		in, gone := s.sums()
		s.Balance = &Balance{Opening: out.Closing, Credits: in, Debits: gone, Closing: out.Closing + in - gone}
		content, f, err := WriteStatement(p.Format, s)
		if err != nil {
			return out, err
		}
		out.Closing, out.Movements = s.Balance.Closing, out.Movements+n
		out.Files = append(out.Files, GivenFile{Name: "statement-" + day.String() + "." + f.Extension, Format: f.Name, Kind: "statement", Digest: digestOf(content), Content: content})
		out.Statements = append(out.Statements, s)
	}
	return out, nil
}

// disturb is what the other party tells of the truth.
func (p StatementPractice) disturb(truth []Movement, out *GivenStatements) []Movement {
	dice := Practice{Simulation: Simulation{Seed: p.Seed}}
	var told []Movement
	for i, m := range truth {
		happens := func(what string, rate int) bool {
			if m.Day < p.From || m.Day > p.To || !dice.dice("statement "+what, int64(i), rate) {
				return false
			}
			out.Faults[what]++
			out.At[what] = append(out.At[what], i)
			return true
		}
		if happens("missing", p.Missing) {
			continue
		}
		switch {
		case happens("changed", p.Changed):
			wrong := money.Fen(dice.number("statement fen", int64(i))%90 + 1)
			if m.Amount < 0 {
				wrong = -wrong
			}
			m.Amount += wrong
		case happens("delayed", p.Delayed):
			m.Day++
		case happens("doubled", p.Doubled):
			told = append(told, m)
		}
		told = append(told, m)
		if happens("foreign", p.Foreign) {
			told = append(told, Movement{Day: m.Day, Amount: money.Fen(dice.number("statement foreign", int64(i))%500000 + 1), Purpose: Interest})
		}
	}
	return told
}
