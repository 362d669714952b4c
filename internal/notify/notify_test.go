package notify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/notify"
	"renshe/internal/seal"
	"renshe/internal/testkit"
)

const county = civil.County(430725)

var ctx = context.Background()

type room struct {
	*notify.Notify
	db    *db.DB
	clock *testkit.Clock
}

func each(t *testing.T, fn func(t *testing.T, r room)) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock()
		d := testkit.Open(t, url, db.WithClock(clock.Now))
		fn(t, room{notify.New(d, seal.New([]byte("test"))), d, clock})
	})
}

func (r room) queue(m notify.Message) error {
	return r.db.InCounty(ctx, county, func(tx *db.Tx) error { return r.QueueIn(ctx, tx, m) })
}

func (r room) states(t *testing.T) string {
	t.Helper()
	all, err := r.Recent(ctx, county, 100)
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, m := range all {
		s = append(s, fmt.Sprint(m.State, m.Tries))
	}
	return strings.Join(s, " ")
}

func sms(n int) notify.Message {
	return notify.Message{County: county, Person: int64(n), Channel: notify.SMS, To: "13900000001", Text: fmt.Sprintf("您的待遇已核定（%d）。", n)}
}

// phone is a sender that writes down what it got, or fails as it is told.
type phone struct {
	mu   sync.Mutex
	got  []notify.Message
	fail error
}

func (p *phone) Send(_ context.Context, m notify.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fail == nil {
		p.got = append(p.got, m)
	}
	return p.fail
}

func TestAMessageLivesWithItsAct(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		mine := errors.New("mine")
		err := r.db.InCounty(ctx, county, func(tx *db.Tx) error { return errors.Join(r.QueueIn(ctx, tx, sms(1)), mine) })
		if !errors.Is(err, mine) || r.states(t) != "" {
			t.Errorf("an act that failed left %q: %v", r.states(t), err)
		}
		m := sms(1)
		m.Key = "case:81:granted"
		for range 3 {
			if err := r.queue(m); err != nil {
				t.Fatal(err)
			}
		}
		if r.states(t) != "ready0" {
			t.Errorf("the act repeated: %q", r.states(t))
		}
		var p phone
		out, err := r.Deliver(ctx, county, &p)
		if err != nil || out != (notify.Outcome{Sent: 1}) || len(p.got) != 1 || p.got[0].To != m.To || p.got[0].Text != m.Text || p.got[0].Person != 1 {
			t.Errorf("%+v %+v %v", out, p.got, err)
		}
		if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{}) || r.states(t) != "sent1" {
			t.Errorf("again: %+v %q %v", out, r.states(t), err)
		}
		if err := r.queue(m); err != nil || r.states(t) != "sent1" {
			t.Errorf("the act repeated after delivery: %q %v", r.states(t), err)
		}
	})
}

func TestMessagesAreSealed(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		m := sms(1)
		if err := r.queue(m); err != nil {
			t.Fatal(err)
		}
		err := r.db.View(ctx, func(tx *db.Tx) error {
			var to, body []byte
			err := tx.QueryRow(ctx, `SELECT recipient, body FROM outbox WHERE county=$1`, county).Scan(&to, &body)
			if bytes.Contains(to, []byte(m.To)) || bytes.Contains(body, []byte("待遇")) || len(to) == 0 {
				t.Error("the table tells the recipient or the text")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Of(ctx, county, 1, 5)
		if err != nil || len(got) != 1 || got[0].Text != m.Text || got[0].To != m.To {
			t.Errorf("%+v %v", got, err)
		}
		if got, err := r.Of(ctx, county, 2, 5); err != nil || len(got) != 0 {
			t.Errorf("another person's: %+v %v", got, err)
		}
		if got, err := r.Recent(ctx, 110101, 5); err != nil || len(got) != 0 {
			t.Errorf("another county's: %+v %v", got, err)
		}
	})
}

func TestBadMessagesAreRefused(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		for name, change := range map[string]func(m *notify.Message){
			"no recipient": func(m *notify.Message) { m.To = " " }, "long recipient": func(m *notify.Message) { m.To = strings.Repeat("1", 65) },
			"no text": func(m *notify.Message) { m.Text = "\n" }, "long text": func(m *notify.Message) { m.Text = strings.Repeat("字", 501) },
			"no channel": func(m *notify.Message) { m.Channel = "" }, "unknown channel": func(m *notify.Message) { m.Channel = "pigeon" },
		} {
			m := sms(1)
			change(&m)
			if err := r.queue(m); !errors.Is(err, notify.BadMessage) {
				t.Errorf("%s: %v", name, err)
			}
		}
		m := sms(1)
		m.County = 110101
		if err := r.queue(m); err == nil {
			t.Error("another county's message was queued")
		}
		if r.states(t) != "" {
			t.Errorf("left: %q", r.states(t))
		}
	})
}

