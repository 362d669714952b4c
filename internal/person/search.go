package person

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"renshe/civil"
)

// Match says which reading of the typed words found a person.
type Match string

// The ways a person is found.
const (
	ByName     Match = "name"
	ByPinyin   Match = "pinyin"
	ByInitials Match = "initials"
	ByCitizen  Match = "citizen-id"
	ByIDTail   Match = "id-tail"
	ByPhone    Match = "phone"
	ByTail     Match = "phone-tail"
	ByBirth    Match = "birth"
	ByVillage  Match = "village"
)

const (
	maxWords        = 5  // more are not a search but a text
	maxSearch       = 80 // characters read of what was typed
	maxAlternatives = 24 // readings tried of what was typed, likeliest first
	maxPlaces       = 6  // villages of the same name tried for one word
)

// condition is one comparison on one indexed column: equality (To == "" and Equal) or a half-open range [From, To).
type condition struct {
	match    Match
	column   column
	equal    bool
	from, to string
	number   int64    // for the hashed columns
	villages []string // of a township, whose codes are the range
	cost     int      // about how many people of half a million it leaves
}

// column is one that person has an index for.
type column uint8

const (
	colName column = iota
	colPinyin
	colInitials
	colCitizenTail
	colPhoneTail
	colPhoneHash
	colVillage
	colBirth
)

// understanding is one way to read everything typed: all its conditions hold.
type understanding []condition

// hasher gives the keyed number under which a tail or phone is stored.
type hasher func(domain, value string) int64

// gazetteer finds places of one county by what people type.
type gazetteer struct{ places []place }

type place struct {
	code        civil.Division
	name, short string // 陬市镇, 陬市
	pinyin      string
	village     bool
	villages    []string // of a township
}

// placeSuffixes are what people leave out when they say a place's name.
var placeSuffixes = []string{"回族维吾尔族乡", "维吾尔族回族乡", "街道", "社区", "镇", "乡", "村"}

func newGazetteer(t *civil.Divisions, county civil.County) *gazetteer {
	g := &gazetteer{}
	add := func(d civil.Division) {
		p := place{code: d, name: t.Name(d), village: d.IsVillage()}
		p.short = p.name
		for _, s := range placeSuffixes {
			if cut := strings.TrimSuffix(p.name, s); cut != p.name && len([]rune(cut)) >= 2 {
				p.short = cut
				break
			}
		}
		for _, v := range t.Villages(d) {
			p.villages = append(p.villages, string(v))
		}
		p.pinyin = placeSpelling(p.name)
		g.places = append(g.places, p)
	}
	for _, town := range t.Townships(county) {
		add(town)
	}
	for _, town := range t.Townships(county) {
		for _, v := range t.Villages(town) {
			add(v)
		}
	}
	return g
}

// placeSpelling reads each character as a word, never as a surname; 陬 and its like come from the dictionary.
func placeSpelling(name string) (full string) {
	for _, r := range name {
		full += reading(r, false)
	}
	return full
}

// byHan finds the places that a Han word names: exactly first, then by beginning.
func (g *gazetteer) byHan(word string) []place {
	if len([]rune(word)) < 2 {
		return nil
	}
	var exact, begins []place
	for _, p := range g.places {
		switch {
		case p.name == word || p.short == word:
			exact = append(exact, p)
		case strings.HasPrefix(p.name, word):
			begins = append(begins, p)
		}
	}
	all := append(exact, begins...)
	return all[:min(len(all), maxPlaces)]
}

// byLatin finds the places whose pinyin begins with the word.
func (g *gazetteer) byLatin(word string) []place {
	if len(word) < 4 {
		return nil
	}
	var found []place
	for _, p := range g.places {
		if strings.HasPrefix(p.pinyin, word) {
			found = append(found, p)
		}
	}
	return found[:min(len(found), maxPlaces)]
}

func (p place) condition() condition {
	if p.village {
		return condition{match: ByVillage, column: colVillage, equal: true, from: string(p.code), cost: 1200}
	}
	return condition{match: ByVillage, column: colVillage, from: string(p.code), to: after(string(p.code)), villages: p.villages, cost: 18000}
}

// after is the first text past every text that begins with s, in byte order.
func after(s string) string {
	r := []rune(s)
	last := &r[len(r)-1]
	switch *last++; {
	case *last == firstSurrogate:
		*last = lastSurrogate + 1
	case *last > utf8.MaxRune: // no character follows: everything that begins with s and is not it is longer
		*last = utf8.MaxRune
		return string(append(r, utf8.MaxRune))
	}
	return string(r)
}

// No character has a number of these.
const (
	firstSurrogate = 0xD800
	lastSurrogate  = 0xDFFF
)

func prefix(m Match, c column, s string, cost int) condition {
	return condition{match: m, column: c, from: s, to: after(s), cost: cost}
}

