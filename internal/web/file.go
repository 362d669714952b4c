package web

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// File is something to keep or to print.
type File struct {
	Name   string // what it is called on the person's computer; Chinese is fine
	Kind   string // media type
	Inline bool   // shown in the browser (a PDF to print) instead of saved
}

// Kinds of files.
const (
	KindPDF  = "application/pdf"
	KindXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	KindJSON = "application/json"
	KindCSV  = "text/csv; charset=utf-8"
	KindText = "text/plain; charset=utf-8"
	KindPNG  = "image/png"
	KindData = "application/octet-stream" // whatever a bank wants, in its own encoding
)

// Send draws the whole file and then sends it: an error while drawing is an error page, never half a file.
func Send(w http.ResponseWriter, f File, draw func(io.Writer) error) error {
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		return err
	}
	fileHeader(w.Header(), f)
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(http.StatusOK)
	_, err := w.Write(b.Bytes())
	return gone(err)
}

// Stream sends a file as it is drawn, for one too large to hold; an error after its beginning breaks the connection,
// so that the browser reports it as incomplete.
func Stream(w http.ResponseWriter, f File, draw func(io.Writer) error) error {
	first := &firstByte{w: w, f: f}
	err := draw(first)
	if err == nil && !first.begun {
		_, err = first.Write(nil)
	}
	if err != nil && first.begun {
		panic(http.ErrAbortHandler)
	}
	return err
}

type firstByte struct {
	w     http.ResponseWriter
	f     File
	begun bool
}

func (s *firstByte) Write(b []byte) (int, error) {
	if !s.begun {
		s.begun = true
		fileHeader(s.w.Header(), s.f)
		s.w.WriteHeader(http.StatusOK)
	}
	return s.w.Write(b)
}

func fileHeader(h http.Header, f File) {
	h.Set("Content-Type", f.Kind)
	h.Set("Content-Disposition", disposition(f))
	h.Set("Cache-Control", "no-store")
}

// clearFile takes back a file's headers when its drawing failed.
func clearFile(h http.Header) {
	h.Del("Content-Disposition")
	h.Del("Content-Length")
}

// disposition writes the header of RFC 6266: a plain name for old browsers and the true one in UTF-8 (RFC 8187).
func disposition(f File) string {
	way := "attachment"
	if f.Inline {
		way = "inline"
	}
	name := SafeName(f.Name)
	plain := strings.Map(func(c rune) rune {
		if c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' {
			return '_'
		}
		return c
	}, name)
	return way + `; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// SafeName makes a file name that no system trips over: no path, no control or reserved characters, not hidden, at most
// 120 characters with its ending kept.
func SafeName(name string) string {
	s := strings.Map(func(c rune) rune {
		switch {
		case c < 0x20 || c == 0x7f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069:
			return -1
		case strings.ContainsRune(`/\:*?"<>|`, c):
			return '-'
		}
		return c
	}, strings.ToValidUTF8(name, ""))
	s = strings.Trim(s, " .-")
	if s == "" {
		return "file"
	}
	if r := []rune(s); len(r) > 120 {
		end := ""
		if i := strings.LastIndexByte(s, '.'); i > 0 && len(s)-i <= 6 {
			end = s[i:]
		}
		s = string(r[:120-len(end)]) + end
	}
	return s
}
