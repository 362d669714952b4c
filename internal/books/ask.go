package books

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// most is the largest amount a filter takes: above it no account goes.
const most = money.Fen(1<<62) / 100 * 100

// maybeMonth reads a month of the form; 0 where there is none.
func maybeMonth(f *web.Form, name string) civil.Month {
	if !f.Has(name) {
		return 0
	}
	return f.Month(name)
}

func maybeDay(f *web.Form, name string) civil.Date {
	d, _ := f.MaybeDate(name)
	return d
}

func maybeFen(f *web.Form, name string) money.Fen {
	if !f.Has(name) {
		return 0
	}
	return f.Fen(name, 0, most)
}

// maybeChoice reads one of a few values, or "".
func maybeChoice(f *web.Form, name string, values ...string) string {
	if f.Raw(name) == "" {
		return ""
	}
	return f.Choice(name, values...)
}

// after reads the place of the log that a page follows; what is none begins at the start.
func (v *visit) after() int64 {
	n, err := strconv.ParseInt(v.R.URL.Query().Get("after"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// from is this page's address, going on after a place of the log.
func (v *visit) from(after int64) string {
	if after == 0 {
		return ""
	}
	q := v.R.URL.Query()
	q.Set("after", number(after))
	q.Del("as")
	return address(v.R.URL.Path, q)
}

func address(path string, q url.Values) string {
	return (&url.URL{Path: path, RawQuery: q.Encode()}).String()
}

// with is a path with some parameters: names and values in turn, empty ones left out.
func with(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return address(path, q)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func day(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func month(m civil.Month) string {
	if m == 0 {
		return ""
	}
	return m.String()
}

// Where things are.

func fundPath(f *ledger.FundDef) string { return "/books/fund/" + f.Code }

func accountPath(id ledger.AccountID, pairs ...string) string {
	return with("/books/account/"+id.String(), pairs...)
}

func transferPath(seq int64) string { return "/books/transfer/" + number(seq) }

func batchPath(id int64) string { return "/books/batch/" + number(id) }

// accountName is an account's number with its title.
func accountName(a ledger.Account) words.Text {
	return words.Text{Zh: a.ID.String() + " " + a.Title.Zh, En: a.ID.String() + " " + a.Title.En}
}

// crumb leads up to a fund's page.
func crumb(f *ledger.FundDef) ui.Link { return ui.Link{Href: fundPath(f), Label: f.Title()} }

// names are the staff by number: the books keep numbers, people read names.
type names map[int64]string

func (v *visit) names() (names, error) {
	all, err := v.b.Access.Users(v.Ctx, v.Actor.County)
	if err != nil {
		return nil, err
	}
	n := names{}
	for _, u := range all {
		n[u.ID] = u.Name
	}
	return n, nil
}

// of is a person's name; the program itself has none, and who left is known by number.
func (n names) of(id int64) words.Text {
	switch name, known := n[id]; {
	case known:
		return ui.Plain(name)
	case id == 0:
		return access.System.Title()
	}
	return ui.Fill(wUserNo, "n", id)
}

// moves says whether a line of this kind moves money, rather than reserving or releasing it.
func moves(k ledger.Kind) bool { return k != ledger.Pending && k != ledger.Void && k != ledger.Expire }

// cells is a table row's cells.
func cells(all ...templ.Component) []templ.Component { return all }
