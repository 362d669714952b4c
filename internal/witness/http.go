package witness

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"renshe/tlog"
)

const (
	maxBody   = 128 << 10 // 63 hashes and a note with sixteen signatures, of which some may have five thousand bytes
	perMinute = 60        // checkpoints a minute from one address: a ledger sends one a day or one a batch
	sizeType  = "text/x.tlog.size"
)

// refusal is an answer other than a cosignature.
type refusal struct {
	status int
	size   int64 // what is known, with 409
	text   string
}

// Handler serves POST /add-checkpoint as C2SP tlog-witness has it, and GET / with the key and the logs.
func (w *Witness) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /add-checkpoint", func(rw http.ResponseWriter, r *http.Request) {
		if !w.allowed(r.RemoteAddr) {
			rw.Header().Set("Retry-After", "60")
			http.Error(rw, "too many requests", http.StatusTooManyRequests)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxBody))
		if err != nil {
			http.Error(rw, "the body is too long or was cut off", http.StatusBadRequest)
			return
		}
		line, no := w.Add(body)
		switch {
		case no == nil:
			rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
			io.WriteString(rw, line)
		case no.status == http.StatusConflict:
			rw.Header().Set("Content-Type", sizeType)
			rw.WriteHeader(no.status)
			fmt.Fprintf(rw, "%d\n", no.size)
		default:
			http.Error(rw, no.text, no.status)
		}
	})
	mux.HandleFunc("GET /{$}", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(rw).Encode(map[string]any{"key": w.Key(), "logs": w.Logs()})
	})
	return mux
}

// allowed counts an address's requests of this minute. The count is in memory: a restart forgets it, which harms nothing.
func (w *Witness) allowed(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if now := w.clock().Truncate(time.Minute); now != w.minute || len(w.visits) > 10_000 {
		w.minute, w.visits = now, map[string]int{}
	}
	w.visits[host]++
	return w.visits[host] <= perMinute
}

// request is the body of add-checkpoint: "old N", the proof's hashes, an empty line, the signed checkpoint.
type request struct {
	old   int64
	proof tlog.Proof
	note  []byte
}

var errRequest = errors.New("witness: not an add-checkpoint request")

