package benefit

import (
	"errors"
	"testing"

	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// bare runs fn as somebody whom neither the database's triggers nor its checks hold back; nothing of it stays.
func (h *house) bare(fn func(tx *db.Tx)) {
	h.t.Helper()
	thrownAway := errors.New("thrown away")
	err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
		run := func(q string) {
			_, err := tx.Exec(ctx, q)
			must(h.t, err)
		}
		if tx.Engine() == db.SQLite {
			run(`DROP TRIGGER transfer_no_update`)
			run(`PRAGMA ignore_check_constraints=1`)
			defer run(`PRAGMA ignore_check_constraints=0`)
		} else {
			run(`ALTER TABLE transfer DISABLE TRIGGER USER`)
			run(`ALTER TABLE transfer DROP CONSTRAINT transfer_kind`)
		}
		fn(tx)
		return thrownAway
	})
	if !errors.Is(err, thrownAway) {
		h.t.Fatal(err)
	}
}

// Values that do not fit the program's own types are findings, not failures: the record is named.
func TestValuesOutOfTypeAreNamed(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(3, march)
		h.run(march)
		for _, c := range []struct {
			table, column, sql string
			only               db.Engine // where the other engine's own type refuses the value
		}{
			{"transfer", "kind", `UPDATE transfer SET kind=300 WHERE county=$1 AND seq=(SELECT min(seq) FROM transfer WHERE county=$1 AND kind=3)`, ""},
			{"transfer", "kind", `UPDATE transfer SET kind=300 WHERE county=$1 AND seq=(SELECT min(seq) FROM transfer WHERE county=$1 AND kind=2)`, ""},
			{"payment_line", "live", `UPDATE payment_line SET live=2 WHERE county=$1 AND payment=(SELECT min(payment) FROM payment_line WHERE county=$1)`, db.SQLite},
		} {
			if c.only != "" && c.only != d.Engine() {
				continue
			}
			h.bare(func(tx *db.Tx) {
				n, err := tx.Exec(ctx, c.sql, county)
				must(t, err)
				found, err := h.pay.VerifyIn(ctx, tx, county, nil)
				must(t, err)
				if n != 1 || len(found) == 0 || found[0].Table != c.table || found[0].Column != c.column || found[0].Record == "" {
					t.Errorf("%s: %d rows, found %+v", c.sql, n, found)
				}
			})
		}
		h.sound()
	})
}

// A bank account handed to somebody else is named with the payee it should have; one that no longer opens is enrolment's finding.
func TestAlteredBankAccountsAreNamed(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(3, march)
		h.run(march)
		thrownAway := ledger.BadBatch.With()
		err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE bank_account SET until=since, person=$3 WHERE county=$1 AND id=$2`, county, people[0].account, people[1].id)
			must(t, err)
			found, err := h.pay.VerifyIn(ctx, tx, county, nil)
			must(t, err)
			if len(found) != 1 || found[0].Table != "bank_account" || found[0].Column != "person" || found[0].Record != count(people[0].account) ||
				found[0].Expected != count(people[0].id) {
				t.Errorf("found %+v", found)
			}
			return thrownAway
		})
		if err != error(thrownAway) {
			t.Fatal(err)
		}
	})
}
