package person

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/db"
)

// takeKey claims a citizen ID for a file, in any county; false says that it is taken.
func takeKey(ctx context.Context, tx *db.Tx, lookup []byte, county civil.County, person int64) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO person_key (lookup, county, person) VALUES ($1,$2,$3) ON CONFLICT (lookup) DO NOTHING`,
		lookup, county, person)
	return n == 1, err
}

func readKey(ctx context.Context, tx *db.Tx, lookup []byte) (county civil.County, person int64, err error) {
	err = tx.QueryRow(ctx, `SELECT county, person FROM person_key WHERE lookup=$1`, lookup).Scan(&county, &person)
	if db.IsNoRows(err) {
		err = NotFound.With()
	}
	return county, person, err
}

var personColumns = []string{"county", "id", "name", "pinyin", "initials", "sex", "birth", "citizen_sealed", "citizen_tail", "phone_sealed",
	"phone_tail", "phone_hash", "village", "household", "kin", "died", "version", "registered_at"}

// values are a row's columns in the order of personColumns.
func (p *row) values() []any {
	var phone any // a nil []byte must be NULL on every driver
	if p.phoneSealed != nil {
		phone = p.phoneSealed
	}
	return []any{p.county, p.id, p.name, p.pinyin, p.initials, p.sex, p.birth, p.citizenSealed, p.citizenTail, phone,
		p.phoneTail, p.phoneHash, p.village, p.household, p.kin, p.died, p.version, p.registered}
}

func insertPerson(ctx context.Context, tx *db.Tx, p row) error {
	_, err := tx.Exec(ctx, `INSERT INTO person (county, id, name, pinyin, initials, sex, birth, citizen_sealed, citizen_tail, phone_sealed,
		phone_tail, phone_hash, village, household, kin, died, version, registered_at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)`, p.values()...)
	return err
}

// updatePerson writes what may change, if the version is still the one read.
func updatePerson(ctx context.Context, tx *db.Tx, p row) (bool, error) {
	var phone any
	if p.phoneSealed != nil {
		phone = p.phoneSealed
	}
	n, err := tx.Exec(ctx, `UPDATE person SET name=$4, pinyin=$5, initials=$6, phone_sealed=$7, phone_tail=$8, phone_hash=$9,
		village=$10, household=$11, kin=$12, died=$13, version=version+1
		WHERE county=$1 AND id=$2 AND version=$3`,
		p.county, p.id, p.version, p.name, p.pinyin, p.initials, phone, p.phoneTail, p.phoneHash, p.village, p.household, p.kin, p.died)
	return n == 1, err
}

// selectPerson is the one list of columns that scanPerson reads.
const selectPerson = `SELECT county, id, name, pinyin, initials, sex, birth, citizen_sealed, phone_sealed, phone_tail, phone_hash, citizen_tail,
	village, household, kin, died, version, registered_at FROM person WHERE county=$1`

func scanPerson(scan func(...any) error) (row, error) {
	var p row
	err := scan(&p.county, &p.id, &p.name, &p.pinyin, &p.initials, &p.sex, &p.birth, &p.citizenSealed, &p.phoneSealed, &p.phoneTail, &p.phoneHash,
		&p.citizenTail, &p.village, &p.household, &p.kin, &p.died, &p.version, &p.registered)
	return p, err
}

func readPerson(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock bool) (row, error) {
	end := ""
	if lock {
		end = tx.LockClause()
	}
	p, err := scanPerson(tx.QueryRow(ctx, selectPerson+` AND id=$2`+end, county, id).Scan)
	if db.IsNoRows(err) {
		return row{}, NotFound.With()
	}
	return p, err
}

func readHousehold(ctx context.Context, tx *db.Tx, county civil.County, household int64) ([]row, error) {
	return scanPersons(tx.Query(ctx, selectPerson+` AND household=$2 ORDER BY CASE kin WHEN 'head' THEN 0 ELSE 1 END, birth, id LIMIT 100`, county, household))
}

func scanPersons(rows *sql.Rows, err error) ([]row, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []row
	for rows.Next() {
		p, err := scanPerson(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

func insertHousehold(ctx context.Context, tx *db.Tx, county civil.County, id int64, village civil.Division) error {
	_, err := tx.Exec(ctx, `INSERT INTO household (county, id, village) VALUES ($1,$2,$3)`, county, id, village)
	return err
}

func householdExists(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	var found int64
	err := tx.QueryRow(ctx, `SELECT id FROM household WHERE county=$1 AND id=$2`, county, id).Scan(&found)
	if db.IsNoRows(err) {
		return UnknownHousehold.With().On("household")
	}
	return err
}

func insertChange(ctx context.Context, tx *db.Tx, county civil.County, person int64, version int, d delta, reason string, user int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO person_change (county, person, version, field, was, became, reason, by_user, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`, county, person, version, d.field, d.was, d.became, reason, user, db.Micros(tx.Now()))
	return err
}

func readChanges(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]Changes, error) {
	rows, err := tx.Query(ctx, `SELECT version, field, was, became, reason, by_user, at FROM person_change
		WHERE county=$1 AND person=$2 ORDER BY version DESC, field`, county, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Changes
	for rows.Next() {
		var c Changes
		var at int64
		if err := rows.Scan(&c.Version, &c.Field, &c.Was, &c.Became, &c.Reason, &c.ByUser, &at); err != nil {
			return nil, err
		}
		c.At = time.UnixMicro(at).UTC()
		all = append(all, c)
	}
	return all, rows.Err()
}

// load writes many new files at once.
func load(ctx context.Context, tx *db.Tx, b *Batch) error {
	n := 0
	if _, err := tx.Bulk(ctx, "household", []string{"county", "id", "village"}, func() ([]any, bool) {
		if n == len(b.households) {
			return nil, false
		}
		n++
		h := b.households[n-1]
		return []any{b.county, h.ID, h.Village}, true
	}); err != nil {
		return err
	}
	n = 0
	if _, err := tx.Bulk(ctx, "person_key", []string{"lookup", "county", "person"}, func() ([]any, bool) {
		if n == len(b.rows) {
			return nil, false
		}
		n++
		return []any{b.lookups[n-1], b.county, b.rows[n-1].id}, true
	}); err != nil {
		return err
	}
	n = 0
	_, err := tx.Bulk(ctx, "person", personColumns, func() ([]any, bool) {
		if n == len(b.rows) {
			return nil, false
		}
		n++
		return b.rows[n-1].values(), true
	})
	return err
}

// countPeople counts in two indexes: reading the county's rows would take as long as the county is large.
func countPeople(ctx context.Context, tx *db.Tx, county civil.County) (n Counts, err error) {
	err = tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM person WHERE county=$1), (SELECT count(*) FROM person WHERE county=$1 AND died IS NOT NULL)`,
		county).Scan(&n.Living, &n.Died)
	n.Living -= n.Died
	return n, err
}