// splitWords cuts what was typed at blanks and wherever the script changes: 王建国0015 is two words. An ID number may be
// grouped by blanks or dashes; digits that follow each other are joined when they make one.
func splitWords(typed string) []string {
	s := middleDots.Replace(strings.ToLower(norm.NFKC.String(typed)))
	if r := []rune(s); len(r) > maxSearch {
		s = string(r[:maxSearch])
	}
	var all []string
	var word strings.Builder
	kind := 0
	flush := func() {
		if word.Len() > 0 {
			all = append(all, word.String())
		}
		word.Reset()
		kind = 0
	}
	for _, r := range s {
		k := 0
		switch {
		case unicode.Is(unicode.Han, r) || r == '·' && kind == 1:
			k = 1
		case r >= 'a' && r <= 'z' || r == 'ü' || r == '\'':
			k = 2
		case r >= '0' && r <= '9':
			k = 3
		}
		if r == 'x' && kind == 3 && (word.Len() == 3 || word.Len() == 17) {
			k = 3
		}
		if k != kind {
			flush()
		}
		if k != 0 {
			word.WriteRune(r)
			kind = k
		}
	}
	flush()
	return joinDigits(all)
}

// joinDigits puts the groups of one long number together again.
func joinDigits(all []string) []string {
	joined := strings.Join(all, "")
	if len(all) > 1 && isNumber(joined) && (len(joined) == 18 || len(joined) == 15 || len(joined) == 11) {
		return []string{joined}
	}
	return all[:min(len(all), maxWords)]
}

func isNumber(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && !(s[i] == 'x' && i == len(s)-1 && i > 0) {
			return false
		}
	}
	return s != ""
}

// understand gives the ways to read the typed words, likeliest first, each a conjunction of indexed conditions. A whole citizen
// ID is not among them: Find looks it up by its key.
func understand(words []string, g *gazetteer, hash hasher) []understanding {
	all := []understanding{{}}
	for _, w := range words {
		ways := understandWord(w, g, hash)
		if len(ways) == 0 {
			return nil
		}
		var next []understanding
		for _, so := range all {
			for _, way := range ways {
				next = append(next, append(slices.Clone(so), way...))
			}
		}
		all = next[:min(len(next), maxAlternatives)]
	}
	all = slices.DeleteFunc(append(spelledOn(words), all...), contradictory)
	if whole := strings.Join(words, ""); len(words) > 1 && isHan(whole) { // 王 建国 is one name
		all = append([]understanding{{prefix(ByName, colName, whole, 10)}}, all[:min(len(all), maxAlternatives-1)]...)
	}
	for _, u := range all {
		slices.SortStableFunc(u, func(a, b condition) int { return a.cost - b.cost })
	}
	return all
}

// spelledOn reads a Han word and a Latin one after it as one name: 张 li is somebody called Zhang Li….
func spelledOn(words []string) []understanding {
	if len(words) != 2 || !isHan(words[0]) || words[1][0] >= 0x80 || isNumber(words[1]) {
		return nil
	}
	full, initials := spelling(words[0])
	if full == "" {
		return nil
	}
	name := prefix(ByName, colName, words[0], 37000)
	return []understanding{
		{prefix(ByPinyin, colPinyin, full+words[1], 500), name},
		{prefix(ByInitials, colInitials, initials+words[1], 600), name},
	}
}

// contradictory says that no name can hold two conditions at once: its characters and its spelling must begin alike. Asking
// the database would walk everybody called so and find nobody.
func contradictory(u understanding) bool {
	for i, a := range u {
		for _, b := range u[i+1:] {
			if a.column > b.column {
				a, b = b, a
			}
			if a.column == b.column && a.column <= colInitials && !alike(a.from, b.from) {
				return true
			}
			if a.column == colName && (b.column == colPinyin || b.column == colInitials) {
				full, initials := spelling(a.from)
				if b.column == colPinyin && !alike(full, b.from) || b.column == colInitials && !alike(initials, b.from) {
					return true
				}
			}
		}
	}
	return false
}

// alike says whether one text begins with the other.
func alike(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }

func isHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '·' {
			return false
		}
	}
	return true
}

func understandWord(w string, g *gazetteer, hash hasher) []understanding {
	switch {
	case isNumber(w):
		return understandNumber(w, hash)
	case w[0] < 0x80 || strings.HasPrefix(w, "ü"):
		return understandLatin(strings.ReplaceAll(strings.ReplaceAll(w, "'", ""), "ü", "v"), g)
	}
	return understandHan(w, g)
}

