package policy

import (
	"slices"

	"renshe/civil"
	"renshe/internal/words"
)

// Township is one place that people are counted by.
type Township struct {
	Code civil.Division
	Name string
}

// People are the people that a reform is tried on, a column for each value (人群): the inputs of one program, where they live and
// when they were born. Nobody is named.
type People struct {
	Program   Program
	Inputs    [][]int64     // a column for each input of the program's calculator, in its order
	Place     []int32       // number in Townships; -1: not given
	Birth     []civil.Month // 0: not given
	Townships []Township

	calculator *Calculator
	query      Query
}

// NewPeople makes empty columns for a program. An input that is not given takes the standard value that the question q gives it.
func NewPeople(prog Program, q Query) *People {
	p := &People{Program: prog, query: q, calculator: calculatorOf(prog)}
	p.Inputs = make([][]int64, len(p.calculator.Inputs))
	return p
}

func calculatorOf(prog Program) *Calculator {
	return calculators[slices.IndexFunc(calculators, func(c *Calculator) bool { return c.Name == prog.String() })]
}

// Len is the number of people.
func (p *People) Len() int { return len(p.Place) }

// In gives the number of a township for Place, the same for the same code.
func (p *People) In(t Township) int32 {
	i := slices.IndexFunc(p.Townships, func(known Township) bool { return known.Code == t.Code })
	if i < 0 {
		p.Townships = append(p.Townships, t)
		i = len(p.Townships) - 1
	}
	return int32(i)
}

// Append adds somebody whose inputs are typed as for the calculator. What is wrong or missing comes back as faults, each on the
// field of its input, and nobody is added.
func (p *People) Append(place int32, birth civil.Month, in map[string]string) error {
	parsed, err := p.calculator.parse(p.query, in)
	if err != nil {
		return err
	}
	for i := range p.calculator.Inputs {
		p.Inputs[i] = append(p.Inputs[i], parsed.num[p.calculator.Inputs[i].Name])
	}
	p.Place, p.Birth = append(p.Place, place), append(p.Birth, birth)
	return nil
}

// FindProgram gives a program by its public name. A calculator that is not made of rules is no program: nothing in it can be reformed.
func FindProgram(name string) (Program, error) {
	c, err := Find(name)
	if err != nil {
		return 0, err
	}
	for i := range programTable {
		if programTable[i].name == name {
			return Program(i), nil
		}
	}
	return 0, NoAmount.With("program", c.Title, "output", "", "known", words.Text{}).On("program")
}
