package bank

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// Canonical is the name of the program's own text, whose bytes and digest are those of the content itself.
const Canonical = "renshe"

// Format is one way in which orders and answers travel (格式).
type Format struct {
	Name      string     `json:"name"`
	Title     words.Text `json:"title"`
	Extension string     `json:"extension"`
	Pays      bool       `json:"pays"`    // carries orders
	Answers   bool       `json:"answers"` // carries answers
	Balances  bool       `json:"balances"`

	writePayment func(Payment) ([]byte, error)
	readPayment  func([]byte) (Payment, error)
	writeReport  func(PaymentHeader, Report) ([]byte, error)
	readReport   func([]byte) (Report, error)
	ours         func(content []byte) bool // the content says that it is of this format
}

// Formats lists every format: the program's own, the messages of ISO 20022, and the banks' formats as data.
func Formats() ([]Format, error) {
	message := func(name string) func([]byte) bool {
		return func(content []byte) bool { return messageOf(content) == name }
	}
	text := func(content []byte) bool { return bytes.HasPrefix(content, []byte("RENSHE-")) }
	all := []Format{
		{Name: Canonical, Title: words.Text{Zh: "本系统文本", En: "the program's own text"}, Extension: "pay", Pays: true, Answers: true, Balances: true, ours: text,
			writePayment: func(p Payment) ([]byte, error) { b, _, err := p.Text(); return b, err }, readPayment: readPaymentText,
			writeReport: writeReturnOrLate, readReport: readReturnOrLate},
		{Name: "pain.001", Title: words.Text{Zh: "ISO 20022 付款指令", En: "ISO 20022 credit transfer initiation"}, Extension: "xml", Pays: true,
			ours: message(pain001), writePayment: writePain001, readPayment: readPain001},
		{Name: "pain.002", Title: words.Text{Zh: "ISO 20022 付款状态报告", En: "ISO 20022 payment status report"}, Extension: "xml", Answers: true,
			ours: message(pain002), writeReport: writePain002, readReport: readPain002},
	}
	for _, name := range []string{camt053, camt054} {
		f := Format{Name: name[:8], Title: words.Text{Zh: "ISO 20022 账户对账单", En: "ISO 20022 account statement"}, Extension: "xml", Answers: true,
			Balances: name == camt053, ours: message(name),
			writeReport: func(h PaymentHeader, r Report) ([]byte, error) { return writeCamt(name, h, r) },
			readReport:  func(content []byte) (Report, error) { return readCamt(content, name) }}
		if name == camt054 {
			f.Title = words.Text{Zh: "ISO 20022 借贷记通知", En: "ISO 20022 debit and credit notification"}
		}
		all = append(all, f)
	}
	banks, err := adapters()
	if err != nil {
		return nil, err
	}
	for _, a := range banks {
		all = append(all, a.Format())
	}
	return all, nil
}

// Format gives an adapter its four functions.
func (a *Adapter) Format() Format {
	lay, unlay := a.lay, a.unlay
	if a.Kind == "xlsx" {
		lay, unlay = func(_ layout, f rows) ([]byte, error) { return a.laySheet(f) }, a.unlaySheet
	}
	return Format{Name: a.Name, Title: a.Title, Extension: a.Extension, Pays: true, Answers: true, Balances: a.carriesBalance(), ours: a.likely,
		writePayment: func(p Payment) ([]byte, error) {
			f, err := a.paymentRows(p)
			if err != nil {
				return nil, err
			}
			return lay(a.Payment, f)
		},
		readPayment: func(content []byte) (Payment, error) {
			f, err := unlay(a.Payment, content)
			if err != nil {
				return Payment{}, err
			}
			return a.paymentOf(f)
		},
		writeReport: func(h PaymentHeader, r Report) ([]byte, error) {
			f, err := a.answerRows(h, r)
			if err != nil {
				return nil, err
			}
			return lay(a.Answer, f)
		},
		readReport: func(content []byte) (Report, error) {
			f, err := unlay(a.Answer, content)
			if err != nil {
				return Report{}, err
			}
			return a.reportOf(f)
		},
	}
}

// likely says whether a content begins as the adapter's files do.
func (a *Adapter) likely(content []byte) bool {
	if a.Kind == "xlsx" {
		return bytes.HasPrefix(content, []byte("PK\x03\x04"))
	}
	for _, l := range []layout{a.Payment, a.Answer} {
		if raw, err := a.row(l.Header[:1], []string{l.Header[0].Text}, 0); err == nil && bytes.HasPrefix(content, append(raw, a.Separator...)) {
			return true
		}
	}
	return false
}

