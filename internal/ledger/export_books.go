package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/tlog"
)

// exportTable is one table as it is written: how to read it, and what its columns are.
type exportTable struct {
	name    string
	columns []string
	kinds   string // one letter a column: i integer, b boolean, t text, h bytes in hexadecimal
	read    string // the query: parameter 1 is the county
	seq     int    // the column that tells progress; -1: none
}

// ExportIn writes a county's books into e: every column of every record of the log, the counters, the balances at closings, the
// checkpoints, their cosignatures and the keys, and the journal for people. It streams: memory grows with accounts and closings alone.
func (l *Ledger) ExportIn(ctx context.Context, tx *db.Tx, e *Export, progress func(done, total int64)) error {
	head, err := readHead(ctx, tx, e.County)
	if err != nil {
		return err
	}
	edge, err := tlog.ParseFrontier(head.frontier)
	if err != nil {
		return LogBroken.With().From(err)
	}
	e.head = Exporting{head.size, edge.Root()}
	if err := l.exportKeys(ctx, tx, e); err != nil {
		return err
	}
	j, err := newJournal(ctx, tx, e)
	if err != nil {
		return err
	}
	for i := range exportTables {
		t := &exportTables[i]
		var each func(record []any) error
		if t.name == "transfer" {
			each = j.transfer
		}
		if err := exportRows(ctx, tx, e, t, head.size, each, progress); err != nil {
			return err
		}
	}
	if err := exportProposals(ctx, tx, e); err != nil {
		return err
	}
	return j.close(ctx, tx)
}

func exportRows(ctx context.Context, tx *db.Tx, e *Export, t *exportTable, size int64, each func([]any) error, progress func(done, total int64)) error {
	f, err := e.Table(t.name+".txt", t.columns...)
	if err != nil {
		return err
	}
	f.bound = t.name == "transfer"
	record := make([]any, len(t.columns))
	for i := range record {
		switch t.kinds[i] {
		case 'i':
			record[i] = new(int64)
		case 'b':
			record[i] = new(truth)
		case 't':
			record[i] = new(string)
		default:
			record[i] = new([]byte)
		}
	}
	n := int64(0)
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		if err := rows.Scan(record...); err != nil {
			return err
		}
		f.record(record)
		if n++; n%verifyPage == 0 && t.seq >= 0 && progress != nil {
			progress(*record[t.seq].(*int64), size)
		}
		if each != nil {
			return each(record)
		}
		return nil
	}, t.read, e.County)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// record writes a whole record as it was scanned.
func (f *ExportFile) record(columns []any) {
	for _, c := range columns {
		switch v := c.(type) {
		case *int64:
			f.Int(*v)
		case *truth:
			f.Int(int64(*v))
		case *string:
			f.Text(*v)
		case *[]byte:
			f.Hex(*v)
		}
	}
	f.End()
}

// exportKeys writes the public keys: the ledger's own and those of the witnesses that cosigned.
func (l *Ledger) exportKeys(ctx context.Context, tx *db.Tx, e *Export) error {
	f, err := e.Table("key.txt", "role", "key")
	if err != nil {
		return err
	}
	own, err := l.VerifierKey(e.County)
	if err == nil {
		f.Text("ledger")
		f.Text(own)
		f.End()
		if err := l.exportSMKey(ctx, tx, f, e.County); err != nil {
			return err
		}
		err = eachWitness(ctx, tx, e.County, func(key string) {
			f.Text("witness")
			f.Text(key)
			f.End()
		})
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// exportSMKey writes the second tree's key, if the county keeps one.
func (l *Ledger) exportSMKey(ctx context.Context, tx *db.Tx, f *ExportFile, county civil.County) error {
	_, on, err := smHeadOf(ctx, tx, county)
	if err != nil || !on {
		return err
	}
	key, err := l.smVerifierKey(county)
	if err != nil {
		return err
	}
	f.Text("ledger-sm")
	f.Text(key)
	f.End()
	return nil
}

// VerifierKey is what an outsider needs to check a county's checkpoints: a C2SP verifier key.
func (l *Ledger) VerifierKey(county civil.County) (string, error) {
	k, ok := l.keys.(interface {
		VerifierKey(civil.County) (string, error)
	})
	if !ok {
		return "", BadKeys.With()
	}
	return k.VerifierKey(county)
}
