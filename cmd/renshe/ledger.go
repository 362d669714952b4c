package main

import (
	"slices"

	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
)

type ledgerCmd struct {
	Verify    verifyCmd      `cmd:"" help:"${help_verify}"`
	Balance   balanceCmd     `cmd:"" help:"${help_balance}"`
	Statement statementCmd   `cmd:"" help:"${help_statement}"`
	Trial     trialCmd       `cmd:"" help:"${help_trial}"`
	Close     closeCmd       `cmd:"" help:"${help_close}"`
	Open      openCmd        `cmd:"" help:"${help_open}"`
	Proposals proposalsCmd   `cmd:"" help:"${help_proposals}"`
	Confirm   confirmCmd     `cmd:"" help:"${help_confirm}"`
	SendBack  sendBackCmd    `cmd:"" help:"${help_sendback}"`
	Export    booksExportCmd `cmd:"" help:"${help_booksexport}"`
	Prove     proveCmd       `cmd:"" help:"${help_prove}"`
	Cosign    cosignCmd      `cmd:"" help:"${help_cosign}"`

	SM            smCmd           `cmd:"" name:"sm" help:"${help_sm}"`
	WitnessStatus witnessStateCmd `cmd:"" name:"witness-status" help:"${help_witnessstate}"`
}

type verifyCmd struct {
	booksOf
}

var (
	verifying    = words.Text{Zh: "核验账本日志", En: "verifying the log"}
	verifyingPay = words.Text{Zh: "核验发放明细", En: "verifying the payments"}
	verifiedLine = words.Text{Zh: "账本完好：{entries} 条记录，{checkpoints} 个检查点，发放明细逐笔相符。", En: "The books are whole: {entries} records, {checkpoints} checkpoints, and every payment agrees with them."}
	findingLine  = words.Text{Zh: "{table} {record} {column}：应为 {expected}，实为 {actual}", En: "{table} {record} {column}: expected {expected}, found {actual}"}
	altered      = fail.Define(fail.Blocked, "cli.books-altered",
		words.Text{Zh: "账本被改动过，共 {count} 处；第一处：{first}", En: "The books were altered in {count} places; the first: {first}"},
		words.Text{Zh: "核验不改任何数据。", En: "Verifying changes nothing."},
		words.Text{Zh: "请停止发放，封存数据目录，用备份比对。", En: "Stop paying, seal the data folder, and compare with a backup."})
)

func (c *verifyCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	p := s.progress()
	report, err := a.Books.Verify(s, county, func(done, total int64) { p.at(verifying, done, total) })
	if err != nil {
		return err
	}
	more, err := a.Benefit.Verify(s, county, func(done, total int64) { p.at(verifyingPay, done, total) })
	p.done()
	if err != nil {
		return err
	}
	accounts, err := a.Enrolment.Verify(s, county)
	if err != nil {
		return err
	}
	moves, err := a.Transfers.Verify(s, county)
	if err != nil {
		return err
	}
	reconciled, err := a.Reconcile.Verify(s, county)
	if err != nil {
		return err
	}
	found := slices.Concat(report.Findings, more, accounts, moves, reconciled)
	// Whoever alters a record by hand removes its guard first; the record is the news, so the guards come last.
	slices.SortStableFunc(found, func(a, b ledger.Finding) int { return guard(a) - guard(b) })
	if c.JSON {
		if err := s.json(map[string]any{"county": county, "ok": len(found) == 0, "entries": report.Entries, "checkpoints": report.Checkpoints,
			"findings": found}); err != nil {
			return err
		}
	}
	if len(found) > 0 {
		for _, f := range found {
			if !c.JSON {
				s.say(findingLine, "table", f.Table, "record", f.Record, "column", f.Column, "expected", f.Expected, "actual", f.Actual)
			}
		}
		return altered.With("count", len(found), "first", finding{found[0]})
	}
	if !c.JSON {
		s.say(verifiedLine, "entries", report.Entries, "checkpoints", report.Checkpoints)
	}
	return nil
}

// guard is 1 for a finding about the database's own protections, 0 for one about a record.
func guard(f ledger.Finding) int {
	if f.Column == "schema" {
		return 1
	}
	return 0
}

// finding says one altered place in the reader's language.
type finding struct{ ledger.Finding }

func (f finding) In(l words.Lang) string {
	return findingLine.Fill(l, "table", f.Table, "record", f.Record, "column", f.Column, "expected", f.Expected, "actual", f.Actual)
}
