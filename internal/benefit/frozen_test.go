package benefit

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/law"
	"renshe/money"
	"renshe/policy"
)

const basicFile = "parameters/resident-pension/resident-basic-pension.yaml"

// lawLater is the law's files with one more row: a higher basic pension from a month that is paid already, published on a day.
func lawLater(t *testing.T, published string) *policy.Set {
	t.Helper()
	files := fstest.MapFS{}
	must(t, fs.WalkDir(law.FS, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(law.FS, path)
		if path == basicFile {
			text = append(text, `
  - place: 43
    from: "2026-01"
    value: "299"
    published: "`+published+`"
    cite: {document: 国发〔2014〕8号, article: "六", url: "", quote: "", checked: "2026-11-22"}
    confidence: S2
`...)
		}
		files[path] = &fstest.MapFile{Data: text}
		return err
	}))
	if files[basicFile] == nil {
		t.Fatal("the file of the basic pension has another name")
	}
	later, err := policy.Load(files)
	must(t, err)
	return later
}

// TestALineIsComputedAgainYearsLater pays three months, lets the law get rows that were published after the run, even such as reach back,
// and computes every line again from what stands with it: plan, inputs and the day on which it was known.
func TestALineIsComputedAgainYearsLater(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 1<<40)
		people := h.people(3, civil.MonthOf(2026, 1)) // two months of arrears
		h.run(march)
		box := seal.New(testKey)
		acc := access.New(d, box)
		years := lawLater(t, "2026-07-01")
		again := New(d, box, acc, ledger.New(d, h.keys), enrolment.New(d, box, acc), years)
		found, err := again.Verify(ctx, county, nil)
		must(t, err)
		if len(found) > 0 {
			t.Fatalf("with rows published later: %+v", found)
		}
		lines := 0
		for _, p := range people {
			list, err := again.PaymentsOf(ctx, reviewer, p.id, MaxPage)
			must(t, err)
			for _, l := range list[0].Lines {
				lines++
				r, err := years.Calculate(kinds[ResidentPension].program, l.Query, l.Inputs)
				must(t, err)
				basic, ok := r.Output("basic_fen")
				if !ok || r.Plan != l.Plan || basic.Value != int64(l.Basic) {
					t.Errorf("%s: %v under plan %s, stored %d under %s", l.Month, basic.Value, r.Plan, l.Basic, l.Plan)
				}
				l.Query.KnownOn = civil.DateOf(2026, 7, 2)
				if r, err = years.Calculate(kinds[ResidentPension].program, l.Query, l.Inputs); err != nil {
					t.Fatal(err)
				}
				if basic, _ = r.Output("basic_fen"); basic.Value == int64(l.Basic) {
					t.Errorf("%s: what is known later makes no difference: the test shows nothing", l.Month)
				}
			}
		}
		if lines != 9 {
			t.Fatalf("%d lines", lines)
		}
		// A row that claims to have been known on the run's day changes what the law gave then, and is named.
		forged := New(d, box, acc, ledger.New(d, h.keys), enrolment.New(d, box, acc), lawLater(t, "2026-01-01"))
		if found, err = forged.Verify(ctx, county, nil); err != nil || len(found) < 9 || found[0].Column != "plan" {
			t.Fatalf("%v: %d findings", err, len(found))
		}
	})
}

// TestPagesOfARun reads a run page by page, all of it and what is held.
func TestPagesOfARun(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 1<<40)
		h.pay.page = 4
		people := h.people(11, march)
		for _, i := range []int{2, 5, 9} {
			h.in(func(tx *db.Tx) error {
				return h.reg.ReportDeathIn(ctx, tx, system, people[i].id, civil.DateOf(2026, 2, 5))
			})
		}
		r := h.prepared(march)
		for state, want := range map[PaymentState]int{"": 11, Ready: 8, Held: 3, Paid: 0} {
			seen := map[int64]bool{}
			var total money.Fen
			for f := (Filter{Run: r.ID, State: state, Limit: 2}); ; {
				page, err := h.pay.Payments(ctx, checker, f)
				must(t, err)
				for _, p := range page.Payments {
					if seen[p.Person] || state != "" && p.State != state {
						t.Errorf("%s: %d is shown twice or is %s", state, p.Person, p.State)
					}
					seen[p.Person] = true
					total += p.Total
				}
				if f.After = page.Next; f.After == 0 {
					break
				}
			}
			if len(seen) != want {
				t.Errorf("%q: %d of %d", state, len(seen), want)
			}
		}
	})
}
