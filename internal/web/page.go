package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
)

// Place is a position in a list ordered by keys: the sort keys of the last row shown. Its text is opaque to people.
type Place []string

// maxPlace bounds a place's text: three keys of ordinary length.
const maxPlace = 600

// String is the place as a query parameter.
func (p Place) String() string {
	if len(p) == 0 {
		return ""
	}
	b, _ := json.Marshal([]string(p)) // strings always marshal
	return base64.RawURLEncoding.EncodeToString(b)
}

// Int gives key i as a number; a place from outside may hold anything.
func (p Place) Int(i int) (int64, error) {
	if i >= len(p) {
		return 0, BadPlace.With().On("after")
	}
	n, err := strconv.ParseInt(p[i], 10, 64)
	if err != nil {
		return 0, BadPlace.With().On("after")
	}
	return n, nil
}

// PlaceOf makes a place from keys.
func PlaceOf(keys ...any) Place {
	p := make(Place, len(keys))
	for i, k := range keys {
		switch x := k.(type) {
		case string:
			p[i] = x
		case int64:
			p[i] = strconv.FormatInt(x, 10)
		case int:
			p[i] = strconv.Itoa(x)
		case interface{ String() string }:
			p[i] = x.String()
		default:
			panic("web: a place holds texts and numbers")
		}
	}
	return p
}

// Slice is which part of a list is asked for.
type Slice struct {
	After Place // nil: from the start
	Limit int
}

// ReadSlice reads ?after= and ?limit= (1…most; otherwise the given number).
func ReadSlice(r *http.Request, limit, most int) (Slice, error) {
	s := Slice{Limit: limit}
	q := r.URL.Query()
	if n, err := strconv.Atoi(q.Get("limit")); err == nil && n > 0 {
		s.Limit = min(n, most)
	}
	text := q.Get("after")
	if text == "" {
		return s, nil
	}
	if len(text) > maxPlace {
		return s, BadPlace.With().On("after")
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return s, BadPlace.With().On("after")
	}
	var keys []string
	if json.Unmarshal(b, &keys) != nil || len(keys) == 0 || len(keys) > 8 {
		return s, BadPlace.With().On("after")
	}
	s.After = keys
	return s, nil
}

// NextAddress is the address of the page after place, with the request's other parameters kept.
func NextAddress(r *http.Request, after Place) string {
	q := r.URL.Query()
	q.Del("after")
	if s := after.String(); s != "" {
		q.Set("after", s)
	}
	return (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String()
}

// PathID reads a record's number from the path, e.g. /desk/person/{id}.
func PathID(r *http.Request, name string) (int64, error) {
	n, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil || n <= 0 {
		return 0, BadID.With()
	}
	return n, nil
}

// Here is the request's path and query, where a display switch returns to.
func Here(r *http.Request) string {
	if r.Method != http.MethodGet {
		// A posted page cannot be opened again by its address; its form can.
		if back := r.Referer(); back != "" {
			if u, err := url.Parse(back); err == nil && u.Host == r.Host {
				return Local(u.RequestURI(), "/")
			}
		}
	}
	return Local(r.URL.RequestURI(), "/")
}
