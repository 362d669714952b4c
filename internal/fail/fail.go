// Package fail is how every room says no (错误): a kind, a stable code, and words for the person.
//
// A room declares each of its faults once, beside its rules:
//
//	var PeriodClosed = fail.Define(fail.Blocked, "ledger.period-closed",
//		words.Text{Zh: "{month} 已经结账，不能再记账。", En: "{month} is closed and takes no more postings."},
//		words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
//		words.Text{Zh: "请记入当前月份，并注明原凭证。", En: "Post into the open month and name the old voucher."})
//
// and returns PeriodClosed.With("month", m). What happened, what is kept, what to do next: the three are the message.
// One table ([Kind.HTTP], [Kind.Exit], [Kind.Slug]) maps kinds to HTTP, problem+json and exit codes.
// A lawful refusal of a benefit is a decision with an appeal, never an error.
package fail

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"

	"renshe/internal/words"
)

// Kind is what sort of no it is; faces decide by it alone.
type Kind uint8

// The kinds.
const (
	Internal Kind = iota // our fault: logged once, shown as a reference number
	Invalid              // the input is wrong: the person can correct it
	NotFound             // there is no such thing in this county
	Denied               // this person may not
	Conflict             // somebody else was first, or it was done already
	Blocked              // the state or the law forbids it now, and the rule says which
	Busy                 // try again shortly
)

var kinds = [...]struct {
	slug string
	http int
	exit int
}{
	Internal: {"internal", 500, 70},
	Invalid:  {"invalid", 422, 2},
	NotFound: {"not-found", 404, 3},
	Denied:   {"denied", 403, 4},
	Conflict: {"conflict", 409, 5},
	Blocked:  {"blocked", 409, 6},
	Busy:     {"busy", 503, 75},
}

// Slug is the kind's stable name in problem+json and logs.
func (k Kind) Slug() string { return kinds[k].slug }

// HTTP is the status a face answers with.
func (k Kind) HTTP() int { return kinds[k].http }

// Exit is the exit code a command ends with.
func (k Kind) Exit() int { return kinds[k].exit }

// Fault is one way to fail, declared once: kind, code and the three sentences.
type Fault struct {
	Kind Kind
	Code string
	What words.Text // what happened
	Kept words.Text // what is kept or unchanged
	Next words.Text // what to do next
}

var (
	defined   = map[string]*Fault{}
	definedMu sync.Mutex
)

// Define declares a fault. Codes are "room.what-happened" and unique; a second definition panics at start-up.
func Define(kind Kind, code string, what, kept, next words.Text) *Fault {
	definedMu.Lock()
	defer definedMu.Unlock()
	if _, twice := defined[code]; twice {
		panic("fail: code defined twice: " + code)
	}
	f := &Fault{kind, code, what, kept, next}
	defined[code] = f
	return f
}

// All lists every declared fault by code, for the API's documentation and the catalogue test.
func All() []*Fault {
	definedMu.Lock()
	defer definedMu.Unlock()
	all := make([]*Fault, 0, len(defined))
	for _, f := range defined {
		all = append(all, f)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	return all
}

// Error lets a bare fault serve as errors.Is's target.
func (f *Fault) Error() string { return f.Code }

// With makes the error; pairs fill the {places} of the sentences. No personal data belongs in them beyond what the
// person who reads the message typed or may see.
func (f *Fault) With(pairs ...any) *Error { return &Error{Fault: f, Args: pairs} }

// Error is one failure of one call.
type Error struct {
	*Fault
	Field string // the form field or parameter it stands beside, if one
	Rule  string // the article that forbids it, e.g. "社会保险基金财务制度 第二十八条"
	Args  []any  // pairs for the sentences
	Cause error  // for the log only
}

// On names the field.
func (e *Error) On(field string) *Error { e.Field = field; return e }

// Under names the rule.
func (e *Error) Under(rule string) *Error { e.Rule = rule; return e }

// From keeps the cause for the log.
func (e *Error) From(cause error) *Error { e.Cause = cause; return e }

// Error is for logs and tests; people read [Error.Say].
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	if e.Field != "" {
		fmt.Fprintf(&b, " [%s]", e.Field)
	}
	if s := e.What.Fill(words.En, e.Args...); s != "" {
		b.WriteString(": " + s)
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Is matches the declared fault.
func (e *Error) Is(target error) bool { f, ok := target.(*Fault); return ok && f == e.Fault }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Message is what the person reads.
type Message struct{ What, Kept, Next, Rule, Field, Code string }

// Say gives the message in language l.
func (e *Error) Say(l words.Lang) Message {
	return Message{e.What.Fill(l, e.Args...), e.Kept.Fill(l, e.Args...), e.Next.Fill(l, e.Args...), e.Rule, e.Field, e.Code}
}

var unexpected = Define(Internal, "internal",
	words.Text{Zh: "程序出了问题。", En: "Something went wrong in the program."},
	words.Text{Zh: "这一步没有保存，之前的都在。", En: "This step was not saved; everything before it was."},
	words.Text{Zh: "请稍后再试；若再出现，把编号告诉县局。", En: "Try again; if it happens again, give the reference number to the county."})

// As gives err as an *Error; an unknown error becomes Internal with err as its cause. Nil stays nil.
func As(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.With()
	}
	return unexpected.With().From(err)
}

// KindOf is As(err).Kind.
func KindOf(err error) Kind { return As(err).Kind }

// Each lists the failures inside err: a form may have several (errors.Join).
func Each(err error) []*Error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*Error
		for _, e := range many.Unwrap() {
			all = append(all, Each(e)...)
		}
		return all
	}
	return []*Error{As(err)}
}
