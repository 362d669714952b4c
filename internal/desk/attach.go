package desk

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/casework"
	"renshe/internal/fail"
	"renshe/internal/scan"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// What the form of the papers carries besides its boxes.
const (
	fileField = "file-" // and the name of a material
	actField  = "act"
	actStay   = "stay" // keep, and come back to this page for more
)

var (
	wScanOpen = words.Text{Zh: "附照片或扫描件（可不附）", En: "Photographs or scans (not needed)"}
	wScanSay  = words.Text{Zh: "JPEG、PNG 照片每张不超过 24 MB，会自动缩小并去掉拍摄信息；PDF 不超过 6 MB，不能带脚本或夹带文件。提交前自己传的可以删去。",
		En: "JPEG and PNG photographs up to 24 MB each; they are made small, and what the camera noted is removed. PDF up to 6 MB, without scripts or files inside. Until submission you may remove what you sent."}
	wScanOf      = words.Text{Zh: "{paper}：照片或 PDF", En: "{paper}: photographs or PDF"}
	wScanDo      = words.Text{Zh: "上传并留在本页", En: "Send, and stay on this page"}
	wFilesHead   = words.Text{Zh: "已附的照片和扫描件", En: "Photographs and scans"}
	wFilesKept   = words.Text{Zh: "{n} 份附件已保存。", En: "{n} files are kept."}
	wFilePaper   = words.Text{Zh: "材料", En: "Paper"}
	wFileBy      = words.Text{Zh: "谁传的", En: "Sent by"}
	wFileRemove  = words.Text{Zh: "删去", En: "Remove"}
	wFileRemoved = words.Text{Zh: "附件已删去。", En: "The file is removed."}
)

// refusedFiles says whether a file was refused on this page: then its control is not folded away.
func (x stepView) refusedFiles(p *ui.Page) bool {
	return slices.ContainsFunc(x.needed(), func(o ui.Option) bool { return p.Fault(fileField+o.Value) != nil })
}

// brought reads the files that came with the papers' form.
func (v *visit) brought(f *web.Form, materials []string) (list []casework.Brought) {
	if v.R.MultipartForm == nil {
		return nil
	}
	for _, m := range materials {
		sent := v.R.MultipartForm.File[fileField+m]
		if len(sent) == 0 || sent[0].Filename == "" {
			continue
		}
		for _, u := range f.Uploads(fileField+m, casework.MostAttachments, web.CeilingBody) {
			list = append(list, casework.Brought{Material: m, Name: u.Name, Body: u.Body})
		}
	}
	return list
}

// aboutFiles puts what is wrong with a paper's file beside its control.
func aboutFiles(err error) error {
	if err == nil {
		return nil
	}
	var all []error
	for _, e := range fail.Each(err) {
		if e.Field != "" && strings.HasPrefix(e.Code, "scan.") {
			e = e.On(fileField + e.Field)
		}
		all = append(all, e)
	}
	return errors.Join(all...)
}

func fileAddress(id, file int64) string { return caseAddress(id) + "/file/" + number(file) }

// fileLinks are the scans of one paper.
func (v *visit) fileLinks(c *casework.View, material string) (list []ui.Link) {
	for _, a := range c.Attached {
		if a.Material == material {
			list = append(list, ui.Link{Href: fileAddress(c.ID, a.ID), Label: ui.Plain(a.Name)})
		}
	}
	return list
}

// fileTable lists the scans of a draft; one's own can be removed.
func (v *visit) fileTable(c *casework.View, base string) ui.Table {
	t := ui.Table{Caption: wFilesHead, Quiet: true, Columns: []ui.Column{{Head: wFileName, Main: true}, {Head: wFilePaper}, {Head: wFileBy}, {Head: wAct}}}
	for _, a := range c.Attached {
		title := words.Text{}
		for _, m := range c.Papers {
			if m.Name == a.Material {
				title = m.Title
			}
		}
		remove := ui.Str("")
		if a.By == v.Actor.User {
			remove = removeFile(v.Plain(), base+"/file/"+number(a.ID)+"/remove")
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{ui.Anchor(fileAddress(c.ID, a.ID), a.Name+" · "+kilobytes(a.Bytes)),
			ui.Say(v.Plain(), title), ui.Str(a.ByName + " " + civil.Clock(a.At)), remove}})
	}
	return t
}

func kilobytes(n int64) string { return strconv.FormatInt(max(n>>10, 1), 10) + " KB" }

// attachment sends a scan: a photograph to look at, a PDF to save. Both were made harmless when they came in, and the browser is told not to
// guess what they are.
func (d *Desk) attachment(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	file, err := web.PathID(v.R, "file")
	if err != nil {
		return err
	}
	a, body, err := d.Office.Attached(v.Ctx, v.Actor, id, file)
	if err != nil {
		return err
	}
	f := web.File{Name: a.Name, Kind: string(a.Kind), Inline: a.Kind == scan.JPEG}
	if end := map[scan.Kind]string{scan.JPEG: ".jpg", scan.PDF: ".pdf"}[a.Kind]; !strings.HasSuffix(strings.ToLower(a.Name), end) {
		f.Name += end // what it is, whatever it was called
	}
	return web.Send(v.W, f, func(w io.Writer) error { _, err := w.Write(body); return err })
}

// detach removes a scan from a draft.
func (d *Desk) detach(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	file, err := web.PathID(v.R, "file")
	if err != nil {
		return err
	}
	if err := d.Office.Detach(v.Ctx, v.Actor, id, file); err != nil {
		return err
	}
	v.Tell("info", wFileRemoved, "")
	return v.See(caseAddress(id) + "/papers")
}