func understandNumber(w string, hash hasher) []understanding {
	one := func(c condition) understanding { return understanding{c} }
	switch {
	case len(w) == 4:
		tail := strings.ToUpper(w)
		ways := []understanding{one(condition{match: ByIDTail, column: colCitizenTail, equal: true, number: hash(domainCitizenTail, tail), cost: 50})}
		if tail == w { // no phone ends in X
			ways = append(ways, one(condition{match: ByTail, column: colPhoneTail, equal: true, number: hash(domainPhoneTail, tail), cost: 55}))
		}
		return ways
	case len(w) == 8:
		if d, err := civil.ParseDate(w); err == nil {
			return []understanding{one(condition{match: ByBirth, column: colBirth, equal: true, from: d.String(), cost: 30})}
		}
		return nil
	case len(w) >= 10 && len(w) <= 12:
		return []understanding{{
			{match: ByPhone, column: colPhoneTail, equal: true, number: hash(domainPhoneTail, tailOf(w)), cost: 1},
			{match: ByPhone, column: colPhoneHash, equal: true, number: hash(domainPhone, w), cost: 2},
		}}
	}
	return nil
}

func understandLatin(w string, g *gazetteer) []understanding {
	if w == "" {
		return nil
	}
	var ways []understanding
	if len(w) <= 8 {
		ways = append(ways, understanding{prefix(ByInitials, colInitials, w, 534000/pow(12, min(len(w), 4)))})
	}
	if len(w) >= 2 {
		cost := 5 // letters that are no pinyin begin few names: foreign ones
		if isPinyin(w) {
			cost = 200000 / pow(2, len(w))
		}
		ways = append(ways, understanding{prefix(ByPinyin, colPinyin, w, cost)})
	}
	if w == "lu" || w == "nu" || strings.HasPrefix(w, "lu") || strings.HasPrefix(w, "nu") {
		ways = append(ways, understanding{prefix(ByPinyin, colPinyin, w[:1]+"v"+w[2:], 5000)})
	}
	if strings.HasPrefix(w, "lyu") {
		ways = append(ways, understanding{prefix(ByPinyin, colPinyin, "lv"+w[3:], 5000)})
	}
	for n := min(len(w), 5); n >= 2; n-- {
		for _, o := range otherReadings[w[:n]] {
			ways = append(ways, understanding{prefix(ByPinyin, colPinyin, o.stored+w[n:], 3000), prefix(ByName, colName, o.surname, 4000)})
		}
	}
	for _, p := range g.byLatin(w) {
		ways = append(ways, understanding{p.condition()})
	}
	return ways
}

func understandHan(w string, g *gazetteer) []understanding {
	r := []rune(w)
	cost := 37000 / pow(20, len(r)-1)
	ways := []understanding{{prefix(ByName, colName, w, cost)}}
	for _, p := range g.byHan(w) {
		ways = append(ways, understanding{p.condition()})
	}
	// 王建国陬市, 陬市王建国: a name and a place written together.
	for n := 1; n < len(r); n++ {
		head, tail := string(r[:n]), string(r[n:])
		for _, p := range g.byHan(tail) {
			ways = append(ways, understanding{prefix(ByName, colName, head, 37000/pow(20, n-1)), p.condition()})
		}
		for _, p := range g.byHan(head) {
			ways = append(ways, understanding{prefix(ByName, colName, tail, 37000/pow(20, len(r)-n-1)), p.condition()})
		}
	}
	return ways
}

// pow is base to the n, at most a million.
func pow(base, n int) int {
	p := 1
	for range n {
		if p *= base; p > 1000000 {
			return 1000000
		}
	}
	return p
}

// fewEnough is how many people may be looked at one by one for the place they live in.
const fewEnough = 1000

// walk is one walk along an index: the lead conditions are what the index is made of, in its order; the others are looked at
// on the way.
type walk struct {
	lead, others []condition
}

// walks gives the walks that answer an understanding: one, led by the condition that leaves fewest; or, where a place is said with a
// name, one in each village, led by both.
func (u understanding) walks() []walk {
	spelled, at := -1, -1
	for n, c := range u {
		switch {
		case c.column == colVillage && at < 0:
			at = n
		case c.column <= colInitials && spelled < 0:
			spelled = n
		case c.column > colInitials && c.column != colVillage:
			return []walk{{u[:1], u[1:]}} // a number leaves fewer than any place
		}
	}
	if spelled < 0 || at < 0 || u[spelled].cost < fewEnough {
		return []walk{{u[:1], u[1:]}}
	}
	var others []condition
	for n, c := range u {
		if n != spelled && n != at {
			others = append(others, c)
		}
	}
	villages := u[at].villages
	if u[at].equal {
		villages = []string{u[at].from}
	}
	all := make([]walk, 0, len(villages))
	for _, v := range villages {
		all = append(all, walk{[]condition{{match: ByVillage, column: colVillage, equal: true, from: v}, u[spelled]}, others})
	}
	return all
}
