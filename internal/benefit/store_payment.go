package benefit

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

var (
	paymentColumns = []string{"county", "id", "run", "chunk", "entitlement", "person", "bank_account", "from_month", "to_month",
		"basic_fen", "account_fen", "total_fen", "state", "hold_code", "hold_detail", "return_code"}
	lineColumns = []string{"county", "payment", "month", "person", "kind", "basic_fen", "account_fen", "plan", "inputs", "live"}
)

// draft is a payment as it is prepared.
type draft struct {
	Payment
	inputs string
}

// insertPayments writes a chunk's payments and their lines.
func insertPayments(ctx context.Context, tx *db.Tx, r Run, chunk int, drafts []draft) error {
	i := 0
	_, err := tx.Bulk(ctx, "payment", paymentColumns, func() ([]any, bool) {
		if i == len(drafts) {
			return nil, false
		}
		p := drafts[i].Payment
		i++
		code := ""
		if len(p.Findings) > 0 {
			code = p.Findings[0].Code
		}
		return []any{r.County, p.ID, r.ID, chunk, p.Entitlement, p.Person, p.BankAccount, p.From, p.To,
			p.Basic, p.AccountPart, p.Total, p.State, code, findingsText(p.Findings), ""}, true
	})
	if err != nil {
		return err
	}
	i = 0
	next := 0
	_, err = tx.Bulk(ctx, "payment_line", lineColumns, func() ([]any, bool) {
		for i < len(drafts) && next == len(drafts[i].Lines) {
			i, next = i+1, 0
		}
		if i == len(drafts) {
			return nil, false
		}
		d, l := drafts[i], drafts[i].Lines[next]
		next++
		return []any{r.County, d.ID, l.Month, d.Person, r.Kind, l.Basic, l.AccountPart, l.Plan, d.inputs, true}, true
	})
	return err
}

// entry is a line of a chunk as the ledger sees it.
type entry struct {
	payment     int64
	entitlement int64
	person      int64
	account     int64 // the bank account
	month       civil.Month
	basic       money.Fen
	accountPart money.Fen
	plan        string    // of the basic part
	accountPlan string    // of the account part: the decision's
	accountDue  money.Fen // the account part that the decision says
	linePerson  int64     // the person that the line names; the same as person
	inputs      string
	state       PaymentState
}

// selectEntries is ordered by the payment alone: asked for the order of the months too, SQLite reads every payment of the county to have it.
const selectEntries = `SELECT p.id, p.entitlement, p.person, p.bank_account, l.month, l.basic_fen, l.account_fen, l.plan, e.plan, e.account_fen, l.person, l.inputs, p.state
	FROM payment AS p JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id JOIN entitlement AS e ON e.county=$1 AND e.id=p.entitlement
	WHERE p.county=$1 AND p.run=$2 AND p.chunk=$3 AND p.state IN (`

// entries reads the lines of a chunk's payments, those that go the chunk's way (ready) or others by their stored state, in the order in which they
// are booked: by payment and month.
func entries(ctx context.Context, tx *db.Tx, r Run, chunk int, states ...PaymentState) ([]entry, error) {
	args := []any{r.County, r.ID, chunk}
	for _, s := range states {
		args = append(args, s)
	}
	rows, err := tx.Query(ctx, selectEntries+places(4, len(states))+`) ORDER BY p.id`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []entry
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.payment, &e.entitlement, &e.person, &e.account, &e.month, &e.basic, &e.accountPart, &e.plan, &e.accountPlan, &e.accountDue, &e.linePerson, &e.inputs, &e.state); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(cmp.Compare(a.payment, b.payment), cmp.Compare(a.month, b.month)) })
	return all, rows.Err()
}

// places writes n placeholders from $first on.
func places(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("$" + strconv.Itoa(first+i))
	}
	return b.String()
}

// setReturned takes a payment out of its chunk's way: what the chunk pays, this one is not.
func setReturned(ctx context.Context, tx *db.Tx, county civil.County, payment int64, code string) error {
	_, err := tx.Exec(ctx, `UPDATE payment SET state='returned', return_code=$3 WHERE county=$1 AND id=$2 AND state='ready'`, county, payment, code)
	return err
}

