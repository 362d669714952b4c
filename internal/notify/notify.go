package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/seal"
	"renshe/internal/words"
)

// Channel is the way a message takes; it is stored by this name.
type Channel string

// The channels.
const (
	SMS    Channel = "sms"
	WeChat Channel = "wechat"
)

// Title names the channel to people.
func (c Channel) Title() words.Text {
	switch c {
	case SMS:
		return words.Text{Zh: "短信", En: "SMS"}
	case WeChat:
		return words.Text{Zh: "微信", En: "WeChat"}
	}
	return words.Text{Zh: "未知渠道", En: "unknown channel"}
}

// State is how far a message is.
type State string

// The states.
const (
	Ready   State = "ready"
	Sending State = "sending"
	Sent    State = "sent"
	Dead    State = "dead"
)

// Message is one message to one person (消息). ID, State, Tries, Created and Settled are set by the outbox.
type Message struct {
	ID      int64
	County  civil.County
	Person  int64
	Channel Channel
	To      string    // a phone number or an account, in clear here and sealed in the database
	Text    string    // what the person reads, in his language
	Key     string    // one message a county and key; empty is no such promise
	Due     time.Time // not before; zero is at once
	State   State
	Tries   int
	Created time.Time
	Settled time.Time // sent or given up; zero before
}

const (
	maxText  = 500 // characters: seven joined SMS
	maxTo    = 64
	maxTries = 8
	batch    = 50              // messages claimed at once
	lease    = 2 * time.Minute // a sender that takes longer is taken for dead
	firstGap = time.Minute     // between tries: 1, 2, 4 … minutes, an hour at most, with jitter
	maxGap   = time.Hour
	maxRead  = 500
)

var (
	// BadMessage is a message that cannot be queued.
	BadMessage = fail.Define(fail.Invalid, "notify.bad-message",
		words.Text{Zh: "通知缺少收件人或内容，或内容超过 {max} 字。", En: "The message lacks a recipient or a text, or has more than {max} characters."},
		words.Text{Zh: "没有发出通知。", En: "No message was queued."},
		words.Text{Zh: "请补全手机号或缩短内容。", En: "Complete the phone number or shorten the text."})
	// Undeliverable is what a [Sender] answers when trying again is of no use: the number does not exist.
	Undeliverable = fail.Define(fail.Invalid, "notify.undeliverable",
		words.Text{Zh: "这个号码收不到通知。", En: "This number cannot receive messages."},
		words.Text{Zh: "通知保留在发件箱，不再重发。", En: "The message stays in the outbox and is not sent again."},
		words.Text{Zh: "请核对本人手机号，或打印纸质通知。", En: "Check the person's phone number, or print the notice."})
)

// Sender really sends. An error means "try later", except [Undeliverable].
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// DemoSender sends to nobody: the demo county's people are invented, and its messages are read on the demo phone page ([Notify.Recent]).
type DemoSender struct{}

// Send accepts every message.
func (DemoSender) Send(context.Context, Message) error { return nil }

// Notify is the room. It is safe for many goroutines.
type Notify struct {
	db  *db.DB
	box *seal.Box
}

// New opens the room on a migrated store.
func New(d *db.DB, box *seal.Box) *Notify { return &Notify{d, box} }

// QueueIn puts a message into the outbox, in the transaction of the act it tells of. A second one with the same Key is not queued.
func (n *Notify) QueueIn(ctx context.Context, tx *db.Tx, m Message) error {
	m.To, m.Text = strings.TrimSpace(m.To), strings.TrimSpace(m.Text)
	chars := utf8.RuneCountInString(m.Text)
	if m.To == "" || len(m.To) > maxTo || chars == 0 || chars > maxText || (m.Channel != SMS && m.Channel != WeChat) {
		return BadMessage.With("max", maxText)
	}
	if m.County != tx.County() {
		return fmt.Errorf("notify: a message for county %d in a transaction of %d", m.County, tx.County())
	}
	m.ID, m.Created = tx.NewID(), tx.Now()
	if m.Due.Before(m.Created) {
		m.Due = m.Created
	}
	if m.Key == "" {
		m.Key = fmt.Sprint("id:", m.ID)
	}
	return insertMessage(ctx, tx, m, n.box.Seal([]byte(m.To), place(m, "recipient")), n.box.Seal([]byte(m.Text), place(m, "body")))
}

// place binds a sealed column to its row.
func place(m Message, column string) []byte {
	return fmt.Appendf(nil, "outbox.%s:%d:%d", column, m.County, m.ID)
}

