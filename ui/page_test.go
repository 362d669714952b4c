package ui

import (
	"testing"

	"renshe/internal/words"
)

func TestTheRoleKeepsItsWordsTogether(t *testing.T) {
	p := &Page{Lang: words.En, User: User{Role: words.Text{Zh: "经办员", En: "counter officer"}, Station: "陬市镇站"}}
	if got := p.role(); got != "counter officer · 陬市镇站" {
		t.Errorf("%q", got)
	}
	p.User.Station = ""
	if got := p.role(); got != "counter officer" {
		t.Errorf("%q", got)
	}
}
