package civil

import (
	"encoding/csv"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"
)

// County is a county-level division (县级行政区) by its GB/T 2260 code, and the tenant of everything.
type County int32

// ParseCounty reads six digits.
func ParseCounty(s string) (County, error) {
	s = fold(s)
	if len(s) != 6 || !digitsOnly(s) || s[0] == '0' {
		return 0, BadCounty.With()
	}
	return County(number(s)), nil
}

// String writes the six digits.
func (c County) String() string { return strconv.Itoa(int(c)) }

// Division is the county itself, as a place; of 430000 and 430700, as provinces and cities are written in GB/T 2260, the province
// and the city.
func (c County) Division() Division {
	code := c.String()
	for len(code) > 2 && strings.HasSuffix(code, "00") {
		code = code[:len(code)-2]
	}
	return Division(code)
}

// Division is a place by its statistical code (区划代码): "43" province, "4307" city, "430725" county, "430725101" township,
// "430725101001" village. The empty division is the nation.
type Division string

// ParseDivision reads a code of six, nine or twelve digits.
func ParseDivision(s string) (Division, error) {
	s = fold(s)
	if (len(s) != 6 && len(s) != 9 && len(s) != 12) || !digitsOnly(s) || s[0] == '0' {
		return "", BadDivision.With()
	}
	return Division(s), nil
}

// County is the county the place lies in; 0 above county level.
func (d Division) County() County {
	if len(d) < 6 || !digitsOnly(string(d[:6])) {
		return 0
	}
	return County(number(string(d[:6])))
}

// Township is the township the place lies in; "" above township level.
func (d Division) Township() Division {
	if len(d) < 9 {
		return ""
	}
	return d[:9]
}

// IsVillage says whether the code is one of a village or community.
func (d Division) IsVillage() bool { return len(d) == 12 }

// Parent is the next larger place: village → township → county → city → province → "" (the nation).
func (d Division) Parent() Division {
	switch {
	case len(d) > 9:
		return d[:9]
	case len(d) > 6:
		return d[:6]
	case len(d) > 4:
		return d[:4]
	case len(d) > 2:
		return d[:2]
	}
	return ""
}

// Within says whether d lies in (or is) place.
func (d Division) Within(place Division) bool { return len(d) >= len(place) && d[:len(place)] == place }

// Divisions is the loaded table of places (区划表).
type Divisions struct {
	names    map[Division]string
	kinds    map[Division]string
	children map[Division][]Division
}

// LoadDivisions reads regions.csv (province, city, counties, former codes) and every COUNTY.csv (townships and villages) of
// the folder.
func LoadDivisions(fsys fs.FS, dir string) (*Divisions, error) {
	t := &Divisions{map[Division]string{}, map[Division]string{}, map[Division][]Division{}}
	files, err := fs.Glob(fsys, path.Join(dir, "[0-9][0-9][0-9][0-9][0-9][0-9].csv"))
	if err != nil || len(files) == 0 {
		return nil, BadData.With("file", dir).From(err)
	}
	for _, file := range append([]string{path.Join(dir, "regions.csv")}, files...) {
		if err := t.read(fsys, file); err != nil {
			return nil, err
		}
	}
	for d := range t.names {
		if t.kinds[d] != "legacy" {
			t.children[d.Parent()] = append(t.children[d.Parent()], d)
		}
	}
	for _, list := range t.children {
		sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
	}
	return t, nil
}

// read takes one file: a header, then code, name, kind in the first three columns.
func (t *Divisions) read(fsys fs.FS, file string) error {
	f, err := fsys.Open(file)
	if err != nil {
		return BadData.With("file", file).From(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		return BadData.With("file", file).From(err)
	}
	for _, row := range rows[1:] {
		d := Division(row[0])
		if _, twice := t.names[d]; len(row) < 3 || twice || !digitsOnly(row[0]) || row[1] == "" || row[2] == "" {
			return BadData.With("file", file)
		}
		t.names[d], t.kinds[d] = row[1], row[2]
	}
	return nil
}

// Has says whether the place is in the table and in force.
func (t *Divisions) Has(d Division) bool { return t.names[d] != "" && t.kinds[d] != "legacy" }

// Name is the place's own name, "" if unknown.
func (t *Divisions) Name(d Division) string { return t.names[d] }

// Kind is province, city, county, district, street, town, township, village, community, statistical or legacy; "" if unknown.
func (t *Divisions) Kind(d Division) string { return t.kinds[d] }

// FullName is the name from the province down: "湖南省常德市桃源县漆河镇…".
func (t *Divisions) FullName(d Division) string {
	if d == "" {
		return ""
	}
	return t.FullName(d.Parent()) + t.names[d]
}

// LocalName is the name from the township down, as people of the county say it.
func (t *Divisions) LocalName(d Division) string {
	if d.IsVillage() {
		return t.names[d.Township()] + t.names[d]
	}
	return t.names[d]
}

// Townships lists the county's townships and streets by code.
func (t *Divisions) Townships(c County) []Division { return t.children[c.Division()] }

// Villages lists the villages and communities of a township by code.
func (t *Divisions) Villages(township Division) []Division { return t.children[township] }

// CountyName is the county's name, "" if unknown.
func (t *Divisions) CountyName(c County) string { return t.names[c.Division()] }