// Outcome is what one delivery did.
type Outcome struct {
	Sent    int
	Delayed int // failed, and to be tried again
	Dead    int // given up
}

// Deliver sends what is due in a county and says how it went. Several may run at once. It ends early when ctx does; what was
// claimed and not sent is due again after the lease.
func (n *Notify) Deliver(ctx context.Context, county civil.County, sender Sender) (Outcome, error) {
	var out Outcome
	for {
		claimed, err := n.claim(ctx, county)
		if err != nil || len(claimed) == 0 {
			return out, err
		}
		for _, m := range claimed {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			state, err := n.send(ctx, sender, m)
			if err != nil {
				return out, err
			}
			switch state {
			case Sent:
				out.Sent++
			case Ready:
				out.Delayed++
			case Dead:
				out.Dead++
			}
		}
	}
}

func (n *Notify) claim(ctx context.Context, county civil.County) (claimed []sealed, err error) {
	err = n.db.InCounty(ctx, county, func(tx *db.Tx) error {
		claimed, err = claimMessages(ctx, tx, county, batch)
		return err
	})
	return claimed, err
}

// send gives one claimed message to the sender and notes the result, unless somebody else has claimed it since.
func (n *Notify) send(ctx context.Context, sender Sender, s sealed) (State, error) {
	m, problem := n.open(s)
	if problem == nil {
		problem = sender.Send(ctx, m)
	}
	state, due, code := Sent, s.Due, ""
	switch {
	case problem == nil:
	case errors.Is(problem, Undeliverable), errors.Is(problem, seal.Broken), s.Tries >= maxTries:
		state, code = Dead, fail.As(problem).Code
	default:
		state, due, code = Ready, n.db.Now().Add(gap(s.Tries)), fail.As(problem).Code
	}
	ctx = context.WithoutCancel(ctx) // what was sent is noted, even if the program is being stopped
	err := n.db.InCounty(ctx, s.County, func(tx *db.Tx) error {
		return settleMessage(ctx, tx, s, state, due, code)
	})
	return state, err
}

// gap is how long to wait after the nth try, with a quarter of jitter so that an outage does not end in a stampede.
func gap(tries int) time.Duration {
	d := firstGap
	for range tries - 1 {
		if d *= 2; d >= maxGap {
			d = maxGap
			break
		}
	}
	return d - d/8 + rand.N(d/4)
}

func (n *Notify) open(s sealed) (Message, error) {
	to, err := n.box.Unseal(s.to, place(s.Message, "recipient"))
	if err != nil {
		return s.Message, err
	}
	text, err := n.box.Unseal(s.text, place(s.Message, "body"))
	if err != nil {
		return s.Message, err
	}
	m := s.Message
	m.To, m.Text = string(to), string(text)
	return m, nil
}

// Recent lists a county's latest messages in clear, newest first: the demo phone page shows them. A real county has no such page.
func (n *Notify) Recent(ctx context.Context, county civil.County, limit int) ([]Message, error) {
	return n.list(ctx, func(tx *db.Tx) ([]sealed, error) {
		return selectRecent(ctx, tx, county, min(max(limit, 1), maxRead))
	})
}

// Of lists the latest messages to one person, newest first; the caller has checked that the reader may see them.
func (n *Notify) Of(ctx context.Context, county civil.County, person int64, limit int) ([]Message, error) {
	return n.list(ctx, func(tx *db.Tx) ([]sealed, error) {
		return selectOf(ctx, tx, county, person, min(max(limit, 1), maxRead))
	})
}

func (n *Notify) list(ctx context.Context, read func(tx *db.Tx) ([]sealed, error)) ([]Message, error) {
	var found []sealed
	err := n.db.View(ctx, func(tx *db.Tx) (err error) {
		found, err = read(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	all := make([]Message, 0, len(found))
	for _, s := range found {
		m, err := n.open(s)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// Depth counts the messages that wait and those that are dead, for the metrics.
func (n *Notify) Depth(ctx context.Context, county civil.County) (waiting, dead int64, err error) {
	err = n.db.View(ctx, func(tx *db.Tx) error {
		waiting, dead, err = countMessages(ctx, tx, county)
		return err
	})
	return waiting, dead, err
}

// Purge removes messages that were settled before a time: what was said to a person is kept no longer than it is needed.
func (n *Notify) Purge(ctx context.Context, county civil.County, before time.Time) (gone int64, err error) {
	err = n.db.InCounty(ctx, county, func(tx *db.Tx) error {
		gone, err = deleteSettled(ctx, tx, county, before)
		return err
	})
	return gone, err
}
