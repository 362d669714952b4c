package main

import (
	"renshe/internal/words"
)

type booksExportCmd struct {
	booksOf
	Out string `help:"${help_exportout}" required:"" type:"path" placeholder:"DIR"`
}

var (
	exporting     = words.Text{Zh: "导出账本", En: "exporting the books"}
	exportingBank = words.Text{Zh: "导出银行文件", En: "exporting the bank's files"}
	exportedLine  = words.Text{Zh: "已导出到 {dir}：{files} 个文件，{records} 条记录，{bytes} 字节。核验：renshe-verify {dir}",
		En: "Exported to {dir}: {files} files, {records} records, {bytes} bytes. To check: renshe-verify {dir}"}
)

func (c *booksExportCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	p := s.progress()
	files, err := a.Export(s, county, c.Out, func(done, total int64) { p.at(exporting, done, total) },
		func(done, total int64) { p.at(exportingBank, done, total) })
	p.done()
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"county": county, "dir": c.Out, "files": files})
	}
	var records, bytes int64
	for _, f := range files {
		records, bytes = records+f.Records, bytes+f.Bytes
	}
	s.say(exportedLine, "dir", c.Out, "files", len(files), "records", records, "bytes", bytes)
	return nil
}
