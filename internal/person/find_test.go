package person_test

import (
	"context"
	"errors"
	"testing"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/person"
	"renshe/internal/testkit"
)

func TestTheOneBox(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		wang := r.register(t, "王建国", id("1966-03-15", 1), "10012345678", zoushi)
		also := r.register(t, "王建国", id("1971-08-02", 3), "10012340002", qihe)
		shan := r.register(t, "单春梅", id("1980-01-01", 2), "", zoushi)
		qin := r.register(t, "覃大秀", id("1949-10-02", 4), "10077770003", qihe)
		lv := r.register(t, "吕布生", id("1990-12-12", 5), "", qihe)
		ouyang := r.register(t, "欧阳兰", id("1988-11-11", 6), "", qihe)
		uygur := r.register(t, "翦阿里·买买提", id("1977-07-07", 7), "", qihe)
		cases := []struct {
			text string
			want []person.Person
			by   person.Match
		}{
			{"王建国", []person.Person{wang, also}, person.ByName},
			{"王 建国", []person.Person{wang, also}, person.ByName},
			{"王建", []person.Person{wang, also}, person.ByName},
			{"wjg", []person.Person{wang, also}, person.ByInitials},
			{"WJG", []person.Person{wang, also}, person.ByInitials},
			{"wangjianguo", []person.Person{wang, also}, person.ByPinyin},
			{"wangjian", []person.Person{wang, also}, person.ByPinyin},
			{wang.IDTail, []person.Person{wang}, person.ByIDTail},
			{"5678", []person.Person{wang}, person.ByTail},
			{"10012345678", []person.Person{wang}, person.ByPhone},
			{"100 1234 5678", []person.Person{wang}, person.ByPhone},
			{id("1966-03-15", 1), []person.Person{wang}, person.ByCitizen},
			{id("1966-03-15", 1)[:6] + " " + id("1966-03-15", 1)[6:14] + " " + id("1966-03-15", 1)[14:], []person.Person{wang}, person.ByCitizen},
			{"19660315", []person.Person{wang}, person.ByBirth},
			{"王建国 陬市", []person.Person{wang}, person.ByName},
			{"陬市镇 王", []person.Person{wang}, person.ByName},
			{"王建国陬市", []person.Person{wang}, person.ByName},
			{"wjg 陬市", []person.Person{wang}, person.ByInitials},
			{"zoushi wjg", []person.Person{wang}, person.ByInitials},
			{"王建国" + wang.IDTail, []person.Person{wang}, person.ByIDTail},
			{"wjg 0002", []person.Person{also}, person.ByTail},
			{"陬市", []person.Person{shan, wang}, person.ByVillage},
			{"下街社区", []person.Person{shan, wang}, person.ByVillage},
			{"shan", []person.Person{shan}, person.ByPinyin},
			{"danchun", []person.Person{shan}, person.ByPinyin},
			{"scm", []person.Person{shan}, person.ByInitials},
			{"qin", []person.Person{qin}, person.ByPinyin},
			{"tandaxiu", []person.Person{qin}, person.ByPinyin},
			{"lv", []person.Person{lv}, person.ByPinyin},
			{"lü", []person.Person{lv}, person.ByPinyin},
			{"lubusheng", []person.Person{lv}, person.ByPinyin},
			{"lyubu", []person.Person{lv}, person.ByPinyin},
			{"oyl", []person.Person{ouyang}, person.ByInitials},
			{"翦阿里•买", []person.Person{uygur}, person.ByName},
			{"jianali", []person.Person{uygur}, person.ByPinyin},
			{"王建国 漆河 0002", []person.Person{also}, person.ByTail},
			{"王 jianguo", []person.Person{wang, also}, person.ByPinyin},
			{"王 jg", []person.Person{wang, also}, person.ByInitials},
			{"王 li", nil, ""},
			{"王 wjg", []person.Person{wang, also}, ""},
			{"张", nil, ""},
			{"9999", nil, ""},
			{"12345", nil, ""},
			{"%", nil, "short"},
			{"王%", []person.Person{wang, also}, person.ByName},
			{"  ", nil, "short"},
		}
		for _, c := range cases {
			hits, err := r.people.Find(ctx, officer, c.text, 0)
			if c.by == "short" {
				if !errors.Is(err, person.ShortSearch) {
					t.Errorf("%q: %v", c.text, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%q: %v", c.text, err)
				continue
			}
			if !sameIDs(hits, c.want) {
				t.Errorf("%q found %v, want %v", c.text, names(hits), len(c.want))
				continue
			}
			if c.by != "" && hits[0].By != c.by {
				t.Errorf("%q was found by %s, want %s", c.text, hits[0].By, c.by)
			}
		}
		if _, err := r.people.Find(ctx, officer, "430725209901010016", 0); !errors.Is(err, civil.CitizenIDChecksum) {
			t.Errorf("a wrong ID: %v", err)
		}
		if hits, err := r.people.Find(ctx, officer, "wjg", 1); err != nil || len(hits) != 1 || hits[0].Place == "" {
			t.Errorf("the limit: %v, %v", hits, err)
		}
	})
}

func sameIDs(hits []person.Hit, want []person.Person) bool {
	if len(hits) != len(want) {
		return false
	}
	ids := map[int64]bool{}
	for _, h := range hits {
		ids[h.ID] = true
	}
	for _, w := range want {
		if !ids[w.ID] {
			return false
		}
	}
	return true
}

func names(hits []person.Hit) (all []string) {
	for _, h := range hits {
		all = append(all, h.Name+" "+string(h.By))
	}
	return all
}

func TestHouseholds(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		head := r.register(t, "王建国", id("1966-03-15", 1), "", zoushi)
		in(t, d, func(tx *db.Tx) error {
			_, _, err := r.people.RegisterIn(ctx, tx, officer, person.Registration{Name: "王小宝", CitizenID: id("1995-01-02", 3), Village: zoushi, Household: head.Household, Kin: person.Child})
			return err
		})
		all, err := r.people.Members(ctx, officer, head.Household)
		if err != nil || len(all) != 2 || all[0].ID != head.ID || all[1].Kin != person.Child || all[1].Kin.Title().IsZero() {
			t.Errorf("members: %+v, %v", all, err)
		}
	})
}

// One character in 64 ends in the last byte that UTF-8 has for it: what begins with it must be found all the same.
func TestNamesWithAnyCharacterAreFound(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		r := open(t, d)
		for i, name := range []string{"吴浩睿", "孙永长", "王睿", "李\U000203FF"} { // …BF, and of four bytes
			want := r.register(t, name, id("1980-01-01", i+1), "", zoushi)
			for _, text := range []string{name, string([]rune(name)[:len([]rune(name))-1]) + " " + want.IDTail, name + " 陬市"} {
				hits, err := r.people.Find(context.Background(), officer, text, 10)
				if err != nil || len(hits) != 1 || hits[0].ID != want.ID {
					t.Errorf("%q: %v, %v", text, hits, err)
				}
			}
		}
		for _, text := range []string{"王\U0010FFFF", "王\uD7FF"} {
			if _, err := r.people.Find(context.Background(), officer, text, 10); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	})
}