func TestFailuresAreTriedAgainLater(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		if err := r.queue(sms(1)); err != nil {
			t.Fatal(err)
		}
		p := phone{fail: errors.New("13900000001 is out of reach")}
		for n := 1; n < 8; n++ {
			if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{Delayed: 1}) {
				t.Fatalf("try %d: %+v %v", n, out, err)
			}
			if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{}) {
				t.Fatalf("at once again after try %d: %+v %v", n, out, err)
			}
			r.clock.Add(2 * time.Hour)
		}
		if waiting, dead, err := r.Depth(ctx, county); waiting != 1 || dead != 0 || err != nil {
			t.Errorf("%d %d %v", waiting, dead, err)
		}
		if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{Dead: 1}) || r.states(t) != "dead8" {
			t.Errorf("the last try: %+v %q %v", out, r.states(t), err)
		}
		err := r.db.View(ctx, func(tx *db.Tx) error {
			var problem string
			err := tx.QueryRow(ctx, `SELECT problem FROM outbox WHERE county=$1`, county).Scan(&problem)
			if problem != "internal" {
				t.Errorf("the problem column says %q", problem)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.queue(sms(2)); err != nil {
			t.Fatal(err)
		}
		p.fail = fmt.Errorf("the operator says: %w", notify.Undeliverable)
		if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{Dead: 1}) {
			t.Errorf("an undeliverable one: %+v %v", out, err)
		}
		if waiting, dead, err := r.Depth(ctx, county); waiting != 0 || dead != 2 || err != nil {
			t.Errorf("%d %d %v", waiting, dead, err)
		}
	})
}

func TestADelayedMessageWaits(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		m := sms(1)
		m.Due = r.clock.Now().Add(time.Hour)
		if err := r.queue(m); err != nil {
			t.Fatal(err)
		}
		if out, err := r.Deliver(ctx, county, notify.DemoSender{}); err != nil || out != (notify.Outcome{}) {
			t.Errorf("too early: %+v %v", out, err)
		}
		r.clock.Add(time.Hour)
		if out, err := r.Deliver(ctx, county, notify.DemoSender{}); err != nil || out != (notify.Outcome{Sent: 1}) {
			t.Errorf("in time: %+v %v", out, err)
		}
	})
}

// dying is a sender whose process dies in the middle of its second message.
type dying struct {
	cancel context.CancelFunc
	n      int
}

func (d *dying) Send(context.Context, notify.Message) error {
	if d.n++; d.n == 2 {
		d.cancel()
	}
	return nil
}

func TestWhatADeadSenderClaimedIsSentAfterTheLease(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		for n := range 5 {
			if err := r.queue(sms(n)); err != nil {
				t.Fatal(err)
			}
		}
		dies, cancel := context.WithCancel(ctx)
		if out, err := r.Deliver(dies, county, &dying{cancel: cancel}); !errors.Is(err, context.Canceled) || out.Sent != 2 {
			t.Errorf("%+v %v", out, err)
		}
		var p phone
		if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{}) {
			t.Errorf("during the lease: %+v %v", out, err)
		}
		r.clock.Add(3 * time.Minute)
		if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{Sent: 3}) {
			t.Errorf("after the lease: %+v %v", out, err)
		}
	})
}

func TestManySendersSendEachMessageOnce(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		for n := range 120 {
			if err := r.queue(sms(n)); err != nil {
				t.Fatal(err)
			}
		}
		var p phone
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := r.Deliver(ctx, county, &p); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		seen := map[int64]int{}
		for _, m := range p.got {
			seen[m.Person]++
		}
		if len(p.got) != 120 || len(seen) != 120 {
			t.Errorf("%d sent to %d people", len(p.got), len(seen))
		}
		if n, err := r.Purge(ctx, county, r.clock.Now()); n != 0 || err != nil {
			t.Errorf("purged %d too early: %v", n, err)
		}
		if n, err := r.Purge(ctx, county, r.clock.Now().Add(time.Second)); n != 120 || err != nil {
			t.Errorf("purged %d: %v", n, err)
		}
	})
}

func TestAMessageMovedToAnotherPersonIsNotSent(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		if err := errors.Join(r.queue(sms(1)), r.queue(sms(2))); err != nil {
			t.Fatal(err)
		}
		err := r.db.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE outbox SET body=(SELECT body FROM outbox WHERE county=$1 AND person=2) WHERE county=$1 AND person=1`, county)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		var p phone
		if out, err := r.Deliver(ctx, county, &p); err != nil || out != (notify.Outcome{Sent: 1, Dead: 1}) || len(p.got) != 1 || p.got[0].Person != 2 {
			t.Errorf("%+v %+v %v", out, p.got, err)
		}
	})
}
