package ledger

import (
	"context"
	"database/sql"
	"encoding/json"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

const proposalColumns = `id, act, fund, subject, content, reason, total_fen, needs, state, maker, maker_name, made_at, decided_by, decided_name, decided_at,
	remark, seq`

// scanProposal reads a proposal, and its content as it is kept.
func scanProposal(row interface{ Scan(...any) error }) (p Proposal, text string, err error) {
	var subject, made int64
	var by, at, seq sql.NullInt64
	var name sql.NullString
	err = row.Scan(&p.ID, &p.Act, &p.Fund, &subject, &text, &p.Reason, &p.Total, &p.Needs, &p.State, &p.Maker, &p.MakerName, &made, &by, &name, &at, &p.Remark, &seq)
	if err != nil {
		return p, "", err
	}
	p.MadeAt, p.DecidedBy, p.DecidedName, p.Seq = db.FromMicros(made), by.Int64, name.String, seq.Int64
	if at.Valid {
		p.DecidedAt = db.FromMicros(at.Int64)
	}
	if p.Act == ActClose {
		p.Month = civil.Month(subject)
	}
	var c content
	err = json.Unmarshal([]byte(text), &c)
	p.Account, p.Batch, p.Move = c.Account, c.Batch, c.Move
	if p.Move != nil {
		p.Move.shape()
	}
	return p, text, err
}

// openProposal finds the proposal about a subject that waits; with ID 0 there is none.
func openProposal(ctx context.Context, tx *db.Tx, county civil.County, act Act, fund Fund, subject int64) (p Proposal, text string, err error) {
	p, text, err = scanProposal(tx.QueryRow(ctx, `SELECT `+proposalColumns+` FROM proposal
		WHERE county=$1 AND act=$2 AND fund=$3 AND subject=$4 AND state='proposed'`, county, string(act), fund, subject))
	if db.IsNoRows(err) {
		return Proposal{}, "", nil
	}
	if err == nil {
		p.Voices, err = voices(ctx, tx, county, p.ID)
	}
	return p, text, err
}

func proposalOf(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock string) (p Proposal, err error) {
	p, _, err = scanProposal(tx.QueryRow(ctx, `SELECT `+proposalColumns+` FROM proposal WHERE county=$1 AND id=$2`+lock, county, id))
	if db.IsNoRows(err) {
		return p, NoProposal.With("id", id).On("id")
	}
	if err == nil {
		p.Voices, err = voices(ctx, tx, county, p.ID)
	}
	return p, err
}

// proposals lists the latest first.
func proposals(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, waiting bool, limit int) (all []Proposal, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		p, _, err := scanProposal(rows)
		all = append(all, p)
		return err
	}, `SELECT `+proposalColumns+` FROM proposal WHERE county=$1 AND ($2=0 OR fund=$2) AND ($3=0 OR state='proposed') ORDER BY made_at DESC, id DESC LIMIT $4`,
		county, int64(fund), intOf(waiting), limit)
	for i := range all {
		if err == nil {
			all[i].Voices, err = voices(ctx, tx, county, all[i].ID)
		}
	}
	return all, err
}

func intOf(on bool) int64 {
	if on {
		return 1
	}
	return 0
}

func addProposal(ctx context.Context, tx *db.Tx, county civil.County, p Proposal, text string) error {
	_, err := tx.Exec(ctx, `INSERT INTO proposal (county, id, act, fund, subject, content, reason, total_fen, needs, voices, state, maker, maker_name, made_at, remark)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,0,'proposed',$10,$11,$12,'')`,
		county, p.ID, string(p.Act), p.Fund, p.subject(), text, p.Reason, p.Total, p.Needs, p.Maker, p.MakerName, db.Micros(p.MadeAt))
	return err
}

// addVoice keeps a confirmation; false: this person has confirmed already.
func addVoice(ctx context.Context, tx *db.Tx, actor access.Actor, p Proposal) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO proposal_voice (county, proposal, maker, by_user, by_name, at) VALUES ($1,$2,$3,$4,$5,$6)
		ON CONFLICT (county, proposal, by_user) DO NOTHING`, actor.County, p.ID, p.Maker, actor.User, actor.Name, db.Micros(tx.Now()))
	return n == 1, err
}

func voices(ctx context.Context, tx *db.Tx, county civil.County, proposal int64) (all []Voice, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var v Voice
		var at int64
		err := rows.Scan(&v.User, &v.Name, &at)
		v.At = db.FromMicros(at)
		all = append(all, v)
		return err
	}, `SELECT by_user, by_name, at FROM proposal_voice WHERE county=$1 AND proposal=$2 ORDER BY at, by_user`, county, proposal)
	return all, err
}

func setVoices(ctx context.Context, tx *db.Tx, county civil.County, p Proposal) error {
	_, err := tx.Exec(ctx, `UPDATE proposal SET voices=$3 WHERE county=$1 AND id=$2`, county, p.ID, len(p.Voices))
	return err
}

func setDecided(ctx context.Context, tx *db.Tx, county civil.County, p Proposal) error {
	seq := sql.NullInt64{Int64: p.Seq, Valid: p.State == StateConfirmed}
	_, err := tx.Exec(ctx, `UPDATE proposal SET state=$3, voices=$4, decided_by=$5, decided_name=$6, decided_at=$7, remark=$8, seq=$9 WHERE county=$1 AND id=$2`,
		county, p.ID, string(p.State), len(p.Voices), p.DecidedBy, p.DecidedName, db.Micros(p.DecidedAt), p.Remark, seq)
	return err
}

const proposalRowColumns = `county, id, act, fund, subject, content, reason, total_fen, needs, voices, state, maker, maker_name, made_at,
	coalesce(decided_by, 0), coalesce(decided_name, ''), coalesce(decided_at, 0), remark, coalesce(seq, -1)`

func scanProposalRow(row interface{ Scan(...any) error }, r *proposalRow) error {
	return row.Scan(&r.county, &r.id, &r.act, &r.fund, &r.subject, &r.content, &r.reason, &r.total, &r.needs, &r.voices, &r.state, &r.maker, &r.makerName, &r.madeAt,
		&r.decidedBy, &r.decidedName, &r.decidedAt, &r.remark, &r.seq)
}

func proposalRowOf(ctx context.Context, tx *db.Tx, county civil.County, id int64) (r proposalRow, err error) {
	err = scanProposalRow(tx.QueryRow(ctx, `SELECT `+proposalRowColumns+` FROM proposal WHERE county=$1 AND id=$2`, county, id), &r)
	return r, err
}

func eachProposalRow(ctx context.Context, tx *db.Tx, county civil.County, each func(*proposalRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r proposalRow
		if err := scanProposalRow(rows, &r); err != nil {
			return err
		}
		each(&r)
		return nil
	}, `SELECT `+proposalRowColumns+` FROM proposal WHERE county=$1 ORDER BY id`, county)
}

// eachVoiceRow reads the confirmations of the proposals from one number to another, in the order of proposals and persons.
func eachVoiceRow(ctx context.Context, tx *db.Tx, county civil.County, from, to int64, each func(*voiceRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r voiceRow
		if err := rows.Scan(&r.county, &r.proposal, &r.maker, &r.by, &r.name, &r.at); err != nil {
			return err
		}
		each(&r)
		return nil
	}, `SELECT county, proposal, maker, by_user, by_name, at FROM proposal_voice WHERE county=$1 AND proposal>=$2 AND proposal<=$3 ORDER BY proposal, by_user`,
		county, from, to)
}
