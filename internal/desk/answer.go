package desk

import (
	"context"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

const (
	// maxReturn is how large the files of one upload are together: a county of half a million has an answer of some 30 MB at most.
	maxReturn = 30 << 20
	// maxFiles is how many files are uploaded at once.
	maxFiles = 20
)

// answerView is the way of the bank's answer: files are uploaded, seen, and taken in together.
type answerView struct {
	Base    string
	Formats []ui.Option
	Format  string
	Table   ui.Table // the files that were uploaded
	Ready   bool     // they can be taken in
	Fault   *fail.Message
	Figures []ui.Row
	Reasons ui.Table
	Gap     ui.Tag
	Differs bool
}

// formatOptions are the formats to choose from; "" lets the content say it.
func formatOptions(fits func(bank.Format) bool, pick words.Text) ([]ui.Option, error) {
	all, err := bank.Named(fits)
	if err != nil {
		return nil, err
	}
	options := []ui.Option{{Label: pick}}
	for _, f := range all {
		options = append(options, ui.Option{Value: f.Name, Label: words.Text{Zh: f.Title.Zh + "（" + f.Name + "）", En: f.Title.En + " (" + f.Name + ")"}})
	}
	return options, nil
}

// answerView shows the kept files of a run and what they would do.
func (v *visit) answerView(r benefit.RunView) (*answerView, error) {
	x := &answerView{Base: runAddress(r.ID)}
	var err error
	if x.Formats, err = formatOptions(bank.Answering, wFormatAuto); err != nil {
		return nil, err
	}
	files, err := v.d.Benefit.Uploads(v.Ctx, v.Actor, r.ID)
	if err != nil || len(files) == 0 {
		return x, err
	}
	x.Table = ui.Table{Caption: wReturnFile, Quiet: true, Columns: []ui.Column{{Head: wFileName, Main: true}, {Head: wFormat}, {Head: wKilobytes, Num: true}, {Head: wUploadedBy}, {Head: wAct}}}
	for _, f := range files {
		format, err := bank.FormatNamed(f.Format, bank.Answering)
		if err != nil {
			return nil, err
		}
		x.Table.Rows = append(x.Table.Rows, ui.TableRow{Cells: []templ.Component{ui.Str(f.Name), ui.Say(v.Plain(), format.Title), ui.Int((f.Bytes + 1023) / 1024),
			ui.Str(f.ByName + " " + civil.Clock(f.At)), dropFile(v.Plain(), x.Base+"/drop/"+number(f.ID))}})
	}
	p, err := v.d.Benefit.PreviewAnswer(v.Ctx, v.Actor, r.ID)
	if e := fail.As(err); err != nil && e.Kind != fail.Internal {
		said := e.Say(v.Lang)
		x.Fault = &said
		return x, nil
	}
	if err != nil {
		return nil, err
	}
	x.Ready = true
	x.foresee(v.Plain(), p)
	return x, nil
}

// foresee lays out what taking the files in will do.
func (x *answerView) foresee(p *ui.Page, f benefit.Preview) {
	x.Figures = []ui.Row{{Name: wOrdered, Value: ui.Yuan(p, f.Ordered), Note: ui.Fill(wLinesNote, "n", ui.Group(f.Orders))},
		{Name: wWillPost, Value: ui.Yuan(p, f.PaidFen), Note: ui.Fill(wLinesNote, "n", ui.Group(f.Paid))},
		{Name: wWillReturn, Value: ui.Yuan(p, f.BackFen), Note: ui.Fill(wLinesNote, "n", ui.Group(f.Back))},
		{Name: wBankDay, Value: ui.Num(f.Day.String())}, {Name: wBankBalance, Value: ui.Yuan(p, f.Closing)}, {Name: wBookAfter, Value: ui.Yuan(p, f.Book)}}
	switch x.Differs = f.Gap != 0; {
	case !x.Differs:
		x.Gap = ui.Tag{Tone: ui.Good, Text: wNoGap}
	case f.Explains:
		x.Gap = ui.Tag{Tone: ui.Warn, Text: ui.Fill(wGapExplained, "gap", f.Gap)}
	default:
		x.Gap = ui.Tag{Tone: ui.Danger, Text: ui.Fill(wGapOpen, "gap", f.Gap)}
	}
	x.Reasons = ui.Table{Caption: wWhyReturned, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wReturnedNone},
		Columns: []ui.Column{{Head: wReason, Main: true}, {Head: wToDo}, {Head: wLinesUnit, Num: true}, {Head: wAmount, Num: true}}}
	for _, r := range f.Reasons {
		x.Reasons.Rows = append(x.Reasons.Rows, ui.TableRow{Cells: []templ.Component{ui.Say(p, r.Text()), ui.Say(p, bank.ReasonOf(r.Code).Next), ui.Int(r.Count), ui.Amount(r.Total)}})
	}
}

// returnFile keeps files of the bank for the run: one, or the parts of an answer; nothing is booked yet.
func (d *Desk) returnFile(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	var files []benefit.Upload
	for _, u := range f.Uploads("file", maxFiles, maxReturn) {
		files = append(files, benefit.Upload{Name: u.Name, Format: f.Raw("as"), Content: u.Body})
	}
	if err = f.Err(); err != nil {
		return v.runPage(id, err)
	}
	r, err := d.Benefit.Run(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	if r.State.Reached(benefit.Answered) { // the same answer again, or another one: that is told
		return v.takeInAgain(id, files)
	}
	had, err := d.Benefit.Uploads(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	have, err := d.Benefit.KeepUploads(v.Ctx, v.Actor, id, files)
	if err != nil {
		return v.runPage(id, err)
	}
	if n := len(have) - len(had); n > 0 {
		v.Tell("info", ui.Fill(wUploaded, "n", n), "")
	} else {
		v.Tell("info", wUploadedBefore, "")
	}
	return v.See(runAddress(id) + "#answer")
}

// takeInAgain holds files against the answer that stands.
func (v *visit) takeInAgain(id int64, files []benefit.Upload) error {
	actor := v.Actor
	contents := make([][]byte, len(files))
	for i, f := range files {
		contents[i] = f.Content
	}
	return v.takeIn(id, func(ctx context.Context) (benefit.Step, error) {
		return v.d.Benefit.ImportReturn(ctx, actor, id, contents...)
	})
}

// dropUpload takes a kept file out again.
func (d *Desk) dropUpload(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	upload, err := web.PathID(v.R, "upload")
	if err != nil {
		return err
	}
	if err := d.Benefit.DropUpload(v.Ctx, v.Actor, id, upload); err != nil {
		return v.runPage(id, err)
	}
	v.Tell("info", wUploadDropped, "")
	return v.See(runAddress(id) + "#answer")
}

// takeInUploads takes the kept files in.
func (d *Desk) takeInUploads(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	actor := v.Actor
	return v.takeIn(id, func(ctx context.Context) (benefit.Step, error) { return d.Benefit.ImportUploads(ctx, actor, id) })
}
