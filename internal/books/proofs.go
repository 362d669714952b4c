package books

import (
	"io"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/ui"
)

const checkpointsShown = 20

// proofsView is how far the log is signed, by whom, and how an outsider checks it without this program.
type proofsView struct {
	stats     []ui.Stat
	witnesses ui.Table
	list      ui.Table
	pager     ui.Pager
	saves     []ui.Button
	commands  []command
}

// command is what an auditor types, and why.
type command struct{ line, why string }

func (b *Books) proofs(v *visit) error {
	before := v.after()
	all, err := b.Ledger.Checkpoints(v.Ctx, v.Actor.County, before, checkpointsShown+1)
	if err != nil {
		return err
	}
	next := int64(0)
	if len(all) > checkpointsShown {
		all = all[:checkpointsShown]
		next = all[checkpointsShown-1].Size
	}
	s := sheet{title: wCheckpoints, empty: &ui.Empty{Icon: ui.IconLock, Title: wLogEmpty},
		columns: []ui.Column{{Head: wRecords, Main: true}, {Head: wSignedAt}, {Head: wWitnessCount, Num: true}, {Head: wRoot, Hide: true}}}
	for _, c := range all {
		s.rows = append(s.rows, record{href: "/books/proofs/" + number(c.Size), cells: []cell{plain(ui.Group(c.Size)), when(civil.Clock(c.At)), count(int64(c.Cosigned)), plain(c.Root.String())}})
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	x := proofsView{saves: v.saves(), pager: ui.Pager{Next: v.from(next), Shown: len(all)}}
	p := v.under(wProofs)
	x.list = s.table(p)
	if x.stats, err = v.proofStats(); err != nil {
		return err
	}
	if x.witnesses, err = v.witnessTable(p); err != nil {
		return err
	}
	for _, c := range auditorCommands {
		x.commands = append(x.commands, command{strings.ReplaceAll(c.line, "{county}", v.Actor.County.String()), p.T(c.why)})
	}
	return v.OK(proofsPage(p, x))
}

// witnessTable lists the parties outside the house that cosign the log, and how they answered last.
func (v *visit) witnessTable(p *ui.Page) (ui.Table, error) {
	t := ui.Table{Caption: wWitnesses, Quiet: true, Empty: &ui.Empty{Icon: ui.IconEye, Title: wNoWitness, Body: wNoWitnessNext},
		Columns: []ui.Column{{Head: wWitness, Main: true}, {Head: wRecords, Num: true}, {Head: wAskedAt}, {Head: wState}}}
	all, err := v.b.Ledger.Witnesses(v.Ctx, v.Actor.County)
	if err != nil {
		return t, err
	}
	for _, w := range all {
		state := ui.Tag{Tone: ui.Good, Text: wAnswered}
		asked := civil.Clock(w.AskedAt)
		switch {
		case w.AskedAt.IsZero():
			state, asked = ui.Tag{Text: wNeverAsked}, "—"
		case w.Problem != "":
			state = ui.Tag{Tone: ui.Warn, Text: wDidNotAnswer}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: cells(ui.Str(w.Name), ui.Num(ui.Group(w.Size)), ui.Num(asked), ui.Status(p, state))})
	}
	return t, nil
}

// checkpointView is one signed checkpoint.
type checkpointView struct {
	signed ledger.Signed
	rows   []ui.Row
	table  ui.Table
}

func (b *Books) checkpoint(v *visit) error {
	size, err := web.PathID(v.R, "size")
	if err != nil {
		return err
	}
	s, signatures, err := b.Ledger.Checkpoint(v.Ctx, v.Actor.County, size)
	if err != nil {
		return err
	}
	if v.R.URL.Query().Get("as") == "note" {
		return v.note(s, signatures)
	}
	p := v.under(ui.Fill(wCheckpointOf, "n", ui.Group(size)), ui.Link{Href: "/books/proofs", Label: wProofs})
	x := checkpointView{signed: s, rows: []ui.Row{{Name: wOrigin, Value: ui.Mono(s.Origin)}, {Name: wRecords, Value: ui.Int(s.Size)},
		{Name: wRoot, Value: ui.Mono(s.Root.String())}, {Name: wSignedAt, Value: ui.Num(civil.Clock(s.At))}},
		table: ui.Table{Caption: wCosignatures, Quiet: true, Empty: &ui.Empty{Icon: ui.IconEye, Title: wNotCosigned},
			Columns: []ui.Column{{Head: wWitness, Main: true}, {Head: wSignedAt}}}}
	for _, c := range signatures {
		x.table.Rows = append(x.table.Rows, ui.TableRow{Cells: cells(ui.Str(witnessName(c.Witness)), ui.Num(civil.Clock(c.At)))})
	}
	return v.OK(checkpointPage(p, x))
}

// note sends the checkpoint as a signed note with the lines of its witnesses: what an auditor keeps, to hold the log to it later.
func (v *visit) note(s ledger.Signed, all []ledger.Cosignature) error {
	if err := v.Actor.May(access.LedgerVerify); err != nil {
		return err
	}
	name := "checkpoint-" + v.Actor.County.String() + "-" + strconv.FormatInt(s.Size, 10) + ".txt"
	return web.Send(v.W, web.File{Name: name, Kind: web.KindText}, func(w io.Writer) error {
		text := s.Note
		for _, c := range all {
			text += strings.TrimSuffix(c.Line, "\n") + "\n"
		}
		_, err := io.WriteString(w, text)
		return err
	})
}
