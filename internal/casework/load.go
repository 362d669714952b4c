package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"

	"renshe/internal/registration"
	"renshe/internal/words"
	"renshe/policy"
)

// Items is the loaded catalogue (事项目录).
type Items struct {
	byCode      map[string]*Item
	templates   *Templates
	codes       []string
	areas       []Area
	authorities map[string]Authority
	clocks      clockFile
	retention   []Retention
}

// Known is what the catalogue refers to outside its own files.
type Known struct {
	Calculator func(name string) bool
	Limits     []policy.Limit // the only place where a length of law stands
	Registers  []registration.Kind
}

func (k Known) register(code string) (registration.Kind, bool) {
	i := slices.IndexFunc(k.Registers, func(r registration.Kind) bool { return r.Code == code })
	if i < 0 {
		return registration.Kind{}, false
	}
	return k.Registers[i], true
}

// Area is one group of items (事项分类), of law/areas.yaml.
type Area struct {
	Code  string     `yaml:"code"`
	Title words.Text `yaml:"title"`
}

// Authority is who owns an item (主管部门), of law/authorities.yaml; {county} in the title becomes the county's name.
type Authority struct {
	Code  string     `yaml:"code"`
	Title words.Text `yaml:"title"`
	Ours  bool       `yaml:"ours"` // it decides in this program
}

// LoadItems reads every file of items/, blocks/ and letters/ and refuses the whole catalogue if one is wrong; the error lists
// everything that is.
func LoadItems(fsys fs.FS, known Known) (*Items, error) {
	templates, faults := loadTemplates(fsys)
	names, err := fs.Glob(fsys, "items/*.yaml")
	if err != nil || len(names) == 0 {
		return nil, BadLaw.With("file", "items/", "what", "no service item").From(err)
	}
	all := &Items{byCode: map[string]*Item{}, templates: templates, authorities: map[string]Authority{}}
	all.loadLists(&faults, fsys)
	all.loadClocks(&faults, fsys, known)
	all.loadRetention(&faults, fsys)
	x := &expansion{items: all, known: known, blocks: loadBlocks(&faults, fsys), used: map[string]bool{}}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, BadLaw.With("file", name, "what", "unreadable").From(err)
		}
		it, err := x.item(string(b))
		if err != nil {
			faults.add(name, "not a service item: "+err.Error())
			continue
		}
		checkItem(&faults, name, it, all, known)
		all.byCode[it.Code] = it
		all.codes = append(all.codes, it.Code)
	}
	for name := range x.blocks {
		faults.must(x.used[name], "blocks/"+name+".yaml", "no item uses it")
	}
	sort.Strings(all.codes)
	return all, faults.err()
}

// Catalogue reads the items of a whole folder of law, with the limits and registers that stand beside them.
func Catalogue(fsys fs.FS) (*Items, error) {
	set, err := policy.Load(fsys)
	if err != nil {
		return nil, err
	}
	kinds, err := registration.Load(fsys)
	if err != nil {
		return nil, err
	}
	return LoadItems(fsys, Known{Calculator: hasCalculator, Limits: set.Limits(), Registers: kinds})
}

// loadLists reads the two lists that items choose from.
func (all *Items) loadLists(l *lawFaults, fsys fs.FS) {
	var list struct {
		Areas       []Area      `yaml:"areas"`
		Authorities []Authority `yaml:"authorities"`
	}
	for _, file := range []string{"areas.yaml", "authorities.yaml"} {
		b, err := fs.ReadFile(fsys, file)
		if err == nil {
			err = yaml.UnmarshalWithOptions(b, &list, yaml.Strict())
		}
		l.must(err == nil, file, fmt.Sprint("unreadable: ", err))
	}
	all.areas = list.Areas
	for _, a := range list.Areas {
		l.must(plainName.MatchString(a.Code), "areas.yaml", "area "+a.Code+" is badly named")
		l.text("areas.yaml", "area "+a.Code, a.Title)
	}
	for _, a := range list.Authorities {
		l.must(plainName.MatchString(a.Code) && all.authorities[a.Code].Code == "", "authorities.yaml", "authority "+a.Code+" is badly named or twice")
		l.text("authorities.yaml", "authority "+a.Code, a.Title)
		all.authorities[a.Code] = a
	}
}

