package web

import (
	"bytes"
	"compress/gzip"
	"mime"
	"net/http"
	"path"
	"strconv"
)

type asset struct {
	kind       string
	body, gzip []byte
}

// Static serves assets by address. Addresses carry their content's hash, so a browser may keep them for ever; each is
// packed once, here.
func Static(assets map[string][]byte) http.Handler {
	packed := make(map[string]asset, len(assets))
	for address, body := range assets {
		a := asset{kind: kindOf(address), body: body}
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // a constant level is never refused
		if _, err := z.Write(body); err == nil && z.Close() == nil && b.Len() < len(body) {
			a.gzip = b.Bytes()
		}
		packed[address] = a
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note(r).route = "/static/"
		a, ok := packed[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Add("Vary", "Accept-Encoding")
		body := a.body
		if a.gzip != nil && acceptsGzip(r) {
			h.Set("Content-Encoding", "gzip")
			body = a.gzip
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(http.StatusOK)
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // the client has gone: nobody to tell
		}
	})
}

func kindOf(address string) string {
	switch path.Ext(address) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	if k := mime.TypeByExtension(path.Ext(address)); k != "" {
		return k
	}
	return "application/octet-stream"
}
