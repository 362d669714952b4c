package reconcile

import (
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/money"
)

// gathered is what a match's lines come to.
type gathered struct {
	lines [3][]openLine
	sums  [3]money.Fen
	first civil.Date
	last  civil.Date
}

// matches adds every match up again.
func (v *verifier) matches(ctx context.Context) error {
	all, err := allMatches(ctx, v.tx, v.county, v.a)
	if err != nil {
		return err
	}
	of := map[int64]*gathered{}
	for key, m := range v.in {
		l, there := v.line(key.side, key.id)
		if !there {
			continue // named already
		}
		g := of[m.match]
		if g == nil {
			g = &gathered{first: l.Day}
			of[m.match] = g
		}
		g.lines[key.side], g.sums[key.side] = append(g.lines[key.side], l), g.sums[key.side]+l.Amount
		g.first, g.last = min(g.first, l.Day), max(g.last, l.Day)
	}
	v.hands = map[int64]storedMatch{}
	for _, m := range all {
		g := of[m.id]
		if g == nil {
			v.add("reconcile_match", count(m.id), "lines", "0", count(m.lines), saysMatch)
			continue
		}
		delete(of, m.id)
		v.same("reconcile_match", count(m.id), saysMatch, column{"lines", count(len(g.lines[Book]) + len(g.lines[Bank])), count(m.lines)},
			column{"sum_fen", fen(g.sums[Book]), fen(m.sum)}, column{"sum_fen", fen(g.sums[Book]), fen(g.sums[Bank])},
			column{"first_day", g.first.String(), m.first.String()}, column{"last_day", g.last.String(), m.last.String()})
		if !g.made(m.how) {
			v.add("reconcile_match", count(m.id), "how", "", count(int64(m.how)), saysMatch)
		}
		if m.how == ByHand || m.request != 0 {
			v.hands[m.request] = m
		}
	}
	for id := range of {
		v.add("reconcile_member", count(id), "match_id", "", count(id), saysMatch)
	}
	return nil
}

// made says whether lines like these can have been matched like that.
func (g *gathered) made(how Method) bool {
	books, banks := len(g.lines[Book]), len(g.lines[Bank])
	common := func(of func(*Line) string) bool {
		ref := of(&slices.Concat(g.lines[Book], g.lines[Bank])[0].Line)
		for _, l := range slices.Concat(g.lines[Book], g.lines[Bank]) {
			if of(&l.Line) != ref {
				return false
			}
		}
		return ref != ""
	}
	switch how {
	case ByOrder, ByVoucher, ByBatch:
		return books > 0 && banks > 0 && common(levels[how-ByOrder].of)
	case Reversed:
		for _, one := range [][]openLine{g.lines[Book], g.lines[Bank]} {
			if len(one) == 2 && books+banks == 2 {
				return one[0].Undoes == one[1].ID || one[1].Undoes == one[0].ID
			}
		}
		return false
	case Exact:
		return books == 1 && banks == 1
	case Grouped, Summed:
		return min(books, banks) == 1 && max(books, banks) > 1
	}
	return how == ByHand
}

// requests holds what was asked for by hand against the matches that came of it.
func (v *verifier) requests(ctx context.Context) error {
	all, err := requests(ctx, v.tx, v.county, v.a.ID, false, 1<<30)
	if err != nil {
		return err
	}
	ended := map[int64]bool{}
	for _, q := range all {
		ended[q.Match] = ended[q.Match] || q.Action == ToUnmatch && q.State == "applied"
	}
	for _, q := range all {
		if q.Action != ToMatch || q.State != "applied" {
			continue
		}
		m, there := v.hands[q.ID]
		delete(v.hands, q.ID)
		if !there {
			if !ended[q.Match] {
				v.add("reconcile_request", count(q.ID), "match_id", "", count(q.Match), saysAsked)
			}
			continue
		}
		v.same("reconcile_match", count(m.id), saysAsked, column{"id", count(q.Match), count(m.id)}, column{"by_user", count(q.AskedBy), count(m.by)},
			column{"checked_by", count(q.DecidedBy), count(m.checked)}, column{"lines", count(len(q.Book) + len(q.Bank)), count(m.lines)})
		for side, ids := range map[Side][]int64{Book: q.Book, Bank: q.Bank} {
			for _, id := range ids {
				if v.in[sideLine{side, id}].match != m.id {
					v.add("reconcile_request_line", count(q.ID)+"/"+lineRecord(side, id), "line", "", count(id), saysAsked)
				}
			}
		}
	}
	for id, m := range v.hands {
		v.add("reconcile_match", count(m.id), "request", "", count(id), saysAsked)
	}
	return nil
}

