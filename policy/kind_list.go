package policy

import (
	"strconv"
	"strings"

	"renshe/internal/words"
	"renshe/money"
)

// Spells are earlier spells of unemployment in order, four at most, packed into one number (以前的失业经历): of each fourteen
// bits, nine the months paid before it and five the months of benefit drawn in it. People write "36/5,70/18".
type Spells int64

// Dependants are the dependants of a dead worker in order, fifteen at most, packed into one number of four bits each (供养亲属).
// People write "spouse,child,lone-elder", the names of [Dependant].
type Dependants int64

// Amounts are amounts in the order of a list that was given (金额列表), such as one for each dependant.
type Amounts struct {
	count int
	fen   [mostDependants]money.Fen
}

const (
	mostSpells      = 4
	spellBits       = 14
	spellPaidBits   = 9
	mostSpellPaid   = 1<<spellPaidBits - 1
	mostSpellDrawn  = 24
	mostDependants  = 15
	dependantBits   = 4
	amountsWidth    = mostDependants // numbers that a list takes beside its count
	kindDependant   = Kind("dependant")
	listSeparatorEn = ","
)

// add appends an amount.
func (a *Amounts) add(f money.Fen) {
	a.fen[a.count] = f
	a.count++
}

// All lists the amounts.
func (a Amounts) All() []money.Fen { return a.fen[:a.count] }

// copyAmounts lists amounts as numbers and gives how many they are.
func copyAmounts(out []int64, a Amounts) int64 {
	for i, f := range a.fen {
		out[i] = int64(f)
	}
	return int64(a.count)
}

// splitList takes a list apart at commas of either script.
func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == ' ' })
}

func parseSpells(s string) (int64, bool) {
	if none := strings.TrimSpace(foldDigits(s)); none == "0" || none == "none" || none == "无" {
		return 0, true
	}
	list := splitList(s)
	var packed int64
	for i, one := range list {
		paid, drawn, both := strings.Cut(foldDigits(one), "/")
		p, err := strconv.ParseUint(paid, 10, 16)
		d, other := strconv.ParseUint(drawn, 10, 16)
		if !both || err != nil || other != nil || p == 0 || p > mostSpellPaid || d > mostSpellDrawn || i == mostSpells {
			return 0, false
		}
		packed |= int64(p|d<<spellPaidBits) << (spellBits * i)
	}
	return packed, len(list) > 0
}

func plainSpells(v int64) string {
	var list []string
	for ; v != 0; v >>= spellBits {
		list = append(list, strconv.FormatInt(v&mostSpellPaid, 10)+"/"+strconv.FormatInt(v>>spellPaidBits&31, 10))
	}
	return strings.Join(list, listSeparatorEn)
}

func showSpells(v int64) words.Text {
	if v == 0 {
		return words.Text{Zh: "无", En: "none"}
	}
	var zh, en []string
	for ; v != 0; v >>= spellBits {
		paid, drawn := strconv.FormatInt(v&mostSpellPaid, 10), strconv.FormatInt(v>>spellPaidBits&31, 10)
		zh = append(zh, "缴费 "+paid+" 个月、已领 "+drawn+" 个月")
		en = append(en, "paid "+paid+", drawn "+drawn)
	}
	return words.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")}
}

func parseDependants(s string) (int64, bool) {
	list, married := splitList(s), false
	var packed int64
	for i, one := range list {
		n, ok := kindDependant.parse(one)
		spouse := Dependant(n) == DependantSpouse || Dependant(n) == DependantLoneSpouse
		if !ok || i == mostDependants || spouse && married {
			return 0, false
		}
		married = married || spouse
		packed |= n << (dependantBits * i)
	}
	return packed, len(list) > 0
}

func plainDependants(v int64) string {
	var list []string
	for ; v != 0; v >>= dependantBits {
		list = append(list, choiceOf(kindDependant, v&(1<<dependantBits-1)).Name)
	}
	return strings.Join(list, listSeparatorEn)
}

func showDependants(v int64) words.Text {
	if v == 0 {
		return words.Text{Zh: "无", En: "none"}
	}
	var zh, en []string
	for ; v != 0; v >>= dependantBits {
		t := choiceOf(kindDependant, v&(1<<dependantBits-1)).Title
		zh, en = append(zh, t.Zh), append(en, t.En)
	}
	return words.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}

// written gives a program's value in its three forms: for files, for machines, for people. A list has its elements behind the
// values of the slots.
func (t *program) written(i int, values []int64) (plain string, raw any, shown words.Text) {
	sl, v := &t.slots[i], values[i]
	if sl.kind != KindAmounts {
		return sl.kind.plain(v), sl.kind.json(v), sl.kind.show(v)
	}
	list := append(make([]int64, 0, amountsWidth), values[sl.tail:sl.tail+int(v)]...)
	var plains, zh, en []string
	for _, f := range list {
		t := KindMoney.show(f)
		plains, zh, en = append(plains, KindMoney.plain(f)), append(zh, t.Zh), append(en, t.En)
	}
	shown = words.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
	if len(list) == 0 {
		shown = words.Text{Zh: "无", En: "none"}
	}
	return strings.Join(plains, " "), list, shown
}

// same says whether two evaluations agree in a slot.
func (t *program) same(i int, a, b []int64) bool {
	if a[i] != b[i] {
		return false
	}
	if t.slots[i].kind == KindAmounts {
		for j := t.slots[i].tail; j < t.slots[i].tail+amountsWidth; j++ {
			if a[j] != b[j] {
				return false
			}
		}
	}
	return true
}