func parseRequest(body []byte) (q request, err error) {
	head, signed, found := bytes.Cut(body, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	rest, is := strings.CutPrefix(lines[0], "old ")
	if q.old, err = strconv.ParseInt(rest, 10, 64); err != nil || !found || !is || q.old < 0 || strconv.FormatInt(q.old, 10) != rest || len(lines) > 64 {
		return q, errRequest
	}
	for _, l := range lines[1:] {
		raw, err := base64.StdEncoding.DecodeString(l)
		if err != nil || base64.StdEncoding.EncodeToString(raw) != l {
			return q, errRequest
		}
		h, err := tlog.ParseHash(raw)
		if err != nil {
			return q, errRequest
		}
		q.proof = append(q.proof, h)
	}
	q.note = signed
	return q, nil
}

// Add takes a checkpoint and gives the cosignature's line, or why not.
func (w *Witness) Add(body []byte) (string, *refusal) {
	q, err := parseRequest(body)
	if err != nil {
		return "", &refusal{status: http.StatusBadRequest, text: err.Error()}
	}
	origin, _, _ := strings.Cut(string(q.note), "\n")
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.load(); err != nil {
		return "", &refusal{status: http.StatusInternalServerError, text: "the state cannot be read"}
	}
	i := slices.IndexFunc(w.logs, func(l Log) bool { return l.Origin == origin })
	if i < 0 {
		return "", &refusal{status: http.StatusNotFound, text: "unknown log"}
	}
	known := w.logs[i]
	v, err := note.NewVerifier(known.Key)
	if err != nil {
		return "", &refusal{status: http.StatusInternalServerError, text: "the log's key cannot be used"}
	}
	c, err := tlog.Open(q.note, origin, v)
	if err != nil {
		return "", unsigned(err)
	}
	if no := follows(q, c, known); no != nil {
		return "", no
	}
	at := w.clock().UTC()
	line := w.key.Cosign(c, at)
	logs := slices.Clone(w.logs)
	logs[i].Size, logs[i].Root, logs[i].Note, logs[i].At = c.Size, c.Root.String(), c.Text()+"\n"+line, at
	if err := w.save(logs); err != nil {
		return "", &refusal{status: http.StatusServiceUnavailable, text: "the state could not be kept: ask again"}
	}
	return line, nil
}

// unsigned tells what nobody we trust signed, or signed wrongly, from what is no checkpoint at all.
func unsigned(err error) *refusal {
	var other *note.UnverifiedNoteError
	var wrong *note.InvalidSignatureError
	if errors.As(err, &other) || errors.As(err, &wrong) {
		return &refusal{status: http.StatusForbidden, text: "the log's key did not sign this"}
	}
	return &refusal{status: http.StatusBadRequest, text: "not a signed checkpoint"}
}

// follows says why a checkpoint does not follow what is known, if it does not.
func follows(q request, c tlog.Checkpoint, known Log) *refusal {
	switch {
	case q.old > c.Size:
		return &refusal{status: http.StatusBadRequest, text: "the old size is larger than the checkpoint's"}
	case q.old != known.Size:
		return &refusal{status: http.StatusConflict, size: known.Size}
	case c.Size == known.Size && c.Root.String() != cmp.Or(known.Root, tlog.EmptyRoot().String()):
		return &refusal{status: http.StatusConflict, size: known.Size}
	case q.old == 0 && len(q.proof) > 0:
		return &refusal{status: http.StatusUnprocessableEntity, text: "from nothing, no proof is needed"}
	case q.old == 0:
		return nil
	}
	root, err := parseRoot(known.Root)
	if err == nil {
		err = tlog.CheckGrowth(q.proof, q.old, c.Size, root, c.Root)
	}
	if err != nil {
		return &refusal{status: http.StatusUnprocessableEntity, text: "the log does not begin with what was cosigned"}
	}
	return nil
}

func parseRoot(text string) (h tlog.Hash, err error) {
	raw, err := hex.DecodeString(text)
	if err != nil {
		return h, err
	}
	return tlog.ParseHash(raw)
}

// Conflict is a witness that knows another size than the one that was asked from.
type Conflict struct{ Size int64 }

func (c *Conflict) Error() string { return fmt.Sprintf("witness: it knows size %d", c.Size) }

// Refused is a witness that answered something else than a cosignature, by the status of its answer: 400, 403, 404, 422, 429, 5xx.
type Refused struct{ Status int }

func (r *Refused) Error() string {
	return fmt.Sprintf("witness: it answered %d %s", r.Status, http.StatusText(r.Status))
}

// Submit asks the witness at url to cosign a signed checkpoint; proof shows that the log grew from size old. It gives the
// signature lines, of all keys that the witness has ([tlog.FindCosignature]), a [Conflict] or a [Refused].
func Submit(ctx context.Context, client *http.Client, url string, old int64, proof tlog.Proof, signed string) (string, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "old %d\n", old)
	for _, h := range proof {
		b.WriteString(base64.StdEncoding.EncodeToString(h[:]) + "\n")
	}
	b.WriteString("\n" + signed)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(url, "/")+"/add-checkpoint", &b)
	if err != nil {
		return "", err
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err != nil {
		return "", err
	}
	switch {
	case resp.StatusCode == http.StatusOK:
		return string(text), nil
	case resp.StatusCode == http.StatusConflict && strings.HasPrefix(resp.Header.Get("Content-Type"), sizeType):
		size, err := strconv.ParseInt(strings.TrimSuffix(string(text), "\n"), 10, 64)
		if err != nil {
			return "", err
		}
		return "", &Conflict{size}
	}
	return "", &Refused{resp.StatusCode}
}
