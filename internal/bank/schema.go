package bank

import (
	"embed"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"renshe/civil"
)

//go:embed schema/*.xsd
var schemaFiles embed.FS

// The messages (报文) that are written and read, by the name of their definition.
const (
	pain001 = "pain.001.001.09" // CustomerCreditTransferInitiation: the order
	pain002 = "pain.002.001.10" // CustomerPaymentStatusReport: what became of it
	camt053 = "camt.053.001.08" // BankToCustomerStatement: the account's day
	camt054 = "camt.054.001.08" // BankToCustomerDebitCreditNotification: single movements
)

const spacePrefix = "urn:iso:std:iso:20022:tech:xsd:"

// schema is one message definition: our own XSD, read by the part of XSD that it uses. The same file is what xmllint reads in the
// tests, so what is checked here and what a schema processor checks cannot drift apart.
type schema struct {
	space string
	types map[string]*xsdType
}

// xsdType is a type: elements in sequence or one of several, or a text with facets, or anything.
type xsdType struct {
	parts  []part
	choice bool
	any    bool
	text   *facets
	attr   string // the one attribute that its text carries
	code   *facets
}

type part struct {
	name     string
	typ      *xsdType
	min, max int // max 0: any number
}

type facets struct {
	base        string
	least, most int
	pattern     *regexp.Regexp
	enum        map[string]bool
	digits      int
	fraction    int
	positive    bool
}

// What encoding/xml reads of an XSD.
type (
	xsdFile struct {
		Space   string       `xml:"targetNamespace,attr"`
		Complex []xsdComplex `xml:"complexType"`
		Simple  []xsdSimple  `xml:"simpleType"`
	}
	xsdComplex struct {
		Name     string    `xml:"name,attr"`
		Sequence *xsdParts `xml:"sequence"`
		Choice   *xsdParts `xml:"choice"`
		Content  *struct {
			Extension struct {
				Base string `xml:"base,attr"`
				Attr struct {
					Name string `xml:"name,attr"`
					Type string `xml:"type,attr"`
				} `xml:"attribute"`
			} `xml:"extension"`
		} `xml:"simpleContent"`
	}
	xsdParts struct {
		Elements []struct {
			Name string `xml:"name,attr"`
			Type string `xml:"type,attr"`
			Min  string `xml:"minOccurs,attr"`
			Max  string `xml:"maxOccurs,attr"`
		} `xml:"element"`
		Any *struct{} `xml:"any"`
	}
	xsdValue struct {
		Value string `xml:"value,attr"`
	}
	xsdSimple struct {
		Name        string `xml:"name,attr"`
		Restriction struct {
			Base     string     `xml:"base,attr"`
			Least    *xsdValue  `xml:"minLength"`
			Most     *xsdValue  `xml:"maxLength"`
			Pattern  *xsdValue  `xml:"pattern"`
			Enum     []xsdValue `xml:"enumeration"`
			Digits   *xsdValue  `xml:"totalDigits"`
			Fraction *xsdValue  `xml:"fractionDigits"`
			Positive *xsdValue  `xml:"minInclusive"`
		} `xml:"restriction"`
	}
)

// schemas reads the embedded definitions once. They are part of the program: one that cannot be read stops it.
var schemas = sync.OnceValue(func() map[string]*schema {
	all := map[string]*schema{}
	for _, name := range []string{pain001, pain002, camt053, camt054} {
		f, err := schemaFiles.Open("schema/" + name + ".xsd")
		if err != nil {
			panic(err)
		}
		s, err := parseSchema(f)
		if err != nil || s.space != spacePrefix+name || s.types["Document"] == nil {
			panic("bank: schema " + name)
		}
		all[name] = s
	}
	return all
})

