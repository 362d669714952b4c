package main

import (
	"bytes"
	"fmt"
	"os"

	"renshe/internal/access"
	"renshe/internal/paper"
	"renshe/internal/slip"
	"renshe/internal/words"
	"renshe/money"
)

type proveCmd struct {
	booksOf
	Payment int64  `help:"${help_paymentid}" required:"" placeholder:"N"`
	PDF     string `name:"pdf" help:"${help_slippdf}" type:"path" placeholder:"FILE"`
	Site    string `help:"${help_slipsite}" placeholder:"URL"`
	SM      bool   `name:"sm" help:"${help_provesm}"`
}

// purposeProve is what the person whose payment it is reads in the record of who looked.
var purposeProve = words.Text{Zh: "命令行开支付凭条", En: "payment slip by command"}

// provedJSON is one transfer's proof.
type provedJSON struct {
	Seq     int64     `json:"seq"`
	Month   string    `json:"month"`
	Code    string    `json:"code"`
	Amount  money.Fen `json:"amount_fen"`
	Size    int64     `json:"size"`
	Witness string    `json:"witness,omitempty"`
	Proof   string    `json:"proof"`
}

// Run prints the proofs alone, a line for each transfer of the payment, so that they can be given on; the slip itself goes into a file.
func (c *proveCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	p, err := a.Slips.Of(s, access.TheSystem(county), c.Payment, purposeProve.Zh)
	if err != nil {
		return err
	}
	if c.SM {
		if err := a.Slips.ProveSM(s, county, p); err != nil {
			return err
		}
	}
	if c.PDF != "" {
		var pdf bytes.Buffer
		if err := paper.Print(&pdf, p.Letter(slip.Press{Lang: s.lang, At: a.Clock.Now(), Site: c.Site})); err != nil {
			return err
		}
		if err := os.WriteFile(c.PDF, pdf.Bytes(), 0o600); err != nil {
			return noFile.With("file", c.PDF).On("--pdf").From(err)
		}
	}
	if c.JSON {
		all := make([]provedJSON, len(p.Parts))
		for i, x := range p.Parts {
			all[i] = provedJSON{x.Seq, x.Line.Month.String(), x.Code, x.Amount, x.Proof.Size, x.Proof.Witness, x.Proof.Text}
		}
		return s.json(map[string]any{"payment": c.Payment, "short": p.Code, "total_fen": p.Total, "proofs": all, "pdf": c.PDF})
	}
	for _, x := range p.Parts {
		fmt.Fprintln(s.stdout, x.Proof.Text)
	}
	return nil
}