// messageOf gives the definition that a message names in its root, "" if there is none.
func messageOf(content []byte) string {
	if !bytes.HasPrefix(bytes.TrimLeft(content, " \t\r\n\xef\xbb\xbf"), []byte("<")) {
		return ""
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // a wrong encoding is refused by the reader, which says so
	for {
		token, err := d.RawToken()
		if err != nil {
			return ""
		}
		if start, root := token.(xml.StartElement); root {
			for _, a := range start.Attr {
				if name, iso := strings.CutPrefix(a.Value, spacePrefix); iso {
					return name
				}
			}
			return ""
		}
	}
}

// FormatNamed finds a format that carries what is asked for.
func FormatNamed(name string, fits func(Format) bool) (Format, error) {
	all, err := Formats()
	if err != nil {
		return Format{}, err
	}
	var names []string
	for _, f := range all {
		if !fits(f) {
			continue
		}
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, NoSuchFormat.With("name", name, "names", strings.Join(names, ", "))
}

// Paying and Answering are what FormatNamed may be asked for.
func Paying(f Format) bool    { return f.Pays }
func Answering(f Format) bool { return f.Answers }

// WritePayment writes a canonical payment file in another format.
func WritePayment(format string, canonical []byte) ([]byte, Format, error) {
	f, err := FormatNamed(format, Paying)
	if err != nil {
		return nil, f, err
	}
	p, err := readPaymentText(canonical)
	if err != nil || f.Name == Canonical {
		return canonical, f, err
	}
	out, err := f.writePayment(p)
	if err != nil {
		return nil, f, err
	}
	// What leaves the house is read back first: a file that says something else than the batch is never sent.
	again, err := f.readPayment(out)
	if err != nil {
		return nil, f, err
	}
	text, _, err := again.Text()
	if err == nil && !bytes.Equal(text, canonical) {
		err = Unwritable.With("line", 0, "problem", badValue)
	}
	return out, f, err
}

// ReadAnyPayment reads a payment file of any format.
func ReadAnyPayment(content []byte) (Payment, Format, error) {
	return anyOf(content, Paying, func(f Format) (Payment, error) { return f.readPayment(content) })
}

// ReadReport reads a file of the bank of any format.
func ReadReport(content []byte) (Report, error) {
	r, f, err := anyOf(content, Answering, func(f Format) (Report, error) { return f.readReport(content) })
	if err != nil {
		return Report{}, err
	}
	if r.Format = f.Name; r.RestCount == 0 && r.Rest == nil {
		r.RestCount = -1
	}
	return r, nil
}

// anyOf reads a content with the format that it says it is of. Two adapters may begin alike; then the one that can read it is taken.
func anyOf[T any](content []byte, fits func(Format) bool, read func(Format) (T, error)) (T, Format, error) {
	var none T
	all, err := Formats()
	if err != nil {
		return none, Format{}, err
	}
	err = UnknownFormat.With()
	for _, f := range all {
		if !f.ours(content) {
			continue
		}
		if !fits(f) {
			err = WrongKind.With("want", f.Name)
			continue
		}
		out, bad := read(f)
		if bad == nil {
			return out, f, nil
		}
		if e := fail.As(bad); errors.Is(err, UnknownFormat) || e.Kind == fail.Internal {
			err = bad
		}
	}
	return none, Format{}, err
}

// digestOf is the SHA-256 of a file's bytes in lower-case hexadecimal.
func digestOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// ReadReportAs reads a file of the bank as one of a format by name, "" for the one that the content says.
func ReadReportAs(name string, content []byte) (Report, error) {
	if name == "" {
		return ReadReport(content)
	}
	f, err := FormatNamed(name, Answering)
	if err != nil {
		return Report{}, err
	}
	r, err := f.readReport(content)
	if err != nil {
		return Report{}, err
	}
	if r.Format = f.Name; r.RestCount == 0 && r.Rest == nil {
		r.RestCount = -1
	}
	return r, nil
}

// Named lists the formats that carry what is asked for, e.g. for a list to choose from.
func Named(fits func(Format) bool) ([]Format, error) {
	all, err := Formats()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(f Format) bool { return !fits(f) }), nil
}
