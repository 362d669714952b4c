package faults

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"renshe/civil"
	"renshe/internal/db"
)

// records is who was paid what for which month, what became of his individual account, and what the books say of it; a record is the same
// whenever and in how many pieces it was written.
func records(ctx context.Context, url string, county civil.County) (string, error) {
	d, err := db.Open(ctx, url)
	if err != nil {
		return "", err
	}
	defer d.Close()
	var all []string
	err = d.View(ctx, func(tx *db.Tx) error {
		for _, q := range []string{
			`SELECT 'payment', person, from_month, to_month, basic_fen, account_fen, total_fen, stands, hold_code, return_code FROM payment_now WHERE county=$1`,
			`SELECT 'line', person, month, basic_fen, account_fen, live FROM payment_line WHERE county=$1`,
			`SELECT 'due', person, due_from, status, refused_code FROM entitlement WHERE county=$1`,
			`SELECT 'account', person, paid_fen, balance_fen FROM pension_account WHERE county=$1`,
			`SELECT 'payout', person, period, part, paid_fen FROM pension_entry WHERE county=$1 AND kind='payout'`,
			`SELECT 'books', debit, credit, kind, count(*), sum(amount_fen) FROM transfer WHERE county=$1 GROUP BY debit, credit, kind`,
		} {
			if all, err = rowsAsText(ctx, tx, q, county, all); err != nil {
				return err
			}
		}
		return nil
	})
	slices.Sort(all)
	return strings.Join(all, "\n"), err
}

func rowsAsText(ctx context.Context, tx *db.Tx, q string, county civil.County, all []string) ([]string, error) {
	rows, err := tx.Query(ctx, q, county)
	if err != nil {
		return all, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return all, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return all, err
		}
		all = append(all, fmt.Sprint(values...))
	}
	return all, rows.Err()
}

// copyDatabase makes a PostgreSQL database out of a template that nobody is connected to; in a tablespace, if one is named.
func copyDatabase(ctx context.Context, server, name, from, tablespace string) error {
	q := "CREATE DATABASE " + name + " TEMPLATE " + from + " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
	if tablespace != "" {
		q += " TABLESPACE " + tablespace
	}
	return administer(ctx, server, q)
}

func makeTablespace(ctx context.Context, server, name, folder string) error {
	return administer(ctx, server, "CREATE TABLESPACE "+name+" LOCATION '"+strings.ReplaceAll(folder, "'", "''")+"'")
}

func dropTablespace(ctx context.Context, server, name string) error {
	return administer(ctx, server, "DROP TABLESPACE IF EXISTS "+name)
}

func dropDatabase(ctx context.Context, server, name string) error {
	return administer(ctx, server, "DROP DATABASE IF EXISTS "+name+" (FORCE)")
}

func administer(ctx context.Context, server, q string) error {
	c, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, q)
	return err
}
