package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

// peopleSource says on whom a reform was tried.
type peopleSource struct {
	File    string `json:"file,omitempty"`
	Demo    int    `json:"demo,omitempty"` // people of the demo county, of whom those are taken who draw the pension
	Seed    uint64 `json:"seed,omitempty"`
	People  int    `json:"people"`
	Skipped int    `json:"skipped"`
}

var (
	badHeader = fail.Define(fail.Invalid, "cli.people-header",
		words.Text{Zh: "{file} 的第一行不对：{problem}。", En: "The first line of {file} is wrong: {problem}."},
		words.Text{Zh: "没有计算。", En: "Nothing was computed."},
		words.Text{Zh: "第一行写列名：{known} township birth。", En: "It names the columns: {known} township birth."})
	badRow = fail.Define(fail.Invalid, "cli.people-row",
		words.Text{Zh: "第 {line} 行：{why}", En: "line {line}: {why}"}, words.Text{}, words.Text{})
	badRows = fail.Define(fail.Invalid, "cli.people",
		words.Text{Zh: "{file} 里 {all} 人中有 {bad} 人读不了。", En: "In {file}, {bad} of {all} people cannot be read."},
		words.Text{Zh: "没有计算。", En: "Nothing was computed."},
		words.Text{Zh: "请更正这些行；或加 --skip-bad 略去它们。", En: "Correct these lines, or leave them out with --skip-bad."})
	noPeople = fail.Define(fail.Invalid, "cli.no-people",
		words.Text{Zh: "{file} 里没有可以计算的人。", En: "There is nobody to compute in {file}."},
		words.Text{Zh: "没有计算。", En: "Nothing was computed."},
		words.Text{Zh: "请核对文件。", En: "Check the file."})
	readingPeople = words.Text{Zh: "读取人员", En: "reading people"}
	skippedRows   = words.Text{Zh: "略去 {bad} 人，共 {all} 人。", En: "{bad} of {all} people are left out."}

	notUTF8      = words.Text{Zh: "不是 UTF-8 编码，请另存为“CSV UTF-8”", En: "it is not UTF-8; save it as \"CSV UTF-8\""}
	emptyFile    = words.Text{Zh: "文件是空的", En: "the file is empty"}
	columnTwice  = words.Text{Zh: "列“{column}”出现两次", En: "the column {column} stands twice"}
	columnOdd    = words.Text{Zh: "没有“{column}”这一列的填写项", En: "there is no input {column}"}
	badTownship  = words.Text{Zh: "township “{text}”不是本县的乡镇（九位代码或名称）", En: "township {text} is no township of the county (nine digits or its name)"}
	badBirth     = words.Text{Zh: "birth “{text}”不是出生年月（如 1966-02）", En: "birth {text} is no month (like 1966-02)"}
	fieldCount   = words.Text{Zh: "列数与第一行不同", En: "it has another number of columns than the first line"}
	badQuotation = words.Text{Zh: "引号不成对", En: "its quotation marks do not match"}
)

// mostReported bounds how many bad rows are said; the rest is counted.
const mostReported = 20

// peopleFile reads people from a CSV file, row by row.
type peopleFile struct {
	file    string
	header  []string
	known   []string
	people  *policy.People
	places  *civil.Divisions
	query   policy.Query
	towns   map[string]int32 // by what was written
	in      map[string]string
	faults  []error
	bad     int
	all     int
	asBirth bool // the program has an input birth of its own
}

func (s *session) readPeople(p *lateProgress, file string, q policy.Query, prog policy.Program, skip bool) (*policy.People, peopleSource, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, peopleSource{}, noFile.With("file", echo(file)).On("--people").From(err)
	}
	defer f.Close()
	places, err := civil.LoadDivisions(law.FS, "divisions")
	if err != nil {
		return nil, peopleSource{}, err
	}
	r := &peopleFile{file: path.Base(printable(file)), people: policy.NewPeople(prog, q), places: places, query: q, towns: map[string]int32{}, in: map[string]string{}}
	calculator, err := policy.Find(prog.String())
	if err != nil {
		return nil, peopleSource{}, err
	}
	for _, d := range calculator.Inputs {
		r.known = append(r.known, d.Name)
	}
	r.asBirth = slices.Contains(r.known, "birth")
	if err := r.read(s, p, csv.NewReader(bufio.NewReader(f))); err != nil {
		return nil, peopleSource{}, err
	}
	if r.bad > 0 && !skip {
		return nil, peopleSource{}, errors.Join(append(r.faults, badRows.With("file", r.file, "all", r.all, "bad", r.bad))...)
	}
	if r.bad > 0 {
		for _, e := range fail.Each(errors.Join(r.faults...)) {
			fmt.Fprintln(s.stderr, printable(e.Say(s.lang).What))
		}
		fmt.Fprintln(s.stderr, skippedRows.Fill(s.lang, "bad", r.bad, "all", r.all))
	}
	if r.people.Len() == 0 {
		return nil, peopleSource{}, noPeople.With("file", r.file)
	}
	return r.people, peopleSource{File: r.file, People: r.people.Len(), Skipped: r.bad}, nil
}

