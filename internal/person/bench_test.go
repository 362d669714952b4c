package person_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/person"
	"renshe/internal/testkit"
)

// BenchmarkFind asks the one box of a large registry, each way. RENSHE_BENCH_PEOPLE=534000 makes the whole county; with
// RENSHE_BENCH_POSTGRES=1 it stands on PostgreSQL. The promise is 50 ms a search.
func BenchmarkFind(b *testing.B) {
	n := 100000
	if given, err := strconv.Atoi(os.Getenv("RENSHE_BENCH_PEOPLE")); err == nil {
		n = given
	}
	url := testkit.SQLite(b)
	if os.Getenv("RENSHE_BENCH_POSTGRES") != "" {
		url = testkit.Postgres(b)
	}
	r := open(b, testkit.Open(b, url))
	fill(b, r, n)
	for _, typed := range []string{"王建国", "王", "wjg", "w", "wangjianguo", "wang", "0015", "10000000500", "19660315", "陬市", "下街社区", "王 陬市", "wjg 陬市",
		"wang 陬市", "w 陬市", "王建国0015", "张 li", "zz 泥窝潭", "wang 漆河", "王 建国 泥窝潭"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.people.Find(context.Background(), officer, typed, 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fill loads n people whose names are as skewed as a county's.
func fill(b *testing.B, r rooms, n int) {
	b.Helper()
	surnames, given := []rune("王张李刘陈杨罗周黄彭吴唐邓胡谢曾肖朱郭谭文廖龙贺袁何熊徐宋高"), []rune("建国军平华志新明卫东文春永生红兵辉忠强光丽英梅芳秀玉菊兰香珍")
	var villages []civil.Division
	for _, town := range r.people.Places().Townships(county) {
		villages = append(villages, r.people.Places().Villages(town)...)
	}
	first := civil.DateOf(1936, 1, 1)
	batch := make([]person.Loaded, 0, 5000)
	for id := 1; id <= n; id++ {
		s := min(id*7919%len(surnames), id*104729%len(surnames))
		name := string([]rune{surnames[s], given[id/3%len(given)], given[id*31/7%len(given)]})
		birth := first.Add(id * 37 % 26000)
		batch = append(batch, person.Loaded{ID: int64(id), Name: name, CitizenID: civil.MakeCitizenID("430799", birth, id/26000*2), Kin: person.Other,
			Phone: fmt.Sprintf("100%08d", id), Village: villages[id*len(villages)/(n+1)]})
		if len(batch) == cap(batch) || id == n {
			in(b, r.db, func(tx *db.Tx) error {
				return r.people.LoadIn(context.Background(), tx, officer, r.people.Seal(county, tx.Now(), nil, batch))
			})
			batch = batch[:0]
		}
	}
}
