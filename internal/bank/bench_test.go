package bank

import "testing"

// BenchmarkFormats writes and reads a county's month, 150,000 payments, in every format.
func BenchmarkFormats(b *testing.B) {
	p := Payment{PaymentHeader: header(b), Orders: some(150000)}
	_, sum, err := p.Text()
	if err != nil {
		b.Fatal(err)
	}
	x := &practising{Practice: Practice{Simulation: Simulation{Seed: 1, ClosedIn10000: 50, Opening: sum.Total, Value: p.Created}}, batch: p,
		out: Injected{Reasons: map[string]int64{}}}
	r := x.decide(sum)
	all, err := Formats()
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range all {
		var order, answer []byte
		for _, step := range []struct {
			name string
			on   bool
			do   func() error
		}{
			{"order/write", f.Pays, func() (err error) { order, err = f.writePayment(p); return err }},
			{"order/read", f.Pays, func() error { _, err := f.readPayment(order); return err }},
			{"answer/write", f.Answers, func() (err error) { answer, err = f.writeReport(p.PaymentHeader, r); return err }},
			{"answer/read", f.Answers, func() error { _, err := f.readReport(answer); return err }},
		} {
			if step.on {
				b.Run(f.Name+"/"+step.name, func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						if err := step.do(); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}
