package benefit

import (
	"context"

	"renshe/internal/db"
)

func insertUpload(ctx context.Context, tx *db.Tx, r Run, f Upload, sealed []byte, user int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO bank_upload (county, run, id, name, format, digest, bytes, content, by_user, by_name, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`, r.County, r.ID, f.ID, f.Name, f.Format, f.Digest, f.Bytes, sealed, user, f.ByName, db.Micros(f.At))
	return err
}

// deleteUploads takes one kept file of a run out, or with 0 all of them.
func deleteUploads(ctx context.Context, tx *db.Tx, r Run, id int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM bank_upload WHERE county=$1 AND run=$2 AND (id=$3 OR $3=0)`, r.County, r.ID, id)
	return err
}

func uploads(ctx context.Context, tx *db.Tx, r Run) ([]Upload, error) {
	rows, err := tx.Query(ctx, `SELECT id, name, format, digest, bytes, by_name, at FROM bank_upload WHERE county=$1 AND run=$2 ORDER BY id`, r.County, r.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Upload
	for rows.Next() {
		var f Upload
		var at int64
		if err := rows.Scan(&f.ID, &f.Name, &f.Format, &f.Digest, &f.Bytes, &f.ByName, &at); err != nil {
			return nil, err
		}
		f.At = db.FromMicros(at)
		all = append(all, f)
	}
	return all, rows.Err()
}

// uploadsWith reads the kept files with their sealed content.
func uploadsWith(ctx context.Context, tx *db.Tx, r Run) ([]Upload, error) {
	rows, err := tx.Query(ctx, `SELECT id, name, content FROM bank_upload WHERE county=$1 AND run=$2 ORDER BY id`, r.County, r.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Upload
	for rows.Next() {
		var f Upload
		if err := rows.Scan(&f.ID, &f.Name, &f.sealed); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, rows.Err()
}
