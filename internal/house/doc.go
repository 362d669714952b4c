// Package house holds the rules of the house as tests (家规): who may import whom, how long a file and a function may
// be, where SQL and net/http may stand, that every table leads with the county, that every text is in both languages,
// that no float comes near money or law, and how many modules the binary links. It exports nothing.
package house

// Every page's template becomes Go here; each room's own generators stand beside what they generate.
//go:generate go tool templ generate -path ../..
