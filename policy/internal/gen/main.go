package main

import (
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"renshe/policy/internal/lawfile"
)

func main() {
	log.SetFlags(0)
	root, err := findRoot()
	if err != nil {
		log.Fatal(err)
	}
	files, err := generate(os.DirFS(root))
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	if err := clear(root, files); err != nil {
		log.Fatal(err)
	}
}

// clear deletes the drawings of programs that are gone.
func clear(root string, files map[string][]byte) error {
	drawings, err := filepath.Glob(filepath.Join(root, "docs/rules/*.svg"))
	if err != nil {
		return err
	}
	for _, file := range drawings {
		if _, current := files["docs/rules/"+filepath.Base(file)]; !current {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// findRoot walks up to the folder of go.mod.
func findRoot() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no go.mod above the working directory")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}

// read gives the checked graph of the tree.
func read(tree fs.FS) (*model, error) {
	names, err := fs.Glob(tree, "policy/rules_*.go")
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, name := range names {
		b, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(name, "_test.go") {
			files[name] = string(b)
		}
	}
	s, err := readSource(files)
	if err != nil {
		return nil, err
	}
	parameters, err := lawfile.ReadAll(tree, "law/parameters")
	if err != nil {
		return nil, err
	}
	m, err := build(s, parameters)
	if err != nil {
		return nil, err
	}
	return m, checkFormulas(m)
}

// generate reads the tree and gives every generated file by its path.
func generate(tree fs.FS) (map[string][]byte, error) {
	m, err := read(tree)
	if err != nil {
		return nil, err
	}
	from := bookSources{model: m}
	if from.cases, err = readCaseFiles(tree); err != nil {
		return nil, err
	}
	if from.tools, err = readTools(tree); err != nil {
		return nil, err
	}
	if from.areas, err = readAreas(tree); err != nil {
		return nil, err
	}
	if from.reasons, err = readReasons(tree); err != nil {
		return nil, err
	}
	out := map[string][]byte{"policy/gen_doc.go": emitDoc(from)}
	for l, name := range []string{zh: "zh", en: "en"} {
		out["docs/rules."+name+".md"], out["docs/"+appendixFile+name+".md"] = writeBook(from, lang(l))
	}
	for _, prog := range m.programs {
		out["docs/rules/"+prog.slug+".zh.svg"], out["docs/rules/"+prog.slug+".en.svg"] = drawProgram(m, prog, zh), drawProgram(m, prog, en)
	}
	for name, emit := range map[string]func(*model) ([]byte, error){"policy/gen_values.go": emitParameters, "policy/gen_frames.go": emitFrames, "policy/gen_batches_test.go": emitBatches, "policy/gen_table.go": emitTable} {
		if out[name], err = emit(m); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// names says whether a name that ends like an automatic value is an input or a rule.
func (m *model) names(name string) bool {
	for _, slots := range m.slots {
		for _, s := range slots {
			if s.name == name && s.kind != isAuto {
				return true
			}
		}
	}
	return false
}

// checkFormulas refuses a formula that names what the rule does not take.
func checkFormulas(m *model) error {
	for _, f := range m.families {
		for _, r := range f.variants {
			takes := map[string]bool{}
			for _, a := range r.args {
				takes[a.name] = true
				if of := strings.TrimSuffix(strings.TrimSuffix(a.name, isKnown), standsIn); of != a.name {
					takes[a.name] = m.names(a.name)
					takes[of] = true // whoever asks about a value may show it
				}
			}
			var wrong string
			fill(r.formula, func(name string) string {
				if !takes[strings.TrimSuffix(name, "!")] {
					wrong = name
				}
				return ""
			})
			if wrong != "" {
				return fmt.Errorf("%s: the formula names {%s}, which the rule does not take", r.fn, wrong)
			}
		}
	}
	return nil
}
