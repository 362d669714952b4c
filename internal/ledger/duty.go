package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/words"
	"renshe/law"
	"renshe/money"
)

// Act is what a person proposes to the books and another confirms (事项).
type Act string

// The acts of law/gate/books.yaml.
const (
	ActClose   Act = "close"   // 结账
	ActOpen    Act = "open"    // 开立账户
	ActPost    Act = "post"    // 记账凭证
	ActOpening Act = "opening" // 期初余额
	ActReverse Act = "reverse" // 冲正
	ActCorrect Act = "correct" // 更正已结账月份
	ActMove    Act = "move"    // 基金间划转
)

var actTitles = map[Act]words.Text{
	ActClose: {Zh: "结账", En: "close a month"}, ActOpen: {Zh: "开立账户", En: "open an account"}, ActPost: {Zh: "记账凭证", En: "voucher"},
	ActOpening: {Zh: "期初余额", En: "opening balances"}, ActReverse: {Zh: "冲正", En: "reversal"},
	ActCorrect: {Zh: "更正已结账月份", En: "correction of a closed month"}, ActMove: {Zh: "基金间划转", En: "movement between funds"},
}

// Title names the act.
func (a Act) Title() words.Text { return actTitles[a] }

// Duty is who proposes and who confirms an act (分工).
type Duty struct {
	Act     Act
	Propose access.Permission
	Confirm access.Permission
}

// Duties are the books' duties and thresholds, from law/gate/books.yaml.
type Duties struct {
	Of           map[Act]Duty
	Incompatible [][2]access.Permission // no role may hold both (不相容岗位)
	rows         []dutyRow
}

type dutyRow struct {
	from       civil.Date
	place      string
	collective money.Fen
	voices     int
}

type dutyFile struct {
	Title   words.Text `yaml:"title"`
	Checked string     `yaml:"checked"`
	Duties  []struct {
		Act     Act               `yaml:"act"`
		Propose access.Permission `yaml:"propose"`
		Confirm access.Permission `yaml:"confirm"`
	} `yaml:"duties"`
	Incompatible [][]access.Permission `yaml:"incompatible"`
	Rows         []struct {
		From            string     `yaml:"from"`
		Place           string     `yaml:"place"`
		CollectiveAbove string     `yaml:"collective-above"`
		Voices          int        `yaml:"voices"`
		Basis           string     `yaml:"basis"`
		Confidence      string     `yaml:"confidence"`
		Note            words.Text `yaml:"note"`
	} `yaml:"rows"`
}

// loadDuties reads the file. An act without two different duties, a role that holds two incompatible ones, or a figure without its source
// is refused.
func loadDuties(raw []byte) (*Duties, error) {
	var file dutyFile
	if err := yaml.UnmarshalWithOptions(raw, &file, yaml.Strict()); err != nil {
		return nil, err
	}
	all := &Duties{Of: map[Act]Duty{}}
	for _, d := range file.Duties {
		if actTitles[d.Act].Zh == "" || d.Propose.Title().Zh == "" || d.Confirm.Title().Zh == "" || d.Propose == d.Confirm {
			return nil, fmt.Errorf("duty %q: an act of the books takes two different permissions", d.Act)
		}
		all.Of[d.Act] = Duty(d)
	}
	if len(all.Of) != len(actTitles) {
		return nil, errors.New("every act of the books has its duty, once")
	}
	for _, pair := range file.Incompatible {
		if len(pair) != 2 || slices.ContainsFunc(pair, func(p access.Permission) bool { return p.Title().Zh == "" }) {
			return nil, fmt.Errorf("incompatible %v: two permissions", pair)
		}
		for _, r := range access.Roles() {
			if r != access.System && r.May(pair[0]) && r.May(pair[1]) {
				return nil, fmt.Errorf("role %s holds both %s and %s", r, pair[0], pair[1])
			}
		}
		all.Incompatible = append(all.Incompatible, [2]access.Permission(pair))
	}
	for i, r := range file.Rows {
		from, err := civil.ParseDate(r.From)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
		above, err := money.ParseYuan(r.CollectiveAbove)
		if err != nil || above <= 0 || r.Voices < 2 || r.Basis == "" || r.Confidence == "" {
			return nil, fmt.Errorf("row %d lacks a figure or its source", i+1)
		}
		all.rows = append(all.rows, dutyRow{from, r.Place, above, r.Voices})
	}
	if len(all.rows) == 0 || all.rows[0].place != "" {
		return nil, errors.New("the first row is the nation's")
	}
	return all, nil
}

var defaultDuties = sync.OnceValues(func() (*Duties, error) {
	raw, err := law.FS.ReadFile("gate/books.yaml")
	if err != nil {
		return nil, err
	}
	return loadDuties(raw)
})

// BookDuties gives the duties in the books. They are shared: read, never changed.
func BookDuties() *Duties {
	all, err := defaultDuties()
	if err != nil {
		panic(err) // embedded data: a test loads it
	}
	return all
}

// Voices is how many persons besides the maker must confirm an act about a total, in a county on a day.
func (d *Duties) Voices(county civil.County, total money.Fen, on civil.Date) int {
	best := d.rows[0]
	for _, r := range d.rows[1:] {
		if r.from <= on && strings.HasPrefix(county.String(), r.place) &&
			(len(r.place) > len(best.place) || len(r.place) == len(best.place) && r.from >= best.from) {
			best = r
		}
	}
	if total >= best.collective {
		return best.voices
	}
	return 1
}
