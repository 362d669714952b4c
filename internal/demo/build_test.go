package demo_test

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/workforce"
	"renshe/policy"
)

var march = civil.MonthOf(2026, 3)

// county is a store with every room that a demo county needs.
func county(t testing.TB, url string) (demo.Rooms, *demo.Clock) {
	t.Helper()
	clock := demo.NewClock(time.Now)
	d := testkit.Open(t, url, db.WithClock(clock.Now))
	box := seal.New([]byte("demo tests"))
	acc := access.New(d, box)
	keys, err := ledger.OpenKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	books, rolls := ledger.New(d, keys), enrolment.New(d, box, acc)
	return demo.Rooms{DB: d, Access: acc, People: person.New(d, box, acc), Force: workforce.New(d, acc), Rolls: rolls, Books: books,
		Benefits: benefit.New(d, box, acc, books, rolls, rules), Rules: rules}, clock
}

func TestBig(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("DEMO_N"))
	if n == 0 {
		n = 20000
	}
	url := testkit.SQLite(t)
	if os.Getenv("DEMO_PG") != "" {
		url = testkit.Postgres(t)
	}
	rooms, clock := county(t, url)
	start := time.Now()
	r, err := demo.Build(context.Background(), rooms, demo.Options{People: n, Seed: 1, AsOf: march, Clock: clock, Progress: func(p demo.Progress) {
		t.Log(p.Step.En, p.Done, p.Total, time.Since(start).Round(time.Millisecond))
	}})
	if err != nil {
		t.Fatal(err)
	}
	r.Users = r.Users[:8]
	t.Logf("%+v", r)
	for _, q := range []string{"王建国", "wjg", "w", "王", "陬市", "0015", "王 陬市", "wjg 陬市", "wangjianguo", "张 li", "翦"} {
		s := time.Now()
		h, err := rooms.People.Find(context.Background(), access.Actor{County: 430725, User: 1, Role: access.Officer}, q, 20)
		t.Log(q, len(h), err, time.Since(s))
	}
}
