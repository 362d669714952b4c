package story

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// all lists the page's elements, of these names if any are given.
func (v *visitor) all(names ...string) []*html.Node { return elements(v.page, names...) }

func (v *visitor) one(name string) *html.Node { return first(v.page, name) }

// text is what a reader sees of the page.
func (v *visitor) text() string {
	if v.page == nil {
		return ""
	}
	return textOf(v.page)
}

// elements lists the elements below a node in the order of the page.
func elements(top *html.Node, names ...string) []*html.Node {
	var list []*html.Node
	walk(top, func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				list = append(list, n)
			}
		}
		if len(names) == 0 {
			list = append(list, n)
		}
		return true
	})
	return list
}

func first(top *html.Node, name string) *html.Node {
	return find(top, func(n *html.Node) bool { return n.Data == name })
}

// find gives the first element that fits, nil if none does.
func find(top *html.Node, fits func(*html.Node) bool) *html.Node {
	var found *html.Node
	walk(top, func(n *html.Node) bool {
		if found == nil && fits(n) {
			found = n
		}
		return found == nil
	})
	return found
}

// walk calls fn with every element below a node until fn says false.
func walk(n *html.Node, fn func(*html.Node) bool) bool {
	if n == nil {
		return true
	}
	if n.Type == html.ElementNode && !fn(n) {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !walk(c, fn) {
			return false
		}
	}
	return true
}

func attr(n *html.Node, name string) string {
	s, _ := lookup(n, name)
	return s
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// textOf is the text below a node, with single spaces, without what is not shown.
func textOf(n *html.Node) string {
	var b strings.Builder
	var read func(n *html.Node)
	read = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			b.WriteByte(' ')
		case n.Data == "script" || n.Data == "style" || n.Data == "head":
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			read(c)
		}
	}
	read(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// filled is what a form would send as it stands, without its buttons.
func filled(form *html.Node) url.Values {
	values := url.Values{}
	for _, n := range elements(form, "input", "select", "textarea") {
		name := attr(n, "name")
		if name == "" {
			continue
		}
		switch n.Data {
		case "textarea":
			values.Add(name, textOf(n))
		case "select":
			for i, o := range elements(n, "option") {
				if _, chosen := lookup(o, "selected"); chosen || i == 0 {
					values.Set(name, attr(o, "value"))
				}
			}
		default:
			_, checked := lookup(n, "checked")
			switch kind := attr(n, "type"); {
			case kind == "file" || kind == "submit" || (kind == "checkbox" || kind == "radio") && !checked:
			default:
				values.Add(name, attr(n, "value"))
			}
		}
	}
	return values
}

// tag is an element of a page.
type tag = html.Node
