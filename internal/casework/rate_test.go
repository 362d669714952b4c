package casework

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/rating"
)

// finished takes a claim in and decides it; it gives the case and the code of its decision letter.
func (w *world) finished(seq int) (Case, string) {
	w.t.Helper()
	out := w.submitted(w.officer, w.entitled(seq))
	code := out.Letter.Code
	if _, err := w.office.Rateable(w.ctx, code); !errors.Is(err, NotEnded) {
		w.t.Errorf("a matter under way is rated: %v", err)
	}
	done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
	if err != nil {
		w.t.Fatal(err)
	}
	return done.Case, done.Letter.Code
}

func TestAMatterIsRatedOnceByWhoeverHoldsItsLetter(t *testing.T) {
	eachWorld(t, func(w *world) {
		c, code := w.finished(1)
		x, err := w.office.Rateable(w.ctx, strings.ToLower(GroupCode(code)))
		if err != nil || x.Number != c.Number || x.Rated != 0 || x.Station == "" {
			t.Fatalf("%+v %v", x, err)
		}
		for name, k := range map[string]struct {
			code  string
			given rating.Rating
			want  error
		}{
			"no level":           {code, rating.Rating{}, rating.NoLevel},
			"six stars":          {code, rating.Rating{Level: 6}, rating.NoLevel},
			"bad without reason": {code, rating.Rating{Level: 2}, rating.NoReason},
			"a reason of no":     {code, rating.Rating{Level: 1, Reason: "the officer"}, rating.NoReason},
			"endless words":      {code, rating.Rating{Level: 5, Words: strings.Repeat("长", 301)}, rating.TooLong},
			"a code of nothing":  {"D4V5-7K2M-9QXR", rating.Rating{Level: 5}, NoSuchLetter},
			"another's case":     {code[:11] + "!", rating.Rating{Level: 5}, NoSuchLetter},
		} {
			if err := w.office.Rate(w.ctx, k.code, k.given); !errors.Is(err, k.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// Two at the same moment: one is kept.
		errs := make([]error, 4)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				errs[i] = w.office.Rate(w.ctx, code, rating.Rating{Level: 4, Reason: "waited", Words: "谢谢"})
			})
		}
		wg.Wait()
		kept := 0
		for _, err := range errs {
			if err == nil {
				kept++
			} else if !errors.Is(err, rating.Rated) {
				t.Error(err)
			}
		}
		if x, err := w.office.Rateable(w.ctx, code); err != nil || kept != 1 || x.Rated != 4 {
			t.Errorf("%d kept, %+v %v", kept, x, err)
		}
		if list, err := w.office.CallBacks(w.ctx, w.third, rating.Open); err != nil || len(list) != 0 {
			t.Errorf("a good rating is called back: %+v %v", list, err)
		}
	})
}

func TestABadRatingIsCalledBackBySomebodyElse(t *testing.T) {
	eachWorld(t, func(w *world) {
		_, first := w.finished(1)
		bad := rating.Rating{Level: 1, Reason: "back-and-forth", Words: "跑了三趟"}
		if err := w.office.Rate(w.ctx, first, bad); err != nil {
			t.Fatal(err)
		}
		if err := w.office.Ratings.SetPromise(w.ctx, w.officer, 3); !errors.Is(err, access.NotAllowed) {
			t.Errorf("the window promises for the county: %v", err)
		}
		if err := w.office.Ratings.SetPromise(w.ctx, w.third, 0); !errors.Is(err, rating.BadPromise) {
			t.Errorf("a promise of no days: %v", err)
		}
		if err := w.office.Ratings.SetPromise(w.ctx, w.third, 3); err != nil {
			t.Fatal(err)
		}
		_, second := w.finished(2)
		if err := w.office.Rate(w.ctx, second, bad); err != nil {
			t.Fatal(err)
		}
		list, err := w.office.CallBacks(w.ctx, w.third, rating.Open)
		if err != nil || len(list) != 2 || list[0].Due != civil.DateOf(2026, 3, 5) || !list[1].Due.IsZero() || list[0].Rating.Words != "跑了三趟" || list[0].Own {
			t.Fatalf("%+v %v", list, err)
		}
		// Who decided it neither closes it nor reads what was written.
		own, err := w.office.CallBacks(w.ctx, w.reviewer, rating.Open)
		if err != nil || len(own) != 2 || !own[0].Own || own[0].Rating.Words != "" {
			t.Errorf("%+v %v", own, err)
		}
		done := rating.Closing{Outcome: rating.PutRight, Words: "已上门道歉，材料改由数据核验"}
		for name, k := range map[string]struct {
			by   access.Actor
			k    rating.Closing
			want error
		}{
			"who decided it":  {w.reviewer, done, OwnRating},
			"who took it in":  {w.officer, done, access.NotAllowed},
			"without a word":  {w.third, rating.Closing{Outcome: rating.PutRight}, rating.NoOutcome},
			"without outcome": {w.third, rating.Closing{Outcome: "shrugged", Words: "x"}, rating.NoOutcome},
		} {
			if err := w.office.CloseCallBack(w.ctx, k.by, list[0].ID, k.k); !errors.Is(err, k.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := w.office.CloseCallBack(w.ctx, w.third, list[0].ID, done); err != nil {
			t.Fatal(err)
		}
		if err := w.office.CloseCallBack(w.ctx, w.third, list[0].ID, done); !errors.Is(err, rating.NoCallBack) {
			t.Errorf("closed twice: %v", err)
		}
		closed, err := w.office.CallBacks(w.ctx, w.third, rating.Closed)
		if err != nil || len(closed) != 1 || closed[0].Said != done.Words || closed[0].Outcome != rating.PutRight || closed[0].ByName != w.third.Name {
			t.Errorf("%+v %v", closed, err)
		}
		day := civil.DateOf(2026, 3, 2)
		sums, err := w.office.Ratings.Sums(w.ctx, w.reviewer, day, day)
		if want := (rating.Sum{Station: w.officer.Station, Area: "resident-pension", Bad: 2, Called: 1}); err != nil || len(sums) != 1 || sums[0] != want {
			t.Errorf("%+v %v", sums, err)
		}
	})
}
