package workforce

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

func insertStation(ctx context.Context, tx *db.Tx, county civil.County, s Station) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO station (county, id, code, kind, name, township, own_office, budget_fen)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (county, code) DO NOTHING`,
		county, s.ID, s.Code, s.Kind, s.Name, s.Township, s.OwnOffice, s.Budget)
	return n == 1, err
}

func insertCoverage(ctx context.Context, tx *db.Tx, county civil.County, station int64, village civil.Division) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO station_village (county, village, station) VALUES ($1,$2,$3) ON CONFLICT (county, village) DO NOTHING`,
		county, village, station)
	return n == 1, err
}

func insertStaff(ctx context.Context, tx *db.Tx, county civil.County, s Staff) error {
	var left, user any
	if !s.Left.IsZero() {
		left = s.Left.String()
	}
	if s.User != 0 {
		user = s.User
	}
	_, err := tx.Exec(ctx, `INSERT INTO staff (county, id, station, name, sex, birth, education, earned_in_service, at_ease_with_computer,
		other_duties, since, left_on, access_user) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
		county, s.ID, s.Station, s.Name, s.Sex, s.Birth.String(), s.Education, s.EarnedInService, s.AtEase, s.OtherDuties, s.Since.String(), left, user)
	return err
}

func readCoverage(ctx context.Context, tx *db.Tx, county civil.County, village civil.Division) (int64, error) {
	var id int64
	err := tx.QueryRow(ctx, `SELECT station FROM station_village WHERE county=$1 AND village=$2`, county, village).Scan(&id)
	if db.IsNoRows(err) {
		err = NoStation.With().On("village")
	}
	return id, err
}

func readAllCoverage(ctx context.Context, tx *db.Tx, county civil.County) (map[civil.Division]int64, error) {
	rows, err := tx.Query(ctx, `SELECT village, station FROM station_village WHERE county=$1`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[civil.Division]int64{}
	for rows.Next() {
		var v civil.Division
		var s int64
		if err := rows.Scan(&v, &s); err != nil {
			return nil, err
		}
		all[v] = s
	}
	return all, rows.Err()
}

func readStation(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Station, error) {
	s := Station{ID: id}
	err := tx.QueryRow(ctx, `SELECT code, kind, name, township, own_office, budget_fen FROM station WHERE county=$1 AND id=$2`, county, id).
		Scan(&s.Code, &s.Kind, &s.Name, &s.Township, &s.OwnOffice, &s.Budget)
	if db.IsNoRows(err) {
		return Station{}, NoStation.With().On("station")
	}
	if err != nil {
		return Station{}, err
	}
	rows, err := tx.Query(ctx, `SELECT village FROM station_village WHERE county=$1 AND station=$2 ORDER BY village`, county, id)
	if err != nil {
		return Station{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var v civil.Division
		if err := rows.Scan(&v); err != nil {
			return Station{}, err
		}
		s.Villages = append(s.Villages, v)
	}
	return s, rows.Err()
}

func readKind(ctx context.Context, tx *db.Tx, county civil.County, id int64) (k Kind, err error) {
	err = tx.QueryRow(ctx, `SELECT kind FROM station WHERE county=$1 AND id=$2`, county, id).Scan(&k)
	if db.IsNoRows(err) {
		return "", NoStation.With()
	}
	return k, err
}

func readNearest(ctx context.Context, tx *db.Tx, county civil.County, kind Kind, township civil.Division) (name string, err error) {
	err = tx.QueryRow(ctx, `SELECT name FROM station WHERE county=$1 AND kind=$2 AND (kind='hall' OR township=$3) ORDER BY code LIMIT 1`, county, kind, township).Scan(&name)
	if db.IsNoRows(err) {
		return "", nil
	}
	return name, err
}

func readStations(ctx context.Context, tx *db.Tx, county civil.County) ([]Station, error) {
	rows, err := tx.Query(ctx, `SELECT id, code, kind, name, township, own_office, budget_fen, village
		FROM station LEFT JOIN station_village ON station_village.county=station.county AND station_village.station=station.id
		WHERE station.county=$1 ORDER BY code, village`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Station
	for rows.Next() {
		var s Station
		var v sql.NullString
		if err := rows.Scan(&s.ID, &s.Code, &s.Kind, &s.Name, &s.Township, &s.OwnOffice, &s.Budget, &v); err != nil {
			return nil, err
		}
		if n := len(all); n == 0 || all[n-1].ID != s.ID {
			all = append(all, s)
		}
		if last := &all[len(all)-1]; v.Valid {
			last.Villages = append(last.Villages, civil.Division(v.String))
		}
	}
	return all, rows.Err()
}

func readStaff(ctx context.Context, tx *db.Tx, county civil.County, station int64) ([]Staff, error) {
	rows, err := tx.Query(ctx, `SELECT id, station, name, sex, birth, education, earned_in_service, at_ease_with_computer, other_duties,
		since, left_on, access_user FROM staff WHERE county=$1 AND (station=$2 OR $2=0) ORDER BY station, id`, county, station)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Staff
	for rows.Next() {
		var s Staff
		var birth, since string
		var left *string
		var user *int64
		if err := rows.Scan(&s.ID, &s.Station, &s.Name, &s.Sex, &birth, &s.Education, &s.EarnedInService, &s.AtEase, &s.OtherDuties, &since, &left, &user); err != nil {
			return nil, err
		}
		if s.Birth, err = civil.ParseDate(birth); err != nil {
			return nil, err
		}
		if s.Since, err = civil.ParseDate(since); err != nil {
			return nil, err
		}
		if left != nil {
			if s.Left, err = civil.ParseDate(*left); err != nil {
				return nil, err
			}
		}
		if user != nil {
			s.User = *user
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
