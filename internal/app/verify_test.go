package app_test

import (
	"fmt"
	"html"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/ledger"
	"renshe/internal/slip"
	"renshe/tlog"
)

// crowd serves the house behind a proxy, so that each visitor has an address of his own.
func (h house) crowd() house {
	h.t.Helper()
	handler, err := h.app.Handler(app.ServeOptions{Site: "http://renshe.test", Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if err != nil {
		h.t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	h.t.Cleanup(s.Close)
	return house{h.t, h.app, s.URL}
}

// stranger asks the public page from an address of his own.
func (h house) stranger(n int, code string) answer {
	return h.phone().do("POST", "/verify", url.Values{"code": {code}}, "X-Forwarded-For", fmt.Sprintf("10.0.%d.%d", n/250, n%250+1))
}

// Whoever holds a slip learns whether its payment stands in the books: by its code, by its QR code, and after the money came back.
func TestAnybodyChecksASlip(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		h.pay()
		h = h.crowd()
		who, other := h.paid()
		s, err := h.app.Slips.Of(ctx, h.actor("kuaiji"), h.payment(who.id), "test")
		if err != nil {
			t.Fatal(err)
		}
		again, err := h.app.Slips.Of(ctx, h.actor("jiandu"), s.ID, "test")
		if err != nil || again.Code != s.Code {
			t.Errorf("printed again it has another code: %v %v", again.Code, err)
		}
		n := 0
		ask := func(code string) answer { n++; return h.stranger(n, code) }
		family := string([]rune(who.name)[:1]) + "*"
		says := []string{"有效：这笔钱在县里的账上", "桃源县", family, "城乡居民养老金", "2026-03", s.Total.String(), "还没有见证人同签", fmt.Sprintf("账序 %d, %d", s.Parts[0].Seq, s.Parts[1].Seq)}
		for _, code := range []string{s.Code, strings.ReplaceAll(s.Code, "-", " "), strings.ReplaceAll(s.Code, "-", "")} {
			a := ask(code)
			a.wants(t, 200, says...)
			for _, secret := range []string{who.name, who.cid, who.cid[:6], s.Account, s.Bank} {
				if secret != "" && strings.Contains(a.body, secret) {
					t.Errorf("the public page says %q", secret)
				}
			}
		}
		h.phone().do("GET", "/verify/"+s.Code, nil, "X-Forwarded-For", "10.9.9.9").wants(t, 200, says...)
		for _, p := range s.Parts {
			one := fmt.Sprintf("其中一笔：2026-03，%s 元，账序 %d", p.Amount, p.Seq)
			ask(p.Proof.Text).wants(t, 200, append(says, one)...)
			ask(p.Proof.Text[:300]+"\r\n"+p.Proof.Text[300:]).wants(t, 200, one)
		}
		h.phone().do("POST", "/verify", url.Values{"code": {s.Code}}, "X-Forwarded-For", "10.8.8.8", "Cookie", "display=en.0.0").
			wants(t, 200, "Valid: the payment stands in the county&#39;s books", "No witness has cosigned yet")

		h.cosign()
		ask(s.Code).wants(t, 200, "见证人 finance.example/witness 已于")
		if again, err = h.app.Slips.Of(ctx, h.actor("kuaiji"), s.ID, "test"); err != nil || again.Parts[0].Proof.Witness == "" {
			t.Fatal(again, err)
		}
		ask(again.Parts[0].Proof.Text).wants(t, 200, "有效", "见证人 finance.example/witness 已于")

		key, err := h.app.Books.VerifierKey(demo.Taoyuan)
		if err != nil {
			t.Fatal(err)
		}
		h.phone().do("GET", "/verify", nil, "X-Forwarded-For", "10.6.6.6").wants(t, 200, html.EscapeString(key))

		h.wrongCodes(s, ask)
		h.undo(s)
		for _, code := range []string{s.Code, s.Parts[0].Proof.Text, again.Parts[1].Proof.Text} {
			a := ask(code)
			a.wants(t, 200, "凭条是真的，但钱后来退回了", "账上冲回", "发放后已冲正")
			if strings.Contains(a.body, "有效：") {
				t.Error("money that came back is called valid")
			}
		}
		id := h.payment(other.id)
		if _, err := h.app.Slips.Of(ctx, h.actor("kuaiji"), id, "test"); err != nil {
			t.Error("another's slip was touched", err)
		}
		h.staff("kuaiji").get(fmt.Sprintf("/desk/payment/%d/slip", s.ID)).wants(t, 200, "发放后已冲正")
	})
}

// wrongCodes: what is mistyped, unknown, forged or hostile gets a plain answer and nothing else.
func (h house) wrongCodes(s *slip.Slip, ask func(string) answer) {
	t := h.t
	proof := s.Parts[0].Proof.Text
	swapped := []byte(strings.ReplaceAll(s.Code, "-", ""))
	for i := 1; i < len(swapped); i++ {
		if swapped[i] != swapped[i-1] {
			swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
			break
		}
	}
	for code, want := range map[string]struct {
		status int
		says   string
	}{
		string(swapped):                {422, "漏掉或颠倒了"},
		s.Code[:20]:                    {422, "应为 20 位数字"},
		s.Code + "1":                   {422, "应为 20 位数字"},
		strings.Repeat("9", 4000):      {422, "应为 20 位数字"},
		"00000000000000000000":         {404, "没有查到"},
		proof[:500]:                    {422, "不完整，或有字符错了"},
		proof[:200] + proof[201:]:      {422, "不完整，或有字符错了"},
		"RSP2:":                        {422, "不完整"},
		"RSP2:<script>alert(1)":        {422, "不完整"},
		strings.Repeat("7", 8001):      {422, "8000"},
		"<img src=x onerror=alert(1)>": {404, ""},
		"' OR 1=1 --":                  {404, ""},
		"\u202e\u0000\ufeff":           {422, ""},
		"":                             {422, ""},
		"../../etc/passwd":             {404, ""},
	} {
		a := ask(code)
		a.wants(t, want.status, want.says)
		if strings.Contains(a.body, "<img src=x") || strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "SQL") {
			t.Errorf("%q comes back alive", code)
		}
	}
	if a := ask("00000000000000000000"); strings.Contains(a.body, "记账时间") || strings.Contains(a.body, "领取人") {
		t.Error("an unknown code is told something")
	}
	tried := 0
	last := answer{}
	for last.status != 429 && tried < 40 {
		last = h.stranger(60_000, "00000000000000000000")
		tried++
	}
	if tried != 11 || !strings.Contains(last.body, "<h1") || last.header.Get("Retry-After") == "" {
		t.Errorf("the limit came after %d tries: %d %s", tried, last.status, text(last.body))
	}
	if a := h.stranger(61_000, s.Code); a.status != 200 {
		t.Error("one visitor's tries cost another his")
	}
}

