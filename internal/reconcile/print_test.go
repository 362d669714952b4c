package reconcile

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"renshe/internal/access"
	"renshe/internal/words"
)

func printed() Table {
	t := Table{ID: 1, Account: Account{ID: spending, Title: words.Text{Zh: "支出户存款", En: "disbursement account"}, Number: spendingNumber, Holder: AtBank}, Day: march.LastDay(),
		Book: 123456, Bank: 123000, MadeBy: 1, MadeName: "会计甲", MadeAt: time.Unix(1775000000, 0), Explanation: "上年差错"}
	for i := range 3 {
		t.Items = append(t.Items, Item{Class: BookOut, Side: Book, Line: int64(i + 1), Day: march.LastDay(), Amount: -100, Cause: "payment:7/2026-03", Order: "7", Later: i == 0})
	}
	t.Items = append(t.Items, Item{Class: BankOut, Side: Bank, Line: 5, Day: march.FirstDay(), Amount: -500, Days: 30, Cause: "fee"})
	if err := t.sum(); err != nil {
		panic(err)
	}
	return t
}

func TestTableInPrint(t *testing.T) {
	of := access.County{Code: county, Name: "桃源县", Demo: true}
	for _, l := range []words.Lang{words.Zh, words.En} {
		var a, b bytes.Buffer
		table := printed()
		must(t, table.Print(&a, l, of, "会计甲", time.Unix(1775000000, 0)))
		must(t, table.Print(&b, l, of, "会计甲", time.Unix(1775000000, 0)))
		if !bytes.HasPrefix(a.Bytes(), []byte("%PDF")) || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: %d bytes that differ or are no PDF", l, a.Len())
		}
	}
}

func TestTableAsWorkbook(t *testing.T) {
	table := printed()
	var out bytes.Buffer
	must(t, table.Workbook(&out, words.Zh, access.County{Name: "桃源县"}))
	book, err := excelize.OpenReader(&out)
	must(t, err)
	defer book.Close()
	form, err := book.GetRows("余额", excelize.Options{RawCellValue: true})
	must(t, err)
	var all []string
	for _, r := range form {
		all = append(all, strings.Join(r, "|"))
	}
	for _, want := range []string{"单位账余额|1234.56|对账单余额|1230.00", "减：银行已付、企业未付|5.00|减：企业已付、银行未付|3.00", "调节后余额|1229.56|调节后余额|1227.00", "调节后差额|-2.56"} {
		if !slices.Contains(all, want) {
			t.Errorf("no line %q in\n%s", want, strings.Join(all, "\n"))
		}
	}
	items, err := book.GetRows("未达账项", excelize.Options{RawCellValue: true})
	must(t, err)
	if len(items) != 5 || strings.Join(items[1], "|") != "企业已付、银行未付|2026-03-31|0|1.00|7|待遇发放 在途" || strings.Join(items[4], "|") != "银行已付、企业未付|2026-03-01|30|5.00|5|手续费" {
		t.Errorf("%q", items)
	}
}
