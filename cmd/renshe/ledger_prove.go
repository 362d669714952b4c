package main

import (
	"fmt"

	"renshe/internal/access"
)

type proveCmd struct {
	booksOf
	Payment int64 `help:"${help_paymentid}" required:"" placeholder:"N"`
}

// Run prints the proof alone, so that it can be given on.
func (c *proveCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	p, err := a.Benefit.ProofOf(s, access.Actor{County: county, Role: access.System}, c.Payment)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"payment": c.Payment, "seq": p.Seq, "size": p.Size, "short": p.Short, "proof": p.Text})
	}
	fmt.Fprintln(s.stdout, p.Text)
	return nil
}
