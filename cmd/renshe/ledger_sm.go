package main

import (
	"renshe/internal/access"
	"renshe/internal/words"
)

type smCmd struct {
	booksOf
	On bool `help:"${help_smon}"`
}

var (
	smBegins = words.Text{Zh: "建国密树", En: "growing the second tree"}
	smIsOn   = words.Text{Zh: "国密树已开：{size} 条，根 {root}。\n公钥（给审计）：{key}", En: "The second tree is kept: {size} records, root {root}.\nIts key, for auditors: {key}"}
	smIsOff  = words.Text{Zh: "没有开国密树。用 --on 打开；打开后不能关。", En: "The second tree is not kept. --on begins it; it cannot be ended."}
)

// Run shows the second tree, and begins it if it is asked to.
func (c *smCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.On {
		p := s.progress()
		err := a.Books.KeepSM(s, access.TheSystem(county), func(done, total int64) { p.at(smBegins, done, total) })
		p.done()
		if err != nil {
			return err
		}
	}
	state, err := a.Books.SMState(s, county)
	if err != nil {
		return err
	}
	root := ""
	if state.On {
		root = state.Root.String()
	}
	if c.JSON {
		return s.json(map[string]any{"county": county, "on": state.On, "size": state.Size, "root": root, "key": state.Key})
	}
	if !state.On {
		s.say(smIsOff)
		return nil
	}
	s.say(smIsOn, "size", state.Size, "root", root, "key", state.Key)
	return nil
}