var tags = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>`)

func text(page string) string {
	return html.UnescapeString(strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " "))
}

// cosign lets a witness sign the last checkpoint.
func (h house) cosign() {
	h.t.Helper()
	w, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("w", 32)))
	if err != nil {
		h.t.Fatal(err)
	}
	last, err := h.app.Books.LastCheckpoint(ctx, demo.Taoyuan)
	if err != nil {
		h.t.Fatal(err)
	}
	fin := ledger.Witness{Name: "finance.example/witness", URL: "http://127.0.0.1:1", Key: w.Key()}
	if err := h.app.Books.SetWitness(ctx, h.actor("kuaiji"), fin); err != nil {
		h.t.Fatal(err)
	}
	if err := h.app.Books.Cosigned(ctx, h.actor("kuaiji"), fin, last.Size, w.Cosign(last.Checkpoint, time.Now())); err != nil {
		h.t.Fatal(err)
	}
}

// undo reverses a payment's transfers, as a late return does.
func (h house) undo(s *slip.Slip) {
	h.t.Helper()
	maker, checker := h.actor("kuaiji"), h.actor("shenpi")
	b := ledger.Batch{ID: h.app.DB.NewID(), Fund: ledger.ResidentPension, Kind: "late-return", Maker: maker.User, Checker: checker.User, Cause: "late:1",
		Period: s.Booked[0].Period}
	for _, x := range s.Booked {
		b.Lines = append(b.Lines, ledger.Line{Kind: ledger.Reversal, Ref: x.Seq, Cause: x.Cause})
	}
	if _, err := h.app.Books.Post(ctx, access.TheSystem(demo.Taoyuan), b); err != nil {
		h.t.Fatal(err)
	}
}

// A row that somebody put into the table of codes opens no payment, and the table shows no code.
func TestATableOfCodesOpensNothing(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		h.pay()
		paid, other := h.paid()
		s, err := h.app.Slips.Of(ctx, h.actor("kuaiji"), h.payment(paid.id), "test")
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		err = h.app.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
			var lookup []byte
			if err := tx.QueryRow(ctx, `SELECT lookup FROM slip_code WHERE county=$1`, demo.Taoyuan).Scan(&lookup); err != nil {
				return err
			}
			rows = append(rows, fmt.Sprintf("%x %s", lookup, lookup))
			_, err := tx.Exec(ctx, `UPDATE slip_code SET payment=$2 WHERE county=$1`, demo.Taoyuan, h.payment(other.id))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(rows[0], strings.ReplaceAll(s.Code, "-", "")) {
			t.Error("the table holds the code")
		}
		h.crowd().stranger(1, s.Code).wants(t, 404, "没有查到")
	})
}
