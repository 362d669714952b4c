package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// gzipFrom is the smallest answer worth compressing: below it the header costs more than it saves.
const gzipFrom = 1000

var gzips = sync.Pool{New: func() any { z, _ := gzip.NewWriterLevel(io.Discard, 5); return z }}

// recorder counts what is sent, and compresses it when the client takes gzip and the answer is text.
type recorder struct {
	http.ResponseWriter
	n      *entry
	head   bool
	accept bool
	z      *gzip.Writer
}

func newRecorder(w http.ResponseWriter, r *http.Request, n *entry) *recorder {
	return &recorder{ResponseWriter: w, n: n, head: r.Method == http.MethodHead, accept: acceptsGzip(r)}
}

// acceptsGzip reads Accept-Encoding; "gzip;q=0" is a no.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			return !strings.HasPrefix(strings.ReplaceAll(q, " ", ""), "q=0") || strings.ContainsAny(q, "123456789")
		}
	}
	return false
}

// WriteHeader decides on compression, once.
func (w *recorder) WriteHeader(status int) {
	if w.n.sent {
		return
	}
	if status >= 200 {
		w.n.sent, w.n.status = true, status
		h := w.Header()
		if compressible(h) {
			h.Add("Vary", "Accept-Encoding")
			if w.accept && status != http.StatusNoContent && status != http.StatusNotModified && status != http.StatusPartialContent {
				h.Set("Content-Encoding", "gzip")
				h.Del("Content-Length")
				if !w.head {
					w.z = gzips.Get().(*gzip.Writer)
					w.z.Reset(w.ResponseWriter)
				}
			}
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

// compressible says whether the answer is text that is not packed yet and not tiny.
func compressible(h http.Header) bool {
	if h.Get("Content-Encoding") != "" {
		return false
	}
	if n, err := strconv.Atoi(h.Get("Content-Length")); err == nil && n < gzipFrom {
		return false
	}
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	switch kind {
	case "text/html", "text/css", "text/plain", "text/csv", "text/javascript", "image/svg+xml", "application/json", "application/problem+json":
		return true
	}
	return false
}

// Write sends b, and counts it.
func (w *recorder) Write(b []byte) (int, error) {
	if !w.n.sent {
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", http.DetectContentType(b))
		}
		w.WriteHeader(http.StatusOK)
	}
	w.n.bytes += int64(len(b))
	if w.z != nil {
		return w.z.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// Flush sends what is held back, for long answers that show progress.
func (w *recorder) Flush() {
	if w.z != nil {
		_ = w.z.Flush() // an error shows itself at the next write
	}
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *recorder) close() {
	if w.z != nil {
		_ = w.z.Close() // the client has gone: nobody to tell
		gzips.Put(w.z)
		w.z = nil
	}
	if !w.n.sent {
		w.n.status = http.StatusOK
	}
}
