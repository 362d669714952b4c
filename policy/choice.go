package policy

import "renshe/internal/words"

// Choice is one value of an enumerated input or outcome (选项).
type Choice struct {
	Name  string // "M60", as files and forms carry it
	Title words.Text
}

// choiceOf gives the value of a choice; values count from 1, and 0 is none.
func choiceOf(k Kind, v int64) Choice {
	if list := choices[k]; v >= 1 && v <= int64(len(list)) {
		return list[v-1]
	}
	return Choice{}
}

// Choices lists the values of an enumerated kind in order, and nothing for other kinds.
func (k Kind) Choices() []Choice { return append([]Choice(nil), choices[k]...) }
