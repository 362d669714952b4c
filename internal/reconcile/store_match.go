package reconcile

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// storedMatch is a match as it is kept.
type storedMatch struct {
	id          int64
	how         Method
	lines       int64
	sum         money.Fen // of the books' lines
	first, last civil.Date
	request     int64
	by, checked int64
	at          time.Time
}

// member is a line in a match.
type member struct {
	side   Side
	line   int64
	match  int64
	day    civil.Date
	amount money.Fen
}

// add counts a line in.
func (m *storedMatch) add(l *Line) member {
	if m.first == 0 || l.Day < m.first {
		m.first = l.Day
	}
	m.last = max(m.last, l.Day)
	if l.Side == Book {
		m.sum += l.Amount
	}
	return member{l.Side, l.ID, m.id, l.Day, l.Amount}
}

func insertMatches(ctx context.Context, tx *db.Tx, county civil.County, a Account, all []storedMatch) error {
	i, now := 0, db.Micros(tx.Now())
	_, err := tx.Bulk(ctx, "reconcile_match", []string{"county", "id", "account", "how", "lines", "sum_fen", "first_day", "last_day", "request", "by_user", "checked_by", "at"},
		func() ([]any, bool) {
			if i == len(all) {
				return nil, false
			}
			m := &all[i]
			i++
			var checked any
			if m.checked != 0 {
				checked = m.checked
			}
			return []any{int64(county), m.id, int64(a.ID), int64(m.how), m.lines, int64(m.sum), m.first.String(), m.last.String(), m.request, m.by, checked, now}, true
		})
	return err
}

func insertMembers(ctx context.Context, tx *db.Tx, county civil.County, a Account, all []member) error {
	i := 0
	_, err := tx.Bulk(ctx, "reconcile_member", []string{"county", "account", "side", "line", "match_id", "day", "amount_fen"}, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		m := &all[i]
		i++
		return []any{int64(county), int64(a.ID), int64(m.side), m.line, m.match, m.day.String(), int64(m.amount)}, true
	})
	return err
}

const matchColumns = `id, how, lines, sum_fen, first_day, last_day, request, by_user, coalesce(checked_by, 0), at`

func scanMatch(row interface{ Scan(...any) error }, m *storedMatch) error {
	var first, last string
	var at int64
	err := row.Scan(&m.id, &m.how, &m.lines, &m.sum, &first, &last, &m.request, &m.by, &m.checked, &at)
	m.first, m.last, m.at = day(first), day(last), db.FromMicros(at)
	return err
}

func matchByID(ctx context.Context, tx *db.Tx, county civil.County, a Account, id int64) (m storedMatch, found bool, err error) {
	err = scanMatch(tx.QueryRow(ctx, `SELECT `+matchColumns+` FROM reconcile_match WHERE county=$1 AND account=$2 AND id=$3`, county, a.ID, id), &m)
	if db.IsNoRows(err) {
		return m, false, nil
	}
	return m, err == nil, err
}

func scanMembers(all *[]member) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		var m member
		var on string
		err := rows.Scan(&m.side, &m.line, &m.match, &on, &m.amount)
		m.day = day(on)
		*all = append(*all, m)
		return err
	}
}

func membersOf(ctx context.Context, tx *db.Tx, county civil.County, match int64) (all []member, err error) {
	err = eachRow(ctx, tx, scanMembers(&all), `SELECT side, line, match_id, day, amount_fen FROM reconcile_member WHERE county=$1 AND match_id=$2 ORDER BY side, line`, county, match)
	return all, err
}

// straddling are the lines up to a day of the matches that have lines after it too: on that day they were open.
func straddling(ctx context.Context, tx *db.Tx, county civil.County, a Account, on civil.Date) (all []member, err error) {
	err = eachRow(ctx, tx, scanMembers(&all), `SELECT m.side, m.line, m.match_id, m.day, m.amount_fen
		FROM reconcile_match AS k JOIN reconcile_member AS m ON m.county=$1 AND m.match_id=k.id
		WHERE k.county=$1 AND k.account=$2 AND k.last_day>$3 AND k.first_day<=$3 AND m.day<=$3 ORDER BY m.side, m.line`, county, a.ID, on.String())
	return all, err
}

// deleteMatch ends a match; its lines go back to the open ones.
func deleteMatch(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	if _, err := tx.Exec(ctx, `DELETE FROM reconcile_member WHERE county=$1 AND match_id=$2`, county, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM reconcile_match WHERE county=$1 AND id=$2`, county, id)
	return err
}

// matchesBy counts an account's matches by method.
func matchesBy(ctx context.Context, tx *db.Tx, county civil.County, a Account) (map[Method]int64, error) {
	all := map[Method]int64{}
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var how Method
		var n int64
		err := rows.Scan(&how, &n)
		all[how] = n
		return err
	}, `SELECT how, count(*) FROM reconcile_match WHERE county=$1 AND account=$2 GROUP BY how`, county, a.ID)
	return all, err
}

// matchOf is the match that a line stands in.
func matchOf(ctx context.Context, tx *db.Tx, county civil.County, a Account, side Side, line int64) (id int64, found bool, err error) {
	err = tx.QueryRow(ctx, `SELECT match_id FROM reconcile_member WHERE county=$1 AND account=$2 AND side=$3 AND line=$4`, county, a.ID, side, line).Scan(&id)
	if db.IsNoRows(err) {
		return 0, false, nil
	}
	return id, err == nil, err
}
