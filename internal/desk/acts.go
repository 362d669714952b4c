package desk

import "maps"

// actNames is the order in which a case's page offers its acts.
var actNames = []string{"end", "task", "ask", "deliver", "archive", "met", "verify", "return", "pause", "resume", "extend", "move", "reopen", "correct", "transfer"}

// acts are all there are, by their name in the address.
var acts = together(stageActs, clockActs, lifeActs)

func together(parts ...map[string]act) map[string]act {
	all := map[string]act{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
