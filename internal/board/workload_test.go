package board_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/testkit"
)

// The county sees stations and matters: no officer, no small cell, and no total from which one could be worked out.
func TestWorkloadNamesNobodyAndHidesSmallCells(t *testing.T) {
	x := newCounty(t, testkit.SQLite(t))
	for _, login := range []string{"fuhe", "guanli"} {
		b, _ := as(t, x.srv, login)
		p := b.get("/board/workload")
		p.wants(http.StatusOK, "接待工作量", "不按人，不排名", "居民养老保险", "<5")
		for _, u := range x.built.Users {
			if u.Role == access.Officer {
				p.silent(u.Name)
			}
		}
		rows := p.texts("main tbody tr")
		if len(rows) != 66 {
			t.Fatalf("%d stations", len(rows))
		}
		small := regexp.MustCompile(`(^| )[1-4]( |$)`)
		for _, r := range rows {
			cells := strings.Fields(r)
			calls := cells[1] // the station's name holds no blank
			if strings.Contains(strings.Join(cells[3:], " "), "<5") && !strings.HasPrefix(calls, "≥") {
				t.Errorf("a total gives a hidden cell away: %s", r)
			}
			if small.MatchString(strings.Join(cells[3:], " ")) {
				t.Errorf("a small cell is shown: %s", r)
			}
		}
	}
	b, _ := as(t, x.srv, "fuhe")
	b.get("/board/workload?month=2026-01").wants(http.StatusOK, "这个月还没有接待登记")
	b.get("/board/workload?month=x%22%3E").wants(http.StatusUnprocessableEntity)
	b.get("/display?back=/board&lang=en")
	b.get("/board/workload").wants(http.StatusOK, "Calls received", "no ranking")
	o, _ := as(t, x.srv, "liu")
	o.get("/board/workload").wants(http.StatusForbidden)
}
