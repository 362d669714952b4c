package benefit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// A run's bank files are exported order by order, without a name or an account; a payment that arrived is proved, one that did not is not.
func TestExportAndProof(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(5, march)
		h.run(march)
		dir := filepath.Join(t.TempDir(), "books")
		e, err := ledger.NewExport(county, dir)
		must(t, err)
		defer e.Abort()
		must(t, d.View(ctx, func(tx *db.Tx) error { return h.pay.ExportIn(ctx, tx, e, nil) }))
		files, err := e.Finish()
		must(t, err)
		if len(files) != 1 || files[0].Records == 0 {
			t.Errorf("%+v", files)
		}
		raw, err := os.ReadFile(filepath.Join(dir, "order.txt"))
		must(t, err)
		lines := strings.Split(strings.TrimSpace(string(raw)), "\n")[1:]
		for _, line := range lines {
			if f := strings.Split(line, "\t"); len(f) != 7 || f[4] == "0" || f[5] <= f[4] || f[6] != "1" && f[6] != "2" {
				t.Errorf("%q", line)
			}
		}
		for _, who := range people {
			all, err := payingOf(h, who)
			must(t, err)
			for _, p := range all {
				s, err := h.pay.SlipOf(ctx, maker, p.ID)
				if p.State != Paid {
					wants(t, err, NotPaid)
					continue
				}
				must(t, err)
				if len(s.Booked) != 2 || s.Booked[0].Output != "basic_fen" || s.Booked[1].Output != "account_fen" || s.Booked[0].Line.Month != march ||
					s.Booked[0].Amount+s.Booked[1].Amount != p.Total || s.Back() {
					t.Errorf("%+v", s)
				}
				proof, err := h.books.ProveRecord(ctx, county, s.Booked[0].Seq)
				must(t, err)
				told, err := h.books.CheckProof(ctx, proof.Text)
				if err != nil || told.Entry != s.Booked[0].Entry {
					t.Errorf("%+v: %v", told, err)
				}
			}
		}
		_, err = h.pay.SlipOf(ctx, maker, 1)
		wants(t, err, NotPaid)
	})
}

func payingOf(h *house, w who) (all []Payment, err error) {
	err = h.d.View(ctx, func(tx *db.Tx) error {
		all, err = paymentsOf(ctx, tx, county, w.id, 10)
		return err
	})
	return all, err
}
