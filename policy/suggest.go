package policy

import (
	"cmp"
	"slices"
	"strings"
)

// suggested is how many names a fault proposes for a mistyped one.
const suggested = 5

// Nearest gives the names that somebody who typed name may have meant, best first: names that hold what was typed or that a few
// changes of letters lead to, and where there are none, names that share a word with it.
func Nearest(name string, known []string) []string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "" {
		return nil
	}
	type candidate struct {
		name string
		far  int
	}
	var near, related []candidate
	for _, k := range known {
		far := distance(name, k)
		if strings.Contains(k, name) || strings.Contains(name, k) {
			far = 0
		}
		if far <= max(2, len(name)/5) {
			near = append(near, candidate{k, far})
		} else if n := sharedWords(name, k); n > 0 {
			related = append(related, candidate{k, -n})
		}
	}
	if len(near) == 0 {
		near = related
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.far, b.far) })
	names := make([]string, 0, suggested)
	for _, c := range near[:min(len(near), suggested)] {
		names = append(names, c.name)
	}
	return names
}

// sharedWords counts the words, long enough to mean something, that two names joined by hyphens have in common.
func sharedWords(a, b string) int {
	const meaningful = 4
	n := 0
	for word := range strings.SplitSeq(a, "-") {
		if len(word) >= meaningful && slices.Contains(strings.Split(b, "-"), word) {
			n++
		}
	}
	return n
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