// dropLive frees the months of a chunk's returned payments: they are due again.
func dropLive(ctx context.Context, tx *db.Tx, r Run, chunk int) error {
	_, err := tx.Exec(ctx, `UPDATE payment_line SET live=false WHERE county=$1 AND payment IN (
		SELECT id FROM payment WHERE county=$1 AND run=$2 AND chunk=$3 AND state='returned')`, r.County, r.ID, chunk)
	return err
}

// unusual is what the index of the few payments that go their own way asks for; SQLite uses it only where it is said in these words.
const unusual = `state IN ('held', 'lapsed', 'returned')`

// lapse ends what is still held when a run is approved: the months are due again in the next run.
func lapse(ctx context.Context, tx *db.Tx, r Run) error {
	_, err := tx.Exec(ctx, `UPDATE payment_line SET live=false WHERE county=$1 AND payment IN (
		SELECT id FROM payment WHERE county=$1 AND run=$2 AND state='held' AND `+unusual+`)`, r.County, r.ID)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE payment SET state='lapsed' WHERE county=$1 AND run=$2 AND state='held' AND `+unusual, r.County, r.ID)
	return err
}

// giveUp ends every payment of a run that is withdrawn: the months are due again.
func giveUp(ctx context.Context, tx *db.Tx, r Run) error {
	_, err := tx.Exec(ctx, `UPDATE payment_line SET live=false WHERE county=$1 AND payment IN (SELECT id FROM payment WHERE county=$1 AND run=$2)`, r.County, r.ID)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE payment SET state='lapsed', hold_code=CASE WHEN hold_code='' THEN 'withdrawn' ELSE hold_code END WHERE county=$1 AND run=$2`, r.County, r.ID)
	return err
}

// hold puts a payment on hold, with all that the gate found.
func hold(ctx context.Context, tx *db.Tx, county civil.County, payment int64, found []Finding) error {
	_, err := tx.Exec(ctx, `UPDATE payment SET state='held', hold_code=$3, hold_detail=$4, released_by=NULL, release_reason=NULL, released_at=NULL
		WHERE county=$1 AND id=$2 AND state='ready'`, county, payment, found[0].Code, findingsText(found))
	return err
}

// release makes a held payment ready, to the person's account of today.
func release(ctx context.Context, tx *db.Tx, county civil.County, payment, account int64, found []Finding, user int64, reason string) error {
	_, err := tx.Exec(ctx, `UPDATE payment SET state='ready', bank_account=$3, hold_detail=$4, released_by=$5, release_reason=$6, released_at=$7
		WHERE county=$1 AND id=$2 AND state='held'`, county, payment, account, findingsText(found), user, reason, db.Micros(tx.Now()))
	return err
}

func setAccount(ctx context.Context, tx *db.Tx, county civil.County, payment, account int64) error {
	_, err := tx.Exec(ctx, `UPDATE payment SET bank_account=$3 WHERE county=$1 AND id=$2`, county, payment, account)
	return err
}

const selectPayment = `SELECT p.id, p.run, r.kind, r.month, p.entitlement, p.person, p.bank_account, p.from_month, p.to_month,
	p.basic_fen, p.account_fen, p.total_fen, p.stands, p.hold_detail, p.released_by, p.release_reason, p.released_at, p.return_code, f.value_date, k.on_date, k.fate
	FROM payment_now AS p JOIN payment_run AS r ON r.county=$1 AND r.id=p.run
	LEFT JOIN payment_file AS f ON f.county=$1 AND f.run=p.run AND f.direction='answer'
	LEFT JOIN late_return AS k ON k.county=$1 AND k.payment=p.id AND k.state IN ('entered', 'booked') AND k.state='booked' WHERE p.county=$1 AND `

