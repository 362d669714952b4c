package benefit

import (
	"testing"

	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
)

// A status report and a statement are uploaded one after the other; what they will do is shown before anything is booked; a wrong one is taken
// out again; then they are taken in together, once.
func TestAnAnswerInPartsIsSeenBeforeItIsTakenIn(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		h.people(9, march)
		r, f := h.filed(march)
		sim := bank.Practice{Simulation: bank.Simulation{Seed: 3, NameIn10000: 3000, Opening: 1_000_000_00, Value: march.FirstDay() + 9}, Format: "pain.002"}
		out, err := sim.Answer(f.Content)
		must(t, err)
		if len(out.Files) != 2 || out.Returned == 0 {
			t.Fatalf("%+v", out)
		}
		status, statement := Upload{Name: "状态报告.xml", Content: out.Files[0].Content}, Upload{Name: "对账单.xml", Content: out.Files[1].Content}
		keep := func(files ...Upload) []Upload {
			t.Helper()
			all, err := h.pay.KeepUploads(ctx, maker, r.ID, files)
			must(t, err)
			return all
		}
		_, err = h.pay.PreviewAnswer(ctx, maker, r.ID)
		wants(t, err, NoUploads)
		_, err = h.pay.ImportUploads(ctx, maker, r.ID)
		wants(t, err, NoUploads)
		_, err = h.pay.KeepUploads(ctx, checker, r.ID, []Upload{status})
		wants(t, err, access.NotAllowed)
		for _, bad := range []Upload{{Name: "x", Content: []byte("hello")}, {Name: "x", Content: status.Content[:len(status.Content)/2]}, {Name: "x", Format: "csv-utf8", Content: status.Content},
			{Name: "x", Format: "telex", Content: status.Content}, {Name: "x"}} {
			_, err = h.pay.KeepUploads(ctx, maker, r.ID, []Upload{statement, bad})
			wants(t, err, BadUpload)
		}
		foreign := bank.Practice{Simulation: sim.Simulation, Foreign: 5000, Format: "pain.002"}
		wrong, err := foreign.Answer(f.Content)
		must(t, err)
		_, err = h.pay.KeepUploads(ctx, maker, r.ID, []Upload{{Name: "x", Content: wrong.Files[0].Content}, {Name: "y", Content: wrong.Files[1].Content}})
		wants(t, err, ForeignLine)
		if all, err := h.pay.Uploads(ctx, maker, r.ID); err != nil || len(all) != 0 {
			t.Fatalf("%+v %v", all, err)
		}
		if all := keep(status); len(all) != 1 || all[0].Format != "pain.002" || all[0].ByName != maker.Name {
			t.Fatalf("%+v", all)
		}
		_, err = h.pay.PreviewAnswer(ctx, maker, r.ID)
		wants(t, err, bank.NoBalance) // the statement is missing
		_, err = h.pay.ImportUploads(ctx, maker, r.ID)
		wants(t, err, bank.NoBalance)
		all := keep(status, statement)
		if len(all) != 2 {
			t.Fatalf("%+v", all)
		}
		must(t, h.pay.DropUpload(ctx, maker, r.ID, all[1].ID))
		if all, err = h.pay.Uploads(ctx, maker, r.ID); err != nil || len(all) != 1 {
			t.Fatalf("%+v %v", all, err)
		}
		statement.Format = "camt.053"
		keep(statement)
		x, err := h.pay.PreviewAnswer(ctx, maker, r.ID)
		must(t, err)
		if x.Orders != 9 || x.Paid != out.Paid || x.Back != out.Returned || x.PaidFen+x.BackFen != x.Ordered || len(x.Reasons) != 1 || x.Reasons[0].Count != out.Returned ||
			x.Gap != 0 || !x.Explains || x.Closing != out.Closing {
			t.Fatalf("%+v", x)
		}
		v, err := h.pay.Run(ctx, maker, r.ID)
		must(t, err)
		if v.State != Filed || v.Answer != nil || h.atBank() != 1_000_000_00 {
			t.Fatalf("the preview booked something: %+v", v)
		}
		s, err := h.pay.ImportUploads(ctx, maker, r.ID)
		must(t, err)
		if s.Run.State != Settled || s.Already || h.atBank() != x.Book {
			t.Fatalf("%+v", s)
		}
		if all, err = h.pay.Uploads(ctx, maker, r.ID); err != nil || len(all) != 0 {
			t.Fatalf("%+v %v", all, err)
		}
		_, err = h.pay.KeepUploads(ctx, maker, r.ID, []Upload{status})
		wants(t, err, NotYet)
		h.sound()
	})
}