// Get finds the item in force by its code.
func (all *Items) Get(code string) (*Item, error) {
	if it := all.byCode[code]; it != nil {
		return it, nil
	}
	return nil, UnknownItem.With("item", code)
}

// All lists the items by code.
func (all *Items) All() []*Item {
	list := make([]*Item, len(all.codes))
	for i, c := range all.codes {
		list[i] = all.byCode[c]
	}
	return list
}

// Areas lists the areas in the order in which they are shown.
func (all *Items) Areas() []Area { return slices.Clone(all.areas) }

// Templates gives the letters.
func (all *Items) Templates() *Templates { return all.templates }

// blockKeys are the parts of an item that a block may hold.
var blockKeys = []string{"applicants", "accept", "decide", "fields", "materials", "steps", "apart", "refusals", "appeals", "appeal-basis", "letters"}

// loadBlocks reads the parts that several items share (公用部分), law/blocks/NAME.yaml, by name.
func loadBlocks(l *lawFaults, fsys fs.FS) map[string]yaml.MapSlice {
	blocks := map[string]yaml.MapSlice{}
	names, err := fs.Glob(fsys, "blocks/*.yaml")
	l.must(err == nil, "blocks/", "unreadable")
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		var block yaml.MapSlice
		if err == nil {
			err = yaml.UnmarshalWithOptions(b, &block, yaml.UseOrderedMap())
		}
		l.must(err == nil, name, fmt.Sprint("not a block: ", err))
		for _, part := range block {
			l.must(slices.Contains(blockKeys, fmt.Sprint(part.Key)), name, fmt.Sprintf("a block has no %v", part.Key))
		}
		blocks[stem(name)] = block
	}
	return blocks
}

// expansion puts into an item's text what it only names: blocks, the authority's name, the length of the limit.
type expansion struct {
	items  *Items
	known  Known
	blocks map[string]yaml.MapSlice
	used   map[string]bool
}

// item reads the text of a file. What a case keeps is the expanded text without its tests, so that an old case needs no block.
func (x *expansion) item(source string) (*Item, error) {
	var text yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(source), &text, yaml.UseOrderedMap()); err != nil {
		return nil, err
	}
	text, err := x.expand(text)
	if err != nil {
		return nil, err
	}
	var trials []yaml.MapItem
	text = slices.DeleteFunc(text, func(part yaml.MapItem) bool {
		if part.Key == "tests" {
			trials = append(trials, part)
		}
		return part.Key == "tests"
	})
	kept, err := yaml.Marshal(text)
	if err != nil {
		return nil, err
	}
	it, err := parseItem(string(kept))
	if err != nil || len(trials) == 0 {
		return it, err
	}
	b, err := yaml.Marshal(yaml.MapSlice(trials))
	if err != nil {
		return nil, err
	}
	var only struct {
		Trials []Trial `yaml:"tests"`
	}
	err = yaml.UnmarshalWithOptions(b, &only, yaml.Strict())
	it.Trials = only.Trials
	return it, err
}

func (x *expansion) expand(text yaml.MapSlice) (yaml.MapSlice, error) {
	var out yaml.MapSlice
	var whole []any
	for _, part := range text {
		var err error
		switch part.Key {
		case "use":
			whole, _ = part.Value.([]any)
			if whole == nil {
				err = fmt.Errorf("use is a list of blocks")
			}
		case "owner":
			err = fmt.Errorf("an item names its authority; the owner's name comes from there")
		case "authority":
			out = append(out, part)
			if a, ok := x.items.authorities[fmt.Sprint(part.Value)]; ok {
				out = append(out, yaml.MapItem{Key: "owner", Value: a.Title})
			}
		case "limit":
			part.Value, err = x.limit(part.Value)
			out = append(out, part)
		case "stages":
			var stages []any
			if stages, err = x.stages(part.Value); err == nil {
				part.Value = stages
				out = append(out, part, yaml.MapItem{Key: "limit", Value: valueOf(stages[0], "limit")}) // of its first stage
			}
		default:
			if list, ok := part.Value.([]any); ok {
				part.Value, err = x.list(fmt.Sprint(part.Key), list)
			}
			out = append(out, part)
		}
		if err != nil {
			return nil, err
		}
	}
	// What the item says itself stands; the rest is its blocks'.
	for _, name := range whole {
		block, err := x.block(fmt.Sprint(name))
		if err != nil {
			return nil, err
		}
		for _, part := range block {
			if !slices.ContainsFunc(out, func(p yaml.MapItem) bool { return p.Key == part.Key }) {
				out = append(out, part)
			}
		}
	}
	return out, nil
}

