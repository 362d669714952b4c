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

// The order that each column's index gives, so that the engine walks the index and stops at the limit.
var columnOrders = [...]string{colName: "name, village, id", colPinyin: "pinyin, village, id", colInitials: "initials, village, id", colCitizenTail: "citizen_tail, id",
	colPhoneTail: "phone_tail, id", colPhoneHash: "id", colVillage: "village, name, id", colBirth: "birth, id"}

// search finds the people for whom every condition holds. The first condition leads: its index is walked. The others are
// written so that no engine can mistake them for a leader (an expression has no index), which matters because
// neither engine knows how many people are called Wang.
func search(ctx context.Context, tx *db.Tx, county civil.County, u understanding, limit int) ([]row, error) {
	q, args := searchText(county, u, limit)
	return scanPersons(tx.Query(ctx, q, args...))
}

func searchText(county civil.County, u understanding, limit int) (string, []any) {
	var q strings.Builder
	q.WriteString(selectPerson)
	args := []any{county}
	for n, c := range u {
		name := columnNames[c.column]
		if n > 0 && !(u[0].column == colVillage && c.column == colName) { // person_by_village holds the name too
			name = plainExpression(c.column)
		}
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
	args = append(args, limit)
	fmt.Fprintf(&q, " ORDER BY %s LIMIT $%d", columnOrders[u[0].column], len(args))
	return q.String(), args
}

func plainExpression(c column) string {
	if c == colCitizenTail || c == colPhoneTail || c == colPhoneHash {
		return "(" + columnNames[c] + "+0)"
	}
	return "(" + columnNames[c] + "||'')"
}
