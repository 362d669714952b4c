package app_test

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/demo"
	"renshe/internal/ledger"
	"renshe/internal/paper"
	"renshe/internal/slip"
	"renshe/internal/testkit"
	"renshe/internal/words"
)

var sheet = regexp.MustCompile(`/Type /Page\b[^s]`)

func pressed(t *testing.T, s *slip.Slip, by slip.Press) []byte {
	t.Helper()
	var pdf bytes.Buffer
	if err := paper.Print(&pdf, s.Letter(by)); err != nil {
		t.Fatal(err)
	}
	return pdf.Bytes()
}

// What a scanner reads from the printed slip is what the books and the public page take: the proofs, and the page's address.
func TestTheSlipIsReadFromPaper(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		h.pay()
		h = h.crowd()
		who, _ := h.paid()
		h.cosign()
		s, err := h.app.Slips.Of(ctx, h.actor("kuaiji"), h.payment(who.id), "test")
		if err != nil {
			t.Fatal(err)
		}
		by := slip.Press{Operator: "樊春", Station: "陬市镇人力资源和社会保障服务站", At: h.app.Clock.Now(), Site: "https://renshe.taoyuan.example/"}
		pdf := pressed(t, s, by)
		if n := len(sheet.FindAll(pdf, -1)); n != 1 {
			t.Errorf("an ordinary month's slip has %d pages", n)
		}
		got := testkit.ScanCodes(t, pdf, testkit.Paper{DPI: 300, Tilt: 1, Noise: 30})
		if len(got) != 1+len(s.Parts) || got[0].Text != "https://renshe.taoyuan.example/verify/"+strings.ReplaceAll(s.Code, "-", "") {
			t.Fatalf("%d codes, the first %+v", len(got), got[0])
		}
		for i, p := range s.Parts {
			if got[i+1].Text != p.Proof.Text || got[i+1].Module < 0.40 {
				t.Errorf("code %d is not the proof of record %d, or too dense: %.2f mm", i+1, p.Seq, got[i+1].Module)
			}
			h.stranger(i, got[i+1].Text).wants(t, 200, "有效", p.Amount.String())
		}
		h.phone().do("GET", strings.TrimPrefix(got[0].Text, "https://renshe.taoyuan.example"), nil, "X-Forwarded-For", "10.7.7.7").wants(t, 200, "有效")

		by.Lang = words.En
		testkit.ScanCodes(t, pressed(t, s, by), testkit.Paper{DPI: 300})

		// Fourteen months of arrears: two codes on the paper, and a word on where the others are.
		many := *s
		many.Parts = nil
		for m := range civil.Month(14) {
			for _, p := range s.Parts {
				p.Line.Month = civil.MonthOf(2025, 2).Add(int(m))
				many.Parts = append(many.Parts, p)
			}
		}
		many.From, many.To = civil.MonthOf(2025, 2), civil.MonthOf(2026, 3)
		by.Lang = words.Zh
		long := pressed(t, &many, by)
		if n := len(sheet.FindAll(long, -1)); n > 2 {
			t.Errorf("the slip of arrears has %d pages", n)
		}
		if got := testkit.ScanCodes(t, long, testkit.Paper{DPI: 300}); len(got) != 3 {
			t.Errorf("%d codes", len(got))
		}

		// Of the second tree, once it is kept: its own slip, as dense at most.
		if err := h.app.Slips.ProveSM(ctx, demo.Taoyuan, s); !errors.Is(err, ledger.NoSM) {
			t.Errorf("no second tree is kept: %v", err)
		}
		if err := h.app.Books.KeepSM(ctx, h.actor("kuaiji"), nil); err != nil {
			t.Fatal(err)
		}
		second := *s
		second.Parts = slices.Clone(s.Parts)
		if err := h.app.Slips.ProveSM(ctx, demo.Taoyuan, &second); err != nil {
			t.Fatal(err)
		}
		sm := testkit.ScanCodes(t, pressed(t, &second, by), testkit.Paper{DPI: 300, Tilt: 1, Noise: 30})
		if len(sm) != len(got) {
			t.Fatalf("%d codes of the second tree", len(sm))
		}
		for i, p := range second.Parts {
			if sm[i+1].Text != p.Proof.Text || p.Proof.Text == s.Parts[i].Proof.Text || sm[i+1].Module < got[i+1].Module {
				t.Errorf("code %d is not the second tree's proof of record %d, or denser than the first's: %.2f mm", i+1, p.Seq, sm[i+1].Module)
			}
			h.stranger(100+i, sm[i+1].Text).wants(t, 200, "有效", p.Amount.String(), "国密树")
		}

		bare := by
		bare.Site = ""
		if got := testkit.ScanCodes(t, pressed(t, s, bare), testkit.Paper{DPI: 300}); len(got) != 2 {
			t.Errorf("without a site: %d codes", len(got))
		}
	})
}