// often is how many rows pass between two looks at the clock and at an interruption.
const often = 4096

func (r *peopleFile) read(s *session, p *lateProgress, c *csv.Reader) error {
	c.ReuseRecord = true
	header, err := c.Read()
	if err != nil {
		return r.wrongHeader(emptyFile)
	}
	if err := r.readHeader(header); err != nil {
		return err
	}
	c.FieldsPerRecord = len(r.header)
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if r.all++; r.all%often == 0 {
			p.at(readingPeople, int64(r.all), 0)
			if err := s.Err(); err != nil {
				return err
			}
		}
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			why := badQuotation
			if errors.Is(err, csv.ErrFieldCount) {
				why = fieldCount
			}
			r.reject(wrong.StartLine, why)
		case err != nil:
			return noFile.With("file", r.file).On("--people").From(err)
		default:
			line, _ := c.FieldPos(0)
			if why := r.add(record); !why.IsZero() {
				r.reject(line, why)
			}
		}
	}
}

func (r *peopleFile) wrongHeader(problem words.Text) error {
	return badHeader.With("file", r.file, "problem", problem, "known", strings.Join(r.known, " ")).On("--people")
}

func (r *peopleFile) readHeader(record []string) error {
	for i, name := range record {
		if !utf8.ValidString(name) {
			return r.wrongHeader(notUTF8)
		}
		if i == 0 {
			name = strings.TrimPrefix(name, "\ufeff")
		}
		name = strings.ToLower(strings.TrimSpace(name))
		column := words.Text{Zh: echo(name), En: echo(name)}
		yuan := strings.ReplaceAll(strings.TrimSuffix(name, "_fen"), "_", "-")
		switch {
		case slices.Contains(r.header, name):
			return r.wrongHeader(filled(columnTwice, "column", column))
		case name != "township" && name != "birth" && !slices.Contains(r.known, name) && (!strings.HasSuffix(name, "_fen") || !slices.Contains(r.known, yuan)):
			return r.wrongHeader(filled(columnOdd, "column", column))
		}
		r.header = append(r.header, name)
	}
	return nil
}

func filled(t words.Text, pairs ...any) words.Text {
	return words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}
}

func (r *peopleFile) reject(line int, why words.Text) {
	if r.bad++; r.bad <= mostReported {
		r.faults = append(r.faults, badRow.With("line", line, "why", why))
	}
}

// add takes one person; the reason if it cannot.
func (r *peopleFile) add(record []string) words.Text {
	clear(r.in)
	place, birth := int32(-1), civil.Month(0)
	for i, value := range record {
		value = strings.TrimSpace(value)
		if !utf8.ValidString(value) {
			return notUTF8
		}
		switch name := r.header[i]; {
		case value == "":
		case name == "township":
			var ok bool
			if place, ok = r.town(value); !ok {
				return filled(badTownship, "text", echo(value))
			}
		case name == "birth":
			m, ok := birthMonth(value)
			if !ok {
				return filled(badBirth, "text", echo(value))
			}
			if birth = m; r.asBirth {
				r.in[name] = m.String()
			}
		default:
			r.in[name] = value
		}
	}
	if err := r.people.Append(place, birth, r.in); err != nil {
		return whatOf(err)
	}
	return words.Text{}
}

// birthMonth reads a month, or the month of a day.
func birthMonth(text string) (civil.Month, bool) {
	if m, err := civil.ParseMonth(text); err == nil {
		return m, true
	}
	d, err := civil.ParseDate(text)
	return d.Month(), err == nil
}

// town finds a township of the county by its code, that of one of its villages, or its name. Where the table of places does not
// hold the county's townships, every code within the county is taken.
func (r *peopleFile) town(text string) (int32, bool) {
	if n, ok := r.towns[text]; ok {
		return n, n >= 0
	}
	n := int32(-1)
	code, err := civil.ParseDivision(text)
	known := r.places.Townships(r.query.County)
	switch {
	case err != nil:
		for _, t := range known {
			if r.places.Name(t) == text {
				n = r.people.In(policy.Township{Code: t, Name: text})
			}
		}
	case len(code) < len("430725101") || !code.Within(r.query.Place()):
	case len(known) == 0 || slices.Contains(known, code.Township()):
		name := r.places.Name(code.Township())
		if name == "" {
			name = string(code.Township())
		}
		n = r.people.In(policy.Township{Code: code.Township(), Name: name})
	}
	r.towns[text] = n
	return n, n >= 0
}
