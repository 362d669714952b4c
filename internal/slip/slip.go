package slip

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/paper"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
	"renshe/ui"
)

// Rooms are what the slips are drawn from.
type Rooms struct {
	DB        *db.DB
	Box       *seal.Box
	Access    *access.Access
	People    *person.Registry
	Enrolment *enrolment.Rolls
	Benefit   *benefit.Benefits
	Books     *ledger.Ledger
	Law       *policy.Set
}

// Slips is the room.
type Slips struct{ Rooms }

// New opens the room.
func New(r Rooms) *Slips { return &Slips{r} }

// Slip is one payment as its slip says it.
type Slip struct {
	benefit.Slip
	County   access.County
	Name     string
	IDMasked string
	Fund     words.Text
	Bank     string     // "" when no account is on record
	Account  string     // masked
	Maker    words.Text // their roles
	Checker  words.Text
	Parts    []Part
	PostedAt time.Time
	Code     string // the short code, in groups
}

// Part is a component: one transfer, and why it is that much.
type Part struct {
	benefit.Booked
	Title  words.Text
	How    words.Text // the formula with the numbers put in
	Law    []string
	Weak   bool           // rests on a figure that is not confirmed
	Proof  ledger.Proof   // that it stands in the signed log
	Result *policy.Result // the month computed again; nil where the decision fixed the amount
}

// causePrefix begins the cause of every transfer of a payment.
const causePrefix = "payment:"

// Path is the desk's address of the slip that a transfer's cause names; "" of any other cause.
func Path(cause string) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(cause, causePrefix), "/")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil || n <= 0 || !strings.HasPrefix(cause, causePrefix) {
		return ""
	}
	return "/desk/payment/" + strconv.FormatInt(n, 10) + "/slip"
}

