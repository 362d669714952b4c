package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/money"
)

// Form reads a posted form field by field. Every fault is kept on its field, and [Form.Err] gives them all at once, so
// that a person corrects a form once.
type Form struct {
	values url.Values
	files  map[string][]*multipart.FileHeader
	faults []error
}

// formMemory is how much of a multipart form is held in memory; the rest is a temporary file.
const formMemory = 4 << 20

// ReadForm reads the request's form: the body of a POST, the query of a GET.
func ReadForm(r *http.Request) (*Form, error) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return &Form{values: r.URL.Query()}, nil
	}
	// ParseForm first: ParseMultipartForm hides its error behind ErrNotMultipart, and a form cut short would pass.
	err := r.ParseForm()
	if err == nil {
		if err = r.ParseMultipartForm(formMemory); errors.Is(err, http.ErrNotMultipart) {
			err = nil
		}
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, err
	}
	if err != nil {
		return nil, BadForm.With().From(err)
	}
	f := &Form{values: r.PostForm}
	if r.MultipartForm != nil {
		f.values, f.files = r.MultipartForm.Value, r.MultipartForm.File
	}
	return f, nil
}

// Values gives the form again, for a page that shows it with its faults. Passwords are not in it once read by Secret.
func (f *Form) Values() url.Values { return f.values }

// Raw gives a field as it was typed, without any test.
func (f *Form) Raw(name string) string { return f.values.Get(name) }

// Has says whether the field was filled in.
func (f *Form) Has(name string) bool { return clean(f.values.Get(name)) != "" }

// Fault notes a fault of the caller's own on a field.
func (f *Form) Fault(name string, err error) {
	if err == nil {
		return
	}
	for _, e := range fail.Each(err) {
		if e.Field == "" && name != "" {
			e = &fail.Error{Fault: e.Fault, Field: name, Rule: e.Rule, Args: e.Args, Cause: e.Cause}
		}
		f.faults = append(f.faults, e)
	}
}

// Err gives all faults joined, or nil.
func (f *Form) Err() error { return errors.Join(f.faults...) }

// clean trims what people's keyboards add without being seen: spaces at the ends, full and half width, and marks of
// zero width.
func clean(s string) string {
	s = strings.Map(func(c rune) rune {
		switch c {
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		}
		return c
	}, s)
	return strings.TrimFunc(s, unicode.IsSpace)
}

// plain is clean with full-width digits and letters made half width: 1２3 → 123.
func plain(s string) string { return clean(width.Narrow.String(s)) }

// text reads a field that is wanted, and tests its length and characters.
func (f *Form) text(name string, most int, needed, lines bool) string {
	s := clean(f.values.Get(name))
	n := utf8.RuneCountInString(s)
	switch {
	case s == "" && needed:
		f.Fault(name, Missing.With())
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(c rune) bool { return forbidden(c, lines) }):
		f.Fault(name, BadText.With())
		return ""
	case n > most:
		f.Fault(name, TooLong.With("max", most, "n", n))
	}
	return s
}

// forbidden characters: controls, and marks that turn the writing direction so that a name reads as another.
func forbidden(c rune, lines bool) bool {
	if lines && (c == '\n' || c == '\r' || c == '\t') {
		return false
	}
	return unicode.IsControl(c) || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0xfffd
}

// Text is a needed line of at most most characters.
func (f *Form) Text(name string, most int) string { return f.text(name, most, true, false) }

// MaybeText is a line that may be empty.
func (f *Form) MaybeText(name string, most int) string { return f.text(name, most, false, false) }

// Lines is text of several lines that may be empty.
func (f *Form) Lines(name string, most int) string {
	return strings.ReplaceAll(f.text(name, most, false, true), "\r\n", "\n")
}

// Secret is a needed password: not trimmed, and removed from [Form.Values] so that no page shows it again.
func (f *Form) Secret(name string, most int) string {
	s := f.values.Get(name)
	f.values.Del(name)
	switch {
	case s == "":
		f.Fault(name, Missing.With())
	case len(s) > most:
		f.Fault(name, TooLong.With("max", most, "n", utf8.RuneCountInString(s)))
		return ""
	}
	return s
}

// Int is a needed whole number from low to high.
func (f *Form) Int(name string, low, high int64) int64 {
	s := strings.ReplaceAll(plain(f.values.Get(name)), ",", "")
	if s == "" {
		f.Fault(name, Missing.With())
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < low || n > high {
		f.Fault(name, BadNumber.With("min", low, "max", high))
		return 0
	}
	return n
}

// ID is a needed record number, carried by the form itself and not typed.
func (f *Form) ID(name string) int64 {
	n, err := strconv.ParseInt(f.values.Get(name), 10, 64)
	if err != nil || n <= 0 {
		f.Fault(name, BadID.With())
		return 0
	}
	return n
}

// Fen is a needed amount, typed in yuan, from low to high.
func (f *Form) Fen(name string, low, high money.Fen) money.Fen {
	s := plain(f.values.Get(name))
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s, "¥"), "￥"), "元"))
	if s == "" {
		f.Fault(name, Missing.With())
		return 0
	}
	v, err := money.ParseYuan(s)
	if err != nil {
		f.Fault(name, BadMoney.With().From(err))
		return 0
	}
	if v < low || v > high {
		f.Fault(name, MoneyRange.With("min", low, "max", high))
		return 0
	}
	return v
}