func parseSchema(r io.Reader) (*schema, error) {
	var f xsdFile
	if err := xml.NewDecoder(r).Decode(&f); err != nil {
		return nil, err
	}
	s := &schema{space: f.Space, types: map[string]*xsdType{}}
	named := func(name string) *xsdType {
		if s.types[name] == nil {
			s.types[name] = &xsdType{}
		}
		return s.types[name]
	}
	for _, x := range f.Simple {
		named(x.Name).text = x.facets()
	}
	for _, x := range f.Complex {
		t, parts := named(x.Name), x.Sequence
		if x.Choice != nil {
			t.choice, parts = true, x.Choice
		}
		if x.Content != nil {
			e := x.Content.Extension
			t.text, t.attr, t.code = named(e.Base).text, e.Attr.Name, named(e.Attr.Type).text
			continue
		}
		t.any = parts.Any != nil
		for _, e := range parts.Elements {
			p := part{name: e.Name, typ: named(e.Type), min: 1, max: 1}
			if e.Min != "" {
				p.min, _ = strconv.Atoi(e.Min)
			}
			if e.Max != "" {
				p.max, _ = strconv.Atoi(e.Max) // "unbounded" is 0
			}
			t.parts = append(t.parts, p)
		}
	}
	return s, nil
}

func (x xsdSimple) facets() *facets {
	r := x.Restriction
	f := &facets{base: strings.TrimPrefix(r.Base, "xs:"), least: r.Least.number(), most: r.Most.number(), digits: r.Digits.number(),
		fraction: r.Fraction.number(), positive: r.Positive != nil}
	if r.Pattern != nil {
		f.pattern = regexp.MustCompile("^(?:" + r.Pattern.Value + ")$")
	}
	for _, e := range r.Enum {
		if f.enum == nil {
			f.enum = map[string]bool{}
		}
		f.enum[e.Value] = true
	}
	return f
}

func (v *xsdValue) number() int {
	if v == nil {
		return 0
	}
	n, _ := strconv.Atoi(v.Value)
	return n
}

var (
	decimalForm = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)
	momentForm  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?$`)
)

// fits says whether a text is of the type. White space around it is never let through, as it is in XSD for numbers and dates: one way
// to write a value.
func (f *facets) fits(s string) bool {
	switch f.base {
	case "decimal":
		if !decimalForm.MatchString(s) {
			return false
		}
		whole, part, _ := strings.Cut(strings.TrimLeft(s, "+-"), ".")
		whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
		return len(whole)+len(part) <= f.digits && len(part) <= f.fraction && !(f.positive && s[0] == '-')
	case "date":
		return isDate(s)
	case "dateTime":
		return momentForm.MatchString(s) && isDate(s[:10])
	case "boolean":
		return s == "true" || s == "false" || s == "1" || s == "0"
	}
	if n := utf8.RuneCountInString(s); n < f.least || f.most > 0 && n > f.most {
		return false
	}
	return (f.pattern == nil || f.pattern.MatchString(s)) && (f.enum == nil || f.enum[s])
}

func isDate(s string) bool {
	d, err := civil.ParseDate(s)
	return err == nil && d.String() == s
}

// checking is where a document stands in its definition: one frame an open element.
type checking struct {
	typ   *xsdType
	at    int // the part that was seen last
	count int // how often
}

// enter asks whether an element may come now, and gives its type.
func (c *checking) enter(name string) (*xsdType, bool) {
	if c.typ.any {
		return c.typ, true // what is let through is let through to its bottom
	}
	for i := c.at; i < len(c.typ.parts); i++ {
		p := &c.typ.parts[i]
		if p.name == name {
			if i != c.at {
				c.at, c.count = i, 0
			}
			c.count++
			return p.typ, p.max == 0 || c.count <= p.max
		}
		if c.typ.choice && c.count == 0 {
			continue
		}
		if c.typ.choice || p.min > 0 && !(i == c.at && c.count >= p.min) {
			return nil, false
		}
	}
	return nil, false
}

// leave asks whether the element may end now.
func (c *checking) leave(text string) bool {
	switch {
	case c.typ.any:
		return true
	case c.typ.text != nil:
		return c.typ.text.fits(text)
	case c.typ.choice:
		return c.count > 0
	}
	for i := c.at; i < len(c.typ.parts); i++ {
		if p := &c.typ.parts[i]; p.min > 0 && !(i == c.at && c.count >= p.min) {
			return false
		}
	}
	return true
}
