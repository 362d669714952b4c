package casework

import (
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
)

// The decision of a transfer freezes what goes; its letter says what happens next, and the public page where it stands, without figures.
func TestADecidedTransferIsToldWithoutFigures(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.register(someone{seq: 2, birth: "1970-04-10", years: 5})
		out := w.by("R14", who, map[string]string{"direction": "out", "place": "湖南省长沙县", "agency": "长沙县社会保险经办机构"})
		if says := pageText(out.Letter.Page); !strings.Contains(says, "同意转出到长沙县社会保险经办机构") || !strings.Contains(says, "付款后关系终止") {
			t.Errorf("the notice says %s", says)
		}
		view, err := w.office.Get(w.ctx, w.officer, out.Case.ID)
		if err != nil || view.Transfer == nil || view.Transfer.ID != out.Case.Effect || view.Transfer.Sums.Balance != 5*34000 || view.Transfer.State != enrolment.TransferAsked {
			t.Fatalf("%+v %v", view, err)
		}
		next := func() string {
			seen, err := w.office.Verify(w.ctx, out.Letter.Code)
			if err != nil || strings.Contains(seen.Next.Zh, "1,700") {
				t.Fatalf("%+v %v", seen, err)
			}
			return seen.Next.Zh
		}
		if got := next(); got != "由本县函告转入地" {
			t.Errorf("the public page says %s", got)
		}
		w.do(func(tx *db.Tx) error {
			return w.office.Transfers.OpenBooksIn(w.ctx, tx, access.TheSystem(taoyuan), ledger.Persons{Maker: 6, Checker: 7})
		})
		accountant := access.Actor{County: taoyuan, User: 6, Name: "会计", Role: access.Accountant}
		_, err = w.office.Transfers.Tell(w.ctx, accountant, enrolment.Telling{Transfer: out.Case.Effect, Version: view.Transfer.Version, Letter: "桃社保转1号",
			On: civil.DateIn(w.clock.Now()), Account: enrolment.AgencyAccount{Holder: "长沙县社保基金专户", Bank: "长沙银行", Number: "8000123412341234"}})
		if got := next(); err != nil || got != "已函告转入地，准备付款" {
			t.Errorf("the public page says %s, %v", got, err)
		}
	})
}
