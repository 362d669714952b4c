package desk

import "maps"

// actNames is the order in which a case's page offers its acts.
var actNames = []string{"pause", "resume", "extend"}

// acts are all there are, by their name in the address.
var acts = together(clockActs)

func together(parts ...map[string]act) map[string]act {
	all := map[string]act{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