// Date is a needed day: 1966-03-02, 19660302, 1966/3/2, 1966.3.2 or 1966年3月2日.
func (f *Form) Date(name string) civil.Date {
	s := plain(f.values.Get(name))
	if s == "" {
		f.Fault(name, Missing.With())
		return 0
	}
	d, err := civil.ParseDate(joinParts(s, 3))
	if err != nil {
		f.Fault(name, BadDate.With().From(err))
		return 0
	}
	return d
}

// MaybeDate is a day that may be empty: ok says whether there is one.
func (f *Form) MaybeDate(name string) (d civil.Date, ok bool) {
	if !f.Has(name) {
		return 0, false
	}
	before := len(f.faults)
	d = f.Date(name)
	return d, len(f.faults) == before
}

// Month is a needed month: 2026-03, 202603, 2026/3 or 2026年3月.
func (f *Form) Month(name string) civil.Month {
	s := plain(f.values.Get(name))
	if s == "" {
		f.Fault(name, Missing.With())
		return 0
	}
	m, err := civil.ParseMonth(joinParts(s, 2))
	if err != nil {
		f.Fault(name, BadMonth.With().From(err))
		return 0
	}
	return m
}

// joinParts writes a date people typed in any usual way as ISO 8601: n parts, year first.
func joinParts(s string, n int) string {
	part := strings.FieldsFunc(s, func(c rune) bool { return c < '0' || c > '9' })
	if len(part) == 1 && len(s) == len(part[0]) && len(s) == 4+2*(n-1) {
		part = []string{s[:4], s[4:6]}
		if n == 3 {
			part = append(part, s[6:])
		}
	}
	if len(part) != n {
		return s
	}
	for i := 1; i < n; i++ {
		if len(part[i]) == 1 {
			part[i] = "0" + part[i]
		}
	}
	return strings.Join(part, "-")
}

// Choice is one of the given values.
func (f *Form) Choice(name string, values ...string) string {
	s := f.values.Get(name)
	if s == "" {
		f.Fault(name, Missing.With())
		return ""
	}
	if !slices.Contains(values, s) {
		f.Fault(name, BadChoice.With())
		return ""
	}
	return s
}

// Choices is any number of the given values.
func (f *Form) Choices(name string, values ...string) []string {
	var chosen []string
	for _, s := range f.values[name] {
		if !slices.Contains(values, s) {
			f.Fault(name, BadChoice.With())
			return nil
		}
		if !slices.Contains(chosen, s) {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// Bool says whether a box is ticked.
func (f *Form) Bool(name string) bool {
	s := f.values.Get(name)
	return s == "1" || s == "true" || s == "on"
}

// Agreed is a box that must be ticked.
func (f *Form) Agreed(name string) {
	if !f.Bool(name) {
		f.Fault(name, NotAgreed.With())
	}
}

// Parse reads a needed field with the parser of its own kind, e.g. a citizen ID; the parser's fault stands on the field.
func Parse[T any](f *Form, name string, parse func(string) (T, error)) T {
	var none T
	s := plain(f.values.Get(name))
	if s == "" {
		f.Fault(name, Missing.With())
		return none
	}
	v, err := parse(s)
	if err != nil {
		f.Fault(name, err)
		return none
	}
	return v
}

// Uploaded is an uploaded file; the name it came under is only shown, never used as a path.
type Uploaded struct {
	Name string
	Body []byte
}

// Upload reads one needed file whole, at most most bytes.
func (f *Form) Upload(name string, most int64) (body []byte, filename string) {
	all := f.Uploads(name, 1, most)
	if len(all) == 0 {
		return nil, ""
	}
	return all[0].Body, all[0].Name
}

// Uploads reads up to count needed files whole, at most most bytes together; further ones are too many.
func (f *Form) Uploads(name string, count int, most int64) []Uploaded {
	list := f.files[name]
	if len(list) == 0 || list[0].Size == 0 {
		f.Fault(name, Missing.With())
		return nil
	}
	if count == 1 {
		list = list[:1]
	}
	if len(list) > count {
		f.Fault(name, TooManyFiles.With("limit", count))
		return nil
	}
	var all []Uploaded
	left := most
	for _, h := range list {
		if left -= h.Size; left < 0 {
			f.Fault(name, TooLarge.With("limit", size(most)))
			return nil
		}
		body, err := readUpload(h)
		if err != nil {
			f.Fault(name, BadForm.With().From(err))
			return nil
		}
		all = append(all, Uploaded{SafeName(h.Filename), body})
	}
	return all
}

func readUpload(h *multipart.FileHeader) ([]byte, error) {
	file, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // read only
	body, err := io.ReadAll(io.LimitReader(file, h.Size+1))
	if err == nil && int64(len(body)) > h.Size {
		err = io.ErrShortBuffer
	}
	return body, err
}
