package ui

import (
	"context"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"renshe/internal/words"
)

const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`

// poison fills every text of a value with hostile markup, and every address with a script.
func poison(v reflect.Value, depth int) {
	if depth > 6 {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.CanSet() && v.IsNil() && v.Type().Elem().Kind() == reflect.Struct {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if !v.IsNil() {
			poison(v.Elem(), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f, name := v.Field(i), v.Type().Field(i).Name
			if !f.CanSet() {
				continue
			}
			switch {
			case f.Kind() == reflect.String && (name == "Href" || name == "Action" || name == "Change" || name == "Prev" || name == "Next" ||
				name == "Live" || name == "Autosave" || name == "SignOut" || name == "Home"):
				f.SetString("javascript:alert(3)//" + hostile)
			case f.Type() == reflect.TypeFor[templ.Component]():
				f.Set(reflect.ValueOf(Str(hostile)))
			default:
				poison(f, depth+1)
			}
		}
	case reflect.String:
		if v.Type() != reflect.TypeFor[Icon]() {
			v.SetString(hostile)
		}
	case reflect.Slice:
		if v.Type().Elem() == reflect.TypeFor[templ.Component]() {
			v.Set(reflect.ValueOf([]templ.Component{Str(hostile), Str(hostile)}))
			return
		}
		s := reflect.MakeSlice(v.Type(), 2, 2)
		for i := range 2 {
			poison(s.Index(i), depth+1)
		}
		v.Set(s)
	case reflect.Map:
		m := reflect.MakeMap(v.Type())
		m.SetMapIndex(reflect.ValueOf(hostile), reflect.ValueOf(hostile))
		v.Set(m)
	}
}

func poisoned[T any]() T {
	var x T
	poison(reflect.ValueOf(&x).Elem(), 0)
	return x
}

var inside = templ.ComponentFunc(func(_ context.Context, w io.Writer) error { _, err := io.WriteString(w, "inside"); return err })

func withChildren(c templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return c.Render(templ.WithChildren(ctx, inside), w)
	})
}

// components is every component with every text poisoned; TestCatalogueIsWhole's sister below holds it complete.
func components(p *Page) map[string]templ.Component {
	f, text := poisoned[Field](), words.Text{Zh: hostile, En: hostile}
	big := f
	big.Big = true
	button, link := poisoned[Button](), poisoned[Button]()
	button.Href = ""
	options := poisoned[[]Option]()
	off := poisoned[[]MenuItem]()
	off[0].Off, off[1].Off = true, false
	return map[string]templ.Component{
		"Frame": Frame(p), "ProblemPage": ProblemPage(p, poisoned[Problem]()), "FaultSummary": FaultSummary(p),
		"SearchBox": SearchBox(p, poisoned[Search]()), "Title": Title(p, text, text), "Section": Section(p, text), "Panel": Panel(),
		"Columns2": Columns2(), "Para": Para(p, text, hostile, hostile), "Inset": Inset(p, text), "More": More(p, text), "Draw": Draw(Icon(hostile)),
		"AnswerFirst": AnswerFirst(p, poisoned[Answer]()), "Notice": Notice(p, poisoned[Banner]()), "Status": Status(p, poisoned[Tag]()),
		"DueDate": DueDate(p, poisoned[Due]()), "Nothing": Nothing(p, poisoned[Empty]()), "Explain": Explain(p, poisoned[Explanation]()),
		"Identity": Identity(p, poisoned[Ident]()), "Summary": Summary(p, poisoned[[]Row]()), "DataTable": DataTable(p, poisoned[Table]()),
		"Pages": Pages(p, poisoned[Pager]()), "FilterBar": FilterBar(p, "javascript:alert(3)"), "Results": Results(p, poisoned[[]Ident]()),
		"Timeline": Timeline(p, poisoned[[]Event]()), "Steps": Steps(p, poisoned[[]StepItem]()), "Progress": Progress(p, text, 1, 2),
		"Menu": Menu(p, off), "Stats": Stats(p, poisoned[[]Stat]()), "Bars": Bars(p, poisoned[Chart]()), "Tiles": Tiles(p, hostile, poisoned[[]Tile]()),
		"Str": Str(hostile), "Say": Say(p, text, hostile, hostile), "Num": Num(hostile), "Mono": Mono(hostile), "Yuan": Yuan(p, 1), "Amount": Amount(1),
		"Copy": Copy(p, hostile), "Anchor": Anchor("javascript:alert(3)", hostile), "Form": Form(p, poisoned[FormSpec]()),
		"TextInput": TextInput(p, f), "TextInput big": TextInput(p, big), "IDInput": IDInput(p, f), "PhoneInput": PhoneInput(p, f),
		"PasswordInput": PasswordInput(p, f), "MoneyInput": MoneyInput(p, f), "DateInput": DateInput(p, f), "MonthInput": MonthInput(p, f),
		"NumberInput": NumberInput(p, f, hostile), "DecimalInput": DecimalInput(p, f, hostile), "TextArea": TextArea(p, f, 3), "FileInput": FileInput(p, f, hostile), "Select": Select(p, f, options),
		"Radios": Radios(p, f, options), "Radios big": Radios(p, big, options), "Checkboxes": Checkboxes(p, f, options, []string{hostile}),
		"Checkbox": Checkbox(p, f), "Hidden": Hidden(hostile, hostile), "FieldFault": FieldFault(p, f), "Actions": Actions(), "Act": Act(p, button),
		"Act link": Act(p, link), "Confirm": Confirm(p, poisoned[ConfirmSpec]()),
	}
}

// A person may be called <script>: whatever a text holds, it is shown and never runs.
func TestHostileTextIsShownNotRun(t *testing.T) {
	for _, shell := range []Shell{ShellDesk, ShellCitizen, ShellBoard, ShellBare} {
		p := poisoned[Page]()
		p.Shell, p.Size = shell, 0
		for name, c := range components(&p) {
			page := render(t, withChildren(c))
			if strings.Contains(page, "<script>") || strings.Contains(page, "<img src=x") || strings.Contains(page, `"'>`) {
				t.Errorf("%s lets markup through:\n%s", name, page)
			}
			for _, at := range []string{`href="javascript`, `action="javascript`, `hx-get="javascript`, `data-autosave="javascript`} {
				if strings.Contains(strings.ToLower(page), at) {
					t.Errorf("%s lets a script into %s", name, at)
				}
			}
		}
	}
}

// A poisoned component must show its text somewhere, or the test above proves nothing about it.
func TestPoisonReachesTheComponents(t *testing.T) {
	p := poisoned[Page]()
	p.Shell = ShellDesk
	silent := map[string]bool{"Panel": true, "Columns2": true, "Actions": true, "Draw": true, "Yuan": true, "Amount": true, "FilterBar": true, "Pages": true}
	for name, c := range components(&p) {
		page := render(t, withChildren(c))
		if !silent[name] && !strings.Contains(page, "alert(1)") {
			t.Errorf("%s shows nothing of what it was given:\n%s", name, page)
		}
	}
}
