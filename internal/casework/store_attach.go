package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

func insertAttachment(ctx context.Context, tx *db.Tx, county civil.County, a Attachment, name, body []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO case_attachment (county, id, case_id, material, kind, name_sealed, bytes, body_sealed, by_user, by_name, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		county, a.ID, a.Case, a.Material, string(a.Kind), name, a.Bytes, body, a.By, a.ByName, db.Micros(a.At))
	return err
}

// readAttachments lists a case's files with their sealed names; the contents stay where they are.
func readAttachments(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (list []Attachment, names [][]byte, err error) {
	rows, err := tx.Query(ctx, `SELECT id, material, kind, name_sealed, bytes, by_user, by_name, at FROM case_attachment
		WHERE county=$1 AND case_id=$2 ORDER BY id`, county, caseID)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		a := Attachment{Case: caseID}
		var name []byte
		var at int64
		if err := rows.Scan(&a.ID, &a.Material, &a.Kind, &name, &a.Bytes, &a.By, &a.ByName, &at); err != nil {
			return nil, nil, err
		}
		a.At = db.FromMicros(at)
		list, names = append(list, a), append(names, name)
	}
	return list, names, rows.Err()
}

func readAttachment(ctx context.Context, tx *db.Tx, county civil.County, caseID, id int64) (body []byte, err error) {
	err = tx.QueryRow(ctx, `SELECT body_sealed FROM case_attachment WHERE county=$1 AND case_id=$2 AND id=$3`, county, caseID, id).Scan(&body)
	if db.IsNoRows(err) {
		return nil, NoAttachment.With()
	}
	return body, err
}

func attachedSize(ctx context.Context, tx *db.Tx, county civil.County, caseID int64) (count int, bytes int64, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*), coalesce(sum(bytes), 0) FROM case_attachment WHERE county=$1 AND case_id=$2`, county, caseID).Scan(&count, &bytes)
	return count, bytes, err
}

func deleteAttachment(ctx context.Context, tx *db.Tx, county civil.County, caseID, id int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM case_attachment WHERE county=$1 AND case_id=$2 AND id=$3`, county, caseID, id)
	return err
}