// Of draws a payment's slip up. The look into the file is recorded, for the purpose given; the person sees his own.
func (o *Slips) Of(ctx context.Context, actor access.Actor, payment int64, purpose string) (*Slip, error) {
	paid, err := o.Benefit.SlipOf(ctx, actor, payment)
	if err != nil {
		return nil, err
	}
	who, err := o.People.Get(ctx, actor, paid.Person, purpose)
	if err != nil {
		return nil, err
	}
	s := &Slip{Slip: paid, Name: who.Name, IDMasked: who.IDMasked, PostedAt: db.FromMicros(paid.Booked[0].PostedAt)}
	for _, part := range []func(context.Context, access.Actor, *Slip) error{o.place, o.bank, o.staff, o.explain, o.prove, o.issue} {
		if err := part(ctx, actor, s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (o *Slips) place(ctx context.Context, actor access.Actor, s *Slip) (err error) {
	if s.County, err = o.Access.County(ctx, actor.County); err != nil {
		return err
	}
	def, err := s.fund().Def()
	if err != nil {
		return err
	}
	s.Fund = def.Title()
	return nil
}

// fund is the fund that paid: every component is of one, because a batch is.
func (s *Slip) fund() ledger.Fund { return s.Booked[0].Debit.Fund() }

// bank is the account that the money went to, as it was then.
func (o *Slips) bank(ctx context.Context, actor access.Actor, s *Slip) error {
	all, err := o.Enrolment.BankAccounts(ctx, actor, s.Person)
	for _, a := range all {
		if a.ID == s.BankAccount {
			s.Bank, s.Account = a.Bank, a.Masked()
		}
	}
	return err
}

// staff says which roles the two persons have who took the run through.
func (o *Slips) staff(ctx context.Context, actor access.Actor, s *Slip) error {
	users, err := o.Access.Users(ctx, actor.County)
	for _, u := range users {
		switch u.ID {
		case s.Of.Maker:
			s.Maker = u.Role.Title()
		case s.Of.Checker:
			s.Checker = u.Role.Title()
		}
	}
	return err
}

// explain says of each component how it was computed and by which article.
func (o *Slips) explain(_ context.Context, _ access.Actor, s *Slip) error {
	months := map[civil.Month]*policy.Result{}
	for _, b := range s.Booked {
		p := Part{Booked: b, Title: s.Kind.Title(), How: wDecided}
		if b.Output != "" {
			result, known := months[b.Line.Month]
			if !known {
				var err error
				if result, err = s.Kind.Explain(o.Law, b.Line); err != nil {
					return err
				}
				months[b.Line.Month] = result
			}
			p.says(result)
		} else if law := s.Kind.Law(); law != "" {
			p.Law = []string{law}
		}
		s.Parts = append(s.Parts, p)
	}
	return nil
}

func (o *Slips) prove(ctx context.Context, actor access.Actor, s *Slip) (err error) {
	for i := range s.Parts {
		if s.Parts[i].Proof, err = o.Books.ProveRecord(ctx, actor.County, s.Parts[i].Seq); err != nil {
			return err
		}
	}
	return nil
}

// ProveSM gives a slip the proofs of the second tree in place of the first's; [ledger.NoSM] where the county keeps none.
func (o *Slips) ProveSM(ctx context.Context, county civil.County, s *Slip) error {
	for i := range s.Parts {
		p, err := o.Books.ProveRecordSM(ctx, county, s.Parts[i].Seq)
		if err != nil {
			return err
		}
		s.Parts[i].Proof = p
	}
	return nil
}

// QR is the code of one component as a picture; [benefit.NotPaid] where the payment has no such transfer. Whoever shows it has recorded the
// look already, with the slip.
func (o *Slips) QR(ctx context.Context, actor access.Actor, payment, seq int64) ([]byte, error) {
	paid, err := o.Benefit.SlipOf(ctx, actor, payment)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(paid.Booked, func(b benefit.Booked) bool { return b.Seq == seq }) {
		return nil, benefit.NotPaid.With("payment", payment)
	}
	p, err := o.Books.ProveRecord(ctx, actor.County, seq)
	if err != nil {
		return nil, err
	}
	return paper.CodePNG(p.Text)
}

// PublicKey is what a stranger needs to check a county's proofs: the key of its log.
func (o *Slips) PublicKey(county civil.County) (string, error) { return o.Books.VerifierKey(county) }

// says takes the component's own line from the explanation of its month.
func (p *Part) says(r *policy.Result) {
	p.Result = r
	out, ok := r.Output(p.Output)
	if !ok {
		return
	}
	p.Title = out.Title.Capital()
	for _, step := range r.Explanation {
		if step.Source != policy.SourceRule || step.Title != out.Title {
			continue
		}
		p.How, p.Weak = step.Formula, !step.Confidence.IsConfirmed()
		for _, c := range step.Law {
			p.Law = append(p.Law, c.String())
		}
	}
}

// group is the components of one kind: all months' basic parts, or all their account parts.
type group struct {
	code  string
	parts []Part
	total money.Fen
}

func (s *Slip) grouped() (all []group) {
	for _, p := range s.Parts {
		i := slices.IndexFunc(all, func(g group) bool { return g.code == p.Code })
		if i < 0 {
			i = len(all)
			all = append(all, group{code: p.Code})
		}
		all[i].parts = append(all[i].parts, p)
		all[i].total += p.Amount
	}
	return all
}

// Span is the months that were paid.
func (s *Slip) Span() words.Text { return spanned(s.From, s.To) }

func spanned(from, to civil.Month) words.Text {
	if from == to {
		return words.Text{Zh: from.String(), En: from.String()}
	}
	return words.Text{Zh: wSpan.Fill(words.Zh, "from", from, "to", to), En: wSpan.Fill(words.En, "from", from, "to", to)}
}

// next says what becomes of money that came back; zero where it stayed.
func (s *Slip) next() words.Text {
	switch next, by := s.Next(); next {
	case benefit.NextPaid:
		return ui.Fill(wNextPaid, "on", by.PaidOn)
	case benefit.NextGoes:
		return wNextGoes
	case benefit.NextStays:
		return wNextStays
	case benefit.NextNobody:
		return wNextNobody
	case benefit.NextWaits:
		return wNextWaits
	}
	return words.Text{}
}

// undone is when the books took the money back, and where that stands in the log; zero where they did not.
func (s *Slip) undone() (at time.Time, places string) {
	var all []string
	for _, p := range s.Parts {
		if p.Undone != nil {
			at, all = db.FromMicros(p.Undone.PostedAt), append(all, strconv.FormatInt(p.Undone.Seq, 10))
		}
	}
	return at, strings.Join(all, ", ")
}

// Standing says whether the money stayed where it went.
func (s *Slip) Standing() words.Text {
	switch {
	case !s.Back():
		return wPaid
	case s.State != benefit.Paid:
		return wCameBack
	}
	return wReversed
}