// tables adds every table up again and holds its balances against the books and the statements of its day.
func (v *verifier) tables(ctx context.Context) error {
	all, err := tables(ctx, v.tx, v.county, v.a.ID, 1<<30)
	if err != nil {
		return err
	}
	for _, t := range all {
		record := count(t.ID)
		if _, err := v.r.box.Unseal(t.madeSeal, t.made(v.county)); err != nil {
			v.add("reconcile_table", record, "made_seal", "", "", saysNamed)
		}
		if _, err := v.r.box.Unseal(t.signedSeal, t.signed(v.county)); err != nil && t.Signed() {
			v.add("reconcile_table", record, "signed_seal", "", "", saysNamed)
		}
		if t.Day < v.a.From {
			v.add("reconcile_table", record, "day", "≥ "+v.a.From.String(), t.Day.String(), saysTable)
			continue
		}
		b, err := v.r.books.BalanceAsOfIn(ctx, v.tx, v.county, v.a.ID, ledger.AsOf{Value: t.Day, Size: t.size})
		if err != nil || t.size < 1 {
			v.add("reconcile_table", record, "log_size", "", count(t.size), saysTable)
			continue
		}
		told, err := v.r.bankBalance(ctx, v.tx, v.county, v.a, t.Day)
		if err != nil {
			v.add("reconcile_table", record, "day", "", t.Day.String(), saysTable)
			continue
		}
		stored := t.Sums
		if t.Items, err = tableItems(ctx, v.tx, v.county, t); err != nil {
			return err
		}
		difference := t.Difference
		if err := t.sum(); err != nil {
			return err
		}
		v.same("reconcile_table", record, saysTable, column{"book_fen", fen(b.Own()), fen(t.Book)}, column{"bank_fen", fen(told), fen(t.Bank)},
			column{"book_in_fen", fen(t.Sums[BookIn]), fen(stored[BookIn])}, column{"book_out_fen", fen(t.Sums[BookOut]), fen(stored[BookOut])},
			column{"bank_in_fen", fen(t.Sums[BankIn]), fen(stored[BankIn])}, column{"bank_out_fen", fen(t.Sums[BankOut]), fen(stored[BankOut])},
			column{"difference_fen", fen(t.Difference), fen(difference)}, column{"items", count(len(t.Items)), count(t.counted)})
		if !t.Settled() {
			v.add("reconcile_table", record, "explanation", "*", "", saysTable)
		}
		for _, i := range t.Items {
			item := record + "/" + lineRecord(i.Side, i.Line)
			want, there := v.line(i.Side, i.Line)
			if m, booked := v.books[i.Line]; i.Side == Book && booked {
				want, there = bookLine(v.county, m), true // a line that came after the last matching was open too
			}
			if !there {
				v.add("reconcile_table_item", item, "line", "", count(i.Line), saysTable)
				continue
			}
			v.same("reconcile_table_item", item, saysTable, column{"day", want.Day.String(), i.Day.String()}, column{"amount_fen", fen(want.Amount), fen(i.Amount)},
				column{"cause", want.cause, i.Cause})
		}
	}
	return nil
}
