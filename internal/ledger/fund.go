package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"sync"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/law"
)

// Fund is the number of a dedicated fund (专项基金): permanent, from law/funds, never given to another fund.
type Fund uint16

// The funds that rooms name in their code; every fund stands in law/funds, and a test holds these to it.
const (
	EnterprisePension Fund = 1  // 企业职工基本养老保险基金
	PublicPension     Fund = 2  // 机关事业单位基本养老保险基金
	ResidentPension   Fund = 3  // 城乡居民基本养老保险基金
	EmployeeMedical   Fund = 4  // 职工基本医疗保险（含生育保险）基金
	ResidentMedical   Fund = 5  // 城乡居民基本医疗保险基金
	Injury            Fund = 6  // 工伤保险基金
	Unemployment      Fund = 7  // 失业保险基金
	EmploymentSubsidy Fund = 20 // 就业补助资金
	Relief            Fund = 21 // 救助资金
	WorkingBudget     Fund = 30 // 基层平台工作经费
)

// lastFund keeps an account's number positive: the fund takes its upper 15 bits.
const lastFund Fund = 1<<15 - 1

// The kinds of funds.
const (
	insuranceFund = "insurance" // 社会保险基金: contributions, and what the treasury adds to them
	budgetFund    = "budget"    // 财政资金: granted for one purpose
)

// Code is the fund's name in law/funds; "" if there is no such fund.
func (f Fund) Code() string {
	def, err := f.Def()
	if err != nil {
		return ""
	}
	return def.Code
}

// fundShift is where the fund begins in an account's number.
const fundShift = 48

// AccountID is an account's number: fund<<48 | number within the fund.
type AccountID int64

// Account gives the number of account n (1 to 2^48−1) of the fund.
func (f Fund) Account(n int64) AccountID { return AccountID(int64(f)<<fundShift | n) }

// Fund is the fund the account belongs to.
func (a AccountID) Fund() Fund { return Fund(uint64(a) >> fundShift) }

// Number is the account's number within its fund.
func (a AccountID) Number() int64 { return int64(a) & (1<<fundShift - 1) }

// String writes "3-17": the fund, then the number within it.
func (a AccountID) String() string { return fmt.Sprintf("%d-%d", a.Fund(), a.Number()) }

// ParseAccountID reads what [AccountID.String] writes.
func ParseAccountID(s string) (AccountID, error) {
	var f, n int64
	if got, err := fmt.Sscanf(s, "%d-%d", &f, &n); err != nil || got != 2 || f < 1 || f > int64(lastFund) || n < 1 || n >= 1<<fundShift {
		return 0, UnknownAccount.With("account", strconv.Quote(s)).On("account")
	}
	id := Fund(f).Account(n)
	if id.String() != s {
		return 0, UnknownAccount.With("account", strconv.Quote(s)).On("account")
	}
	return id, nil
}

// FundTerms is what held for a fund from a day on.
type FundTerms struct {
	From       civil.Date
	Title      words.Text
	Owner      words.Text
	Merges     []string // codes of funds that are booked here from this day
	Law        []FundLaw
	Confidence string
}

// FundLaw is one source of a fund's terms.
type FundLaw struct {
	Document string `yaml:"document"`
	Article  string `yaml:"article"`
	Says     string `yaml:"says"`
}

// FundDef is one fund of law/funds.
type FundDef struct {
	Code    string
	Number  Fund
	Kind    string     // "insurance" or "budget"
	Until   civil.Date // its last day; 0: it goes on
	History []FundTerms
}

// On gives the terms in force on day d, or false before the first.
func (f *FundDef) On(d civil.Date) (FundTerms, bool) {
	var now FundTerms
	found := false
	for _, t := range f.History {
		if t.From <= d {
			now, found = t, true
		}
	}
	return now, found
}

// Title is the fund's latest name.
func (f *FundDef) Title() words.Text { return f.History[len(f.History)-1].Title }

