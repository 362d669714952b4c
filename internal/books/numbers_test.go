package books_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"renshe/money"
)

// amount reads a figure as a page writes it.
func (p *page) amount(s string) money.Fen {
	p.b.t.Helper()
	f, err := money.ParseYuan(strings.ReplaceAll(strings.TrimSpace(s), ",", ""))
	if err != nil {
		p.b.t.Fatalf("%s: %q is no amount: %v", p.path, s, err)
	}
	return f
}

// walker adds up what stands behind figures; a page it has been to it remembers.
type walker struct {
	b    *browser
	been map[string]money.Fen
	seen int // transfers
}

// behind is the sum of the transfers behind an address, to the fen; on the way every figure is held to what is behind it.
func (w *walker) behind(href string) money.Fen {
	w.b.t.Helper()
	if f, been := w.been[href]; been {
		return f
	}
	p := w.b.get(href).wants(http.StatusOK)
	var total money.Fen
	switch {
	case len(p.all("#lines")) > 0:
		total = w.lines(p)
	case len(p.all("#held")) > 0:
		total = w.held(p)
	default:
		total = w.parts(p)
	}
	if said := p.amount(p.text("#sum strong")); said != total {
		w.b.t.Errorf("%s says %v, and behind it stand %v", href, said, total)
	}
	w.been[href] = total
	return total
}

// lines adds the transfers of an account, or of what is reserved, over all pages of the list.
func (w *walker) lines(p *page) (total money.Fen) {
	w.b.t.Helper()
	side := query(p.path, "side")
	class := p.text("main .tag")
	debitUp := class == "资产" || class == "支出"
	for {
		for _, row := range p.all("#lines tbody tr") {
			w.seen++
			debit, credit, other := money.Fen(0), money.Fen(0), money.Fen(0)
			for _, c := range children(row, "td") {
				switch s := words(c); {
				case s == "":
				case attr(c, "data-head") == "借方（元）":
					debit = p.amount(s)
				case attr(c, "data-head") == "贷方（元）":
					credit = p.amount(s)
				case attr(c, "data-head") == "在途金额（元）":
					other = p.amount(s)
				}
			}
			switch {
			case side == "debit" || side == "" && debitUp:
				total += debit - credit + other
			case side == "credit" || side == "":
				total += credit - debit + other
			}
		}
		next := p.all("main .pager [rel=next]")
		if len(next) == 0 {
			return total
		}
		p = w.b.get(attr(next[0], "href")).wants(http.StatusOK)
	}
}

// parts adds the last figure of each row, and holds each to what is behind it.
func (w *walker) parts(p *page) (total money.Fen) {
	w.b.t.Helper()
	for _, row := range p.all("#parts tbody tr") {
		links := under(row, "a.num")
		if len(links) == 0 {
			continue
		}
		last := links[len(links)-1]
		f := p.amount(words(last))
		if got := w.behind(attr(last, "href")); got != f {
			w.b.t.Errorf("%s: %q says %v, and behind it stand %v", p.path, words(row), f, got)
		}
		total += f
	}
	return total
}

// held adds the payments behind each reason: they are not in the books yet.
func (w *walker) held(p *page) (total money.Fen) {
	w.b.t.Helper()
	for _, row := range p.all("#held tbody tr") {
		links := under(row, "a.num")
		last := links[len(links)-1]
		f, sum := p.amount(words(last)), money.Fen(0)
		for list := w.b.get(attr(last, "href")).wants(http.StatusOK); ; {
			for _, one := range list.all("main tbody tr") {
				for _, c := range children(one, "td") {
					if strings.HasPrefix(attr(c, "data-head"), "金额") {
						sum += list.amount(words(c))
					}
				}
			}
			next := list.all("main .pager [rel=next]")
			if len(next) == 0 {
				break
			}
			list = w.b.get(attr(next[0], "href")).wants(http.StatusOK)
		}
		if sum != f {
			w.b.t.Errorf("%q says %v, and the payments behind it are %v", words(row), f, sum)
		}
		total += f
	}
	return total
}

func query(path, name string) string {
	u, err := url.Parse(path)
	if err != nil {
		return ""
	}
	return u.Query().Get(name)
}

func children(n *html.Node, tag string) (all []*html.Node) {
	for c := range n.ChildNodes() {
		if c.Data == tag {
			all = append(all, c)
		}
	}
	return all
}

func under(n *html.Node, part string) (all []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && fits(d, part) {
			all = append(all, d)
		}
	}
	return all
}

// numbers: every figure of the overview, and of each page of a fund, is the sum of the transfers behind it.
func (x *county) numbers(t *testing.T) {
	b := x.as("jiandu")
	w := &walker{b: b, been: map[string]money.Fen{}}
	p := b.get("/books")
	figures := 0
	for i, a := range p.all("#fund-resident-pension td a") {
		if i > 4 { // the open items, the month closed up to
			b.get(attr(a, "href")).wants(http.StatusOK)
			continue
		}
		figures++
		f := p.amount(words(a))
		if got := w.behind(attr(a, "href")); got != f {
			t.Errorf("the figure %d, %q: behind it stand %v", i, words(a), got)
		}
	}
	if figures != 5 || w.seen < 200 {
		t.Errorf("%d figures, %d transfers", figures, w.seen)
	}
	at := "/books/fund/resident-pension"
	if p := b.get(at + "/trial?known=2026-03-01").wants(http.StatusOK).says("还没有开账"); len(p.all("main td a.num")) != 0 {
		t.Error("the day before the fund's first record its trial balance has figures")
	}
	for _, path := range []string{at, at + "/trial", at + "/trial?value=2026-02-20", at + "/trial?known=2026-03-02&value=2026-03-31", at + "/trial?known=2026-03-02", at + "/months", at + "/month/2026-03",
		at + "/month/2026-02"} {
		p := b.get(path).wants(http.StatusOK)
		figures := p.all("main td a.num")
		if len(figures) == 0 {
			t.Errorf("%s has no figure with a way down", path)
		}
		for _, a := range figures {
			href, said := attr(a, "href"), p.amount(words(a))
			switch {
			case strings.HasPrefix(href, "/books/account/"), query(href, "class") != "":
				if got := w.behind(href); got != said {
					t.Errorf("%s: %v leads to %s, behind which stand %v", path, said, href, got)
				}
			case strings.HasSuffix(href, "/reserved"):
				w.behind(href)
			default:
				b.get(href).wants(http.StatusOK).says(words(a))
			}
		}
	}
}
