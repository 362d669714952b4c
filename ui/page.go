package ui

import (
	"net/url"
	"strings"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// Shell is which frame stands around a page.
type Shell uint8

// The shells: the officer's PC, the citizen's phone, the county's board, and a bare page (sign-in, verification).
const (
	ShellDesk Shell = iota
	ShellCitizen
	ShellBoard
	ShellBare
)

// String is the shell's name in the html element's data-shell attribute.
func (s Shell) String() string {
	return [...]string{"desk", "citizen", "board", "bare"}[s]
}

// DeskSizes are the text sizes an officer may choose, in CSS pixels; 20 is where one starts.
var DeskSizes = []int{18, 20, 22, 24, 28}

// The citizen's two sizes: ordinary and elder mode (长辈版), in CSS pixels.
const (
	CitizenSize = 18
	ElderSize   = 22
)

// Page is what every page knows of its reader and of itself. A face builds one per request and hands it to [Frame]
// and to every component; a component reads it and never changes it.
type Page struct {
	Lang  words.Lang
	Shell Shell
	Size  int  // text size in CSS pixels; 0 is the shell's own (desk and board 20, citizen 18)
	Elder bool // 长辈版: 22 px text, 60 px targets

	Title  words.Text // the page's name, shown by the browser
	County words.Text // whose house it is, e.g. 桃源县
	Name   words.Text // the face's own name, e.g. 基金账务; zero: the shell's
	Path   string     // path and query of this page: where the language switch returns to

	User    User      // who is signed in; zero when nobody is
	Nav     []NavItem // big buttons (desk), bottom bar (citizen, at most five), side list (board)
	Search  *Search   // the one box of the desk
	Home    string    // address of the brand link
	Back    *Link     // one step back; Esc follows it
	Crumbs  []Link    // the way here, on the board
	Banner  *Banner   // one notice on top of the page
	Faults  []fail.Message
	Help    *Link // complaint and help, at the foot of every page
	Demo    bool  // generated people, nothing real: said on every page
	Narrow  bool  // a single reading column even on the desk
	Wide    bool  // on the board: the list of ways stands over the page instead of beside it, for wide tables
	AsOf    string
	Version string // the program's version, in the foot

	DraftDone string // key of the draft that was just submitted: the browser forgets its copy
}

// User is who is signed in, as the header shows it.
type User struct {
	Name    string
	Role    words.Text
	Station string
	SignOut string // address that ends the session by POST
}

// NavItem is one big button of the desk, one place of the citizen's bottom bar, or one line of the board's list.
type NavItem struct {
	Href    string
	Label   words.Text
	Icon    Icon
	Key     string // the keyboard key printed on it, e.g. "F2"
	Count   int    // how many are waiting; 0 shows nothing
	Current bool
}

// Search is the one box: name, initials, ID tail, phone tail, village.
type Search struct {
	Action string // address to which the question is posted
	Live   string // fragment address, posted to as well, for results while typing; empty: none
	Name   string // parameter, normally "q"
	Value  string
	Label  words.Text // zero: the kit's own words
}

// Link is an address with its words.
type Link struct {
	Href  string
	Label words.Text
}

// T gives a text in the reader's language; pairs fill its {places}.
func (p *Page) T(t words.Text, pairs ...any) string { return t.Fill(p.Lang, pairs...) }

// Fault gives the message that stands beside field, or nil.
func (p *Page) Fault(field string) *fail.Message {
	for i := range p.Faults {
		if field != "" && p.Faults[i].Field == field {
			return &p.Faults[i]
		}
	}
	return nil
}

// Refuse puts every failure inside err on the page, as summary and beside its field, in the reader's language.
func (p *Page) Refuse(err error) {
	for _, e := range fail.Each(err) {
		p.Faults = append(p.Faults, e.Say(p.Lang))
	}
}

// Pixels is the text size in force.
func (p *Page) Pixels() int {
	switch {
	case p.Elder:
		return ElderSize
	case p.Size != 0:
		return p.Size
	case p.Shell == ShellCitizen:
		return CitizenSize
	}
	return 20
}

// Plain is a text that is the same in both languages: a name, a number, an address.
func Plain(s string) words.Text { return words.Text{Zh: s, En: s} }

// Fill fills a text's {places} in both languages at once.
func Fill(t words.Text, pairs ...any) words.Text {
	return words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}
}

// or gives t, or the other when t is zero.
func or(t, other words.Text) words.Text {
	if t.IsZero() {
		return other
	}
	return t
}

// ids joins the id list of aria-describedby, leaving out the empty ones.
func ids(list ...string) string {
	kept := list[:0:0]
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " ")
}

// htmxConfig is htmx's configuration as it stands in every page's head: no eval, no injected style, this host only;
// an answer of a fault is swapped where its HX-Retarget header says.
const htmxConfig = `{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,` +
	`"historyCacheSize":0,"refreshOnHistoryMiss":true,"timeout":15000,"scrollBehavior":"auto","responseHandling":[{"code":"204","swap":false},` +
	`{"code":"[23]..","swap":true},{"code":"[45]..","swap":true,"error":true}]}`

// headTitle is what the browser's tab says; a page with faults says so first.
func (p *Page) headTitle() string {
	s := p.T(p.Title)
	if len(p.Faults) > 0 {
		s = p.T(wTitleFault) + s
	}
	name := p.T(p.County) + p.T(wService)
	if p.Lang == words.En {
		name = strings.TrimSpace(p.T(p.County) + " " + strings.ToLower(p.T(wService)))
	}
	if s == "" {
		return name
	}
	return s + " · " + name
}

func (p *Page) home() string {
	if p.Home == "" {
		return "/"
	}
	return p.Home
}

func (p *Page) role() string {
	role := p.T(p.User.Role)
	if role == "" || p.User.Station == "" {
		return role + p.User.Station
	}
	return role + " · " + p.User.Station
}

func (p *Page) faultsTitle() string {
	if len(p.Faults) == 1 {
		return p.T(wFaultsOne)
	}
	return p.T(wFaultsMany, "n", len(p.Faults))
}

// other is the language the switch leads to.
func (p *Page) other() words.Lang {
	if p.Lang == words.En {
		return words.Zh
	}
	return words.En
}

// PrefsPath is where the display choices are kept: GET or POST with lang, size or elder, and back.
const PrefsPath = "/display"

// prefs is the address that sets one display choice and returns here.
func (p *Page) prefs(name, value string) string {
	q := url.Values{name: {value}, "back": {p.Path}}
	return PrefsPath + "?" + q.Encode()
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

func current(yes bool) string {
	if yes {
		return "page"
	}
	return "false"
}

func (s Search) param() string {
	if s.Name == "" {
		return "q"
	}
	return s.Name
}