type fundFile struct {
	Code    string `yaml:"code"`
	Number  int64  `yaml:"number"`
	Kind    string `yaml:"kind"`
	Until   string `yaml:"until"`
	History []struct {
		From       string     `yaml:"from"`
		Title      words.Text `yaml:"title"`
		Owner      words.Text `yaml:"owner"`
		Merges     []string   `yaml:"merges"`
		Law        []FundLaw  `yaml:"law"`
		Confidence string     `yaml:"confidence"`
	} `yaml:"history"`
}

// LoadFunds reads every fund of a folder, sorted by number; a fund without source, title or date is refused.
func LoadFunds(files fs.FS, dir string) ([]*FundDef, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var all []*FundDef
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		var file fundFile
		if err := yaml.UnmarshalWithOptions(raw, &file, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		def, err := file.fund()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if path.Base(name) != def.Code+".yaml" {
			return nil, fmt.Errorf("%s: the file is not named after the fund %q", name, def.Code)
		}
		all = append(all, def)
	}
	slices.SortFunc(all, func(a, b *FundDef) int { return int(a.Number) - int(b.Number) })
	for i := 1; i < len(all); i++ {
		if all[i].Number == all[i-1].Number {
			return nil, fmt.Errorf("funds %s and %s have one number", all[i-1].Code, all[i].Code)
		}
	}
	if len(all) == 0 {
		return nil, errors.New("no funds")
	}
	return all, nil
}

func (f *fundFile) fund() (*FundDef, error) {
	if f.Number < 1 || f.Number > int64(lastFund) || (f.Kind != insuranceFund && f.Kind != budgetFund) || len(f.History) == 0 {
		return nil, errors.New("a fund needs a number (1–32767), a kind (insurance or budget) and a history")
	}
	def := &FundDef{Code: f.Code, Number: Fund(f.Number), Kind: f.Kind}
	if f.Until != "" {
		until, err := civil.ParseDate(f.Until)
		if err != nil {
			return nil, err
		}
		def.Until = until
	}
	for _, h := range f.History {
		from, err := civil.ParseDate(h.From)
		if err != nil {
			return nil, err
		}
		if n := len(def.History); n > 0 && from <= def.History[n-1].From {
			return nil, errors.New("the history is not in order of days")
		}
		if h.Title.Zh == "" || h.Title.En == "" || h.Owner.Zh == "" || h.Owner.En == "" || len(h.Law) == 0 || h.Confidence == "" {
			return nil, errors.New("terms need title, owner (both languages), law and confidence")
		}
		def.History = append(def.History, FundTerms{from, h.Title, h.Owner, h.Merges, h.Law, h.Confidence})
	}
	return def, nil
}

var defaultFunds = sync.OnceValues(func() ([]*FundDef, error) { return LoadFunds(law.FS, "funds") })

// Funds lists the funds of law/funds by number. The list is shared: it is read, never changed.
func Funds() []*FundDef {
	all, err := defaultFunds()
	if err != nil {
		panic(err) // embedded data: a test loads it
	}
	return all
}

// FundNamed finds a fund by its code, e.g. "resident-pension".
func FundNamed(code string) (*FundDef, error) {
	for _, f := range Funds() {
		if f.Code == code {
			return f, nil
		}
	}
	return nil, UnknownFund.With("fund", strconv.Quote(code)).On("fund")
}

// Def finds the fund's entry of law/funds.
func (f Fund) Def() (*FundDef, error) {
	for _, def := range Funds() {
		if def.Number == f {
			return def, nil
		}
	}
	return nil, UnknownFund.With("fund", f).On("fund")
}

// title names the fund in a message, whether or not it is known.
func (f Fund) title() words.Text {
	if def, err := f.Def(); err == nil {
		return def.Title()
	}
	n := strconv.Itoa(int(f))
	return words.Text{Zh: n, En: n}
}
