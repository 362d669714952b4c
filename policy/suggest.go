package policy

import (
	"cmp"
	"slices"
	"strings"
)

// suggested is how many names a fault proposes for a mistyped one.
const suggested = 5

// Nearest gives the names that somebody who typed name may have meant, best first: names that hold what was typed, then names
// that a few changes of letters lead to. None if nothing is near.
func Nearest(name string, known []string) []string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "" {
		return nil
	}
	type candidate struct {
		name string
		far  int
	}
	var list []candidate
	for _, k := range known {
		far := distance(name, k)
		switch {
		case strings.Contains(k, name) || strings.Contains(name, k):
			far = 0
		case sharesWord(name, k):
			far = min(far, 2)
		}
		if far <= max(2, len(name)/4) {
			list = append(list, candidate{k, far})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(a.far, b.far) })
	names := make([]string, 0, suggested)
	for _, c := range list[:min(len(list), suggested)] {
		names = append(names, c.name)
	}
	return names
}

// sharesWord says whether two names joined by hyphens have a word in common that is long enough to mean something.
func sharesWord(a, b string) bool {
	const meaningful = 4
	for word := range strings.SplitSeq(a, "-") {
		if len(word) >= meaningful && slices.Contains(strings.Split(b, "-"), word) {
			return true
		}
	}
	return false
}

// distance counts the letters to insert, remove or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
