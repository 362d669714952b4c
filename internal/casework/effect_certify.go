package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Certify prints what the rolls hold of the person's insurance, with a code that anybody can verify. The print is what it makes.
const Certify = "certify"

type certifyEffect struct{}

var (
	wCertified  = words.Text{Zh: "已打印参保证明", En: "the record is printed"}
	wFrom       = words.Text{Zh: "{state}，{joined}起", En: "{state}, since {joined}"}
	wUntil      = words.Text{Zh: "{state}，{joined}至{ended}", En: "{state}, {joined} to {ended}"}
	wPaidFor    = words.Text{Zh: "累计缴费", En: "Paid"}
	wMonthCount = words.Text{Zh: "{n}个月", En: "{n} months"}
	wSavings    = words.Text{Zh: "个人账户储存额", En: "Individual account"}
	wNotInsured = words.Text{Zh: "参保情况", En: "Insurance"}
	wNoRecord   = words.Text{Zh: "本县登记中没有参保记录", En: "the county's rolls hold no record"}
)

func (certifyEffect) ways() []Way { return []Way{Instantly} }

func (certifyEffect) check(*lawFaults, string, *Item, Known) {}

func (certifyEffect) excluded(*Item, *facts) error { return nil }

func (certifyEffect) stands(*Item, *facts) words.Text { return words.Text{} }

func (certifyEffect) apply(_ context.Context, _ *db.Tx, _ access.Actor, _ *Office, r *review) (done, error) {
	d := done{result: wCertified, rows: [][]words.Text{}}
	file := r.facts.file
	for _, rel := range file.Relations {
		t := wFrom
		if rel.Ended != 0 {
			t = wUntil
		}
		d.rows = append(d.rows, []words.Text{rel.Scheme.Title(), fill(t, []any{"state", rel.State.Title(), "joined", rel.Joined, "ended", rel.Ended})})
	}
	if len(d.rows) == 0 {
		d.rows = append(d.rows, []words.Text{wNotInsured, wNoRecord})
		return d, nil
	}
	d.rows = append(d.rows, []words.Text{wPaidFor, fill(wMonthCount, []any{"n", file.PaidMonths})}, []words.Text{wSavings, yuan(file.Account)})
	return d, nil
}
