package tlog

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// ErrCheckpoint is a text that is not a checkpoint of the log it should be of.
var ErrCheckpoint = errors.New("tlog: not a checkpoint of this log")

// Checkpoint says what the first Size leaves of a log were: C2SP tlog-checkpoint.
type Checkpoint struct {
	Origin string // the log's name, e.g. "renshe/ledger/430725"; it may hold no space and no plus sign
	Size   int64
	Root   Hash
	Extra  string // extension lines of other people's logs, each ended; a log of our own has none
}

// Text is the signed body: three lines, each ended, and the extension lines.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]), c.Extra)
}

// ParseCheckpoint reads what [Checkpoint.Text] wrote; any other spelling of it is refused.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) != 4 {
		return Checkpoint{}, ErrCheckpoint
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Checkpoint{}, ErrCheckpoint
	}
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	root, err := ParseHash(raw)
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	c := Checkpoint{Origin: lines[0], Size: size, Root: root, Extra: lines[3]}
	whole := c.Extra == "" || c.Extra[0] != '\n' && strings.HasSuffix(c.Extra, "\n") && !strings.Contains(c.Extra, "\n\n")
	if c.Origin == "" || !whole || c.Text() != text {
		return Checkpoint{}, ErrCheckpoint
	}
	return c, nil
}

// Sign makes the signed note of a checkpoint, one signature line for each signer.
func Sign(c Checkpoint, signers ...note.Signer) ([]byte, error) {
	if _, err := ParseCheckpoint(c.Text()); err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: c.Text()}, signers...)
}

// Open checks a note's signatures and gives its checkpoint. At least one of the trusted keys must have signed it, a wrong
// signature of a trusted key is refused even beside a right one, and the origin must be the expected one.
func Open(msg []byte, origin string, trusted ...note.Verifier) (Checkpoint, error) {
	n, err := note.Open(msg, note.VerifierList(trusted...))
	if err != nil {
		return Checkpoint{}, err
	}
	c, err := ParseCheckpoint(n.Text)
	if err != nil {
		return c, err
	}
	if c.Origin != origin {
		return c, ErrCheckpoint
	}
	return c, nil
}