func scanPayment(row interface{ Scan(...any) error }) (Payment, error) {
	var p Payment
	var found string
	var releasedBy, releasedAt sql.NullInt64
	var reason, value, late, fate sql.NullString
	err := row.Scan(&p.ID, &p.Run, &p.Kind, &p.Month, &p.Entitlement, &p.Person, &p.BankAccount, &p.From, &p.To,
		&p.Basic, &p.AccountPart, &p.Total, &p.State, &found, &releasedBy, &reason, &releasedAt, &p.ReturnCode, &value, &late, &fate)
	if err != nil {
		return p, err
	}
	p.Findings, p.ReleasedBy, p.ReleaseReason, p.ReleasedAt = parseFindings(found), releasedBy.Int64, reason.String, db.FromMicros(releasedAt.Int64)
	if p.Fate = Fate(fate.String); late.Valid {
		if p.LateOn, err = civil.ParseDate(late.String); err != nil {
			return p, err
		}
	}
	if (p.State == Paid || late.Valid) && value.Valid {
		p.PaidOn, err = civil.ParseDate(value.String)
	}
	return p, err
}

func payment(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Payment, error) {
	p, err := scanPayment(tx.QueryRow(ctx, selectPayment+`p.id=$2`, county, id))
	if db.IsNoRows(err) {
		return p, NoPayment.With()
	}
	return p, err
}

// payments reads a page of a run, all states or one, held for one reason or any.
func payments(ctx context.Context, tx *db.Tx, county civil.County, f Filter) ([]Payment, error) {
	q, order := selectPayment+`p.run=$2 AND `, `p.id`
	args := []any{county, f.Run, f.After}
	switch f.State {
	case Held, Lapsed, Returned:
		q += `p.id>$3 AND p.` + unusual
	default: // nearly all of the run: its chunks in their order
		q, order = q+`(p.chunk, p.id) > (coalesce((SELECT chunk FROM payment WHERE county=$1 AND id=$3), 0), $3)`, `p.chunk, p.id`
	}
	if f.State != "" {
		args = append(args, f.State)
		q += ` AND p.stands=$` + strconv.Itoa(len(args))
	}
	if f.Hold != "" {
		args = append(args, f.Hold)
		q += ` AND p.hold_code=$` + strconv.Itoa(len(args))
	}
	args = append(args, f.Limit)
	return collectPayments(ctx, tx, q+` ORDER BY `+order+` LIMIT $`+strconv.Itoa(len(args)), args...)
}

func paymentsOf(ctx context.Context, tx *db.Tx, county civil.County, person int64, limit int) ([]Payment, error) {
	return collectPayments(ctx, tx, selectPayment+`p.person=$2 ORDER BY p.id DESC LIMIT $3`, county, person, limit)
}

