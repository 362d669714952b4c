// Package ui holds the components and tokens every face is built from (界面部件). It knows no domain, no HTTP and no
// database; it is looked at on the living style page ([StylePage], /style).
//
// # Vocabulary
//
//   - page (页): what a page knows of its reader and itself; the first argument of every component.
//   - frame (框架): the document around a page's own content, in the shell (外壳) the page names: desk, citizen, board, bare.
//   - fault (错误): a message that stands in the summary on top and, in the same words, beside its field.
//   - banner (通知): 已填好，还没提交 until it is submitted, then 已提交 · 回执号.
//   - tone (语气): neutral, info, good, warn, danger; always a sign and words as well as a colour; red is danger only.
//   - weight (轻重): one [Primary] button a page, named by its act.
//   - draft (草稿): what the browser keeps of a form at every keystroke, until the page says [Page.DraftDone].
//
// # Invariants
//
//   - Every text is a [words.Text]; a component's own words stand in words.go. Data (names, numbers) is plain string.
//   - Everything is escaped by templ; no component takes raw HTML, a style attribute or a script.
//   - Text on its ground has a contrast of at least 4.5:1, measured by a test from tokens.css.
//   - Officer text is 20 px (18–28 by choice), controls 56 px; citizens 18 px, elder mode 22 px and 60 px.
//   - Every page works without script; the script adds keys, drafts and copying.
//   - A citizen's first page weighs at most 60 KB compressed, script and style included.
//
// # A page, in a face
//
//	var wTitle = words.Text{Zh: "确认待遇申领", En: "Confirm the pension claim"}
//
//	templ claimPage(p *ui.Page, v claimView) {
//		@ui.Frame(p) {
//			@ui.Title(p, wTitle, words.Text{})
//			@ui.Identity(p, v.person)
//			@ui.Form(p, ui.FormSpec{Action: "/desk/claim", Draft: "claim-" + v.key}) {
//				@ui.MonthInput(p, ui.Field{Name: "start", Label: wStart, Value: v.start, Source: wFromFile})
//				@ui.Actions() {
//					@ui.Act(p, ui.Button{Label: wConfirm, Weight: ui.Primary})
//				}
//			}
//		}
//	}
//
// The handler builds the page once a request: &ui.Page{Shell: ui.ShellDesk, Lang: c.Lang, Size: c.Size, Elder: c.Elder,
// Path: web.Here(r), Title: wTitle, County: …, User: …, Nav: …, Search: …}. When a form was refused it calls
// p.Refuse(err) and draws the same page again with the typed values: summary and field messages follow from that.
//
// # Catalogue
//
// Document and frame
//
//	Frame(p) {…}                        the whole document; children are the page
//	ProblemPage(p, Problem)             a page that could not be shown (web's Config.Problem draws it)
//	FaultSummary(p)                     in the frame already; alone it is the htmx fragment of a refused form
//	SearchBox(p, Search)                in the desk's header already; F2
//	StylePage(p) templ.Component        every component once
//
// Text and order
//
//	Title(p, title, sub words.Text)     Section(p, title) {…}      Panel() {…}        Columns2() {…}
//	Para(p, text, pairs…)               Inset(p, text)             More(p, summary) {…}   Draw(Icon)
//
// Answers and notices
//
//	AnswerFirst(p, Answer)              the number people came for
//	Notice(p, Banner)                   NotYetSent() *Banner, Sent(number) *Banner; Page.Banner is drawn by Frame
//	Status(p, Tag)                      DueDate(p, Due)            Nothing(p, Empty)
//	Explain(p, Explanation)             line by line: title, formula, value, article, unconfirmed mark; nests
//
// Lists and tables
//
//	Identity(p, Ident)                  the person or case, always in sight
//	Summary(p, []Row)                   names and values, with 修改 links
//	DataTable(p, Table)                 caption, heads, rows; stacks on a phone; Results lets arrow keys walk it
//	Pages(p, Pager)                     FilterBar(p, action) {…}   Results(p, []Ident)  (fragment of the search box)
//	Timeline(p, []Event)                Steps(p, []StepItem)       Progress(p, label, done, of)
//	Menu(p, []MenuItem)                 big choices; Off ones say why
//
// Numbers
//
//	Stats(p, []Stat)   Bars(p, Chart)   Tiles(p, label, []Tile)
//
// Cells and values (templ.Component each, for Row.Value and TableRow.Cells)
//
//	Str(s)  Say(p, text, pairs…)  Int(n)  Num(s)  Mono(s)  Yuan(p, fen)  Amount(fen)  Copy(p, s)  Anchor(href, label)
//	Status(p, Tag)  DueDate(p, Due)
//
// Forms
//
//	Form(p, FormSpec) {…}               POST (or Get), Draft keeps keystrokes in the browser, Autosave posts them too
//	TextInput IDInput PhoneInput PasswordInput MoneyInput DateInput MonthInput (p, Field)
//	NumberInput(p, Field, unit)         DecimalInput(p, Field, unit)
//	TextArea(p, Field, rows)            FileInput(p, Field, accept)
//	Select Radios (p, Field, []Option)  Checkboxes(p, Field, []Option, chosen)   Checkbox(p, Field)
//	Hidden(name, value)                 FieldFault(p, Field)       for a control of one's own
//	Actions() {…}  Act(p, Button)       Href makes a link; Print prints; Key is printed and works
//	Confirm(p, ConfirmSpec)             the panel before an act that cannot be taken back lightly; posts by itself
//
// Helpers: Plain(s) and Fill(text, pairs…) make a words.Text; Group(n) and YuanText(fen) write figures; Asset(name),
// Assets() and AssetRoot serve the files; PrefsPath ("/display") is where the language and size links lead.
//
// # Keys
//
// A NavItem, Button or Search with a Key answers to it: F2 the search box, F4 cases, F8 worklist, F9 print. Esc closes
// what is open and otherwise follows Page.Back, keeping the draft. ↑ ↓ walk results, Enter opens. F1, F3, F5–F7 and
// F10–F12 belong to browsers and are never taken.
package ui
