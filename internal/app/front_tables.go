package app

import (
	"github.com/a-h/templ"

	"renshe/internal/demo"
	"renshe/ui"
)

func (s *demoPage) password() string { return demo.Password }

func (s *demoPage) accountTable() ui.Table {
	t := ui.Table{Caption: wAccounts, Quiet: true, Columns: []ui.Column{{Head: wLogin, Main: true}, {Head: wRole}, {Head: wName}, {Head: wStation}}}
	for _, a := range s.accounts {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Mono(a.Login), ui.Say(s.Page, a.Role.Title()), ui.Str(a.Name), ui.Str(a.Station)}})
	}
	return t
}

func (s *demoPage) citizenTable() ui.Table {
	t := ui.Table{Caption: wCitizens, Quiet: true, Columns: []ui.Column{{Head: wName, Main: true}, {Head: wCitizenID}, {Head: wWhy}}}
	for _, c := range s.citizens {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(c.name), ui.Mono(c.id), ui.Say(s.Page, c.why)}})
	}
	return t
}

func (s *demoPage) messageTable() ui.Table {
	t := ui.Table{Caption: wPhone, Quiet: true, Columns: []ui.Column{{Head: wTo}, {Head: wMessage, Main: true}},
		Empty: &ui.Empty{Title: wNoMessages, Icon: ui.IconPhone}}
	for _, m := range s.messages {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Mono(m.To), ui.Str(m.Text)}})
	}
	return t
}