func collectPayments(ctx context.Context, tx *db.Tx, q string, args ...any) ([]Payment, error) {
	rows, err := tx.Query(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Payment
	for rows.Next() {
		p, err := scanPayment(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// linesOf reads a payment's lines with what explains them. A month that is paid again keeps what was known when it was computed.
func linesOf(ctx context.Context, tx *db.Tx, county civil.County, payment int64) ([]Line, error) {
	rows, err := tx.Query(ctx, `SELECT l.month, l.basic_fen, l.account_fen, l.plan, l.inputs, l.live, coalesce((SELECT w.known_on FROM late_return AS k JOIN payment_line AS o ON o.county=$1 AND o.payment=k.payment AND o.month=l.month
				JOIN payment AS q ON q.county=$1 AND q.id=k.payment JOIN payment_run AS w ON w.county=$1 AND w.id=q.run
				WHERE k.county=$1 AND k.entitlement=p.entitlement AND k.state='booked' AND k.payment<p.id ORDER BY k.payment LIMIT 1), r.known_on)
		FROM payment_line AS l JOIN payment AS p ON p.county=$1 AND p.id=l.payment JOIN payment_run AS r ON r.county=$1 AND r.id=p.run
		WHERE l.county=$1 AND l.payment=$2 ORDER BY l.month`, county, payment)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Line
	for rows.Next() {
		var l Line
		var inputs, known string
		if err := rows.Scan(&l.Month, &l.Basic, &l.AccountPart, &l.Plan, &inputs, &l.Live, &known); err != nil {
			return nil, err
		}
		l.Inputs = parseInputs(inputs)
		l.Query.County, l.Query.AsOf = county, l.Month
		if l.Query.KnownOn, err = civil.ParseDate(known); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

// payable is a payment that is about to be ordered or approved, with what the gate asks of its entitlement.
type payable struct {
	candidate
	payment  int64
	account  int64
	span     span
	total    money.Fen
	released []Finding // what was overridden by name
}

// payables reads a chunk's payments in one state, in their order.
func payables(ctx context.Context, tx *db.Tx, r Run, chunk int, state PaymentState) ([]payable, error) {
	return collectPayables(ctx, tx, `p.run=$2 AND p.chunk=$3 AND p.state=$4 ORDER BY p.id`, r.County, r.ID, chunk, state)
}

func payableByID(ctx context.Context, tx *db.Tx, county civil.County, id int64) (payable, error) {
	all, err := collectPayables(ctx, tx, `p.id=$2`, county, id)
	if err == nil && len(all) == 0 {
		err = NoPayment.With()
	}
	if err != nil {
		return payable{}, err
	}
	return all[0], nil
}

func collectPayables(ctx context.Context, tx *db.Tx, where string, args ...any) ([]payable, error) {
	rows, err := tx.Query(ctx, `SELECT e.id, e.person, e.kind, e.start_month, e.stop_month, e.due_from, e.status, e.reason, e.account_fen, e.inputs, e.refused_account,
			e.refused_code, e.confirmed_on, e.granted_at, p.id, p.bank_account, p.from_month, p.to_month, p.total_fen, p.released_by, p.hold_detail
		FROM payment AS p JOIN entitlement AS e ON e.county=$1 AND e.id=p.entitlement WHERE p.county=$1 AND `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []payable
	for rows.Next() {
		var p payable
		var by sql.NullInt64
		var found string
		if p.candidate, err = scanCandidate(rows, &p.payment, &p.account, &p.span.from, &p.span.to, &p.total, &by, &found); err != nil {
			return nil, err
		}
		if by.Valid {
			p.released = parseFindings(found)
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// selectSums adds a run up chunk by chunk, and asks of each chunk once how far it is: payment_now would ask it of every payment.
const selectSums = `SELECT s.state, s.why, coalesce(c.step, ''), sum(s.people), sum(s.basic), sum(s.account), sum(s.total)
	FROM (SELECT chunk, state, CASE WHEN state IN ('held', 'lapsed') THEN hold_code WHEN state='returned' THEN return_code ELSE '' END AS why,
			count(*) AS people, sum(basic_fen) AS basic, sum(account_fen) AS account, sum(total_fen) AS total
		FROM payment WHERE county=$1 AND run=$2 GROUP BY 1, 2, 3) AS s
	LEFT JOIN payment_chunk AS c ON c.county=$1 AND c.run=$2 AND c.chunk=s.chunk GROUP BY 1, 2, 3`

// sums counts a run's payments by state and by the first reason of those held.
func sums(ctx context.Context, tx *db.Tx, r Run) ([]Sum, error) {
	rows, err := tx.Query(ctx, selectSums, r.County, r.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Sum
	for rows.Next() {
		var s Sum
		var at step
		if err := rows.Scan(&s.State, &s.Why, &at, &s.People, &s.Basic, &s.AccountPart, &s.Total); err != nil {
			return nil, err
		}
		if s.State == Ready {
			s.State = at.stands()
		}
		all = mergeSum(all, s)
	}
	slices.SortFunc(all, func(a, b Sum) int {
		return cmp.Or(strings.Compare(string(a.State), string(b.State)), strings.Compare(a.Why, b.Why))
	})
	return all, rows.Err()
}

// mergeSum adds what a part of a run comes to: of its returned payments every chunk has some.
func mergeSum(all []Sum, s Sum) []Sum {
	for i := range all {
		if x := &all[i]; x.State == s.State && x.Why == s.Why {
			x.People, x.Basic, x.AccountPart, x.Total = x.People+s.People, x.Basic+s.Basic, x.AccountPart+s.AccountPart, x.Total+s.Total
			return all
		}
	}
	return append(all, s)
}