// valueOf is a key's value of a mapping; nil if it has none.
func valueOf(m any, key string) any {
	for _, part := range m.(yaml.MapSlice) {
		if part.Key == key {
			return part.Value
		}
	}
	return nil
}

func (x *expansion) block(name string) (yaml.MapSlice, error) {
	block, ok := x.blocks[name]
	if !ok {
		return nil, fmt.Errorf("there is no block %s", name)
	}
	x.used[name] = true
	return block, nil
}

// list puts a block's entries of the same key where the list says {use: NAME}.
func (x *expansion) list(key string, list []any) ([]any, error) {
	var out []any
	for _, entry := range list {
		m, ok := entry.(yaml.MapSlice)
		if !ok || len(m) != 1 || m[0].Key != "use" {
			out = append(out, entry)
			continue
		}
		name := fmt.Sprint(m[0].Value)
		block, err := x.block(name)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(block, func(p yaml.MapItem) bool { return p.Key == key })
		if i < 0 {
			return nil, fmt.Errorf("the block %s has no %s", name, key)
		}
		more, _ := block[i].Value.([]any)
		out = append(out, more...)
	}
	return out, nil
}

// limit turns the item's word on its limit into the length that the law gives today.
func (x *expansion) limit(value any) (yaml.MapSlice, error) {
	var said limitSource
	b, err := yaml.Marshal(value)
	if err == nil {
		err = yaml.UnmarshalWithOptions(b, &said, yaml.Strict())
	}
	if err != nil {
		return nil, fmt.Errorf("a limit is a topic of law/limits, unknown or at-once: %w", err)
	}
	switch {
	case said.AtOnce && said == limitSource{AtOnce: true}:
		return yaml.MapSlice{{Key: "kind", Value: Immediate}}, nil
	case said.Topic == "" && !said.AtOnce:
		return yaml.MapSlice{{Key: "unknown", Value: said.Unknown}}, nil
	case said != limitSource{Topic: said.Topic}:
		return nil, fmt.Errorf("a limit is one of topic, unknown and at-once")
	}
	i := slices.IndexFunc(x.known.Limits, func(l policy.Limit) bool { return l.Topic == said.Topic })
	if i < 0 {
		return nil, fmt.Errorf("law/limits has no topic %s", said.Topic)
	}
	return resolved(x.known.Limits[i], policy.BoundOffice)
}

// resolved writes a limit of the law that binds one of these as an item keeps it.
func resolved(l policy.Limit, bound ...policy.Bound) (yaml.MapSlice, error) {
	kind := map[policy.LimitUnit]string{policy.InWorkingDays: Working, policy.InDays: Calendar}[l.Unit]
	if kind == "" || !slices.Contains(bound, l.Bound) || l.Before || l.Sense != policy.By {
		return nil, fmt.Errorf("the limit %s is none for the office to decide in, counted in days", l.Topic)
	}
	out := yaml.MapSlice{{Key: "topic", Value: l.Topic}, {Key: "days", Value: l.Length}, {Key: "kind", Value: kind}}
	if l.Extension > 0 {
		out = append(out, yaml.MapItem{Key: "extension", Value: l.Extension})
	}
	if l.Roll {
		out = append(out, yaml.MapItem{Key: "roll", Value: true})
	}
	out = append(out, yaml.MapItem{Key: "document", Value: l.Cite.Document}, yaml.MapItem{Key: "article", Value: l.Cite.Article})
	if !l.Confidence.IsConfirmed() {
		out = append(out, yaml.MapItem{Key: "unconfirmed", Value: l.Confidence.Title()})
	}
	return out, nil
}

// parseItem reads an expanded text: of the catalogue, or as a case has kept it, whatever shape items had then.
func parseItem(body string) (*Item, error) {
	it := &Item{}
	if err := yaml.UnmarshalWithOptions([]byte(body), it, yaml.Strict()); err != nil {
		return nil, err
	}
	it.hash, it.body = textHash(body), body
	return it, nil
}

func textHash(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:16])
}

// stem is the file's name without folder and ending.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), ".yaml") }
