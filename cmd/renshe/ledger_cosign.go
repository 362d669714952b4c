package main

import (
	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/words"
)

type cosignCmd struct {
	booksOf
	Witness string `help:"${help_witnessurl}" placeholder:"URL"`
	Key     string `help:"${help_witnesskey}" placeholder:"KEY"`
}

type witnessStateCmd struct {
	booksOf
}

var (
	witnessGood  = words.Text{Zh: "{name}：已见证到第 {size} 条，{at}", En: "{name}: cosigned up to record {size}, {at}"}
	witnessBad   = words.Text{Zh: "{name}：没有签到（{problem}）；上次签到第 {size} 条", En: "{name}: did not sign ({problem}); the last it signed was record {size}"}
	noWitness    = words.Text{Zh: "没有登记见证人。账照常记，但没有外人能证明它没有被换过。", En: "No witness is registered. The books go on, but nobody outside can tell that they were not replaced."}
	logPublicKey = words.Text{Zh: "账本公钥（给见证人登记）：{key}", En: "The ledger's key (for a witness to register): {key}"}
)

// Run registers a witness, if one is given, and asks all of them for their signature.
func (c *cosignCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.Witness != "" || c.Key != "" {
		w := ledger.Witness{Name: c.Witness, URL: c.Witness, Key: c.Key}
		if err := a.Books.SetWitness(s, access.Actor{County: county, Role: access.System}, w); err != nil {
			return err
		}
	}
	all, err := a.Cosign(s, county)
	if err != nil {
		return err
	}
	return s.witnesses(county, all, c.JSON)
}

// Run shows how the witnesses stand.
func (c *witnessStateCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	w, err := a.Books.Witnessing(s, county)
	if err != nil {
		return err
	}
	key, err := a.Books.VerifierKey(county)
	if err != nil {
		return err
	}
	if c.JSON {
		w.Witnesses = append([]ledger.Witness{}, w.Witnesses...)
		return s.json(struct {
			County civil.County `json:"county"`
			Key    string       `json:"key"`
			ledger.Witnessing
		}{county, key, w})
	}
	s.say(logPublicKey, "key", key)
	if err := s.witnesses(county, w.Witnesses, false); err != nil || w.Alarm == (words.Text{}) || len(w.Witnesses) == 0 {
		return err
	}
	s.say(w.Alarm)
	return nil
}

func (s *session) witnesses(county civil.County, all []ledger.Witness, asJSON bool) error {
	if asJSON {
		if all == nil {
			all = []ledger.Witness{}
		}
		return s.json(map[string]any{"county": county, "witnesses": all})
	}
	if len(all) == 0 {
		s.say(noWitness)
	}
	for _, w := range all {
		if w.Problem != "" {
			s.say(witnessBad, "name", w.Name, "problem", w.Problem, "size", w.Size)
		} else {
			s.say(witnessGood, "name", w.Name, "size", w.Size, "at", w.AskedAt.Format("2006-01-02 15:04:05Z07:00"))
		}
	}
	return nil
}
