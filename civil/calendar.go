package civil

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"time"

	"github.com/goccy/go-yaml"
)

// Calendar knows the working days of the years whose holiday notices are loaded (工作日历).
type Calendar struct {
	years map[int]*calendarYear
	first int
	last  int
}

type calendarYear struct {
	cite    string
	url     string
	names   map[Date]string
	working map[Date]bool // only the days that differ from Monday–Friday
}

// calendarFile is law/calendar/YEAR.yaml.
type calendarFile struct {
	Year       int    `yaml:"year"`
	Document   string `yaml:"document"`
	URL        string `yaml:"url"`
	Checked    string `yaml:"checked"`
	Confidence string `yaml:"confidence"`
	Off        []struct {
		Date string `yaml:"date"`
		Name string `yaml:"name"`
	} `yaml:"off"`
	Makeup []struct {
		Date string `yaml:"date"`
		Name string `yaml:"name"`
	} `yaml:"makeup"`
}

// LoadCalendar reads every YEAR.yaml of the folder. Years must be consecutive: a gap would hide a limit that crosses it.
func LoadCalendar(fsys fs.FS, dir string) (*Calendar, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "[0-9][0-9][0-9][0-9].yaml"))
	if err != nil || len(names) == 0 {
		return nil, BadData.With("file", dir).From(err)
	}
	sort.Strings(names)
	c := &Calendar{years: map[int]*calendarYear{}}
	for _, name := range names {
		year, y, err := readCalendarYear(fsys, name)
		if err != nil {
			return nil, err
		}
		if c.last != 0 && year != c.last+1 {
			return nil, BadData.With("file", name)
		}
		if c.first == 0 {
			c.first = year
		}
		c.last, c.years[year] = year, y
	}
	return c, nil
}

// decodeCalendar reads YAML strictly: an unknown field is an error. The decoder panics on some malformed tags (found by
// fuzzing); a bad file is an error here whatever is wrong with it.
func decodeCalendar(b []byte) (f calendarFile, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the YAML decoder gave up: %v", r)
		}
	}()
	return f, yaml.UnmarshalWithOptions(b, &f, yaml.Strict())
}

func readCalendarYear(fsys fs.FS, name string) (int, *calendarYear, error) {
	bad := func(err error) (int, *calendarYear, error) { return 0, nil, BadData.With("file", name).From(err) }
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return bad(err)
	}
	f, err := decodeCalendar(b)
	if err != nil {
		return bad(err)
	}
	_, err = ParseDate(f.Checked)
	if err != nil || f.Document == "" || f.URL == "" || f.Confidence != "S" || path.Base(name) != strconv.Itoa(f.Year)+".yaml" {
		return bad(err)
	}
	y := &calendarYear{cite: f.Document, url: f.URL, names: map[Date]string{}, working: map[Date]bool{}}
	add := func(text, title string, working bool) error {
		d, err := ParseDate(text)
		if _, twice := y.working[d]; err != nil || twice || title == "" || d.Year() != f.Year || working && !weekend(d) {
			return BadData.With("file", name).From(err)
		}
		y.working[d], y.names[d] = working, title
		return nil
	}
	for _, o := range f.Off {
		if err := add(o.Date, o.Name, false); err != nil {
			return 0, nil, err
		}
	}
	for _, m := range f.Makeup {
		if err := add(m.Date, m.Name, true); err != nil {
			return 0, nil, err
		}
	}
	return f.Year, y, nil
}

func weekend(d Date) bool { w := d.Weekday(); return w == time.Saturday || w == time.Sunday }

// Years gives the first and the last loaded year.
func (c *Calendar) Years() (first, last int) { return c.first, c.last }

// Source names the notice that fixes the year, with its address; empty if the year is not loaded.
func (c *Calendar) Source(year int) (document, url string) {
	if y := c.years[year]; y != nil {
		return y.cite, y.url
	}
	return "", ""
}

// Holiday gives the name of the holiday the day belongs to, "" for an ordinary day.
func (c *Calendar) Holiday(d Date) string {
	if y := c.years[d.Year()]; y != nil && !y.working[d] {
		return y.names[d]
	}
	return ""
}

// IsWorkingDay says whether offices work that day: Monday to Friday except holidays, and make-up days (调休上班).
// A year that is not loaded is a fault.
func (c *Calendar) IsWorkingDay(d Date) (bool, error) {
	y := c.years[d.Year()]
	if y == nil {
		return false, CalendarYearMissing.With("year", d.Year())
	}
	if w, special := y.working[d]; special {
		return w, nil
	}
	return !weekend(d), nil
}

// longestSpan and mostMonths bound a limit: ten years. More is a typing error.
const (
	longestSpan = 3650
	mostMonths  = 120
)

// AddWorkingDays gives the last day of a limit of n working days. The day of acceptance is not counted; holidays are skipped,
// make-up days count (行政许可法 第八十二条; 民法典 第二百零一条).
func (c *Calendar) AddWorkingDays(accepted Date, n int) (Date, error) {
	if n < 1 || n > longestSpan {
		return 0, BadSpan.With()
	}
	d := accepted
	for n > 0 {
		d++
		working, err := c.IsWorkingDay(d)
		if err != nil {
			return 0, err
		}
		if working {
			n--
		}
	}
	return d, nil
}

// AddDays gives the last day of a limit of n calendar days: raw as counted, and due. The first day is not counted
// (民法典 第二百零一条). With roll, a raw last day that is a rest day moves to the first working day after it (第二百零三条).
func (c *Calendar) AddDays(start Date, n int, roll bool) (due, raw Date, err error) {
	if n < 1 || n > longestSpan {
		return 0, 0, BadSpan.With()
	}
	return c.ends(start.Add(n), roll)
}

// AddMonths gives the last day of a limit of n months, twelve for a year: the day with the start's number, or the month's last
// day where there is none (民法典 第二百零二条). Roll is that of [Calendar.AddDays].
func (c *Calendar) AddMonths(start Date, n int, roll bool) (due, raw Date, err error) {
	if n < 1 || n > mostMonths {
		return 0, 0, BadMonths.With()
	}
	return c.ends(start.AddMonths(n), roll)
}

func (c *Calendar) ends(raw Date, roll bool) (due, same Date, err error) {
	if !roll {
		return raw, raw, nil
	}
	due, err = c.Roll(raw)
	if err != nil {
		return 0, 0, err
	}
	return due, raw, nil
}

// Roll gives the first working day from d on. Every day on which offices rest counts as a rest day of the law (法定休假日): the
// days off of the year's notice and ordinary weekends; a make-up day does not.
func (c *Calendar) Roll(d Date) (Date, error) {
	for {
		working, err := c.IsWorkingDay(d)
		if err != nil || working {
			return d, err
		}
		d++
	}
}
