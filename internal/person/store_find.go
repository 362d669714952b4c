package person

import (
	"context"
	"fmt"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
)

var columnNames = [...]string{colName: "name", colPinyin: "pinyin", colInitials: "initials", colCitizenTail: "citizen_tail",
	colPhoneTail: "phone_tail", colPhoneHash: "phone_hash", colVillage: "village", colBirth: "birth"}

// search finds the people for whom every condition holds, at most limit.
func search(ctx context.Context, tx *db.Tx, county civil.County, u understanding, limit int) ([]row, error) {
	var all []row
	for _, w := range u.walks() {
		if len(all) >= limit {
			break
		}
		q, args := w.text(county, limit-len(all))
		found, err := scanPersons(tx.Query(ctx, q, args...))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// text is the walk as SQL, in the order of its index, so that the engine stops at the limit. The other conditions are written as
// expressions, which no engine can mistake for a leader: none of them knows how many people are called Wang.
func (w walk) text(county civil.County, limit int) (string, []any) {
	var q, order strings.Builder
	q.WriteString(selectPerson)
	args := []any{county}
	add := func(c condition, name string) {
		switch {
		case c.equal && c.from != "":
			args = append(args, c.from)
			fmt.Fprintf(&q, " AND %s=$%d", name, len(args))
		case c.equal:
			args = append(args, c.number)
			fmt.Fprintf(&q, " AND %s=$%d", name, len(args))
		default:
			args = append(args, c.from, c.to)
			fmt.Fprintf(&q, " AND %s>=$%d AND %s<$%d", name, len(args)-1, name, len(args))
		}
	}
	for _, c := range w.lead {
		order.WriteString(columnNames[c.column] + ", ")
	}
	switch {
	case len(w.lead) == 2: // a pair can only be found in the index of both; SQLite would take the name's, as if a county had ten people
		village, name := w.lead[0], w.lead[1]
		pair := "(village," + columnNames[name.column] + ")"
		args = append(args, village.from, name.from, name.to)
		fmt.Fprintf(&q, " AND %s>=($2,$3) AND %s<($2,$4)", pair, pair)
	case w.lead[0].column == colVillage:
		order.WriteString("name, ") // person_by_village goes on with it
		fallthrough
	default:
		add(w.lead[0], columnNames[w.lead[0].column])
	}
	for _, c := range w.others {
		add(c, unindexed(c.column))
	}
	args = append(args, limit)
	fmt.Fprintf(&q, " ORDER BY %sid LIMIT $%d", order.String(), len(args))
	return q.String(), args
}

func unindexed(c column) string {
	if c == colCitizenTail || c == colPhoneTail || c == colPhoneHash {
		return "(" + columnNames[c] + "+0)"
	}
	return "(" + columnNames[c] + "||'')"
}
