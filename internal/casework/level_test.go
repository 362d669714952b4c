package casework

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/internal/workforce"
)

// community opens a community's station beside the township's, with an officer.
func (w *world) community() access.Actor {
	w.t.Helper()
	a := access.Actor{County: taoyuan, User: 6, Login: "o6", Name: "周社区", Role: access.Officer}
	w.do(func(tx *db.Tx) (err error) {
		a.Station, err = w.office.Workforce.OpenStationIn(w.ctx, tx, w.boss, workforce.Station{Code: "430725101003", Kind: workforce.Community, Name: "测试社区站",
			Township: village.Township(), Villages: []civil.Division{"430725101003"}})
		return err
	})
	return a
}

// A matter is taken in at the levels that its item lists and above; below them it is refused, with the place where it is taken in, and the
// person's page says so beforehand.
func TestAMatterIsTakenInAtItsLevels(t *testing.T) {
	eachWorld(t, func(w *world) {
		person, far := w.entitled(1), w.community()
		for item, may := range map[string][]access.Actor{
			"R03": {far, w.officer, w.window},
			"U04": {w.officer, w.window},
			"I03": {w.window},
		} {
			for who, by := range map[string]access.Actor{"测试镇": w.officer, "测试县服务大厅": w.window, "社区": far} {
				offers, err := w.office.WhatCanBeDone(w.ctx, by, person)
				if err != nil {
					t.Fatal(err)
				}
				offer := offers[slices.IndexFunc(offers, func(o Offer) bool { return o.Item.Code == item })]
				allowed := slices.Contains(may, by)
				if offer.Possible != allowed || offer.Elsewhere == allowed || !allowed && offer.Reason != fill(offerElsewhere, []any{"levels", offer.Item.takenIn()}) {
					t.Errorf("%s at %s is offered: %+v", item, who, offer)
				}
				v, err := w.office.Open(w.ctx, by, item, person)
				if allowed {
					if err != nil {
						t.Errorf("%s at %s: %v", item, who, err)
					} else if _, err := w.office.Withdraw(w.ctx, by, v.ID, v.Version); err != nil {
						t.Fatal(err)
					}
					continue
				}
				where := map[string]string{"U04": "测试镇人社站", "I03": "测试县服务大厅"}[item]
				if !errors.Is(err, NotHere) || !strings.Contains(fail.As(err).Say(words.Zh).Next, where) {
					t.Errorf("%s at %s: %v", item, who, err)
				}
			}
		}
		offers, err := w.office.WhatCanBeDone(w.ctx, w.reviewer, person)
		if err != nil || slices.ContainsFunc(offers, func(o Offer) bool { return o.Elsewhere }) {
			t.Errorf("the county's reviewer is told of other places: %v", err)
		}
		if _, err := w.office.Open(w.ctx, access.TheSystem(taoyuan), "I03", person); err != nil {
			t.Errorf("the program itself is held to a level: %v", err)
		}
	})
}

// A draft that was begun at the county is not handed in at a township; one that was given back is, for it has been taken in.
func TestADraftIsHandedInWhereItsItemIs(t *testing.T) {
	eachWorld(t, func(w *world) {
		v, err := w.office.Open(w.ctx, w.window, "I03", w.entitled(1))
		if err != nil {
			t.Fatal(err)
		}
		version := w.saved(w.window, v.ID, v.Version, Form{Fields: map[string]string{"injury": "测试0001"}, Materials: map[string]string{"identity": "original"}})
		if _, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version}); !errors.Is(err, NotHere) {
			t.Errorf("handed in at a township: %v", err)
		}
		if out, err := w.office.Submit(w.ctx, w.window, Submission{Case: v.ID, Version: version}); err != nil || out.Case.State != Referred {
			t.Errorf("%+v %v", out, err)
		}
	})
}

// What the county decides is not decided by a reviewer of a township.
func TestADecisionIsMadeAtItsLevel(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.submitted(w.officer, w.entitled(1)).Case
		low := w.third
		low.Station = w.officer.Station
		if _, err := w.office.Begin(w.ctx, low, c.ID, c.Version); !errors.Is(err, NotDecidedHere) {
			t.Errorf("begun at a township: %v", err)
		}
		if _, err := w.office.Decide(w.ctx, low, Decision{Case: c.ID, Version: c.Version, Approve: true}); !errors.Is(err, NotDecidedHere) {
			t.Errorf("decided at a township: %v", err)
		}
		if _, err := w.office.Decide(w.ctx, w.third, Decision{Case: c.ID, Version: c.Version, Approve: true}); err != nil {
			t.Errorf("not decided at the county: %v", err)
		}
	})
}

// An item that the city takes in or decides is no matter of this county.
func TestALevelThatNobodySitsAtIsRefused(t *testing.T) {
	for what, change := range map[string][2]string{"which nobody here sits at": {"accept: [village, township]", "accept: [city]"}, "that is a referral": {"decide: county", "decide: city"}} {
		files := lawCopy(t)
		item := string(files["items/W01.yaml"].Data)
		files["items/W01.yaml"].Data = []byte(strings.Replace(item, change[0], change[1], 1))
		if _, err := LoadItems(files, anyKnown(t)); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%v: %v", change, err)
		}
	}
}
